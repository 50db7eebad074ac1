#include "viz/window/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "models/outages/closure.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

// Rectangles that are taken, so that no name is written over another.
class Room {
 public:
  bool take(ImVec2 low, ImVec2 high) {
    for (const auto& [a, b] : taken_) {
      if (low.x < b.x && high.x > a.x && low.y < b.y && high.y > a.y) return false;
    }
    taken_.emplace_back(low, high);
    return true;
  }

 private:
  std::vector<std::pair<ImVec2, ImVec2>> taken_;
};

class Overlay {
 public:
  Overlay(const Session& session, std::size_t side, const Ui& ui, ImDrawList& list, const Rect& place,
          const std::vector<Rect>& taken)
      : session_(session),
        frame_(session.frame(side)),
        chain_(session.chain(side)),
        map_(session.replay(side).map()),
        ui_(ui),
        theme_(*ui.theme),
        list_(list),
        place_(place) {
    for (const Rect& rect : taken) room_.take(rect.low(), rect.high());
  }

  void draw() {
    list_.PushClipRect(place_.low(), place_.high(), true);
    if (session_.layers.pump_stations) pump_stations();
    if (session_.layers.stations) stations();
    if (session_.layers.failures) failures();
    if (session_.layers.closures) closures();
    routes();
    if (session_.layers.units) ways();
    water();
    if (session_.layers.incidents) incidents();
    if (session_.layers.units) units();
    selection();
    if (session_.layers.labels) names();
    list_.PopClipRect();
  }

 private:
  ImVec2 at(PlanePoint p) const {
    const Pixel q = session_.view.to_pixel(p);
    return {place_.x + static_cast<float>(q.x), place_.y + static_cast<float>(q.y)};
  }
  bool seen(PlanePoint p) const { return session_.view.sees(p, 40.0); }
  double mpp() const { return session_.view.camera.metres_per_pixel; }
  Colour ink(Ink which) const { return ink_colour(which, theme_); }
  bool selected(Thing thing) const { return session_.choices.selected == thing; }

  void path(const std::vector<PlanePoint>& way, Colour colour, float width) {
    if (way.size() < 2) return;
    points_.clear();
    // Points that fall together would give the line a wedge there.
    for (const PlanePoint p : way) {
      const ImVec2 next = at(p);
      if (points_.empty() || std::hypot(next.x - points_.back().x, next.y - points_.back().y) >= 1.0F)
        points_.push_back(next);
    }
    if (points_.size() < 2) return;
    list_.AddPolyline(points_.data(), static_cast<int>(points_.size()), packed(colour), 0, width);
  }

  void pump_stations() {
    if (mpp() > 6.0) return;
    for (const MapPumpStation& pump : map_.pump_stations) {
      if (seen(pump.at)) draw_pump_station(list_, at(pump.at), ui_.px(5.5), theme_);
    }
  }

  void stations() {
    for (const MapStation& station : map_.stations) {
      if (!seen(station.at)) continue;
      const ImVec2 p = at(station.at);
      const float r = ui_.px(8.0);
      draw_station(list_, station.kind, p, r, theme_);
      room_.take({p.x - r, p.y - r}, {p.x + r, p.y + r});
    }
  }

  void failures() {
    for (const FailureMark& failure : frame_.failures) {
      if (!seen(failure.at)) continue;
      const ImVec2 p = at(failure.at);
      const float r = ui_.px(failure.thing.kind == ThingKind::device ? 2.6 : 4.5);
      const ImU32 colour = packed(ink(Ink::outage).with_alpha(failure.known ? 255 : 170));
      list_.AddLine({p.x - r, p.y - r}, {p.x + r, p.y + r}, colour, ui_.px(1.6));
      list_.AddLine({p.x - r, p.y + r}, {p.x + r, p.y - r}, colour, ui_.px(1.6));
    }
  }

  void closures() {
    for (const ClosureMark& closure : frame_.closures) {
      points_.clear();
      bool any = false;
      for (const PlanePoint p : closure.line) {
        any = any || seen(p);
        points_.push_back(at(p));
      }
      if (!any) continue;
      draw_closed(list_, points_, ui_.px(1.0), theme_);
      // On the stretch in the middle; a short street is not seen otherwise.
      const std::size_t half = points_.size() / 2;
      const ImVec2 a = points_[half - 1], b = points_[half];
      const ImVec2 middle{(a.x + b.x) / 2.0F, (a.y + b.y) / 2.0F};
      const float r = ui_.px(mpp() < 1.5 ? 8.0 : 6.5);
      draw_no_entry(list_, middle, r, theme_);
      room_.take({middle.x - r, middle.y - r}, {middle.x + r, middle.y + r});
    }
  }

  void water() {
    for (const WaterMark& mark : frame_.water) {
      const ImVec2 a = at(mark.from), b = at(mark.to);
      list_.AddLine(a, b, packed(ink(Ink::water)), ui_.px(std::clamp(1.5 + mark.flow_lps / 10.0, 2.0, 6.0)));
      list_.AddCircleFilled(a, ui_.px(4.0), packed(ink(Ink::water)));
      if (mpp() < 1.5) label(a, ui_.px(8.0), mark.label, ink(Ink::water));
    }
  }

  // How those came who went to the selected incident.
  void routes() {
    if (!chain_) return;
    for (const ChainRoute& route : chain_->routes) {
      path(route.points, theme_.label_halo.with_alpha(200), ui_.px(5.0));
      path(route.points, theme_.accent.with_alpha(190), ui_.px(2.4));
    }
  }

  void ways() {
    for (const UnitMark& unit : frame_.units) {
      const Colour colour = ink(unit.ink);
      path(unit.trail, colour.with_alpha(110), ui_.px(3.0));
      if (selected(unit.unit.thing()) || frame_.units.size() <= 60)
        path(unit.way_ahead, colour.with_alpha(200), ui_.px(1.4));
    }
  }

  // What does not work is drawn small and first: there is much of it, and it seldom hurts by itself.
  void incidents() {
    for (const bool outages : {true, false}) {
      for (const IncidentMark& incident : frame_.incidents) {
        const bool signed_already = session_.layers.closures && models::is_closure(incident.variety);
        if ((incident.hazard == models::Hazard::outage) == outages && !signed_already && seen(incident.at))
          draw(incident);
      }
    }
  }

  void draw(const IncidentMark& incident) {
    const ImVec2 p = at(incident.at);
    const bool outage = incident.hazard == models::Hazard::outage;
    const bool small = !incident.open || outage;
    const float r = ui_.px(small ? (mpp() < 1.0 ? 7.0 : 5.5) : 10.5);
    if (incident.open && !outage && incident.overdue) {
      list_.AddCircle(p, r + ui_.px(5.5), packed(ink(Ink::bad)), 0, ui_.px(2.4));
    } else if (incident.open && !incident.noticed && !outage) {
      // Nobody knows yet: a broken ring.
      const float ring = r + ui_.px(5.5);
      for (int i = 0; i < 8; ++i) {
        const float from = 0.785F * static_cast<float>(i);
        list_.PathArcTo(p, ring, from, from + 0.42F, 4);
        list_.PathStroke(packed(ink(Ink::warning)), 0, ui_.px(2.0));
      }
    }
    draw_hazard(list_, incident.hazard, p, r, theme_, !incident.open);
    if (!small) room_.take({p.x - r, p.y - r}, {p.x + r, p.y + r});
    if (mpp() < 1.5 && incident.open && (!outage || mpp() < 0.5))
      label(p, r + ui_.px(6.0), incident.title, ink(incident.ink));
  }

  void units() {
    for (const UnitMark& unit : frame_.units) {
      if (!seen(unit.at)) continue;
      ImVec2 p = at(unit.at);
      const float r = ui_.px(5.5);
      // Beside the sign of what it works at, not over it.
      if (unit.state == UnitState::at_work || unit.state == UnitState::at_gate)
        p = {p.x + ui_.px(10.0), p.y + ui_.px(10.0)};
      if (unit.from_afar) {
        from_afar(unit, p, r);
        continue;
      }
      draw_unit(list_, unit, p, r, unit.heading + session_.view.camera.turn_rad, theme_);
      const bool chosen = selected(unit.unit.thing()) || session_.followed() == unit.unit;
      if (chosen) list_.AddCircle(p, ui_.px(13.0), packed(theme_.accent), 0, ui_.px(2.2));
      if (chosen || mpp() < 1.2) label(p, ui_.px(11.0), unit.label, ink(unit.ink));
    }
  }

  // Nobody knows where it is: beside the gate, faint, in a ring that closes as its time runs.
  void from_afar(const UnitMark& unit, ImVec2 p, float r) {
    constexpr float full = 6.2831853F, top = -1.5707963F;
    p = {p.x - ui_.px(12.0), p.y - ui_.px(12.0)};
    const Colour colour = ink(unit.ink);
    list_.AddCircleFilled(p, r, packed(theme_.panel.with_alpha(230)));
    list_.AddCircle(p, r, packed(colour.with_alpha(110)), 0, ui_.px(1.6));
    const bool back = unit.state == UnitState::returning;
    const auto part = static_cast<float>(std::clamp(back ? 1.0 - unit.share : unit.share, 0.02, 1.0));
    list_.PathArcTo(p, r, top, top + part * full, 24);
    list_.PathStroke(packed(colour), 0, ui_.px(2.4));
    list_.AddCircleFilled(p, r * 0.35F, packed(colour));
    const bool chosen = selected(unit.unit.thing()) || session_.followed() == unit.unit;
    if (chosen) list_.AddCircle(p, ui_.px(13.0), packed(theme_.accent), 0, ui_.px(2.2));
    if (chosen || mpp() < 1.2) label(p, ui_.px(11.0), unit.label, colour);
  }

  // A name to the right of a mark, if there is room.
  void label(ImVec2 p, float away, const std::string& text, Colour colour) {
    ImFont* const font = ui_.fonts.text;
    const float size = font->FontSize * 0.86F;
    const ImVec2 extent = font->CalcTextSizeA(size, 1e6F, 0.0F, text.c_str());
    const ImVec2 low{p.x + away, p.y - extent.y / 2.0F};
    if (!room_.take(low, {low.x + extent.x, low.y + extent.y})) return;
    const float d = ui_.px(1.0);
    for (const ImVec2 shift : {ImVec2{-d, 0.0F}, ImVec2{d, 0.0F}, ImVec2{0.0F, -d}, ImVec2{0.0F, d}})
      list_.AddText(font, size, {low.x + shift.x, low.y + shift.y}, packed(theme_.label_halo), text.c_str());
    list_.AddText(font, size, low, packed(colour), text.c_str());
  }

  void selection() {
    const Thing thing = session_.choices.selected;
    const ImU32 colour = packed(theme_.accent);
    if (thing.kind == ThingKind::compound && thing.id < map_.compounds.size()) {
      closed(map_.compounds[thing.id].ring, colour);
    } else if (thing.kind == ThingKind::community && thing.id < map_.communities.size()) {
      closed(map_.communities[thing.id].ring, colour);
    } else if (thing.kind == ThingKind::building && thing.id < map_.buildings.size()) {
      closed(map_.buildings[thing.id].ring, colour);
    } else if (thing.kind == ThingKind::street && thing.id < map_.streets.size()) {
      path(map_.streets[thing.id].line, theme_.accent, ui_.px(3.0));
    } else if (thing && thing.kind != ThingKind::unit && frame_.inspection && frame_.inspection->at) {
      list_.AddCircle(at(*frame_.inspection->at), ui_.px(16.0), colour, 0, ui_.px(2.4));
    }
  }

  void closed(const std::vector<PlanePoint>& ring, ImU32 colour) {
    points_.clear();
    for (const PlanePoint p : ring) points_.push_back(at(p));
    list_.AddPolyline(points_.data(), static_cast<int>(points_.size()), colour, ImDrawFlags_Closed, ui_.px(2.6));
  }

  void names() {
    const auto write = [this](PlanePoint where, const models::Name& name, ImFont* font, Colour colour, double down) {
      if (!seen(where)) return false;
      const std::string& text = name.in(ui_.language);
      const ImVec2 p = at(where);
      const ImVec2 size = font->CalcTextSizeA(font->FontSize, 1e6F, 0.0F, text.c_str());
      const ImVec2 low{p.x - size.x / 2.0F, p.y - size.y / 2.0F + ui_.px(down)};
      if (!room_.take({low.x - 3.0F, low.y}, {low.x + size.x + 3.0F, low.y + size.y})) return false;
      halo_text(list_, font, {p.x, low.y}, colour, theme_.label_halo, text, 0.5F);
      return true;
    };
    if (session_.layers.communities) {
      for (const MapCommunity& community : map_.communities) {
        PlaneBox box;
        for (const PlanePoint p : community.ring) box.include(p);
        if (!box.empty() && box.width() / mpp() > 90.0)
          write(box.centre(), community.name, ui_.fonts.large, theme_.label.with_alpha(215), 0.0);
      }
    }
    if (session_.layers.stations && mpp() < 3.0) {
      for (const MapStation& station : map_.stations)
        write(station.at, station.name, ui_.fonts.small, station_colour(station.kind, theme_), 16.0);
    }
    if (mpp() < 0.7) {
      for (const MapCompound& compound : map_.compounds)
        write(compound.centre, compound.name, ui_.fonts.small, theme_.label, 0.0);
    }
    if (mpp() < 1.6 && session_.layers.streets) {
      // A street has many pieces; its name is written on one of those that are near to each other.
      std::vector<std::pair<std::string_view, ImVec2>> written;
      for (const MapStreet& street : map_.streets) {
        const std::string& name = street.name.in(ui_.language);
        if (street.line.size() < 2 || street.kind > models::StreetClass::living_street || name.empty()) continue;
        const PlanePoint middle = street.line[street.line.size() / 2];
        if (!seen(middle)) continue;
        const ImVec2 p = at(middle);
        const bool again = std::any_of(written.begin(), written.end(), [&](const auto& other) {
          return other.first == name && std::hypot(other.second.x - p.x, other.second.y - p.y) < ui_.px(300.0);
        });
        if (!again && write(middle, street.name, ui_.fonts.small, theme_.muted, 0.0)) written.emplace_back(name, p);
      }
    }
  }

  const Session& session_;
  const Frame& frame_;
  const std::optional<Chain>& chain_;
  const StaticMap& map_;
  const Ui& ui_;
  const Theme& theme_;
  ImDrawList& list_;
  Rect place_;
  Room room_;
  std::vector<ImVec2> points_;
};

}  // namespace

void halo_text(ImDrawList& list, ImFont* font, ImVec2 at, Colour colour, Colour halo, std::string_view text,
               float anchor) {
  const char* const first = text.data();
  const char* const last = first + text.size();
  const float size = font->FontSize;
  if (anchor > 0.0F) at.x -= anchor * font->CalcTextSizeA(size, 1e6F, 0.0F, first, last).x;
  at = {std::round(at.x), std::round(at.y)};
  for (const ImVec2 d : {ImVec2{-1, -1}, ImVec2{1, -1}, ImVec2{-1, 1}, ImVec2{1, 1}, ImVec2{-2, 0}, ImVec2{2, 0},
                         ImVec2{0, -2}, ImVec2{0, 2}})
    list.AddText(font, size, {at.x + d.x, at.y + d.y}, packed(halo.with_alpha(colour.a)), first, last);
  list.AddText(font, size, at, packed(colour), first, last);
}

void draw_overlay(const Session& session, std::size_t side, const Ui& ui, ImDrawList& list, const Rect& place,
                  const std::vector<Rect>& taken) {
  Overlay(session, side, ui, list, place, taken).draw();
}

Rect draw_scale_bar(const Session& session, const Ui& ui, ImDrawList& list, const Rect& place, bool coordinates) {
  const Theme& t = *ui.theme;
  const double mpp = session.view.camera.metres_per_pixel;
  const double length = round_length_m(mpp, ui.px(140.0));
  const float width = static_cast<float>(length / mpp), right = place.x + place.width - ui.px(16.0);
  const float bottom = place.y + place.height - ui.px(14.0);
  const std::string text = length >= 1000.0 ? ui.say(words.kilometres, length / 1000.0) : ui.say(words.metres, length);
  for (const bool halo : {true, false}) {
    const ImU32 colour = packed(halo ? t.label_halo : t.label);
    const float w = ui.px(halo ? 4.5 : 1.8), up = ui.px(5.0);
    list.AddLine({right - width, bottom}, {right, bottom}, colour, w);
    for (const float x : {right - width, right})
      list.AddLine({x, bottom - up}, {x, bottom + (halo ? 2.0F : 0.0F)}, colour, w);
  }
  halo_text(list, ui.fonts.small, {right - width / 2.0F, bottom - ui.px(22.0)}, t.label, t.label_halo, text, 0.5F);
  // Where north is, once the map is turned.
  if (session.view.camera.turn_rad != 0.0) {
    const float cx = right - ui.px(14.0), cy = bottom - ui.px(48.0), r = ui.px(15.0);
    const double a = session.view.camera.turn_rad;
    const auto turned = [&](double x, double y) {
      return ImVec2{cx + r * static_cast<float>(x * std::cos(a) - y * std::sin(a)),
                    cy - r * static_cast<float>(x * std::sin(a) + y * std::cos(a))};
    };
    list.AddCircleFilled({cx, cy}, r * 1.1F, packed(t.panel.with_alpha(220)));
    list.AddTriangleFilled(turned(0.0, 0.95), turned(0.4, -0.3), turned(-0.4, -0.3), packed(ink_colour(Ink::bad, t)));
  }
  const float top = bottom - ui.px(24.0), end = bottom + ui.px(8.0);
  if (!coordinates || place.width < ui.px(480.0))  // the legend needs the room
    return {right - width, top, width, end - top};
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Pixel where = place.holds(mouse) ? Pixel{mouse.x - place.x, mouse.y - place.y}
                                         : Pixel{session.view.width / 2.0, session.view.height / 2.0};
  const models::GeoPoint geo = session.map().plane.to_geo(session.view.to_plane(where));
  const std::string lonlat = fmt::format("{:.5f}° N  {:.5f}° E", geo.lat(), geo.lon());
  const float left = right - width - ui.px(26.0);
  const float start = left - ui.fonts.small->CalcTextSizeA(ui.fonts.small->FontSize, 1e6F, 0.0F, lonlat.c_str()).x;
  halo_text(list, ui.fonts.small, {start, bottom - ui.px(12.0)}, t.muted, t.label_halo, lonlat);
  return {start, top, right - start, end - top};
}

}  // namespace yuanluo::viz
