// The streets of a district on the plane: where they run and where they meet. Shared by the graphs of all modes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/geo.hpp"
#include "models/street.hpp"

namespace yuanluo::models {

using JunctionIndex = std::uint32_t;

class StreetMap {
 public:
  // Streets meet where their end points are equal.
  StreetMap(std::span<const Street> streets, const LocalPlane& plane);

  std::size_t streets() const { return length_m_.size(); }
  std::size_t junctions() const { return position_.size(); }

  PlanePoint position(JunctionIndex junction) const { return position_[junction]; }
  JunctionIndex first_junction(std::uint32_t street) const { return ends_[2 * street]; }
  JunctionIndex last_junction(std::uint32_t street) const { return ends_[2 * street + 1]; }
  double length_m(std::uint32_t street) const { return length_m_[street]; }
  std::span<const PlanePoint> points(std::uint32_t street) const {
    return std::span(points_).subspan(first_point_[street], first_point_[street + 1] - first_point_[street]);
  }
  // The point after a share of a street's length, from its first point.
  PlanePoint at(std::uint32_t street, double share) const;
  double total_length_m() const { return total_length_m_; }

 private:
  std::vector<PlanePoint> position_;
  std::vector<JunctionIndex> ends_;
  std::vector<PlanePoint> points_;
  std::vector<std::uint32_t> first_point_;
  std::vector<double> length_m_;
  double total_length_m_ = 0.0;
};

}  // namespace yuanluo::models
