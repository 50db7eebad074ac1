#include "scenarios/problem.hpp"

#include <catch2/catch.hpp>

namespace yuanluo::scenarios {
namespace {

Problem at(std::string pointer, std::uint32_t line = 0, std::uint32_t column = 0) {
  return {"a.json", std::move(pointer), line, column, {"整数", "a whole number"}, same("x"), {}};
}

TEST_CASE("a problem names file, place, what was wanted and what was found") {
  Problem problem = at("/run/days");
  CHECK(problem.text(models::Language::en) == "a.json#/run/days: expected a whole number, got x");
  CHECK(problem.text(models::Language::zh) == "a.json#/run/days：应为 整数，实为 x");
  problem.hint = {"是否想写 \"d\"？", "did you mean \"d\"?"};
  CHECK(problem.text(models::Language::en) == "a.json#/run/days: expected a whole number, got x; did you mean \"d\"?");
  CHECK(at("", 3, 14).text(models::Language::en) == "a.json:3:14: expected a whole number, got x");
  CHECK(at("", 3).text(models::Language::en) == "a.json:3: expected a whole number, got x");
}

TEST_CASE("a scenario error lists its problems by place, each once") {
  const ScenarioError error({at("/b/10"), at("", 2, 1), at("/b/9"), at("/a"), at("/b/9"), at("", 1, 12)});
  std::vector<std::string> places;
  for (const Problem& problem : error.problems()) {
    places.push_back(problem.line != 0 ? std::to_string(problem.line) : problem.pointer);
  }
  CHECK(places == std::vector<std::string>{"/a", "/b/9", "/b/10", "1", "2"});
  CHECK(std::string{error.what()}.find("a.json#/b/9: expected") != std::string::npos);
}

}  // namespace
}  // namespace yuanluo::scenarios
