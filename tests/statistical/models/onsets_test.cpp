// Onsets against their expected numbers. Counts are compared with bounds of 4 standard deviations: with the some 30
// comparisons here, a correct program would fail with a probability of 0.2 %; seeds are fixed, so it passes or fails
// for good.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "models/onsets.hpp"
#include "models/world.hpp"
#include "scenarios/generator/generate.hpp"

namespace yuanluo::models {
namespace {

constexpr std::uint32_t years = 5;
constexpr double bound = 4.0;

const World& district() {
  static const World world =
      make_world(scenarios::generate(scenarios::GeneratorParams{}, scenarios::DeploymentParams{}), Settings{});
  return world;
}

// All onsets of several one-year replications.
const std::vector<Onset>& all_onsets() {
  static const std::vector<Onset> all = [] {
    std::vector<Onset> found;
    for (std::uint32_t year = 0; year < years; ++year) {
      const auto one = onsets(district(), sim::Luck(7, year), sim::epoch + sim::one_year);
      found.insert(found.end(), one.begin(), one.end());
    }
    return found;
  }();
  return all;
}

template <class E>
double count(int stream = -1) {
  double n = 0.0;
  for (const Onset& o : all_onsets())
    if (const E* e = std::get_if<E>(&o.payload))
      if (stream < 0 || e->incident.stream() == static_cast<std::uint32_t>(stream)) n += 1.0;
  return n;
}

void check_poisson(const char* what, double found, double per_year, double overdispersion = 1.0) {
  const double expected = per_year * years;
  INFO(what << ": " << found << " found, " << expected << " expected");
  CHECK(std::abs(found - expected) <= bound * std::sqrt(expected * overdispersion));
}

TEST_CASE("each hazard strikes as often as its rate says") {
  const ExpectedOnsets e = expected_onsets(district());
  check_poisson("fires", count<FireIgnited>(), e.fires);
  check_poisson("gas leaks", count<GasLeakBegan>(), e.gas_leaks);
  check_poisson("cardiac arrests", count<IllnessBegan>(0), e.cardiac_arrests);
  check_poisson("strokes", count<IllnessBegan>(1), e.strokes);
  check_poisson("other illnesses", count<IllnessBegan>(2), e.other_illnesses);
  check_poisson("power cuts", count<PowerFailed>(), e.power_cuts);
  // Falls vary between persons: variance m + m^2/k with m about 0.3 and k above 0.3, so below twice the mean.
  check_poisson("falls", count<ResidentFell>(), e.falls, 2.0);
}

TEST_CASE("expected rates are those of the published figures") {
  const ExpectedOnsets e = expected_onsets(district());
  CHECK(e.fires / 25.0 == Approx(30.7).margin(0.1));      // 21.9 per 100,000 and 140,000 people
  CHECK(e.cardiac_arrests == Approx(134.0).margin(0.1));  // 95.7 per 100,000
  CHECK(e.power_cuts == Approx(0.7 * 686).margin(0.1));
}

TEST_CASE("the share of people who fall in a year is the published one by age group") {
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> fallen;  // year, resident
  std::uint32_t year = 0;
  for (; year < years; ++year)
    for (const Onset& o : onsets(district(), sim::Luck(11, year), sim::epoch + sim::one_year))
      if (const auto* e = std::get_if<ResidentFell>(&o.payload)) ++fallen[{year, e->incident.entity()}];
  double people[3] = {}, fallers[3] = {}, expected[3] = {};
  const auto& residents = district().district.residents;
  const auto group = [](const Resident& r) { return r.age >= 80 ? 2 : r.age >= 70 ? 1 : 0; };
  for (std::uint32_t r = 0; r < residents.size(); ++r) {
    if (residents[r].age < 60) continue;
    const FallRate rate = district().fall_rates[r];
    people[group(residents[r])] += years;
    expected[group(residents[r])] += years * (1.0 - std::pow(1.0 + rate.per_year / rate.shape, -rate.shape));
  }
  for (const auto& [key, n] : fallen) fallers[group(residents[key.second])] += 1.0;
  const double published[3] = {0.163, 0.217, 0.273};
  for (int g = 0; g < 3; ++g) {
    INFO("age group " << g << ": " << fallers[g] / people[g]);
    CHECK(std::abs(fallers[g] - expected[g]) <= bound * std::sqrt(expected[g]));
    CHECK(fallers[g] / people[g] == Approx(published[g]).margin(0.02));
  }
}

TEST_CASE("61.4 percent of fires begin from 10 to 20 h and 10.3 percent from 0 to 6 h") {
  double n = 0.0, day = 0.0, night = 0.0;
  for (const Onset& o : all_onsets()) {
    if (!std::holds_alternative<FireIgnited>(o.payload)) continue;
    const int hour = sim::hour_of_day(o.at);
    n += 1.0;
    day += hour >= 10 && hour < 20 ? 1.0 : 0.0;
    night += hour < 6 ? 1.0 : 0.0;
  }
  CHECK(std::abs(day / n - 0.614) <= bound * std::sqrt(0.614 * 0.386 / n));
  CHECK(std::abs(night / n - 0.103) <= bound * std::sqrt(0.103 * 0.897 / n));
}

}  // namespace
}  // namespace yuanluo::models
