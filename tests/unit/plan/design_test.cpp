#include "plan/experiment/design.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "sim/contract.hpp"

namespace yuanluo::plan {
namespace {

// Whether each of n equal slices holds exactly one point, for every factor.
bool stratified(const std::vector<CubePoint>& design) {
  const std::size_t n = design.size();
  for (std::size_t f = 0; f < design.front().size(); ++f) {
    std::set<std::size_t> slices;
    for (const CubePoint& point : design) {
      if (point[f] < 0.0 || point[f] >= 1.0) return false;
      slices.insert(static_cast<std::size_t>(point[f] * static_cast<double>(n)));
    }
    if (slices.size() != n) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a Latin hypercube has one point in every slice of every factor") {
  for (const std::size_t points : {1, 2, 3, 7, 64, 100, 2500})
    for (const std::size_t factors : {1, 2, 5, 11}) CHECK(stratified(latin_hypercube(points, factors, 3 * points)));
}

TEST_CASE("a design is the same for the same seed and another for another") {
  CHECK(latin_hypercube(20, 3, 5) == latin_hypercube(20, 3, 5));
  CHECK(latin_hypercube(20, 3, 5) != latin_hypercube(20, 3, 6));
  CHECK(sobol(20, 3, 5) == sobol(20, 3, 5));
  CHECK(sobol(20, 3, 5) != sobol(20, 3, 6));
}

TEST_CASE("the Sobol sequence is the published one, moved by a digital shift") {
  // Source: [Joe2008], the first ten points of their program for three dimensions.
  const double published[10][3] = {
      {0, 0, 0},          {.5, .5, .5},       {.75, .25, .25},    {.25, .75, .75},       {.375, .375, .625},
      {.875, .875, .125}, {.625, .125, .875}, {.125, .625, .375}, {.1875, .3125, .9375}, {.6875, .8125, .4375}};
  const auto bits = [](double x) { return static_cast<std::uint64_t>(std::ldexp(x, 53)); };
  const auto design = sobol(10, 3, 99);
  for (std::size_t i = 0; i < 10; ++i)
    for (std::size_t f = 0; f < 3; ++f) CHECK((bits(design[i][f]) ^ bits(design[0][f])) == bits(published[i][f]));
}

TEST_CASE("the first 2^m points of a Sobol design are stratified, and a longer design begins with a shorter one") {
  for (const std::size_t points : {1, 2, 16, 256}) CHECK(stratified(sobol(points, 20, 7)));
  const auto shorter = sobol(50, 4, 1), longer = sobol(130, 4, 1);
  CHECK(std::equal(shorter.begin(), shorter.end(), longer.begin()));
}

TEST_CASE("Sobol points integrate a smooth function better than a hundred times as many random ones would") {
  // The integral of the product of (1 + (x - 1/2)) over three factors is 1; the standard error of n random points is
  // sqrt((13/12)^3 - 1) / sqrt(n) = 0.52 / sqrt(n), for n = 409,600: 8.1e-4.
  double sum = 0.0;
  for (const CubePoint& p : sobol(4096, 3, 17)) sum += (0.5 + p[0]) * (0.5 + p[1]) * (0.5 + p[2]);
  CHECK(std::abs(sum / 4096 - 1.0) < 8.1e-4);
}

TEST_CASE("a full factorial holds every combination once") {
  const std::vector<std::size_t> levels{2, 3, 4};
  const auto design = full_factorial(levels);
  CHECK(design.size() == 24);
  CHECK(std::set<LevelPoint>(design.begin(), design.end()).size() == 24);
  CHECK(design[0] == LevelPoint{0, 0, 0});
  CHECK(design[1] == LevelPoint{0, 0, 1});
  CHECK(design[23] == LevelPoint{1, 2, 3});
  CHECK(full_factorial(std::vector<std::size_t>{}) == std::vector<LevelPoint>{{}});
}

TEST_CASE("one at a time changes one factor from the base at every point") {
  const std::vector<std::size_t> levels{3, 1, 2};
  const LevelPoint base{1, 0, 0};
  const auto design = one_at_a_time(levels, base);
  CHECK(design == std::vector<LevelPoint>{{1, 0, 0}, {0, 0, 0}, {2, 0, 0}, {1, 0, 1}});
  CHECK_THROWS_AS(one_at_a_time(levels, LevelPoint{1, 1, 0}), sim::ContractError);
}

}  // namespace yuanluo::plan
