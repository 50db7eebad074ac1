#include "scenarios/tables/geojson_writer.hpp"

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "scenarios/tables/columns.hpp"
#include "scenarios/tables/csv_writer.hpp"
#include "scenarios/tables/key.hpp"
#include "scenarios/tables/street_properties.hpp"

namespace yuanluo::scenarios {
namespace {

// One feature a line, so that a difference between two files is readable.
class Collection {
 public:
  void feature(const nlohmann::ordered_json& properties, std::string_view geometry,
               const std::vector<models::GeoPoint>& points) {
    text_ += first_ ? "\n" : ",\n";
    first_ = false;
    text_ += R"({"type":"Feature","properties":)";
    text_ += properties.dump();
    text_ += R"(,"geometry":{"type":")";
    text_ += geometry;
    const bool polygon = geometry == "Polygon";
    text_ += polygon ? R"(","coordinates":[[)" : R"(","coordinates":[)";
    for (std::size_t i = 0; i < points.size(); ++i) {
      text_ += (i == 0 ? "[" : ",[") + degrees(points[i].lon_e7) + "," + degrees(points[i].lat_e7) + "]";
    }
    text_ += polygon ? "]]}}" : "]}}";
  }

  std::string text() && { return std::move(text_) + "\n]}\n"; }

 private:
  std::string text_ = R"({"type":"FeatureCollection","features":[)";
  bool first_ = true;
};

template <class Enum>
std::string word_of(std::span<const std::string_view> words, Enum value) {
  return std::string(words[static_cast<std::size_t>(value)]);
}

}  // namespace

std::string places_geojson(const models::District& d) {
  Collection places;
  places.feature({{"kind", "district"}, {"id", "district"}, {"name_zh", d.name.zh}, {"name_en", d.name.en}}, "Polygon",
                 d.boundary);
  for (std::size_t i = 0; i < d.communities.size(); ++i) {
    const models::Community& c = d.communities[i];
    places.feature({{"kind", "community"},
                    {"id", row_key(TableKind::communities, i, d.communities.size())},
                    {"name_zh", c.name.zh},
                    {"name_en", c.name.en}},
                   "Polygon", c.boundary);
  }
  for (std::size_t i = 0; i < d.compounds.size(); ++i) {
    const models::Compound& c = d.compounds[i];
    places.feature({{"kind", "compound"},
                    {"id", row_key(TableKind::compounds, i, d.compounds.size())},
                    {"name_zh", c.name.zh},
                    {"name_en", c.name.en}},
                   "Polygon", c.boundary);
  }
  return std::move(places).text();
}

std::string streets_geojson(const models::District& d) {
  Collection streets;
  for (std::size_t i = 0; i < d.streets.size(); ++i) {
    const models::Street& s = d.streets[i];
    nlohmann::ordered_json properties{{"id", row_key(TableKind::streets, i, d.streets.size())},
                                      {"name_zh", s.name.zh},
                                      {"name_en", s.name.en},
                                      {"class", word_of(street_class_words(), s.kind)},
                                      {"oneway", s.oneway}};
    if (s.speed_kmh) properties["speed_kmh"] = *s.speed_kmh;
    if (s.lanes) properties["lanes"] = *s.lanes;
    for (std::size_t who = 0; who < models::travellers; ++who) {
      if (s.access[who]) properties[std::string(traveller_properties[who])] = word_of(permission_words, *s.access[who]);
    }
    if (s.barrier != models::Barrier::none) properties["barrier"] = word_of(barrier_words, s.barrier);
    if (s.layer != 0) properties["layer"] = s.layer;
    streets.feature(properties, "LineString", s.points);
  }
  return std::move(streets).text();
}

}  // namespace yuanluo::scenarios
