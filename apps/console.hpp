// Where and how the program speaks: language, terminal, tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "apps/texts.hpp"
#include "models/text.hpp"

namespace yuanluo::apps {

// The language that LC_ALL, LC_MESSAGES or LANG asks for: Chinese where the first that is set begins with zh, else
// English.
models::Language language_of_environment();

// Columns that a terminal needs for UTF-8 text: 2 for East Asian wide characters, 0 for combining ones.
std::size_t display_width(std::string_view text);

// `text` cut to at most `width` columns, with "…" where something was cut off.
std::string shortened(std::string_view text, std::size_t width);

struct Console {
  models::Language language = models::Language::en;
  bool quiet = false;
  bool json = false;

  template <class... Values>
  std::string text(Say what, const Values&... values) const {
    return say(language, what, values...);
  }
  template <class... Values>
  std::string text(const models::Text& both, const Values&... values) const {
    return fmt::format(fmt::runtime(both.in(language)), values...);
  }
  const std::string& in(const models::Name& name) const { return name.in(language); }
  std::string_view in(const models::Text& both) const { return both.in(language); }

  // A line of the result, on standard output.
  void print(std::string_view line = {}) const;
  // A line about what the program does, on standard error; nothing when it is to be quiet.
  void tell(std::string_view line) const;
  // A line about what is wrong, on standard error.
  void complain(std::string_view line) const;
};

// Columns of a terminal, or 0 where the stream goes elsewhere.
std::size_t terminal_width(int descriptor);

// Aligned columns with a header.
class Table {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }

  // One line each, header and rule first; the last column is cut to fit `width` (0: no limit).
  std::vector<std::string> lines(std::size_t width = 0) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// The table on standard output, as wide as the terminal is.
void print_table(const Console& console, const Table& table);

// "1,234,567".
std::string grouped(std::uint64_t number);
// "1.2 M", "345 k": three digits at most.
std::string rough(double number);
// "0:07", "12:34", "1:02:03".
std::string clock(double seconds);
// "12.3 MiB".
std::string bytes(std::size_t count);
// Three significant digits, or all before the point: "0.0123", "12.3", "574,875".
std::string figure(double value);

}  // namespace yuanluo::apps
