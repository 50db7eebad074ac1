// What the results say, with intervals: every figure of the report is asked for here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/kpi/catalogue.hpp"
#include "plan/summary.hpp"
#include "scenarios/results/results.hpp"

namespace yuanluo::viz {

// One measured figure: of the only scenario, or of the alternative with the base and the paired change.
struct Figure {
  std::optional<plan::Estimate> value;
  std::optional<plan::Estimate> base;
  std::optional<plan::Difference> change;

  bool empty() const { return !value && !base; }
  // The largest size of any of its numbers, to choose a unit by.
  double largest() const;
};

struct Question {
  std::optional<models::Hazard> hazard;
  std::optional<models::Latency> latency;
  models::Statistic statistic = models::Statistic::median;
  models::Breakdown breakdown = models::Breakdown::all;
  std::uint32_t part = 0;
};

class Evidence {
 public:
  // Keeps a reference to `results`. Throws sim::ContractError if they hold no scenario.
  explicit Evidence(const scenarios::Results& results);

  const scenarios::Results& results() const { return results_; }
  const scenarios::ScenarioResults& main() const { return *main_; }  // the only one, or the alternative
  const scenarios::ScenarioResults* base() const { return base_; }   // null where nothing is compared
  bool compared() const { return base_ != nullptr; }

  // What to call a scenario: its name, without the name of the district that all scenarios begin with.
  models::Name label(const scenarios::ScenarioResults& scenario) const;
  models::Name label() const { return label(*main_); }
  models::Name base_label() const { return base_ != nullptr ? label(*base_) : models::Name{}; }

  const std::vector<models::KpiDefinition>& definitions() const { return results_.definitions; }
  const Figure& figure(std::size_t kpi) const { return figures_[kpi]; }
  // The figure of the KPI with these properties, or of this key; null where there is none or it has no value.
  const Figure* find(const Question& question) const;
  const Figure* find(std::string_view key) const;
  const models::KpiDefinition* definition(const Question& question) const;

  // The time within which a latency should stay, in seconds, as the scenario sets it.
  std::optional<double> target_s(models::Hazard hazard, models::Latency latency) const;
  std::optional<Figure> matched(models::Hazard hazard, models::Latency latency) const;

  // Mean of a KPI over a scenario's replications.
  std::optional<double> mean_of(const scenarios::ScenarioResults& scenario, std::size_t kpi) const;

 private:
  const scenarios::Results& results_;
  const scenarios::ScenarioResults* main_ = nullptr;
  const scenarios::ScenarioResults* base_ = nullptr;
  std::vector<Figure> figures_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::unordered_map<std::uint64_t, std::size_t> by_question_;
};

// One figure out of values by replication, on one or both sides.
Figure figure_of(const std::vector<std::optional<double>>& base, const std::vector<std::optional<double>>& alternative);

}  // namespace yuanluo::viz
