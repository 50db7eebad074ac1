// What must hold between the rows of different tables.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/district.hpp"
#include "scenarios/tables/columns.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {

// Where each row of each table was in its file.
struct RowPlaces {
  std::array<std::string, table_kinds> files;
  std::array<std::vector<std::uint32_t>, table_kinds> lines;
};

// Flats inside their buildings, residents in every household, people who live alone indeed alone, each post with the
// place that its role works for, turn restrictions along streets that meet.
void check_tables(const models::District& district, const RowPlaces& places, ProblemList& problems);

}  // namespace yuanluo::scenarios
