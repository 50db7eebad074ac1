#include "plan/siting/outcome.hpp"

#include <cmath>
#include <limits>

namespace yuanluo::plan::siting {

double Outcome::gap() const {
  const double apart = std::abs(value - bound);
  if (apart == 0.0) return 0.0;
  return value == 0.0 ? std::numeric_limits<double>::infinity() : apart / std::abs(value);
}

}  // namespace yuanluo::plan::siting
