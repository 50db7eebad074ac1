#include "scenarios/water/inp_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace yuanluo::scenarios::water {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool separates(char c) { return c == ' ' || c == '\t' || c == ',' || c == '\r' || c == '\v' || c == '\f'; }

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < line.size();) {
    if (separates(line[i])) {
      ++i;
    } else if (line[i] == '"') {
      const auto end = line.find('"', i + 1);
      words.emplace_back(line.substr(i + 1, end == std::string_view::npos ? end : end - i - 1));
      i = end == std::string_view::npos ? line.size() : end + 1;
    } else {
      const std::size_t begin = i;
      while (i < line.size() && !separates(line[i])) ++i;
      words.emplace_back(line.substr(begin, i - begin));
    }
  }
  return words;
}

std::string_view without_end_blanks(std::string_view text) {
  while (!text.empty() && separates(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

InpText split_inp(std::string_view text) {
  InpText inp;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  std::uint32_t number = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    const bool title = !inp.sections.empty() && starts_as(inp.sections.back().name, "TITL");
    const auto bracket = line.find_first_not_of(" \t");
    const bool heads = bracket != std::string_view::npos && line[bracket] == '[';
    if (!title || heads) line = line.substr(0, line.find(';'));
    line = without_end_blanks(line);
    if (heads) {
      const auto close = line.find(']');
      const std::string_view name =
          line.substr(bracket + 1, close == std::string_view::npos ? close : close - bracket - 1);
      if (same_word(name, "END")) break;
      inp.sections.push_back({std::string(name), number, {}});
      continue;
    }
    auto words = words_of(line);
    if (words.empty()) continue;
    auto& lines = inp.sections.empty() ? inp.before : inp.sections.back().lines;
    lines.push_back({number, std::move(words), std::string(line)});
  }
  return inp;
}

bool same_word(std::string_view a, std::string_view b) { return a.size() == b.size() && starts_as(a, b); }

bool starts_as(std::string_view word, std::string_view key) {
  if (word.size() < key.size()) return false;
  for (std::size_t i = 0; i < key.size(); ++i)
    if (lower(word[i]) != lower(key[i])) return false;
  return true;
}

std::optional<double> number_in(std::string_view word) {
  if (!word.empty() && word.front() == '+') word.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || word.empty() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<std::int64_t> seconds_in(std::string_view word, std::string_view unit) {
  std::array<double, 3> parts{};
  std::size_t n = 0;
  while (true) {
    const auto colon = word.find(':');
    const auto part = number_in(word.substr(0, colon));
    if (n == 3 || !part || *part < 0.0) return std::nullopt;
    parts[n++] = *part;
    if (colon == std::string_view::npos) break;
    word.remove_prefix(colon + 1);
  }
  double hours = parts[0] + parts[1] / 60.0 + parts[2] / 3600.0;
  if (unit.empty() || starts_as(unit, "HOU")) {
  } else if (n == 1 && starts_as(unit, "SEC")) {
    hours /= 3600.0;
  } else if (n == 1 && starts_as(unit, "MIN")) {
    hours /= 60.0;
  } else if (n == 1 && starts_as(unit, "DAY")) {
    hours *= 24.0;
  } else if (starts_as(unit, "AM") && hours < 13.0) {
    if (hours >= 12.0) hours -= 12.0;
  } else if (starts_as(unit, "PM") && hours < 13.0) {
    if (hours < 12.0) hours += 12.0;
  } else {
    return std::nullopt;
  }
  if (hours > 1e6) return std::nullopt;
  return std::llround(hours * 3600.0);
}

}  // namespace yuanluo::scenarios::water
