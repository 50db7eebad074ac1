// A results database as CSV files.
#pragma once

#include <string>

namespace yuanluo::scenarios {

// Writes one CSV file (RFC 4180, UTF-8 with byte order mark, comma) for each table of the results file `path` into the
// folder `dir`, which is made if missing: words instead of codes, times as integer microseconds. Each file appears only
// when it is complete. Throws ScenarioError.
void export_csv(const std::string& path, const std::string& dir);

}  // namespace yuanluo::scenarios
