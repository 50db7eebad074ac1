// `yuanluo import`: a district from a map, or its hydrants and stations from a table.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/output_folder.hpp"
#include "scenarios/import/feature_table.hpp"
#include "scenarios/import/import_files.hpp"
#include "scenarios/import/import_map.hpp"
#include "scenarios/import/osm_reader.hpp"
#include "scenarios/import/table_import.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/tables.hpp"

namespace yuanluo::apps {
namespace {

namespace fs = std::filesystem;
using models::Text;
using scenarios::FeatureKind;
using scenarios::NoteKind;

constexpr Text help{
    "从OpenStreetMap文件建立片区数据表，或从CSV、GeoJSON表格换上消防栓与站点",
    "Make the tables of a district from an OpenStreetMap file, or take hydrants and stations from CSV or GeoJSON"};
constexpr Text example{
    "yuanluo import osm chengdu.osm.pbf --bbox 104.09,30.65,104.12,30.68 --out my-district\n"
    "  yuanluo import hydrants hydrants.csv --map lon=X --map lat=Y --map diameter_mm=DN --tables my-district --out "
    "my-district",
    "yuanluo import osm chengdu.osm.pbf --bbox 104.09,30.65,104.12,30.68 --out my-district\n"
    "  yuanluo import hydrants hydrants.csv --map lon=X --map lat=Y --map diameter_mm=DN --tables my-district --out "
    "my-district"};
constexpr Text what_help{"导入什么：osm（地图）、hydrants（消防栓表）、stations（站点表）",
                         "What to import: osm (a map), hydrants or stations (a table)"};
constexpr Text file_help{"地图文件（XML、PBF，可为gzip或bzip2压缩，或Overpass的JSON），或CSV、GeoJSON表格",
                         "The map (XML, also compressed by gzip or bzip2, PBF, or JSON of Overpass), or the CSV or "
                         "GeoJSON table"};
constexpr Text out_help{"数据表所写入的文件夹；旁边另写场景文件、导入报告与设施点",
                        "Folder for the tables; the scenario, the report and the places of help are written beside it"};
constexpr Text bbox_help{"范围：西,南,东,北（WGS-84，度）", "Area: west,south,east,north (WGS-84, degrees)"};
constexpr Text datum_help{"文件坐标的基准：wgs84（默认）或gcj02",
                          "Datum of the file's coordinates: wgs84 (default) or gcj02"};
constexpr Text spread_help{"居民安置依据：either（默认）、buildings（楼栋）、blocks（街块）",
                           "What residents are spread over: either (default), buildings, blocks"};
constexpr Text residents_help{"居民总数（默认按建筑面积或街块密度推算）",
                              "Number of residents (else from floor area or the density of blocks)"};
constexpr Text parameters_help{"导入参数文件（JSON，见docs/import.md）",
                               "File of import parameters (JSON, see docs/import.md)"};
constexpr Text name_zh_help{"片区中文名", "Chinese name of the district"};
constexpr Text name_en_help{"片区英文名", "English name of the district"};
constexpr Text hydrants_help{"另用此表的消防栓代替地图的", "Table of hydrants that replace those of the map"};
constexpr Text stations_help{"另用此表的站点代替地图上同类的",
                             "Table of stations that replace those of their kind on the map"};
constexpr Text map_help{"表格列名对应：本系统列名=文件列名，可重复",
                        "Column of the table: OURS=THEIRS; may be repeated"};
constexpr Text kind_help{"表格中所有行的类别", "Kind of all rows of the table"};
constexpr Text kind_word_help{"类别用词对应：文件用词=本系统用词，可重复",
                              "Word for a kind: THEIRS=OURS; may be repeated"};
constexpr Text tables_help{"要换上消防栓或站点的片区数据表文件夹",
                           "Folder of the district tables whose hydrants or stations are replaced"};

constexpr std::array<Text, scenarios::note_kinds> section_titles{
    {{"读到", "Read"}, {"舍弃", "Dropped"}, {"假定", "Assumed"}, {"结果", "Result"}}};
constexpr Text wrote{"已写入：{}", "Wrote {}"};
constexpr Text kept_scenario{"已有场景文件 {}，未改动", "Kept the scenario file {} that was there"};
constexpr Text run_it{"可运行：yuanluo run {}", "To run it: yuanluo run {}"};
constexpr Text read_file_line{"{}：{:.1f} MB", "{}: {:.1f} MB"};
constexpr Text replaced_line{"{}：读到 {} 行，现有消防栓 {} 个、站点 {} 个",
                             "{}: {} rows; the tables now have {} hydrants and {} stations"};
constexpr Text far_line{"注意：其中 {} 行离片区超过 {:.0f} 公里",
                        "Note: {} of the rows lie more than {:.0f} km from the district"};

struct ImportOptions {
  std::string what, file, out, bbox, parameters, tables, hydrants, stations, kind;
  std::string datum = "wgs84", spread = "either";
  std::int64_t residents = 0;
  models::Name name;
  std::vector<std::string> columns, kind_words;
};

[[noreturn]] void refuse_row(std::string file, models::Name wanted, models::Name found, models::Name hint = {}) {
  scenarios::Problem problem;
  problem.file = std::move(file);
  problem.wanted = std::move(wanted);
  problem.found = std::move(found);
  problem.hint = std::move(hint);
  throw scenarios::ScenarioError({problem});
}

[[noreturn]] void refuse(std::string option, models::Name wanted, const std::string& found) {
  refuse_row(std::move(option), std::move(wanted),
             found.empty() ? models::Name{"空", "nothing"} : scenarios::same(fmt::format("\"{}\"", found)));
}

scenarios::GeoBox box_of(const std::string& text) {
  std::array<double, 4> sides{};
  std::size_t count = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (count < sides.size() && at != end) {
    const auto read = std::from_chars(at, end, sides[count]);
    if (read.ec != std::errc{} || !std::isfinite(sides[count])) break;
    ++count;
    at = read.ptr;
    if (at != end && *at == ',' && count < sides.size()) ++at;
  }
  const auto [west, south, east, north] = sides;
  const bool good = count == 4 && at == end && west < east && south < north && west >= -180.0 && east <= 180.0 &&
                    south >= -90.0 && north <= 90.0;
  if (!good) {
    refuse("--bbox",
           {"西,南,东,北，如 104.09,30.65,104.12,30.68", "west,south,east,north, such as 104.09,30.65,104.12,30.68"},
           text);
  }
  return {models::GeoPoint::from_degrees(west, south), models::GeoPoint::from_degrees(east, north)};
}

std::optional<FeatureKind> kind_of(const std::string& word) {
  if (word.empty()) return std::nullopt;
  const auto words = scenarios::feature_kind_words();
  const auto at = std::find(words.begin(), words.end(), word);
  if (at == words.end()) {
    const std::string list = fmt::format("{}", fmt::join(words, ", "));
    refuse("--kind", {list + " 之一", "one of " + list}, word);
  }
  return static_cast<FeatureKind>(at - words.begin());
}

scenarios::FeatureTable table_of(const ImportOptions& options, const std::string& file, bool hydrants) {
  scenarios::FeatureTable table;
  table.file = file;
  table.columns = options.columns;
  table.kinds = options.kind_words;
  table.kind = hydrants ? std::optional(FeatureKind::hydrant) : kind_of(options.kind);
  table.datum = options.datum == "gcj02" ? scenarios::Datum::gcj02 : scenarios::Datum::wgs84;
  return table;
}

void print_notes(const scenarios::ImportNotes& notes, const Console& console) {
  for (std::size_t k = 0; k < scenarios::note_kinds; ++k) {
    const auto& section = notes.of(static_cast<NoteKind>(k));
    if (section.empty()) continue;
    console.print();
    console.print(console.in(section_titles[k]));
    for (const scenarios::Note& note : section) {
      const bool whole = note.value == std::floor(note.value) && note.value < 1e15;
      const bool share = note.unit == "1" && !whole;
      const std::string value = share   ? fmt::format("{:.1f} %", 100.0 * note.value)
                                : whole ? grouped(static_cast<std::uint64_t>(note.value))
                                        : figure(note.value);
      const std::string unit = note.unit == "1" || note.unit.empty() ? "" : " " + std::string(note.unit);
      console.print(fmt::format("  {:>12}  {}", value + unit, console.in(note.text)));
    }
  }
}

int import_osm(const ImportOptions& options, const Console& console) {
  scenarios::ImportRequest request;
  if (!options.parameters.empty()) request.params = scenarios::read_import_params(options.parameters);
  if (!options.bbox.empty()) request.box = box_of(options.bbox);
  request.spread = options.spread == "buildings" ? scenarios::SpreadOver::buildings
                   : options.spread == "blocks"  ? scenarios::SpreadOver::blocks
                                                 : scenarios::SpreadOver::either;
  if (options.residents > 0) request.residents = options.residents;
  request.name = options.name;
  if (request.name.zh.empty()) request.name.zh = request.name.en;
  if (request.name.en.empty()) request.name.en = request.name.zh;
  if (!options.hydrants.empty()) {
    request.hydrants = scenarios::read_features(table_of(options, options.hydrants, true));
    request.hydrants_given = true;
  }
  if (!options.stations.empty())
    request.stations = scenarios::read_features(table_of(options, options.stations, false));
  const auto datum = options.datum == "gcj02" ? scenarios::Datum::gcj02 : scenarios::Datum::wgs84;
  request.datum = datum;
  const scenarios::OsmData data = scenarios::read_osm(fs::path(options.file), datum);
  console.tell(console.text(read_file_line, options.file, static_cast<double>(data.bytes) / 1e6));
  const scenarios::Imported imported = scenarios::import_map(data, request);

  fs::path folder = fs::path(options.out).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  scenarios::write_tables(imported.district, folder);
  const auto beside = [&](const char* ending) { return fs::path(folder.string() + ending); };
  const std::string report = scenarios::import_report_json(data, imported);
  write_file(beside(".import.json"), report);
  write_file(beside(".features.geojson"), scenarios::features_geojson(imported.features));
  const fs::path scenario = beside(".json");
  const bool had_scenario = fs::exists(scenario);
  if (!had_scenario) {
    write_file(scenario, scenarios::scenario_of_tables(imported.district, folder.filename().string()));
  }
  if (console.json) {
    console.print(report);
    return success;
  }
  console.print(console.in(imported.district.name));
  print_notes(imported.notes, console);
  console.print();
  console.tell(console.text(wrote, folder.generic_string() + "/, " + beside(".import.json").generic_string() + ", " +
                                       beside(".features.geojson").generic_string()));
  console.tell(had_scenario ? console.text(kept_scenario, scenario.generic_string())
                            : console.text(wrote, scenario.generic_string()));
  console.tell(console.text(run_it, scenario.generic_string()));
  return success;
}

int import_table(const ImportOptions& options, const Console& console) {
  if (options.tables.empty()) {
    refuse("--tables", {"片区数据表文件夹", "the folder of the district tables that take them"}, {});
  }
  const bool hydrants = options.what == "hydrants";
  const auto features = scenarios::read_features(table_of(options, options.file, hydrants));
  models::District district = scenarios::read_tables(options.tables);
  if (const std::size_t far = scenarios::far_away(features, district); far > 0) {
    const models::GeoPoint there = district.compounds.front().centre;
    if (far == features.size()) {
      refuse_row(options.file,
                 {fmt::format("离片区（{:.4f},{:.4f}）{:.0f}公里以内的点", there.lon(), there.lat(), scenarios::far_km),
                  fmt::format("points within {:.0f} km of the district ({:.4f},{:.4f})", scenarios::far_km, there.lon(),
                              there.lat())},
                 {"全部更远", "all of them further away"},
                 {"经纬度是否颠倒，或为另一地的表格？", "are longitude and latitude swapped, or is it another place?"});
    }
    console.tell(console.text(far_line, far, scenarios::far_km));
  }
  scenarios::replace_features(features, {}, district);
  scenarios::write_tables(district, options.out);
  console.print(
      console.text(replaced_line, options.file, features.size(), district.hydrants.size(), district.stations.size()));
  console.tell(console.text(wrote, options.out));
  return success;
}

int import(const ImportOptions& options, const Console& console) {
  return options.what == "osm" ? import_osm(options, console) : import_table(options, console);
}

}  // namespace

void add_import(CommandLine& line) {
  const auto options = std::make_shared<ImportOptions>();
  Arguments app =
      line.add("import", help, example, [options](const Console& console) { return import(*options, console); });
  app.option("what", options->what, line.in(what_help)).required().one_of({"osm", "hydrants", "stations"});
  app.option("file", options->file, line.in(file_help)).required();
  app.option("-o,--out", options->out, line.in(out_help)).required();
  app.option("--bbox", options->bbox, line.in(bbox_help));
  app.option("--datum", options->datum, line.in(datum_help)).one_of({"wgs84", "gcj02"});
  app.option("--spread", options->spread, line.in(spread_help)).one_of({"either", "buildings", "blocks"});
  app.option("--residents", options->residents, line.in(residents_help)).range(1, 100000000);
  app.option("--parameters", options->parameters, line.in(parameters_help));
  app.option("--name-zh", options->name.zh, line.in(name_zh_help));
  app.option("--name-en", options->name.en, line.in(name_en_help));
  app.option("--hydrants", options->hydrants, line.in(hydrants_help));
  app.option("--stations", options->stations, line.in(stations_help));
  app.option("--map", options->columns, line.in(map_help)).repeated();
  app.option("--kind", options->kind, line.in(kind_help));
  app.option("--kind-word", options->kind_words, line.in(kind_word_help)).repeated();
  app.option("--tables", options->tables, line.in(tables_help));
}

}  // namespace yuanluo::apps
