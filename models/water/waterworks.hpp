// What the district's water network gives when hydrants are open and parts have failed: a pure function with a memo.
//
// It depends on nothing but its argument, so it is the same whoever asks, in whatever order, on whatever thread; the
// memo only saves work. Every solution starts from the same one, the network at rest, so that no answer depends on the
// last.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "models/ids.hpp"
#include "models/units.hpp"
#include "models/water/hydraulics/solver.hpp"
#include "models/water/mains.hpp"

namespace yuanluo::models {

inline constexpr double metres_per_mpa = 101.972;  // of water

// An open hydrant and what is behind it.
struct OpenHydrant {
  HydrantId hydrant;
  double outlet_m3s = 0.0;  // flow at 1 m above `back_m`
  double back_m = 0.0;      // pressure at the hydrant at which nothing flows: height of the nozzle, or what must remain

  double most_m3s = std::numeric_limits<double>::infinity();  // a nozzle or pump takes no more

  friend auto operator<=>(const OpenHydrant&, const OpenHydrant&) = default;
};

// The state of the network as far as it matters. Sorted, each once; several crews may draw from one hydrant.
struct WaterUse {
  std::vector<OpenHydrant> open;
  std::vector<PumpStationId> running;   // pump stations that lift
  std::vector<HydrantId> broken_mains;  // each named by the hydrant it is nearest to; closed at both ends

  friend auto operator<=>(const WaterUse&, const WaterUse&) = default;
};

struct WaterGiven {
  LitresPerSecond flow;
  Metres pressure;  // at the hydrant, while it flows
};

struct WaterAnswer {
  std::vector<std::optional<WaterGiven>> open;  // by open hydrant
  std::vector<LitresPerSecond> pumped;          // by running station: what its pump draws from its tank
};

// How often the network was solved, and how long that took.
struct WaterworksCounts {
  std::uint64_t asked = 0;
  std::uint64_t remembered = 0;  // answered by the memo
  std::uint64_t solved = 0;      // one for each connected network that an answer needed
  std::uint64_t refused = 0;     // solutions that did not converge, whose answers nobody gets
  double seconds = 0.0;          // processor time of the solutions
};

class Waterworks {
 public:
  // A station's zone are the hydrants within `zone_reach_m` of it along the mains; of several, the nearest station's.
  Waterworks(MainsPlan plan, double zone_reach_m);
  ~Waterworks();
  Waterworks(const Waterworks&) = delete;
  Waterworks& operator=(const Waterworks&) = delete;

  const MainsPlan& plan() const { return plan_; }
  bool tied(HydrantId hydrant) const { return plan_.hydrants[hydrant.index()].has_value(); }

  // The connected network a hydrant is tied to; it must be.
  std::uint32_t part_of(HydrantId hydrant) const { return plan_.hydrants[hydrant.index()]->part; }

  // Of broken mains, those of one connected network: what happens in another only spoils the memo.
  std::vector<HydrantId> breaks_in(std::uint32_t part, const std::vector<HydrantId>& broken) const;

  // The pump station in whose zone a hydrant is.
  std::optional<PumpStationId> zone_of(HydrantId hydrant) const { return zone_[hydrant.index()]; }

  // Whether both are cut off by the break of the same main.
  bool same_main(HydrantId a, HydrantId b) const;

  // Whether broken mains leave a tied hydrant a way to some source, pump stations resting.
  bool reached(HydrantId hydrant, const std::vector<HydrantId>& broken) const;

  // Breaks of the main that a hydrant names, relative to the mean of all: by its length, material and age.
  double breaks(HydrantId hydrant) const { return breaks_[hydrant.index()]; }

  // No flow where there is no way for water; none at hydrants tied to nothing, and where the solution did not converge.
  // What stations pump is told of the networks in which a hydrant is open.
  WaterAnswer answer(const WaterUse& use) const;
  std::vector<std::optional<WaterGiven>> give(const WaterUse& use) const { return answer(use).open; }

  // What the tank holds that a tied station's pump draws from; none: a reservoir or mains.
  std::optional<double> tank_m3(PumpStationId station) const;

  // Pressure at a hydrant with nothing open; none if it is tied to nothing or the network has no solution.
  std::optional<Metres> static_pressure(HydrantId hydrant) const;

  WaterworksCounts counts() const;

 private:
  struct Part;

  void make_zones(double reach_m);
  void weigh_breaks();
  void close_mains(std::uint32_t part, const std::vector<HydrantId>& broken, hydraulics::Moment& moment) const;
  bool solve(const WaterUse& use, std::uint32_t part, WaterAnswer& answer) const;

  MainsPlan plan_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::vector<std::optional<PumpStationId>> zone_;  // by hydrant
  std::vector<double> breaks_;                      // by hydrant

  mutable std::mutex mutex_;
  mutable std::map<WaterUse, WaterAnswer> memo_;
  mutable WaterworksCounts counts_;
};

}  // namespace yuanluo::models
