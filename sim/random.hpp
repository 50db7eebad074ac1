// Randomness as a function of an address: the same address always gives the same luck.
#pragma once

#include <array>
#include <cstdint>

#include <Random123/philox.h>

#include "sim/contract.hpp"

namespace yuanluo::sim {

// The luck found at one address: a short sequence of independent uniform numbers.
class Draw {
 public:
  using Counter = r123::Philox4x32::ctr_type;
  using Key = r123::Philox4x32::key_type;

  // `mirrored`: uniform() gives 1 - u where it would give u.
  constexpr Draw(Counter counter, Key key, bool mirrored = false)
      : counter_(counter), key_(key), mirror_(mirrored ? (std::uint64_t{1} << 52) - 1 : 0) {}

  // Uniform in the open interval (0, 1). Each call gives the next number of this address. 52 bits and a half, as with
  // one bit more the largest would be rounded to 1.
  double uniform() {
    const std::uint64_t bits = (next() >> 12) ^ mirror_;
    return (static_cast<double>(bits) + 0.5) * 0x1.0p-52;
  }

  // Uniform over all 64-bit numbers.
  std::uint64_t next() {
    if (used_ == 0) {
      if (spent_) throw ContractError("an address was asked for more than 512 numbers");
      block_ = r123::Philox4x32{}(counter_, key_);
    }
    const std::uint64_t bits = (std::uint64_t{block_[2 * used_ + 1]} << 32) | block_[2 * used_];
    if (++used_ == 2) {
      used_ = 0;
      counter_[3] += 1u;  // the low 8 bits of this word number the blocks of one address
      spent_ = (counter_[3] & 0xFFu) == 0;
    }
    return bits;
  }

  // True with probability `p`.
  bool chance(double p) { return uniform() < p; }

 private:
  Counter counter_;
  Key key_;
  std::uint64_t mirror_;
  Counter block_{};
  unsigned used_ = 0;
  bool spent_ = false;
};

// The luck of one replication. An address is (entity, purpose, n): who draws, what for, and the how-manieth time.
// Holds for at most 2^24 replications and 512 numbers per address; beyond, ContractError.
// Source: [Salmon2011].
class Luck {
 public:
  // `mirrored`: every uniform number u is 1 - u instead. Two replications that differ in this alone are an antithetic
  // pair: what was late in one is early in the other.
  constexpr Luck(std::uint64_t seed, std::uint32_t replication, bool mirrored = false)
      : seed_(seed), replication_(replication), mirrored_(mirrored) {
    if (replication >= 1u << 24) throw ContractError("luck is numbered for 2^24 replications only");
  }

  Draw draw(std::uint32_t entity, std::uint32_t purpose, std::uint32_t n = 0) const {
    return Draw({{entity, purpose, n, replication_ << 8}},
                {{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}}, mirrored_);
  }

  std::uint64_t seed() const { return seed_; }
  std::uint32_t replication() const { return replication_; }

  friend constexpr bool operator==(const Luck&, const Luck&) = default;

 private:
  std::uint64_t seed_;
  std::uint32_t replication_;
  bool mirrored_;
};

}  // namespace yuanluo::sim
