#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "scenarios/json/document.hpp"
#include "scenarios/json/extended.hpp"
#include "scenarios/json/suggestion.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

// The first problem of a text, in English; "" if it has none.
std::string problem_of(std::string_view text) {
  std::vector<Problem> problems;
  const auto value = parse_json("a.json", text, problems);
  CHECK(value.has_value() == (problems.empty() || problems.front().line == 0));
  return problems.empty() ? "" : problems.front().text(models::Language::en);
}

// A folder of files that goes away with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / fs::path("yuanluo_json_test_" + std::to_string(counter_++))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  fs::path write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
    return path_ / name;
  }
  std::string name(const std::string& file) const { return (path_ / file).generic_string(); }

 private:
  static inline int counter_ = 0;
  fs::path path_;
};

TEST_CASE("a syntax error is reported where it stands, counted in characters") {
  CHECK(problem_of("{\"天\": }") == "a.json:1:7: expected a JSON value, got '}'");
  CHECK(problem_of("{\n  \"a\": 1\n  \"b\": 2\n}") == "a.json:3:3: expected \",\" or \"}\", got '\"b\"'");
  CHECK(problem_of("{\"a\": [1, 2") == "a.json:1:12: expected \",\" or \"]\", got the end of the file");
  CHECK(problem_of("{\"a\": 1} x") == "a.json:1:10: expected the end of the file, got 'x'");
  CHECK(problem_of("{\"a\": 1,}") == "a.json:1:9: expected a quoted string, got '}'");
  CHECK(problem_of("{\"a\": tru}") == "a.json:1:7: expected a JSON value, got 'tru'");
  CHECK(problem_of("{\"a\": 1e999}") == "a.json:1:7: expected a number that a double can hold, got '1e999'");
  CHECK(problem_of("// note\n{}") == "a.json:1:1: expected a JSON value, got '/'");
  CHECK(problem_of("") == "a.json:1:1: expected a JSON value, got the end of the file");
}

TEST_CASE("a key that stands twice in an object is refused; the same key in two objects is not") {
  CHECK(problem_of(R"({"a": {"b/c": 1, "b/c": 2}})") ==
        "a.json#/a/b~1c: expected each key once, got the key \"b/c\" again");
  CHECK(problem_of(R"([{"a": 1}, {"a": {"a": 2}}])").empty());
}

TEST_CASE("nesting beyond 64 levels is refused, up to it is not") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(problem_of(nested(64)).empty());
  std::vector<Problem> problems;
  CHECK_FALSE(parse_json("a.json", nested(65), problems));
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].wanted.en == "at most 64 nested levels");
}

TEST_CASE("a file that extends another is merged as RFC 7396 says") {
  // The examples of RFC 7396, appendix A, whose target and patch are both objects.
  struct Example {
    const char *target, *patch, *result;
  };
  const std::vector<Example> examples{
      {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
      {R"({"a":"b"})", R"({"a":null})", R"({})"},
      {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
      {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
      {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
      {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
      {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
      {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
  };
  for (const Example& example : examples) {
    const Folder folder;
    folder.write("base.json", example.target);
    Json patch = Json::parse(example.patch);
    patch["extends"] = "base.json";
    std::vector<Problem> problems;
    const auto merged = ExtendedJson::read(folder.write("top.json", patch.dump()), problems);
    REQUIRE(merged);
    CHECK(problems.empty());
    CHECK(merged->value() == Json::parse(example.result));
  }
}

TEST_CASE("every value remembers the file it came from, along a chain of files in other folders") {
  const Folder folder;
  folder.write("base/first.json", R"({"a": {"x": 1, "y": 2}, "b": 1, "gone": {"z": 1}})");
  folder.write("base/second.json", R"({"extends": "first.json", "a": {"y": 3}, "gone": null})");
  const auto top = folder.write("top.json", R"({"extends": "base/second.json", "b": {"new": 1}})");
  std::vector<Problem> problems;
  const auto merged = ExtendedJson::read(top, problems);
  REQUIRE(merged);
  REQUIRE(merged->files() == 3);
  CHECK(merged->file_of("/a/x") == folder.name("base/first.json"));
  CHECK(merged->file_of("/a/y") == folder.name("base/second.json"));
  CHECK(merged->file_of("/a") == folder.name("base/second.json"));
  CHECK(merged->file_of("/b/new") == folder.name("top.json"));
  CHECK(merged->file_of("/gone/z") == folder.name("top.json"));  // there is none: the file of the whole
  CHECK(merged->depth("/a/x") == 2);
}

TEST_CASE("files that extend each other in a circle are refused with the chain") {
  const Folder folder;
  folder.write("b.json", R"({"extends": "a.json"})");
  const auto top = folder.write("a.json", R"({"extends": "b.json"})");
  std::vector<Problem> problems;
  ExtendedJson::read(top, problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].file == folder.name("b.json"));
  CHECK(problems[0].pointer == "/extends");
  CHECK(problems[0].found.en ==
        folder.name("a.json") + " -> " + folder.name("b.json") + " -> " + folder.name("a.json"));
}

TEST_CASE("a missing file is reported where it is named") {
  const Folder folder;
  std::vector<Problem> problems;
  CHECK_FALSE(ExtendedJson::read(folder.name("none.json"), problems));
  ExtendedJson::read(folder.write("top.json", R"({"extends": "none.json"})"), problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].text(models::Language::en) ==
        folder.name("none.json") + ": expected a readable JSON file, got no such file");
  CHECK(problems[1].text(models::Language::en) == folder.name("top.json") +
                                                      "#/extends: expected a readable JSON file, got " +
                                                      folder.name("none.json") + ": no such file");
}

TEST_CASE("edit distance counts letters added, left out, changed and swapped") {
  CHECK(edit_distance("days", "days") == 0);
  CHECK(edit_distance("", "days") == 4);
  CHECK(edit_distance("dasy", "days") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("a suggestion is made for a slip, not for another word") {
  const std::vector<std::string> known{"days", "replications", "seed"};
  CHECK(did_you_mean("replicatons", known).en == "did you mean \"replications\"?");
  CHECK(did_you_mean("dayz", known).en == "did you mean \"days\"?");
  CHECK(did_you_mean("hydrants", known).en.empty());
}

}  // namespace
}  // namespace yuanluo::scenarios
