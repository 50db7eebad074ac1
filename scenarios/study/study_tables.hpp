// The tables of a study file.
#pragma once

#include <string_view>

#include "scenarios/study/study.hpp"

namespace yuanluo::scenarios {

// The statements that make all tables.
std::string_view study_tables();

// The word of a design in files.
std::string_view design_word(DesignKind kind);

}  // namespace yuanluo::scenarios
