// The words of a street's properties, and of the table of turn restrictions.
#pragma once

#include <array>
#include <string_view>

namespace yuanluo::scenarios {

inline constexpr std::array<std::string_view, 3> permission_words{"yes", "private", "no"};
inline constexpr std::array<std::string_view, 3> barrier_words{"none", "gate", "bollard"};
inline constexpr std::array<std::string_view, 3> traveller_properties{"foot", "bike", "vehicle"};

}  // namespace yuanluo::scenarios
