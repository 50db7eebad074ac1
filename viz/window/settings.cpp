#include "viz/window/settings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

namespace yuanluo::viz {
namespace {

using nlohmann::json;

// One list of the switches for reading and writing.
template <class Switches, class Visit>
void each_switch(Switches& s, Visit visit) {
  visit("compounds", s.compounds), visit("buildings", s.buildings), visit("streets", s.streets);
  visit("mains", s.mains), visit("communities", s.communities), visit("hydrants", s.hydrants);
  visit("heat", s.heat), visit("reach", s.reach), visit("stations", s.stations);
  visit("pump_stations", s.pump_stations), visit("labels", s.labels), visit("units", s.units);
  visit("incidents", s.incidents), visit("failures", s.failures), visit("closures", s.closures);
}

void take(const json& object, const char* key, bool& to) {
  if (object.contains(key) && object[key].is_boolean()) to = object[key].get<bool>();
}

template <class Number>
void take(const json& object, const char* key, Number& to, double low, double high) {
  if (!object.contains(key) || !object[key].is_number()) return;
  const double value = object[key].get<double>();
  if (value >= low && value <= high) to = static_cast<Number>(value);
}

}  // namespace

std::filesystem::path settings_folder() {
  if (const char* config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config == '/')
    return std::filesystem::path(config) / "yuanluo";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
    return std::filesystem::path(home) / ".config" / "yuanluo";
  return {};
}

Settings read_settings(const std::filesystem::path& file, const Settings& otherwise) {
  Settings s = otherwise;
  std::ifstream in(file, std::ios::binary);
  if (!in) return s;
  std::stringstream text;
  text << in.rdbuf();
  const json object = json::parse(text.str(), nullptr, false);
  if (!object.is_object()) return s;
  const json language = object.value("language", json());
  if (language == "zh") s.language = models::Language::zh;
  if (language == "en") s.language = models::Language::en;
  take(object, "dark", s.dark);
  take(object, "window_width", s.window_width, 640, 16384);
  take(object, "window_height", s.window_height, 400, 16384);
  take(object, "maximised", s.maximised);
  take(object, "ui_scale", s.ui_scale, 0.0, 4.0);
  take(object, "side_width", s.side_width, 260.0, 900.0);
  take(object, "layers_open", s.layers_open);
  take(object, "legend_open", s.legend_open);
  take(object, "speed", s.speed, PlayClock::slowest, PlayClock::fastest);
  take(object, "hatched", s.hatched);
  const json measure = object.value("measure", json());
  if (measure.is_string()) s.measure = measure_of(measure.get<std::string>()).value_or(s.measure);
  const json layers = object.value("layers", json());
  if (layers.is_object()) each_switch(s.layers, [&](const char* key, bool& on) { take(layers, key, on); });
  return s;
}

bool write_settings(const std::filesystem::path& file, const Settings& s) {
  json layers = json::object();
  each_switch(s.layers, [&](const char* key, const bool& on) { layers[key] = on; });
  const json object{{"language", s.language == models::Language::zh ? "zh" : "en"},
                    {"dark", s.dark},
                    {"window_width", s.window_width},
                    {"window_height", s.window_height},
                    {"maximised", s.maximised},
                    {"ui_scale", s.ui_scale},
                    {"side_width", std::round(s.side_width)},
                    {"layers_open", s.layers_open},
                    {"legend_open", s.legend_open},
                    {"speed", s.speed},
                    {"hatched", s.hatched},
                    {"measure", measure_key(s.measure)},
                    {"layers", layers}};
  std::error_code failed;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), failed);
  std::filesystem::path unfinished = file;
  unfinished += ".part";
  {
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    out << object.dump(2) << '\n';
    out.flush();
    if (!out) return false;
  }
  std::filesystem::rename(unfinished, file, failed);
  return !failed;
}

}  // namespace yuanluo::viz
