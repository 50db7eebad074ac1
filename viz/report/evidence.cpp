#include "viz/report/evidence.hpp"

#include <algorithm>
#include <cmath>

#include "sim/contract.hpp"

namespace yuanluo::viz {
namespace {

using scenarios::ScenarioResults;

std::uint64_t hash_of(const Question& q) {
  const std::uint64_t hazard = q.hazard ? static_cast<std::uint64_t>(*q.hazard) + 1 : 0;
  const std::uint64_t latency = q.latency ? static_cast<std::uint64_t>(*q.latency) + 1 : 0;
  return hazard << 56 | latency << 48 | static_cast<std::uint64_t>(q.statistic) << 40 |
         static_cast<std::uint64_t>(q.breakdown) << 32 | q.part;
}

// The KPIs of the replications that both sides have, side by side.
std::pair<std::vector<models::Kpis>, std::vector<models::Kpis>> paired(const ScenarioResults& base,
                                                                       const ScenarioResults& alternative) {
  std::pair<std::vector<models::Kpis>, std::vector<models::Kpis>> both;
  std::size_t b = 0;
  for (std::size_t a = 0; a < alternative.replications.size(); ++a) {
    while (b < base.replications.size() && base.replications[b].replication < alternative.replications[a].replication)
      ++b;
    if (b == base.replications.size() || base.replications[b].replication != alternative.replications[a].replication)
      continue;
    both.first.push_back(base.kpis[b]);
    both.second.push_back(alternative.kpis[a]);
  }
  return both;
}

}  // namespace

double Figure::largest() const {
  double most = 0.0;
  for (const auto* e : {value ? &*value : nullptr, base ? &*base : nullptr}) {
    if (e != nullptr) most = std::max(most, std::abs(e->mean));
  }
  return most;
}

Evidence::Evidence(const scenarios::Results& results) : results_(results) {
  sim::require(!results.scenarios.empty(), "a report needs at least one scenario");
  base_ = results.alternative() != nullptr ? results.base() : nullptr;
  main_ = base_ != nullptr ? results.alternative() : &results.scenarios.back();

  figures_.resize(results.definitions.size());
  const auto values = plan::summarise(main_->kpis);
  for (std::size_t k = 0; k < values.size(); ++k) figures_[k].value = values[k];
  if (base_ != nullptr) {
    const auto base_values = plan::summarise(base_->kpis);
    for (std::size_t k = 0; k < base_values.size(); ++k) figures_[k].base = base_values[k];
    const auto [b, a] = paired(*base_, *main_);
    const auto changes = plan::compare(b, a);
    for (std::size_t k = 0; k < changes.size(); ++k) figures_[k].change = changes[k];
  }
  for (std::size_t k = 0; k < results.definitions.size(); ++k) {
    const models::KpiDefinition& d = results.definitions[k];
    by_key_.emplace(d.key, k);
    // Outcomes share hazard and statistic; only the first of each is found by a question, the others by key.
    by_question_.emplace(hash_of({d.hazard, d.latency, d.statistic, d.breakdown, d.part}), k);
  }
}

const Figure* Evidence::find(const Question& question) const {
  const auto it = by_question_.find(hash_of(question));
  if (it == by_question_.end() || figures_[it->second].empty()) return nullptr;
  return &figures_[it->second];
}

const Figure* Evidence::find(std::string_view key) const {
  const auto it = by_key_.find(std::string(key));
  if (it == by_key_.end() || figures_[it->second].empty()) return nullptr;
  return &figures_[it->second];
}

const models::KpiDefinition* Evidence::definition(const Question& question) const {
  const auto it = by_question_.find(hash_of(question));
  return it == by_question_.end() ? nullptr : &results_.definitions[it->second];
}

std::optional<double> Evidence::target_s(models::Hazard hazard, models::Latency latency) const {
  const std::string path = "/operations/targets/" + std::string(models::word(hazard).key) + "/" +
                           std::string(models::word(latency).key) + "_s";
  for (const scenarios::SourceRow& row : main_->sources) {
    if (row.path != path) continue;
    char* end = nullptr;
    const double value = std::strtod(row.value.c_str(), &end);
    if (end != row.value.c_str() && std::isfinite(value)) return value;
  }
  return std::nullopt;
}

std::optional<Figure> Evidence::matched(models::Hazard hazard, models::Latency latency) const {
  for (const scenarios::MatchedMedians& m : results_.matched) {
    if (m.hazard == hazard && m.latency == latency) return figure_of(m.base_s, m.alternative_s);
  }
  return std::nullopt;
}

std::optional<double> Evidence::mean_of(const ScenarioResults& scenario, std::size_t kpi) const {
  const Figure& f = figures_[kpi];
  const auto& estimate = &scenario == base_ ? f.base : f.value;
  if (!estimate) return std::nullopt;
  return estimate->mean;
}

Figure figure_of(const std::vector<std::optional<double>>& base,
                 const std::vector<std::optional<double>>& alternative) {
  const auto as_kpis = [](const std::vector<std::optional<double>>& values) {
    std::vector<models::Kpis> all;
    for (const auto& v : values) all.push_back({v});
    return all;
  };
  const std::vector<models::Kpis> b = as_kpis(base), a = as_kpis(alternative);
  Figure f;
  if (!a.empty()) f.value = plan::summarise(a)[0];
  if (!b.empty()) f.base = plan::summarise(b)[0];
  if (!a.empty() && a.size() == b.size()) f.change = plan::compare(b, a)[0];
  return f;
}

}  // namespace yuanluo::viz
