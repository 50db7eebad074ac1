// What stands or moves on the map: stations, names, failures, ways, units, incidents, water, what is selected.
#pragma once

#include <cstddef>
#include <vector>

#include "viz/window/session.hpp"
#include "viz/window/ui.hpp"

namespace yuanluo::viz {

// Draws it over the map of one side, which lies at `place`. No name is written where something else stands: `taken`.
void draw_overlay(const Session& session, std::size_t side, const Ui& ui, ImDrawList& list, const Rect& place,
                  const std::vector<Rect>& taken = {});

// A bar with a round length and its name, and the coordinates of the pointer (or of the middle) if `coordinates`.
// Returns where they stand.
Rect draw_scale_bar(const Session& session, const Ui& ui, ImDrawList& list, const Rect& place, bool coordinates);

// Text with a border in the colour of the ground, so that it is read on any map. `anchor`: 0 left, 0.5 centred.
void halo_text(ImDrawList& list, ImFont* font, ImVec2 at, Colour colour, Colour halo, std::string_view text,
               float anchor = 0.0F);

}  // namespace yuanluo::viz
