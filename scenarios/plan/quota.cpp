#include "scenarios/plan/quota.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace yuanluo::scenarios {

std::vector<models::Name> impossible(const models::District& district, const Decision& decision,
                                     std::span<const Candidate> candidates, const Quota& quota) {
  std::vector<models::Name> reasons;
  const models::Text name = words(decision.kind).name;
  if (candidates.empty()) {
    reasons.push_back(
        {fmt::format("{}：没有任何候选位置", name.zh), fmt::format("{}: there is no place for one", name.en)});
    return reasons;
  }
  std::size_t room = 0;
  double cheapest = std::numeric_limits<double>::infinity();
  std::vector<std::size_t> room_of(district.communities.size(), 0);
  std::vector<double> cheapest_of(district.communities.size(), std::numeric_limits<double>::infinity());
  for (const Candidate& candidate : candidates) {
    cheapest = std::min(cheapest, candidate.cost_yuan);
    if (!candidate.community) room += candidate.most;
    if (!candidate.community) continue;
    room_of[*candidate.community] += candidate.most;
    cheapest_of[*candidate.community] = std::min(cheapest_of[*candidate.community], candidate.cost_yuan);
  }
  std::vector<std::size_t> required_of(district.communities.size(), 0);
  for (const std::uint32_t k : quota.required) {
    if (candidates[k].community) ++required_of[*candidates[k].community];
  }
  bool limited = false;  // by the most for each community
  for (std::size_t c = 0; c < room_of.size(); ++c) {
    room += std::min(room_of[c], quota.at_most_per_community);
    limited = limited || room_of[c] > quota.at_most_per_community;
    if (required_of[c] <= quota.at_most_per_community) continue;
    const models::Name& where = district.communities[c].name;
    reasons.push_back({fmt::format("{}：规范要求{}有 {} 个，而每社区至多 {} 个", name.zh, where.zh, required_of[c],
                                   quota.at_most_per_community),
                       fmt::format("{}: the rules ask for {} in {}, at most {} are allowed in each community", name.en,
                                   required_of[c], where.en, quota.at_most_per_community)});
  }
  if (quota.count > room && limited) {
    reasons.push_back({fmt::format("{}：要求 {} 个，每社区至多 {} 个时只能放 {} 个", name.zh, quota.count,
                                   quota.at_most_per_community, room),
                       fmt::format("{}: {} asked for, at most {} in each community leave room for {} only", name.en,
                                   quota.count, quota.at_most_per_community, room)});
  } else if (quota.count > room) {
    reasons.push_back({fmt::format("{}：要求 {} 个，只有 {} 处可放", name.zh, quota.count, room),
                       fmt::format("{}: {} asked for, places for {} only", name.en, quota.count, room)});
  }
  const std::size_t least = quota.at_least_per_community * district.communities.size();
  if (quota.count != 0 && least > quota.count) {
    reasons.push_back({fmt::format("{}：{} 个社区各至少 {} 个即 {} 个，多于总数 {}", name.zh,
                                   district.communities.size(), quota.at_least_per_community, least, quota.count),
                       fmt::format("{}: at least {} in each of {} communities are {}, more than the {} in all", name.en,
                                   quota.at_least_per_community, district.communities.size(), least, quota.count)});
  }
  double least_cost = 0.0;
  for (std::size_t c = 0; c < room_of.size() && quota.at_least_per_community > 0; ++c) {
    if (room_of[c] < quota.at_least_per_community) {
      const models::Name& where = district.communities[c].name;
      reasons.push_back(
          {fmt::format("{}：{}至少 {} 个，只有 {} 处可放", name.zh, where.zh, quota.at_least_per_community, room_of[c]),
           fmt::format("{}: at least {} in {}, which has places for {} only", name.en, quota.at_least_per_community,
                       where.en, room_of[c])});
    } else {
      least_cost += cheapest_of[c] * static_cast<double>(quota.at_least_per_community);
    }
  }
  if (quota.budget_yuan) {
    double required = 0.0;
    for (const std::uint32_t k : quota.required) required += candidates[k].cost_yuan;
    const double wanted = std::max({least_cost, cheapest, static_cast<double>(quota.count) * cheapest, required});
    if (wanted > *quota.budget_yuan) {
      reasons.push_back({fmt::format("{}：至少需要 {:.0f} 元，预算 {:.0f} 元", name.zh, wanted, *quota.budget_yuan),
                         fmt::format("{}: at least {:.0f} yuan are needed, the budget is {:.0f} yuan", name.en, wanted,
                                     *quota.budget_yuan)});
    }
  }
  return reasons;
}

KeptQuota::KeptQuota(std::span<const Candidate> candidates, const Quota& quota, std::span<const std::uint32_t> set)
    : candidates_(candidates), quota_(&quota) {
  for (const Candidate& candidate : candidates) {
    if (candidate.community && *candidate.community >= there_.size()) there_.resize(*candidate.community + 1, 0);
  }
  for (const std::uint32_t k : set) {
    if (candidates[k].community) ++there_[*candidates[k].community];
  }
}

std::size_t KeptQuota::there(std::uint32_t k) const {
  return candidates_[k].community ? there_[*candidates_[k].community] : 0;
}

bool KeptQuota::may_exchange(std::uint32_t out, std::uint32_t in) const {
  const auto& required = quota_->required;
  if (std::find(required.begin(), required.end(), out) != required.end()) return false;
  if (candidates_[out].community == candidates_[in].community) return true;
  const bool may_leave = !candidates_[out].community || there(out) > quota_->at_least_per_community;
  return may_leave && may_add(in);
}

bool KeptQuota::may_add(std::uint32_t in) const {
  return !candidates_[in].community || there(in) < quota_->at_most_per_community;
}

void Purse::take(std::uint32_t k) {
  ++used_[k];
  cost_ += candidates_[k].cost_yuan;
  taken_.push_back(k);
  const auto& community = candidates_[k].community;
  if (!community) return;
  if (there_.size() <= *community) there_.resize(*community + 1, 0);
  ++there_[*community];
}

std::size_t Purse::of_community(std::uint32_t k) const {
  const auto& community = candidates_[k].community;
  return community && *community < there_.size() ? there_[*community] : 0;
}

bool Purse::meets(std::span<const std::uint32_t> set, std::size_t communities) const {
  const bool all_required = std::all_of(quota_->required.begin(), quota_->required.end(), [&](std::uint32_t k) {
    return std::find(set.begin(), set.end(), k) != set.end();
  });
  std::vector<std::size_t> there(communities, 0);
  for (const std::uint32_t k : set) {
    if (candidates_[k].community) ++there[*candidates_[k].community];
  }
  return all_required && std::all_of(there.begin(), there.end(), [&](std::size_t n) {
           return n >= quota_->at_least_per_community && n <= quota_->at_most_per_community;
         });
}

}  // namespace yuanluo::scenarios
