// The command that runs a dispatch world: a queue, an ambulance study, a hypercube simulation.
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "scenarios/dispatch/dispatch_file.hpp"
#include "scenarios/dispatch/dispatch_study.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::MeasureKind;
using models::Text;

constexpr Text help{"运行派遣试验世界（排队系统、急救车派遣等），给出各指标及95%置信区间",
                    "run a dispatch world (a queue, an ambulance study) and give its measures with 95 % intervals"};
constexpr Text example{"yuanluo dispatch scenarios/dispatch/ems10.json --replications 100",
                       "yuanluo dispatch scenarios/dispatch/ems10.json --replications 100"};
constexpr Text world_file{"派遣世界文件（JSON）", "the dispatch world, a JSON file"};
constexpr Text replications_text{"重复次数（覆盖文件设置）", "replications, in place of the file's"};
constexpr Text seed_text{"随机种子（覆盖文件设置）", "seed, in place of the file's"};
constexpr Text threads_text{"线程数；0 表示全部", "threads; 0: all"};
constexpr Text measure_column{"指标", "measure"};
constexpr Text mean_column{"均值", "mean"};
constexpr Text half_width_column{"± 95%", "± 95 %"};
constexpr Text runs_column{"次数", "n"};
constexpr Text summary{"{} 次重复，{} 次呼叫，{} 个事件", "{} replications, {} calls, {} events"};

struct DispatchOptions {
  std::string file;
  std::uint32_t replications = 0;
  std::int64_t seed = -1;
  int threads = 0;
};

// What a measure is called in a row: its name, its limit, and whose it is.
std::string label(const models::DispatchWorld& world, const models::DispatchMeasure& m, const Console& console) {
  std::string text(console.in(models::word(m.kind).text));
  if (models::has_parameter(m.kind)) text += fmt::format(" {:g}", m.parameter);
  if (m.kind == MeasureKind::workload || m.kind == MeasureKind::dispatch_share)
    text += fmt::format(" · {}", world.servers[m.server].name);
  if (m.demand) text += fmt::format(" · {}", world.demand[*m.demand].name);
  if (m.severity) text += fmt::format(" · {}", *m.severity);
  return text;
}

Json row_json(const models::DispatchWorld& world, const models::DispatchMeasure& m,
              const std::optional<sim::ConfidenceInterval>& interval) {
  Json row{{"measure", models::word(m.kind).key}};
  if (models::has_parameter(m.kind)) row["parameter"] = m.parameter;
  if (m.kind == MeasureKind::workload || m.kind == MeasureKind::dispatch_share)
    row["server"] = world.servers[m.server].name;
  if (m.demand) row["demand"] = world.demand[*m.demand].name;
  if (m.severity) row["severity"] = *m.severity;
  row["n"] = interval ? interval->count : 0;
  row["mean"] = interval ? Json(interval->mean) : Json(nullptr);
  // One replication has a mean and no interval.
  row["half_width"] = interval && interval->count > 1 ? Json(interval->half_width) : Json(nullptr);
  return row;
}

int dispatch(const DispatchOptions& options, const Console& console) {
  scenarios::DispatchFile file = scenarios::read_dispatch_file(options.file);
  if (options.replications > 0) file.replications = options.replications;
  if (options.seed >= 0) file.seed = static_cast<std::uint64_t>(options.seed);
  const scenarios::DispatchResult result = scenarios::run_dispatch_file(file, options.threads);

  if (console.json) {
    Json rows = Json::array();
    for (std::size_t i = 0; i < file.measures.size(); ++i)
      rows.push_back(row_json(file.world, file.measures[i], result.intervals[i]));
    console.print(Json{{"name", {{"zh", file.name.zh}, {"en", file.name.en}}},
                       {"replications", file.replications},
                       {"seed", file.seed},
                       {"calls", result.calls},
                       {"events", result.events},
                       {"measures", std::move(rows)}}
                      .dump(1));
    return success;
  }
  if (!console.in(file.name).empty()) console.print(console.in(file.name));
  Table table({{std::string(console.in(measure_column))},
               {std::string(console.in(mean_column)), Table::Align::right},
               {std::string(console.in(half_width_column)), Table::Align::right},
               {std::string(console.in(runs_column)), Table::Align::right}});
  for (std::size_t i = 0; i < file.measures.size(); ++i) {
    const auto& interval = result.intervals[i];
    const bool spread = interval && interval->count > 1;
    table.add({label(file.world, file.measures[i], console), interval ? fmt::format("{:.5f}", interval->mean) : "–",
               spread ? fmt::format("{:.5f}", interval->half_width) : "–",
               std::to_string(interval ? interval->count : 0)});
  }
  print_table(console, table);
  console.tell(console.text(summary, grouped(file.replications), grouped(result.calls), grouped(result.events)));
  return success;
}

}  // namespace

void add_dispatch(CommandLine& line) {
  const auto options = std::make_shared<DispatchOptions>();
  Arguments app =
      line.add("dispatch", help, example, [options](const Console& console) { return dispatch(*options, console); });
  app.option("file", options->file, line.in(world_file)).required();
  app.option("--replications", options->replications, line.in(replications_text)).range(1, 10000000);
  app.option("--seed", options->seed, line.in(seed_text)).range(0, largest_seed);
  app.option("--threads", options->threads, line.in(threads_text)).range(0, 4096);
}

}  // namespace yuanluo::apps
