#include "scenarios/import/map_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "scenarios/import/osm_rings.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr std::string_view homes[] = {"residential", "apartments", "dormitory",      "terrace",
                                      "flats",       "house",      "detached",       "semidetached_house",
                                      "bungalow",    "farm",       "cabin",          "static_caravan",
                                      "houseboat",   "ger",        "villa",          "duplex",
                                      "townhouse",   "tower",      "allotment_house"};
constexpr std::string_view houses[] = {
    "house", "detached", "semidetached_house", "bungalow", "farm", "cabin", "villa", "static_caravan", "houseboat",
    "ger",   "duplex",   "townhouse",          "terrace"};
constexpr std::string_view lands_without_homes[] = {"industrial",
                                                    "commercial",
                                                    "retail",
                                                    "railway",
                                                    "military",
                                                    "cemetery",
                                                    "farmland",
                                                    "farmyard",
                                                    "forest",
                                                    "quarry",
                                                    "landfill",
                                                    "allotments",
                                                    "orchard",
                                                    "vineyard",
                                                    "construction",
                                                    "brownfield",
                                                    "depot",
                                                    "basin",
                                                    "reservoir",
                                                    "education",
                                                    "religious",
                                                    "port",
                                                    "garages",
                                                    "recreation_ground",
                                                    "greenhouse_horticulture"};

std::optional<int> whole_at_start(std::string_view text, int low, int high) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || value < low || value > high) return std::nullopt;
  return value;
}

std::optional<int> levels_of(const OsmTags& tags) {
  if (const auto levels = whole_at_start(tags["building:levels"], 1, 120)) return levels;
  // A storey is taken as 3 m. Source: assumption.
  if (const auto height = whole_at_start(tags["height"], 2, 400)) return std::clamp((*height + 1) / 3, 1, 120);
  return std::nullopt;
}

std::optional<FeatureKind> feature_kind(const OsmTags& tags) {
  const std::string_view emergency = tags["emergency"], amenity = tags["amenity"], health = tags["healthcare"];
  if (emergency == "fire_hydrant") return FeatureKind::hydrant;
  if (emergency == "ambulance_station") return FeatureKind::ambulance_station;
  if (amenity == "fire_station") return FeatureKind::fire_station;
  if (amenity == "hospital" || health == "hospital") return FeatureKind::hospital;
  if (amenity == "clinic" || amenity == "doctors" || health == "clinic" || health == "centre" || health == "doctor") {
    return FeatureKind::clinic;
  }
  const std::string_view social = tags["social_facility"], people = tags["social_facility:for"];
  if (amenity == "nursing_home" || social == "nursing_home" || social == "assisted_living")
    return FeatureKind::care_home;
  const bool seniors =
      people.find("senior") != std::string_view::npos || people.find("elder") != std::string_view::npos;
  if (social == "group_home" && seniors) return FeatureKind::care_home;
  if (social == "day_care" && (seniors || people.empty())) return FeatureKind::day_care;
  return std::nullopt;
}

class Placer {
 public:
  Placer(const OsmData& data, const GeoBox& box, const models::LocalPlane& plane, ImportNotes& notes)
      : data_(data), box_(box), plane_(plane), notes_(notes) {}

  MapPlaces place() {
    for (const OsmNode& node : data_.nodes) {
      const auto at = data_.place(node.id);
      if (at && box_.contains(*at)) take_node(node, *at);
    }
    for (const OsmWay& way : data_.ways) {
      if (!way.tags.empty() && !way.tags.has("highway"))
        take(way.tags, "way", way.id, [&] { return area_of(data_, way, plane_); });
    }
    for (const OsmRelation& relation : data_.relations) {
      if (!relation.tags.is("type", "multipolygon")) continue;
      take(relation.tags, "relation", relation.id, [&] { return area_of(data_, relation, plane_); });
    }
    tell();
    return std::move(places_);
  }

 private:
  void take_node(const OsmNode& node, models::GeoPoint at) {
    if (const auto kind = feature_kind(node.tags)) add_feature(*kind, node.tags, fmt::format("node/{}", node.id), at);
    if (node.tags.has("building")) ++point_buildings_;
    const std::string_view place = node.tags["place"];
    constexpr std::string_view settlements[] = {"city", "town", "village", "hamlet"};
    constexpr std::string_view parts[] = {"suburb", "quarter", "neighbourhood", "city_block", "subdistrict", "borough"};
    const auto* const settlement = std::find(std::begin(settlements), std::end(settlements), place);
    if (!node.tags.has("name") || (settlement == std::end(settlements) && !one_of(place, parts))) return;
    const auto rank = static_cast<int>(settlement - std::begin(settlements));
    places_.names.push_back({name_of(node.tags), plane_.to_plane(at), rank});
  }

  void add_feature(FeatureKind kind, const OsmTags& tags, std::string id, models::GeoPoint at) {
    MapFeature feature;
    feature.kind = kind;
    feature.id = std::move(id);
    feature.name = name_of(tags);
    feature.place = at;
    if (kind == FeatureKind::hydrant) {
      feature.diameter_mm = whole_at_start(tags["fire_hydrant:diameter"], 40, 400);
      if (!feature.diameter_mm) feature.diameter_mm = whole_at_start(tags["diameter"], 40, 400);
      feature.form = tags["fire_hydrant:type"];
      feature.position = tags["fire_hydrant:position"];
    }
    places_.features.push_back(std::move(feature));
  }

  template <class AreaOf>
  void take(const OsmTags& tags, const char* type, std::int64_t id, AreaOf area_of_object) {
    const auto kind = feature_kind(tags);
    const std::string_view building = tags["building"], land = tags["landuse"];
    const bool is_building = !building.empty() && building != "no";
    const bool residential =
        land == "residential" || tags.is("place", "neighbourhood") || tags.is("place", "city_block");
    const bool other_land = one_of(land, lands_without_homes) || tags.is("amenity", "university") ||
                            tags.is("amenity", "school") || tags.is("amenity", "hospital");
    if (!kind && !is_building && !residential && !other_land) return;
    const OsmArea area = area_of_object();
    if (area.outlines.empty()) {
      ++open_outlines_;
      return;
    }
    bool first = true;
    for (const Ring& ring : area.outlines) {
      const models::PlanePoint middle = centroid(ring);
      const models::GeoPoint at = plane_.to_geo(middle);
      if (!box_.contains(at)) {
        ++outside_;
        continue;
      }
      if (kind && first) add_feature(*kind, tags, fmt::format("{}/{}", type, id), at);
      if (is_building) {
        const double holes = first ? area.holes_m2 : 0.0;
        add_building(tags, ring, middle, std::max(1.0, area_m2(ring) - holes));
      }
      if (residential || (other_land && !is_building))
        places_.areas.push_back({name_of(tags), ring, area_m2(ring), residential});
      first = false;
    }
  }

  void add_building(const OsmTags& tags, const Ring& ring, models::PlanePoint middle, double footprint_m2) {
    const std::string_view word = tags["building"];
    MapBuilding building;
    building.middle = middle;
    building.footprint_m2 = footprint_m2;
    building.levels = levels_of(tags);
    building.year = whole_at_start(tags["start_date"], 1900, 2100);
    building.house = one_of(word, houses);
    building.residential = one_of(word, homes);
    const bool in_use = tags.has("amenity") || tags.has("office") || tags.has("tourism") || tags.has("healthcare") ||
                        tags.has("emergency") || (tags.has("shop") && building.levels.value_or(1) < 3);
    building.unsaid = word == "yes" && !in_use;
    building.outline = ring;
    (building.residential ? homes_ : building.unsaid ? unsaid_ : other_buildings_) += 1.0;
    with_levels_ += building.levels ? 1.0 : 0.0;
    places_.buildings.push_back(std::move(building));
  }

  void tell() {
    std::array<double, feature_kinds> count{};
    for (const MapFeature& f : places_.features) ++count[static_cast<std::size_t>(f.kind)];
    constexpr std::array<std::pair<std::string_view, models::Text>, feature_kinds> kinds{
        {{"hydrants", {"消防栓", "hydrants"}},
         {"fire_stations", {"消防站", "fire stations"}},
         {"ambulance_stations", {"急救站", "ambulance stations"}},
         {"hospitals", {"医院", "hospitals"}},
         {"clinics", {"诊所", "clinics and doctors"}},
         {"care_homes", {"养老机构", "care homes"}},
         {"day_care", {"日间照料机构", "day-care facilities"}}}};
    for (std::size_t k = 0; k < feature_kinds; ++k) notes_.read(kinds[k].first, kinds[k].second, count[k]);
    notes_.read("buildings_residential", {"标为住宅的楼", "buildings tagged as homes"}, homes_);
    notes_.read("buildings_unsaid", {"用途未标的楼", "buildings whose use is not tagged"}, unsaid_);
    notes_.read("buildings_other", {"其他用途的楼", "buildings of other use"}, other_buildings_);
    notes_.read("buildings_with_levels", {"其中有层数的", "of all these, with levels or height"}, with_levels_);
    double residential = 0.0, other = 0.0;
    for (const MapArea& a : places_.areas) (a.residential ? residential : other) += 1.0;
    notes_.read("areas_residential", {"居住用地", "residential areas"}, residential);
    notes_.read("areas_other", {"无人居住的用地", "areas on which nobody lives"}, other);
    notes_.read("named_places", {"地名", "names of places"}, static_cast<double>(places_.names.size()));
    if (open_outlines_ > 0) {
      notes_.dropped(
          "outlines_open",
          {"轮廓不闭合或缺少节点的建筑与用地", "buildings and areas whose outline is not closed or lacks nodes"},
          open_outlines_);
    }
    if (outside_ > 0)
      notes_.dropped("areas_outside", {"范围之外的建筑与用地", "buildings and areas outside"}, outside_);
    if (point_buildings_ > 0) {
      notes_.dropped("buildings_as_points", {"仅以点表示的楼", "buildings that are only points"}, point_buildings_);
    }
    if (data_.relations_of_other_types > 0) {
      notes_.dropped("relations_other",
                     {"其他类型的关系（线路、边界等）", "relations of other types (routes, boundaries, …)"},
                     static_cast<double>(data_.relations_of_other_types));
    }
  }

  const OsmData& data_;
  const GeoBox box_;
  const models::LocalPlane& plane_;
  ImportNotes& notes_;
  MapPlaces places_;
  double open_outlines_ = 0, outside_ = 0, point_buildings_ = 0, homes_ = 0, unsaid_ = 0, other_buildings_ = 0;
  double with_levels_ = 0;
};

}  // namespace

MapPlaces map_places(const OsmData& data, const GeoBox& box, const models::LocalPlane& plane, ImportNotes& notes) {
  return Placer(data, box, plane, notes).place();
}

}  // namespace yuanluo::scenarios
