#include "scenarios/plan/uncertain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "plan/experiment/design.hpp"
#include "scenarios/json/suggestion.hpp"
#include "scenarios/study/parameter_setting.hpp"

namespace yuanluo::scenarios {
namespace {

// A parameter with the range it is drawn from.
struct Range {
  SettableParameter parameter;
  double low, high;
};

Json value_in(const Range& range, double share) {
  if (!range.parameter.whole) return range.low + share * (range.high - range.low);
  // Every whole number of the range has the same share.
  const double steps = range.high - range.low + 1.0;
  return static_cast<std::int64_t>(range.low + std::min(std::floor(share * steps), steps - 1.0));
}

std::vector<Range> ranges_of(const PlanSpec& plan, const Spec& scenario, std::vector<Problem>& problems) {
  const auto all = settable_parameters(scenario);
  std::vector<std::string> numbers;
  for (const SettableParameter& p : all) {
    if (p.number) numbers.push_back(p.pointer);
  }
  std::vector<Range> ranges;
  for (std::size_t k = 0; k < plan.uncertain.size(); ++k) {
    const Uncertain& wanted = plan.uncertain[k];
    Problem problem;
    problem.file = plan.file;
    problem.pointer = fmt::format("/uncertain/parameters/{}", k);
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const SettableParameter& p) { return p.number && p.pointer == wanted.parameter; });
    if (found == all.end()) {
      problem.wanted = {"场景中数值参数的指针（`yuanluo sources` 列出）",
                        "the pointer of a parameter that is a number (`yuanluo sources` lists them)"};
      problem.found = same('"' + wanted.parameter + '"');
      problem.hint = did_you_mean(wanted.parameter, numbers);
      problems.push_back(std::move(problem));
      continue;
    }
    const Range range{*found, wanted.low.value_or(found->low), wanted.high.value_or(found->high)};
    if (range.low < found->low || range.high > found->high || range.low > range.high) {
      problem.wanted = {fmt::format("{} 至 {} 之内的范围", found->low, found->high),
                        fmt::format("a range within {} to {}", found->low, found->high)};
      problem.found = {fmt::format("{} 至 {}", range.low, range.high), fmt::format("{} to {}", range.low, range.high)};
      problems.push_back(std::move(problem));
      continue;
    }
    ranges.push_back(range);
  }
  return ranges;
}

}  // namespace

std::vector<Spec> drawn(const PlanSpec& plan, const Spec& scenario, std::vector<Problem>& problems) {
  if (plan.uncertain.empty()) return {scenario};
  const auto ranges = ranges_of(plan, scenario, problems);
  if (ranges.size() < plan.uncertain.size()) return {scenario};
  const auto points =
      plan::latin_hypercube(static_cast<std::size_t>(plan.draws), ranges.size(), static_cast<std::uint64_t>(plan.seed));
  std::vector<Spec> specs{scenario};
  for (const plan::CubePoint& point : points) {
    specs.push_back(scenario);
    for (std::size_t k = 0; k < ranges.size(); ++k)
      set_parameter(specs.back(), ranges[k].parameter.pointer, value_in(ranges[k], point[k]), "drawn by the plan");
  }
  return specs;
}

}  // namespace yuanluo::scenarios
