// Every number of the world names a source that exists.
#include "tests/repository/references.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using namespace yuanluo::repository;

namespace {

const SourceFile& file_at(const std::vector<SourceFile>& files, const std::string& path) {
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const SourceFile& file) { return file.path == path; });
  REQUIRE(found != files.end());
  return *found;
}

}  // namespace

TEST_CASE("every bibliography key stands in docs/references.bib once") {
  const auto tree = read_source_tree();
  const auto keys = bibliography_keys(file_at(tree, "docs/references.bib").text);
  CHECK(keys.size() > 100);
  CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
}

TEST_CASE("every bibliography entry says how it was read") {
  const auto tree = read_source_tree();
  const std::string& bibtex = file_at(tree, "docs/references.bib").text;
  const auto lines = lines_of(bibtex);
  const auto said = std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.find("  confidence = {A}") == 0 || line.find("  confidence = {B}") == 0;
  });
  CHECK(static_cast<std::size_t>(said) == bibliography_keys(bibtex).size());
}

TEST_CASE("every source that a comment names is in the bibliography") {
  const auto tree = read_source_tree();
  const auto keys = bibliography_keys(file_at(tree, "docs/references.bib").text);
  const std::set<std::string> known(keys.begin(), keys.end());
  std::vector<Finding> unknown;
  for (const SourceFile& file : with_ending(tree, {".hpp", ".cpp"})) {
    if (file.path == "tests/repository/references_test.cpp" || file.path == "tests/repository/references.hpp") continue;
    for (const NamedSource& named : named_sources(file)) {
      if (known.count(named.key) == 0) {
        unknown.push_back({file.path, named.line, "\"" + named.key + "\" is not in docs/references.bib"});
      }
    }
  }
  CHECK(to_text(unknown) == "");
}

TEST_CASE("sources are found in comments") {
  const auto found = named_sources({"models/a.cpp", "\n// Source: [Kang2022] table 2; [Tinetti1993]\nint a[b];\n"});
  REQUIRE(found.size() == 2);
  CHECK(found[0].key == "Kang2022");
  CHECK(found[0].line == 2);
  CHECK(found[1].key == "Tinetti1993");
}
