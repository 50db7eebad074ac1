#include "scenarios/plan/variants.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>

#include "sim/random.hpp"

namespace yuanluo::scenarios {
namespace {

using Places = std::vector<std::uint32_t>;

class Exchanges {
 public:
  Exchanges(const Choosing& choosing, const Quota& quota, const Places& start)
      : candidates_(choosing.candidates), quota_(quota), start_(start) {
    const auto benefit = make_benefit(choosing.world, choosing.decision, choosing.candidates, choosing.load);
    for (const std::uint32_t k : start) benefit->choose(k);
    std::vector<std::pair<double, std::uint32_t>> gains;
    for (std::uint32_t k = 0; k < candidates_.size(); ++k) {
      if (uses(start, k) < candidates_[k].most) gains.emplace_back(-benefit->gain(k), k);
    }
    std::sort(gains.begin(), gains.end());
    const std::size_t most = std::max<std::size_t>(50, 2 * start.size());
    for (std::size_t n = 0; n < std::min(most, gains.size()); ++n) pool_.push_back(gains[n].second);
  }

  bool possible() const { return !pool_.empty() && start_.size() > quota_.required.size(); }

  // A few out, as many in; the better ones come in more often.
  Places draw(sim::Draw& luck) const {
    Places set = start_;
    const double usual = 0.5 + static_cast<double>(set.size()) / 12.0;
    const auto wanted = 1 + static_cast<std::size_t>(-std::log(1.0 - luck.uniform()) * usual);
    const std::size_t exchanges = std::min(wanted, std::max<std::size_t>(1, set.size() / 3));
    for (std::size_t n = 0; n < exchanges; ++n) {
      const std::size_t out = below(luck.uniform(), set.size());
      const double share = luck.uniform();
      const std::uint32_t in = pool_[below(share * share, pool_.size())];
      if (!KeptQuota(candidates_, quota_, set).may_exchange(set[out], in) || uses(set, in) >= candidates_[in].most)
        continue;
      set[out] = in;
    }
    std::sort(set.begin(), set.end());
    return set;
  }

 private:
  static std::size_t below(double share, std::size_t size) {
    return std::min(size - 1, static_cast<std::size_t>(share * static_cast<double>(size)));
  }
  static std::size_t uses(const Places& set, std::uint32_t k) {
    return static_cast<std::size_t>(std::count(set.begin(), set.end(), k));
  }
  std::span<const Candidate> candidates_;
  const Quota& quota_;
  const Places& start_;
  Places pool_;  // what may come in, by gain
};

}  // namespace

std::vector<Places> variants_of(const Choosing& choosing, const Quota& quota, Places start, std::size_t count,
                                std::uint64_t seed) {
  std::sort(start.begin(), start.end());
  std::vector<Places> chosen{start};
  const Exchanges exchanges(choosing, quota, start);
  if (!exchanges.possible() || count < 2) return chosen;
  const sim::Luck luck(seed, 0);
  std::set<Places> drawn;
  for (std::uint32_t n = 0; n < 6 * count; ++n) {
    sim::Draw draw = luck.draw(n, 2);
    Places set = exchanges.draw(draw);
    if (set != start) drawn.insert(std::move(set));
  }
  const auto benefit = make_benefit(choosing.world, choosing.decision, choosing.candidates, choosing.load);
  std::vector<std::pair<double, const Places*>> ranked;
  for (const Places& set : drawn) {
    benefit->clear();
    double total = 0.0;
    for (const std::uint32_t k : set) {
      total += benefit->gain(k);
      benefit->choose(k);
    }
    ranked.emplace_back(-total, &set);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::size_t wanted = std::min(count - 1, ranked.size()), best = (wanted + 1) / 2, spread = wanted - best;
  for (std::size_t n = 0; n < best; ++n) chosen.push_back(*ranked[n].second);
  for (std::size_t n = 0; n < spread; ++n) chosen.push_back(*ranked[best + n * (ranked.size() - best) / spread].second);
  return chosen;
}

}  // namespace yuanluo::scenarios
