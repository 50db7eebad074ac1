// Where a value that a scenario sets comes from, in the scenario's own words.
#pragma once

#include <map>
#include <string>

namespace yuanluo::scenarios {

struct ValueNote {
  std::string source;  // key of the bibliography or of the scenario's own sources, or "assumption"
  std::string note;    // may be empty

  friend bool operator==(const ValueNote&, const ValueNote&) = default;
};

// A source that a scenario brings itself, beside those of the bibliography. JSON: `sources`, by key.
struct OwnSource {
  std::string title;
  std::string author, year, note;  // may be empty

  friend bool operator==(const OwnSource&, const OwnSource&) = default;
};
using OwnSources = std::map<std::string, OwnSource>;

// By JSON pointer of the parameter; only values that differ from the default, or for which the scenario names a source
// or a note.
using ValueNotes = std::map<std::string, ValueNote>;

}  // namespace yuanluo::scenarios
