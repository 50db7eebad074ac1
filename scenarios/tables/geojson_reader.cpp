#include "scenarios/tables/geojson_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "scenarios/json/suggestion.hpp"

namespace yuanluo::scenarios {
namespace {

const Json* member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

models::Name phrase_of(const Json* value) { return value == nullptr ? nothing() : phrase(*value); }

// Twice the signed area, in exact integers where differences fit.
double signed_area(const std::vector<models::GeoPoint>& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].lon_e7 - static_cast<double>(ring[0].lon_e7),
                 ay = ring[i].lat_e7 - static_cast<double>(ring[0].lat_e7);
    const double bx = ring[i + 1].lon_e7 - static_cast<double>(ring[0].lon_e7),
                 by = ring[i + 1].lat_e7 - static_cast<double>(ring[0].lat_e7);
    twice += ax * by - bx * ay;
  }
  return twice;
}

}  // namespace

FeatureReader::FeatureReader(std::string file, const Json& collection, ProblemList& problems)
    : file_(std::move(file)), problems_(problems) {
  const Json* type = member(collection, "type");
  if (type == nullptr || *type != "FeatureCollection") {
    problems_.add_json(file_, type == nullptr ? "" : "/type", same("\"FeatureCollection\""), phrase_of(type));
    return;
  }
  if (const Json* crs = member(collection, "crs"); crs != nullptr && !crs->is_null()) {
    const Json* properties = member(*crs, "properties");
    const Json* name = properties == nullptr ? nullptr : member(*properties, "name");
    const std::string text = name != nullptr && name->is_string() ? name->get<std::string>() : "";
    if (text.find("CRS84") == std::string::npos && text.find("4326") == std::string::npos) {
      problems_.add_json(file_, "/crs", {"WGS-84坐标（CRS84）", "coordinates in WGS-84 (CRS84)"},
                         phrase_of(name != nullptr ? name : crs));
    }
  }
  const Json* features = member(collection, "features");
  if (features == nullptr || !features->is_array()) {
    problems_.add_json(file_, "/features", {"要素数组", "an array of features"}, phrase_of(features));
    return;
  }
  features_ = features;
}

bool FeatureReader::next() {
  if (features_ == nullptr) return false;
  if (begun_) ++index_;
  begun_ = true;
  return index_ < features_->size();
}

std::string FeatureReader::pointer() const { return fmt::format("/features/{}", index_); }

const Json* FeatureReader::property(std::string_view name) const {
  const Json* properties = member((*features_)[index_], "properties");
  return properties == nullptr ? nullptr : member(*properties, name);
}

void FeatureReader::report(std::string_view name, models::Name wanted, models::Name found, models::Name hint) {
  problems_.add_json(file_, pointer() + "/properties/" + std::string(name), std::move(wanted), std::move(found),
                     std::move(hint));
}

std::string FeatureReader::text(std::string_view name, bool may_be_missing) {
  const Json* value = property(name);
  if (value != nullptr && value->is_string()) return value->get<std::string>();
  if (may_be_missing && (value == nullptr || value->is_null())) return {};
  report(name, {"文字", "a text"}, phrase_of(value));
  return {};
}

bool FeatureReader::yes_no(std::string_view name) {
  const Json* value = property(name);
  if (value != nullptr && value->is_boolean()) return value->get<bool>();
  report(name, {"true或false", "true or false"}, phrase_of(value));
  return false;
}

std::size_t FeatureReader::word(std::string_view name, std::span<const std::string_view> words) {
  const Json* value = property(name);
  const std::string text = value != nullptr && value->is_string() ? value->get<std::string>() : "";
  const auto found = std::find(words.begin(), words.end(), text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  report(name, {fmt::format("{}之一", fmt::join(words, "、")), fmt::format("one of {}", fmt::join(words, ", "))},
         phrase_of(value), did_you_mean(text, std::vector<std::string>(words.begin(), words.end())));
  return words.size();
}

std::optional<std::int64_t> FeatureReader::optional_whole(std::string_view name, std::int64_t low, std::int64_t high) {
  const Json* value = property(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (value->is_number_integer()) {
    const bool fits = !value->is_number_unsigned() || value->get<std::uint64_t>() <= static_cast<std::uint64_t>(high);
    if (fits && value->get<std::int64_t>() >= low && value->get<std::int64_t>() <= high)
      return value->get<std::int64_t>();
  }
  report(name, {fmt::format("{}到{}的整数", low, high), fmt::format("a whole number from {} to {}", low, high)},
         phrase_of(value));
  return std::nullopt;
}

std::optional<std::size_t> FeatureReader::optional_word(std::string_view name,
                                                        std::span<const std::string_view> words) {
  const Json* value = property(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  const std::size_t found = word(name, words);
  return found < words.size() ? std::optional(found) : std::nullopt;
}

const Json* FeatureReader::coordinates(std::string_view type) {
  const Json& feature = (*features_)[index_];
  const Json* geometry = member(feature, "geometry");
  const Json* found = geometry == nullptr ? nullptr : member(*geometry, "type");
  if (found == nullptr || *found != type) {
    problems_.add_json(file_, pointer() + "/geometry" + (found == nullptr ? "" : "/type"),
                       same(fmt::format("\"{}\"", type)), phrase_of(found));
    return nullptr;
  }
  const Json* coordinates = member(*geometry, "coordinates");
  if (coordinates == nullptr || !coordinates->is_array()) {
    problems_.add_json(file_, pointer() + "/geometry/coordinates", {"坐标数组", "an array of positions"},
                       phrase_of(coordinates));
    return nullptr;
  }
  return coordinates;
}

std::vector<models::GeoPoint> FeatureReader::points(const Json& positions, const std::string& at) {
  std::vector<models::GeoPoint> points;
  bool good = true;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const Json& position = positions[i];
    const std::string here = fmt::format("{}/{}", at, i);
    if (!position.is_array() || position.size() < 2 || !position[0].is_number() || !position[1].is_number()) {
      problems_.add_json(file_, here, {"经度和纬度", "longitude and latitude"}, phrase(position));
      good = false;
      continue;
    }
    const double lon = position[0].get<double>(), lat = position[1].get<double>();
    if (std::abs(lon) > 180.0 || std::abs(lat) > 90.0) {
      const bool swapped = std::abs(lon) <= 90.0 && std::abs(lat) <= 180.0;
      problems_.add_json(
          file_, here, {"经度-180到180、纬度-90到90", "longitude from -180 to 180 and latitude from -90 to 90"},
          same(fmt::format("{}, {}", lon, lat)),
          swapped ? models::Name{"经度和纬度是否颠倒？", "are longitude and latitude swapped?"} : models::Name{});
      good = false;
      continue;
    }
    points.push_back(models::GeoPoint::from_degrees(lon, lat));
  }
  if (!good) points.clear();
  return points;
}

std::vector<models::GeoPoint> FeatureReader::ring() {
  const Json* rings = coordinates("Polygon");
  if (rings == nullptr) return {};
  const std::string at = pointer() + "/geometry/coordinates";
  if (rings->size() != 1 || !(*rings)[0].is_array()) {
    problems_.add_json(file_, at, {"一个无洞的环", "one ring, without holes"},
                       {fmt::format("{}个", rings->size()), fmt::format("{}", rings->size())});
    return {};
  }
  const Json& positions = (*rings)[0];
  if (positions.size() < 4) {
    problems_.add_json(file_, at + "/0", {"至少4个位置的环", "a ring of at least 4 positions"},
                       {fmt::format("{}个", positions.size()), fmt::format("{}", positions.size())});
    return {};
  }
  std::vector<models::GeoPoint> ring = points(positions, at + "/0");
  if (ring.empty()) return {};
  if (ring.front() != ring.back()) {
    problems_.add_json(file_, at + "/0", {"首尾相同的闭合环", "a closed ring, its last position equal to its first"},
                       {"未闭合的环", "one that is open"});
    return {};
  }
  const double area = signed_area(ring);
  if (area == 0.0) {
    problems_.add_json(file_, at + "/0", {"有面积的环", "a ring around an area"}, {"面积为0的环", "one without area"});
    return {};
  }
  if (area < 0.0) std::reverse(ring.begin(), ring.end());
  return ring;
}

std::vector<models::GeoPoint> FeatureReader::line() {
  const Json* positions = coordinates("LineString");
  if (positions == nullptr) return {};
  const std::string at = pointer() + "/geometry/coordinates";
  if (positions->size() < 2) {
    problems_.add_json(file_, at, {"至少2个位置的线", "a line of at least 2 positions"},
                       {fmt::format("{}个", positions->size()), fmt::format("{}", positions->size())});
    return {};
  }
  std::vector<models::GeoPoint> line = points(*positions, at);
  const bool moves = std::any_of(line.begin(), line.end(), [&line](models::GeoPoint p) { return p != line.front(); });
  if (!line.empty() && !moves) {
    problems_.add_json(file_, at, {"有长度的线", "a line with a length"}, {"长度为0的线", "one without length"});
    return {};
  }
  return line;
}

}  // namespace yuanluo::scenarios
