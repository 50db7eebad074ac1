#include "scenarios/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <tuple>
#include <utility>

namespace yuanluo::scenarios {
namespace {

// Pointers in the order of a reader: "/stations/2" before "/stations/10".
bool before(std::string_view a, std::string_view b) {
  const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      std::size_t end_a = i, end_b = j;
      while (end_a < a.size() && digit(a[end_a])) ++end_a;
      while (end_b < b.size() && digit(b[end_b])) ++end_b;
      const auto run_a = a.substr(i, end_a - i), run_b = b.substr(j, end_b - j);
      if (run_a.size() != run_b.size()) return run_a.size() < run_b.size();
      if (run_a != run_b) return run_a < run_b;
      i = end_a;
      j = end_b;
    } else {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i;
      ++j;
    }
  }
  return a.size() - i < b.size() - j;
}

bool in_order(const Problem& a, const Problem& b) {
  if (a.file != b.file) return a.file < b.file;
  if (a.line != b.line || a.column != b.column) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  }
  if (a.pointer != b.pointer) return before(a.pointer, b.pointer);
  return std::tie(a.wanted.en, a.found.en) < std::tie(b.wanted.en, b.found.en);
}

std::vector<Problem> sorted_once(std::vector<Problem> problems) {
  std::sort(problems.begin(), problems.end(), in_order);
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return problems;
}

std::string joined(const std::vector<Problem>& problems) {
  std::string all;
  for (const Problem& problem : problems) {
    if (!all.empty()) all += '\n';
    all += problem.text(models::Language::en);
  }
  return all;
}

}  // namespace

std::string Problem::text(models::Language language) const {
  std::string place = file;
  if (line == 0) {
    if (!pointer.empty()) place += '#' + pointer;
  } else {
    place += fmt::format(":{}", line);
    if (!pointer.empty()) {
      place += ':' + pointer;
    } else if (column != 0) {
      place += fmt::format(":{}", column);
    }
  }
  const bool chinese = language == models::Language::zh;
  std::string all = fmt::format(fmt::runtime(chinese ? "{}：应为 {}，实为 {}" : "{}: expected {}, got {}"), place,
                                wanted.in(language), found.in(language));
  if (!hint.in(language).empty()) {
    all += chinese ? "；" : "; ";
    all += hint.in(language);
  }
  return all;
}

models::Name same(std::string_view text) { return {std::string{text}, std::string{text}}; }

ScenarioError::ScenarioError(std::vector<Problem> problems)
    : std::runtime_error(joined(sorted_once(problems))), problems_(sorted_once(std::move(problems))) {}

Problem problem_at(const std::string& file, std::uint32_t line, models::Name wanted, models::Name found,
                   models::Name hint, std::uint32_t column) {
  Problem problem;
  problem.file = file;
  problem.line = line;
  problem.column = column;
  problem.wanted = std::move(wanted);
  problem.found = std::move(found);
  problem.hint = std::move(hint);
  return problem;
}

void refuse_at(const std::string& file, std::uint32_t line, models::Name wanted, models::Name found, models::Name hint,
               std::uint32_t column) {
  throw ScenarioError({problem_at(file, line, std::move(wanted), std::move(found), std::move(hint), column)});
}

}  // namespace yuanluo::scenarios
