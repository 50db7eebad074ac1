#include "tests/repository/layers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>

namespace yuanluo::repository {

namespace {

constexpr std::array<std::string_view, 7> layers{"sim", "models", "plan", "scenarios", "twin", "viz", "apps"};

// Position in the order; nothing for folders that may see everything (tests, benchmarks) or are no code.
std::optional<std::ptrdiff_t> layer(std::string_view folder) {
  const auto found = std::find(layers.begin(), layers.end(), folder);
  if (found == layers.end()) return std::nullopt;
  return found - layers.begin();
}

std::string first_folder(const std::string& path) { return path.substr(0, path.find('/')); }

}  // namespace

std::vector<Finding> includes_pointing_right(const SourceFile& file) {
  static const std::regex quoted_include(R"re(^\s*#\s*include\s+"([^"]+)")re");
  std::vector<Finding> findings;
  const auto own = layer(first_folder(file.path));
  int number = 0;
  for (const std::string& line : lines_of(file.text)) {
    ++number;
    std::smatch match;
    if (!std::regex_search(line, match, quoted_include)) continue;
    const std::string included = match[1];
    const std::string folder = first_folder(included);
    const auto other = layer(folder);
    if (included.find('/') == std::string::npos || folder == "." || folder == "..") {
      findings.push_back({file.path, number, "\"" + included + "\" does not start at the project root"});
    } else if (own && (folder == "tests" || folder == "benchmarks" || (other && *other > *own))) {
      findings.push_back(
          {file.path, number, "includes \"" + included + "\", which stands right of " + first_folder(file.path)});
    }
  }
  return findings;
}

std::vector<Finding> links_pointing_right(const SourceFile& cmake_lists) {
  static const std::regex linked_folder(R"re(yuanluo::([a-z]+))re");
  std::vector<Finding> findings;
  const std::string folder = first_folder(cmake_lists.path);
  const auto own = layer(folder);
  if (!own) return findings;
  int number = 0;
  for (const std::string& line : lines_of(cmake_lists.text)) {
    ++number;
    for (std::sregex_iterator match(line.begin(), line.end(), linked_folder), end; match != end; ++match) {
      const auto other = layer((*match)[1].str());
      if (other && *other > *own) {
        findings.push_back(
            {cmake_lists.path, number, folder + " links " + match->str() + ", which stands right of it"});
      }
    }
  }
  return findings;
}

std::vector<Finding> drawer_names(const SourceFile& file) {
  static const std::set<std::string> drawers{"util",    "utils",   "utility",  "utilities", "common", "helper",
                                             "helpers", "manager", "managers", "misc",      "tmp",    "orig"};
  static const std::regex word("[A-Za-z0-9]+");
  static const std::regex version("v[0-9]+");
  std::vector<Finding> findings;
  const std::string stem = file.path.substr(0, file.path.rfind('.'));
  for (std::sregex_iterator match(stem.begin(), stem.end(), word), end; match != end; ++match) {
    const std::string name = match->str();
    if (drawers.count(name) > 0 || std::regex_match(name, version)) {
      findings.push_back({file.path, 0, "the name \"" + name + "\" says nothing about what is inside"});
    }
  }
  return findings;
}

std::vector<Finding> too_long(const SourceFile& file, int limit) {
  const auto lines = static_cast<int>(lines_of(file.text).size());
  if (lines <= limit) return {};
  return {{file.path, lines, "more than " + std::to_string(limit) + " lines: split it by subject"}};
}

std::vector<Finding> own_header_not_first(const std::vector<SourceFile>& files) {
  std::set<std::string> headers;
  for (const SourceFile& file : with_ending(files, {".hpp"})) {
    headers.insert(file.path);
  }
  std::vector<Finding> found;
  for (const SourceFile& file : with_ending(files, {".cpp"})) {
    const std::string header = file.path.substr(0, file.path.size() - 3) + "hpp";
    if (headers.count(header) == 0) continue;
    const auto first = file.text.find("#include ");
    const std::string wanted = "#include \"" + header + '"';
    if (first == std::string::npos || file.text.compare(first, wanted.size(), wanted) != 0)
      found.push_back({file.path, 1, "includes something before " + header});
  }
  return found;
}

}  // namespace yuanluo::repository
