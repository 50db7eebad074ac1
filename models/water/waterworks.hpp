// What the district's water network gives when hydrants are open and parts have failed: a pure function with a memo.
//
// It depends on nothing but its argument, so it is the same whoever asks, in whatever order, on whatever thread; the
// memo only saves work. Every solution starts from the same one, the network at rest, so that no answer depends on the
// last.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "models/ids.hpp"
#include "models/units.hpp"
#include "models/water/hydraulics/solver.hpp"
#include "models/water/mains.hpp"

namespace yuanluo::models {

// An open hydrant and what is behind it.
struct OpenHydrant {
  HydrantId hydrant;
  double outlet_m3s = 0.0;  // flow at 1 m above `back_m`
  double back_m = 0.0;      // pressure at the hydrant at which nothing flows: height of the nozzle, or what must remain

  friend auto operator<=>(const OpenHydrant&, const OpenHydrant&) = default;
};

// The state of the network as far as it matters. Sorted, each once.
struct WaterUse {
  std::vector<OpenHydrant> open;
  std::vector<PumpStationId> running;   // pump stations that lift
  std::vector<HydrantId> broken_mains;  // each named by the hydrant it is nearest to

  friend auto operator<=>(const WaterUse&, const WaterUse&) = default;
};

struct WaterGiven {
  LitresPerSecond flow;
  Metres pressure;  // at the hydrant, while it flows
};

// How often the network was solved, and how long that took.
struct WaterworksCounts {
  std::uint64_t asked = 0;
  std::uint64_t solved = 0;
  double seconds = 0.0;  // processor time of the solutions
};

class Waterworks {
 public:
  Waterworks(MainsPlan plan, const MainsParams& params);
  ~Waterworks();
  Waterworks(const Waterworks&) = delete;
  Waterworks& operator=(const Waterworks&) = delete;

  const MainsPlan& plan() const { return plan_; }
  bool tied(HydrantId hydrant) const { return plan_.hydrants[hydrant.index()].has_value(); }

  // The main whose break a hydrant names; none: tied to nothing.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> main_of(HydrantId hydrant) const {
    const auto& tie = plan_.hydrants[hydrant.index()];
    return tie ? std::optional(std::pair(tie->part, tie->main)) : std::nullopt;
  }

  // The pump station in whose zone a hydrant is.
  std::optional<PumpStationId> zone_of(HydrantId hydrant) const { return zone_[hydrant.index()]; }

  // Breaks of the main that a hydrant names, relative to the mean of all: by its length and material.
  double breaks(HydrantId hydrant) const { return breaks_[hydrant.index()]; }

  // By open hydrant. Where there is no way for water, and at hydrants tied to nothing, no flow.
  std::vector<WaterGiven> give(const WaterUse& use) const;

  // Pressure at a hydrant with nothing open.
  Metres static_pressure(HydrantId hydrant) const;

  WaterworksCounts counts() const;

 private:
  struct Part;

  void solve(const WaterUse& use, std::uint32_t part, std::vector<WaterGiven>& given) const;

  MainsPlan plan_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::vector<std::optional<PumpStationId>> zone_;  // by hydrant
  std::vector<double> breaks_;                      // by hydrant

  mutable std::mutex mutex_;
  mutable std::map<WaterUse, std::vector<WaterGiven>> memo_;
  mutable WaterworksCounts counts_;
};

}  // namespace yuanluo::models
