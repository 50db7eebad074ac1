// Courses in closed form against values that were worked out elsewhere.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/falls/fall.hpp"
#include "models/falls/rate.hpp"
#include "models/fire/course.hpp"
#include "models/fire/fighting.hpp"
#include "models/gas/course.hpp"
#include "models/medical/medical.hpp"
#include "models/response/shifts.hpp"
#include "models/response/travel.hpp"

namespace yuanluo::models {
namespace {

FireCourse growing(const FireParams& p, double alpha) {
  FireCourse fire;
  fire.alpha_kw_s2 = alpha;
  fire.growth_from = sim::epoch;
  fire.flashover_at = time_of_heat(p, fire, p.flashover_kw);
  fire.beyond_room_at = fire.flashover_at + std::chrono::minutes{10};
  return fire;
}

// Source: NFPA 72; 1,055 kW after 600, 300, 150 and 75 s.
TEST_CASE("t-squared fires reach 1,055 kW at the times that define their classes") {
  const FireParams p;
  const double expected[][2] = {{p.alpha_slow_kw_s2, 600.1},
                                {p.alpha_medium_kw_s2, 300.0},
                                {p.alpha_fast_kw_s2, 150.0},
                                {p.alpha_ultra_fast_kw_s2, 75.0}};
  for (const auto& [alpha, seconds] : expected) {
    const sim::SimTime at = time_of_heat(p, growing(p, alpha), 1055.0);
    CHECK(sim::to_seconds(at - sim::epoch) == Approx(seconds).margin(0.1));
  }
}

TEST_CASE("heat release and its inverse agree, and never fall while a fire grows") {
  const FireParams p;
  const FireCourse fire = growing(p, p.alpha_fast_kw_s2);
  for (const double kw : {5.0, 50.0, 500.0, 1400.0})
    CHECK(heat_release_kw(p, fire, time_of_heat(p, fire, kw)) == Approx(kw).epsilon(1e-6));
  double last = 0.0;
  for (int s = 0; s < 3600; s += 5) {
    const double now = heat_release_kw(p, fire, sim::epoch + std::chrono::seconds{s});
    CHECK(now >= last);
    last = now;
  }
}

TEST_CASE("a self-limiting fire never gets beyond its peak") {
  const FireParams p;
  FireCourse fire;
  fire.self_limiting = true;
  fire.peak_kw = 20.0;
  CHECK(heat_release_kw(p, fire, sim::epoch + sim::one_hour) == Approx(20.0));
  CHECK(time_of_heat(p, fire, 21.0) == sim::never);
}

TEST_CASE("an extinguisher helps less the larger the fire, and a trained hand more") {
  const FireParams p;
  double last = 1.0;
  for (const double kw : {10.0, 200.0, 300.0, 400.0, 500.0, 2000.0}) {
    const double trained = extinguisher_success(p, kw, Helper::gatehouse_guard);
    CHECK(trained <= last);
    CHECK(trained >= extinguisher_success(p, kw, Helper::neighbour));
    last = trained;
  }
}

// Source: the closed form of a mixed room, worked out by hand for a kitchen of 20 m3.
TEST_CASE("a leak in a mixed kitchen reaches its concentrations at the known times") {
  const struct {
    double release_m3h, air_change_per_h, fraction, minutes;
  } cases[] = {{1.0, 0.5, 0.005, 6.17},  {1.0, 0.5, 0.0125, 16.14}, {1.0, 0.5, 0.05, 87.11},
               {2.0, 0.5, 0.005, 3.05},  {2.0, 0.5, 0.0125, 7.80},  {2.0, 0.5, 0.05, 35.67},
               {0.3, 0.5, 0.005, 21.94}, {0.3, 0.5, 0.0125, 65.32}, {1.0, 5.0, 0.005, 8.35}};
  for (const auto& c : cases) {
    const GasCourse gas{c.release_m3h, c.air_change_per_h, 20.0};
    const sim::Duration after = time_to_concentration(gas, c.fraction);
    CHECK(sim::to_minutes(after) == Approx(c.minutes).margin(0.006));
    CHECK(concentration(gas, after) == Approx(c.fraction).epsilon(1e-6));
  }
}

TEST_CASE("a leak that air changes outrun never reaches the explosive limit") {
  CHECK(time_to_concentration({0.3, 0.5, 20.0}, 0.05) == sim::Duration::max());
  CHECK(time_to_concentration({1.0, 5.0, 20.0}, 0.0125) == sim::Duration::max());
  CHECK(concentration({0.3, 0.5, 20.0}, 100 * sim::one_day) == Approx(0.0291).margin(5e-5));
}

// Source: Larsen 1993.
TEST_CASE("survival of cardiac arrest falls with delay as published") {
  CHECK(larsen_survival(5.0, 8.0, 10.0) == Approx(0.257).margin(5e-4));
  CHECK(larsen_survival(12.18, 12.18, 12.18) == Approx(0.0).margin(2e-4));
  CHECK(larsen_survival(30.0, 30.0, 30.0) == 0.0);
}

TEST_CASE("each minute saved multiplies the odds of survival by the published ratio") {
  const MedicalParams p;
  const double at_12 = survival_by_response(p, 12.0), at_11 = survival_by_response(p, 11.0);
  CHECK(at_12 == Approx(p.survival_non_shockable));
  CHECK(at_11 / (1 - at_11) / (at_12 / (1 - at_12)) == Approx(p.odds_per_minute));
}

// Source: v/a + D/v, and 2 sqrt(D/a) for short ways.
TEST_CASE("a vehicle needs the time of its acceleration law") {
  CHECK(sim::to_seconds(vehicle_time(1000.0, 9.0, 0.5)) == Approx(129.1).margin(0.05));
  CHECK(sim::to_seconds(vehicle_time(100.0, 9.0, 0.5)) == Approx(28.3).margin(0.05));
}

TEST_CASE("the falls of a year have the published share of fallers and falls per faller") {
  const FallParams p;
  Resident r;
  for (const std::uint8_t age : {std::uint8_t{65}, std::uint8_t{75}, std::uint8_t{85}}) {
    r.age = age;
    r.sex = Sex::female;
    const FallRate rate = fall_rate(p, r);
    const double none = std::pow(1.0 + rate.per_year / rate.shape, -rate.shape);
    const double fallers = p.factor_women * (age == 65   ? p.fallers_60_69
                                             : age == 75 ? p.fallers_70_79
                                                         : p.fallers_80_plus);
    CHECK(1.0 - none == Approx(fallers).epsilon(1e-6));
    CHECK(rate.per_year / fallers == Approx(p.falls_per_faller));
  }
  r.age = 59;
  CHECK(fall_rate(p, r).per_year == 0.0);
}

TEST_CASE("a lie of up to an hour adds no risk, a longer one ever more") {
  const FallParams p;
  CHECK(long_lie_risk(p, sim::one_hour) == 0.0);
  CHECK(long_lie_risk(p, 2 * sim::one_hour) > 0.0);
  CHECK(long_lie_risk(p, 72 * sim::one_hour) > long_lie_risk(p, 12 * sim::one_hour));
}

TEST_CASE("a shift that passes midnight goes on into the next day") {
  Staff night;
  night.shift_start_hour = 20;
  night.shift_hours = 12;
  const auto at = [](int hour) { return sim::epoch + hour * sim::one_hour; };
  CHECK(on_duty(night, at(20)));
  CHECK(on_duty(night, at(24 + 7)));
  CHECK_FALSE(on_duty(night, at(8)));
  CHECK_FALSE(on_duty(night, at(19)));
}

}  // namespace
}  // namespace yuanluo::models
