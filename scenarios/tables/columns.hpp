// The columns of each table, declared once for reading and writing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/district.hpp"

namespace yuanluo::scenarios {

// Tables whose rows others refer to, and the others.
enum class TableKind : std::uint8_t {
  communities,
  compounds,
  buildings,
  households,
  residents,
  devices,
  hydrants,
  pump_stations,
  stations,
  staff,
  streets,
  turn_restrictions,
  aeds,
  lifts,
  elevations,
};
inline constexpr std::size_t table_kinds = 15;

// Sees the columns of one row in file order.
class Columns {
 public:
  virtual ~Columns() = default;

  virtual void text(std::string_view name, std::string& value) = 0;
  virtual void whole(std::string_view name, std::int64_t low, std::int64_t high, std::int64_t& value) = 0;
  // May be empty.
  virtual void optional_whole(std::string_view name, std::int64_t low, std::int64_t high,
                              std::optional<std::int64_t>& value) = 0;
  // Metres with decimals, kept in whole centimetres.
  virtual void metres(std::string_view name, std::int64_t low_m, std::int64_t high_m, std::int32_t& centimetres) = 0;
  virtual void yes_no(std::string_view name, bool& value) = 0;
  virtual void word(std::string_view name, std::span<const std::string_view> words, std::size_t& value) = 0;
  // Two columns, of degrees.
  virtual void place(std::string_view lon, std::string_view lat, models::GeoPoint& value) = 0;
  // The id of a row of another table; `value` is its index.
  virtual void reference(std::string_view name, TableKind to, std::uint32_t& value) = 0;
  virtual void optional_reference(std::string_view name, TableKind to, std::optional<std::uint32_t>& value) = 0;
  // Ids with a semicolon between them; may be empty.
  virtual void references(std::string_view name, TableKind to, std::vector<std::uint32_t>& value) = 0;
};

// All columns but the first, `id`.
void declare(Columns& columns, models::Compound& compound);
void declare(Columns& columns, models::Building& building);
void declare(Columns& columns, models::Household& household);
void declare(Columns& columns, models::Resident& resident);
void declare(Columns& columns, models::Device& device);
void declare(Columns& columns, models::Hydrant& hydrant);
void declare(Columns& columns, models::PumpStation& pump_station);
void declare(Columns& columns, models::Station& station);
void declare(Columns& columns, models::Staff& staff);
void declare(Columns& columns, models::TurnRestriction& restriction);
void declare(Columns& columns, models::Aed& aed);
void declare(Columns& columns, models::StairwellLift& lift);
void declare(Columns& columns, models::SpotHeight& height);

// The words for StreetClass.
std::span<const std::string_view> street_class_words();

// All columns but `id`; none of communities and streets, which are in GeoJSON.
std::vector<std::string> column_names(TableKind table);

}  // namespace yuanluo::scenarios
