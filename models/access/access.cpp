#include "models/access/access.hpp"

#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/capability.hpp"

namespace yuanluo::models {

namespace {

bool lift_runs(const World& world, const CompoundState& compound, HouseholdId household) {
  return world.has_lift(household) && !compound.power_failed_at;
}

double climb_s(const World& world, const CompoundState& compound, HouseholdId household, double per_floor_s) {
  const AccessParams& p = world.settings.access;
  const double floors = world.household(household).floor - 1;
  if (floors > 1 && lift_runs(world, compound, household)) return p.lift_wait_s + p.lift_per_floor_s * floors;
  return per_floor_s * floors;
}

double gate_s(const World& world, const CompoundState& compound, sim::SimTime at) {
  const bool guarded = world.compounds[compound.id.index()].guard.has_value();
  const AccessParams& p = world.settings.access;
  return !guarded && is_night(world, at) ? p.gate_delay_unstaffed_night_s : p.gate_delay_s;
}

double lane_s(const World& world, const CompoundState& compound, const ActiveIncident& incident, sim::SimTime at) {
  if (!world.district.compounds[compound.id.index()].fire_lane_narrow) return 0.0;
  const AccessParams& p = world.settings.access;
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::access, 200);
  const bool blocked = draw.chance(is_night(world, at) ? p.fire_lane_blocked_night : p.fire_lane_blocked_day);
  return blocked ? p.fire_lane_delay_s.sample(draw) : 0.0;
}

}  // namespace

sim::Duration access_time(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                          Helper helper, sim::SimTime at) {
  const AccessParams& p = world.settings.access;
  const ResponseParams& r = world.settings.response;
  const CompoundPlace& place = world.compounds[compound.id.index()];
  const bool inside = lives_in_compound(helper);
  double time_s = inside ? 0.0 : gate_s(world, compound, at);

  if (!incident.household || incident.variety == Variety::fall_outdoors) return sim::seconds(time_s);
  const PlanePoint door = world.plane.to_plane(world.building_of(*incident.household).position);
  const double walk_m = r.detour_in_compound * distance(helper == Helper::neighbour ? door : place.gate, door).value;
  time_s += walk_m / r.hurrying_mps;
  if (helper == Helper::fire_engine) time_s += lane_s(world, compound, incident, at);
  if (carries_equipment(helper)) {
    time_s += p.crew_entry_s + climb_s(world, compound, *incident.household, p.crew_per_floor_s);
    if (incident.helper_there) time_s -= p.met_by_helper_saves_s;
  } else {
    const double floors_apart = helper == Helper::neighbour ? p.neighbour_floors_share : 1.0;
    time_s += floors_apart * climb_s(world, compound, *incident.household, p.local_per_floor_s);
  }
  const bool opened = somebody_awake(world, compound.luck, *incident.household, at, incident.resident);
  const Hazard hazard = incident.id.hazard();
  if (!opened && !incident.helper_there && (hazard == Hazard::fall || hazard == Hazard::medical)) {
    sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::access, static_cast<std::uint32_t>(helper));
    if (!draw.chance(p.door_opened_by_someone)) time_s += p.door_forced_s.sample(draw);
  }
  return sim::seconds(std::max(time_s, 1.0));
}

sim::Duration fetch_time(const World& world, const CompoundState& compound, HouseholdId household, double way_m) {
  const double stairs_s = climb_s(world, compound, household, world.settings.access.local_per_floor_s);
  return sim::seconds(2.0 * (way_m / world.settings.response.hurrying_mps + stairs_s));
}

sim::Duration carry_down_time(const World& world, const CompoundState& compound, HouseholdId household) {
  const AccessParams& p = world.settings.access;
  const double storeys = world.household(household).floor;
  const bool lift = lift_runs(world, compound, household);
  return sim::minutes(p.carry_down_base_min +
                      storeys * (lift ? p.carry_down_lift_per_floor_min : p.carry_down_stairs_per_floor_min));
}

}  // namespace yuanluo::models
