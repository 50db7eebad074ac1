#include "viz/picture/studio.hpp"

#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <cmath>

#include "viz/window/desk.hpp"
#include "viz/window/gl.hpp"
#include "viz/window/overlay.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {

namespace {

// Title and clock above, the bar of the scale and the line of time below.
constexpr double pad_points = 18.0, title_points = 64.0, scale_bar_points = 26.0, foot_points = 44.0;

}  // namespace

Studio::Context::Context() : context(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
}

Studio::Context::~Context() {
  if (backend) ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext(context);
}

Studio::Studio(Session& session, const Look& look)
    : session_(session), look_(look), offscreen_(look.width, look.height) {
  const double fitting = std::clamp(std::min(look.width / 1500.0, look.height / 850.0), 0.6, 4.0);
  const double scale = look.scale > 0.0 ? look.scale : fitting;
  ImGui::GetIO().DisplaySize = {static_cast<float>(look.width), static_cast<float>(look.height)};
  std::vector<std::string> texts = texts_of(session.map());
  texts.insert(texts.end(), look.texts.begin(), look.texts.end());
  for (std::size_t side = 0; side < session.sides(); ++side)
    texts.push_back(session.replay(side).info().scenario.in(look.language));
  ui_.fonts = load_fonts(look.font, scale, texts);
  ui_.scale = static_cast<float>(scale);
  ui_.theme = &theme(look.dark);
  ui_.language = look.language;
  session.choices.language = look.language;
  apply_style(*ui_.theme, ui_.scale);
  if (!ImGui_ImplOpenGL3_Init("#version 330 core"))
    throw GraphicsError({"ImGui 找不到 OpenGL 3.3 的函数", "ImGui finds no OpenGL 3.3 functions"});
  context_.backend = true;
  for (std::size_t side = 0; side < session.sides(); ++side)
    painters_[side] = std::make_unique<MapPainter>(MapPainter::Pace::whole);
}

Studio::~Studio() = default;

void Studio::new_frame() {
  ImGui::SetCurrentContext(context_.context);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(look_.width), static_cast<float>(look_.height)};
  io.DeltaTime = 1.0F / 60.0F;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
}

Image Studio::finish_frame() {
  ImGui::Render();
  glBindFramebuffer(GL_FRAMEBUFFER, offscreen_.framebuffer());
  glViewport(0, 0, look_.width, look_.height);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  for (std::size_t side = 0; side < session_.sides(); ++side) {
    painters_[side]->draw(session_, side, *ui_.theme, 1.0);
    painters_[side]->canvas().copy_to(offscreen_.framebuffer(), static_cast<int>(std::lround(maps_[side].x)),
                                      static_cast<int>(std::lround(maps_[side].y)), look_.height);
  }
  glBindFramebuffer(GL_FRAMEBUFFER, offscreen_.framebuffer());
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  return offscreen_.read();
}

LegendLook Studio::legend_look() const { return {session_.sides() == 1, false, false}; }

void Studio::fit_district() {
  session_.view.width = std::floor(static_cast<double>(look_.width) / static_cast<double>(session_.sides()));
  session_.view.height = look_.height;
  session_.refresh();
  ImGui::SetCurrentContext(context_.context);
  const auto px = [this](double points) { return static_cast<double>(ui_.px(points)); };
  const auto legend = static_cast<double>(LegendCard(session_, 0, ui_, legend_look()).size().x);
  const std::string& name = session_.replay().info().scenario.in(ui_.language);
  const float title = ui_.fonts.large->CalcTextSizeA(ui_.fonts.large->FontSize, 1e6F, 0.0F, name.c_str()).x;
  const CoveredCorners corners{legend > 0.0 ? legend + px(pad_points) : 0.0,
                               px(pad_points) + static_cast<double>(std::max(title, counters_width(session_, 0, ui_))),
                               px(pad_points), px(pad_points + title_points + counters_points),
                               px(foot_points + scale_bar_points)};
  corners.leave_free(session_);
  session_.fit_district();
}

Image Studio::draw(const std::string& note) {
  const Theme& t = *ui_.theme;
  const auto width = static_cast<float>(look_.width), height = static_cast<float>(look_.height);
  const float each = std::floor(width / static_cast<float>(session_.sides()));
  new_frame();
  const double before = session_.view.width;
  session_.view.width = static_cast<double>(each);
  session_.view.height = static_cast<double>(height);
  if (before != session_.view.width && !session_.followed())
    session_.view.camera.metres_per_pixel *= before / session_.view.width;
  session_.refresh();
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  const float pad = ui_.px(pad_points), foot = ui_.px(foot_points);
  for (std::size_t side = 0; side < session_.sides(); ++side) {
    maps_[side] = {each * static_cast<float>(side), 0.0F, each, height};
    const Rect& place = maps_[side];
    const std::string& name = session_.replay(side).info().scenario.in(ui_.language);
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    std::vector<Rect> taken;
    taken.push_back(
        draw_counters(session_, side, ui_, list, place.x + pad, pad + ui_.px(title_points), each - 2.0F * pad));
    taken.push_back(LegendCard(session_, side, ui_, legend_look()).draw(list, place.x + pad, height - pad - foot).card);
    const float title = ui_.fonts.large->CalcTextSizeA(ui_.fonts.large->FontSize, 1e6F, 0.0F, name.c_str()).x;
    taken.push_back({place.x, 0.0F, std::max(title + 2.0F * pad, ui_.px(360.0)), pad + ui_.px(62.0)});
    taken.push_back({0.0F, height - foot - ui_.px(scale_bar_points), width, foot + ui_.px(scale_bar_points)});
    list.ChannelsSetCurrent(0);
    draw_overlay(session_, side, ui_, list, place, taken);
    list.ChannelsMerge();
    halo_text(list, ui_.fonts.large, {place.x + pad, pad * 0.7F}, t.text, t.label_halo, name);
    if (side > 0) list.AddLine(place.low(), {place.x, height}, packed(t.edge), ui_.px(2.0));
  }
  halo_text(list, ui_.fonts.large, {pad, pad * 0.7F + ui_.px(30.0)}, t.text, t.label_halo, session_.clock_text());
  draw_scale_bar(session_, ui_, list, {0.0F, 0.0F, width, height - foot}, false);
  if (!note.empty()) {
    ImFont* const font = ui_.fonts.fitting(ui_.fonts.title, note);
    const float most = width * 0.7F, note_size = ui_.fonts.title->FontSize;
    const ImVec2 size = font->CalcTextSizeA(note_size, 1e6F, most, note.c_str());
    const float left = (width - size.x) / 2.0F, top = height - foot - size.y - ui_.px(34.0);
    list.AddRectFilled({left - pad, top - ui_.px(10.0)}, {left + size.x + pad, top + size.y + ui_.px(12.0)},
                       packed(t.panel.with_alpha(238)), ui_.px(10.0));
    list.AddText(font, note_size, {left, top}, packed(t.text), note.c_str(), nullptr, most);
  }
  draw_time_line(session_, ui_, list, {pad, height - foot, width - 2.0F * pad, foot - ui_.px(8.0)});
  return finish_frame();
}

}  // namespace yuanluo::viz
