// The architecture of docs/architecture.md, checked on the files themselves.
#include <catch2/catch.hpp>

#include "tests/repository/layers.hpp"

using namespace yuanluo::repository;

namespace {

template <class Rule>
std::string findings_in(const std::vector<SourceFile>& files, Rule rule) {
  std::vector<Finding> all;
  for (const SourceFile& file : files) {
    for (const Finding& finding : rule(file)) all.push_back(finding);
  }
  return to_text(all);
}

}  // namespace

TEST_CASE("an include never points right in sim < models < plan < scenarios < twin < viz < apps") {
  const auto sources = with_ending(read_source_tree(), {".hpp", ".cpp"});
  CHECK(sources.size() > 10);
  CHECK(findings_in(sources, includes_pointing_right) == "");
}

TEST_CASE("the link lines of the folders repeat their order") {
  CHECK(findings_in(with_ending(read_source_tree(), {"CMakeLists.txt"}), links_pointing_right) == "");
}

TEST_CASE("no folder or file is a drawer") { CHECK(findings_in(read_source_tree(), drawer_names) == ""); }

TEST_CASE("no code file is longer than 500 lines") {
  const auto code = with_ending(read_source_tree(), {".hpp", ".cpp", ".cmake", "CMakeLists.txt", ".py", ".js", ".mjs"});
  CHECK(findings_in(code, [](const SourceFile& file) { return too_long(file, 500); }) == "");
}

// So that compiling a source alone (presets dev and clang) shows that its header compiles alone.
TEST_CASE("a source includes its own header before anything else") {
  std::vector<SourceFile> files;
  for (const SourceFile& file : with_ending(read_source_tree(), {".hpp", ".cpp"})) {
    if (file.path.rfind("tests/", 0) != 0) files.push_back(file);
  }
  CHECK(to_text(own_header_not_first(files)) == "");
}

TEST_CASE("each of these rules refuses what it is there to refuse") {
  const auto right = includes_pointing_right({"sim/trace.cpp", "#include <vector>\n#include \"models/events.hpp\"\n"});
  CHECK(to_text(right) == "sim/trace.cpp:2: includes \"models/events.hpp\", which stands right of sim\n");
  CHECK(includes_pointing_right({"models/a.hpp", "#include \"sim/time.hpp\"\n#include \"models/b.hpp\"\n"}).empty());
  CHECK(includes_pointing_right({"viz/a.cpp", "#include \"a.hpp\"\n"}).size() == 1);
  CHECK(includes_pointing_right({"viz/a.cpp", "#include \"../apps/a.hpp\"\n"}).size() == 1);
  CHECK(includes_pointing_right({"plan/a.cpp", "#include \"tests/a.hpp\"\n"}).size() == 1);
  CHECK(includes_pointing_right({"tests/unit/a.cpp", "#include \"viz/a.hpp\"\n"}).empty());

  CHECK(links_pointing_right({"plan/CMakeLists.txt", "yuanluo_library(plan LINKS yuanluo::models)\n"}).empty());
  CHECK(links_pointing_right({"plan/CMakeLists.txt", "yuanluo_library(plan LINKS yuanluo::scenarios)\n"}).size() == 1);

  CHECK(drawer_names({"models/response/travel.hpp", ""}).empty());
  CHECK(drawer_names({"models/fire_utils.hpp", ""}).size() == 1);
  CHECK(drawer_names({"sim/common/time.hpp", ""}).size() == 1);
  CHECK(drawer_names({"sim/kernel_v2.hpp", ""}).size() == 1);

  const SourceFile header{"sim/a.hpp", ""};
  CHECK(own_header_not_first({header, {"sim/a.cpp", "// It.\n#include \"sim/a.hpp\"\n#include <map>\n"}}).empty());
  CHECK(own_header_not_first({header, {"sim/a.cpp", "#include <map>\n#include \"sim/a.hpp\"\n"}}).size() == 1);
  CHECK(own_header_not_first({{"sim/b.cpp", "#include <map>\n"}}).empty());

  CHECK(too_long({"sim/a.hpp", "one\ntwo\n"}, 2).empty());
  CHECK(too_long({"sim/a.hpp", "one\ntwo\nthree\n"}, 2).size() == 1);
}
