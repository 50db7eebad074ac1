// Problems of many rows: the first of each file, and how many more there are.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {

class ProblemList {
 public:
  // In a table, at a line and the column of that name (of the whole row if empty).
  void add_cell(const std::string& file, std::uint32_t line, std::string_view column, models::Name wanted,
                models::Name found, models::Name hint = {}) {
    Problem problem;
    problem.line = line;
    problem.pointer = column;
    add(file, std::move(problem), std::move(wanted), std::move(found), std::move(hint));
  }

  // In a JSON file.
  void add_json(const std::string& file, std::string pointer, models::Name wanted, models::Name found,
                models::Name hint = {}) {
    Problem problem;
    problem.pointer = std::move(pointer);
    add(file, std::move(problem), std::move(wanted), std::move(found), std::move(hint));
  }

  void add_all(std::vector<Problem> problems) {
    for (Problem& problem : problems) problems_.push_back(std::move(problem));
  }

  bool empty() const { return problems_.empty(); }

  // Throws ScenarioError if there are problems.
  void raise() const;

 private:
  static constexpr std::size_t shown_per_file = 50;

  void add(const std::string& file, Problem problem, models::Name wanted, models::Name found, models::Name hint) {
    if (++count_[file] > shown_per_file) return;
    problem.file = file;
    problem.wanted = std::move(wanted);
    problem.found = std::move(found);
    problem.hint = std::move(hint);
    problems_.push_back(std::move(problem));
  }

  std::vector<Problem> problems_;
  std::map<std::string, std::size_t> count_;
};

// "nothing" where a value is missing.
inline models::Name nothing() { return {"空", "nothing"}; }

}  // namespace yuanluo::scenarios
