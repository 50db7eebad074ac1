// Small networks written for this test, one for each section, unit system and kind of valve of an .inp file, against
// heads (m) and flows (L/s) of EPANET 2.3.5 at an accuracy of 1e-6: small/<name>.inp and .csv.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "models/water/hydraulics/period.hpp"
#include "scenarios/water/inp_reader.hpp"

namespace yuanluo::models::hydraulics {
namespace {

namespace fs = std::filesystem;

struct Expected {
  bool node = false;
  std::string id;
  double value = 0.0;
};

std::map<std::int64_t, std::vector<Expected>> read(const fs::path& file) {
  std::ifstream stream(file);
  REQUIRE(stream);
  std::map<std::int64_t, std::vector<Expected>> at;
  std::string line, cell[4];
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    std::istringstream cells(line);
    for (std::string& c : cell) std::getline(cells, c, ',');
    at[std::stoll(cell[0])].push_back({cell[1] == "node", cell[2], std::stod(cell[3])});
  }
  return at;
}

std::vector<fs::path> networks() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator("tests/golden/models/water/small"))
    if (entry.path().extension() == ".inp") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

TEST_CASE("A2, A3: small networks of every section, unit and valve give EPANET's heads and flows over a day") {
  const auto files = networks();
  REQUIRE(files.size() >= 40);
  for (const fs::path& file : files) {
    INFO(file.string());
    const Network network = scenarios::water::read_inp_file(file).network;
    auto expected = read(fs::path(file).replace_extension(".csv"));
    REQUIRE(!expected.empty());
    const Solver solver(network);
    Period period(solver, 24 * 3600);
    do {
      const Flows& flows = period.solve();
      double head_m = 0.0, flow_lps = 0.0;
      for (const Expected& e : expected[period.time_s()]) {
        const auto i = e.node ? network.node(e.id) : network.link(e.id);
        REQUIRE(i);
        if (e.node) {
          head_m = std::max(head_m, std::abs(flows.head_m[*i] - e.value));
        } else {
          flow_lps = std::max(flow_lps, std::abs(1e3 * flows.flow_m3s[*i] - e.value) / (1.0 + std::abs(e.value)));
        }
      }
      INFO("second " << period.time_s());
      CHECK(head_m < 1e-3);
      CHECK(flow_lps < 1e-4);
    } while (period.advance());
  }
}

}  // namespace
}  // namespace yuanluo::models::hydraulics
