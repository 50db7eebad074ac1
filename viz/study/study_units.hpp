// In which units a report of a study shows its indicators.
#pragma once

#include <string>

#include "scenarios/study/findings.hpp"
#include "scenarios/study/study.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

inline constexpr std::size_t most_study_rows = 200;  // of a chart or table; the CSV files have all

// "12.3 %".
std::string percent(double share);

class StudyUnits {
 public:
  StudyUnits(const scenarios::Study& study, const scenarios::Findings& findings) : study_(study), findings_(findings) {}

  const models::KpiDefinition& definition(const std::string& key) const;
  // The unit that suits the greatest mean of an indicator, with two digits of it.
  Unit of(const std::string& key) const;
  // With as many decimals as values up to `largest` need: differences can be much smaller than what they are between.
  static Unit finer(Unit unit, double largest);
  // The indicator's name with the unit.
  models::Name heading(const std::string& key, const Unit& unit) const;

 private:
  const scenarios::Study& study_;
  const scenarios::Findings& findings_;
};

}  // namespace yuanluo::viz
