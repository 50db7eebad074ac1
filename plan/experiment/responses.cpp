#include "plan/experiment/responses.hpp"

#include <algorithm>
#include <utility>

namespace yuanluo::plan {

std::vector<std::vector<double>> complete_replications(std::span<const std::vector<Value>> values) {
  std::vector<std::vector<double>> rows;
  if (values.empty()) return rows;
  std::size_t most = values.front().size();
  for (const auto& point : values) most = std::min(most, point.size());
  for (std::size_t r = 0; r < most; ++r) {
    if (!std::all_of(values.begin(), values.end(), [r](const auto& point) { return point[r].has_value(); })) continue;
    std::vector<double> row;
    for (const auto& point : values) row.push_back(*point[r]);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace yuanluo::plan
