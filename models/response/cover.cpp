#include "models/response/cover.hpp"

#include <cmath>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::models {

CoverTable::CoverTable(std::vector<double> demand, std::vector<bool> reaches, double busy_share)
    : demand_(std::move(demand)), reaches_(std::move(reaches)), busy_share_(busy_share) {
  sim::require(!demand_.empty() && reaches_.size() % demand_.size() == 0,
               "CoverTable: one row of points for each base");
  sim::require(busy_share >= 0.0 && busy_share < 1.0, "CoverTable: the busy share must be from 0 to below 1");
}

std::uint32_t CoverTable::in_reach(std::span<const std::uint32_t> units, std::size_t point) const {
  std::uint32_t count = 0;
  for (std::size_t base = 0; base < units.size(); ++base)
    if (units[base] > 0 && reaches_[base * demand_.size() + point]) count += units[base];
  return count;
}

double CoverTable::expected(std::span<const std::uint32_t> units) const {
  double sum = 0.0;
  for (std::size_t point = 0; point < demand_.size(); ++point)
    sum += demand_[point] * (1.0 - std::pow(busy_share_, static_cast<double>(in_reach(units, point))));
  return sum;
}

double CoverTable::gain(std::span<const std::uint32_t> units, std::uint32_t base) const {
  double sum = 0.0;
  for (std::size_t point = 0; point < demand_.size(); ++point) {
    if (!reaches_[base * demand_.size() + point]) continue;
    sum += demand_[point] * (1.0 - busy_share_) * std::pow(busy_share_, static_cast<double>(in_reach(units, point)));
  }
  return sum;
}

}  // namespace yuanluo::models
