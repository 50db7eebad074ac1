// What it costs each customer to be served from each site, as lists from the cheapest site to the dearest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace yuanluo::plan::siting {

// Sites and customers are indices into the instance.
using Site = std::uint32_t;
using Customer = std::uint32_t;

// One way to serve a customer (in a list of a customer) or one customer to serve (in a list of a site).
struct Link {
  std::uint32_t to = 0;
  double cost = 0.0;
};

// The lists of all customers, and the same links by site. A site that is in no list of a customer cannot serve it; a
// customer served by no open site costs its fallback.
class CostLists {
 public:
  CostLists() = default;

  // `links[i]` are those of customer i in any order, `fallback[i]` what it costs to leave it unserved. Links that cost
  // the fallback or more are dropped: they never help. Equal costs are ordered by site. Throws sim::ContractError for
  // a site out of range or different lengths.
  CostLists(std::size_t sites, const std::vector<std::vector<Link>>& links, std::vector<double> fallback);

  // The lists without the sites for which `keep` is 0.
  CostLists without(std::span<const std::uint8_t> keep) const;

  std::size_t sites() const { return sites_; }
  std::size_t customers() const { return fallback_.size(); }
  std::size_t links() const { return by_customer_.size(); }
  // From the cheapest to the dearest, all below the fallback.
  std::span<const Link> of(Customer i) const { return part(by_customer_, customer_start_, i); }
  // By customer.
  std::span<const Link> served_by(Site j) const { return part(by_site_, site_start_, j); }
  double fallback(Customer i) const { return fallback_[i]; }

  // The cost of serving every customer from the cheapest of the open sites.
  double cost(std::span<const std::uint8_t> open) const;
  // Whether all costs and fallbacks are whole numbers, so that every objective value is one.
  bool whole() const { return whole_; }

 private:
  static std::span<const Link> part(const std::vector<Link>& links, const std::vector<std::size_t>& start,
                                    std::size_t k) {
    return std::span<const Link>(links).subspan(start[k], start[k + 1] - start[k]);
  }
  void index_by_site();

  std::size_t sites_ = 0;
  std::vector<double> fallback_;
  std::vector<std::size_t> customer_start_{0}, site_start_;
  std::vector<Link> by_customer_, by_site_;
  bool whole_ = true;
};

}  // namespace yuanluo::plan::siting
