// The tables of a study file.
#pragma once

#include <string_view>

namespace yuanluo::scenarios {

// The statements that make all tables.
std::string_view study_tables();

}  // namespace yuanluo::scenarios
