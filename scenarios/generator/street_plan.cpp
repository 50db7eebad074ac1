#include "scenarios/generator/street_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;
using models::StreetClass;

// Shape of the plan. Source: the orientations of [OpenStreetMap2026] (85/175 and 25/115 degrees from north); all other
// values are assumptions that were set so that its edge lengths come out.
constexpr double first_grid_degrees = 5.0;  // from east
constexpr double second_grid_degrees = -25.0;
constexpr double carriageway_offset_m = 11.0;  // of a ring road's two carriageways from its middle
constexpr double usual_ring_crossings = 3.0;
constexpr double block_spread = 1.8;       // of the wish to be cut, between the halves of a block
constexpr double short_edge_share = 0.34;  // the tenth percentile of edge lengths, as a share of the median
constexpr double least_gap_m = 24.0;       // between junctions of one street
constexpr double least_cell_m2 = 6000.0;
constexpr double junctions_with_lanes_per_km2 = 66.0;  // Source: [OpenStreetMap2026], all ways
constexpr double widest_cell_m = 190.0;                // two rows of compounds and their access

struct Junction {
  PlanePoint at;
  int legs;
};

class Planner {
 public:
  Planner(const GeneratorParams& generator, const DistrictLuck& luck, std::size_t attempt)
      : generator_(generator), luck_(luck), attempt_(attempt) {}

  StreetPlan plan() {
    lay_edges();
    cut_communities();
    cut_blocks(dead_ends_wanted());
    cut_dead_ends();
    cut_blocks(0.0);  // in place of dead ends that began at a junction
    give_classes();
    misfit_ = measure_misfit();
    cut_lanes();
    return std::move(plan_);
  }

  // How far the shares and the edge lengths are from what is wanted; up to 1 is good. Valid after plan().
  double misfit() const { return misfit_; }

 private:
  static constexpr std::size_t south = 0, east = 1, north = 2, west = 3;  // lines around the district

  double uniform(Detail detail) { return luck_.uniform(detail, attempt_, draws_++); }

  std::size_t add_line(PlanePoint from, PlanePoint to, StreetClass kind, std::size_t community) {
    StreetLine line;
    line.from = from;
    line.to = to;
    line.kind = kind;
    line.community = community;
    plan_.lines.push_back(line);
    return plan_.lines.size() - 1;
  }

  Junction* junction_near(PlanePoint p, double within_m) {
    Junction* best = nullptr;
    for (Junction& j : junctions_) {
      if (std::abs(j.at.x - p.x) > within_m || std::abs(j.at.y - p.y) > within_m) continue;
      const double d = models::distance(j.at, p).value;
      if (d < within_m) best = &j, within_m = d;
    }
    return best;
  }

  // A street ends at `p` on line `on`.
  void join(PlanePoint p, std::size_t on) {
    if (Junction* j = junction_near(p, 0.5)) {
      if (++j->legs == 4) ++four_way_;
    } else {
      junctions_.push_back({p, 3});
      plan_.lines[on].stops.push_back(p);
    }
  }

  // The outline: an uneven rectangle between the two ring roads (west and east, dual carriageways); inside it the land
  // between the inner carriageways, which is cut into cells.
  void lay_edges() {
    const double height = std::sqrt(generator_.area_km2 * 1e6 / 1.14), width = 1.14 * height;
    const PlanePoint u = heading(first_grid_degrees), v = left_of(u);
    const auto corner = [&](double x, double y) { return x * width * u + y * height * v; };
    plan_.boundary = {corner(-0.495, -0.49), corner(0.515, -0.505), corner(0.49, 0.51), corner(-0.51, 0.49)};
    double scale = std::sqrt(generator_.area_km2 * 1e6 / area_m2(plan_.boundary));
    for (PlanePoint& p : plan_.boundary) p = scale * p;

    const SidedRing outline{plan_.boundary, {south, east, north, west}};
    SidedRing land = outline;
    for (const std::size_t ring : {east, west}) {
      const PlanePoint from = plan_.boundary[ring], along = unit(plan_.boundary[(ring + 1) % 4] - from);
      land = left_part(land, from + carriageway_offset_m * left_of(along), along, ring);
    }
    sim::require(land.sides == outline.sides, "lay_edges: the ring roads leave no land between them");
    for (std::size_t i = 0; i < 4; ++i) {
      const PlanePoint a = land.points[i], b = land.points[(i + 1) % 4];
      const bool ring_road = i == east || i == west;
      // Traffic keeps right: the carriageway at the district's west edge leads north, that at the east edge south.
      add_line(ring_road ? b : a, ring_road ? a : b, ring_road ? StreetClass::primary : StreetClass::tertiary, 0);
      plan_.lines.back().oneway = ring_road;
      junctions_.push_back({a, 3});
    }
    Cell cell;
    cell.ring = land;
    plan_.cells = {cell};
    plan_.communities = {plan_.boundary};
  }

  struct Cut {
    PlanePoint from, to, along;
    std::size_t from_side, to_side;  // lines that it ends on
  };

  // The cut of a cell by the line through `p` along `along`; nothing if it comes too near to a corner or a junction, or
  // leaves a part too small.
  std::optional<Cut> try_cut(const Cell& cell, PlanePoint p, PlanePoint along, double gap_m, double part_m2) {
    const Ring& ring = cell.ring.points;
    std::vector<std::pair<double, std::size_t>> hits;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()];
      const double at_a = cross(along, a - p), at_b = cross(along, b - p);
      if ((at_a >= 0.0) == (at_b >= 0.0)) continue;
      const PlanePoint hit = a + at_a / (at_a - at_b) * (b - a);
      // Acute corners make bad plots.
      if (std::abs(dot(unit(b - a), along)) > 0.87) return std::nullopt;
      hits.emplace_back(dot(hit - p, along), cell.ring.sides[i]);
    }
    if (hits.size() != 2) return std::nullopt;
    std::sort(hits.begin(), hits.end());
    Cut cut{p + hits[0].first * along, p + hits[1].first * along, along, hits[0].second, hits[1].second};
    for (PlanePoint* end : {&cut.from, &cut.to}) {
      for (const PlanePoint corner : ring) {
        if (models::distance(corner, *end).value < gap_m) return std::nullopt;
      }
      if (const Junction* j = junction_near(*end, gap_m)) {
        if (models::distance(j->at, *end).value > 0.5 || j->legs > 3) return std::nullopt;
        *end = j->at;
      }
    }
    const auto [left, right] = split(cell.ring, p, along, no_line);
    if (std::min(area_m2(left.points), area_m2(right.points)) < part_m2) return std::nullopt;
    return cut;
  }

  void apply(std::size_t cell_index, const Cut& cut, std::size_t line) {
    auto [left, right] = split(plan_.cells[cell_index].ring, cut.from, cut.along, line);
    Cell other = plan_.cells[cell_index];
    plan_.cells[cell_index].ring = std::move(left);
    other.ring = std::move(right);
    // Inherited, so that fine-grained quarters and large blocks stand beside each other.
    plan_.cells[cell_index].luck *= std::exp(block_spread * (uniform(Detail::block_cut) - 0.5));
    other.luck *= std::exp(block_spread * (uniform(Detail::block_cut) - 0.5));
    plan_.cells.push_back(std::move(other));
    join(cut.from, cut.from_side);
    join(cut.to, cut.to_side);
  }

  // The direction of a new street: across the cell's longer extent, along its grid.
  PlanePoint cut_direction(const Cell& cell) {
    const PlanePoint u = heading(cell.grid_degrees + 5.0 * (uniform(Detail::block_cut) - 0.5)), v = left_of(u);
    const auto [low_u, high_u] = reach(cell.ring.points, u);
    const auto [low_v, high_v] = reach(cell.ring.points, v);
    return high_u - low_u > high_v - low_v ? v : u;
  }

  void cut_communities() {
    for (Cell& cell : plan_.cells) cell.grid_degrees = first_grid_degrees;
    for (int level = 0; level < 3; ++level) {
      const std::size_t count = plan_.cells.size();
      for (std::size_t i = 0; i < count; ++i) {
        for (double gap_m = 2.0 * least_gap_m;; gap_m *= 0.95) {
          const PlanePoint along = cut_direction(plan_.cells[i]), across = left_of(along);
          const double share = 0.5 + (level == 0 ? 0.06 : 0.16) * (uniform(Detail::community_cut) - 0.5);
          const double offset = offset_for_share(plan_.cells[i].ring, across, share);
          const auto cut = try_cut(plan_.cells[i], offset * across, along, gap_m, 0.0);
          if (!cut) continue;
          const SidedRing community{plan_.communities[i],
                                    std::vector<std::size_t>(plan_.communities[i].size(), no_line)};
          const auto parts = split(community, cut->from, along, no_line);
          plan_.communities[i] = parts.first.points;
          plan_.communities.push_back(parts.second.points);
          apply(i, *cut, add_line(cut->from, cut->to, StreetClass::secondary, 0));
          break;
        }
      }
    }
    // From north-west to south-east; the last ones follow the second grid.
    std::vector<std::size_t> order(plan_.cells.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      const PlanePoint p = centroid(plan_.communities[a]), q = centroid(plan_.communities[b]);
      return p.x - 1.2 * p.y < q.x - 1.2 * q.y;
    });
    const auto cells = plan_.cells;
    const auto communities = plan_.communities;
    const auto second = static_cast<std::size_t>(
        std::llround(generator_.streets.second_grid_share * static_cast<double>(order.size())));
    for (std::size_t k = 0; k < order.size(); ++k) {
      plan_.cells[k] = cells[order[k]];
      plan_.communities[k] = communities[order[k]];
      plan_.cells[k].community = k;
      plan_.cells[k].luck = 1.0;
      if (k >= order.size() - second) plan_.cells[k].grid_degrees = second_grid_degrees;
    }
  }

  // A cut through the middle third that starts at a junction on the cell's edge, and so makes it a crossroads.
  std::optional<Cut> crossing_cut(const Cell& cell, PlanePoint along) {
    const PlanePoint across = left_of(along);
    const auto [low, high] = reach(cell.ring.points, across);
    const auto [first, last] = reach(cell.ring.points, along);
    std::vector<std::pair<double, PlanePoint>> starts;
    for (const Junction& j : junctions_) {
      if (j.legs != 3) continue;
      const double off_middle = std::abs((dot(j.at, across) - low) / (high - low) - 0.5);
      const double beside = dot(j.at, along);
      if (off_middle < 0.3 && beside > first - 1.0 && beside < last + 1.0 && on_edge(cell.ring.points, j.at))
        starts.emplace_back(off_middle, j.at);
    }
    std::sort(starts.begin(), starts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& start : starts) {
      if (const auto cut = try_cut(cell, start.second, along, least_gap_m, least_cell_m2)) return cut;
    }
    return std::nullopt;
  }

  static bool on_edge(const Ring& ring, PlanePoint p) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()], along = unit(b - a);
      const double t = dot(p - a, along);
      if (std::abs(cross(along, p - a)) < 0.5 && t > 1.0 && t < models::distance(a, b).value - 1.0) return true;
    }
    return false;
  }

  std::optional<Cut> free_cut(const Cell& cell, PlanePoint along, double gap_m, double part_m2) {
    const PlanePoint across = left_of(along);
    const auto [low, high] = reach(cell.ring.points, across);
    for (int attempt = 0; attempt < 14; ++attempt) {
      const double spread = 0.2 + 0.03 * attempt;
      const double offset = low + (high - low) * (0.5 + spread * (uniform(Detail::block_cut) - 0.5));
      if (const auto cut =
              try_cut(cell,
                      offset * across +
                          0.5 * (reach(cell.ring.points, along).first + reach(cell.ring.points, along).second) * along,
                      along, gap_m, part_m2))
        return cut;
    }
    return std::nullopt;
  }

  // The open cell that most needs to be cut.
  std::optional<std::size_t> largest(const std::vector<bool>& closed) const {
    std::optional<std::size_t> best;
    double best_size = 0.0;
    for (std::size_t i = 0; i < plan_.cells.size(); ++i) {
      if (i < closed.size() && closed[i]) continue;
      const double size = area_m2(plan_.cells[i].ring.points) * plan_.cells[i].luck;
      if (size > best_size) best_size = size, best = i;
    }
    return best;
  }

  double junctions_wanted() const { return generator_.streets.intersections_per_km2 * generator_.area_km2; }
  double dead_ends_wanted() const {
    const double share = generator_.streets.dead_end_share;
    return std::round(share / (1.0 - share) * junctions_wanted());
  }

  // Cuts blocks until there are as many junctions as wanted, but for `fewer`.
  void cut_blocks(double fewer) {
    std::vector<bool> closed;
    while (static_cast<double>(junctions_.size()) + fewer < junctions_wanted()) {
      const auto i = largest(closed);
      if (!i) return;
      const PlanePoint along = cut_direction(plan_.cells[*i]);
      const bool crossroads = four_way_ + usual_ring_crossings <
                              generator_.streets.four_way_share * junctions_wanted() *
                                  static_cast<double>(junctions_.size()) / (junctions_wanted() - dead_ends_wanted());
      std::optional<Cut> cut;
      if (crossroads) cut = crossing_cut(plan_.cells[*i], along);
      if (!cut) cut = free_cut(plan_.cells[*i], along, least_gap_m, least_cell_m2);
      if (!cut) {
        closed.resize(plan_.cells.size(), false);
        closed[*i] = true;
        continue;
      }
      apply(*i, *cut, add_line(cut->from, cut->to, StreetClass::residential, plan_.cells[*i].community));
    }
  }

  // Into the largest blocks: a lane that ends for through traffic, and goes on as a service lane.
  void cut_dead_ends() {
    std::vector<bool> closed;
    for (auto left = static_cast<int>(dead_ends_wanted()); left > 0;) {
      const auto i = largest(closed);
      if (!i) return;
      const Cell cell = plan_.cells[*i];
      const PlanePoint along = cut_direction(cell);
      std::optional<Cut> cut;
      if (four_way_ + usual_ring_crossings < generator_.streets.four_way_share * junctions_wanted())
        cut = crossing_cut(cell, along);
      if (!cut) cut = free_cut(cell, along, 0.7 * least_gap_m, 0.5 * least_cell_m2);
      closed.resize(plan_.cells.size() + 1, false);
      closed[*i] = true;
      if (!cut) continue;
      const double part = 0.35 + 0.2 * uniform(Detail::dead_end);
      const PlanePoint end = cut->from + part * (cut->to - cut->from);
      const std::size_t street = add_line(cut->from, end, StreetClass::living_street, cell.community);
      plan_.lines[street].dead_end = true;
      const std::size_t lane = add_line(end, cut->to, StreetClass::service, cell.community);
      plan_.lines[lane].parent = street;
      auto [first, second] = split(cell.ring, cut->from, cut->along, street);
      change_side(first, end, street, lane, cut->along);
      change_side(second, end, street, lane, cut->along);
      plan_.cells[*i].ring = std::move(first);
      Cell other = cell;
      other.ring = std::move(second);
      plan_.cells.push_back(std::move(other));
      closed.resize(plan_.cells.size(), false);
      closed.back() = true;
      join(cut->from, cut->from_side);
      plan_.lines[cut->to_side].stops.push_back(cut->to);
      lane_ends_.push_back(cut->to);
      --left;
    }
  }

  // Puts a corner at `end` into the ring's side along `street`; beyond it, in the direction `along`, the side is
  // `lane`'s.
  static void change_side(SidedRing& ring, PlanePoint end, std::size_t street, std::size_t lane, PlanePoint along) {
    for (std::size_t i = 0; i < ring.points.size(); ++i) {
      if (ring.sides[i] != street) continue;
      const bool forward = dot(ring.points[(i + 1) % ring.points.size()] - ring.points[i], along) > 0.0;
      const auto next = static_cast<std::ptrdiff_t>(i) + 1;
      ring.points.insert(ring.points.begin() + next, end);
      ring.sides.insert(ring.sides.begin() + next, forward ? lane : street);
      if (!forward) ring.sides[i] = lane;
      return;
    }
  }

  // Junctions of a ring road that main streets cross to its other carriageway.
  double ring_crossings() const {
    double count = 0.0;
    for (const StreetLine& line : plan_.lines) {
      if (line.kind != StreetClass::secondary && line.kind != StreetClass::tertiary) continue;
      for (const std::size_t ring : {east, west}) {
        for (const PlanePoint stop : plan_.lines[ring].stops) {
          for (const PlanePoint end : {line.from, line.to})
            count += models::distance(end, stop).value < 0.5 ? 1.0 : 0.0;
        }
      }
    }
    return count;
  }

  double measure_misfit() const {
    constexpr double bend = 1.035;  // how much longer streets become when the layout bends them
    std::vector<double> edges;
    for (const StreetLine& line : plan_.lines) {
      if (line.kind == StreetClass::service) continue;
      const PlanePoint along = unit(line.to - line.from);
      std::vector<double> stops{0.0, line.length()};
      for (const PlanePoint p : line.stops) {
        const bool lane = std::any_of(lane_ends_.begin(), lane_ends_.end(),
                                      [p](PlanePoint q) { return models::distance(p, q).value < 0.5; });
        if (!lane) stops.push_back(dot(p - line.from, along));
      }
      std::sort(stops.begin(), stops.end());
      for (std::size_t k = 0; k + 1 < stops.size(); ++k) {
        if (stops[k + 1] - stops[k] > 1.0) edges.push_back(bend * (stops[k + 1] - stops[k]));
      }
    }
    std::sort(edges.begin(), edges.end());
    const double middle = edges[edges.size() / 2], short_one = edges[edges.size() / 10];
    const auto all = static_cast<double>(junctions_.size());
    return std::max({std::abs((four_way_ + ring_crossings()) / all - generator_.streets.four_way_share) / 0.015,
                     std::abs(middle - generator_.streets.edge_median_m) / 6.0,
                     std::abs(short_one - short_edge_share * generator_.streets.edge_median_m) / 10.0,
                     std::abs(all - junctions_wanted()) / (0.02 * junctions_wanted())});
  }

  // Classes by length: the streets between communities first, then the longest. Shares of the length from
  // [OpenStreetMap2026]: secondary 0.20, tertiary 0.13, residential 0.37, living street 0.20 (and primary 0.09).
  void give_classes() {
    std::vector<std::size_t> order;
    double total = 0.0;
    for (std::size_t i = 0; i < plan_.lines.size(); ++i) {
      if (plan_.lines[i].kind == StreetClass::service) continue;
      total += plan_.lines[i].length();
      if (plan_.lines[i].kind != StreetClass::primary) order.push_back(i);
    }
    const auto rank = [this](std::size_t i) {
      const StreetLine& line = plan_.lines[i];
      return line.length() + (line.kind == StreetClass::secondary ? 4000.0 : 0.0) +
             (line.kind == StreetClass::tertiary ? 2000.0 : 0.0) - (line.dead_end ? 4000.0 : 0.0);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) > rank(b); });
    constexpr std::array<std::pair<StreetClass, double>, 4> classes{{{StreetClass::secondary, 0.20},
                                                                     {StreetClass::tertiary, 0.33},
                                                                     {StreetClass::residential, 0.70},
                                                                     {StreetClass::living_street, 2.0}}};
    double given = 0.0;
    std::size_t c = 0;
    for (const std::size_t i : order) {
      while (given + 0.5 * plan_.lines[i].length() > classes[c].second * total) ++c;
      plan_.lines[i].kind = plan_.lines[i].dead_end ? StreetClass::living_street : classes[c].first;
      given += plan_.lines[i].length();
    }
  }

  // Service lanes until cells are small enough for two rows of compounds.
  void cut_lanes() {
    for (Cell& cell : plan_.cells) cell.luck = 1.0;
    for (const PlanePoint p : lane_ends_) junctions_.push_back({p, 3});
    std::vector<bool> closed;
    const double wanted = junctions_with_lanes_per_km2 * generator_.area_km2;
    for (;;) {
      const auto i = largest(closed);
      if (!i) return;
      const Cell cell = plan_.cells[*i];
      const PlanePoint u = heading(cell.grid_degrees), v = left_of(u);
      const auto [low_u, high_u] = reach(cell.ring.points, u);
      const auto [low_v, high_v] = reach(cell.ring.points, v);
      const bool wide = std::min(high_u - low_u, high_v - low_v) > widest_cell_m;
      if (static_cast<double>(junctions_.size()) >= wanted && !wide) {
        closed.resize(plan_.cells.size(), false);
        closed[*i] = true;
        continue;
      }
      const auto cut = free_cut(cell, cut_direction(cell), 0.5 * least_gap_m, 0.5 * least_cell_m2);
      if (!cut) {
        closed.resize(plan_.cells.size(), false);
        closed[*i] = true;
        continue;
      }
      const std::size_t lane = add_line(cut->from, cut->to, StreetClass::service, cell.community);
      plan_.lines[lane].parent = cut->from_side;
      apply(*i, *cut, lane);
      plan_.cells[*i].luck = plan_.cells.back().luck = 1.0;
    }
  }

  const GeneratorParams& generator_;
  const DistrictLuck& luck_;
  std::size_t attempt_;
  std::uint32_t draws_ = 0;
  StreetPlan plan_;
  std::vector<Junction> junctions_;
  std::vector<PlanePoint> lane_ends_;
  double four_way_ = 0.0;
  double misfit_ = 0.0;
};

}  // namespace

StreetPlan plan_streets(const GeneratorParams& generator, const DistrictLuck& luck) {
  constexpr std::size_t most_attempts = 60;
  StreetPlan best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t attempt = 0; attempt < most_attempts && least > 1.0; ++attempt) {
    Planner planner(generator, luck, attempt);
    StreetPlan plan = planner.plan();
    if (planner.misfit() < least) {
      least = planner.misfit();
      best = std::move(plan);
    }
  }
  return best;
}

}  // namespace yuanluo::scenarios
