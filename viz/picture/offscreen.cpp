#include "viz/picture/offscreen.hpp"

#define EGL_NO_X11
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "viz/window/canvas.hpp"
#include "viz/window/gl.hpp"

namespace yuanluo::viz {
namespace {

constexpr std::string_view advice_zh =
    "（无屏幕作图需要 Mesa 的 EGL surfaceless 平台：Debian 软件包 libegl1 与 libgl1-mesa-dri）";
constexpr std::string_view advice =
    " (pictures without a screen need Mesa's EGL with the surfaceless platform: Debian packages libegl1 and "
    "libgl1-mesa-dri)";

[[noreturn]] void give_up(const models::Text& what) {
  throw GraphicsError({std::string(what.zh).append(advice_zh), std::string(what.en).append(advice)});
}

}  // namespace

Offscreen::Offscreen(int width, int height) : width_(width), height_(height) {
  const char* const extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  if (extensions == nullptr || std::string_view(extensions).find("EGL_MESA_platform_surfaceless") == std::string::npos)
    give_up({"此 EGL 没有 surfaceless 平台", "this EGL offers no surfaceless platform"});
  const auto platform_display =
      reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (platform_display == nullptr) give_up({"此 EGL 不能按名称打开平台", "this EGL cannot open a platform by name"});
  display_ = platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  EGLint major = 0, minor = 0;
  if (display_ == EGL_NO_DISPLAY || eglInitialize(display_, &major, &minor) == EGL_FALSE)
    give_up({"EGL 的 surfaceless 平台不能启动", "EGL's surfaceless platform does not start"});
  if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) give_up({"此 EGL 不支持 OpenGL", "this EGL has no OpenGL"});
  const EGLint config_wish[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint configs = 0;
  if (eglChooseConfig(display_, config_wish, &config, 1, &configs) == EGL_FALSE || configs < 1)
    config = EGL_NO_CONFIG_KHR;
  const EGLint context_wish[] = {
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  context_ = eglCreateContext(display_, config, EGL_NO_CONTEXT, context_wish);
  if (context_ == EGL_NO_CONTEXT) {
    release();
    give_up({"没有找到 OpenGL 3.3 驱动", "no OpenGL 3.3 driver was found"});
  }
  if (eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_FALSE) {
    release();
    give_up({"OpenGL 不能在没有窗面时工作", "OpenGL cannot work without a surface"});
  }
  GLint most = 0;
  glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
  if (width < 1 || height < 1 || width > most || height > most) {
    release();
    throw GraphicsError(
        {fmt::format("不能生成 {} x {} 像素的图片：每边须为 1 至 {}", width, height, most),
         fmt::format("a picture of {} x {} pixels cannot be made: each side must be 1 to {}", width, height, most)});
  }
  glGenFramebuffers(1, &framebuffer_);
  glGenRenderbuffers(1, &colours_);
  glBindRenderbuffer(GL_RENDERBUFFER, colours_);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colours_);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
    release();
    throw GraphicsError({fmt::format("内存不足以生成 {} x {} 像素的图片", width, height),
                         fmt::format("no memory for a picture of {} x {} pixels", width, height)});
  }
  glViewport(0, 0, width, height);
}

void Offscreen::release() {
  if (display_ == nullptr) return;
  if (context_ != nullptr) {
    if (framebuffer_ != 0) glDeleteFramebuffers(1, &framebuffer_);
    if (colours_ != 0) glDeleteRenderbuffers(1, &colours_);
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
  }
  // The display is left open: ending it would end it for every other user in the process.
  display_ = context_ = nullptr;
}

Offscreen::~Offscreen() { release(); }

Image Offscreen::read() const {
  Image image{width_, height_, {}};
  const std::size_t row = static_cast<std::size_t>(width_) * 4;
  std::vector<std::uint8_t> bottom_up(row * static_cast<std::size_t>(height_));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, bottom_up.data());
  image.rgba.reserve(bottom_up.size());
  for (int y = height_; y-- > 0;) {
    const auto start = bottom_up.begin() + static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(y));
    image.rgba.insert(image.rgba.end(), start, start + static_cast<std::ptrdiff_t>(row));
  }
  return image;
}

}  // namespace yuanluo::viz
