#include "scenarios/generator/street_pieces.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;
using models::StreetClass;

constexpr double carriageways_apart_m = 22.0;  // Source: assumption
constexpr double least_between_gates_m = 5.0;

// The lines of the plan and those added to it.
class Pieces {
 public:
  Pieces(StreetPlan plan, std::vector<models::Name> names) : lines_(std::move(plan.lines)), names_(std::move(names)) {}

  void add(PlanePoint from, PlanePoint to, StreetClass kind, const models::Name& name, bool outside = false) {
    StreetLine line;
    line.from = from;
    line.to = to;
    line.kind = kind;
    line.outside = outside;
    lines_.push_back(line);
    names_.push_back(name);
  }

  // A stop of the line at `p`, or the one that lies within a few metres of it.
  PlanePoint stop(std::size_t line, PlanePoint p) {
    StreetLine& l = lines_[line];
    for (const PlanePoint end : {l.from, l.to}) {
      if (models::distance(end, p).value < least_between_gates_m) return end;
    }
    for (const PlanePoint other : l.stops) {
      if (models::distance(other, p).value < least_between_gates_m) return other;
    }
    l.stops.push_back(p);
    return p;
  }

  // The outer carriageway of the ring road along line `inner`, joined to the inner one at its ends and where a main
  // street comes out. Returns its ends: beside the inner line's `from` and `to`.
  std::array<PlanePoint, 2> add_outer_carriageway(std::size_t inner) {
    const StreetLine ring = lines_[inner];
    // Traffic keeps right, so the other carriageway is to the left.
    const PlanePoint aside = carriageways_apart_m * left_of(unit(ring.to - ring.from));
    const std::array<PlanePoint, 2> ends{ring.from + aside, ring.to + aside};
    const std::size_t outer = lines_.size();
    add(ends[1], ends[0], StreetClass::primary, models::Name(names_[inner]), true);
    lines_[outer].oneway = true;
    const std::size_t before = lines_.size();
    for (std::size_t i = 0; i < before; ++i) {
      const bool main_street = lines_[i].kind == StreetClass::secondary || lines_[i].kind == StreetClass::tertiary;
      for (const PlanePoint p : {lines_[i].from, lines_[i].to}) {
        const bool at_end = same(p, ring.from) || same(p, ring.to);
        const bool on_ring =
            std::any_of(ring.stops.begin(), ring.stops.end(), [p](PlanePoint s) { return same(p, s); });
        if (i == inner || !(at_end || (on_ring && main_street))) continue;
        const PlanePoint q = same(p, ring.from) ? ends[0] : same(p, ring.to) ? ends[1] : p + aside;
        add(p, q, lines_[i].kind, models::Name(names_[i]), true);
        if (on_ring) lines_[outer].stops.push_back(q);
      }
    }
    return ends;
  }

  std::vector<PlannedStreet> streets() const {
    std::vector<PlannedStreet> all;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const StreetLine& line = lines_[i];
      const PlanePoint along = line.to - line.from;
      std::vector<PlanePoint> stops{line.from, line.to};
      stops.insert(stops.end(), line.stops.begin(), line.stops.end());
      std::sort(stops.begin(), stops.end(),
                [along](PlanePoint a, PlanePoint b) { return dot(a, along) < dot(b, along); });
      for (std::size_t k = 0; k + 1 < stops.size(); ++k) {
        if (same(stops[k], stops[k + 1])) continue;
        all.push_back({names_[i], line.kind, line.oneway, line.outside, i, {stops[k], stops[k + 1]}});
      }
    }
    return all;
  }

  const std::vector<StreetLine>& lines() const { return lines_; }

 private:
  static bool same(PlanePoint a, PlanePoint b) { return a.x == b.x && a.y == b.y; }

  std::vector<StreetLine> lines_;
  std::vector<models::Name> names_;
};

// The streets as cars see them: junctions, and who leads where.
class CarNetwork {
 public:
  explicit CarNetwork(const std::vector<PlannedStreet>& streets) : ends_(streets.size()), oneway_(streets.size()) {
    std::map<std::pair<double, double>, std::size_t> node_of;
    const auto node = [&](PlanePoint p) {
      const auto found = node_of.try_emplace({p.x, p.y}, at_.size()).first;
      if (found->second == at_.size()) at_.emplace_back();
      return found->second;
    };
    for (std::size_t s = 0; s < streets.size(); ++s) {
      if (streets[s].kind == StreetClass::footway) continue;
      ends_[s] = {node(streets[s].points.front()), node(streets[s].points.back())};
      oneway_[s] = streets[s].oneway;
      for (const std::size_t end : ends_[s]) at_[end].push_back(s);
    }
  }

  // Whether cars get from everywhere to everywhere.
  bool strongly_connected() const {
    return reached(0, std::nullopt, false) == at_.size() && reached(0, std::nullopt, true) == at_.size();
  }

  // Makes the streets from `first` up to `last`, which follow each other along one line, one-way, and says whether cars
  // still get from everywhere to everywhere if they did before: they do if they get from its end back to its start. If
  // they do not, nothing is changed.
  bool make_oneway(std::size_t first, std::size_t last, bool turned) {
    if (first == last) return true;
    const auto before = std::vector<bool>(oneway_.begin() + static_cast<std::ptrdiff_t>(first),
                                          oneway_.begin() + static_cast<std::ptrdiff_t>(last));
    const auto turn = [&] {
      for (std::size_t s = first; s < last && turned; ++s) std::swap(ends_[s][0], ends_[s][1]);
    };
    turn();
    for (std::size_t s = first; s < last; ++s) oneway_[s] = true;
    const std::size_t start = ends_[turned ? last - 1 : first][0], end = ends_[turned ? first : last - 1][1];
    if (gets_to(end, start)) return true;
    turn();
    std::copy(before.begin(), before.end(), oneway_.begin() + static_cast<std::ptrdiff_t>(first));
    return false;
  }

 private:
  bool gets_to(std::size_t from, std::size_t to) const { return reached(from, to, false) == everything; }

  // How many junctions cars get to from `from` (or from how many they get to it, `backward`); `everything` as soon as
  // they get to `to`.
  std::size_t reached(std::size_t from, std::optional<std::size_t> to, bool backward) const {
    std::vector<bool> seen(at_.size());
    std::vector<std::size_t> open{from};
    seen[from] = true;
    for (std::size_t k = 0; k < open.size(); ++k) {
      if (open[k] == to) return everything;
      for (const std::size_t s : at_[open[k]]) {
        const auto [a, b] = ends_[s];
        const std::size_t next = a == open[k] ? b : a;
        if (seen[next] || (oneway_[s] && next != (backward ? a : b))) continue;
        seen[next] = true;
        open.push_back(next);
      }
    }
    return open.size();
  }

  static constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

  std::vector<std::array<std::size_t, 2>> ends_;  // of each street: from, to
  std::vector<bool> oneway_;
  std::vector<std::vector<std::size_t>> at_;  // the streets at each junction
};

// Makes whole lines of small streets one-way, in an order of luck, until the share of the length is reached.
void make_oneway(double share, const std::vector<StreetLine>& lines, std::size_t planned, const DistrictLuck& luck,
                 CarNetwork network, std::vector<PlannedStreet>& streets) {
  double total = 0.0, oneway = 0.0;
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < planned; ++i) {
    const StreetLine& line = lines[i];
    if (line.kind == StreetClass::service) continue;
    total += line.length();
    if (line.oneway) oneway += line.length();
    if (line.kind >= StreetClass::tertiary && !line.dead_end && i > 3) {
      order.emplace_back(luck.uniform(Detail::oneway, i), i);
    }
  }
  std::sort(order.begin(), order.end());
  for (const auto& entry : order) {
    const StreetLine& line = lines[entry.second];
    if (oneway + 0.5 * line.length() > share * total) continue;
    const bool turned = luck.uniform(Detail::oneway, entry.second, 1) < 0.5;
    const auto before = [](const PlannedStreet& s, std::size_t l) { return s.line < l; };
    const auto first = std::lower_bound(streets.begin(), streets.end(), entry.second, before);
    const auto last = std::lower_bound(first, streets.end(), entry.second + 1, before);
    if (!network.make_oneway(static_cast<std::size_t>(first - streets.begin()),
                             static_cast<std::size_t>(last - streets.begin()), turned)) {
      continue;
    }
    for (auto s = first; s != last; ++s) {
      s->oneway = true;
      if (turned) std::reverse(s->points.begin(), s->points.end());
    }
    if (turned) std::reverse(first, last);  // pieces of a line stay in order along it
    oneway += line.length();
  }
}

}  // namespace

StreetPieces make_streets(const GeneratorParams& generator, StreetPlan plan, const std::vector<models::Name>& names,
                          std::vector<PlannedPlot>& plots, const DistrictLuck& luck) {
  constexpr std::size_t east = 1, west = 3;
  const std::size_t planned = plan.lines.size();
  Pieces pieces(std::move(plan), names);
  StreetPieces result;

  // Each ring road goes on beyond both ends: to a fire station at one, to an ambulance station at the other.
  for (const std::size_t ring : {east, west}) {
    const PlanePoint along = unit(pieces.lines()[ring].to - pieces.lines()[ring].from);
    const auto ends = pieces.add_outer_carriageway(ring);
    const std::size_t which = ring == east ? 0 : 1;
    result.fire_stations[which] = ends[0] - generator.streets.fire_station_distance_m * along;
    result.ambulance_stations[which] = ends[1] + generator.streets.hospital_distance_m * along;
    pieces.add(ends[0], result.fire_stations[which], StreetClass::primary, names[ring], true);
    pieces.add(ends[1], result.ambulance_stations[which], StreetClass::primary, names[ring], true);
  }
  for (PlannedPlot& plot : plots) plot.foot = pieces.stop(plot.line, plot.foot);
  for (const PlannedPlot& plot : plots) pieces.add(plot.foot, plot.gate, StreetClass::service, {});
  for (const PlannedPlot& plot : plots) pieces.add(plot.gate, centroid(plot.outline), StreetClass::footway, {});

  result.streets = pieces.streets();
  CarNetwork network(result.streets);
  sim::require(network.strongly_connected(), "make_streets: streets that cars cannot reach");
  make_oneway(generator.streets.oneway_share, pieces.lines(), planned, luck, std::move(network), result.streets);
  return result;
}

}  // namespace yuanluo::scenarios
