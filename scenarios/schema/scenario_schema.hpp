// The JSON Schema of scenario files; shipped as scenarios/schema/scenario.schema.json.
#pragma once

#include <string>

#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {

// Of one file: a file that extends another need not say everything, so nothing is required that a merge can bring.
OrderedJson scenario_schema();

// The same as the text that is shipped.
std::string scenario_schema_text();

}  // namespace yuanluo::scenarios
