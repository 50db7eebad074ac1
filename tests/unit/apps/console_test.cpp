#include "apps/console.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "apps/texts.hpp"

namespace yuanluo::apps {
namespace {

TEST_CASE("every text exists in both languages, with the same places for values") {
  const auto places = [](std::string_view t) { return std::count(t.begin(), t.end(), '{'); };
  for (std::size_t i = 0; i < says; ++i) {
    const models::Text& both = text(static_cast<Say>(i));
    INFO(both.en);
    CHECK_FALSE(both.zh.empty());
    CHECK_FALSE(both.en.empty());
    CHECK(places(both.zh) == places(both.en));
  }
}

TEST_CASE("East Asian characters take two columns, combining ones none") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("院落") == 4);
  CHECK(display_width("（a）") == 5);
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("─…") == 2);
  CHECK(display_width("\xff\xfe") == 2);
}

TEST_CASE("a text that is cut fits the columns it is given") {
  CHECK(shortened("双桥子街道", 10) == "双桥子街道");
  CHECK(shortened("双桥子街道", 9) == "双桥子街…");
  CHECK(shortened("双桥子街道", 8) == "双桥子…");
  for (std::size_t width = 1; width < 12; ++width) CHECK(display_width(shortened("a双b桥c子d街", width)) <= width);
}

TEST_CASE("the columns of a table stand under each other in both scripts") {
  Table table({{"名称"}, {"Value", Table::Align::right}, {"单位"}});
  table.add({"烟感", "6,035", "个"});
  table.add({"Hydrants", "1", "pieces"});
  const auto lines = table.lines();
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "名称      Value  单位");
  CHECK(lines[1] == "────────  ─────  ──────");
  CHECK(lines[2] == "烟感      6,035  个");
  CHECK(lines[3] == "Hydrants      1  pieces");
}

TEST_CASE("the last column of a table gives way to a narrow terminal") {
  Table table({{"a"}, {"b"}});
  table.add({"x", "a long explanation that does not fit"});
  for (const std::string& line : table.lines(20)) CHECK(display_width(line) <= 20);
}

TEST_CASE("numbers are shown as people read them") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1499) == "1,499");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(rough(12.0) == "12");
  CHECK(rough(1234.0) == "1.2 k");
  CHECK(rough(345678.0) == "346 k");
  CHECK(rough(2.5e6) == "2.5 M");
  CHECK(clock(7.4) == "0:07");
  CHECK(clock(754.0) == "12:34");
  CHECK(clock(3723.0) == "1:02:03");
  CHECK(bytes(512) == "512 B");
  CHECK(bytes(1536) == "1.5 KiB");
  CHECK(bytes(3 * 1024 * 1024) == "3.0 MiB");
  CHECK(figure(0.0) == "0");
  CHECK(figure(0.01234) == "0.0123");
  CHECK(figure(0.5) == "0.500");
  CHECK(figure(12.34) == "12.3");
  CHECK(figure(99.97) == "100");
  CHECK(figure(-574875.2) == "-574,875");
}

TEST_CASE("the language comes from the first locale variable that is set") {
  const auto with = [](const char* all, const char* lang) {
    setenv("LC_ALL", all, 1);
    setenv("LC_MESSAGES", "", 1);
    setenv("LANG", lang, 1);
    return language_of_environment();
  };
  CHECK(with("", "zh_CN.UTF-8") == models::Language::zh);
  CHECK(with("C.UTF-8", "zh_CN.UTF-8") == models::Language::en);
  CHECK(with("zh_TW", "en_US.UTF-8") == models::Language::zh);
  CHECK(with("", "") == models::Language::en);
}

}  // namespace
}  // namespace yuanluo::apps
