// Numbers and words out of the files of siting questions, and what is wrong with them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {

// The most links that a question may have: about 1.5 GB of memory.
inline constexpr double most_links = 40e6;

// The most places of a graph or a square table: 36 million pairs.
inline constexpr std::uint32_t most_square = 6000;

// As a limit from below: every number will do.
inline constexpr double any_number = -std::numeric_limits<double>::infinity();

// A finite number that takes the whole text; none otherwise.
std::optional<double> number_of(std::string_view text);

// "3", "-1.5", "\"abc\"", "nothing".
models::Name found_text(std::string_view text);

// Words between white space, with their places.
class Words {
 public:
  struct Word {
    std::string_view text;
    std::uint32_t line = 0, column = 0;  // from 1
  };

  Words(std::string file, std::string_view text) : file_(std::move(file)), text_(text) {}

  // The next word; empty at the end.
  Word next();
  // The next word as a whole number from low to high. Throws ScenarioError.
  std::uint32_t whole(const models::Name& what, std::uint32_t low, std::uint32_t high);
  // The next word as a number of at least `low`. Throws ScenarioError.
  double real(const models::Name& what, double low);
  // Throws ScenarioError unless nothing is left.
  void end();
  // Throws ScenarioError at the next word.
  [[noreturn]] void refuse_next(const models::Name& wanted) { refuse(next(), wanted); }

  [[noreturn]] void refuse(const Word& word, const models::Name& wanted) const;

 private:
  std::string file_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
};

}  // namespace yuanluo::scenarios
