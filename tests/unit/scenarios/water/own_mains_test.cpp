// A planner's own water network in a folder of tables.
#include "scenarios/water/own_mains.hpp"

#include <catch2/catch.hpp>

#include "scenarios/problem.hpp"

namespace yuanluo::scenarios::water {
namespace {

constexpr const char* inp = R"([JUNCTIONS]
J1 0
J2 0
[RESERVOIRS]
R 30
[PIPES]
P1 R J1 100 200 130 0 Open
P2 J1 J2 100 150 130 0 Open
[OPTIONS]
Units LPS
[END]
)";

std::optional<std::uint32_t> row_of(bool hydrant, const std::string& id) {
  if (hydrant && id == "FH0001") return 0;
  if (hydrant && id == "FH0002") return 1;
  if (!hydrant && id == "PS01") return 0;
  return std::nullopt;
}

std::vector<std::string> problems_with(const std::string& network, const std::string& ties) {
  ProblemList problems;
  read_own_mains({"mains.inp", network, "water_ties.csv", ties}, 2, 1, row_of, problems);
  try {
    problems.raise();
  } catch (const ScenarioError& error) {
    std::vector<std::string> texts;
    for (const Problem& p : error.problems()) texts.push_back(p.text(models::Language::en));
    return texts;
  }
  return {};
}

TEST_CASE("hydrants and pump stations are tied to the nodes and pumps that a planner names") {
  ProblemList problems;
  const models::OwnMains mains =
      read_own_mains({"mains.inp", inp, "water_ties.csv", "kind,id,element\nhydrant,FH0002,J2\npump_station,PS01,J1\n"},
                     2, 1, row_of, problems);
  CHECK(problems.empty());
  CHECK(!mains.hydrants[0].has_value());
  REQUIRE(mains.hydrants[1].has_value());
  CHECK(mains.network.nodes[*mains.hydrants[1]].id == "J2");
  REQUIRE(mains.pumps[0].has_value());
  CHECK(!mains.pumps[0]->is_link);
}

TEST_CASE("ties that are written are read back") {
  ProblemList problems;
  const auto read = [&](const std::string& network, const std::string& ties) {
    return read_own_mains({"mains.inp", network, "water_ties.csv", ties}, 2, 1, row_of, problems);
  };
  const models::OwnMains mains = read(inp, "id,kind,element\nFH0001,hydrant,J1\nFH0002,hydrant,J2\n");
  // Ids are written by the number of rows; those of two hydrants have four digits.
  const models::OwnMains again = read(own_mains_inp(mains.network), water_ties_csv(mains));
  CHECK(problems.empty());
  CHECK(again.hydrants == mains.hydrants);
  CHECK(again.network.links.size() == mains.network.links.size());
}

TEST_CASE("every wrong tie is told with its line, what was wanted and what was found") {
  CHECK(problems_with(inp,
                      "kind,id,element\nhydrant,FH0009,J1\nvalve,FH0001,J1\nhydrant,FH0001,R\n"
                      "hydrant,FH0002,J2\nhydrant,FH0002,J1\npump_station,PS01,P1\n") ==
        std::vector<std::string>{
            "water_ties.csv:2:id: expected an id of hydrants.csv, got \"FH0009\"",
            "water_ties.csv:3:kind: expected hydrant or pump_station, got \"valve\"",
            "water_ties.csv:4:element: expected the id of a junction of mains.inp, got \"R\"",
            "water_ties.csv:6:id: expected one row for each id, got \"FH0002\"",
            "water_ties.csv:7:element: expected the id of a pump or junction of mains.inp, got \"P1\"",
        });
  CHECK(problems_with(inp, "id,element\n") ==
        std::vector<std::string>{"water_ties.csv:1: expected the header kind,id,element, got id,element"});
}

TEST_CASE("a network that is wrong is told as such") {
  CHECK(problems_with("[JUNCTIONS]\n", "kind,id,element\n").size() == 1);
}

}  // namespace
}  // namespace yuanluo::scenarios::water
