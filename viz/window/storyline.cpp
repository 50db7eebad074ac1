#include "viz/window/storyline.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <sstream>

#include "viz/replay/moment.hpp"
#include "viz/window/play_clock.hpp"

namespace yuanluo::viz {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, measures> measure_keys{
    "none", "incidents", "risk", "latency", "unnoticed", "coverage", "presence", "fire_flow", "working", "difference"};
constexpr double degree = 0.017453292519943295;

models::Name joined(const std::vector<models::Name>& lines) {
  models::Name text;
  for (const models::Name& line : lines) {
    const char* const between = text.en.empty() ? "" : "\n";
    text.zh += between + line.zh;
    text.en += between + line.en;
  }
  return text;
}

std::string shown(const json& value) {
  std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
  if (text.size() > 40) text = text.substr(0, 37) + "...";
  return text;
}

class Reader {
 public:
  Reader(std::string file, const models::LocalPlane& plane) : file_(std::move(file)), plane_(plane) {}

  std::vector<models::Name> problems;

  std::vector<Bookmark> stops(const json& story) {
    std::vector<Bookmark> all;
    if (!story.is_object()) {
      wrong("", {"含 \"stops\" 的对象", "an object with \"stops\""}, story);
      return all;
    }
    known_keys(story, "", {"stops"});
    if (!story.contains("stops") || !story["stops"].is_array() || story["stops"].empty()) {
      wrong("/stops", {"至少一幕的列表", "a list of at least one stop"}, story.value("stops", json()));
      return all;
    }
    for (std::size_t i = 0; i < story["stops"].size(); ++i)
      all.push_back(stop(story["stops"][i], "/stops/" + std::to_string(i)));
    return all;
  }

 private:
  void wrong(const std::string& pointer, const models::Name& expected, const json& got) {
    problems.push_back(
        {fmt::format("{}#{}：应为{}，却是{}", file_, pointer, expected.zh, got.is_null() ? "空" : " " + shown(got)),
         fmt::format("{}#{}: expected {}, got {}", file_, pointer, expected.en,
                     got.is_null() ? "nothing" : shown(got))});
  }

  void known_keys(const json& object, const std::string& pointer, std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : object.items()) {
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      std::string list;
      for (const std::string_view known : keys) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", known);
      problems.push_back({fmt::format("{}#{}/{}：未知的键，可用：{}", file_, pointer, key, list),
                          fmt::format("{}#{}/{}: expected one of {}, got an unknown key", file_, pointer, key, list)});
    }
  }

  double number(const json& object, const std::string& pointer, const char* key, double low, double high,
                std::optional<double> otherwise) {
    const json value = object.value(key, json());
    if (value.is_null() && otherwise) return *otherwise;
    if (value.is_number()) {
      const double x = value.get<double>();
      if (x >= low && x <= high) return x;
    }
    wrong(pointer + '/' + key,
          {fmt::format(" {} 至 {} 之间的数", low, high), fmt::format("a number from {} to {}", low, high)}, value);
    return low;
  }

  Bookmark stop(const json& object, const std::string& pointer) {
    Bookmark stop;
    if (!object.is_object()) {
      wrong(pointer, {"含 \"at\" 的对象", "an object with \"at\""}, object);
      return stop;
    }
    known_keys(object, pointer, {"at", "note", "camera", "measure", "heat", "seconds", "speed"});
    const json at = object.value("at", json());
    const auto moment = at.is_string() ? read_moment(at.get<std::string>()) : std::nullopt;
    if (moment) {
      stop.at = *moment;
    } else {
      wrong(pointer + "/at", {"时刻，如 \"02:13\" 或 \"3d02:13:05\"", "a moment such as \"02:13\" or \"3d02:13:05\""},
            at);
    }
    stop.note = note(object.value("note", json()), pointer + "/note");
    if (object.contains("measure")) {
      const json& key = object["measure"];
      const auto measure = key.is_string() ? measure_of(key.get<std::string>()) : std::nullopt;
      std::string all;
      for (const std::string_view known : measure_keys) all += fmt::format("{}{}", all.empty() ? "" : ", ", known);
      if (!measure) wrong(pointer + "/measure", {"以下之一：" + all, "one of " + all}, key);
      stop.measure = measure.value_or(Measure::none);
    }
    if (object.contains("heat")) {
      if (!object["heat"].is_boolean()) wrong(pointer + "/heat", {" true 或 false", "true or false"}, object["heat"]);
      stop.heat = object["heat"].is_boolean() && object["heat"].get<bool>();
    }
    stop.seconds = number(object, pointer, "seconds", 0.1, 3600.0, stop.seconds);
    stop.speed = number(object, pointer, "speed", PlayClock::slowest, PlayClock::fastest, stop.speed);
    if (object.contains("camera")) stop.camera = camera(object["camera"], pointer + "/camera");
    return stop;
  }

  models::Name note(const json& value, const std::string& pointer) {
    if (value.is_null()) return {};
    if (value.is_string()) return {value.get<std::string>(), value.get<std::string>()};
    if (value.is_object() && value.value("zh", json()).is_string() && value.value("en", json()).is_string()) {
      known_keys(value, pointer, {"zh", "en"});
      return {value["zh"].get<std::string>(), value["en"].get<std::string>()};
    }
    wrong(pointer, {"文字，或含 \"zh\" 与 \"en\" 的对象", "a text, or an object with the texts \"zh\" and \"en\""},
          value);
    return {};
  }

  std::optional<Camera> camera(const json& object, const std::string& pointer) {
    if (!object.is_object()) {
      wrong(pointer,
            {"含 \"lon\"、\"lat\" 与 \"metres_per_pixel\" 的对象",
             "an object with \"lon\", \"lat\" and \"metres_per_pixel\""},
            object);
      return std::nullopt;
    }
    known_keys(object, pointer, {"lon", "lat", "metres_per_pixel", "turn_deg"});
    const double lon = number(object, pointer, "lon", -180.0, 180.0, std::nullopt);
    const double lat = number(object, pointer, "lat", -90.0, 90.0, std::nullopt);
    Camera camera;
    camera.centre = plane_.to_plane(models::GeoPoint::from_degrees(lon, lat));
    camera.metres_per_pixel = number(object, pointer, "metres_per_pixel", View::least_metres_per_pixel,
                                     View::most_metres_per_pixel, std::nullopt);
    camera.turn_rad = number(object, pointer, "turn_deg", -360.0, 360.0, 0.0) * degree;
    return camera;
  }

  std::string file_;
  const models::LocalPlane& plane_;
};

double rounded(double x, double step) { return std::round(x / step) * step; }

}  // namespace

StorylineError::StorylineError(std::vector<models::Name> problems)
    : ToldError(joined(problems)), problems_(std::move(problems)) {}

std::string_view measure_key(Measure measure) { return measure_keys[static_cast<std::size_t>(measure)]; }

std::optional<Measure> measure_of(std::string_view key) {
  for (std::size_t i = 0; i < measure_keys.size(); ++i) {
    if (measure_keys[i] == key) return static_cast<Measure>(i);
  }
  return std::nullopt;
}

std::vector<Bookmark> read_storyline(const std::filesystem::path& path, const models::LocalPlane& plane) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (file) text << file.rdbuf();
  if (!file)
    throw StorylineError(std::vector<models::Name>{{path.string() + "：不能读取", path.string() + ": cannot be read"}});
  json story;
  try {
    story = json::parse(text.str());
  } catch (const json::parse_error& error) {
    throw StorylineError(std::vector<models::Name>{{fmt::format("{}：第 {} 字节处不是 JSON", path.string(), error.byte),
                                                    fmt::format("{}: no JSON at byte {}", path.string(), error.byte)}});
  }
  Reader reader(path.string(), plane);
  auto stops = reader.stops(story);
  if (!reader.problems.empty()) throw StorylineError(std::move(reader.problems));
  return stops;
}

void write_storyline(const std::filesystem::path& path, const std::vector<Bookmark>& bookmarks,
                     const models::LocalPlane& plane) {
  json stops = json::array();
  for (const Bookmark& b : bookmarks) {
    json stop{{"at", moment_text(b.at)},
              {"note", {{"zh", b.note.zh}, {"en", b.note.en}}},
              {"measure", measure_key(b.measure)},
              {"heat", b.heat},
              {"seconds", b.seconds},
              {"speed", b.speed}};
    if (b.camera) {
      const models::GeoPoint centre = plane.to_geo(b.camera->centre);
      stop["camera"] = {{"lon", centre.lon()},
                        {"lat", centre.lat()},
                        {"metres_per_pixel", rounded(b.camera->metres_per_pixel, 1e-4)},
                        {"turn_deg", rounded(b.camera->turn_rad / degree, 1e-3)}};
    }
    stops.push_back(std::move(stop));
  }
  std::filesystem::path unfinished = path;
  unfinished += ".part";
  {
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    file << json{{"stops", stops}}.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    file.flush();
    if (!file) throw ToldError({path.string() + "：不能写入", path.string() + ": cannot be written"});
  }
  std::filesystem::rename(unfinished, path);
}

}  // namespace yuanluo::viz
