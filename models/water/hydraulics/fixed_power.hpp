// x^e for many x and one e: a table over the leading bits of x and a short series for the rest. Some three times as
// fast as std::pow, the same to a few units in the last place, and a function of x alone.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace yuanluo::models::hydraulics {

class FixedPower {
 public:
  explicit FixedPower(double exponent);

  // `x` finite and not below 0; of 0 something near 0.
  double operator()(double x) const {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const auto i = static_cast<std::size_t>(bits >> (52 - table_bits)) & (table_size - 1);
    const double mantissa = std::bit_cast<double>((bits & fraction_bits) | one_bits);
    const double u = mantissa * inverse_[i] - 1.0;  // at most 1/256 in size
    const double series =
        1.0 + u * (series_[0] + u * (series_[1] + u * (series_[2] + u * (series_[3] + u * series_[4]))));
    return power_of_two_[static_cast<std::size_t>(bits >> 52)] * (power_[i] * series);
  }

 private:
  static constexpr int table_bits = 7;
  static constexpr std::size_t table_size = std::size_t{1} << table_bits;
  static constexpr std::uint64_t fraction_bits = (std::uint64_t{1} << 52) - 1;
  static constexpr std::uint64_t one_bits = std::uint64_t{1023} << 52;

  std::array<double, table_size> inverse_;  // of the middle of each interval of [1, 2)
  std::array<double, table_size> power_;    // of the number that it is the inverse of
  std::array<double, 2048> power_of_two_;   // by the exponent's bits
  std::array<double, 5> series_;            // binomial coefficients
};

}  // namespace yuanluo::models::hydraulics
