// Moments of a run as people write them: "02:13" on the first day, "3d02:13:05" on the third.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/time.hpp"

namespace yuanluo::viz {

// Reads `[<day>d]<hour>:<minute>[:<second>]`; days count from 1. None if the text is something else.
std::optional<sim::SimTime> read_moment(std::string_view text);

// The same back, to the second: "3d02:13:05".
std::string moment_text(sim::SimTime at);

}  // namespace yuanluo::viz
