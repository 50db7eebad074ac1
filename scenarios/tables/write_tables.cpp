#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "scenarios/problem.hpp"
#include "scenarios/tables/columns.hpp"
#include "scenarios/tables/csv_writer.hpp"
#include "scenarios/tables/geojson_writer.hpp"
#include "scenarios/tables/tables.hpp"
#include "scenarios/water/own_mains.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::array csv_tables{TableKind::compounds,     TableKind::buildings, TableKind::households,
                                TableKind::residents,     TableKind::devices,   TableKind::hydrants,
                                TableKind::pump_stations, TableKind::stations,  TableKind::staff};

// Written only where there is something in them.
constexpr std::array tables_if_filled{TableKind::turn_restrictions, TableKind::aeds, TableKind::lifts,
                                      TableKind::elevations};

[[noreturn]] void refuse_folder(const fs::path& folder, models::Name wanted, models::Name found) {
  Problem problem;
  problem.file = folder.string();
  problem.wanted = std::move(wanted);
  problem.found = std::move(found);
  throw ScenarioError({problem});
}

[[noreturn]] void refuse_system(const fs::path& folder, const std::error_code& error) {
  refuse_folder(folder, {"可以写入的文件夹", "a folder that can be written"}, same(error.message()));
}

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) refuse_system(path, std::make_error_code(std::errc::io_error));
}

bool is_table(const std::string& name) {
  if (name == "places.geojson" || name == "streets.geojson") return true;
  if (name == water::mains_file || name == water::ties_file) return true;
  for (const TableKind table : csv_tables) {
    if (name == csv_file(table)) return true;
  }
  for (const TableKind table : tables_if_filled) {
    if (name == csv_file(table)) return true;
  }
  return false;
}

// Removes a folder when it goes out of scope.
class Removed {
 public:
  explicit Removed(fs::path path) : path_(std::move(path)) {}
  Removed(const Removed&) = delete;
  Removed& operator=(const Removed&) = delete;
  ~Removed() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

 private:
  fs::path path_;
};

}  // namespace

TableTexts table_texts(const models::District& district) {
  TableTexts texts;
  for (const TableKind table : csv_tables) texts.emplace(csv_file(table), csv_table(district, table));
  for (const TableKind table : tables_if_filled) {
    if (row_count(district, table) > 0) texts.emplace(csv_file(table), csv_table(district, table));
  }
  if (district.mains) {
    texts.emplace(water::mains_file, water::own_mains_inp(district.mains->network));
    texts.emplace(water::ties_file, water::water_ties_csv(*district.mains));
  }
  texts.emplace("places.geojson", places_geojson(district));
  texts.emplace("streets.geojson", streets_geojson(district));
  return texts;
}

void write_tables(const models::District& district, const fs::path& folder) {
  std::error_code error;
  fs::path target = fs::absolute(folder, error).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  const bool exists = fs::exists(target, error);
  if (exists && !fs::is_directory(target, error)) {
    refuse_folder(folder, {"文件夹", "a folder"}, {"文件", "a file"});
  }
  if (exists) {
    for (const fs::directory_entry& entry : fs::directory_iterator(target, error)) {
      const std::string name = entry.path().filename().string();
      if (is_table(name)) continue;
      refuse_folder(
          folder,
          {"新文件夹、空文件夹或仅含片区表格的文件夹", "a folder that is new, empty or holds district tables only"},
          {fmt::format("其中有文件“{}”", name), fmt::format("one with \"{}\" in it", name)});
    }
  }
  fs::create_directories(target.parent_path(), error);
  if (error) refuse_system(folder, error);

  const fs::path fresh = target.parent_path() / fmt::format(".{}.new-{}", target.filename().string(), getpid());
  const fs::path old = target.parent_path() / fmt::format(".{}.old-{}", target.filename().string(), getpid());
  fs::create_directory(fresh, error);
  if (error) refuse_system(folder, error);
  const Removed fresh_removed(fresh);
  for (const auto& [name, text] : table_texts(district)) write_file(fresh / name, text);

  if (exists) fs::rename(target, old, error);
  if (error) refuse_system(folder, error);
  fs::rename(fresh, target, error);
  if (error) {
    std::error_code ignored;
    if (exists) fs::rename(old, target, ignored);
    refuse_system(folder, error);
  }
  const Removed old_removed(old);
}

}  // namespace yuanluo::scenarios
