// What the user asked for on the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/spec.hpp"

namespace yuanluo::apps {

struct Options {
  std::vector<std::string> files;
  std::string out;  // empty: the default place

  // Instead of what the scenario says
  std::optional<std::int64_t> days;
  std::optional<std::int64_t> warm_up_days;
  std::optional<std::int64_t> replications;
  std::optional<std::int64_t> seed;
  int threads = 0;

  bool no_csv = false;
  bool trace = false;
  bool profile = false;
  bool no_report = false;
  bool all = false;
  bool resolved = false;
  bool assumptions = false;
  bool changed = false;

  std::string command;  // that makes the same results again
};

// The program was used in a way that it does not offer.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace yuanluo::apps
