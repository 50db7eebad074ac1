#include "scenarios/results/csv.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string_view>

#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::array exports{
    CsvTable{"run.csv", "SELECT * FROM run"},
    CsvTable{
        "scenario.csv",
        "SELECT scenario, role, name_zh, name_en, district_zh, district_en, pump_stations, seed, days, warm_up_days, "
        "replications, digest FROM scenario"},
    CsvTable{"source.csv", "SELECT * FROM source ORDER BY rowid"},
    CsvTable{"community.csv", "SELECT * FROM community"},
    CsvTable{"compound.csv", "SELECT * FROM compound"},
    CsvTable{"street.csv",
             "SELECT scenario, street, name_zh, name_en, w.key AS class, oneway, geometry FROM street "
             "JOIN word w ON w.kind = 'street_class' AND w.code = class ORDER BY scenario, street"},
    CsvTable{"station.csv",
             "SELECT scenario, station, w.key AS kind, name_zh, name_en, lon, lat, vehicles FROM station s "
             "JOIN word w ON w.kind = 'station_kind' AND w.code = s.kind ORDER BY scenario, station"},
    CsvTable{"hydrant.csv", "SELECT * FROM hydrant"},
    CsvTable{"hydrant_flow.csv", "SELECT * FROM hydrant_flow"},
    CsvTable{"pump_station.csv", "SELECT * FROM pump_station"},
    CsvTable{"kpi_definition.csv",
             "SELECT d.kpi, d.key, d.name_zh, d.name_en, h.key AS hazard, l.key AS latency, s.key AS statistic, "
             "b.key AS breakdown, d.part, d.unit, d.less_is_better FROM kpi_definition d "
             "LEFT JOIN word h ON h.kind = 'hazard' AND h.code = d.hazard "
             "LEFT JOIN word l ON l.kind = 'latency' AND l.code = d.latency "
             "JOIN word s ON s.kind = 'statistic' AND s.code = d.statistic "
             "JOIN word b ON b.kind = 'breakdown' AND b.code = d.breakdown ORDER BY d.kpi"},
    CsvTable{"replication.csv", "SELECT * FROM replication"},
    CsvTable{"kpi.csv",
             "SELECT k.scenario, k.replication, d.key, k.value, d.unit FROM kpi k JOIN kpi_definition d USING (kpi) "
             "ORDER BY k.scenario, k.replication, k.kpi"},
    CsvTable{"unit_activity.csv",
             "SELECT scenario, replication, w.key AS helper, place, posts, jobs, busy_hours, on_duty_hours "
             "FROM unit_activity a JOIN word w ON w.kind = 'helper' AND w.code = a.helper "
             "ORDER BY scenario, replication, a.helper, place"},
    CsvTable{"water_use.csv",
             "SELECT scenario, replication, w.key AS asset, number, used, failed, greatest_dlps "
             "FROM water_use u JOIN word w ON w.kind = 'water_asset' AND w.code = u.asset "
             "ORDER BY scenario, replication, u.asset, number"},
    CsvTable{"incident.csv", "SELECT * FROM incident_in_words WHERE scenario = ?"},
};

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
struct CloseFile {
  void operator()(std::FILE* f) const { std::fclose(f); }
};

void append_text(std::string& line, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line.append(text);
    return;
  }
  line.push_back('"');
  for (const char c : text) {
    if (c == '"') line.push_back('"');
    line.push_back(c);
  }
  line.push_back('"');
}

void append_value(std::string& line, sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
      return;
    case SQLITE_INTEGER: {
      const fmt::format_int text(sqlite3_column_int64(row, column));
      line.append(text.data(), text.size());
      return;
    }
    case SQLITE_FLOAT:
      // The shortest text that reads back as the same number.
      fmt::format_to(std::back_inserter(line), "{}", sqlite3_column_double(row, column));
      return;
    default: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
      append_text(line, {text, static_cast<std::size_t>(sqlite3_column_bytes(row, column))});
    }
  }
}

int count_scenarios(sqlite3* db) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT count(*) FROM scenario", -1, &raw, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(db));
  }
  const std::unique_ptr<sqlite3_stmt, FinishStatement> row(raw);
  return sqlite3_step(raw) == SQLITE_ROW ? sqlite3_column_int(raw, 0) : 0;
}

void write_table(sqlite3* db, const CsvTable& table, int scenarios, const fs::path& dir) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, table.sql, -1, &raw, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db));
  const std::unique_ptr<sqlite3_stmt, FinishStatement> row(raw);
  const fs::path target = dir / table.file;
  const fs::path draft = dir / (std::string(table.file) + ".part");
  std::unique_ptr<std::FILE, CloseFile> out(std::fopen(draft.c_str(), "wb"));
  if (!out) throw std::runtime_error("cannot write " + draft.string());

  const int columns = sqlite3_column_count(raw);
  std::string text = "\xef\xbb\xbf";
  for (int c = 0; c < columns; ++c) {
    if (c > 0) text.push_back(',');
    text.append(sqlite3_column_name(raw, c));
  }
  text.append("\r\n");
  const auto flush = [&] {
    if (std::fwrite(text.data(), 1, text.size(), out.get()) != text.size()) {
      throw std::runtime_error("cannot write " + draft.string() + " (is the disk full?)");
    }
    text.clear();
  };
  const auto write_rows = [&] {
    int state = 0;
    while ((state = sqlite3_step(raw)) == SQLITE_ROW) {
      for (int c = 0; c < columns; ++c) {
        if (c > 0) text.push_back(',');
        append_value(text, raw, c);
      }
      text.append("\r\n");
      if (text.size() > (1u << 20)) flush();
    }
    if (state != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db));
    sqlite3_reset(raw);
  };
  // Scenarios may have been written in turns; here one follows the other.
  const int passes = sqlite3_bind_parameter_count(raw) == 0 ? 1 : scenarios;
  for (int scenario = 0; scenario < passes; ++scenario) {
    if (sqlite3_bind_parameter_count(raw) > 0) sqlite3_bind_int(raw, 1, scenario);
    write_rows();
  }
  flush();
  if (std::fclose(out.release()) != 0) throw std::runtime_error("cannot write " + draft.string());
  fs::rename(draft, target);
}

}  // namespace

void export_csv(const std::string& path, const std::string& dir) { export_csv(path, dir, exports); }

void export_csv(const std::string& path, const std::string& dir, std::span<const CsvTable> tables) {
  try {
    fs::create_directories(dir);
    sqlite3* raw = nullptr;
    const int state = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> db(raw);
    if (state != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(raw));
    const int scenarios = count_scenarios(raw);
    for (const CsvTable& table : tables) write_table(raw, table, scenarios, dir);
  } catch (const std::runtime_error& e) {  // also what std::filesystem throws
    throw ScenarioError(
        {{path, "", 0, 0, {"可以导出为 CSV 的结果", "results that can be written as CSV"}, same(e.what()), {}}});
  }
}

}  // namespace yuanluo::scenarios
