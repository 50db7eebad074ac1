// The objective of a growing set of open sites, and what one more would make of it.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/siting/cost_lists.hpp"
#include "plan/siting/instance.hpp"

namespace yuanluo::plan::siting {

class Tally {
 public:
  // Of lscp it counts how many needs are met. The instance must outlive this object.
  Tally(const Instance& instance, const Question& question);

  // No site is open.
  void clear();
  void open(Site j);
  // The objective now; of p-median and p-centre, customers without a site cost their dearest link.
  double value() const;
  // The objective if j were open as well.
  double value_with(Site j) const;
  // By how much `b` is better than `a`.
  double better_by(double a, double b) const { return maximum_ ? b - a : a - b; }
  // The customers that an open site can serve, within the radius where there is one.
  const std::vector<Link>& served_by(Site j) const { return by_site_[j]; }

 private:
  enum class Kind : std::uint8_t { sum, largest, cover };
  double worth(std::size_t k) const { return k < worth_.size() ? worth_[k] : 0.0; }

  Kind kind_ = Kind::sum;
  bool maximum_ = false;
  std::vector<std::vector<Link>> by_site_;
  std::vector<double> weight_, worth_, dearest_;
  std::vector<double> nearest_;
  std::vector<std::uint32_t> times_;
  double total_ = 0.0;
  mutable std::vector<double> trial_;
};

}  // namespace yuanluo::plan::siting
