#include "models/response/dispatch_model.hpp"

#include <algorithm>
#include <cmath>

#include "models/response/dispatch.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/sink.hpp"

namespace yuanluo::models {

namespace {

// What luck is drawn for, by call: address (demand, purpose, number).
enum class Luckily : std::uint32_t { first_gap = 1, call, turnout, travel, way_back, first_of_server = 16 };

sim::Draw luck_of(const sim::Luck& luck, std::uint32_t demand, Luckily what, std::uint32_t number) {
  return luck.draw(demand, static_cast<std::uint32_t>(what), number);
}

bool constant(const Length& length) {
  const auto* plain = std::get_if<sim::AnyDistribution>(&length);
  return plain != nullptr && std::holds_alternative<sim::Constant>(*plain);
}

// A name of a call holds its demand and its number.
constexpr std::uint64_t name_of(const CallCame& call) { return std::uint64_t{call.demand} << 32 | call.number; }
constexpr std::uint32_t demand_of(std::uint64_t name) { return static_cast<std::uint32_t>(name >> 32); }
constexpr std::uint32_t number_of(std::uint64_t name) { return static_cast<std::uint32_t>(name); }

class DispatchField {
 public:
  DispatchField(const DispatchWorld& world, DispatchState& state, sim::Outbox<DispatchModel::Payload>& out)
      : world_(world),
        state_(state),
        out_(out),
        now_(out.now()),
        from_(sim::epoch + world.warm_up),
        until_(from_ + world.measured) {}

  sim::SimTime now() const { return now_; }
  const DispatchRules& rules() const { return world_.rules; }
  const CoverTable& cover() const { return world_.cover; }

  bool serves(std::uint32_t unit, const Request& request) const {
    const DispatchServer& server = world_.servers[unit];
    return (server.skills & request.skills) == request.skills && (!server.duty || server.duty->hold(now_));
  }
  double time_to(std::uint32_t unit, const Request& request) const {
    return 60.0 * world_.minutes_per_length * world_.distance(place(unit), request.place);
  }
  Place place(std::uint32_t unit) const { return state_.desk.units[unit].place(now_); }
  bool covers(std::uint32_t) const { return true; }
  std::uint32_t rank(std::uint32_t unit, const Request& request) const {
    const std::vector<std::uint32_t>& ranks = world_.demand[request.source].rank;
    return ranks.empty() ? 0 : ranks[unit];
  }
  sim::Duration turnout(std::uint32_t, const Request& request) const {
    return drawn(world_.turnout, request, Luckily::turnout);
  }
  sim::Duration travel(std::uint32_t unit, const Request& request) const {
    const sim::Duration way = sim::seconds(time_to(unit, request));
    if (!world_.travel_factor) return way;
    sim::Draw draw = luck_of(state_.luck, demand_of(request.name), Luckily::travel, number_of(request.name));
    return sim::seconds(sim::to_seconds(way) * std::max(0.0, sample(*world_.travel_factor, draw)));
  }
  std::optional<sim::Duration> on_scene(std::uint32_t unit, const Request& request) const {
    const DispatchServer& server = world_.servers[unit];
    if (!server.on_scene) return request.service;
    sim::Draw draw = luck_of(state_.luck, demand_of(request.name), Luckily::first_of_server, number_of(request.name));
    return sim::minutes(std::max(0.0, sample(*server.on_scene, draw)));
  }
  sim::Duration way_back(std::uint32_t unit, const Place& from, std::uint32_t base) const {
    switch (world_.way_back) {
      case WayBack::none:
        return sim::Duration::zero();
      case WayBack::drawn:
        return drawn(world_.back, state_.desk.units[unit].request, Luckily::way_back);
      case WayBack::as_there:
        break;
    }
    return sim::minutes(world_.minutes_per_length * world_.distance(from, state_.desk.bases[base]));
  }
  sim::Duration rest(std::uint32_t) const { return sim::Duration::zero(); }
  sim::Duration recovery() const { return sim::Duration::max(); }

  void wake(std::uint32_t unit, std::uint32_t task, sim::Duration delay) {
    out_.after(delay, ServerMoment{unit, task});
  }

  void left(std::uint32_t unit, UnitPhase phase) {
    if (phase == UnitPhase::idle) return;
    const sim::SimTime since = std::max(state_.desk.units[unit].since, from_);
    const sim::SimTime to = std::min(now_, until_);
    if (to > since) state_.book.spent[unit][static_cast<std::size_t>(phase)] += to - since;
    if (phase == UnitPhase::relocating && measured(now_)) ++state_.book.relocations;
  }
  void assigned(std::uint32_t, const Request&) {}
  void set_out(std::uint32_t, const Request&) {}
  void arrived(std::uint32_t unit, const Request& request) {
    if (!measured(request.since)) return;
    state_.book.reached.push_back(
        {now_ - request.since, state_.desk.units[unit].assigned - request.since, request.source, unit});
  }
  void called_off(std::uint32_t, const Request& request) {
    if (measured(request.since)) ++state_.book.called_off;
  }
  void back(std::uint32_t) {}
  void waits(const Request&) {
    if (state_.duty_due) return;
    sim::Duration soonest = sim::Duration::max();
    for (const DispatchServer& server : world_.servers) {
      if (!server.duty || server.duty->hold(now_)) continue;
      const auto today = std::chrono::floor<std::chrono::days>(now_) + std::chrono::hours{server.duty->from};
      soonest = std::min<sim::Duration>(soonest, (today > now_ ? today : today + std::chrono::days{1}) - now_);
    }
    if (soonest == sim::Duration::max()) return;
    state_.duty_due = true;
    out_.after(soonest, DutyBegan{0, 0});
  }
  void lost(const Request& request) {
    if (measured(request.since)) ++state_.book.lost[request.source];
  }
  void queue_changes() {
    CallBook& book = state_.book;
    const sim::SimTime since = std::max(book.queue_since, from_);
    const sim::SimTime to = std::min(now_, until_);
    if (to > since) book.waiting += static_cast<std::int64_t>(state_.desk.waiting.size()) * (to - since);
    book.queue_since = now_;
  }

  bool measured(sim::SimTime at) const { return at >= from_ && at <= until_; }
  sim::SimTime until() const { return until_; }

 private:
  sim::Duration drawn(const Length& length, const Request& request, Luckily what) const {
    if (constant(length)) return sim::minutes(mean(length));
    sim::Draw draw = luck_of(state_.luck, demand_of(request.name), what, number_of(request.name));
    return sim::minutes(std::max(0.0, sample(length, draw)));
  }

  const DispatchWorld& world_;
  DispatchState& state_;
  sim::Outbox<DispatchModel::Payload>& out_;
  sim::SimTime now_;
  sim::SimTime from_;
  sim::SimTime until_;
};

// From one call of a demand to the next.
sim::Duration gap(const DispatchDemand& demand, sim::SimTime from, double luck) {
  const double minutes = -std::log(luck) / demand.per_minute;
  if (!demand.profile) return sim::minutes(minutes);
  return demand.profile->at_weighted_hours(demand.profile->weighted_hours(from) + minutes / 60.0) - from;
}

void receive(const DispatchWorld& world, DispatchState& state, const CallCame& call,
             sim::Outbox<DispatchModel::Payload>& out) {
  const DispatchDemand& demand = world.demand[call.demand];
  DispatchField field(world, state, out);
  sim::Draw draw = luck_of(state.luck, call.demand, Luckily::call, call.number);
  const sim::Duration next = gap(demand, field.now(), draw.uniform());
  if (field.now() + next <= field.until()) out.after(next, CallCame{call.demand, call.number + 1});

  Request request;
  request.name = name_of(call);
  request.since = field.now();
  request.source = call.demand;
  request.skills = demand.skills;
  request.severity = demand.severity;
  request.place.node = demand.low.node;
  const double across = draw.uniform();
  const double up = draw.uniform();
  request.place.x = demand.low.x + (demand.high.x - demand.low.x) * across;
  request.place.y = demand.low.y + (demand.high.y - demand.low.y) * up;
  const Length& on_scene = demand.on_scene ? *demand.on_scene : world.on_scene;
  request.service = sim::minutes(std::max(0.0, sample(on_scene, draw)));
  if (field.measured(request.since)) ++state.book.came[call.demand];
  Dispatch(state.desk, field).request(request);
}

}  // namespace

DispatchState::DispatchState(const DispatchWorld& world, sim::Luck luck_given) : luck(luck_given) {
  std::vector<Place> bases;
  for (const DispatchServer& server : world.servers) bases.push_back(server.base);
  bases.insert(bases.end(), world.further_bases.begin(), world.further_bases.end());
  desk = Desk::at(std::move(bases), static_cast<std::uint32_t>(world.servers.size()));
  book.came.assign(world.demand.size(), 0);
  book.lost.assign(world.demand.size(), 0);
  book.spent.resize(world.servers.size());
}

void DispatchModel::handle(const World& world, State& state, const sim::Event<DispatchModel::Payload>& event,
                           sim::Outbox<DispatchModel::Payload>& out) {
  ++state.events;
  if (const auto* call = std::get_if<CallCame>(&event.payload)) return receive(world, state, *call, out);
  DispatchField field(world, state, out);
  if (const auto* moment = std::get_if<ServerMoment>(&event.payload))
    return Dispatch(state.desk, field).moment(moment->unit, moment->task);
  state.duty_due = false;
  Dispatch(state.desk, field).serve();
}

std::vector<sim::FirstEvent<DispatchModel::Payload>> DispatchModel::first(const World& world, const sim::Luck& luck) {
  std::vector<sim::FirstEvent<DispatchModel::Payload>> first;
  for (std::uint32_t i = 0; i < world.demand.size(); ++i) {
    if (world.demand[i].per_minute <= 0.0) continue;
    sim::Draw draw = luck_of(luck, i, Luckily::first_gap, 0);
    const sim::SimTime at = sim::epoch + gap(world.demand[i], sim::epoch, draw.uniform());
    if (at <= sim::epoch + world.warm_up + world.measured) first.push_back({at, sim::ProcessId{0}, CallCame{i, 0}});
  }
  return first;
}

CallBook run_dispatch(const DispatchWorld& world, std::uint64_t seed, std::uint32_t replication,
                      std::uint64_t& events) {
  const sim::Luck luck(seed, replication);
  sim::SerialKernel<DispatchModel> kernel(world, DispatchState(world, luck), DispatchModel::first(world, luck));
  events = kernel.run(sim::never - sim::one_day, sim::IgnoreEvents{});
  return kernel.state().book;
}

CallBook run_dispatch(const DispatchWorld& world, std::uint64_t seed, std::uint32_t replication) {
  std::uint64_t events = 0;
  return run_dispatch(world, seed, replication, events);
}

}  // namespace yuanluo::models
