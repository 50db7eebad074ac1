// The report of a study: one HTML file that asks the network for nothing.
#pragma once

#include <string>

#include "models/text.hpp"
#include "scenarios/study/findings.hpp"

namespace yuanluo::viz {

// The whole page, in both languages; `language` is the one that shows first. The same results give the same page.
std::string study_report_html(const scenarios::Study& study, const scenarios::StudyResults& results,
                              const scenarios::Findings& findings, models::Language language);

}  // namespace yuanluo::viz
