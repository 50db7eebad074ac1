#include "sim/batch_means.hpp"

#include <numeric>

#include "sim/contract.hpp"

namespace yuanluo::sim {

std::vector<double> batch_means(std::span<const double> values, std::size_t batches) {
  require(batches >= 2 && values.size() >= batches, "batch_means: at least two batches, and a value in each");
  const std::size_t length = values.size() / batches;
  const std::span<const double> used = values.last(length * batches);
  std::vector<double> means;
  for (std::size_t b = 0; b < batches; ++b) {
    const std::span<const double> batch = used.subspan(b * length, length);
    means.push_back(std::accumulate(batch.begin(), batch.end(), 0.0) / static_cast<double>(length));
  }
  return means;
}

ConfidenceInterval batch_means_interval(std::span<const double> values, std::size_t batches, double level) {
  return mean_interval(batch_means(values, batches), level);
}

}  // namespace yuanluo::sim
