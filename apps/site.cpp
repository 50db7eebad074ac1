// `yuanluo site`: where to put things, for a graph or a table of points or costs.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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
#include "apps/site_texts.hpp"
#include "plan/siting/capacity.hpp"
#include "plan/siting/instance.hpp"
#include "scenarios/plan/site_file.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/csv_text.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::Text;
using plan::siting::Answer;
using plan::siting::Choice;
using plan::siting::Customer;
using plan::siting::Instance;
using plan::siting::Limits;
using plan::siting::Objective;
using plan::siting::Obstacle;
using plan::siting::Outcome;
using plan::siting::Question;
using plan::siting::Step;
using plan::siting::Stopped;

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

const Text& stopped_text(Stopped stopped) {
  switch (stopped) {
    case Stopped::proven:
      return site_texts::proven;
    case Stopped::gap:
      return site_texts::stopped_by_gap;
    case Stopped::time:
      return site_texts::stopped_by_time;
    case Stopped::infeasible:
      break;
  }
  return site_texts::infeasible;
}

const char* stopped_word(Stopped stopped) {
  constexpr const char* words[] = {"proven", "gap", "time", "infeasible"};
  return words[static_cast<std::size_t>(stopped)];
}

std::string amount(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return fmt::format("{:.0f}", value);
  // Published optima are compared to the last digit.
  return std::abs(value) >= 1000.0 && std::abs(value) < 1e12 ? fmt::format("{:.2f}", value)
                                                             : fmt::format("{:.6g}", value);
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

// "0.032 %", "2e-05 %".
std::string gap_text(double gap) {
  const double percent = 100.0 * gap;
  return percent == 0.0 || percent >= 0.0005 ? fmt::format("{:.3f} %", percent) : fmt::format("{:.0e} %", percent);
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

std::string customer_list(const Instance& instance, const std::vector<Customer>& customers) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < std::min<std::size_t>(customers.size(), 10); ++k) {
    names.push_back(instance.customers[customers[k]]);
  }
  return fmt::format("{}{}", fmt::join(names, ", "), customers.size() > names.size() ? ", …" : "");
}

std::string obstacle_text(const Console& console, const Instance& instance, const Obstacle& obstacle) {
  const auto in = [&](const Text& text) { return fmt::runtime(console.in(text)); };
  switch (obstacle.kind) {
    case Obstacle::Kind::beyond_reach:
      return fmt::format(in(site_texts::beyond_reach), obstacle.customers.size(), amount(obstacle.wanted),
                         amount(obstacle.available), customer_list(instance, obstacle.customers));
    case Obstacle::Kind::capacity:
      return fmt::format(in(site_texts::too_little_capacity), amount(obstacle.wanted), amount(obstacle.available),
                         obstacle.customers.size(), customer_list(instance, obstacle.customers));
    case Obstacle::Kind::too_few_sites:
      break;
  }
  return fmt::format(in(site_texts::too_few_sites), amount(obstacle.wanted), amount(obstacle.available));
}

Json obstacles_json(const Instance& instance, const std::vector<Obstacle>& obstacles) {
  constexpr const char* kinds[] = {"beyond_reach", "capacity", "too_few_sites"};
  Json list = Json::array();
  for (const Obstacle& obstacle : obstacles) {
    Json one{{"kind", kinds[static_cast<std::size_t>(obstacle.kind)]},
             {"wanted", obstacle.wanted},
             {"available", obstacle.available},
             {"customers", Json::array()}};
    for (const Customer i : obstacle.customers) one["customers"].push_back(instance.customers[i]);
    list.push_back(std::move(one));
  }
  return list;
}

Json answer_json(const scenarios::SiteFile& file, const Question& question, const SiteOptions& options,
                 const Answer& answer) {
  const Instance& instance = file.instance;
  const Outcome& outcome = answer.outcome;
  Json json{
      {"file", options.file},           {"objective", options.objective}, {"customers", instance.customers.size()},
      {"sites", instance.sites.size()}, {"read_as", file.read_as.en},     {"notes", Json::array()}};
  for (const models::Name& note : file.notes) json["notes"].push_back(note.en);
  if (question.objective != Objective::lscp) json["p"] = question.p;
  json["stopped"] = stopped_word(outcome.stopped);
  if (!answer.obstacles.empty()) {
    json["infeasible"] = obstacles_json(instance, answer.obstacles);
    return json;
  }
  json["value"] = outcome.value;
  json["bound"] = outcome.bound;
  json["gap"] = outcome.gap();
  json["proven"] = outcome.stopped == Stopped::proven;
  json["method"] = outcome.method;
  json["seconds"] = outcome.seconds;
  json["nodes"] = outcome.nodes;
  if (answer.guarantee) json["greedy_guarantee"] = *answer.guarantee;
  Json& choices = json["choices"] = Json::array();
  for (const Choice& choice : answer.choices) {
    Json one{
        {"site", instance.sites[choice.site]}, {"existing", choice.existing}, {"marginal", choice.marginal},
        {"cumulative", choice.cumulative},     {"serves", choice.serves},     {"worse_if_closed", choice.if_closed}};
    if (!instance.x.empty()) {
      one["x"] = instance.x[choice.site];
      one["y"] = instance.y[choice.site];
    }
    if (choice.runner_up) {
      one["runner_up"] = instance.sites[*choice.runner_up];
      one["worse_with_runner_up"] = choice.runner_up_worse;
    }
    choices.push_back(std::move(one));
  }
  if (!answer.serves.empty()) {
    Json& served = json["served_by"] = Json::object();
    for (std::size_t i = 0; i < answer.serves.size(); ++i) {
      served[instance.customers[i]] =
          answer.serves[i] == plan::siting::served_by_none ? Json(nullptr) : Json(instance.sites[answer.serves[i]]);
    }
  }
  Json& log = json["log"] = Json::array();
  for (const Step& step : outcome.log) {
    log.push_back({{"what", step.what}, {"value", step.value}, {"seconds", step.seconds}});
    if (std::isfinite(step.bound)) log.back()["bound"] = step.bound;
  }
  return json;
}

std::string answer_csv(const Instance& instance, const Answer& answer) {
  std::string text(scenarios::utf8_mark);
  text += "rank,site,x,y,existing,marginal,cumulative,serves,worse_if_closed,runner_up,worse_with_runner_up\r\n";
  for (std::size_t k = 0; k < answer.choices.size(); ++k) {
    const Choice& choice = answer.choices[k];
    text += fmt::format("{},", k + 1);
    scenarios::append_csv_field(text, instance.sites[choice.site]);
    text += instance.x.empty() ? ",," : fmt::format(",{},{}", instance.x[choice.site], instance.y[choice.site]);
    text += fmt::format(",{},{},{},{},{},", choice.existing ? 1 : 0, choice.marginal, choice.cumulative, choice.serves,
                        choice.if_closed);
    if (choice.runner_up) {
      scenarios::append_csv_field(text, instance.sites[*choice.runner_up]);
      text += fmt::format(",{}", choice.runner_up_worse);
    } else {
      text += ',';
    }
    text += "\r\n";
  }
  return text;
}

void print_answer(const Console& console, const scenarios::SiteFile& file, const SiteOptions& options,
                  const Answer& answer) {
  const Instance& instance = file.instance;
  const Outcome& outcome = answer.outcome;
  const auto in = [&](const Text& text) { return fmt::runtime(console.in(text)); };
  console.print(fmt::format(in(site_texts::read_line), options.file, console.in(file.read_as)));
  for (const models::Name& note : file.notes) console.print(fmt::format(in(site_texts::note_line), console.in(note)));
  console.print(fmt::format(in(site_texts::headline), options.objective, instance.customers.size(),
                            instance.sites.size(), outcome.open.size()));
  console.print(fmt::format(in(site_texts::value_line), amount(outcome.value), amount(outcome.bound),
                            gap_text(outcome.gap()), console.in(stopped_text(outcome.stopped))));
  if (is_maximum(objective_of_name(options.objective)) && answer.total_weight > 0.0) {
    console.print(fmt::format(in(site_texts::share_line), 100.0 * outcome.value / answer.total_weight,
                              amount(answer.total_weight)));
  }
  console.print(fmt::format(in(site_texts::method_line), outcome.method, outcome.nodes, outcome.seconds));
  console.print();
  const auto title = [&](const Text& text) { return std::string(console.in(text)); };
  Table table({{"#", Table::Align::right},
               {title(site_texts::site_column)},
               {title(site_texts::marginal_column), Table::Align::right},
               {title(site_texts::cumulative_column), Table::Align::right},
               {title(site_texts::serves_column), Table::Align::right},
               {title(site_texts::closed_column), Table::Align::right},
               {title(site_texts::runner_up_column)},
               {title(site_texts::runner_up_worse_column), Table::Align::right}});
  for (std::size_t k = 0; k < answer.choices.size(); ++k) {
    const Choice& choice = answer.choices[k];
    table.add(
        {std::to_string(k + 1),
         instance.sites[choice.site] + (choice.existing ? std::string(console.in(site_texts::existing_mark)) : ""),
         amount(choice.marginal), amount(choice.cumulative), std::to_string(choice.serves), amount(choice.if_closed),
         choice.runner_up ? instance.sites[*choice.runner_up] : "–",
         choice.runner_up ? amount(choice.runner_up_worse) : "–"});
  }
  for (const std::string& line : table.lines()) console.print(line);
  if (!options.log) return;
  console.print();
  for (const Step& step : outcome.log) {
    console.print(fmt::format(in(site_texts::log_line), step.seconds, step.what, amount(step.value),
                              std::isfinite(step.bound) ? amount(step.bound) : "–"));
  }
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
  if (console.json) console.print(answer_json(file, question, options, answer).dump(1));
  if (!answer.obstacles.empty()) {
    for (const Obstacle& obstacle : answer.obstacles) {
      console.complain(options.file + ": " + obstacle_text(console, instance, obstacle));
    }
    return bad_input;
  }
  if (!console.json) print_answer(console, file, options, answer);
  if (!options.csv.empty()) write_file(options.csv, answer_csv(instance, answer));
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
