#include "plan/siting/cost_lists.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::plan::siting {

CostLists::CostLists(std::size_t sites, const std::vector<std::vector<Link>>& links, std::vector<double> fallback)
    : sites_(sites), fallback_(std::move(fallback)) {
  sim::require(links.size() == fallback_.size(), "CostLists: one fallback for each customer");
  std::size_t total = 0;
  for (const auto& list : links) total += list.size();
  by_customer_.reserve(total);
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto first = static_cast<std::ptrdiff_t>(by_customer_.size());
    whole_ = whole_ && fallback_[i] == std::floor(fallback_[i]);
    for (const Link& link : links[i]) {
      sim::require(link.to < sites, "CostLists: no such site");
      if (!(link.cost < fallback_[i])) continue;
      whole_ = whole_ && link.cost == std::floor(link.cost);
      by_customer_.push_back(link);
    }
    std::sort(by_customer_.begin() + first, by_customer_.end(),
              [](const Link& a, const Link& b) { return a.cost != b.cost ? a.cost < b.cost : a.to < b.to; });
    customer_start_.push_back(by_customer_.size());
  }
  index_by_site();
}

CostLists CostLists::without(std::span<const std::uint8_t> keep) const {
  CostLists rest;
  rest.sites_ = sites_;
  rest.fallback_ = fallback_;
  rest.whole_ = whole_;
  for (std::size_t i = 0; i < customers(); ++i) {
    for (const Link& link : of(static_cast<Customer>(i))) {
      if (keep[link.to] != 0) rest.by_customer_.push_back(link);
    }
    rest.customer_start_.push_back(rest.by_customer_.size());
  }
  rest.index_by_site();
  return rest;
}

void CostLists::index_by_site() {
  site_start_.assign(sites_ + 1, 0);
  for (const Link& link : by_customer_) ++site_start_[link.to + 1];
  for (std::size_t j = 0; j < sites_; ++j) site_start_[j + 1] += site_start_[j];
  by_site_.resize(by_customer_.size());
  std::vector<std::size_t> next(site_start_.begin(), site_start_.end() - 1);
  for (std::size_t i = 0; i < customers(); ++i) {
    for (const Link& link : of(static_cast<Customer>(i))) {
      by_site_[next[link.to]++] = {static_cast<std::uint32_t>(i), link.cost};
    }
  }
}

double CostLists::cost(std::span<const std::uint8_t> open) const {
  double total = 0.0;
  for (std::size_t i = 0; i < customers(); ++i) {
    double least = fallback_[i];
    for (const Link& link : of(static_cast<Customer>(i))) {
      if (open[link.to] == 0) continue;
      least = link.cost;
      break;
    }
    total += least;
  }
  return total;
}

}  // namespace yuanluo::plan::siting
