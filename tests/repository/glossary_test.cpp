// One word per thing: what the program calls things is what the glossary calls them.
#include <catch2/catch.hpp>
#include <regex>
#include <set>
#include <string>
#include <utility>

#include "tests/repository/source_tree.hpp"

using namespace yuanluo::repository;

namespace {

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  for (auto at = text.find(separator); at != std::string::npos; at = text.find(separator, start)) {
    parts.push_back(text.substr(start, at - start));
    start = at + separator.size();
  }
  parts.push_back(text.substr(start));
  return parts;
}

// Every pair (English, Chinese) of the tables; a cell may list several words ("a, b" and "甲、乙").
std::set<std::pair<std::string, std::string>> glossary_pairs(const std::string& markdown) {
  static const std::regex row(R"re(^\| ([^|]+) \| ([^|]+) \|)re");
  std::set<std::pair<std::string, std::string>> pairs;
  for (const std::string& line : lines_of(markdown)) {
    std::smatch match;
    if (!std::regex_search(line, match, row)) continue;
    auto english = split(match[1], ", ");
    english.push_back(match[1]);
    for (const std::string& en : english) {
      for (const std::string& zh : split(match[2], "、")) pairs.emplace(en, zh);
    }
  }
  return pairs;
}

}  // namespace

TEST_CASE("the words that results and reports share stand in the glossary in both languages") {
  static const std::regex word(R"re(\{"[a-z0-9_]+",\s*\{"([^"]+)",\s*"([^"]+)"\}\})re");
  std::string glossary;
  std::string words;
  for (const SourceFile& file : read_source_tree()) {
    if (file.path == "docs/glossary.md") glossary = file.text;
    if (file.path == "models/words.cpp") words = file.text;
  }
  const auto pairs = glossary_pairs(glossary);
  CHECK(pairs.size() > 100);
  std::string missing;
  int seen = 0;
  for (std::sregex_iterator match(words.begin(), words.end(), word), end; match != end; ++match) {
    ++seen;
    if (pairs.count({(*match)[2], (*match)[1]}) == 0) missing += match->str() + "\n";
  }
  CHECK(seen > 80);
  CHECK(missing == "");
}
