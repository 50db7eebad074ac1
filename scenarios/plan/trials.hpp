// Simulated replications of today's district and of alternatives to it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/kpi/catalogue.hpp"
#include "models/world.hpp"
#include "plan/experiment/trial.hpp"
#include "scenarios/plan/plan_spec.hpp"
#include "scenarios/plan/staff_load.hpp"
#include "scenarios/run.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {

// A measure of the plan as places in the catalogue.
struct MeasureColumn {
  PlanObjective::As as = PlanObjective::As::whole;
  std::size_t whole = 0;                  // the KPI of the whole district
  std::vector<std::size_t> kpis;          // one, or those of the communities or groups that it is made of
  std::vector<double> weights;            // by kpi, of a weighted mean
  std::vector<std::size_t> by_community;  // the same measure by community, for gaps; may be empty
  bool less_is_better = true;
};

// One replication as far as a plan cares.
struct TrialValues {
  std::vector<plan::Value> measures;
  std::vector<double>
      gaps;  // by measure: between communities; NaN where the measure is that itself, or not broken down by them
};

class Trials {
 public:
  // Throws ScenarioError where a scenario is wrong, or their districts differ, or a KPI has no such key.
  Trials(const PlanSpec& spec, int threads);

  const models::World& today() const { return *worlds_.at({0, 0}); }
  // By measure: the objectives, then what the constraints limit.
  const std::vector<MeasureColumn>& columns() const { return columns_; }
  const models::KpiDefinition& definition(std::size_t measure) const;
  std::size_t scenarios() const { return specs_.size(); }

  // Adds an alternative: today's district changed; returns its number (today is 0).
  using Change = std::function<void(models::District&)>;
  std::uint32_t add(Change change);

  const TrialValues& values(std::uint64_t seed, plan::Trial trial) const { return done_.at({seed, trial}); }
  // Of one measure. Throws ScenarioError where the replication had nothing to measure.
  double value(std::uint64_t seed, plan::Trial trial, std::size_t measure) const;
  // Runs the trials that were not run before with this seed, in parallel.
  void run(std::uint64_t seed, std::span<const plan::Trial> trials);
  // Of grid workers, in replications of today's district that were run.
  const StaffWork& work() const { return work_; }
  std::size_t evaluations() const { return done_.size(); }
  // Forgets the world of an alternative that is not needed any more.
  void release(std::uint32_t alternative);

 private:
  const models::World& world(std::uint32_t alternative, std::uint32_t scenario) const;
  void build(std::vector<std::pair<std::uint32_t, std::uint32_t>> wanted);
  TrialValues measured(const models::Kpis& kpis) const;
  void find_columns(const PlanSpec& plan);
  std::string pointer_of(std::size_t measure) const;

  std::string file_;  // of the plan
  std::size_t objectives_;
  int threads_;
  sim::Duration measured_{};
  std::vector<Spec> specs_;
  std::vector<Change> changes_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::unique_ptr<models::World>> worlds_;
  std::optional<models::KpiCatalogue> catalogue_;
  std::vector<MeasureColumn> columns_;
  std::map<std::pair<std::uint64_t, plan::Trial>, TrialValues> done_;
  StaffWork work_;
};

}  // namespace yuanluo::scenarios
