// A log of incidents as somebody else's table: one row for each unit that went, with times of day or whole time stamps.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yuanluo::scenarios {

// The moments of one unit at one incident, in their order.
enum class Moment : std::uint8_t { call, dispatch, enroute, arrive, at_patient, to_hospital, at_hospital, clear };
inline constexpr std::size_t moments = 8;

enum class DateOrder { detect, year_first, month_first, day_first };

struct LogFormat {
  std::filesystem::path file;
  std::vector<std::string> columns;  // "incident=incident_num": ours, then theirs; those of the same name need none
  std::vector<std::string> only;     // "call_type=26*": rows whose column begins so (with *), or is so
  DateOrder dates = DateOrder::detect;
};

// incident, date, unit, and the moments.
std::span<const std::string_view> log_columns();

// Seconds since 1970-01-01 in the log's own local time.
using LogTime = std::int64_t;
inline constexpr LogTime one_day_s = 86400;

struct LogRow {
  std::uint32_t incident = 0;  // index, in order of appearance
  std::array<std::optional<LogTime>, moments> at;
};

struct IncidentTable {
  std::string file;
  std::vector<LogRow> rows;
  std::vector<LogTime> calls;  // of each incident: its first moment of all
  std::uint64_t read = 0;      // rows of the file
  std::uint64_t left_out = 0;  // by `only`
  std::uint64_t undated = 0;   // rows without a date
  std::uint64_t without_times = 0;
  std::uint64_t past_midnight = 0;  // rows in which a time of day is the next day's
  std::uint64_t out_of_order = 0;   // times that would be more than 12 h after the moment before; left out
  std::array<std::uint64_t, moments> empty{};
  std::vector<std::string> day_numbers;  // columns that were read as Excel's numbers of days (read_day_number)
};

// Times of day that are earlier than the moment before belong to the next day if that is at most 12 h later, else they
// are left out. Throws ScenarioError with everything that is wrong: columns that are missing, dates and times that
// cannot be read, dates of which it cannot be said whether the month or the day comes first.
IncidentTable read_incidents(const LogFormat& format);

// "13:07:09", "1:07:09 PM", "2021-06-01T13:07:09": seconds of the day, and the date where there is one; none if it is
// no time.
struct ReadTime {
  std::int64_t second_of_day = 0;
  std::string date;
};
std::optional<ReadTime> read_time(std::string_view text);

// "45292.5", in tables with semicolons also "45292,5": days as Excel counts them, or the part of a day that a time of
// day is; none if it is anything but a number. Which it is the whole column tells.
std::optional<double> read_day_number(std::string_view text);

// Excel's numbers of days of the 1900 system: 45292 is 2024-01-01. A log is dated between 1954 and 2119, whose numbers
// nothing else looks like; the 1904 system cannot be told from it. To the nearest second.
inline constexpr double first_day_number = 20000.0, last_day_number = 80000.0;
LogTime time_of_day_number(double days);

// Days since 1970-01-01 in the proleptic Gregorian calendar; none if there is no such day.
std::optional<std::int64_t> days_since_1970(int year, int month, int day);
// Year, month and day of such a count.
std::array<int, 3> date_of(std::int64_t days);

}  // namespace yuanluo::scenarios
