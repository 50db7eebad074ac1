#include "scenarios/calibrate/incident_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <unordered_map>

#include "scenarios/import/column_map.hpp"
#include "scenarios/json/document.hpp"
#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr std::array<std::string_view, 11> columns{"incident",    "date",        "unit",   "call",
                                                   "dispatch",    "enroute",     "arrive", "at_patient",
                                                   "to_hospital", "at_hospital", "clear"};
constexpr std::size_t first_moment = 3;
constexpr std::int64_t longest_s = 12 * 3600;

// What the cells of a column are.
enum class Cells { texts, day_numbers, parts_of_a_day };

bool blank(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

LogTime start_of_day(LogTime t) { return t - ((t % one_day_s) + one_day_s) % one_day_s; }

std::int64_t day_in(LogTime t) { return start_of_day(t) / one_day_s; }

// Three numbers with anything but digits between them; year, month and day by their order in the text.
std::optional<std::array<int, 3>> three_numbers(std::string_view text) {
  std::array<int, 3> numbers{};
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() == 8 && std::all_of(text.begin(), text.end(), is_digit)) {  // 20210601
    std::from_chars(at, at + 4, numbers[0]);
    std::from_chars(at + 4, at + 6, numbers[1]);
    std::from_chars(at + 6, end, numbers[2]);
    return numbers;
  }
  for (std::size_t k = 0; k < 3; ++k) {
    at = std::find_if(at, end, is_digit);
    const auto read = std::from_chars(at, end, numbers[k]);
    if (read.ec != std::errc{} || read.ptr - at > 4) return std::nullopt;
    at = read.ptr;
  }
  return std::any_of(at, end, is_digit) ? std::nullopt : std::optional(numbers);
}

int whole_year(int year) { return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year; }

class Reader {
 public:
  explicit Reader(const LogFormat& format)
      : format_(format),
        theirs_(read_column_map("--map", format.columns, columns)),
        only_(read_pairs("--only", format.only)) {
    table_.file = format.file.generic_string();
  }

  IncidentTable read() {
    FileText text = read_file(format_.file);
    if (!text.text) {
      problems_.add_json(table_.file, "", {"CSV日志", "a log as CSV"}, text.found);
      problems_.raise();
    }
    std::vector<Problem> found;
    std::string_view content = *text.text;
    if (content.substr(0, utf8_mark.size()) == utf8_mark) content.remove_prefix(utf8_mark.size());
    rows_ = parse_csv(table_.file, content, found, separator_of(content));
    problems_.add_all(std::move(found));
    problems_.raise();
    if (rows_.empty()) {
      problems_.add_json(table_.file, "", {"CSV日志", "a log as CSV"}, {"空文件", "an empty file"});
      problems_.raise();
    }
    find_columns();
    problems_.raise();
    find_day_numbers();
    find_date_order();
    for (std::size_t i = 1; i < rows_.size(); ++i) take(rows_[i]);
    problems_.raise();
    if (table_.rows.empty()) {
      problems_.add_json(table_.file, "", {"至少一行带日期和时刻的记录", "at least one row with a date and a time"},
                         {"没有", "none"});
      problems_.raise();
    }
    find_calls();
    return std::move(table_);
  }

 private:
  std::string theirs(std::size_t column) const {
    const auto found = theirs_.find(std::string(columns[column]));
    return found == theirs_.end() ? std::string(columns[column]) : found->second;
  }

  std::optional<std::size_t> field_named(const std::string& name) {
    const auto& header = rows_.front().fields;
    const auto at = std::find(header.begin(), header.end(), name);
    if (at == header.end()) return std::nullopt;
    return static_cast<std::size_t>(at - header.begin());
  }

  void missing(const std::string& name) {
    const std::string list = fmt::format("{}", fmt::join(rows_.front().fields, ", "));
    problems_.add_cell(table_.file, rows_.front().line, "",
                       {fmt::format("列“{}”（可用 --map 本系统列名=列名 指明）", name),
                        fmt::format("a column \"{}\" (say which it is by --map OURS=THEIRS)", name)},
                       {"列 " + list, "the columns " + list});
  }

  void find_columns() {
    bool any_moment = false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      field_[c] = field_named(theirs(c));
      const bool asked_for = theirs_.count(std::string(columns[c])) > 0;
      if (!field_[c] && asked_for) missing(theirs(c));
      any_moment = any_moment || (c >= first_moment && field_[c]);
    }
    if (!any_moment) missing(theirs(first_moment + 1));
    for (const auto& [name, value] : only_) {
      if (!field_named(name)) missing(name);
    }
  }

  const std::string& cell(const CsvRow& row, std::size_t column) const {
    static const std::string none;
    return field_[column] && *field_[column] < row.fields.size() ? row.fields[*field_[column]] : none;
  }

  bool wanted(const CsvRow& row) {
    for (const auto& [name, value] : only_) {
      const std::size_t field = *field_named(name);
      std::string_view is = field < row.fields.size() ? std::string_view(row.fields[field]) : std::string_view{};
      while (!is.empty() && is.back() == ' ') is.remove_suffix(1);
      const bool begins = !value.empty() && value.back() == '*';
      const std::string_view want = std::string_view(value).substr(0, value.size() - (begins ? 1 : 0));
      if (begins ? is.substr(0, want.size()) != want : is != want) return false;
    }
    return true;
  }

  // A column counts as numbers of days if all of its cells are some; of moments at least one must hold a part of a day.
  Cells cells_of(std::size_t column) const {
    bool any = false, any_part = false, all_days = true, all_parts = true;
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      const std::string& text = cell(rows_[i], column);
      if (blank(text)) continue;
      const auto days = read_day_number(text);
      if (!days) return Cells::texts;
      any = true;
      any_part = any_part || *days != std::floor(*days);
      all_days = all_days && *days >= first_day_number && *days < last_day_number;
      all_parts = all_parts && *days < 1.0;
    }
    if (!any || (column >= first_moment && !any_part)) return Cells::texts;
    return all_days ? Cells::day_numbers : all_parts && column >= first_moment ? Cells::parts_of_a_day : Cells::texts;
  }

  void find_day_numbers() {
    for (std::size_t c = 1; c < columns.size(); ++c) {
      if (c == 2) continue;  // the unit's name
      cells_[c] = cells_of(c);
      if (cells_[c] != Cells::texts) table_.day_numbers.push_back(theirs(c));
    }
  }

  // Every date of the log together must say which of the numbers is the month.
  void find_date_order() {
    order_ = format_.dates;
    if (order_ != DateOrder::detect) return;
    bool year_first = false, first_is_day = false, second_is_day = false, any = false;
    const auto look = [&](std::string_view text) {
      const auto numbers = three_numbers(text);
      if (!numbers) return;
      any = true;
      year_first = year_first || (*numbers)[0] > 31;
      first_is_day = first_is_day || ((*numbers)[0] > 12 && (*numbers)[0] <= 31);
      second_is_day = second_is_day || (*numbers)[1] > 12;
    };
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      if (cells_[1] == Cells::texts) look(cell(rows_[i], 1));
      for (std::size_t c = first_moment; c < columns.size() && cell(rows_[i], 1).empty(); ++c) {
        if (const auto time = read_time(cell(rows_[i], c))) look(time->date);
      }
    }
    order_ = year_first      ? DateOrder::year_first
             : second_is_day ? DateOrder::month_first
             : first_is_day  ? DateOrder::day_first
                             : DateOrder::detect;
    if (any && (order_ == DateOrder::detect || (!year_first && first_is_day && second_is_day))) {
      problems_.add_json(table_.file, "",
                         {"能看出月与日先后的日期", "dates that tell whether the month or the day comes first"},
                         {"无法判断", "dates that do not"},
                         {"用 --dates month_first 或 day_first 指明", "say so by --dates month_first or day_first"});
      problems_.raise();
    }
  }

  std::optional<std::int64_t> day_of(std::string_view text) const {
    const auto n = three_numbers(text);
    if (!n) return std::nullopt;
    const auto [a, b, c] = *n;
    if (order_ == DateOrder::year_first) return days_since_1970(whole_year(a), b, c);
    return order_ == DateOrder::month_first ? days_since_1970(whole_year(c), a, b)
                                            : days_since_1970(whole_year(c), b, a);
  }

  void refuse(const CsvRow& raw, std::size_t column, models::Name wanted) {
    const std::string& text = cell(raw, column);
    const auto number = read_day_number(text);
    const bool day_number = number && *number >= first_day_number && *number < last_day_number;
    problems_.add_cell(table_.file, raw.line, theirs(column), std::move(wanted), same(fmt::format("\"{}\"", text)),
                       day_number ? models::Name{"整列都是日期序号时才按 Excel 日期读取",
                                                 "numbers of days, as Excel writes them, are read where the whole "
                                                 "column holds nothing else"}
                                  : models::Name{});
  }

  // A moment as a cell has it: with its day where it tells that.
  struct Stamp {
    std::int64_t second_of_day = 0;
    std::optional<std::int64_t> day;
  };

  // None if it was refused.
  std::optional<Stamp> stamp_in(const CsvRow& raw, std::size_t column) {
    const std::string& text = cell(raw, column);
    if (cells_[column] != Cells::texts) {
      const double days = *read_day_number(text);
      if (cells_[column] == Cells::parts_of_a_day)
        return Stamp{std::llround(days * static_cast<double>(one_day_s)), {}};
      const LogTime time = time_of_day_number(days);
      return Stamp{time - start_of_day(time), day_in(time)};
    }
    const auto time = read_time(text);
    if (!time) {
      refuse(raw, column, {"时刻（13:07:09）", "a time of day such as 13:07:09"});
      return std::nullopt;
    }
    if (time->date.empty()) return Stamp{time->second_of_day, {}};
    const auto day = day_of(time->date);
    if (!day) {
      refuse(raw, column, {"日期和时刻", "a date and a time"});
      return std::nullopt;
    }
    return Stamp{time->second_of_day, day};
  }

  void take(const CsvRow& raw) {
    ++table_.read;
    if (!wanted(raw)) {
      ++table_.left_out;
      return;
    }
    std::optional<std::int64_t> day;
    if (const std::string& date = cell(raw, 1); !blank(date)) {
      day = cells_[1] == Cells::texts ? day_of(date) : day_in(time_of_day_number(*read_day_number(date)));
      if (!day) {
        refuse(raw, 1, {"日期", "a date"});
        return;
      }
    }
    LogRow row;
    bool any = false, past_midnight = false;
    std::optional<LogTime> before;
    for (std::size_t m = 0; m < moments; ++m) {
      const std::string& text = cell(raw, first_moment + m);
      if (blank(text)) {
        ++table_.empty[m];
        continue;
      }
      const auto stamp = stamp_in(raw, first_moment + m);
      if (!stamp) continue;
      if (stamp->day) {
        row.at[m] = *stamp->day * one_day_s + stamp->second_of_day;
        if (!day) day = stamp->day;
      } else if (day) {
        row.at[m] = *day * one_day_s + stamp->second_of_day;
        if (before) {
          // On the day of the moment before, or after midnight.
          row.at[m] = start_of_day(*before) + stamp->second_of_day;
          if (*row.at[m] < *before) {
            *row.at[m] += one_day_s;
            past_midnight = past_midnight || *row.at[m] - *before <= longest_s;
          }
        }
      } else {
        continue;
      }
      if (before && (*row.at[m] < *before || *row.at[m] - *before > longest_s)) {
        ++table_.out_of_order;
        row.at[m].reset();
        continue;
      }
      before = row.at[m];
      any = true;
    }
    if (!day) {
      ++table_.undated;
      return;
    }
    if (!any) {
      ++table_.without_times;
      return;
    }
    table_.past_midnight += past_midnight ? 1 : 0;
    std::string incident = cell(raw, 0);
    if (incident.empty()) incident = fmt::format("\x01{}", raw.line);  // each on its own
    row.incident = incidents_.try_emplace(incident, static_cast<std::uint32_t>(incidents_.size())).first->second;
    table_.rows.push_back(row);
  }

  // The first moment of an incident. A row that seems to begin more than 12 h before the first row was written down
  // began after the midnight of that day.
  void find_calls() {
    std::vector<std::optional<LogTime>> first(incidents_.size());
    for (LogRow& row : table_.rows) {
      LogTime begins = 0;
      for (const auto& at : row.at) {
        if (!at) continue;
        begins = *at;
        break;
      }
      auto& call = first[row.incident];
      if (call && *call - begins > longest_s && *call - begins <= one_day_s) {
        for (auto& at : row.at) {
          if (at) *at += one_day_s;
        }
        begins += one_day_s;
      }
      if (!call || begins < *call) call = begins;
    }
    for (const auto& call : first) table_.calls.push_back(call.value_or(0));
  }

  const LogFormat& format_;
  const std::map<std::string, std::string> theirs_, only_;
  ProblemList problems_;
  std::vector<CsvRow> rows_;
  std::array<std::optional<std::size_t>, columns.size()> field_;
  std::array<Cells, columns.size()> cells_{};
  DateOrder order_ = DateOrder::detect;
  std::unordered_map<std::string, std::uint32_t> incidents_;
  IncidentTable table_;
};

}  // namespace

std::span<const std::string_view> log_columns() { return columns; }

IncidentTable read_incidents(const LogFormat& format) { return Reader(format).read(); }

}  // namespace yuanluo::scenarios
