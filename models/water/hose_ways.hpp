// How far hydrants are from a compound's gate, along the streets that people walk: the way of a hose.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "models/district.hpp"
#include "models/roads/point_index.hpp"
#include "models/roads/roads.hpp"

namespace yuanluo::models {

struct HoseWay {
  HydrantId hydrant;
  double to_gate_m = 0.0;  // along streets; of a hydrant inside the compound's wall: 0
  bool inside = false;     // the wall: the hose leads straight to the building, not through the gate
};

// Looked for when a compound is first asked for, and kept: a pure function of the district with a memo, so the same
// whoever asks first, on whatever thread. Streets that are closed to vehicles let hoses through.
class HoseWays {
 public:
  // `roads` must have the graph of walking.
  HoseWays(const District& district, const LocalPlane& plane, Roads roads, Metres longest);
  HoseWays(const HoseWays&) = delete;
  HoseWays& operator=(const HoseWays&) = delete;

  // The hydrants whose way to the gate is no longer than the longest hose, nearest first.
  std::span<const HoseWay> to(CompoundId compound) const;

 private:
  std::vector<HoseWay> find(std::size_t compound) const;

  Roads roads_;
  double longest_m_;
  std::vector<PlanePoint> gates_;                  // by compound
  std::vector<std::vector<PlanePoint>> outlines_;  // by compound
  std::vector<PlanePoint> hydrants_;
  PointIndex index_;
  mutable std::unique_ptr<std::once_flag[]> asked_;  // by compound
  mutable std::vector<std::vector<HoseWay>> ways_;   // by compound
};

}  // namespace yuanluo::models
