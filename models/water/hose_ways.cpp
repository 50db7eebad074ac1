#include "models/water/hose_ways.hpp"

#include <algorithm>
#include <utility>

namespace yuanluo::models {

namespace {

std::vector<PlanePoint> hydrant_points(const District& district, const LocalPlane& plane) {
  std::vector<PlanePoint> points;
  for (const Hydrant& hydrant : district.hydrants) points.push_back(plane.to_plane(hydrant.position));
  return points;
}

}  // namespace

HoseWays::HoseWays(const District& district, const LocalPlane& plane, Roads roads, Metres longest)
    : roads_(std::move(roads)),
      longest_m_(longest.value),
      hydrants_(hydrant_points(district, plane)),
      index_(hydrants_),
      asked_(std::make_unique<std::once_flag[]>(district.compounds.size())),
      ways_(district.compounds.size()) {
  for (const Compound& compound : district.compounds) {
    gates_.push_back(plane.to_plane(compound.gate));
    std::vector<PlanePoint> outline;
    for (const GeoPoint p : compound.boundary) outline.push_back(plane.to_plane(p));
    outlines_.push_back(std::move(outline));
  }
}

std::span<const HoseWay> HoseWays::to(CompoundId compound) const {
  std::call_once(asked_[compound.index()], [&] { ways_[compound.index()] = find(compound.index()); });
  return ways_[compound.index()];
}

std::vector<HoseWay> HoseWays::find(std::size_t compound) const {
  const PlanePoint gate = gates_[compound];
  const Doorstep from = roads_.doorstep(TravelMode::walking, gate);
  std::vector<HoseWay> found;
  std::vector<std::uint32_t> outside;
  std::vector<Doorstep> doorsteps;
  for (const std::uint32_t h : index_.within(gate, longest_m_)) {
    if (goes_round(outlines_[compound], hydrants_[h])) {
      found.push_back({HydrantId{h}, 0.0, true});
    } else {
      outside.push_back(h);
      doorsteps.push_back(roads_.doorstep(TravelMode::walking, hydrants_[h]));
    }
  }
  const std::vector<Way> ways = roads_.ways(TravelMode::walking, from, doorsteps);
  for (std::size_t i = 0; i < outside.size(); ++i)
    if (ways[i].metres() <= longest_m_) found.push_back({HydrantId{outside[i]}, ways[i].metres(), false});
  std::stable_sort(found.begin(), found.end(),
                   [](const HoseWay& a, const HoseWay& b) { return a.to_gate_m < b.to_gate_m; });
  return found;
}

}  // namespace yuanluo::models
