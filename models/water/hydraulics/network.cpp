#include "models/water/hydraulics/network.hpp"

#include <algorithm>
#include <numbers>

namespace yuanluo::models::hydraulics {

namespace {

template <class Things>
std::optional<std::size_t> index_of(const Things& things, std::string_view id) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; });
  if (found == things.end()) return std::nullopt;
  return static_cast<std::size_t>(found - things.begin());
}

double area_m2(const Tank& tank) { return std::numbers::pi / 4.0 * tank.diameter_m * tank.diameter_m; }

// A least volume given beside a diameter wins over that of the cylinder; without one the cylinder reaches the bottom.
double least_volume_m3(const Tank& tank) {
  return tank.least_volume_m3 > 0.0 ? tank.least_volume_m3 : area_m2(tank) * tank.least_level_m;
}

}  // namespace

std::optional<std::size_t> Network::node(std::string_view id) const { return index_of(nodes, id); }
std::optional<std::size_t> Network::link(std::string_view id) const { return index_of(links, id); }

double pattern_factor(const Network& network, std::optional<std::size_t> pattern, std::int64_t time_s) {
  if (!pattern) return 1.0;
  const auto& factors = network.patterns[*pattern].factors;
  const auto period = (time_s + network.times.pattern_start_s) / network.times.pattern_step_s;
  return factors[static_cast<std::size_t>(period) % factors.size()];
}

double tank_volume_m3(const Tank& tank, double level_m) {
  if (tank.volume) return value_at(*tank.volume, level_m);
  return least_volume_m3(tank) + area_m2(tank) * (level_m - tank.least_level_m);
}

double tank_level_m(const Tank& tank, double volume_m3) {
  if (tank.volume) return x_at(*tank.volume, volume_m3);
  return tank.least_level_m + (volume_m3 - least_volume_m3(tank)) / area_m2(tank);
}

}  // namespace yuanluo::models::hydraulics
