// A study: scenarios, factors that are varied, a design, and how often each point is run.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/kpi/catalogue.hpp"
#include "models/text.hpp"
#include "plan/experiment/design.hpp"
#include "plan/experiment/precision.hpp"
#include "plan/experiment/selection.hpp"
#include "scenarios/json/document.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {

enum class DesignKind {
  list,
  full_factorial,
  latin_hypercube,
  sobol,
  one_at_a_time,
  elementary_effects,  // screening by trajectories
  variance_based,      // sensitivity indices
};

// As study files and results name them, in the order of DesignKind.
inline constexpr std::array<std::string_view, 7> design_words{
    "list", "full_factorial", "latin_hypercube", "sobol", "one_at_a_time", "elementary_effects", "variance_based"};

// Whether the points of a design are drawn from the ranges of the factors, rather than made of their levels.
constexpr bool fills_space(DesignKind kind) {
  return kind == DesignKind::latin_hypercube || kind == DesignKind::sobol || kind == DesignKind::elementary_effects ||
         kind == DesignKind::variance_based;
}

// A parameter of the scenarios that the study varies: at levels, or anywhere in a range.
struct Factor {
  std::string parameter;  // JSON pointer in a scenario
  models::Name name;
  std::string unit;
  bool number = true;
  bool whole = false;
  std::vector<Json> levels;  // empty where there is a range
  double low = 0.0, high = 0.0;
};

// The same number of replications of every point.
struct FixedPlan {
  std::uint32_t replications = 20;
};
// Until the interval of one KPI is tight enough.
struct PrecisionPlan {
  std::string kpi;
  plan::PrecisionGoal goal;
};
enum class SelectionMethod { kim_nelson, ocba };
// Until the best point is known.
struct SelectionPlan {
  std::string kpi;
  SelectionMethod method = SelectionMethod::kim_nelson;
  plan::SelectionGoal goal;
};

// One setting of all factors in one scenario. The point 0 is the base of all differences.
struct StudyPoint {
  std::uint32_t scenario = 0;
  std::vector<Json> settings;   // by factor
  plan::CubePoint coordinates;  // by factor, 0 to 1: where the setting lies between the least and the greatest
  plan::LevelPoint levels;      // by factor; empty where the design fills space
  std::string digest;           // of the scenario with these settings
};

struct Study {
  std::string file;
  models::Name name;
  models::Name description;  // may be empty
  std::vector<Spec> scenarios;
  std::vector<std::string> scenario_files;  // as the program can open them
  std::vector<Factor> factors;
  DesignKind design = DesignKind::list;
  RunParams run;  // replications do not count
  std::variant<FixedPlan, PrecisionPlan, SelectionPlan> plan;
  bool antithetic = false;  // replications 2i and 2i + 1 have the same luck, mirrored
  bool controls = false;    // take out what the numbers of incidents explain
  double level = 0.95;      // of intervals
  std::vector<StudyPoint> points;
  std::vector<std::string> kpis;                // those that the study is about, the first one first
  std::vector<models::KpiDefinition> measured;  // all that is kept: the district's, and those named
  std::string digest;                           // equal digests: equal results

  // The KPI `key` in `measured`. Throws sim::ContractError if it is not there.
  std::size_t measured_index(const std::string& key) const;
  // The scenario of a point, with its settings.
  Spec spec_of(std::uint32_t point) const;
  // "Smoke alarms = 300; …": what tells a point from the others.
  models::Name label(std::uint32_t point) const;
};

// Reads a study and all its scenarios. Throws ScenarioError with everything that is wrong in them.
Study load_study(const std::filesystem::path& path);

// A value of a setting as people read it.
models::Name value_text(const Json& value);

}  // namespace yuanluo::scenarios
