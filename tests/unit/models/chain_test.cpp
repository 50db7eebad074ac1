// Single rules of the chain, without a kernel.
#include <catch2/catch.hpp>

#include "models/alarms/alarms.hpp"
#include "models/alarms/attention.hpp"
#include "models/outages/outage.hpp"
#include "models/response/chain.hpp"
#include "models/response/pool.hpp"
#include "models/sensing/devices.hpp"
#include "models/water/supply.hpp"
#include "tests/unit/models/bench.hpp"
#include "tests/unit/models/small_world.hpp"

namespace yuanluo::models {
namespace {

const IncidentId fire_id(Hazard::fire, 0, 0, 0);

ActiveIncident fire_at_home() {
  ActiveIncident incident;
  incident.id = fire_id;
  incident.household = HouseholdId{0};
  return incident;
}

TEST_CASE("a linked alarm tells every recipient of the routing at the same moment") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  CompoundState& compound = state.compounds[0];
  compound.active.push_back(fire_at_home());
  Bench bench;
  // Devices are offline on some days: take the first day on which this one is not.
  sim::SimTime at = sim::epoch;
  while (!online(world, compound, DeviceId{0}, at)) at += sim::one_day;
  Outbox out = bench.out({0}, at);
  raise_alarm(world, compound, compound.active[0], DeviceId{0}, out);
  const auto alarms = bench.of<AlarmDelivered>();
  REQUIRE(alarms.size() == 3);  // there is no safety lead, and no relative who could be told
  for (const auto& [event, alarm] : alarms) CHECK(event.key.at == alarms.front().first.key.at);
}

TEST_CASE("a device that is not linked, or has no network, tells nobody") {
  World world = small_world();
  State state(world, sim::Luck(1, 0));
  CompoundState& compound = state.compounds[0];
  compound.mobile_network = false;
  CHECK_FALSE(online(world, compound, DeviceId{0}, sim::epoch));
  compound.mobile_network = true;
  world.district.devices[0].linked = false;
  CHECK_FALSE(online(world, compound, DeviceId{0}, sim::epoch));
}

TEST_CASE("mobile service fades when a power cut outlasts the base stations' batteries") {
  Settings settings;
  settings.sensing.offline_share = 0.0;
  const World world = small_world(settings);
  State state(world, sim::Luck(1, 0));
  CompoundState& compound = state.compounds[0];
  compound.power_failed_at = sim::epoch;
  CHECK(online(world, compound, DeviceId{0}, sim::epoch + 2 * sim::one_hour));
  CHECK_FALSE(online(world, compound, DeviceId{0}, sim::epoch + 4 * sim::one_hour));
}

TEST_CASE("false alarms wear out trust, down to its floor, and are forgotten") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  CompoundState& compound = state.compounds[0];
  CHECK(trust(world, compound, sim::epoch) == 1.0);
  compound.false_alarms.assign(2, sim::epoch);
  CHECK(trust(world, compound, sim::epoch + sim::one_day) == Approx(0.81));
  CHECK(trust(world, compound, sim::epoch + 31 * sim::one_day) == 1.0);
  compound.false_alarms.assign(100, sim::epoch);
  CHECK(trust(world, compound, sim::epoch) == Approx(world.settings.alarms.trust_floor));
}

TEST_CASE("a second alarm waits until the only operator is free") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  CentreState& centre = state.centres[0];
  Bench bench;
  const sim::ProcessId self = world.processes.of(AreaId{0}, ProcessKind::centre);
  Outbox out = bench.out(self, sim::epoch + 12 * sim::one_hour);
  handle(world, centre, AlarmDelivered{fire_id, CompoundId{0}, 0}, out);
  handle(world, centre, AlarmDelivered{IncidentId(Hazard::fire, 0, 0, 1), CompoundId{0}, 0}, out);
  CHECK(bench.of<AlarmAcknowledged>().size() == 1);
  CHECK(centre.waiting.size() == 1);
  handle(world, centre, AlarmAnswered{fire_id, CompoundId{0}, 1}, out);
  CHECK(bench.of<AlarmAcknowledged>().size() == 2);
  CHECK(centre.waiting.empty());
}

TEST_CASE("a power cut during a power cut did not happen, and does not end the first") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  CompoundState& compound = state.compounds[0];
  Bench bench;
  Outbox out = bench.out({0}, sim::epoch);
  handle(world, compound, PowerFailed{IncidentId(Hazard::outage, 10, 0, 0)}, out);
  handle(world, compound, PowerFailed{IncidentId(Hazard::outage, 10, 0, 1)}, out);
  CHECK(compound.active.size() == 1);
  REQUIRE(bench.of<OnsetVoided>().size() == 1);
  CHECK(bench.of<OnsetVoided>()[0].second.incident.ordinal() == 1);
}

TEST_CASE("while the platform is out the centre takes no alarm, and takes them up afterwards") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  CentreState& centre = state.centres[0];
  Bench bench;
  Outbox out = bench.out(world.processes.of(AreaId{0}, ProcessKind::centre), sim::epoch);
  const auto platform = static_cast<std::uint32_t>(Lifeline::platform);
  handle(world, centre, LifelineChanged{platform, 0, 0}, out);
  handle(world, centre, AlarmDelivered{fire_id, CompoundId{0}, 0}, out);
  CHECK(bench.of<AlarmAcknowledged>().empty());
  handle(world, centre, LifelineChanged{platform, 0, 1}, out);
  CHECK(bench.of<AlarmAcknowledged>().size() == 1);
}

TEST_CASE("the acknowledgement of the centre comes before its verification") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  Bench bench;
  Outbox out = bench.out(world.processes.of(AreaId{0}, ProcessKind::centre), sim::epoch);
  handle(world, state.centres[0], AlarmDelivered{fire_id, CompoundId{0}, 0}, out);
  CHECK(bench.of<AlarmAcknowledged>().at(0).first.key < bench.of<AlarmVerified>().at(0).first.key);
}

TEST_CASE("the only engine is waited for, and goes to the waiting fire when it is back") {
  Settings settings;
  settings.dispatch.engine_refit_min = 0.0;
  const World world = small_world(settings);
  State state(world, sim::Luck(1, 0));
  ServiceState& brigade = state.brigades[0];
  Bench bench;
  Outbox out = bench.out(world.processes.of(AreaId{0}, ProcessKind::brigade), sim::epoch);
  const auto engine = static_cast<std::uint32_t>(Helper::fire_engine);
  handle(world, brigade, CallHandled{fire_id, CompoundId{0}, engine}, out);
  handle(world, brigade, CallHandled{IncidentId(Hazard::fire, 0, 0, 1), CompoundId{0}, engine}, out);
  const Unit& unit = brigade.units.desk.units.at(0);
  CHECK(unit.request.name == fire_id.bits());
  CHECK(brigade.units.desk.waiting.size() == 1);
  handle(world, brigade, UnitMoment{engine, 0, unit.task}, out);
  CHECK(bench.of<UnitDispatched>().size() == 1);
  handle(world, brigade, UnitMoment{engine, 0, unit.task}, out);
  CHECK(bench.of<UnitArrived>().size() == 1);
  // It is sent on from the road as soon as the first fire lets it go.
  handle(world, brigade, UnitReleased{fire_id, static_cast<std::uint16_t>(engine), 0, 0}, out);
  CHECK(IncidentId::from_bits(unit.request.name).ordinal() == 1);
  CHECK(brigade.units.desk.waiting.empty());
}

TEST_CASE("a request that nobody on duty can take is looked at again until a shift begins") {
  World world = small_world();
  world.district.staff[0].shift_start_hour = 8;
  world.district.staff[0].shift_hours = 8;
  State state(world, sim::Luck(1, 0));
  CommunityState& community = state.communities[0];
  const sim::ProcessId self = world.processes.of(CommunityId{0});
  const auto grid = static_cast<std::uint32_t>(Helper::grid_worker);
  Bench night;
  Outbox at_night = night.out(self, sim::epoch + 3 * sim::one_hour);
  handle(world, community, HelpRequested{fire_id, CompoundId{0}, grid}, at_night);
  CHECK(night.of<UnitMoment>().empty());
  CHECK(night.of<WaitingReviewed>().size() == 1);
  Bench morning;
  Outbox by_day = morning.out(self, sim::epoch + 9 * sim::one_hour);
  handle(world, community, WaitingReviewed{grid}, by_day);
  CHECK(morning.of<UnitMoment>().size() == 1);
}

TEST_CASE("a unit that comes too late turns round and goes home") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  Bench bench;
  Outbox out = bench.out({0}, sim::epoch);
  handle(world, state.compounds[0], UnitArrived{fire_id, static_cast<std::uint32_t>(Helper::fire_engine), 0}, out);
  const auto released = bench.of<UnitReleased>();
  REQUIRE(released.size() == 1);
  CHECK(released[0].first.to == world.processes.of(AreaId{0}, ProcessKind::brigade));
}

TEST_CASE("help of one kind is asked for once") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  ActiveIncident incident = fire_at_home();
  Bench bench;
  Outbox out = bench.out({0}, sim::epoch);
  ask(world, state.compounds[0], incident, Helper::fire_engine, least_delay, out);
  ask(world, state.compounds[0], incident, Helper::fire_engine, least_delay, out);
  CHECK(bench.of<HelpRequested>().size() == 1);
}

ActiveIncident outage(Variety variety, std::uint32_t stream) {
  ActiveIncident incident;
  incident.id = IncidentId(Hazard::outage, stream, 0, 0);
  incident.variety = variety;
  incident.course = OutageCourse{};
  return incident;
}

TEST_CASE("no water comes while the main is broken, or the only hydrant is out of order") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  UtilityState& utility = state.utilities[0];
  REQUIRE(usable_hydrant(world, utility, HouseholdId{0}));
  utility.active = {outage(Variety::outage_main, 15)};
  CHECK_FALSE(usable_hydrant(world, utility, HouseholdId{0}));
  utility.active = {outage(Variety::outage_hydrant, 13)};
  CHECK_FALSE(usable_hydrant(world, utility, HouseholdId{0}));
}

TEST_CASE("a crew gets its hydrant's water when the hose is laid, and the network forgets it when the fire is over") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  UtilityState& utility = state.utilities[0];
  const auto crew = static_cast<std::uint32_t>(Helper::micro_fire_crew);
  const sim::ProcessId self = world.processes.of(AreaId{0}, ProcessKind::utility);
  Bench bench;
  Outbox out = bench.out(self, sim::epoch);
  handle(world, utility, HydrantSought{fire_id, crew, 0}, out);
  const auto opened = bench.of<HydrantOpened>();
  REQUIRE(opened.size() == 1);
  CHECK(opened[0].first.to == self);
  CHECK(bench.of<HydrantFlowed>().empty());
  handle(world, utility, opened[0].second, out);
  const auto flowed = bench.of<HydrantFlowed>();
  REQUIRE(flowed.size() == 1);
  CHECK(flowed[0].first.to == world.processes.of(CompoundId{0}));
  CHECK(flowed[0].first.key.at >= sim::epoch + least_delay);
  CHECK(flowed[0].second.flow_dlps > 10);
  CHECK(flowed[0].second.flow_dlps <= 75);  // its nozzle takes no more
  share_water(world, utility, out);
  CHECK(bench.of<HydrantFlowed>().size() == 1);  // nothing has changed
  handle(world, utility, HydrantsClosed{fire_id}, out);
  CHECK(utility.water.lines.empty());
}

TEST_CASE("the break of a main takes the water from a crew that draws from it, and its mending gives it back") {
  const World world = small_world();
  State state(world, sim::Luck(1, 0));
  UtilityState& utility = state.utilities[0];
  const auto crew = static_cast<std::uint32_t>(Helper::fire_engine);
  Bench bench;
  Outbox out = bench.out(world.processes.of(AreaId{0}, ProcessKind::utility), sim::epoch);
  handle(world, utility, HydrantSought{fire_id, crew, 0}, out);
  handle(world, utility, bench.of<HydrantOpened>()[0].second, out);
  const auto before = bench.of<HydrantFlowed>()[0].second.flow_dlps;
  utility.active = {outage(Variety::outage_main, 15)};
  share_water(world, utility, out);
  REQUIRE(bench.of<HydrantFlowed>().size() == 2);
  CHECK(bench.of<HydrantFlowed>()[1].second.flow_dlps == 0);
  utility.active.clear();
  share_water(world, utility, out);
  REQUIRE(bench.of<HydrantFlowed>().size() == 3);
  CHECK(bench.of<HydrantFlowed>()[2].second.flow_dlps == before);
}

TEST_CASE("without hydraulics a hydrant gives the flow that is drawn for it") {
  Settings settings;
  settings.water.hydraulics = false;
  settings.water.hydrant_flow_lps = {20.0, 1.0};
  settings.water.unboosted_factor = 0.5;
  const World world = small_world(settings);
  State state(world, sim::Luck(1, 0));
  UtilityState& utility = state.utilities[0];
  Bench bench;
  Outbox out = bench.out(world.processes.of(AreaId{0}, ProcessKind::utility), sim::epoch);
  handle(world, utility, HydrantSought{fire_id, static_cast<std::uint32_t>(Helper::fire_engine), 0}, out);
  handle(world, utility, bench.of<HydrantOpened>()[0].second, out);
  CHECK(bench.of<HydrantFlowed>()[0].second.flow_dlps == 100);
}

TEST_CASE("with full attention an alarm is always seen, with none never") {
  Settings settings;
  settings.alarms.sees_day.fill(1.0);
  const World keen = small_world(settings);
  settings.alarms.sees_day.fill(0.0);
  const World blind = small_world(settings);
  const sim::SimTime noon = sim::epoch + 12 * sim::one_hour;
  for (std::uint32_t n = 0; n < 100; ++n) {
    const IncidentId id(Hazard::fire, 0, 0, n);
    CHECK(attention(keen, sim::Luck(1, 0), id, Recipient::gatehouse, noon, 1.0, false, 0).has_value());
    CHECK_FALSE(attention(blind, sim::Luck(1, 0), id, Recipient::gatehouse, noon, 1.0, false, 0).has_value());
  }
}

}  // namespace
}  // namespace yuanluo::models
