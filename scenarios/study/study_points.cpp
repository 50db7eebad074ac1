#include "scenarios/study/study_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "plan/experiment/screening.hpp"
#include "plan/experiment/sensitivity.hpp"
#include "scenarios/study/parameter_setting.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;

// The levels of a factor; both ends of its range where it has one.
std::vector<Json> levels_of(const Factor& factor) {
  if (!factor.levels.empty()) return factor.levels;
  if (factor.whole) return {static_cast<std::int64_t>(factor.low), static_cast<std::int64_t>(factor.high)};
  return {factor.low, factor.high};
}

// The setting at a place between 0 and 1.
Json setting_at(const Factor& factor, double place) {
  if (!factor.levels.empty()) {
    const auto n = factor.levels.size();
    return factor.levels[std::min(n - 1, static_cast<std::size_t>(place * static_cast<double>(n)))];
  }
  if (!factor.whole) return factor.low + place * (factor.high - factor.low);
  // Every whole number of the range has the same share.
  const double steps = factor.high - factor.low + 1.0;
  return static_cast<std::int64_t>(factor.low + std::min(std::floor(place * steps), steps - 1.0));
}

class PointMaker {
 public:
  PointMaker(Study& study, const Json& design, const ReportProblem& report)
      : study_(study), design_(design), report_([this, &report](const std::string& place, Name wanted, Name found) {
          sound_ = false;
          report(place, std::move(wanted), std::move(found));
        }) {}

  void make() {
    const bool factors = !study_.factors.empty();
    const std::string kind = design_.value("kind", factors ? "full_factorial" : "list");
    study_.design =
        static_cast<DesignKind>(std::find(design_words.begin(), design_words.end(), kind) - design_words.begin());
    if (!factors && design_.contains("kind")) {
      report_("/design", {"有 \"factors\" 才有设计", "a design only beside \"factors\""},
              same(fmt::format("\"{}\"", kind)));
      return;
    }
    check_keys();
    switch (study_.design) {
      case DesignKind::list:
        listed();
        break;
      case DesignKind::full_factorial:
        combined();
        break;
      case DesignKind::latin_hypercube:
      case DesignKind::sobol:
      case DesignKind::elementary_effects:
      case DesignKind::variance_based:
        drawn();
        break;
      case DesignKind::one_at_a_time:
        one_by_one();
        break;
    }
    if (study_.points.size() > most_points)
      report_("/design", {fmt::format("至多 {} 个试验点", most_points), fmt::format("at most {} points", most_points)},
              same(std::to_string(study_.points.size())));
    if (sound_) place_settings();
  }

 private:
  void check_keys() {
    const auto only_if = [this](const std::string& key, bool taken) {
      if (taken || !design_.contains(key)) return;
      report_("/design/" + key, {fmt::format("此设计不写 \"{}\"", key), fmt::format("no \"{}\" for this design", key)},
              phrase(design_[key]));
    };
    only_if("points", study_.design == DesignKind::list || study_.design == DesignKind::latin_hypercube ||
                          study_.design == DesignKind::sobol);
    only_if("trajectories", study_.design == DesignKind::elementary_effects);
    only_if("base", study_.design == DesignKind::variance_based);
    only_if("seed", fills_space(study_.design));
  }

  void add(std::uint32_t scenario, std::vector<Json> settings, plan::LevelPoint levels = {}) {
    StudyPoint point;
    point.scenario = scenario;
    point.settings = std::move(settings);
    point.levels = std::move(levels);
    study_.points.push_back(std::move(point));
  }

  std::uint32_t scenarios() const { return static_cast<std::uint32_t>(study_.scenarios.size()); }

  void listed() {
    if (study_.factors.empty()) {
      for (std::uint32_t s = 0; s < scenarios(); ++s) add(s, {});
      return;
    }
    const Name wanted{fmt::format("数组，每个试验点含 {} 个值", study_.factors.size()),
                      fmt::format("an array of points with {} values each", study_.factors.size())};
    if (!design_.contains("points") || !design_["points"].is_array() || design_["points"].empty()) {
      report_(design_.contains("points") ? "/design/points" : "/design", wanted,
              design_.contains("points") ? phrase(design_["points"]) : Name{"没有", "none"});
      return;
    }
    const auto parameters = settable_parameters(study_.scenarios.front());
    for (std::size_t i = 0; i < design_["points"].size(); ++i) {
      const Json& point = design_["points"][i];
      const std::string place = fmt::format("/design/points/{}", i);
      if (!point.is_array() || point.size() != study_.factors.size()) {
        report_(place,
                {fmt::format("{} 个值的数组", study_.factors.size()),
                 fmt::format("an array of {} values", study_.factors.size())},
                phrase(point));
        continue;
      }
      for (std::size_t f = 0; f < point.size(); ++f) {
        for (const SettableParameter& p : parameters)
          if (p.pointer == study_.factors[f].parameter && !p.accepts(point[f]))
            report_(fmt::format("{}/{}", place, f), p.wanted(), phrase(point[f]));
      }
    }
    for (std::uint32_t s = 0; s < scenarios(); ++s)
      for (const Json& point : design_["points"])
        if (point.is_array()) add(s, point.get<std::vector<Json>>());
  }

  void combined() {
    std::vector<std::vector<Json>> levels;
    std::vector<std::size_t> counts;
    double points = scenarios();
    for (const Factor& factor : study_.factors) {
      levels.push_back(levels_of(factor));
      counts.push_back(levels.back().size());
      points *= static_cast<double>(counts.back());
    }
    if (points > static_cast<double>(most_points)) {
      report_("/design", {fmt::format("至多 {} 个试验点", most_points), fmt::format("at most {} points", most_points)},
              same(fmt::format("{:.0f}", points)));
      return;
    }
    const auto design = plan::full_factorial(counts);
    for (std::uint32_t s = 0; s < scenarios(); ++s) {
      for (const plan::LevelPoint& point : design) {
        std::vector<Json> settings;
        for (std::size_t f = 0; f < point.size(); ++f) settings.push_back(levels[f][point[f]]);
        add(s, std::move(settings), point);
      }
    }
  }

  void drawn() {
    const char* const key = study_.design == DesignKind::elementary_effects ? "trajectories"
                            : study_.design == DesignKind::variance_based   ? "base"
                                                                            : "points";
    // How many points one of those takes.
    const std::size_t factors = study_.factors.size();
    const std::size_t each = study_.design == DesignKind::elementary_effects ? factors + 1
                             : study_.design == DesignKind::variance_based   ? factors + 2
                                                                             : 1;
    const std::size_t most = most_points / each / study_.scenarios.size();
    const Json count = design_.value(key, Json());
    if (!count.is_number_integer() || count.get<std::int64_t>() < 2 ||
        count.get<std::int64_t>() > static_cast<std::int64_t>(most)) {
      report_(design_.contains(key) ? fmt::format("/design/{}", key) : "/design",
              {fmt::format("\"{}\"：2 到 {} 的整数", key, most),
               fmt::format("\"{}\": a whole number from 2 to {}", key, most)},
              design_.contains(key) ? phrase(count) : Name{"没有", "none"});
      return;
    }
    const auto design = drawn_points(count.get<std::size_t>(), design_.value("seed", std::uint64_t{1}));
    for (std::uint32_t s = 0; s < scenarios(); ++s) {
      for (const plan::CubePoint& point : design) {
        std::vector<Json> settings;
        for (std::size_t f = 0; f < point.size(); ++f) settings.push_back(setting_at(study_.factors[f], point[f]));
        add(s, std::move(settings));
      }
    }
  }

  std::vector<plan::CubePoint> drawn_points(std::size_t count, std::uint64_t seed) const {
    const std::size_t factors = study_.factors.size();
    if (study_.design == DesignKind::elementary_effects) return plan::screening_design(count, factors, seed);
    if (study_.design == DesignKind::variance_based) return plan::sensitivity_design(count, factors, seed);
    return study_.design == DesignKind::sobol ? plan::sobol(count, factors, seed)
                                              : plan::latin_hypercube(count, factors, seed);
  }

  // The base of each scenario is the scenario as it is.
  void one_by_one() {
    for (std::uint32_t s = 0; s < scenarios(); ++s) {
      std::vector<std::vector<Json>> levels;
      std::vector<std::size_t> counts;
      const auto parameters = settable_parameters(study_.scenarios[s]);
      for (const Factor& factor : study_.factors) {
        const auto now = std::find_if(parameters.begin(), parameters.end(),
                                      [&](const SettableParameter& p) { return p.pointer == factor.parameter; });
        sim::require(now != parameters.end(), "a factor is a parameter of every scenario");
        levels.push_back({now->value});
        for (const Json& level : levels_of(factor))
          if (level != now->value) levels.back().push_back(level);
        counts.push_back(levels.back().size());
      }
      for (const plan::LevelPoint& point : plan::one_at_a_time(counts, plan::LevelPoint(counts.size(), 0))) {
        std::vector<Json> settings;
        for (std::size_t f = 0; f < point.size(); ++f) settings.push_back(levels[f][point[f]]);
        add(s, std::move(settings), point);
      }
    }
  }

  // Where each setting lies between the least and the greatest of its factor; words and flags by their order.
  void place_settings() {
    for (std::size_t f = 0; f < study_.factors.size(); ++f) {
      const Factor& factor = study_.factors[f];
      double low = factor.low, high = factor.high;
      if (!factor.levels.empty() && factor.number) {
        low = high = factor.levels.front().get<double>();
        for (const Json& level : factor.levels) {
          low = std::min(low, level.get<double>());
          high = std::max(high, level.get<double>());
        }
      }
      for (StudyPoint& point : study_.points) {
        double place = 0.0;
        if (factor.number) {
          place = high > low ? (point.settings[f].get<double>() - low) / (high - low) : 0.0;
        } else if (factor.levels.size() > 1) {
          const auto at = std::find(factor.levels.begin(), factor.levels.end(), point.settings[f]);
          place = static_cast<double>(at - factor.levels.begin()) / static_cast<double>(factor.levels.size() - 1);
        }
        point.coordinates.push_back(place);
      }
    }
  }

  Study& study_;
  const Json& design_;
  ReportProblem report_;
  bool sound_ = true;
};

}  // namespace

void make_points(Study& study, const Json& design, const ReportProblem& report) {
  PointMaker(study, design, report).make();
}

std::size_t Study::measured_index(const std::string& key) const {
  const auto found = std::find_if(measured.begin(), measured.end(), [&](const auto& d) { return d.key == key; });
  if (found == measured.end()) throw sim::ContractError("the study does not measure " + key);
  return static_cast<std::size_t>(found - measured.begin());
}

Spec Study::spec_of(std::uint32_t point) const {
  const StudyPoint& p = points.at(point);
  Spec spec = scenarios[p.scenario];
  spec.run = run;
  for (std::size_t f = 0; f < factors.size(); ++f) {
    const bool done = set_parameter(spec, factors[f].parameter, p.settings[f], "set by a study / 由研究设定");
    sim::require(done, "a setting of the study was not accepted");
  }
  return spec;
}

models::Name value_text(const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? Name{"是", "yes"} : Name{"否", "no"};
  if (value.is_string()) return same(value.get<std::string>());
  if (value.is_number_float()) return same(fmt::format("{:.4g}", value.get<double>()));
  return same(value.dump());
}

models::Name Study::label(std::uint32_t point) const {
  const StudyPoint& p = points.at(point);
  models::Name label;
  const auto add = [&label](const std::string& zh, const std::string& en) {
    label.zh += (label.zh.empty() ? "" : "；") + zh;
    label.en += (label.en.empty() ? "" : "; ") + en;
  };
  if (scenarios.size() > 1 || factors.empty()) add(scenarios[p.scenario].name.zh, scenarios[p.scenario].name.en);
  for (std::size_t f = 0; f < factors.size(); ++f) {
    const models::Name value = value_text(p.settings[f]);
    add(fmt::format("{} = {}", factors[f].name.zh, value.zh), fmt::format("{} = {}", factors[f].name.en, value.en));
  }
  return label;
}

}  // namespace yuanluo::scenarios
