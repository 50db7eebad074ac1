// Closing things for some hours, against what can be worked out by hand.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/plan/closure.hpp"
#include "scenarios/plan/staff_load.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/key.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace models = yuanluo::models;

const models::World& world() {
  static const models::World built = build_world(load_spec("scenarios/shuangqiaozi/today.json"));
  return built;
}

std::vector<ClosureEffect> closing(const std::vector<std::string>& names, ClosedHours hours) {
  return close(world(), closed_things(world().district, names, "x.json"), hours, {});
}

}  // namespace

TEST_CASE("hours go over midnight, and alike ends are the whole day") {
  CHECK(ClosedHours{20, 8}.contain(23));
  CHECK(ClosedHours{20, 8}.contain(7));
  CHECK_FALSE(ClosedHours{20, 8}.contain(8));
  CHECK(ClosedHours{20, 8}.count() == 12);
  CHECK(ClosedHours{9, 10}.count() == 1);
  CHECK(ClosedHours{0, 0}.count() == 24);
}

TEST_CASE("closing one hydrant affects the compounds to which it is nearest, by the hose to the next") {
  const models::World& w = world();
  std::vector<double> from_one;  // by hydrant
  for (const models::Hydrant& h : w.district.hydrants)
    from_one.push_back(models::distance(w.plane.to_plane(h.position), w.compounds[100].centre).value);
  const auto closed = static_cast<std::size_t>(std::min_element(from_one.begin(), from_one.end()) - from_one.begin());
  const auto effects = closing({fmt::format("FH{:04}", closed + 1)}, {0, 0});
  REQUIRE(effects.size() == 1);
  std::size_t affected = 0;
  double longest = 0.0;
  for (const models::CompoundPlace& compound : w.compounds) {
    double nearest = 1e9, next = 1e9;
    for (std::size_t h = 0; h < w.district.hydrants.size(); ++h) {
      const auto at = w.plane.to_plane(w.district.hydrants[h].position);
      const double hose = 1.27 * std::hypot(at.x - compound.centre.x, at.y - compound.centre.y);
      nearest = std::min(nearest, hose);
      if (h != closed) next = std::min(next, hose);
    }
    if (next <= nearest) continue;
    ++affected;
    longest = std::max(longest, next - nearest);
  }
  REQUIRE(affected > 0);
  REQUIRE(effects[0].compounds.size() == affected);
  double found = 0.0;
  for (const ClosureRow& row : effects[0].compounds) found = std::max(found, row.after - row.before);
  CHECK(found == Approx(longest));
}

TEST_CASE("closing the only micro fire station of a community for a third of the day leaves nobody in those hours") {
  const auto night = closing({"1号微型消防站"}, {0, 8});
  const auto whole = closing({"Micro Fire Station 1"}, {0, 0});
  REQUIRE(night.size() == 1);
  CHECK(night[0].communities.size() == 1);
  CHECK(night[0].affected_per_year < whole[0].affected_per_year);
  CHECK(night[0].beyond_after - night[0].beyond_before > 0.0);
  // Two parts of a day are the whole.
  const auto rest = closing({"ST08"}, {8, 0});
  double part = 0.0, all = 0.0;
  for (const auto& effects : {night, closing({"1号微型消防站"}, {8, 0})}) part += effects[0].affected_per_year;
  all = whole[0].affected_per_year;
  CHECK(part == Approx(all));
  CHECK_FALSE(rest.empty());
}

TEST_CASE("a station that is closed when nobody is on duty in it makes no difference") {
  // Day-care centres are staffed from 8 to 20 h.
  const auto night = closing({"Day-care Centre 2"}, {21, 6});
  CHECK(night[0].affected_per_year == 0.0);
  const auto day = closing({"Day-care Centre 2"}, {9, 18});
  CHECK(day[0].affected_per_year > 0.0);
  CHECK(day[0].after > day[0].before);
  CHECK(day[0].compounds.front().instead.en != "Day-care Centre 2");
}

TEST_CASE("closing a grid worker's post lengthens the waits of its own community only") {
  const models::World& w = world();
  const StaffLoad load = measured_load(w, 1, 30);
  const auto effects =
      close(w, closed_things(w.district, std::vector<std::string>{"P0001", "P0001"}, "x"), {0, 0}, load);
  REQUIRE(effects.size() == 1);
  CHECK(effects[0].communities.size() == 1);
  CHECK(effects[0].after > effects[0].before);
  CHECK(effects[0].closed.size() == 1);  // named twice, closed once
}

TEST_CASE("things that nothing is called are refused, all at once, with what is near") {
  try {
    closed_things(world().district, std::vector<std::string>{"Micro Fire Sation 1", "FH99999"}, "today.json");
    FAIL("accepted");
  } catch (const ScenarioError& error) {
    REQUIRE(error.problems().size() == 2);
    const std::string text = error.what();
    CHECK(text.find("did you mean \"Micro Fire Station 1\"?") != std::string::npos);
    CHECK(text.find("\"FH99999\"") != std::string::npos);
  }
  // What is there but cannot be closed is told from what is not there.
  const auto& staff = world().district.staff;
  const auto crew = static_cast<std::size_t>(
      std::find_if(staff.begin(), staff.end(),
                   [](const models::Staff& s) { return s.role == models::StaffRole::micro_fire_crew; }) -
      staff.begin());
  REQUIRE(crew < staff.size());
  try {
    const std::string key = row_key(TableKind::staff, crew, staff.size());
    closed_things(world().district, std::vector<std::string>{key}, "today.json");
    FAIL("accepted");
  } catch (const ScenarioError& error) {
    CHECK(std::string(error.what()).find("of others, close the station") != std::string::npos);
  }
}
