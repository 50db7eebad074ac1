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

// Needs a current OpenGL 3.3 context, as Canvas does.
class MapPainter {
 public:
  // Draws the still map of one side, if anything about it has changed. Returns whether it drew.
  bool draw(const Session& session, std::size_t side, const Theme& theme, double pixel_size);
  const Canvas& canvas() const { return canvas_; }

 private:
  struct Values {
    Measure measure = Measure::none;
    std::vector<float> by_compound, bounds;
    bool hatched = false;
  };
  static bool same(const std::vector<float>& a, const std::vector<float>& b);
  void update(const Session& session, std::size_t side, const Theme& theme);

  Canvas canvas_;
  std::optional<bool> dark_;  // of the theme that the meshes were made for
  std::optional<Values> values_;
  std::optional<std::uint64_t> reach_;
  std::vector<HeatPoint> heat_;
  std::optional<bool> heat_shown_;
};

}  // namespace yuanluo::viz
