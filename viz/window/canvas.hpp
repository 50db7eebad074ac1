// The map's still part on the graphics card: layers of triangles, drawn into a picture of their own only when the view
// or the layers change, and copied from there every frame.
//
// Every function needs a current OpenGL 3.3 context.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "viz/window/camera.hpp"
#include "viz/window/mesh.hpp"

namespace yuanluo::viz {

// The graphics library cannot do what is needed; the message says what.
class GraphicsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Canvas {
 public:
  // Compiles the shaders. Throws GraphicsError.
  Canvas();
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  // Replaces a layer's triangles; an empty mesh removes them.
  void set_layer(std::size_t layer, const Mesh& mesh);

  // Draws the layers that `shown` lists, in its order, over `background`; does nothing if nothing has changed since the
  // last time. Returns whether it drew. `pixel_size` is the number of pixels to draw for one of the view's (2 on a
  // high-resolution screen).
  bool draw(const View& view, const std::vector<std::size_t>& shown, Colour background, double pixel_size = 1.0);

  // Copies the picture to the framebuffer `target` with its top left corner at (x, y); `target_height` is the height of
  // the whole target. All in pixels of the target.
  void copy_to(std::uint32_t target, int x, int y, int target_height) const;

  int width() const { return width_; }
  int height() const { return height_; }
  std::uint64_t redraws() const { return redraws_; }

 private:
  struct Layer {
    std::uint32_t array = 0, buffer = 0;
    int count = 0;
  };
  void resize(int width, int height);

  std::uint32_t program_ = 0;
  int scale_place_ = -1, turn_place_ = -1, centre_place_ = -1, pixel_place_ = -1;
  std::vector<Layer> layers_;
  std::uint32_t framebuffer_ = 0, colours_ = 0;
  int width_ = 0, height_ = 0;

  bool stale_ = true;
  View drawn_view_;
  std::vector<std::size_t> drawn_layers_;
  Colour drawn_background_;
  double drawn_pixel_size_ = 0.0;
  std::uint64_t redraws_ = 0;
};

}  // namespace yuanluo::viz
