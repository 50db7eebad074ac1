#include "scenarios/json/extended.hpp"

#include <algorithm>
#include <utility>

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

// The name of what `extends` says, if it says a text.
std::optional<std::string> extended_name(const Json& document, const std::string& file,
                                         std::vector<Problem>& problems) {
  const auto found = document.find("extends");
  if (found == document.end()) return std::nullopt;
  if (found->is_string()) return found->get<std::string>();
  problems.push_back({file, "/extends", 0, 0, {"JSON 文件名", "the name of a JSON file"}, phrase(*found), {}});
  return std::nullopt;
}

std::string chain(const std::vector<std::string>& files, const std::string& last) {
  std::string text;
  for (const std::string& file : files) text += file + " -> ";
  return text + last;
}

}  // namespace

std::optional<ExtendedJson> ExtendedJson::read(const fs::path& path, std::vector<Problem>& problems) {
  ExtendedJson result;
  std::vector<Json> documents;
  std::vector<fs::path> seen;
  std::optional<fs::path> next = path;
  while (next) {
    const fs::path here = *std::exchange(next, std::nullopt);
    const std::string name = here.generic_string();
    std::error_code code;
    const fs::path identity = fs::weakly_canonical(here, code);
    if (std::find(seen.begin(), seen.end(), identity) != seen.end()) {
      problems.push_back({result.files_.back(),
                          "/extends",
                          0,
                          0,
                          {"不会绕回自身的文件", "a file that does not lead back to itself"},
                          same(chain(result.files_, name)),
                          {}});
      break;
    }
    FileText content = read_file(here);
    if (!content.text) {
      const models::Name wanted{"可读取的 JSON 文件", "a readable JSON file"};
      if (documents.empty()) {
        problems.push_back({name, "", 0, 0, wanted, content.found, {}});
        return std::nullopt;
      }
      problems.push_back({result.files_.back(),
                          "/extends",
                          0,
                          0,
                          wanted,
                          {name + "：" + content.found.zh, name + ": " + content.found.en},
                          {}});
      break;
    }
    seen.push_back(identity);
    result.files_.push_back(name);
    std::optional<Json> document = parse_json(name, *content.text, problems);
    if (!document) return std::nullopt;
    if (!document->is_object()) {
      problems.push_back({name, "", 0, 0, {"一个对象", "an object"}, phrase(*document), {}});
      return std::nullopt;
    }
    if (const auto extended = extended_name(*document, name, problems)) {
      next = (here.parent_path() / *extended).lexically_normal();
    }
    document->erase("extends");
    documents.push_back(std::move(*document));
  }
  result.value_ = documents.back();
  result.stamp(result.value_, "", documents.size() - 1);
  for (std::size_t depth = documents.size() - 1; depth-- > 0;) {
    result.apply(result.value_, documents[depth], "", depth);
  }
  return result;
}

std::optional<ExtendedJson> ExtendedJson::of(const std::string& name, std::string_view text,
                                             std::vector<Problem>& problems) {
  std::optional<Json> document = parse_json(name, text, problems);
  if (!document) return std::nullopt;
  if (!document->is_object()) {
    problems.push_back({name, "", 0, 0, {"一个对象", "an object"}, phrase(*document), {}});
    return std::nullopt;
  }
  ExtendedJson result;
  result.value_ = std::move(*document);
  result.files_.push_back(name);
  result.stamp(result.value_, "", 0);
  return result;
}

std::size_t ExtendedJson::depth(std::string pointer) const {
  while (true) {
    if (const auto found = origin_.find(pointer); found != origin_.end()) return found->second;
    pointer.erase(pointer.rfind('/'));
  }
}

std::map<std::string, std::string> ExtendedJson::files_by_pointer() const {
  std::map<std::string, std::string> result;
  for (const auto& [pointer, depth] : origin_) result.emplace(pointer, files_[depth]);
  return result;
}

void ExtendedJson::apply(Json& target, const Json& patch, const std::string& pointer, std::size_t depth) {
  origin_[pointer] = depth;
  if (!patch.is_object()) {
    forget(pointer);
    target = patch;
    return;
  }
  if (!target.is_object()) {
    forget(pointer);
    target = Json::object();
  }
  for (const auto& [key, value] : patch.items()) {
    const std::string child = child_pointer(pointer, key);
    if (value.is_null()) {
      target.erase(key);
      forget(child);
      origin_.erase(child);
    } else {
      apply(target[key], value, child, depth);
    }
  }
}

void ExtendedJson::stamp(const Json& value, const std::string& pointer, std::size_t depth) {
  origin_[pointer] = depth;
  if (!value.is_object()) return;
  for (const auto& [key, child] : value.items()) stamp(child, child_pointer(pointer, key), depth);
}

void ExtendedJson::forget(const std::string& pointer) {
  const std::string below = pointer + '/';
  auto at = origin_.lower_bound(below);
  while (at != origin_.end() && at->first.compare(0, below.size(), below) == 0) at = origin_.erase(at);
}

}  // namespace yuanluo::scenarios
