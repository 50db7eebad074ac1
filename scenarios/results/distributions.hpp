// What single incidents show and KPIs do not: whole distributions, stages that add up, who noticed, who came.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/hazard.hpp"
#include "models/incident.hpp"
#include "models/kpi/catalogue.hpp"

namespace yuanluo::scenarios {

// The values of a latency over all incidents of all replications, as exact order statistics.
struct LatencySample {
  static constexpr std::size_t steps = 200;

  std::size_t n = 0;
  std::vector<float> quantile_s;  // seconds at the shares 0, 1/steps, ..., 1; empty where n is 0
};

// Mean time that each stage takes in the incidents in which a helper got there; these stages add up to the response.
struct StageMeans {
  static constexpr std::array<models::Latency, 5> parts{models::Latency::detection, models::Latency::notification,
                                                        models::Latency::dispatch, models::Latency::travel,
                                                        models::Latency::access};
  std::size_t n = 0;
  std::array<double, parts.size()> mean_s{};
};

// Counts over all replications; a share is formed by dividing by `incidents`.
struct HazardCounts {
  std::uint64_t incidents = 0;
  std::array<std::uint64_t, 24> by_hour{};  // of onset
  std::array<std::uint64_t, models::noticers> noticed_by{};
  std::array<std::uint64_t, models::helpers> first_helper{};
  std::array<std::uint64_t, models::endings> ending{};
};

struct Distributions {
  std::array<std::array<LatencySample, models::latencies>, models::hazards> latency;
  std::array<StageMeans, models::hazards> stages;
  std::array<HazardCounts, models::hazards> counts;
};

// Gathers the incidents of one scenario.
class DistributionFold {
 public:
  void add(const models::IncidentRecord& incident);
  Distributions result() &&;

 private:
  std::array<std::array<std::vector<float>, models::latencies>, models::hazards> values_;
  Distributions gathered_;
};

// The same incidents on two sides: those in homes that have a linked device against the hazard in the alternative and
// none in the base. Medians of each replication, in the order of `replications`; none where there was no incident.
struct MatchedMedians {
  models::Hazard hazard = models::Hazard::fire;
  models::Latency latency = models::Latency::detection;
  std::size_t incidents = 0;  // pairs, over all replications
  std::vector<std::optional<double>> base_s;
  std::vector<std::optional<double>> alternative_s;
};

// Gathers pairs: first all incidents of the alternative, then those of the base.
class MatchedFold {
 public:
  // `replications` in rising order: those that both sides have.
  explicit MatchedFold(std::vector<std::uint32_t> replications);
  void add_alternative(std::uint32_t replication, const models::IncidentRecord& incident);
  void add_base(std::uint32_t replication, const models::IncidentRecord& incident);

  // For fires, gas leaks and falls: detection and response; only those with at least one pair.
  std::vector<MatchedMedians> result() const;

 private:
  struct Side {
    std::optional<double> detection_s;
    std::optional<double> response_s;
  };
  struct Pair {
    std::uint64_t incident = 0;
    Side alternative;
    std::optional<Side> base;
  };
  static Side side_of(const models::IncidentRecord& incident);
  std::vector<Pair>* pairs_of(std::uint32_t replication);

  std::vector<std::uint32_t> replications_;
  std::vector<std::vector<Pair>> pairs_;  // by replication, in the order in which they came
  std::vector<bool> sorted_;
};

}  // namespace yuanluo::scenarios
