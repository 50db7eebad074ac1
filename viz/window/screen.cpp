#include "viz/window/screen.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>

#include "viz/window/gl.hpp"
#include "viz/window/map_painter.hpp"
#include "viz/window/viewer.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

std::string glfw_says() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text == nullptr ? "" : std::string(": ") + text;
}

ScreenError no_screen(const std::string& why) {
  return ScreenError({"无法显示窗口：没有屏幕" + why + "（没有屏幕时可用 `yuanluo render` 生成图片和影片）",
                      "no window can be shown: there is no screen" + why +
                          " (without one, `yuanluo render` makes pictures and films)"});
}

// GLFW and its window, with OpenGL 3.3 current.
class Window {
 public:
  Window(const Settings& settings, const char* title) {
    if (glfwInit() == GLFW_FALSE) throw no_screen(glfw_says());
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_MAXIMIZED, settings.maximised ? GLFW_TRUE : GLFW_FALSE);
    window_ = glfwCreateWindow(settings.window_width, settings.window_height, title, nullptr, nullptr);
    if (window_ == nullptr) {
      const std::string why = glfw_says();
      glfwTerminate();
      throw ScreenError({"无法显示窗口：此屏幕不提供 OpenGL 3.3" + why,
                         "no window can be shown: this screen gives no OpenGL 3.3" + why});
    }
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
  }
  ~Window() {
    glfwDestroyWindow(window_);
    glfwTerminate();
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  GLFWwindow* get() const { return window_; }

  void set_full_screen(bool on) {
    if (on == (glfwGetWindowMonitor(window_) != nullptr)) return;
    if (on) {
      glfwGetWindowPos(window_, &x_, &y_);
      glfwGetWindowSize(window_, &width_, &height_);
      GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
      const GLFWvidmode* const mode = monitor == nullptr ? nullptr : glfwGetVideoMode(monitor);
      if (mode != nullptr) glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
      glfwSetWindowMonitor(window_, nullptr, x_, y_, width_, height_, GLFW_DONT_CARE);
    }
  }

 private:
  GLFWwindow* window_ = nullptr;
  int x_ = 60, y_ = 60, width_ = 1280, height_ = 800;
};

// ImGui with its two backends.
class Interface {
 public:
  explicit Interface(GLFWwindow* window) {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(window, true);
    if (!ImGui_ImplOpenGL3_Init("#version 330 core")) {
      ImGui_ImplGlfw_Shutdown();
      ImGui::DestroyContext();
      throw ScreenError({"ImGui 找不到 OpenGL 3.3 的函数", "ImGui finds no OpenGL 3.3 functions"});
    }
  }
  ~Interface() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  Interface(const Interface&) = delete;
  Interface& operator=(const Interface&) = delete;
};

double content_scale(GLFWwindow* window) {
  float x = 1.0F, y = 1.0F;
  glfwGetWindowContentScale(window, &x, &y);
  return std::clamp(static_cast<double>(std::max(x, y)), 0.5, 4.0);
}

}  // namespace

Settings show_window(Session& session, const Settings& before, const ScreenOptions& options) {
  std::string title = session.replay().info().scenario.in(before.language);
  title += before.language == models::Language::zh ? " · 院落回放" : " · yuanluo";
  Window window(before, title.c_str());
  const Interface interface(window.get());
  std::vector<std::string> texts = texts_of(session.map());
  for (const Bookmark& bookmark : session.bookmarks)
    texts.push_back(bookmark.note.zh), texts.push_back(bookmark.note.en);
  for (std::size_t side = 0; side < session.sides(); ++side) {
    texts.push_back(session.replay(side).info().scenario.zh);
    texts.push_back(session.replay(side).info().scenario.en);
  }

  const auto asked_scale = [&] {
    return options.ui_scale > 0.0  ? options.ui_scale
           : before.ui_scale > 0.0 ? before.ui_scale
                                   : content_scale(window.get());
  };
  double scale = asked_scale();
  Viewer viewer(session, before, load_fonts(options.font, scale, texts), static_cast<float>(scale));
  viewer.desk().presenting = viewer.desk().full_screen = options.presenting;
  if (!options.storyline.empty()) viewer.desk().storyline_file = options.storyline;
  std::array<std::unique_ptr<MapPainter>, 2> painters;
  for (std::size_t side = 0; side < session.sides(); ++side)
    painters[side] = std::make_unique<MapPainter>(MapPainter::Pace::window);
  const auto maps_complete = [&] {
    return std::all_of(painters.begin(), painters.begin() + static_cast<std::ptrdiff_t>(session.sides()),
                       [](const auto& painter) { return painter->canvas().complete(); });
  };

  Settings remembered = before;
  double last = glfwGetTime();
  // After anything happened a few frames are drawn, for what opens or fades in one frame is laid out in the next.
  constexpr int frames_after_event = 3;
  int lively = frames_after_event;
  while (glfwWindowShouldClose(window.get()) == GLFW_FALSE && !viewer.desk().leaving) {
    if (viewer.still() && lively <= 0 && maps_complete()) {
      const double waited_from = glfwGetTime();
      glfwWaitEventsTimeout(2.0);
      if (glfwGetTime() - waited_from < 1.9) lively = frames_after_event;
      last = glfwGetTime();
    } else {
      glfwPollEvents();
      --lively;
    }
    const double now = glfwGetTime();
    if (const double wanted = asked_scale(); std::abs(wanted - scale) > 0.01) {
      // Moved to a screen of another resolution.
      scale = wanted;
      viewer.ui().scale = static_cast<float>(scale);
      viewer.ui().fonts = load_fonts(options.font, scale, texts);
      ImGui_ImplOpenGL3_DestroyFontsTexture();
      ImGui_ImplOpenGL3_CreateFontsTexture();
      apply_style(*viewer.ui().theme, viewer.ui().scale);
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    // A frame that took long, or a machine that slept, does not let the clock leap.
    viewer.draw(std::min(now - last, 0.25));
    last = now;
    ImGui::Render();
    window.set_full_screen(viewer.desk().full_screen);

    int width = 0, height = 0;
    glfwGetFramebufferSize(window.get(), &width, &height);
    if (width > 0 && height > 0) {
      const double pixels = static_cast<double>(ImGui::GetIO().DisplayFramebufferScale.x);
      glBindFramebuffer(GL_FRAMEBUFFER, 0);
      glViewport(0, 0, width, height);
      for (std::size_t side = 0; side < session.sides(); ++side) {
        const Rect& place = viewer.map_place(side);
        painters[side]->draw(session, side, *viewer.ui().theme, pixels);
        painters[side]->canvas().copy_to(0, static_cast<int>(std::lround(place.x * pixels)),
                                         static_cast<int>(std::lround(place.y * pixels)), height);
      }
      ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    }
    glfwSwapBuffers(window.get());
    if (options.first_frame_only) {
      glFinish();
      return before;
    }
    if (glfwGetWindowMonitor(window.get()) == nullptr) {
      remembered.maximised = glfwGetWindowAttrib(window.get(), GLFW_MAXIMIZED) == GLFW_TRUE;
      if (!remembered.maximised) {
        glfwGetWindowSize(window.get(), &remembered.window_width, &remembered.window_height);
        // The hint above enlarges the window by the screen's scale when it is made.
        const double enlarged = content_scale(window.get());
        remembered.window_width = std::max(640, static_cast<int>(remembered.window_width / enlarged));
        remembered.window_height = std::max(400, static_cast<int>(remembered.window_height / enlarged));
      }
    }
  }
  return viewer.settings(remembered);
}

}  // namespace yuanluo::viz
