#include "models/kpi/catalogue.hpp"

#include <fmt/format.h>

#include "models/kpi/layout.hpp"
#include "models/kpi/outcomes.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

namespace {

std::string suffix(Statistic s) {
  switch (s) {
    case Statistic::mean:
    case Statistic::median:
    case Statistic::p90:
    case Statistic::p95:
      return fmt::format("{}_s", word(s).key);
    default:
      return std::string(word(s).key);
  }
}

std::string unit_of(Statistic s) {
  switch (s) {
    case Statistic::mean:
    case Statistic::median:
    case Statistic::p90:
    case Statistic::p95:
      return "s";
    default:
      return "1";
  }
}

std::string part_key(Breakdown breakdown, std::uint32_t part) {
  switch (breakdown) {
    case Breakdown::all:
      return "";
    case Breakdown::community:
      return fmt::format("@community={}", part);
    case Breakdown::group:
      return fmt::format("@group={}", word(static_cast<Group>(part)).key);
    case Breakdown::hour:
      return fmt::format("@hour={}", part);
    case Breakdown::compound:
      return fmt::format("@compound={}", part);
    case Breakdown::variety:
      return fmt::format("@variety={}", word(static_cast<Variety>(part)).key);
  }
  return "";
}

KpiDefinition latency_definition(const LatencySlot& slot, Statistic statistic) {
  KpiDefinition d;
  const Word& hazard = word(slot.hazard);
  const Word& latency = word(slot.latency);
  d.key = fmt::format("{}.{}.{}{}", hazard.key, latency.key, suffix(statistic), part_key(slot.breakdown, slot.part));
  d.name = {fmt::format("{}{}（{}）", hazard.text.zh, latency.text.zh, word(statistic).text.zh),
            fmt::format("{} {} ({})", hazard.text.en, latency.text.en, word(statistic).text.en)};
  d.hazard = slot.hazard;
  d.latency = slot.latency;
  d.statistic = statistic;
  d.breakdown = slot.breakdown;
  d.part = slot.part;
  d.unit = unit_of(statistic);
  d.less_is_better = statistic != Statistic::within_target;
  return d;
}

}  // namespace

bool is_only_load(const KpiDefinition& d) {
  if (!d.hazard) return true;
  for (const std::string_view key : {"fire.water_below_15_lps.", "fire.water_below_30_lps.", "fire.no_hydrant_water.",
                                     "fire.hydrant_flow.", "fire.hydrant_wait."})
    if (d.key.starts_with(key)) return true;
  if (d.statistic != Statistic::per_year) return false;
  return *d.hazard == Hazard::false_alarm || *d.hazard == Hazard::outage || d.key.starts_with("fire.reported.");
}

KpiCatalogue::KpiCatalogue(const World& world) {
  for (const LatencySlot& slot : latency_slots(world))
    for (const Statistic s : statistics_of(slot.breakdown)) definitions_.push_back(latency_definition(slot, s));
  for (const OutcomeSlot& slot : outcome_slots(world)) {
    const Outcome& o = *slot.outcome;
    KpiDefinition d;
    d.key = fmt::format("{}.{}.{}{}", word(o.hazard).key, o.key, word(o.statistic).key,
                        part_key(slot.breakdown, slot.part));
    d.name = {fmt::format("{}：{}", word(o.hazard).text.zh, o.text.zh),
              fmt::format("{}: {}", word(o.hazard).text.en, o.text.en)};
    d.hazard = o.hazard;
    d.statistic = o.statistic;
    d.breakdown = slot.breakdown;
    d.part = slot.part;
    d.unit = o.unit;
    d.less_is_better = o.less_is_better;
    definitions_.push_back(std::move(d));
  }
  for (const Helper helper : pooled_helpers) {
    KpiDefinition d;
    d.key = fmt::format("load.{}.utilisation", word(helper).key);
    d.name = {fmt::format("{}忙碌时间占比", word(helper).text.zh),
              fmt::format("utilisation: {}", word(helper).text.en)};
    d.statistic = Statistic::share;
    d.unit = "1";
    definitions_.push_back(d);
    d.key = fmt::format("load.{}.jobs.per_year", word(helper).key);
    d.name = {fmt::format("{}出动次数", word(helper).text.zh), fmt::format("jobs: {}", word(helper).text.en)};
    d.statistic = Statistic::per_year;
    d.unit = "1/a";
    definitions_.push_back(d);
  }
  for (std::size_t i = 0; i < definitions_.size(); ++i) index_.emplace(definitions_[i].key, i);
}

std::optional<std::size_t> KpiCatalogue::find(const std::string& key) const {
  const auto it = index_.find(key);
  if (it == index_.end()) return std::nullopt;
  return it->second;
}

}  // namespace yuanluo::models
