// What a study found, as rows of its results file.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "scenarios/study/findings.hpp"
#include "scenarios/study/study.hpp"

namespace yuanluo::scenarios {

// Puts the findings in place of those that are there, and marks the study as finished. Call it in a transaction. Throws
// SQLite::Exception.
void write_findings(SQLite::Database& sqlite, const Study& study, const Findings& findings);

}  // namespace yuanluo::scenarios
