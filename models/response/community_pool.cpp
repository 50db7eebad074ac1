// A community's grid workers and micro fire station crews.
#include <limits>

#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/pool.hpp"
#include "models/response/shifts.hpp"
#include "models/response/travel.hpp"

namespace yuanluo::models {

namespace {

struct Choice {
  std::uint32_t unit = 0;
  double distance_m = std::numeric_limits<double>::infinity();
  bool found() const { return distance_m < std::numeric_limits<double>::infinity(); }
};

Choice nearest_grid_worker(const World& world, const CommunityState& community, CompoundId to, sim::SimTime at) {
  Choice best;
  const auto& posts = world.communities[community.id.index()].grid_workers;
  for (std::uint32_t i = 0; i < posts.size(); ++i) {
    if (community.grid_workers.busy[i] || !on_duty(world.district.staff[posts[i].staff.index()], at)) continue;
    const CompoundId from = place_of_grid_worker(world, community.luck, community.id, posts[i].staff, at);
    const double way_m = world.gate_distance(from, to).value;
    if (way_m < best.distance_m) best = {i, way_m};
  }
  return best;
}

Choice nearest_micro_station(const World& world, const CommunityState& community, CompoundId to, sim::SimTime at) {
  Choice best;
  const CommunityPlace& place = world.communities[community.id.index()];
  for (std::uint32_t i = 0; i < place.micro_stations.size(); ++i) {
    if (community.micro_crews.busy[i]) continue;
    bool manned = false;
    for (const Post& post : place.micro_crews)
      manned = manned || (post.station == i && on_duty(world.district.staff[post.staff.index()], at));
    const double way_m = place.micro_stations[i].distance_m[to.index()];
    if (manned && way_m < best.distance_m) best = {i, way_m};
  }
  return best;
}

void dispatch(const World& world, const CommunityState& community, const WaitingRequest& request, Helper helper,
              const Choice& choice, Outbox& out) {
  const ResponseParams& p = world.settings.response;
  const auto code = static_cast<std::uint32_t>(helper);
  sim::Draw draw = draw_of(community.luck, request.incident, Purpose::sets_out, code);
  sim::Duration sets_out, travel;
  if (helper == Helper::grid_worker) {
    sets_out = p.local_sets_out_s.sample_duration(draw);
    travel = e_bike_time(world, community.luck, request.incident, helper, choice.distance_m);
  } else {
    sets_out = (is_night(world, out.now()) ? p.micro_turnout_night_s : p.micro_turnout_day_s).sample_duration(draw);
    travel = running_time(world, choice.distance_m);
  }
  out.after(sets_out, UnitDispatched{request.incident, code, choice.unit});
  out.send(world.processes.of(request.compound), std::max(sets_out + travel, least_delay),
           UnitArrived{request.incident, code, choice.unit});
}

void serve(const World& world, CommunityState& community, Helper helper, Outbox& out) {
  const bool grid = helper == Helper::grid_worker;
  PoolState& pool = grid ? community.grid_workers : community.micro_crews;
  while (!pool.waiting.empty()) {
    const WaitingRequest next = pool.waiting.front();
    const Choice choice = grid ? nearest_grid_worker(world, community, next.compound, out.now())
                               : nearest_micro_station(world, community, next.compound, out.now());
    if (!choice.found()) return review_later(pool, helper, out);
    pool.waiting.erase(pool.waiting.begin());
    pool.busy[choice.unit] = true;
    dispatch(world, community, next, helper, choice, out);
  }
}

}  // namespace

void review_later(PoolState& pool, Helper helper, Outbox& out) {
  if (pool.review_due) return;
  pool.review_due = true;
  out.after(std::chrono::minutes{10}, WaitingReviewed{static_cast<std::uint32_t>(helper)});
}

CompoundId place_of_grid_worker(const World& world, const sim::Luck& luck, CommunityId community, StaffId post,
                                sim::SimTime at) {
  const auto& compounds = world.communities[community.index()].compounds;
  const auto half_hour =
      static_cast<std::uint32_t>(sim::day_of(at) * 48) + static_cast<std::uint32_t>(sim::clock_hours(at) * 2.0);
  sim::Draw draw = draw_of(luck, post.value, Purpose::round_place, half_hour);
  const auto index = static_cast<std::size_t>(draw.uniform() * static_cast<double>(compounds.size()));
  return compounds[std::min(index, compounds.size() - 1)];
}

void handle(const World& world, CommunityState& community, const HelpRequested& event, Outbox& out) {
  const auto helper = static_cast<Helper>(event.helper);
  PoolState& pool = helper == Helper::grid_worker ? community.grid_workers : community.micro_crews;
  if (pool.busy.empty()) return;  // the community has none
  pool.waiting.push_back({event.incident, event.compound});
  serve(world, community, helper, out);
}

void handle(const World&, CommunityState&, const UnitReleased& event, Outbox& out) {
  out.after(sim::Duration::zero(), UnitBack{event.incident, event.helper, event.unit});
}

void handle(const World& world, CommunityState& community, const UnitBack& event, Outbox& out) {
  const auto helper = static_cast<Helper>(event.helper);
  (helper == Helper::grid_worker ? community.grid_workers : community.micro_crews).busy[event.unit] = false;
  serve(world, community, helper, out);
}

void handle(const World& world, CommunityState& community, const WaitingReviewed& event, Outbox& out) {
  const auto helper = static_cast<Helper>(event.helper);
  (helper == Helper::grid_worker ? community.grid_workers : community.micro_crews).review_due = false;
  serve(world, community, helper, out);
}

}  // namespace yuanluo::models
