// A results database as CSV files.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace yuanluo::scenarios {

// One CSV file: its name, and the query that gives its rows. A query with a parameter is asked for each scenario.
struct CsvTable {
  std::string_view file;
  const char* sql;
};

// Writes the rows of a SQLite file as CSV files into the folder `dir`. Throws ScenarioError if it cannot be read or
// written.
void export_csv(const std::string& path, const std::string& dir, std::span<const CsvTable> tables);

// Writes one CSV file (RFC 4180, UTF-8 with byte order mark, comma) for each table of the results file `path` into the
// folder `dir`, which is made if missing: words instead of codes, times as integer microseconds. Each file appears only
// when it is complete. Throws ScenarioError.
void export_csv(const std::string& path, const std::string& dir);

}  // namespace yuanluo::scenarios
