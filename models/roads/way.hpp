// Time and length of a way, exact.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace yuanluo::models {

// A way's time in whole milliseconds and its length in whole centimetres. Ways are compared by time, then by length, so
// that the best way between two places has one value only, however it was found. Both are kept in one integer: sums are
// exact for ways of up to 49 days and 42,949 km.
class Way {
 public:
  constexpr Way() = default;  // of no length
  Way(double seconds, double metres)
      : packed_(static_cast<std::uint64_t>(std::llround(seconds * 1000.0)) << 32 |
                static_cast<std::uint64_t>(std::llround(metres * 100.0))) {}
  static constexpr Way none() {
    Way way;
    way.packed_ = ~std::uint64_t{0};
    return way;
  }

  constexpr bool exists() const { return packed_ != ~std::uint64_t{0}; }
  constexpr double seconds() const { return static_cast<double>(packed_ >> 32) / 1000.0; }
  constexpr double metres() const { return static_cast<double>(packed_ & 0xffffffffu) / 100.0; }

  // The first `share` of this way.
  Way part(double share) const {
    const auto portion = [share](std::uint64_t whole) {
      return static_cast<std::uint64_t>(std::llround(static_cast<double>(whole) * share));
    };
    return of(portion(packed_ >> 32) << 32 | portion(packed_ & 0xffffffffu));
  }

  // So many times as long, and as far.
  Way times(double factor) const { return {seconds() * factor, metres() * factor}; }

  friend constexpr Way operator+(Way a, Way b) { return of(a.packed_ + b.packed_); }
  // `b` must be part of `a`.
  friend constexpr Way operator-(Way a, Way b) { return of(a.packed_ - b.packed_); }
  friend constexpr auto operator<=>(Way, Way) = default;

 private:
  static constexpr Way of(std::uint64_t packed) {
    Way way;
    way.packed_ = packed;
    return way;
  }

  std::uint64_t packed_ = 0;
};

}  // namespace yuanluo::models
