#include "scenarios/import/feature_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include "scenarios/import/column_map.hpp"
#include "scenarios/json/document.hpp"
#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr std::array<std::string_view, 10> columns{"id",   "lon",         "lat",      "name_zh", "name_en",
                                                   "kind", "diameter_mm", "vehicles", "form",    "position"};
constexpr std::array<std::string_view, feature_kinds> kind_words{
    "hydrant", "fire_station", "ambulance_station", "hospital", "clinic", "care_home", "day_care"};

// One row, whatever the file: our columns with their texts, and where it stands.
struct Row {
  std::map<std::string, std::string> values;
  std::uint32_t line = 0;  // of CSV
  std::string pointer;     // of GeoJSON
};

class Reader {
 public:
  explicit Reader(const FeatureTable& table)
      : table_(table),
        file_(table.file.generic_string()),
        theirs_(read_column_map("--map", table.columns, columns)),
        kinds_(read_pairs("--kind-word", table.kinds)) {}

  std::vector<MapFeature> read() {
    FileText text = read_file(table_.file);
    if (!text.text) {
      problems_.add_json(file_, "", {"CSV或GeoJSON文件", "a CSV or GeoJSON file"}, text.found);
      problems_.raise();
    }
    std::string_view content = *text.text;
    if (content.substr(0, utf8_mark.size()) == utf8_mark) content.remove_prefix(utf8_mark.size());
    const auto first = content.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
      problems_.add_json(file_, "", {"CSV或GeoJSON文件", "a CSV or GeoJSON file"}, {"空文件", "an empty file"});
    } else if (content[first] == '{') {
      read_json(content);
    } else {
      read_csv(content);
    }
    problems_.raise();
    return std::move(features_);
  }

 private:
  std::string theirs(std::string_view ours) const {
    const auto found = theirs_.find(std::string(ours));
    return found == theirs_.end() ? std::string(ours) : found->second;
  }

  void report(const Row& row, std::string_view ours, models::Name wanted, models::Name found, models::Name hint = {}) {
    if (row.line > 0) {
      problems_.add_cell(file_, row.line, theirs(ours), std::move(wanted), std::move(found), std::move(hint));
    } else {
      problems_.add_json(file_, row.pointer + "/properties/" + theirs(ours), std::move(wanted), std::move(found),
                         std::move(hint));
    }
  }

  void read_csv(std::string_view content) {
    std::vector<Problem> found;
    const char separator = separator_of(content);
    decimal_comma_ = separator == ';';
    const auto rows = parse_csv(file_, content, found, separator);
    problems_.add_all(std::move(found));
    if (rows.empty()) return;
    const auto& header = rows.front().fields;
    std::map<std::string, std::size_t> field;
    for (const std::string_view ours : columns) {
      const auto at = std::find(header.begin(), header.end(), theirs(ours));
      if (at != header.end()) field.emplace(ours, static_cast<std::size_t>(at - header.begin()));
      const bool needed =
          ours == "lon" || ours == "lat" || (ours == "kind" && !table_.kind) || theirs_.count(std::string(ours)) > 0;
      if (at != header.end() || !needed) continue;
      const std::string list = fmt::format("{}", fmt::join(header, ", "));
      problems_.add_cell(file_, rows.front().line, "",
                         {fmt::format("列“{}”（可用 --map {}=列名 指明）", theirs(ours), ours),
                          fmt::format("a column \"{}\" (or say which by --map {}=THEIRS)", theirs(ours), ours)},
                         {"列 " + list, "the columns " + list});
    }
    if (!problems_.empty()) return;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const auto empty = [](const std::string& text) { return text.find_first_not_of(' ') == std::string::npos; };
      if (std::all_of(rows[i].fields.begin(), rows[i].fields.end(), empty)) continue;  // as spreadsheets leave them
      Row row;
      row.line = rows[i].line;
      for (const auto& [ours, index] : field) {
        if (index < rows[i].fields.size()) row.values[ours] = rows[i].fields[index];
      }
      const auto lon = number(row, "lon", -180.0, 180.0), lat = number(row, "lat", -90.0, 90.0);
      if (lon && lat) take(row, {*lon, *lat});
    }
  }

  void read_json(std::string_view content) {
    std::vector<Problem> found;
    const auto json = parse_json(file_, content, found);
    const bool readable = found.empty() && json.has_value();
    problems_.add_all(std::move(found));
    if (!readable) return;
    if (json->value("type", Json()) == "Feature") return take(*json, "");
    const auto features = json->find("features");
    if (features == json->end() || !features->is_array()) {
      problems_.add_json(file_, "/features", {"GeoJSON要素集", "a GeoJSON FeatureCollection"}, phrase(*json));
      return;
    }
    for (std::size_t i = 0; i < features->size(); ++i) take((*features)[i], fmt::format("/features/{}", i));
  }

  void take(const Json& feature, std::string pointer) {
    Row row;
    row.pointer = std::move(pointer);
    const auto place = point(feature, row.pointer);
    if (!place) return;
    const auto properties = feature.find("properties");
    for (const std::string_view ours : columns) {
      if (properties == feature.end() || !properties->is_object()) break;
      const auto value = properties->find(theirs(ours));
      if (value == properties->end() || value->is_null()) continue;
      row.values[std::string(ours)] = value->is_string() ? value->get<std::string>() : value->dump();
    }
    take(row, *place);
  }

  std::optional<Degrees> point(const Json& feature, const std::string& pointer) {
    const models::Name wanted{"点要素（[经度, 纬度]）", "a Point with [longitude, latitude]"};
    const auto geometry = feature.is_object() ? feature.find("geometry") : feature.end();
    if (!feature.is_object() || geometry == feature.end() || !geometry->is_object() ||
        geometry->value("type", Json()) != "Point") {
      problems_.add_json(file_, pointer + "/geometry", wanted, {"其他", "something else"});
      return std::nullopt;
    }
    const auto at = geometry->find("coordinates");
    if (at == geometry->end() || !at->is_array() || at->size() < 2 || !(*at)[0].is_number() || !(*at)[1].is_number() ||
        std::abs((*at)[0].get<double>()) > 180.0 || std::abs((*at)[1].get<double>()) > 90.0) {
      problems_.add_json(file_, pointer + "/geometry/coordinates", wanted,
                         at == geometry->end() ? nothing() : same(at->dump()));
      return std::nullopt;
    }
    return Degrees{(*at)[0].get<double>(), (*at)[1].get<double>()};
  }

  std::string text(const Row& row, const char* ours) const {
    const auto found = row.values.find(ours);
    return found == row.values.end() ? std::string{} : found->second;
  }

  static std::string with_point(std::string number) {
    std::replace(number.begin(), number.end(), ',', '.');
    return number;
  }

  std::optional<double> number(const Row& row, const char* ours, double low, double high) {
    const std::string value = decimal_comma_ ? with_point(text(row, ours)) : text(row, ours);
    const auto begin = value.find_first_not_of(' ');
    double result = 0.0;
    if (begin != std::string::npos) {
      const auto read = std::from_chars(value.data() + begin, value.data() + value.size(), result);
      const bool whole = std::all_of(read.ptr, value.data() + value.size(), [](char c) { return c == ' '; });
      if (read.ec == std::errc{} && whole && result >= low && result <= high) return result;
    }
    report(row, ours,
           {fmt::format("{}到{}的数（度）", low, high), fmt::format("a number from {} to {}, in degrees", low, high)},
           value.empty() ? nothing() : same(fmt::format("\"{}\"", value)),
           std::abs(result) > high
               ? models::Name{"经纬度是否颠倒，或坐标以米计？", "are longitude and latitude swapped, or in metres?"}
               : models::Name{});
    return std::nullopt;
  }

  // The digits in a text, "DN150" too; none where there are none.
  std::optional<int> digits(const Row& row, const char* ours, int low, int high) {
    const std::string value = text(row, ours);
    const auto begin = value.find_first_of("0123456789");
    if (begin == std::string::npos) return std::nullopt;
    int result = 0;
    const auto read = std::from_chars(value.data() + begin, value.data() + value.size(), result);
    if (read.ec == std::errc{} && result >= low && result <= high) return result;
    report(row, ours, {fmt::format("{}到{}的整数", low, high), fmt::format("a whole number from {} to {}", low, high)},
           same(fmt::format("\"{}\"", value)));
    return std::nullopt;
  }

  void take(const Row& row, Degrees place) {
    MapFeature feature;
    feature.kind = table_.kind.value_or(FeatureKind::hydrant);
    if (!table_.kind) {
      std::string word = text(row, "kind");
      if (const auto mapped = kinds_.find(word); mapped != kinds_.end()) word = mapped->second;
      const auto known = std::find(kind_words.begin(), kind_words.end(), word);
      if (known == kind_words.end()) {
        const std::string list = fmt::format("{}", fmt::join(kind_words, ", "));
        report(row, "kind", {list + " 之一", "one of " + list},
               word.empty() ? nothing() : same(fmt::format("\"{}\"", word)),
               {"可用 --kind-word 其用词=本系统用词", "say what it means by --kind-word THEIRS=OURS"});
        return;
      }
      feature.kind = static_cast<FeatureKind>(known - kind_words.begin());
    }
    feature.id = text(row, "id");
    feature.name = {text(row, "name_zh"), text(row, "name_en")};
    if (feature.name.zh.empty()) feature.name.zh = feature.name.en;
    if (feature.name.en.empty()) feature.name.en = feature.name.zh;
    feature.place = place_of(place, table_.datum);
    feature.diameter_mm = digits(row, "diameter_mm", 40, 400);
    feature.vehicles = digits(row, "vehicles", 0, 100);
    feature.form = text(row, "form");
    feature.position = text(row, "position");
    features_.push_back(std::move(feature));
  }

  const FeatureTable& table_;
  const std::string file_;
  const std::map<std::string, std::string> theirs_, kinds_;
  ProblemList problems_;
  bool decimal_comma_ = false;  // where semicolons separate, commas may be points
  std::vector<MapFeature> features_;
};

}  // namespace

std::span<const std::string_view> feature_columns() { return columns; }

std::span<const std::string_view> feature_kind_words() { return kind_words; }

std::vector<MapFeature> read_features(const FeatureTable& table) { return Reader(table).read(); }

}  // namespace yuanluo::scenarios
