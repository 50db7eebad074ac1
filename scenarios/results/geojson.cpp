#include "scenarios/results/geojson.hpp"

#include <fmt/format.h>

#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace yuanluo::scenarios {
namespace {

std::string points_text(const std::vector<models::GeoPoint>& points) {
  std::string text = "[";
  for (const models::GeoPoint& p : points) {
    fmt::format_to(std::back_inserter(text), "{}[{:.7f},{:.7f}]", text.size() > 1 ? "," : "", p.lon(), p.lat());
  }
  return text + "]";
}

}  // namespace

std::string polygon_text(const std::vector<models::GeoPoint>& ring) {
  return R"({"type":"Polygon","coordinates":[)" + points_text(ring) + "]}";
}

std::string line_text(const std::vector<models::GeoPoint>& path) {
  return R"({"type":"LineString","coordinates":)" + points_text(path) + "}";
}

std::vector<models::GeoPoint> points_of(std::string_view geometry) {
  const nlohmann::json json = nlohmann::json::parse(geometry, nullptr, false);
  const auto wrong = [&] {
    return std::invalid_argument("expected a GeoJSON Polygon or LineString, got \"" +
                                 std::string(geometry.substr(0, 60)) + "\"");
  };
  try {
    if (!json.is_object()) throw wrong();
    const std::string type = json.at("type").get<std::string>();
    if (type != "Polygon" && type != "LineString") throw wrong();
    const nlohmann::json& list = type == "Polygon" ? json.at("coordinates").at(0) : json.at("coordinates");
    std::vector<models::GeoPoint> points;
    points.reserve(list.size());
    for (const nlohmann::json& p : list) {
      points.push_back(models::GeoPoint::from_degrees(p.at(0).get<double>(), p.at(1).get<double>()));
    }
    return points;
  } catch (const nlohmann::json::exception&) {
    throw wrong();
  }
}

}  // namespace yuanluo::scenarios
