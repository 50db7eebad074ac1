// The course of one gas leak: the concentration in a well mixed kitchen, in closed form.
#pragma once

#include "sim/time.hpp"

namespace yuanluo::models {

struct GasCourse {
  double release_m3h = 1.0;
  double air_change_per_h = 0.5;
  double volume_m3 = 15.0;

  friend bool operator==(const GasCourse&, const GasCourse&) = default;
};

// Volume fraction of gas `after` the leak began: q / (n V + q) (1 - exp(-(n V + q) t / V)).
double concentration(const GasCourse& gas, sim::Duration after);

// How long until the fraction is `fraction`; Duration::max() if it never gets there.
sim::Duration time_to_concentration(const GasCourse& gas, double fraction);

}  // namespace yuanluo::models
