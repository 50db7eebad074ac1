#include "apps/console.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace yuanluo::apps {
namespace {

// The next code point of UTF-8 text; bytes that are not UTF-8 count as one each.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  if (at + length > text.size() || length == 1) return byte(at++);
  char32_t point = first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (byte(at + i) & 0x3fu);
  at += length;
  return point;
}

struct Range {
  char32_t first, last;
};

// The blocks of Unicode's East Asian Width property W and F that texts of this program and names can hold.
constexpr std::array<Range, 10> wide{{{0x1100, 0x115f},
                                      {0x2e80, 0x303e},
                                      {0x3041, 0x33ff},
                                      {0x3400, 0x4dbf},
                                      {0x4e00, 0x9fff},
                                      {0xac00, 0xd7a3},
                                      {0xf900, 0xfaff},
                                      {0xfe30, 0xfe6f},
                                      {0xff00, 0xff60},
                                      {0x20000, 0x3fffd}}};

std::size_t columns_of(char32_t point) {
  if ((point >= 0x300 && point <= 0x36f) || point == 0x200b || point == 0xfeff) return 0;
  const bool is_wide =
      std::any_of(wide.begin(), wide.end(), [&](Range range) { return point >= range.first && point <= range.last; });
  return is_wide ? 2 : 1;
}

std::string padded(const std::string& text, std::size_t width, Table::Align align) {
  const std::string space(width - std::min(width, display_width(text)), ' ');
  return align == Table::Align::left ? text + space : space + text;
}

void write_line(std::FILE* stream, std::string_view line) {
  if (!line.empty()) std::fwrite(line.data(), 1, line.size(), stream);  // data() may be null where it is empty
  std::fputc('\n', stream);
}

}  // namespace

models::Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view{value}.substr(0, 2) == "zh" ? models::Language::zh : models::Language::en;
  }
  return models::Language::en;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += columns_of(next_code_point(text, at));
  return width;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string{text};
  std::size_t used = 0, end = 0;
  for (std::size_t at = 0; at < text.size();) {
    used += columns_of(next_code_point(text, at));
    if (used + 1 > width) break;
    end = at;
  }
  return fmt::format("{}…", text.substr(0, end));
}

void Console::print(std::string_view line) const { write_line(stdout, line); }

void Console::tell(std::string_view line) const {
  if (!quiet) complain(line);
}

void Console::complain(std::string_view line) const {
  std::fflush(stdout);  // where both go to one place, in the order they were said
  write_line(stderr, line);
}

std::size_t terminal_width(int descriptor) {
  if (isatty(descriptor) == 0) return 0;
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

void print_table(const Console& console, const Table& table) {
  for (const std::string& line : table.lines(terminal_width(STDOUT_FILENO))) console.print(line);
}

std::vector<std::string> Table::lines(std::size_t width) const {
  std::vector<std::size_t> widths;
  for (const Column& column : columns_) widths.push_back(display_width(column.title));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  const std::size_t last = columns_.size() - 1;
  std::size_t before = 2 * last;
  for (std::size_t i = 0; i < last; ++i) before += widths[i];
  if (width != 0) widths[last] = std::min(widths[last], std::max<std::size_t>(12, width - std::min(width, before)));

  std::vector<std::string> lines;
  const auto add_line = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i != 0) line += "  ";
      line += padded(shortened(cells[i], widths[i]), widths[i], columns_[i].align);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  };
  std::vector<std::string> titles, rule;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    titles.push_back(columns_[i].title);
    std::string dashes;
    for (std::size_t k = 0; k < widths[i]; ++k) dashes += "─";
    rule.push_back(std::move(dashes));
  }
  add_line(titles);
  add_line(rule);
  for (const auto& row : rows_) add_line(row);
  return lines;
}

std::string grouped(std::uint64_t number) {
  const std::string digits = fmt::format("{}", number);
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) result += ',';
    result += digits[i];
  }
  return result;
}

std::string rough(double number) {
  constexpr std::array<const char*, 4> suffixes{"", " k", " M", " G"};
  std::size_t power = 0;
  while (number >= 999.5 && power + 1 < suffixes.size()) {
    number /= 1000.0;
    ++power;
  }
  return power == 0 || number >= 99.95 ? fmt::format("{:.0f}{}", number, suffixes[power])
                                       : fmt::format("{:.1f}{}", number, suffixes[power]);
}

std::string clock(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string bytes(std::size_t count) {
  const auto value = static_cast<double>(count);
  if (count < 1024) return fmt::format("{} B", count);
  if (count < 1024 * 1024) return fmt::format("{:.1f} KiB", value / 1024.0);
  return fmt::format("{:.1f} MiB", value / (1024.0 * 1024.0));
}

std::string figure(double value) {
  const double size = std::abs(value);
  if (size < 5e-5) return "0";
  if (size >= 99.95) {
    const std::string whole = grouped(static_cast<std::uint64_t>(std::llround(size)));
    return value < 0.0 ? fmt::format("-{}", whole) : whole;
  }
  const int decimals = size >= 9.995 ? 1 : size >= 0.9995 ? 2 : size >= 0.09995 ? 3 : 4;
  return fmt::format("{:.{}f}", value, decimals);
}

}  // namespace yuanluo::apps
