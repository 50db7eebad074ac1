// Figures up to a moment by the definitions of the report. Internal to viz/replay.
#pragma once

#include <vector>

#include "models/kpi/catalogue.hpp"
#include "viz/replay/recorded_run.hpp"

namespace yuanluo::viz {

class KpisSoFar {
 public:
  // `run` must outlive it.
  explicit KpisSoFar(RecordedRun& run) : run_(run), catalogue_(run.world()) {}

  // The headline KPIs at `at`, beside those of the whole run. In a trace of many millions of events they cover its last
  // part only, see `covered`.
  std::vector<KpiLine> lines(sim::SimTime at, models::Language language);
  TimeRange covered(sim::SimTime at) const;

  // All KPIs of incidents begun in `range`, from the events up to its end.
  models::Kpis measure(TimeRange range);
  const models::KpiCatalogue& catalogue() const { return catalogue_; }

 private:
  RecordedRun& run_;
  models::KpiCatalogue catalogue_;
  std::optional<models::Kpis> whole_;
  std::optional<std::pair<sim::SimTime, models::Kpis>> last_;
};

}  // namespace yuanluo::viz
