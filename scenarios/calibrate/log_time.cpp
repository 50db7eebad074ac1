#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "scenarios/calibrate/incident_table.hpp"

namespace yuanluo::scenarios {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

// Leap days from year 1 up to, but without, `year`.
std::int64_t leap_days(std::int64_t year) { return (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400; }

// `text` with `word` written as `instead`, everywhere.
void replace_all(std::string& text, std::string_view word, std::string_view instead) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + instead.size()))
    text.replace(at, word.size(), instead);
}

// Times as Chinese programs write them ("下午1:07:09", "13时07分09秒"), with a.m. and p.m. in dots, or as 14 digits: in
// the form that read_time takes apart.
std::string usual_form(std::string_view given) {
  std::string text(trimmed(given));
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if ((text.size() == 14 || text.size() == 12) && std::all_of(text.begin(), text.end(), digit)) {
    const std::string seconds = text.size() == 14 ? ":" + text.substr(12, 2) : "";
    return text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2) + " " + text.substr(8, 2) + ":" +
           text.substr(10, 2) + seconds;
  }
  if (text.size() > 4 && text.back() == '.' && text[text.size() - 3] == '.') {  // p.m.
    text.pop_back();
    text.erase(text.size() - 2, 1);
  }
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return text;
  replace_all(text, "日", "日 ");
  for (const std::string_view colon : {"：", "时", "點", "点", "分"}) replace_all(text, colon, ":");
  replace_all(text, "秒", "");
  while (!text.empty() && text.back() == ':') text.pop_back();  // 13时07分
  for (const auto& [word, letters] : {std::pair{"上午", " AM"}, std::pair{"下午", " PM"}})
    if (const auto at = text.find(word); at != std::string::npos) {
      text.replace(at, std::string_view(word).size(), " ");
      text += letters;
    }
  return text;
}

}  // namespace

std::optional<std::int64_t> days_since_1970(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return std::nullopt;
  std::int64_t days = (std::int64_t{year} - 1970) * 365 + leap_days(year) - leap_days(1970);
  for (int m = 1; m < month; ++m) days += days_in(year, m);
  return days + day - 1;
}

std::array<int, 3> date_of(std::int64_t days) {
  int year = static_cast<int>(1970 + days / 366);
  while (*days_since_1970(year + 1, 1, 1) <= days) ++year;
  while (*days_since_1970(year, 1, 1) > days) --year;
  int month = 1;
  std::int64_t rest = days - *days_since_1970(year, 1, 1);
  for (; rest >= days_in(year, month); ++month) rest -= days_in(year, month);
  return {year, month, static_cast<int>(rest) + 1};
}

std::optional<double> read_day_number(std::string_view given) {
  std::string text(trimmed(given));
  std::replace(text.begin(), text.end(), ',', '.');
  const bool plain = !text.empty() && text.front() != '.' &&
                     std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  double days = 0.0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), days);
  if (!plain || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return days;
}

LogTime time_of_day_number(double days) {
  constexpr double of_1970 = 25569.0;
  return std::llround((days - of_1970) * static_cast<double>(one_day_s));
}

std::optional<ReadTime> read_time(std::string_view given) {
  const std::string usual = usual_form(given);
  std::string_view text = usual;
  ReadTime time;
  // A date stands before the last "T" or blank that has a colon behind it.
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto gap = text.substr(0, colon).find_last_of("T ");
  if (gap != std::string_view::npos) {
    time.date = trimmed(text.substr(0, gap));
    text.remove_prefix(gap + 1);
  }
  if (!text.empty() && (text.back() == 'Z' || text.back() == 'z')) text.remove_suffix(1);
  if (const auto zone = text.find_first_of("+-"); zone != std::string_view::npos) text = trimmed(text.substr(0, zone));
  bool afternoon = false, twelve_hours = false;
  if (text.size() > 2) {
    std::string end(text.substr(text.size() - 2));
    std::transform(end.begin(), end.end(), end.begin(),
                   [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    afternoon = end == "pm";
    twelve_hours = afternoon || end == "am";
    if (twelve_hours) text = trimmed(text.substr(0, text.size() - 2));
  }
  std::array<int, 3> parts{};
  std::size_t count = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (count < 3 && at != end) {
    const auto read = std::from_chars(at, end, parts[count]);
    if (read.ec != std::errc{} || read.ptr - at > 2) return std::nullopt;
    ++count;
    at = read.ptr;
    if (at == end || *at == '.') break;
    if (*at != ':') return std::nullopt;
    if (++at == end) return std::nullopt;
  }
  // Parts of a second are left out.
  if (at != end && *at == '.') {
    ++at;
    if (count != 3 || at == end || !std::all_of(at, end, [](char c) { return c >= '0' && c <= '9'; }))
      return std::nullopt;
    at = end;
  }
  if (count < 2 || at != end || parts[0] < 0 || parts[1] < 0 || parts[1] > 59 || parts[2] < 0 || parts[2] > 60) {
    return std::nullopt;
  }
  if (twelve_hours) {
    if (parts[0] < 1 || parts[0] > 12) return std::nullopt;
    parts[0] = parts[0] % 12 + (afternoon ? 12 : 0);
  }
  if (parts[0] > 24 || (parts[0] == 24 && parts[1] + parts[2] > 0)) return std::nullopt;
  time.second_of_day = parts[0] * 3600 + parts[1] * 60 + parts[2];
  return time;
}

}  // namespace yuanluo::scenarios
