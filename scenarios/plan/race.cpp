#include "scenarios/plan/race.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/plan/variants.hpp"

namespace yuanluo::scenarios {
namespace {

using Places = std::vector<std::uint32_t>;

constexpr double first_generation = 0.6;  // of the variants
constexpr std::size_t worlds_at_once = 16;

class Heat {
 public:
  Heat(const Choosing& choosing, const std::vector<Places>& sets, std::uint64_t seed, Trials& trials)
      : trials_(trials), seed_(seed) {
    for (const Places& set : sets) {
      numbers_.push_back(
          trials.add([choosing, set](models::District& d) { add_to(d, choosing.decision, choosing.candidates, set); }));
    }
  }
  ~Heat() {
    for (const std::uint32_t number : numbers_) trials_.release(number);
  }
  Heat(const Heat&) = delete;
  Heat& operator=(const Heat&) = delete;

  // Trials come by candidate; of many, worlds are kept for a few at a time only.
  std::vector<plan::Value> operator()(std::span<const plan::Trial> wanted) {
    std::vector<plan::Trial> some;
    std::vector<plan::Value> values;
    std::size_t worlds = 0;
    const auto flush = [&](bool keep) {
      trials_.run(seed_, some);
      for (const plan::Trial& trial : some) {
        values.emplace_back(trials_.value(seed_, trial, 0));
        if (!keep) trials_.release(trial.candidate);
      }
      some.clear();
      worlds = 0;
    };
    bool all_kept = true;
    for (const plan::Trial& trial : wanted) {
      const plan::Trial here{numbers_[trial.candidate], trial.replication};
      if (some.empty() || some.back().candidate != here.candidate) {
        if (worlds == worlds_at_once) {
          flush(false);
          all_kept = false;
        }
        ++worlds;
      }
      some.push_back(here);
    }
    flush(all_kept);
    return values;
  }

 private:
  Trials& trials_;
  std::uint64_t seed_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace

Race race_variants(const Choosing& choosing, const Quota& quota, const Places& start, const RaceGoal& goal,
                   Trials& trials) {
  Race race;
  race.places = start;
  std::sort(race.places.begin(), race.places.end());
  const Places first = race.places;
  const bool less_is_better = trials.columns()[0].less_is_better;
  for (std::size_t generation = 0; generation < 2; ++generation) {
    const auto early = static_cast<std::size_t>(first_generation * static_cast<double>(goal.variants));
    const std::size_t count = generation == 0 ? early : goal.variants - early;
    // Other luck for each generation: who won with some luck has no advantage of it.
    const std::uint64_t seed = goal.seed + generation;
    auto sets = variants_of(choosing, quota, race.places, count, seed);
    if (std::find(sets.begin(), sets.end(), first) == sets.end()) sets.push_back(first);
    if (sets.size() < 2) continue;
    plan::SelectionGoal selection;
    selection.difference = goal.difference;
    selection.confidence = goal.confidence;
    selection.less_is_better = less_is_better;
    selection.first = 3;
    selection.budget = generation == 0 ? goal.most / 2 : goal.most - std::min(goal.most, race.evaluations);
    plan::SuccessiveRejection procedure(static_cast<std::uint32_t>(sets.size()), selection);
    Heat heat(choosing, sets, seed, trials);
    plan::run(procedure, [&](std::span<const plan::Trial> wanted) { return heat(wanted); });
    const plan::Selection result = procedure.result();
    if (result.evaluations == 0) continue;  // the budget does not pay for a first look
    race.variants += sets.size();
    race.evaluations += result.evaluations;
    race.rounds.push_back(procedure.rounds());
    race.decided = result.decided;
    race.confidence = result.confidence;
    race.places = sets[result.best];
    const auto of_first = static_cast<std::size_t>(std::find(sets.begin(), sets.end(), first) - sets.begin());
    race.gain = {};
    if (const auto& behind = result.standings[of_first].behind) {
      race.gain = *behind;
      if (!less_is_better) race.gain.mean = -race.gain.mean;
    }
  }
  return race;
}

}  // namespace yuanluo::scenarios
