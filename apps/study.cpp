// `yuanluo study`: scenarios × factors × replications, on threads and on several machines.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/options.hpp"
#include "apps/output_folder.hpp"
#include "apps/progress.hpp"
#include "apps/stop_signal.hpp"
#include "scenarios/study/run_study.hpp"
#include "scenarios/study/study_schema.hpp"
#include "viz/study/study_report.hpp"

namespace yuanluo::apps {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using models::Text;
using scenarios::Findings;
using scenarios::Ranks;
using scenarios::Study;
using scenarios::StudyFile;
using scenarios::TrialDispatch;

constexpr Text help{"运行一项研究：场景 × 因素 × 重复，可续跑，可用 MPI 多机运行",
                    "run a study: scenarios × factors × replications; it can be resumed and run on several machines"};
constexpr Text example{"yuanluo study scenarios/studies/toy-effects.json\n  mpirun -n 8 yuanluo study study.json",
                       "yuanluo study scenarios/studies/toy-effects.json\n  mpirun -n 8 yuanluo study study.json"};
constexpr Text file_text{"研究文件（JSON）", "the study, a JSON file"};
constexpr Text file_wanted{"请给出研究文件", "a study file is wanted"};
constexpr Text out_text{
    "输出目录（默认 out/研究文件名）；已有同一研究的结果时接着运行",
    "output folder (default out/NAME of the study); goes on where it holds results of the same study"};
constexpr Text threads_text{"线程数；0 表示全部（多进程时默认每进程 1 个）",
                            "threads; 0: all (1 in each process where there are several)"};
constexpr Text no_csv_text{"不写 CSV", "write no CSV files"};
constexpr Text no_report_text{"不写报告", "write no report"};
constexpr Text check_text{"只检查，不运行", "check only, run nothing"};
constexpr Text schema_text{"打印研究文件的 JSON Schema", "print the JSON Schema of study files"};
constexpr Text lost_text{"多进程时，多少秒没有应答即视为丢失",
                         "with several processes, seconds of silence after which one is taken for lost"};
constexpr Text found{"{}：{} 个试验点，指标 {} 个", "{}: {} points, {} indicators"};
constexpr Text resumed{"接着运行：已有 {} 次重复", "Going on: {} replications are there already"};
constexpr Text processes{"{} 个进程，每个 {} 个线程", "{} processes with {} threads each"};
constexpr Text no_mpi{"本程序未带 MPI 编译，不能用多个进程运行",
                      "this program was built without MPI and cannot run as one of several processes"};
constexpr Text lost{"进程 {} 失联，其任务已由其他进程重做", "process {} was lost; others did its trials again"};
constexpr Text refused{"进程 {} 读到的研究不同，未参与（各进程须读到相同的文件）",
                       "process {} has read another study and took no part (all must see the same files)"};
constexpr Text done_text{"{} 次重复，{}，{}", "{} replications, {}, {}"};
constexpr Text stopped{"已停止；再次运行同一命令即可接着运行", "Stopped; the same command goes on from here"};
constexpr Text point_column{"试验点", "point"};
constexpr Text n_column{"次数", "n"};
constexpr Text mean_column{"均值", "mean"};
constexpr Text interval_column{"置信区间", "interval"};
constexpr Text difference_column{"与第 0 点之差", "minus point 0"};
constexpr Text holm_column{"p（Holm）", "p (Holm)"};
constexpr Text chosen{"选中：{}（置信度 {:.3g}，共 {} 次重复）",
                      "Chosen: {} (confidence {:.3g}, {} replications in all)"};
constexpr Text undecided{"预算用完，尚未选定；目前领先：{}（共 {} 次重复）",
                         "The budget ended before the choice was sure; in the lead: {} ({} replications in all)"};
constexpr Text not_reached{"{} 个试验点的区间未达到要求的宽度",
                           "{} points did not reach the interval that was asked for"};
constexpr Text saved{"用镜像随机数或控制变量省去方差 {:.0f}%（首要指标，各点中位数）",
                     "mirrored luck and controls saved {:.0f} % of the variance (first indicator, median over points)"};
constexpr Text results_text{"结果：{}", "Results: {}"};
constexpr Text report_text{"报告：{}", "Report: {}"};

struct StudyOptions {
  std::string file, out, command;
  int threads = 0;
  double lost_after_s = 600.0;
  bool no_csv = false, no_report = false, check = false, schema = false;
};

std::string interval_text(const sim::ConfidenceInterval& i) {
  return i.count < 2 ? "" : fmt::format("[{}, {}]", figure(i.low()), figure(i.high()));
}

void show_table(const Study& study, const Findings& findings, const Console& console) {
  const std::size_t kpi = study.measured_index(study.kpis.front());
  const models::KpiDefinition& d = study.measured[kpi];
  const bool differences = !findings.differences.empty() && study.points.size() > 1;
  console.print(fmt::format("{} ({}{})", console.in(d.name), d.key, d.unit == "1" ? "" : ", " + d.unit));
  console.print();
  using Align = Table::Align;
  std::vector<Table::Column> columns{{"#", Align::right},
                                     {console.text(n_column), Align::right},
                                     {console.text(mean_column), Align::right},
                                     {console.text(interval_column)}};
  if (differences) {
    columns.push_back({console.text(difference_column), Align::right});
    columns.push_back({console.text(holm_column), Align::right});
  }
  columns.push_back({console.text(point_column)});
  Table table(columns);
  for (std::uint32_t p = 0; p < study.points.size(); ++p) {
    const auto& mean = findings.means[p][kpi];
    std::vector<std::string> cells{std::to_string(p)};
    if (mean) {
      cells.insert(cells.end(),
                   {grouped(mean->interval.count), figure(mean->interval.mean), interval_text(mean->interval)});
    } else {
      cells.insert(cells.end(), {"0", "—", ""});
    }
    if (differences) {
      const auto& difference = findings.differences.front()[p];
      cells.push_back(difference ? figure(difference->difference.interval.mean) : "");
      cells.push_back(difference ? fmt::format("{:.2g}", difference->difference.p_holm) : "");
    }
    cells.push_back(console.in(study.label(p)));
    table.add(std::move(cells));
  }
  print_table(console, table);
}

void show(const Study& study, const Findings& findings, const Console& console) {
  console.print(console.in(study.name));
  show_table(study, findings, console);
  if (const auto& s = findings.selection) {
    console.print();
    const models::Name label = study.label(s->best);
    console.print(s->decided ? console.text(chosen, console.in(label), s->confidence, s->evaluations)
                             : console.text(undecided, console.in(label), s->evaluations));
  }
  if (findings.reached) {
    const auto short_of = std::count(findings.reached->begin(), findings.reached->end(), false);
    if (short_of > 0) console.print(console.text(not_reached, short_of));
  }
  if (study.antithetic || study.controls) {
    std::vector<double> shares;
    for (const auto& point : findings.means)
      if (const auto& mean = point[study.measured_index(study.kpis.front())]) shares.push_back(mean->variance_saved);
    if (shares.empty()) return;
    std::nth_element(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(shares.size() / 2), shares.end());
    console.print(console.text(saved, 100.0 * shares[shares.size() / 2]));
  }
}

Json json_of(const Study& study, const Findings& findings, const std::string& database) {
  Json json{{"results", database}, {"points", Json::array()}};
  for (std::uint32_t p = 0; p < study.points.size(); ++p) {
    const models::Name label = study.label(p);
    Json point{{"zh", label.zh}, {"en", label.en}, {"indicators", Json::object()}};
    for (const std::string& key : study.kpis) {
      const auto& mean = findings.means[p][study.measured_index(key)];
      if (!mean) continue;
      Json one{{"n", mean->interval.count}, {"mean", mean->interval.mean}};
      if (mean->interval.count > 1) {
        one["low"] = mean->interval.low();
        one["high"] = mean->interval.high();
      }
      one["variance_saved"] = mean->variance_saved;
      point["indicators"][key] = std::move(one);
    }
    json["points"].push_back(std::move(point));
  }
  if (const auto& s = findings.selection)
    json["selection"] = {
        {"best", s->best}, {"decided", s->decided}, {"confidence", s->confidence}, {"replications", s->evaluations}};
  return json;
}

// Another process than the first: does what that one sends, and says nothing.
int lend_a_hand(const StudyOptions& options, Ranks& ranks) {
  try {
    const Study study = scenarios::load_study(options.file);
    scenarios::Evaluator evaluator(study);
    scenarios::Crew crew(evaluator, std::max(1, options.threads));
    TrialDispatch::serve(study.digest, &crew, ranks);
  } catch (const scenarios::ScenarioError&) {
    // The first process has the same problem and tells it, or tells that this one took no part.
    TrialDispatch::serve("", nullptr, ranks);
  }
  return success;
}

bool run_trials(const Study& study, StudyFile& file, const StudyOptions& options, Ranks& ranks,
                const Console& console) {
  const std::atomic<bool>& stop = stop_signal();
  scenarios::Evaluator evaluator(study);
  scenarios::Crew crew(evaluator, ranks.alone() ? options.threads : std::max(1, options.threads));
  TrialDispatch dispatch(study, crew, ranks,
                         std::chrono::milliseconds(static_cast<std::int64_t>(1000.0 * options.lost_after_s)));
  if (!ranks.alone()) console.tell(console.text(processes, ranks.size(), crew.threads()));
  if (const std::size_t there = file.results().size(); there > 0) console.tell(console.text(resumed, grouped(there)));
  bool complete = false;
  std::uint64_t done = 0;
  double took = 0.0;
  std::uint64_t events = 0;
  {
    Progress progress(console, 0);
    const std::size_t before = file.results().size();
    complete = scenarios::run_study(
        study, file, dispatch,
        [&](const scenarios::StudyProgress& now) {
          progress.expect(now.wanted - std::min(now.wanted, before));
          if (now.events > 0) progress.add(now.events);
        },
        stop);
    done = progress.done();
    took = progress.seconds();
    events = progress.events();
  }
  for (const int rank : dispatch.lost_ranks()) console.complain(console.text(lost, rank));
  for (const int rank : dispatch.refused_ranks()) console.complain(console.text(refused, rank));
  console.tell(console.text(done_text, grouped(done), rough(static_cast<double>(events)) + " events", clock(took)));
  return complete;
}

int lead(const StudyOptions& options, Ranks& ranks, const Console& console) {
  const Study study = scenarios::load_study(options.file);
  console.tell(console.text(found, console.in(study.name), grouped(study.points.size()), study.kpis.size()));
  if (options.check) return success;
  const fs::path folder = options.out.empty() ? fs::path("out") / fs::path(options.file).stem() : fs::path(options.out);
  make_run_folder(folder, "study.sqlite");
  const std::string database = (folder / "study.sqlite").generic_string();
  StudyFile file(database, study, YUANLUO_VERSION, options.command);
  if (!run_trials(study, file, options, ranks, console)) {
    console.complain(console.text(stopped));
    return interrupted;
  }
  const Findings findings = scenarios::find(study, file.results());
  file.finish(findings);
  if (console.json) {
    console.print(json_of(study, findings, database).dump(1));
  } else {
    show(study, findings, console);
  }
  console.tell(console.text(results_text, database));
  if (!options.no_csv) scenarios::export_study_csv(database, (folder / "csv").generic_string());
  if (!options.no_report) {
    const fs::path page = folder / "report.html";
    write_file(page, viz::study_report_html(study, file.results(), findings, console.language));
    console.tell(console.text(report_text, page.generic_string()));
  }
  return success;
}

int study(const StudyOptions& options, const Console& console) {
  if (options.schema) {
    std::string text = scenarios::study_schema_text();
    text.pop_back();  // print() ends the line
    console.print(text);
    return success;
  }
  if (options.file.empty()) throw UsageError(console.text(file_wanted));
  stop_signal();
  if (Ranks::wanted_in_vain()) {
    console.complain(console.text(no_mpi));
    return bad_usage;
  }
  Ranks ranks;
  return ranks.rank() == 0 ? lead(options, ranks, console) : lend_a_hand(options, ranks);
}

}  // namespace

void add_study(CommandLine& line) {
  const auto options = std::make_shared<StudyOptions>();
  Arguments app = line.add("study", help, example, [options, &line](const Console& console) {
    options->command = line.results_command();
    return study(*options, console);
  });
  app.option("file", options->file, line.in(file_text));
  app.option("-o,--out", options->out, line.in(out_text));
  app.option("--threads", options->threads, line.in(threads_text)).range(0, 1024);
  app.option("--lost-after", options->lost_after_s, line.in(lost_text)).range(0.1, 1e6);
  app.flag("--no-csv", options->no_csv, line.in(no_csv_text));
  app.flag("--no-report", options->no_report, line.in(no_report_text));
  app.flag("--check", options->check, line.in(check_text));
  app.flag("--schema", options->schema, line.in(schema_text));
}

}  // namespace yuanluo::apps
