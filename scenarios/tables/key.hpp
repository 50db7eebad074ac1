// The ids of rows in files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scenarios/tables/columns.hpp"

namespace yuanluo::scenarios {

// "C007" for row 6 of a table of compounds with up to 999 rows; longer tables have longer keys.
std::string row_key(TableKind table, std::size_t index, std::size_t rows);

// Digits by their number, all else by its bytes: "B2" before "B10".
bool key_before(std::string_view a, std::string_view b);

}  // namespace yuanluo::scenarios
