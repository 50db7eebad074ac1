// The district's pools as desks: shifts, withdrawal, urgency, rounds.
#include <catch2/catch.hpp>
#include <map>

#include "models/alarms/alarms.hpp"
#include "models/response/chain.hpp"
#include "models/response/pool.hpp"
#include "models/response/pool_field.hpp"
#include "models/response/shifts.hpp"
#include "tests/unit/models/bench.hpp"
#include "tests/unit/models/small_world.hpp"

namespace yuanluo::models {
namespace {

using namespace std::chrono_literals;

constexpr auto engine = static_cast<std::uint32_t>(Helper::fire_engine);
constexpr auto ambulance = static_cast<std::uint32_t>(Helper::ambulance);
constexpr auto grid = static_cast<std::uint32_t>(Helper::grid_worker);

TEST_CASE("nobody is sent during handover, and on the break only to what is most urgent") {
  DispatchParams p;
  p.handover_min = 10.0;
  p.break_min = 30.0;
  Staff day;
  day.shift_start_hour = 8;
  day.shift_hours = 8;
  const auto at = [](int hour, int minute) {
    return sim::epoch + std::chrono::hours{hour} + std::chrono::minutes{minute};
  };
  CHECK_FALSE(can_be_sent(p, day, at(7, 59), 0));
  CHECK_FALSE(can_be_sent(p, day, at(8, 9), 0));
  CHECK(can_be_sent(p, day, at(8, 10), 1));
  CHECK_FALSE(can_be_sent(p, day, at(12, 0), 1));
  CHECK(can_be_sent(p, day, at(12, 0), 0));
  CHECK_FALSE(can_be_sent(p, day, at(12, 29), 1));
  CHECK(can_be_sent(p, day, at(12, 30), 1));
  CHECK_FALSE(can_be_sent(p, day, at(16, 0), 0));
  Staff night = day;
  night.shift_start_hour = 22;
  CHECK(can_be_sent(p, night, at(24 + 1, 0), 1));
  CHECK_FALSE(can_be_sent(p, night, at(24 + 2, 15), 1));
  Staff always;
  CHECK(can_be_sent(p, always, at(0, 0), 1));
  CHECK(can_be_sent(p, always, at(12, 10), 1));
}

TEST_CASE("an engine whose fire is over turns round on the way, and comes home") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  ServiceState& brigade = state.brigades[0];
  const sim::ProcessId self = world.processes.of(AreaId{0}, ProcessKind::brigade);
  const IncidentId fire(Hazard::fire, 0, 0, 0);
  Bench bench;
  Outbox at_once = bench.out(self, sim::epoch);
  handle(world, brigade, CallHandled{fire, CompoundId{0}, engine}, at_once);
  const Unit& unit = brigade.units.desk.units.at(0);
  const sim::SimTime leaves = bench.of<UnitMoment>().at(0).first.key.at;
  Bench later;
  Outbox set_out = later.out(self, leaves);
  handle(world, brigade, UnitMoment{engine, 0, unit.task}, set_out);
  REQUIRE(unit.phase == UnitPhase::under_way);
  const sim::SimTime half_way = leaves + (unit.leg.arrives - leaves) / 2;
  const std::uint32_t old_task = unit.task;
  Bench end;
  Outbox withdrawn = end.out(self, half_way);
  handle(world, brigade, HelpWithdrawn{fire, CompoundId{0}, engine}, withdrawn);
  CHECK(unit.phase == UnitPhase::returning);
  CHECK(unit.leg.from.x == Approx(0.5 * (world.compounds[0].gate.x + unit.leg.to.x)));
  const auto home = end.of<UnitMoment>();
  REQUIRE(home.size() == 1);
  // The moment at which it would have arrived is passed over.
  Bench arrival;
  Outbox stale = arrival.out(self, home[0].first.key.at);
  handle(world, brigade, UnitMoment{engine, 0, old_task}, stale);
  CHECK(arrival.sent.empty());
  handle(world, brigade, home[0].second, stale);
  CHECK(arrival.of<UnitBack>().size() == 1);
  CHECK(unit.phase == UnitPhase::idle);
}

TEST_CASE("an incident that is over takes back what it asked for") {
  Settings settings;
  settings.dispatch.engines_stand_down = true;
  const World world = small_world(settings);
  State state(world, sim::Luck(1, 0));
  CompoundState& compound = state.compounds[0];
  ActiveIncident incident;
  incident.id = IncidentId(Hazard::fire, 0, 0, 0);
  incident.household = HouseholdId{0};
  compound.active.push_back(incident);
  Bench bench;
  Outbox out = bench.out({0}, sim::epoch);
  ask(world, compound, compound.active[0], Helper::fire_engine, least_delay, out, 2.0);
  CHECK(bench.of<HelpRequested>().size() == 2);
  end(world, compound, compound.active[0], Ending::by_household, FireExtent::none, 0, out);
  REQUIRE(bench.of<HelpWithdrawn>().size() == 1);
  CHECK(bench.of<HelpWithdrawn>()[0].first.to == world.processes.of(AreaId{0}, ProcessKind::brigade));
}

TEST_CASE("a cardiac arrest is served before an illness that waits, and calls off who is on the way to one") {
  Settings settings;
  const IncidentId illness(Hazard::medical, 2, 0, 0), later_illness(Hazard::medical, 2, 1, 0),
      arrest(Hazard::medical, 0, 1, 0);
  CHECK(severity_of(arrest) < severity_of(illness));
  for (const bool pre_empt : {false, true}) {
    settings.dispatch.pre_empt = pre_empt;
    const World world = small_world(settings);
    State state(world, sim::Luck(1, 0));
    ServiceState& service = state.ambulance_services[0];
    Bench bench;
    Outbox out = bench.out(world.processes.of(AreaId{0}, ProcessKind::ambulance_service), sim::epoch);
    handle(world, service, CallHandled{illness, CompoundId{0}, ambulance}, out);
    handle(world, service, CallHandled{later_illness, CompoundId{0}, ambulance}, out);
    handle(world, service, CallHandled{arrest, CompoundId{0}, ambulance}, out);
    const Unit& unit = service.units.desk.units.at(0);
    CHECK(unit.request.name == (pre_empt ? arrest : illness).bits());
    CHECK(service.units.desk.waiting.size() == 2);
    if (pre_empt) continue;
    handle(world, service, HelpWithdrawn{illness, CompoundId{0}, ambulance}, out);
    CHECK(unit.request.name == arrest.bits());
  }
}

TEST_CASE("the grid worker with first aid goes to falls and illness if free, and anybody where none is") {
  for (const double share : {0.0, 0.5}) {
    Settings settings;
    settings.dispatch.first_aid_share = share;
    District d = small_world().district;
    d.staff.push_back({StaffRole::grid_worker, CommunityId{0}, std::nullopt, std::nullopt, 0, 24});
    const World world = make_world(std::move(d), settings);
    const auto& posts = world.communities[0].grid_workers;
    REQUIRE(posts.size() == 2);
    CHECK(posts[0].skills == 0);
    CHECK(posts[1].skills == (share > 0.0 ? first_aid_skill : 0));
    const IncidentId nuisance(Hazard::false_alarm, 0, 0, 0), fall(Hazard::fall, 0, 0, 0),
        illness(Hazard::medical, 0, 1, 0);
    const auto sent_to = [&](CommunityState& community, IncidentId incident) {
      Bench bench;
      Outbox out = bench.out(world.processes.of(CommunityId{0}), sim::epoch);
      handle(world, community, HelpRequested{incident, CompoundId{0}, grid}, out);
      const auto& units = community.grid_workers.desk.units;
      return units[0].request.name == incident.bits() ? 0 : units[1].request.name == incident.bits() ? 1 : -1;
    };
    State state(world, sim::Luck(1, 0));
    CHECK(sent_to(state.communities[0], fall) == (share > 0.0 ? 1 : 0));
    CHECK(sent_to(state.communities[0], illness) == (share > 0.0 ? 0 : 1));  // the other one is not free
    State again(world, sim::Luck(1, 0));
    CHECK(sent_to(again.communities[0], nuisance) == 0);
  }
}

TEST_CASE("a grid worker with first aid resuscitates; whether another one does is luck") {
  for (const bool trained : {false, true}) {
    Settings settings;
    settings.dispatch.first_aid_share = trained ? 1.0 : 0.0;
    settings.medical.bystander_cpr_share = 0.0;
    const World world = small_world(settings);
    State state(world, sim::Luck(1, 0));
    CompoundState& compound = state.compounds[0];
    ActiveIncident incident;
    incident.id = IncidentId(Hazard::medical, 0, 0, 0);
    incident.variety = Variety::cardiac_arrest;
    incident.household = HouseholdId{0};
    incident.resident = ResidentId{0};
    incident.course = MedicalCourse{};
    incident.units.push_back({0, static_cast<std::uint8_t>(Helper::grid_worker), true, false});
    compound.active.push_back(incident);
    Bench bench;
    Outbox out = bench.out({0}, sim::epoch + 5min);
    handle(world, compound, HelperReached{incident.id, grid, 0}, out);
    const auto& course = std::get<MedicalCourse>(compound.active.at(0).course);
    CHECK(course.resuscitation_at.has_value() == trained);
  }
}

TEST_CASE("who has worked too long rests before the next incident; vehicles change crews") {
  Settings settings;
  settings.dispatch.fatigue_limit_h = 2.0;
  settings.dispatch.rest_min = 45.0;
  const World world = small_world(settings);
  State state(world, sim::Luck(1, 0));
  CommunityState& community = state.communities[0];
  const sim::ProcessId self = world.processes.of(CommunityId{0});
  const IncidentId fall(Hazard::fall, 0, 0, 0);
  Unit& worker = community.grid_workers.desk.units.at(0);
  Bench bench;
  Outbox out = bench.out(self, sim::epoch);
  handle(world, community, HelpRequested{fall, CompoundId{0}, grid}, out);
  handle(world, community, UnitMoment{grid, 0, worker.task}, out);
  while (worker.phase != UnitPhase::on_scene) handle(world, community, UnitMoment{grid, 0, worker.task}, out);
  Bench three_hours;
  Outbox late = three_hours.out(self, sim::epoch + 3h);
  handle(world, community, UnitReleased{fall, static_cast<std::uint16_t>(grid), 0, 0}, late);
  CHECK(worker.phase == UnitPhase::resting);
  CHECK(three_hours.of<UnitMoment>().at(0).first.key.at == sim::epoch + 3h + 45min);
}

TEST_CASE("grid workers go their rounds as the scenario says") {
  Settings settings;
  settings.dispatch.rounds = Rounds::fixed;
  World world = two_communities(settings);
  // One community of two compounds, all the vulnerable people in the first.
  District d = world.district;
  d.compounds[1].community = CommunityId{0};
  for (Resident& r : d.residents) r.age = 85;
  const auto seen = [&](Rounds rounds) {
    settings.dispatch.rounds = rounds;
    const World one = make_world(d, settings);
    std::map<std::uint32_t, int> count;
    for (int half_hour = 0; half_hour < 4000; ++half_hour)
      ++count[place_of_grid_worker(one, sim::Luck(1, 0), CommunityId{0}, StaffId{0}, sim::epoch + half_hour * 30min)
                  .value];
    return count;
  };
  CHECK(seen(Rounds::fixed) == std::map<std::uint32_t, int>{{0, 2000}, {1, 2000}});
  // Half, and (2 + 1) of (2 + 1 + 1): five standard deviations of 4,000 draws.
  CHECK(seen(Rounds::random)[0] == Approx(2000).margin(160));
  CHECK(seen(Rounds::by_risk)[0] == Approx(3000).margin(140));
}

TEST_CASE("a second device of the same incident joins the alarm that is under way") {
  Settings settings;
  settings.sensing.offline_share = 0.0;
  const World world = small_world(settings);
  State state(world, sim::Luck(1, 0));
  CompoundState& compound = state.compounds[0];
  ActiveIncident incident;
  incident.id = IncidentId(Hazard::fire, 0, 0, 0);
  incident.household = HouseholdId{0};
  compound.active.push_back(incident);
  Bench bench;
  Outbox out = bench.out({0}, sim::epoch + 12h);
  raise_alarm(world, compound, compound.active[0], DeviceId{0}, out);
  const std::size_t told = bench.of<AlarmDelivered>().size();
  CHECK(told > 0);
  raise_alarm(world, compound, compound.active[0], DeviceId{0}, out);
  CHECK(bench.of<AlarmDelivered>().size() == told);
}

}  // namespace
}  // namespace yuanluo::models
