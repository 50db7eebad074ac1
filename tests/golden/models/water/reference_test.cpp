// Against EPANET 2.3.5 at tight accuracy, where its results lie beside the project: ../shared/data/water.
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "models/water/hydraulics/period.hpp"
#include "scenarios/water/inp_reader.hpp"

namespace yuanluo::models::hydraulics {
namespace {

const std::string folder = "../shared/data/water/";

using Row = std::vector<std::string>;

std::vector<Row> rows_of(const std::string& file) {
  std::ifstream stream(folder + "reference/" + file);
  REQUIRE(stream);
  std::vector<Row> rows;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    Row row;
    std::istringstream cells(line);
    std::string cell;
    while (std::getline(cells, cell, ',')) row.push_back(cell);
    rows.push_back(std::move(row));
  }
  REQUIRE(!rows.empty());
  return rows;
}

Network network_of(const std::string& name) { return scenarios::water::read_inp_file(folder + name + ".inp").network; }

// Of smaller flows the reference itself is not sure, as it was iterated to 1e-7 of all flows together: in ky4 it has
// two parallel pipes flow against each other with 0.003 L/s.
constexpr double smallest_flow_lps = 0.1;

struct Worst {
  double head_m = 0.0;
  double flow = 0.0;            // relative
  double small_flow_lps = 0.0;  // of flows below the smallest
};

Worst compare(const Network& network, const Flows& flows, const std::string& name, int hour) {
  const std::string ending = "_h" + std::to_string(hour) + ".csv";
  Worst worst;
  for (const Row& row : rows_of(name + "_nodes" + ending)) {
    const auto node = network.node(row[0]);
    REQUIRE(node);
    worst.head_m = std::max(worst.head_m, std::abs(flows.head_m[*node] - std::stod(row[3])));
  }
  for (const Row& row : rows_of(name + "_links" + ending)) {
    const auto link = network.link(row[0]);
    REQUIRE(link);
    const double expected = std::stod(row[4]);
    const double error = std::abs(1e3 * flows.flow_m3s[*link] - expected);
    if (std::abs(expected) >= smallest_flow_lps) worst.flow = std::max(worst.flow, error / std::abs(expected));
    worst.small_flow_lps = std::max(worst.small_flow_lps, std::abs(expected) < smallest_flow_lps ? error : 0.0);
  }
  return worst;
}

TEST_CASE("A2: heads and flows at hour 0 are those of EPANET") {
  for (const std::string name : {"Net1", "Net2", "ky4", "grid56", "single_pipe_emitter"}) {
    const Network network = network_of(name);
    const Solver solver(network);
    Period period(solver, 0);
    const Flows& flows = period.solve();
    CHECK(flows.converged);
    const Worst worst = compare(network, flows, name, 0);
    INFO(name);
    CHECK(worst.head_m < 1e-3);
    CHECK(worst.flow < 1e-4);
    CHECK(worst.small_flow_lps < 1e-3);
  }
}

TEST_CASE("A3: after 12 and 24 hours heads are within a centimetre of EPANET's") {
  for (const std::string name : {"Net1", "Net2"}) {
    const Network network = network_of(name);
    const Solver solver(network);
    Period period(solver, 24 * 3600);
    do {
      const Flows& flows = period.solve();
      if (period.time_s() == 12 * 3600 || period.time_s() == 24 * 3600) {
        const Worst worst = compare(network, flows, name, static_cast<int>(period.time_s() / 3600));
        INFO(name);
        CHECK(worst.head_m < 0.01);
        CHECK(worst.flow < 1e-3);
      }
    } while (period.advance());
  }
}

// network, mode (which may hold a comma), hydrants, K, node, base, open, discharge, lowest, iterations, warning
TEST_CASE("A4: open hydrants give what EPANET says, one, three and eight at a time") {
  const std::vector<Row> rows = rows_of("hydrants_h0.csv");
  std::map<std::string, Network> networks;
  std::size_t cases = 0;
  for (std::size_t first = 0; first < rows.size();) {
    const auto cell = [&](std::size_t row, std::size_t from_end) { return rows[row][rows[row].size() - from_end]; };
    const std::string name = rows[first][0];
    const bool pressure_driven = rows[first][1].substr(0, 3) == "PDA";
    const bool fixed = rows[first][1].find("15Lps") != std::string::npos;
    const auto hydrants = static_cast<std::size_t>(std::stoul(cell(first, 9)));
    Network& network = networks[name];
    if (network.nodes.empty()) network = network_of(name);
    Network wanted = network;
    wanted.options.pressure_driven = pressure_driven;
    wanted.options.least_pressure_m = 0.0;
    wanted.options.required_pressure_m = 20.0;
    wanted.options.pressure_exponent = 0.5;
    const Solver solver(wanted);
    Period period(solver, 0);
    std::vector<std::size_t> nodes;
    for (std::size_t i = first; i < first + hydrants; ++i) {
      const auto node = wanted.node(cell(i, 7));
      REQUIRE(node);
      nodes.push_back(*node);
      if (fixed) {
        // The reference has it as a base demand, which the node's pattern and the network's multiplier scale.
        const auto& demands = wanted.nodes[*node].demands;
        const auto own = demands.empty() ? std::optional<std::size_t>() : demands.front().pattern;
        const auto pattern = own ? own : wanted.options.default_pattern;
        period.take(*node, 0.015 * wanted.options.demand_multiplier * pattern_factor(wanted, pattern, 0));
      } else {
        period.set_outlet(*node, 1e-3 * std::stod(cell(i, 8)));
      }
    }
    const Flows& flows = period.solve();
    CHECK(flows.converged);
    for (std::size_t i = 0; i < hydrants; ++i) {
      INFO(name << " " << rows[first][1] << " " << hydrants << " at " << wanted.nodes[nodes[i]].id);
      CHECK(std::abs(pressure_m(wanted, flows, nodes[i]) - std::stod(cell(first + i, 5))) < 0.02);
      if (!fixed) CHECK(1e3 * flows.emitter_flow_m3s[nodes[i]] == Approx(std::stod(cell(first + i, 4))).epsilon(1e-3));
    }
    ++cases;
    first += hydrants;
  }
  CHECK(cases == 60);
}

}  // namespace
}  // namespace yuanluo::models::hydraulics
