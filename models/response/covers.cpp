#include "models/response/covers.hpp"

#include <utility>
#include <vector>

#include "models/response/rules.hpp"
#include "models/response/travel.hpp"

namespace yuanluo::models {

namespace {

constexpr std::size_t cover_hour = 12;

// Which units, where they are stationed, reach which compounds within the target time at noon: turnout and way.
CoverTable cover_of(const World& world, const AreaPlace& area, const std::vector<StationPlace>& stations,
                    const std::vector<std::uint32_t>& units, TravelMode mode, double turnout_s) {
  if (units.empty() || area.compounds.empty()) return {};
  const DispatchParams& d = world.settings.dispatch;
  std::vector<double> demand;
  double people = 0.0;
  for (const CompoundId id : area.compounds) {
    const CompoundPlace& place = world.compounds[id.index()];
    demand.push_back(world.first_resident[place.last_household] - world.first_resident[place.first_household]);
    people += demand.back();
  }
  if (people == 0.0) return {};
  for (double& share : demand) share /= people;
  std::vector<bool> reaches;
  for (const std::uint32_t station : units) {
    for (const CompoundId id : area.compounds) {
      const double way_s = typical_seconds(world.settings, mode, world.way(stations[station], id), cover_hour, 0);
      reaches.push_back(turnout_s + way_s <= 60.0 * d.cover_within_min);
    }
  }
  return {std::move(demand), std::move(reaches), d.cover_busy_share};
}

}  // namespace

void prepare_dispatch(World& world) {
  const DispatchParams& d = world.settings.dispatch;
  if (d.relocation != 0 || choices()[d.choice].needs_cover) {
    for (AreaPlace& area : world.areas) {
      area.engine_cover = cover_of(world, area, area.fire_stations, area.engines, TravelMode::fire_engine,
                                   world.settings.response.brigade_turnout_s.median);
      area.ambulance_cover = cover_of(world, area, area.ambulance_stations, area.ambulances, TravelMode::ambulance,
                                      world.settings.response.ambulance_turnout_s.median);
    }
  }
  for (CommunityPlace& community : world.communities) {
    double sum = 0.0;
    for (const CompoundId id : community.compounds) {
      const CompoundPlace& place = world.compounds[id.index()];
      sum += 1.0;
      for (std::uint32_t r = world.first_resident[place.first_household];
           r < world.first_resident[place.last_household]; ++r)
        if (vulnerable(world.district.residents[r])) sum += 1.0;
      community.risk_cumulated.push_back(sum);
    }
  }
}

}  // namespace yuanluo::models
