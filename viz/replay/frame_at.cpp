#include "viz/replay/frame_at.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "models/situation/onset.hpp"
#include "viz/replay/marks.hpp"
#include "viz/replay/measures.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

using models::Hazard;
using models::Language;
using models::OpenIncident;
using models::Text;

namespace {

bool chosen(const Choices& choices, Hazard hazard) { return choices.hazards[static_cast<std::size_t>(hazard)]; }

void add_incidents(RecordedRun& run, const Places& places, const models::Situation& now, const Choices& choices,
                   Frame& frame) {
  std::vector<const OpenIncident*> open;
  for (const OpenIncident& i : now.incidents())
    if (chosen(choices, i.id.hazard()) || choices.selected == thing_of(i.id)) open.push_back(&i);
  std::sort(open.begin(), open.end(), [](const OpenIncident* a, const OpenIncident* b) {
    return a->onset != b->onset ? a->onset < b->onset : a->id < b->id;
  });
  for (const OpenIncident* i : open) {
    frame.incidents.push_back(incident_mark(run, places, *i, frame.at, choices.language));
    for (WaterMark& water : water_marks(run, *i, frame.at, choices.language)) frame.water.push_back(std::move(water));
  }
  if (!choices.ended) return;
  run.chronicle().for_each_ended(frame.at - choices.linger, frame.at, [&](const IncidentRow& row) {
    if (chosen(choices, row.hazard())) frame.incidents.push_back(ended_mark(run, places, row, choices.language));
  });
}

void add_failures(const RecordedRun& run, const Places& places, const models::Situation& now, const Choices& choices,
                  Frame& frame) {
  for (const OpenIncident& i : now.incidents())
    if (auto mark = closure_mark(run, places, i, choices.language)) frame.closures.push_back(std::move(*mark));
  std::sort(frame.closures.begin(), frame.closures.end(), [](const ClosureMark& a, const ClosureMark& b) {
    return a.since != b.since ? a.since < b.since : a.incident < b.incident;
  });
  if (!choices.failures) return;
  for (const OpenIncident& i : now.incidents())
    if (auto mark = failure_mark(run, places, i, choices.language)) frame.failures.push_back(std::move(*mark));
  std::sort(frame.failures.begin(), frame.failures.end(), [](const FailureMark& a, const FailureMark& b) {
    return a.since != b.since ? a.since < b.since : a.thing < b.thing;
  });
}

void add_units(RecordedRun& run, const Places& places, std::vector<models::UnitOut> out, const Choices& choices,
               Frame& frame) {
  std::sort(out.begin(), out.end(), [](const models::UnitOut& a, const models::UnitOut& b) {
    return std::tie(a.set_out, a.name.incident, a.name.helper, a.name.unit) <
           std::tie(b.set_out, b.name.incident, b.name.helper, b.name.unit);
  });
  for (const models::UnitOut& unit : out) {
    const Thing thing = UnitKey{unit.home.value, unit.helper(), unit.number()}.thing();
    if (chosen(choices, unit.name.incident.hazard()) || choices.selected == thing ||
        choices.selected == thing_of(unit.name.incident))
      frame.units.push_back(unit_mark(run, places, unit, frame.at, choices.trail, choices.language));
  }
}

void add_counters(const models::Situation& now, const Choices& choices, Frame& frame) {
  const Language language = choices.language;
  std::uint64_t begun = 0, deaths = 0, injuries = 0;
  for (std::size_t h = 0; h < models::hazards; ++h) {
    const models::HazardTotals& totals = now.totals()[h];
    deaths += totals.deaths;
    injuries += totals.injuries;
    if (choices.hazards[h]) begun += totals.begun;
  }
  std::size_t open = 0, unnoticed = 0, failures = 0, closed = 0;
  for (const OpenIncident& i : now.incidents()) {
    if (i.id.hazard() == Hazard::outage) ++(models::is_closure(i.variety) ? closed : failures);
    if (!chosen(choices, i.id.hazard()) || i.id.hazard() == Hazard::outage) continue;
    ++open;
    if (i.noticed == sim::never) ++unnoticed;
  }
  const auto add = [&](const Text& label, std::uint64_t value, Ink ink) {
    frame.counters.push_back({models::in(label, language), grouped(value), value == 0 ? Ink::neutral : ink});
  };
  add({"正在发生", "going on"}, open, Ink::warning);
  add({"尚无人知晓", "not noticed"}, unnoticed, Ink::bad);
  add({"力量在外", "units out"}, now.units().size(), Ink::unit_on_way);
  add({"故障与中断", "out of order"}, failures, Ink::outage);
  if (closed > 0) add({"街道封闭", "closed streets"}, closed, Ink::closed);
  add({"至今事件", "incidents so far"}, begun, Ink::neutral);
  add({"至今死亡", "deaths so far"}, deaths, Ink::bad);
  add({"至今受伤", "injuries so far"}, injuries, Ink::warning);
}

void add_heat(RecordedRun& run, const Choices& choices, Frame& frame) {
  if (!choices.heat) return;
  const auto& rows = run.chronicle().rows();
  const auto first = std::partition_point(
      rows.begin(), rows.end(), [&](const IncidentRow& r) { return r.onset <= frame.at - choices.heat_window; });
  for (auto row = first; row != rows.end() && row->onset <= frame.at; ++row)
    if (chosen(choices, row->hazard()) && row->compound != IncidentRow::no_compound)
      frame.heat.push_back({models::position_of(run.world(), row->id, row->variety), 1.0f});
}

void add_legend(const Choices& choices, Frame& frame) {
  const Language language = choices.language;
  frame.legend.title = frame.values.measure == Measure::none ? models::in({"图例", "Legend"}, language)
                       : frame.values.unit.empty()
                           ? frame.values.title
                           : fmt::format(fmt::runtime(language == Language::zh ? "{}（{}）" : "{} ({})"),
                                         frame.values.title, frame.values.unit);
  auto& entries = frame.legend.entries;
  if (frame.values.measure != Measure::none) {
    MeasureValues bare = frame.values;
    bare.unit.clear();
    int k = 0;
    for (std::string& text : class_texts(bare, language)) entries.push_back({std::nullopt, k++, std::move(text)});
    const bool gaps =
        std::any_of(frame.values.by_compound.begin(), frame.values.by_compound.end(), [](float v) { return v != v; });
    if (gaps) entries.push_back({std::nullopt, -1, models::in({"无数据", "no data"}, language)});
  }
  for (std::size_t h = 0; h < models::hazards; ++h)
    if (choices.hazards[h]) {
      const auto hazard = static_cast<Hazard>(h);
      entries.push_back({ink_of(hazard), std::nullopt, models::in(models::word(hazard).text, language)});
    }
  entries.push_back({Ink::unit_on_way, std::nullopt, models::in({"在途力量", "unit on the way"}, language)});
  entries.push_back({Ink::unit_there, std::nullopt, models::in({"在场力量", "unit there"}, language)});
  entries.push_back(
      {Ink::unit_returning, std::nullopt, models::in({"返回或送医", "returning or to hospital"}, language)});
}

}  // namespace

Frame frame_at(RecordedRun& run, const Places& places, sim::SimTime at, const Choices& choices) {
  Frame frame;
  frame.at = at;
  frame.clock = clock_text(at, choices.language);
  // Other questions to the run may move its situation on, so what is needed of it is taken first.
  const models::Situation now = run.situation_at(at);
  add_incidents(run, places, now, choices, frame);
  add_failures(run, places, now, choices, frame);
  add_units(run, places, now.units(), choices, frame);
  for (const models::AlarmNews& news : now.news())
    if (chosen(choices, news.incident.hazard())) frame.alarms.push_back(alarm_line(places, news, choices.language));
  add_counters(now, choices, frame);
  add_heat(run, choices, frame);
  frame.values = measure_values(run, at, choices);
  add_legend(choices, frame);
  if (choices.selected) frame.inspection = inspect(run, places, choices.selected, at, choices.language);
  return frame;
}

}  // namespace yuanluo::viz
