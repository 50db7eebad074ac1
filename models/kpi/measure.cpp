#include "models/kpi/measure.hpp"

#include <algorithm>
#include <cmath>

#include "models/kpi/layout.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

// The value at share `p` of sorted seconds, interpolated between neighbours (Hyndman and Fan's type 7).
double quantile(const std::vector<double>& sorted, double p) {
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], position - std::floor(position));
}

std::optional<double> statistic_of(const std::vector<double>& sorted, Statistic statistic, double target_s) {
  const double n = static_cast<double>(sorted.size());
  if (statistic == Statistic::count) return n;
  if (sorted.empty()) return std::nullopt;
  switch (statistic) {
    case Statistic::mean: {
      double sum = 0.0;
      for (const double s : sorted) sum += s;
      return sum / n;
    }
    case Statistic::median:
      return quantile(sorted, 0.5);
    case Statistic::p90:
      return quantile(sorted, 0.9);
    case Statistic::p95:
      return quantile(sorted, 0.95);
    case Statistic::within_target: {
      const auto within = std::upper_bound(sorted.begin(), sorted.end(), target_s) - sorted.begin();
      return static_cast<double>(within) / n;
    }
    default:
      throw sim::ContractError("a latency has no such statistic");
  }
}

// Sorted seconds of every latency, by hazard, breakdown and part, as far as anybody asks for them.
class LatencyTable {
 public:
  LatencyTable(const KpiSelection& selection, std::span<const IncidentRecord> incidents) {
    for (const auto& kpi : selection.latencies())
      wanted_[row(kpi.slot.hazard, kpi.slot.latency, kpi.slot.breakdown)] = true;
    for (const IncidentRecord& r : incidents) {
      for (std::size_t l = 0; l < latencies; ++l) {
        const auto latency = static_cast<Latency>(l);
        if (!wanted(r.hazard(), latency)) continue;
        const auto value = latency_of(r, latency);
        if (!value) continue;
        for (const Breakdown b : breakdowns) {
          if (!wanted_[row(r.hazard(), latency, b)]) continue;
          if (const auto part = part_of(r, b))
            at(row(r.hazard(), latency, b), *part).push_back(sim::to_seconds(*value));
        }
      }
    }
    for (auto& cells : cells_)
      for (auto& values : cells) std::sort(values.begin(), values.end());
  }

  const std::vector<double>& values(const LatencySlot& slot) {
    return at(row(slot.hazard, slot.latency, slot.breakdown), slot.part);
  }

 private:
  static std::size_t row(Hazard hazard, Latency latency, Breakdown breakdown) {
    return (static_cast<std::size_t>(hazard) * latencies + static_cast<std::size_t>(latency)) * breakdowns.size() +
           static_cast<std::size_t>(breakdown);
  }
  bool wanted(Hazard hazard, Latency latency) const {
    return std::any_of(breakdowns.begin(), breakdowns.end(),
                       [&](Breakdown b) { return wanted_[row(hazard, latency, b)]; });
  }
  std::vector<double>& at(std::size_t row, std::uint32_t part) {
    if (part >= cells_[row].size()) cells_[row].resize(part + 1);
    return cells_[row][part];
  }

  std::array<bool, hazards * latencies * breakdowns.size()> wanted_{};
  std::array<std::vector<std::vector<double>>, hazards * latencies * breakdowns.size()> cells_;
};

// What came of the incidents of one hazard: for each part of a breakdown the sum of an outcome and how many counted.
class OutcomeSums {
 public:
  void sum(const Outcome& outcome, Breakdown breakdown, std::span<const IncidentRecord* const> incidents) {
    parts_.clear();
    for (const IncidentRecord* r : incidents) {
      if (!outcome.counts(*r)) continue;
      const auto part = part_of(*r, breakdown);
      if (!part) continue;
      if (*part >= parts_.size()) parts_.resize(*part + 1);
      parts_[*part].sum += outcome.value(*r);
      parts_[*part].counted += 1.0;
    }
  }
  std::optional<double> value(const OutcomeSlot& slot, double years) const {
    const Part part = slot.part < parts_.size() ? parts_[slot.part] : Part{};
    if (slot.outcome->statistic == Statistic::per_year) return part.sum / years;
    if (part.counted == 0.0) return std::nullopt;
    return part.sum / part.counted;
  }

 private:
  struct Part {
    double sum = 0.0;
    double counted = 0.0;
  };
  std::vector<Part> parts_;
};

}  // namespace

double on_duty_hours(const World& world, const UnitWork& work, sim::Duration measured) {
  const std::uint32_t i = world.processes.index(work.home);
  double share = 1.0;
  if (work.helper == Helper::grid_worker)
    share = world.district.staff[world.communities[i].grid_workers[work.unit].staff.index()].shift_hours / 24.0;
  if (work.helper == Helper::care_worker)
    share = world.district.staff[world.areas[i].care_workers[work.unit].staff.index()].shift_hours / 24.0;
  return share * sim::to_hours(measured);
}

Kpis measure(const World& world, const KpiSelection& selection, std::span<const IncidentRecord> incidents,
             std::span<const UnitWork> work, sim::Duration measured) {
  const double years = sim::to_hours(measured) / 8760.0;
  Kpis kpis(selection.size());

  LatencyTable table(selection, incidents);
  for (const auto& kpi : selection.latencies()) {
    const double target_s = world.settings.targets.of(kpi.slot.hazard, kpi.slot.latency);
    kpis[kpi.place] = statistic_of(table.values(kpi.slot), kpi.statistic, target_s);
  }

  std::array<std::vector<const IncidentRecord*>, hazards> by_hazard;
  for (const IncidentRecord& r : incidents) by_hazard[static_cast<std::size_t>(r.hazard())].push_back(&r);
  OutcomeSums sums;
  const Outcome* outcome = nullptr;
  std::optional<Breakdown> breakdown;
  for (const auto& kpi : selection.outcomes()) {
    if (kpi.slot.outcome != outcome || kpi.slot.breakdown != breakdown) {
      outcome = kpi.slot.outcome;
      breakdown = kpi.slot.breakdown;
      sums.sum(*outcome, *breakdown, by_hazard[static_cast<std::size_t>(outcome->hazard)]);
    }
    kpis[kpi.place] = sums.value(kpi.slot, years);
  }

  for (const auto& kpi : selection.loads()) {
    double busy_h = 0.0, duty_h = 0.0, jobs = 0.0;
    for (const UnitWork& w : work) {
      if (w.helper != kpi.helper) continue;
      busy_h += sim::to_hours(w.busy);
      if (kpi.utilisation) duty_h += on_duty_hours(world, w, measured);
      jobs += static_cast<double>(w.jobs);
    }
    if (!kpi.utilisation) {
      kpis[kpi.place] = jobs / years;
    } else if (duty_h > 0.0) {
      kpis[kpi.place] = busy_h / duty_h;
    }
  }
  return kpis;
}

Kpis measure(const World& world, const KpiCatalogue& catalogue, std::span<const IncidentRecord> incidents,
             std::span<const UnitWork> work, sim::Duration measured) {
  const KpiSelection all(world);
  sim::require(all.size() == catalogue.size(), "the measurement and the catalogue of KPIs differ");
  return measure(world, all, incidents, work, measured);
}

}  // namespace yuanluo::models
