// Streets that are closed for a while: by accidents, floods and works, and those that the scenario plans.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/hazard.hpp"

namespace yuanluo::models {

// Streams of the incident ids of closures; their entity is the street.
enum class ClosureStream : std::uint32_t { accident = 16, flood, works, planned };

constexpr Variety closure_variety(IncidentId id) {
  switch (static_cast<ClosureStream>(id.stream())) {
    case ClosureStream::accident:
      return Variety::street_accident;
    case ClosureStream::flood:
      return Variety::street_flood;
    default:
      return Variety::street_works;
  }
}

constexpr bool is_closure(Variety variety) { return variety >= Variety::street_accident; }

}  // namespace yuanluo::models
