#include "scenarios/import/import_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "scenarios/generator/luck.hpp"
#include "scenarios/import/blocks.hpp"
#include "scenarios/import/communities.hpp"
#include "scenarios/import/homes.hpp"
#include "scenarios/import/services.hpp"
#include "scenarios/import/snap.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {
namespace {

using models::GeoPoint;
using models::PlanePoint;

std::string shown(const GeoBox& box) {
  return fmt::format("{:.4f},{:.4f},{:.4f},{:.4f}", box.low.lon(), box.low.lat(), box.high.lon(), box.high.lat());
}

// The box around all places of the file.
GeoBox reach_of(const OsmData& data) {
  GeoBox box{data.places.front().second, data.places.front().second};
  for (const auto& entry : data.places) {
    const GeoPoint p = entry.second;
    box.low = {std::min(box.low.lon_e7, p.lon_e7), std::min(box.low.lat_e7, p.lat_e7)};
    box.high = {std::max(box.high.lon_e7, p.lon_e7), std::max(box.high.lat_e7, p.lat_e7)};
  }
  return box;
}

GeoPoint middle_of(const StreetMap& map) {
  GeoPoint low = map.junctions.front().place, high = low;
  for (const MapJunction& j : map.junctions) {
    low = {std::min(low.lon_e7, j.place.lon_e7), std::min(low.lat_e7, j.place.lat_e7)};
    high = {std::max(high.lon_e7, j.place.lon_e7), std::max(high.lat_e7, j.place.lat_e7)};
  }
  return {low.lon_e7 + (high.lon_e7 - low.lon_e7) / 2, low.lat_e7 + (high.lat_e7 - low.lat_e7) / 2};
}

std::vector<GeoPoint> closed(const Ring& ring, const models::LocalPlane& plane) {
  std::vector<GeoPoint> points;
  for (const PlanePoint p : ring) points.push_back(plane.to_geo(p));
  points.push_back(points.front());
  return points;
}

class Import {
 public:
  Import(const OsmData& data, const ImportRequest& request)
      : data_(data), request_(request), luck_(request.params.seed) {}

  Imported run() {
    read_streets();
    plane_ = models::LocalPlane(middle_of(map_));
    places_ = map_places(data_, box_, plane_, notes());
    choose_features();
    plan_ = plan_homes(map_, places_, plane_, request_.params, request_.spread, notes());
    if (plan_.too_large) {
      refuse({fmt::format("院落不超过{}个的范围", most_compounds),
              fmt::format("an area of at most {} compounds", most_compounds)},
             {"更多", "more"}, {"请用 --bbox 取一部分", "take a part of it by --bbox"});
    }
    drop_remote_compounds();
    if (plan_.compounds.empty()) {
      refuse({"有人居住的楼栋，或街道围成的街块", "buildings with homes, or blocks between streets"},
             {"两者都没有", "neither"}, {"范围太小或街道不成网时可扩大 --bbox", "a larger --bbox may help"});
    }
    set_on_streets();
    make_communities();
    fill_district();
    return std::move(result_);
  }

 private:
  ImportNotes& notes() { return result_.notes; }

  [[noreturn]] void refuse(models::Name wanted, models::Name found, models::Name hint = {}) const {
    Problem problem;
    problem.file = data_.file;
    problem.wanted = std::move(wanted);
    problem.found = std::move(found);
    problem.hint = std::move(hint);
    throw ScenarioError({problem});
  }

  void read_streets() {
    notes().read("nodes", {"有坐标的节点", "nodes with a place"}, static_cast<double>(data_.places.size()));
    if (data_.nodes_without_place > 0) {
      notes().dropped("nodes_without_place", {"无坐标的节点", "nodes without a place"},
                      static_cast<double>(data_.nodes_without_place));
    }
    const models::Name wanted{"车辆可通行的街道", "streets for vehicles"};
    if (data_.places.empty()) refuse(wanted, {"没有任何有坐标的节点", "no node with a place"});
    if (request_.box) box_ = *request_.box;
    const GeoBox reach = reach_of(data_);
    const models::Name hint{"文件的范围是 " + shown(reach), "the file reaches over " + shown(reach)};
    if (request_.datum == Datum::gcj02) {
      const auto covered = [](GeoPoint p) { return gcj02_covers({p.lon(), p.lat()}); };
      if (!covered(reach.low) && !covered(reach.high)) {
        refuse({"位于中国的GCJ-02坐标", "coordinates in GCJ-02, which lie in China"},
               {"位于 " + shown(reach), "a file that reaches over " + shown(reach)},
               {"请用 --datum wgs84", "use --datum wgs84"});
      }
    }
    const bool any_inside =
        std::any_of(data_.places.begin(), data_.places.end(), [&](const auto& p) { return box_.contains(p.second); });
    if (!any_inside) {
      refuse(wanted, {"范围 " + shown(box_) + " 内什么都没有", "nothing at all in " + shown(box_)}, hint);
    }
    map_ = map_streets(data_, box_, notes(), request_.params.speed_words);
    if (map_.streets.empty()) {
      refuse(wanted,
             request_.box ? models::Name{"该范围内没有街道", "no street in this box"}
                          : models::Name{"没有街道", "no street"},
             hint);
    }
    result_.connectivity = keep_connected(map_, notes());
    if (map_.streets.empty()) {
      refuse(wanted, {"只有步行道，或互不连通的单行道", "ways for people only, or one-way streets that lead nowhere"},
             hint);
    }
    refuse_too_wide();
  }

  // Lengths are reckoned on a plane, and one node far off its place makes a street around the earth.
  void refuse_too_wide() const {
    constexpr double widest_km = 200.0, km_per_degree = 111.2, half_turn = 180.0, pi = 3.141592653589793;
    GeoPoint low = map_.junctions.front().place, high = low;
    for (const MapJunction& j : map_.junctions) {
      low = {std::min(low.lon_e7, j.place.lon_e7), std::min(low.lat_e7, j.place.lat_e7)};
      high = {std::max(high.lon_e7, j.place.lon_e7), std::max(high.lat_e7, j.place.lat_e7)};
    }
    const double middle_lat = 0.5 * (low.lat() + high.lat());
    const double north_km = (high.lat() - low.lat()) * km_per_degree;
    const double east_km = (high.lon() - low.lon()) * km_per_degree * std::cos(middle_lat * pi / half_turn);
    const double wide_km = std::max(north_km, east_km);
    if (wide_km <= widest_km) return;
    const std::string reach = shown({low, high});
    refuse({fmt::format("相连的街道东西、南北各不超过{:.0f}公里", widest_km),
            fmt::format("connected streets that reach over at most {:.0f} km each way", widest_km)},
           {fmt::format("{:.0f}公里（{}）", wide_km, reach), fmt::format("{:.0f} km ({})", wide_km, reach)},
           {"请用 --bbox 取一部分；跨越180度经线的地方不能一次读入",
            "take a part of it by --bbox; a place across longitude 180 cannot be read in one piece"});
  }

  void choose_features() {
    std::set<FeatureKind> given;
    for (const MapFeature& f : request_.stations) given.insert(f.kind);
    if (request_.hydrants_given) given.insert(FeatureKind::hydrant);
    for (const MapFeature& f : places_.features) {
      if (given.count(f.kind) == 0) result_.features.push_back(f);
    }
    for (const auto* const rows : {&request_.hydrants, &request_.stations}) {
      result_.features.insert(result_.features.end(), rows->begin(), rows->end());
    }
    if (!request_.hydrants.empty()) {
      notes().read("hydrants_of_table", {"表格中的消防栓", "hydrants of the table"},
                   static_cast<double>(request_.hydrants.size()));
    }
    if (!request_.stations.empty()) {
      notes().read("stations_of_table", {"表格中的站点", "stations of the table"},
                   static_cast<double>(request_.stations.size()));
    }
  }

  void drop_remote_compounds() {
    std::vector<PlanePoint> centres;
    for (const PlannedCompound& c : plan_.compounds) centres.push_back(c.centre);
    const auto metres = distances_to_streets(map_, plane_, centres);
    std::vector<PlannedCompound> kept;
    for (std::size_t i = 0; i < metres.size(); ++i) {
      if (metres[i] <= request_.params.compounds.snap_m) kept.push_back(std::move(plan_.compounds[i]));
    }
    if (const auto dropped = static_cast<double>(metres.size() - kept.size()); dropped > 0.0) {
      notes().dropped("compounds_remote", {"离街道太远的院落", "compounds too far from any street"}, dropped);
    }
    plan_.compounds = std::move(kept);
  }

  // Gates and stations become junctions of the streets.
  void set_on_streets() {
    std::vector<const MapFeature*> features;
    std::vector<PlanePoint> points;
    for (const MapFeature& f : result_.features) {
      if (f.kind == FeatureKind::clinic) continue;
      if (f.kind == FeatureKind::hydrant) {
        hydrants_.push_back(&f);
        continue;
      }
      features.push_back(&f);
      points.push_back(plane_.to_plane(f.place));
    }
    measure_hydrants();
    const auto metres = distances_to_streets(map_, plane_, points);
    std::vector<PlanePoint> wanted;
    for (const PlannedCompound& c : plan_.compounds) wanted.push_back(c.centre);
    std::vector<const MapFeature*> near;
    double dropped = 0.0, furthest = 0.0;
    for (std::size_t i = 0; i < features.size(); ++i) {
      if (metres[i] > request_.params.compounds.snap_m) {
        ++dropped;
        continue;
      }
      near.push_back(features[i]);
      wanted.push_back(points[i]);
      furthest = std::max(furthest, metres[i]);
    }
    if (dropped > 0.0)
      notes().dropped("stations_remote", {"离街道太远的站点", "stations too far from any street"}, dropped);
    const auto snapped = snap(map_, plane_, wanted);
    double gates_m = 0.0;
    for (std::size_t i = 0; i < plan_.compounds.size(); ++i) {
      gates_.push_back(snapped[i]);
      gates_m = std::max(gates_m, snapped[i].distance_m);
    }
    for (std::size_t k = 0; k < near.size(); ++k) {
      stations_.push_back({near[k], map_.junctions[snapped[plan_.compounds.size() + k].junction].place});
    }
    notes().assumed("gates_assumed",
                    {"院门设在离院落中心最近的街道处", "gates, set on the street nearest to the compound's middle"},
                    static_cast<double>(gates_.size()));
    notes().measured("gates_furthest", {"院门到院落中心的最大距离", "furthest gate from its compound's middle"}, "m",
                     gates_m);
    if (!near.empty())
      notes().measured("stations_moved", {"站点移到街道上的最大距离", "furthest that a station was moved to a street"},
                       "m", furthest);
  }

  void measure_hydrants() {
    std::vector<PlanePoint> points;
    for (const MapFeature* h : hydrants_) points.push_back(plane_.to_plane(h->place));
    const auto metres = distances_to_streets(map_, plane_, points);
    if (metres.empty()) return;
    notes().measured(
        "hydrants_furthest",
        {"消防栓到街道的最大距离（位置不移动）", "furthest hydrant from a street (they stay where they are)"}, "m",
        *std::max_element(metres.begin(), metres.end()));
  }

  void make_communities() {
    std::vector<PlanePoint> centres, corners;
    std::vector<double> weights;
    for (const PlannedCompound& c : plan_.compounds) {
      centres.push_back(c.centre);
      weights.push_back(c.residents);
      residents_ += c.residents;
      corners.insert(corners.end(), c.outline.begin(), c.outline.end());
    }
    for (const Snapped& gate : gates_) corners.push_back(plane_.to_plane(map_.junctions[gate.junction].place));
    constexpr double margin_m = 30.0;
    outline_ = hull(std::move(corners), margin_m);
    residents_ = request_.residents ? static_cast<double>(*request_.residents) : std::round(residents_);
    const double count = residents_ / static_cast<double>(request_.params.compounds.residents_per_community);
    communities_ =
        plan_communities(outline_, centres, weights, static_cast<std::size_t>(std::max(1.0, std::round(count))));
  }

  models::Name name_of_district() const {
    if (!request_.name.zh.empty() || !request_.name.en.empty()) return request_.name;
    const NamedPlace* best = nullptr;
    double best_m = 0.0;
    for (const NamedPlace& p : places_.names) {
      // A town rather than a hamlet or a part of one; of several the one nearest to the middle.
      const double metres = models::distance(p.at, {}).value + 1e7 * p.rank;
      if (best == nullptr || metres < best_m) {
        best = &p;
        best_m = metres;
      }
    }
    return best == nullptr ? models::Name{"导入片区", "Imported District"} : best->name;
  }

  void add_communities() {
    std::set<std::string> used;
    for (std::size_t i = 0; i < communities_.outlines.size(); ++i) {
      models::Name name{fmt::format("第{}社区", i + 1), fmt::format("Community {}", i + 1)};
      for (const NamedPlace& p : places_.names) {
        constexpr int part_of_one = 4;
        if (p.rank < part_of_one || !models::goes_round(communities_.outlines[i], p.at) || used.count(p.name.zh) > 0)
          continue;
        name = {p.name.zh + "一带", p.name.en};
        used.insert(p.name.zh);
        break;
      }
      result_.district.communities.push_back({name, closed(communities_.outlines[i], plane_)});
    }
  }

  // A residential area's own name, else that of the street at the gate; with a number where several share it.
  std::vector<models::Name> compound_names() const {
    std::map<std::string, int> shared, given;
    std::vector<models::Name> base;
    for (std::size_t i = 0; i < plan_.compounds.size(); ++i) {
      const models::Name& own = plan_.compounds[i].name;
      base.push_back(own.zh.empty() ? map_.streets[gates_[i].street].name : own);
      ++shared[base.back().zh];
    }
    std::vector<models::Name> names;
    for (std::size_t i = 0; i < base.size(); ++i) {
      const int number = ++given[base[i].zh];
      if (base[i].zh.empty()) {
        names.push_back({fmt::format("院落{}", number), fmt::format("Compound {}", number)});
      } else if (!plan_.compounds[i].name.zh.empty() && shared[base[i].zh] == 1) {
        names.push_back(base[i]);
      } else {
        names.push_back(
            {fmt::format("{}·院落{}", base[i].zh, number), fmt::format("{}, compound {}", base[i].en, number)});
      }
    }
    return names;
  }

  void fill_district() {
    models::District& district = result_.district;
    district.name = name_of_district();
    district.boundary = closed(outline_, plane_);
    add_communities();
    add_streets(map_, district, notes());
    const auto names = compound_names();
    std::vector<PlacedCompound> placed;
    for (std::size_t i = 0; i < plan_.compounds.size(); ++i) {
      placed.push_back(
          {&plan_.compounds[i], communities_.member[i], names[i], map_.junctions[gates_[i].junction].place});
    }
    try {
      const auto residents = static_cast<std::int64_t>(residents_);
      if (residents < least_residents) {
        refuse({fmt::format("至少{}名居民的地方", least_residents),
                fmt::format("a place of at least {} residents", least_residents)},
               {fmt::format("按规则得出{}名", residents), fmt::format("{} by the rules", residents)},
               {"可用 --residents 给出人数，或扩大范围", "give their number by --residents, or take a larger area"});
      }
      add_homes(placed, plan_.over_buildings, residents, request_.params, plane_, luck_, district, notes());
      add_services(map_, hydrants_, stations_, request_.params, plane_, luck_, district, notes());
    } catch (const ScenarioError& error) {
      std::vector<Problem> problems = error.problems();
      for (Problem& problem : problems) {
        if (problem.file.empty()) problem.file = data_.file;
      }
      throw ScenarioError(std::move(problems));
    }
  }

  // Fewer do not make families of all sizes.
  static constexpr std::int64_t least_residents = 100;

  const OsmData& data_;
  const ImportRequest& request_;
  DistrictLuck luck_;
  GeoBox box_;
  models::LocalPlane plane_{GeoPoint{}};
  StreetMap map_;
  MapPlaces places_;
  HomePlan plan_;
  std::vector<Snapped> gates_;
  std::vector<PlacedStation> stations_;
  std::vector<const MapFeature*> hydrants_;
  Ring outline_;
  CommunityPlan communities_;
  double residents_ = 0.0;
  Imported result_;
};

}  // namespace

Imported import_map(const OsmData& data, const ImportRequest& request) { return Import(data, request).run(); }

}  // namespace yuanluo::scenarios
