#include "scenarios/plan/waiting.hpp"

#include <algorithm>
#include <cmath>

#include "models/roads/roads.hpp"

namespace yuanluo::scenarios {
namespace {

// Nobody waits longer for somebody else to come. Source: assumption.
constexpr double longest_wait_h = 1.0;
// More posts than this in one community and hour bring what the last of these did.
constexpr std::size_t most_posts = 400;

// The lower convex hull of a function of 0, 1, 2, …, at those points.
void make_convex(std::vector<double>& values) {
  std::vector<std::size_t> hull;
  const auto slope = [&](std::size_t a, std::size_t b) { return (values[b] - values[a]) / static_cast<double>(b - a); };
  for (std::size_t n = 0; n < values.size(); ++n) {
    while (hull.size() > 1 && slope(hull[hull.size() - 2], hull.back()) >= slope(hull.back(), n)) hull.pop_back();
    hull.push_back(n);
  }
  for (std::size_t k = 1; k < hull.size(); ++k) {
    const double step = slope(hull[k - 1], hull[k]), from = values[hull[k - 1]];
    for (std::size_t n = hull[k - 1] + 1; n < hull[k]; ++n)
      values[n] = from + step * static_cast<double>(n - hull[k - 1]);
  }
}

}  // namespace

void add_shift(PostsByHour& posts, std::size_t community, int first_hour, int hours, int n) {
  for (int h = 0; h < hours; ++h) {
    std::size_t& there = posts[community][static_cast<std::size_t>((first_hour + h) % 24)];
    there = static_cast<std::size_t>(static_cast<std::int64_t>(there) + n);
  }
}

StaffWaiting::StaffWaiting(const models::World& world, const StaffLoad& load)
    : load_(load), speed_m_h_(world.settings.roads.e_bike_mps * 3600.0), today_(world.communities.size()) {
  for (const models::CommunityPlace& community : world.communities) {
    double west = 1e18, east = -1e18, south = 1e18, north = -1e18;
    for (const models::CompoundId id : community.compounds) {
      const models::PlanePoint p = world.compounds[id.index()].centre;
      west = std::min(west, p.x), east = std::max(east, p.x);
      south = std::min(south, p.y), north = std::max(north, p.y);
    }
    area_m2_.push_back(std::max(1e4, (east - west) * (north - south)));
  }
  for (const models::Staff& post : world.district.staff) {
    if (post.role == models::StaffRole::grid_worker)
      add_shift(today_, post.community->index(), post.shift_start_hour, post.shift_hours);
  }
  delays_.resize(today_.size());
  for (std::size_t c = 0; c < delays_.size(); ++c) {
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const double calls = load_.calls_per_hour[c][hour], offered = calls * load_.service_h;
      double blocked = 1.0;  // Erlang's B, by recursion over the posts
      std::vector<double>& delays = delays_[c][hour];
      for (std::size_t posts = 0; posts <= most_posts; ++posts) {
        const auto servers = static_cast<double>(posts);
        if (posts > 0) blocked = offered * blocked / (servers + offered * blocked);
        const double waits = blocked / (1.0 - offered / std::max(servers, 1e-9) * (1.0 - blocked));
        const double wait_h = posts == 0 || offered >= servers
                                  ? longest_wait_h
                                  : std::min(longest_wait_h, waits * load_.service_h / (servers - offered));
        delays.push_back(raw_delay_min(c, calls, wait_h, posts));
      }
      make_convex(delays);
    }
  }
}

double StaffWaiting::raw_delay_min(std::size_t community, double calls, double wait_h, std::size_t posts) const {
  const double idle = std::max(0.5, static_cast<double>(posts) - calls * load_.service_h);
  const double way_h = 0.5 * models::Roads::detour * std::sqrt(area_m2_[community] / idle) / speed_m_h_;
  return 60.0 * calls * (wait_h + (posts == 0 ? 0.0 : way_h));
}

double StaffWaiting::delay_min(std::size_t community, std::size_t hour, std::size_t posts) const {
  return delays_[community][hour][std::min(posts, most_posts)];
}

double StaffWaiting::gain(const PostsByHour& posts, std::size_t community, int first_hour, int hours) const {
  double saved = 0.0;
  for (int h = 0; h < hours; ++h) {
    const auto hour = static_cast<std::size_t>((first_hour + h) % 24);
    const std::size_t now = posts[community][hour];
    saved += delay_min(community, hour, now) - delay_min(community, hour, now + 1);
  }
  return std::max(0.0, saved);
}

}  // namespace yuanluo::scenarios
