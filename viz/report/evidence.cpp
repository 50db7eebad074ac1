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

// A label stands alone, also in English.
std::string capitalised(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// `name` without what comes before its first colon, where that is the district or stands in `other` too.
std::string short_name(const std::string& name, const std::string& district, const std::string& other) {
  for (const std::string_view colon : {"：", ": "}) {
    const std::size_t at = name.find(colon);
    if (at == std::string::npos || at + colon.size() == name.size()) continue;
    const std::string_view before = std::string_view(name).substr(0, at + colon.size());
    const bool shared = name != other && std::string_view(other).substr(0, before.size()) == before;
    if (!shared && before.substr(0, at) != district) continue;
    return capitalised(name.substr(before.size()));
  }
  // "Shuangqiaozi today" beside "Shuangqiaozi before 2021".
  const std::size_t space = name.find(' ');
  if (space != std::string::npos && space + 1 < name.size() && name != other &&
      std::string_view(other).substr(0, space + 1) == std::string_view(name).substr(0, space + 1) &&
      std::string_view(district).substr(0, space) == std::string_view(name).substr(0, space)) {
    return capitalised(name.substr(space + 1));
  }
  return name;
}

// No time, number or share lies below 0, and no share above 1, so neither does the true mean.
void cut_to_possible(std::optional<plan::Estimate>& e, bool share) {
  if (!e || e->mean < 0.0) return;
  e->low = std::max(e->low, 0.0);
  if (share) e->high = std::max(e->mean, std::min(e->high, 1.0));
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
    const bool share = d.statistic == models::Statistic::share || d.statistic == models::Statistic::within_target;
    cut_to_possible(figures_[k].value, share);
    cut_to_possible(figures_[k].base, share);
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

models::Name Evidence::label(const ScenarioResults& scenario) const {
  const models::Name& name = scenario.info.name;
  const models::Name& district = scenario.places.district;
  const models::Name& other = (&scenario == base_ ? main_ : base_ != nullptr ? base_ : main_)->info.name;
  return {short_name(name.zh, district.zh, other.zh), short_name(name.en, district.en, other.en)};
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
  cut_to_possible(f.value, false);
  cut_to_possible(f.base, false);
  if (!a.empty() && a.size() == b.size()) f.change = plan::compare(b, a)[0];
  return f;
}

}  // namespace yuanluo::viz
