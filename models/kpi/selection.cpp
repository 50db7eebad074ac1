#include "models/kpi/selection.hpp"

#include <algorithm>
#include <optional>

#include "models/world.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

KpiSelection::KpiSelection(const World& world) {
  for (const LatencySlot& slot : latency_slots(world))
    for (const Statistic s : statistics_of(slot.breakdown)) latencies_.push_back({slot, s, size_++});
  for (const OutcomeSlot& slot : outcome_slots(world)) outcomes_.push_back({slot, size_++});
  for (const Helper helper : pooled_helpers)
    for (const bool utilisation : {true, false}) loads_.push_back({helper, utilisation, size_++});
}

KpiSelection::KpiSelection(const World& world, std::span<const std::string> keys) : KpiSelection(world) {
  const KpiCatalogue catalogue(world);
  sim::require(catalogue.size() == size_, "the measurement and the catalogue of KPIs differ");
  std::vector<std::optional<std::size_t>> place(size_);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto found = catalogue.find(keys[i]);
    if (!found) throw sim::ContractError("no KPI is called " + keys[i]);
    place[*found] = i;
  }
  const auto keep = [&place](auto& kpis) {
    kpis.erase(std::remove_if(kpis.begin(), kpis.end(), [&](const auto& kpi) { return !place[kpi.place]; }),
               kpis.end());
    for (auto& kpi : kpis) kpi.place = *place[kpi.place];
  };
  keep(latencies_);
  keep(outcomes_);
  keep(loads_);
  size_ = keys.size();
}

}  // namespace yuanluo::models
