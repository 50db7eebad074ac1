// What plans of every kind promise for the reference district, and what fresh luck confirms: the gain that the
// selection saw, the gain in as many years of other luck, and the optimism, which is their difference. Where the
// district has so much already that nothing could be seen, some of it is taken away first; the table says what.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/plan/planning.hpp"
#include "scenarios/spec.hpp"
#include "scenarios/tables/tables.hpp"
#include "sim/random.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace models = yuanluo::models;
namespace sim = yuanluo::sim;
using models::District;

struct Case {
  DecisionKind kind;
  std::size_t count;
  std::string kpi;
  std::string lacks;  // what is taken away first
  std::function<void(District&)> take_away;
  std::int64_t years = 1;  // of a replication, times --days
};

template <class Rows, class Test>
void remove_if(Rows& rows, Test test) {
  rows.erase(std::remove_if(rows.begin(), rows.end(), test), rows.end());
}

// A random half that is the same each time, as rows may follow the streets.
template <class Rows>
void keep_half(Rows& rows) {
  std::uint32_t row = 0;
  remove_if(rows, [&](const auto&) { return sim::Luck(1, 0).draw(row++, 0).chance(0.5); });
}

std::function<void(District&)> without(std::vector<models::DeviceKind> kinds) {
  return [kinds](District& d) {
    remove_if(d.devices, [&](const auto& x) { return std::find(kinds.begin(), kinds.end(), x.kind) != kinds.end(); });
  };
}

void without_micro_stations(District& d) {
  std::vector<std::optional<models::StationId>> now;
  std::vector<models::Station> kept;
  for (const models::Station& s : d.stations) {
    const bool goes = s.kind == models::StationKind::micro_fire_station;
    now.push_back(goes ? std::nullopt : std::optional(models::StationId{static_cast<std::uint32_t>(kept.size())}));
    if (!goes) kept.push_back(s);
  }
  d.stations = std::move(kept);
  remove_if(d.staff, [&](const models::Staff& s) { return s.station && !now[s.station->index()]; });
  for (models::Staff& s : d.staff) {
    if (s.station) s.station = now[s.station->index()];
  }
}

std::vector<Case> cases() {
  using models::DeviceKind;
  const auto nothing = [](District&) {};
  return {
      {DecisionKind::hydrants, 100, "fire.hydrant_wait.mean_s", "half of the hydrants, at random",
       [](District& d) { keep_half(d.hydrants); }, 5},
      {DecisionKind::smoke_alarms, 20000, "fire.detection.mean_s", "all smoke alarms",
       without({DeviceKind::smoke_alarm})},
      {DecisionKind::gas_sensors, 20000, "gas_leak.detection.mean_s", "all gas sensors",
       without({DeviceKind::gas_sensor})},
      {DecisionKind::water_flow_sensors, 3000, "fall.detection.mean_s", "all water-flow sensors",
       without({DeviceKind::water_flow_sensor})},
      {DecisionKind::sos_buttons, 3000, "fall.detection.mean_s", "all SOS buttons", without({DeviceKind::sos_button})},
      {DecisionKind::motion_sensors, 3000, "fall.detection.mean_s", "all motion sensors",
       without({DeviceKind::motion_sensor})},
      {DecisionKind::care_kits, 3000, "fall.detection.mean_s", "all their devices",
       without({DeviceKind::motion_sensor, DeviceKind::sos_button, DeviceKind::smoke_alarm})},
      {DecisionKind::grid_workers, 16, "false_alarm.response.mean_s", "the night shift",
       [](District& d) {
         remove_if(d.staff, [](const models::Staff& s) {
           return s.role == models::StaffRole::grid_worker && s.shift_start_hour == 20;
         });
       }},
      {DecisionKind::care_stations, 8, "fall.response.mean_s", "nothing", nothing},
      {DecisionKind::micro_fire_stations, 8, "fire.response.mean_s", "all micro fire stations", without_micro_stations},
      {DecisionKind::lifts, 1000, "fall.access.mean_s", "all lifts",
       [](District& d) {
         for (models::Building& b : d.buildings) b.lift = false;
         d.stairwell_lifts.clear();
       }},
      {DecisionKind::aeds, 200, "medical.aed_applied.per_year", "nothing", nothing},
  };
}

std::string interval(double mean, double half_width) {
  return fmt::format("{:.4g} [{:.4g}, {:.4g}]", mean, mean - half_width, mean + half_width);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"What plans promise, and what fresh luck confirms"};
  std::string scenario = "scenarios/shuangqiaozi/today.json";
  std::vector<std::string> kinds;
  PlanSpec spec;
  spec.days = 365;
  spec.first = 6;
  spec.most = 8;
  spec.confirm = 16;
  spec.search_s = 5.0;
  int threads = 0;
  app.add_option("--scenario", scenario, "The district");
  app.add_option("--kinds", kinds, "Kinds of decisions; all if left out");
  app.add_option("--days", spec.days, "Days of a replication");
  app.add_option("--first", spec.first, "Replications of each alternative before the first comparison");
  app.add_option("--most", spec.most, "Replications of an alternative in the selection, on average");
  app.add_option("--confirm", spec.confirm, "Replications with fresh luck");
  app.add_option("--variants", spec.variants, "Variants that race in the simulation");
  app.add_option("--threads", threads, "Threads, 0 for all");
  CLI11_PARSE(app, argc, argv);
  spec.race_replications = 12 * spec.variants;

  const Spec base = load_spec(scenario);
  const District today = build_district(base);
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("yuanluo_promises_{}", ::getpid());
  fmt::print(
      "| kind | lacking | chosen | KPI | today | gain seen by the selection | gain confirmed | optimism | within |\n");
  fmt::print("|---|---|---|---|---|---|---|---|---|\n");
  double optimism_in_errors = 0.0;
  std::size_t within = 0, shown = 0;
  for (const Case& one : cases()) {
    const std::string key(words(one.kind).key);
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), key) == kinds.end()) continue;
    District district = today;
    one.take_away(district);
    std::filesystem::create_directories(folder);
    write_tables(district, folder / "tables");
    Spec lacking = base;
    lacking.generator.reset();
    lacking.tables = (folder / "tables").generic_string();
    std::ofstream(folder / "scenario.json") << resolved_json(lacking, folder);
    spec.file = key;
    spec.name = {key, key};
    spec.scenarios = {(folder / "scenario.json").generic_string()};
    Decision decision;
    decision.kind = one.kind;
    decision.count = one.count;
    decision.cost_yuan = words(one.kind).cost_yuan;
    spec.decisions = {decision};
    spec.objectives = {{one.kpi, PlanObjective::As::whole, {}}};
    PlanSpec longer = spec;
    longer.days *= one.years;
    const PlanResult plan = make_plan(longer, threads, [](const models::Name&) {});
    std::filesystem::remove_all(folder);
    const sim::ConfidenceInterval& change = plan.effects[plan.best][0].change;
    const double mean = plan.less_is_better[0] ? -change.mean : change.mean;
    const double apart = plan.promised->mean - mean;
    // Two independent means of one quantity: their difference has both errors.
    const double both = std::hypot(plan.promised->half_width, change.half_width);
    if (both > 0.0) optimism_in_errors += apart / both;
    const bool holds = std::abs(apart) <= both;
    within += holds ? 1 : 0;
    ++shown;
    fmt::print("| {} | {} | {}, {} | `{}` | {:.4g} | {} | {} | {:+.3g} | {} |\n", key, one.lacks, one.count,
               plan.alternatives[plan.best].name.en, one.kpi, plan.today[0],
               interval(plan.promised->mean, plan.promised->half_width), interval(mean, change.half_width), apart,
               holds ? "yes" : "no");
    std::fflush(stdout);
  }
  if (shown > 0) {
    fmt::print("\n{} of {} confirmed within the interval of the difference; mean optimism {:+.2f} of its half width\n",
               within, shown, optimism_in_errors / static_cast<double>(shown));
  }
  return 0;
}
