// `yuanluo site` and `yuanluo plan` from outside.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/fixtures/program_desk.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

using yuanluo::fixtures::contains;
using yuanluo::fixtures::Desk;
using yuanluo::fixtures::Outcome;
using yuanluo::fixtures::read;

// A path of six nodes, 1 apart, but 10 between the third and the fourth.
const std::string path_graph = "6 5 2\n1 2 1\n2 3 1\n3 4 10\n4 5 1\n5 6 1\n";

}  // namespace

TEST_CASE("site gives the sites, the value, a bound and the runner-up as a table, as JSON and as CSV") {
  const Desk desk;
  const std::string graph = desk.write("path.txt", path_graph);
  const Outcome json = desk("site " + graph + " --json --csv " + desk.name("out.csv"));
  REQUIRE(json.code == 0);
  const Json answer = Json::parse(json.out);
  CHECK(answer["value"] == 4.0);
  CHECK(answer["bound"] == 4.0);
  CHECK(answer["proven"] == true);
  CHECK(answer["p"] == 2);
  CHECK(answer["choices"].size() == 2);
  CHECK(answer["choices"][0]["worse_with_runner_up"] == 1.0);
  CHECK(contains(read(desk.path("out.csv")), "rank,site,x,y,existing,marginal"));
  const Outcome table = desk("site " + graph + " --objective p-center --log --lang zh");
  CHECK(table.code == 0);
  CHECK(contains(table.out, "目标值 1，界 1，差距 0.000 %：已证最优"));
}

TEST_CASE("site keeps existing sites and adds others") {
  const Desk desk;
  const std::string graph = desk.write("path.txt", path_graph);
  const Json answer = Json::parse(desk("site " + graph + " --existing 1 --add 1 --json").out);
  CHECK(answer["choices"][0]["site"] == "1");
  CHECK(answer["choices"][0]["existing"] == true);
  CHECK(answer["choices"][1]["site"] == "5");
  CHECK(answer["value"] == 5.0);
}

TEST_CASE("site says what cannot be met, and what is missing from the question") {
  const Desk desk;
  const std::string graph = desk.write("path.txt", path_graph);
  const std::string apart = desk.write("apart.txt", "4 2 1\n1 2 1\n3 4 1\n");
  const Outcome unreachable = desk("site " + apart);
  CHECK(unreachable.code == 2);
  CHECK(contains(unreachable.err, "2 customers cannot be served"));
  const Outcome full = desk("site " + graph + " --capacity 2");
  CHECK(full.code == 2);
  CHECK(contains(full.err, "load 6, room of the largest sites 4"));
  CHECK(contains(desk("site " + graph + " --objective mclp").err, "expected --radius"));
  CHECK(contains(desk("site " + graph + " --existing 9").err, "the name of a site of the file"));
  CHECK(desk("site " + graph + " --objective p-mean").code == 3);
  CHECK(desk("site " + graph + " --p 2 --add 2").code == 3);
  CHECK(desk("site no-such-file.txt").code == 2);
}

TEST_CASE("plan leaves a list, a map, a report and a scenario that check accepts") {
  const Desk desk;
  const std::string toy = fs::absolute("scenarios/toy/two-compounds.json").generic_string();
  const std::string file = desk.write("plan.json", R"({"name": {"zh": "试", "en": "Trial"}, "scenario": ")" + toy +
                                                       R"(", "decide": [{"kind": "sos_buttons", "count": 3}],
    "objectives": ["fall.long_lie.per_year"], "days": 365, "replications": {"first": 3, "most": 3, "confirm": 3}})");
  const std::string out = desk.name("out");
  const Outcome done = desk("plan " + file + " --json --out " + out);
  INFO(done.err);
  REQUIRE(done.code == 0);
  const Json plan = Json::parse(done.out);
  CHECK(plan["chosen"].size() == 3);
  CHECK(plan["chosen"][0]["place"].contains("zh"));
  CHECK(plan["chosen"][0]["why"]["en"] != "");
  CHECK(plan["chosen"][0].contains("runner_up"));
  CHECK(plan["chosen"][0]["exchange_loss"].is_number());
  CHECK(plan["just_missed"].size() > 0);
  CHECK(plan["promise"].contains("optimism"));
  std::size_t baselines = 0;
  for (const Json& alternative : plan["alternatives"]) baselines += alternative["ours"] == false ? 1 : 0;
  CHECK(baselines >= 1);
  CHECK(contains(read(desk.path("out/plan.html")), "Promise and confirmation"));
  CHECK(contains(read(desk.path("out/plan.html")), "Just missed, with what each would add as one more"));
  CHECK(contains(read(desk.path("out/plan.csv")), "sos_buttons"));
  CHECK(Json::parse(read(desk.path("out/plan.geojson")))["features"].size() == 3);
  CHECK(desk("check " + out + "/scenario.json").code == 0);
  CHECK(desk("plan " + file + " --out " + out).code == 2);
}

TEST_CASE("plan refuses demands that cannot be met, and objectives that nothing is called") {
  const Desk desk;
  const std::string toy = fs::absolute("scenarios/toy/two-compounds.json").generic_string();
  const auto refused = [&](const std::string& decide, const std::string& kpi) {
    const Outcome outcome =
        desk("plan " + desk.write("plan.json", R"({"scenario": ")" + toy + R"(", "decide": [)" + decide +
                                                   R"(], "objectives": [")" + kpi + R"("]})"));
    CHECK(outcome.code == 2);
    return outcome.err;
  };
  CHECK(contains(refused(R"({"kind": "sos_buttons", "count": 100000})", "fall.long_lie.per_year"),
                 "SOS buttons: 100000 asked for"));
  CHECK(contains(refused(R"({"kind": "sos_buttons", "count": 1})", "fall.long_lies.per_year"),
                 "did you mean \"fall.long_lie.per_year\"?"));
}
