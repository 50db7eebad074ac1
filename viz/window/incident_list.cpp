#include "viz/window/incident_list.hpp"

#include <algorithm>
#include <limits>

namespace yuanluo::viz {
namespace {

// Small letters for the Latin alphabet; other bytes stay.
std::string folded(std::string_view text) {
  std::string low(text);
  for (char& c : low) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return low;
}

std::int64_t key_of(const IncidentRow& row, SortBy by, sim::SimTime now) {
  constexpr std::int64_t not_yet = std::numeric_limits<std::int64_t>::max();
  switch (by) {
    case SortBy::onset:
      return row.onset.time_since_epoch().count();
    case SortBy::kind:
      return static_cast<std::int64_t>(row.variety);
    case SortBy::noticed:
      return row.noticed <= now ? (row.noticed - row.onset).count() : not_yet;
    case SortBy::reached:
      return row.reached <= now ? (row.reached - row.onset).count() : not_yet;
    case SortBy::ending:
      return row.ended <= now ? static_cast<std::int64_t>(row.ending) : -1;
  }
  return 0;
}

}  // namespace

void IncidentList::find_matches(Replay& replay) {
  const auto rows = replay.incidents();
  matches_.assign(rows.size(), 1);
  if (choices_.text.empty()) return;
  const std::string wanted = folded(choices_.text);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    matches_[i] = folded(replay.title_of(rows[i], choices_.language)).find(wanted) != std::string::npos ||
                  folded(replay.place_of(rows[i], choices_.language)).find(wanted) != std::string::npos;
  }
}

void IncidentList::update(Replay& replay, sim::SimTime now, const ListChoices& choices) {
  if (replay_ == &replay && now == now_ && choices == choices_) return;
  const auto rows = replay.incidents();
  const bool other_text = replay_ != &replay || choices.text != choices_.text || choices.language != choices_.language;
  replay_ = &replay, now_ = now, choices_ = choices;
  if (other_text) find_matches(replay);

  entries_.clear();
  begun_ =
      static_cast<std::size_t>(std::upper_bound(rows.begin(), rows.end(), now,
                                                [](sim::SimTime t, const IncidentRow& row) { return t < row.onset; }) -
                               rows.begin());
  for (std::size_t i = 0; i < begun_; ++i) {
    const IncidentRow& row = rows[i];
    const bool open = row.open_at(now);
    const bool matches = matches_[i] != 0 && choices_.hazards[static_cast<std::size_t>(row.hazard())];
    if (open || matches) entries_.push_back({static_cast<std::uint32_t>(i), open, matches});
  }
  const auto middle =
      std::stable_partition(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.open; });
  open_ = static_cast<std::size_t>(middle - entries_.begin());
  if (choices_.by == SortBy::onset) {  // as they are
    if (choices_.descending) std::reverse(entries_.begin(), middle), std::reverse(middle, entries_.end());
    return;
  }
  const auto earlier = [&](const Entry& a, const Entry& b) {
    const auto x = key_of(rows[a.row], choices_.by, now), y = key_of(rows[b.row], choices_.by, now);
    if (x != y) return choices_.descending ? x > y : x < y;
    return choices_.descending ? a.row > b.row : a.row < b.row;
  };
  std::sort(entries_.begin(), middle, earlier);
  std::sort(middle, entries_.end(), earlier);
}

}  // namespace yuanluo::viz
