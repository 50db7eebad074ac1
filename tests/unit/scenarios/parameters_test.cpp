#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <initializer_list>

#include "scenarios/json/parameter_reader.hpp"
#include "scenarios/json/parameter_writer.hpp"
#include "scenarios/references.hpp"
#include "scenarios/schema/parameter_schema.hpp"
#include "scenarios/schema/validation.hpp"
#include "tests/unit/scenarios/sample_params.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  SampleParams params;
  ValueNotes notes;
  std::vector<std::string> problems;  // by file and place, without the folder
};

Json sample_schema() {
  SampleParams defaults;
  ParameterSchema visitor({"示例", "A sample"});
  describe(visitor, defaults);
  Json schema = visitor.value();
  schema["definitions"] = {{"source", {{"type", "string"}}}, {"note", {{"type", "string"}}}};
  return schema;
}

// Validates and reads files: the last extends the one before it, and so on.
Outcome read(std::initializer_list<std::string> files) {
  const fs::path folder = fs::temp_directory_path() / "yuanluo_parameters_test";
  fs::create_directories(folder);
  int number = 0;
  fs::path path;
  for (const std::string& text : files) {
    path = folder / (std::to_string(++number) + ".json");
    Json json = Json::parse(text);
    if (number > 1) json["extends"] = std::to_string(number - 1) + ".json";
    std::ofstream(path) << json.dump();
  }
  std::vector<Problem> problems;
  const auto document = ExtendedJson::read(path, problems);
  REQUIRE(document);
  validate(*document, sample_schema(), problems);
  Outcome outcome;
  ParameterReader reader(*document, References::built_in(), problems);
  describe(reader, outcome.params);
  outcome.notes = reader.notes();
  if (!problems.empty()) {
    const ScenarioError error(problems);
    for (Problem problem : error.problems()) {
      problem.file = fs::path(problem.file).filename().string();
      outcome.problems.push_back(problem.text(models::Language::en));
    }
  }
  fs::remove_all(folder);
  return outcome;
}

using Texts = std::vector<std::string>;

TEST_CASE("a value stands plainly or with its source, whatever its kind") {
  const std::string plain = R"({"alarms": {"relay_delay_s": 4, "linked": false}, "hydrants": 20,
      "turnout_s": {"median": 30, "gsd": 2}, "by_meal": [0, 1, 0], "causes": {"electrical": 1, "other": 0},
      "policy": "own_community"})";
  const std::string sourced = R"({"alarms": {"relay_delay_s": {"value": 4, "source": "assumption"},
      "linked": {"value": false, "source": "assumption"}}, "hydrants": {"value": 20, "source": "assumption"},
      "turnout_s": {"value": {"median": 30, "gsd": 2}, "source": "assumption"},
      "by_meal": {"value": [0, 1, 0], "source": "assumption"},
      "causes": {"value": {"electrical": 1, "other": 0}, "source": "assumption"},
      "policy": {"value": "own_community", "source": "assumption"}})";
  for (const std::string& text : {plain, sourced}) {
    const Outcome outcome = read({text});
    CHECK(outcome.problems == Texts{});
    CHECK(outcome.params.relay_delay_s == 4.0);
    CHECK_FALSE(outcome.params.linked);
    CHECK(outcome.params.hydrants == 20);
    CHECK(outcome.params.turnout_s.median == 30.0);
    CHECK(outcome.params.turnout_s.gsd == 2.0);
    CHECK(outcome.params.by_meal == std::array<double, 3>{0, 1, 0});
    CHECK(outcome.params.causes == std::array<double, 2>{1, 0});
    CHECK(outcome.params.policy == 1);
    CHECK(outcome.notes.size() == 7);
    CHECK(outcome.notes.at("/alarms/relay_delay_s") == ValueNote{"assumption", ""});
  }
}

TEST_CASE("a value that is not given keeps its default and its declared source") {
  const Outcome outcome = read({R"({"hydrants": 10})"});
  CHECK(outcome.params.relay_delay_s == 2.5);
  CHECK(outcome.notes.empty());
}

TEST_CASE("what is written is read back as the same values with the same sources") {
  const Outcome first =
      read({R"({"hydrants": {"value": 12, "source": "Shimahe2021", "note": "数过"}, "by_meal": [0.1, 0.2, 3],
                                  "turnout_s": {"median": 33.3, "gsd": 1.1}})"});
  SampleParams copy = first.params;
  ParameterWriter writer(WriteSources::yes, first.notes);
  describe(writer, copy);
  const Outcome second = read({writer.value().dump()});
  CHECK(second.problems == Texts{});
  CHECK(second.notes.at("/hydrants") == ValueNote{"Shimahe2021", "数过"});
  SampleParams again = second.params;
  ParameterWriter rewriter(WriteSources::yes, second.notes);
  describe(rewriter, again);
  CHECK(rewriter.value().dump() == writer.value().dump());

  ParameterWriter plain(WriteSources::no, first.notes);
  describe(plain, copy);
  CHECK(plain.value()["alarms"].dump() == R"({"relay_delay_s":2.5,"linked":true})");
  CHECK(plain.value()["by_meal"].dump() == "[0.1,0.2,3.0]");
}

TEST_CASE("all problems are listed at once, each with what was wanted and what was found") {
  const Outcome outcome =
      read({R"({"alarms": {"relay_delay_s": 11, "linked": "yes", "relay_dleay_s": 1}, "hydrants": 2.5,
      "turnout_s": {"median": "long", "gsd": 0.5}, "by_meal": [1, 2], "causes": {"electrical": 0.5},
      "policy": "nearst", "people": null})"});
  CHECK(outcome.problems ==
        Texts{"1.json#/alarms/linked: expected true or false, got \"yes\"",
              "1.json#/alarms/relay_delay_s: expected a number from 0 to 10 s, got 11",
              "1.json#/alarms/relay_dleay_s: expected one of the keys linked, relay_delay_s, got \"relay_dleay_s\"; "
              "did you mean \"relay_delay_s\"?",
              "1.json#/by_meal: expected an array of 3 numbers, got an array of 2",
              "1.json#/causes: expected a key \"other\", got none",
              "1.json#/hydrants: expected a whole number from 0 to 5000, got 2.5",
              "1.json#/people: expected one of the keys alarms, by_meal, causes, hydrants, policy, turnout_s, got "
              "\"people\"",
              "1.json#/policy: expected one of nearest, own_community, got \"nearst\"; did you mean \"nearest\"?",
              "1.json#/turnout_s/gsd: expected a number from 1 to 10, got 0.5",
              "1.json#/turnout_s/median: expected a number from 10 to 300 s, got \"long\""});
}

TEST_CASE("a value with a source is checked like a plain one") {
  const Outcome outcome = read({R"({"hydrants": {"value": -1, "source": 5, "sauce": ""},
      "turnout_s": {"value": {"median": 5, "gsd": 2}}, "causes": {"source": "assumption"}})"});
  CHECK(outcome.problems ==
        Texts{"1.json#/causes: expected a key \"electrical\", got none",
              "1.json#/causes: expected a key \"other\", got none",
              "1.json#/causes/source: expected one of the keys electrical, other, got \"source\"",
              "1.json#/hydrants/sauce: expected one of the keys note, source, value, got \"sauce\"; did you mean "
              "\"source\"?",
              "1.json#/hydrants/source: expected a text, got 5",
              "1.json#/hydrants/value: expected a whole number from 0 to 5000, got -1",
              "1.json#/turnout_s/value/median: expected a number from 10 to 300 s, got 5"});
}

TEST_CASE("shares sum to 1, weights are not all 0, and sources exist") {
  const Outcome outcome = read({R"({"causes": {"electrical": 0.5, "other": 0.4}, "by_meal": [0, 0, 0],
      "hydrants": {"value": 5, "source": "Shuangqiaozi2012"}})"});
  CHECK(outcome.problems == Texts{"1.json#/by_meal: expected at least one weight above 0, got only zeros",
                                  "1.json#/causes: expected shares that sum to 1, got a sum of 0.9",
                                  "1.json#/hydrants/source: expected a key of docs/references.bib or of the scenario's "
                                  "\"sources\", or \"assumption\", got "
                                  "\"Shuangqiaozi2012\"; did you mean \"Shuangqiaozi2021\"?"});
}

TEST_CASE("a problem is reported for the file in which the wrong value stands") {
  const Outcome outcome = read(
      {R"({"hydrants": -1, "alarms": {"linked": 3}})", R"({"alarms": {"relay_delay_s": -5}})", R"({"by_meal": 7})"});
  CHECK(outcome.problems == Texts{"1.json#/alarms/linked: expected true or false, got 3",
                                  "1.json#/hydrants: expected a whole number from 0 to 5000, got -1",
                                  "2.json#/alarms/relay_delay_s: expected a number from 0 to 10 s, got -5",
                                  "3.json#/by_meal: expected an array of 3 numbers, got 7"});
}

TEST_CASE("a changed value does not inherit the source of the old one") {
  const std::string base = R"({"hydrants": {"value": 12, "source": "Shimahe2021"}})";
  CHECK(read({base, R"({"hydrants": 13})"}).notes.at("/hydrants").source == "assumption");
  CHECK(read({base, R"({"hydrants": {"value": 13, "source": "Xiantao2021"}})"}).notes.at("/hydrants").source ==
        "Xiantao2021");
  CHECK(
      read({base, R"({"hydrants": {"value": 13}})"}).problems ==
      Texts{
          "2.json#/hydrants: expected the source of the new value (\"source\"), got the source \"Shimahe2021\" of the "
          "old value in " +
          (fs::temp_directory_path() / "yuanluo_parameters_test" / "1.json").generic_string()});
}

TEST_CASE("a changed value does not inherit the note on the old one; an unchanged one keeps it") {
  const std::string base = R"({"hydrants": {"value": 12, "source": "Shimahe2021", "note": "counted"}})";
  CHECK(read({base, R"({"hydrants": {"value": 13, "source": "assumption"}})"}).notes.at("/hydrants").note.empty());
  CHECK(read({base, R"({"policy": "nearest"})"}).notes.at("/hydrants").note == "counted");
  CHECK(read({base, R"({"hydrants": {"note": "counted twice"}})"}).notes.at("/hydrants").note == "counted twice");
}

TEST_CASE("the bibliography is built in") {
  const References& references = References::built_in();
  CHECK(references.all().size() > 100);
  const Reference* const facts = references.find("Shuangqiaozi2021");
  REQUIRE(facts != nullptr);
  CHECK(facts->year == "2021");
  CHECK(facts->author == "Shuangqiaozi Subdistrict, Chenghua District, Chengdu");
  CHECK(facts->confidence == models::Confidence::a);
  CHECK(references.knows("assumption"));
  CHECK_FALSE(references.knows("Nobody1900"));
}

}  // namespace
}  // namespace yuanluo::scenarios
