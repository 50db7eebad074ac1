#include "viz/replay/static_map.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace yuanluo::viz {

namespace {

std::vector<PlanePoint> on_plane(const models::LocalPlane& plane, const std::vector<models::GeoPoint>& points) {
  std::vector<PlanePoint> all;
  all.reserve(points.size());
  for (const models::GeoPoint p : points) all.push_back(plane.to_plane(p));
  return all;
}

std::vector<PlanePoint> ring_of(const models::LocalPlane& plane, const std::vector<models::GeoPoint>& points) {
  std::vector<PlanePoint> all = on_plane(plane, points);
  if (all.size() > 1 && points.front() == points.back()) all.pop_back();
  return all;
}

void widen(MapBox& box, PlanePoint p) {
  box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
  box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
}

// Direction of the longest side: slabs stand along it.
double direction_of(const std::vector<PlanePoint>& ring) {
  double longest = 0.0, angle = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double length = models::distance(a, b).value;
    if (length <= longest) continue;
    longest = length;
    angle = std::atan2(b.y - a.y, b.x - a.x);
  }
  return angle;
}

// A slab: so long for every stairwell, and one flat deep.
std::vector<PlanePoint> footprint(PlanePoint centre, int stairwells, double angle) {
  constexpr double stairwell_m = 14.0, deep_m = 11.0;  // of the drawing only; nothing is computed from it
  const double along = 0.5 * stairwell_m * std::clamp(stairwells, 1, 6), across = 0.5 * deep_m;
  const double c = std::cos(angle), s = std::sin(angle);
  std::vector<PlanePoint> ring;
  for (const auto& [u, v] : {std::pair{-1, -1}, {1, -1}, {1, 1}, {-1, 1}})
    ring.push_back({centre.x + u * along * c - v * across * s, centre.y + u * along * s + v * across * c});
  return ring;
}

void count_people(const models::District& district, StaticMap& map) {
  for (const models::Household& h : district.households)
    ++map.compounds[district.buildings[h.building.index()].compound.index()].households;
  for (const models::Resident& r : district.residents) {
    const models::Household& home = district.households[r.household.index()];
    MapCompound& compound = map.compounds[district.buildings[home.building.index()].compound.index()];
    ++compound.residents;
    if (models::vulnerable(r)) ++compound.vulnerable;
  }
}

}  // namespace

std::vector<MapMain> map_mains(const models::MainsPlan& plan, const models::LocalPlane& plane) {
  std::vector<MapMain> mains;
  const auto on_earth = [](const models::hydraulics::Place& p) {
    return std::abs(p.x) <= 180.0 && std::abs(p.y) <= 90.0;
  };
  const auto place = [&](const models::hydraulics::Place& p) {
    return plane.to_plane(models::GeoPoint::from_degrees(p.x, p.y));
  };
  for (const models::MainsPart& part : plan.parts) {
    for (const models::Main& main : part.mains) {
      const models::hydraulics::Link& link = part.network.links[main.link];
      const auto &from = part.network.nodes[link.from].place, &to = part.network.nodes[link.to].place;
      // A planner's own network may have coordinates of another kind.
      if (!from || !to || !on_earth(*from) || !on_earth(*to)) continue;
      MapMain drawn;
      drawn.line.push_back(place(*from));
      for (const models::hydraulics::Place& bend : link.vertices) drawn.line.push_back(place(bend));
      drawn.line.push_back(place(*to));
      drawn.diameter_mm = static_cast<std::uint16_t>(std::lround(std::clamp(link.diameter_m, 0.0, 60.0) * 1000.0));
      mains.push_back(std::move(drawn));
    }
  }
  return mains;
}

StaticMap static_map(const models::District& district, const models::LocalPlane& plane) {
  StaticMap map;
  map.district = district.name;
  map.plane = plane;
  map.boundary = ring_of(plane, district.boundary);
  for (const auto& c : district.communities) map.communities.push_back({c.name, ring_of(plane, c.boundary)});
  for (const auto& c : district.compounds)
    map.compounds.push_back(
        {c.name, c.community.value, ring_of(plane, c.boundary), plane.to_plane(c.centre), plane.to_plane(c.gate)});
  std::vector<double> direction;
  for (const MapCompound& c : map.compounds) direction.push_back(direction_of(c.ring));
  for (const auto& b : district.buildings) {
    const PlanePoint centre = plane.to_plane(b.position);
    map.buildings.push_back(
        {b.compound.value, centre, footprint(centre, b.stairwells, direction[b.compound.index()]), b.floors});
  }
  for (const auto& s : district.streets) map.streets.push_back({s.name, s.kind, on_plane(plane, s.points)});
  for (const auto& h : district.hydrants) map.hydrants.push_back({plane.to_plane(h.position), h.diameter_mm});
  for (const auto& p : district.pump_stations) map.pump_stations.push_back({p.name, plane.to_plane(p.position)});
  for (const auto& s : district.stations) map.stations.push_back({s.kind, s.name, plane.to_plane(s.position)});
  count_people(district, map);

  bool first = true;
  const auto see = [&](const std::vector<PlanePoint>& points) {
    for (const PlanePoint p : points) {
      if (first) map.box = {p, p};
      first = false;
      widen(map.box, p);
    }
  };
  see(map.boundary);
  for (const MapCompound& c : map.compounds) see(c.ring);
  const double margin = 0.03 * std::max(map.box.high.x - map.box.low.x, map.box.high.y - map.box.low.y) + 10.0;
  map.box = {{map.box.low.x - margin, map.box.low.y - margin}, {map.box.high.x + margin, map.box.high.y + margin}};
  return map;
}

}  // namespace yuanluo::viz
