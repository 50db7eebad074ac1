#include "viz/replay/kpis.hpp"

#include <algorithm>

#include "models/kpi/incident_log.hpp"
#include "models/kpi/measure.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

namespace {

// So many events are folded in about a second at most; a year of the reference district has a tenth of them.
constexpr std::uint64_t most_events = 2'500'000;

// Shown in the window: the overall ones, without the fine print.
bool headline(const models::KpiDefinition& d) {
  if (d.breakdown != models::Breakdown::all) return false;
  if (!d.latency) return true;
  const bool wanted = *d.latency == models::Latency::detection || *d.latency == models::Latency::response;
  return wanted && (d.statistic == models::Statistic::median || d.statistic == models::Statistic::p90 ||
                    d.statistic == models::Statistic::within_target);
}

}  // namespace

TimeRange KpisSoFar::covered(sim::SimTime at) const {
  const sim::SimTime from = run_.measured_from();
  const sim::SimTime until = std::min(at, run_.range().until);
  return {std::max(from, run_.time_of_event(run_.events_up_to(until), most_events)), until};
}

models::Kpis KpisSoFar::measure(TimeRange range) {
  if (range.until <= range.from) return models::Kpis(catalogue_.size());
  models::IncidentLog log(run_.world(), range.from, range.until);
  run_.for_each(range.from == run_.measured_from() ? sim::SimTime::min() : range.from, range.until, log);
  const auto incidents = log.incidents();
  const auto work = log.work();
  return models::measure(run_.world(), catalogue_, incidents, work, range.until - range.from);
}

std::vector<KpiLine> KpisSoFar::lines(sim::SimTime at, models::Language language) {
  if (!whole_) whole_ = measure(covered(run_.range().until));
  if (!last_ || last_->first != at) last_.emplace(at, measure(covered(at)));
  std::vector<KpiLine> lines;
  for (std::size_t k = 0; k < catalogue_.size(); ++k) {
    const models::KpiDefinition& d = catalogue_.definitions()[k];
    const auto &now = last_->second[k], &whole = (*whole_)[k];
    if (!headline(d) || (!now && !whole)) continue;
    const Unit unit = unit_for(d, std::max(now.value_or(0.0), whole.value_or(0.0)));
    lines.push_back({d.key, d.name.in(language), now ? with_unit(*now, unit, language) : "—", now, whole,
                     whole ? with_unit(*whole, unit, language) : "—", d.less_is_better, models::is_only_load(d)});
  }
  return lines;
}

}  // namespace yuanluo::viz
