// `yuanluo calibrate`: call rates and delays from an incident log, and the scenario that uses them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/output_folder.hpp"
#include "scenarios/calibrate/calibration.hpp"
#include "scenarios/calibrate/patch.hpp"
#include "scenarios/problem.hpp"
#include "viz/calibration/calibration_report.hpp"

namespace yuanluo::apps {
namespace {

namespace fs = std::filesystem;
using models::Text;

constexpr Text help{
    "从事件日志估计呼叫率与各阶段延误，检验拟合，写出带来源的场景补丁",
    "Estimate call rates and delays by stage from an incident log, test the fits, write a scenario patch"};
constexpr Text example{
    "yuanluo calibrate log.csv --map incident=ID --map date=DATE --map dispatch=SENT --map arrive=ON_SCENE --out "
    "calibrated",
    "yuanluo calibrate log.csv --map incident=ID --map date=DATE --map dispatch=SENT --map arrive=ON_SCENE --out "
    "calibrated"};
constexpr Text file_help{"CSV日志，每行一个出动单元", "The log as CSV, one row for each unit that went"};
constexpr Text map_help{
    "列名对应：本系统列名=文件列名，可重复；列有 incident, date, unit, call, dispatch, enroute, arrive, at_patient, "
    "to_hospital, at_hospital, clear",
    "Column of the log: OURS=THEIRS; may be repeated. Ours are incident, date, unit, call, dispatch, enroute, arrive, "
    "at_patient, to_hospital, at_hospital, clear"};
constexpr Text only_help{
    "只取某列等于某值的行：列名=值（末尾可用*），可重复",
    "Only rows in which a column has a value: THEIRS=VALUE (a * at the end for all that begin so)"};
constexpr Text dates_help{"日期次序：detect（默认）、year_first、month_first、day_first",
                          "Order within dates: detect (default), year_first, month_first, day_first"};
constexpr Text service_help{"日志属于：ambulance（默认）或brigade", "Whose log it is: ambulance (default) or brigade"};
constexpr Text base_help{"场景补丁所扩展的场景文件", "The scenario that the patch extends"};
constexpr Text author_help{"日志的管理单位（写入来源）", "Who keeps the log (for the source)"};
constexpr Text seed_help{"自助法的随机种子", "Seed of the bootstrap"};
constexpr Text out_help{"结果文件夹（默认calibration）：report.html、calibration.json、patch.json",
                        "Folder for report.html, calibration.json and patch.json (default: calibration)"};

constexpr Text summary_line{"{} 行，{} 起事件，{} 至 {}：每天 {:.2f} 起",
                            "{} rows, {} incidents, {} to {}: {:.2f} calls a day"};
constexpr Text day_numbers_line{"列 {} 按 Excel 日期序号读取（1900 年系统：45292 为 2024-01-01）",
                                "Read as Excel's numbers of days (1900 system: 45292 is 2024-01-01): {}"};
constexpr Text stage_heading{"阶段", "Stage"};
constexpr Text count_heading{"次数", "Delays"};
constexpr Text median_heading{"中位数", "Median"};
constexpr Text p90_heading{"90%分位", "P90"};
constexpr Text family_heading{"分布", "Distribution"};
constexpr Text fits_text{"{}（p = {:.3f}）", "{} (p = {:.3f})"};
constexpr Text none_fits_text{"无一相符；最近者{}，最大差 {:.3f}", "none fits; likeliest {}, off by {:.3f}"};
constexpr Text too_few_text{"太少，不拟合", "too few to fit"};
constexpr Text written_line{"写入补丁：{}", "In the patch: {}"};
constexpr Text left_out_line{"未写入 {}：{}", "Left out {}: {}"};
constexpr Text wrote_line{"已写入 {}", "Wrote {}"};

struct CalibrateOptions {
  scenarios::LogFormat format;
  std::string file, out = "calibration", dates = "detect", service = "ambulance", base, author;
  std::uint64_t seed = 20211201;
};

std::string date(const std::array<int, 3>& d) { return fmt::format("{:04}-{:02}-{:02}", d[0], d[1], d[2]); }

std::string verdict(const scenarios::StageDelays& stage, const Console& console) {
  if (!stage.fits) return std::string(console.in(too_few_text));
  const auto fitting = stage.fits->fitting();
  const auto family = fitting ? *fitting : stage.fits->likeliest();
  const scenarios::Fit& fit = stage.fits->fits[static_cast<std::size_t>(family)];
  const std::string_view name = console.in(scenarios::family_name(family));
  return fitting ? console.text(fits_text, name, fit.p_value)
                 : console.text(none_fits_text, name, fit.deviation.kolmogorov_smirnov);
}

void print(const scenarios::Calibration& c, const scenarios::Patch& patch, const Console& console) {
  console.print(console.text(summary_line, grouped(c.table.read), grouped(c.table.calls.size()),
                             date(c.rates.first_date), date(c.rates.last_date), c.rates.all.per_day()));
  if (!c.table.day_numbers.empty()) console.print(console.text(day_numbers_line, fmt::join(c.table.day_numbers, ", ")));
  console.print();
  Table table({{std::string(console.in(stage_heading)), Table::Align::left},
               {std::string(console.in(count_heading)), Table::Align::right},
               {std::string(console.in(median_heading)), Table::Align::right},
               {std::string(console.in(p90_heading)), Table::Align::right},
               {std::string(console.in(family_heading)), Table::Align::left}});
  for (const scenarios::StageDelays& stage : c.stages) {
    const bool any = !stage.delays.empty();
    table.add({std::string(console.in(stage.kind->text)), grouped(stage.delays.size()),
               any ? clock(stage.quantile(0.5)) : "", any ? clock(stage.quantile(0.9)) : "", verdict(stage, console)});
  }
  for (const std::string& row : table.lines(0)) console.print(row);
  console.print();
  for (const std::string& pointer : patch.written) console.print(console.text(written_line, pointer));
  for (const auto& [pointer, why] : patch.left_out)
    console.print(console.text(left_out_line, pointer, console.in(why)));
}

int calibrate(CalibrateOptions options, const Console& console) {
  options.format.file = options.file;
  options.format.dates = options.dates == "year_first"    ? scenarios::DateOrder::year_first
                         : options.dates == "month_first" ? scenarios::DateOrder::month_first
                         : options.dates == "day_first"   ? scenarios::DateOrder::day_first
                                                          : scenarios::DateOrder::detect;
  const fs::path folder = options.out;
  scenarios::PatchRequest request;
  request.service = options.service == "brigade" ? scenarios::LogService::brigade : scenarios::LogService::ambulance;
  request.file = folder / "patch.json";
  request.source_author = options.author;
  if (!options.base.empty()) {
    request.base = options.base;
    std::error_code code;
    if (!fs::is_regular_file(options.base, code)) {
      throw scenarios::ScenarioError(
          {{options.base, "", 0, 0, {"场景文件", "a scenario file"}, {"没有这个文件", "no such file"}, {}}});
    }
  }
  const scenarios::Calibration calibration = scenarios::calibrate(options.format, options.seed);
  const scenarios::Patch patch = scenarios::scenario_patch(calibration, request);
  const std::string json = scenarios::calibration_json(calibration);
  std::error_code code;
  fs::create_directories(folder, code);
  write_file(folder / "calibration.json", json);
  write_file(folder / "patch.json", patch.json);
  write_file(folder / "report.html", viz::calibration_html(calibration, patch, console.language));
  if (console.json) {
    console.print(json);
  } else {
    print(calibration, patch, console);
  }
  for (const char* const file : {"report.html", "calibration.json", "patch.json"}) {
    console.tell(console.text(wrote_line, (folder / file).generic_string()));
  }
  return success;
}

}  // namespace

void add_calibrate(CommandLine& line) {
  const auto options = std::make_shared<CalibrateOptions>();
  Arguments app =
      line.add("calibrate", help, example, [options](const Console& console) { return calibrate(*options, console); });
  app.option("file", options->file, line.in(file_help)).required();
  app.option("--map", options->format.columns, line.in(map_help)).repeated();
  app.option("--only", options->format.only, line.in(only_help)).repeated();
  app.option("--dates", options->dates, line.in(dates_help))
      .one_of({"detect", "year_first", "month_first", "day_first"});
  app.option("--service", options->service, line.in(service_help)).one_of({"ambulance", "brigade"});
  app.option("--base", options->base, line.in(base_help));
  app.option("--source-author", options->author, line.in(author_help));
  app.option("--seed", options->seed, line.in(seed_help));
  app.option("-o,--out", options->out, line.in(out_help));
}

}  // namespace yuanluo::apps
