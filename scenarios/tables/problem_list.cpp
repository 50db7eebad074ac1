#include "scenarios/tables/problem_list.hpp"

#include <fmt/format.h>

namespace yuanluo::scenarios {

void ProblemList::raise() const {
  if (problems_.empty()) return;
  std::vector<Problem> all = problems_;
  for (const auto& [file, count] : count_) {
    if (count <= shown_per_file) continue;
    Problem more;
    more.file = file;
    more.wanted = {"没有更多问题", "no more problems than these"};
    more.found = {fmt::format("还有{}个", count - shown_per_file), fmt::format("{} more", count - shown_per_file)};
    all.push_back(std::move(more));
  }
  throw ScenarioError(std::move(all));
}

}  // namespace yuanluo::scenarios
