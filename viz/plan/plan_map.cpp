#include "viz/plan/plan_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "viz/report/svg.hpp"

namespace yuanluo::viz {
namespace {

using scenarios::DecisionKind;
using scenarios::PlanResult;

constexpr std::size_t numbered = 20;

// A picture of the district with its communities, and where places are in it.
class DistrictPicture {
 public:
  DistrictPicture(const PlanResult& plan, double width, const models::Name& label)
      : plan_(plan), plane_(plan.district.compounds.front().centre) {
    for (const models::Compound& c : plan.district.compounds) see(c.centre, 60.0);
    for (const scenarios::Alternative& alternative : plan.alternatives) {
      for (std::size_t d = 0; d < alternative.selected.size(); ++d) {
        for (const std::uint32_t k : alternative.selected[d].chosen) see(plan.candidates[d][k].position, 30.0);
      }
    }
    scale_ = width / (east_ - west_);
    svg_.emplace(width, (north_ - south_) * scale_, label);
  }

  std::pair<double, double> at(models::GeoPoint place) const {
    const auto p = plane_.to_plane(place);
    return {(p.x - west_) * scale_, (north_ - p.y) * scale_};
  }
  Svg& svg() { return *svg_; }

  void ground() {
    for (const models::Compound& c : plan_.district.compounds)
      line(c.boundary, "fill=\"#f0ede6\" stroke=\"#d5cfc0\" stroke-width=\"0.5\"", true);
    for (const models::Street& street : plan_.district.streets)
      line(street.points, "fill=\"none\" stroke=\"#d9d7d0\" stroke-width=\"1.2\"", false);
  }
  void communities() {
    for (const models::Community& c : plan_.district.communities)
      line(c.boundary, "fill=\"none\" stroke=\"#4a5361\" stroke-width=\"1\" stroke-dasharray=\"6 4\"", true);
  }
  void dot(models::GeoPoint place, double radius, std::string_view colour, std::string_view more = "") {
    const auto [x, y] = at(place);
    svg_->raw(fmt::format(R"(<circle cx="{}" cy="{}" r="{}" fill="{}"{}/>)", px(x), px(y), radius, colour, more));
  }

 private:
  void see(models::GeoPoint place, double margin) {
    const auto p = plane_.to_plane(place);
    west_ = std::min(west_, p.x - margin), east_ = std::max(east_, p.x + margin);
    south_ = std::min(south_, p.y - margin), north_ = std::max(north_, p.y + margin);
  }
  void line(const std::vector<models::GeoPoint>& points, std::string_view style, bool closed) {
    std::vector<std::pair<double, double>> path;
    for (const models::GeoPoint p : points) path.push_back(at(p));
    if (path.size() > (closed ? 2u : 1u)) svg_->path(path, style, closed);
  }

  const PlanResult& plan_;
  models::LocalPlane plane_;
  double west_ = 1e18, east_ = -1e18, south_ = 1e18, north_ = -1e18;
  double scale_ = 1.0;
  std::optional<Svg> svg_;
};

}  // namespace

std::string_view decision_colour(std::size_t n) {
  constexpr std::string_view colours[] = {"#0b5c9e", "#c2660a", "#17643a", "#7a3b8f", "#b3261e", "#546e7a"};
  return colours[n % std::size(colours)];
}

std::vector<models::GeoPoint> standing_places(const models::District& district, DecisionKind kind) {
  std::vector<models::GeoPoint> places;
  switch (kind) {
    case DecisionKind::hydrants:
      for (const models::Hydrant& hydrant : district.hydrants) places.push_back(hydrant.position);
      break;
    case DecisionKind::aeds:
      for (const models::Aed& aed : district.aeds) places.push_back(aed.position);
      break;
    case DecisionKind::lifts:
      for (const models::StairwellLift& lift : district.stairwell_lifts)
        places.push_back(district.buildings[lift.building.index()].position);
      for (const models::Building& building : district.buildings) {
        if (building.lift) places.push_back(building.position);
      }
      break;
    case DecisionKind::care_stations:
    case DecisionKind::micro_fire_stations:
      for (const models::Station& station : district.stations) {
        using models::StationKind;
        const bool like = kind == DecisionKind::care_stations ? station.kind == StationKind::care_complex ||
                                                                    station.kind == StationKind::day_care_centre
                                                              : station.kind == StationKind::micro_fire_station;
        if (like) places.push_back(station.position);
      }
      break;
    default:
      break;
  }
  return places;
}

std::string plan_map(const PlanResult& plan) {
  DistrictPicture picture(plan, 760.0, {"选中的位置", "The chosen places"});
  picture.ground();
  picture.communities();
  for (const scenarios::Decision& decision : plan.spec.decisions) {
    const auto standing = standing_places(plan.district, decision.kind);
    const double radius = standing.size() > 200 ? 1.2 : 3.5;
    for (const models::GeoPoint place : standing) picture.dot(place, radius, "#8d97a3");
  }
  const auto& best = plan.alternatives[plan.best];
  for (std::size_t d = 0; d < best.selected.size(); ++d) {
    const auto& chosen = best.selected[d].chosen;
    for (std::size_t n = chosen.size(); n-- > 0;) {
      const models::GeoPoint place = plan.candidates[d][chosen[n]].position;
      const bool first = n < numbered;
      picture.dot(place, first ? 8.0 : 4.0, decision_colour(d),
                  first ? " fill-opacity=\"0.95\" stroke=\"#fff\"" : " fill-opacity=\"0.75\" stroke=\"#fff\"");
      if (!first) continue;
      const auto [x, y] = picture.at(place);
      const std::string rank = std::to_string(n + 1);
      picture.svg().text(x, y + 3.5, "middle", {rank, rank}, "", "style=\"font-size:10px;font-weight:700;fill:#fff\"");
    }
  }
  return picture.svg().str();
}

std::string alternative_map(const PlanResult& plan, const scenarios::Alternative& alternative) {
  constexpr std::size_t most = 500;
  DistrictPicture picture(plan, 360.0, alternative.name);
  picture.communities();
  for (std::size_t d = 0; d < alternative.selected.size(); ++d) {
    const auto& chosen = alternative.selected[d].chosen;
    for (std::size_t n = 0; n < std::min(most, chosen.size()); ++n)
      picture.dot(plan.candidates[d][chosen[n]].position, 3.0, decision_colour(d), " fill-opacity=\"0.7\"");
  }
  return picture.svg().str();
}

}  // namespace yuanluo::viz
