// The program `yuanluo` from outside: exit codes, output, and what it leaves on the disk.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenarios/results/results.hpp"
#include "tests/fixtures/program_desk.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

using yuanluo::fixtures::contains;
using yuanluo::fixtures::Desk;
using yuanluo::fixtures::Outcome;
using yuanluo::fixtures::read;

const std::string today = "scenarios/shuangqiaozi/today.json";
const std::string before_2021 = "scenarios/shuangqiaozi/before-2021.json";
const std::string short_run = " --days 3 --replications 2 ";

std::vector<std::uint64_t> trace_hashes(const fs::path& database, std::size_t scenario = 0) {
  std::vector<std::uint64_t> hashes;
  const auto results = yuanluo::scenarios::read_results(database.string());
  for (const auto& row : results.scenarios.at(scenario).replications) hashes.push_back(row.trace_hash);
  return hashes;
}

TEST_CASE("every command has a help with an example, in both languages") {
  const Desk desk;
  CHECK(desk("--help").code == 0);
  for (const char* command :
       {"check", "generate", "run", "compare", "report", "sources", "describe", "schema", "calibrate", "dispatch",
        "hydrants", "hypercube", "import", "isochrone", "plan", "site", "trace", "water"}) {
    INFO(command);
    const Outcome english = desk(std::string{command} + " --help");
    const Outcome chinese = desk(std::string{command} + " --help --lang zh");
    CHECK(english.code == 0);
    CHECK(chinese.code == 0);
    CHECK(contains(english.out, "Example:\n  yuanluo " + std::string{command}));
    CHECK(contains(chinese.out, "例:\n  yuanluo " + std::string{command}));
  }
}

TEST_CASE("wrong usage exits with 3, wrong input with 2, and both say why") {
  const Desk desk;
  CHECK(desk("").code == 3);
  CHECK(desk("fly").code == 3);
  CHECK(desk("run").code == 3);
  CHECK(desk("run --days 0 " + today).code == 3);
  CHECK(desk("check --lang fr " + today).code == 3);
  CHECK(contains(desk("fly").err, "Wrong usage"));
  const Outcome bad = desk("check tests/golden/bad/out-of-range.json");
  CHECK(bad.code == 2);
  CHECK(contains(bad.err, "tests/golden/bad/out-of-range.json#/run/days: expected a whole number"));
  CHECK(contains(bad.err, "Problems: 4"));
  CHECK(desk("check no-such-file.json").code == 2);
  CHECK(desk("report " + desk.name("nothing")).code == 2);
}

TEST_CASE("messages come in the language of the locale or of --lang") {
  const Desk desk;
  CHECK(contains(desk("check tests/golden/bad/unknown-key.json", "LC_ALL=zh_CN.UTF-8 ").err, "应为"));
  CHECK(contains(desk("check tests/golden/bad/unknown-key.json --lang en", "LC_ALL=zh_CN.UTF-8 ").err, "expected"));
  CHECK(contains(desk("--lang zh check tests/golden/bad/unknown-key.json").err, "应为"));
}

TEST_CASE("check says of all shipped scenarios that nothing is wrong") {
  const Desk desk;
  const Outcome outcome = desk("check scenarios/shuangqiaozi/*.json scenarios/proposals/*.json scenarios/toy/*.json");
  CHECK(outcome.err == "");
  CHECK(outcome.code == 0);
  const Outcome json = desk("check --json " + today + " tests/golden/bad/unknown-key.json");
  CHECK(json.code == 2);
  const Json reports = Json::parse(json.out);
  REQUIRE(reports.size() == 2);
  CHECK(reports[0]["problems"].empty());
  CHECK(reports[1]["problems"].size() == 3);
  CHECK(reports[1]["problems"][0]["pointer"] == "/deployment/hydrnats");
}

TEST_CASE("nothing is written for wrong input") {
  const Desk desk;
  for (const char* command : {"run", "generate"}) {
    CHECK(desk(std::string{command} + " tests/golden/bad/out-of-range.json --out " + desk.name("out")).code == 2);
    CHECK(desk(std::string{command} + " tests/golden/bad/more-alarms-than-homes.json --out " + desk.name("out")).code ==
          2);
  }
  CHECK(desk("compare " + today + " tests/golden/bad/unknown-key.json --out " + desk.name("out")).code == 2);
  CHECK_FALSE(fs::exists(desk.path("out")));
}

TEST_CASE(
    "a run leaves the database, the resolved scenario and the report, and is the same for any number of threads") {
  const Desk desk;
  const Outcome one = desk("run " + today + short_run + "--threads 1 --out " + desk.name("one"));
  CHECK(one.code == 0);
  CHECK(fs::exists(desk.path("one/results.sqlite")));
  CHECK(fs::exists(desk.path("one/scenario.json")));
  CHECK(fs::exists(desk.path("one/report.html")));
  CHECK(fs::exists(desk.path("one/csv")));
  CHECK(contains(one.out, "Shuangqiaozi today"));
  CHECK(desk("run " + today + short_run + "--threads 3 --no-report --out " + desk.name("three")).code == 0);
  CHECK_FALSE(fs::exists(desk.path("three/report.html")));
  CHECK(trace_hashes(desk.path("one/results.sqlite")) == trace_hashes(desk.path("three/results.sqlite")));

  // The resolved scenario is the same scenario, with what the command line said.
  CHECK(desk("run " + desk.name("one/scenario.json") + " --no-report --out " + desk.name("again")).code == 0);
  CHECK(trace_hashes(desk.path("one/results.sqlite")) == trace_hashes(desk.path("again/results.sqlite")));

  fs::remove(desk.path("one/report.html"));
  CHECK(desk("report " + desk.name("one")).code == 0);
  CHECK(fs::exists(desk.path("one/report.html")));
}

TEST_CASE("a district that went through its tables gives the same trace") {
  const Desk desk;
  CHECK(desk("generate " + today + " --out " + desk.name("tables")).code == 0);
  std::ofstream(desk.path("tables.json")) << Json{{"extends", fs::absolute(today).string()},
                                                  {"name", {{"zh", "表"}, {"en", "Tables"}}},
                                                  {"district", {{"generator", nullptr}, {"tables", "tables"}}}};
  CHECK(desk("run " + today + short_run + "--no-report --out " + desk.name("generated")).code == 0);
  CHECK(desk("run " + desk.name("tables.json") + short_run + "--no-report --out " + desk.name("read")).code == 0);
  CHECK(trace_hashes(desk.path("generated/results.sqlite")) == trace_hashes(desk.path("read/results.sqlite")));
}

TEST_CASE("the toy runs, and its resolved scenario finds its tables") {
  const Desk desk;
  CHECK(desk("run scenarios/toy/two-compounds.json --no-report --out " + desk.name("toy")).code == 0);
  CHECK(desk("run " + desk.name("toy/scenario.json") + " --no-report --out " + desk.name("again")).code == 0);
  CHECK(trace_hashes(desk.path("toy/results.sqlite")) == trace_hashes(desk.path("again/results.sqlite")));
}

TEST_CASE("a profile names the kinds of event, and changes no result") {
  const Desk desk;
  const std::string toy =
      "run scenarios/toy/two-compounds.json --days 3650 --replications 1 --no-report --no-csv --out ";
  const Outcome plain = desk(toy + desk.name("plain"));
  const Outcome profiled = desk(toy + desk.name("profiled") + " --profile");
  REQUIRE(plain.code == 0);
  REQUIRE(profiled.code == 0);
  CHECK(profiled.out == plain.out);
  CHECK(contains(profiled.err, "incident noticed"));
  CHECK(trace_hashes(desk.path("profiled") / "results.sqlite") == trace_hashes(desk.path("plain") / "results.sqlite"));
}

TEST_CASE("files of others are never mixed with results") {
  const Desk desk;
  fs::create_directories(desk.path("mine"));
  std::ofstream(desk.path("mine/letter.txt")) << "dear";
  CHECK(desk("run " + today + short_run + "--out " + desk.name("mine")).code == 2);
  CHECK(std::distance(fs::directory_iterator(desk.path("mine")), fs::directory_iterator{}) == 1);
}

TEST_CASE("a comparison holds both scenarios and prints the differences with their intervals") {
  const Desk desk;
  const Outcome outcome = desk("compare " + before_2021 + " " + today + short_run +
                               "--json --quiet --no-report --out " + desk.name("both"));
  CHECK(outcome.code == 0);
  CHECK(outcome.err == "");
  const Json result = Json::parse(outcome.out);
  CHECK(result["scenarios"].size() == 2);
  CHECK(result["indicators"].size() > 20);
  CHECK(fs::exists(desk.path("both/base.json")));
  CHECK(fs::exists(desk.path("both/alternative.json")));
  CHECK(trace_hashes(desk.path("both/results.sqlite"), 0).size() == 2);
  CHECK(trace_hashes(desk.path("both/results.sqlite"), 1).size() == 2);

  // A scenario does not differ from itself.
  const Outcome itself =
      desk("compare " + today + " " + today + short_run + "--json --quiet --no-report --out " + desk.name("itself"));
  for (const Json& row : Json::parse(itself.out)["indicators"]) {
    if (!row["change"].is_null()) CHECK(row["change"]["mean"] == 0.0);
  }
}

TEST_CASE("Ctrl-C stops a run, keeps what is finished, and exits with 130") {
  const Desk desk;
  const Outcome outcome =
      desk("run " + today + " --days 365 --replications 5000 --no-report --out " + desk.name("long"),
           "LC_ALL=C timeout --preserve-status -s INT 6 ");
  CHECK(outcome.code == 130);
  CHECK(contains(outcome.err, "Stopped: of 5000 replications"));
  const auto results = yuanluo::scenarios::read_results(desk.name("long/results.sqlite"));
  CHECK_FALSE(results.run.finished);
  CHECK(results.scenarios.at(0).replications.size() < 5000);
}

TEST_CASE("a dispatch world gives its measures with intervals, and the same numbers again") {
  const Desk desk;
  const std::string command = "dispatch --json scenarios/dispatch/ems10.json --replications 5";
  const Outcome once = desk(command);
  CHECK(once.code == 0);
  const Json result = Json::parse(once.out);
  CHECK(result["replications"] == 5);
  CHECK(result["measures"][0]["measure"] == "mean_response");
  CHECK(result["measures"][0]["half_width"] > 0.0);
  CHECK(desk(command + " --threads 1").out == once.out);
  CHECK(desk("dispatch scenarios/dispatch/ems10.json --replications 2 --lang zh").code == 0);

  std::ofstream(desk.path("wrong.json")) << R"({"servers": [{"cuont": 3}], "demand": [{"per_minute": -1}],
    "rules": {"choice": "nearst"}, "measured_min": 10})";
  const Outcome wrong = desk("dispatch " + desk.name("wrong.json"));
  CHECK(wrong.code == 2);
  CHECK(contains(wrong.err, "#/servers/0: expected known keys only, got \"cuont\"; did you mean \"count\"?"));
  CHECK(contains(wrong.err, "#/demand/0/per_minute: expected a number from 0 to 1e+06, got -1"));
  CHECK(contains(wrong.err, "did you mean \"nearest\"?"));
  CHECK(desk("dispatch no-such-file.json").code == 2);
}

TEST_CASE("the hypercube model is solved exactly, by approximation and by simulation") {
  const Desk desk;
  const Outcome outcome = desk("hypercube --json scenarios/dispatch/larson-3-units.json --simulate 5");
  CHECK(outcome.code == 0);
  const Json result = Json::parse(outcome.out);
  CHECK(result["exact"]["workload"][0].get<double>() == Approx(0.557364).epsilon(1e-6));
  CHECK(result["approximation"]["workload"].size() == 3);
  CHECK(result["simulation"][3]["mean"].get<double>() == Approx(0.557).margin(0.02));
  CHECK(desk("hypercube scenarios/dispatch/larson-3-units.json --queue none --lang zh").code == 0);
  std::ofstream(desk.path("busy.json")) << R"({"mu": 1, "classes": [{"rate": 3, "pref_units_1based": [1, 2]}]})";
  const Outcome busy = desk("hypercube " + desk.name("busy.json"));
  CHECK(busy.code == 2);
  CHECK(contains(busy.err, "#/classes: expected a total rate below 2, or --queue none, got 3"));
  CHECK(desk("hypercube --queue none " + desk.name("busy.json")).code == 0);
}

TEST_CASE("the hydrants of a district come with what they give, the rules that are broken, and their network") {
  const Desk desk;
  const Outcome all = desk("hydrants " + today + " --csv --export " + desk.name("mains"));
  CHECK(all.code == 0);
  CHECK(all.out.rfind("id,lon,lat,static_m,flow_lps,lifted_flow_lps,pump_station\n", 0) == 0);
  CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 1500);
  const Outcome network = desk("water " + desk.name("mains/mains.inp") + " --csv");
  CHECK(network.code == 0);
  const Outcome broken = desk("hydrants " + today + " --check --csv");
  CHECK(broken.code == 0);
  CHECK(broken.out.rfind("rule,id,found,limit,unit,lon,lat,compounds\n", 0) == 0);
  const Outcome wrong = desk("water " + today);
  CHECK(wrong.code == 2);
  CHECK(contains(wrong.err, "yuanluo hydrants"));
}

TEST_CASE("isochrones are written as GeoJSON, wider for more minutes, and a closed street makes none wider") {
  const Desk desk;
  const std::string question = "isochrone " + today + " --from fire_station --mode fire_engine --hour 18 --minutes ";
  CHECK(desk(question + "2,4,6 -o " + desk.name("reach.geojson")).code == 0);
  const Json reach = Json::parse(read(desk.path("reach.geojson")));
  REQUIRE(reach["features"].size() == 3);
  double area = 0.0, residents = 0.0;
  for (const Json& feature : reach["features"]) {
    CHECK(feature["geometry"]["type"] == "MultiPolygon");
    for (const Json& polygon : feature["geometry"]["coordinates"])
      for (const Json& ring : polygon) CHECK(ring.front() == ring.back());
    CHECK(feature["properties"]["area_km2"] > area);
    CHECK(feature["properties"]["residents"] >= residents);
    area = feature["properties"]["area_km2"];
    residents = feature["properties"]["residents"];
  }
  const Outcome closed = desk(question + "6 --json --closed 1,2,3,4,5,6,7,8");
  CHECK(closed.code == 0);
  CHECK(Json::parse(closed.out)["features"][0]["properties"]["residents"] <= residents);
  CHECK(desk("isochrone " + today + " --from hydrants --from 104.1,30.66 --mode walking --minutes 1 --json").code == 0);
  CHECK(desk("isochrone " + today + " --from fire_statoin").code == 3);
  CHECK(desk("isochrone " + today + " --mode train").code == 3);
  CHECK(desk("isochrone " + today + " --minutes 0").code == 3);
  CHECK(desk("isochrone no-such-file.json").code == 2);
}

TEST_CASE("describe, sources and schema speak to machines, too") {
  const Desk desk;
  const Outcome described = desk("describe --json " + today);
  CHECK(described.code == 0);
  CHECK(Json::parse(described.out)["People"]["Residents"] == "140,000");
  const Outcome listed = desk("sources --json --changed " + before_2021);
  CHECK(listed.code == 0);
  for (const Json& row : Json::parse(listed.out)) CHECK(row["source"] == "assumption");
  CHECK(desk("sources " + today).code == 0);
  CHECK(desk("schema").out == read("scenarios/schema/scenario.schema.json"));
}

}  // namespace
