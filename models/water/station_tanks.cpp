#include "models/water/station_tanks.hpp"

#include <algorithm>
#include <cmath>

#include "models/water/mains_sources.hpp"
#include "models/water/supply.hpp"
#include "models/water/waterworks.hpp"

namespace yuanluo::models {

namespace {

constexpr double ml_per_m3 = 1e6;

std::int64_t missing_now(const StationTank& tank, std::int64_t capacity_ml, sim::SimTime now) {
  const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - tank.at).count();
  return std::clamp<std::int64_t>(tank.missing_ml + tank.loss_mlps * passed / 1000, 0, capacity_ml);
}

}  // namespace

std::optional<double> station_tank_m3(const World& world, PumpStationId station) {
  const Waterworks& works = *world.waterworks;
  if (works.plan().pumps[station.index()]) return works.tank_m3(station);
  return pump_tank_m3(world.district.pump_stations[station.index()], world.settings.water.mains);
}

double water_in_tank_m3(const World& world, const UtilityState& utility, PumpStationId station, sim::SimTime now) {
  const double full_m3 = station_tank_m3(world, station).value_or(0.0);
  for (const StationTank& tank : utility.water.tanks)
    if (tank.station == station)
      return full_m3 - static_cast<double>(missing_now(tank, std::llround(full_m3 * ml_per_m3), now)) / ml_per_m3;
  return full_m3;
}

void draw_from_tanks(const World& world, UtilityState& utility, const std::vector<PumpedFlow>& pumped, Outbox& out) {
  auto& tanks = utility.water.tanks;
  for (const PumpedFlow& flow : pumped) {
    const auto place = std::lower_bound(tanks.begin(), tanks.end(), flow.station,
                                        [](const StationTank& t, PumpStationId s) { return t.station < s; });
    const bool known = place != tanks.end() && place->station == flow.station;
    if (!known && flow.flow_mlps > 0 && station_tank_m3(world, flow.station))
      tanks.insert(place, StationTank{flow.station, 0, 0, out.now(), 0});
  }
  for (StationTank& tank : tanks) {
    const double full_m3 = *station_tank_m3(world, tank.station);
    const std::int64_t full_ml = std::llround(full_m3 * ml_per_m3);
    const auto found = std::find_if(pumped.begin(), pumped.end(),
                                    [&](const PumpedFlow& flow) { return flow.station == tank.station; });
    const double refill_s = 3600.0 * world.settings.water.mains.pump_refill_h;
    const std::int64_t loss_mlps =
        (found == pumped.end() ? 0 : found->flow_mlps) - std::llround(full_m3 * ml_per_m3 / refill_s);
    if (loss_mlps == tank.loss_mlps) continue;
    tank.missing_ml = missing_now(tank, full_ml, out.now());
    tank.at = out.now();
    tank.loss_mlps = loss_mlps;
    ++tank.look;
    if (loss_mlps <= 0) continue;
    const std::int64_t lasts_ms = (full_ml - tank.missing_ml) * 1000 / loss_mlps + 1;
    out.after(std::chrono::milliseconds{lasts_ms}, PumpTankDue{tank.station.value, tank.look});
  }
  std::erase_if(tanks, [&](const StationTank& tank) {
    const std::int64_t full_ml = std::llround(*station_tank_m3(world, tank.station) * ml_per_m3);
    return tank.loss_mlps <= 0 && missing_now(tank, full_ml, out.now()) == 0;
  });
}

void handle(const World& world, UtilityState& utility, const PumpTankDue& event, Outbox& out) {
  const PumpStationId station{event.station};
  const bool due = std::any_of(utility.water.tanks.begin(), utility.water.tanks.end(), [&](const StationTank& tank) {
    return tank.station == station && tank.look == event.look;
  });
  if (!due) return;
  for (CalledStation& called : utility.water.called)
    if (called.station == station) called.dry = true;
  out.after(sim::Duration::zero(), PumpStationRanDry{event.station});
  share_water(world, utility, out);
}

}  // namespace yuanluo::models
