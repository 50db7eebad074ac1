#include "viz/window/storyline.hpp"

#include <unistd.h>
#include <catch2/catch.hpp>
#include <filesystem>

#include <fstream>

#include "viz/window/settings.hpp"

using namespace yuanluo;
using namespace yuanluo::viz;

namespace {

class Folder {
 public:
  Folder() : path(std::filesystem::temp_directory_path() / ("yuanluo_storyline_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
  std::filesystem::path path;
};

const models::LocalPlane plane(models::GeoPoint::from_degrees(104.1, 30.66));

std::vector<std::string> problems_of(const std::filesystem::path& file) {
  try {
    read_storyline(file, plane);
  } catch (const StorylineError& error) {
    std::vector<std::string> problems;
    for (const models::Name& problem : error.problems()) {
      CHECK_FALSE(problem.zh.empty());
      CHECK(problem.zh != problem.en);
      problems.push_back(problem.en);
    }
    return problems;
  }
  return {};
}

}  // namespace

TEST_CASE("a storyline that is written is read as the same storyline") {
  const Folder folder;
  Bookmark first;
  first.at = sim::epoch + std::chrono::minutes{133};
  first.note = {"凌晨两点，厨房起火", "Two in the morning: a kitchen fire"};
  first.measure = Measure::risk;
  Bookmark second;
  second.at = sim::epoch + 3 * sim::one_day;
  second.camera = Camera{{250.0, -120.0}, 1.25, 0.0};
  second.heat = true;
  second.seconds = 4.5;
  second.speed = 600.0;
  write_storyline(folder.path / "s.json", {first, second}, plane);
  const auto read = read_storyline(folder.path / "s.json", plane);
  REQUIRE(read.size() == 2);
  CHECK(read[0] == first);
  REQUIRE(read[1].camera);
  CHECK(read[1].camera->centre.x == Approx(250.0).margin(0.02));
  CHECK(read[1].camera->centre.y == Approx(-120.0).margin(0.02));
  CHECK(read[1].camera->metres_per_pixel == 1.25);
  CHECK(read[1].heat);
  CHECK(read[1].seconds == 4.5);
  CHECK(read[1].speed == 600.0);
}

TEST_CASE("a wrong storyline is told all of its problems at once, each with its place") {
  const Folder folder;
  const auto file = folder.write(
      "wrong.json",
      R"({"stops":[{"at":"25:00","measure":"riks","seconds":-1},{"note":7,"camera":{"lon":500}},3],"title":1})");
  const auto problems = problems_of(file);
  const std::string start = file.string() + "#";
  REQUIRE(problems.size() == 10);
  CHECK(problems[0].find(start + "/title: expected one of \"stops\"") == 0);
  CHECK(problems[1] == start + "/stops/0/at: expected a moment such as \"02:13\" or \"3d02:13:05\", got \"25:00\"");
  CHECK(problems[2].find(start + "/stops/0/measure: expected one of none, incidents, risk") == 0);
  CHECK(problems[3] == start + "/stops/0/seconds: expected a number from 0.1 to 3600, got -1");
  CHECK(problems[4].find(start + "/stops/1/at: expected a moment") == 0);
  CHECK(problems[9] == start + "/stops/2: expected an object with \"at\", got 3");
}

TEST_CASE("files that are missing, empty or no JSON say so") {
  const Folder folder;
  CHECK(problems_of(folder.path / "none.json").at(0).find("cannot be read") != std::string::npos);
  CHECK(problems_of(folder.write("empty.json", "")).at(0).find("no JSON at byte") != std::string::npos);
  CHECK(problems_of(folder.write("cut.json", "{\"stops\":[")).at(0).find("no JSON at byte") != std::string::npos);
  CHECK(problems_of(folder.write("list.json", "[]")).size() == 1);
  CHECK(problems_of(folder.write("none.json", "{\"stops\":[]}")).size() == 1);
}

TEST_CASE("settings that are written are read again") {
  const Folder folder;
  Settings s;
  s.language = models::Language::en;
  s.dark = true;
  s.window_width = 1800;
  s.speed = 600.0;
  s.measure = Measure::coverage;
  s.layers.hydrants = false;
  s.layers.heat = true;
  REQUIRE(write_settings(folder.path / "deep" / "viewer.json", s));
  CHECK(read_settings(folder.path / "deep" / "viewer.json") == s);
}

TEST_CASE("settings that are missing, damaged or out of range are as at the beginning, one by one") {
  const Folder folder;
  CHECK(read_settings(folder.path / "none.json") == Settings{});
  CHECK(read_settings(folder.write("broken.json", "{\"dark\": tr")) == Settings{});
  const Settings s = read_settings(folder.write(
      "odd.json",
      R"({"dark":true,"window_width":-5,"speed":"fast","measure":"?","layers":{"heat":1,"labels":false}})"));
  Settings expected;
  expected.dark = true;
  expected.layers.labels = false;
  CHECK(s == expected);
}

TEST_CASE("settings that cannot be written are no fault") {
  CHECK_FALSE(write_settings("/proc/none/viewer.json", Settings{}));
}
