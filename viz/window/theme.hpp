// What the map and the panels look like, in the light and in the dark. Roles become colours here and nowhere else.
#pragma once

#include <cstddef>
#include <vector>

#include "viz/replay/frame.hpp"
#include "viz/window/mesh.hpp"

namespace yuanluo::viz {

struct Theme {
  bool dark = false;
  // The map
  Colour ground, outside, compound, compound_edge, building, building_edge;
  Colour street, major_street, street_edge, footway, community_edge, district_edge, main, hydrant;
  Colour label, label_halo;
  // The panels
  Colour panel, panel_raised, edge, text, muted, accent, accent_text, selection;
};

const Theme& theme(bool dark);

// The colour of a role. Hazards have colours that people with colour blindness tell apart (Okabe and Ito), and each has
// a shape of its own besides.
Colour ink_colour(Ink ink, const Theme& theme);

// Colours of `classes` classes, least first: lightness runs in one direction (for `diverging`, in two from the middle).
std::vector<Colour> ramp(std::size_t classes, bool more_is_worse, bool diverging, const Theme& theme);
Colour no_value_colour(const Theme& theme);

// The pattern of a class: the more remarkable, the denser; the two directions of a diverging scale differ.
Hatch class_hatch(std::size_t index, std::size_t classes, bool diverging);

// Which class a value is in: the first whose bound lies above it.
std::size_t class_of(float value, const std::vector<float>& bounds);

// `share` of `b` mixed into `a`.
Colour mixed(Colour a, Colour b, double share);

// 1 to 21: how well one colour is read on the other. Source: WCAG 2.1, relative luminance.
double contrast(Colour a, Colour b);

}  // namespace yuanluo::viz
