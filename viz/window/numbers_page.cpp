// The figures: measures up to now and over the whole run, distributions of latencies, load of units.
#include <algorithm>
#include <array>

#include "viz/window/desk.hpp"
#include "viz/window/plots.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

void kpi_table(const Session& session, Ui& ui) {
  const Theme& t = *ui.theme;
  const bool two = session.sides() > 1;
  if (!ImGui::BeginTable("kpis", 3, ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp)) return;
  // Values take what they need, so that names have the rest.
  ImGui::TableSetupColumn("###kpi", ImGuiTableColumnFlags_WidthStretch);
  ImGui::TableSetupColumn(two ? ui.say(words.first_run) : ui.say(words.up_to_now), ImGuiTableColumnFlags_WidthFixed);
  ImGui::TableSetupColumn(two ? ui.say(words.second_run) : ui.say(words.whole_run), ImGuiTableColumnFlags_WidthFixed);
  ImGui::TableHeadersRow();
  ui.mark("kpi_header");
  const auto& lines = session.kpis(0);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const KpiLine& line = lines[i];
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    wrapped_in(t.text, line.label);
    ImGui::TableNextColumn();
    text_in(t.text, line.value);
    ImGui::TableNextColumn();
    if (!two) {
      text_in(t.muted, line.whole_run_text);
      continue;
    }
    const auto& others = session.kpis(1);
    const auto other = std::find_if(others.begin(), others.end(), [&](const KpiLine& o) { return o.key == line.key; });
    if (other == others.end()) continue;
    Colour colour = t.text;
    // Whether more of a mere load is good or bad nobody can say.
    if (!line.only_load && line.number && other->number && *line.number != *other->number)
      colour = ink_colour((*other->number < *line.number) == line.less_is_better ? Ink::good : Ink::bad, t);
    text_in(colour, other->value);
  }
  ImGui::EndTable();
}

template <class Name>
void choose_small(Ui& ui, const char* key, float width, std::size_t count, std::size_t chosen, Name name, auto take) {
  ImGui::SetNextItemWidth(width);
  const bool open = ImGui::BeginCombo(fmt::format("###{}", key).c_str(), name(chosen));
  ui.mark(key);
  if (!open) return;
  for (std::size_t i = 0; i < count; ++i) {
    if (ImGui::Selectable(name(i), i == chosen)) take(i);
    ui.mark(fmt::format("{}_{}", key, i));
  }
  ImGui::EndCombo();
}

void latency_section(Session& session, Ui& ui) {
  const Theme& t = *ui.theme;
  heading(ui, ui.say(words.latency_distribution));
  const float half = (ImGui::GetContentRegionAvail().x - ui.px(8.0)) / 2.0F;
  choose_small(
      ui, "hazard_shown", half, models::hazards, static_cast<std::size_t>(session.hazard_shown),
      [&](std::size_t i) { return ui.say(models::word(static_cast<models::Hazard>(i)).text); },
      [&](std::size_t i) { session.hazard_shown = static_cast<models::Hazard>(i); });
  ImGui::SameLine();
  // Those that the list of incidents knows.
  static constexpr std::array<models::Latency, 3> known{models::Latency::detection, models::Latency::response,
                                                        models::Latency::duration};
  const auto chosen = std::find(known.begin(), known.end(), static_cast<models::Latency>(session.latency_shown));
  choose_small(
      ui, "latency_shown", half, known.size(),
      chosen == known.end() ? 1 : static_cast<std::size_t>(chosen - known.begin()),
      [&](std::size_t i) { return ui.say(models::word(known[i]).text); },
      [&](std::size_t i) { session.latency_shown = static_cast<std::size_t>(known[i]); });
  const auto latency = static_cast<models::Latency>(session.latency_shown);
  std::vector<std::vector<float>> values;
  for (std::size_t side = 0; side < session.sides(); ++side)
    values.push_back(session.replay(side).latencies(session.hazard_shown, latency, session.clock.now()));
  if (std::all_of(values.begin(), values.end(), [](const auto& v) { return v.empty(); })) {
    wrapped_in(t.muted, ui.say(words.no_latency));
    return;
  }
  std::vector<Curve> curves;
  for (std::size_t side = 0; side < values.size(); ++side) {
    const Colour colour = side == 0 ? t.accent : ink_colour(Ink::warning, t);
    curves.push_back({values[side], colour});
    if (values[side].empty()) continue;
    const double median = values[side][values[side].size() / 2];
    text_in(colour,
            fmt::format(
                "{}{} {}  (n = {})",
                session.sides() > 1 ? ui.say(side == 0 ? words.first_run : words.second_run) + std::string(": ") : "",
                ui.say(words.median), short_duration(sim::seconds(median), ui.language), values[side].size()));
  }
  plot_shares(ui, curves, 0.0, ui.px(150.0));
}

void load_section(Session& session, Ui& ui) {
  const Theme& t = *ui.theme;
  heading(ui, ui.say(words.unit_load));
  const auto load = session.replay().load(ui.language);
  for (const Replay::UnitLoad& unit : load) {
    const double most = *std::max_element(unit.busy.begin(), unit.busy.end());
    if (most <= 0.0) continue;
    ImGui::PushFont(ui.fonts.small);
    text_in(t.text, unit.label);
    ImGui::SameLine();
    text_in(t.muted, fmt::format("{}  ≤ {:.2g}", unit.posts > 0 ? ui.say(words.posts, unit.posts) : "", most));
    ImGui::PopFont();
    plot_day(ui, unit.busy, most, sim::hour_of_day(session.clock.now()), ui.px(14.0));
  }
}

}  // namespace

void draw_numbers_page(Session& session, Desk& desk, Ui& ui) {
  (void)desk;
  session.numbers_wanted = true;
  ImGui::BeginChild("numbers");
  kpi_table(session, ui);
  latency_section(session, ui);
  load_section(session, ui);
  ImGui::EndChild();
}

}  // namespace yuanluo::viz
