#include "scenarios/import/import_files.hpp"

#include <array>
#include <string_view>

#include "scenarios/import/feature_table.hpp"

#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {

std::string import_report_json(const OsmData& data, const Imported& imported) {
  constexpr std::array<std::string_view, note_kinds> sections{"read", "dropped", "assumed", "measured"};
  OrderedJson report{{"file", data.file}, {"bytes", data.bytes}};
  for (std::size_t k = 0; k < note_kinds; ++k) {
    OrderedJson section = OrderedJson::object();
    for (const Note& note : imported.notes.of(static_cast<NoteKind>(k))) {
      OrderedJson entry{{"value", note.value}};
      if (!note.unit.empty()) entry["unit"] = std::string(note.unit);
      entry["zh"] = std::string(note.text.zh);
      entry["en"] = std::string(note.text.en);
      section[std::string(note.key)] = std::move(entry);
    }
    report[std::string(sections[k])] = std::move(section);
  }
  return report.dump(1) + '\n';
}

std::string features_geojson(const std::vector<MapFeature>& features) {
  OrderedJson collection{{"type", "FeatureCollection"}, {"features", OrderedJson::array()}};
  for (const MapFeature& f : features) {
    OrderedJson properties{{"kind", std::string(feature_kind_words()[static_cast<std::size_t>(f.kind)])},
                           {"id", f.id},
                           {"name_zh", f.name.zh},
                           {"name_en", f.name.en}};
    if (f.diameter_mm) properties["diameter_mm"] = *f.diameter_mm;
    if (f.vehicles) properties["vehicles"] = *f.vehicles;
    if (!f.form.empty()) properties["form"] = f.form;
    if (!f.position.empty()) properties["position"] = f.position;
    collection["features"].push_back(
        {{"type", "Feature"},
         {"properties", std::move(properties)},
         {"geometry", {{"type", "Point"}, {"coordinates", OrderedJson::array({f.place.lon(), f.place.lat()})}}}});
  }
  // Names of a map are bytes of strangers: what is not UTF-8 is replaced rather than refused.
  return collection.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

std::string scenario_of_tables(const models::District& district, const std::string& folder) {
  const OrderedJson scenario{
      {"name", {{"zh", district.name.zh + "（由地图导入）"}, {"en", district.name.en + " (imported from a map)"}}},
      {"description",
       {{"zh", "街道、楼栋与站点取自地图，居民、设备与岗位按规则安置；来源与假定见导入报告"},
        {"en",
         "Streets, buildings and stations of a map; residents, devices and posts by rule. What was read and assumed "
         "stands in the report of the import"}}},
      {"district", {{"tables", folder}}},
      {"run", {{"days", 365}, {"replications", 20}}}};
  return scenario.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

}  // namespace yuanluo::scenarios
