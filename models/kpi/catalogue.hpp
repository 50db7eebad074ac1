// The key performance indicators: defined once, for the report, the comparison, the plan and the viewer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "models/hazard.hpp"
#include "models/kpi/latency.hpp"
#include "models/text.hpp"

namespace yuanluo::models {

struct World;

enum class Statistic : std::uint8_t { count, mean, median, p90, p95, within_target, per_year, share, total };
const Word& word(Statistic);

// What a KPI is broken down by.
enum class Breakdown : std::uint8_t { all, community, group, hour, compound, variety };
const Word& word(Breakdown);

// One KPI. `key` is unique and stable, e.g. "fire.detection.median_s", "fall.response.p90_s@group=living_alone",
// "fire.deaths.per_year", "load.grid_worker.utilisation".
struct KpiDefinition {
  std::string key;
  Name name;  // what people read, without the part of the breakdown
  std::optional<Hazard> hazard;
  std::optional<Latency> latency;
  Statistic statistic = Statistic::count;
  Breakdown breakdown = Breakdown::all;
  std::uint32_t part = 0;  // index of the community, group, hour, compound or variety
  std::string unit;        // "s", "1", "1/a", "yuan/a"
  bool less_is_better = true;
};

// Whether more of it is neither good nor bad by itself: calls, false alarms and outages a year (linked devices report
// more), how busy people are, and water beyond one hose or from a hydrant at all (a fire that is met early needs less,
// or is out before the hose is laid; a crew on foot that comes early lays its hose more slowly).
bool is_only_load(const KpiDefinition& definition);

// All KPIs of a world, in a fixed order.
class KpiCatalogue {
 public:
  explicit KpiCatalogue(const World& world);

  const std::vector<KpiDefinition>& definitions() const { return definitions_; }
  std::size_t size() const { return definitions_.size(); }
  std::optional<std::size_t> find(const std::string& key) const;

 private:
  std::vector<KpiDefinition> definitions_;
  std::unordered_map<std::string, std::size_t> index_;
};

// The KPIs of one replication, in the order of the catalogue; none where nothing was there to measure.
using Kpis = std::vector<std::optional<double>>;

}  // namespace yuanluo::models
