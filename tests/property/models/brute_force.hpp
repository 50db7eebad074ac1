// Shortest ways by trying all walks, without any of the road model's graphs: a walk is the list of the streets that
// were taken last, as many as a turn restriction can ask for. Slow, and written from the rules as a person would read
// them.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "models/roads/params.hpp"
#include "models/street.hpp"
#include "tests/property/models/random_streets.hpp"

namespace yuanluo::models::testing {

using TimeAndLength = std::pair<long, long>;  // milliseconds, centimetres

class BruteForce {
 public:
  BruteForce(const RandomStreets& net, RoadParams params, TravelMode mode, std::vector<bool> closed = {})
      : net_(net), params_(params), mode_(mode), closed_(std::move(closed)) {
    closed_.resize(net.streets.size(), false);
    for (std::size_t i = 0; i < net.streets.size(); ++i) cost_.push_back(measured(i));
  }

  struct Place {
    std::size_t street;
    double share;  // 0 or 1: the junction there
  };

  std::optional<TimeAndLength> shortest(Place from, Place to) const {
    std::optional<TimeAndLength> best;
    const auto found = [&](TimeAndLength way) { best = best ? std::min(*best, way) : way; };
    if (at_junction(from) && at_junction(to) && junction(from) == junction(to)) found({0, 0});
    // Walks that have just ended a street, with what they took so far.
    std::map<std::vector<Move>, TimeAndLength> known;
    std::set<std::pair<TimeAndLength, std::vector<Move>>> open;  // the shortest first
    const auto reach = [&](std::vector<Move> walk, TimeAndLength way) {
      if (walk.size() > 4) walk.erase(walk.begin());
      const auto [it, is_new] = known.try_emplace(walk, way);
      if (!is_new && way >= it->second) return;
      it->second = way;
      if (at_junction(to) && end_of(walk.back()) == junction(to)) found(way);
      open.emplace(way, std::move(walk));
    };
    if (at_junction(from)) {
      for (const Move next : moves_from(junction(from))) {
        if (!at_junction(to) && next.street == to.street) found(part(next, share_on(next, to.share)));
        reach({next}, cost(next));
      }
    } else {
      for (const bool forward : {true, false}) {
        const Move first{from.street, forward};
        if (!usable(first)) continue;
        const TimeAndLength begun = part(first, share_on(first, from.share));
        if (!at_junction(to) && to.street == from.street && share_on(first, to.share) >= share_on(first, from.share))
          found(minus(part(first, share_on(first, to.share)), begun));
        reach({first}, minus(cost(first), begun));
      }
    }
    while (!open.empty()) {
      const auto [so_far, walk] = *open.begin();
      open.erase(open.begin());
      if (so_far > known.at(walk)) continue;
      for (const Move next : moves_from(end_of(walk.back()))) {
        if (!allowed(walk, next)) continue;
        const TimeAndLength turned = plus(so_far, {turn_ms(walk.back(), next), 0});
        if (!at_junction(to) && next.street == to.street) found(plus(turned, part(next, share_on(next, to.share))));
        std::vector<Move> longer = walk;
        longer.push_back(next);
        reach(longer, plus(turned, cost(next)));
      }
    }
    return best;
  }

 private:
  struct Move {
    std::size_t street;
    bool forward;
    friend auto operator<=>(const Move&, const Move&) = default;
  };

  const Street& of(Move m) const { return net_.streets[m.street]; }
  GeoPoint start_of(Move m) const { return m.forward ? of(m).points.front() : of(m).points.back(); }
  GeoPoint end_of(Move m) const { return m.forward ? of(m).points.back() : of(m).points.front(); }
  static double share_on(Move m, double share) { return m.forward ? share : 1.0 - share; }
  static bool at_junction(Place p) { return p.share == 0.0 || p.share == 1.0; }
  GeoPoint junction(Place p) const {
    return p.share == 0.0 ? net_.streets[p.street].points.front() : net_.streets[p.street].points.back();
  }
  static TimeAndLength plus(TimeAndLength a, TimeAndLength b) { return {a.first + b.first, a.second + b.second}; }
  static TimeAndLength minus(TimeAndLength a, TimeAndLength b) { return {a.first - b.first, a.second - b.second}; }

  bool vehicle() const {
    return mode_ != TravelMode::walking && mode_ != TravelMode::stretcher && mode_ != TravelMode::e_bike;
  }

  bool usable(Move m) const { return !closed_[m.street] && usable_when_open(m); }

  bool usable_when_open(Move m) const {
    const Street& s = of(m);
    const auto said = s.access[vehicle() ? 2 : mode_ == TravelMode::e_bike ? 1 : 0];
    bool open = true;
    if (said) {
      open = *said == Permission::yes || (*said == Permission::private_ && mode_ != TravelMode::car);
    } else if (vehicle()) {
      open = s.kind != StreetClass::pedestrian && s.kind != StreetClass::footway && s.kind != StreetClass::cycleway &&
             s.kind != StreetClass::steps;
    } else {
      open = s.kind != StreetClass::motorway && (mode_ != TravelMode::e_bike || s.kind != StreetClass::steps);
    }
    if (vehicle() && s.barrier == Barrier::bollard) open = false;
    return open && (m.forward || !s.oneway || !vehicle());
  }

  TimeAndLength cost(Move m) const { return cost_[m.street]; }

  TimeAndLength measured(std::size_t street) const {
    const Street& s = net_.streets[street];
    double metres = 0.0;
    for (std::size_t i = 1; i < s.points.size(); ++i) {
      const PlanePoint a = net_.plane.to_plane(s.points[i - 1]), b = net_.plane.to_plane(s.points[i]);
      metres += std::hypot(a.x - b.x, a.y - b.y);
    }
    double speed = params_.engine_kmh[static_cast<std::size_t>(s.kind)] / 3.6;
    if (mode_ == TravelMode::car) {
      speed *= params_.car_factor;
      if (s.speed_kmh) speed = std::min(speed, *s.speed_kmh / 3.6);
    }
    if (mode_ == TravelMode::walking) speed = params_.walking_mps;
    if (mode_ == TravelMode::e_bike) speed = params_.e_bike_mps;
    if (!vehicle() && s.kind == StreetClass::steps) speed *= params_.steps_factor;
    const double gate_s = vehicle() && s.barrier == Barrier::gate ? params_.gate_s : 0.0;
    return {std::lround((metres / speed + gate_s) * 1000.0), std::lround(metres * 100.0)};
  }

  TimeAndLength part(Move m, double share) const {
    const TimeAndLength whole = cost(m);
    return {std::lround(static_cast<double>(whole.first) * share),
            std::lround(static_cast<double>(whole.second) * share)};
  }

  std::vector<Move> moves_from(GeoPoint p) const {
    std::vector<Move> moves;
    for (std::size_t i = 0; i < net_.streets.size(); ++i)
      for (const bool forward : {true, false})
        if (const Move m{i, forward}; usable(m) && start_of(m) == p) moves.push_back(m);
    return moves;
  }

  // Usable apart from closures: a closure makes no dead end.
  bool dead_end(Move m) const {
    for (std::size_t i = 0; i < net_.streets.size(); ++i)
      for (const bool forward : {true, false}) {
        const Move next{i, forward};
        const bool back = i == m.street && end_of(next) == start_of(m);
        if (usable_when_open(next) && start_of(next) == end_of(m) && !back) return false;
      }
    return true;
  }

  bool allowed(const std::vector<Move>& walk, Move next) const {
    if (!vehicle()) return true;
    if (next.street == walk.back().street && end_of(next) == start_of(walk.back()) && !dead_end(walk.back()))
      return false;
    for (std::size_t length = 1; length <= walk.size(); ++length) {
      const std::vector<Move> past(walk.end() - static_cast<std::ptrdiff_t>(length), walk.end());
      bool only = false, kept = false;
      for (const TurnRestriction& turn : net_.restrictions) {
        std::vector<std::size_t> streets{turn.from.index()};
        for (const StreetId via : turn.via) streets.push_back(via.index());
        streets.push_back(turn.to.index());
        if (streets.size() <= past.size() || end_of(past[0]) != turn.at || !exists(turn)) continue;
        bool follows = true;
        for (std::size_t i = 0; i < past.size(); ++i) follows = follows && past[i].street == streets[i];
        if (!follows) continue;
        const bool goes_on = streets[past.size()] == next.street;
        if (turn.only) {
          only = true;
          kept = kept || goes_on;
        } else if (goes_on && streets.size() == past.size() + 1) {
          return false;
        }
      }
      if (only && !kept) return false;
    }
    return true;
  }

  // Whether the streets of a restriction can be driven at all, one after another.
  bool exists(const TurnRestriction& turn) const {
    std::vector<std::size_t> streets{turn.from.index()};
    for (const StreetId via : turn.via) streets.push_back(via.index());
    streets.push_back(turn.to.index());
    GeoPoint at = turn.at;
    for (std::size_t i = 0; i < streets.size(); ++i) {
      const bool first = i == 0;
      bool found = false;
      for (const bool forward : {true, false}) {
        const Move m{streets[i], forward};
        if (found || !usable_when_open(m) || (first ? end_of(m) : start_of(m)) != at) continue;
        found = true;
        if (!first) at = end_of(m);
        if (!first) break;
      }
      if (!found) return false;
    }
    return true;
  }

  long turn_ms(Move from, Move to) const {
    if (!vehicle()) return 0;
    if (from.street == to.street) return std::lround(params_.u_turn_s * 1000.0);
    int legs = 0;
    for (std::size_t i = 0; i < net_.streets.size(); ++i)
      for (const bool forward : {true, false})
        if (const Move m{i, forward}; usable_when_open(m) && start_of(m) == end_of(from)) ++legs;
    if (legs <= 2) return 0;
    const PlanePoint in = direction(from, true), out = direction(to, false);
    const double left = std::atan2(in.x * out.y - in.y * out.x, in.x * out.x + in.y * out.y);
    if (left > std::atan(1.0) || left < -3.0) return std::lround(params_.left_turn_s * 1000.0);
    if (left < -std::atan(1.0)) return std::lround(params_.right_turn_s * 1000.0);
    return 0;
  }

  PlanePoint direction(Move m, bool at_end) const {
    std::vector<PlanePoint> points;
    for (const GeoPoint p : of(m).points) points.push_back(net_.plane.to_plane(p));
    if (!m.forward) std::reverse(points.begin(), points.end());
    if (at_end) std::reverse(points.begin(), points.end());
    for (std::size_t i = 1; i < points.size(); ++i) {
      const PlanePoint d{points[i].x - points[0].x, points[i].y - points[0].y};
      if (d.x != 0.0 || d.y != 0.0) return at_end ? PlanePoint{-d.x, -d.y} : d;
    }
    return {};
  }

  RandomStreets net_;
  RoadParams params_;
  TravelMode mode_;
  std::vector<bool> closed_;
  std::vector<TimeAndLength> cost_;  // by street
};

}  // namespace yuanluo::models::testing
