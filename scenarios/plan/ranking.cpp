#include "scenarios/plan/ranking.hpp"

#include <algorithm>
#include <queue>

namespace yuanluo::scenarios {
namespace {

void find_runners_up(Benefit& benefit, std::span<const Candidate> candidates, Selected& selected) {
  constexpr std::size_t most = 200;
  selected.runner_up.assign(selected.chosen.size(), std::nullopt);
  std::vector<std::size_t> used(candidates.size(), 0);
  for (const std::uint32_t k : selected.chosen) ++used[k];
  const std::size_t shown = std::min(most, selected.chosen.size());
  for (std::size_t n = 0; n < shown; ++n) {
    if (n > 0 && benefit.independent()) {
      selected.runner_up[n] = selected.runner_up[0];
      continue;
    }
    benefit.clear();
    for (std::size_t other = 0; other < selected.chosen.size(); ++other) {
      if (other != n) benefit.choose(selected.chosen[other]);
    }
    double best = 0.0;
    for (std::uint32_t k = 0; k < candidates.size(); ++k) {
      if (k == selected.chosen[n] || used[k] >= candidates[k].most) continue;
      const double gain = benefit.gain(k);
      if (gain <= best) continue;
      best = gain;
      selected.runner_up[n] = k;
    }
  }
}

}  // namespace

Selected ranked_by_gain(Benefit& benefit, std::span<const Candidate> candidates,
                        const std::vector<std::uint32_t>& places) {
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
  find_runners_up(benefit, candidates, selected);
  return selected;
}

}  // namespace yuanluo::scenarios
