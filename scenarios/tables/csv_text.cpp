#include "scenarios/tables/csv_text.hpp"

#include <csv.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace yuanluo::scenarios {
namespace {

// The line of the first byte that is not UTF-8 (RFC 3629), if any.
std::optional<std::uint32_t> line_not_utf8(std::string_view text) {
  std::uint32_t line = 1;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&text](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
    const unsigned first = byte(i);
    if (first == '\n') ++line;
    const std::size_t more = first < 0x80                    ? 0
                             : first >= 0xC2 && first < 0xE0 ? 1
                             : first >= 0xE0 && first < 0xF0 ? 2
                             : first >= 0xF0 && first < 0xF5 ? 3
                                                             : 9;
    if (more == 9) return line;
    for (std::size_t k = 1; k <= more; ++k) {
      if ((byte(i + k) & 0xC0u) != 0x80u) return line;
    }
    const bool overlong = (first == 0xE0 && byte(i + 1) < 0xA0) || (first == 0xF0 && byte(i + 1) < 0x90);
    const bool beyond = (first == 0xED && byte(i + 1) >= 0xA0) || (first == 0xF4 && byte(i + 1) >= 0x90);
    if (overlong || beyond) return line;
    i += more + 1;
  }
  return std::nullopt;
}

struct Collector {
  std::vector<CsvRow> rows;
  CsvRow row;
  std::uint32_t line = 1;
};

void on_field(void* data, std::size_t size, void* collector) {
  auto& c = *static_cast<Collector*>(collector);
  const std::string_view field(static_cast<const char*>(data), data == nullptr ? 0 : size);
  if (c.row.fields.empty()) c.row.line = c.line;
  c.row.fields.emplace_back(field);
  c.line += static_cast<std::uint32_t>(std::count(field.begin(), field.end(), '\n'));
}

void on_row_end(int terminator, void* collector) {
  auto& c = *static_cast<Collector*>(collector);
  if (!c.row.fields.empty()) c.rows.push_back(std::exchange(c.row, {}));
  if (terminator == '\n') ++c.line;
}

}  // namespace

char separator_of(std::string_view text) {
  bool quoted = false;
  char found = ',';
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ',') return ',';
    if (c == '\n' || c == '\r') break;
    if (found == ',' && (c == ';' || c == '\t')) found = c;
  }
  return found;
}

std::vector<CsvRow> parse_csv(const std::string& file, std::string_view text, std::vector<Problem>& problems,
                              char separator) {
  const models::Name save_hint{"请另存为“CSV UTF-8”", "save it as \"CSV UTF-8\""};
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
    problems.push_back(problem_at(file, 1, {"UTF-8文本", "UTF-8 text"}, same("UTF-16"), save_hint));
    return {};
  }
  if (text.substr(0, utf8_mark.size()) == utf8_mark) text.remove_prefix(utf8_mark.size());
  if (const auto line = line_not_utf8(text)) {
    problems.push_back(
        problem_at(file, *line, {"UTF-8文本", "UTF-8 text"}, {"其他编码", "another encoding"}, save_hint));
    return {};
  }

  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) throw std::bad_alloc();
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> freed(&parser, csv_free);
  csv_set_delim(&parser, static_cast<unsigned char>(separator));
  Collector collector;
  const std::size_t parsed = csv_parse(&parser, text.data(), text.size(), on_field, on_row_end, &collector);
  if (parsed != text.size() || csv_fini(&parser, on_field, on_row_end, &collector) != 0) {
    const std::size_t upto = std::min(parsed, text.size());
    const auto line = 1 + static_cast<std::uint32_t>(
                              std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(upto), '\n'));
    problems.push_back(problem_at(file, parsed == text.size() ? collector.line : line,
                                  {"成对的引号", "quotes that match"},
                                  {"不成对的引号", "a quote too many or too few"}));
    return {};
  }
  return std::move(collector.rows);
}

void append_csv_field(std::string& text, std::string_view field) {
  const bool spaced =
      !field.empty() && (field.front() == ' ' || field.back() == ' ' || field.front() == '\t' || field.back() == '\t');
  if (!spaced && field.find_first_of(",\"\r\n") == std::string_view::npos) {
    text += field;
    return;
  }
  text += '"';
  for (const char c : field) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

}  // namespace yuanluo::scenarios
