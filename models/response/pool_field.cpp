#include "models/response/pool_field.hpp"

#include <algorithm>
#include <cmath>

#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/capability.hpp"
#include "models/response/pool.hpp"
#include "models/response/shifts.hpp"
#include "models/response/travel.hpp"
#include "models/response/unit_number.hpp"
#include "models/roads/detour.hpp"

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

// Sets of equipment that a unit carries, and what it takes to replace one.
struct Equipment {
  double sets;
  double refit_min;
};
Equipment equipment_of(const DispatchParams& p, Helper helper) {
  if (helper == Helper::fire_engine) return {p.engine_sets, p.engine_refit_min};
  if (helper == Helper::micro_fire_crew) return {p.micro_crew_sets, p.micro_crew_refit_min};
  return {p.ambulance_sets, p.ambulance_refit_min};
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
                     const ClosedStreets& closed, Outbox& out)
    : world_(world), luck_(luck), helper_(helper), owner_(owner), pool_(pool), out_(out) {
  if (!closed.none()) closed_ = closed.to(mode_of(helper));
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
  if (pool_.desk.units[unit].used >= equipment_of(p, helper_).sets && takes_a_set(request)) return false;
  if (lent(unit)) return !own_unit_free();
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
      return world_.areas[owner_].engines[unit % world_.areas[owner_].engines.size()];
    case Helper::ambulance:
      return world_.areas[owner_].ambulances[unit % world_.areas[owner_].ambulances.size()];
    case Helper::care_worker:
      return world_.areas[owner_].care_workers[unit].station;
    default:
      return unit;
  }
}

const std::vector<StationPlace>& PoolField::stations() const {
  switch (helper_) {
    case Helper::fire_engine:
      return world_.areas[owner_].fire_stations;
    case Helper::ambulance:
      return world_.areas[owner_].ambulance_stations;
    case Helper::care_worker:
      return world_.areas[owner_].care_stations;
    default:
      return world_.communities[owner_].micro_stations;
  }
}

// Cut off by closures: the way as it was, but on foot.
Way PoolField::station_way(std::uint32_t station, CompoundId to, Streets streets) const {
  const StationPlace& place = stations()[station];
  const Way open = helper_ == Helper::micro_fire_crew ? world_.way_in_community(place, to) : world_.way(place, to);
  if (closed_.empty() || streets == Streets::all_open) return open;
  auto& round = round_[to.value];
  if (round.empty()) {
    const TravelMode mode = mode_of(helper_);
    std::vector<Doorstep> from;
    for (const StationPlace& s : stations())
      from.push_back(
          world_.roads.doorstep(mode, world_.plane.to_plane(world_.district.stations[s.station.index()].position)));
    const Doorstep gate = world_.roads.doorstep(mode, world_.compounds[to.index()].gate);
    round = ways_round(world_.roads, mode, from, gate, closed_, world_.settings.response.hurrying_mps);
  }
  return round[station].exists() ? round[station] : on_foot(open);
}

Way PoolField::on_foot(Way way) const { return {way.metres() / world_.settings.response.hurrying_mps, way.metres()}; }

Way PoolField::way_from_gate(CompoundId from, CompoundId to, Streets streets) const {
  const Way open = world_.gate_way(from, to);
  if (closed_.empty() || streets == Streets::all_open) return open;
  const TravelMode mode = mode_of(helper_);
  const Doorstep start = world_.roads.doorstep(mode, world_.compounds[from.index()].gate);
  const Doorstep gate = world_.roads.doorstep(mode, world_.compounds[to.index()].gate);
  const Way round =
      ways_round(world_.roads, mode, {&start, 1}, gate, closed_, world_.settings.response.hurrying_mps).front();
  return round.exists() ? round : on_foot(open);
}

bool PoolField::lent(std::uint32_t unit) const {
  if (helper_ == Helper::fire_engine) return unit >= world_.areas[owner_].engines.size();
  if (helper_ == Helper::ambulance) return unit >= world_.areas[owner_].ambulances.size();
  return false;
}

bool PoolField::own_unit_free() const {
  for (std::uint32_t i = 0; i < pool_.desk.units.size() && !lent(i); ++i) {
    const UnitPhase phase = pool_.desk.units[i].phase;
    if (phase == UnitPhase::idle || phase == UnitPhase::relocating ||
        (rules_.from_the_road && phase == UnitPhase::returning))
      return true;
  }
  return false;
}

bool PoolField::takes_a_set(const Request& request) const {
  const IncidentId incident = incident_of(request);
  if (helper_ == Helper::ambulance) return incident.hazard() == Hazard::medical && incident.stream() == 0;
  return equipped_for_fire(helper_) && incident.hazard() == Hazard::fire;
}

// Across country: from where a unit is on the road, which no table knows.
Way PoolField::way_between(const Place& from, const Place& to) const {
  const Doorstep here{{from.x, from.y}, {}}, there{{to.x, to.y}, {}};
  return world_.roads.whole(mode_of(helper_), here, there, Way::none())
      .times(world_.settings.dispatch.detour_under_way / Roads::detour);
}

Way PoolField::way(std::uint32_t unit, const Request& request, Streets streets) const {
  const Unit& u = pool_.desk.units[unit];
  const CompoundId to{request.place.node};
  Way way = Way::none();
  if (u.phase == UnitPhase::idle || u.phase == UnitPhase::turning_out) {
    if (helper_ != Helper::grid_worker) {
      way = station_way(station_of(u.base), to, streets);
    } else if (const CompoundId from{u.leg.from.node}; world_.community_of(from) == world_.community_of(to)) {
      way = way_from_gate(from, to, streets);
    }
  }
  if (!way.exists()) way = way_between(u.place(now()), request.place);
  if (lent(unit)) return way.times(world_.settings.dispatch.outside_way_factor);
  const bool longer = elsewhere(world_, luck_, helper_, incident_of(request), unit);
  return longer ? way.times(world_.settings.response.elsewhere_way_factor) : way;
}

double PoolField::time_to(std::uint32_t unit, const Request& request) const {
  return expected_s(world_, helper_, way(unit, request), now());
}

std::uint32_t PoolField::rank(std::uint32_t unit, const Request& request) const {
  const CompoundId to{request.place.node};
  if (helper_ == Helper::grid_worker) {  // the grid is the worker's share of the community's compounds
    if (world_.community_of(to).index() != owner_) return 1;
    return grid_of(world_, to) == unit ? 0 : 1;
  }
  const Way own = station_way(station_of(unit), to, Streets::as_they_are);
  for (std::uint32_t other = 0; other < pool_.desk.units.size(); ++other)
    if (station_way(station_of(other), to, Streets::as_they_are) < own) return 1;
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
  const Unit& u = pool_.desk.units[unit];
  const sim::Duration refit = sim::minutes(equipment_of(p, helper_).refit_min * static_cast<double>(u.used));
  // Vehicles get another crew.
  if (by_vehicle(helper_) || u.worked < sim::hours(p.fatigue_limit_h)) return refit;
  return std::max(refit, sim::minutes(p.rest_min));
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

void PoolField::assigned(std::uint32_t unit, const Request& request) {
  if (closed_.empty()) return;
  const Way open = way(unit, request, Streets::all_open), now_open = way(unit, request);
  if (now_open <= open) return;
  const double longer_s = expected_s(world_, helper_, now_open, now()) - expected_s(world_, helper_, open, now());
  const auto longer_ms = static_cast<std::uint32_t>(std::lround(1000.0 * std::max(longer_s, 0.0)));
  if (longer_ms == 0) return;
  out_.after(sim::Duration::zero(), DetourTaken{incident_of(request), static_cast<std::uint32_t>(helper_), longer_ms});
}

void PoolField::set_out(std::uint32_t unit, const Request& request) {
  out_.after(sim::Duration::zero(),
             UnitDispatched{incident_of(request), static_cast<std::uint32_t>(helper_), number_of(unit, request)});
}

void PoolField::arrived(std::uint32_t unit, const Request& request) {
  if (takes_a_set(request)) ++pool_.desk.units[unit].used;
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
