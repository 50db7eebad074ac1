#include "models/gas/course.hpp"

#include <cmath>

namespace yuanluo::models {

double concentration(const GasCourse& gas, sim::Duration after) {
  const double exchange_m3h = gas.air_change_per_h * gas.volume_m3 + gas.release_m3h;
  return gas.release_m3h / exchange_m3h * -std::expm1(-exchange_m3h * sim::to_hours(after) / gas.volume_m3);
}

sim::Duration time_to_concentration(const GasCourse& gas, double fraction) {
  const double exchange_m3h = gas.air_change_per_h * gas.volume_m3 + gas.release_m3h;
  const double limit = gas.release_m3h / exchange_m3h;
  if (fraction >= limit) return sim::Duration::max();
  return sim::hours(-std::log1p(-fraction / limit) * gas.volume_m3 / exchange_m3h);
}

}  // namespace yuanluo::models
