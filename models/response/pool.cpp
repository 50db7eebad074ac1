#include "models/response/pool.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "models/purposes.hpp"
#include "models/response/home.hpp"
#include "models/response/pool_field.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

struct Pool {
  const World& world;
  const sim::Luck& luck;
  Helper helper;
  std::uint32_t owner;
  PoolState& state;
  const ClosedStreets& closed;
  Outbox& out;

  template <class Do>
  void dispatch(const Do& act) const {
    PoolField field(world, luck, helper, owner, state, closed, out);
    Dispatch desk(state.desk, field);
    act(desk, field);
  }
};

Pool pool_of(const World& world, CommunityState& community, std::uint32_t helper_code, Outbox& out) {
  const auto helper = static_cast<Helper>(helper_code);
  return {world,
          community.luck,
          helper,
          community.id.value,
          helper == Helper::grid_worker ? community.grid_workers : community.micro_crews,
          community.closed,
          out};
}
Pool pool_of(const World& world, ServiceState& service, Outbox& out) {
  return {world, service.luck, service.helper, service.id.value, service.units, service.closed, out};
}

void request(const Pool& pool, IncidentId incident, CompoundId compound) {
  if (pool.state.desk.units.empty()) return;  // there are none
  pool.dispatch([&](auto& desk, PoolField& field) { desk.request(field.request_of(incident, compound)); });
}

void release(const Pool& pool, const UnitReleased& event) {
  pool.dispatch([&](auto& desk, PoolField& field) {
    sim::require(event.unit < pool.state.desk.units.size(), "a unit was released that the pool does not have");
    if (event.at_base != 0) field.bring_home(event.unit);
    desk.release(event.unit, event.incident.bits());
  });
}

// Whom a neighbour was asked for is not needed either.
void withdraw(const Pool& pool, const HelpWithdrawn& event) {
  pool.dispatch([&](auto& desk, PoolField&) { desk.withdraw(event.incident.bits()); });
  std::vector<std::uint64_t> told;
  std::erase_if(pool.state.asked, [&](const AskedNeighbour& asked) {
    if (asked.name != event.incident.bits()) return false;
    if (std::find(told.begin(), told.end(), asked.neighbour) == told.end()) told.push_back(asked.neighbour);
    return true;
  });
  for (const std::uint64_t neighbour : told)
    pool.out.send(home_of(pool.world, pool.helper, static_cast<std::uint32_t>(neighbour)), least_delay, event);
}

// A neighbour sends a unit, or it is there: then the own request is met.
void promised(const Pool& pool, const AidPromised& event) {
  auto& asked = pool.state.asked;
  const std::uint64_t name = event.incident.bits();
  const bool there = event.arrives_in_ms == 0;
  auto concerned = asked.end();
  for (auto other = asked.begin(); other != asked.end(); ++other) {
    if (other->name != name) continue;
    // Who arrives is the one that is due first; who promises, one that has promised nothing, or one that is late.
    if (concerned == asked.end() || (there ? other->arrives < concerned->arrives
                                           : concerned->arrives != sim::never &&
                                                 (other->arrives == sim::never || other->arrives < concerned->arrives)))
      concerned = other;
  }
  if (concerned == asked.end()) return;  // recalled meanwhile
  if (!there) {
    concerned->arrives = pool.out.now() - least_delay + std::chrono::milliseconds{event.arrives_in_ms};
    return;
  }
  asked.erase(concerned);
  pool.dispatch([&](auto& desk, PoolField&) { desk.drop_one(name); });
}

// Who waits, else the unit that was sent last and is not there yet.
void recall(const Pool& pool, const AidRecalled& event) {
  pool.dispatch([&](auto& desk, PoolField&) {
    if (desk.drop_one(event.incident.bits())) return;
    const auto& units = pool.state.desk.units;
    auto last = units.end();
    for (auto u = units.begin(); u != units.end(); ++u) {
      const bool on_its_way = u->phase == UnitPhase::turning_out || u->phase == UnitPhase::under_way;
      if (on_its_way && u->request.name == event.incident.bits() &&
          (last == units.end() || u->assigned > last->assigned))
        last = u;
    }
    if (last == units.end()) return;
    pool.out.after(sim::Duration::zero(), UnitReleased{event.incident, static_cast<std::uint16_t>(event.helper), 0,
                                                       static_cast<std::uint32_t>(last - units.begin())});
  });
}

void moment(const Pool& pool, const UnitMoment& event) {
  pool.dispatch([&](auto& desk, PoolField&) { desk.moment(event.unit, event.task); });
}

void review(const Pool& pool) {
  pool.state.review_due = false;
  pool.dispatch([&](auto& desk, PoolField&) { desk.serve(); });
}

// The community of the same area, other than its own, that has the compound nearest to this one; none if there is none.
std::optional<CommunityId> next_community(const World& world, CompoundId compound) {
  const PlanePoint here = world.compounds[compound.index()].gate;
  std::optional<CommunityId> next;
  double least = std::numeric_limits<double>::infinity();
  for (const CompoundId other : world.areas[world.area_of(compound).index()].compounds) {
    if (world.community_of(other) == world.community_of(compound)) continue;
    const double way = distance(here, world.compounds[other.index()].gate).value;
    if (way < least) {
      least = way;
      next = world.community_of(other);
    }
  }
  return next;
}

void change(ClosedStreets& closed, const PassageChanged& event) {
  if (event.open != 0)
    closed.open(event.street, event.bikes != 0);
  else
    closed.close(event.street, event.bikes != 0);
}

// Units that move, or are about to, take the shortest way that is left to them now that `pool.closed` has changed.
void reroute(const Pool& pool, const std::vector<std::uint32_t>& closed_before, const PassageChanged& event) {
  const TravelMode mode = moves_by(pool.helper);
  if (closed_before == pool.closed.to(mode)) return;
  const auto& units = pool.state.desk.units;
  const auto concerned = [](const Unit& u) { return moves(u.phase) || u.phase == UnitPhase::turning_out; };
  if (std::none_of(units.begin(), units.end(), concerned)) return;
  const UnderWay before(pool.world, mode, closed_before);
  pool.dispatch([&](auto& desk, PoolField& field) {
    for (std::uint32_t unit = 0; unit < units.size(); ++unit)
      if (const auto leg = field.rerouted(unit, {event.street, event.open != 0}, before)) desk.reroute(unit, *leg);
  });
}

// The area other than its own whose station of that service is nearest to the compound; none if there is none.
std::optional<AreaId> next_area(const World& world, Helper helper, CompoundId compound) {
  const PlanePoint here = world.compounds[compound.index()].gate;
  std::optional<AreaId> next;
  double least = std::numeric_limits<double>::infinity();
  for (std::uint32_t a = 0; a < world.areas.size(); ++a) {
    if (AreaId{a} == world.area_of(compound)) continue;
    const AreaPlace& area = world.areas[a];
    for (const StationPlace& s : helper == Helper::fire_engine ? area.fire_stations : area.ambulance_stations) {
      const PlanePoint there = world.plane.to_plane(world.district.stations[s.station.index()].position);
      if (const double way = distance(here, there).value; way < least) {
        least = way;
        next = AreaId{a};
      }
    }
  }
  return next;
}

// The neighbour that helps out at a compound, and after how long a wait it is asked; 0: never.
std::optional<std::uint32_t> neighbour_of(const Pool& pool, CompoundId compound) {
  if (pool.helper == Helper::grid_worker) {
    const auto next = next_community(pool.world, compound);
    return next ? std::optional(next->value) : std::nullopt;
  }
  const auto next = next_area(pool.world, pool.helper, compound);
  return next ? std::optional(next->value) : std::nullopt;
}
double patience_min(const Pool& pool) {
  const DispatchParams& p = pool.world.settings.dispatch;
  return pool.helper == Helper::grid_worker                                       ? p.mutual_aid_after_min
         : pool.helper == Helper::fire_engine || pool.helper == Helper::ambulance ? p.next_area_after_min
                                                                                  : 0.0;
}

// For requests of the own compounds that have waited too long a neighbour is asked too; they go on waiting for an own
// unit that would be sooner there.
void ask_neighbours(const Pool& pool) {
  const double after_min = patience_min(pool);
  if (after_min <= 0.0) return;
  std::map<std::uint64_t, std::ptrdiff_t> to_ask;
  for (const AskedNeighbour& asked : pool.state.asked) --to_ask[asked.name];
  for (const Request& request : pool.state.desk.waiting) {
    const CompoundId compound{request.place.node};
    if (owner_of(pool.world, pool.helper, compound) != pool.owner) continue;
    if (pool.out.now() - request.since < sim::minutes(after_min)) continue;
    if (++to_ask[request.name] <= 0) continue;  // one was asked for it
    const auto next = neighbour_of(pool, compound);
    if (!next) continue;
    const sim::ProcessId there = home_of(pool.world, pool.helper, *next);
    const auto helper = static_cast<std::uint32_t>(pool.helper);
    // A service's call is handled already; a community is asked as it always is.
    if (pool.helper == Helper::grid_worker)
      pool.out.send(there, least_delay, HelpRequested{incident_of(request), compound, helper});
    else
      pool.out.send(there, least_delay, CallHandled{incident_of(request), compound, helper});
    pool.state.asked.push_back({request.name, sim::never, *next});
  }
}

double answered_s(const ResponseParams& p, Helper helper) {
  return helper == Helper::fire_engine ? p.brigade_call_answered_s
         : helper == Helper::ambulance ? p.ambulance_call_answered_s
                                       : 0.0;
}

// From answering to the order to go; care workers are asked directly.
sim::Duration handling(const World& world, const ServiceState& service, IncidentId incident) {
  const ResponseParams& p = world.settings.response;
  sim::Draw draw =
      draw_of(service.luck, incident, Purpose::service_handles, static_cast<std::uint32_t>(service.helper));
  switch (service.helper) {
    case Helper::fire_engine:
      return p.brigade_call_handled_s.sample_duration(draw);
    case Helper::ambulance:
      return p.ambulance_call_handled_s.sample_duration(draw);
    default:
      return sim::Duration::zero();
  }
}

}  // namespace

std::size_t grid_of(const World& world, CompoundId compound) {
  const CommunityPlace& community = world.communities[world.community_of(compound).index()];
  return world.place_in_community[compound.index()] * community.grid_workers.size() / community.compounds.size();
}

CompoundId place_of_grid_worker(const World& world, const sim::Luck& luck, CommunityId community, StaffId post,
                                sim::SimTime at) {
  const CommunityPlace& place = world.communities[community.index()];
  const auto& compounds = place.compounds;
  const auto half_hour =
      static_cast<std::uint32_t>(sim::day_of(at) * 48) + static_cast<std::uint32_t>(sim::clock_hours(at) * 2.0);
  if (world.settings.dispatch.rounds == Rounds::fixed) {
    // Each has an own place to start from.
    return compounds[(std::size_t{half_hour} + std::size_t{post.value} * 7919u) % compounds.size()];
  }
  sim::Draw draw = draw_of(luck, post.value, Purpose::round_place, half_hour);
  const double u = draw.uniform();
  if (world.settings.dispatch.rounds == Rounds::by_risk) {
    const auto& risk = place.risk_cumulated;
    const auto found = std::upper_bound(risk.begin(), risk.end(), u * risk.back());
    return compounds[std::min(static_cast<std::size_t>(found - risk.begin()), compounds.size() - 1)];
  }
  const auto index = static_cast<std::size_t>(u * static_cast<double>(compounds.size()));
  return compounds[std::min(index, compounds.size() - 1)];
}

void handle(const World& world, CommunityState& community, const HelpRequested& event, Outbox& out) {
  request(pool_of(world, community, event.helper, out), event.incident, event.compound);
}
void handle(const World& world, CommunityState& community, const HelpWithdrawn& event, Outbox& out) {
  withdraw(pool_of(world, community, event.helper, out), event);
}
void handle(const World& world, CommunityState& community, const AidPromised& event, Outbox& out) {
  promised(pool_of(world, community, event.helper, out), event);
}
void handle(const World& world, CommunityState& community, const AidRecalled& event, Outbox& out) {
  recall(pool_of(world, community, event.helper, out), event);
}
void handle(const World& world, CommunityState& community, const UnitReleased& event, Outbox& out) {
  release(pool_of(world, community, event.helper, out), event);
}
void handle(const World& world, CommunityState& community, const UnitMoment& event, Outbox& out) {
  moment(pool_of(world, community, event.helper, out), event);
}
void handle(const World& world, CommunityState& community, const WaitingReviewed& event, Outbox& out) {
  const Pool pool = pool_of(world, community, event.helper, out);
  review(pool);
  ask_neighbours(pool);
}
void handle(const World& world, CommunityState& community, const PassageChanged& event, Outbox& out) {
  const Pool bikes = pool_of(world, community, static_cast<std::uint32_t>(Helper::grid_worker), out);
  const auto before = community.closed.to(moves_by(bikes.helper));
  change(community.closed, event);
  reroute(bikes, before, event);  // nobody on foot is stopped
}

void handle(const World& world, ServiceState& service, const HelpRequested& event, Outbox& out) {
  if (service.units.desk.units.empty()) return;  // the area has none
  out.after(sim::seconds(answered_s(world.settings.response, service.helper)),
            CallTaken{event.incident, event.compound, event.helper});
}
void handle(const World& world, ServiceState& service, const CallTaken& event, Outbox& out) {
  out.after(handling(world, service, event.incident), CallHandled{event.incident, event.compound, event.helper});
}
void handle(const World& world, ServiceState& service, const CallHandled& event, Outbox& out) {
  request(pool_of(world, service, out), event.incident, event.compound);
}
void handle(const World& world, ServiceState& service, const HelpWithdrawn& event, Outbox& out) {
  withdraw(pool_of(world, service, out), event);
}
void handle(const World& world, ServiceState& service, const AidPromised& event, Outbox& out) {
  promised(pool_of(world, service, out), event);
}
void handle(const World& world, ServiceState& service, const AidRecalled& event, Outbox& out) {
  recall(pool_of(world, service, out), event);
}
void handle(const World& world, ServiceState& service, const UnitReleased& event, Outbox& out) {
  release(pool_of(world, service, out), event);
}
void handle(const World& world, ServiceState& service, const UnitMoment& event, Outbox& out) {
  moment(pool_of(world, service, out), event);
}
void handle(const World& world, ServiceState& service, const WaitingReviewed&, Outbox& out) {
  const Pool pool = pool_of(world, service, out);
  review(pool);
  ask_neighbours(pool);
}
void handle(const World& world, ServiceState& service, const PassageChanged& event, Outbox& out) {
  const auto before = service.closed.to(moves_by(service.helper));
  change(service.closed, event);
  reroute(pool_of(world, service, out), before, event);
}

}  // namespace yuanluo::models
