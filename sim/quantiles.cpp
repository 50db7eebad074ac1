#include "sim/quantiles.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/contract.hpp"

namespace yuanluo::sim {

namespace {

// The sign, exponent and first seven bits of the fraction, as a number in the order of the values.
std::int64_t bucket_of(double value) {
  const auto size = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(std::abs(value)) >> 45);
  if (std::abs(value) < 0x1.0p-1022) return 0;  // zero, and what is too small for a full fraction
  return value < 0.0 ? -size : size;
}

double middle_of(std::int64_t bucket) {
  if (bucket == 0) return 0.0;
  const auto size = static_cast<std::uint64_t>(std::abs(bucket));
  const double low = std::bit_cast<double>(size << 45);
  const double width = std::ldexp(1.0, std::ilogb(low) - 7);
  return std::copysign(low + 0.5 * width, static_cast<double>(bucket));
}

// How many values, from the smallest, reach a share `p`: at least one, at most all.
std::uint64_t rank_of(double p, std::uint64_t count) {
  const double rank = std::ceil(p * static_cast<double>(count));
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::max(rank, 1.0)), 1, count);
}

}  // namespace

void Quantiles::add(double value) {
  require(std::isfinite(value), "Quantiles: a value is not finite");
  count_ += 1;
  if (exact()) {
    values_.push_back(value);
    return;
  }
  to_buckets();
  buckets_[bucket_of(value)] += 1;
}

void Quantiles::merge(const Quantiles& other) {
  require(exact_up_to_ == other.exact_up_to_, "Quantiles: only those that keep the same number exactly can be merged");
  count_ += other.count_;
  values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  for (const auto& [bucket, count] : other.buckets_) buckets_[bucket] += count;
  if (!exact()) to_buckets();
}

void Quantiles::to_buckets() {
  for (const double value : values_) buckets_[bucket_of(value)] += 1;
  values_.clear();
  values_.shrink_to_fit();
}

double Quantiles::quantile(double p) const {
  require(count_ > 0, "Quantiles: there are no values");
  require(p >= 0.0 && p <= 1.0, "Quantiles: a share must be from 0 to 1");
  const std::uint64_t rank = rank_of(p, count_);
  if (exact()) {
    std::vector<double> sorted = values_;
    const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
  }
  std::uint64_t seen = 0;
  for (const auto& [bucket, count] : buckets_) {
    seen += count;
    if (seen >= rank) return middle_of(bucket);
  }
  throw ContractError("Quantiles: buckets and count do not agree");
}

}  // namespace yuanluo::sim
