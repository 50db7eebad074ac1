// The street network as a graph, and distances on it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "models/district.hpp"
#include "models/geo.hpp"

namespace yuanluo::models {

// Who uses the streets: vehicles keep to drivable streets and one-way rules; people on foot and on e-bikes do not.
enum class StreetUser { vehicle, person };

// What it leaves out: speeds by class, turns, traffic by hour.
class StreetNetwork {
 public:
  // `plane`: for lengths and for snapping places to the nearest junction.
  StreetNetwork(const std::vector<Street>& streets, const LocalPlane& plane);

  std::size_t junctions() const { return position_.size(); }
  double length_m() const { return length_m_; }

  // Length of the shortest way from `from` to each of `to`, in metres. A place is joined to its nearest junction by a
  // straight line. Where there is no way: the straight line times `detour`.
  std::vector<float> distances(PlanePoint from, std::span<const PlanePoint> to, StreetUser user) const;

  // Ratio of street to straight distance in a square grid, 4 / pi. Source: [LarsonOdoni1981] ch. 3.
  static constexpr double detour = 1.27;

 private:
  struct Metric {
    double length_m;
  };
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Metric>;

  std::size_t nearest(PlanePoint p, StreetUser user) const;

  std::vector<PlanePoint> position_;
  std::vector<bool> drivable_;  // by junction
  double length_m_ = 0.0;
  Graph vehicles_;
  Graph people_;
};

}  // namespace yuanluo::models
