// One table of rows read from CSV text, and what is wrong with it.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenarios/tables/columns.hpp"
#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {

// The index of each row of a table by its id.
struct KeyIndex {
  std::unordered_map<std::string, std::uint32_t> rows;
  bool known = false;  // whether the table was there; if not, nobody complains about its ids
};
using KeyIndices = std::array<KeyIndex, table_kinds>;

// Where ids of `table` are defined: "compounds.csv", "places.geojson".
std::string file_of_ids(TableKind table);

// Takes the fields of one row after another in the order of the declared columns, whatever their order in the file.
class RowReader : public Columns {
 public:
  // Reports columns that are missing, unknown or there twice.
  RowReader(std::string file, TableKind table, const CsvRow& header, const KeyIndices& keys, ProblemList& problems);

  // Begins a row and returns its id. Reports ids that are missing or there before, and rows of another length.
  std::string begin(const CsvRow& row);

  void text(std::string_view name, std::string& value) override;
  void whole(std::string_view name, std::int64_t low, std::int64_t high, std::int64_t& value) override;
  void optional_whole(std::string_view name, std::int64_t low, std::int64_t high,
                      std::optional<std::int64_t>& value) override;
  void metres(std::string_view name, std::int64_t low_m, std::int64_t high_m, std::int32_t& centimetres) override;
  void yes_no(std::string_view name, bool& value) override;
  void word(std::string_view name, std::span<const std::string_view> words, std::size_t& value) override;
  void place(std::string_view lon, std::string_view lat, models::GeoPoint& value) override;
  void reference(std::string_view name, TableKind to, std::uint32_t& value) override;
  void optional_reference(std::string_view name, TableKind to, std::optional<std::uint32_t>& value) override;
  void references(std::string_view name, TableKind to, std::vector<std::uint32_t>& value) override;

 private:
  static constexpr std::size_t no_field = std::numeric_limits<std::size_t>::max();

  // The field of the next declared column; none if the file has no such column.
  const std::string* next();
  void report(std::string_view column, models::Name wanted, const std::string& found, models::Name hint = {});

  std::string file_;
  const KeyIndices& keys_;
  ProblemList& problems_;
  std::size_t columns_ = 0;
  std::vector<std::size_t> field_of_;  // of `id`, then of each declared column
  std::unordered_map<std::string, std::uint32_t> line_of_id_;
  const CsvRow* row_ = nullptr;
  std::size_t next_ = 0;
};

}  // namespace yuanluo::scenarios
