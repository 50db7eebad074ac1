// The table of all numbers of a scenario: value, unit, range, where it comes from and how well it is known.
#pragma once

#include <string>
#include <vector>

#include "models/params.hpp"
#include "models/text.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {

struct SourceRow {
  std::string pointer;   // "/operations/alarms/verify_s"
  std::string value;     // "2.5", "true", "LN(45, 1.7)": lognormal with median and geometric standard deviation
  std::string unit;      // "s", "1/a"; empty for plain numbers, shares and words
  std::string range;     // "0 – 10", "10 – 300" (of the median), the words of a choice
  std::string source;    // key of the bibliography, or "assumption"
  std::string citation;  // author, year and title of the source; empty for an assumption
  models::Confidence confidence = models::Confidence::c;
  models::Name text;     // what the value means
  bool changed = false;  // differs from the default
  std::string note;      // of the scenario; may be empty
};

// One row a parameter, in file order.
std::vector<SourceRow> sources(const Spec& spec);

}  // namespace yuanluo::scenarios
