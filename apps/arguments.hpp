// The arguments of one command: a thin cover over CLI11, whose templates are too heavy for every command's file.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace yuanluo::apps {

// The largest seed that every JSON reader keeps exactly.
inline constexpr std::int64_t largest_seed = 9007199254740991;

// What is asked of one argument. A value that breaks it is wrong usage.
class Argument {
 public:
  explicit Argument(CLI::Option& option) : option_(option) {}

  Argument& required();
  // Takes this many values at a time.
  Argument& expected(int count);
  Argument& expected(int least, int most);
  // May be given several times, with one value each.
  Argument& repeated();
  // Several values in one word, with commas between them.
  Argument& list();
  Argument& one_of(const std::vector<std::string>& words);
  Argument& at_least_zero();
  // Both ends are allowed.
  Argument& range(double low, double high);
  template <std::integral Low, std::integral High>
  Argument& range(Low low, High high) {
    return whole_range(low, high);
  }

 private:
  Argument& whole_range(std::int64_t low, std::int64_t high);

  CLI::Option& option_;
};

class Arguments {
 public:
  explicit Arguments(CLI::App& app) : app_(app) {}

  // `name`: as the user writes it ("-o,--out"), or a bare word for an argument by place. `value` keeps its value where
  // the argument is not given. T: see the end of arguments.cpp.
  template <typename T>
  Argument option(const std::string& name, T& value, const std::string& help);
  void flag(const std::string& name, bool& value, const std::string& help);

 private:
  CLI::App& app_;
};

}  // namespace yuanluo::apps
