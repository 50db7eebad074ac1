// Why a place, in words: whom it serves and what changes for them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/text.hpp"
#include "scenarios/plan/trade_off.hpp"

namespace yuanluo::scenarios {

// By chosen candidate, in order: "nearest for 14 compounds (most for Compound 12): 1.3 fires a year, 412 m -> 180 m in
// the mean", with all chosen ones there.
std::vector<models::Name> reasons(const Choosing& choosing, std::span<const std::uint32_t> chosen);

}  // namespace yuanluo::scenarios
