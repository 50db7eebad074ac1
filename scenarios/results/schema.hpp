// The tables of a results database.
#pragma once

#include <string_view>

namespace yuanluo::scenarios {

inline constexpr int results_application_id = 0x59554c4f;  // "YULO"
inline constexpr int results_format = 4;                   // of the tables; raised when a reader has to know

// The statements that make all tables and views.
std::string_view results_tables();
std::string_view results_views();

}  // namespace yuanluo::scenarios
