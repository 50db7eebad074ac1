// What a study found, on the terminal and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "apps/console.hpp"
#include "scenarios/study/findings.hpp"
#include "scenarios/study/study.hpp"

namespace yuanluo::apps {

// Prints the points with their first indicator, what the factors do, and the choice.
void print_study(const Console& console, const scenarios::Study& study, const scenarios::Findings& findings);

// The same for machines, with all indicators that the study names. `database`: where all results are.
nlohmann::ordered_json study_json(const scenarios::Study& study, const scenarios::Findings& findings,
                                  const std::string& database);

}  // namespace yuanluo::apps
