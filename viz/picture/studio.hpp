// Pictures of a session without a screen: the map with its legend, clock, counters and scale, as an audience sees it.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/picture/image.hpp"
#include "viz/picture/offscreen.hpp"
#include "viz/window/legend.hpp"
#include "viz/window/map_painter.hpp"
#include "viz/window/session.hpp"
#include "viz/window/ui.hpp"

struct ImGuiContext;

namespace yuanluo::viz {

struct Look {
  int width = 1920, height = 1080;
  models::Language language = models::Language::zh;
  bool dark = false;
  double scale = 0.0;  // of letters and signs; 0: as fits the height
  std::optional<std::filesystem::path> font;
  std::vector<std::string> texts;  // that will be drawn large besides, such as notes
};

// One at a time in a program: it owns the current graphics context and ImGui's.
class Studio {
 public:
  // The session must outlive the studio. Throws GraphicsError where pictures cannot be made here.
  Studio(Session& session, const Look& look);
  ~Studio();
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  // The session as it is now, with a note below (empty: none). The same session gives the same picture.
  Image draw(const std::string& note = {});

  // Points the session's view at the whole district, with room for title, legend and line of time.
  void fit_district();

  // The ImGui context with all of a window's panels can be drawn too; tests and documents use it. Draws what `panels`
  // adds between NewFrame and Render, over the maps that lie where `place` says.
  template <class Panels, class Place>
  Image draw_window(Panels panels, Place place) {
    new_frame();
    panels();
    for (std::size_t side = 0; side < session_.sides(); ++side) maps_[side] = place(side);
    return finish_frame();
  }
  const Fonts& fonts() const { return ui_.fonts; }
  void use(const Theme& theme) { ui_.theme = &theme; }

 private:
  struct Context {  // ImGui's, with its backend
    Context();
    ~Context();
    ImGuiContext* context = nullptr;
    bool backend = false;
  };
  LegendLook legend_look() const;
  void new_frame();
  Image finish_frame();

  Session& session_;
  Look look_;
  Offscreen offscreen_;
  Context context_;
  Ui ui_;
  std::array<std::unique_ptr<MapPainter>, 2> painters_;
  std::array<Rect, 2> maps_{};
};

}  // namespace yuanluo::viz
