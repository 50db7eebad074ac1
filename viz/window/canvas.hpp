// The map's still part on the graphics card: layers of triangles, drawn into a picture of their own when what they show
// has changed, and copied from there every frame.
//
// A picture reaches beyond the view, so that the map can be dragged without drawing. While a new one is drawn, which
// may take several frames, the last one is shown moved, zoomed and turned: a frame costs no more while the map moves.
//
// Every function needs a current OpenGL 3.3 context.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "viz/window/camera.hpp"
#include "viz/window/mesh.hpp"
#include "viz/window/shader.hpp"

namespace yuanluo::viz {

class Canvas {
 public:
  static constexpr std::size_t all_vertices = std::numeric_limits<std::size_t>::max();

  // `margin`: how far pictures reach beyond each side of the view, in its pixels. Throws GraphicsError.
  explicit Canvas(double margin = 0.0);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  // Replaces a layer's triangles; an empty mesh removes them.
  void set_layer(std::size_t layer, const Mesh& mesh);

  // Draws the layers that `shown` lists, in its order, over `background`; does nothing if the picture that is there
  // will do. Draws about `most_vertices` at most (areas count by their size too) and goes on in the next call. Returns
  // whether a picture has become whole. `pixel_size` is the number of pixels to draw for one of the view's (2 on a
  // high-resolution screen).
  bool draw(const View& view, const std::vector<std::size_t>& shown, Colour background, double pixel_size = 1.0,
            std::size_t most_vertices = all_vertices);
  // Whether the picture shows all that was last asked for: no further call is needed.
  bool complete() const;

  // Puts what was last asked for into the framebuffer `target` with its top left corner at (x, y), as far as it is
  // drawn; `target_height` is the height of the whole target. All in pixels of the target.
  void copy_to(std::uint32_t target, int x, int y, int target_height) const;

  // Pictures that have become whole.
  std::uint64_t redraws() const { return redraws_; }

 private:
  struct Layer {
    std::uint32_t array = 0, buffer = 0;
    std::vector<MeshPiece> pieces;
  };
  struct Wish {
    View view;
    std::vector<std::size_t> layers;
    Colour background;
    double pixel_size = 1.0;
    std::uint64_t content = 0;
  };
  struct Picture {
    std::uint32_t framebuffer = 0, colours = 0;
    int width = 0, height = 0;
    Wish wish;
    bool drawn = false;

    // Its framebuffer must be bound.
    void resize(int to_width, int to_height);
  };
  bool serves() const;
  void begin();
  bool go_on(std::size_t most_vertices);
  void lay_over(const Motion& motion, int x, int y, int width, int height) const;

  MapShader map_shader_;
  PictureShader picture_shader_;
  double margin_ = 0.0;
  std::vector<Layer> layers_;
  std::uint64_t content_ = 0;  // counts changes of layers
  std::uint32_t nothing_ = 0;  // a vertex array without any

  Picture shown_, next_;
  Wish wanted_;
  bool drawing_ = false;
  std::size_t layer_at_ = 0, piece_at_ = 0;  // where `next_` is to be gone on with
  std::uint64_t redraws_ = 0;
};

}  // namespace yuanluo::viz
