// Brigade, ambulance service and care service of an area.
#include <limits>
#include <optional>

#include "models/purposes.hpp"
#include "models/response/pool.hpp"
#include "models/response/shifts.hpp"
#include "models/response/travel.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

struct Choice {
  std::uint32_t unit;
  double distance_m;
};

double distance_of_unit(const World& world, const ServiceState& service, std::uint32_t unit, CompoundId to) {
  const AreaPlace& area = world.areas[service.id.index()];
  switch (service.helper) {
    case Helper::fire_engine:
      return area.fire_stations[area.engines[unit]].distance_m[to.index()];
    case Helper::ambulance:
      return area.ambulance_stations[area.ambulances[unit]].distance_m[to.index()];
    default:
      return area.care_stations[area.care_workers[unit].station].distance_m[to.index()];
  }
}

// Units of the outside services are partly out on calls that this district does not see.
bool elsewhere(const World& world, const ServiceState& service, IncidentId incident, std::uint32_t unit) {
  const ResponseParams& p = world.settings.response;
  const double share = service.helper == Helper::fire_engine ? p.brigade_engines_elsewhere
                       : service.helper == Helper::ambulance ? p.ambulance_elsewhere
                                                             : 0.0;
  return draw_of(service.luck, incident, Purpose::service_handles, 16 + unit).chance(share);
}

// The nearest unit that is free. If all that are free here are out on calls from elsewhere, the nearest of them comes
// from there, over a longer way.
std::optional<Choice> choose(const World& world, const ServiceState& service, const WaitingRequest& request,
                             sim::SimTime at) {
  std::optional<Choice> best;
  for (std::uint32_t i = 0; i < service.units.busy.size(); ++i) {
    if (service.units.busy[i]) continue;
    if (service.helper == Helper::care_worker &&
        !on_duty(world.district.staff[world.areas[service.id.index()].care_workers[i].staff.index()], at))
      continue;
    double way_m = distance_of_unit(world, service, i, request.compound);
    if (elsewhere(world, service, request.incident, i)) way_m *= world.settings.response.elsewhere_way_factor;
    if (!best || way_m < best->distance_m) best = Choice{i, way_m};
  }
  return best;
}

sim::Duration turnout(const World& world, const ServiceState& service, IncidentId incident) {
  const ResponseParams& p = world.settings.response;
  sim::Draw draw = draw_of(service.luck, incident, Purpose::sets_out, static_cast<std::uint32_t>(service.helper));
  switch (service.helper) {
    case Helper::fire_engine:
      return p.brigade_turnout_s.sample_duration(draw);
    case Helper::ambulance:
      return p.ambulance_turnout_s.sample_duration(draw);
    default:
      return p.care_sets_out_s.sample_duration(draw);
  }
}

void dispatch(const World& world, ServiceState& service, const WaitingRequest& request, const Choice& choice,
              Outbox& out) {
  service.units.busy[choice.unit] = true;
  const auto code = static_cast<std::uint32_t>(service.helper);
  const sim::Duration sets_out = turnout(world, service, request.incident);
  const sim::Duration travel =
      service.helper == Helper::care_worker
          ? e_bike_time(world, service.luck, request.incident, service.helper, choice.distance_m)
          : engine_time(world, service.luck, request.incident, service.helper, choice.distance_m, out.now());
  out.after(sets_out, UnitDispatched{request.incident, code, choice.unit});
  out.send(world.processes.of(request.compound), std::max(sets_out + travel, least_delay),
           UnitArrived{request.incident, code, choice.unit});
}

void serve(const World& world, ServiceState& service, Outbox& out) {
  while (!service.units.waiting.empty()) {
    const WaitingRequest next = service.units.waiting.front();
    const auto choice = choose(world, service, next, out.now());
    if (!choice) return review_later(service.units, service.helper, out);
    service.units.waiting.erase(service.units.waiting.begin());
    dispatch(world, service, next, *choice, out);
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

void handle(const World& world, ServiceState& service, const HelpRequested& event, Outbox& out) {
  if (service.units.busy.empty()) return;  // the area has none
  out.after(sim::seconds(answered_s(world.settings.response, service.helper)),
            CallTaken{event.incident, event.compound, event.helper});
}

void handle(const World& world, ServiceState& service, const CallTaken& event, Outbox& out) {
  out.after(handling(world, service, event.incident), CallHandled{event.incident, event.compound, event.helper});
}

void handle(const World& world, ServiceState& service, const CallHandled& event, Outbox& out) {
  service.units.waiting.push_back({event.incident, event.compound});
  serve(world, service, out);
}

void handle(const World&, ServiceState&, const UnitReleased& event, Outbox& out) {
  out.after(sim::Duration::zero(), UnitBack{event.incident, event.helper, event.unit});
}

void handle(const World& world, ServiceState& service, const UnitBack& event, Outbox& out) {
  sim::require(service.units.busy.at(event.unit), "a unit came back that was not out");
  service.units.busy[event.unit] = false;
  serve(world, service, out);
}

void handle(const World& world, ServiceState& service, const WaitingReviewed&, Outbox& out) {
  service.units.review_due = false;
  serve(world, service, out);
}

}  // namespace yuanluo::models
