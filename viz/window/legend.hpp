// What the colours and signs of the map mean, as a card over one of its corners.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "viz/window/session.hpp"
#include "viz/window/ui.hpp"

namespace yuanluo::viz {

// The kinds of stations that a map has, in their order.
std::vector<models::StationKind> kinds_of_stations(const StaticMap& map);

struct LegendLook {
  bool signs = true;      // of hazards and stations, too; a panel may show them already
  bool foldable = false;  // has a head to press
  bool folded = false;    // shows nothing but its head
};

struct LegendPlace {
  Rect card;
  Rect head;  // what is pressed to fold or unfold it; empty where it has none
};

// Counters in the upper left corner of a map and a legend in the lower left one, in pixels.
struct CoveredCorners {
  double legend_width = 0.0, counters_width = 0.0;
  double above = 0.0;           // covered all along the upper border
  double above_counters = 0.0;  // down to the counters' lower border
  double below = 0.0;           // covered all along the lower border

  // Tells the session, so that a district that is shown whole lies beside them.
  void leave_free(Session& session) const;
};

// Made for one frame of one side. Draws into a list only, so pictures have it too.
class LegendCard {
 public:
  LegendCard(const Session& session, std::size_t side, const Ui& ui, LegendLook look);

  // Width and height; 0 where there is nothing to tell.
  ImVec2 size() const { return size_; }
  // With its lower left corner at (x, bottom). Returns where it stands.
  LegendPlace draw(ImDrawList& list, float x, float bottom) const;

 private:
  struct Line {
    std::string text;
    std::optional<Colour> fill{};
    Hatch hatch = Hatch::none;
    bool closure = false;
    std::optional<models::Hazard> hazard{};
    std::optional<models::StationKind> station{};
  };
  struct Group {
    std::string title, subtitle;
    std::vector<Line> lines;
    std::size_t columns = 1;
  };

  void add_measure(const Session& session, std::size_t side);
  void add_reach(const Session& session);
  void add_lines(const Session& session, std::size_t side);
  void add_signs(const Session& session, std::size_t side);
  void measure_size();
  float width_of(ImFont* font, const std::string& text) const;
  float column_width(const Group& group) const;
  float head_height() const;
  void draw_swatch(ImDrawList& list, const Line& line, ImVec2 low, float height) const;

  const Ui& ui_;
  LegendLook look_;
  bool hatched_;
  std::vector<Group> groups_;
  std::string head_;
  ImVec2 size_{0.0F, 0.0F};
};

}  // namespace yuanluo::viz
