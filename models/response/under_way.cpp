#include "models/response/under_way.hpp"

#include <algorithm>
#include <utility>

#include "models/roads/way_graph.hpp"

namespace yuanluo::models {

namespace {

// Ways are whole milliseconds, and a spot on one is not: who gains less gains nothing.
constexpr double rounding_s = 0.01;

}  // namespace

UnderWay::UnderWay(const World& world, TravelMode mode, std::vector<std::uint32_t> closed)
    : world_(world), mode_(mode), closed_(std::move(closed)) {}

Departure UnderWay::departure(const Place& from) const {
  if (!from.arc) return {world_.roads.doorstep(mode_, {from.x, from.y}), std::nullopt};
  const Heading heading{*from.arc, from.share};
  return {doorstep_on(world_.roads.graph(mode_), heading), heading};
}

std::optional<Journey> UnderWay::course(const Leg& leg) const {
  return find_journey(world_.roads, mode_, departure(leg.from), world_.roads.doorstep(mode_, {leg.to.x, leg.to.y}),
                      closed_, world_.settings.response.hurrying_mps);
}

// Of the nodes, the one that is nearer in time.
Place UnderWay::place_at(const Leg& leg, sim::SimTime at, const Journey::Spot& spot) const {
  Place place{spot.at.x, spot.at.y, leg.place(at).node};
  if (spot.heading) {
    place.arc = spot.heading->arc;
    place.share = spot.heading->share;
  }
  return place;
}

Place UnderWay::place(const Leg& leg, sim::SimTime at) const {
  if (at <= leg.left || at >= leg.arrives) return leg.place(at);
  const auto journey = course(leg);
  if (!journey || journey->stretches.empty()) return leg.place(at);
  return place_at(leg, at, journey->spot(world_.roads.graph(mode_), leg.share(at) * journey->way.seconds()));
}

Way UnderWay::way(const Place& from, const Place& to) const {
  const auto journey = course({from, to, {}, {}});
  return journey ? journey->way : Way::none();
}

UnderWay::Change UnderWay::change(const Leg& leg, sim::SimTime now, const Passage& passage,
                                  const UnderWay& before) const {
  Change changed{leg, 0.0};
  const auto journey = before.course(leg);
  if (now >= leg.arrives || !journey || journey->stretches.empty()) return changed;
  const double whole_s = journey->way.seconds();
  if (whole_s <= 0.0) return changed;
  const double slower = sim::to_seconds(leg.arrives - leg.left) / whole_s;
  const double share = leg.share(now);
  const double left_s = (1.0 - share) * whole_s;
  const Journey::Spot spot = journey->spot(world_.roads.graph(mode_), share * whole_s);
  if (now > leg.left) {
    changed.leg.from = place_at(leg, now, spot);
    changed.leg.left = now;
  }
  if (!passage.open && !journey->passes(passage.street, spot.ahead)) return changed;

  const double left_m = journey->metres_left(world_.roads.graph(mode_), spot);
  const double on_foot_s = left_m / world_.settings.response.hurrying_mps;
  const Way way = this->way(changed.leg.from, leg.to);
  if (passage.open && (!way.exists() || way.seconds() > left_s - rounding_s)) return changed;
  // Nobody on foot is stopped: whoever is cut off walks, and so does who is sooner there without the bike.
  double takes_s = way.exists() ? slower * way.seconds() : on_foot_s;
  if (traveller_of(mode_) == Traveller::bike) takes_s = std::min(takes_s, std::max(on_foot_s, slower * left_s));
  changed.leg.arrives = changed.leg.left + sim::seconds(takes_s);
  changed.longer_s = takes_s / slower - left_s;
  return changed;
}

}  // namespace yuanluo::models
