// Every character that the window can show has a glyph in its font. ImGui's own common Chinese range lacks some that
// the district needs, 栓 of 消防栓 among them.
#include <catch2/catch.hpp>
#include <set>

#include "models/kpi/latency.hpp"
#include "scenarios/build.hpp"
#include "scenarios/spec.hpp"
#include "tests/unit/viz/window/hands.hpp"
#include "viz/window/fonts.hpp"
#include "viz/window/words.hpp"

using namespace yuanluo;
using namespace yuanluo::viz;

namespace {

std::string missing_in(const ImFont& font, const std::vector<std::string>& texts) {
  std::set<char32_t> missing;
  for (const std::string& text : texts)
    for (const char32_t code : missing_glyphs(font, text)) missing.insert(code);
  std::string list;
  for (const char32_t code : missing) list += fmt::format("U+{:04X} ", static_cast<std::uint32_t>(code));
  return list;
}

void add(std::vector<std::string>& texts, const Inspection& shown) {
  texts.insert(texts.end(), {shown.title, shown.subtitle});
  for (const auto* rows : {&shown.facts, &shown.history})
    for (const Row& row : *rows) texts.insert(texts.end(), {row.label, row.value});
  for (const Series& series : shown.plots) texts.insert(texts.end(), {series.label, series.unit});
}

void add(std::vector<std::string>& texts, const Frame& frame) {
  texts.push_back(frame.clock);
  for (const auto& mark : frame.incidents) texts.insert(texts.end(), {mark.title, mark.place, mark.stage_text});
  for (const auto& mark : frame.units) texts.push_back(mark.label);
  for (const auto& mark : frame.failures) texts.push_back(mark.label);
  for (const auto& alarm : frame.alarms) texts.push_back(alarm.text);
  for (const auto& counter : frame.counters) texts.insert(texts.end(), {counter.label, counter.value});
  texts.insert(texts.end(), {frame.values.title, frame.values.unit, frame.legend.title});
  for (const auto& entry : frame.legend.entries) texts.push_back(entry.text);
  if (frame.inspection) add(texts, *frame.inspection);
}

// What the replay says in a language over the whole run, in every colouring.
std::vector<std::string> said(Session& session, models::Language language) {
  std::vector<std::string> texts;
  session.choices.language = language;
  Replay& replay = session.replay();
  std::size_t n = 0;
  for (const IncidentRow& row : replay.incidents()) {
    texts.push_back(replay.title_of(row, language));
    texts.push_back(replay.place_of(row, language));
    if (n++ % 25 != 0) continue;
    session.choices.selected = thing_of(row.id);
    session.choices.measure = static_cast<Measure>(n / 25 % (measures - 1));
    add(texts, replay.frame_at(row.onset + std::chrono::minutes{3}, session.choices));
    const Chain chain = replay.chain(row.id, language);
    texts.insert(texts.end(), {chain.title, chain.place, chain.person, chain.outcome});
    for (const Link& link : chain.links) texts.push_back(link.text);
    for (const LatencyLine& line : chain.latencies) texts.insert(texts.end(), {line.label, line.value, line.target});
  }
  for (const ThingKind kind : {ThingKind::community, ThingKind::compound, ThingKind::building, ThingKind::household,
                               ThingKind::resident, ThingKind::device, ThingKind::hydrant, ThingKind::station})
    add(texts, replay.inspect({kind, 0}, session.clock.until(), language));
  for (const KpiLine& line : replay.kpis(session.clock.until(), language))
    texts.insert(texts.end(), {line.label, line.value, line.whole_run_text});
  for (const auto& load : replay.load(language)) texts.push_back(load.label);
  return texts;
}

}  // namespace

TEST_CASE("every code point of the program's texts, of the run's texts and of the district's names has a glyph") {
  const auto file = find_font();
  REQUIRE(file);  // Debian package fonts-wqy-microhei
  Hands hands;
  ImGui::EndFrame();
  const models::District district =
      scenarios::build_district(scenarios::load_spec("scenarios/shuangqiaozi/today.json"));
  const StaticMap map = static_map(district, models::LocalPlane(district.boundary.at(0)));
  const std::vector<std::string> names = texts_of(map);
  CHECK(names.size() > 2000);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Locked = false;
  const Fonts fonts = load_fonts(file, 1.0, names);
  for (ImFont* const font : {fonts.text, fonts.small, fonts.large, fonts.title}) CHECK(missing_in(*font, names) == "");
  for (const models::Language language : {models::Language::zh, models::Language::en}) {
    const auto texts = said(hands.session, language);
    CHECK(texts.size() > 100);
    CHECK(missing_in(*fonts.text, texts) == "");
    CHECK(missing_in(*fonts.small, texts) == "");
  }
  // What may be typed: rare characters of names and places too.
  CHECK(missing_in(*fonts.text, {"喆堃甪堰犍鹮龘，。《》；：“”"}) == "");
  // The test would see one that is missing.
  CHECK(missing_in(*fonts.text, {"\U00020021"}) == "U+20021 ");
}

TEST_CASE("large letters that a font lacks are taken from the font that has them") {
  Hands hands;
  const Fonts& fonts = hands.viewer.ui().fonts;
  CHECK(fonts.fitting(fonts.large, "abc 123") == fonts.large);
  CHECK(fonts.fitting(fonts.large, "\xe6\xa0\x93") == fonts.text);
}

TEST_CASE("each text of the program is there in both languages and ends where its characters end") {
  for (const models::Text& text : all_words()) {
    CHECK_FALSE(text.zh.empty());
    CHECK_FALSE(text.en.empty());
    CHECK(text.zh.data()[text.zh.size()] == '\0');
    CHECK(text.en.data()[text.en.size()] == '\0');
    // Both have room for the same number of values.
    const auto holes = [](std::string_view s) { return std::count(s.begin(), s.end(), '{'); };
    CHECK(holes(text.zh) == holes(text.en));
  }
}
