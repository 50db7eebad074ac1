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

// A file that goes when this does.
class Paper {
 public:
  explicit Paper(const std::string& text, const std::string& name = "")
      : path_(fs::temp_directory_path() / ("yuanluo_site_" + name + std::to_string(::getpid()) + ".txt")) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Paper() { fs::remove(path_); }
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

SiteFile read(const std::string& text, const SiteFileOptions& options) {
  const Paper paper(text);
  return read_site_file(paper.path(), options);
}
SiteFile read(const std::string& text, std::optional<double> radius = {}) {
  SiteFileOptions options;
  options.radius = radius;
  return read(text, options);
}

// The message for this text, from its line number on.
std::string complaint(const std::string& text, const SiteFileOptions& options = {}) {
  try {
    read(text, options);
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

TEST_CASE("places after their number, or their number and p, are read with two to four columns") {
  const SiteFile two = read("3 2\n0 0\n3 4\n0 8\n");
  CHECK(two.p == 2);
  CHECK(two.instance.sites.size() == 3);
  CHECK(link(two, 0, 1) == Approx(5.0));
  const SiteFile weighted = read("3 1\n0 0 7\n3 4 1\n0 8 2\n");
  CHECK(weighted.instance.weight == std::vector<double>{7.0, 1.0, 2.0});
  const SiteFile counted = read("4\n1 0 0\n2 3 4\n3 0 8\n4 1 1\n");
  CHECK(counted.p == 0);
  CHECK(counted.instance.weight == std::vector<double>(4, 1.0));
  CHECK(link(counted, 0, 1) == Approx(5.0));
  // As the instances of Sao Jose dos Campos are written: x y capacity demand.
  const std::string capacitated = "3 2\n0 0 10 4\n3 4 12 5\n0 8 10 6\n";
  const SiteFile places = read(capacitated);
  CHECK(places.instance.capacity == std::vector<double>{10.0, 12.0, 10.0});
  CHECK(places.instance.load == std::vector<double>{4.0, 5.0, 6.0});
  CHECK(places.instance.weight == std::vector<double>(3, 1.0));
  SiteFileOptions cover;
  cover.cover = true;
  CHECK(read(capacitated, cover).instance.weight == std::vector<double>{4.0, 5.0, 6.0});
  CHECK(complaint("3 2\n0 0 10 4\n3 4 12 5\n") == "4:1: expected 3 places, got the end of the file");
  CHECK(complaint("3 2\n0 0 10 4\n3 4 12\n0 8 10 6\n") == "3:1: expected lines of 4 numbers, got 3");
  CHECK(complaint("3 5\n0 0 10 4\n3 4 12 5\n0 8 10 6\n").find("expected") != std::string::npos);
}

TEST_CASE("columns that the user names are read as named, in degrees too, and others must be named") {
  SiteFileOptions options;
  options.columns = {"lat", "-", "lon", "weight"};
  const SiteFile named = read("30 9 104 5\n31 9 104 6\n", options);
  CHECK(link(named, 0, 1) == Approx(111195.08).epsilon(1e-7));
  CHECK(named.instance.weight == std::vector<double>{5.0, 6.0});
  CHECK(complaint("3.5 2 1 7\n1.5 2 3 4\n").find("1: expected --columns to say what each is") == 0);
  options = {};
  options.coordinates = true;
  CHECK(read("3 4 2\n1 2 10\n2 3 5\n1 3 40\n2 1 7\n", options).instance.sites.size() == 5);
}

TEST_CASE("rows of numbers may be separated by commas, semicolons or tabs, with decimal commas, marks and comments") {
  for (const char* text : {"0.5,0\n3.5,4\n", "0,5;0\n3,5;4\n", "0,5\t0\r\n3,5\t4\r\n",
                           "\xEF\xBB\xBF"
                           "0.5 0\n3.5 4\n",
                           "# x y\n0.5 0\n3.5 4\n", "0,5 0\n3,5 4\n", "0.5, 0,\n3.5, 4,\n"}) {
    INFO(text);
    const SiteFile file = read(text);
    CHECK(file.instance.sites.size() == 2);
    CHECK(link(file, 0, 1) == Approx(5.0));
  }
}

TEST_CASE("tables of distances are read with weights on any side, and as rows of costs") {
  const SiteFile square = read("3 2\n0 1 2\n1 0 4\n2 4 0\n");
  CHECK(square.p == 2);
  CHECK(link(square, 1, 2) == 4.0);
  for (const char* text : {"3\n0 1 2\n1 0 4\n2 4 0\n7 8 9\n", "3\n7 8 9\n0 1 2\n1 0 4\n2 4 0\n",
                           "3\n0 1 2 7\n1 0 4 8\n2 4 0 9\n", "3\n7 0 1 2\n8 1 0 4\n9 2 4 0\n"}) {
    INFO(text);
    const SiteFile file = read(text);
    CHECK(file.instance.weight == std::vector<double>{7.0, 8.0, 9.0});
    CHECK(link(file, 1, 2) == 4.0);
  }
  const SiteFile costs = read("2 3\n5 6 7\n8 9 1\n");
  CHECK(costs.instance.customers.size() == 2);
  CHECK(costs.instance.sites.size() == 3);
  CHECK(link(costs, 1, 2) == 1.0);
  CHECK(complaint("3\n0 1 2\n1 0 4\n2 4\n").find("expected") != std::string::npos);
}

TEST_CASE("capacitated problems of the OR-Library are read one by one, with distances rounded down") {
  const std::string two = "2\n 1 713\n 2 1 120\n 1 0 0 3\n 2 2 2 4\n 2 740\n 3 2 90\n 1 0 0 3\n 2 3 3 14\n 3 9 9 1\n";
  const SiteFile first = read(two);
  CHECK(first.p == 1);
  CHECK(first.instance.capacity == std::vector<double>{120.0, 120.0});
  CHECK(link(first, 0, 1) == 2.0);  // 2.83
  SiteFileOptions second;
  second.problem = 2;
  second.rounding = Rounding::up;
  CHECK(read(two, second).p == 2);
  CHECK(link(read(two, second), 0, 1) == 5.0);  // 4.24
  second.problem = 3;
  CHECK(complaint(two, second) == "1: expected --problem from 1 to 2, got 3");
  CHECK(read("1 713\n2 1 120\n1 0 0 3\n2 2 2 4\n").instance.load == std::vector<double>{3.0, 4.0});
  CHECK(read("2 1 120\n1 0 0 3\n2 2 2 4\n").p == 1);
}

TEST_CASE("facility location files of the OR-Library are read without what the sites cost, and say so") {
  const SiteFile file = read("2 3\n100 7500.\n120 7500.\n10\n5 6\n20\n7 8\n30\n9 1\n");
  CHECK(file.instance.capacity == std::vector<double>{100.0, 120.0});
  CHECK(file.instance.load == std::vector<double>{10.0, 20.0, 30.0});
  CHECK(link(file, 2, 1) == 1.0);
  REQUIRE(file.notes.size() == 1);
  CHECK(file.notes[0].en.find("fixed costs are left out") != std::string::npos);
}

TEST_CASE("TSPLIB files may hold tables and demands, and kinds of distance that are not straight are refused") {
  const std::string head = "DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: ";
  for (const char* rest :
       {"FULL_MATRIX\nEDGE_WEIGHT_SECTION\n0 1 2\n1 0 4\n2 4 0\nEOF\n", "UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2\n4\nEOF\n",
        "LOWER_DIAG_ROW\nEDGE_WEIGHT_SECTION\n0 1 0 2 4 0\nEOF\n"}) {
    INFO(rest);
    const SiteFile file = read(head + rest);
    CHECK(link(file, 0, 1) == 1.0);
    CHECK(link(file, 2, 0) == 2.0);
    CHECK(link(file, 2, 1) == 4.0);
  }
  const SiteFile demands = read(
      "DIMENSION : 2\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 9\nNODE_COORD_SECTION\n1 0 0\n2 1 1\nDEMAND_SECTION\n1 0\n"
      "2 8\nDEPOT_SECTION\n1\n-1\nEOF\n");
  CHECK(demands.instance.weight == std::vector<double>{0.0, 8.0});
  // GEO: 30.30 is 30 degrees and 30 minutes; a degree of latitude is 111195.08 m.
  const SiteFile geo =
      read("DIMENSION: 2\nEDGE_WEIGHT_TYPE: GEO\nNODE_COORD_SECTION\n1 30.30 104.00\n2 31.00 104.00\nEOF\n");
  CHECK(link(geo, 0, 1) == Approx(0.5 * 111195.08).epsilon(1e-7));
  CHECK(complaint("DIMENSION: 2\nEDGE_WEIGHT_TYPE: ATT\nNODE_COORD_SECTION\n1 0 0\n2 1 1\n") ==
        "2: expected EUC_2D, CEIL_2D, GEO or EXPLICIT, got ATT");
  CHECK(complaint("DIMENSION: 3\nNODE_COORD_SECTION\n1 0 0\n2 1 1\nEOF\n") ==
        "5:1: expected 3 places (DIMENSION), got \"EOF\"");
}

TEST_CASE("titles are known in both languages, with units, other separators and columns that nobody needs") {
  const SiteFile chinese =
      read("\xEF\xBB\xBF编号;经度（°）;纬度（°）;人口;备注\r\nA;104,0;30;5;甲\r\nB;104,0;31;6;乙\r\n");
  CHECK(chinese.instance.sites == std::vector<std::string>{"A", "B"});
  CHECK(chinese.instance.weight == std::vector<double>{5.0, 6.0});
  CHECK(link(chinese, 0, 1) == Approx(111195.08).epsilon(1e-7));
  REQUIRE(chinese.notes.size() == 1);
  CHECK(chinese.notes[0].en == "columns left out: 备注");
  CHECK(read("ID X Y DEMAND\n1 0 0 4\n2 3 4 6\n").instance.weight == std::vector<double>{4.0, 6.0});
  const SiteFile pairs = read("OriginID,DestinationID,Total_Length\nh1,s1,5\nh1,s2,7\nh2,s2,1\n");
  CHECK(pairs.instance.customers == std::vector<std::string>{"h1", "h2"});
  CHECK(link(pairs, 1, 1) == 1.0);
  CHECK(link(pairs, 1, 0) == -1.0);
  CHECK(complaint("customer,site,length\na,b,1\na,b,2\n").find("more than one for \"a\" and \"b\"") !=
        std::string::npos);
  CHECK(complaint("x,y,横坐标\n1,2,3\n").find("each column once, got it twice (also \"x\")") != std::string::npos);
}

TEST_CASE("sites and weights may stand in files of their own") {
  const Paper sites("name,x,y,capacity\nS,3,4,9\nT,0,8,7\n", "sites"), weights("5\n6\n7\n", "weights");
  SiteFileOptions options;
  options.sites = sites.path();
  options.weights = weights.path();
  const SiteFile file = read("0.0 0\n3 0\n0 3\n", options);
  CHECK(file.instance.customers.size() == 3);
  CHECK(file.instance.sites == std::vector<std::string>{"S", "T"});
  CHECK(file.instance.weight == std::vector<double>{5.0, 6.0, 7.0});
  CHECK(file.instance.capacity == std::vector<double>{9.0, 7.0});
  CHECK(link(file, 0, 0) == Approx(5.0));
  CHECK(complaint("0.0 0\n3 0\n0 3\n1 1\n", options)
            .find("4:1: expected a weight: a number of at least 0, got the end") != std::string::npos);
}

TEST_CASE("files that are no table are refused by what they are") {
  CHECK(complaint("{\"type\": \"FeatureCollection\"}").find("got a JSON file") != std::string::npos);
  CHECK(complaint("PK\x03\x04zzz").find("Excel workbook") != std::string::npos);
  CHECK(complaint("\x1F\x8Bzzz").find("gzip") != std::string::npos);
  CHECK(complaint("\xFF\xFEz").find("UTF-16") != std::string::npos);
  CHECK(complaint("id,\xB5\xD8\n1,2\n").find("1: expected UTF-8 text, got another encoding") == 0);
  CHECK(complaint("5\n1\n2\n").find("1: expected a graph, cover sets, lines of places or a table") == 0);
  CHECK(complaint("nan 1 2\n").find("expected") != std::string::npos);
  CHECK(complaint("1e999 0\n1 2\n").find("expected") != std::string::npos);
}

TEST_CASE("whatever a file loses or has changed, it is read or refused with a place") {
  const std::string files[] = {
      "3 4 2\n1 2 10\n2 3 5\n1 3 40\n2 1 7\n",
      "2 3\n 1 2 4\n 2\n 1 3\n 1\n 2\n",
      "name,x,y,weight,role,existing,capacity\na,0,0,3,customer,,\nb,3,4,,site,1,7\nc,0,1,2,,0,5\n",
      "3 2\n0 0 10 4\n3 4 12 5\n0 8 10 6\n",
      "1\n 1 713\n 2 1 120\n 1 0 0 3\n 2 2 2 4\n",
      "2 3\n100 7500.\n120 7500.\n10\n5 6\n20\n7 8\n30\n9 1\n",
      "DIMENSION: 3\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 1 1\n3 5 5\nEOF\n",
      "3\n0 1 2\n1 0 4\n2 4 0\n7 8 9\n",
      "to,weight,S1,S2\nexisting,,1,\na,2,5,\nb,,4,1.5\n"};
  std::size_t refused = 0, read_ones = 0;
  const auto attempt = [&](const std::string& text) {
    const std::string message = complaint(text);
    if (message == "accepted") {
      ++read_ones;
    } else {
      ++refused;
      CHECK(message.find("expected ") != std::string::npos);
    }
  };
  for (const std::string& file : files) {
    for (std::size_t cut = 0; cut < file.size(); ++cut) {
      INFO(file.substr(0, cut));
      attempt(file.substr(0, cut));
      for (const char c : {'x', '-', '9', ' ', '\n', ',', '"', '\0', '\xFF'}) {
        std::string changed = file;
        changed[cut] = c;
        INFO(changed);
        attempt(changed);
      }
    }
  }
  CHECK(refused > 500);
  CHECK(read_ones > 500);
  for (const char* greedy : {"9999999 9999999\n1 2\n", "6000 50000000 5\n1 2 3\n2 3 4\n", "9999999\n1 1000000\n"}) {
    INFO(greedy);
    attempt(greedy);
  }
}
