// Holds a scenario document against its JSON Schema.
#pragma once

#include <vector>

#include "scenarios/json/extended.hpp"

namespace yuanluo::scenarios {

// Adds everything in `document` that `schema` (draft 7) refuses to `problems`, each where it stands and in words.
void validate(const ExtendedJson& document, const Json& schema, std::vector<Problem>& problems);

}  // namespace yuanluo::scenarios
