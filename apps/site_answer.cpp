#include "apps/site_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "apps/site_texts.hpp"
#include "plan/siting/capacity.hpp"
#include "scenarios/tables/csv_text.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::Text;
using plan::siting::Answer;
using plan::siting::Choice;
using plan::siting::Customer;
using plan::siting::Instance;
using plan::siting::Objective;
using plan::siting::Obstacle;
using plan::siting::Outcome;
using plan::siting::Step;
using plan::siting::Stopped;

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

// What plan/siting calls a step, in the user's language.
std::string step_text(const Console& console, std::string_view step) {
  const auto known = std::find_if(std::begin(site_texts::steps), std::end(site_texts::steps),
                                  [&](const Text& text) { return step == text.en; });
  return std::string(known == std::end(site_texts::steps) ? step : console.in(*known));
}

std::string amount(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return fmt::format("{:.0f}", value);
  // Published optima are compared to the last digit.
  return std::abs(value) >= 1000.0 && std::abs(value) < 1e12 ? fmt::format("{:.2f}", value)
                                                             : fmt::format("{:.6g}", value);
}

// "0.032 %", "2e-05 %".
std::string gap_text(double gap) {
  const double percent = 100.0 * gap;
  return percent == 0.0 || percent >= 0.0005 ? fmt::format("{:.3f} %", percent) : fmt::format("{:.0e} %", percent);
}

std::string customer_list(const Instance& instance, const std::vector<Customer>& customers) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < std::min<std::size_t>(customers.size(), 10); ++k) {
    names.push_back(instance.customers[customers[k]]);
  }
  return fmt::format("{}{}", fmt::join(names, ", "), customers.size() > names.size() ? ", …" : "");
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

}  // namespace

std::string site_obstacle(const Console& console, const Instance& instance, const Obstacle& obstacle) {
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

nlohmann::ordered_json site_json(const SiteQuestion& asked, const Answer& answer) {
  const scenarios::SiteFile& file = asked.file;
  const Instance& instance = file.instance;
  const Outcome& outcome = answer.outcome;
  Json json{{"file", asked.name},
            {"objective", asked.objective},
            {"customers", instance.customers.size()},
            {"sites", instance.sites.size()},
            {"read_as", file.read_as.en},
            {"notes", Json::array()}};
  for (const models::Name& note : file.notes) json["notes"].push_back(note.en);
  if (asked.question.objective != Objective::lscp) json["p"] = asked.question.p;
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

std::string site_csv(const Instance& instance, const Answer& answer) {
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

void print_site(const Console& console, const SiteQuestion& asked, const Answer& answer, bool log) {
  const scenarios::SiteFile& file = asked.file;
  const Instance& instance = file.instance;
  const Outcome& outcome = answer.outcome;
  const auto in = [&](const Text& text) { return fmt::runtime(console.in(text)); };
  console.print(fmt::format(in(site_texts::read_line), asked.name, console.in(file.read_as)));
  for (const models::Name& note : file.notes) console.print(fmt::format(in(site_texts::note_line), console.in(note)));
  console.print(fmt::format(in(site_texts::headline), asked.objective, instance.customers.size(), instance.sites.size(),
                            outcome.open.size()));
  console.print(fmt::format(in(site_texts::value_line), amount(outcome.value), amount(outcome.bound),
                            gap_text(outcome.gap()), console.in(stopped_text(outcome.stopped))));
  if (is_maximum(asked.question.objective) && answer.total_weight > 0.0) {
    console.print(fmt::format(in(site_texts::share_line), 100.0 * outcome.value / answer.total_weight,
                              amount(answer.total_weight)));
  }
  console.print(
      fmt::format(in(site_texts::method_line), step_text(console, outcome.method), outcome.nodes, outcome.seconds));
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
  if (!log) return;
  console.print();
  for (const Step& step : outcome.log) {
    console.print(fmt::format(in(site_texts::log_line), step.seconds, step_text(console, step.what), amount(step.value),
                              std::isfinite(step.bound) ? amount(step.bound) : "–"));
  }
}

}  // namespace yuanluo::apps
