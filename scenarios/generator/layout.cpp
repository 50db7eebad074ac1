#include "scenarios/generator/layout.hpp"

#include <fmt/format.h>

#include <cmath>

#include "scenarios/generator/apportion.hpp"

namespace yuanluo::scenarios {

using models::PlanePoint;

double area_m2(const Ring& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return 0.5 * twice;
}

PlanePoint centroid(const Ring& ring) {
  PlanePoint sum;
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double cross = a.x * b.y - b.x * a.y;
    twice += cross;
    sum.x += cross * (a.x + b.x);
    sum.y += cross * (a.y + b.y);
  }
  return {sum.x / (3.0 * twice), sum.y / (3.0 * twice)};
}

bool inside(const Ring& ring, PlanePoint p) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const PlanePoint a = ring[i], b = ring[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

Layout lay_out(const GeneratorParams& generator, const DistrictLuck& luck) {
  constexpr std::size_t cells = 10;
  const double side = std::sqrt(generator.area_km2 * 1e6), step = side / cells;
  const auto node = [&](std::size_t i, std::size_t j) {
    const bool edge_x = i == 0 || i == cells, edge_y = j == 0 || j == cells;
    const double dx = edge_x ? 0.0 : 24.0 * (luck.uniform(Detail::block_cut, i * 100 + j) - 0.5);
    const double dy = edge_y ? 0.0 : 24.0 * (luck.uniform(Detail::block_cut, i * 100 + j, 1) - 0.5);
    return PlanePoint{static_cast<double>(i) * step - 0.5 * side + dx, static_cast<double>(j) * step - 0.5 * side + dy};
  };
  Layout layout;
  layout.width_m = side + 60.0;
  layout.boundary = {node(0, 0), node(cells, 0), node(cells, cells), node(0, cells)};
  for (std::size_t k = 0; k < 8; ++k) {
    const std::size_t low = k % 4 * cells / 4, high = (k % 4 + 1) * cells / 4, bottom = k / 4 * cells / 2,
                      top = bottom + cells / 2;
    Ring ring;
    for (std::size_t i = low; i < high; ++i) ring.push_back(node(i, bottom));
    for (std::size_t j = bottom; j < top; ++j) ring.push_back(node(high, j));
    for (std::size_t i = high; i > low; --i) ring.push_back(node(i, top));
    for (std::size_t j = top; j > bottom; --j) ring.push_back(node(low, j));
    layout.communities.push_back(ring);
  }
  const auto lerp = [](PlanePoint a, PlanePoint b, double t) {
    return PlanePoint{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
  };
  const auto kind = [](std::size_t i) {
    return i == 0 || i == cells ? models::StreetClass::primary
           : i == 5             ? models::StreetClass::secondary
                                : models::StreetClass::residential;
  };
  const std::vector<double> alike(cells * cells, 1.0);
  const auto plots = apportion(alike, generator.compounds);
  std::size_t line = 0;
  for (std::size_t j = 0; j <= cells; ++j, ++line) {
    const models::Name name{fmt::format("新鸿路{}街", j + 1), fmt::format("Xinhong Road Street {}", j + 1)};
    for (std::size_t i = 0; i < cells; ++i) {
      PlanePoint from = node(i, j);
      const PlanePoint a = from, b = node(i + 1, j);
      const std::int64_t n = j < cells ? plots[i * cells + j] : 0;
      for (std::int64_t k = 0; k < n; ++k) {
        const double west = static_cast<double>(k) / static_cast<double>(n),
                     east = static_cast<double>(k + 1) / static_cast<double>(n);
        const PlanePoint c = node(i, j + 1), d = node(i + 1, j + 1);
        Plot plot;
        plot.community = (i < 2 ? 0 : i < 5 ? 1 : i < 7 ? 2 : 3) + (j < cells / 2 ? 0 : 4);
        const auto at = [&](double t, double h) { return lerp(lerp(a, b, t), lerp(c, d, t), h); };
        plot.outline = {at(west, 0.05), at(east, 0.05), at(east, 0.95), at(west, 0.95)};
        plot.gate = lerp(a, b, 0.5 * (west + east));
        plot.address = {fmt::format("{}{}号院", name.zh, 2 * (i * 7 + static_cast<std::size_t>(k)) + 1),
                        fmt::format("No. {} {}", 2 * (i * 7 + static_cast<std::size_t>(k)) + 1, name.en)};
        layout.streets.push_back({name, kind(j), false, line, {from, plot.gate}});
        from = plot.gate;
        layout.plots.push_back(std::move(plot));
      }
      layout.streets.push_back({name, kind(j), false, line, {from, b}});
    }
  }
  for (std::size_t i = 0; i <= cells; ++i, ++line) {
    const models::Name name{fmt::format("双林路{}街", i + 1), fmt::format("Shuanglin Road Street {}", i + 1)};
    for (std::size_t j = 0; j < cells; ++j)
      layout.streets.push_back({name, kind(i), false, line, {node(i, j), node(i, j + 1)}});
  }
  const auto outpost = [&](PlanePoint corner, double dy) {
    const PlanePoint p{corner.x, corner.y + dy};
    layout.streets.push_back({{}, models::StreetClass::primary, false, line++, {corner, p}});
    return p;
  };
  const double fire = generator.streets.fire_station_distance_m, hospital = generator.streets.hospital_distance_m;
  layout.fire_stations = {outpost(node(cells, cells), fire), outpost(node(0, 0), -fire)};
  layout.ambulance_stations = {outpost(node(0, cells), hospital), outpost(node(cells, 0), -hospital)};
  return layout;
}

}  // namespace yuanluo::scenarios
