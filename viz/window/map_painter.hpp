// Keeps a canvas up to what a session shows: meshes are made again only where what they show has changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "viz/window/canvas.hpp"
#include "viz/window/session.hpp"
#include "viz/window/theme.hpp"

namespace yuanluo::viz {

// What a window's pictures reach beyond the view, in its pixels, and how many vertices a frame may draw: some 10 ms of
// a software renderer.
inline constexpr double window_margin = 192.0;
inline constexpr std::size_t window_vertices = 50000;

// Needs a current OpenGL 3.3 context, as Canvas does.
class MapPainter {
 public:
  // For pictures, each of which is whole at once, or for a window, where a map that moves is never waited for.
  enum class Pace : std::uint8_t { whole, window };
  explicit MapPainter(Pace pace);

  // Draws the still map of one side, if anything about it has changed.
  void draw(const Session& session, std::size_t side, const Theme& theme, double pixel_size);
  const Canvas& canvas() const { return canvas_; }

 private:
  struct Values {
    Measure measure = Measure::none;
    std::vector<float> by_compound, bounds;
    bool hatched = false;
  };
  static bool same(const std::vector<float>& a, const std::vector<float>& b);
  void update(const Session& session, std::size_t side, const Theme& theme);

  Pace pace_;
  Canvas canvas_;
  std::optional<bool> dark_;  // of the theme that the meshes were made for
  std::optional<Values> values_;
  std::optional<std::uint64_t> reach_;
  std::vector<HeatPoint> heat_;
  std::optional<bool> heat_shown_;
};

}  // namespace yuanluo::viz
