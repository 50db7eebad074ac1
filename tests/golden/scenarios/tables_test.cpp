// Districts through files and back, and what is said of files that are wrong.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "scenarios/generator/generate.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/tables.hpp"

namespace yuanluo {
namespace {

namespace fs = std::filesystem;

const fs::path bad = "tests/golden/bad/tables";

// A folder that goes away with its scope.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& name) : path_(fs::temp_directory_path() / ("yuanluo-" + name)) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

void replace(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

// The same district with the rows of a table in another order; the header stays.
void shuffle_rows(const fs::path& file) {
  std::istringstream text(content(file));
  std::string header;
  std::getline(text, header);
  std::vector<std::string> rows;
  for (std::string row; std::getline(text, row);) rows.push_back(row);
  std::mt19937 order(7);
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[order() % i]);
  std::string all = header + "\n";
  for (const std::string& row : rows) all += row + "\n";
  replace(file, all);
}

std::vector<std::string> problems_of(const fs::path& folder, models::Language language) {
  std::vector<std::string> texts;
  try {
    scenarios::read_tables(folder);
  } catch (const scenarios::ScenarioError& error) {
    for (const scenarios::Problem& problem : error.problems()) {
      std::string text = problem.text(language);
      REQUIRE(text.rfind(folder.string() + "/", 0) == 0);
      texts.push_back(text.substr(folder.string().size() + 1));
    }
  }
  return texts;
}

std::vector<std::string> lines(const fs::path& file) {
  std::istringstream text(content(file));
  std::vector<std::string> all;
  for (std::string line; std::getline(text, line);) all.push_back(line);
  return all;
}

TEST_CASE("a district written to tables and read again is the same district") {
  const ScratchFolder scratch("round-trip");
  const models::District district = scenarios::generate({}, {});
  scenarios::write_tables(district, scratch.path() / "tables");
  const models::District again = scenarios::read_tables(scratch.path() / "tables");
  CHECK(again.communities == district.communities);
  CHECK(again.compounds == district.compounds);
  CHECK(again.buildings == district.buildings);
  CHECK(again.households == district.households);
  CHECK(again.residents == district.residents);
  CHECK(again.devices == district.devices);
  CHECK(again.hydrants == district.hydrants);
  CHECK(again.pump_stations == district.pump_stations);
  CHECK(again.stations == district.stations);
  CHECK(again.staff == district.staff);
  CHECK(again.streets == district.streets);
  CHECK((again == district));
}

TEST_CASE("the order of rows in the tables does not matter") {
  const ScratchFolder scratch("order");
  const fs::path folder = scratch.path() / "tables";
  const models::District district = scenarios::generate({}, {});
  scenarios::write_tables(district, folder);
  for (const char* file : {"compounds.csv", "buildings.csv", "households.csv", "residents.csv", "devices.csv",
                           "hydrants.csv", "pump_stations.csv", "stations.csv", "staff.csv"}) {
    shuffle_rows(folder / file);
  }
  CHECK((scenarios::read_tables(folder) == district));
}

TEST_CASE("two districts side by side survive tables too") {
  const ScratchFolder scratch("twice");
  scenarios::GeneratorParams generator;
  generator.scale = 2;
  const models::District district = scenarios::generate(generator, {});
  scenarios::write_tables(district, scratch.path() / "tables");
  CHECK((scenarios::read_tables(scratch.path() / "tables") == district));
}

TEST_CASE("names with commas, quotes, line breaks and spaces at their ends survive tables") {
  const ScratchFolder scratch("names");
  models::District district = scenarios::read_tables(bad / "good");
  district.compounds[0].name = {"院，\"一\"\n号", " No. 1, \"first\"\r\nyard "};
  district.streets[0].name = {"\\路\"", "\t"};
  scenarios::write_tables(district, scratch.path() / "tables");
  CHECK((scenarios::read_tables(scratch.path() / "tables") == district));
}

TEST_CASE("speed limits, lanes, who may pass, barriers, levels and forbidden turns survive tables") {
  const ScratchFolder scratch("streets");
  models::District district = scenarios::read_tables(bad / "good");
  models::Street& street = district.streets[1];
  street.kind = models::StreetClass::trunk;
  street.speed_kmh = 60;
  street.lanes = 4;
  street.access = {models::Permission::no, std::nullopt, models::Permission::private_};
  street.barrier = models::Barrier::bollard;
  street.layer = -1;
  const models::StreetId first{0}, second{1}, third{2};
  district.turn_restrictions = {{first, district.streets[0].points.back(), {second}, third, false, true},
                                {second, district.streets[1].points.back(), {}, third, true, false}};
  scenarios::write_tables(district, scratch.path() / "tables");
  CHECK((scenarios::read_tables(scratch.path() / "tables") == district));
}

TEST_CASE("tables begin with the byte order mark that makes spreadsheets show Chinese") {
  const ScratchFolder scratch("mark");
  scenarios::write_tables(scenarios::read_tables(bad / "good"), scratch.path() / "tables");
  CHECK(content(scratch.path() / "tables" / "compounds.csv").substr(0, 5) == "\xEF\xBB\xBFid");
}

TEST_CASE("writing replaces tables, but refuses a folder with other files and leaves it as it was") {
  const ScratchFolder scratch("replace");
  const fs::path folder = scratch.path() / "tables";
  const models::District district = scenarios::read_tables(bad / "good");
  scenarios::write_tables(district, folder);
  models::District changed = district;
  changed.hydrants.pop_back();
  scenarios::write_tables(changed, folder);
  CHECK((scenarios::read_tables(folder) == changed));
  replace(folder / "notes.txt", "mine");
  CHECK_THROWS_AS(scenarios::write_tables(district, folder), scenarios::ScenarioError);
  CHECK(content(folder / "notes.txt") == "mine");
  fs::remove(folder / "notes.txt");
  CHECK((scenarios::read_tables(folder) == changed));
  std::size_t beside = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(scratch.path())) ++beside;
  CHECK(beside == 1);
}

TEST_CASE("booleans are also read in Chinese and as spreadsheets write them") {
  const ScratchFolder scratch("booleans");
  fs::copy(bad / "good", scratch.path(), fs::copy_options::recursive);
  std::string text = content(scratch.path() / "compounds.csv");
  text.replace(text.find(",yes,no,"), 8, ",是,FALSE,");
  text.replace(text.find(",no,yes,"), 8, ",0,TRUE,");
  replace(scratch.path() / "compounds.csv", text);
  CHECK((scenarios::read_tables(scratch.path()) == scenarios::read_tables(bad / "good")));
}

// Each folder holds the files that differ from those in `good` ("x.missing": x is not there), and what is said of them.
TEST_CASE("every wrong table is refused with the messages that were agreed") {
  std::set<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(bad)) {
    if (entry.path().filename() != "good") cases.insert(entry.path());
  }
  REQUIRE(cases.size() >= 25);
  for (const fs::path& one : cases) {
    INFO(one);
    const ScratchFolder scratch("bad-" + one.filename().string());
    fs::copy(bad / "good", scratch.path(), fs::copy_options::recursive);
    for (const auto& entry : fs::directory_iterator(one)) {
      if (entry.path().extension() == ".txt") continue;
      if (entry.path().extension() == ".missing") {
        fs::remove(scratch.path() / entry.path().stem());
      } else {
        fs::copy(entry.path(), scratch.path(), fs::copy_options::overwrite_existing);
      }
    }
    CHECK(problems_of(scratch.path(), models::Language::en) == lines(one / "expected.en.txt"));
    CHECK(problems_of(scratch.path(), models::Language::zh) == lines(one / "expected.zh.txt"));
  }
}

}  // namespace
}  // namespace yuanluo
