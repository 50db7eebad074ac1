#include "viz/replay/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/situation/onset.hpp"

namespace yuanluo::viz {

using models::Language;

namespace {

constexpr int no_match = 99;

// 0 the same, 1 begins with it, 2 initials begin with it, 3 holds it, 4 initials hold it.
int rank(const std::string& zh, const std::string& en, const Initials& initials, const std::string& text) {
  if (zh == text || en == text) return 0;
  if (zh.compare(0, text.size(), text) == 0 || en.compare(0, text.size(), text) == 0) return 1;
  if (initials.begin_with(text)) return 2;
  if (zh.find(text) != std::string::npos || en.find(text) != std::string::npos) return 3;
  return initials.match(text) ? 4 : no_match;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return lower(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

}  // namespace

NameIndex::NameIndex(const models::District& d) {
  const auto add_all = [&](ThingKind kind, const auto& rows) {
    for (std::uint64_t i = 0; i < rows.size(); ++i) add({kind, i}, rows[i].name);
  };
  add_all(ThingKind::community, d.communities);
  add_all(ThingKind::compound, d.compounds);
  add_all(ThingKind::station, d.stations);
  add_all(ThingKind::pump_station, d.pump_stations);
  // A street has many pieces; one of them is enough.
  std::set<std::string> seen;
  for (std::uint64_t i = 0; i < d.streets.size(); ++i)
    if (seen.insert(d.streets[i].name.zh + '\n' + d.streets[i].name.en).second)
      add({ThingKind::street, i}, d.streets[i].name);
  for (std::uint64_t i = 0; i < d.hydrants.size(); ++i)
    add({ThingKind::hydrant, i}, {fmt::format("消防栓 {}", i + 1), fmt::format("hydrant {}", i + 1)});
}

void NameIndex::add(Thing thing, const models::Name& name) {
  if (name.zh.empty() && name.en.empty()) return;
  entries_.push_back({thing, lower(name.zh), lower(name.en), Initials(name.zh)});
}

std::vector<Found> NameIndex::find(RecordedRun& run, const Places& places, std::string_view typed, Language language,
                                   std::size_t most) const {
  const std::string text = trimmed(typed);
  if (text.empty()) return {};
  std::vector<Found> all;
  // An incident by its number in the list (from 1), or by its id.
  const auto& rows = run.chronicle().rows();
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos && text.size() < 10;
  const auto add_incident = [&](const IncidentRow& row, std::size_t number) {
    all.push_back({thing_of(row.id), fmt::format("{} {}", models::word(row.variety).text.in(language), number),
                   fmt::format("{}{}{}", clock_text(row.onset, language), language == Language::zh ? "，" : ", ",
                               places.address(row.id, row.variety, language)),
                   models::position_of(run.world(), row.id, row.variety)});
  };
  if (digits) {
    const std::size_t number = std::stoul(text);
    if (number >= 1 && number <= rows.size()) add_incident(rows[number - 1], number);
  } else if (std::count(text.begin(), text.end(), '-') == 3) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i].id.str() == text) add_incident(rows[i], i + 1);
  }
  std::vector<std::pair<int, const Entry*>> ranked;
  for (const Entry& entry : entries_)
    if (const int r = rank(entry.zh, entry.en, entry.initials, text); r != no_match) ranked.emplace_back(r, &entry);
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->zh.size() < b.second->zh.size();
  });
  for (const auto& [r, entry] : ranked) {
    if (all.size() >= most) break;
    all.push_back({entry->thing, places.name(entry->thing, language), places.kind(entry->thing, language),
                   places.position(entry->thing).value_or(PlanePoint{})});
  }
  if (all.size() > most) all.resize(most);
  return all;
}

}  // namespace yuanluo::viz
