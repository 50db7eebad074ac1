#include "scenarios/generator/street_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

namespace yuanluo::scenarios {
namespace {

using models::Name;
using models::StreetClass;

// Source: [Shuangqiaozi2021]; which line bears which name is made up.
const std::array<Name, 5> roads_east_west{{{"新鸿路", "Xinhong Road"},
                                           {"双林路", "Shuanglin Road"},
                                           {"双桥路", "Shuangqiao Road"},
                                           {"玉双路", "Yushuang Road"},
                                           {"三槐树路", "Sanhuaishu Road"}}};
const std::array<Name, 3> roads_north_south{
    {{"双华路", "Shuanghua Road"}, {"建设南路", "Jianshe South Road"}, {"新鸿南路", "Xinhong South Road"}}};

// A smaller street, and the community whose streets bear that stem.
struct Lesser {
  Name name;
  std::size_t community;
};
const std::array<Lesser, 12> lesser{{{{"新鸿南支路", "Xinhong South Branch Road"}, 0},
                                     {{"新鸿北支路", "Xinhong North Branch Road"}, 0},
                                     {{"新鸿南一巷", "Xinhong South 1st Lane"}, 0},
                                     {{"新鸿南二巷", "Xinhong South 2nd Lane"}, 0},
                                     {{"建设南支路", "Jianshe South Branch Road"}, 1},
                                     {{"菽香里", "Shuxiangli"}, 2},
                                     {{"菽香里一巷", "Shuxiangli 1st Lane"}, 2},
                                     {{"菽香里二巷", "Shuxiangli 2nd Lane"}, 2},
                                     {{"双林北支路", "Shuanglin North Branch Road"}, 4},
                                     {{"双林北横路", "Shuanglin North Cross Road"}, 4},
                                     {{"双林巷", "Shuanglin Lane"}, 4},
                                     {{"双桥路南六街", "Shuangqiao Road South 6th Street"}, 6}}};

// Stems for further names, by community from north-west to south-east; `first` skips numbers that are real.
struct Stem {
  const char* zh;
  const char* en;
  int first;
};
constexpr std::array<Stem, 8> stems{{{"新鸿南", "Xinhong South", 3},
                                     {"建设南路", "Jianshe South Road", 1},
                                     {"菽香里", "Shuxiangli", 3},
                                     {"双华路", "Shuanghua Road", 1},
                                     {"双林路", "Shuanglin Road", 1},
                                     {"双桥路北", "Shuangqiao Road North", 1},
                                     {"玉双路", "Yushuang Road", 1},
                                     {"三槐树路", "Sanhuaishu Road", 1}}};

std::string chinese(int n) {
  constexpr std::array<const char*, 10> digits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const auto digit = [&digits](int d) { return std::string(digits[static_cast<std::size_t>(d)]); };
  if (n < 10) return digit(n);
  if (n < 20) return "十" + digit(n - 10);
  if (n < 100) return digit(n / 10) + "十" + digit(n % 10);
  return fmt::format("{}", n);
}

std::string ordinal(int n) {
  const int last = n % 10, last_two = n % 100;
  const char* ending = last_two >= 11 && last_two <= 13 ? "th"
                       : last == 1                      ? "st"
                       : last == 2                      ? "nd"
                       : last == 3                      ? "rd"
                                                        : "th";
  return fmt::format("{}{}", n, ending);
}

}  // namespace

std::vector<Name> name_streets(const StreetPlan& plan) {
  std::vector<Name> names(plan.lines.size());
  names[1] = {"二环路东三段", "2nd Ring Road East, Section 3"};
  names[3] = {"一环路东三段", "1st Ring Road East, Section 3"};
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < plan.lines.size(); ++i) {
    if (names[i].zh.empty() && plan.lines[i].kind != StreetClass::service) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&plan](std::size_t a, std::size_t b) {
    const StreetLine &x = plan.lines[a], &y = plan.lines[b];
    return x.kind != y.kind ? x.kind < y.kind : x.length() > y.length();
  });
  std::size_t next_east = 0, next_north = 0;
  std::array<bool, lesser.size()> given{};
  std::array<int, stems.size()> numbers{};
  for (std::size_t s = 0; s < stems.size(); ++s) numbers[s] = stems[s].first;
  for (const std::size_t i : order) {
    const StreetLine& line = plan.lines[i];
    const bool east_west = std::abs(line.to.x - line.from.x) > std::abs(line.to.y - line.from.y);
    if (line.kind <= StreetClass::tertiary && east_west && next_east < roads_east_west.size()) {
      names[i] = roads_east_west[next_east++];
    } else if (line.kind <= StreetClass::tertiary && !east_west && next_north < roads_north_south.size()) {
      names[i] = roads_north_south[next_north++];
    } else if (const auto l = std::find_if(lesser.begin(), lesser.end(),
                                           [&](const Lesser& x) {
                                             return x.community == line.community &&
                                                    !given[static_cast<std::size_t>(&x - lesser.data())];
                                           });
               l != lesser.end()) {
      names[i] = l->name;
      given[static_cast<std::size_t>(l - lesser.begin())] = true;
    } else {
      const std::size_t s = line.community % stems.size();
      const bool lane = line.kind == StreetClass::living_street;
      names[i] = {fmt::format("{}{}{}", stems[s].zh, chinese(numbers[s]), lane ? "巷" : "街"),
                  fmt::format("{} {} {}", stems[s].en, ordinal(numbers[s]), lane ? "Lane" : "Street")};
      ++numbers[s];
    }
  }
  return names;
}

}  // namespace yuanluo::scenarios
