#include "viz/plan/plan_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

std::string plain(double value, bool sign) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0.0 ? "∞" : "−∞";
  std::string digits = std::abs(value) >= 9999.5 ? grouped(static_cast<std::uint64_t>(std::llround(std::abs(value))))
                                                 : fmt::format("{:.4g}", std::abs(value));
  if (value < 0.0 && digits != "0") return "−" + digits;
  return sign && digits != "0" ? "+" + digits : digits;
}

std::string yuan(double value) { return grouped(static_cast<std::uint64_t>(std::llround(std::max(0.0, value)))); }

}  // namespace yuanluo::viz
