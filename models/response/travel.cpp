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

sim::Duration engine_time(const World& world, const sim::Luck& luck, IncidentId incident, Helper helper, Way way,
                          sim::SimTime at) {
  const RoadParams& roads = world.settings.roads;
  if (way.metres() <= 0.0) return sim::Duration::zero();
  const auto hour = static_cast<std::uint32_t>(sim::day_of(at) * 24 + sim::hour_of_day(at));
  sim::Draw of_hour = draw_of(luck, 0, Purpose::traffic, hour);
  sim::Draw of_trip = draw_of(luck, incident, Purpose::travel, static_cast<std::uint32_t>(helper));
  const sim::Normal normal(0.0, 1.0);
  const double z = std::sqrt(roads.shared_in_hour) * normal.sample(of_hour) +
                   std::sqrt(1.0 - roads.shared_in_hour) * normal.sample(of_trip);
  const double driven_s = way.seconds() * traffic_factor(roads, at) * std::pow(roads.trip_gsd, z);
  return vehicle_time(way.metres(), way.metres() / driven_s, world.settings.response.acceleration_mps2);
}

double typical_seconds(const Settings& settings, TravelMode mode, Way way, std::size_t hour, std::size_t weekday) {
  if (traveller_of(mode) == Traveller::foot || way.metres() <= 0.0) return way.seconds();
  if (traveller_of(mode) == Traveller::bike) return settings.response.e_bike_start_and_park_s + way.seconds();
  const double driven_s = way.seconds() * traffic_factor(settings.roads, hour, weekday);
  return sim::to_seconds(vehicle_time(way.metres(), way.metres() / driven_s, settings.response.acceleration_mps2));
}

sim::Duration e_bike_time(const World& world, const sim::Luck& luck, IncidentId incident, Helper helper, Way way) {
  sim::Draw draw = draw_of(luck, incident, Purpose::travel, static_cast<std::uint32_t>(helper));
  const double factor = Spread{1.0, world.settings.roads.e_bike_gsd}.sample(draw);
  const double ride_s = world.settings.response.e_bike_start_and_park_s + way.seconds() * factor;
  return std::min(sim::seconds(ride_s), running_time(world, way.metres()));
}

sim::Duration running_time(const World& world, double distance_m) {
  return sim::seconds(distance_m / world.settings.response.hurrying_mps);
}

sim::Duration local_travel_time(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                                Helper helper) {
  if (helper != Helper::relative || !incident.household) return sim::Duration::zero();
  const double home_m = world.household(*incident.household).relative_distance_m.value_or(0);
  return e_bike_time(world, compound.luck, incident.id, helper, Way(home_m / world.settings.roads.e_bike_mps, home_m));
}

}  // namespace yuanluo::models
