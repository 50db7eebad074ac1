#include <array>
#include <catch2/catch.hpp>

#include "sim/arrivals.hpp"

namespace {

using namespace yuanluo::sim;

// Nothing at night, more in the evening and at the week's end.
WeeklyProfile evening() {
  std::array<double, 24> hours{};
  for (std::size_t h = 7; h < 24; ++h) hours[h] = h >= 18 ? 3.0 : 1.0;
  const std::array<double, 7> days{1.0, 1.0, 1.0, 1.0, 1.5, 2.0, 2.0};
  return {hours, days};
}

}  // namespace

TEST_CASE("the factors of a weekly profile have a mean of one and the given proportions") {
  const WeeklyProfile profile = evening();
  double sum = 0.0;
  for (int h = 0; h < 168; ++h) sum += profile.rate_factor(epoch + h * one_hour);
  CHECK(sum == Approx(168.0));
  CHECK(profile.rate_factor(epoch + 5 * one_day + 19 * one_hour) ==
        Approx(6.0 * profile.rate_factor(epoch + 8 * one_hour)));
  CHECK(profile.rate_factor(epoch + 3 * one_hour) == 0.0);
  CHECK(profile.highest_factor() == Approx(profile.rate_factor(epoch + 6 * one_day + 20 * one_hour)));
  CHECK(profile.weighted_hours(epoch + 3 * one_week) == Approx(3 * 168.0));
}

TEST_CASE("weighted time is the integral of the rate factor, and its inverse undoes it") {
  const WeeklyProfile profile = evening();
  double integral = 0.0;
  for (int quarter = 0; quarter < 4 * 24 * 17; ++quarter) {
    const SimTime t = epoch + quarter * minutes(15);
    CHECK(profile.weighted_hours(t) == Approx(integral).margin(1e-9));
    if (profile.rate_factor(t) > 0.0) {
      const SimTime back = profile.at_weighted_hours(profile.weighted_hours(t) + 1e-7);
      CHECK(std::abs(to_seconds(back - t)) < 0.01);
    }
    integral += 0.25 * profile.rate_factor(t);
  }
}

TEST_CASE("a higher rate never makes an arrival later, and never adds or removes luck") {
  const Luck luck{11, 2};
  const ArrivalProcess process(evening(), luck, 4);
  for (std::uint32_t entity = 0; entity < 500; ++entity) {
    auto slow = process.next(entity, 3.0, epoch + one_year);
    auto fast = process.next(entity, 6.0, epoch + one_year);
    while (slow) {
      REQUIRE(fast);
      CHECK(fast->at <= slow->at);
      CHECK(fast->unit_time == slow->unit_time);
      slow = process.next(entity, 3.0, epoch + one_year, *slow);
      fast = process.next(entity, 6.0, epoch + one_year, *fast);
    }
  }
}

TEST_CASE("a longer horizon keeps the arrivals before a shorter one") {
  const ArrivalProcess process(evening(), Luck{3, 0}, 9);
  for (std::uint32_t entity = 0; entity < 300; ++entity) {
    auto longer = process.next(entity, 10.0, epoch + one_year);
    auto shorter = process.next(entity, 10.0, epoch + 100 * one_day);
    for (; shorter; shorter = process.next(entity, 10.0, epoch + 100 * one_day, *shorter)) {
      REQUIRE(longer);
      CHECK(longer->at == shorter->at);
      CHECK(shorter->at <= epoch + 100 * one_day);
      longer = process.next(entity, 10.0, epoch + one_year, *longer);
    }
    CHECK((!longer || longer->at > epoch + 100 * one_day));
  }
}

TEST_CASE("nothing arrives at hours without a rate, nor without a rate at all") {
  const ArrivalProcess process(evening(), Luck{5, 1}, 1);
  CHECK_FALSE(process.next(0, 0.0, never));
  auto arrival = process.next(1, 5000.0, epoch + one_year);
  int count = 0;
  for (; arrival; arrival = process.next(1, 5000.0, epoch + one_year, *arrival)) {
    CHECK(hour_of_day(arrival->at) >= 7);
    count += 1;
  }
  CHECK(count > 4000);
}
