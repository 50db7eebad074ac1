// The command that solves Larson's hypercube model.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "models/response/hypercube.hpp"
#include "scenarios/dispatch/dispatch_study.hpp"
#include "scenarios/dispatch/hypercube_file.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::HypercubeAnswer;
using models::HypercubeModel;
using models::Text;

constexpr Text help{"求解拉森超立方体排队模型：精确解、近似解与仿真对照",
                    "solve Larson's hypercube model: exactly, by his approximation, and by simulation beside them"};
constexpr Text example{"yuanluo hypercube UNITS.json --simulate 40", "yuanluo hypercube UNITS.json --simulate 40"};
constexpr Text model_file{"模型文件（JSON：mu、classes）", "the model, a JSON file with mu and classes"};
constexpr Text queue_text{"全忙时的呼叫：排队（infinite）或流失（none）",
                          "calls that find all busy: infinite (they wait) or none"};
constexpr Text simulate_text{"同时仿真的重复次数", "replications of a simulation to set beside it"};
constexpr Text seed_text{"仿真的随机种子", "seed of the simulation"};
constexpr Text loss_title{"无排队（全忙时流失）", "no queue: calls that find all busy are lost"};
constexpr Text queue_title{"无限排队", "infinite queue"};
constexpr Text measure_column{"指标", "measure"};
constexpr Text exact_column{"精确解", "exact"};
constexpr Text approximate_column{"拉森近似", "Larson's approximation"};
constexpr Text simulated_column{"仿真 ± 95%", "simulated ± 95 %"};
constexpr Text workload_row{"忙碌率 · 单位 {}", "workload · unit {}"};
constexpr Text busy_row{"全忙概率", "P(all busy)"};
constexpr Text wait_row{"平均等待", "mean wait"};
constexpr Text queue_row{"平均队长", "mean number waiting"};
constexpr Text away_now_row{"非首选单位响应（即时派遣）", "served by another than the preferred, at once"};
constexpr Text away_row{"非首选单位响应（全部受理呼叫）", "the same, of all calls served"};
constexpr Text share_row{"派遣份额 · 单位 {} · 类 {}", "share of dispatches · unit {} · class {}"};

struct HypercubeOptions {
  std::string file;
  std::string queue = "infinite";
  std::uint32_t replications = 0;
  std::int64_t seed = 1;
};

// One way to the same numbers.
struct Column {
  std::vector<double> workload;
  std::vector<std::vector<double>> shares;
  double all_busy, wait, queue, away_now, away;
};

Column column_of(const HypercubeAnswer& a) {
  return {a.workload, a.in_all, a.all_busy, a.mean_wait, a.mean_queue, a.not_preferred_at_once, a.not_preferred};
}

struct Simulated {
  scenarios::DispatchFile file;
  scenarios::DispatchResult result;

  // The interval of the i-th measure of `run`.
  const std::optional<sim::ConfidenceInterval>& interval(std::size_t i) const { return result.intervals[i]; }
};

// Measures: waiting share or loss, mean wait, mean queue, workloads, shares of dispatches by unit and class.
Simulated simulate(const HypercubeModel& model, const HypercubeOptions& options) {
  Simulated simulated;
  simulated.file.world = models::dispatch_world_of(model);
  // 50,000 calls a replication, after 500 mean services.
  simulated.file.world.warm_up =
      sim::minutes(500.0 / *std::min_element(model.service_rate.begin(), model.service_rate.end()));
  simulated.file.world.measured = sim::minutes(50000.0 / model.total_rate());
  simulated.file.replications = options.replications;
  simulated.file.seed = static_cast<std::uint64_t>(options.seed);
  using models::MeasureKind;
  simulated.file.measures = {{model.queue ? MeasureKind::waiting_share : MeasureKind::lost_share, 0.0, {}, {}, 0},
                             {MeasureKind::mean_wait, 0.0, {}, {}, 0},
                             {MeasureKind::mean_queue, 0.0, {}, {}, 0}};
  for (std::uint32_t n = 0; n < model.servers(); ++n)
    simulated.file.measures.push_back({MeasureKind::workload, 0.0, {}, {}, n});
  const auto shares = models::dispatch_shares(simulated.file.world);
  simulated.file.measures.insert(simulated.file.measures.end(), shares.begin(), shares.end());
  simulated.result = scenarios::run_dispatch_file(simulated.file, 0);
  return simulated;
}

Json answer_json(const HypercubeAnswer& a) {
  Json json{{"workload", a.workload},
            {"P_all_busy", a.all_busy},
            {"waits_or_lost", a.waits_or_lost},
            {"mean_queue", a.mean_queue},
            {"mean_wait", a.mean_wait},
            {"share_at_once", a.at_once},
            {"share_in_all", a.in_all},
            {"not_preferred_at_once", a.not_preferred_at_once},
            {"not_preferred", a.not_preferred},
            {"iterations", a.iterations},
            {"residual", a.residual}};
  if (!a.state.empty() && a.state.size() <= 4096) json["state"] = a.state;
  return json;
}

Json simulated_json(const Simulated& simulated) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < simulated.file.measures.size(); ++i) {
    const models::DispatchMeasure& m = simulated.file.measures[i];
    Json row{{"measure", models::word(m.kind).key}};
    if (i >= 3) row["unit"] = m.server + 1;
    if (m.demand) row["class"] = *m.demand + 1;
    const auto& interval = simulated.interval(i);
    row["mean"] = interval ? Json(interval->mean) : Json(nullptr);
    row["half_width"] = interval && interval->count > 1 ? Json(interval->half_width) : Json(nullptr);
    rows.push_back(std::move(row));
  }
  return rows;
}

void print_table(const HypercubeModel& model, const std::optional<HypercubeAnswer>& exact,
                 const std::optional<HypercubeAnswer>& approximate, const std::optional<Simulated>& simulated,
                 const Console& console) {
  const auto text = [&console](const Text& t) { return std::string(console.in(t)); };
  std::vector<Table::Column> columns{{text(measure_column)}};
  std::vector<Column> answers;
  if (exact) {
    columns.push_back({text(exact_column), Table::Align::right});
    answers.push_back(column_of(*exact));
  }
  if (approximate) {
    columns.push_back({text(approximate_column), Table::Align::right});
    answers.push_back(column_of(*approximate));
  }
  if (simulated) columns.push_back({text(simulated_column), Table::Align::right});
  Table table(columns);
  const auto add = [&](std::string name, const auto& value, std::optional<std::size_t> measure) {
    std::vector<std::string> cells{std::move(name)};
    for (const Column& a : answers) cells.push_back(fmt::format("{:.5f}", value(a)));
    if (simulated) {
      const auto interval = measure ? simulated->interval(*measure) : std::nullopt;
      cells.push_back(interval ? fmt::format("{:.5f} ± {:.5f}", interval->mean, interval->half_width) : "–");
    }
    table.add(std::move(cells));
  };
  for (std::size_t n = 0; n < model.servers(); ++n)
    add(
        console.text(workload_row, n + 1), [n](const Column& a) { return a.workload[n]; }, 3 + n);
  add(
      text(busy_row), [](const Column& a) { return a.all_busy; }, 0);
  add(
      text(away_now_row), [](const Column& a) { return a.away_now; }, std::nullopt);
  add(
      text(away_row), [](const Column& a) { return a.away; }, std::nullopt);
  if (model.queue) {
    add(
        text(wait_row), [](const Column& a) { return a.wait; }, 1);
    add(
        text(queue_row), [](const Column& a) { return a.queue; }, 2);
  }
  for (std::size_t n = 0; n < model.servers(); ++n)
    for (std::size_t j = 0; j < model.classes.size(); ++j)
      add(
          console.text(share_row, n + 1, j + 1), [n, j](const Column& a) { return a.shares[n][j]; },
          3 + model.servers() + n * model.classes.size() + j);
  console.print(text(model.queue ? queue_title : loss_title));
  print_table(console, table);
}

int hypercube(const HypercubeOptions& options, const Console& console) {
  HypercubeModel model = scenarios::read_hypercube_file(options.file);
  model.queue = options.queue == "infinite";
  const double capacity = std::accumulate(model.service_rate.begin(), model.service_rate.end(), 0.0);
  if (model.queue && model.total_rate() >= capacity)
    throw scenarios::ScenarioError({{options.file,
                                     "/classes",
                                     0,
                                     0,
                                     {fmt::format("总呼叫率低于 {:g}，或使用 --queue none", capacity),
                                      fmt::format("a total rate below {:g}, or --queue none", capacity)},
                                     scenarios::same(fmt::format("{:g}", model.total_rate())),
                                     {}}});
  std::optional<HypercubeAnswer> exact, approximate;
  std::optional<Simulated> simulated;
  if (model.servers() <= models::most_exact_servers) exact = models::solve_hypercube(model);
  const bool equal = std::all_of(model.service_rate.begin(), model.service_rate.end(),
                                 [&](double mu) { return mu == model.service_rate.front(); });
  if (equal) approximate = models::approximate_hypercube(model);
  if (!exact && !approximate)
    throw scenarios::ScenarioError(
        {{options.file,
          "/mu",
          0,
          0,
          {fmt::format("超过 {} 个单位时服务率须相同", models::most_exact_servers),
           fmt::format("equal service rates for more than {} units", models::most_exact_servers)},
          {"不同的服务率", "different ones"},
          {}}});
  if (options.replications > 0) simulated = simulate(model, options);
  if (console.json) {
    Json json{{"queue", options.queue}};
    if (exact) json["exact"] = answer_json(*exact);
    if (approximate) json["approximation"] = answer_json(*approximate);
    if (simulated) json["simulation"] = simulated_json(*simulated);
    console.print(json.dump(1));
  } else {
    print_table(model, exact, approximate, simulated, console);
  }
  return success;
}

}  // namespace

void add_hypercube(CommandLine& line) {
  const auto options = std::make_shared<HypercubeOptions>();
  Arguments app =
      line.add("hypercube", help, example, [options](const Console& console) { return hypercube(*options, console); });
  app.option("file", options->file, line.in(model_file)).required();
  app.option("--queue", options->queue, line.in(queue_text)).one_of({"infinite", "none"});
  app.option("--simulate", options->replications, line.in(simulate_text)).range(2, 1000000);
  app.option("--seed", options->seed, line.in(seed_text)).range(0, largest_seed);
}

}  // namespace yuanluo::apps
