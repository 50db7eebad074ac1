// `yuanluo isochrone`: how far one gets in so many minutes, as polygons for a GIS.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/options.hpp"
#include "apps/output_folder.hpp"
#include "models/response/travel.hpp"
#include "models/roads/coverage.hpp"
#include "scenarios/build.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::GeoPoint;
using models::PlanePoint;
using models::StationKind;
using models::Text;
using models::TravelMode;

constexpr Text help{"等时圈：若干分钟内能到达的范围（GeoJSON）",
                    "isochrones: how far one gets in so many minutes, as GeoJSON"};
constexpr Text example{"yuanluo isochrone SCENARIO --from fire_station --mode fire_engine --hour 18 --minutes 3,5,8",
                       "yuanluo isochrone SCENARIO --from fire_station --mode fire_engine --hour 18 --minutes 3,5,8"};
constexpr Text from_text{"起点：站点类型、hydrants（消火栓）或 经度,纬度；可多次给出",
                         "origins: a kind of station, hydrants, or LON,LAT; may be given several times"};
constexpr Text mode_text{"出行方式", "how one moves"};
constexpr Text hour_text{"几点（0–23）：机动车按该时路况", "hour of the day (0–23), for the traffic"};
constexpr Text weekday_text{"星期几（1=周一）", "day of the week (1: Monday)"};
constexpr Text minutes_text{"分钟数，以逗号分隔", "minutes, with commas between them"};
constexpr Text out_text{"输出文件", "the file to write"};
constexpr Text closed_text{"封闭的街道编号（streets.geojson 中的次序，从 1 起）；可多次给出",
                           "a closed street, by its number from 1 in streets.geojson; may be given several times"};
constexpr Text minutes_column{"分钟", "minutes"};
constexpr Text area_column{"面积 km²", "area km²"};
constexpr Text compounds_column{"院落", "compounds"};
constexpr Text residents_column{"居民", "residents"};
constexpr Text share_column{"居民占比", "share of residents"};
constexpr Text origins_line{"{} 个起点，{}，周{} {} 时", "{} origins, {}, weekday {}, {}:00"};
constexpr Text written_line{"已写入 {}", "written: {}"};
constexpr Text bad_origin{"站点类型、hydrants 或 经度,纬度", "a kind of station, hydrants, or LON,LAT"};
constexpr Text no_origin{"至少一个起点", "at least one origin"};
constexpr Text bad_minutes{"0 到 600 之间的分钟数，以逗号分隔", "minutes above 0 up to 600, with commas between them"};
constexpr Text bad_street{"已有街道的编号（从 1 起）", "the number of a street, from 1"};

constexpr std::array<const char*, models::travel_modes> mode_words{"walking", "stretcher",   "e_bike",
                                                                   "car",     "fire_engine", "ambulance"};
constexpr std::array<const char*, models::station_kinds> station_words{
    "governance_centre", "care_complex", "day_care_centre", "micro_fire_station", "fire_station", "ambulance_station"};

struct IsochroneOptions {
  std::string file;
  std::vector<std::string> from{"fire_station"};
  std::string mode = "fire_engine";
  std::size_t hour = 12;
  std::size_t weekday = 1;
  std::vector<double> minutes{3.0, 5.0, 8.0};
  std::vector<std::size_t> closed;
  std::string out = "isochrone.geojson";
};

std::optional<GeoPoint> point_of(const std::string& text) {
  double lon = 0.0, lat = 0.0;
  int used = 0;
  if (std::sscanf(text.c_str(), "%lf,%lf%n", &lon, &lat, &used) != 2 || static_cast<std::size_t>(used) != text.size())
    return std::nullopt;
  if (!(std::abs(lon) <= 180.0 && std::abs(lat) <= 90.0)) return std::nullopt;
  return GeoPoint::from_degrees(lon, lat);
}

void refuse(const Console& console, const char* option, const Text& wanted, const std::string& found) {
  throw UsageError(console.language == models::Language::zh
                       ? fmt::format("{}：应为{}，实为 {}", option, console.in(wanted), found)
                       : fmt::format("{}: expected {}, got {}", option, console.in(wanted), found));
}

std::vector<GeoPoint> origins_of(const models::District& district, const IsochroneOptions& options,
                                 const Console& console) {
  std::vector<GeoPoint> origins;
  for (const std::string& from : options.from) {
    const auto kind = std::find(station_words.begin(), station_words.end(), from);
    if (kind != station_words.end()) {
      for (const models::Station& station : district.stations)
        if (station.kind == static_cast<StationKind>(kind - station_words.begin())) origins.push_back(station.position);
    } else if (from == "hydrants") {
      for (const models::Hydrant& hydrant : district.hydrants) origins.push_back(hydrant.position);
    } else if (const auto point = point_of(from)) {
      origins.push_back(*point);
    } else {
      refuse(console, "--from", bad_origin, from);
    }
  }
  if (origins.empty()) refuse(console, "--from", no_origin, fmt::format("{}", fmt::join(options.from, " ")));
  return origins;
}

Json ring_json(const std::vector<PlanePoint>& ring, const models::LocalPlane& plane) {
  Json positions = Json::array();
  for (const PlanePoint p : ring) {
    const GeoPoint g = plane.to_geo(p);
    positions.push_back({std::round(g.lon() * 1e6) / 1e6, std::round(g.lat() * 1e6) / 1e6});
  }
  return positions;
}

struct Reached {
  double area_km2 = 0.0;
  std::size_t compounds = 0, residents = 0;
};

Json feature(const std::vector<models::GridPolygon>& polygons, const models::LocalPlane& plane, Json properties) {
  Json coordinates = Json::array();
  for (const models::GridPolygon& polygon : polygons) {
    Json rings = Json::array({ring_json(polygon.outer, plane)});
    for (const auto& hole : polygon.holes) rings.push_back(ring_json(hole, plane));
    coordinates.push_back(std::move(rings));
  }
  return {{"type", "Feature"},
          {"properties", std::move(properties)},
          {"geometry", {{"type", "MultiPolygon"}, {"coordinates", std::move(coordinates)}}}};
}

int isochrone(IsochroneOptions options, const Console& console) {
  std::sort(options.minutes.begin(), options.minutes.end());
  for (const double minutes : options.minutes)
    if (!(minutes > 0.0 && minutes <= 600.0)) refuse(console, "--minutes", bad_minutes, fmt::format("{:g}", minutes));
  const scenarios::Spec spec = scenarios::load_spec(options.file);
  const models::District district = scenarios::build_district(spec);
  const models::LocalPlane plane(district.compounds.front().centre);
  const auto mode =
      static_cast<TravelMode>(std::find(mode_words.begin(), mode_words.end(), options.mode) - mode_words.begin());
  const TravelMode built = mode == TravelMode::ambulance ? TravelMode::fire_engine : mode;
  models::Roads roads(district, plane, spec.settings.roads, {&built, 1});
  if (!options.closed.empty()) {
    std::vector<std::uint32_t> closed;
    for (const std::size_t street : options.closed) {
      if (street < 1 || street > district.streets.size())
        refuse(console, "--closed", bad_street, fmt::format("{} / {}", street, district.streets.size()));
      closed.push_back(static_cast<std::uint32_t>(street - 1));
    }
    roads = roads.with_closed(closed);
  }
  models::CoverageQuestion question;
  question.mode = mode;
  for (const GeoPoint p : origins_of(district, options, console))
    question.origins.push_back(roads.doorstep(mode, plane.to_plane(p)));
  question.limit_s = options.minutes.back() * 60.0;
  if (traveller_of(mode) == models::Traveller::vehicle)
    question.slowest_factor = models::traffic_factor(spec.settings.roads, options.hour, options.weekday - 1);
  question.seconds = [&](models::Way way) {
    return models::typical_seconds(spec.settings, mode, way, options.hour, options.weekday - 1);
  };

  const models::GridField field = models::arrival_field(roads, spec.settings.roads, question);
  std::vector<models::Doorstep> gates;
  for (const models::Compound& c : district.compounds) gates.push_back(roads.doorstep(mode, plane.to_plane(c.gate)));
  const std::vector<double> seconds = models::arrival_seconds(roads, question, gates);
  std::vector<std::size_t> residents(district.compounds.size(), 0);
  for (const models::Resident& r : district.residents)
    ++residents[district.buildings[district.households[r.household.index()].building.index()].compound.index()];

  Json features = Json::array();
  Table table({{std::string(console.in(minutes_column)), Table::Align::right},
               {std::string(console.in(area_column)), Table::Align::right},
               {std::string(console.in(compounds_column)), Table::Align::right},
               {std::string(console.in(residents_column)), Table::Align::right},
               {std::string(console.in(share_column)), Table::Align::right}});
  for (const double minutes : options.minutes) {
    const auto polygons = models::below(field, minutes * 60.0);
    Reached reached;
    for (const models::GridPolygon& polygon : polygons) {
      reached.area_km2 += 1e-6 * models::signed_area_m2(polygon.outer);
      for (const auto& hole : polygon.holes) reached.area_km2 += 1e-6 * models::signed_area_m2(hole);
    }
    for (std::size_t i = 0; i < gates.size(); ++i)
      if (seconds[i] <= minutes * 60.0) {
        ++reached.compounds;
        reached.residents += residents[i];
      }
    const double share =
        static_cast<double>(reached.residents) / std::max(1.0, static_cast<double>(district.residents.size()));
    features.push_back(feature(polygons, plane,
                               {{"minutes", minutes},
                                {"mode", options.mode},
                                {"hour", options.hour},
                                {"weekday", options.weekday},
                                {"origins", question.origins.size()},
                                {"area_km2", std::round(reached.area_km2 * 1e4) / 1e4},
                                {"compounds", reached.compounds},
                                {"residents", reached.residents},
                                {"share_of_residents", std::round(share * 1e4) / 1e4}}));
    table.add({fmt::format("{:g}", minutes), fmt::format("{:.3f}", reached.area_km2), grouped(reached.compounds),
               grouped(reached.residents), fmt::format("{:.1f} %", 100.0 * share)});
  }
  const std::string text = Json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump() + "\n";
  if (console.json) {
    console.print(text.substr(0, text.size() - 1));
    return success;
  }
  write_file(options.out, text);
  console.print(console.text(origins_line, question.origins.size(), options.mode, options.weekday, options.hour));
  print_table(console, table);
  console.tell(console.text(written_line, options.out));
  return success;
}

}  // namespace

void add_isochrone(CommandLine& line) {
  const auto options = std::make_shared<IsochroneOptions>();
  Arguments app =
      line.add("isochrone", help, example, [options](const Console& console) { return isochrone(*options, console); });
  app.option("file", options->file, line.in(Say::scenario_file)).required();
  app.option("--from", options->from, line.in(from_text)).repeated();
  app.option("--mode", options->mode, line.in(mode_text)).one_of({mode_words.begin(), mode_words.end()});
  app.option("--hour", options->hour, line.in(hour_text)).range(0, 23);
  app.option("--weekday", options->weekday, line.in(weekday_text)).range(1, 7);
  app.option("--minutes", options->minutes, line.in(minutes_text)).list();
  app.option("--closed", options->closed, line.in(closed_text)).list();
  app.option("-o,--out", options->out, line.in(out_text));
}

}  // namespace yuanluo::apps
