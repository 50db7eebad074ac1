#include "viz/replay/fire_flow.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "models/purposes.hpp"
#include "models/water/rules.hpp"
#include "models/water/waterworks.hpp"

namespace yuanluo::viz {

using models::HydrantId;
using models::Variety;

namespace {

constexpr std::size_t states_kept = 200;
constexpr float not_known = std::numeric_limits<float>::quiet_NaN();

}  // namespace

WaterFailures::WaterFailures(const models::World& world, const models::Situation& now)
    : stations(world.district.pump_stations.size()) {
  const std::size_t known = world.district.hydrants.size();
  for (const models::OpenIncident& i : now.incidents()) {
    const std::uint32_t entity = i.id.entity();
    if (i.variety == Variety::outage_hydrant && entity < known) hydrants.push_back({entity});
    if (i.variety == Variety::outage_main && entity < known) broken_mains.push_back({entity});
    if (i.variety == Variety::outage_pump && entity < stations.size()) stations[entity] = true;
    if (i.variety != Variety::outage_power) continue;
    for (std::size_t s = 0; s < stations.size(); ++s)
      if (world.pump_compound[s].value == entity) stations[s] = true;
  }
  const auto in_order = [](std::vector<HydrantId>& all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  };
  in_order(hydrants);
  in_order(broken_mains);
}

bool FireFlow::drawn(HydrantId hydrant) const {
  return !world_.settings.water.hydraulics || !world_.waterworks->tied(hydrant);
}

const std::vector<models::HoseTo>& FireFlow::in_reach(models::CompoundId compound) {
  auto& reach = in_reach_[compound.index()];
  if (!reach) reach = hydrants_in_reach(world_, compound, world_.compounds[compound.index()].centre);
  return *reach;
}

std::optional<HydrantId> FireFlow::usable(models::CompoundId compound, const WaterFailures& now) {
  for (const auto& [hydrant, hose] : in_reach(compound)) {
    const bool dead = std::binary_search(now.hydrants.begin(), now.hydrants.end(), hydrant);
    if (!dead && !without_water(world_, now.broken_mains, hydrant)) return hydrant;
  }
  return std::nullopt;
}

bool FireFlow::lifted(HydrantId hydrant, const WaterFailures& now) const {
  const auto station = world_.zone_of(hydrant);
  return station && !now.stations[station->index()];
}

FireFlow::Flows& FireFlow::flows(const std::vector<HydrantId>& broken_mains) {
  const auto found = known_.find(broken_mains);
  if (found != known_.end()) return found->second;
  if (known_.size() >= states_kept) known_.clear();
  return known_.emplace(broken_mains, Flows(world_.district.hydrants.size(), {not_known, not_known})).first->second;
}

float FireFlow::solved(HydrantId hydrant, bool lifted, const std::vector<HydrantId>& broken_mains) const {
  const models::WaterParams& p = world_.settings.water;
  if (!drawn(hydrant)) {
    if (const auto flow = flow_alone(*world_.waterworks, p.rules, hydrant, lifted, broken_mains))
      return static_cast<float>(flow->value);
  }
  sim::Draw own = models::draw_of(luck_, hydrant.value, models::Purpose::hydrant_flow);
  return static_cast<float>(p.hydrant_flow_lps.sample(own) * (lifted ? 1.0 : p.unboosted_factor));
}

double FireFlow::flow_lps(HydrantId hydrant, const WaterFailures& now) {
  const bool running = lifted(hydrant, now);
  float& flow = flows(now.broken_mains)[hydrant.index()][running ? 1 : 0];
  if (std::isnan(flow)) flow = solved(hydrant, running, now.broken_mains);
  return static_cast<double>(flow);
}

std::vector<float> FireFlow::by_compound(const WaterFailures& now, std::size_t most_solutions) {
  std::vector<std::uint32_t> unseen;
  for (std::uint32_t c = 0; c < in_reach_.size(); ++c)
    if (!in_reach_[c]) unseen.push_back(c);
  if (most_solutions < all_solutions / ways_a_solution)
    unseen.resize(std::min(unseen.size(), ways_a_solution * most_solutions));
  tbb::parallel_for(std::size_t{0}, unseen.size(), [&](std::size_t i) { in_reach(models::CompoundId{unseen[i]}); });

  Flows& all = flows(now.broken_mains);
  const auto flow_of = [&](HydrantId hydrant) -> float& { return all[hydrant.index()][lifted(hydrant, now) ? 1 : 0]; };
  std::vector<std::optional<HydrantId>> used(in_reach_.size());
  std::vector<HydrantId> wanted;
  for (std::uint32_t c = 0; c < used.size(); ++c) {
    if (!in_reach_[c]) continue;
    used[c] = usable(models::CompoundId{c}, now);
    if (used[c] && std::isnan(flow_of(*used[c]))) wanted.push_back(*used[c]);
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  wanted.resize(std::min(wanted.size(), most_solutions));
  tbb::parallel_for(std::size_t{0}, wanted.size(), [&](std::size_t i) {
    flow_of(wanted[i]) = solved(wanted[i], lifted(wanted[i], now), now.broken_mains);
  });
  std::vector<float> values(used.size(), 0.0f);
  for (std::size_t c = 0; c < used.size(); ++c) {
    if (used[c]) values[c] = flow_of(*used[c]);
    if (!in_reach_[c]) values[c] = not_known;
  }
  return values;
}

}  // namespace yuanluo::viz
