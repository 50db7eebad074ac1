#include "viz/study/study_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace yuanluo::viz {
namespace {

constexpr int most_more_decimals = 3;  // than the unit has: what is smaller still is nothing to anybody

}  // namespace

std::string percent(double share) { return fmt::format("{:.3g} %", 100.0 * share); }

const models::KpiDefinition& StudyUnits::definition(const std::string& key) const {
  return study_.measured[study_.measured_index(key)];
}

Unit StudyUnits::of(const std::string& key) const {
  const std::size_t kpi = study_.measured_index(key);
  double largest = 0.0;
  for (const auto& point : findings_.means)
    if (point[kpi]) largest = std::max(largest, std::abs(point[kpi]->interval.mean));
  return finer(unit_for(study_.measured[kpi], largest), largest);
}

Unit StudyUnits::finer(Unit unit, double largest) {
  const double shown = largest / unit.divisor;
  if (shown > 0.0 && shown < 10.0)
    unit.decimals = std::clamp(static_cast<int>(std::ceil(1.0 - std::log10(shown))), unit.decimals,
                               unit.decimals + most_more_decimals);
  return unit;
}

models::Name StudyUnits::heading(const std::string& key, const Unit& unit) const {
  const models::Name& name = definition(key).name;
  const auto in = [&unit](models::Language language) {
    const std::string& its = unit.name.in(language);
    return its.empty() ? "" : fmt::format(" ({})", its);
  };
  return {name.zh + in(models::Language::zh), name.en + in(models::Language::en)};
}

}  // namespace yuanluo::viz
