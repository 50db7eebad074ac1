// What a plan says of its places: exchanges, what just missed, limits by community, and why each was chosen.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/plan/benefit.hpp"
#include "scenarios/plan/plan_result.hpp"
#include "scenarios/plan/reasons.hpp"
#include "scenarios/plan/selection.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace models = yuanluo::models;

const models::World& district() {
  static const models::World world = build_world(load_spec("scenarios/shuangqiaozi/today.json"));
  return world;
}

StaffLoad some_load() {
  StaffLoad load;
  for (std::size_t c = 0; c < district().communities.size(); ++c)
    load.calls_per_hour.emplace_back(24, 0.4 + 0.2 * static_cast<double>(c));
  load.service_h = 0.4;
  return load;
}

Decision decision_of(DecisionKind kind) {
  Decision decision;
  decision.kind = kind;
  decision.cost_yuan = words(kind).cost_yuan;
  decision.shifts = {{6, 8}, {10, 8}};
  return decision;
}

// Some from all over the district, neighbours among them.
std::vector<Candidate> some_of(const Decision& decision, std::size_t count) {
  const auto all = candidates(district().district, decision);
  std::vector<Candidate> few;
  const std::size_t stride = std::max<std::size_t>(1, all.size() / count);
  for (std::size_t k = 0; k < all.size() && few.size() < count; k += stride) few.push_back(all[k]);
  return few;
}

yuanluo::plan::siting::Limits quick() {
  yuanluo::plan::siting::Limits limits;
  limits.seconds = 10.0;
  return limits;
}

double total_of(Benefit& benefit, const std::vector<std::uint32_t>& set) {
  benefit.clear();
  double total = 0.0;
  for (const std::uint32_t k : set) {
    total += benefit.gain(k);
    benefit.choose(k);
  }
  return total;
}

// Calls `see` with every set of `count` candidates, repeated where more than one can go to a place.
void every_set(const std::vector<Candidate>& from, std::size_t count,
               const std::function<void(const std::vector<std::uint32_t>&)>& see) {
  std::vector<std::uint32_t> set;
  const std::function<void(std::uint32_t)> choose = [&](std::uint32_t first) {
    if (set.size() == count) return see(set);
    for (std::uint32_t k = first; k < from.size(); ++k) {
      set.push_back(k);
      choose(from[k].most > 1 ? k : k + 1);
      set.pop_back();
    }
  };
  choose(0);
}

constexpr DecisionKind kinds[] = {
    DecisionKind::hydrants,      DecisionKind::sos_buttons,         DecisionKind::grid_workers,
    DecisionKind::care_stations, DecisionKind::micro_fire_stations, DecisionKind::aeds};

}  // namespace

TEST_CASE(
    "an exchange costs what the whole set loses by it, the runner-up loses least, and who just missed adds most") {
  const StaffLoad load = some_load();
  for (const DecisionKind kind : kinds) {
    INFO(words(kind).key);
    const Decision decision = decision_of(kind);
    const auto few = some_of(decision, 24);
    const auto benefit = make_benefit(district(), decision, few, load);
    Quota quota;
    quota.count = 5;
    const Selected selected = select(district(), decision, few, *benefit, Rule::benefit, quota, quick());
    const double all = total_of(*benefit, selected.chosen);
    REQUIRE(selected.exchange_loss.size() == 5);
    for (std::size_t n = 0; n < 5; ++n) {
      double least = all;
      for (std::uint32_t k = 0; k < few.size(); ++k) {
        const auto used = std::count(selected.chosen.begin(), selected.chosen.end(), k);
        if (static_cast<std::size_t>(used) >= few[k].most || k == selected.chosen[n]) continue;
        auto exchanged = selected.chosen;
        exchanged[n] = k;
        least = std::min(least, all - total_of(*benefit, exchanged));
      }
      if (!selected.runner_up[n]) continue;
      CHECK(selected.exchange_loss[n] == Approx(least).margin(1e-9 * (1.0 + all)));
    }
    double most = 0.0;
    for (std::uint32_t k = 0; k < few.size(); ++k) {
      const auto used = std::count(selected.chosen.begin(), selected.chosen.end(), k);
      if (static_cast<std::size_t>(used) >= few[k].most) continue;
      auto more = selected.chosen;
      more.push_back(k);
      most = std::max(most, total_of(*benefit, more) - all);
    }
    if (most > 1e-9 * all) {
      REQUIRE_FALSE(selected.missed.empty());
      CHECK(selected.missed.front().gain == Approx(most));
    }
    CHECK(selected.missed.size() <= 10);
  }
}

TEST_CASE(
    "no rule puts more into a community than the plan allows, and the choice by benefit is the best such choice") {
  const StaffLoad load = some_load();
  for (const DecisionKind kind : kinds) {
    INFO(words(kind).key);
    const Decision decision = decision_of(kind);
    auto few = some_of(decision, 11);
    for (std::size_t k = 0; k < few.size(); ++k) {  // half of them in one community
      if (kind != DecisionKind::grid_workers) few[k].community = k < 6 ? 0 : static_cast<std::uint32_t>(k % 3) + 1;
    }
    const auto benefit = make_benefit(district(), decision, few, load);
    Quota quota;
    quota.count = 4;
    quota.at_most_per_community = 2;
    const auto kept = [&](const std::vector<std::uint32_t>& set) {
      std::map<std::uint32_t, std::size_t> there;
      for (const std::uint32_t k : set) {
        if (++there[*few[k].community] > 2) return false;
      }
      return true;
    };
    double best = 0.0;
    every_set(few, 4, [&](const std::vector<std::uint32_t>& set) {
      if (kept(set)) best = std::max(best, total_of(*benefit, set));
    });
    for (std::size_t r = 0; r < rules; ++r) {
      const Selected selected = select(district(), decision, few, *benefit, static_cast<Rule>(r), quota, quick());
      CHECK(selected.chosen.size() == 4);
      CHECK(kept(selected.chosen));
      CHECK(selected.total <= best * (1.0 + 1e-9));
      CHECK(selected.bound >= best * (1.0 - 1e-9));
      if (static_cast<Rule>(r) == Rule::benefit) CHECK(selected.total == Approx(best).epsilon(1e-6));
    }
  }
  Quota crowded;
  crowded.count = 17;
  crowded.at_most_per_community = 2;
  const Decision care = decision_of(DecisionKind::care_stations);
  const auto why = impossible(district().district, care, candidates(district().district, care), crowded);
  REQUIRE(why.size() == 1);
  CHECK(why[0].en == "day-care centres: 17 asked for, at most 2 in each community leave room for 16 only");
}

TEST_CASE("with a least number for each community the choice by benefit is the best such choice, and below its bound") {
  const StaffLoad load = some_load();
  for (const DecisionKind kind : kinds) {
    if (kind == DecisionKind::grid_workers) continue;  // plan_test.cpp
    INFO(words(kind).key);
    const Decision decision = decision_of(kind);
    auto few = some_of(decision, 13);
    for (std::size_t k = 0; k < few.size(); ++k) few[k].community = static_cast<std::uint32_t>(k % 8);
    const auto benefit = make_benefit(district(), decision, few, load);
    Quota quota;
    quota.count = 9;
    quota.at_least_per_community = 1;
    double best = 0.0;
    every_set(few, 9, [&](const std::vector<std::uint32_t>& set) {
      std::vector<std::size_t> there(8, 0);
      for (const std::uint32_t k : set) ++there[*few[k].community];
      if (std::count(there.begin(), there.end(), 0u) == 0) best = std::max(best, total_of(*benefit, set));
    });
    const Selected selected = select(district(), decision, few, *benefit, Rule::benefit, quota, quick());
    CHECK(selected.chosen.size() == 9);
    CHECK(selected.total == Approx(best).epsilon(1e-6));
    CHECK(selected.bound >= best * (1.0 - 1e-9));
    for (std::size_t n = 0; n < 9; ++n) {
      if (!selected.runner_up[n]) continue;
      CHECK(selected.exchange_loss[n] >= -1e-6 * best);  // no exchange that is allowed would be better
    }
  }
}

TEST_CASE("every chosen place of every kind has its reason, in both languages and with its own figures") {
  const StaffLoad load = some_load();
  for (std::size_t k = 0; k < decision_kinds; ++k) {
    const auto kind = static_cast<DecisionKind>(k);
    INFO(words(kind).key);
    const Decision decision = decision_of(kind);
    const auto few = some_of(decision, 60);
    const Choosing choosing{district(), decision, few, load, quick()};
    const auto benefit = make_benefit(district(), decision, few, load);
    Quota quota;
    quota.count = 6;
    const Selected selected = select(district(), decision, few, *benefit, Rule::benefit, quota, quick());
    const auto why = reasons(choosing, selected.chosen);
    REQUIRE(why.size() == 6);
    for (const models::Name& reason : why) {
      CHECK_FALSE(reason.zh.empty());
      // No Chinese in the English text, and a figure or a plain no.
      CHECK(
          std::all_of(reason.en.begin(), reason.en.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
      CHECK((reason.en.find_first_of("0123456789") != std::string::npos || reason.en.find("no ") != std::string::npos));
    }
  }
  // Of somebody who lives alone, the age.
  const Decision buttons = decision_of(DecisionKind::sos_buttons);
  const auto homes = candidates(district().district, buttons);
  const Choosing choosing{district(), buttons, homes, load, quick()};
  std::uint32_t home = 0;
  while (district().residents_of(models::HouseholdId{homes[home].subject}).size() != 1) ++home;
  const int age = district().residents_of(models::HouseholdId{homes[home].subject}).front().age;
  const std::vector<std::uint32_t> chosen{home};
  CHECK(reasons(choosing, chosen).front().en.rfind("lives alone, aged " + std::to_string(age), 0) == 0);
}

TEST_CASE("what new stations save is what their reasons tell of ways before and after") {
  const StaffLoad load = some_load();
  const Decision decision = decision_of(DecisionKind::care_stations);
  const auto few = some_of(decision, 40);
  const Choosing choosing{district(), decision, few, load, quick()};
  const auto benefit = make_benefit(district(), decision, few, load);
  Quota quota;
  quota.count = 4;
  const Selected selected = select(district(), decision, few, *benefit, Rule::benefit, quota, quick());
  double told = 0.0;
  for (const models::Name& reason : reasons(choosing, selected.chosen)) {
    double events = 0.0, before = 0.0, after = 0.0;
    std::size_t compounds = 0;
    REQUIRE(std::sscanf(reason.en.c_str(), "nearest for %zu compounds", &compounds) == 1);
    const std::size_t figures = reason.en.find("), ");
    REQUIRE(figures != std::string::npos);
    REQUIRE(std::sscanf(reason.en.c_str() + figures, "), %lf calls a year, %lf -> %lf m", &events, &before, &after) ==
            3);
    told += events * (before - after);
  }
  // Events are told with three digits, metres whole.
  CHECK(told == Approx(selected.total).epsilon(0.02));
}

TEST_CASE("the first so many places that bring four fifths are counted from the list") {
  Selected selected;
  selected.marginal = {5.0, 2.0, 1.0, 1.0, 1.0};
  selected.total = 10.0;
  CHECK(count_for_share(selected, 0.8) == 3);
  CHECK(count_for_share(selected, 0.5) == 1);
  CHECK(count_for_share(selected, 1.0) == 5);
}
