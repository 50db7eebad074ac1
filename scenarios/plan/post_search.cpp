#include "scenarios/plan/post_search.hpp"

#include <algorithm>
#include <limits>

namespace yuanluo::scenarios {
namespace {

class PostSearch {
 public:
  PostSearch(const StaffWaiting& waiting, std::span<const Candidate> candidates,
             const std::vector<std::uint32_t>& start, std::size_t least, std::size_t most)
      : waiting_(waiting),
        candidates_(candidates),
        least_(least),
        most_(most),
        posts_(waiting.today()),
        times_(candidates.size(), 0),
        of_community_(waiting.today().size(), 0),
        may_go_(candidates.size(), 0),
        may_come_(candidates.size(), 0) {
    for (const std::uint32_t k : start) put(k, 1);
  }

  std::vector<std::uint32_t> operator()(std::size_t patience) {
    best_ = times_;
    double now = 0.0, best = 0.0;  // gained since the start
    const std::size_t tenure = 7;  // moves for which what came stays and what went stays away. Source: [Glover1989]
    for (std::size_t move = 1, since = 0; since < patience; ++move, ++since) {
      const Move found = best_move(move, now, best);
      if (found.to == found.from) break;
      put(found.from, -1);
      put(found.to, 1);
      may_go_[found.to] = move + tenure;
      may_come_[found.from] = move + tenure;
      now += found.gain;
      if (now <= best + 1e-9) continue;
      best = now;
      best_ = times_;
      since = 0;
    }
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t k = 0; k < best_.size(); ++k) chosen.insert(chosen.end(), best_[k], k);
    return chosen;
  }

 private:
  struct Move {
    std::uint32_t from = 0, to = 0;
    double gain = -std::numeric_limits<double>::infinity();
  };

  void put(std::uint32_t k, int n) {
    const Candidate& c = candidates_[k];
    add_shift(posts_, c.subject, c.shift[0], c.shift[1], n);
    times_[k] = static_cast<std::size_t>(static_cast<std::int64_t>(times_[k]) + n);
    of_community_[c.subject] = static_cast<std::size_t>(static_cast<std::int64_t>(of_community_[c.subject]) + n);
  }
  double gain(std::uint32_t k) const {
    const Candidate& c = candidates_[k];
    return waiting_.gain(posts_, c.subject, c.shift[0], c.shift[1]);
  }

  Move best_move(std::size_t move, double now, double best) {
    Move found;
    for (std::uint32_t from = 0; from < candidates_.size(); ++from) {
      if (times_[from] == 0) continue;
      const std::size_t home = candidates_[from].subject;
      put(from, -1);
      const double lost = gain(from);
      for (std::uint32_t to = 0; to < candidates_.size(); ++to) {
        if (to == from || times_[to] >= candidates_[to].most) continue;
        const std::size_t there = candidates_[to].subject;
        if (there != home && (of_community_[home] < least_ || of_community_[there] >= most_)) continue;
        const double gained = gain(to) - lost;
        const bool barred = may_go_[from] > move || may_come_[to] > move;
        if (barred && now + gained <= best + 1e-9) continue;
        if (gained > found.gain) found = {from, to, gained};
      }
      put(from, 1);
    }
    return found;
  }

  const StaffWaiting& waiting_;
  std::span<const Candidate> candidates_;
  std::size_t least_, most_;  // of a community
  PostsByHour posts_;
  std::vector<std::size_t> times_, best_;
  std::vector<std::size_t> of_community_, may_go_, may_come_;  // the last two: from which move on
};

}  // namespace

std::vector<std::uint32_t> improve_posts(const StaffWaiting& waiting, std::span<const Candidate> candidates,
                                         std::vector<std::uint32_t> start, std::size_t least_per_community,
                                         std::size_t most_per_community, std::size_t patience) {
  return PostSearch(waiting, candidates, start, least_per_community, most_per_community)(patience);
}

}  // namespace yuanluo::scenarios
