#include "scenarios/plan/benefit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;
using models::Resident;
using models::World;
using plan::siting::CostLists;
using plan::siting::Link;

// Ratio of street to straight distance in a square grid, 4 / pi. Source: [LarsonOdoni1981] ch. 3.
constexpr double detour = 1.27;

class Independent : public Benefit {
 public:
  explicit Independent(std::vector<double> score) : score_(std::move(score)), taken_(score_.size(), 0) {}
  void clear() override { taken_.assign(score_.size(), 0); }
  double gain(std::uint32_t k) const override { return taken_[k] != 0 ? 0.0 : score_[k]; }
  void choose(std::uint32_t k) override { taken_[k] = 1; }
  bool independent() const override { return true; }

 private:
  std::vector<double> score_;
  std::vector<std::uint8_t> taken_;
};

// Each customer costs what its cheapest chosen candidate costs, or its fallback: what it costs today.
class Nearer : public Benefit {
 public:
  explicit Nearer(CostLists lists) : lists_(std::move(lists)) { Nearer::clear(); }
  void clear() override {
    now_.resize(lists_.customers());
    for (std::size_t i = 0; i < now_.size(); ++i) now_[i] = lists_.fallback(static_cast<std::uint32_t>(i));
  }
  double gain(std::uint32_t k) const override {
    double saved = 0.0;
    for (const Link& link : lists_.served_by(k)) saved += std::max(0.0, now_[link.to] - link.cost);
    return saved;
  }
  void choose(std::uint32_t k) override {
    for (const Link& link : lists_.served_by(k)) now_[link.to] = std::min(now_[link.to], link.cost);
  }
  const CostLists* lists() const override { return &lists_; }

 private:
  CostLists lists_;
  std::vector<double> now_;
};

// The mean wait of a call where `posts` serve calls that come at random: M/M/c. Source: [Erlang1917].
double erlang_wait_h(double calls_per_hour, double service_h, std::size_t posts, double longest_h) {
  const double offered = calls_per_hour * service_h, c = static_cast<double>(posts);
  if (posts == 0 || offered >= c) return longest_h;
  double blocked = 1.0;
  for (std::size_t k = 1; k <= posts; ++k) {
    blocked = offered * blocked / (static_cast<double>(k) + offered * blocked);
  }
  const double waits = blocked / (1.0 - offered / c * (1.0 - blocked));
  return std::min(longest_h, waits * service_h / (c - offered));
}

// Minutes a day that calls wait for a grid worker and that the way takes: with more posts somebody free is nearer, by
// the square root law. Source: [Kolesar1973].
class Queueing : public Benefit {
 public:
  Queueing(const World& world, std::span<const Candidate> candidates, const StaffLoad& load)
      : candidates_(candidates), load_(load) {
    speed_m_h_ = world.settings.roads.e_bike_mps * 3600.0;
    posts_today_.resize(world.communities.size());
    for (std::size_t c = 0; c < world.communities.size(); ++c) {
      double west = 1e18, east = -1e18, south = 1e18, north = -1e18;
      for (const models::CompoundId id : world.communities[c].compounds) {
        const PlanePoint p = world.compounds[id.index()].centre;
        west = std::min(west, p.x), east = std::max(east, p.x);
        south = std::min(south, p.y), north = std::max(north, p.y);
      }
      area_m2_.push_back(std::max(1e4, (east - west) * (north - south)));
    }
    for (const models::Staff& post : world.district.staff) {
      if (post.role == models::StaffRole::grid_worker)
        count(posts_today_, *post.community, post.shift_start_hour, post.shift_hours);
    }
    Queueing::clear();
  }
  void clear() override { posts_ = posts_today_; }
  double gain(std::uint32_t k) const override {
    const Candidate& candidate = candidates_[k];
    double saved = 0.0;
    for (int h = 0; h < candidate.shift[1]; ++h) {
      const auto hour = static_cast<std::size_t>((candidate.shift[0] + h) % 24);
      const std::size_t now = posts_[candidate.subject][hour];
      saved += delay_min(candidate.subject, hour, now) - delay_min(candidate.subject, hour, now + 1);
    }
    return std::max(0.0, saved);
  }
  void choose(std::uint32_t k) override {
    const Candidate& candidate = candidates_[k];
    count(posts_, models::CommunityId{candidate.subject}, candidate.shift[0], candidate.shift[1]);
  }

 private:
  using Posts = std::vector<std::array<std::size_t, 24>>;
  static void count(Posts& posts, models::CommunityId c, int first, int hours) {
    for (int h = 0; h < hours; ++h) ++posts[c.index()][static_cast<std::size_t>((first + h) % 24)];
  }
  double delay_min(std::size_t community, std::size_t hour, std::size_t posts) const {
    constexpr double longest_h = 1.0;  // nobody waits longer for somebody else to come. Source: assumption
    const double calls = load_.calls_per_hour[community][hour];
    const double idle = std::max(0.5, static_cast<double>(posts) - calls * load_.service_h);
    const double way_h = 0.5 * detour * std::sqrt(area_m2_[community] / idle) / speed_m_h_;
    const double wait_h = erlang_wait_h(calls, load_.service_h, posts, longest_h);
    return 60.0 * calls * (wait_h + (posts == 0 ? 0.0 : way_h));
  }

  std::span<const Candidate> candidates_;
  const StaffLoad& load_;
  double speed_m_h_ = 1.0;
  std::vector<double> area_m2_;
  Posts posts_today_, posts_;
};

// What happens to a resident in a year, as far as kinds of devices and places care.
class Risks {
 public:
  Risks(const World& world, double vulnerable_weight) : world_(world), vulnerable_(vulnerable_weight) {}

  double weight(const Resident& r) const { return models::vulnerable(r) ? vulnerable_ : 1.0; }
  std::span<const Resident> people(std::uint32_t h) const { return world_.residents_of(models::HouseholdId{h}); }

  // In proportion to the fires of a household: by its people, more in old buildings.
  double fires(std::uint32_t h) const {
    const auto& fire = world_.settings.fire;
    const bool old = world_.building_of(models::HouseholdId{h}).built_year < 2000;
    return static_cast<double>(people(h).size()) * (old ? fire.rate_factor_pre_2000 : 1.0) *
           fire.reported_per_100k_year * 1e-5 * fire.all_per_reported;
  }
  double falls(std::uint32_t h) const {
    double sum = 0.0;
    const std::uint32_t first = world_.first_resident[h];
    for (std::size_t k = 0; k < people(h).size(); ++k)
      sum += weight(people(h)[k]) * world_.fall_rates[first + k].per_year;
    return sum;
  }
  double illnesses(std::uint32_t h) const {
    const auto& m = world_.settings.medical;
    const double mean = (m.arrests_per_100k_year + m.strokes_per_100k_year) * 1e-5 + m.other_per_1000_year * 1e-3;
    double sum = 0.0;
    for (const Resident& r : people(h)) sum += weight(r) * mean * (r.age >= 60 ? m.old_age_factor : 1.0);
    return sum;
  }
  double arrests(std::uint32_t h) const {
    const auto& m = world_.settings.medical;
    double sum = 0.0;
    for (const Resident& r : people(h)) {
      sum += weight(r) * m.arrests_per_100k_year * 1e-5 * (r.age >= 60 ? m.old_age_factor : 1.0);
    }
    return sum;
  }
  // The share of nights in which a fire wakes nobody of the household.
  double nobody_wakes(std::uint32_t h) const {
    const auto& p = world_.settings.people;
    double none = 1.0;
    for (const Resident& r : people(h)) none *= 1.0 - (r.age >= 70 ? p.woken_by_fire_old : p.woken_by_fire);
    return none;
  }
  double weights(std::uint32_t h) const {
    double sum = 0.0;
    for (const Resident& r : people(h)) sum += weight(r);
    return sum;
  }
  bool alone(std::uint32_t h) const { return people(h).size() == 1; }

  double device(DecisionKind kind, std::uint32_t h) const {
    const auto& f = world_.settings.falls;
    switch (kind) {
      case DecisionKind::smoke_alarms:
        return fires(h) * nobody_wakes(h) * weights(h);
      case DecisionKind::gas_sensors:
        return world_.settings.gas.leaks_per_1000_households_year / 1000.0 * nobody_wakes(h) * weights(h);
      case DecisionKind::sos_buttons: {
        double pressed = 0.0;
        const std::uint32_t first = world_.first_resident[h];
        for (std::size_t k = 0; k < people(h).size(); ++k) {
          const Resident& r = people(h)[k];
          pressed += weight(r) * world_.fall_rates[first + k].per_year *
                     (r.age >= 80 ? f.button_pressed_80_plus : f.button_pressed_60_79);
        }
        return (pressed + illnesses(h) * world_.settings.medical.button_pressed) * (alone(h) ? 1.0 : 0.2);
      }
      default:
        return alone(h) ? falls(h) : 0.2 * falls(h);
    }
  }

 private:
  const World& world_;
  double vulnerable_;
};

// By compound: sum over its households.
template <class Of>
std::vector<double> by_compound(const World& world, Of of) {
  std::vector<double> sum(world.compounds.size(), 0.0);
  for (std::size_t c = 0; c < sum.size(); ++c) {
    for (std::uint32_t h = world.compounds[c].first_household; h < world.compounds[c].last_household; ++h)
      sum[c] += of(h);
  }
  return sum;
}

// Compounds as customers: `cost(compound, metres)` of a place that far by street, at most that of none at all.
template <class Cost>
CostLists compound_lists(const World& world, std::span<const Candidate> candidates,
                         const std::vector<PlanePoint>& existing, bool same_community, bool gates, Cost cost) {
  std::vector<PlanePoint> places;
  for (const Candidate& candidate : candidates) places.push_back(world.plane.to_plane(candidate.position));
  std::vector<std::vector<Link>> links(world.compounds.size());
  std::vector<double> today(world.compounds.size());
  for (std::size_t c = 0; c < links.size(); ++c) {
    const PlanePoint at = gates ? world.compounds[c].gate : world.compounds[c].centre;
    const auto community = world.district.compounds[c].community;
    today[c] = cost(c, 1e9);
    for (const PlanePoint e : existing) today[c] = std::min(today[c], cost(c, detour * models::distance(at, e).value));
    for (std::size_t k = 0; k < places.size(); ++k) {
      if (same_community && candidates[k].community != community.value) continue;
      const double here = cost(c, detour * models::distance(at, places[k]).value);
      if (here < today[c]) links[c].push_back({static_cast<std::uint32_t>(k), here});
    }
  }
  return CostLists(candidates.size(), links, std::move(today));
}

std::vector<PlanePoint> stations(const World& world, std::initializer_list<models::StationKind> kinds) {
  std::vector<PlanePoint> places;
  for (const models::Station& station : world.district.stations) {
    if (std::find(kinds.begin(), kinds.end(), station.kind) != kinds.end()) {
      places.push_back(world.plane.to_plane(station.position));
    }
  }
  return places;
}

}  // namespace

models::Text benefit_unit(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::hydrants:
      return {"起火·米/年（水带缩短）", "fire metres of hose saved a year"};
    case DecisionKind::grid_workers:
      return {"分钟/天（等候与路程缩短）", "minutes of waiting and way saved a day"};
    case DecisionKind::care_stations:
      return {"求助·米/年（路程缩短）", "call metres saved a year"};
    case DecisionKind::micro_fire_stations:
      return {"起火·米/年（路程缩短）", "fire metres saved a year"};
    case DecisionKind::lifts:
      return {"求助·层/年（少爬）", "call storeys not climbed a year"};
    case DecisionKind::aeds:
      return {"心脏骤停/年（新纳入范围）", "cardiac arrests a year newly within reach"};
    default:
      return {"加权事件/年（由它首先发现）", "weighted incidents a year that it may be first to notice"};
  }
}

std::unique_ptr<Benefit> make_benefit(const World& world, const Decision& decision,
                                      std::span<const Candidate> candidates, const StaffLoad& load,
                                      double vulnerable_weight) {
  const Risks risks(world, vulnerable_weight);
  const auto fire_weight = [&](std::uint32_t h) {
    return risks.fires(h) * risks.weights(h) / std::max(1.0, static_cast<double>(risks.people(h).size()));
  };
  const auto metres = [](const std::vector<double>& weight, double longest) {
    return [&weight, longest](std::size_t c, double way) { return weight[c] * std::min(way, longest); };
  };
  if (device_of(decision.kind)) {
    std::vector<double> score;
    for (const Candidate& candidate : candidates) score.push_back(risks.device(decision.kind, candidate.subject));
    return std::make_unique<Independent>(std::move(score));
  }
  switch (decision.kind) {
    case DecisionKind::hydrants: {
      const auto weight = by_compound(world, fire_weight);
      std::vector<PlanePoint> existing;
      for (const models::Hydrant& h : world.district.hydrants) existing.push_back(world.plane.to_plane(h.position));
      // Beyond the hose there is no water from mains: as bad as twice the hose. Source: assumption.
      const double hose = world.settings.water.hose_length_m;
      return std::make_unique<Nearer>(compound_lists(
          world, candidates, existing, false, false,
          [&weight, hose](std::size_t c, double way) { return weight[c] * (way <= hose ? way : 2.0 * hose); }));
    }
    case DecisionKind::care_stations: {
      const auto weight = by_compound(world, [&](std::uint32_t h) { return risks.falls(h) + risks.illnesses(h); });
      return std::make_unique<Nearer>(compound_lists(
          world, candidates, stations(world, {models::StationKind::care_complex, models::StationKind::day_care_centre}),
          false, true, metres(weight, 5000.0)));
    }
    case DecisionKind::micro_fire_stations: {
      const auto weight = by_compound(world, fire_weight);
      return std::make_unique<Nearer>(compound_lists(world, candidates,
                                                     stations(world, {models::StationKind::micro_fire_station}), true,
                                                     true, metres(weight, 3000.0)));
    }
    case DecisionKind::aeds: {
      const auto weight = by_compound(world, [&](std::uint32_t h) { return risks.arrests(h); });
      const double reach = decision.reach_m;
      return std::make_unique<Nearer>(
          compound_lists(world, candidates, {}, false, true,
                         [&weight, reach](std::size_t c, double way) { return way <= reach ? 0.0 : weight[c]; }));
    }
    case DecisionKind::lifts: {
      std::vector<double> storeys(world.district.buildings.size(), 0.0);
      for (std::uint32_t h = 0; h < world.district.households.size(); ++h) {
        const models::Household& household = world.district.households[h];
        storeys[household.building.index()] += (risks.falls(h) + risks.illnesses(h)) * (household.floor - 1.0);
      }
      std::vector<double> score;
      for (const Candidate& candidate : candidates) score.push_back(storeys[candidate.subject]);
      return std::make_unique<Independent>(std::move(score));
    }
    default:
      return std::make_unique<Queueing>(world, candidates, load);
  }
}

}  // namespace yuanluo::scenarios
