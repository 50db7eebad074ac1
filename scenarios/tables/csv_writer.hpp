// Tables of a district as CSV text.
#pragma once

#include <string>

#include "models/district.hpp"
#include "scenarios/tables/columns.hpp"

namespace yuanluo::scenarios {

// The whole text of one table (not of communities and streets, which are in GeoJSON).
std::string csv_table(const models::District& district, TableKind table);

// "compounds.csv".
std::string csv_file(TableKind table);

// Rows of a table.
std::size_t row_count(const models::District& district, TableKind table);

// "104.1030000": exact.
std::string degrees(std::int32_t e7);

}  // namespace yuanluo::scenarios
