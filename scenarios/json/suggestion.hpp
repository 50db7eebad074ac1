// "Did you mean …?" for keys and words that nothing is called.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "models/text.hpp"

namespace yuanluo::scenarios {

// The least number of letters added, left out, changed or swapped with their neighbour that makes `a` into `b`
// (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The hint that names the closest of `known`; empty where none is near (a third of the letters, at least 2, may
// differ).
models::Name did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace yuanluo::scenarios
