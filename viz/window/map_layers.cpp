#include "viz/window/map_layers.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace yuanluo::viz {
namespace {

struct StreetLook {
  float half_m, half_px;  // of the surface
  float edge_px;          // of the border on each side
  bool major;
};

StreetLook look_of(models::StreetClass kind) {
  switch (kind) {
    case models::StreetClass::motorway:
    case models::StreetClass::trunk:
    case models::StreetClass::primary:
      return {11.0F, 2.2F, 0.9F, true};
    case models::StreetClass::secondary:
      return {8.0F, 1.7F, 0.8F, true};
    case models::StreetClass::tertiary:
      return {5.5F, 1.2F, 0.7F, false};
    case models::StreetClass::unclassified:
    case models::StreetClass::residential:
    case models::StreetClass::living_street:
    case models::StreetClass::pedestrian:
      return {3.5F, 0.8F, 0.6F, false};
    case models::StreetClass::service:
    case models::StreetClass::track:
      return {2.2F, 0.5F, 0.0F, false};
    case models::StreetClass::cycleway:
    case models::StreetClass::footway:
    case models::StreetClass::steps:
      return {1.0F, 0.35F, 0.0F, false};
  }
  return {3.0F, 0.8F, 0.6F, false};
}

}  // namespace

PlaneBox box_of(const MapBox& box) { return {box.low, box.high}; }

Mesh ground_mesh(const StaticMap& map, const Theme& t) {
  Mesh mesh;
  mesh.polygon(map.boundary, t.ground);
  return mesh;
}

Mesh compound_mesh(const StaticMap& map, const MeasureValues& values, bool hatched, const Theme& t) {
  Mesh mesh;
  const std::size_t classes = values.bounds.size() + 1;
  const auto colours = ramp(classes, values.more_is_worse, values.diverging, t);
  const bool measured = values.measure != Measure::none && values.by_compound.size() == map.compounds.size();
  for (std::size_t i = 0; i < map.compounds.size(); ++i) {
    Colour colour = no_value_colour(t);
    Hatch hatch = Hatch::none;
    if (measured && !std::isnan(values.by_compound[i])) {
      const std::size_t c = class_of(values.by_compound[i], values.bounds);
      colour = colours[c];
      if (hatched) hatch = class_hatch(c, classes, values.diverging);
    }
    mesh.polygon(map.compounds[i].ring, colour, hatch);
  }
  const Colour edge = measured ? mixed(t.compound_edge, t.label, 0.25) : t.compound_edge;
  for (const MapCompound& compound : map.compounds) mesh.outline(compound.ring, 0.0F, 0.5F, edge);
  return mesh;
}

Mesh building_mesh(const StaticMap& map, bool coloured_ground, const Theme& t) {
  Mesh mesh;
  // On coloured compounds buildings are shades, so that the colours still show.
  const Colour fill = coloured_ground ? (t.dark ? Colour{255, 255, 255, 26} : Colour{40, 30, 10, 30}) : t.building;
  const Colour edge = coloured_ground ? (t.dark ? Colour{255, 255, 255, 40} : Colour{40, 30, 10, 55}) : t.building_edge;
  for (const MapBuilding& building : map.buildings) {
    mesh.polygon(building.ring, fill);
    mesh.outline(building.ring, 0.0F, 0.4F, edge);
  }
  return mesh;
}

Mesh street_mesh(const StaticMap& map, const Theme& t) {
  Mesh mesh;
  // Borders of all streets first, then the surfaces from the least street to the greatest, so that crossings are open.
  for (const MapStreet& street : map.streets) {
    const StreetLook look = look_of(street.kind);
    if (look.edge_px > 0.0F) mesh.polyline(street.line, look.half_m + 0.6F, look.half_px + look.edge_px, t.street_edge);
  }
  for (std::size_t c = models::street_classes; c-- > 0;) {
    const auto kind = static_cast<models::StreetClass>(c);
    const StreetLook look = look_of(kind);
    const Colour colour = look.major ? t.major_street : look.edge_px > 0.0F ? t.street : t.footway;
    for (const MapStreet& street : map.streets) {
      if (street.kind == kind) mesh.polyline(street.line, look.half_m, look.half_px, colour);
    }
  }
  return mesh;
}

Mesh main_mesh(const StaticMap& map, const Theme& t) {
  Mesh mesh;
  // The great ones last, over the small ones.
  for (const auto& [least_mm, half_px] : {std::pair{0, 0.7F}, {200, 1.2F}, {300, 1.9F}}) {
    const int next_mm = least_mm == 0 ? 200 : least_mm == 200 ? 300 : 1 << 16;
    for (const MapMain& main : map.mains)
      if (main.diameter_mm >= least_mm && main.diameter_mm < next_mm) mesh.polyline(main.line, 0.0F, half_px, t.main);
  }
  return mesh;
}

Mesh community_mesh(const StaticMap& map, const Theme& t) {
  Mesh mesh;
  for (const MapCommunity& community : map.communities)
    mesh.outline(community.ring, 0.0F, 0.8F, t.community_edge.with_alpha(150));
  mesh.outline(map.boundary, 0.0F, 1.4F, t.district_edge);
  return mesh;
}

Mesh hydrant_mesh(const StaticMap& map, const Theme& t) {
  Mesh mesh;
  for (const MapHydrant& hydrant : map.hydrants) {
    mesh.symbol(hydrant.at, Shape::disc, 0.9F, 2.4F, t.dark ? t.label_halo : Colour{255, 255, 255, 255});
    mesh.symbol(hydrant.at, Shape::disc, 0.6F, 1.7F, t.hydrant);
  }
  return mesh;
}

Mesh heat_mesh(const std::vector<HeatPoint>& points, const PlaneBox& box, double radius_m, const Theme& t) {
  Mesh mesh;
  if (points.empty() || box.empty() || !(radius_m > 0.0)) return mesh;
  constexpr int most_cells = 160;
  const double cell = std::max({box.width() / most_cells, box.height() / most_cells, radius_m / 6.0});
  const int columns = static_cast<int>(std::ceil(box.width() / cell)) + 1;
  const int rows = static_cast<int>(std::ceil(box.height() / cell)) + 1;
  std::vector<double> density(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0.0);
  const auto at = [columns](int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x);
  };
  const auto node = [&](int x, int y) { return PlanePoint{box.low.x + x * cell, box.low.y + y * cell}; };
  const int span = static_cast<int>(std::ceil(radius_m / cell));
  for (const HeatPoint& point : points) {
    const int cx = static_cast<int>(std::lround((point.at.x - box.low.x) / cell));
    const int cy = static_cast<int>(std::lround((point.at.y - box.low.y) / cell));
    for (int y = std::max(0, cy - span); y <= std::min(rows - 1, cy + span); ++y) {
      for (int x = std::max(0, cx - span); x <= std::min(columns - 1, cx + span); ++x) {
        const PlanePoint p = node(x, y);
        const double d = std::hypot(p.x - point.at.x, p.y - point.at.y) / radius_m;
        if (d < 1.0) density[at(x, y)] += static_cast<double>(point.weight) * (1.0 - d * d) * (1.0 - d * d);
      }
    }
  }
  const double most = *std::max_element(density.begin(), density.end());
  if (most <= 0.0) return mesh;
  const auto colours = ramp(5, true, false, t);
  const auto colour = [&](double value) {
    const double share = std::sqrt(value / most);  // lets the thinly hit places be seen beside the worst
    const double along = share * 4.0;
    const auto low = std::min<std::size_t>(static_cast<std::size_t>(along), 3);
    const Colour c = mixed(colours[low], colours[low + 1], along - static_cast<double>(low));
    return c.with_alpha(static_cast<std::uint8_t>(std::lround(std::clamp(share * 1.6, 0.0, 1.0) * 190.0)));
  };
  for (int y = 0; y + 1 < rows; ++y) {
    for (int x = 0; x + 1 < columns; ++x) {
      const double a = density[at(x, y)], b = density[at(x + 1, y)], c = density[at(x + 1, y + 1)],
                   d = density[at(x, y + 1)];
      if (a + b + c + d <= 0.0) continue;
      mesh.triangle(node(x, y), colour(a), node(x + 1, y), colour(b), node(x + 1, y + 1), colour(c));
      mesh.triangle(node(x, y), colour(a), node(x + 1, y + 1), colour(c), node(x, y + 1), colour(d));
    }
  }
  return mesh;
}

Colour reach_colour(std::size_t band, std::size_t bands, const Theme& t) {
  const auto colours = ramp(bands + 1, false, false, t);
  return mixed(t.ground, colours[bands - std::min(band, bands)], t.dark ? 0.7 : 0.6);
}

Mesh reach_mesh(const std::vector<ReachedStretch>& stretches, std::size_t bands, const Theme& t) {
  Mesh mesh;
  constexpr float half_m = 28.0F;  // so wide that neighbouring streets run together into areas
  for (std::size_t band = bands; band-- > 0;) {
    const Colour colour = reach_colour(band, bands, t);
    for (const ReachedStretch& stretch : stretches) {
      if (stretch.band != band) continue;
      const std::array<PlanePoint, 2> ends{stretch.a, stretch.b};
      mesh.polyline(ends, half_m, 2.0F, colour);
    }
  }
  return mesh;
}

namespace {

struct TimedCorner {
  PlanePoint at;
  double s = 0.0;
};

// The part of a polygon on one side of a moment, its corners kept in order.
std::vector<TimedCorner> part_in_time(const std::vector<TimedCorner>& polygon, double limit_s, bool before) {
  std::vector<TimedCorner> part;
  const auto kept = [&](const TimedCorner& c) { return before ? c.s <= limit_s : c.s > limit_s; };
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const TimedCorner &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
    if (kept(a)) part.push_back(a);
    if (kept(a) == kept(b)) continue;
    const double t = (limit_s - a.s) / (b.s - a.s);
    part.push_back({{a.at.x + t * (b.at.x - a.at.x), a.at.y + t * (b.at.y - a.at.y)}, limit_s});
  }
  return part;
}

}  // namespace

Mesh time_mesh(const models::GridField& field, const std::vector<double>& limits_s, const Theme& t) {
  Mesh mesh;
  const auto band_of = [&](double s) {
    return static_cast<std::size_t>(std::lower_bound(limits_s.begin(), limits_s.end(), s) - limits_s.begin());
  };
  const auto colour = [&](std::size_t band) { return reach_colour(band, limits_s.size(), t).with_alpha(175); };
  const auto corner = [&](std::size_t i, std::size_t j) {
    return TimedCorner{{field.origin.x + field.cell_m * static_cast<double>(i),
                        field.origin.y + field.cell_m * static_cast<double>(j)},
                       field.at(i, j)};
  };
  const auto fill = [&](const std::vector<TimedCorner>& polygon, std::size_t band) {
    for (std::size_t k = 2; k < polygon.size(); ++k)
      mesh.triangle(polygon[0].at, colour(band), polygon[k - 1].at, colour(band), polygon[k].at, colour(band));
  };
  for (std::size_t j = 0; j + 1 < field.rows; ++j) {
    for (std::size_t i = 0; i + 1 < field.columns; ++i) {
      const TimedCorner a = corner(i, j), b = corner(i + 1, j), c = corner(i + 1, j + 1), d = corner(i, j + 1);
      const auto [first, last] = std::minmax({band_of(a.s), band_of(b.s), band_of(c.s), band_of(d.s)});
      if (first == limits_s.size()) continue;
      if (first == last) {
        fill({a, b, c, d}, first);
        continue;
      }
      for (const std::vector<TimedCorner>& half : {std::vector{a, b, c}, std::vector{a, c, d}}) {
        std::vector<TimedCorner> left = half;
        for (std::size_t band = first; band <= last && band < limits_s.size(); ++band) {
          fill(part_in_time(left, limits_s[band], true), band);
          left = part_in_time(left, limits_s[band], false);
        }
      }
    }
  }
  return mesh;
}

std::vector<std::size_t> shown_layers(const LayerSwitches& on, double metres_per_pixel) {
  std::vector<std::size_t> shown;
  const auto add = [&shown](Layer layer, bool if_so) {
    if (if_so) shown.push_back(static_cast<std::size_t>(layer));
  };
  add(Layer::ground, true);
  add(Layer::compounds, on.compounds);
  add(Layer::reach, on.reach);
  add(Layer::buildings, on.buildings && metres_per_pixel < 4.0);
  add(Layer::streets, on.streets);
  add(Layer::communities, on.communities);
  add(Layer::mains, on.mains);
  add(Layer::heat, on.heat);
  add(Layer::hydrants, on.hydrants && metres_per_pixel < 1.7);
  return shown;
}

}  // namespace yuanluo::viz
