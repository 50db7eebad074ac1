// What is selected: the chain of an incident, or what is known of a place, a device, a person, a unit.
#include <algorithm>

#include "viz/replay/moment.hpp"
#include "viz/window/desk.hpp"
#include "viz/window/plots.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

void title(const Ui& ui, const std::string& text, const std::string& below) {
  ImGui::PushFont(ui.fonts.fitting(ui.fonts.large, text));
  wrapped_in(ui.theme->text, text);
  ImGui::PopFont();
  if (!below.empty()) wrapped_in(ui.theme->muted, below);
}

void latency_lines(const Ui& ui, const Chain& chain) {
  const Theme& t = *ui.theme;
  double most = 60.0;
  for (const LatencyLine& line : chain.latencies) {
    if (line.took) most = std::max(most, sim::to_seconds(*line.took));
    if (line.limit) most = std::max(most, 1.15 * sim::to_seconds(*line.limit));
  }
  // Names, bars, values: the bars have what is left.
  const float width = ImGui::GetContentRegionAvail().x, values_from = width * 0.71F;
  ImFont* const font = ui.fonts.small;
  float bars_from = 0.0F;
  for (const LatencyLine& line : chain.latencies)
    bars_from =
        std::max(bars_from, font->CalcTextSizeA(font->FontSize, 1e6F, 0.0F, line.label.c_str()).x + ui.px(10.0));
  bars_from = std::min(bars_from, width * 0.55F);
  for (const LatencyLine& line : chain.latencies) {
    if (!line.took && !line.limit) continue;
    ImGui::PushFont(font);
    text_in(t.text, line.label);
    ImGui::SameLine(bars_from);
    const Colour colour = !line.took ? t.muted : line.met ? ink_colour(Ink::good, t) : ink_colour(Ink::bad, t);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, at.y + ui.px(5.0)});
    plot_bar(ui, line.took ? sim::to_seconds(*line.took) : 0.0, line.limit ? sim::to_seconds(*line.limit) : 0.0, most,
             colour, values_from - bars_from - ui.px(10.0), ui.px(8.0));
    ImGui::SameLine(values_from);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, at.y});
    text_in(colour, line.took ? line.value : ui.say(words.did_not_happen));
    if (!line.target.empty() && ImGui::IsItemHovered())
      ImGui::SetTooltip("%s %s", ui.say(words.target), line.target.c_str());
    ImGui::PopFont();
  }
}

// Links as stations on a line, each with its time since onset; those that have not happened by now are faint.
void links(Session& session, Ui& ui, const Chain& chain) {
  const Theme& t = *ui.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const sim::SimTime onset = chain.links.empty() ? sim::SimTime{} : chain.links.front().at;
  const float left = ui.px(78.0);
  std::optional<ImVec2> above;
  for (std::size_t i = 0; i < chain.links.size(); ++i) {
    const Link& link = chain.links[i];
    const bool past = link.at <= session.clock.now();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 dot{at.x + left - ui.px(10.0), at.y + ui.px(9.0)};
    const Colour colour = past ? ink_colour(link.ink, t) : t.edge;
    ImGui::PushID(static_cast<int>(i));
    ImGui::BeginGroup();
    ImGui::PushFont(ui.fonts.small);
    text_in(past ? t.muted : t.edge, i == 0 ? moment_text(link.at).substr(moment_text(link.at).find('d') + 1)
                                            : fmt::format("+{}", short_duration(link.at - onset, ui.language)));
    ImGui::PopFont();
    ImGui::SameLine(left);
    wrapped_in(past ? t.text : t.muted, link.text);
    ImGui::EndGroup();
    ui.mark(fmt::format("link_{}", i));
    if (ImGui::IsItemClicked()) {
      session.clock.play(false);
      session.clock.go(link.at);
      if (link.unit) session.follow(link.unit);
    }
    ImGui::PopID();
    if (above) list.AddLine({above->x, above->y + ui.px(5.0)}, {dot.x, dot.y - ui.px(5.0)}, packed(t.edge), ui.px(1.5));
    list.AddCircleFilled(dot, ui.px(4.2), packed(colour));
    above = dot;
  }
}

void chain_page(Session& session, Ui& ui, const Chain& chain) {
  const Theme& t = *ui.theme;
  title(ui, chain.title, chain.place);
  if (!chain.person.empty()) wrapped_in(t.muted, chain.person);
  if (ImGui::Button(ui.label(words.go_to_onset, "go_to_onset").c_str()) && !chain.links.empty()) {
    session.clock.play(false);
    session.clock.go(chain.links.front().at);
  }
  ui.mark("go_to_onset");
  if (!chain.outcome.empty()) {
    heading(ui, ui.say(words.outcome));
    wrapped_in(t.text, chain.outcome);
  }
  heading(ui, ui.say(words.latencies));
  latency_lines(ui, chain);
  heading(ui, ui.say(words.chain));
  links(session, ui, chain);
}

void rows(Session& session, Desk& desk, Ui& ui, const std::vector<Row>& all, const char* key) {
  const Theme& t = *ui.theme;
  if (all.empty() || !ImGui::BeginTable(key, 2, ImGuiTableFlags_SizingStretchProp)) return;
  ImGui::TableSetupColumn("label", 0, 0.42F);
  ImGui::TableSetupColumn("value", 0, 0.58F);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Row& row = all[i];
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    wrapped_in(t.muted, row.label);
    ImGui::TableNextColumn();
    if (row.thing) {
      ImGui::PushID(static_cast<int>(i));
      ImGui::PushStyleColor(ImGuiCol_Text, unpacked(t.accent));
      const float room = ImGui::GetContentRegionAvail().x;
      if (ImGui::Selectable(row.value.c_str())) {
        session.show(row.thing);
        desk.open(Tab::inspect);
      }
      ImGui::PopStyleColor();
      if (ImGui::IsItemHovered() && ImGui::CalcTextSize(row.value.c_str()).x > room)
        ImGui::SetTooltip("%s", row.value.c_str());
      ui.mark(fmt::format("{}_{}", key, i));
      ImGui::PopID();
    } else {
      wrapped_in(ink_colour(row.ink, t), row.value);
    }
  }
  ImGui::EndTable();
}

void inspection(Session& session, Desk& desk, Ui& ui, const Inspection& shown) {
  title(ui, shown.title, shown.subtitle);
  if (shown.thing.kind == ThingKind::unit) {
    const UnitKey unit = UnitKey::of(shown.thing);
    const bool followed = session.followed() == unit;
    if (toggle(ui, "follow", followed ? words.unfollow : words.follow, followed))
      session.follow(followed ? std::nullopt : std::optional<UnitKey>(unit));
  }
  rows(session, desk, ui, shown.facts, "fact");
  if (!shown.plots.empty()) heading(ui, ui.say(words.past));
  for (const Series& series : shown.plots) plot_series(ui, series, session.clock.now(), ui.px(86.0));
  if (!shown.history.empty()) {
    heading(ui, ui.say(words.history));
    rows(session, desk, ui, shown.history, "history");
  }
}

}  // namespace

void draw_inspect_page(Session& session, Desk& desk, Ui& ui) {
  ImGui::BeginChild("inspect");
  if (session.sides() > 1 && (session.chain(0) || session.chain(1))) {
    // The same incident on both sides, one below the other.
    for (std::size_t side = 0; side < 2; ++side) {
      heading(ui, ui.say(side == 0 ? words.first_run : words.second_run));
      ImGui::PushID(static_cast<int>(side));
      if (session.chain(side)) {
        chain_page(session, ui, *session.chain(side));
      } else {
        text_in(ui.theme->muted, ui.say(words.did_not_happen));
      }
      ImGui::PopID();
    }
  } else if (session.chain()) {
    chain_page(session, ui, *session.chain());
  } else if (session.frame().inspection) {
    // Copied: a click may select something else and so replace the frame's.
    const Inspection shown = *session.frame().inspection;
    inspection(session, desk, ui, shown);
  } else {
    wrapped_in(ui.theme->muted, ui.say(words.click_hint));
  }
  ImGui::EndChild();
}

}  // namespace yuanluo::viz
