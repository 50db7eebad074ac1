// Which KPIs are measured: all of the catalogue, or some. Found once for a world and used for every replication.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "models/kpi/catalogue.hpp"
#include "models/kpi/layout.hpp"

namespace yuanluo::models {

class KpiSelection {
 public:
  // One KPI of its kind, and its place among those that are measured.
  struct LatencyKpi {
    LatencySlot slot;
    Statistic statistic;
    std::size_t place;
  };
  struct OutcomeKpi {
    OutcomeSlot slot;
    std::size_t place;
  };
  struct LoadKpi {
    Helper helper;
    bool utilisation;  // or jobs a year
    std::size_t place;
  };

  KpiSelection() = default;
  // The whole catalogue, in its order.
  explicit KpiSelection(const World& world);
  // Those with these keys, in this order. Throws sim::ContractError for a key that the world's catalogue has not.
  KpiSelection(const World& world, std::span<const std::string> keys);

  std::size_t size() const { return size_; }
  const std::vector<LatencyKpi>& latencies() const { return latencies_; }
  const std::vector<OutcomeKpi>& outcomes() const { return outcomes_; }
  const std::vector<LoadKpi>& loads() const { return loads_; }

 private:
  std::size_t size_ = 0;
  std::vector<LatencyKpi> latencies_;
  std::vector<OutcomeKpi> outcomes_;  // those of one outcome and breakdown stand together
  std::vector<LoadKpi> loads_;
};

}  // namespace yuanluo::models
