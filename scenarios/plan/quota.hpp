// How many of a decision's candidates may be chosen, for how much, and how they are to be shared out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "models/district.hpp"
#include "models/text.hpp"
#include "scenarios/plan/decision.hpp"

namespace yuanluo::scenarios {

struct Quota {
  std::size_t count = 0;  // 0: as many as the budget allows
  std::optional<double> budget_yuan{};
  std::size_t at_least_per_community = 0;
  std::vector<std::uint32_t> required{};  // candidates that are chosen in any case, each once
  std::size_t at_most_per_community = std::numeric_limits<std::size_t>::max();
};

// What a quota asks and no choice can give; empty if it can be met.
std::vector<models::Name> impossible(const models::District& district, const Decision& decision,
                                     std::span<const Candidate> candidates, const Quota& quota);

// Which exchanges leave a set within its quota: what is required stays, each community keeps its least number and gets
// no more than its most.
class KeptQuota {
 public:
  KeptQuota(std::span<const Candidate> candidates, const Quota& quota, std::span<const std::uint32_t> set);

  bool may_exchange(std::uint32_t out, std::uint32_t in) const;
  // Whether one more may come in, were the number not limited.
  bool may_add(std::uint32_t in) const;

 private:
  std::size_t there(std::uint32_t k) const;

  std::span<const Candidate> candidates_;
  const Quota* quota_;
  std::vector<std::size_t> there_;  // by community
};

// What is left of a quota while it is filled.
class Purse {
 public:
  Purse(std::span<const Candidate> candidates, const Quota& quota)
      : candidates_(candidates), used_(candidates.size(), 0), quota_(&quota) {}

  bool full() const { return quota_->count != 0 && taken_.size() >= quota_->count; }
  bool affordable(std::uint32_t k) const {
    return used_[k] < candidates_[k].most && !full() && of_community(k) < quota_->at_most_per_community &&
           (!quota_->budget_yuan || cost_ + candidates_[k].cost_yuan <= *quota_->budget_yuan + 1e-6);
  }
  void take(std::uint32_t k);
  std::size_t used(std::uint32_t k) const { return used_[k]; }
  // How many are taken in the community of a candidate; 0 where it is in none.
  std::size_t of_community(std::uint32_t k) const;
  // Whether a set of the right number and price meets all else that the quota asks.
  bool meets(std::span<const std::uint32_t> set, std::size_t communities) const;
  const std::vector<std::uint32_t>& taken() const { return taken_; }

 private:
  std::span<const Candidate> candidates_;
  std::vector<std::size_t> used_;
  std::vector<std::size_t> there_;  // by community
  const Quota* quota_;
  std::vector<std::uint32_t> taken_;
  double cost_ = 0.0;
};

}  // namespace yuanluo::scenarios
