// How often calls come, by hour, weekday and month.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "scenarios/calibrate/incident_table.hpp"

namespace yuanluo::scenarios {

// A count, the days in which it was made, and what follows: calls a day with their 95 % confidence interval if calls
// come independently (exact, of Garwood).
struct Rate {
  std::uint64_t calls = 0;
  double days = 0.0;

  double per_day() const { return days > 0.0 ? static_cast<double>(calls) / days : 0.0; }
  std::array<double, 2> interval() const;  // Source: [Garwood1936]
};

// Whether rates differ among themselves: chi squared against one rate for all.
struct Evenness {
  double chi_squared = 0.0;
  int degrees = 0;
  double p_value = 1.0;
};
Evenness evenness(std::span<const Rate> rates);

struct CallRates {
  std::array<int, 3> first_date{}, last_date{};
  Rate all;
  std::array<Rate, 24> hours;    // days: of hour 0 to 1, days with that hour / 24
  std::array<Rate, 7> weekdays;  // from Monday
  std::array<Rate, 12> months;
  std::vector<std::uint32_t> by_day;  // calls on each day from the first to the last
  double dispersion = 1.0;            // variance of the daily counts over their mean: 1 for independent calls
  double dispersion_p_value = 1.0;    // of it being above 1 by chance

  // Relative rates with mean 1.
  std::array<double, 24> hour_weights() const;
  std::array<double, 7> weekday_weights() const;
};

// All days from the first call to the last one count, whether they have calls or not. `calls` must not be empty.
CallRates call_rates(const std::vector<LogTime>& calls);

}  // namespace yuanluo::scenarios
