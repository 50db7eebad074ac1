#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "scenarios/build.hpp"
#include "scenarios/json/extended.hpp"
#include "scenarios/json/suggestion.hpp"
#include "scenarios/schema/validation.hpp"
#include "scenarios/study/parameter_setting.hpp"
#include "scenarios/study/study.hpp"
#include "scenarios/study/study_points.hpp"
#include "scenarios/study/study_schema.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;
using models::Name;

// Reads what has passed the schema, and says what a schema cannot. Where the schema has found something wrong, the
// other parts are looked at all the same, so that everything is told at once.
class StudyReader {
 public:
  StudyReader(const ExtendedJson& document, std::vector<Problem>& problems)
      : document_(document), root_(document.value()), problems_(problems) {}

  void read(Study& study) {
    if (!sound("scenarios")) return;
    read_scenarios(study);
    if (study.scenarios.size() == root_["scenarios"].size()) {
      if (sound("kpis")) read_kpis(study);
      if (sound("factors")) read_factors(study);
    }
    if (!problems_.empty()) return;
    study.file = document_.file(0);
    study.name = name_at(root_.at("name"));
    if (root_.contains("description")) study.description = name_at(root_.at("description"));
    study.antithetic = root_.value("antithetic", false);
    study.controls = root_.value("controls", false);
    study.level = root_.value("level", 0.95);
    make_points(study, root_.value("design", Json::object()), [this](const std::string& p, Name wanted, Name found) {
      report(p, std::move(wanted), std::move(found));
    });
    read_plan(study);
  }

 private:
  // Whether a key of the study is there, with nothing that is known to be wrong in it.
  bool sound(const std::string& key) const {
    if (!root_.is_object() || !root_.contains(key)) return false;
    const std::string place = "/" + key;
    return std::none_of(problems_.begin(), problems_.end(), [&](const Problem& problem) {
      return problem.pointer == place || problem.pointer.rfind(place + "/", 0) == 0;
    });
  }

  void report(const std::string& pointer, Name wanted, Name found, Name hint = {}) {
    problems_.push_back({document_.file_of(pointer.empty() ? "" : pointer.substr(0, pointer.find('/', 1))), pointer, 0,
                         0, std::move(wanted), std::move(found), std::move(hint)});
  }

  static Name name_at(const Json& both) { return {both.at("zh").get<std::string>(), both.at("en").get<std::string>()}; }

  void read_scenarios(Study& study) {
    const fs::path folder = fs::path(document_.file_of("/scenarios")).parent_path();
    std::set<std::string> seen;
    for (std::size_t i = 0; i < root_.at("scenarios").size(); ++i) {
      const std::string file = (folder / root_["scenarios"][i].get<std::string>()).lexically_normal().generic_string();
      if (!seen.insert(file).second)
        report(fmt::format("/scenarios/{}", i), {"不同的场景文件", "every scenario once"}, same(file));
      try {
        study.scenarios.push_back(load_spec(file));
        study.scenario_files.push_back(file);
      } catch (const ScenarioError& error) {
        problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
      }
    }
    if (study.scenarios.size() != root_["scenarios"].size()) return;
    study.run = study.scenarios.front().run;
    if (sound("run")) {
      const Json& run = root_["run"];
      study.run.days = run.value("days", study.run.days);
      study.run.warm_up_days = run.value("warm_up_days", study.run.warm_up_days);
      study.run.seed = run.value("seed", study.run.seed);
    }
  }

  // All KPIs of a scenario; empty where its district cannot be built, which is then a problem.
  std::vector<models::KpiDefinition> definitions_of(const Spec& spec) {
    try {
      const models::World world = build_world(spec);
      return models::KpiCatalogue(world).definitions();
    } catch (const ScenarioError& error) {
      problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
      return {};
    }
  }

  void read_kpis(Study& study) {
    study.kpis = root_["kpis"].get<std::vector<std::string>>();
    const auto all = definitions_of(study.scenarios.front());
    if (all.empty()) return;
    std::vector<std::string> keys;
    for (const auto& d : all) keys.push_back(d.key);
    std::vector<std::pair<std::string, std::string>> named;  // pointer, key
    for (std::size_t i = 0; i < study.kpis.size(); ++i) named.emplace_back(fmt::format("/kpis/{}", i), study.kpis[i]);
    for (const char* const plan : {"replications", "selection"}) {
      if (sound(plan) && root_[plan].is_object())
        named.emplace_back(fmt::format("/{}/kpi", plan), root_[plan]["kpi"].get<std::string>());
    }
    std::set<std::string> wanted;
    bool of_places = false;
    for (const auto& [pointer, key] : named) {
      const auto found = std::find(keys.begin(), keys.end(), key);
      if (found == keys.end()) {
        report(pointer,
               {"指标的键（`yuanluo run --json` 列出）", "the key of an indicator (`yuanluo run --json` lists them)"},
               same(fmt::format("\"{}\"", key)), did_you_mean(key, keys));
        continue;
      }
      wanted.insert(key);
      const auto breakdown = all[static_cast<std::size_t>(found - keys.begin())].breakdown;
      of_places = of_places || breakdown == models::Breakdown::community || breakdown == models::Breakdown::compound;
    }
    for (const auto& d : all)
      if (d.breakdown == models::Breakdown::all || wanted.count(d.key) > 0) study.measured.push_back(d);
    // Only KPIs of places can be missing in other scenarios.
    for (std::size_t s = 1; of_places && s < study.scenarios.size(); ++s) {
      const auto others = definitions_of(study.scenarios[s]);
      for (const auto& [pointer, key] : named) {
        if (wanted.count(key) == 0) continue;
        if (std::none_of(others.begin(), others.end(), [&k = key](const auto& d) { return d.key == k; }))
          report(pointer, {"各场景都有的指标", "an indicator that every scenario has"},
                 {fmt::format("\"{}\"，{} 没有", key, study.scenario_files[s]),
                  fmt::format("\"{}\", which {} has not", key, study.scenario_files[s])});
      }
    }
  }

  void read_factors(Study& study) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < root_["factors"].size(); ++i) {
      const std::string place = fmt::format("/factors/{}", i);
      const Json& given = root_["factors"][i];
      Factor factor;
      factor.parameter = given.at("parameter").get<std::string>();
      if (!seen.insert(factor.parameter).second)
        report(place + "/parameter", {"每个参数一次", "every parameter once"}, same(factor.parameter));
      const SettableParameter* first = nullptr;
      std::vector<SettableParameter> parameters;
      for (std::size_t s = 0; s < study.scenarios.size(); ++s) {
        parameters = settable_parameters(study.scenarios[s]);
        const auto found = std::find_if(parameters.begin(), parameters.end(),
                                        [&](const SettableParameter& p) { return p.pointer == factor.parameter; });
        if (found != parameters.end()) {
          first = &*found;
          continue;
        }
        first = nullptr;
        std::vector<std::string> pointers;
        for (const auto& p : parameters) pointers.push_back(p.pointer);
        report(place + "/parameter",
               {fmt::format("{} 中可变的参数", study.scenario_files[s]),
                fmt::format("a parameter of {} that can be varied", study.scenario_files[s])},
               same(fmt::format("\"{}\"", factor.parameter)), did_you_mean(factor.parameter, pointers));
        break;
      }
      if (first == nullptr) continue;
      factor.name = given.contains("name") ? name_at(given["name"]) : first->name;
      factor.unit = first->unit;
      factor.number = first->number;
      factor.whole = first->whole;
      read_levels(given, place, *first, factor);
      study.factors.push_back(std::move(factor));
    }
  }

  void read_levels(const Json& given, const std::string& place, const SettableParameter& p, Factor& factor) {
    const bool range = given.contains("low") || given.contains("high");
    if (range == given.contains("values")) {
      report(place, {"\"values\"，或 \"low\" 与 \"high\"", "either \"values\", or \"low\" and \"high\""},
             range ? Name{"两者都有", "both"} : Name{"没有", "none"});
      return;
    }
    if (!range) {
      std::set<std::string> seen;
      for (std::size_t v = 0; v < given["values"].size(); ++v) {
        const Json& value = given["values"][v];
        const std::string where = fmt::format("{}/values/{}", place, v);
        if (!p.accepts(value)) report(where, p.wanted(), phrase(value));
        if (!seen.insert(value.dump()).second) report(where, {"每个水平一次", "every level once"}, phrase(value));
        factor.levels.push_back(value);
      }
      return;
    }
    for (const char* const end : {"low", "high"}) {
      if (!given.contains(end)) {
        report(place, {fmt::format("键 \"{}\"", end), fmt::format("a key \"{}\"", end)}, {"没有该键", "none"});
      } else if (!p.number || !p.accepts(given[end])) {
        report(place + "/" + end, p.number ? p.wanted() : Name{"\"values\"：该参数不是数", "\"values\": not a number"},
               phrase(given[end]));
      }
    }
    if (!given.contains("low") || !given.contains("high")) return;
    factor.low = given["low"].get<double>();
    factor.high = given["high"].get<double>();
    if (!(factor.low < factor.high))
      report(place + "/high",
             {fmt::format("大于 {}", given["low"].dump()), fmt::format("more than {}", given["low"].dump())},
             phrase(given["high"]));
  }

  void read_plan(Study& study) {
    const auto points = static_cast<std::uint32_t>(study.points.size());
    if (root_.contains("selection") && root_.contains("replications")) {
      report("", {"\"replications\" 与 \"selection\" 之一", "either \"replications\" or \"selection\""},
             {"两者都有", "both"});
      return;
    }
    if (root_.contains("selection")) {
      read_selection(study, points);
    } else if (root_.contains("replications") && root_["replications"].is_object()) {
      read_precision(study);
    } else {
      study.plan =
          FixedPlan{static_cast<std::uint32_t>(root_.value("replications", study.scenarios.front().run.replications))};
    }
    if (!study.antithetic) return;
    const auto* fixed = std::get_if<FixedPlan>(&study.plan);
    if (fixed == nullptr) {
      report("/antithetic",
             {"镜像随机数只用于固定的重复次数", "mirrored luck only with a fixed number of replications"},
             same("true"));
    } else if (fixed->replications % 2 == 1) {
      report("/replications", {"偶数（成对的重复）", "an even number, as replications go in pairs"},
             same(std::to_string(fixed->replications)));
    }
  }

  void read_selection(Study& study, std::uint32_t points) {
    const Json& given = root_["selection"];
    SelectionPlan plan;
    plan.kpi = given["kpi"].get<std::string>();
    plan.method = given.value("method", "kim_nelson") == "ocba" ? SelectionMethod::ocba : SelectionMethod::kim_nelson;
    plan.goal.difference = given["difference"].get<double>();
    plan.goal.confidence = given.value("confidence", plan.goal.confidence);
    plan.goal.first = given.value("first", plan.goal.first);
    plan.goal.step = given.value("step", plan.goal.step);
    plan.goal.budget = given.value("budget", plan.goal.budget);
    plan.goal.less_is_better = study.measured[study.measured_index(plan.kpi)].less_is_better;
    if (!(plan.goal.difference > 0.0))
      report("/selection/difference", {"大于 0 的数", "a number above 0"}, phrase(given["difference"]));
    if (points < 2) {
      report("/selection", {"至少两个可选的试验点", "at least two points to choose from"},
             same(std::to_string(points)));
    } else if (plan.goal.confidence <= 1.0 / points) {
      report("/selection/confidence", {fmt::format("大于 1/{} 的数", points), fmt::format("more than 1/{}", points)},
             phrase(given["confidence"]));
    }
    if (plan.goal.budget < std::size_t{points} * plan.goal.first)
      report("/selection/budget",
             {fmt::format("至少 {}（每个试验点 {} 次）", std::size_t{points} * plan.goal.first, plan.goal.first),
              fmt::format("at least {} ({} for each point)", std::size_t{points} * plan.goal.first, plan.goal.first)},
             phrase(given["budget"]));
    study.plan = std::move(plan);
  }

  void read_precision(Study& study) {
    const Json& given = root_["replications"];
    PrecisionPlan plan;
    plan.kpi = given["kpi"].get<std::string>();
    plan.goal.half_width = given["half_width"].get<double>();
    plan.goal.relative = given.value("relative", false);
    plan.goal.level = study.level;
    plan.goal.first = given.value("first", plan.goal.first);
    plan.goal.most = given.value("most", plan.goal.most);
    if (!(plan.goal.half_width > 0.0))
      report("/replications/half_width", {"大于 0 的数", "a number above 0"}, phrase(given["half_width"]));
    if (plan.goal.most < plan.goal.first)
      report("/replications/most",
             {fmt::format("至少 {}", plan.goal.first), fmt::format("at least {}", plan.goal.first)},
             phrase(Json(plan.goal.most)));
    if (given.value("of", "mean") == "difference") {
      plan.goal.base = 0;
      if (study.points.size() < 2 || fills_space(study.design))
        report("/replications/of", {"\"mean\"：没有可比较的基准", "\"mean\": there is no base to compare with"},
               phrase(given["of"]));
    }
    study.plan = std::move(plan);
  }

  const ExtendedJson& document_;
  const Json& root_;
  std::vector<Problem>& problems_;
};

std::string hash_of(const std::string& text) {
  const XXH128_hash_t value = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", value.high64, value.low64);
}

void add_digests(Study& study) {
  std::vector<std::string> scenarios;
  for (const Spec& spec : study.scenarios) {
    Spec with_run = spec;
    with_run.run = study.run;
    with_run.run.replications = 1;
    scenarios.push_back(digest(with_run));
  }
  std::string all = fmt::format("{} {} ", study.antithetic, study.controls);
  for (const auto& d : study.measured) all += d.key + ' ';
  for (StudyPoint& point : study.points) {
    std::string text = scenarios[point.scenario];
    for (std::size_t f = 0; f < point.settings.size(); ++f)
      text += fmt::format("\n{}={}", study.factors[f].parameter, point.settings[f].dump());
    point.digest = hash_of(text);
    all += '\n' + point.digest;
  }
  study.digest = hash_of(all);
}

}  // namespace

Study load_study(const fs::path& path) {
  std::vector<Problem> problems;
  Study study;
  if (const auto document = ExtendedJson::read(path, problems)) {
    validate(*document, study_schema(), problems);
    StudyReader(*document, problems).read(study);
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  add_digests(study);
  return study;
}

}  // namespace yuanluo::scenarios
