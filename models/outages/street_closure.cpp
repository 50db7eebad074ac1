// Closed streets: the utility's area keeps them, and tells those who send units.
#include <algorithm>

#include "models/outages/closure.hpp"
#include "models/outages/outage.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"

namespace yuanluo::models {

namespace {

struct Closing {
  sim::Duration lasts;
  bool stops_bikes;
};

Closing closing_of(const World& world, const sim::Luck& luck, IncidentId id) {
  const ClosureParams& p = world.settings.closures;
  sim::Draw draw = draw_of(luck, id, Purpose::duration);
  switch (static_cast<ClosureStream>(id.stream())) {
    case ClosureStream::accident:
      return {sim::hours(p.accident_h.sample(draw)), p.accident_stops_bikes};
    case ClosureStream::flood:
      return {sim::hours(p.flood_h.sample(draw)), p.flood_stops_bikes};
    case ClosureStream::works:
      return {sim::hours(24.0 * p.works_day.sample(draw)), p.works_stops_bikes};
    case ClosureStream::planned:
      break;
  }
  const PlannedClosure& planned = p.planned.at(id.ordinal());
  return {sim::hours(24.0 * (planned.to_day - planned.from_day)), planned.stops_bikes};
}

void tell_of_passage(const World& world, std::uint32_t street, bool open, bool bikes, Outbox& out) {
  const PassageChanged news{street, open ? 1u : 0u, bikes ? 1u : 0u};
  for (std::uint32_t a = 0; a < world.areas.size(); ++a)
    for (const ProcessKind kind : {ProcessKind::brigade, ProcessKind::ambulance_service, ProcessKind::care_service})
      out.send(world.processes.of(AreaId{a}, kind), least_delay, news);
  if (!bikes) return;
  for (std::uint32_t c = 0; c < world.communities.size(); ++c)
    out.send(world.processes.of(CommunityId{c}), least_delay, news);
}

}  // namespace

void handle(const World& world, UtilityState& utility, const StreetClosed& event, Outbox& out) {
  ActiveIncident closure;
  closure.id = event.incident;
  closure.variety = closure_variety(event.incident);
  closure.onset = out.now();
  closure.course = OutageCourse{};
  // Who stands before it tells; works are announced.
  notice(closure, closure.variety == Variety::street_works ? Noticer::supervision : Noticer::passer_by, out);
  const Closing closing = closing_of(world, utility.luck, event.incident);
  tell_of_passage(world, event.incident.entity(), false, closing.stops_bikes, out);
  after(out, event.incident, std::max(closing.lasts, least_delay), OutageStep::mended);
  utility.active.push_back(std::move(closure));
}

void reopen(const World& world, UtilityState& utility, const ActiveIncident& closure, Outbox& out) {
  const Closing closing = closing_of(world, utility.luck, closure.id);
  tell_of_passage(world, closure.id.entity(), true, closing.stops_bikes, out);
}

}  // namespace yuanluo::models
