#include "scenarios/plan/benefit.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "models/roads/roads.hpp"
#include "scenarios/plan/map_service.hpp"
#include "scenarios/plan/risks.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;
using models::World;
using plan::siting::CostLists;
using plan::siting::Link;

constexpr double street_detour = models::Roads::detour;

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

// Minutes a day that calls wait for a grid worker and that the way takes.
class Queueing : public Benefit {
 public:
  Queueing(const World& world, std::span<const Candidate> candidates, const StaffLoad& load)
      : candidates_(candidates), waiting_(world, load), posts_(waiting_.today()) {}
  void clear() override { posts_ = waiting_.today(); }
  double gain(std::uint32_t k) const override {
    const Candidate& candidate = candidates_[k];
    return waiting_.gain(posts_, candidate.subject, candidate.shift[0], candidate.shift[1]);
  }
  void choose(std::uint32_t k) override {
    const Candidate& candidate = candidates_[k];
    add_shift(posts_, candidate.subject, candidate.shift[0], candidate.shift[1]);
  }
  const StaffWaiting* waiting() const override { return &waiting_; }

 private:
  std::span<const Candidate> candidates_;
  StaffWaiting waiting_;
  PostsByHour posts_;
};

CostLists compound_lists(const World& world, const Decision& decision, std::span<const Candidate> candidates,
                         const Risks& risks) {
  const MapService service = map_service(world, decision.kind, risks);
  std::vector<PlanePoint> places;
  for (const Candidate& candidate : candidates) places.push_back(world.plane.to_plane(candidate.position));
  std::vector<std::vector<Link>> links(world.compounds.size());
  std::vector<double> today(world.compounds.size());
  for (std::size_t c = 0; c < links.size(); ++c) {
    today[c] = service.events[c] * service.today_m(c);
    for (std::size_t k = 0; k < places.size(); ++k) {
      if (!service.serves(candidates[k].community, c)) continue;
      const double here = service.events[c] * service.counted_m(service.way_m(c, places[k]));
      if (here < today[c]) links[c].push_back({static_cast<std::uint32_t>(k), here});
    }
  }
  return CostLists(candidates.size(), links, std::move(today));
}

// Buildings as customers of defibrillators: one out of reach costs its cardiac arrests, one within reach nothing.
CostLists building_cover(const World& world, std::span<const Candidate> candidates, double reach_m,
                         const Risks& risks) {
  const auto& buildings = world.district.buildings;
  std::vector<PlanePoint> places;
  for (const Candidate& candidate : candidates) places.push_back(world.plane.to_plane(candidate.position));
  std::vector<double> today(buildings.size(), 0.0);
  for (std::uint32_t h = 0; h < world.district.households.size(); ++h)
    today[world.district.households[h].building.index()] += risks.arrests(h);
  std::vector<std::vector<Link>> links(buildings.size());
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    const PlanePoint door = world.plane.to_plane(buildings[b].position);
    const auto in_reach = [&](PlanePoint p) { return street_detour * models::distance(door, p).value <= reach_m; };
    const auto& aeds = world.district.aeds;
    if (std::any_of(aeds.begin(), aeds.end(),
                    [&](const auto& a) { return in_reach(world.plane.to_plane(a.position)); }))
      today[b] = 0.0;
    for (std::uint32_t k = 0; today[b] > 0.0 && k < places.size(); ++k) {
      if (in_reach(places[k])) links[b].push_back({k, 0.0});
    }
  }
  return CostLists(candidates.size(), links, std::move(today));
}

}  // namespace

models::Text benefit_unit(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::hydrants:
      return {"起火·米/年，水带缩短", "fire metres of hose saved a year"};
    case DecisionKind::grid_workers:
      return {"分钟/天，等候与路程缩短", "minutes of waiting and way saved a day"};
    case DecisionKind::care_stations:
      return {"求助·米/年，路程缩短", "call metres saved a year"};
    case DecisionKind::micro_fire_stations:
      return {"起火·米/年，路程缩短", "fire metres saved a year"};
    case DecisionKind::lifts:
      return {"求助·层/年，少爬", "call storeys not climbed a year"};
    case DecisionKind::aeds:
      return {"心脏骤停/年，新纳入范围", "cardiac arrests a year newly within reach"};
    default:
      return {"加权事件/年，由它首先发现", "weighted incidents a year that it may be first to notice"};
  }
}

std::unique_ptr<Benefit> make_benefit(const World& world, const Decision& decision,
                                      std::span<const Candidate> candidates, const StaffLoad& load,
                                      double vulnerable_weight) {
  const Risks risks(world, vulnerable_weight);
  if (!devices_of(decision.kind).empty()) {
    std::vector<double> score;
    for (const Candidate& candidate : candidates) score.push_back(risks.devices(decision.kind, candidate.subject));
    return std::make_unique<Independent>(std::move(score));
  }
  switch (decision.kind) {
    case DecisionKind::hydrants:
    case DecisionKind::care_stations:
    case DecisionKind::micro_fire_stations:
      return std::make_unique<Nearer>(compound_lists(world, decision, candidates, risks));
    case DecisionKind::aeds: {
      const double reach = decision.reach_m > 0.0 ? decision.reach_m : world.settings.medical.aed_reach_m;
      return std::make_unique<Nearer>(building_cover(world, candidates, reach, risks));
    }
    case DecisionKind::lifts: {
      std::map<std::pair<std::uint32_t, std::uint8_t>, double> storeys;  // by building and stairwell
      for (std::uint32_t h = 0; h < world.district.households.size(); ++h) {
        const models::Household& household = world.district.households[h];
        storeys[{household.building.value, household.stairwell}] +=
            (risks.falls(h) + risks.illnesses(h)) * (household.floor - 1.0);
      }
      std::vector<double> score;
      for (const Candidate& candidate : candidates) score.push_back(storeys[{candidate.subject, candidate.stairwell}]);
      return std::make_unique<Independent>(std::move(score));
    }
    default:
      return std::make_unique<Queueing>(world, candidates, load);
  }
}

}  // namespace yuanluo::scenarios
