#include "models/water/supply.hpp"

#include <algorithm>
#include <cmath>

#include "models/purposes.hpp"

namespace yuanluo::models {

std::optional<HydrantSupply> hydrant_supply(const World& world, const CompoundState& compound, IncidentId incident) {
  if (compound.mains_down > 0) return std::nullopt;
  const WaterParams& p = world.settings.water;
  const auto& hydrants = world.compounds[compound.id.index()].hydrants;
  for (std::size_t i = 0; i < hydrants.size(); ++i) {
    if (compound.hydrants_down >> i & 1u) continue;
    sim::Draw own = draw_of(compound.luck, hydrants[i].hydrant.value, Purpose::hydrant_flow);
    double flow_lps = p.hydrant_flow_lps.sample(own);
    const bool starts = draw_of(compound.luck, incident, Purpose::water).chance(p.pump_starts);
    const bool boosted =
        hydrants[i].pump_station && !(compound.pump_stations_down >> i & 1u) && starts && !compound.power_failed_at;
    if (!boosted) flow_lps *= p.unboosted_factor;
    return HydrantSupply{{flow_lps}, {hydrants[i].distance_m}};
  }
  return std::nullopt;
}

sim::Duration hose_laying_time(const World& world, const sim::Luck& luck, IncidentId incident, Metres way, int floor) {
  const WaterParams& p = world.settings.water;
  sim::Draw draw = draw_of(luck, incident, Purpose::water, 1);
  const double further_hoses = std::ceil(std::max(0.0, way.value - 40.0) / 20.0);
  return sim::seconds(p.hose_first_40m_s.sample(draw) + p.hose_per_20m_s * further_hoses +
                      p.hose_per_floor_s * (floor - 1));
}

}  // namespace yuanluo::models
