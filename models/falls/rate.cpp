#include "models/falls/rate.hpp"

#include <algorithm>
#include <cmath>

namespace yuanluo::models {

namespace {

// Gamma shape k with (1 + m / k)^-k = p0, by bisection; the left side falls from 1 to exp(-m) as k grows.
double shape_for(double mean, double p_none) {
  double low = 1e-3, high = 1e3;
  for (int i = 0; i < 60; ++i) {
    const double k = std::sqrt(low * high);
    (std::pow(1.0 + mean / k, -k) > p_none ? low : high) = k;
  }
  return std::sqrt(low * high);
}

}  // namespace

FallRate fall_rate(const FallParams& p, const Resident& r) {
  if (r.age < 60) return {};
  double fallers = r.age >= 80 ? p.fallers_80_plus : r.age >= 70 ? p.fallers_70_79 : p.fallers_60_69;
  fallers *= r.sex == Sex::female ? p.factor_women : p.factor_men;
  if (r.lives_alone) fallers *= p.factor_alone;
  fallers = std::min(fallers, 0.95);
  const double mean = fallers * p.falls_per_faller;
  return {mean, shape_for(mean, 1.0 - fallers)};
}

}  // namespace yuanluo::models
