// What an import read, left out and assumed: counts with names, for the report.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "models/text.hpp"

namespace yuanluo::scenarios {

enum class NoteKind { read, dropped, assumed, measured };
inline constexpr std::size_t note_kinds = 4;

struct Note {
  std::string_view key;  // in the JSON report
  models::Text text;
  std::string_view unit;  // "" for a plain count
  double value = 0.0;
};

class ImportNotes {
 public:
  // Adds to the figure of that key. What was added as 0 is told too.
  void read(std::string_view key, models::Text text, double value) { add(NoteKind::read, key, text, "", value); }
  void dropped(std::string_view key, models::Text text, double value) { add(NoteKind::dropped, key, text, "", value); }
  void assumed(std::string_view key, models::Text text, double value) { add(NoteKind::assumed, key, text, "", value); }
  void measured(std::string_view key, models::Text text, std::string_view unit, double value) {
    add(NoteKind::measured, key, text, unit, value);
  }

  const std::vector<Note>& of(NoteKind kind) const { return notes_[static_cast<std::size_t>(kind)]; }
  // 0 where nothing of that key was added.
  double value(NoteKind kind, std::string_view key) const {
    for (const Note& note : of(kind)) {
      if (note.key == key) return note.value;
    }
    return 0.0;
  }

 private:
  void add(NoteKind kind, std::string_view key, models::Text text, std::string_view unit, double value) {
    auto& notes = notes_[static_cast<std::size_t>(kind)];
    for (Note& note : notes) {
      if (note.key != key) continue;
      note.value += value;
      return;
    }
    notes.push_back({key, text, unit, value});
  }

  std::array<std::vector<Note>, note_kinds> notes_;
};

}  // namespace yuanluo::scenarios
