// RFC 4180 tables as text: the raw fields of each row, with the line that it begins on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {

inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

struct CsvRow {
  std::uint32_t line = 0;
  std::vector<std::string> fields;
};

// The rows of `text`, the header first; empty lines are left out. Adds to `problems`, under the name `file`, a text
// that is not UTF-8 or whose quotes do not match, and then returns no rows.
std::vector<CsvRow> parse_csv(const std::string& file, std::string_view text, std::vector<Problem>& problems,
                              char separator = ',');

// What separates the fields of somebody else's table: a semicolon or a tab, if the header has no comma outside quotes
// but has that; otherwise a comma.
char separator_of(std::string_view text);

// Appends `field`, in quotes where it needs them.
void append_csv_field(std::string& text, std::string_view field);

}  // namespace yuanluo::scenarios
