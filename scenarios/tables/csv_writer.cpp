#include "scenarios/tables/csv_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <iterator>

#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/key.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

// Appends the fields of one row.
class RowWriter : public Columns {
 public:
  RowWriter(const models::District& district, std::string& text) : text_(text) {
    for (std::size_t t = 0; t < table_kinds; ++t) rows_[t] = row_count(district, static_cast<TableKind>(t));
  }

  void text(std::string_view, std::string& value) override {
    text_ += ',';
    append_csv_field(text_, value);
  }
  void whole(std::string_view, std::int64_t, std::int64_t, std::int64_t& value) override {
    fmt::format_to(std::back_inserter(text_), ",{}", value);
  }
  void optional_whole(std::string_view, std::int64_t, std::int64_t, std::optional<std::int64_t>& value) override {
    text_ += ',';
    if (value) fmt::format_to(std::back_inserter(text_), "{}", *value);
  }
  void metres(std::string_view, std::int64_t, std::int64_t, std::int32_t& centimetres) override {
    const std::int64_t size = std::abs(static_cast<std::int64_t>(centimetres));
    fmt::format_to(std::back_inserter(text_), ",{}{}.{:02d}", centimetres < 0 ? "-" : "", size / 100, size % 100);
  }
  void yes_no(std::string_view, bool& value) override { text_ += value ? ",yes" : ",no"; }
  void word(std::string_view, std::span<const std::string_view> words, std::size_t& value) override {
    text_ += ',';
    text_ += words[value];
  }
  void place(std::string_view, std::string_view, models::GeoPoint& value) override {
    text_ += ',' + degrees(value.lon_e7) + ',' + degrees(value.lat_e7);
  }
  void reference(std::string_view, TableKind to, std::uint32_t& value) override {
    text_ += ',';
    text_ += row_key(to, value, rows_[static_cast<std::size_t>(to)]);
  }
  void optional_reference(std::string_view name, TableKind to, std::optional<std::uint32_t>& value) override {
    if (value) {
      reference(name, to, *value);
    } else {
      text_ += ',';
    }
  }

  void references(std::string_view, TableKind to, std::vector<std::uint32_t>& value) override {
    text_ += ',';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) text_ += ';';
      text_ += row_key(to, value[i], rows(to));
    }
  }

  std::size_t rows(TableKind table) const { return rows_[static_cast<std::size_t>(table)]; }

 private:
  std::string& text_;
  std::array<std::size_t, table_kinds> rows_{};
};

template <class Row>
std::string table_text(const models::District& district, TableKind table, const std::vector<Row>& rows) {
  std::string text(utf8_mark);
  text += "id";
  for (const std::string& name : column_names(table)) text += ',' + name;
  text += "\r\n";
  RowWriter writer(district, text);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += row_key(table, i, rows.size());
    Row row = rows[i];
    declare(writer, row);
    text += "\r\n";
  }
  return text;
}

}  // namespace

std::string csv_table(const models::District& d, TableKind table) {
  switch (table) {
    case TableKind::compounds:
      return table_text(d, table, d.compounds);
    case TableKind::buildings:
      return table_text(d, table, d.buildings);
    case TableKind::households:
      return table_text(d, table, d.households);
    case TableKind::residents:
      return table_text(d, table, d.residents);
    case TableKind::devices:
      return table_text(d, table, d.devices);
    case TableKind::hydrants:
      return table_text(d, table, d.hydrants);
    case TableKind::pump_stations:
      return table_text(d, table, d.pump_stations);
    case TableKind::stations:
      return table_text(d, table, d.stations);
    case TableKind::staff:
      return table_text(d, table, d.staff);
    case TableKind::turn_restrictions:
      return table_text(d, table, d.turn_restrictions);
    case TableKind::aeds:
      return table_text(d, table, d.aeds);
    case TableKind::lifts:
      return table_text(d, table, d.stairwell_lifts);
    case TableKind::elevations:
      return table_text(d, table, d.spot_heights);
    case TableKind::communities:
    case TableKind::streets:
      break;
  }
  throw sim::ContractError("csv_table: communities and streets are written as GeoJSON");
}

std::string csv_file(TableKind table) {
  constexpr std::array<const char*, table_kinds> names{"communities", "compounds", "buildings", "households",
                                                       "residents",   "devices",   "hydrants",  "pump_stations",
                                                       "stations",    "staff",     "streets",   "turn_restrictions",
                                                       "aeds",        "lifts",     "elevations"};
  return std::string(names[static_cast<std::size_t>(table)]) + ".csv";
}

std::size_t row_count(const models::District& d, TableKind table) {
  switch (table) {
    case TableKind::communities:
      return d.communities.size();
    case TableKind::compounds:
      return d.compounds.size();
    case TableKind::buildings:
      return d.buildings.size();
    case TableKind::households:
      return d.households.size();
    case TableKind::residents:
      return d.residents.size();
    case TableKind::devices:
      return d.devices.size();
    case TableKind::hydrants:
      return d.hydrants.size();
    case TableKind::pump_stations:
      return d.pump_stations.size();
    case TableKind::stations:
      return d.stations.size();
    case TableKind::staff:
      return d.staff.size();
    case TableKind::streets:
      return d.streets.size();
    case TableKind::turn_restrictions:
      return d.turn_restrictions.size();
    case TableKind::aeds:
      return d.aeds.size();
    case TableKind::lifts:
      return d.stairwell_lifts.size();
    case TableKind::elevations:
      return d.spot_heights.size();
  }
  return 0;
}

std::string degrees(std::int32_t e7) {
  const std::int64_t size = std::abs(static_cast<std::int64_t>(e7));
  return fmt::format("{}{}.{:07d}", e7 < 0 ? "-" : "", size / 10000000, size % 10000000);
}

}  // namespace yuanluo::scenarios
