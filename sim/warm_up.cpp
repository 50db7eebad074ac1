#include "sim/warm_up.hpp"

#include <limits>
#include <numeric>
#include <vector>

#include "sim/contract.hpp"

namespace yuanluo::sim {

std::optional<std::size_t> warm_up_by_mser(std::span<const double> values, std::size_t batch) {
  require(batch > 0, "warm_up_by_mser: a batch must hold a value");
  const std::size_t batches = values.size() / batch;
  if (batches < 4) return std::nullopt;
  std::vector<double> means;
  for (std::size_t b = 0; b < batches; ++b) {
    const std::span<const double> part = values.subspan(b * batch, batch);
    means.push_back(std::accumulate(part.begin(), part.end(), 0.0) / static_cast<double>(batch));
  }
  // From the end: mean and squares of the last k batches, one more each time (Welford), and the variance of their mean.
  std::size_t best = batches;
  double least = std::numeric_limits<double>::infinity();
  double mean = 0.0;
  double squares = 0.0;
  for (std::size_t k = 1; k <= batches; ++k) {
    const double value = means[batches - k];
    const double change = value - mean;
    mean += change / static_cast<double>(k);
    squares += change * (value - mean);
    const double error = squares / (static_cast<double>(k) * static_cast<double>(k));
    // The last few batches are too few to tell a spread from.
    if (k >= 5 && error <= least) {
      least = error;
      best = batches - k;
    }
  }
  if (best > batches / 2) return std::nullopt;
  return best * batch;
}

}  // namespace yuanluo::sim
