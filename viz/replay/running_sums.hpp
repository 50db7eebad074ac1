// Sums over the incidents so far, by compound, at any moment without going through all of them again.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "models/hazard.hpp"
#include "viz/replay/choices.hpp"
#include "viz/replay/replay.hpp"

namespace yuanluo::viz {

// What one incident adds at a moment, if it counts then, and from when on that stays as it is.
struct Share {
  bool counts = false;
  double value = 0.0;
};

// Sum and number by compound.
struct Sums {
  std::vector<double> sum, n;
};

// Keeps the sums after every so many rows, with the moment from which on those rows add nothing else: sums at a moment
// start from the last ones that stand. They are added in the order of the rows, so that they come out the same to the
// last bit wherever they start.
class RunningSums {
 public:
  static constexpr std::size_t rows_between = 65'536;

  // `share(row, at)`: what the row adds; `settled(row)`: from when on it adds the same.
  template <class ShareOf, class Settled>
  RunningSums(std::span<const IncidentRow> rows, std::size_t compounds, sim::SimTime until, const ShareOf& share,
              const Settled& settled) {
    stops_.push_back({0, sim::SimTime::min(), {std::vector<double>(compounds), std::vector<double>(compounds)}});
    Stop now = stops_.back();
    for (const IncidentRow& row : rows) {
      add(now.sums, row, share(row, until));
      now.settled = std::max(now.settled, settled(row));
      if (++now.rows % rows_between == 0) stops_.push_back(now);
    }
    end_ = std::move(now.sums);
  }

  // At the end of the run.
  const Sums& end() const { return end_; }

  template <class ShareOf>
  Sums at(std::span<const IncidentRow> rows, sim::SimTime at, const ShareOf& share) const {
    std::size_t stop = stops_.size() - 1;
    while (stops_[stop].settled > at && stop > 0) --stop;
    Sums sums = stops_[stop].sums;
    for (const IncidentRow& row : rows.subspan(stops_[stop].rows)) {
      if (row.onset > at) break;
      add(sums, row, share(row, at));
    }
    return sums;
  }

 private:
  struct Stop {
    std::size_t rows = 0;
    sim::SimTime settled;
    Sums sums;
  };

  static void add(Sums& sums, const IncidentRow& row, Share share) {
    if (!share.counts) return;
    sums.sum[row.compound] += share.value;
    sums.n[row.compound] += 1.0;
  }

  std::vector<Stop> stops_;
  Sums end_;
};

// Those of the measures shown lately.
class SumsShown {
 public:
  template <class Make>
  const RunningSums& of(const Choices& choices, const Make& make) {
    const std::pair key{choices.measure, choices.hazards};
    auto known = known_.find(key);
    if (known == known_.end()) {
      if (known_.size() >= most) known_.clear();
      known = known_.emplace(key, make()).first;
    }
    return known->second;
  }

 private:
  static constexpr std::size_t most = 8;

  std::map<std::pair<Measure, std::array<bool, models::hazards>>, RunningSums> known_;
};

}  // namespace yuanluo::viz
