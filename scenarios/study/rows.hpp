// Rows of SQLite tables: what binds values and runs a statement once more.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>

#include "plan/experiment/trial.hpp"

namespace yuanluo::scenarios {

// A value, or NULL where there is none.
inline void bind_value(SQLite::Statement& s, int at, const plan::Value& value) {
  if (value) {
    s.bind(at, *value);
  } else {
    s.bind(at);
  }
}

// Runs a statement without results and makes it ready for the next row.
inline void run_row(SQLite::Statement& s) {
  s.exec();
  s.reset();
}

// As SQLite keeps whole numbers.
inline std::int64_t whole(std::uint64_t value) { return static_cast<std::int64_t>(value); }

}  // namespace yuanluo::scenarios
