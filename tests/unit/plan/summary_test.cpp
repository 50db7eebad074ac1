#include "plan/summary.hpp"

#include <catch2/catch.hpp>

#include "sim/contract.hpp"

namespace yuanluo {

using models::Kpis;

TEST_CASE("an estimate is the mean with Student's interval") {
  // t(0.975; 3) = 3.182446, values 1 2 3 4: mean 2.5, sd 1.290994, half width 3.182446 * 1.290994 / 2.
  const std::vector<Kpis> runs{{1.0}, {2.0}, {3.0}, {4.0}};
  const auto all = plan::summarise(runs);
  REQUIRE(all.size() == 1);
  REQUIRE(all[0]);
  CHECK(all[0]->n == 4);
  CHECK(all[0]->mean == Approx(2.5));
  CHECK(all[0]->sd == Approx(1.290994).epsilon(1e-6));
  CHECK(all[0]->high - all[0]->mean == Approx(2.054260).epsilon(1e-5));
  CHECK(all[0]->mean - all[0]->low == Approx(2.054260).epsilon(1e-5));
}

TEST_CASE("a KPI without a value in any replication has no estimate, with one value no width") {
  const auto all = plan::summarise(std::vector<Kpis>{{std::nullopt, 5.0}, {std::nullopt, std::nullopt}});
  CHECK_FALSE(all[0]);
  REQUIRE(all[1]);
  CHECK(all[1]->n == 1);
  CHECK(all[1]->low == 5.0);
  CHECK(all[1]->high == 5.0);
}

TEST_CASE("pairing removes the variance that both sides share") {
  // A constant shift: no variance is left. Independent sides: none is removed.
  const std::vector<Kpis> base{{1.0, 0.0}, {5.0, 1.0}, {9.0, 0.0}, {5.0, 1.0}};
  const std::vector<Kpis> shifted{{3.0, 0.0}, {7.0, 0.0}, {11.0, 1.0}, {7.0, 1.0}};
  const auto all = plan::compare(base, shifted);
  REQUIRE(all[0]);
  CHECK(all[0]->change.mean == Approx(2.0));
  CHECK(all[0]->variance_removed == Approx(1.0));
  CHECK(all[0]->significant);
  REQUIRE(all[1]);
  CHECK(all[1]->variance_removed == Approx(0.0).margin(1e-12));
  CHECK_FALSE(all[1]->significant);
}

TEST_CASE("only replications in which both sides have a value are compared") {
  const std::vector<Kpis> base{{1.0}, {std::nullopt}, {3.0}};
  const std::vector<Kpis> alternative{{2.0}, {100.0}, {std::nullopt}};
  CHECK_FALSE(plan::compare(base, alternative)[0]);
  CHECK_THROWS_AS(plan::compare(base, std::vector<Kpis>{{1.0}}), sim::ContractError);
}

}  // namespace yuanluo
