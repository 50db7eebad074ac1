// EPANET files: what is read, what is written, and what is said about errors.
#include <catch2/catch.hpp>
#include <string>

#include "models/water/hydraulics/period.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/water/inp_reader.hpp"
#include "scenarios/water/inp_text.hpp"
#include "scenarios/water/inp_writer.hpp"

namespace yuanluo::scenarios::water {
namespace {

using namespace models::hydraulics;

std::string errors_of(const std::string& text) {
  try {
    read_inp("net.inp", text);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

// All kinds of things, in litres a second.
const std::string everything = R"([TITLE]
All kinds of things; a semicolon in the title
[JUNCTIONS]
 A  10 2 day ; a comment
 B  12 1
 C  8
 D  5 0.5
 "E 1" 5
[RESERVOIRS]
 R 30 level
[TANKS]
 T 25 2 0.5 4 10 0 vol YES
[PIPES]
 P1 A B 100 150 110 0.5 Open
 P2 B C 120 100 100 CV
 P3 C D 80 100 100 0 Closed
 P4 T C 10 200 120
[PUMPS]
 U1 R A HEAD head SPEED 0.9 PATTERN day
 U2 R B POWER 5
[VALVES]
 V1 B D 100 PRV 20 0.2
 V2 D "E 1" 100 GPV loss 0
 V3 A C 100 FCV 3 0
[DEMANDS]
 D 0.2 day homes
 D 0.3
[STATUS]
 U2 Closed
 V3 Open
[PATTERNS]
 day 0.5 1.0
 day 1.5
 level 1 1.1
[CURVES]
 head 0 40
 head 10 30
 head 20 10
 loss 0 0
 loss 10 4
 vol 0 0
 vol 5 400
[CONTROLS]
 LINK U2 OPEN IF NODE T BELOW 1
 LINK P1 CLOSED AT TIME 5:30
 LINK V1 15 AT CLOCKTIME 7 PM
 LINK U1 1.1 IF NODE B BELOW 12
[RULES]
RULE one
IF TANK T LEVEL > 3.5
AND SYSTEM CLOCKTIME >= 8 AM
OR LINK P1 STATUS IS CLOSED
THEN PUMP U1 SETTING IS 0.8
AND PIPE P3 STATUS IS OPEN
ELSE PUMP U1 STATUS IS OPEN
PRIORITY 3
[EMITTERS]
 C 4.7
[TIMES]
 Duration 24
 Hydraulic Timestep 30 MIN
 Pattern Timestep 2:00
 Start ClockTime 6 AM
[OPTIONS]
 Units LPS
 Headloss H-W
 Demand Multiplier 1.2
 Demand Model PDA
 Required Pressure 15
[QUALITY]
 A 0.5
[COORDINATES]
 A 1 2
[END]
 nonsense after the end
)";

TEST_CASE("an .inp file becomes a network in SI") {
  const InpNetwork inp = read_inp("net.inp", everything);
  const Network& n = inp.network;
  REQUIRE(n.nodes.size() == 7);
  REQUIRE(n.links.size() == 9);
  CHECK(n.nodes[*n.node("A")].demands.at(0).base_m3s == Approx(0.002).epsilon(2e-5));
  CHECK(n.nodes[*n.node("D")].demands.size() == 2);  // [DEMANDS] takes the place of [JUNCTIONS]
  CHECK(n.nodes[*n.node("D")].demands[0].category == "homes");
  CHECK(n.nodes[*n.node("C")].emitter_m3s == Approx(0.0047).epsilon(2e-5));
  CHECK(n.nodes[*n.node("T")].tank.can_overflow);
  CHECK(n.nodes[*n.node("T")].tank.volume->y.back() == Approx(400.0));
  CHECK(n.links[*n.link("P1")].diameter_m == Approx(0.15));
  CHECK(n.links[*n.link("P2")].kind == LinkKind::check_valve_pipe);
  CHECK(!n.links[*n.link("P3")].open);
  CHECK(n.links[*n.link("U1")].pump.speed == 0.9);
  CHECK(!n.links[*n.link("U2")].open);
  CHECK(!n.links[*n.link("V3")].has_setting);
  CHECK(n.controls.size() == 4);
  CHECK(n.controls[2].time_s == 19 * 3600);
  CHECK(n.controls[2].action.setting == Approx(15.0));
  REQUIRE(n.rules.size() == 1);
  CHECK(n.rules[0].premises.size() == 3);
  CHECK(n.rules[0].premises[2].starts_alternative);
  CHECK(n.rules[0].then_actions.size() == 2);
  CHECK(n.options.pressure_driven);
  CHECK(n.times.hydraulic_step_s == 1800);
  CHECK(n.times.clock_start_s == 6 * 3600);
  REQUIRE(inp.notes.size() == 1);
  CHECK(inp.notes[0].en == "[QUALITY] does not change hydraulics and was read over");
}

TEST_CASE("what is written reads back the same, in every unit") {
  for (std::string units : {"CFS", "GPM", "MGD", "IMGD", "AFD", "LPS", "LPM", "MLD", "CMH", "CMD", "CMS"}) {
    InpNetwork first = read_inp("net.inp", everything);
    const Units written = units_of(*flow_unit(units), {}, 1.0);
    const std::string text = write_inp(first.network, written);
    const InpNetwork second = read_inp("written.inp", text);
    INFO(units);
    CHECK(write_inp(second.network, written) == text);
    REQUIRE(second.network.links.size() == first.network.links.size());
    const Solver a(first.network);
    const Solver b(second.network);
    Period one(a, 0);
    Period two(b, 0);
    const Flows& before = one.solve();
    const Flows& after = two.solve();
    for (std::size_t i = 0; i < first.network.nodes.size(); ++i) {
      const auto node = second.network.node(first.network.nodes[i].id);
      REQUIRE(node);
      CHECK(after.head_m[*node] == Approx(before.head_m[i]).margin(1e-5));
    }
  }
}

TEST_CASE("flow units are what they are called, to the digits that the reference has") {
  const auto flow = [](FlowUnit unit) { return units_of(unit, {}, 1.0).flow_m3s; };
  const double day_s = 86400.0;
  const double gallon_m3 = 231.0 * 0.0254 * 0.0254 * 0.0254;
  CHECK(flow(FlowUnit::cfs) == Approx(0.3048 * 0.3048 * 0.3048).epsilon(1e-12));
  CHECK(flow(FlowUnit::gpm) == Approx(gallon_m3 / 60.0).epsilon(2e-5));
  CHECK(flow(FlowUnit::mgd) == Approx(1e6 * gallon_m3 / day_s).epsilon(2e-5));
  CHECK(flow(FlowUnit::imgd) == Approx(1e6 * 4.54609e-3 / day_s).epsilon(6e-5));
  CHECK(flow(FlowUnit::afd) == Approx(43560.0 * 0.3048 * 0.3048 * 0.3048 / day_s).epsilon(2e-4));
  CHECK(flow(FlowUnit::lps) == Approx(1e-3).epsilon(2e-5));
  CHECK(flow(FlowUnit::lpm) == Approx(1e-3 / 60.0).epsilon(2e-5));
  CHECK(flow(FlowUnit::mld) == Approx(1e3 / day_s).epsilon(2e-5));
  CHECK(flow(FlowUnit::cmh) == Approx(1.0 / 3600.0).epsilon(2e-5));
  CHECK(flow(FlowUnit::cmd) == Approx(1.0 / day_s).epsilon(2e-5));
  CHECK(flow(FlowUnit::cms) == Approx(1.0).epsilon(2e-5));
}

TEST_CASE("times are read in hours, in units, as clock times and with AM and PM") {
  CHECK(seconds_in("2") == 7200);
  CHECK(seconds_in("2:30") == 9000);
  CHECK(seconds_in("0:05:30") == 330);
  CHECK(seconds_in("150", "MIN") == 9000);
  CHECK(seconds_in("90", "sec") == 90);
  CHECK(seconds_in("2", "DAYS") == 172800);
  CHECK(seconds_in("12", "am") == 0);
  CHECK(seconds_in("12:30", "PM") == 45000);
  CHECK(seconds_in("7", "PM") == 68400);
  CHECK(!seconds_in("13", "PM"));
  CHECK(!seconds_in("x"));
}

TEST_CASE("all problems are told at once, with line, section and column") {
  const std::string text = R"([JUNCTIONS]
 A ten 0
 A 10
[RESERVOIRS]
 R 30
[PIPES]
 P1 A X 100 -5 110
 P2 A A 100 150 110
[PUMPS]
 U1 R A HEAD nowhere
[VALVES]
 V1 A R 100 XXV 3
[CONTROLS]
 LINK P9 OPEN AT TIME 5
[OPTIONS]
 Units LPZ
 Hedloss H-W
[TIMES]
 Duration soon
)";
  const std::string errors = errors_of(text);
  const auto has = [&](const std::string& part) {
    INFO(errors);
    CHECK(errors.find(part) != std::string::npos);
  };
  has("net.inp:2:[JUNCTIONS] Elev: expected a number, got \"ten\"");
  has("net.inp:3:[JUNCTIONS] ID: expected an id that no other node has, got \"A\"");
  has("net.inp:7:[PIPES] Node2: expected the id of a node, got \"X\"");
  has("net.inp:7:[PIPES] Diameter: expected a number above 0, got \"-5\"");
  has("net.inp:8:[PIPES] Node2: expected another node than Node1, got \"A\"");
  has("net.inp:10:[PUMPS] HEAD: expected a curve of [CURVES], got \"nowhere\"");
  has("net.inp:12:[VALVES] Type");
  has("net.inp:14:[CONTROLS] LINK: expected the id of a link, got \"P9\"");
  has("net.inp:16:[OPTIONS] UNITS");
  has("net.inp:17:[OPTIONS]");
  has("net.inp:19:[TIMES] Duration");
}

TEST_CASE("what is not modelled is refused by name") {
  const std::string base = "[JUNCTIONS]\n A 1\n[RESERVOIRS]\n R 30\n[PIPES]\n P1 R A 100 150 110\n";
  CHECK(errors_of(base).empty());
  CHECK(errors_of(base + "[LEAKAGE]\n P1 1 1\n").find("net.inp:7:[LEAKAGE]: expected no leakage") != std::string::npos);
  CHECK(errors_of(base + "[PIPPES]\n").find("did you mean \"PIPES\"") != std::string::npos);
  CHECK(errors_of(base + "[OPTIONS]\n Hydraulics USE file\n").find("no file of hydraulics") != std::string::npos);
  CHECK(errors_of("[JUNCTIONS]\n A 1\n").find("at least one reservoir or tank") != std::string::npos);
  CHECK(errors_of("").find("at least one junction") != std::string::npos);
  const std::string two = "[VALVES]\n V1 A B 100 PRV 3\n V2 C B 100 PRV 3\n";
  CHECK(errors_of(
            "[JUNCTIONS]\n A 1\n B 1\n C 1\n[RESERVOIRS]\n R 30\n[PIPES]\n P1 R A 100 150 110\n P2 A C 100 150 110\n" +
            two)
            .find("which \"V1\" controls") != std::string::npos);
}

const std::string plain_net =
    "[JUNCTIONS]\n A 1 2\n MULTI1 1 3\n[RESERVOIRS]\n R 30\n[PIPES]\n P1 R A 100 150 110\n P2 A MULTI1 100 150 110\n";

TEST_CASE("lines may end as on Windows, with tabs, commas and comments between, in any case, with or without an end") {
  const auto same_as_plain = [](std::string text) {
    CHECK(read_inp("net.inp", text).network == read_inp("net.inp", plain_net).network);
  };
  std::string windows, tabs, commented;
  for (const char c : plain_net) {
    windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    tabs += c == ' ' ? std::string("\t ") : std::string(1, c);
    commented += c == '\n' ? std::string(" ; with [brackets]\n\n;a line\n") : std::string(1, c);
  }
  same_as_plain(windows);
  same_as_plain(tabs);
  same_as_plain(commented);
  same_as_plain("\xEF\xBB\xBF" + plain_net);
  same_as_plain(plain_net + "[END]\nanything\n");
  same_as_plain(
      "[junctions]\nA 1 2\nMULTI1 1 3\n[Reservoirs]\nR 30\n[pipes]\nP1,R,A,100,150,110\nP2 A MULTI1 100 150 110 open");
}

TEST_CASE("the word MULTIPLY multiplies demands, and a junction whose name begins like it has its own") {
  const Network n = read_inp("net.inp", plain_net + "[DEMANDS]\n MULTIPLY 1.5\n MULTI1 4\n").network;
  CHECK(n.options.demand_multiplier == 1.5);
  CHECK(n.nodes[*n.node("MULTI1")].demands.at(0).base_m3s ==
        Approx(2.0 * n.nodes[*n.node("A")].demands.at(0).base_m3s));
}

TEST_CASE("a default pattern that is not there is told, and demands are constant") {
  const InpNetwork inp = read_inp("net.inp", plain_net + "[OPTIONS]\n Pattern nosuch\n");
  REQUIRE(inp.notes.size() == 1);
  CHECK(inp.notes[0].en.find("\"nosuch\" does not exist") != std::string::npos);
  CHECK(!inp.network.options.default_pattern);
}

}  // namespace
}  // namespace yuanluo::scenarios::water
