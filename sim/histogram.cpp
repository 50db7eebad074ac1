#include "sim/histogram.hpp"

#include <algorithm>

#include "sim/contract.hpp"

namespace yuanluo::sim {

Histogram::Histogram(double low, double high, std::size_t bins) : low_(low), high_(high), counts_(bins, 0) {
  require(low < high && bins > 0, "Histogram: low must be < high, and bins > 0");
}

void Histogram::add(double value, std::uint64_t times) {
  require(value == value, "Histogram: a value is not a number");
  total_ += times;
  if (value < low_) {
    below_ += times;
  } else if (value >= high_) {
    above_ += times;
  } else {
    const double place = (value - low_) / (high_ - low_) * static_cast<double>(size());
    counts_[std::min(static_cast<std::size_t>(place), size() - 1)] += times;
  }
}

void Histogram::merge(const Histogram& other) {
  require(low_ == other.low_ && high_ == other.high_ && size() == other.size(),
          "Histogram: only histograms of the same limits can be merged");
  for (std::size_t bin = 0; bin < size(); ++bin) counts_[bin] += other.counts_[bin];
  below_ += other.below_;
  above_ += other.above_;
  total_ += other.total_;
}

double Histogram::lower_limit(std::size_t bin) const {
  return low_ + (high_ - low_) * static_cast<double>(bin) / static_cast<double>(size());
}

}  // namespace yuanluo::sim
