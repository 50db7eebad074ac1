#include "scenarios/results/writer.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <unordered_map>

#include "scenarios/problem.hpp"
#include "scenarios/results/geojson.hpp"
#include "scenarios/results/schema.hpp"
#include "scenarios/results/words.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> role_keys{"single", "base", "alternative"};

void bind_one(SQLite::Statement& s, int column, const std::string& text) { s.bindNoCopy(column, text); }
void bind_one(SQLite::Statement& s, int column, std::int64_t value) { s.bind(column, value); }
void bind_one(SQLite::Statement& s, int column, double value) { s.bind(column, value); }
template <class Integer>
requires std::is_integral_v<Integer>
void bind_one(SQLite::Statement& s, int column, Integer value) { s.bind(column, static_cast<std::int64_t>(value)); }
template <class Enum>
requires std::is_enum_v<Enum>
void bind_one(SQLite::Statement& s, int column, Enum value) { s.bind(column, static_cast<std::int64_t>(value)); }
template <class Tag>
void bind_one(SQLite::Statement& s, int column, sim::Id<Tag> id) {
  s.bind(column, static_cast<std::int64_t>(id.value));
}
void bind_one(SQLite::Statement& s, int column, sim::SimTime t) {
  s.bind(column, static_cast<std::int64_t>(t.time_since_epoch().count()));
}
template <class T>
void bind_one(SQLite::Statement& s, int column, const std::optional<T>& value) {
  if (value) {
    bind_one(s, column, *value);
  } else {
    s.bind(column);
  }
}

// Binds all values in order, from the column after `column`, and runs the statement.
template <class... Values>
void insert_after(SQLite::Statement& s, int column, const Values&... values) {
  (bind_one(s, ++column, values), ...);
  s.exec();
  s.reset();
}
template <class... Values>
void insert(SQLite::Statement& s, const Values&... values) {
  insert_after(s, 0, values...);
}

std::string slots(int count) {
  std::string text = "(?";
  for (int i = 1; i < count; ++i) text += ",?";
  return text + ")";
}

ScenarioError not_writable(const std::string& path, const std::string& reason) {
  return ScenarioError({{path, "", 0, 0, {"可以写入的文件", "a file that can be written"}, same(reason), {}}});
}

void refuse_foreign(const std::string& path) {
  std::error_code none;
  if (!fs::exists(path, none) || fs::file_size(path, none) == 0) return;
  int found = 0;
  try {
    SQLite::Database old(path, SQLite::OPEN_READONLY);
    found = old.execAndGet("PRAGMA application_id").getInt();
  } catch (const SQLite::Exception&) {
    found = 0;
  }
  if (found != results_application_id) {
    throw ScenarioError({{path,
                          "",
                          0,
                          0,
                          {"没有同名文件，或者是较早的结果文件", "no file of this name, or earlier results"},
                          {"其他类型的文件", "a file of another kind"},
                          {}}});
  }
}

void remove_earlier(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::error_code error;
    fs::remove(path + suffix, error);
    if (error) throw not_writable(path + suffix, error.message());
  }
}

// Runs `work` and turns what SQLite reports into an error that names the file.
template <class Work>
auto guarded(const std::string& path, Work&& work) {
  try {
    return work();
  } catch (const SQLite::Exception& e) {
    throw not_writable(path, e.what());
  }
}

}  // namespace

class ResultsWriter::Database {
 public:
  Database(const std::string& file, const RunInfo& run)
      : path(file), sqlite((prepare_place(file), file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    // The write-ahead log keeps every finished transaction when the process dies.
    sqlite.exec("PRAGMA journal_mode = WAL");
    sqlite.exec("PRAGMA synchronous = NORMAL");
    sqlite.exec("PRAGMA wal_autocheckpoint = 8000");
    SQLite::Transaction transaction(sqlite);
    sqlite.exec("PRAGMA application_id = " + std::to_string(results_application_id));
    sqlite.exec("PRAGMA user_version = " + std::to_string(results_format));
    sqlite.exec(results_tables().data());
    sqlite.exec(results_views().data());
    SQLite::Statement add_run(sqlite, "INSERT INTO run VALUES (?,?,0)");
    insert(add_run, run.version, run.command);
    SQLite::Statement add_word(sqlite, "INSERT INTO word VALUES (?,?,?,?,?)");
    for (const WordList& list : word_lists()) {
      std::int64_t code = 0;
      for (const models::Word& w : list.words) {
        insert(add_word, std::string(list.kind), code++, std::string(w.key), std::string(w.text.zh),
               std::string(w.text.en));
      }
    }
    transaction.commit();
    add_kpi.emplace(sqlite, "INSERT INTO kpi VALUES (?,?,?,?)");
    add_incident.emplace(sqlite, "INSERT INTO incident VALUES " + slots(29 + static_cast<int>(models::stages)));
    add_activity.emplace(sqlite, "INSERT INTO unit_activity VALUES " + slots(8));
  }

  static void prepare_place(const std::string& path) {
    refuse_foreign(path);
    remove_earlier(path);
  }

  void write_places(std::int64_t scenario, const Places& places);
  std::vector<std::int64_t> write_definitions(const std::vector<models::KpiDefinition>& definitions);
  void write_incident(std::int64_t scenario, std::int64_t replication, const models::IncidentRecord& r);

  std::string path;
  SQLite::Database sqlite;
  std::optional<SQLite::Statement> add_kpi;
  std::optional<SQLite::Statement> add_incident;
  std::optional<SQLite::Statement> add_activity;
  std::unordered_map<std::string, std::int64_t> kpi_numbers;
  std::vector<std::vector<std::int64_t>> kpis_of_scenario;
  std::vector<std::optional<std::uint32_t>> last_replication;
  bool finished = false;
};

void ResultsWriter::Database::write_places(std::int64_t scenario, const Places& places) {
  using models::DeviceKind;
  const auto figures = [](SQLite::Statement& s, int first, const PlaceFigures& f) {
    const auto devices = [&f](DeviceKind kind) { return f.devices[static_cast<std::size_t>(kind)]; };
    int column = first;
    for (const std::uint32_t value :
         {f.buildings, f.households, f.residents, f.aged_80, f.living_alone, f.disabled,
          devices(DeviceKind::smoke_alarm), devices(DeviceKind::gas_sensor), devices(DeviceKind::water_flow_sensor),
          devices(DeviceKind::sos_button), devices(DeviceKind::motion_sensor), f.linked_devices}) {
      bind_one(s, column++, value);
    }
    return column;
  };

  SQLite::Statement community(sqlite, "INSERT INTO community VALUES " + slots(19));
  for (std::size_t i = 0; i < places.communities.size(); ++i) {
    const CommunityRow& c = places.communities[i];
    const int geometry = figures(community, 7, c.figures);
    const std::string text = polygon_text(c.boundary);
    bind_one(community, geometry, text);
    insert(community, scenario, i, c.name.zh, c.name.en, c.compounds, c.grid_workers);
  }
  SQLite::Statement compound(sqlite, "INSERT INTO compound VALUES " + slots(25));
  for (std::size_t i = 0; i < places.compounds.size(); ++i) {
    const CompoundRow& c = places.compounds[i];
    const int geometry = figures(compound, 13, c.figures);
    const std::string text = polygon_text(c.boundary);
    bind_one(compound, geometry, text);
    insert(compound, scenario, i, c.name.zh, c.name.en, c.community, c.built_year, c.gatehouse_staffed,
           c.fire_lane_narrow, c.centre.lon(), c.centre.lat(), c.gate.lon(), c.gate.lat());
  }
  SQLite::Statement street(sqlite, "INSERT INTO street VALUES " + slots(7));
  for (std::size_t i = 0; i < places.streets.size(); ++i) {
    const models::Street& s = places.streets[i];
    const std::string text = line_text(s.points);
    insert(street, scenario, i, s.name.zh, s.name.en, s.kind, s.oneway, text);
  }
  SQLite::Statement station(sqlite, "INSERT INTO station VALUES " + slots(8));
  for (std::size_t i = 0; i < places.stations.size(); ++i) {
    const models::Station& s = places.stations[i];
    insert(station, scenario, i, s.kind, s.name.zh, s.name.en, s.position.lon(), s.position.lat(), s.vehicles);
  }
  SQLite::Statement hydrant(sqlite, "INSERT INTO hydrant VALUES " + slots(4));
  for (std::size_t i = 0; i < places.hydrants.size(); ++i) {
    insert(hydrant, scenario, i, places.hydrants[i].lon(), places.hydrants[i].lat());
  }
  const auto rounded = [](const auto& value) {
    return value ? std::optional(std::round(100.0 * value->value) / 100.0) : std::nullopt;
  };
  SQLite::Statement flow(sqlite, "INSERT INTO hydrant_flow VALUES " + slots(5));
  for (std::size_t i = 0; i < places.hydrant_figures.size(); ++i) {
    const models::HydrantFigures& f = places.hydrant_figures[i];
    insert(flow, scenario, i, rounded(f.static_pressure), rounded(f.flow), rounded(f.lifted_flow));
  }
  SQLite::Statement pump(sqlite, "INSERT INTO pump_station VALUES " + slots(4));
  for (std::size_t i = 0; i < places.pump_station_names.size(); ++i)
    insert(pump, scenario, i, places.pump_station_names[i].zh, places.pump_station_names[i].en);
}

std::vector<std::int64_t> ResultsWriter::Database::write_definitions(
    const std::vector<models::KpiDefinition>& definitions) {
  SQLite::Statement add(sqlite, "INSERT INTO kpi_definition VALUES " + slots(11));
  std::vector<std::int64_t> numbers;
  numbers.reserve(definitions.size());
  for (const models::KpiDefinition& d : definitions) {
    const auto [known, is_new] = kpi_numbers.emplace(d.key, static_cast<std::int64_t>(kpi_numbers.size()));
    if (is_new) {
      insert(add, known->second, d.key, d.name.zh, d.name.en, d.hazard, d.latency, d.statistic, d.breakdown, d.part,
             d.unit, d.less_is_better);
    }
    numbers.push_back(known->second);
  }
  return numbers;
}

void ResultsWriter::Database::write_incident(std::int64_t scenario, std::int64_t replication,
                                             const models::IncidentRecord& r) {
  SQLite::Statement& s = *add_incident;
  int column = 0;
  bind_one(s, ++column, scenario);
  bind_one(s, ++column, replication);
  bind_one(s, ++column, r.id.bits());
  bind_one(s, ++column, r.variety);
  bind_one(s, ++column, r.group);
  bind_one(s, ++column, r.compound);
  bind_one(s, ++column, r.community);
  bind_one(s, ++column, r.household);
  bind_one(s, ++column, r.resident);
  bind_one(s, ++column, r.alarm_in_home);
  bind_one(s, ++column, r.linked_alarm_in_home);
  for (std::size_t i = 0; i < models::stages; ++i) bind_one(s, ++column, r.times.at(static_cast<models::Stage>(i)));
  insert_after(s, column, r.noticed_by, r.acknowledged_by, r.first_helper, r.ending, r.reported, r.extent, r.deaths,
               r.injuries, r.ignited, r.survived, r.loss_yuan, r.water_dlps, r.alarms_sent, r.alarms_acknowledged,
               r.alarm_unanswered, r.hydrant, r.hydrant_dlps, r.hydrant_pressure_dm);
}

ResultsWriter::ResultsWriter(const std::string& path, const RunInfo& run)
    : database_(guarded(path, [&] { return std::make_unique<Database>(path, run); })) {}

ResultsWriter::~ResultsWriter() = default;

std::uint32_t ResultsWriter::add_scenario(const ScenarioInfo& info, const Places& places,
                                          const std::vector<models::KpiDefinition>& definitions,
                                          std::span<const SourceRow> sources) {
  Database& db = *database_;
  sim::require(!db.finished, "ResultsWriter: nothing may be added after finish()");
  return guarded(db.path, [&] {
    const auto scenario = static_cast<std::int64_t>(db.kpis_of_scenario.size());
    SQLite::Transaction transaction(db.sqlite);
    SQLite::Statement add(db.sqlite, "INSERT INTO scenario VALUES " + slots(14));
    const std::string boundary = polygon_text(places.boundary);
    insert(add, scenario, std::string(role_keys[static_cast<std::size_t>(info.role)]), info.name.zh, info.name.en,
           places.district.zh, places.district.en, boundary, places.pump_stations, info.seed, info.days,
           info.warm_up_days, info.replications, info.digest, info.json);
    SQLite::Statement add_source(db.sqlite, "INSERT INTO source VALUES " + slots(13));
    for (const SourceRow& row : sources) {
      insert(add_source, scenario, row.path, row.value, row.unit, row.low, row.high, row.source,
             std::string(1, static_cast<char>(row.confidence)), row.text.zh, row.text.en, row.changed, row.citation,
             row.note);
    }
    db.write_places(scenario, places);
    std::vector<std::int64_t> numbers = db.write_definitions(definitions);
    transaction.commit();
    db.kpis_of_scenario.push_back(std::move(numbers));
    db.last_replication.emplace_back();
    return static_cast<std::uint32_t>(scenario);
  });
}

void ResultsWriter::add_replication(std::uint32_t scenario, const ReplicationResult& result) {
  Database& db = *database_;
  sim::require(!db.finished, "ResultsWriter: nothing may be added after finish()");
  sim::require(scenario < db.kpis_of_scenario.size(), "ResultsWriter: no such scenario");
  const std::vector<std::int64_t>& numbers = db.kpis_of_scenario[scenario];
  sim::require(result.kpis.size() == numbers.size(), "ResultsWriter: the KPIs are not those of the catalogue");
  std::optional<std::uint32_t>& last = db.last_replication[scenario];
  sim::require(!last || result.replication > *last,
               "ResultsWriter: replications must come in the order of their numbers");
  guarded(db.path, [&] {
    const auto number = static_cast<std::int64_t>(result.replication);
    const auto side = static_cast<std::int64_t>(scenario);
    SQLite::Transaction transaction(db.sqlite);
    SQLite::Statement add(db.sqlite, "INSERT INTO replication VALUES (?,?,?,?,?)");
    insert(add, side, number, fmt::format("{:016x}", result.trace_hash), result.events, result.incidents.size());
    SQLite::Statement time(db.sqlite, "INSERT INTO timing (scenario, replication, wall_seconds) VALUES (?,?,?)");
    insert(time, side, number, result.wall_seconds);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (result.kpis[i]) insert(*db.add_kpi, side, number, numbers[i], *result.kpis[i]);
    }
    for (const models::IncidentRecord& r : result.incidents) db.write_incident(side, number, r);
    for (const UnitActivity& a : result.activity) {
      insert(*db.add_activity, side, number, a.helper, a.place, a.posts, a.jobs, a.busy_hours, a.on_duty_hours);
    }
    SQLite::Statement water(db.sqlite, "INSERT INTO water_use VALUES " + slots(7));
    for (const models::WaterUseCount& w : result.water_use) {
      insert(water, side, number, w.asset, w.which, w.used, w.failed, w.greatest_dlps);
    }
    transaction.commit();
  });
  last = result.replication;
}

void ResultsWriter::finish(bool complete) {
  Database& db = *database_;
  if (db.finished) return;
  guarded(db.path, [&] {
    if (complete) db.sqlite.exec("UPDATE run SET finished = 1");
    db.add_kpi.reset();
    db.add_incident.reset();
    db.add_activity.reset();
    db.sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    db.sqlite.exec("PRAGMA journal_mode = DELETE");
  });
  db.finished = true;
}

}  // namespace yuanluo::scenarios
