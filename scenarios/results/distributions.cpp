#include "scenarios/results/distributions.hpp"

#include <algorithm>

#include "sim/quantiles.hpp"
#include "sim/time.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Hazard;
using models::Latency;

constexpr std::array matched_hazards{Hazard::fire, Hazard::gas_leak, Hazard::fall};
constexpr std::array matched_latencies{Latency::detection, Latency::response};

std::optional<double> seconds_of(const models::IncidentRecord& r, Latency latency) {
  const std::optional<sim::Duration> d = models::latency_of(r, latency);
  if (!d) return std::nullopt;
  return sim::to_seconds(*d);
}

std::optional<double> median_of(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  sim::Quantiles quantiles(values.size());
  for (const double v : values) quantiles.add(v);
  return quantiles.median();
}

void add_stages(StageMeans& sums, const models::IncidentRecord& r) {
  if (!seconds_of(r, Latency::response)) return;
  std::array<double, StageMeans::parts.size()> parts{};
  const auto told = r.times.at(models::Stage::acknowledged), sent = r.times.at(models::Stage::dispatched);
  // Somebody near may set out before anybody was told; then telling took no part of the response.
  const bool told_first = told && sent && *told < *sent;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool notification = StageMeans::parts[i] == Latency::notification;
    const std::optional<double> value = seconds_of(r, StageMeans::parts[i]);
    if (!value && !notification) return;
    parts[i] = notification && !told_first ? 0.0 : *value;
  }
  ++sums.n;
  for (std::size_t i = 0; i < parts.size(); ++i) sums.mean_s[i] += parts[i];
}

}  // namespace

void DistributionFold::add(const models::IncidentRecord& r) {
  const auto h = static_cast<std::size_t>(r.hazard());
  for (std::size_t l = 0; l < models::latencies; ++l) {
    if (const auto value = seconds_of(r, static_cast<Latency>(l))) values_[h][l].push_back(static_cast<float>(*value));
  }
  add_stages(gathered_.stages[h], r);
  HazardCounts& counts = gathered_.counts[h];
  ++counts.incidents;
  if (const auto onset = r.times.at(models::Stage::onset))
    ++counts.by_hour[static_cast<std::size_t>(sim::hour_of_day(*onset))];
  if (r.noticed_by) ++counts.noticed_by[static_cast<std::size_t>(*r.noticed_by)];
  if (r.first_helper) ++counts.first_helper[static_cast<std::size_t>(*r.first_helper)];
  ++counts.ending[static_cast<std::size_t>(r.ending)];
}

Distributions DistributionFold::result() && {
  Distributions all = std::move(gathered_);
  for (std::size_t h = 0; h < models::hazards; ++h) {
    StageMeans& stages = all.stages[h];
    for (double& sum : stages.mean_s) sum /= stages.n > 0 ? static_cast<double>(stages.n) : 1.0;
    for (std::size_t l = 0; l < models::latencies; ++l) {
      std::vector<float>& values = values_[h][l];
      LatencySample& sample = all.latency[h][l];
      sample.n = values.size();
      if (values.empty()) continue;
      std::sort(values.begin(), values.end());
      for (std::size_t step = 0; step <= LatencySample::steps; ++step) {
        const std::size_t rank = (values.size() * step + LatencySample::steps - 1) / LatencySample::steps;
        sample.quantile_s.push_back(values[rank == 0 ? 0 : rank - 1]);
      }
      values = {};
    }
  }
  return all;
}

MatchedFold::MatchedFold(std::vector<std::uint32_t> replications)
    : replications_(std::move(replications)), pairs_(replications_.size()), sorted_(replications_.size(), false) {}

MatchedFold::Side MatchedFold::side_of(const models::IncidentRecord& r) {
  return {seconds_of(r, Latency::detection), seconds_of(r, Latency::response)};
}

std::vector<MatchedFold::Pair>* MatchedFold::pairs_of(std::uint32_t replication) {
  const auto it = std::lower_bound(replications_.begin(), replications_.end(), replication);
  if (it == replications_.end() || *it != replication) return nullptr;
  return &pairs_[static_cast<std::size_t>(it - replications_.begin())];
}

void MatchedFold::add_alternative(std::uint32_t replication, const models::IncidentRecord& r) {
  if (!r.linked_alarm_in_home ||
      std::find(matched_hazards.begin(), matched_hazards.end(), r.hazard()) == matched_hazards.end())
    return;
  if (std::vector<Pair>* pairs = pairs_of(replication)) pairs->push_back({r.id.bits(), side_of(r), std::nullopt});
}

void MatchedFold::add_base(std::uint32_t replication, const models::IncidentRecord& r) {
  if (r.linked_alarm_in_home) return;
  std::vector<Pair>* pairs = pairs_of(replication);
  if (pairs == nullptr) return;
  const auto index = static_cast<std::size_t>(pairs - pairs_.data());
  const auto before = [](const Pair& p, std::uint64_t incident) { return p.incident < incident; };
  if (!sorted_[index]) {
    std::sort(pairs->begin(), pairs->end(), [](const Pair& a, const Pair& b) { return a.incident < b.incident; });
    sorted_[index] = true;
  }
  const auto it = std::lower_bound(pairs->begin(), pairs->end(), r.id.bits(), before);
  if (it != pairs->end() && it->incident == r.id.bits()) it->base = side_of(r);
}

std::vector<MatchedMedians> MatchedFold::result() const {
  std::vector<MatchedMedians> all;
  for (const Hazard hazard : matched_hazards) {
    for (const Latency latency : matched_latencies) {
      MatchedMedians medians{hazard, latency, 0, {}, {}};
      for (const std::vector<Pair>& pairs : pairs_) {
        std::vector<double> base, alternative;
        for (const Pair& p : pairs) {
          if (!p.base || static_cast<Hazard>(p.incident >> 56) != hazard) continue;
          const auto value = [latency](const Side& s) {
            return latency == Latency::detection ? s.detection_s : s.response_s;
          };
          if (!value(*p.base) || !value(p.alternative)) continue;
          base.push_back(*value(*p.base));
          alternative.push_back(*value(p.alternative));
        }
        medians.incidents += base.size();
        medians.base_s.push_back(median_of(base));
        medians.alternative_s.push_back(median_of(alternative));
      }
      if (medians.incidents > 0) all.push_back(std::move(medians));
    }
  }
  return all;
}

}  // namespace yuanluo::scenarios
