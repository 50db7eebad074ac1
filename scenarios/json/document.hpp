// Strict reading of one JSON text, and the phrases in which its values are spoken of.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/text.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

// Reads RFC 8259 JSON: no comments, no trailing commas, no key twice in an object, at most 64 levels. Adds what is
// wrong to `problems`, under the name `file`; none if the text has no value at all.
std::optional<Json> parse_json(const std::string& file, std::string_view text, std::vector<Problem>& problems);

// The content of a file, or a problem: {what was wanted, what was found}.
struct FileText {
  std::optional<std::string> text;
  models::Name found;  // why there is none
};
FileText read_file(const std::filesystem::path& path);

// `pointer` with one more step, escaped as RFC 6901 wants it.
std::string child_pointer(const std::string& pointer, std::string_view key);

// A value in a message: numbers, words and short texts as they stand, the rest by its kind.
models::Name phrase(const Json& value);

}  // namespace yuanluo::scenarios
