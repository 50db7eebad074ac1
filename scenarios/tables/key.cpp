#include "scenarios/tables/key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace yuanluo::scenarios {

std::string row_key(TableKind table, std::size_t index, std::size_t rows) {
  struct Style {
    const char* prefix;
    std::size_t digits;
  };
  constexpr std::array<Style, table_kinds> styles{{{"Q", 2},
                                                   {"C", 3},
                                                   {"B", 5},
                                                   {"H", 6},
                                                   {"R", 6},
                                                   {"D", 5},
                                                   {"FH", 4},
                                                   {"PS", 2},
                                                   {"ST", 2},
                                                   {"P", 4},
                                                   {"W", 5},
                                                   {"TR", 4},
                                                   {"AED", 3},
                                                   {"L", 4},
                                                   {"E", 4}}};
  const Style& style = styles[static_cast<std::size_t>(table)];
  return fmt::format("{}{:0{}}", style.prefix, index + 1, std::max(style.digits, fmt::formatted_size("{}", rows)));
}

bool key_before(std::string_view a, std::string_view b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (!digit(a[i]) || !digit(b[j])) {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i, ++j;
      continue;
    }
    const auto run = [digit](std::string_view s, std::size_t& at) {
      while (at + 1 < s.size() && s[at] == '0' && digit(s[at + 1])) ++at;
      const std::size_t from = at;
      while (at < s.size() && digit(s[at])) ++at;
      return s.substr(from, at - from);
    };
    const std::string_view x = run(a, i), y = run(b, j);
    if (x.size() != y.size()) return x.size() < y.size();
    if (x != y) return x < y;
  }
  if (a.size() - i != b.size() - j) return a.size() - i < b.size() - j;
  return a < b;  // "B01" and "B1"
}

}  // namespace yuanluo::scenarios
