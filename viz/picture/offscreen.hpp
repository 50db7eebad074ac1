// A graphics context without a screen: EGL on Mesa's surfaceless platform, so neither X nor Wayland is asked for.
#pragma once

#include <cstdint>

#include "viz/picture/image.hpp"

namespace yuanluo::viz {

// Makes an OpenGL 3.3 core context current, with a framebuffer to draw into. One at a time in a thread.
class Offscreen {
 public:
  // Throws GraphicsError that says which step failed and what may be missing.
  Offscreen(int width, int height);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  int width() const { return width_; }
  int height() const { return height_; }
  std::uint32_t framebuffer() const { return framebuffer_; }
  // What has been drawn.
  Image read() const;

 private:
  void release();

  void* display_ = nullptr;
  void* context_ = nullptr;
  std::uint32_t framebuffer_ = 0, colours_ = 0;
  int width_, height_;
};

}  // namespace yuanluo::viz
