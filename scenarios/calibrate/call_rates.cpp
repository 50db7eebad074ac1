#include "scenarios/calibrate/call_rates.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

LogTime day_of(LogTime t) { return t >= 0 ? t / one_day_s : -((-t + one_day_s - 1) / one_day_s); }

// P(chi squared with that many degrees of freedom > x).
double chi_squared_beyond(double x, int degrees) {
  return degrees <= 0 ? 1.0 : boost::math::gamma_q(0.5 * degrees, 0.5 * std::max(x, 0.0));
}

template <std::size_t n>
std::array<double, n> weights_of(const std::array<Rate, n>& rates) {
  std::array<double, n> weights{};
  double mean = 0.0;
  for (const Rate& r : rates) mean += r.per_day() / static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i) weights[i] = mean > 0.0 ? rates[i].per_day() / mean : 1.0;
  return weights;
}

}  // namespace

std::array<double, 2> Rate::interval() const {
  if (days <= 0.0) return {0.0, 0.0};
  constexpr double tail = 0.025;
  const auto n = static_cast<double>(calls);
  const double low = calls == 0 ? 0.0 : boost::math::gamma_p_inv(n, tail);
  return {low / days, boost::math::gamma_q_inv(n + 1.0, tail) / days};
}

Evenness evenness(std::span<const Rate> rates) {
  double calls = 0.0, days = 0.0;
  for (const Rate& r : rates) {
    calls += static_cast<double>(r.calls);
    days += r.days;
  }
  Evenness result;
  int groups = 0;
  for (const Rate& r : rates) {
    const double expected = days > 0.0 ? calls * r.days / days : 0.0;
    if (expected <= 0.0) continue;
    ++groups;
    const double off = static_cast<double>(r.calls) - expected;
    result.chi_squared += off * off / expected;
  }
  result.degrees = std::max(0, groups - 1);
  result.p_value = chi_squared_beyond(result.chi_squared, result.degrees);
  return result;
}

CallRates call_rates(const std::vector<LogTime>& calls) {
  sim::require(!calls.empty(), "call_rates: no calls");
  const auto [first, last] = std::minmax_element(calls.begin(), calls.end());
  const LogTime first_day = day_of(*first), last_day = day_of(*last);
  CallRates rates;
  rates.first_date = date_of(first_day);
  rates.last_date = date_of(last_day);
  rates.by_day.assign(static_cast<std::size_t>(last_day - first_day + 1), 0);
  // 1970-01-01 was a Thursday.
  const auto weekday = [](LogTime day) { return static_cast<std::size_t>(((day + 3) % 7 + 7) % 7); };
  for (LogTime day = first_day; day <= last_day; ++day) {
    rates.all.days += 1.0;
    rates.weekdays[weekday(day)].days += 1.0;
    rates.months[static_cast<std::size_t>(date_of(day)[1] - 1)].days += 1.0;
  }
  for (Rate& hour : rates.hours) hour.days = rates.all.days / 24.0;
  for (const LogTime call : calls) {
    const LogTime day = day_of(call);
    ++rates.all.calls;
    ++rates.hours[static_cast<std::size_t>((call - day * one_day_s) / 3600)].calls;
    ++rates.weekdays[weekday(day)].calls;
    ++rates.months[static_cast<std::size_t>(date_of(day)[1] - 1)].calls;
    ++rates.by_day[static_cast<std::size_t>(day - first_day)];
  }
  const double n = rates.all.days, mean = rates.all.per_day();
  double square = 0.0;
  for (const std::uint32_t count : rates.by_day) square += (count - mean) * (count - mean);
  if (n > 1.0 && mean > 0.0) {
    rates.dispersion = square / (n - 1.0) / mean;
    rates.dispersion_p_value = chi_squared_beyond(square / mean, static_cast<int>(n) - 1);
  }
  return rates;
}

std::array<double, 24> CallRates::hour_weights() const { return weights_of(hours); }
std::array<double, 7> CallRates::weekday_weights() const { return weights_of(weekdays); }

}  // namespace yuanluo::scenarios
