// A JSON file and the files it extends, as one value that remembers which file each part came from.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {

// `"extends": "other.json"` (relative to the file it stands in) takes the other file and applies the rest of this one
// to it as a JSON Merge Patch (RFC 7396): objects are merged key by key, null removes a key, all else replaces. The
// other file may extend a third, and so on.
class ExtendedJson {
 public:
  // Reads `path` and all it extends. Adds what is wrong to `problems`; none if there is no value to go on with.
  static std::optional<ExtendedJson> read(const std::filesystem::path& path, std::vector<Problem>& problems);

  // The same of one text, named `name`, that extends nothing.
  static std::optional<ExtendedJson> of(const std::string& name, std::string_view text, std::vector<Problem>& problems);

  const Json& value() const { return value_; }

  // The file in which the value at `pointer` stands, as a number of steps along `extends`: 0 is the file that was asked
  // for, 1 the one it extends. For an object, the first file that says anything in it; for what does not exist, the
  // file of the nearest object around it.
  std::size_t depth(std::string pointer) const;
  const std::string& file(std::size_t depth) const { return files_[depth]; }
  const std::string& file_of(const std::string& pointer) const { return files_[depth(pointer)]; }
  std::size_t files() const { return files_.size(); }
  // The file of every value, by pointer.
  std::map<std::string, std::string> files_by_pointer() const;

 private:
  void apply(Json& target, const Json& patch, const std::string& pointer, std::size_t depth);
  void stamp(const Json& value, const std::string& pointer, std::size_t depth);
  void forget(const std::string& pointer);

  Json value_;
  std::vector<std::string> files_;
  std::map<std::string, std::size_t> origin_;  // by pointer
};

}  // namespace yuanluo::scenarios
