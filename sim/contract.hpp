// Faults of our own: a broken promise inside the program. Wrong user input is reported by other types.
#pragma once

#include <stdexcept>
#include <string>

namespace yuanluo::sim {

// Thrown when the program breaks its own promise; always checked, in every build.
class ContractError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// Throws ContractError with `what` unless `holds`.
inline void require(bool holds, const char* what) {
  if (!holds) throw ContractError(what);
}

}  // namespace yuanluo::sim
