#include "viz/window/theme.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

using namespace yuanluo::viz;

namespace {

// What people without red cones (protanopia) or green ones (deuteranopia) see, near enough to tell whether two colours
// stay apart. Source: Viénot, Brettel, Mollon 1999, the reduced colour space for sRGB screens.
Colour seen_by(Colour c, bool deuteranope) {
  const double r = c.r, g = c.g, b = c.b;
  const double red = deuteranope ? 0.29275 * r + 0.70725 * g : 0.11238 * r + 0.88762 * g;
  const double blue = deuteranope ? -0.02234 * r + 0.02234 * g + b : 0.00401 * r - 0.00401 * g + b;
  const auto byte = [](double x) { return static_cast<std::uint8_t>(std::lround(std::min(255.0, std::max(0.0, x)))); };
  return {byte(red), byte(red), byte(blue), 255};
}

double apart(Colour a, Colour b) { return std::hypot(std::hypot(a.r - b.r, a.g - b.g), a.b - b.b); }

}  // namespace

TEST_CASE("texts are read easily on their panels, in the light and in the dark") {
  // Source: WCAG 2.1, success criterion 1.4.3: 4.5 for texts; 3 for large ones and signs (1.4.11).
  for (const bool dark : {false, true}) {
    const Theme& t = theme(dark);
    CHECK(contrast(t.text, t.panel) >= 7.0);
    CHECK(contrast(t.muted, t.panel) >= 4.5);
    CHECK(contrast(t.text, t.panel_raised) >= 4.5);
    CHECK(contrast(t.accent_text, t.accent) >= 4.5);
    CHECK(contrast(t.label, t.label_halo) >= 4.5);
    for (int i = 0; i <= static_cast<int>(Ink::closed); ++i) {
      INFO("ink " << i << (dark ? " dark" : " light"));
      CHECK(contrast(ink_colour(static_cast<Ink>(i), t), t.panel) >= 2.6);
    }
    for (const Ink ink : {Ink::good, Ink::bad, Ink::warning}) CHECK(contrast(ink_colour(ink, t), t.panel) >= 4.0);
  }
}

TEST_CASE("classes rise or fall in lightness without turning back, and diverging ones do so from the middle") {
  for (const bool dark : {false, true}) {
    const Theme& t = theme(dark);
    const Colour black{0, 0, 0, 255};
    for (std::size_t n = 2; n <= 7; ++n) {
      for (const bool worse : {false, true}) {
        const auto colours = ramp(n, worse, false, t);
        REQUIRE(colours.size() == n);
        for (std::size_t i = 1; i < n; ++i) {
          const double step = contrast(colours[i], black) / contrast(colours[i - 1], black);
          CHECK((dark ? step > 1.05 : step < 0.95));
        }
      }
      const auto change = ramp(n, true, true, t);
      CHECK(apart(change.front(), change.back()) > 100.0);
    }
  }
}

TEST_CASE("the two ends of a change and neighbouring classes differ for colour-blind people too") {
  for (const bool dark : {false, true}) {
    for (const bool deuteranope : {false, true}) {
      const auto change = ramp(5, true, true, theme(dark));
      CHECK(apart(seen_by(change.front(), deuteranope), seen_by(change.back(), deuteranope)) > 60.0);
      for (const bool worse : {false, true}) {
        const auto colours = ramp(5, worse, false, theme(dark));
        for (std::size_t i = 1; i < 5; ++i)
          CHECK(apart(seen_by(colours[i], deuteranope), seen_by(colours[i - 1], deuteranope)) > 20.0);
      }
    }
  }
}

TEST_CASE("patterns tell the upper classes and the two directions of a change apart") {
  for (std::size_t n = 2; n <= 5; ++n) {
    std::set<Hatch> used;
    for (std::size_t i = 1; i < n; ++i) used.insert(class_hatch(i, n, false));
    CHECK(used.size() == n - 1);
    CHECK(class_hatch(0, n, false) == Hatch::none);
    CHECK(class_hatch(0, n, true) != class_hatch(n - 1, n, true));
  }
}

TEST_CASE("a value is in the first class whose bound lies above it") {
  const std::vector<float> bounds{1.0F, 5.0F};
  CHECK(class_of(0.0F, bounds) == 0);
  CHECK(class_of(1.0F, bounds) == 1);
  CHECK(class_of(4.9F, bounds) == 1);
  CHECK(class_of(5.0F, bounds) == 2);
  CHECK(class_of(1e9F, bounds) == 2);
}
