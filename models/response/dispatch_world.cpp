#include "models/response/dispatch_world.hpp"

#include <cmath>

namespace yuanluo::models {

double DispatchWorld::distance(const Place& a, const Place& b) const {
  switch (metric) {
    case Metric::none:
      return 0.0;
    case Metric::l1:
      return std::abs(a.x - b.x) + std::abs(a.y - b.y);
    case Metric::l2:
      return std::hypot(a.x - b.x, a.y - b.y);
    case Metric::matrix:
      return matrix[std::size_t{a.node} * nodes + b.node];
  }
  return 0.0;
}

}  // namespace yuanluo::models
