// Files of siting questions: what is understood, and what is refused where.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "scenarios/plan/site_file.hpp"
#include "scenarios/problem.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace fs = std::filesystem;

SiteFile read(const std::string& text, std::optional<double> radius = {}) {
  const fs::path file = fs::temp_directory_path() / ("yuanluo_site_" + std::to_string(::getpid()) + ".txt");
  std::ofstream(file, std::ios::binary) << text;
  struct Remove {
    fs::path path;
    ~Remove() { fs::remove(path); }
  } remove{file};
  return read_site_file(file, radius);
}

// The message for this text, from its line number on.
std::string complaint(const std::string& text) {
  try {
    read(text);
  } catch (const ScenarioError& error) {
    const std::string message = error.what();
    return message.substr(message.find(".txt:") + 5);
  }
  return "accepted";
}

double link(const SiteFile& file, std::size_t customer, std::uint32_t site) {
  for (const auto& l : file.instance.links.at(customer)) {
    if (l.to == site) return l.cost;
  }
  return -1.0;
}

}  // namespace

TEST_CASE("a graph of the OR-Library gives shortest paths, p, and the last of edges between the same nodes") {
  const SiteFile file = read("3 4 2\n1 2 10\n2 3 5\n1 3 40\n2 1 7\n");
  CHECK(file.p == 2);
  CHECK(file.instance.sites.size() == 3);
  CHECK(link(file, 0, 1) == 7.0);
  CHECK(link(file, 0, 2) == 12.0);
  CHECK(link(read("3 2 1\n1 2 10\n2 3 5\n", 12.0), 0, 2) == -1.0);
}

TEST_CASE("cover sets of the OR-Library give costs and who is covered by what") {
  const SiteFile file = read("2 3\n 1 2 4\n 2\n 1 3\n 1\n 2\n");
  CHECK(file.cover_sets);
  CHECK(file.instance.site_cost == std::vector<double>{1.0, 2.0, 4.0});
  CHECK(file.instance.links.at(0).size() == 2);
  CHECK(link(file, 1, 1) == 0.0);
}

TEST_CASE("points give straight distances, or metres on the globe for degrees") {
  const SiteFile plane =
      read("name,x,y,weight,role,existing,capacity\na,0,0,3,customer,,\nb,3,4,,site,1,7\nc,0,1,2,,0,5\n");
  CHECK(plane.instance.customers == std::vector<std::string>{"a", "c"});
  CHECK(plane.instance.sites == std::vector<std::string>{"b", "c"});
  CHECK(plane.instance.weight == std::vector<double>{3.0, 2.0});
  CHECK(plane.instance.existing == std::vector<std::uint8_t>{1, 0});
  CHECK(plane.instance.capacity == std::vector<double>{7.0, 5.0});
  CHECK(link(plane, 0, 0) == 5.0);
  // A degree of latitude is 6371.0088 km x pi / 180.
  CHECK(link(read("lon,lat\n104,30\n104,31\n"), 0, 1) == Approx(111195.08).epsilon(1e-7));
}

TEST_CASE("costs and roads are read from tables, with rows about the sites") {
  const SiteFile costs = read("to,weight,S1,S2\nexisting,,1,\na,2,5,\nb,,4,1.5\n");
  CHECK(costs.instance.sites == std::vector<std::string>{"S1", "S2"});
  CHECK(costs.instance.existing == std::vector<std::uint8_t>{1, 0});
  CHECK(costs.instance.links.at(0).size() == 1);
  CHECK(link(costs, 1, 1) == 1.5);
  const SiteFile roads = read("from,to,length\nA,B,2\nB,C,3\n");
  CHECK(roads.instance.sites == std::vector<std::string>{"A", "B", "C"});
  CHECK(link(roads, 0, 2) == 5.0);
}

TEST_CASE("what is wrong with a file of a siting question is said with its place") {
  CHECK(complaint("3 2 1\n1 2 10\n2 4 5\n") == "3:3: expected a node of an edge: a whole number from 1 to 3, got 4");
  CHECK(complaint("3 2 1\n1 2 10\n2 3\n") ==
        "4:1: expected the length of an edge: a number of at least 0, got the end of the file");
  CHECK(complaint("3 1 1\n1 2 -4\n") == "2:5: expected the length of an edge: a number of at least 0, got -4");
  CHECK(complaint("3 1 4\n1 2 4\n") == "1:5: expected the number of sites p: a whole number from 1 to 3, got 4");
  CHECK(complaint("2 1 1\n1 2 4\nx\n") == "3:1: expected the end of the file, got \"x\"");
  CHECK(complaint("x,y,wieght\n1,2,3\n").find("did you mean") != std::string::npos);
  CHECK(complaint("x,y\n1,two\n") == "2:y: expected a number, got \"two\"");
  CHECK(complaint("x,y\n1\n") == "2: expected 2 fields, got 1");
  CHECK(complaint("x,y,role\n1,2,customer\n") == "1: expected at least one site, got nothing");
  CHECK(complaint("") == "1: expected a file with a siting question, got an empty file");
}

TEST_CASE("places of TSPLIB files and lines of coordinates are read, and cut lines are refused") {
  const SiteFile tsp = read(
      "NAME : three\nTYPE : TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n"
      "1 0 0\n2 3.0e+00 4\n3 0 8\nEOF\n");
  CHECK(tsp.instance.sites == std::vector<std::string>{"1", "2", "3"});
  CHECK(link(tsp, 0, 1) == Approx(5.0));
  CHECK(link(tsp, 1, 2) == Approx(5.0));
  const SiteFile plain = read("0.5 0\n3.5 4\n");
  CHECK(link(plain, 0, 1) == Approx(5.0));
  CHECK(plain.instance.weight == std::vector<double>{1.0, 1.0});
  const SiteFile weighted = read("0.5 0 7\n3.5 4 2\n", 4.9);
  CHECK(weighted.instance.weight == std::vector<double>{7.0, 2.0});
  CHECK(weighted.instance.links[0].size() == 1);
  CHECK(complaint("0.5 0 7\n3.5 4\n").find("2:1: expected lines of 3 numbers") == 0);
  CHECK(complaint("0.5 0 7\n3.5 4 -2\n").find("2:7: expected a weight: a number of at least 0") == 0);
  CHECK(complaint("NAME: x\nNODE_COORD_SECTION\n1 0 zero\n").find("3:5: expected a coordinate: a number, got") == 0);
}
