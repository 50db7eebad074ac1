// Where a value that a scenario sets comes from, in the scenario's own words.
#pragma once

#include <map>
#include <string>

namespace yuanluo::scenarios {

struct ValueNote {
  std::string source;  // key of the bibliography, or "assumption"
  std::string note;    // may be empty

  friend bool operator==(const ValueNote&, const ValueNote&) = default;
};

// By JSON pointer of the parameter; only values that differ from the default, or for which the scenario names a source
// or a note.
using ValueNotes = std::map<std::string, ValueNote>;

}  // namespace yuanluo::scenarios
