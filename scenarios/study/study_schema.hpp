// The JSON Schema of study files; shipped as scenarios/schema/study.schema.json.
#pragma once

#include <string>

#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {

OrderedJson study_schema();

// The same as the text that is shipped.
std::string study_schema_text();

}  // namespace yuanluo::scenarios
