// `yuanluo water` from outside.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/fixtures/program_desk.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

using yuanluo::fixtures::Outcome;
using yuanluo::fixtures::read;

// A folder with a network, on which the program is called.
class Waterworks {
 public:
  Waterworks() {
    desk_.write("net.inp",
                "[JUNCTIONS]\n J1 0 5\n J2 10 5\n[RESERVOIRS]\n R 50\n[TANKS]\n T 30 2 0 4 10\n"
                "[PIPES]\n P1 R J1 100 200 120\n P2 J1 J2 100 150 120\n P3 J2 T 50 150 120\n"
                "[TIMES]\n Duration 24\n[OPTIONS]\n Units LPS\n[END]\n");
  }

  fs::path net() const { return path("net.inp"); }
  fs::path path(const std::string& name) const { return desk_.path(name); }
  Outcome operator()(const std::string& arguments) const { return desk_("water " + arguments); }

 private:
  yuanluo::fixtures::Desk desk_;
};

double pressure(const Json& result, const std::string& node) {
  for (const Json& n : result.at("moments").back().at("nodes"))
    if (n.at("id") == node) return n.at("pressure_m");
  return -1.0;
}

TEST_CASE("yuanluo water prints tables, CSV and JSON, answers what-if questions and refuses what is wrong") {
  const Waterworks water;
  const std::string net = water.net().string();
  const auto table = water(net);
  CHECK(table.code == 0);
  CHECK(table.out.find("J2") != std::string::npos);
  CHECK(table.out.find("open") != std::string::npos);

  const auto plain = water(net + " --json");
  REQUIRE(plain.code == 0);
  const auto hydrant = water(net + " --json --hydrant J2=15");
  CHECK(pressure(Json::parse(hydrant.out), "J2") < pressure(Json::parse(plain.out), "J2"));
  const auto outlet = water(net + " --json --outlet J2=4.74");
  CHECK(pressure(Json::parse(outlet.out), "J2") < pressure(Json::parse(plain.out), "J2"));
  const auto cut = water(net + " --json --close P2 --close P3");
  CHECK(Json::parse(cut.out)["moments"][0]["nodes"][1]["has_water"] == false);
  CHECK(cut.err.find("no water (J2)") != std::string::npos);

  const auto day = water(net + " --hours 2 --csv");
  CHECK(day.code == 0);
  CHECK(day.out.substr(0, 26) == "time_s,element,id,kind,fro");
  CHECK(day.out.find("\n7200,node,T,tank,") != std::string::npos);

  const std::string copy = water.path("copy.inp").string();
  CHECK(water(net + " --export " + copy).code == 0);
  CHECK(pressure(Json::parse(water(copy + " --json").out), "J2") ==
        Approx(pressure(Json::parse(plain.out), "J2")).epsilon(1e-9));

  const auto unknown = water(net + " --hydrant J9=15 --close P9 --hydrant J1");
  CHECK(unknown.code == 2);
  CHECK(unknown.err.find("--hydrant: expected the id of a junction, got \"J9\"") != std::string::npos);
  CHECK(unknown.err.find("--close: expected the id of a link, got \"P9\"") != std::string::npos);
  CHECK(unknown.err.find("got \"J1\"") != std::string::npos);
  CHECK(water(water.path("nothing.inp").string()).code == 2);
}

}  // namespace
