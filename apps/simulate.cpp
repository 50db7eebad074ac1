// `yuanluo run` and `yuanluo compare`.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/figures.hpp"
#include "apps/options.hpp"
#include "apps/output_folder.hpp"
#include "apps/progress.hpp"
#include "apps/stop_signal.hpp"
#include "models/event_words.hpp"
#include "models/water/waterworks.hpp"
#include "scenarios/build.hpp"
#include "scenarios/recording.hpp"
#include "scenarios/results/csv.hpp"
#include "scenarios/results/results.hpp"
#include "scenarios/results/writer.hpp"
#include "scenarios/sources.hpp"
#include "viz/report/report.hpp"

namespace yuanluo::apps {
namespace {

namespace fs = std::filesystem;
using scenarios::Role;
using scenarios::Spec;

// One scenario on its way through a run.
struct Side {
  Role role;
  Spec spec;
  models::World world;
  models::KpiCatalogue catalogue;
  Measured measured;
  std::uint32_t number = 0;  // in the results

  Side(Role role_, Spec spec_, models::World world_)
      : role(role_), spec(std::move(spec_)), world(std::move(world_)), catalogue(world) {
    measured.catalogue = &catalogue;
  }
  Side(const Side&) = delete;
  Side& operator=(const Side&) = delete;
};

using Sides = std::vector<std::unique_ptr<Side>>;

void overrule(std::int64_t& value, const std::optional<std::int64_t>& asked, const char* pointer, Spec& spec) {
  if (!asked || *asked == value) return;
  value = *asked;
  const models::Text& note = text(Say::set_on_command_line);
  spec.notes[pointer] = {"assumption", fmt::format("{} / {}", note.zh, note.en)};
}

void apply(const Options& options, Spec& spec) {
  overrule(spec.run.days, options.days, "/run/days", spec);
  overrule(spec.run.warm_up_days, options.warm_up_days, "/run/warm_up_days", spec);
  overrule(spec.run.replications, options.replications, "/run/replications", spec);
  overrule(spec.run.seed, options.seed, "/run/seed", spec);
}

std::unique_ptr<Side> build(Role role, Spec spec, const Console& console) {
  const auto began = std::chrono::steady_clock::now();
  models::World world = scenarios::build_world(spec);
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  console.tell(console.text(Say::built, console.in(spec.name), grouped(world.district.residents.size()),
                            grouped(world.district.compounds.size()), took));
  return std::make_unique<Side>(role, std::move(spec), std::move(world));
}

constexpr models::Text water_line{
    "供水管网：询问 {} 次，{} 次已有答案，求解 {} 次，{} 次未收敛（不采用），{:.1f} 秒 CPU",
    "water network: asked {} times, {} known before, {} solutions, {} did not converge and "
    "are not used; {:.1f} s CPU"};

// How often the network was solved: no result, since replications that share a world share its memory.
void tell_water(const Console& console, const models::World& world) {
  const models::WaterworksCounts counts = world.waterworks->counts();
  if (counts.asked == 0) return;
  console.tell(console.text(water_line, grouped(counts.asked), grouped(counts.remembered), grouped(counts.solved),
                            grouped(counts.refused), counts.seconds));
}

const char* scenario_file_of(Role role) {
  switch (role) {
    case Role::base:
      return "base.json";
    case Role::alternative:
      return "alternative.json";
    case Role::single:
      break;
  }
  return "scenario.json";
}

const char* trace_file_of(Role role) {
  switch (role) {
    case Role::base:
      return "base.ylr";
    case Role::alternative:
      return "alternative.ylr";
    case Role::single:
      break;
  }
  return "trace.ylr";
}

// What a trace says of itself: enough to run it again, and to refuse it with another scenario.
std::string trace_description(const Side& side) {
  return nlohmann::ordered_json{{"program", "yuanluo"},
                                {"version", YUANLUO_VERSION},
                                {"scenario", {{"zh", side.spec.name.zh}, {"en", side.spec.name.en}}},
                                {"digest", scenarios::digest(side.spec)},
                                {"seed", side.spec.run.seed},
                                {"replication", 0},
                                {"warm_up_days", side.spec.run.warm_up_days},
                                {"days", side.spec.run.days}}
      .dump();
}

void add_scenario(scenarios::ResultsWriter& writer, const fs::path& folder, Side& side) {
  scenarios::ScenarioInfo info;
  info.role = side.role;
  info.name = side.spec.name;
  info.json = scenarios::resolved_json(side.spec, folder);
  info.digest = scenarios::digest(side.spec);
  info.seed = static_cast<std::uint64_t>(side.spec.run.seed);
  info.days = side.spec.run.days;
  info.warm_up_days = side.spec.run.warm_up_days;
  info.replications = side.spec.run.replications;
  const auto rows = scenarios::sources(side.spec);
  side.number = writer.add_scenario(info, scenarios::places_of(side.world), side.catalogue.definitions(), rows);
  write_file(folder / scenario_file_of(side.role), info.json);
}

// Runs all sides, some replications of each in turn, so that what is kept when the run is stopped can be compared.
// True if everything was done.
bool simulate(const Sides& sides, int threads, bool trace, sim::Profile* profile, const fs::path& folder,
              const Console& console, scenarios::ResultsWriter& writer) {
  const std::atomic<bool>& stop = stop_signal();
  const auto replications = static_cast<std::uint32_t>(sides.front()->spec.run.replications);
  // More threads than the machine has would only wait for each other.
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int workers = threads > 0 ? std::min(threads, cores) : cores;
  const std::uint32_t in_turn = sides.size() == 1 ? replications : 4 * static_cast<std::uint32_t>(workers);
  double took = 0.0;
  std::uint64_t done = 0, events = 0;
  {
    Progress progress(console, replications * sides.size());
    for (std::uint32_t first = 0; first < replications && !stop; first += in_turn) {
      for (const auto& side : sides) {
        scenarios::RunRequest request = scenarios::run_request(side->spec, workers);
        request.first_replication = first;
        request.profile = profile;
        if (trace) {
          request.trace = (folder / trace_file_of(side->role)).generic_string();
          request.trace_description = trace_description(*side);
          if (first == 0) request.trace_recording = scenarios::recording_of(side->spec, side->world.district);
        }
        request.replications = std::min(in_turn, replications - first);
        scenarios::run_replications(
            side->world, side->catalogue, request,
            [&](scenarios::ReplicationResult&& result) {
              writer.add_replication(side->number, result);
              progress.add(result.events);
              side->measured.replications.push_back(std::move(result.kpis));
            },
            stop);
      }
    }
    took = progress.seconds();
    done = progress.done();
    events = progress.events();
  }
  console.tell(console.text(Say::finished, done, grouped(events), clock(took)));
  for (const auto& side : sides) tell_water(console, side->world);
  const bool complete = done == replications * sides.size();
  if (!complete) console.complain(console.text(Say::stopped, replications * sides.size(), done));
  return complete;
}

nlohmann::ordered_json side_json(const Side& side) {
  return {
      {"zh", side.spec.name.zh},    {"en", side.spec.name.en},    {"digest", scenarios::digest(side.spec)},
      {"seed", side.spec.run.seed}, {"days", side.spec.run.days}, {"replications", side.measured.replications.size()}};
}

void show(const Sides& sides, const Options& options, const fs::path& folder, const Console& console) {
  const Side& first = *sides.front();
  const Side& last = *sides.back();
  const bool pair = sides.size() == 2;
  if (console.json) {
    nlohmann::ordered_json result;
    result["results"] = (folder / "results.sqlite").generic_string();
    for (const auto& side : sides) result["scenarios"].push_back(side_json(*side));
    result["indicators"] = pair ? comparison_json(first.measured, last.measured) : summary_json(first.measured);
    console.print(result.dump(1));
  } else if (pair) {
    console.print(console.text(Say::labelled, console.text(Say::base_column), console.in(first.spec.name)));
    console.print(console.text(Say::labelled, console.text(Say::alternative_column), console.in(last.spec.name)));
    console.print();
    print_comparison(console, first.measured, last.measured, options.all);
  } else {
    console.print(console.in(first.spec.name));
    console.print();
    print_summary(console, first.measured, options.all);
  }
}

// By time, most first. On standard error, since it says something of the program and not of the district.
void show_profile(const sim::Profile& profile, const Console& console) {
  std::vector<std::size_t> kinds;
  double all = 0.0;
  for (std::size_t kind = 0; kind < profile.kinds(); ++kind) {
    if (profile.count(kind) > 0) kinds.push_back(kind);
    all += profile.seconds(kind);
  }
  std::stable_sort(kinds.begin(), kinds.end(),
                   [&](std::size_t a, std::size_t b) { return profile.seconds(a) > profile.seconds(b); });
  Table table({{console.text(Say::profile_event)},
               {console.text(Say::profile_count), Table::Align::right},
               {console.text(Say::profile_seconds), Table::Align::right},
               {console.text(Say::profile_share), Table::Align::right},
               {console.text(Say::profile_each), Table::Align::right}});
  for (const std::size_t kind : kinds) {
    const double seconds = profile.seconds(kind), count = static_cast<double>(profile.count(kind));
    table.add({std::string(console.in(models::event_word(kind).text)), grouped(profile.count(kind)),
               fmt::format("{:.3f}", seconds), fmt::format("{:.1f} %", 100.0 * seconds / all),
               fmt::format("{:.0f}", 1e9 * seconds / count)});
  }
  console.tell("");
  console.tell(console.text(Say::profile_heading));
  for (const std::string& line : table.lines()) console.tell(line);
}

int simulate_and_report(Sides sides, const Options& options, const fs::path& folder, const Console& console) {
  make_run_folder(folder);
  const fs::path database = folder / "results.sqlite";
  scenarios::ResultsWriter writer(database.generic_string(), {YUANLUO_VERSION, options.command, false});
  for (const auto& side : sides) add_scenario(writer, folder, *side);
  for (const auto& side : sides) {
    console.tell(
        console.text(Say::simulating, console.in(side->spec.name), side->spec.run.days, side->spec.run.replications));
  }
  std::optional<sim::Profile> profile;
  if (options.profile) profile.emplace(models::event_kinds);
  const bool complete =
      simulate(sides, options.threads, options.trace, profile ? &*profile : nullptr, folder, console, writer);
  writer.finish(complete);

  const bool anything =
      std::all_of(sides.begin(), sides.end(), [](const auto& side) { return !side->measured.replications.empty(); });
  if (anything) show(sides, options, folder, console);
  if (profile) show_profile(*profile, console);
  console.tell(console.text(Say::results_written, database.generic_string()));
  if (!options.no_csv) {
    scenarios::export_csv(database.generic_string(), (folder / "csv").generic_string());
    console.tell(console.text(Say::csv_written, (folder / "csv").generic_string()));
  }
  if (options.trace)
    for (const auto& side : sides)
      console.tell(console.text(Say::trace_written, (folder / trace_file_of(side->role)).generic_string()));
  if (!options.no_report && anything) {
    const std::string page = (folder / "report.html").generic_string();
    viz::write_report(scenarios::read_results(database.generic_string()), console.language, page);
    console.tell(console.text(Say::report_written, page));
  }
  return complete ? success : interrupted;
}

std::string stem(const std::string& file) { return fs::path(file).stem().string(); }

void add_simulation_options(Arguments app, Options& options, const CommandLine& line) {
  app.option("-o,--out", options.out, line.in(Say::option_out_folder));
  app.option("--days", options.days, line.in(Say::option_days)).range(1, 36500);
  app.option("--warm-up-days", options.warm_up_days, line.in(Say::option_warm_up)).range(0, 3650);
  app.option("--replications", options.replications, line.in(Say::option_replications)).range(1, 100000);
  app.option("--seed", options.seed, line.in(Say::option_seed)).range(0, largest_seed);
  app.option("--threads", options.threads, line.in(Say::option_threads)).range(0, 4096);
  app.flag("--no-csv", options.no_csv, line.in(Say::option_no_csv));
  app.flag("--trace", options.trace, line.in(Say::option_trace));
  app.flag("--profile", options.profile, line.in(Say::option_profile));
  app.flag("--no-report", options.no_report, line.in(Say::option_no_report));
  app.flag("--all", options.all, line.in(Say::option_all_kpis));
}

int run(const Options& options, const Console& console) {
  stop_signal();
  Spec spec = scenarios::load_spec(options.files.at(0));
  apply(options, spec);
  console.tell(console.text(Say::building));
  Sides sides;
  sides.push_back(build(Role::single, std::move(spec), console));
  const fs::path folder = options.out.empty() ? fs::path("out") / stem(options.files[0]) : fs::path(options.out);
  return simulate_and_report(std::move(sides), options, folder, console);
}

int compare(const Options& options, const Console& console) {
  stop_signal();
  std::vector<scenarios::Problem> problems;
  std::vector<Spec> specs;
  for (const std::string& file : options.files) {
    try {
      specs.push_back(scenarios::load_spec(file));
    } catch (const scenarios::ScenarioError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (!problems.empty()) throw scenarios::ScenarioError(std::move(problems));
  apply(options, specs[0]);
  // Both sides run as the base says: the same luck over the same days.
  specs[1].run = specs[0].run;
  console.tell(console.text(Say::building));
  Sides sides;
  sides.push_back(build(Role::base, std::move(specs[0]), console));
  sides.push_back(build(Role::alternative, std::move(specs[1]), console));
  const fs::path folder = options.out.empty()
                              ? fs::path("out") / fmt::format("{}-{}", stem(options.files[0]), stem(options.files[1]))
                              : fs::path(options.out);
  return simulate_and_report(std::move(sides), options, folder, console);
}

int report(const Options& options, const Console& console) {
  fs::path database = options.files.at(0);
  std::error_code code;
  if (fs::is_directory(database, code)) database /= "results.sqlite";
  if (!fs::exists(database, code)) {
    const models::Text &wanted = text(Say::results_wanted), &found = text(Say::no_results);
    throw scenarios::ScenarioError({{database.generic_string(),
                                     "",
                                     0,
                                     0,
                                     {std::string{wanted.zh}, std::string{wanted.en}},
                                     {std::string{found.zh}, std::string{found.en}},
                                     {}}});
  }
  const std::string page =
      options.out.empty() ? (database.parent_path() / "report.html").generic_string() : options.out;
  viz::write_report(scenarios::read_results(database.generic_string()), console.language, page);
  if (console.json) {
    console.print(nlohmann::ordered_json{{"report", page}}.dump(1));
  } else {
    console.print(console.text(Say::report_written, page));
  }
  return success;
}

}  // namespace

void add_run(CommandLine& line) {
  const auto options = std::make_shared<Options>();
  Arguments app =
      line.add("run", text(Say::run_help), text(Say::run_example), [options, &line](const Console& console) {
        options->command = line.results_command();
        return run(*options, console);
      });
  app.option("file", options->files, line.in(Say::scenario_file)).required().expected(1);
  add_simulation_options(app, *options, line);
}

void add_compare(CommandLine& line) {
  const auto options = std::make_shared<Options>();
  options->files.resize(2);
  Arguments app = line.add("compare", text(Say::compare_help), text(Say::compare_example),
                           [options, &line](const Console& console) {
                             options->command = line.results_command();
                             return compare(*options, console);
                           });
  app.option("base", options->files[0], line.in(Say::base_file)).required();
  app.option("alternative", options->files[1], line.in(Say::alternative_file)).required();
  add_simulation_options(app, *options, line);
}

void add_report(CommandLine& line) {
  const auto options = std::make_shared<Options>();
  Arguments app = line.add("report", text(Say::report_help), text(Say::report_example),
                           [options](const Console& console) { return report(*options, console); });
  app.option("file", options->files, line.in(Say::results_place)).required().expected(1);
  app.option("-o,--out", options->out, line.in(Say::option_out_file));
}

}  // namespace yuanluo::apps
