#include "scenarios/plan/plan_spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "scenarios/json/document.hpp"
#include "scenarios/json/suggestion.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;

constexpr std::int64_t usual_variants = 100;
constexpr std::int64_t replications_for_a_variant = 12;

class PlanReader {
 public:
  PlanReader(const std::filesystem::path& path, const Json& json) : path_(path), json_(json) {}

  PlanSpec operator()() {
    spec_.file = path_.string();
    if (!json_.is_object()) {
      problem("", {"一个对象", "an object"}, phrase(json_));
      problems_.raise();
    }
    know(json_, "",
         {"$schema", "name", "scenario", "decide", "budget_yuan", "objectives", "days", "replications", "difference",
          "confidence", "seed", "search_s", "variants", "uncertain", "constraints"});
    name();
    scenario();
    decisions();
    objectives();
    constraints();
    whole(json_, "", "days", 1, 36500, spec_.days);
    whole(json_, "", "seed", 0, 9007199254740991, spec_.seed);
    real(json_, "", "difference", 0.0, 1e12, spec_.difference);
    real(json_, "", "confidence", 0.5, 0.9999, spec_.confidence);
    real(json_, "", "search_s", 0.1, 86400.0, spec_.search_s);
    if (const Json* r = object(json_, "", "replications")) {
      know(*r, "/replications", {"first", "most", "confirm"});
      whole(*r, "/replications", "first", 3, 100000, spec_.first);
      whole(*r, "/replications", "most", 3, 100000, spec_.most);
      whole(*r, "/replications", "confirm", 2, 100000, spec_.confirm);
    }
    variants();
    uncertain();
    problems_.raise();
    return std::move(spec_);
  }

 private:
  void problem(const std::string& pointer, Name wanted, Name found, Name hint = {}) {
    problems_.add_json(spec_.file, pointer, std::move(wanted), std::move(found), std::move(hint));
  }

  void know(const Json& object, const std::string& pointer, const std::vector<std::string>& keys) {
    for (const auto& [key, value] : object.items()) {
      bool known = false;
      for (const std::string& k : keys) known = known || k == key;
      if (known) continue;
      problem(child_pointer(pointer, key),
              {fmt::format("下列之一：{}", fmt::join(keys, "、")), fmt::format("one of {}", fmt::join(keys, ", "))},
              same('"' + key + '"'), did_you_mean(key, keys));
    }
  }

  const Json* at(const Json& object, const char* key) const {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
  }
  const Json* object(const Json& parent, const std::string& pointer, const char* key) {
    const Json* const value = at(parent, key);
    if (value == nullptr || value->is_object()) return value;
    problem(child_pointer(pointer, key), {"一个对象", "an object"}, phrase(*value));
    return nullptr;
  }

  void whole(const Json& parent, const std::string& pointer, const char* key, std::int64_t low, std::int64_t high,
             std::int64_t& value) {
    const Json* const found = at(parent, key);
    if (found == nullptr) return;
    if (found->is_number_integer() && found->get<double>() >= static_cast<double>(low) &&
        found->get<double>() <= static_cast<double>(high)) {
      value = found->get<std::int64_t>();
      return;
    }
    problem(child_pointer(pointer, key),
            {fmt::format("{} 至 {} 的整数", low, high), fmt::format("a whole number from {} to {}", low, high)},
            phrase(*found));
  }
  void count(const Json& parent, const std::string& pointer, const char* key, std::int64_t low, std::size_t& value) {
    auto number = static_cast<std::int64_t>(value);
    whole(parent, pointer, key, low, 1'000'000, number);
    value = static_cast<std::size_t>(number);
  }
  void real(const Json& parent, const std::string& pointer, const char* key, double low, double high, double& value) {
    const Json* const found = at(parent, key);
    if (found == nullptr) return;
    if (found->is_number() && found->get<double>() >= low && found->get<double>() <= high) {
      value = found->get<double>();
      return;
    }
    problem(child_pointer(pointer, key),
            {fmt::format("{} 至 {} 的数", low, high), fmt::format("a number from {} to {}", low, high)},
            phrase(*found));
  }

  void name() {
    const Json* const found = object(json_, "", "name");
    if (found == nullptr) {
      spec_.name = same(path_.stem().string());
      return;
    }
    know(*found, "/name", {"zh", "en"});
    for (const char* language : {"zh", "en"}) {
      const Json* const text = at(*found, language);
      if (text != nullptr && text->is_string()) {
        (language[0] == 'z' ? spec_.name.zh : spec_.name.en) = text->get<std::string>();
      } else {
        problem(child_pointer("/name", language), {"一段文字", "a text"}, text == nullptr ? nothing() : phrase(*text));
      }
    }
  }

  void scenario() {
    const Json* const found = at(json_, "scenario");
    std::vector<std::pair<std::string, const Json*>> files;
    if (found != nullptr && found->is_array()) {
      for (std::size_t k = 0; k < found->size(); ++k) files.emplace_back(fmt::format("/scenario/{}", k), &(*found)[k]);
    } else if (found != nullptr) {
      files.emplace_back("/scenario", found);
    }
    if (files.empty()) problem("/scenario", {"场景文件", "a scenario file"}, nothing());
    for (const auto& [pointer, file] : files) {
      if (!file->is_string()) {
        problem(pointer, {"场景文件", "a scenario file"}, phrase(*file));
        continue;
      }
      spec_.scenarios.push_back((path_.parent_path() / file->get<std::string>()).lexically_normal().generic_string());
    }
  }

  void decisions() {
    const Json* const list = at(json_, "decide");
    if (list == nullptr || !list->is_array() || list->empty()) {
      problem("/decide", {"至少一项要决定的事", "a list of at least one decision"},
              list == nullptr ? nothing() : phrase(*list));
      return;
    }
    const bool budget = at(json_, "budget_yuan") != nullptr;
    if (budget) {
      double yuan = 0.0;
      real(json_, "", "budget_yuan", 0.0, 1e15, yuan);
      spec_.budget_yuan = yuan;
    }
    std::set<DecisionKind> seen;
    for (std::size_t k = 0; k < list->size(); ++k) {
      const std::string pointer = fmt::format("/decide/{}", k);
      const Json& item = (*list)[k];
      if (!item.is_object()) {
        problem(pointer, {"一个对象", "an object"}, phrase(item));
        continue;
      }
      Decision decision;
      if (!kind(item, pointer, decision)) continue;
      if (!seen.insert(decision.kind).second) {
        problem(pointer + "/kind", {"每类一次", "each kind once"}, same(words(decision.kind).key));
      }
      settings(item, pointer, decision);
      if (at(item, "count") == nullptr && !budget) {
        problem(pointer + "/count", {"个数，或总预算 budget_yuan", "a count, or \"budget_yuan\" for the whole plan"},
                nothing());
      }
      spec_.decisions.push_back(std::move(decision));
    }
  }

  bool kind(const Json& item, const std::string& pointer, Decision& decision) {
    std::vector<std::string> keys;
    for (std::size_t k = 0; k < decision_kinds; ++k) {
      keys.emplace_back(words(static_cast<DecisionKind>(k)).key);
    }
    const Json* const found = at(item, "kind");
    const std::string word = found != nullptr && found->is_string() ? found->get<std::string>() : "";
    for (std::size_t k = 0; k < keys.size(); ++k) {
      if (word != keys[k]) continue;
      decision.kind = static_cast<DecisionKind>(k);
      decision.cost_yuan = words(decision.kind).cost_yuan;
      return true;
    }
    problem(pointer + "/kind",
            {fmt::format("下列之一：{}", fmt::join(keys, "、")), fmt::format("one of {}", fmt::join(keys, ", "))},
            found == nullptr ? nothing() : phrase(*found), did_you_mean(word, keys));
    return false;
  }

  void settings(const Json& item, const std::string& pointer, Decision& decision) {
    std::vector<std::string> keys{"kind", "count", "cost_yuan", "at_least_per_community", "at_most_per_community"};
    const DecisionKind is = decision.kind;
    if (is == DecisionKind::hydrants)
      keys.insert(keys.end(), {"spacing_m", "least_distance_m", "kerb_m", "wall_m", "building_depth_m",
                               "furthest_building_m", "radius_m", "street_spacing_m", "least_flow_lps"});
    if (is == DecisionKind::aeds) keys.insert(keys.end(), {"reach_m"});
    if (is == DecisionKind::grid_workers) keys.insert(keys.end(), {"shifts"});
    if (is == DecisionKind::care_stations || is == DecisionKind::micro_fire_stations) keys.push_back("staff");
    know(item, pointer, keys);
    count(item, pointer, "count", 1, decision.count);
    real(item, pointer, "cost_yuan", 1.0, 1e12, decision.cost_yuan);
    count(item, pointer, "at_least_per_community", 0, decision.at_least_per_community);
    count(item, pointer, "at_most_per_community", 1, decision.at_most_per_community);
    if (decision.at_most_per_community != 0 && decision.at_most_per_community < decision.at_least_per_community) {
      problem(pointer + "/at_most_per_community",
              {"不小于 at_least_per_community 的数", "a number that is not below at_least_per_community"},
              same(std::to_string(decision.at_most_per_community)));
    }
    real(item, pointer, "spacing_m", 5.0, 1000.0, decision.spacing_m);
    real(item, pointer, "least_distance_m", 0.0, 1000.0, decision.least_distance_m);
    real(item, pointer, "kerb_m", 0.5, 2.0, decision.kerb_m);
    real(item, pointer, "wall_m", 0.0, 100.0, decision.wall_m);
    real(item, pointer, "building_depth_m", 0.0, 100.0, decision.building_depth_m);
    real(item, pointer, "furthest_building_m", 0.0, 100000.0, decision.furthest_building_m);
    real(item, pointer, "radius_m", 0.0, 1000.0, decision.radius_m);
    real(item, pointer, "street_spacing_m", 0.0, 1000.0, decision.street_spacing_m);
    if (at(item, "least_flow_lps") != nullptr) {
      decision.least_flow_lps = 0.0;
      real(item, pointer, "least_flow_lps", 0.0, 1000.0, *decision.least_flow_lps);
    }
    real(item, pointer, "reach_m", 1.0, 10000.0, decision.reach_m);
    count(item, pointer, "staff", 0, decision.staff);
    const Json* const shifts = at(item, "shifts");
    if (shifts == nullptr || is != DecisionKind::grid_workers) return;
    decision.shifts.clear();
    const Name wanted{"班次 [起始小时 0—23, 小时数 1—24] 的列表",
                      "a list of shifts [first hour 0 to 23, hours 1 to 24]"};
    if (!shifts->is_array() || shifts->empty()) problem(pointer + "/shifts", wanted, phrase(*shifts));
    for (std::size_t k = 0; shifts->is_array() && k < shifts->size(); ++k) {
      const Json& shift = (*shifts)[k];
      const bool pair =
          shift.is_array() && shift.size() == 2 && shift[0].is_number_integer() && shift[1].is_number_integer();
      const int first = pair ? shift[0].get<int>() : -1, hours = pair ? shift[1].get<int>() : 0;
      if (first < 0 || first > 23 || hours < 1 || hours > 24) {
        problem(fmt::format("{}/shifts/{}", pointer, k), wanted, phrase(shift));
        continue;
      }
      decision.shifts.push_back({first, hours});
    }
  }

  // Posts queue, which the benefit knows in part only: they race unless the plan says otherwise.
  void variants() {
    const bool one = spec_.decisions.size() == 1;
    if (one && spec_.decisions.front().kind == DecisionKind::grid_workers) spec_.variants = usual_variants;
    const Json* const r = object(json_, "", "variants");
    if (r != nullptr) {
      know(*r, "/variants", {"count", "replications"});
      whole(*r, "/variants", "count", 0, 5000, spec_.variants);
      whole(*r, "/variants", "replications", 6, 1'000'000, spec_.race_replications);
      const Json* const list = at(json_, "decide");
      if (spec_.variants > 0 && list != nullptr && list->is_array() && list->size() > 1) {
        problem("/variants", {"只有一项决定的方案", "a plan of one decision only"},
                {fmt::format("{} 项", list->size()), fmt::format("{} decisions", list->size())});
      }
    }
    if (spec_.race_replications == 0) spec_.race_replications = replications_for_a_variant * spec_.variants;
  }

  void uncertain() {
    const Json* const found = object(json_, "", "uncertain");
    if (found == nullptr) return;
    know(*found, "/uncertain", {"draws", "parameters"});
    whole(*found, "/uncertain", "draws", 2, 64, spec_.draws);
    const Json* const list = at(*found, "parameters");
    if (list == nullptr || !list->is_array() || list->empty()) {
      problem("/uncertain/parameters", {"至少一个参数", "a list of at least one parameter"},
              list == nullptr ? nothing() : phrase(*list));
      return;
    }
    for (std::size_t k = 0; k < list->size(); ++k) {
      const std::string pointer = fmt::format("/uncertain/parameters/{}", k);
      const Json& item = (*list)[k];
      Uncertain one;
      if (item.is_string()) {
        one.parameter = item.get<std::string>();
      } else if (item.is_object()) {
        know(item, pointer, {"parameter", "low", "high"});
        const Json* const name = at(item, "parameter");
        if (name != nullptr && name->is_string()) one.parameter = name->get<std::string>();
        for (const auto& [key, bound] : {std::pair{"low", &one.low}, std::pair{"high", &one.high}}) {
          if (at(item, key) == nullptr) continue;
          *bound = 0.0;
          real(item, pointer, key, -1e15, 1e15, **bound);
        }
      }
      // As `yuanluo sources` prints it.
      if (!one.parameter.empty() && one.parameter.front() != '/') one.parameter.insert(0, 1, '/');
      if (one.parameter.empty()) {
        problem(pointer, {"参数的指针", "the pointer of a parameter"}, phrase(item));
        continue;
      }
      spec_.uncertain.push_back(std::move(one));
    }
  }

  void objectives() {
    const Json* const list = at(json_, "objectives");
    if (list == nullptr || !list->is_array() || list->empty()) {
      problem("/objectives", {"至少一个目标指标", "a list of at least one objective"},
              list == nullptr ? nothing() : phrase(*list));
      return;
    }
    for (std::size_t k = 0; k < list->size(); ++k) {
      const std::string pointer = fmt::format("/objectives/{}", k);
      const Json& item = (*list)[k];
      PlanObjective objective;
      if (item.is_string()) {
        objective.kpi = item.get<std::string>();
      } else if (item.is_object()) {
        know(item, pointer, {"kpi", "worst_community", "gap", "weights"});
        objective_of(item, pointer, objective);
      }
      if (objective.kpi.empty()) {
        problem(pointer, {"指标代码", "the key of a KPI"}, phrase(item));
        continue;
      }
      const bool again = std::any_of(spec_.objectives.begin(), spec_.objectives.end(), [&](const PlanObjective& other) {
        return other.kpi == objective.kpi && other.as == objective.as && other.weights == objective.weights;
      });
      if (again) problem(pointer, {"每个目标一次", "each objective once"}, same('"' + objective.kpi + '"'));
      spec_.objectives.push_back(std::move(objective));
    }
  }

  void constraints() {
    const Json* const list = at(json_, "constraints");
    if (list == nullptr) return;
    if (!list->is_array()) {
      problem("/constraints", {"约束的列表", "a list of constraints"}, phrase(*list));
      return;
    }
    for (std::size_t k = 0; k < list->size(); ++k) {
      const std::string pointer = fmt::format("/constraints/{}", k);
      const Json& item = (*list)[k];
      const Json* const kpi = item.is_object() ? at(item, "kpi") : nullptr;
      if (kpi == nullptr || !kpi->is_string()) {
        problem(pointer, {"带指标代码 \"kpi\" 的对象", "an object with the key of a KPI as \"kpi\""}, phrase(item));
        continue;
      }
      know(item, pointer, {"kpi", "worst_community", "gap", "weights", "at_most", "at_least", "no_worse"});
      PlanConstraint constraint;
      objective_of(item, pointer, constraint.measure);
      for (const auto& [key, limit] :
           {std::pair{"at_most", &constraint.at_most}, std::pair{"at_least", &constraint.at_least}}) {
        if (at(item, key) == nullptr) continue;
        *limit = 0.0;
        real(item, pointer, key, -1e12, 1e12, **limit);
      }
      flag(item, pointer, "no_worse", constraint.no_worse);
      if (!constraint.at_most && !constraint.at_least && !constraint.no_worse) {
        problem(pointer, {"at_most、at_least 或 no_worse", "at_most, at_least or no_worse"}, nothing());
      }
      if (constraint.at_most && constraint.at_least && *constraint.at_least > *constraint.at_most) {
        problem(pointer + "/at_least", {"不大于 at_most 的数", "a number that is not above at_most"},
                phrase(*at(item, "at_least")));
      }
      spec_.constraints.push_back(std::move(constraint));
    }
  }

  void flag(const Json& parent, const std::string& pointer, const char* key, bool& value) {
    const Json* const found = at(parent, key);
    if (found == nullptr) return;
    if (!found->is_boolean()) problem(child_pointer(pointer, key), {"true 或 false", "true or false"}, phrase(*found));
    value = found->is_boolean() && found->get<bool>();
  }

  void objective_of(const Json& item, const std::string& pointer, PlanObjective& objective) {
    using As = PlanObjective::As;
    const Json* const kpi = at(item, "kpi");
    if (kpi != nullptr && kpi->is_string()) objective.kpi = kpi->get<std::string>();
    std::size_t ways = 0;
    bool worst = false;
    flag(item, pointer, "worst_community", worst);
    if (worst) objective.as = As::worst_community, ++ways;
    if (const Json* const gap = at(item, "gap")) {
      if (*gap != "communities" && *gap != "groups")
        problem(pointer + "/gap", {"communities 或 groups", "communities or groups"}, phrase(*gap));
      objective.as = *gap == "groups" ? As::gap_groups : As::gap_communities;
      ++ways;
    }
    if (const Json* const weights = object(item, pointer, "weights")) {
      for (const auto& [group, weight] : weights->items()) {
        double value = 0.0;
        real(*weights, pointer + "/weights", group.c_str(), 0.0, 1e9, value);
        objective.weights.emplace_back(group, value);
      }
      double sum = 0.0;
      for (const auto& weight : objective.weights) sum += weight.second;
      if (!(sum > 0.0)) problem(pointer + "/weights", {"至少一个大于 0 的权数", "a weight above 0"}, phrase(*weights));
      objective.as = As::weighted_groups;
      ++ways;
    }
    if (ways > 1) {
      problem(pointer, {"worst_community、gap、weights 三者之一", "one of worst_community, gap and weights"},
              {fmt::format("{} 个", ways), fmt::format("{} of them", ways)});
    }
  }

  std::filesystem::path path_;
  const Json& json_;
  PlanSpec spec_;
  ProblemList problems_;
};

}  // namespace

models::Text text_of(PlanObjective::As as) {
  using As = PlanObjective::As;
  switch (as) {
    case As::whole:
      return {"", ""};
    case As::worst_community:
      return {"（最差社区）", " (worst community)"};
    case As::gap_communities:
      return {"（社区差距）", " (gap between communities)"};
    case As::gap_groups:
      return {"（人群差距）", " (gap between groups)"};
    case As::weighted_groups:
      break;
  }
  return {"（人群加权）", " (groups by weight)"};
}

std::vector<PlanObjective> PlanSpec::measures() const {
  std::vector<PlanObjective> all = objectives;
  for (const PlanConstraint& constraint : constraints) all.push_back(constraint.measure);
  return all;
}

PlanSpec load_plan(const std::filesystem::path& path) {
  FileText read = read_file(path);
  std::vector<Problem> problems;
  if (!read.text) {
    Problem problem;
    problem.file = path.string();
    problem.wanted = {"方案文件", "a plan file"};
    problem.found = read.found;
    throw ScenarioError({std::move(problem)});
  }
  const std::optional<Json> json = parse_json(path.string(), *read.text, problems);
  if (!problems.empty() || !json) throw ScenarioError(std::move(problems));
  return PlanReader(path, *json)();
}

}  // namespace yuanluo::scenarios
