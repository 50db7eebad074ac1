#include "viz/report/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace yuanluo::viz {
namespace {

int decimals_for(double largest_shown) {
  if (largest_shown >= 100.0) return 0;
  if (largest_shown >= 1.0) return 1;
  return 2;
}

std::string group_digits(const std::string& digits) {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0) grouped += ',';
    grouped += digits[i];
  }
  return grouped;
}

}  // namespace

Unit duration_unit(double largest_s) {
  Unit unit;
  if (largest_s < 100.0) {
    unit = {1.0, {"秒", "s"}, 0};
  } else if (largest_s < 100.0 * 60.0) {
    unit = {60.0, {"分钟", "min"}, 1};
  } else if (largest_s < 100.0 * 3600.0) {
    unit = {3600.0, {"小时", "h"}, 1};
  } else {
    unit = {86400.0, {"天", "d"}, 1};
  }
  unit.decimals = decimals_for(largest_s / unit.divisor);
  return unit;
}

Unit unit_for(const models::KpiDefinition& definition, double largest) {
  largest = std::abs(largest);
  const std::string& unit = definition.unit;
  if (unit == "s") return duration_unit(largest);
  if (unit == "1") {
    const bool share =
        definition.statistic == models::Statistic::within_target || definition.statistic == models::Statistic::share;
    if (share) return {0.01, {"%", "%"}, largest < 0.02 ? 2 : 1};
    return {1.0, {"", ""}, decimals_for(largest)};
  }
  if (unit == "yuan/a" && largest >= 1e6) return {1e4, {"万元/年", "10,000 yuan/a"}, decimals_for(largest / 1e4)};
  if (unit == "yuan/a") return {1.0, {"元/年", "yuan/a"}, decimals_for(largest)};
  if (unit == "1/a") {
    const auto about = [&](std::string_view word) { return definition.key.find(word) != std::string::npos; };
    const char* counted = about("deaths") || about("injuries") ? "人/年"
                          : about("load.") || about("alarm")   ? "次/年"
                                                               : "起/年";
    return {1.0, {counted, "per year"}, decimals_for(largest)};
  }
  if (unit == "h/a" || unit == "h") {
    return {1.0, {unit == "h" ? "小时" : "小时/年", unit == "h" ? "h" : "h/a"}, decimals_for(largest)};
  }
  return {1.0, {unit, unit}, decimals_for(largest)};
}

std::string number(double value, const Unit& unit) {
  const double shown = value / unit.divisor;
  if (!std::isfinite(shown)) return "–";
  const std::string digits = fmt::format("{:.{}f}", std::abs(shown), unit.decimals);
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;
  return fmt::format("{}{}", shown < 0.0 && !zero ? "−" : "", group_digits(digits));
}

std::string signed_number(double value, const Unit& unit) {
  const std::string text = number(value, unit);
  const bool zero = text.find_first_not_of("0.,") == std::string::npos;
  return fmt::format("{}{}", value > 0.0 && !zero ? "+" : "", text);
}

std::string range(double low, double high, const Unit& unit) {
  const std::string from = number(low, unit), to = number(high, unit);
  const bool minus = from.rfind("−", 0) == 0 || to.rfind("−", 0) == 0;
  return fmt::format("{}{}{}", from, minus ? " … " : "–", to);
}

std::string with_unit(double value, const Unit& unit, models::Language language) {
  const std::string& name = unit.name.in(language);
  const bool tight = name == "%" || name.empty();
  return fmt::format("{}{}{}", number(value, unit), tight ? "" : "\u00a0", name);
}

std::string grouped(std::uint64_t value) { return group_digits(std::to_string(value)); }

double nice_above(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(std::max(value, 1e-9))));
  for (const double step : {1.0, 2.0, 2.5, 5.0}) {
    if (step * power >= value) return step * power;
  }
  return 10.0 * power;
}

}  // namespace yuanluo::viz
