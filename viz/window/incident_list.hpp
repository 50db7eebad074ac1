// The list of incidents that began up to now: filtered and sorted, but what is still open is always in it, on top.
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

  const std::vector<Entry>& entries() const { return entries_; }
  std::size_t open() const { return open_; }
  std::size_t begun() const { return begun_; }

 private:
  void find_matches(Replay& replay);

  ListChoices choices_;
  sim::SimTime now_ = sim::SimTime::min();
  const Replay* replay_ = nullptr;
  std::vector<std::uint8_t> matches_;  // of each row, for the text
  std::vector<Entry> entries_;
  std::size_t open_ = 0, begun_ = 0;
};

}  // namespace yuanluo::viz
