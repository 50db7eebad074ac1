#include "apps/figures.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "plan/summary.hpp"

namespace yuanluo::apps {
namespace {

using models::Breakdown;
using models::KpiDefinition;
using models::Latency;
using models::Statistic;
using Json = nlohmann::ordered_json;

// What a planner looks at first: how soon the four dangers are noticed and met, what comes of them, and the load.
bool main_indicator(const KpiDefinition& d) {
  using models::Hazard;
  if (d.hazard == Hazard::false_alarm || d.hazard == Hazard::outage) {
    return !d.latency && d.statistic == Statistic::per_year;
  }
  if (!d.latency) return d.statistic == Statistic::per_year || d.statistic == Statistic::share;
  if (*d.latency == Latency::detection) return d.statistic == Statistic::median || d.statistic == Statistic::p90;
  return *d.latency == Latency::response &&
         (d.statistic == Statistic::median || d.statistic == Statistic::p90 || d.statistic == Statistic::within_target);
}

// How an indicator is shown: by what its values are multiplied, and in which unit they are then.
struct Scale {
  double factor = 1.0;
  std::string unit;
};

Scale scale_of(const Console& console, const KpiDefinition& d, double typical) {
  if (d.unit == "s") {
    if (std::abs(typical) < 120.0) return {1.0, console.text(Say::unit_seconds)};
    if (std::abs(typical) < 7200.0) return {1.0 / 60.0, console.text(Say::unit_minutes)};
    return {1.0 / 3600.0, console.text(Say::unit_hours)};
  }
  if (d.unit == "1/a") return {1.0, console.text(Say::unit_per_year)};
  if (d.unit == "yuan/a") return {1.0, console.text(Say::unit_yuan_per_year)};
  if (d.unit == "1" && (d.statistic == Statistic::share || d.statistic == Statistic::within_target)) {
    return {100.0, console.text(Say::unit_percent)};
  }
  return {1.0, d.unit == "1" ? "" : d.unit};
}

std::string with_interval(const plan::Estimate& e, double factor) {
  if (e.n < 2) return figure(e.mean * factor);
  return fmt::format("{} [{}, {}]", figure(e.mean * factor), figure(e.low * factor), figure(e.high * factor));
}

// An estimate of something that cannot be negative, nor, if it is a share, above 1; the interval of few replications
// can reach beyond all the same.
plan::Estimate within_bounds(plan::Estimate e, bool share) {
  e.low = std::max(e.low, std::min(0.0, e.mean));
  if (share) e.high = std::min(e.high, std::max(1.0, e.mean));
  return e;
}

bool is_share(const KpiDefinition& d) {
  return d.unit == "1" && (d.statistic == Statistic::share || d.statistic == Statistic::within_target);
}

std::string change_of(const plan::Estimate& e, double factor) {
  const auto shown = [&](double value) {
    const std::string text = figure(value * factor);
    return value > 0.0 && text != "0" ? fmt::format("+{}", text) : text;
  };
  return fmt::format("{} [{}, {}]", shown(e.mean), shown(e.low), shown(e.high));
}

std::string mean_of(const std::optional<plan::Estimate>& e, double factor) {
  return e ? figure(e->mean * factor) : "—";
}

Say verdict_of(const KpiDefinition& d, const plan::Difference& difference) {
  if (!difference.significant) return Say::unclear;
  const bool rises = difference.change.mean > 0.0;
  if (is_only_load(d)) return rises ? Say::more : Say::less;
  return rises == d.less_is_better ? Say::worse : Say::better;
}

// The replications of `other` in the order of the indicators of `base`, as far as both ran.
std::vector<models::Kpis> aligned(const Measured& base, const Measured& other) {
  std::vector<models::Kpis> result;
  for (const models::Kpis& kpis : other.replications) {
    models::Kpis row;
    for (const KpiDefinition& d : base.catalogue->definitions()) {
      const auto index = other.catalogue->find(d.key);
      row.push_back(index ? kpis[*index] : std::nullopt);
    }
    result.push_back(std::move(row));
  }
  return result;
}

struct Pairs {
  std::vector<models::Kpis> base, alternative;
};

Pairs pairs_of(const Measured& base, const Measured& alternative) {
  Pairs pairs{base.replications, aligned(base, alternative)};
  const std::size_t n = std::min(pairs.base.size(), pairs.alternative.size());
  pairs.base.resize(n);
  pairs.alternative.resize(n);
  return pairs;
}

Json estimate_json(const std::optional<plan::Estimate>& e) {
  if (!e) return nullptr;
  return {{"mean", e->mean}, {"low", e->low}, {"high", e->high}, {"n", e->n}};
}

Json definition_json(const KpiDefinition& d) {
  return {{"key", d.key}, {"zh", d.name.zh}, {"en", d.name.en}, {"unit", d.unit}, {"less_is_better", d.less_is_better}};
}

}  // namespace

void print_summary(const Console& console, const Measured& measured, bool all) {
  const auto estimates = plan::summarise(measured.replications);
  Table table({{console.text(Say::measure)},
               {console.text(Say::mean_with_interval), Table::Align::right},
               {console.text(Say::unit_column)}});
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const KpiDefinition& d = measured.catalogue->definitions()[i];
    if (d.breakdown != Breakdown::all) continue;
    if (!all && (!main_indicator(d) || !estimates[i])) {
      ++left_out;
      continue;
    }
    const Scale scale = scale_of(console, d, estimates[i] ? estimates[i]->mean : 0.0);
    table.add({console.in(d.name),
               estimates[i] ? with_interval(within_bounds(*estimates[i], is_share(d)), scale.factor) : "—",
               scale.unit});
  }
  print_table(console, table);
  console.print(console.text(Say::summary_note, measured.replications.size()));
  if (left_out != 0) console.print(console.text(Say::more_rows, left_out));
}

void print_comparison(const Console& console, const Measured& base, const Measured& alternative, bool all) {
  const Pairs pairs = pairs_of(base, alternative);
  const auto left = plan::summarise(pairs.base), right = plan::summarise(pairs.alternative);
  const auto differences = plan::compare(pairs.base, pairs.alternative);
  Table table({{console.text(Say::measure)},
               {console.text(Say::base_column), Table::Align::right},
               {console.text(Say::alternative_column), Table::Align::right},
               {console.text(Say::change_column), Table::Align::right},
               {console.text(Say::unit_column)},
               {console.text(Say::verdict_column)}});
  std::size_t left_out = 0, paired = 0;
  double removed = 0.0;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const KpiDefinition& d = base.catalogue->definitions()[i];
    if (d.breakdown != Breakdown::all) continue;
    const auto& difference = differences[i];
    if (difference && difference->change.sd > 0.0) {
      removed += difference->variance_removed;
      ++paired;
    }
    if (!all && (!main_indicator(d) || !difference || !difference->significant)) {
      ++left_out;
      continue;
    }
    const Scale scale = scale_of(console, d, left[i] ? left[i]->mean : right[i] ? right[i]->mean : 0.0);
    const Say verdict = difference ? verdict_of(d, *difference) : Say::unclear;
    table.add({console.in(d.name), mean_of(left[i], scale.factor), mean_of(right[i], scale.factor),
               difference ? change_of(difference->change, scale.factor) : "—", scale.unit,
               difference ? console.text(verdict) : ""});
  }
  print_table(console, table);
  console.print(console.text(Say::compare_note, pairs.base.size(),
                             paired == 0 ? 0.0 : 100.0 * removed / static_cast<double>(paired)));
  if (left_out != 0) console.print(console.text(Say::more_rows, left_out));
}

Json summary_json(const Measured& measured) {
  const auto estimates = plan::summarise(measured.replications);
  Json list = Json::array();
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const KpiDefinition& d = measured.catalogue->definitions()[i];
    if (d.breakdown != Breakdown::all) continue;
    Json row = definition_json(d);
    row["estimate"] = estimate_json(estimates[i]);
    list.push_back(std::move(row));
  }
  return list;
}

Json comparison_json(const Measured& base, const Measured& alternative) {
  const Pairs pairs = pairs_of(base, alternative);
  const auto left = plan::summarise(pairs.base), right = plan::summarise(pairs.alternative);
  const auto differences = plan::compare(pairs.base, pairs.alternative);
  Json list = Json::array();
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const KpiDefinition& d = base.catalogue->definitions()[i];
    if (d.breakdown != Breakdown::all) continue;
    Json row = definition_json(d);
    row["base"] = estimate_json(left[i]);
    row["alternative"] = estimate_json(right[i]);
    row["change"] = nullptr;
    if (differences[i]) {
      row["change"] = estimate_json(differences[i]->change);
      row["variance_removed"] = differences[i]->variance_removed;
      row["significant"] = differences[i]->significant;
    }
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace yuanluo::apps
