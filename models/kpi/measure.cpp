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

// Sorted seconds of every latency, by hazard, breakdown and part.
class LatencyTable {
 public:
  explicit LatencyTable(std::span<const IncidentRecord> incidents) {
    for (const IncidentRecord& r : incidents) {
      for (std::size_t l = 0; l < latencies; ++l) {
        const auto latency = static_cast<Latency>(l);
        const auto value = latency_of(r, latency);
        if (!value) continue;
        for (const Breakdown b : breakdowns)
          if (const auto part = part_of(r, b)) at(r.hazard(), latency, b, *part).push_back(sim::to_seconds(*value));
      }
    }
    for (auto& row : cells_)
      for (auto& values : row) std::sort(values.begin(), values.end());
  }

  const std::vector<double>& values(const LatencySlot& slot) {
    return at(slot.hazard, slot.latency, slot.breakdown, slot.part);
  }

 private:
  std::vector<double>& at(Hazard hazard, Latency latency, Breakdown breakdown, std::uint32_t part) {
    const std::size_t row =
        (static_cast<std::size_t>(hazard) * latencies + static_cast<std::size_t>(latency)) * breakdowns.size() +
        static_cast<std::size_t>(breakdown);
    if (part >= cells_[row].size()) cells_[row].resize(part + 1);
    return cells_[row][part];
  }

  std::array<std::vector<std::vector<double>>, hazards * latencies * breakdowns.size()> cells_;
};

std::optional<double> outcome_of(const OutcomeSlot& slot, std::span<const IncidentRecord> incidents, double years) {
  const Outcome& o = *slot.outcome;
  double sum = 0.0, counted = 0.0;
  for (const IncidentRecord& r : incidents) {
    if (r.hazard() != o.hazard || !o.counts(r) || part_of(r, slot.breakdown) != slot.part) continue;
    counted += 1.0;
    sum += o.value(r);
  }
  if (o.statistic == Statistic::per_year) return sum / years;
  if (counted == 0.0) return std::nullopt;
  return sum / counted;
}

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

Kpis measure(const World& world, const KpiCatalogue& catalogue, std::span<const IncidentRecord> incidents,
             std::span<const UnitWork> work, sim::Duration measured) {
  const double years = sim::to_hours(measured) / 8760.0;
  Kpis kpis;
  kpis.reserve(catalogue.size());

  LatencyTable table(incidents);
  for (const LatencySlot& slot : latency_slots(world)) {
    const std::vector<double>& values = table.values(slot);
    const double target_s = world.settings.targets.of(slot.hazard, slot.latency);
    for (const Statistic s : statistics_of(slot.breakdown)) kpis.push_back(statistic_of(values, s, target_s));
  }

  std::array<std::vector<IncidentRecord>, hazards> by_hazard;
  for (const IncidentRecord& r : incidents) by_hazard[static_cast<std::size_t>(r.hazard())].push_back(r);
  for (const OutcomeSlot& slot : outcome_slots(world))
    kpis.push_back(outcome_of(slot, by_hazard[static_cast<std::size_t>(slot.outcome->hazard)], years));

  for (const Helper helper : pooled_helpers) {
    double busy_h = 0.0, duty_h = 0.0, jobs = 0.0;
    for (const UnitWork& w : work) {
      if (w.helper != helper) continue;
      busy_h += sim::to_hours(w.busy);
      duty_h += on_duty_hours(world, w, measured);
      jobs += static_cast<double>(w.jobs);
    }
    kpis.push_back(duty_h > 0.0 ? std::optional(busy_h / duty_h) : std::nullopt);
    kpis.push_back(jobs / years);
  }
  sim::require(kpis.size() == catalogue.size(), "the measurement and the catalogue of KPIs differ");
  return kpis;
}

}  // namespace yuanluo::models
