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

bool shown(const ListChoices& choices, const IncidentRow& row) {
  return choices.hazards[static_cast<std::size_t>(row.hazard())];
}

}  // namespace

// What an incident is sorted by once it is over.
std::int64_t IncidentList::key_of(const IncidentRow& row) const {
  constexpr std::int64_t never_happened = std::numeric_limits<std::int64_t>::max();
  const auto after_onset = [&](sim::SimTime at) { return at <= row.ended ? (at - row.onset).count() : never_happened; };
  switch (choices_.by) {
    case SortBy::onset:
      return row.onset.time_since_epoch().count();
    case SortBy::kind:
      return static_cast<std::int64_t>(row.variety);
    case SortBy::noticed:
      return row.noticed == sim::never ? never_happened : after_onset(row.noticed);
    case SortBy::reached:
      return row.reached == sim::never ? never_happened : after_onset(row.reached);
    case SortBy::ending:
      return static_cast<std::int64_t>(row.ending);
  }
  return 0;
}

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

void IncidentList::put_in_order(Replay& replay) {
  const auto rows = replay.incidents();
  ordered_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (matches_[i] != 0 && shown(choices_, rows[i])) ordered_.push_back(static_cast<std::uint32_t>(i));
  if (choices_.by == SortBy::onset) return;
  std::sort(ordered_.begin(), ordered_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto x = key_of(rows[a]), y = key_of(rows[b]);
    if (x != y) return choices_.descending ? x > y : x < y;
    return choices_.descending ? a > b : a < b;
  });
}

void IncidentList::update(Replay& replay, sim::SimTime now, const ListChoices& choices) {
  const bool other_run = replay_ != &replay;
  if (!other_run && now == now_ && choices == choices_) return;
  const auto rows = replay.incidents();
  const bool other_text = other_run || choices.text != choices_.text || choices.language != choices_.language;
  const bool other_order = other_text || choices.hazards != choices_.hazards || choices.by != choices_.by ||
                           choices.descending != choices_.descending;
  replay_ = &replay, now_ = now, choices_ = choices;
  if (other_text) find_matches(replay);
  if (other_order) put_in_order(replay);

  begun_ =
      static_cast<std::size_t>(std::upper_bound(rows.begin(), rows.end(), now,
                                                [](sim::SimTime t, const IncidentRow& row) { return t < row.onset; }) -
                               rows.begin());
  open_.clear(), open_places_.clear(), chosen_.clear();
  const bool by_onset = choices_.by == SortBy::onset;
  for (const std::uint32_t row : replay.open_incidents(now)) {
    const bool matches = matches_[row] != 0 && shown(choices_, rows[row]);
    open_.push_back({row, true, matches});
    if (!by_onset || !matches) continue;
    const auto place = std::lower_bound(ordered_.begin(), ordered_.end(), row);
    open_places_.push_back(static_cast<std::size_t>(place - ordered_.begin()));
  }
  if (by_onset) {
    const auto end = std::lower_bound(ordered_.begin(), ordered_.end(), static_cast<std::uint32_t>(begun_));
    ended_ = static_cast<std::size_t>(end - ordered_.begin()) - open_places_.size();
    if (choices_.descending) std::reverse(open_.begin(), open_.end());
  } else {
    for (const std::uint32_t row : ordered_)
      if (rows[row].ended <= now) chosen_.push_back(row);
    ended_ = chosen_.size();
    std::stable_sort(open_.begin(), open_.end(), [&](const Entry& a, const Entry& b) {
      const auto x = key_of(rows[a.row]), y = key_of(rows[b.row]);
      return choices_.descending ? x > y : x < y;
    });
  }
  std::stable_partition(open_.begin(), open_.end(),
                        [&](const Entry& entry) { return rows[entry.row].hazard() != models::Hazard::outage; });
}

IncidentList::Entry IncidentList::at(std::size_t i) const {
  if (i < open_.size()) return open_[i];
  i -= open_.size();
  if (choices_.by != SortBy::onset) return {chosen_[i], false, true};
  std::size_t place = choices_.descending ? ended_ - 1 - i : i;
  for (const std::size_t open : open_places_) {
    if (open > place) break;
    ++place;
  }
  return {ordered_[place], false, true};
}

std::vector<IncidentList::Entry> IncidentList::entries() const {
  std::vector<Entry> all;
  for (std::size_t i = 0; i < size(); ++i) all.push_back(at(i));
  return all;
}

}  // namespace yuanluo::viz
