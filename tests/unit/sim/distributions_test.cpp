#include <catch2/catch.hpp>
#include <limits>

#include "sim/distributions.hpp"

namespace {

using namespace yuanluo::sim;

constexpr double shares[] = {1e-9, 1e-4, 0.01, 0.2, 0.5, 0.73, 0.975, 0.9999, 1.0 - 1e-9};

}  // namespace

TEST_CASE("mirrored luck gives 1 - u wherever luck gives u") {
  for (std::uint32_t entity = 0; entity < 100; ++entity) {
    Draw plain = Luck{7, 3}.draw(entity, 1, 2), mirrored = Luck{7, 3, true}.draw(entity, 1, 2);
    for (int i = 0; i < 10; ++i) {
      const double u = plain.uniform();
      CHECK(mirrored.uniform() == 1.0 - u);
    }
  }
}

TEST_CASE("the normal quantile has the values of the published tables") {
  CHECK(normal_quantile(0.5) == 0.0);
  // Source: test values given with algorithm AS 241.
  CHECK(normal_quantile(0.25) == Approx(-0.6744897501960817).epsilon(1e-15));
  CHECK(normal_quantile(0.001) == Approx(-3.090232306167814).epsilon(1e-15));
  CHECK(normal_quantile(1e-20) == Approx(-9.262340089798408).epsilon(1e-15));
  CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
}

TEST_CASE("the normal quantile undoes the distribution function") {
  for (double z = -8.0; z <= 5.0; z += 0.01) {
    CAPTURE(z);
    CHECK(normal_quantile(normal_probability(z)) == Approx(z).margin(1e-9));
  }
}

TEST_CASE("quantiles of the continuous distributions solve their distribution functions") {
  for (const double p : shares) {
    CAPTURE(p);
    CHECK(-std::expm1(-Exponential{3.0}.quantile(p) / 3.0) == Approx(p).epsilon(1e-9));
    CHECK(-std::expm1(-std::pow(Weibull(2.0, 1.7).quantile(p) / 2.0, 1.7)) == Approx(p).epsilon(1e-7));
    CHECK(normal_probability(std::log(Lognormal(5.0, 2.0).quantile(p) / 5.0) / std::log(2.0)) ==
          Approx(p).epsilon(1e-9));
    // A gamma number of shape 2 is the sum of two exponential ones: F(x) = 1 - e^-x (1 + x).
    const double x = Gamma(2.0, 1.0).quantile(p);
    CHECK(1.0 - std::exp(-x) * (1.0 + x) == Approx(p).epsilon(1e-6));
    CHECK(Uniform(-1.0, 3.0).quantile(p) == Approx(-1.0 + 4.0 * p));
  }
}

TEST_CASE("a truncated normal stays inside its limits and keeps its proportions, also far out in a tail") {
  for (const auto& [low, high] :
       {std::pair{-1.0, 0.5}, std::pair{2.0, 3.0}, std::pair{9.0, 12.0}, std::pair{-12.0, -9.0}}) {
    const TruncatedNormal tail(0.0, 1.0, low, high);
    double previous = low;
    for (const double p : shares) {
      CAPTURE(low, high, p);
      const double x = tail.quantile(p);
      CHECK(x >= previous);
      CHECK(x <= high);
      // From the side where probabilities are small: they keep their digits there.
      const double sign = low > 0.0 ? -1.0 : 1.0;
      const double all =
          normal_probability(sign * (sign > 0.0 ? high : low)) - normal_probability(sign * (sign > 0.0 ? low : high));
      const double upto = std::abs(normal_probability(sign * x) - normal_probability(sign * low));
      CHECK(upto / all == Approx(p).epsilon(1e-6).margin(1e-7));
      previous = x;
    }
  }
}

TEST_CASE("a Poisson quantile is the first count whose cumulated probability reaches the share") {
  for (const double mean : {0.3, 3.0, 19.5, 20.5, 400.0}) {
    for (const double p : {1e-6, 0.05, 0.5, 0.9, 0.99999}) {
      double term = std::exp(-mean);
      double sum = term;
      std::uint32_t count = 0;
      while (sum < p) {
        count += 1;
        term *= mean / count;
        sum += term;
      }
      CAPTURE(mean, p);
      CHECK(Poisson{mean}.quantile(p) == count);
    }
  }
  CHECK(Poisson{0.0}.quantile(0.999) == 0);
}

TEST_CASE("a discrete choice never takes what has no weight") {
  const Discrete choice{0.0, 2.0, 0.0, 6.0, 0.0};
  CHECK(choice.quantile(std::numeric_limits<double>::min()) == 1);
  CHECK(choice.quantile(0.2499) == 1);
  CHECK(choice.quantile(0.2501) == 3);
  CHECK(choice.quantile(1.0 - 1e-16) == 3);
  CHECK(choice.probability(3) == 0.75);
  CHECK(choice.mean() == Approx(0.25 * 1 + 0.75 * 3));
}

TEST_CASE("the largest and smallest uniform numbers are inside the open interval") {
  CHECK((0x1.0p52 - 0.5) * 0x1.0p-52 < 1.0);
  CHECK(0.5 * 0x1.0p-52 > 0.0);
}

TEST_CASE("an address that is asked for too much luck says so") {
  Draw draw = Luck{1, 5}.draw(1, 2, 3);
  for (int i = 0; i < 512; ++i) draw.next();
  CHECK_THROWS_AS(draw.next(), ContractError);
  CHECK_THROWS_AS((Luck{1, 1u << 24}), ContractError);
}

TEST_CASE("parameters that make no sense are refused") {
  CHECK_THROWS_AS(Exponential{0.0}, ContractError);
  CHECK_THROWS_AS(Exponential{std::nan("")}, ContractError);
  CHECK_THROWS_AS(Lognormal(1.0, 0.5), ContractError);
  CHECK_THROWS_AS(Uniform(2.0, 1.0), ContractError);
  CHECK_THROWS_AS((Discrete{0.0, 0.0}), ContractError);
  CHECK_THROWS_AS((Discrete{-1.0, 2.0}), ContractError);
  CHECK_THROWS_AS(Empirical({}), ContractError);
}

TEST_CASE("larger means give larger samples at the same address") {
  const Luck luck{7, 0};
  for (std::uint32_t n = 0; n < 200; ++n) {
    const auto at = [&](const auto& distribution) {
      Draw draw = luck.draw(3, 1, n);
      return distribution.sample(draw);
    };
    CHECK(at(Exponential{2.0}) > at(Exponential{1.0}));
    CHECK(at(Lognormal{2.0, 1.5}) > at(Lognormal{1.0, 1.5}));
    CHECK(at(Gamma::of_mean(2.0, 3.0)) > at(Gamma::of_mean(1.0, 3.0)));
    CHECK(at(Poisson{5.0}) >= at(Poisson{4.0}));
  }
}
