#include "scenarios/import/communities.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;

class Divider {
 public:
  Divider(const std::vector<PlanePoint>& places, const std::vector<double>& weights)
      : places_(places), weights_(weights) {
    plan_.member.resize(places.size());
  }

  void divide(const Ring& ring, std::vector<std::size_t> members, std::size_t count) {
    if (count <= 1 || members.size() < 2) {
      for (const std::size_t m : members) plan_.member[m] = plan_.outlines.size();
      plan_.outlines.push_back(ring);
      return;
    }
    const auto [west, east] = reach(ring, {1.0, 0.0});
    const auto [south, north] = reach(ring, {0.0, 1.0});
    const PlanePoint along = east - west >= north - south ? PlanePoint{1.0, 0.0} : PlanePoint{0.0, 1.0};
    std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
      const double x = dot(places_[a], along), y = dot(places_[b], along);
      return x != y ? x < y : a < b;
    });
    const std::size_t first_count = count / 2;
    double total = 0.0;
    for (const std::size_t m : members) total += weights_[m];
    const double wanted = total * static_cast<double>(first_count) / static_cast<double>(count);
    std::size_t cut = 0;
    for (double before = 0.0; cut < members.size() && before + 0.5 * weights_[members[cut]] < wanted; ++cut) {
      before += weights_[members[cut]];
    }
    cut = std::clamp(cut, first_count, members.size() - (count - first_count));
    const double line = 0.5 * (dot(places_[members[cut - 1]], along) + dot(places_[members[cut]], along));
    auto [before, after] =
        split({ring, std::vector<std::size_t>(ring.size(), no_line)}, line * along, left_of(along), no_line);
    // A line through the very edge leaves nothing on one side; both parts then keep the whole outline.
    if (before.points.empty() || after.points.empty()) before.points = after.points = ring;
    const auto middle = members.begin() + static_cast<std::ptrdiff_t>(cut);
    divide(before.points, {members.begin(), middle}, first_count);
    divide(after.points, {middle, members.end()}, count - first_count);
  }

  CommunityPlan plan() && { return std::move(plan_); }

 private:
  const std::vector<PlanePoint>& places_;
  const std::vector<double>& weights_;
  CommunityPlan plan_;
};

}  // namespace

CommunityPlan plan_communities(const Ring& outline, const std::vector<PlanePoint>& places,
                               const std::vector<double>& weights, std::size_t count) {
  std::vector<std::size_t> all(places.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  Divider divider(places, weights);
  divider.divide(outline, std::move(all), std::clamp<std::size_t>(count, 1, std::max<std::size_t>(1, places.size())));
  return std::move(divider).plan();
}

}  // namespace yuanluo::scenarios
