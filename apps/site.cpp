// `yuanluo site`: where to put things, for a graph or a table of points or costs.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/options.hpp"
#include "apps/output_folder.hpp"
#include "apps/site_answer.hpp"
#include "apps/site_texts.hpp"
#include "plan/siting/instance.hpp"
#include "scenarios/plan/site_file.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::apps {
namespace {

using plan::siting::Answer;
using plan::siting::Instance;
using plan::siting::Limits;
using plan::siting::Objective;
using plan::siting::Obstacle;
using plan::siting::Question;

struct SiteOptions {
  std::string file, objective = "p-median", csv, sites, weights, round;
  std::size_t p = 0, add = 0, problem = 1;
  std::vector<std::string> columns;
  bool coordinates = false, no_capacity = false;
  std::optional<double> radius, capacity;
  double busy = 0.0, second_worth = 0.0;
  std::uint32_t needed = 1, units_at_a_site = 0;
  std::vector<std::string> existing;
  Limits limits;
  std::optional<double> gap;
  bool log = false;
};

Objective objective_of_name(const std::string& name) {
  if (name == "p-center") return Objective::p_center;
  if (name == "lscp") return Objective::lscp;
  if (name == "mclp") return Objective::mclp;
  if (name == "mexclp") return Objective::mexclp;
  return Objective::p_median;
}

[[noreturn]] void refuse(const std::string& file, models::Name wanted, models::Name found, models::Name hint = {}) {
  scenarios::Problem problem;
  problem.file = file;
  problem.wanted = std::move(wanted);
  problem.found = std::move(found);
  problem.hint = std::move(hint);
  throw scenarios::ScenarioError({std::move(problem)});
}

// Whether every value of the objective is a whole number.
bool all_whole(const Instance& instance) {
  const auto whole = [](double value) { return value == std::floor(value); };
  return std::all_of(instance.weight.begin(), instance.weight.end(), whole) &&
         std::all_of(instance.links.begin(), instance.links.end(), [&](const auto& list) {
           return std::all_of(list.begin(), list.end(), [&](const auto& link) { return whole(link.cost); });
         });
}

// The question that the options ask of the file.
Question question_of(const SiteOptions& options, const scenarios::SiteFile& file, Instance& instance) {
  Question question;
  question.objective = objective_of_name(options.objective);
  question.radius = options.radius;
  question.busy = options.busy;
  question.needed = options.needed;
  question.second_worth = options.second_worth;
  question.units_at_a_site = options.units_at_a_site;
  question.limits = options.limits;
  // Straight distances are irrational: nobody waits for their last digits, unless asked to.
  question.limits.gap = options.gap.value_or(all_whole(instance) ? 0.0 : 1e-6);
  if (!options.existing.empty()) {
    instance.existing.assign(instance.sites.size(), 0);
    for (const std::string& name : options.existing) {
      const auto found = std::find(instance.sites.begin(), instance.sites.end(), name);
      if (found == instance.sites.end()) {
        refuse(options.file, {"--existing：文件中的候选点名称", "--existing: the name of a site of the file"},
               scenarios::same('"' + name + '"'));
      }
      instance.existing[static_cast<std::size_t>(found - instance.sites.begin())] = 1;
    }
  }
  if (options.no_capacity) instance.capacity.clear();
  if (options.capacity) instance.capacity.assign(instance.sites.size(), *options.capacity);
  const auto held = static_cast<std::size_t>(std::count(instance.existing.begin(), instance.existing.end(), 1));
  question.p = options.p != 0 ? options.p : options.add != 0 ? held + options.add : file.p;
  const bool cover = question.objective != Objective::p_median && question.objective != Objective::p_center;
  if (file.cover_sets && !cover) {
    refuse(options.file, {"有距离的文件", "a file with distances"}, {"覆盖集文件", "a file of cover sets"},
           {"覆盖集适用于 lscp、mclp、mexclp", "cover sets are for lscp, mclp and mexclp"});
  }
  if (question.p == 0 && question.objective != Objective::lscp) {
    refuse(options.file, {"设施数：--p 或 --add", "how many sites: --p or --add"}, {"没有给出", "neither"});
  }
  if (cover && !file.cover_sets && !question.radius) {
    refuse(options.file, {"--radius", "--radius"}, {"没有给出", "nothing"});
  }
  const bool may_have_capacity = question.objective == Objective::p_median ||
                                 (question.objective == Objective::mclp && question.second_worth == 0.0);
  if (!instance.capacity.empty() && !may_have_capacity) {
    refuse(options.file,
           {"p-median 或 mclp（无备份覆盖），因有容量", "p-median, or mclp without backup: there are capacities"},
           scenarios::same(options.objective), {"--no-capacity 忽略容量", "--no-capacity leaves them out"});
  }
  return question;
}

scenarios::SiteFileOptions reading_of(const SiteOptions& options) {
  const bool cover = options.objective != "p-median" && options.objective != "p-center";
  scenarios::SiteFileOptions reading;
  if (cover) reading.radius = options.radius;
  reading.cover = cover;
  reading.coordinates = options.coordinates;
  reading.problem = options.problem;
  reading.sites = options.sites;
  reading.weights = options.weights;
  if (options.round == "none") reading.rounding = scenarios::Rounding::none;
  if (options.round == "nearest") reading.rounding = scenarios::Rounding::nearest;
  if (options.round == "up") reading.rounding = scenarios::Rounding::up;
  if (options.round == "down") reading.rounding = scenarios::Rounding::down;
  constexpr std::string_view known[] = {"name", "x", "y", "lon", "lat", "weight", "load", "capacity", "cost", "-"};
  for (const std::string& column : options.columns) {
    if (std::find(std::begin(known), std::end(known), column) == std::end(known)) {
      refuse("--columns", scenarios::same(fmt::format("{}", fmt::join(known, ", "))),
             scenarios::same('"' + column + '"'));
    }
    if (column != "-" && std::count(options.columns.begin(), options.columns.end(), column) > 1)
      refuse("--columns", {"每列一次", "each column once"}, scenarios::same('"' + column + '"'));
    reading.columns.push_back(column);
  }
  const auto has = [&](const char* column) {
    return std::find(options.columns.begin(), options.columns.end(), column) != options.columns.end();
  };
  if (!options.columns.empty() && !(has("x") && has("y")) && !(has("lon") && has("lat")))
    refuse("--columns", {"x 与 y，或 lon 与 lat", "x and y, or lon and lat"}, {"没有", "neither"});
  return reading;
}

int site(const SiteOptions& options, const Console& console) {
  if (options.p != 0 && options.add != 0) throw UsageError("--p, --add");
  scenarios::SiteFile file = scenarios::read_site_file(options.file, reading_of(options));
  Instance& instance = file.instance;
  const Question question = question_of(options, file, instance);
  const Answer answer = plan::siting::answer(instance, question);
  const SiteQuestion asked{options.file, options.objective, file, question};
  if (console.json) console.print(site_json(asked, answer).dump(1));
  if (!answer.obstacles.empty()) {
    for (const Obstacle& obstacle : answer.obstacles) {
      console.complain(options.file + ": " + site_obstacle(console, instance, obstacle));
    }
    return bad_input;
  }
  if (!console.json) print_site(console, asked, answer, options.log);
  if (!options.csv.empty()) write_file(options.csv, site_csv(instance, answer));
  return success;
}

}  // namespace

void add_site(CommandLine& line) {
  const auto options = std::make_shared<SiteOptions>();
  Arguments app = line.add("site", site_texts::help, site_texts::example,
                           [options](const Console& console) { return site(*options, console); });
  app.option("file", options->file, line.in(site_texts::file)).required();
  app.option("--objective", options->objective, line.in(site_texts::objective))
      .one_of({"p-median", "p-center", "lscp", "mclp", "mexclp"});
  app.option("--p", options->p, line.in(site_texts::p)).range(1, 1'000'000);
  app.option("--add", options->add, line.in(site_texts::add)).range(1, 1'000'000);
  app.option("--existing", options->existing, line.in(site_texts::existing)).list();
  app.flag("--coordinates", options->coordinates, line.in(site_texts::coordinates));
  app.option("--columns", options->columns, line.in(site_texts::columns)).list();
  app.option("--sites", options->sites, line.in(site_texts::sites));
  app.option("--weights", options->weights, line.in(site_texts::weights));
  app.option("--round", options->round, line.in(site_texts::round)).one_of({"none", "nearest", "up", "down"});
  app.option("--problem", options->problem, line.in(site_texts::problem)).range(1, 10'000);
  app.option("--radius", options->radius, line.in(site_texts::radius)).at_least_zero();
  app.option("--busy", options->busy, line.in(site_texts::busy)).range(0.0, 0.9999);
  app.option("--needed", options->needed, line.in(site_texts::needed)).range(1, 1000);
  app.option("--second-worth", options->second_worth, line.in(site_texts::second_worth)).range(0.0, 1.0);
  app.option("--units-at-a-site", options->units_at_a_site, line.in(site_texts::units)).range(1, 100000);
  app.option("--capacity", options->capacity, line.in(site_texts::capacity)).at_least_zero();
  app.flag("--no-capacity", options->no_capacity, line.in(site_texts::no_capacity));
  app.option("--time", options->limits.seconds, line.in(site_texts::time)).range(0.1, 86400.0);
  app.option("--gap", options->gap, line.in(site_texts::gap)).range(0.0, 1.0);
  app.option("--seed", options->limits.seed, line.in(site_texts::seed));
  app.option("--csv", options->csv, line.in(site_texts::csv));
  app.flag("--log", options->log, line.in(site_texts::log));
}

}  // namespace yuanluo::apps
