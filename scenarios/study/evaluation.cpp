#include "scenarios/study/evaluation.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "models/kpi/measure.hpp"
#include "models/onsets.hpp"
#include "scenarios/build.hpp"
#include "scenarios/run.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

// A world takes about 200 bytes for each resident: at most about a gigabyte is kept.
constexpr std::size_t most_residents_kept = 5'000'000;

constexpr std::array<models::Text, 5> controls{{{"火灾数", "fires"},
                                                {"燃气泄漏数", "gas leaks"},
                                                {"跌倒数", "falls"},
                                                {"心脏骤停数", "cardiac arrests"},
                                                {"卒中数", "strokes"}}};

std::vector<double> count_controls(const std::vector<models::IncidentRecord>& incidents) {
  std::vector<double> counts(controls.size(), 0.0);
  for (const models::IncidentRecord& r : incidents) {
    switch (r.hazard()) {
      case models::Hazard::fire:
        counts[0] += 1.0;
        break;
      case models::Hazard::gas_leak:
        counts[1] += 1.0;
        break;
      case models::Hazard::fall:
        counts[2] += 1.0;
        break;
      case models::Hazard::medical:
        if (r.variety == models::Variety::cardiac_arrest) counts[3] += 1.0;
        if (r.variety == models::Variety::stroke) counts[4] += 1.0;
        break;
      default:
        break;
    }
  }
  return counts;
}

// Rates a year times the measured time, weighted by the hours of the week that it holds.
std::vector<double> mean_controls(const models::World& world, const RunRequest& request) {
  const models::ExpectedOnsets e = models::expected_onsets(world);
  const sim::SimTime from = sim::epoch + request.warm_up, until = from + request.measured;
  const auto mean = [&](double per_year, const sim::WeeklyProfile& profile) {
    return per_year * (profile.weighted_hours(until) - profile.weighted_hours(from)) / 8760.0;
  };
  const models::Profiles& p = world.profiles;
  return {mean(e.fires, p.fire), mean(e.gas_leaks, p.gas), mean(e.falls, p.fall), mean(e.cardiac_arrests, p.medical),
          mean(e.strokes, p.medical)};
}

}  // namespace

std::vector<models::Text> control_names() { return {controls.begin(), controls.end()}; }

struct Evaluator::Place {
  models::World world;
  models::KpiSelection kpis;
  RunRequest request;
  std::vector<double> control_means;
  std::vector<Problem> problems;
};

Evaluator::Evaluator(const Study& study) : study_(study) {}
Evaluator::~Evaluator() = default;

std::shared_ptr<const Evaluator::Place> Evaluator::place_of(std::uint32_t point) {
  Slot slot;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(recent_.begin(), recent_.end(), [&](const Slot& s) { return s.point == point; });
    if (found != recent_.end()) {
      recent_.splice(recent_.begin(), recent_, found);
    } else {
      recent_.push_front({point, std::make_shared<std::once_flag>(), std::make_shared<std::shared_ptr<const Place>>()});
    }
    slot = recent_.front();
  }
  // Whoever comes second waits for the first; other points are built meanwhile.
  std::call_once(*slot.once, [&] {
    const Spec spec = study_.spec_of(point);
    auto place = std::make_shared<Place>();
    try {
      place->world = build_world(spec);
      std::vector<std::string> keys;
      for (const auto& d : study_.measured) keys.push_back(d.key);
      place->kpis = models::KpiSelection(place->world, keys);
      place->request = run_request(spec, 1);
      place->request.antithetic = study_.antithetic;
      if (study_.controls) place->control_means = mean_controls(place->world, place->request);
    } catch (const ScenarioError& error) {
      place->problems = error.problems();
    }
    const std::lock_guard lock(mutex_);
    *slot.place = place;
    residents_kept_ += place->world.district.residents.size();
    while (residents_kept_ > most_residents_kept && recent_.size() > 1 && *recent_.back().place) {
      residents_kept_ -= (*recent_.back().place)->world.district.residents.size();
      recent_.pop_back();
    }
  });
  return *slot.place;
}

TrialResult Evaluator::operator()(const plan::Trial& trial) {
  const std::shared_ptr<const Place> place = place_of(trial.candidate);
  TrialResult result;
  result.trial = trial;
  if (!place->problems.empty()) {
    result.problems = place->problems;
    return result;
  }
  ReplicationResult run = run_replication(place->world, place->kpis, place->request, trial.replication);
  result.trace_hash = run.trace_hash;
  result.events = run.events;
  result.incidents = run.incidents.size();
  result.values = std::move(run.kpis);
  if (study_.controls) {
    result.controls = count_controls(run.incidents);
    result.control_means = place->control_means;
  }
  result.wall_seconds = run.wall_seconds;
  return result;
}

}  // namespace yuanluo::scenarios
