// District-years of study: rate by threads, what writing costs, and memory of many replications at once. The rate of a
// short run is extrapolated to 10,000 years. CPU time tells what threads cost each other also where others use the
// machine.
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "scenarios/study/run_study.hpp"

namespace {

using namespace yuanluo;
using namespace yuanluo::benchmarks;

double heap_mb() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd) / 1048576.0;
}

struct Measured {
  double wall_s = 0.0, cpu_s = 0.0, peak_mb = 0.0;
};

// All trials of a study with so many threads, evaluated and, with a file, written.
Measured run(const scenarios::Study& study, scenarios::Evaluator& evaluator, int threads, const std::string& file) {
  scenarios::Ranks ranks;
  scenarios::Crew crew(evaluator, threads);
  scenarios::TrialDispatch dispatch(study, crew, ranks, std::chrono::seconds{600});
  const std::atomic<bool> stop{false};
  Measured m;
  const double wall = wall_seconds(), used = processor_seconds();
  if (file.empty()) {
    const auto trials = scenarios::procedure_of(study)->next();
    dispatch.evaluate(
        trials, [&](scenarios::TrialResult&&, int) { m.peak_mb = std::max(m.peak_mb, heap_mb()); }, stop);
  } else {
    scenarios::StudyFile results(file, study, "benchmark", "benchmarks/study");
    scenarios::run_study(
        study, results, dispatch, [](const scenarios::StudyProgress&) {}, stop);
    results.finish(scenarios::find(study, results.results()));
  }
  m.wall_s = wall_seconds() - wall;
  m.cpu_s = processor_seconds() - used;
  return m;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"District-years of study"};
  std::string scenario = "scenarios/shuangqiaozi/today.json";
  std::uint32_t years = 40;
  std::vector<int> threads{1, 2, 16};
  app.add_option("--scenario", scenario, "The district");
  app.add_option("--years", years, "Years for each number of threads");
  app.add_option("--threads", threads, "Numbers of threads");
  bool whole = false;
  app.add_flag("--whole", whole, "Only the whole study, written and analysed, with the first number of threads");
  CLI11_PARSE(app, argc, argv);

  const auto folder = std::filesystem::temp_directory_path() / fmt::format("yuanluo_benchmark_{}", ::getpid());
  std::filesystem::create_directories(folder);
  const std::string text = (folder / "study.json").string();
  {
    std::FILE* const out = std::fopen(text.c_str(), "w");
    fmt::print(out,
               R"({{"name": {{"zh": "年", "en": "years"}}, "scenarios": ["{}"], "kpis": ["fire.response.mean_s"],
                   "factors": [{{"parameter": "/operations/alarms/reminders", "values": [1, 2]}}],
                   "replications": {}, "run": {{"days": 365}}}})",
               std::filesystem::absolute(scenario).generic_string(), (years + 1) / 2);
    std::fclose(out);
  }
  const scenarios::Study study = scenarios::load_study(text);
  const double trials = 2.0 * ((years + 1) / 2);
  scenarios::Evaluator evaluator(study);
  const double before = heap_mb();
  evaluator({0, 0});
  evaluator({1, 0});
  fmt::print("two worlds: {:.1f} MB\n", heap_mb() - before);
  if (!whole)
    run(study, evaluator, threads.front(), "");  // so that no round pays for what worlds find out and remember
  double one = 0.0, one_cpu = 0.0;
  for (const int n : threads) {
    if (whole) break;
    const Measured m = run(study, evaluator, n, "");
    if (one == 0.0) {
      one = trials / m.wall_s;
      one_cpu = m.cpu_s;
    }
    fmt::print(
        "{:2} threads: {:6.2f} years/s ({:4.2f} x), {:5.1f} ms CPU a year ({:4.2f} x), heap while running {:5.1f} MB, "
        "10,000 years in {:5.1f} min\n",
        n, trials / m.wall_s, trials / m.wall_s / one, 1e3 * m.cpu_s / trials, m.cpu_s / one_cpu, m.peak_mb,
        1e4 / (trials / m.wall_s) / 60.0);
  }
  const Measured m = run(study, evaluator, threads.front(), (folder / "study.sqlite").string());
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "{:.0f} years written and analysed as well, {} threads: {:6.2f} years/s, {:5.1f} ms CPU a year, {:.1f} min wall, "
      "{:.1f} min CPU, at most {:.0f} MB\n",
      trials, threads.front(), trials / m.wall_s, 1e3 * m.cpu_s / trials, m.wall_s / 60.0, m.cpu_s / 60.0,
      static_cast<double>(usage.ru_maxrss) / 1024.0);
  std::filesystem::remove_all(folder);
  return 0;
}
