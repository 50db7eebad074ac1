#include "scenarios/import/snap.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <set>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using models::PlanePoint;

using Point = bg::model::d2::point_xy<double>;
using Segment = bg::model::segment<Point>;

struct Piece {
  std::uint32_t street, segment;
};
using Tree = bgi::rtree<std::pair<Segment, Piece>, bgi::quadratic<16>>;

// Where on which street: a segment, and how far along it from 0 to 1.
struct Foot {
  Piece piece;
  double share;
  double distance_m;
};

class Nearest {
 public:
  Nearest(const StreetMap& map, const models::LocalPlane& plane)
      : open_(tree(map, plane, true)), all_(tree(map, plane, false)) {}

  Foot operator()(PlanePoint p) const {
    const Foot any = foot(all_, p);
    if (open_.empty()) return any;
    const Foot open = foot(open_, p);
    return open.distance_m <= 2.0 * any.distance_m + 30.0 ? open : any;
  }

 private:
  static Tree tree(const StreetMap& map, const models::LocalPlane& plane, bool with_people) {
    std::vector<std::pair<Segment, Piece>> segments;
    for (std::uint32_t s = 0; s < map.streets.size(); ++s) {
      const MapStreet& street = map.streets[s];
      if (!street.use.vehicles() || (with_people && !street.use.people())) continue;
      for (std::uint32_t i = 0; i + 1 < street.points.size(); ++i) {
        const PlanePoint a = plane.to_plane(street.points[i]), b = plane.to_plane(street.points[i + 1]);
        segments.push_back({Segment({a.x, a.y}, {b.x, b.y}), {s, i}});
      }
    }
    return Tree(segments.begin(), segments.end());
  }

  static Foot foot(const Tree& tree, PlanePoint p) {
    std::vector<std::pair<Segment, Piece>> found;
    tree.query(bgi::nearest(Point(p.x, p.y), 1), std::back_inserter(found));
    sim::require(!found.empty(), "snap: a map without streets for vehicles");
    const auto& [segment, piece] = found.front();
    const double ax = segment.first.x(), ay = segment.first.y();
    const double dx = segment.second.x() - ax, dy = segment.second.y() - ay, square = dx * dx + dy * dy;
    const double along = square > 0.0 ? ((p.x - ax) * dx + (p.y - ay) * dy) / square : 0.0;
    const double share = std::clamp(along, 0.0, 1.0);
    return {piece, share, std::hypot(ax + share * dx - p.x, ay + share * dy - p.y)};
  }

  Tree open_, all_;
};

// A cut wanted by the place of that index.
struct Cut {
  double along_m;
  models::GeoPoint point;
  std::uint32_t segment;
  std::size_t place;
};

constexpr double same_m = 1.5;

// Cuts one street at all its cuts, in order; gives each place its junction and a street there.
class Cutter {
 public:
  explicit Cutter(StreetMap& map) : map_(map) {
    for (const MapJunction& j : map.junctions) taken_.insert(j.place);
  }

  void operator()(std::uint32_t index, std::vector<Cut> cuts, std::vector<Snapped>& results) {
    std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) {
      return a.along_m != b.along_m ? a.along_m < b.along_m : a.place < b.place;
    });
    const MapStreet whole = map_.streets[index];
    const double length = length_m(whole.points);
    std::uint32_t current = index;  // the street that is still to be cut
    double last_m = 0.0;
    std::uint32_t last_junction = whole.from, last_street = index, done = 0;
    for (const Cut& cut : cuts) {
      if (cut.along_m - last_m < same_m) {
        results[cut.place].junction = last_junction;
        results[cut.place].street = last_street;
        continue;
      }
      if (length - cut.along_m < same_m) {
        results[cut.place].junction = whole.to;
        results[cut.place].street = current;
        continue;
      }
      models::GeoPoint place = cut.point;
      while (!taken_.insert(place).second) ++place.lon_e7;
      const auto junction = static_cast<std::uint32_t>(map_.junctions.size());
      map_.junctions.push_back({place, 0});
      MapStreet& head = map_.streets[current];
      MapStreet tail = head;
      const auto kept = static_cast<std::ptrdiff_t>(cut.segment - done + 1);
      head.points.assign(tail.points.begin(), tail.points.begin() + kept);
      if (head.points.back() == cut.point && head.points.size() > 1) head.points.pop_back();
      head.points.push_back(place);
      head.to = junction;
      tail.points.erase(tail.points.begin(), tail.points.begin() + kept);
      const bool at_corner = tail.points.front() == cut.point && tail.points.size() > 1;
      if (at_corner) tail.points.erase(tail.points.begin());
      tail.points.insert(tail.points.begin(), place);
      tail.from = junction;
      results[cut.place].junction = junction;
      results[cut.place].street = current;
      last_m = cut.along_m;
      last_junction = junction;
      last_street = current;
      // The tail's first segment is the rest of the one that was cut, or the next one where it was cut at its end.
      done = cut.segment + (at_corner ? 1 : 0);
      current = static_cast<std::uint32_t>(map_.streets.size());
      map_.streets.push_back(std::move(tail));
    }
  }

 private:
  StreetMap& map_;
  std::set<models::GeoPoint> taken_;
};

}  // namespace

std::vector<Snapped> snap(StreetMap& map, const models::LocalPlane& plane, std::span<const PlanePoint> places) {
  std::vector<Snapped> results(places.size());
  if (places.empty()) return results;
  const Nearest nearest(map, plane);
  std::vector<std::vector<Cut>> cuts(map.streets.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Foot foot = nearest(places[i]);
    const MapStreet& street = map.streets[foot.piece.street];
    const std::vector<models::GeoPoint> before(street.points.begin(), street.points.begin() + foot.piece.segment + 1);
    const PlanePoint a = plane.to_plane(street.points[foot.piece.segment]);
    const PlanePoint b = plane.to_plane(street.points[foot.piece.segment + 1]);
    const models::GeoPoint point = plane.to_geo({a.x + foot.share * (b.x - a.x), a.y + foot.share * (b.y - a.y)});
    const double along = length_m(before) + foot.share * models::distance(a, b).value;
    cuts[foot.piece.street].push_back({along, point, foot.piece.segment, i});
    results[i].distance_m = foot.distance_m;
  }
  Cutter cutter(map);
  for (std::uint32_t s = 0; s < cuts.size(); ++s) {
    if (!cuts[s].empty()) cutter(s, std::move(cuts[s]), results);
  }
  return results;
}

std::vector<double> distances_to_streets(const StreetMap& map, const models::LocalPlane& plane,
                                         std::span<const PlanePoint> places) {
  std::vector<double> distances;
  if (places.empty()) return distances;
  const Nearest nearest(map, plane);
  for (const PlanePoint p : places) distances.push_back(nearest(p).distance_m);
  return distances;
}

}  // namespace yuanluo::scenarios
