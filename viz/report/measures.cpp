#include "viz/report/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace yuanluo::viz {
namespace {

using scenarios::CompoundRow;
using scenarios::ScenarioResults;

// Limits that put about a fifth of the values into each class; fewer where many values are equal.
std::vector<double> quintiles(const std::vector<std::optional<double>>& values) {
  std::vector<double> present;
  for (const auto& v : values) {
    if (v) present.push_back(*v);
  }
  std::sort(present.begin(), present.end());
  std::vector<double> limits;
  for (std::size_t i = 1; i < amount_colours.size() && !present.empty(); ++i) {
    const double limit = present[present.size() * i / amount_colours.size()];
    if (limit > present.front() && (limits.empty() || limit > limits.back())) limits.push_back(limit);
  }
  return limits;
}

// Limits at equal distances on both sides of 0.
std::vector<double> around_zero(const std::vector<std::optional<double>>& values) {
  std::vector<double> sizes;
  for (const auto& v : values) {
    if (v) sizes.push_back(std::abs(*v));
  }
  if (sizes.empty()) return {};
  std::sort(sizes.begin(), sizes.end());
  const double wide = sizes[sizes.size() * 9 / 10];
  if (wide <= 0.0) return {};
  return {-wide * 0.5, -wide * 0.1, wide * 0.1, wide * 0.5};
}

double largest_of(const std::vector<std::optional<double>>& values) {
  double most = 0.0;
  for (const auto& v : values) {
    if (v) most = std::max(most, std::abs(*v));
  }
  return most;
}

bool any(const std::vector<std::optional<double>>& values) {
  return std::any_of(values.begin(), values.end(), [](const auto& v) { return v.has_value(); });
}

template <class Get>
Measure amount(models::Name name, models::Name unit, const ScenarioResults& scenario, Get get) {
  Measure m;
  m.name = std::move(name);
  m.unit = {1.0, std::move(unit), 0};
  for (const CompoundRow& c : scenario.places.compounds) m.values.emplace_back(static_cast<double>(get(c)));
  m.limits = quintiles(m.values);
  return m;
}

}  // namespace

std::size_t Measure::class_of(double value) const {
  return static_cast<std::size_t>(std::upper_bound(limits.begin(), limits.end(), value) - limits.begin());
}

std::vector<Measure> measures_of(const Evidence& evidence) {
  const std::size_t compounds = evidence.main().places.compounds.size();
  if (compounds == 0) return {};

  // The KPIs that are broken down by compound, without their part: one measure each.
  std::map<std::string, std::vector<std::size_t>> families;
  std::vector<std::string> order;
  for (std::size_t k = 0; k < evidence.definitions().size(); ++k) {
    const models::KpiDefinition& d = evidence.definitions()[k];
    if (d.breakdown != models::Breakdown::compound || d.part >= compounds) continue;
    if (d.statistic == models::Statistic::count) continue;
    const std::string family = d.key.substr(0, d.key.find('@'));
    if (families[family].empty()) order.push_back(family);
    families[family].push_back(k);
  }

  std::vector<Measure> all;
  for (const std::string& family : order) {
    const std::vector<std::size_t>& kpis = families[family];
    const models::KpiDefinition& d = evidence.definitions()[kpis.front()];
    const models::Name name = d.name;
    const auto values_of = [&](const ScenarioResults& scenario) {
      std::vector<std::optional<double>> values(compounds);
      for (const std::size_t k : kpis) values[evidence.definitions()[k].part] = evidence.mean_of(scenario, k);
      return values;
    };
    Measure now;
    now.name = name;
    now.values = values_of(evidence.main());
    if (!any(now.values)) continue;
    now.unit = unit_for(d, largest_of(now.values));
    now.limits = quintiles(now.values);
    if (evidence.base() == nullptr) {
      all.push_back(std::move(now));
      continue;
    }
    Measure before{name, now.unit, false, values_of(*evidence.base()), now.limits};
    Measure change{name, now.unit, true, std::vector<std::optional<double>>(compounds), {}};
    for (std::size_t c = 0; c < compounds; ++c) {
      if (now.values[c] && before.values[c]) change.values[c] = *now.values[c] - *before.values[c];
    }
    change.limits = around_zero(change.values);
    const auto with = [](models::Name n, const models::Name& tail) {
      return models::Name{n.zh + "：" + tail.zh, n.en + ": " + tail.en};
    };
    now.name = with(name, evidence.label());
    before.name = with(name, evidence.base_label());
    change.name = with(name, {"变化", "change"});
    all.push_back(std::move(now));
    if (any(before.values)) all.push_back(std::move(before));
    if (any(change.values)) all.push_back(std::move(change));
  }

  const ScenarioResults& main = evidence.main();
  const models::Name people{"人", "people"}, pieces{"个", ""};
  all.push_back(
      amount({"常住居民", "residents"}, people, main, [](const CompoundRow& c) { return c.figures.residents; }));
  all.push_back(amount({"80岁及以上老人", "residents aged 80 and over"}, people, main,
                       [](const CompoundRow& c) { return c.figures.aged_80; }));
  all.push_back(amount({"独居老人", "elders living alone"}, people, main,
                       [](const CompoundRow& c) { return c.figures.living_alone; }));
  all.push_back(amount({"智慧烟感", "smoke alarms in homes"}, pieces, main,
                       [](const CompoundRow& c) { return c.figures.devices[0]; }));
  // A page of reasonable size: about 30,000 values.
  const auto most_measures = static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(30000 / compounds, 8, 40));
  if (std::ssize(all) > most_measures) all.erase(all.begin() + (most_measures - 4), all.end() - 4);
  return all;
}

}  // namespace yuanluo::viz
