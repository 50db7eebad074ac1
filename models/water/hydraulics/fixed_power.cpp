#include "models/water/hydraulics/fixed_power.hpp"

#include <cmath>

namespace yuanluo::models::hydraulics {

FixedPower::FixedPower(double exponent) {
  for (std::size_t i = 0; i < table_size; ++i) {
    const double middle = 1.0 + (static_cast<double>(i) + 0.5) / static_cast<double>(table_size);
    inverse_[i] = 1.0 / middle;
    power_[i] =
        static_cast<double>(std::pow(1.0L / static_cast<long double>(inverse_[i]), static_cast<long double>(exponent)));
  }
  for (std::size_t e = 0; e < power_of_two_.size(); ++e) {
    const long double power = (static_cast<long double>(e) - 1023.0L) * static_cast<long double>(exponent);
    power_of_two_[e] = static_cast<double>(std::exp2(power));
  }
  double coefficient = 1.0;
  for (std::size_t k = 0; k < series_.size(); ++k) {
    coefficient *= (exponent - static_cast<double>(k)) / static_cast<double>(k + 1);
    series_[k] = coefficient;
  }
}

}  // namespace yuanluo::models::hydraulics
