#include "scenarios/plan/ranking.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <queue>

namespace yuanluo::scenarios {
namespace {

// What comes second, within the quota.
class Seconds {
 public:
  Seconds(Benefit& benefit, std::span<const Candidate> candidates, const Quota& quota, bool within_community,
          Selected& selected)
      : benefit_(benefit),
        candidates_(candidates),
        kept_(candidates, quota, selected.chosen),
        within_community_(within_community),
        selected_(selected),
        used_(candidates.size(), 0) {
    for (const std::uint32_t k : selected.chosen) ++used_[k];
  }

  // The benefit holds all that were chosen; afterwards it holds something else.
  void operator()() {
    just_missed();
    selected_.runner_up.assign(selected_.chosen.size(), std::nullopt);
    selected_.exchange_loss.assign(selected_.chosen.size(), 0.0);
    if (benefit_.independent()) {
      best_of_communities();
    } else {
      one_by_one();
    }
  }

 private:
  bool free(std::uint32_t k) const { return used_[k] < candidates_[k].most; }
  bool may_replace(std::uint32_t out, std::uint32_t in) const {
    return kept_.may_exchange(out, in) &&
           (!within_community_ || candidates_[out].community == candidates_[in].community);
  }

  void just_missed() {
    constexpr std::size_t most = 10;
    std::vector<Missed>& missed = selected_.missed;
    for (std::uint32_t k = 0; k < candidates_.size(); ++k) {
      if (free(k) && kept_.may_add(k)) missed.push_back({k, benefit_.gain(k)});
    }
    const auto shown = missed.begin() + static_cast<std::ptrdiff_t>(std::min(most, missed.size()));
    std::partial_sort(missed.begin(), shown, missed.end(), [](const Missed& a, const Missed& b) {
      return a.gain != b.gain ? a.gain > b.gain : a.candidate < b.candidate;
    });
    missed.erase(std::find_if(missed.begin(), shown, [](const Missed& m) { return m.gain <= 0.0; }), missed.end());
  }

  void suggest(std::size_t n, std::uint32_t k, double gain, double& best) {
    if (gain <= best || !may_replace(selected_.chosen[n], k)) return;
    best = gain;
    selected_.runner_up[n] = k;
  }

  // What one home brings does not depend on the others.
  void best_of_communities() {
    std::map<std::optional<std::uint32_t>, std::uint32_t> best;
    for (std::uint32_t k = 0; k < candidates_.size(); ++k) {
      if (!free(k)) continue;
      const auto [found, fresh] = best.try_emplace(candidates_[k].community, k);
      if (!fresh && benefit_.gain(k) > benefit_.gain(found->second)) found->second = k;
    }
    for (std::size_t n = 0; n < selected_.chosen.size(); ++n) {
      double most = 0.0;
      for (const auto& [community, k] : best) suggest(n, k, benefit_.gain(k), most);
      if (selected_.runner_up[n]) selected_.exchange_loss[n] = selected_.marginal[n] - most;
    }
  }

  void one_by_one() {
    constexpr std::size_t most_asked = 200;
    const auto& chosen = selected_.chosen;
    for (std::size_t n = 0; n < std::min(most_asked, chosen.size()); ++n) {
      benefit_.clear();
      for (std::size_t other = 0; other < chosen.size(); ++other) {
        if (other != n) benefit_.choose(chosen[other]);
      }
      double most = 0.0;
      for (std::uint32_t k = 0; k < candidates_.size(); ++k) {
        if (k != chosen[n] && free(k)) suggest(n, k, benefit_.gain(k), most);
      }
      if (selected_.runner_up[n]) selected_.exchange_loss[n] = benefit_.gain(chosen[n]) - most;
    }
  }

  Benefit& benefit_;
  std::span<const Candidate> candidates_;
  KeptQuota kept_;
  bool within_community_;
  Selected& selected_;
  std::vector<std::size_t> used_;
};

}  // namespace

Selected ranked_by_gain(Benefit& benefit, std::span<const Candidate> candidates,
                        const std::vector<std::uint32_t>& places, const Quota& quota, bool within_community) {
  struct Entry {
    double gain;
    std::size_t n;
    bool operator<(const Entry& b) const { return gain != b.gain ? gain < b.gain : n > b.n; }
  };
  Selected selected;
  benefit.clear();
  std::priority_queue<Entry> queue;
  for (std::size_t n = 0; n < places.size(); ++n) {
    selected.cost_yuan += candidates[places[n]].cost_yuan;
    queue.push({benefit.gain(places[n]), n});
  }
  while (!queue.empty()) {
    const Entry top = queue.top();
    queue.pop();
    const double now = benefit.gain(places[top.n]);
    if (now < top.gain - 1e-12 * (1.0 + top.gain)) {
      queue.push({now, top.n});
      continue;
    }
    benefit.choose(places[top.n]);
    selected.chosen.push_back(places[top.n]);
    selected.marginal.push_back(now);
    selected.total += now;
  }
  Seconds(benefit, candidates, quota, within_community, selected)();
  return selected;
}

}  // namespace yuanluo::scenarios
