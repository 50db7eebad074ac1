// The still parts of the map as meshes, one for each layer.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "models/roads/contour.hpp"
#include "models/text.hpp"
#include "viz/replay/frame.hpp"
#include "viz/replay/static_map.hpp"
#include "viz/window/camera.hpp"
#include "viz/window/mesh.hpp"
#include "viz/window/reach.hpp"
#include "viz/window/theme.hpp"

namespace yuanluo::viz {

// In the order in which they are drawn.
enum class Layer : std::size_t { ground, compounds, reach, buildings, streets, communities, mains, heat, hydrants };
inline constexpr std::size_t layer_count = 9;

PlaneBox box_of(const MapBox& box);

// The district's area, lighter than what lies around it.
Mesh ground_mesh(const StaticMap& map, const Theme& theme);
// Compounds coloured by the measure's classes, or plain where there is none; with patterns if `hatched`.
Mesh compound_mesh(const StaticMap& map, const MeasureValues& values, bool hatched, const Theme& theme);
Mesh building_mesh(const StaticMap& map, bool coloured_ground, const Theme& theme);
Mesh street_mesh(const StaticMap& map, const Theme& theme);
Mesh main_mesh(const StaticMap& map, const Theme& theme);
Mesh community_mesh(const StaticMap& map, const Theme& theme);
Mesh hydrant_mesh(const StaticMap& map, const Theme& theme);

// How many incidents there were around each place, as a veil of colour: a kernel estimate with a quartic kernel of
// `radius_m` on a grid. Source: [Silverman1986] eq. (4.5).
Mesh heat_mesh(const std::vector<HeatPoint>& points, const PlaneBox& box, double radius_m, const Theme& theme);

// Streets that can be reached within each band, as areas, the farthest band first.
Mesh reach_mesh(const std::vector<ReachedStretch>& stretches, std::size_t bands, const Theme& theme);
// Places that are reached in each of the rising times, s, as areas: between the nodes of the field the time is taken to
// be linear.
Mesh time_mesh(const models::GridField& seconds, const std::vector<double>& limits_s, const Theme& theme);
Colour reach_colour(std::size_t band, std::size_t bands, const Theme& theme);

// Which layers are shown at this distance, of those that are switched on.
struct LayerSwitches {
  bool compounds = true, buildings = true, streets = true, communities = true, hydrants = true;
  bool mains = false, heat = false, reach = false;
  // Drawn over the map, not in a mesh
  bool stations = true, pump_stations = true, labels = true, units = true, incidents = true, failures = true;
  bool closures = true;

  friend bool operator==(const LayerSwitches&, const LayerSwitches&) = default;
};
std::vector<std::size_t> shown_layers(const LayerSwitches& switches, double metres_per_pixel);

}  // namespace yuanluo::viz
