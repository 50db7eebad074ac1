#include "tests/repository/references.hpp"

#include <regex>

namespace yuanluo::repository {

std::vector<std::string> bibliography_keys(const std::string& bibtex) {
  static const std::regex entry(R"re(^@[a-z]+\{([^,\s]+),)re");
  std::vector<std::string> keys;
  for (const std::string& line : lines_of(bibtex)) {
    std::smatch match;
    if (std::regex_search(line, match, entry)) keys.push_back(match[1]);
  }
  return keys;
}

std::vector<NamedSource> named_sources(const SourceFile& file) {
  static const std::regex bracketed(R"re(\[([A-Za-z][A-Za-z0-9]*)\])re");
  std::vector<NamedSource> found;
  int number = 0;
  for (const std::string& line : lines_of(file.text)) {
    ++number;
    const auto start = line.find("Source: [");
    if (start == std::string::npos) continue;
    for (std::sregex_iterator match(line.begin() + static_cast<std::ptrdiff_t>(start), line.end(), bracketed), end;
         match != end; ++match) {
      found.push_back({(*match)[1], number});
    }
  }
  return found;
}

}  // namespace yuanluo::repository
