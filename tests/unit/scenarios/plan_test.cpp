// Plans: choices against all subsets, planted weaknesses, promises against a simulation of their own.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/plan/benefit.hpp"
#include "scenarios/plan/plan_files.hpp"
#include "scenarios/plan/planning.hpp"
#include "scenarios/plan/selection.hpp"
#include "scenarios/plan/trade_off.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/tables.hpp"
#include "sim/random.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace fs = std::filesystem;
namespace models = yuanluo::models;
namespace sim = yuanluo::sim;

const std::string reference_scenario = "scenarios/shuangqiaozi/today.json";

const Spec& reference_spec() {
  static const Spec spec = load_spec(reference_scenario);
  return spec;
}

const models::District& reference_district() {
  static const models::District district = build_district(reference_spec());
  return district;
}

models::World world_of(models::District district) {
  return models::make_world(std::move(district), reference_spec().settings);
}

const models::World& reference_world() {
  static const models::World world = world_of(reference_district());
  return world;
}

// Ten calls an hour in all, the same everywhere and always.
StaffLoad even_load(std::size_t communities) {
  StaffLoad load;
  load.calls_per_hour.assign(communities, std::vector<double>(24, 10.0 / static_cast<double>(communities)));
  load.service_h = 0.4;
  return load;
}

Decision decision_of(DecisionKind kind) {
  Decision decision;
  decision.kind = kind;
  decision.cost_yuan = words(kind).cost_yuan;
  return decision;
}

yuanluo::plan::siting::Limits quick() {
  yuanluo::plan::siting::Limits limits;
  limits.seconds = 20.0;
  return limits;
}

// A folder that goes away with the test.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(fs::temp_directory_path() / ("yuanluo_" + name + "_" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

std::string complaint(const std::string& text) {
  const Folder folder("plan_text");
  try {
    load_plan(folder.file("plan.json", text));
  } catch (const ScenarioError& error) {
    const std::string message = error.what();
    return message.substr(message.find("plan.json") + 9);
  }
  return "accepted";
}

}  // namespace

TEST_CASE("every kind of decision chooses the best of all choices among a few candidates") {
  const models::World& world = reference_world();
  const StaffLoad load = even_load(world.communities.size());
  for (std::size_t k = 0; k < decision_kinds; ++k) {
    const auto kind = static_cast<DecisionKind>(k);
    INFO(words(kind).key);
    const Decision decision = decision_of(kind);
    const auto all = candidates(world.district, decision);
    REQUIRE(all.size() > 12);
    for (std::uint32_t trial = 0; trial < 3; ++trial) {
      sim::Draw draw = sim::Luck(5, trial).draw(static_cast<std::uint32_t>(k), 0);
      // Neighbours, so that they compete.
      std::vector<Candidate> few;
      const auto start = static_cast<std::size_t>(draw.uniform() * static_cast<double>(all.size() - 12));
      for (std::size_t c = 0; c < 10; ++c) few.push_back(all[start + c]);
      const auto benefit = make_benefit(world, decision, few, load);
      Quota quota;
      quota.count = 3;
      const Selected selected = select(world, decision, few, *benefit, Rule::benefit, quota, quick());
      double best = 0.0;
      for (std::uint32_t a = 0; a < 10; ++a) {
        for (std::uint32_t b = a; b < 10; ++b) {
          for (std::uint32_t c = b; c < 10; ++c) {
            if (few[a].most == 1 && (a == b || b == c)) continue;
            benefit->clear();
            double total = 0.0;
            for (const std::uint32_t chosen : {a, b, c}) {
              total += benefit->gain(chosen);
              benefit->choose(chosen);
            }
            best = std::max(best, total);
          }
        }
      }
      CHECK(selected.total == Approx(best).epsilon(1e-9).margin(1e-12));
      CHECK(selected.bound >= best - 1e-9 * best);
      CHECK(selected.chosen.size() == 3);
    }
  }
}

TEST_CASE("a plan for the vulnerable finds nine in ten homes at risk without alarms among its first twentieth") {
  models::District district = reference_district();
  // The homes of elders who live alone lose their alarms in one community.
  const models::World before = world_of(district);
  std::set<std::uint32_t> planted;
  for (const models::Resident& r : district.residents) {
    if (!r.lives_alone || before.community_of(before.compound_of(r.household)).value != 3) continue;
    planted.insert(r.household.value);
  }
  REQUIRE(planted.size() > 10);
  auto& devices = district.devices;
  devices.erase(std::remove_if(devices.begin(), devices.end(),
                               [&](const models::Device& d) {
                                 return d.kind == models::DeviceKind::smoke_alarm &&
                                        planted.count(d.household.value) > 0;
                               }),
                devices.end());
  const models::World world = world_of(district);
  const Decision decision = decision_of(DecisionKind::smoke_alarms);
  const auto all = candidates(world.district, decision);
  const StaffLoad load = even_load(8);
  const auto benefit = make_benefit(world, decision, all, load, 5.0);
  Quota quota;
  quota.count = 3000;  // of some 50,000 homes: chance would find 6 % of those planted
  const Selected selected = select(world, decision, all, *benefit, Rule::vulnerable, quota, quick());
  std::size_t found = 0;
  for (const std::uint32_t k : selected.chosen) found += planted.count(all[k].subject);
  CHECK(found >= planted.size() * 9 / 10);
}

TEST_CASE("a community without staff at night gets the first posts there") {
  models::District district = reference_district();
  auto& staff = district.staff;
  staff.erase(std::remove_if(staff.begin(), staff.end(),
                             [](const models::Staff& s) {
                               return s.role == models::StaffRole::grid_worker && s.community->value == 5 &&
                                      s.shift_start_hour == 20;
                             }),
              staff.end());
  const models::World world = world_of(district);
  Decision decision = decision_of(DecisionKind::grid_workers);
  decision.shifts = {{0, 8}, {8, 8}, {16, 8}};
  const auto all = candidates(world.district, decision);
  CHECK(all.size() == 24);
  const StaffLoad load = even_load(8);
  const auto benefit = make_benefit(world, decision, all, load);
  Quota quota;
  quota.count = 20;
  const Selected selected = select(world, decision, all, *benefit, Rule::benefit, quota, quick());
  CHECK(selected.chosen.size() == 20);
  CHECK(all[selected.chosen[0]].subject == 5);
  CHECK(all[selected.chosen[0]].shift == std::array<int, 2>{0, 8});
  CHECK(std::is_sorted(selected.marginal.rbegin(), selected.marginal.rend()));
}

TEST_CASE("hydrants are put into the community that has none") {
  models::District district = reference_district();
  const models::LocalPlane plane(district.compounds.front().centre);
  const std::uint32_t dry = 2;
  auto& hydrants = district.hydrants;
  hydrants.erase(
      std::remove_if(hydrants.begin(), hydrants.end(),
                     [&](const models::Hydrant& h) {
                       const auto p = plane.to_plane(h.position);
                       return std::any_of(district.compounds.begin(), district.compounds.end(), [&](const auto& c) {
                         return c.community.value == dry && models::distance(p, plane.to_plane(c.centre)).value < 160.0;
                       });
                     }),
      hydrants.end());
  const models::World world = world_of(district);
  const Decision decision = decision_of(DecisionKind::hydrants);
  const auto all = candidates(world.district, decision);
  const StaffLoad load = even_load(8);
  const auto benefit = make_benefit(world, decision, all, load);
  Quota quota;
  quota.count = 8;
  const Selected selected = select(world, decision, all, *benefit, Rule::benefit, quota, quick());
  REQUIRE(selected.chosen.size() == 8);
  std::size_t inside = 0;
  for (const std::uint32_t k : selected.chosen) inside += all[k].community == dry ? 1 : 0;
  CHECK(inside >= 7);
  CHECK(selected.total <= selected.bound * (1.0 + 1e-9));
  CHECK(selected.total >= 0.99 * selected.bound);
}

TEST_CASE("a plan finds the shift without staff, and a simulation with other luck confirms its promise") {
  const Folder folder("plan");
  models::District district = reference_district();
  auto& staff = district.staff;
  staff.erase(std::remove_if(staff.begin(), staff.end(),
                             [](const models::Staff& s) {
                               return s.role == models::StaffRole::grid_worker && s.shift_start_hour == 20;
                             }),
              staff.end());
  write_tables(district, folder.path() / "tables");
  Spec spec = reference_spec();
  spec.generator.reset();
  spec.tables = (folder.path() / "tables").generic_string();
  folder.file("no-nights.json", resolved_json(spec, folder.path()));
  const std::string file = folder.file("plan.json", R"({"scenario": "no-nights.json",
    "decide": [{"kind": "grid_workers", "count": 16, "shifts": [[8, 12], [20, 12]]}],
    "objectives": ["false_alarm.response.mean_s"], "days": 60, "seed": 7, "variants": {"count": 16},
    "replications": {"first": 5, "most": 6, "confirm": 16}})");
  const PlanResult plan = make_plan(load_plan(file), 2, [](const models::Name&) {});
  const Selected& ours = plan.alternatives[0].selected[0];
  REQUIRE(ours.chosen.size() == 16);
  std::set<std::uint32_t> staffed_at_night;
  for (const std::uint32_t k : ours.chosen) {
    if (plan.candidates[0][k].shift[0] == 20) staffed_at_night.insert(plan.candidates[0][k].subject);
  }
  CHECK(staffed_at_night.size() == 8);
  CHECK(plan.alternatives[plan.best].ours);
  const sim::ConfidenceInterval& change = plan.effects[plan.best][0].change;
  CHECK(change.high() < 0.0);  // help comes sooner, beyond chance
  REQUIRE(plan.promised);
  REQUIRE(plan.race);
  CHECK(plan.race->variants > 10);
  CHECK(plan.race->evaluations <= 12 * 16);
  CHECK(plan.race->places.size() == 16);
  CHECK(plan.race->rounds.size() == 2);

  // The scenario that the plan wrote, against the one it began with, with luck of its own.
  write_plan_scenario(plan, folder.path() / "out");
  const models::World then = build_world(load_spec(folder.path() / "out" / "scenario.json"));
  const models::World now = build_world(load_spec(folder.path() / "no-nights.json"));
  const models::KpiCatalogue catalogue(now);
  const std::size_t kpi = *catalogue.find("false_alarm.response.mean_s");
  RunRequest request;
  request.seed = 99;
  request.measured = 60 * sim::one_day;
  std::vector<double> before, after;
  for (std::uint32_t r = 0; r < 16; ++r) {
    before.push_back(*run_replication(now, catalogue, request, r).kpis[kpi]);
    after.push_back(*run_replication(then, catalogue, request, r).kpis[kpi]);
  }
  const sim::ConfidenceInterval independent = sim::paired_difference_interval(after, before, 0.95);
  // Two means of n = 16 with the same spread lie apart by more than both half widths in about 0.5 % of cases.
  CHECK(std::abs(independent.mean - change.mean) <= independent.half_width + change.half_width);
  CHECK(plan_geojson(plan).find("FeatureCollection") != std::string::npos);
}

TEST_CASE("posts in overlapping shifts are as good as the best of all choices") {
  const models::World& world = reference_world();
  StaffLoad load = even_load(world.communities.size());
  for (std::uint32_t trial = 0; trial < 8; ++trial) {
    sim::Draw draw = sim::Luck(6, trial).draw(0, 0);
    // Calls that come in waves, some hours more than a post or two can serve.
    for (auto& hours : load.calls_per_hour) {
      for (double& calls : hours) calls = draw.uniform() < 0.3 ? 12.0 * draw.uniform() : 1.0 * draw.uniform();
    }
    Decision decision = decision_of(DecisionKind::grid_workers);
    decision.shifts = {{6, 8}, {9, 8}, {12, 8}, {16, 8}, {20, 10}};
    auto all = candidates(world.district, decision);
    all.resize(10);  // two communities
    const auto benefit = make_benefit(world, decision, all, load);
    Quota quota;
    quota.count = 5;
    const Selected selected = select(world, decision, all, *benefit, Rule::benefit, quota, quick());
    double best = 0.0;
    std::vector<std::uint32_t> chosen;
    const std::function<void(std::uint32_t)> choose = [&](std::uint32_t from) {
      if (chosen.size() == quota.count) {
        benefit->clear();
        double total = 0.0;
        for (const std::uint32_t k : chosen) {
          total += benefit->gain(k);
          benefit->choose(k);
        }
        best = std::max(best, total);
        return;
      }
      for (std::uint32_t k = from; k < all.size(); ++k) {
        chosen.push_back(k);
        choose(k);
        chosen.pop_back();
      }
    };
    choose(0);
    CHECK(selected.total == Approx(best).epsilon(1e-9));
    CHECK(selected.bound >= best * (1.0 - 1e-9));
  }
}

TEST_CASE("what one more post brings never grows with the number of posts, even in an overloaded queue") {
  StaffLoad load = even_load(8);
  load.calls_per_hour[2].assign(24, 9.0);  // 3.6 Erlang
  models::District district = reference_district();
  district.staff.clear();
  const models::World world = world_of(std::move(district));
  const StaffWaiting waiting(world, load);
  for (std::size_t posts = 0; posts < 12; ++posts) {
    const double one = waiting.delay_min(2, 5, posts) - waiting.delay_min(2, 5, posts + 1);
    const double next = waiting.delay_min(2, 5, posts + 1) - waiting.delay_min(2, 5, posts + 2);
    CHECK(one >= next - 1e-9);
    CHECK(next >= -1e-9);
  }
  // Nine calls an hour that nobody serves wait an hour each.
  CHECK(waiting.delay_min(2, 5, 0) == Approx(540.0));
}

TEST_CASE("a front holds the best of every number, and price of fairness falls as the promise rises") {
  const models::World& world = reference_world();
  const StaffLoad load = even_load(world.communities.size());
  const Decision decision = decision_of(DecisionKind::care_stations);
  auto all = candidates(world.district, decision);
  std::vector<Candidate> few;
  for (std::size_t k = 0; k < all.size(); k += 60) few.push_back(all[k]);  // a dozen from everywhere
  const Choosing choosing{world, decision, few, load, quick()};
  const Front front = front_of(choosing, 4);
  REQUIRE(front.points.size() == 4);
  const auto benefit = make_benefit(world, decision, few, load);
  for (std::size_t n = 1; n <= 4; ++n) {
    double best = 0.0;
    for (std::uint32_t set = 0; set < (1u << few.size()); ++set) {
      if (static_cast<std::size_t>(__builtin_popcount(set)) != n) continue;
      benefit->clear();
      double total = 0.0;
      for (std::uint32_t k = 0; k < few.size(); ++k) {
        if ((set >> k & 1) == 0) continue;
        total += benefit->gain(k);
        benefit->choose(k);
      }
      best = std::max(best, total);
    }
    CHECK(front.points[n - 1].benefit == Approx(best).epsilon(1e-9));
  }
  CHECK(front.exact);
  CHECK(front.hypervolume == Approx(front.hypervolume_bound).epsilon(1e-6));
  CHECK(front.hypervolume > 0.25);

  const Decision buttons = decision_of(DecisionKind::sos_buttons);
  const auto homes = candidates(world.district, buttons);
  const Choosing for_homes{world, buttons, homes, load, quick()};
  const auto prices = price_of_fairness(for_homes, 400);
  REQUIRE(prices.size() == 9);
  for (std::size_t k = 1; k < prices.size(); ++k) {
    CHECK(prices[k].benefit <= prices[k - 1].benefit * (1.0 + 1e-12));
    CHECK(prices[k].worst_community_per_1000 >= prices[k - 1].worst_community_per_1000 * (1.0 - 1e-9));
  }
}

TEST_CASE("demands that cannot be met are refused with the reason") {
  const models::District& district = reference_district();
  const Decision decision = decision_of(DecisionKind::care_stations);
  const auto all = candidates(district, decision);
  Quota quota;
  quota.count = 3;
  quota.at_least_per_community = 1;
  const auto least = impossible(district, decision, all, quota);
  REQUIRE(least.size() == 1);
  CHECK(least[0].en == "day-care centres: at least 1 in each of 8 communities are 8, more than the 3 in all");
  quota = {100000, std::nullopt, 0};
  CHECK(impossible(district, decision, all, quota)[0].en == "day-care centres: 100000 asked for, places for 686 only");
  quota = {0, 1000.0, 0};
  CHECK(impossible(district, decision, all, quota)[0].en ==
        "day-care centres: at least 800000 yuan are needed, the budget is 1000 yuan");
  CHECK(impossible(district, decision, {}, quota)[0].en == "day-care centres: there is no place for one");
}

TEST_CASE("what is wrong with a plan file is said all at once") {
  const std::string text = complaint(R"({"scenario": "x.json", "decide": [{"kind": "hydrant", "count": 3},
    {"kind": "lifts", "count": -1, "spacing_m": 3}, {"kind": "aeds"}], "objectives": [], "dais": 3})");
  CHECK(text.find("#/decide/0/kind: expected one of hydrants,") != std::string::npos);
  CHECK(text.find("did you mean \"hydrants\"?") != std::string::npos);
  CHECK(text.find("#/decide/1/count: expected a whole number from 1 to 1000000, got -1") != std::string::npos);
  CHECK(text.find("#/decide/1/spacing_m: expected one of kind, count") != std::string::npos);
  CHECK(text.find("#/decide/2/count: expected a count, or \"budget_yuan\"") != std::string::npos);
  CHECK(text.find("#/objectives: expected a list of at least one objective") != std::string::npos);
  CHECK(text.find("#/dais: expected one of") != std::string::npos);
  CHECK(complaint("[1]").find("expected an object") != std::string::npos);
  const std::string more =
      complaint(R"({"scenario": "x.json", "decide": [{"kind": "hydrants", "count": 2.5, "kerb_m": 3},
    {"kind": "aeds", "count": 3}], "objectives": ["fall.deaths.per_year", "fall.deaths.per_year", {"kpi": "x", "gap": "homes"},
    {"kpi": "x", "gap": "groups", "worst_community": true}, {"kpi": "x", "weights": {"a": 0}}],
    "variants": {"count": 20}, "uncertain": {"draws": 1, "parameters": []}})");
  CHECK(more.find("#/decide/0/count: expected a whole number from 1 to 1000000, got 2.5") != std::string::npos);
  CHECK(more.find("budget_yuan") == std::string::npos);  // said once
  CHECK(more.find("#/decide/0/kerb_m: expected a number from 0.5 to 2, got 3") != std::string::npos);
  CHECK(more.find("#/objectives/1: expected each objective once") != std::string::npos);
  CHECK(more.find("#/objectives/2/gap: expected communities or groups, got \"homes\"") != std::string::npos);
  CHECK(more.find("#/objectives/3: expected one of worst_community, gap and weights") != std::string::npos);
  CHECK(more.find("#/objectives/4/weights: expected a weight above 0") != std::string::npos);
  CHECK(more.find("#/variants: expected a plan of one decision only, got 2 decisions") != std::string::npos);
  CHECK(more.find("#/uncertain/draws: expected a whole number from 2 to 64, got 1") != std::string::npos);
  CHECK(more.find("#/uncertain/parameters: expected a list of at least one parameter") != std::string::npos);
}
