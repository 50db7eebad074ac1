// Little's law on the queues of the district: over a stretch of time, the sum of the times that customers spent in a
// queue is the integral of its length. The length is read from the state after every event; the times come from the
// trace, or from what each request says of itself. So a request that is lost or served twice, a unit that is never sent
// home, or a clock that starts at the wrong moment shows. Source: [Little1961].
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <tuple>

#include "models/model.hpp"
#include "models/onsets.hpp"
#include "scenarios/generator/generate.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/sink.hpp"

namespace yuanluo::models {
namespace {

// The queues of one kind, over all processes that have one.
struct Queue {
  std::int64_t length = 0;
  std::int64_t longest = 0;
  std::int64_t integral_us = 0;  // of the length
  std::int64_t spent_us = 0;     // by customers
  std::uint64_t customers = 0;

  void changes(std::int64_t by) {
    length += by;
    longest = std::max(longest, length);
  }
};

enum Which : std::size_t { awaiting_unit, out_on_duty, at_the_centre, open_incidents, which_count };

struct Books {
  std::array<Queue, which_count> queues;
  sim::SimTime now = sim::epoch;
  std::map<std::tuple<sim::ProcessId, std::uint32_t, std::uint32_t>, sim::SimTime> out_since;  // helper, unit
  std::map<std::pair<IncidentId, CompoundId>, sim::SimTime> at_centre_since;
  std::map<IncidentId, sim::SimTime> open_since;

  void advance(sim::SimTime to) {
    for (Queue& q : queues) q.integral_us += q.length * (to - now).count();
    now = to;
  }
  void leaves(Which which, sim::SimTime since) {
    queues[which].spent_us += (now - since).count();
    ++queues[which].customers;
  }
};

std::vector<const Desk*> desks(const State& state, const Processes& processes, sim::ProcessId p) {
  const std::uint32_t i = processes.index(p);
  switch (processes.kind(p)) {
    case ProcessKind::community:
      return {&state.communities[i].grid_workers.desk, &state.communities[i].micro_crews.desk};
    case ProcessKind::brigade:
      return {&state.brigades[i].units.desk};
    case ProcessKind::ambulance_service:
      return {&state.ambulance_services[i].units.desk};
    case ProcessKind::care_service:
      return {&state.care_services[i].units.desk};
    default:
      return {};
  }
}

std::int64_t away(const Desk& desk) {
  return std::count_if(desk.units.begin(), desk.units.end(), [](const Unit& u) {
    return u.phase == UnitPhase::under_way || u.phase == UnitPhase::on_scene || u.phase == UnitPhase::returning;
  });
}

// What the state of a process says of each kind of queue.
struct Lengths {
  std::array<std::int64_t, which_count> of{};
  std::multimap<std::tuple<std::size_t, std::uint64_t, sim::SimTime>, const Request*> waiting;
};

Lengths lengths(const State& state, const Processes& processes, sim::ProcessId p) {
  Lengths found;
  std::size_t number = 0;
  for (const Desk* desk : desks(state, processes, p)) {
    for (const Request& r : desk->waiting) found.waiting.emplace(std::tuple{number, r.name, r.since}, &r);
    found.of[out_on_duty] += away(*desk);
    ++number;
  }
  found.of[awaiting_unit] = static_cast<std::int64_t>(found.waiting.size());
  if (processes.kind(p) == ProcessKind::centre) {
    const CentreState& centre = state.centres[processes.index(p)];
    found.of[at_the_centre] = static_cast<std::int64_t>(centre.busy_operators + centre.waiting.size());
  }
  if (processes.kind(p) == ProcessKind::compound)
    found.of[open_incidents] = static_cast<std::int64_t>(state.compounds[processes.index(p)].active.size());
  return found;
}

// The district with somebody who looks at its queues before and after each event.
struct WatchedDistrict {
  struct World {
    const models::World& district;
    Books& books;
  };
  using State = models::State;
  using Payload = models::Payload;

  static std::size_t process_count(const World& world) { return DistrictModel::process_count(world.district); }
  static sim::Duration lookahead(const World& world) { return DistrictModel::lookahead(world.district); }

  static void handle(const World& world, State& state, const Event& event, Outbox& out) {
    const Processes& processes = world.district.processes;
    Books& books = world.books;
    books.advance(event.key.at);
    const Lengths before = lengths(state, processes, event.to);
    DistrictModel::handle(world.district, state, event, out);
    const Lengths after = lengths(state, processes, event.to);
    for (std::size_t q = 0; q < which_count; ++q) books.queues[q].changes(after.of[q] - before.of[q]);

    for (const auto& [key, request] : before.waiting)
      if (after.waiting.count(key) == 0) books.leaves(awaiting_unit, std::get<2>(key));
    read(books, processes, event);
    if (processes.kind(event.to) == ProcessKind::compound) {
      const auto& active = state.compounds[processes.index(event.to)].active;
      for (const ActiveIncident& a : active) books.open_since.try_emplace(a.id, a.onset);
    }
  }

  // What the trace says.
  static void read(Books& books, const Processes& processes, const Event& event) {
    const sim::SimTime now = event.key.at;
    const auto* sent = std::get_if<UnitDispatched>(&event.payload);
    const ProcessKind kind = processes.kind(event.to);
    if (sent && kind != ProcessKind::compound && kind != ProcessKind::utility)  // theirs have no desk
      books.out_since[{event.to, sent->helper, sent->unit}] = now;
    if (const auto* e = std::get_if<UnitBack>(&event.payload)) {
      const auto since = books.out_since.find({event.to, e->helper, e->unit});
      if (since == books.out_since.end()) return;  // called off before it had set out
      books.leaves(out_on_duty, since->second);
      books.out_since.erase(since);
    }
    if (kind == ProcessKind::centre) {
      if (const auto* e = std::get_if<AlarmDelivered>(&event.payload))
        books.at_centre_since[{e->incident, e->compound}] = now;
      if (const auto* e = std::get_if<AlarmAnswered>(&event.payload)) {
        books.leaves(at_the_centre, books.at_centre_since.at({e->incident, e->compound}));
        books.at_centre_since.erase({e->incident, e->compound});
      }
    }
    if (const auto* e = std::get_if<IncidentEnded>(&event.payload)) {
      const auto since = books.open_since.find(e->incident);
      if (since == books.open_since.end()) return;
      books.leaves(open_incidents, since->second);
      books.open_since.erase(since);
    }
  }
};

// A district with few hands, so that queues form.
World busy_district() {
  scenarios::DeploymentParams few;
  few.grid_workers_day = 24;
  few.grid_workers_night = 8;
  return make_world(scenarios::generate(scenarios::GeneratorParams{}, few), Settings{});
}

TEST_CASE("Little's law holds exactly on every kind of queue of the district, over four months") {
  const World world = busy_district();
  const sim::Luck luck(11, 0);
  const sim::SimTime until = sim::epoch + 120 * sim::one_day;
  Books books;
  const WatchedDistrict::World watched{world, books};
  sim::SerialKernel<WatchedDistrict> kernel(watched, State(world, luck), onsets(world, luck, until));
  kernel.run(until, sim::IgnoreEvents{});
  books.advance(until);

  // Who is still there has spent the time until now.
  for (const auto& [who, since] : books.out_since) books.leaves(out_on_duty, since);
  for (const auto& [who, since] : books.at_centre_since) books.leaves(at_the_centre, since);
  for (const auto& [who, since] : books.open_since) books.leaves(open_incidents, since);
  for (std::uint32_t p = 0; p < world.processes.size(); ++p) {
    const Lengths left = lengths(kernel.state(), world.processes, {p});
    for (const auto& [key, request] : left.waiting) books.leaves(awaiting_unit, std::get<2>(key));
  }

  const std::array<const char*, which_count> names{"waiting for a unit", "units out", "alarms at the centre",
                                                   "open incidents"};
  const std::array<std::uint64_t, which_count> at_least{20, 2000, 1000, 2000};
  for (std::size_t q = 0; q < which_count; ++q) {
    const Queue& queue = books.queues[q];
    CAPTURE(names[q], queue.customers, queue.longest);
    CHECK(queue.customers >= at_least[q]);
    CHECK(queue.spent_us == queue.integral_us);
  }
}

}  // namespace
}  // namespace yuanluo::models
