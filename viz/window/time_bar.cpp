// The bar at the bottom: play, speed, the clock, and the line of time with its incidents.
#include <algorithm>
#include <cmath>

#include "viz/replay/moment.hpp"
#include "viz/window/desk.hpp"
#include "viz/window/overlay.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

float x_of(const Session& session, const Rect& place, sim::SimTime at) {
  const double length = std::max(1.0, sim::to_seconds(session.clock.until() - session.clock.from()));
  return place.x +
         place.width * static_cast<float>(std::clamp(sim::to_seconds(at - session.clock.from()) / length, 0.0, 1.0));
}

sim::SimTime at_x(const Session& session, const Rect& place, float x) {
  const double share = std::clamp(static_cast<double>((x - place.x) / std::max(1.0F, place.width)), 0.0, 1.0);
  return session.clock.from() + sim::seconds(share * sim::to_seconds(session.clock.until() - session.clock.from()));
}

// "0.1×", "60×", "100,000×"
std::string speed_text(double speed) {
  if (speed < 10.0) return fmt::format("{:.2g}×", speed);
  const auto whole = static_cast<long long>(std::llround(speed));
  return whole >= 1000 ? fmt::format("{},{:03}×", whole / 1000, whole % 1000) : fmt::format("{}×", whole);
}

std::size_t shown_in(const Session& session, const std::array<std::uint32_t, models::hazards>& bin) {
  std::size_t sum = 0;
  for (std::size_t h = 0; h < models::hazards; ++h) sum += session.choices.hazards[h] ? bin[h] : 0;
  return sum;
}

void transport(Session& session, Ui& ui) {
  const auto with_key = [&](const models::Text& text, const char* key) {
    return fmt::format("{}  [{}]", ui.say(text), key);
  };
  if (icon_button(ui, "to_start", Icon::to_start, with_key(words.to_start, "Home")))
    session.clock.go(session.clock.from());
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "previous_incident", Icon::previous, with_key(words.previous_incident, "P"))) session.jump(-1);
  ImGui::SameLine(0.0F, ui.px(2.0));
  const sim::Duration step = sim::seconds(session.clock.speed());
  if (icon_button(ui, "step_back", Icon::step_back, with_key(words.step_back, "←"))) session.clock.step(-step);
  ImGui::SameLine(0.0F, ui.px(2.0));
  const bool playing = session.clock.playing();
  const Icon running = session.clock.backwards() ? Icon::reverse : Icon::play;
  if (icon_button(ui, "play", playing ? Icon::pause : running, with_key(playing ? words.pause : words.play, "Space"),
                  true, 34.0F))
    session.clock.toggle();
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "step_forward", Icon::step_forward, with_key(words.step_forward, "→"))) session.clock.step(step);
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "next_incident", Icon::next, with_key(words.next_incident, "N"))) session.jump(1);
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "to_end", Icon::to_end, with_key(words.to_end, "End"))) session.clock.go(session.clock.until());
  ImGui::SameLine(0.0F, ui.px(8.0));
  if (icon_button(ui, "reverse", Icon::reverse, with_key(words.backwards, "R"), session.clock.backwards()))
    session.clock.reverse();
}

void speed_control(Session& session, Ui& ui) {
  if (icon_button(ui, "slower", Icon::minus, fmt::format("{}  [−]", ui.say(words.slower)))) session.clock.slower();
  ImGui::SameLine(0.0F, ui.px(2.0));
  auto power = static_cast<float>(std::log10(session.clock.speed()));
  ImGui::SetNextItemWidth(ui.px(110.0));
  if (ImGui::SliderFloat("###speed", &power, -1.0F, 5.0F, "", ImGuiSliderFlags_NoInput)) {
    const double speed = std::pow(10.0, static_cast<double>(power));
    const double digit = std::pow(10.0, std::floor(std::log10(speed)));
    session.clock.set_speed(std::round(speed / digit) * digit);
  }
  ui.mark("speed");
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", ui.say(words.speed));
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "faster", Icon::plus, fmt::format("{}  [+]", ui.say(words.faster)))) session.clock.faster();
  ImGui::SameLine(0.0F, ui.px(6.0));
  ImGui::AlignTextToFramePadding();
  const float from = ImGui::GetCursorPosX();
  text_in(ui.theme->text, speed_text(session.clock.speed()));
  ImGui::SameLine();
  ImGui::SetCursorPosX(from + ui.px(78.0));  // what follows stands still
}

// Buttons that jump to the next incident of a hazard; right click: the one before.
void hazard_jumps(Session& session, Ui& ui) {
  for (std::size_t h = 0; h < models::hazards; ++h) {
    const auto hazard = static_cast<models::Hazard>(h);
    const float size = ui.px(26.0);
    ImGui::PushID(static_cast<int>(h));
    const bool pressed = ImGui::InvisibleButton("jump", {size, ui.px(30.0)},
                                                ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    const bool right = ImGui::IsMouseReleased(ImGuiMouseButton_Right);
    ImGui::PopID();
    ui.mark(fmt::format("jump_{}", models::word(hazard).key));
    const ImVec2 low = ImGui::GetItemRectMin();
    const bool hovered = ImGui::IsItemHovered();
    draw_hazard(*ImGui::GetWindowDrawList(), hazard, {low.x + size / 2.0F, low.y + ui.px(15.0)},
                ui.px(hovered ? 10.5 : 9.0), *ui.theme, !session.choices.hazards[h]);
    if (hovered)
      ImGui::SetTooltip("%s: %s  [%zu]", ui.say(models::word(hazard).text), ui.say(words.next_incident), h + 1);
    if (pressed) session.jump(right ? -1 : 1, hazard);
    ImGui::SameLine(0.0F, ui.px(1.0));
  }
}

}  // namespace

void draw_time_line(const Session& session, const Ui& ui, ImDrawList& list, const Rect& place) {
  const Theme& t = *ui.theme;
  list.AddRectFilled(place.low(), place.high(), packed(t.panel_raised), ui.px(4.0));
  const float base = place.y + place.height - ui.px(16.0), room = place.height - ui.px(22.0);

  const auto warm_up = session.replay().info().warm_up_days;
  if (warm_up > 0) {
    const float x = x_of(session, place, sim::epoch + warm_up * sim::one_day);
    list.AddRectFilled(place.low(), {x, base}, packed(t.text.with_alpha(14)), ui.px(4.0));
  }
  const IncidentHistogram& histogram = session.histogram();
  std::size_t most = 1;
  for (const auto& bin : histogram.bins) most = std::max(most, shown_in(session, bin));
  for (std::size_t i = 0; i < histogram.bins.size(); ++i) {
    const sim::SimTime from = histogram.from + static_cast<std::int64_t>(i) * histogram.width;
    const float x0 = x_of(session, place, from),
                x1 = std::max(x0 + 1.0F, x_of(session, place, from + histogram.width) - 0.5F);
    float y = base;
    // Least frequent kinds stand on top of the bar's foot, where they are seen.
    for (std::size_t h = 0; h < models::hazards; ++h) {
      if (!session.choices.hazards[h] || histogram.bins[i][h] == 0) continue;
      const float up = room * static_cast<float>(histogram.bins[i][h]) / static_cast<float>(most);
      list.AddRectFilled({x0, y - up}, {x1, y},
                         packed(ink_colour(static_cast<Ink>(h), t).with_alpha(from > session.clock.now() ? 105 : 255)));
      y -= up;
    }
  }
  list.AddLine({place.x, base}, {place.x + place.width, base}, packed(t.edge), 1.0F);

  // Days, or hours where there are few days.
  const double days = sim::to_hours(session.clock.until() - session.clock.from()) / 24.0;
  const double most_ticks = std::max(2.0, static_cast<double>(place.width / ui.px(72.0)));
  double step_days = 1.0 / 24.0;
  for (const double candidate : {1.0 / 24.0, 0.125, 0.25, 0.5, 1.0, 2.0, 7.0, 14.0, 28.0, 91.0, 182.0, 364.0, 3640.0}) {
    step_days = candidate;
    if (days / candidate <= most_ticks) break;
  }
  const double first_day = sim::to_hours(session.clock.from() - sim::epoch) / 24.0;
  for (double d = std::ceil(first_day / step_days - 1e-9) * step_days; d <= first_day + days; d += step_days) {
    const float x = x_of(session, place, sim::epoch + sim::hours(d * 24.0));
    list.AddLine({x, base}, {x, base + ui.px(4.0)}, packed(t.muted), 1.0F);
    const auto whole = static_cast<long long>(std::floor(d + 1e-9));
    const double hour = (d - static_cast<double>(whole)) * 24.0;
    const std::string text = hour < 0.5 ? ui.say(words.day, whole + 1) : fmt::format("{:02.0f}:00", hour);
    const float size = ui.fonts.small->CalcTextSizeA(ui.fonts.small->FontSize, 1e6F, 0.0F, text.c_str()).x;
    if (x + size + ui.px(4.0) < place.x + place.width)
      list.AddText(ui.fonts.small, ui.fonts.small->FontSize, {x + ui.px(3.0), base + ui.px(1.0)}, packed(t.muted),
                   text.c_str());
  }
  for (const Bookmark& bookmark : session.bookmarks) {
    const float x = x_of(session, place, bookmark.at);
    list.AddTriangleFilled({x - ui.px(4.5), place.y}, {x + ui.px(4.5), place.y}, {x, place.y + ui.px(9.0)},
                           packed(ink_colour(Ink::warning, t)));
  }
  const float head = x_of(session, place, session.clock.now());
  list.AddLine({head, place.y}, {head, place.y + place.height}, packed(t.accent), ui.px(2.0));
  list.AddCircleFilled({head, base}, ui.px(6.0), packed(t.accent));
  list.AddCircleFilled({head, base}, ui.px(2.5), packed(t.panel));
}

void draw_time_bar(Session& session, Desk& desk, Ui& ui, const Rect& place) {
  begin_panel(ui, "time", place, true);
  transport(session, ui);
  ImGui::SameLine(0.0F, ui.px(14.0));
  speed_control(session, ui);
  // In a narrow window the clock matters more than shortcuts that keys have as well.
  const std::string& clock = session.clock_text();
  const auto width_in = [&clock](ImFont* f) { return f->CalcTextSizeA(f->FontSize, 1e6F, 0.0F, clock.c_str()).x; };
  ImFont *const large = ui.fonts.fitting(ui.fonts.large, clock), *const smaller =
                                                                     ui.fonts.fitting(ui.fonts.text, clock);
  const auto room = [&] { return place.width - ImGui::GetCursorPosX() - ui.px(24.0); };
  constexpr double jump_px = 28.0, bookmark_px = 50.0;
  if (room() >= width_in(smaller) + ui.px(static_cast<double>(models::hazards) * jump_px + bookmark_px)) {
    hazard_jumps(session, ui);
    ImGui::SameLine(0.0F, ui.px(10.0));
  }
  if (icon_button(ui, "add_bookmark", Icon::bookmark, fmt::format("{}  [B]", ui.say(words.add_bookmark)))) {
    session.add_bookmark();
    desk.open(Tab::bookmarks);
  }
  // The clock to the right; where there is no room for it, over the line of time.
  ImGui::SameLine();
  ImFont* const font = room() >= width_in(large) ? large : room() >= width_in(smaller) ? smaller : nullptr;
  if (font == nullptr) {
    ImGui::NewLine();
  } else {
    ImGui::PushFont(font);
    ImGui::SetCursorPosX(std::max(ImGui::GetCursorPosX(), place.width - width_in(font) - ui.px(14.0)));
    ImGui::TextUnformatted(clock.c_str());
    ImGui::PopFont();
    ui.mark("clock");
  }

  const ImVec2 low = ImGui::GetCursorScreenPos();
  const Rect line{low.x, low.y + ui.px(2.0), place.width - ui.px(24.0), place.y + place.height - low.y - ui.px(10.0)};
  if (line.height > ui.px(16.0)) {
    ImGui::SetCursorScreenPos(line.low());
    ImGui::InvisibleButton("time_line", {line.width, line.height});
    ui.mark("time_line");
    const float mouse = ImGui::GetIO().MousePos.x;
    if (ImGui::IsItemActive()) {
      session.clock.play(false);
      session.clock.go(at_x(session, line, mouse));
    }
    if (ImGui::IsItemHovered() && !session.histogram().bins.empty()) {
      const sim::SimTime at = at_x(session, line, mouse);
      const IncidentHistogram& histogram = session.histogram();
      const auto bin = histogram.width.count() > 0 ? (at - histogram.from) / histogram.width : 0;
      const auto index = static_cast<std::size_t>(
          std::clamp<std::int64_t>(bin, 0, static_cast<std::int64_t>(histogram.bins.size()) - 1));
      ImGui::SetTooltip("%s\n%s", moment_text(at).c_str(),
                        ui.say(words.per_bin, shown_in(session, histogram.bins[index])).c_str());
    }
    draw_time_line(session, ui, *ImGui::GetWindowDrawList(), line);
    if (font == nullptr)
      halo_text(*ImGui::GetWindowDrawList(), smaller, {line.x + line.width - ui.px(6.0), line.y + ui.px(2.0)},
                ui.theme->text, ui.theme->label_halo, clock, 1.0F);
  }
  ImGui::End();
}

}  // namespace yuanluo::viz
