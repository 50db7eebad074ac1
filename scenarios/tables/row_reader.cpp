#include "scenarios/tables/row_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "scenarios/json/suggestion.hpp"
#include "scenarios/tables/csv_writer.hpp"

namespace yuanluo::scenarios {
namespace {

template <class Number>
bool parse_number(const std::string& field, Number& value) {
  const char* first = field.data();
  const char* last = first + field.size();
  const auto [end, error] = std::from_chars(first, last, value);
  return error == std::errc{} && end == last && first != last;
}

models::Name quoted(const std::string& field) {
  if (field.empty()) return nothing();
  return same(fmt::format("\"{}\"", field));
}

std::string lower(std::string word) {
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return word;
}

models::Name one_of(const std::vector<std::string>& words) {
  return {fmt::format("{}之一", fmt::join(words, "、")), fmt::format("one of {}", fmt::join(words, ", "))};
}

}  // namespace

std::string file_of_ids(TableKind table) {
  if (table == TableKind::communities) return "places.geojson";
  return table == TableKind::streets ? "streets.geojson" : csv_file(table);
}

RowReader::RowReader(std::string file, TableKind table, const CsvRow& header, const KeyIndices& keys,
                     ProblemList& problems)
    : file_(std::move(file)), keys_(keys), problems_(problems), columns_(header.fields.size()) {
  std::vector<std::string> names = column_names(table);
  names.insert(names.begin(), "id");
  for (const std::string& name : names) {
    const auto found = std::find(header.fields.begin(), header.fields.end(), name);
    field_of_.push_back(found == header.fields.end() ? no_field
                                                     : static_cast<std::size_t>(found - header.fields.begin()));
    if (found == header.fields.end()) {
      problems_.add_cell(file_, header.line, name, {"此列", "this column"}, nothing());
    }
  }
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const std::string& field = header.fields[i];
    if (std::find(names.begin(), names.end(), field) == names.end()) {
      problems_.add_cell(file_, header.line, field.empty() ? fmt::format("{}", i + 1) : field, one_of(names),
                         quoted(field), did_you_mean(field, names));
    } else if (std::find(header.fields.begin(), header.fields.begin() + static_cast<std::ptrdiff_t>(i), field) !=
               header.fields.begin() + static_cast<std::ptrdiff_t>(i)) {
      problems_.add_cell(file_, header.line, field, {"每列只出现一次", "each column once"}, {"重复的列", "it twice"});
    }
  }
}

std::string RowReader::begin(const CsvRow& row) {
  row_ = &row;
  next_ = 0;
  if (row.fields.size() != columns_) {
    problems_.add_cell(file_, row.line, "", {fmt::format("{}列", columns_), fmt::format("{} fields", columns_)},
                       {fmt::format("{}列", row.fields.size()), fmt::format("{}", row.fields.size())});
  }
  const std::string* field = next();
  if (field == nullptr) return {};
  if (field->empty() || field->size() > 64) {
    report("id", {"1到64个字节的编号", "an id of 1 to 64 bytes"}, *field);
    return {};
  }
  const auto [before, fresh] = line_of_id_.try_emplace(*field, row.line);
  if (!fresh) {
    report("id", {"不重复的编号", "an id that no other row has"}, *field,
           {fmt::format("与第{}行重复", before->second), fmt::format("it is also in line {}", before->second)});
  }
  return *field;
}

const std::string* RowReader::next() {
  const std::size_t field = field_of_[next_++];
  return field < row_->fields.size() ? &row_->fields[field] : nullptr;
}

void RowReader::report(std::string_view column, models::Name wanted, const std::string& found, models::Name hint) {
  problems_.add_cell(file_, row_->line, column, std::move(wanted), quoted(found), std::move(hint));
}

void RowReader::text(std::string_view, std::string& value) {
  if (const std::string* field = next()) value = *field;
}

void RowReader::whole(std::string_view name, std::int64_t low, std::int64_t high, std::int64_t& value) {
  const std::string* field = next();
  if (field == nullptr) return;
  std::int64_t number = 0;
  if (!parse_number(*field, number) || number < low || number > high) {
    report(name, {fmt::format("{}到{}的整数", low, high), fmt::format("a whole number from {} to {}", low, high)},
           *field);
    return;
  }
  value = number;
}

void RowReader::optional_whole(std::string_view name, std::int64_t low, std::int64_t high,
                               std::optional<std::int64_t>& value) {
  const std::string* field = next();
  value.reset();
  if (field == nullptr || field->empty()) return;
  std::int64_t number = 0;
  if (!parse_number(*field, number) || number < low || number > high) {
    report(
        name,
        {fmt::format("空或{}到{}的整数", low, high), fmt::format("nothing or a whole number from {} to {}", low, high)},
        *field);
    return;
  }
  value = number;
}

void RowReader::metres(std::string_view name, std::int64_t low_m, std::int64_t high_m, std::int32_t& centimetres) {
  const std::string* field = next();
  if (field == nullptr) return;
  double number = 0.0;
  if (!parse_number(*field, number) || number < static_cast<double>(low_m) || number > static_cast<double>(high_m)) {
    report(name, {fmt::format("{}到{}的数", low_m, high_m), fmt::format("a number from {} to {}", low_m, high_m)},
           *field);
    return;
  }
  centimetres = static_cast<std::int32_t>(std::llround(100.0 * number));
}

void RowReader::yes_no(std::string_view name, bool& value) {
  const std::string* field = next();
  if (field == nullptr) return;
  const std::string word = lower(*field);
  const bool yes = word == "yes" || word == "true" || word == "1" || word == "是";
  const bool no = word == "no" || word == "false" || word == "0" || word == "否";
  if (!yes && !no) report(name, {"yes或no（是或否）", "yes or no"}, *field);
  value = yes;
}

void RowReader::word(std::string_view name, std::span<const std::string_view> words, std::size_t& value) {
  const std::string* field = next();
  if (field == nullptr) return;
  const auto found = std::find(words.begin(), words.end(), *field);
  if (found == words.end()) {
    const std::vector<std::string> known(words.begin(), words.end());
    report(name, one_of(known), *field, did_you_mean(*field, known));
    return;
  }
  value = static_cast<std::size_t>(found - words.begin());
}

void RowReader::place(std::string_view lon, std::string_view lat, models::GeoPoint& value) {
  const std::string* const fields[2] = {next(), next()};
  const std::string_view names[2] = {lon, lat};
  constexpr double limits[2] = {180.0, 90.0};
  double numbers[2] = {0.0, 0.0};
  bool good = true;
  for (std::size_t i = 0; i < 2; ++i) {
    if (fields[i] == nullptr) {
      good = false;
      continue;
    }
    if (parse_number(*fields[i], numbers[i]) && std::abs(numbers[i]) <= limits[i]) continue;
    good = false;
    const bool swapped =
        i == 1 && std::abs(numbers[1]) > 90.0 && std::abs(numbers[1]) <= 180.0 && std::abs(numbers[0]) <= 90.0;
    report(names[i],
           {fmt::format("{}到{}的数", -limits[i], limits[i]),
            fmt::format("a number from {} to {}", -limits[i], limits[i])},
           *fields[i],
           swapped ? models::Name{"经度和纬度是否颠倒？", "are longitude and latitude swapped?"} : models::Name{});
  }
  if (good) value = models::GeoPoint::from_degrees(numbers[0], numbers[1]);
}

void RowReader::reference(std::string_view name, TableKind to, std::uint32_t& value) {
  const std::string* field = next();
  const KeyIndex& keys = keys_[static_cast<std::size_t>(to)];
  if (field == nullptr || !keys.known) return;
  const auto found = keys.rows.find(*field);
  if (found == keys.rows.end()) {
    report(name, {fmt::format("{}中的编号", file_of_ids(to)), fmt::format("an id of {}", file_of_ids(to))}, *field);
    return;
  }
  value = found->second;
}

void RowReader::optional_reference(std::string_view name, TableKind to, std::optional<std::uint32_t>& value) {
  const std::string* field = next();
  value.reset();
  if (field == nullptr || field->empty()) return;
  --next_;
  std::uint32_t index = 0;
  reference(name, to, index);
  value = index;
}

void RowReader::references(std::string_view name, TableKind to, std::vector<std::uint32_t>& value) {
  const std::string* field = next();
  const KeyIndex& keys = keys_[static_cast<std::size_t>(to)];
  value.clear();
  if (field == nullptr || field->empty() || !keys.known) return;
  for (std::size_t begin = 0; begin <= field->size();) {
    const std::size_t end = std::min(field->find(';', begin), field->size());
    const auto found = keys.rows.find(field->substr(begin, end - begin));
    begin = end + 1;
    if (found != keys.rows.end()) {
      value.push_back(found->second);
      continue;
    }
    report(name,
           {fmt::format("空，或{}中以分号隔开的编号", file_of_ids(to)),
            fmt::format("nothing, or ids of {} with semicolons between them", file_of_ids(to))},
           *field);
    return;
  }
}

}  // namespace yuanluo::scenarios
