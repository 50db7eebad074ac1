#include "scenarios/generator/repeat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace yuanluo::scenarios {
namespace {

using models::GeoPoint;

// Moves and renumbers the rows of one copy.
class Copy {
 public:
  Copy(const models::District& one, std::uint32_t number, std::int32_t step_e7)
      : one_(one), number_(number), east_e7_(static_cast<std::int32_t>(number) * step_e7) {}

  GeoPoint moved(GeoPoint p) const { return {p.lon_e7 + east_e7_, p.lat_e7}; }

  std::vector<GeoPoint> moved(std::vector<GeoPoint> points) const {
    for (GeoPoint& p : points) p = moved(p);
    return points;
  }

  models::Name renamed(models::Name name) const {
    if (number_ == 0 || name.zh.empty()) return name;
    return {fmt::format("{}（{}）", name.zh, number_ + 1), fmt::format("{} ({})", name.en, number_ + 1)};
  }

  template <class Id, class Rows>
  Id renumbered(Id id, const Rows& rows) const {
    return Id{static_cast<std::uint32_t>(id.index() + number_ * rows.size())};
  }

  void append_to(models::District& all) const {
    for (models::Community c : one_.communities) {
      all.communities.push_back({renamed(c.name), moved(std::move(c.boundary))});
    }
    for (models::Compound c : one_.compounds) {
      c.name = renamed(c.name);
      c.community = renumbered(c.community, one_.communities);
      c.centre = moved(c.centre);
      c.gate = moved(c.gate);
      c.boundary = moved(std::move(c.boundary));
      all.compounds.push_back(std::move(c));
    }
    for (models::Building b : one_.buildings) {
      b.compound = renumbered(b.compound, one_.compounds);
      b.position = moved(b.position);
      all.buildings.push_back(b);
    }
    for (models::Household h : one_.households) {
      h.building = renumbered(h.building, one_.buildings);
      all.households.push_back(h);
    }
    for (models::Resident r : one_.residents) {
      r.household = renumbered(r.household, one_.households);
      all.residents.push_back(r);
    }
    for (models::Device d : one_.devices) {
      d.household = renumbered(d.household, one_.households);
      all.devices.push_back(d);
    }
    for (models::Hydrant h : one_.hydrants) all.hydrants.push_back({moved(h.position), h.diameter_mm});
    for (const models::SpotHeight& h : one_.spot_heights)
      all.spot_heights.push_back({moved(h.position), h.elevation_cm});
    for (const models::Aed& aed : one_.aeds) all.aeds.push_back({moved(aed.position)});
    for (models::StairwellLift lift : one_.stairwell_lifts) {
      lift.building = renumbered(lift.building, one_.buildings);
      all.stairwell_lifts.push_back(lift);
    }
    for (models::PumpStation p : one_.pump_stations) {
      p.name = renamed(p.name);
      p.position = moved(p.position);
      all.pump_stations.push_back(std::move(p));
    }
    for (const models::Station& s : one_.stations) {
      all.stations.push_back({s.kind, renamed(s.name), moved(s.position), s.vehicles});
    }
    for (models::Staff s : one_.staff) {
      if (s.community) s.community = renumbered(*s.community, one_.communities);
      if (s.compound) s.compound = renumbered(*s.compound, one_.compounds);
      if (s.station) s.station = renumbered(*s.station, one_.stations);
      all.staff.push_back(s);
    }
    for (models::Street s : one_.streets) {
      s.points = moved(std::move(s.points));
      all.streets.push_back(std::move(s));
    }
    for (models::TurnRestriction t : one_.turn_restrictions) {
      t.from = renumbered(t.from, one_.streets);
      t.at = moved(t.at);
      for (models::StreetId& street : t.via) street = renumbered(street, one_.streets);
      t.to = renumbered(t.to, one_.streets);
      all.turn_restrictions.push_back(std::move(t));
    }
  }

 private:
  const models::District& one_;
  std::uint32_t number_;
  std::int32_t east_e7_;
};

// The end of a street of class primary that lies furthest in the direction (x, y).
GeoPoint furthest_end(const models::District& district, double x, double y) {
  GeoPoint best{};
  double best_score = -1e300;
  for (const models::Street& s : district.streets) {
    if (s.kind != models::StreetClass::primary) continue;
    for (const GeoPoint p : {s.points.front(), s.points.back()}) {
      const double score = x * p.lon_e7 + y * p.lat_e7;
      if (score > best_score) {
        best_score = score;
        best = p;
      }
    }
  }
  return best;
}

}  // namespace

models::District repeat(const models::District& district, std::int64_t times, double width_m,
                        const models::LocalPlane& plane) {
  if (times <= 1) return district;
  const std::int32_t step_e7 = plane.to_geo({width_m, 0.0}).lon_e7 - plane.origin().lon_e7;
  models::District all;
  all.name = district.name;
  for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(times); ++k) Copy(district, k, step_e7).append_to(all);
  for (const double north : {1.0, -1.0}) {
    const GeoPoint east_end = furthest_end(district, 1.0, north), west_end = furthest_end(district, -1.0, north);
    for (std::int32_t k = 0; k + 1 < times; ++k) {
      all.streets.push_back(
          {{},
           models::StreetClass::primary,
           false,
           {{east_end.lon_e7 + k * step_e7, east_end.lat_e7}, {west_end.lon_e7 + (k + 1) * step_e7, west_end.lat_e7}}});
    }
  }
  // The outline: the rectangle around all copies.
  const Copy last(district, static_cast<std::uint32_t>(times - 1), step_e7);
  GeoPoint low = district.boundary.front(), high = low;
  for (const GeoPoint p : district.boundary) {
    low = {std::min(low.lon_e7, p.lon_e7), std::min(low.lat_e7, p.lat_e7)};
    high = {std::max(high.lon_e7, p.lon_e7), std::max(high.lat_e7, p.lat_e7)};
  }
  high = last.moved(high);
  all.boundary = {low, {high.lon_e7, low.lat_e7}, high, {low.lon_e7, high.lat_e7}, low};
  return all;
}

}  // namespace yuanluo::scenarios
