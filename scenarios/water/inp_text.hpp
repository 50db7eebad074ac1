// An .inp file as sections of lines of words, before anything is understood.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yuanluo::scenarios::water {

struct InpLine {
  std::uint32_t number = 0;  // from 1
  std::vector<std::string> words;
  std::string text;  // the whole line without its comment
};

struct InpSection {
  std::string name;  // as the file has it, without brackets
  std::uint32_t line = 0;
  std::vector<InpLine> lines;
};

struct InpText {
  std::vector<InpSection> sections;
  std::vector<InpLine> before;  // lines before the first section
};

// Words are separated by blanks, tabs or commas; "quotes" hold blanks; a semicolon starts a comment. Ends at [END].
InpText split_inp(std::string_view text);

// The same letters in any case.
bool same_word(std::string_view a, std::string_view b);

// `word` starts with `key` in any case: .inp keywords may be cut short or carry endings.
bool starts_as(std::string_view word, std::string_view key);

// The whole word as a finite number.
std::optional<double> number_in(std::string_view word);

// "2", "2:30", "2:30:15" hours; with a unit (SEC, MIN, HOURS, DAYS) or AM/PM. None: not a time.
std::optional<std::int64_t> seconds_in(std::string_view word, std::string_view unit = {});

}  // namespace yuanluo::scenarios::water
