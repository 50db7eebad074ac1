// How often people fall.
#pragma once

#include "models/district.hpp"
#include "models/falls/params.hpp"

namespace yuanluo::models {

// Mean falls a year of a resident; 0 under 60. The number of falls in a year is negative binomial: a person's own rate
// varies as a gamma distribution whose shape makes both the share of fallers and the falls per faller come true.
// Source: [Kang2022] for both figures.
struct FallRate {
  double per_year = 0.0;
  double shape = 1.0;  // of the gamma distribution between persons
};
FallRate fall_rate(const FallParams& params, const Resident& resident);

}  // namespace yuanluo::models
