#include "viz/window/pick.hpp"

#include <algorithm>
#include <cmath>

namespace yuanluo::viz {

Thing pick(const Session& session, std::size_t side, Pixel pointer, double reach_px) {
  const Frame& frame = session.frame(side);
  const StaticMap& map = session.replay(side).map();
  const LayerSwitches& layers = session.layers;
  const double mpp = session.view.camera.metres_per_pixel;
  Thing best;
  double nearest = reach_px;
  const auto offer = [&](PlanePoint at, Thing thing) {
    const Pixel p = session.view.to_pixel(at);
    const double away = std::hypot(p.x - pointer.x, p.y - pointer.y);
    if (away < nearest) nearest = away, best = thing;
  };
  if (layers.units)
    for (const UnitMark& unit : frame.units) offer(unit.at, unit.unit.thing());
  if (layers.incidents)
    for (const IncidentMark& incident : frame.incidents) offer(incident.at, thing_of(incident.id));
  if (best) return best;
  nearest = reach_px * 0.7;
  const auto id = [](std::size_t i) { return static_cast<std::uint64_t>(i); };
  if (layers.failures)
    for (const FailureMark& failure : frame.failures) offer(failure.at, failure.thing);
  if (layers.closures) {
    // Anywhere along it.
    for (const ClosureMark& closure : frame.closures) {
      for (std::size_t i = 0; i + 1 < closure.line.size(); ++i) {
        const PlanePoint a = closure.line[i], b = closure.line[i + 1], p = session.view.to_plane(pointer);
        const double length2 = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
        const double along = length2 > 0.0 ? ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length2 : 0.0;
        const double t = std::clamp(along, 0.0, 1.0);
        offer({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, closure.thing);
      }
    }
  }
  if (layers.stations)
    for (std::size_t i = 0; i < map.stations.size(); ++i) offer(map.stations[i].at, {ThingKind::station, id(i)});
  if (layers.pump_stations && mpp <= 6.0)
    for (std::size_t i = 0; i < map.pump_stations.size(); ++i)
      offer(map.pump_stations[i].at, {ThingKind::pump_station, id(i)});
  if (layers.hydrants && mpp < 1.7)
    for (std::size_t i = 0; i < map.hydrants.size(); ++i) offer(map.hydrants[i].at, {ThingKind::hydrant, id(i)});
  if (best) return best;

  const PlanePoint p = session.view.to_plane(pointer);
  if (layers.buildings && mpp < 4.0) {
    for (std::size_t i = 0; i < map.buildings.size(); ++i)
      if (models::goes_round(map.buildings[i].ring, p)) return {ThingKind::building, id(i)};
  }
  if (layers.compounds) {
    for (std::size_t i = 0; i < map.compounds.size(); ++i)
      if (models::goes_round(map.compounds[i].ring, p)) return {ThingKind::compound, id(i)};
  }
  if (layers.communities) {
    for (std::size_t i = 0; i < map.communities.size(); ++i)
      if (models::goes_round(map.communities[i].ring, p)) return {ThingKind::community, id(i)};
  }
  return {};
}

}  // namespace yuanluo::viz
