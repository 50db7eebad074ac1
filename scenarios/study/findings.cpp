#include "scenarios/study/findings.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "plan/experiment/precision.hpp"
#include "plan/experiment/variance.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

double variance_of(const std::vector<double>& values) {
  double mean = 0.0, squares = 0.0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) squares += (v - mean) * (v - mean);
  return values.size() < 2 ? 0.0 : squares / static_cast<double>(values.size() - 1);
}

std::vector<double> numbers_of(const std::vector<plan::Value>& values) {
  std::vector<double> numbers;
  for (const plan::Value& v : values)
    if (v) numbers.push_back(*v);
  return numbers;
}

class Finder {
 public:
  Finder(const Study& study, const StudyResults& results) : study_(study), results_(results) {}

  Findings find() {
    Findings findings;
    for (std::uint32_t p = 0; p < study_.points.size(); ++p) findings.means.push_back(means_of(p));
    if (!fills_space(study_.design))
      for (const std::string& kpi : study_.kpis) findings.differences.push_back(differences_of(kpi));
    if (!study_.factors.empty()) effects(findings);
    replay(findings);
    return findings;
  }

 private:
  std::vector<std::optional<MeanFinding>> means_of(std::uint32_t point) const {
    std::vector<std::optional<MeanFinding>> means(study_.measured.size());
    const std::vector<plan::Control> controls = study_.controls ? controls_of(point) : std::vector<plan::Control>{};
    for (std::size_t k = 0; k < study_.measured.size(); ++k) {
      const std::vector<plan::Value> values = results_.values(point, k, study_.antithetic);
      const std::vector<double> numbers = numbers_of(values);
      if (numbers.empty()) continue;
      MeanFinding mean{sim::mean_interval(numbers, study_.level), std::sqrt(variance_of(numbers)), 0.0};
      double left = 1.0;  // share of the variance that is not saved
      if (study_.antithetic) {
        const auto pairs = plan::antithetic_estimate(results_.values(point, k, false), study_.level);
        if (pairs) left = 1.0 - pairs->variance_saved;
      }
      if (study_.controls) {
        const auto controlled = plan::control_estimate(values, controls, study_.level);
        // Few replications, or controls that explain nothing, would widen the interval.
        if (controlled && controlled->variance_saved > 0.0) {
          mean.interval = controlled->interval;
          left *= 1.0 - controlled->variance_saved;
        }
      }
      mean.variance_saved = 1.0 - left;
      means[k] = mean;
    }
    return means;
  }

  std::vector<plan::Control> controls_of(std::uint32_t point) const {
    std::vector<plan::Control> controls;
    const std::uint32_t width = study_.antithetic ? 2 : 1;
    for (std::uint32_t unit = 0;; ++unit) {
      std::vector<double> sums;
      for (std::uint32_t i = 0; i < width; ++i) {
        const TrialResult* r = results_.find({point, width * unit + i});
        if (r == nullptr) return controls;
        if (controls.empty())
          for (const double mean : r->control_means) controls.push_back({{}, mean});
        sums.resize(r->controls.size());
        for (std::size_t c = 0; c < sums.size(); ++c) sums[c] += r->controls[c] / width;
      }
      for (std::size_t c = 0; c < sums.size(); ++c) controls[c].values.push_back(sums[c]);
    }
  }

  std::vector<std::optional<DifferenceFinding>> differences_of(const std::string& key) const {
    const std::size_t kpi = study_.measured_index(key);
    std::vector<std::vector<plan::Value>> values;
    for (std::uint32_t p = 0; p < study_.points.size(); ++p)
      values.push_back(results_.values(p, kpi, study_.antithetic));
    const auto others = std::span(values).subspan(1);
    const auto compared = plan::compare_with_base(values.front(), others, study_.level);
    std::vector<std::optional<DifferenceFinding>> all(1);
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (!compared[i]) {
        all.emplace_back();
        continue;
      }
      std::vector<double> a, b, d;
      for (std::size_t r = 0; r < std::min(values.front().size(), others[i].size()); ++r) {
        if (!values.front()[r] || !others[i][r]) continue;
        a.push_back(*values.front()[r]);
        b.push_back(*others[i][r]);
        d.push_back(b.back() - a.back());
      }
      const double apart = variance_of(a) + variance_of(b);
      all.emplace_back(DifferenceFinding{*compared[i], apart > 0.0 ? 1.0 - variance_of(d) / apart : 0.0});
    }
    return all;
  }

  void effects(Findings& findings) const {
    for (std::uint32_t s = 0; s < study_.scenarios.size(); ++s) {
      std::vector<plan::LevelPoint> levels;
      std::vector<plan::CubePoint> places;
      std::vector<std::uint32_t> points;
      for (std::uint32_t p = 0; p < study_.points.size(); ++p) {
        if (study_.points[p].scenario != s) continue;
        points.push_back(p);
        levels.push_back(study_.points[p].levels);
        places.push_back(study_.points[p].coordinates);
      }
      auto& level_effects = findings.level_effects.emplace_back();
      auto& linear_effects = findings.linear_effects.emplace_back();
      auto& pairs = findings.interactions.emplace_back();
      auto& elementary = findings.elementary_effects.emplace_back();
      auto& sensitivity = findings.sensitivity.emplace_back();
      for (const std::string& key : study_.kpis) {
        std::vector<std::vector<plan::Value>> values;
        for (const std::uint32_t p : points)
          values.push_back(results_.values(p, study_.measured_index(key), study_.antithetic));
        auto& by_factor = level_effects.emplace_back();
        for (std::size_t f = 0; study_.design == DesignKind::full_factorial && f < study_.factors.size(); ++f)
          by_factor.push_back(plan::level_effects(levels, f, values, study_.level));
        pairs.push_back(interactions_of(levels, values));
        const bool even = study_.design == DesignKind::latin_hypercube || study_.design == DesignKind::sobol;
        linear_effects.push_back(even ? plan::linear_effects(places, values, study_.level) : std::nullopt);
        elementary.push_back(study_.design == DesignKind::elementary_effects
                                 ? plan::elementary_effects(places, values, study_.level)
                                 : std::nullopt);
        sensitivity.push_back(study_.design == DesignKind::variance_based
                                  ? plan::sensitivity(study_.factors.size(), values, study_.level,
                                                      static_cast<std::uint64_t>(study_.run.seed))
                                  : std::nullopt);
      }
    }
  }

  std::vector<PairFinding> interactions_of(const std::vector<plan::LevelPoint>& levels,
                                           const std::vector<std::vector<plan::Value>>& values) const {
    std::vector<PairFinding> pairs;
    if (study_.design != DesignKind::full_factorial) return pairs;
    for (std::size_t a = 0; a < study_.factors.size(); ++a)
      for (std::size_t b = a + 1; b < study_.factors.size(); ++b)
        pairs.push_back({a, b, plan::interactions(levels, a, b, values, study_.level)});
    return pairs;
  }

  // Goes through the procedure again with the values that are there.
  void replay(Findings& findings) const {
    const auto procedure = procedure_of(study_);
    for (auto trials = procedure->next(); !trials.empty(); trials = procedure->next()) {
      std::vector<plan::Value> values;
      for (const plan::Trial& trial : trials) {
        const TrialResult* r = results_.find(trial);
        if (r == nullptr) break;
        values.push_back(criterion(study_, *r));
      }
      if (values.size() < trials.size()) break;
      procedure->take(values);
    }
    if (const auto* selector = dynamic_cast<const plan::Selector*>(procedure.get()))
      findings.selection = selector->result();
    if (const auto* precise = dynamic_cast<const plan::UntilPrecise*>(procedure.get())) {
      findings.reached.emplace();
      for (std::uint32_t p = 0; p < study_.points.size(); ++p) findings.reached->push_back(precise->reached(p));
    }
  }

  const Study& study_;
  const StudyResults& results_;
};

}  // namespace

void StudyResults::add(TrialResult&& result) {
  const plan::Trial trial = result.trial;
  trials_.emplace(trial, std::move(result));
}

const TrialResult* StudyResults::find(const plan::Trial& trial) const {
  const auto found = trials_.find(trial);
  return found == trials_.end() ? nullptr : &found->second;
}

std::vector<plan::Value> StudyResults::values(std::uint32_t point, std::size_t kpi, bool pairs) const {
  std::vector<plan::Value> all;
  for (auto it = trials_.lower_bound({point, 0});
       it != trials_.end() && it->first.candidate == point && it->first.replication == all.size(); ++it)
    all.push_back(it->second.values.at(kpi));
  if (!pairs) return all;
  std::vector<plan::Value> means;
  for (std::size_t i = 0; i + 1 < all.size(); i += 2)
    means.push_back(all[i] && all[i + 1] ? plan::Value(0.5 * (*all[i] + *all[i + 1])) : std::nullopt);
  return means;
}

std::unique_ptr<plan::Procedure> procedure_of(const Study& study) {
  const auto points = static_cast<std::uint32_t>(study.points.size());
  if (const auto* selection = std::get_if<SelectionPlan>(&study.plan)) {
    if (selection->method == SelectionMethod::ocba) return std::make_unique<plan::Ocba>(points, selection->goal);
    return std::make_unique<plan::KimNelson>(points, selection->goal);
  }
  if (const auto* precision = std::get_if<PrecisionPlan>(&study.plan))
    return std::make_unique<plan::UntilPrecise>(points, precision->goal);
  return std::make_unique<plan::FixedReplications>(points, std::get<FixedPlan>(study.plan).replications);
}

plan::Value criterion(const Study& study, const TrialResult& result) {
  std::string key = study.kpis.front();
  if (const auto* selection = std::get_if<SelectionPlan>(&study.plan)) key = selection->kpi;
  if (const auto* precision = std::get_if<PrecisionPlan>(&study.plan)) key = precision->kpi;
  return result.values.at(study.measured_index(key));
}

Findings find(const Study& study, const StudyResults& results) { return Finder(study, results).find(); }

}  // namespace yuanluo::scenarios
