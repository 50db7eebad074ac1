#include "viz/window/symbols.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "viz/window/ui.hpp"

namespace yuanluo::viz {
namespace {

// Points about a centre, in units of half a size.
std::vector<ImVec2> about(ImVec2 c, float r, std::initializer_list<ImVec2> points) {
  std::vector<ImVec2> placed;
  for (const ImVec2 p : points) placed.push_back({c.x + p.x * r, c.y + p.y * r});
  return placed;
}

void area(ImDrawList& list, const std::vector<ImVec2>& points, ImU32 colour) {
  list.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), colour);
}

void lines(ImDrawList& list, const std::vector<ImVec2>& points, ImU32 colour, float width, bool closed = false) {
  list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, closed ? ImDrawFlags_Closed : 0, width);
}

void arrow(ImDrawList& list, ImVec2 c, float r, ImU32 colour, float way, float shift = 0.0F) {
  area(list, about({c.x + shift * r, c.y}, r, {{-0.45F * way, -0.7F}, {0.75F * way, 0.0F}, {-0.45F * way, 0.7F}}),
       colour);
}

void bar(ImDrawList& list, ImVec2 c, float r, ImU32 colour, float x) {
  list.AddRectFilled({c.x + (x - 0.11F) * r, c.y - 0.7F * r}, {c.x + (x + 0.11F) * r, c.y + 0.7F * r}, colour);
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 c, float size, ImU32 colour) {
  const float r = size / 2.0F, w = std::max(1.5F, size * 0.09F);
  switch (icon) {
    case Icon::play:
      arrow(list, c, r, colour, 1.0F);
      break;
    case Icon::reverse:
      arrow(list, c, r, colour, -1.0F);
      break;
    case Icon::pause:
      for (const float x : {-0.35F, 0.35F})
        list.AddRectFilled({c.x + (x - 0.2F) * r, c.y - 0.7F * r}, {c.x + (x + 0.2F) * r, c.y + 0.7F * r}, colour);
      break;
    case Icon::step_forward:
      arrow(list, c, r * 0.85F, colour, 1.0F, -0.2F), bar(list, c, r, colour, 0.65F);
      break;
    case Icon::step_back:
      arrow(list, c, r * 0.85F, colour, -1.0F, 0.2F), bar(list, c, r, colour, -0.65F);
      break;
    case Icon::next:
      arrow(list, c, r * 0.75F, colour, 1.0F, -0.5F), arrow(list, c, r * 0.75F, colour, 1.0F, 0.5F);
      break;
    case Icon::previous:
      arrow(list, c, r * 0.75F, colour, -1.0F, -0.5F), arrow(list, c, r * 0.75F, colour, -1.0F, 0.5F);
      break;
    case Icon::to_start:
      arrow(list, c, r * 0.85F, colour, -1.0F, 0.15F), bar(list, c, r, colour, -0.7F), bar(list, c, r, colour, -0.35F);
      break;
    case Icon::to_end:
      arrow(list, c, r * 0.85F, colour, 1.0F, -0.15F), bar(list, c, r, colour, 0.7F), bar(list, c, r, colour, 0.35F);
      break;
    case Icon::bookmark:
      lines(list, about(c, r, {{-0.5F, -0.8F}, {0.5F, -0.8F}, {0.5F, 0.8F}, {0.0F, 0.3F}, {-0.5F, 0.8F}}), colour, w,
            true);
      break;
    case Icon::plus:
      list.AddLine({c.x, c.y - 0.6F * r}, {c.x, c.y + 0.6F * r}, colour, w);
      [[fallthrough]];
    case Icon::minus:
      list.AddLine({c.x - 0.6F * r, c.y}, {c.x + 0.6F * r, c.y}, colour, w);
      break;
    case Icon::north:
      area(list, about(c, r, {{0.0F, -0.9F}, {0.5F, 0.7F}, {0.0F, 0.35F}}), colour);
      lines(list, about(c, r, {{0.0F, -0.9F}, {-0.5F, 0.7F}, {0.0F, 0.35F}}), colour, w * 0.7F, true);
      break;
    case Icon::fit:
      for (const float sx : {-1.0F, 1.0F}) {
        for (const float sy : {-1.0F, 1.0F})
          lines(list, about(c, r, {{0.25F * sx, 0.7F * sy}, {0.7F * sx, 0.7F * sy}, {0.7F * sx, 0.25F * sy}}), colour,
                w);
      }
      break;
    case Icon::layers:
      for (const float y : {0.4F, 0.0F, -0.4F})
        lines(list, about(c, r, {{0.0F, y - 0.4F}, {0.8F, y}, {0.0F, y + 0.4F}, {-0.8F, y}}), colour, w * 0.8F, true);
      break;
    case Icon::search:
      list.AddCircle({c.x - 0.15F * r, c.y - 0.15F * r}, 0.5F * r, colour, 0, w);
      list.AddLine({c.x + 0.22F * r, c.y + 0.22F * r}, {c.x + 0.75F * r, c.y + 0.75F * r}, colour, w);
      break;
    case Icon::help:
      list.PathArcTo({c.x, c.y - 0.3F * r}, 0.4F * r, -3.1F, 1.3F);
      list.PathLineTo({c.x, c.y + 0.35F * r});
      list.PathStroke(colour, 0, w);
      list.AddCircleFilled({c.x, c.y + 0.75F * r}, w * 0.8F, colour);
      break;
    case Icon::screen:
      list.AddRect({c.x - 0.85F * r, c.y - 0.65F * r}, {c.x + 0.85F * r, c.y + 0.4F * r}, colour, 0.0F, 0, w);
      list.AddLine({c.x - 0.4F * r, c.y + 0.75F * r}, {c.x + 0.4F * r, c.y + 0.75F * r}, colour, w);
      break;
    case Icon::sun:
      list.AddCircleFilled(c, 0.38F * r, colour);
      for (int i = 0; i < 8; ++i) {
        const float a = 0.785F * static_cast<float>(i), x = std::cos(a), y = std::sin(a);
        list.AddLine({c.x + 0.58F * r * x, c.y + 0.58F * r * y}, {c.x + 0.88F * r * x, c.y + 0.88F * r * y}, colour, w);
      }
      break;
    case Icon::moon:
      list.PathArcTo(c, 0.7F * r, 0.6F, 4.6F, 20);
      list.PathArcTo({c.x + 0.42F * r, c.y - 0.22F * r}, 0.62F * r, 3.9F, 1.3F, 20);
      list.PathStroke(colour, ImDrawFlags_Closed, w);
      break;
    case Icon::close:
      list.AddLine({c.x - 0.5F * r, c.y - 0.5F * r}, {c.x + 0.5F * r, c.y + 0.5F * r}, colour, w);
      list.AddLine({c.x - 0.5F * r, c.y + 0.5F * r}, {c.x + 0.5F * r, c.y - 0.5F * r}, colour, w);
      break;
    case Icon::follow:
      list.AddCircle(c, 0.55F * r, colour, 0, w);
      list.AddCircleFilled(c, 0.2F * r, colour);
      for (const ImVec2 d : {ImVec2{1, 0}, ImVec2{-1, 0}, ImVec2{0, 1}, ImVec2{0, -1}})
        list.AddLine({c.x + d.x * 0.55F * r, c.y + d.y * 0.55F * r}, {c.x + d.x * 0.95F * r, c.y + d.y * 0.95F * r},
                     colour, w);
      break;
  }
}

void draw_hazard(ImDrawList& list, models::Hazard hazard, ImVec2 c, float radius, const Theme& t, bool faint) {
  Colour fill = ink_colour(ink_of(hazard), t);
  if (faint) fill = mixed(fill, t.ground, 0.55);
  const ImU32 sign = packed(t.dark ? Colour{12, 16, 20, 255} : Colour{255, 255, 255, 255});
  list.AddCircleFilled(c, radius + std::max(1.5F, radius * 0.18F), packed(t.label_halo));
  list.AddCircleFilled(c, radius, packed(fill));
  const float r = radius * 0.68F, w = std::max(1.3F, radius * 0.2F);
  switch (hazard) {
    case models::Hazard::fire:
      area(list,
           about(c, r,
                 {{0.0F, -0.95F},
                  {0.55F, -0.1F},
                  {0.6F, 0.4F},
                  {0.3F, 0.85F},
                  {-0.3F, 0.85F},
                  {-0.6F, 0.4F},
                  {-0.5F, -0.1F}}),
           sign);
      area(list, about(c, r, {{0.0F, 0.0F}, {0.26F, 0.5F}, {0.0F, 0.8F}, {-0.26F, 0.5F}}), packed(fill));
      break;
    case models::Hazard::gas_leak:
      for (const float y : {-0.45F, 0.0F, 0.45F}) {
        lines(list, about(c, r, {{-0.75F, y}, {-0.4F, y - 0.22F}, {0.0F, y}, {0.4F, y + 0.22F}, {0.75F, y}}), sign,
              w * 0.85F);
      }
      break;
    case models::Hazard::fall:
      list.AddCircleFilled({c.x - 0.6F * r, c.y + 0.1F * r}, 0.28F * r, sign);
      lines(list, about(c, r, {{-0.25F, 0.2F}, {0.85F, 0.45F}}), sign, w * 1.2F);
      lines(list, about(c, r, {{0.0F, 0.15F}, {0.3F, -0.45F}}), sign, w * 0.9F);
      list.AddLine({c.x - 0.85F * r, c.y + 0.75F * r}, {c.x + 0.85F * r, c.y + 0.75F * r}, sign, w * 0.6F);
      break;
    case models::Hazard::medical:
      list.AddRectFilled({c.x - 0.24F * r, c.y - 0.8F * r}, {c.x + 0.24F * r, c.y + 0.8F * r}, sign);
      list.AddRectFilled({c.x - 0.8F * r, c.y - 0.24F * r}, {c.x + 0.8F * r, c.y + 0.24F * r}, sign);
      break;
    case models::Hazard::false_alarm:
      area(list, about(c, r, {{0.0F, -0.75F}, {0.4F, -0.45F}, {0.6F, 0.45F}, {-0.6F, 0.45F}, {-0.4F, -0.45F}}), sign);
      list.AddLine({c.x - 0.85F * r, c.y + 0.75F * r}, {c.x + 0.85F * r, c.y - 0.75F * r}, packed(fill), w * 1.6F);
      list.AddLine({c.x - 0.85F * r, c.y + 0.75F * r}, {c.x + 0.85F * r, c.y - 0.75F * r}, sign, w * 0.7F);
      break;
    case models::Hazard::outage:
      lines(list, about(c, r, {{0.25F, -0.9F}, {-0.4F, 0.1F}, {0.15F, 0.1F}, {-0.2F, 0.9F}}), sign, w * 1.1F);
      break;
  }
}

void draw_no_entry(ImDrawList& list, ImVec2 c, float r, const Theme& t) {
  list.AddCircleFilled(c, r + 1.5F, packed(Colour{255, 255, 255, 255}));
  list.AddCircleFilled(c, r, packed(ink_colour(Ink::closed, t)));
  list.AddRectFilled({c.x - 0.62F * r, c.y - 0.2F * r}, {c.x + 0.62F * r, c.y + 0.2F * r},
                     packed(Colour{255, 255, 255, 255}));
}

void draw_closed(ImDrawList& list, const std::vector<ImVec2>& line, float unit, const Theme& t) {
  const Colour white = t.dark ? Colour{235, 238, 241, 255} : Colour{255, 255, 255, 255};
  const auto closed = packed(ink_colour(Ink::closed, t));
  const float width = 5.0F * unit, stripe = 5.0F * unit, period = 10.0F * unit;
  const auto count = static_cast<int>(line.size());
  list.AddPolyline(line.data(), count, packed(t.label_halo), 0, width + 2.0F * unit);
  list.AddPolyline(line.data(), count, packed(white), 0, width);
  // Stripes go on from one piece to the next.
  constexpr float most_px = 8000.0F;
  float gone = 0.0F;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const ImVec2 a = line[i], b = line[i + 1];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (length <= 0.0F) continue;
    const auto point = [&](float s) { return ImVec2{a.x + (b.x - a.x) * s / length, a.y + (b.y - a.y) * s / length}; };
    if (length > most_px) {
      list.AddLine(a, b, closed, width);
    } else {
      for (float s = -std::fmod(gone, period); s < length; s += period)
        if (s + stripe > 0.0F)
          list.AddLine(point(std::max(s, 0.0F)), point(std::min(s + stripe, length)), closed, width);
    }
    gone += length;
  }
}

Colour station_colour(models::StationKind kind, const Theme& t) {
  const auto pick = [&t](std::uint32_t light, std::uint32_t dark) {
    const std::uint32_t rgb = t.dark ? dark : light;
    return Colour{static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xff),
                  static_cast<std::uint8_t>(rgb & 0xff), 255};
  };
  switch (kind) {
    case models::StationKind::governance_centre:
      return pick(0x3c3489, 0xa9a3f0);
    case models::StationKind::care_complex:
    case models::StationKind::day_care_centre:
      return pick(0x1a7f4b, 0x57c795);
    case models::StationKind::micro_fire_station:
    case models::StationKind::fire_station:
      return pick(0xb3261e, 0xff8578);
    case models::StationKind::ambulance_station:
      return pick(0x9b3a73, 0xeb9fcb);
  }
  return t.label;
}

void draw_station(ImDrawList& list, models::StationKind kind, ImVec2 c, float r, const Theme& t) {
  const ImU32 halo = packed(t.label_halo), fill = packed(station_colour(kind, t));
  const auto both = [&](std::initializer_list<ImVec2> points) {
    area(list, about(c, r * 1.28F, points), halo);
    area(list, about(c, r, points), fill);
  };
  switch (kind) {
    case models::StationKind::governance_centre:
      both({{0.0F, -1.1F}, {1.05F, -0.34F}, {0.65F, 0.9F}, {-0.65F, 0.9F}, {-1.05F, -0.34F}});
      break;
    case models::StationKind::care_complex:
      both({{-0.85F, -0.85F}, {0.85F, -0.85F}, {0.85F, 0.85F}, {-0.85F, 0.85F}});
      break;
    case models::StationKind::day_care_centre:
      both({{-0.62F, -0.62F}, {0.62F, -0.62F}, {0.62F, 0.62F}, {-0.62F, 0.62F}});
      break;
    case models::StationKind::micro_fire_station:
      both({{0.0F, -0.85F}, {0.8F, 0.62F}, {-0.8F, 0.62F}});
      break;
    case models::StationKind::fire_station:
      both({{0.0F, -1.15F}, {1.1F, 0.85F}, {-1.1F, 0.85F}});
      break;
    case models::StationKind::ambulance_station:
      for (const float grow : {0.26F, 0.0F}) {
        const ImU32 colour = grow > 0.0F ? halo : fill;
        const float a = (0.32F + grow) * r, b = (0.95F + grow) * r;
        list.AddRectFilled({c.x - a, c.y - b}, {c.x + a, c.y + b}, colour);
        list.AddRectFilled({c.x - b, c.y - a}, {c.x + b, c.y + a}, colour);
      }
      break;
  }
}

void draw_pump_station(ImDrawList& list, ImVec2 c, float r, const Theme& t) {
  list.AddCircleFilled(c, r * 1.3F, packed(t.label_halo));
  list.AddCircleFilled(c, r, packed(t.hydrant));
  area(list, about(c, r, {{-0.35F, -0.5F}, {0.6F, 0.0F}, {-0.35F, 0.5F}}), packed(t.label_halo));
}

void draw_unit(ImDrawList& list, const UnitMark& unit, ImVec2 c, float r, double heading, const Theme& t) {
  const bool vehicle = unit.unit.helper == models::Helper::fire_engine ||
                       unit.unit.helper == models::Helper::ambulance || unit.unit.helper == models::Helper::repair_crew;
  const ImU32 halo = packed(t.label_halo), fill = packed(ink_colour(unit.ink, t));
  const float x = static_cast<float>(std::cos(heading)), y = static_cast<float>(-std::sin(heading));
  const auto turned = [&](ImVec2 p, float size) {
    return ImVec2{c.x + (p.x * x - p.y * y) * size, c.y + (p.x * y + p.y * x) * size};
  };
  const bool moving = unit.state == UnitState::on_way || unit.state == UnitState::returning;
  for (const float grow : {0.3F, 0.0F}) {
    const ImU32 colour = grow > 0.0F ? halo : fill;
    const float size = r * (1.0F + grow);
    if (vehicle) {
      const std::array<ImVec2, 4> box{turned({-1.0F, -0.7F}, size), turned({1.0F, -0.7F}, size),
                                      turned({1.0F, 0.7F}, size), turned({-1.0F, 0.7F}, size)};
      list.AddConvexPolyFilled(box.data(), 4, colour);
    } else {
      list.AddCircleFilled(c, size * 0.8F, colour);
    }
    if (moving)
      list.AddTriangleFilled(turned({1.1F, -0.55F}, size), turned({1.9F, 0.0F}, size), turned({1.1F, 0.55F}, size),
                             colour);
  }
}

}  // namespace yuanluo::viz
