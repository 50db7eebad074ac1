// What is wrong with the files a user gave: every problem at once, each with its place, what was wanted and what was
// found, in both languages.
#pragma once

#include <compare>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "models/text.hpp"

namespace yuanluo::scenarios {

// One thing that is wrong in one file.
struct Problem {
  std::string file;          // as the user named it, or as another file names it
  std::string pointer;       // JSON pointer ("/run/days", or "" for the whole document); of a table, the column's name
  std::uint32_t line = 0;    // from 1, of a file that is read line by line, or of a syntax error
  std::uint32_t column = 0;  // from 1; 0 where only the line is known
  models::Name wanted;       // "a whole number from 1 to 3650"
  models::Name found;        // "-5", "nothing"
  models::Name hint;         // "did you mean \"days\"?"; may be empty

  // `file#/pointer: expected X, got Y; hint` or `file:line:column: …` (the column's name in a table); in Chinese
  // `…：应为 X，实为 Y；hint`.
  std::string text(models::Language language) const;

  friend bool operator==(const Problem&, const Problem&) = default;
};

// A problem at a line of a file that is read line by line; `column` 0: only the line is known.
Problem problem_at(const std::string& file, std::uint32_t line, models::Name wanted, models::Name found,
                   models::Name hint = {}, std::uint32_t column = 0);

// A text that is the same in both languages: a value, a key, a file name.
models::Name same(std::string_view text);

// Thrown for wrong user input. Holds all problems, by file and place, each once; what() is their English text, one a
// line.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(std::vector<Problem> problems);

  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

// Throws ScenarioError with this one problem.
[[noreturn]] void refuse_at(const std::string& file, std::uint32_t line, models::Name wanted, models::Name found,
                            models::Name hint = {}, std::uint32_t column = 0);

}  // namespace yuanluo::scenarios
