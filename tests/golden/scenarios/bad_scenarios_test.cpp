// Broken scenario files in tests/golden/bad/, each with its messages beside it: English, an empty line, Chinese.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string messages_of(const fs::path& file) {
  try {
    build_district(load_spec(file));
  } catch (const ScenarioError& error) {
    std::string all;
    for (const auto language : {models::Language::en, models::Language::zh}) {
      if (!all.empty()) all += '\n';
      for (const Problem& problem : error.problems()) all += problem.text(language) + '\n';
    }
    return all;
  }
  return "nothing wrong\n";
}

TEST_CASE("every broken scenario file is refused with the messages that stand beside it") {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator("tests/golden/bad")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 25);
  for (const fs::path& file : files) {
    INFO(file.generic_string());
    fs::path expected = file;
    expected.replace_extension(".txt");
    CHECK(messages_of(file) == read(expected));
  }
}

}  // namespace
}  // namespace yuanluo::scenarios
