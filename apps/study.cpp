// `yuanluo study`: scenarios × factors × replications, on threads and on several machines.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
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
#include "apps/study_findings.hpp"
#include "scenarios/study/run_study.hpp"
#include "scenarios/study/study_schema.hpp"
#include "viz/study/study_report.hpp"

namespace yuanluo::apps {
namespace {

namespace fs = std::filesystem;
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
constexpr Text part_text{
    "只运行第 K 份（共 N 份），写成 K/N，供互不相连的机器分头运行；之后用 --merge 合并",
    "run only part K of N, as in 2/4, on machines that are not connected; --merge puts them together"};
constexpr Text merge_text{"先并入这些目录或 study.sqlite 中同一研究的结果，再运行尚缺的（以逗号分隔）",
                          "take over results of this study from these folders or files, then run what is missing"};
constexpr Text part_wanted{"--part 应为 K/N，如 2/4，K 从 1 到 N", "--part wants K/N, as in 2/4, with K from 1 to N"};
constexpr Text part_done{
    "第 {} 份（共 {} 份）已完成，有 {} 次重复；合并：yuanluo study {} --out 目录 --merge {},…",
    "Part {} of {} is done, with {} replications; put all together by: yuanluo study {} --out FOLDER "
    "--merge {},…"};
constexpr Text merged{"并入 {}：{} 次重复", "Took over from {}: {} replications"};
constexpr Text found{"{}：{} 个试验点，指标 {} 个", "{}: {} points, {} indicators"};
constexpr Text resumed{"接着运行：已有 {} 次重复", "Going on: {} replications are there already"};
constexpr Text processes{"{} 个进程，每个 {} 个线程", "{} processes with {} threads each"};
constexpr Text no_mpi{"本程序未带 MPI 编译，不能用多个进程运行",
                      "this program was built without MPI and cannot run as one of several processes"};
constexpr Text lost{"进程 {} 失联，其任务已由其他进程重做", "process {} was lost; others did its trials again"};
constexpr Text refused{"进程 {} 读到的研究不同，未参与（各进程须读到相同的文件）",
                       "process {} has read another study and took no part (all must see the same files)"};
constexpr Text done_text{"{} 次重复，{} 个事件，{}", "{} replications, {} events, {}"};
constexpr Text stopped{"已停止；再次运行同一命令即可接着运行", "Stopped; the same command goes on from here"};
constexpr Text results_text{"结果：{}", "Results: {}"};
constexpr Text report_text{"报告：{}", "Report: {}"};

struct StudyOptions {
  std::string file, out, command, part;
  std::vector<std::string> merge;
  int threads = 0;
  double lost_after_s = 600.0;
  bool no_csv = false, no_report = false, check = false, schema = false;
};

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

// "2/4". Throws UsageError.
scenarios::StudyShare share_of(const std::string& text, const Console& console) {
  scenarios::StudyShare share;
  if (text.empty()) return share;
  const std::size_t slash = text.find('/');
  const char* const end = text.data() + text.size();
  const char* const middle = slash == std::string::npos ? end : text.data() + slash;
  const auto k = std::from_chars(text.data(), middle, share.part);
  const auto n = std::from_chars(std::min(middle + 1, end), end, share.of);
  if (k.ec != std::errc() || k.ptr != middle || n.ec != std::errc() || n.ptr != end || share.part < 1 ||
      share.part > share.of)
    throw UsageError(console.text(part_wanted));
  return share;
}

void merge(StudyFile& file, const StudyOptions& options, const Console& console) {
  for (const std::string& from : options.merge) {
    const fs::path path = fs::is_directory(from) ? fs::path(from) / "study.sqlite" : fs::path(from);
    const std::size_t added = file.merge(path.generic_string(), YUANLUO_VERSION);
    console.tell(console.text(merged, path.generic_string(), grouped(added)));
  }
}

bool run_trials(const Study& study, StudyFile& file, const StudyOptions& options, const scenarios::StudyShare& share,
                Ranks& ranks, const Console& console) {
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
        stop, share);
    done = progress.done();
    took = progress.seconds();
    events = progress.events();
  }
  for (const int rank : dispatch.lost_ranks()) console.complain(console.text(lost, rank));
  for (const int rank : dispatch.refused_ranks()) console.complain(console.text(refused, rank));
  console.tell(console.text(done_text, grouped(done), rough(static_cast<double>(events)), clock(took)));
  return complete;
}

int lead(const StudyOptions& options, Ranks& ranks, const Console& console) {
  const scenarios::StudyShare share = share_of(options.part, console);
  const Study study = scenarios::load_study(options.file);
  console.tell(console.text(found, console.in(study.name), grouped(study.points.size()), study.kpis.size()));
  if (options.check) return success;
  const fs::path folder = options.out.empty() ? fs::path("out") / fs::path(options.file).stem() : fs::path(options.out);
  make_run_folder(folder, "study.sqlite");
  const std::string database = (folder / "study.sqlite").generic_string();
  StudyFile file(database, study, YUANLUO_VERSION, options.command);
  merge(file, options, console);
  if (!run_trials(study, file, options, share, ranks, console)) {
    console.complain(console.text(stopped));
    return interrupted;
  }
  if (share.of > 1) {
    console.tell(console.text(part_done, share.part, share.of, grouped(file.results().size()), options.file,
                              folder.generic_string()));
    return success;
  }
  const Findings findings = scenarios::find(study, file.results());
  file.finish(findings);
  if (console.json) {
    console.print(study_json(study, findings, database).dump(1));
  } else {
    print_study(console, study, findings);
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
  app.option("--part", options->part, line.in(part_text));
  app.option("--merge", options->merge, line.in(merge_text)).list();
  app.option("--lost-after", options->lost_after_s, line.in(lost_text)).range(0.1, 1e6);
  app.flag("--no-csv", options->no_csv, line.in(no_csv_text));
  app.flag("--no-report", options->no_report, line.in(no_report_text));
  app.flag("--check", options->check, line.in(check_text));
  app.flag("--schema", options->schema, line.in(schema_text));
}

}  // namespace yuanluo::apps
