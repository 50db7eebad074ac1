#include "models/response/travel.hpp"

#include <cmath>

#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/capability.hpp"

namespace yuanluo::models {

sim::Duration vehicle_time(double distance_m, double speed_mps, double acceleration_mps2) {
  if (distance_m < speed_mps * speed_mps / acceleration_mps2)
    return sim::seconds(2.0 * std::sqrt(distance_m / acceleration_mps2));
  return sim::seconds(speed_mps / acceleration_mps2 + distance_m / speed_mps);
}

sim::Duration engine_time(const World& world, const sim::Luck& luck, IncidentId incident, Helper helper,
                          double distance_m, sim::SimTime at) {
  const ResponseParams& p = world.settings.response;
  sim::Draw draw = draw_of(luck, incident, Purpose::travel, static_cast<std::uint32_t>(helper));
  const double kmh = (is_night(world, at) ? p.engine_speed_night_kmh : p.engine_speed_day_kmh).sample(draw);
  return vehicle_time(distance_m, kmh / 3.6, p.acceleration_mps2);
}

sim::Duration e_bike_time(const World& world, const sim::Luck& luck, IncidentId incident, Helper helper,
                          double distance_m) {
  const ResponseParams& p = world.settings.response;
  sim::Draw draw = draw_of(luck, incident, Purpose::travel, static_cast<std::uint32_t>(helper));
  const double ride_s = p.e_bike_start_and_park_s + distance_m / p.e_bike_mps.sample(draw);
  return std::min(sim::seconds(ride_s), running_time(world, distance_m));
}

sim::Duration running_time(const World& world, double distance_m) {
  return sim::seconds(distance_m / world.settings.response.hurrying_mps);
}

sim::Duration local_travel_time(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                                Helper helper) {
  if (helper != Helper::relative || !incident.household) return sim::Duration::zero();
  const auto home_m = world.household(*incident.household).relative_distance_m.value_or(0);
  return e_bike_time(world, compound.luck, incident.id, helper, home_m);
}

}  // namespace yuanluo::models
