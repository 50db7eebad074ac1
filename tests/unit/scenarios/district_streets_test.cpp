// The streets of the synthetic district against the statistics that real ones show, computed here from the finished
// streets alone. Source of the ranges: [OpenStreetMap2026].
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "scenarios/generator/generate.hpp"

namespace yuanluo {
namespace {

using models::GeoPoint;
using models::Street;
using models::StreetClass;

const models::LocalPlane plane(GeoPoint::from_degrees(104.103, 30.664));

double length_m(const Street& s) {
  double length = 0.0;
  for (std::size_t i = 0; i + 1 < s.points.size(); ++i) {
    length += models::distance(plane.to_plane(s.points[i]), plane.to_plane(s.points[i + 1])).value;
  }
  return length;
}

// Inside the ring, or at most 5 m outside it: the streets along the district's edge belong to it.
bool belongs(const std::vector<GeoPoint>& ring, GeoPoint point) {
  const auto p = plane.to_plane(point);
  bool in = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const auto a = plane.to_plane(ring[i]), b = plane.to_plane(ring[i + 1]);
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    if (std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy) < 5.0) return true;
  }
  return in;
}

// The graph of the streets that `drivable` admits, with junctions of two legs passed over.
struct Statistics {
  double junctions_per_km2 = 0.0, four_way = 0.0, dead_ends = 0.0, oneway = 0.0, km_per_km2 = 0.0;
  std::vector<double> edges;  // lengths, sorted
  std::map<StreetClass, double> share;

  double edge(double p) const { return edges[static_cast<std::size_t>(p * static_cast<double>(edges.size()))]; }
};

Statistics statistics_of(const models::District& district) {
  struct Edge {
    std::size_t a, b;
    double length;
  };
  std::map<GeoPoint, std::size_t> index;
  std::vector<GeoPoint> nodes;
  std::vector<Edge> edges;
  Statistics s;
  double total = 0.0;
  for (const Street& street : district.streets) {
    if (street.kind >= StreetClass::service) continue;
    const auto node = [&](GeoPoint p) {
      const auto [found, fresh] = index.try_emplace(p, nodes.size());
      if (fresh) nodes.push_back(p);
      return found->second;
    };
    edges.push_back({node(street.points.front()), node(street.points.back()), length_m(street)});
    if (!belongs(district.boundary, street.points[street.points.size() / 2])) continue;
    total += edges.back().length;
    s.share[street.kind] += edges.back().length;
    if (street.oneway) s.oneway += edges.back().length;
  }
  for (auto& entry : s.share) entry.second /= total;
  s.oneway /= total;
  s.km_per_km2 = total / 1000.0 / 3.17;

  std::vector<std::vector<std::size_t>> legs(nodes.size());
  for (std::size_t e = 0; e < edges.size(); ++e) {
    legs[edges[e].a].push_back(e);
    legs[edges[e].b].push_back(e);
  }
  double three = 0.0, four = 0.0, ends = 0.0;
  std::vector<bool> used(edges.size());
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    if (legs[n].size() == 2) continue;
    const bool here = belongs(district.boundary, nodes[n]);
    if (here) ++(legs[n].size() == 1 ? ends : legs[n].size() == 3 ? three : four);
    for (std::size_t e : legs[n]) {
      if (used[e]) continue;
      double length = 0.0;
      std::size_t at = n;
      for (;;) {
        used[e] = true;
        length += edges[e].length;
        at = edges[e].a == at ? edges[e].b : edges[e].a;
        if (legs[at].size() != 2) break;
        e = legs[at][0] == e ? legs[at][1] : legs[at][0];
      }
      if (here && belongs(district.boundary, nodes[at])) s.edges.push_back(length);
    }
  }
  std::sort(s.edges.begin(), s.edges.end());
  s.junctions_per_km2 = (three + four) / 3.17;
  s.four_way = four / (three + four);
  s.dead_ends = ends / (ends + three + four);
  return s;
}

// How many junctions cars reach from the first one, along (or against) the directions of the streets.
std::size_t reached_by_car(const models::District& district, bool backward, std::size_t& all) {
  std::map<GeoPoint, std::vector<GeoPoint>> next;
  for (const Street& s : district.streets) {
    if (s.kind == StreetClass::footway) continue;
    const GeoPoint a = s.points.front(), b = s.points.back();
    next[a];
    next[b];
    if (!s.oneway || !backward) next[a].push_back(b);
    if (!s.oneway || backward) next[b].push_back(a);
  }
  all = next.size();
  std::set<GeoPoint> seen{next.begin()->first};
  std::vector<GeoPoint> open{next.begin()->first};
  while (!open.empty()) {
    const GeoPoint p = open.back();
    open.pop_back();
    for (const GeoPoint q : next[p]) {
      if (seen.insert(q).second) open.push_back(q);
    }
  }
  return seen.size();
}

TEST_CASE("streets of several seeds have the densities, shares and lengths of real ones") {
  for (const std::int64_t seed : {20210601, 1, 2, 3, 4}) {
    INFO("seed " << seed);
    scenarios::GeneratorParams generator;
    generator.seed = seed;
    const Statistics s = statistics_of(scenarios::generate(generator, {}));
    CHECK(s.junctions_per_km2 >= 35.0);
    CHECK(s.junctions_per_km2 <= 40.0);
    CHECK(s.four_way >= 0.20);
    CHECK(s.four_way <= 0.25);
    CHECK(s.dead_ends >= 0.12);  // 0.12 and 0.14 around the district
    CHECK(s.dead_ends <= 0.16);
    CHECK(s.edge(0.1) >= 30.0);  // 42 and 45 in inner cities
    CHECK(s.edge(0.1) <= 65.0);
    CHECK(s.edge(0.5) >= 112.0);  // about 125
    CHECK(s.edge(0.5) <= 138.0);
    CHECK(s.edge(0.9) >= 250.0);  // 282 in a dense inner city, 392 between main streets of the centre
    CHECK(s.edge(0.9) <= 392.0);
    CHECK(s.km_per_km2 >= 8.6);
    CHECK(s.km_per_km2 <= 10.6);  // a tenth above the 9.6 of the centre's main streets
    CHECK(s.oneway >= 0.15);
    CHECK(s.oneway <= 0.30);
    CHECK(s.share.at(StreetClass::primary) == Approx(0.09).margin(0.03));
    CHECK(s.share.at(StreetClass::secondary) == Approx(0.20).margin(0.03));
    CHECK(s.share.at(StreetClass::tertiary) == Approx(0.13).margin(0.05));
    CHECK(s.share.at(StreetClass::residential) == Approx(0.37).margin(0.05));
    CHECK(s.share.at(StreetClass::living_street) == Approx(0.20).margin(0.04));
  }
}

TEST_CASE("cars get from every junction to every other, gates and stations included") {
  for (const std::int64_t seed : {20210601, 1, 2, 3, 4}) {
    INFO("seed " << seed);
    scenarios::GeneratorParams generator;
    generator.seed = seed;
    generator.scale = seed == 1 ? 2 : 1;
    const models::District district = scenarios::generate(generator, {});
    std::size_t all = 0;
    CHECK(reached_by_car(district, false, all) == all);
    CHECK(reached_by_car(district, true, all) == all);
    std::set<GeoPoint> ends;
    for (const Street& s : district.streets) {
      if (s.kind != StreetClass::footway) ends.insert({s.points.front(), s.points.back()});
    }
    for (const auto& c : district.compounds) CHECK(ends.count(c.gate) == 1);
    for (const auto& s : district.stations) CHECK(ends.count(s.position) == 1);
  }
}

TEST_CASE("every compound is reached on foot from its gate") {
  const models::District district = scenarios::generate({}, {});
  std::set<GeoPoint> footway_starts;
  for (const Street& s : district.streets) {
    if (s.kind == StreetClass::footway) footway_starts.insert(s.points.front());
  }
  for (const auto& c : district.compounds) CHECK(footway_starts.count(c.gate) == 1);
}

TEST_CASE(
    "hydrants stand at most 120 m apart along every street for cars once there are 700, and outdoors by the kerb") {
  scenarios::DeploymentParams deployment;
  deployment.hydrants = 700;
  const models::District district = scenarios::generate({}, deployment);
  // No point of a street inside the district is further than 60 m and the kerb from a hydrant. Source: [GB50974] 7.2.5.
  double worst = 0.0;
  for (const Street& s : district.streets) {
    if (s.kind >= StreetClass::footway) continue;
    for (const GeoPoint p : s.points) {
      if (!belongs(district.boundary, p)) continue;
      double nearest = 1e9;
      for (const auto& h : district.hydrants) {
        nearest = std::min(nearest, models::distance(plane.to_plane(p), plane.to_plane(h.position)).value);
      }
      worst = std::max(worst, nearest);
    }
  }
  CHECK(worst <= 75.0);
}

TEST_CASE("the real names of the subdistrict's streets are on its map, and the ring roads at its edges") {
  std::set<std::string> names;
  for (const Street& s : scenarios::generate({}, {}).streets) names.insert(s.name.zh);
  for (const char* name : {"一环路东三段", "二环路东三段", "新鸿路", "双林路", "双桥路", "玉双路", "建设南路", "双华路",
                           "菽香里", "菽香里一巷", "双林北支路", "双林巷", "新鸿南支路", "新鸿北支路"}) {
    CHECK(names.count(name) == 1);
  }
}

}  // namespace
}  // namespace yuanluo
