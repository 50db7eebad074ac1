// Programs of the graphics card: the map's triangles, and a picture laid over a rectangle.
//
// Every function needs a current OpenGL 3.3 context.
#pragma once

#include <cstdint>

#include "viz/replay/told_error.hpp"

namespace yuanluo::viz {

// The graphics library cannot do what is needed; the message says what.
class GraphicsError : public ToldError {
 public:
  using ToldError::ToldError;
};

// A program that is deleted with its object.
class ShaderProgram {
 public:
  // Compiles and links. Throws GraphicsError.
  ShaderProgram(const char* vertex_text, const char* fragment_text);
  ~ShaderProgram();
  ShaderProgram(const ShaderProgram&) = delete;
  ShaderProgram& operator=(const ShaderProgram&) = delete;

  std::uint32_t id() const { return id_; }
  // Where the uniform of this name stands.
  int place(const char* name) const;

 private:
  std::uint32_t id_ = 0;
};

// Triangles of MapVertex. Uniforms: scale, turn, centre, pixel.
struct MapShader : ShaderProgram {
  MapShader();
  int scale, turn, centre, pixel;
};

// A texture over a parallelogram of the viewport. Uniforms, in clip space: its middle, and from there to the middle of
// its right and of its upper side.
struct PictureShader : ShaderProgram {
  PictureShader();
  int middle, right, up;
};

}  // namespace yuanluo::viz
