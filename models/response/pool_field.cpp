#include "models/response/pool_field.hpp"

#include <algorithm>
#include <cmath>

#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/capability.hpp"
#include "models/response/home.hpp"
#include "models/response/pool.hpp"
#include "models/response/shifts.hpp"
#include "models/response/travel.hpp"
#include "models/response/under_way.hpp"
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

// What the way takes without luck, s.
double expected_s(const World& world, Helper helper, Way way, sim::SimTime at) {
  const double run_s = sim::to_seconds(running_time(world, way.metres()));
  if (helper == Helper::micro_fire_crew) return run_s;
  const double ride_s =
      typical_seconds(world.settings, moves_by(helper), way, static_cast<std::size_t>(sim::hour_of_day(at)),
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

TravelMode moves_by(Helper helper) {
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
  if (!closed.none()) closed_ = closed.to(moves_by(helper));
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
  const bool first_aid = incident.hazard() == Hazard::medical || incident.hazard() == Hazard::fall;
  if (helper_ == Helper::grid_worker && first_aid && world_.settings.dispatch.first_aid_share > 0.0)
    request.skills = first_aid_skill;
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

bool PoolField::can_go(std::uint32_t unit, const Request& request) const {
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

// Of those who can go, the ones with the skills that are asked for; all of them if none has these.
bool PoolField::serves(std::uint32_t unit, const Request& request) const {
  if (!can_go(unit, request)) return false;
  if (const auto aid = promised(request)) {
    const bool on_the_road = moves(pool_.desk.units[unit].phase);
    const sim::Duration ready = on_the_road ? sim::Duration::zero() : turnout(unit, request);
    // What recalls the neighbour's unit must reach it before it arrives.
    if (now() + std::max(ready + sim::seconds(time_to(unit, request)), 2 * least_delay) >= *aid) return false;
  }
  if (request.skills == 0 || has_skills(unit, request)) return true;
  for (std::uint32_t other = 0; other < pool_.desk.units.size(); ++other) {
    const UnitPhase phase = pool_.desk.units[other].phase;
    const bool free = phase == UnitPhase::idle || (rules_.from_the_road && phase == UnitPhase::returning);
    if (free && has_skills(other, request) && can_go(other, request)) return false;
  }
  return true;
}

bool PoolField::has_skills(std::uint32_t unit, const Request& request) const {
  const std::uint32_t skills = world_.communities[owner_].grid_workers[unit].skills;
  return (skills & request.skills) == request.skills;
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

// By the tables, which know the own area only. Cut off by closures: the way as it was, but on foot.
Way PoolField::station_way(std::uint32_t station, CompoundId to, Streets streets) const {
  const StationPlace& place = stations()[station];
  const bool in_tables = !of_neighbour(to);
  Way open = Way::none();
  if (in_tables) open = helper_ == Helper::micro_fire_crew ? world_.way_in_community(place, to) : world_.way(place, to);
  const bool any_closed = !closed_.empty() && streets != Streets::all_open;
  if (in_tables && !any_closed) return open;
  auto& round = round_[{to.value, any_closed}];
  if (round.empty()) {
    const TravelMode mode = moves_by(helper_);
    std::vector<Doorstep> from;
    for (const StationPlace& s : stations())
      from.push_back(
          world_.roads.doorstep(mode, world_.plane.to_plane(world_.district.stations[s.station.index()].position)));
    const Doorstep gate = world_.roads.doorstep(mode, world_.compounds[to.index()].gate);
    const auto closed = any_closed ? closed_ : std::vector<std::uint32_t>{};
    round = ways_round(world_.roads, mode, from, gate, closed, world_.settings.response.hurrying_mps);
  }
  if (round[station].exists()) return round[station];
  if (in_tables) return on_foot(open);
  const PlanePoint start = world_.plane.to_plane(world_.district.stations[place.station.index()].position);
  const PlanePoint gate = world_.compounds[to.index()].gate;
  return on_foot(across_country({start.x, start.y, 0}, {gate.x, gate.y, 0}));
}

Way PoolField::on_foot(Way way) const { return {way.metres() / world_.settings.response.hurrying_mps, way.metres()}; }

Way PoolField::way_from_gate(CompoundId from, CompoundId to, Streets streets) const {
  const Way open = world_.gate_way(from, to);
  if (closed_.empty() || streets == Streets::all_open) return open;
  const TravelMode mode = moves_by(helper_);
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

// Where streets lead nowhere.
Way PoolField::across_country(const Place& from, const Place& to) const {
  const Doorstep here{{from.x, from.y}, {}}, there{{to.x, to.y}, {}};
  return world_.roads.whole(moves_by(helper_), here, there, Way::none())
      .times(world_.settings.dispatch.detour_under_way / Roads::detour);
}

Way PoolField::way_between(const Place& from, const Place& to, Streets streets) const {
  const auto closed = streets == Streets::all_open ? std::vector<std::uint32_t>{} : closed_;
  const Way way = UnderWay(world_, moves_by(helper_), closed).way(from, to);
  return way.exists() ? way : across_country(from, to);
}

Place PoolField::place(std::uint32_t unit) const {
  const Unit& u = pool_.desk.units[unit];
  if (!moves(u.phase)) return u.place(now());
  const auto [known, is_new] = places_.try_emplace(unit);
  if (is_new) known->second = UnderWay(world_, moves_by(helper_), closed_).place(u.leg, now());
  return known->second;
}

// From its base by the tables; from anywhere else, which no table knows, by a search.
Way PoolField::way(std::uint32_t unit, const Request& request, Streets streets) const {
  const Unit& u = pool_.desk.units[unit];
  const CompoundId to{request.place.node};
  Way way = Way::none();
  if (!moves(u.phase)) {
    if (helper_ != Helper::grid_worker) {
      way = station_way(station_of(u.base), to, streets);
    } else if (const CompoundId from{u.leg.from.node}; world_.community_of(from) == world_.community_of(to)) {
      way = way_from_gate(from, to, streets);
    }
  }
  if (!way.exists()) {
    const auto [known, is_new] = from_the_road_.try_emplace({unit, to.value, streets}, Way::none());
    if (is_new) known->second = way_between(place(unit), request.place, streets);
    way = known->second;
  }
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
    if (of_neighbour(to)) return 1;
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

// Grid workers go on with their round from where they are. From a gate it is as far back as from the base to it.
sim::Duration PoolField::way_back(std::uint32_t unit, const Place& from, std::uint32_t base) const {
  if (helper_ == Helper::grid_worker) return sim::Duration::zero();
  const Place& to = pool_.desk.bases[base];
  if (from.x == to.x && from.y == to.y) return sim::Duration::zero();
  const Unit& u = pool_.desk.units[unit];
  Way way = u.phase == UnitPhase::on_scene
                ? station_way(station_of(base), CompoundId{u.request.place.node}, Streets::as_they_are)
                : way_between(from, to, Streets::as_they_are);
  if (lent(unit)) way = way.times(world_.settings.dispatch.outside_way_factor);
  return sim::seconds(expected_s(world_, helper_, way, now()));
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
  return unit_number(!of_neighbour(CompoundId{request.place.node}), owner_, unit);
}

void PoolField::assigned(std::uint32_t unit, const Request& request) {
  recall_aid(request);
  promise(request, std::max<sim::Duration>(pool_.desk.units[unit].leg.arrives - now(), std::chrono::milliseconds{1}));
  if (closed_.empty()) return;
  const Way open = way(unit, request, Streets::all_open), now_open = way(unit, request);
  if (now_open <= open) return;
  tell_of_detour(request, expected_s(world_, helper_, now_open, now()) - expected_s(world_, helper_, open, now()));
}

std::optional<Leg> PoolField::rerouted(std::uint32_t unit, const Passage& passage, const UnderWay& before) {
  const Unit& u = pool_.desk.units[unit];
  if (!moves(u.phase) && u.phase != UnitPhase::turning_out) return std::nullopt;
  const auto changed = UnderWay(world_, moves_by(helper_), closed_).change(u.leg, now(), passage, before);
  if (!passage.open && (u.phase == UnitPhase::turning_out || u.phase == UnitPhase::under_way))
    tell_of_detour(u.request,
                   changed.longer_s * (by_vehicle(helper_) ? traffic_factor(world_.settings.roads, now()) : 1.0));
  return changed.leg;
}

void PoolField::tell_of_detour(const Request& request, double longer_s) {
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
  promise(request, sim::Duration::zero());
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
  const double next_area_min = world_.settings.dispatch.next_area_after_min;
  if (pool_.review_due || (by_vehicle(helper_) && next_area_min <= 0.0)) return;
  pool_.review_due = true;
  out_.after(by_vehicle(helper_) ? sim::minutes(next_area_min) : std::chrono::minutes{10},
             WaitingReviewed{static_cast<std::uint32_t>(helper_)});
}

void PoolField::bring_home(std::uint32_t unit) {
  Unit& u = pool_.desk.units[unit];
  const Place base = pool_.desk.bases[u.base];
  u.leg = {base, base, now(), now()};
  places_.erase(unit);
}

}  // namespace yuanluo::models
