// Scenarios and tables with damaged bytes: they are read, or refused with all that is wrong; nothing else happens.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/spec.hpp"
#include "sim/random.hpp"

namespace yuanluo {
namespace {

namespace fs = std::filesystem;

const fs::path toy = "scenarios/toy";

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

// `text` with one to three damages: a byte changed, cut out, doubled or put in, a stretch moved, or the end cut off.
std::string damaged(std::string text, sim::Draw draw) {
  const auto below = [&draw](std::size_t n) {
    return static_cast<std::size_t>(draw.uniform() * static_cast<double>(n));
  };
  constexpr std::string_view telling = "0123456789-+.eE,\"{}[]:\n\r\t \\\0\xff\xef";
  for (std::size_t left = 1 + below(3); left > 0 && !text.empty(); --left) {
    const std::size_t at = below(text.size());
    switch (below(7)) {
      case 0:
        text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1u << below(8)));
        break;
      case 1:
        text[at] = telling[below(telling.size())];
        break;
      case 2:
        text.erase(at, 1 + below(6));
        break;
      case 3:
        text.insert(at, text.substr(at, 1 + below(40)));
        break;
      case 4:
        text.insert(at, 1 + below(20), telling[below(telling.size())]);
        break;
      case 5:
        text.insert(at, text.substr(below(text.size()), 1 + below(40)));
        break;
      default:
        text.resize(at);
    }
  }
  return text;
}

// A copy of the toy scenario and its tables that goes away with its scope.
class ToyCopy {
 public:
  ToyCopy() : folder_(fs::temp_directory_path() / "yuanluo-damaged-files") {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "two-compounds");
    for (const auto& entry : fs::directory_iterator(toy / "two-compounds")) {
      files_.push_back(fs::path("two-compounds") / entry.path().filename());
    }
    files_.push_back("two-compounds.json");
    std::sort(files_.begin(), files_.end());
    for (const fs::path& file : files_) restore(file);
  }
  ToyCopy(const ToyCopy&) = delete;
  ToyCopy& operator=(const ToyCopy&) = delete;
  ~ToyCopy() { fs::remove_all(folder_); }

  const std::vector<fs::path>& files() const { return files_; }
  fs::path at(const fs::path& file) const { return folder_ / file; }
  void restore(const fs::path& file) const { write(at(file), content(toy / file)); }

 private:
  fs::path folder_;
  std::vector<fs::path> files_;
};

// Whether the scenario could be read and its world made; if not, each problem says what it is.
bool read_or_refused(const fs::path& scenario) {
  try {
    scenarios::build_world(scenarios::load_spec(scenario));
    return true;
  } catch (const scenarios::ScenarioError& error) {
    CHECK_FALSE(error.problems().empty());
    for (const auto& problem : error.problems()) {
      if (problem.wanted.en.empty() || problem.wanted.zh.empty() || problem.file.empty()) FAIL_CHECK(error.what());
    }
    return false;
  }
}

TEST_CASE("the toy with damaged bytes is read, or refused with reasons") {
  const ToyCopy copy;
  REQUIRE(read_or_refused(copy.at("two-compounds.json")));
  constexpr std::uint32_t damages = 25;  // of each file
  for (std::uint32_t f = 0; f < copy.files().size(); ++f) {
    const fs::path& file = copy.files()[f];
    const std::string whole = content(toy / file);
    for (std::uint32_t n = 0; n < damages; ++n) {
      const std::string text = damaged(whole, sim::Luck(20211201, 0).draw(f, 0, n));
      CAPTURE(file.string(), n);
      write(copy.at(file), text);
      read_or_refused(copy.at("two-compounds.json"));
    }
    copy.restore(file);
  }
}

TEST_CASE("shipped scenarios with damaged bytes are read, or refused with reasons") {
  const fs::path folder = fs::temp_directory_path() / "yuanluo-damaged-scenarios";
  fs::create_directories(folder);
  for (const char* const name : {"today.json", "before-2021.json"}) {
    const fs::path source = fs::path("scenarios/shuangqiaozi") / name;
    for (std::uint32_t n = 0; n < 60; ++n) {
      CAPTURE(name, n);
      write(folder / name, damaged(content(source), sim::Luck(20211201, 1).draw(0, 0, n)));
      try {
        scenarios::load_spec(folder / name);
      } catch (const scenarios::ScenarioError& error) {
        CHECK_FALSE(error.problems().empty());
      }
    }
    write(folder / name, content(source));
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace yuanluo
