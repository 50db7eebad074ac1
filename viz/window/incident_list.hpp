// The list of incidents that began up to now: filtered and sorted, but what is still open is always in it, on top, and
// people before equipment that does not work. There may be millions: nothing goes through all of them from moment to
// moment but sorting by another column than the onset.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "viz/replay/replay.hpp"

namespace yuanluo::viz {

enum class SortBy : std::uint8_t { onset, kind, noticed, reached, ending };

struct ListChoices {
  std::string text;  // part of kind or place, in the language shown
  std::array<bool, models::hazards> hazards = {true, true, true, true, true, true};
  models::Language language = models::Language::zh;
  SortBy by = SortBy::onset;
  bool descending = true;

  friend bool operator==(const ListChoices&, const ListChoices&) = default;
};

class IncidentList {
 public:
  struct Entry {
    std::uint32_t row = 0;  // in Replay::incidents()
    bool open = false;
    bool matches = true;  // false only for what is open and passed no filter
  };

  // Brings the list up to a moment and choices; does nothing if neither has changed.
  void update(Replay& replay, sim::SimTime now, const ListChoices& choices);

  std::size_t size() const { return open_.size() + ended_; }
  Entry at(std::size_t i) const;
  // All of them.
  std::vector<Entry> entries() const;
  std::size_t open() const { return open_.size(); }
  std::size_t begun() const { return begun_; }

 private:
  void find_matches(Replay& replay);
  void put_in_order(Replay& replay);
  std::int64_t key_of(const IncidentRow& row) const;

  ListChoices choices_;
  sim::SimTime now_ = sim::SimTime::min();
  const Replay* replay_ = nullptr;
  std::vector<std::uint8_t> matches_;  // of each row, for the text
  // Rows that pass the filters, over the whole run, in the order that was chosen; by onset always upwards.
  std::vector<std::uint32_t> ordered_;
  std::vector<Entry> open_;
  std::vector<std::size_t> open_places_;  // in ordered_, rising; by onset only
  std::vector<std::uint32_t> chosen_;     // of ordered_, what has ended by now; by other columns only
  std::size_t ended_ = 0, begun_ = 0;
};

}  // namespace yuanluo::viz
