// The signs of the map and the pictures on buttons, drawn as lines and areas. Each hazard and each kind of station has
// a shape of its own, so that none is known by colour alone.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "models/district.hpp"
#include "models/hazard.hpp"
#include "viz/replay/frame.hpp"
#include "viz/window/theme.hpp"

namespace yuanluo::viz {

enum class Icon : std::uint8_t {
  play,
  pause,
  step_forward,
  step_back,
  next,
  previous,
  to_start,
  to_end,
  reverse,
  bookmark,
  plus,
  minus,
  north,
  fit,
  layers,
  search,
  help,
  screen,
  sun,
  moon,
  close,
  follow,
};

void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float size, ImU32 colour);

// The sign of a hazard in a disc with a halo; `radius` in pixels. Fire: a flame; gas leak: a cloud; fall: a person
// lying; medical: a cross; false alarm: a crossed bell; outage: a plug off its socket.
void draw_hazard(ImDrawList& list, models::Hazard hazard, ImVec2 centre, float radius, const Theme& theme, bool faint);

// A station: the shapes of the report's map.
void draw_station(ImDrawList& list, models::StationKind kind, ImVec2 centre, float radius, const Theme& theme);
void draw_pump_station(ImDrawList& list, ImVec2 centre, float radius, const Theme& theme);

// A unit that is out: a disc with an arrow head towards where it goes; vehicles are larger and square.
void draw_unit(ImDrawList& list, const UnitMark& unit, ImVec2 centre, float radius, double screen_heading,
               const Theme& theme);

// A street that nobody passes: a sign, and a barrier's stripes along it.
void draw_no_entry(ImDrawList& list, ImVec2 centre, float radius, const Theme& theme);
void draw_closed(ImDrawList& list, const std::vector<ImVec2>& line, float unit, const Theme& theme);

Colour station_colour(models::StationKind kind, const Theme& theme);

}  // namespace yuanluo::viz
