#include "models/response/pool_field.hpp"

#include <algorithm>

#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/pool.hpp"
#include "models/response/shifts.hpp"
#include "models/response/travel.hpp"
#include "models/response/unit_number.hpp"

namespace yuanluo::models {

namespace {

// Units of the outside services are partly out on calls that this district does not see; then the nearest of them comes
// from there, over a longer way.
bool elsewhere(const World& world, const sim::Luck& luck, Helper helper, IncidentId incident, std::uint32_t unit) {
  const ResponseParams& p = world.settings.response;
  const double share = helper == Helper::fire_engine ? p.brigade_engines_elsewhere
                       : helper == Helper::ambulance ? p.ambulance_elsewhere
                                                     : 0.0;
  return share > 0.0 && draw_of(luck, incident, Purpose::service_handles, 16 + unit).chance(share);
}

bool by_vehicle(Helper helper) { return helper == Helper::fire_engine || helper == Helper::ambulance; }

TravelMode mode_of(Helper helper) {
  switch (helper) {
    case Helper::fire_engine:
      return TravelMode::fire_engine;
    case Helper::ambulance:
      return TravelMode::ambulance;
    case Helper::micro_fire_crew:
      return TravelMode::walking;
    default:
      return TravelMode::e_bike;
  }
}

// What the way takes without luck, s.
double expected_s(const World& world, Helper helper, Way way, sim::SimTime at) {
  const double run_s = sim::to_seconds(running_time(world, way.metres()));
  if (helper == Helper::micro_fire_crew) return run_s;
  const double ride_s =
      typical_seconds(world.settings, mode_of(helper), way, static_cast<std::size_t>(sim::hour_of_day(at)),
                      static_cast<std::size_t>(sim::weekday_of(at)));
  return by_vehicle(helper) ? ride_s : std::min(run_s, ride_s);
}

const CoverTable* cover_of(const World& world, Helper helper, std::uint32_t owner) {
  if (helper == Helper::fire_engine) return &world.areas[owner].engine_cover;
  if (helper == Helper::ambulance) return &world.areas[owner].ambulance_cover;
  return nullptr;
}

}  // namespace

IncidentId incident_of(const Request& request) { return IncidentId::from_bits(request.name); }

std::uint8_t severity_of(IncidentId incident) {
  switch (incident.hazard()) {
    case Hazard::fire:
    case Hazard::gas_leak:
      return 0;
    case Hazard::medical:
      return incident.stream() <= 1 ? 0 : 1;
    case Hazard::false_alarm: {
      const auto kind = static_cast<DeviceKind>(incident.stream());
      return kind == DeviceKind::sos_button || kind == DeviceKind::motion_sensor ? 1 : 0;
    }
    default:
      return 1;
  }
}

PoolField::PoolField(const World& world, const sim::Luck& luck, Helper helper, std::uint32_t owner, PoolState& pool,
                     Outbox& out)
    : world_(world), luck_(luck), helper_(helper), owner_(owner), pool_(pool), out_(out) {
  const DispatchParams& p = world.settings.dispatch;
  rules_.choice = &choices()[p.choice];
  rules_.queue = &queue_orders()[p.queue];
  rules_.relocation = &relocations()[by_vehicle(helper) ? p.relocation : 0];
  rules_.from_the_road = p.from_the_road;
  rules_.pre_empt = p.pre_empt;
  if (const CoverTable* const cover = cover_of(world, helper, owner)) cover_ = cover;
  if (helper == Helper::grid_worker) locate_grid_workers();
}

Request PoolField::request_of(IncidentId incident, CompoundId compound) const {
  const PlanePoint gate = world_.compounds[compound.index()].gate;
  Request request;
  request.name = incident.bits();
  request.place = {gate.x, gate.y, compound.value};
  request.since = now();
  request.severity = severity_of(incident);
  return request;
}

void PoolField::locate_grid_workers() {
  const auto& posts = world_.communities[owner_].grid_workers;
  for (std::uint32_t i = 0; i < posts.size(); ++i) {
    Unit& unit = pool_.desk.units[i];
    if (unit.phase != UnitPhase::idle) continue;
    const CompoundId at = place_of_grid_worker(world_, luck_, CommunityId{owner_}, posts[i].staff, now());
    const PlanePoint gate = world_.compounds[at.index()].gate;
    const Place here{gate.x, gate.y, at.value};
    unit.leg = {here, here, now(), now()};
  }
}

bool PoolField::serves(std::uint32_t unit, const Request& request) const {
  const DispatchParams& p = world_.settings.dispatch;
  const auto ready = [&](const Post& post) {
    return can_be_sent(p, world_.district.staff[post.staff.index()], now(), request.severity);
  };
  if (helper_ == Helper::grid_worker) return ready(world_.communities[owner_].grid_workers[unit]);
  if (helper_ == Helper::care_worker) return ready(world_.areas[owner_].care_workers[unit]);
  if (helper_ != Helper::micro_fire_crew) return true;
  const auto& crews = world_.communities[owner_].micro_crews;
  return std::any_of(crews.begin(), crews.end(), [&](const Post& post) { return post.station == unit && ready(post); });
}

std::uint32_t PoolField::station_of(std::uint32_t unit) const {
  switch (helper_) {
    case Helper::fire_engine:
      return world_.areas[owner_].engines[unit];
    case Helper::ambulance:
      return world_.areas[owner_].ambulances[unit];
    case Helper::care_worker:
      return world_.areas[owner_].care_workers[unit].station;
    default:
      return unit;
  }
}

Way PoolField::station_way(std::uint32_t station, CompoundId to) const {
  const AreaPlace* const area = helper_ == Helper::micro_fire_crew ? nullptr : &world_.areas[owner_];
  switch (helper_) {
    case Helper::fire_engine:
      return world_.way(area->fire_stations[station], to);
    case Helper::ambulance:
      return world_.way(area->ambulance_stations[station], to);
    case Helper::care_worker:
      return world_.way(area->care_stations[station], to);
    default:
      return world_.way_in_community(world_.communities[owner_].micro_stations[station], to);
  }
}

// Across country: from where a unit is on the road, which no table knows.
Way PoolField::way_between(const Place& from, const Place& to) const {
  const Doorstep here{{from.x, from.y}, {}}, there{{to.x, to.y}, {}};
  return world_.roads.whole(mode_of(helper_), here, there, Way::none())
      .times(world_.settings.dispatch.detour_under_way / Roads::detour);
}

Way PoolField::way(std::uint32_t unit, const Request& request) const {
  const Unit& u = pool_.desk.units[unit];
  const CompoundId to{request.place.node};
  Way way = Way::none();
  if (u.phase == UnitPhase::idle || u.phase == UnitPhase::turning_out) {
    if (helper_ != Helper::grid_worker) {
      way = station_way(station_of(u.base), to);
    } else if (const CompoundId from{u.leg.from.node}; world_.community_of(from) == world_.community_of(to)) {
      way = world_.gate_way(from, to);
    }
  }
  if (!way.exists()) way = way_between(u.place(now()), request.place);
  const bool longer = elsewhere(world_, luck_, helper_, incident_of(request), unit);
  return longer ? way.times(world_.settings.response.elsewhere_way_factor) : way;
}

double PoolField::time_to(std::uint32_t unit, const Request& request) const {
  return expected_s(world_, helper_, way(unit, request), now());
}

std::uint32_t PoolField::rank(std::uint32_t unit, const Request& request) const {
  const CompoundId to{request.place.node};
  if (helper_ == Helper::grid_worker) {  // the grid is the worker's share of the community's compounds
    const CommunityPlace& community = world_.communities[owner_];
    if (world_.community_of(to).index() != owner_) return 1;
    const std::size_t grid = world_.place_in_community[to.index()] * community.grid_workers.size() /
                             std::max<std::size_t>(community.compounds.size(), 1);
    return grid == unit ? 0 : 1;
  }
  const Way own = station_way(station_of(unit), to);
  for (std::uint32_t other = 0; other < pool_.desk.units.size(); ++other)
    if (station_way(station_of(other), to) < own) return 1;
  return 0;
}

sim::Duration PoolField::turnout(std::uint32_t, const Request& request) const {
  const ResponseParams& p = world_.settings.response;
  sim::Draw draw = draw_of(luck_, incident_of(request), Purpose::sets_out, static_cast<std::uint32_t>(helper_));
  switch (helper_) {
    case Helper::fire_engine:
      return p.brigade_turnout_s.sample_duration(draw);
    case Helper::ambulance:
      return p.ambulance_turnout_s.sample_duration(draw);
    case Helper::care_worker:
      return p.care_sets_out_s.sample_duration(draw);
    case Helper::grid_worker:
      return p.local_sets_out_s.sample_duration(draw);
    default:
      return (is_night(world_, now()) ? p.micro_turnout_night_s : p.micro_turnout_day_s).sample_duration(draw);
  }
}

// What the compound is told comes after the least delay of a message, so the way is that much shorter here.
sim::Duration PoolField::travel(std::uint32_t unit, const Request& request) const {
  const IncidentId incident = incident_of(request);
  const Way whole = way(unit, request);
  sim::Duration time = running_time(world_, whole.metres());
  if (by_vehicle(helper_))
    time = engine_time(world_, luck_, incident, helper_, whole, now());
  else if (helper_ != Helper::micro_fire_crew)
    time = e_bike_time(world_, luck_, incident, helper_, whole);
  return std::max(time - least_delay, sim::Duration::zero());
}

// Grid workers go on with their round from where they are.
sim::Duration PoolField::way_back(std::uint32_t, const Place& from, const Place& to) const {
  if (helper_ == Helper::grid_worker) return sim::Duration::zero();
  if (from.x == to.x && from.y == to.y) return sim::Duration::zero();
  return sim::seconds(expected_s(world_, helper_, way_between(from, to), now()));
}

sim::Duration PoolField::rest(std::uint32_t unit) const {
  const DispatchParams& p = world_.settings.dispatch;
  // Vehicles get another crew.
  if (by_vehicle(helper_) || pool_.desk.units[unit].worked < sim::hours(p.fatigue_limit_h))
    return sim::Duration::zero();
  return sim::minutes(p.rest_min);
}

// Who had as long a time to rest has rested.
sim::Duration PoolField::recovery() const { return sim::minutes(world_.settings.dispatch.rest_min); }

void PoolField::wake(std::uint32_t unit, std::uint32_t task, sim::Duration delay) {
  out_.after(delay, UnitMoment{static_cast<std::uint32_t>(helper_), unit, task});
}

std::uint32_t PoolField::number_of(std::uint32_t unit, const Request& request) const {
  const bool own =
      helper_ != Helper::grid_worker || world_.community_of(CompoundId{request.place.node}).index() == owner_;
  return unit_number(own, owner_, unit);
}

void PoolField::set_out(std::uint32_t unit, const Request& request) {
  out_.after(sim::Duration::zero(),
             UnitDispatched{incident_of(request), static_cast<std::uint32_t>(helper_), number_of(unit, request)});
}

void PoolField::arrived(std::uint32_t unit, const Request& request) {
  const CompoundId compound{request.place.node};
  out_.send(world_.processes.of(compound), least_delay,
            UnitArrived{incident_of(request), static_cast<std::uint32_t>(helper_), number_of(unit, request)});
}

void PoolField::back(std::uint32_t unit) {
  const Request& request = pool_.desk.units[unit].request;
  out_.after(sim::Duration::zero(),
             UnitBack{incident_of(request), static_cast<std::uint32_t>(helper_), number_of(unit, request)});
}

// A look at the queue after a while: a shift may have begun, or the neighbours are asked.
void PoolField::waits(const Request&) {
  if (pool_.review_due || by_vehicle(helper_)) return;
  pool_.review_due = true;
  out_.after(std::chrono::minutes{10}, WaitingReviewed{static_cast<std::uint32_t>(helper_)});
}

void PoolField::bring_home(std::uint32_t unit) {
  Unit& u = pool_.desk.units[unit];
  const Place base = pool_.desk.bases[u.base];
  u.leg = {base, base, now(), now()};
}

}  // namespace yuanluo::models
