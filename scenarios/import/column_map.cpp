#include "scenarios/import/column_map.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {
namespace {

Problem problem_of(std::string_view option, models::Name wanted, const std::string& found) {
  Problem problem;
  problem.file = option;
  problem.wanted = std::move(wanted);
  problem.found = same(fmt::format("\"{}\"", found));
  return problem;
}

}  // namespace

std::map<std::string, std::string> read_column_map(std::string_view option, const std::vector<std::string>& pairs,
                                                   std::span<const std::string_view> known) {
  std::map<std::string, std::string> map;
  std::vector<Problem> problems;
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    const std::string ours = pair.substr(0, equals);
    if (equals == std::string::npos || equals + 1 == pair.size()) {
      problems.push_back(problem_of(option, {"“本系统列名=文件列名”", "OURS=THEIRS"}, pair));
    } else if (std::find(known.begin(), known.end(), ours) == known.end()) {
      const std::string list = fmt::format("{}", fmt::join(known, ", "));
      problems.push_back(problem_of(option, {"列名 " + list + " 之一", "one of the columns " + list}, ours));
    } else if (!map.emplace(ours, pair.substr(equals + 1)).second) {
      problems.push_back(problem_of(option, {"每列只对应一次", "each column once"}, ours));
    }
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return map;
}

std::map<std::string, std::string> read_pairs(std::string_view option, const std::vector<std::string>& pairs) {
  std::map<std::string, std::string> map;
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) {
      throw ScenarioError({problem_of(option, {"“文件用词=本系统用词”", "THEIRS=OURS"}, pair)});
    }
    map[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return map;
}

}  // namespace yuanluo::scenarios
