// The part of a study's report about its factors: main effects, interactions, screening and sensitivity.
#pragma once

#include <string>

#include "scenarios/study/findings.hpp"
#include "scenarios/study/study.hpp"

namespace yuanluo::viz {

// Markup in both languages; the study has factors.
std::string effects_section(const scenarios::Study& study, const scenarios::Findings& findings);

}  // namespace yuanluo::viz
