#include "viz/window/viewer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/window/keys.hpp"
#include "viz/window/overlay.hpp"
#include "viz/window/pick.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {

Viewer::Viewer(Session& session, const Settings& settings, Fonts fonts, float scale) : session_(session) {
  ui_.fonts = fonts;
  ui_.scale = scale;
  ui_.theme = &theme(settings.dark);
  styled_dark_ = settings.dark;
  apply_style(*ui_.theme, scale);
  desk_.side_width = static_cast<float>(settings.side_width);
  desk_.layers_open = settings.layers_open;
  desk_.legend_open = settings.legend_open;
  session.choices.language = settings.language;
  session.choices.measure = settings.measure;
  session.layers = settings.layers;
  session.choices.heat = settings.layers.heat;
  session.hatched = settings.hatched;
  session.clock.set_speed(settings.speed);
  ui_.language = settings.language;
}

Settings Viewer::settings(const Settings& before) const {
  Settings s = before;
  s.language = session_.choices.language;
  s.dark = ui_.theme->dark;
  s.side_width = static_cast<double>(desk_.side_width);
  s.layers_open = desk_.layers_open;
  s.legend_open = desk_.legend_open;
  s.speed = session_.clock.speed();
  s.hatched = session_.hatched;
  s.measure = session_.choices.measure;
  s.layers = session_.layers;
  return s;
}

void Viewer::lay_out(const Rect& whole) {
  if (desk_.presenting) {
    top_ = left_ = right_ = bottom_ = {};
    maps_[0] = whole;
  } else {
    // Whole pixels, so that no seam is left between map and panels.
    const float top = std::round(ui_.px(48.0)), bottom = std::round(std::min(ui_.px(128.0), whole.height * 0.3F));
    const float left = desk_.layers_open ? std::round(ui_.px(212.0)) : 0.0F;
    desk_.side_width = std::clamp(desk_.side_width, 280.0F, std::max(280.0F, whole.width / ui_.scale * 0.5F));
    const float right =
        std::min(std::round(ui_.px(desk_.side_width)), std::max(0.0F, whole.width - left - ui_.px(200.0)));
    top_ = {whole.x, whole.y, whole.width, top};
    bottom_ = {whole.x, whole.y + whole.height - bottom, whole.width - right, bottom};
    left_ = {whole.x, whole.y + top, left, whole.height - top - bottom};
    right_ = {whole.x + whole.width - right, whole.y + top, right, whole.height - top};
    maps_[0] = {whole.x + left, whole.y + top, std::max(1.0F, whole.width - left - right),
                std::max(1.0F, whole.height - top - bottom)};
  }
  maps_[1] = {};
  if (session_.sides() > 1) {
    const float half = std::floor(maps_[0].width / 2.0F);
    maps_[1] = {maps_[0].x + half, maps_[0].y, maps_[0].width - half, maps_[0].height};
    maps_[0].width = half;
  }
  // The view of both maps is one; a map that grows or shrinks keeps its middle.
  const bool first = session_.view.width != static_cast<double>(maps_[0].width) ||
                     session_.view.height != static_cast<double>(maps_[0].height);
  if (first) {
    session_.view.width = static_cast<double>(maps_[0].width);
    session_.view.height = static_cast<double>(maps_[0].height);
    fit_due_ = !fitted_ && !session_.followed() && !desk_.presenting;
    fitted_ = true;
  }
}

void Viewer::handle_pointer(std::size_t side) {
  const Rect& place = maps_[side];
  const ImGuiIO& io = ImGui::GetIO();
  View& view = session_.view;
  const auto pixel = [&](ImVec2 p) {
    return Pixel{static_cast<double>(p.x - place.x), static_cast<double>(p.y - place.y)};
  };
  ImGui::SetCursorScreenPos(place.low());
  ImGui::InvisibleButton("map", {place.width, place.height},
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
  ui_.mark(fmt::format("map_{}", side));
  const bool hovered = ImGui::IsItemHovered();
  if (hovered && io.MouseWheel != 0.0F)
    view.zoom(std::pow(1.2, static_cast<double>(io.MouseWheel)), pixel(io.MousePos));
  if (ImGui::IsItemActive()) {
    if (ImGui::IsMouseDragging(ImGuiMouseButton_Left, ui_.px(3.0))) {
      view.pan(static_cast<double>(io.MouseDelta.x), static_cast<double>(io.MouseDelta.y));
      session_.follow(std::nullopt);
    } else if (ImGui::IsMouseDragging(ImGuiMouseButton_Right, ui_.px(3.0))) {
      view.turn(-static_cast<double>(io.MouseDelta.x) * 0.006);
    }
  }
  const ImVec2 moved = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0.0F);
  const bool click = ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
                     std::abs(moved.x) + std::abs(moved.y) < ui_.px(4.0);
  const LegendPlace& legend = legends_[side];
  if (legend.head.holds(io.MousePos)) {
    if (click) desk_.legend_open = !desk_.legend_open;
    if (hovered) ImGui::SetTooltip("%s  [K]", ui_.say(desk_.legend_open ? words.fold_legend : words.unfold_legend));
    return;
  }
  if (legend.card.holds(io.MousePos)) return;
  if (click) {
    const Thing thing = pick(session_, side, pixel(io.MousePos), static_cast<double>(ui_.px(14.0)));
    session_.select(thing);
    if (thing) desk_.open(Tab::inspect);
  }
  if (hovered && !ImGui::IsAnyMouseDown()) hint(side);
}

// What lies under the pointer, in a word.
void Viewer::hint(std::size_t side) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Thing thing =
      pick(session_, side, {static_cast<double>(mouse.x - maps_[side].x), static_cast<double>(mouse.y - maps_[side].y)},
           static_cast<double>(ui_.px(14.0)));
  const Frame& frame = session_.frame(side);
  const StaticMap& map = session_.replay(side).map();
  switch (thing.kind) {
    case ThingKind::incident:
      for (const IncidentMark& incident : frame.incidents)
        if (thing_of(incident.id) == thing)
          ImGui::SetTooltip("%s\n%s\n%s", incident.title.c_str(), incident.place.c_str(), incident.stage_text.c_str());
      break;
    case ThingKind::unit:
      for (const UnitMark& unit : frame.units)
        if (unit.unit.thing() == thing) ImGui::SetTooltip("%s", unit.label.c_str());
      break;
    case ThingKind::station:
      ImGui::SetTooltip("%s", map.stations[thing.id].name.in(ui_.language).c_str());
      break;
    case ThingKind::pump_station:
      ImGui::SetTooltip("%s", map.pump_stations[thing.id].name.in(ui_.language).c_str());
      break;
    case ThingKind::compound: {
      const float value =
          thing.id < session_.values(side).by_compound.size() ? session_.values(side).by_compound[thing.id] : no_value;
      const std::string& name = map.compounds[thing.id].name.in(ui_.language);
      if (session_.choices.measure == Measure::none || std::isnan(value))
        ImGui::SetTooltip("%s", name.c_str());
      else
        ImGui::SetTooltip("%s\n%s", name.c_str(), value_text(session_.values(side), value, ui_.language).c_str());
      break;
    }
    case ThingKind::street:
      for (const ClosureMark& closure : frame.closures)
        if (closure.thing == thing) ImGui::SetTooltip("%s", closure.label.c_str());
      break;
    case ThingKind::hydrant:
      for (const WaterMark& water : frame.water)
        if (water.hydrant == thing) ImGui::SetTooltip("%s", water.label.c_str());
      break;
    case ThingKind::building:
      ImGui::SetTooltip("%s", map.compounds[map.buildings[thing.id].compound].name.in(ui_.language).c_str());
      break;
    default:
      break;
  }
}

LegendCard Viewer::legend_of(std::size_t side) const {
  // The layer panel has the signs; two maps are too narrow for those that most people know by now.
  const bool told = desk_.layers_open && !desk_.presenting;
  return {session_, side, ui_, {!told && session_.sides() == 1, true, !desk_.legend_open}};
}

namespace {

constexpr double map_margin = 12.0, scale_bar_height = 34.0;

// What a presentation writes above and below the map.
double above_map(const Desk& desk) { return desk.presenting ? 70.0 : 0.0; }
double below_map(const Desk& desk) { return desk.presenting ? 64.0 : 0.0; }

}  // namespace

void Viewer::leave_cards_free() {
  const auto px = [this](double points) { return static_cast<double>(ui_.px(points)); };
  const double above = px(above_map(desk_) + map_margin), below = px(below_map(desk_) + scale_bar_height);
  const auto legend = static_cast<double>(legend_of(0).size().x);
  const CoveredCorners corners{legend > 0.0 ? legend + px(map_margin) : 0.0,
                               px(map_margin) + static_cast<double>(counters_width(session_, 0, ui_)), above,
                               above + px(counters_points), below};
  corners.leave_free(session_);
}

void Viewer::draw_map(std::size_t side) {
  const Rect& place = maps_[side];
  const Theme& t = *ui_.theme;
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ImVec4(0.0F, 0.0F, 0.0F, 0.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
  begin_panel(ui_, side == 0 ? "map_a" : "map_b", place, true);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  handle_pointer(side);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float margin = ui_.px(map_margin), down = ui_.px(above_map(desk_)), up = ui_.px(below_map(desk_));
  // What lies on top is drawn first, into a channel of its own, so that names keep away from it.
  list.ChannelsSplit(2);
  list.ChannelsSetCurrent(1);
  std::vector<Rect> taken;
  // Of two maps each has its letter at the right end of the counters' row.
  const float letter = session_.sides() > 1 ? ui_.px(34.0) : margin;
  taken.push_back(draw_counters(session_, side, ui_, list, place.x + margin, place.y + margin + down,
                                place.width - margin - letter));
  legends_[side] = legend_of(side).draw(list, place.x + margin, place.y + place.height - margin - up);
  ui_.mark(fmt::format("legend_{}", side), legends_[side].card);
  ui_.mark(fmt::format("legend_head_{}", side), legends_[side].head);
  taken.push_back(legends_[side].card);
  taken.push_back(
      draw_scale_bar(session_, ui_, list, {place.x, place.y, place.width, place.height - up}, !desk_.presenting));
  if (desk_.presenting) taken.push_back({place.x, place.y, place.width, margin + down});
  list.ChannelsSetCurrent(0);
  draw_overlay(session_, side, ui_, list, place, taken);
  list.ChannelsMerge();
  if (session_.sides() > 1) {
    halo_text(list, ui_.fonts.large, {place.x + place.width - letter, place.y + margin + down}, t.accent, t.label_halo,
              ui_.say(side == 0 ? words.first_run : words.second_run));
    if (side == 1) list.AddLine(place.low(), {place.x, place.y + place.height}, packed(t.edge), ui_.px(2.0));
  }
  ImGui::End();
}

// The border between map and side panel, to be dragged.
void Viewer::splitter() {
  const Rect grip{right_.x - ui_.px(3.0), right_.y, ui_.px(6.0), right_.height};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ImVec4(0.0F, 0.0F, 0.0F, 0.0F));
  // Over its neighbours, so it must come to the front.
  ImGui::SetNextWindowPos(grip.low());
  ImGui::SetNextWindowSize({grip.width, grip.height});
  ImGui::Begin("splitter", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  ImGui::SetCursorScreenPos(grip.low());
  ImGui::InvisibleButton("grip", {grip.width, std::max(1.0F, grip.height)});
  ui_.mark("splitter");
  if (ImGui::IsItemActive()) desk_.side_width -= ImGui::GetIO().MouseDelta.x / ui_.scale;
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  ImGui::GetWindowDrawList()->AddLine({right_.x, right_.y}, {right_.x, right_.y + right_.height},
                                      packed(ImGui::IsItemActive() ? ui_.theme->accent : ui_.theme->edge));
  ImGui::End();
}

void Viewer::draw(double seconds) {
  const ImGuiIO& io = ImGui::GetIO();
  ui_.begin_frame();
  handle_keys(session_, desk_, ui_);
  session_.clock.advance(seconds);
  ui_.language = session_.choices.language;
  if (styled_dark_ != ui_.theme->dark) {
    apply_style(*ui_.theme, ui_.scale);
    styled_dark_ = ui_.theme->dark;
  }
  const Rect whole{0.0F, 0.0F, io.DisplaySize.x, io.DisplaySize.y};
  lay_out(whole);
  session_.refresh();
  leave_cards_free();
  // A district that is shown whole makes room for a legend that comes, grows or goes.
  const float legend = legend_of(0).size().x, before = std::exchange(legend_width_, legend);
  const bool other_legend = std::abs(legend - before) > ui_.px(24.0) && session_.shows_whole_district();
  if (std::exchange(fit_due_, false) || (other_legend && !session_.followed())) session_.fit_district();

  for (std::size_t side = 0; side < session_.sides(); ++side) draw_map(side);
  if (desk_.presenting) {
    draw_presentation(session_, desk_, ui_, whole);
  } else {
    draw_top_bar(session_, desk_, ui_, top_);
    if (desk_.layers_open) draw_layer_panel(session_, desk_, ui_, left_);
    draw_side_panel(session_, desk_, ui_, right_);
    draw_time_bar(session_, desk_, ui_, bottom_);
    splitter();
  }
  draw_help(desk_, ui_, whole);
  if (desk_.message_left_s > 0.0) {
    desk_.message_left_s -= seconds;
    halo_text(*ImGui::GetForegroundDrawList(), ui_.fonts.text,
              {maps_[0].x + maps_[0].width / 2.0F, maps_[0].y + maps_[0].height - ui_.px(60.0)}, ui_.theme->text,
              ui_.theme->label_halo, desk_.message, 0.5F);
  }
}

void draw_side_panel(Session& session, Desk& desk, Ui& ui, const Rect& place) {
  begin_panel(ui, "side", place);
  // Five names in a row, in either language.
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(session.sides() > 1 ? 3.5 : 8.0), ui.px(5.0)});
  const bool tabs = ImGui::BeginTabBar("tabs", ImGuiTabBarFlags_FittingPolicyResizeDown);
  if (tabs) {
    const auto page = [&](const Text& text, Tab tab, const char* key, void (*draw)(Session&, Desk&, Ui&)) {
      const ImGuiTabItemFlags flags = desk.wanted_tab == tab ? ImGuiTabItemFlags_SetSelected : 0;
      const bool open = ImGui::BeginTabItem(ui.label(text, key).c_str(), nullptr, flags);
      ui.mark(key);
      if (!open) return;
      desk.tab = tab;
      ImGui::PopStyleVar();
      draw(session, desk, ui);
      ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(session.sides() > 1 ? 3.5 : 8.0), ui.px(5.0)});
      ImGui::EndTabItem();
    };
    const auto wanted = desk.wanted_tab;
    page(words.incidents, Tab::incidents, "tab_incidents", draw_incident_page);
    page(words.inspect, Tab::inspect, "tab_inspect", draw_inspect_page);
    page(words.numbers, Tab::numbers, "tab_numbers", draw_numbers_page);
    if (session.sides() > 1) page(words.comparison, Tab::compare, "tab_compare", draw_compare_page);
    page(words.bookmarks, Tab::bookmarks, "tab_bookmarks", draw_bookmark_page);
    if (desk.wanted_tab == wanted) desk.wanted_tab.reset();
    ImGui::EndTabBar();
  }
  ImGui::PopStyleVar();
  ImGui::End();
}

}  // namespace yuanluo::viz
