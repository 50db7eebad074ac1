// The documents point at things that exist.
#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>

#include "tests/repository/source_tree.hpp"

using namespace yuanluo::repository;

TEST_CASE("every relative link of a document leads to a file") {
  static const std::regex link(R"re(\]\(([^)#\s]+)(#[^)]*)?\))re");
  std::vector<Finding> broken;
  for (const SourceFile& file : with_ending(read_source_tree(), {".md"})) {
    const auto folder = std::filesystem::path(file.path).parent_path();
    for (std::sregex_iterator match(file.text.begin(), file.text.end(), link), end; match != end; ++match) {
      const std::string target = (*match)[1];
      if (target.find("://") != std::string::npos || std::filesystem::exists(folder / target)) continue;
      broken.push_back({file.path, line_at(file.text, static_cast<std::size_t>(match->position())), target});
    }
  }
  CHECK(to_text(broken) == "");
}

TEST_CASE("no file holds a note of unfinished work") {
  // Built from parts, so that this file does not find itself.
  const std::vector<std::string> notes{std::string("TO") + "DO", std::string("FIX") + "ME", std::string("XX") + "X:"};
  std::vector<Finding> found;
  for (const SourceFile& file : read_source_tree()) {
    for (const std::string& note : notes) {
      const auto at = file.text.find(note);
      if (at != std::string::npos) found.push_back({file.path, line_at(file.text, at), note});
    }
  }
  CHECK(to_text(found) == "");
}
