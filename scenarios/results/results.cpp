#include "scenarios/results/results.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "scenarios/problem.hpp"
#include "scenarios/results/geojson.hpp"
#include "scenarios/results/schema.hpp"

namespace yuanluo::scenarios {
namespace {

using SQLite::Statement;

// The file is not what it should be; with_database adds its name.
struct Wrong {
  models::Name wanted;
  models::Name found;
};

Wrong damaged(const std::string& what) {
  return {{"完好的结果文件", "a sound results file"}, {"损坏的文件（" + what + "）", "a damaged one (" + what + ")"}};
}

std::uint32_t u32(const SQLite::Column& column) { return static_cast<std::uint32_t>(column.getInt64()); }

// The word with the code in `column`; an unknown code means a damaged file.
template <class Enum>
Enum code_of(const SQLite::Column& column, std::size_t count) {
  const std::int64_t code = column.getInt64();
  if (code < 0 || static_cast<std::size_t>(code) >= count) {
    throw damaged(fmt::format("{} = {}", column.getName(), code));
  }
  return static_cast<Enum>(code);
}

template <class Enum>
std::optional<Enum> maybe_code(const SQLite::Column& column, std::size_t count) {
  if (column.isNull()) return std::nullopt;
  return code_of<Enum>(column, count);
}

template <class Id>
std::optional<Id> maybe_id(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return Id{u32(column)};
}

models::Name name_at(Statement& s, int column) {
  return {s.getColumn(column).getString(), s.getColumn(column + 1).getString()};
}

models::GeoPoint point_at(Statement& s, int column) {
  return models::GeoPoint::from_degrees(s.getColumn(column).getDouble(), s.getColumn(column + 1).getDouble());
}

// Columns `first` to `first` + 11.
PlaceFigures figures_at(Statement& s, int first) {
  PlaceFigures f;
  int column = first;
  for (std::uint32_t* value :
       {&f.buildings, &f.households, &f.residents, &f.aged_80, &f.living_alone, &f.disabled, &f.devices[0],
        &f.devices[1], &f.devices[2], &f.devices[3], &f.devices[4], &f.linked_devices}) {
    *value = u32(s.getColumn(column++));
  }
  return f;
}

Places read_places(SQLite::Database& db, std::int64_t scenario) {
  Places places;
  const auto select = [&](const char* sql) {
    Statement s(db, sql);
    s.bind(1, scenario);
    return s;
  };
  Statement head = select("SELECT district_zh, district_en, boundary, pump_stations FROM scenario WHERE scenario = ?");
  while (head.executeStep()) {
    places.district = name_at(head, 0);
    places.boundary = points_of(head.getColumn(2).getString());
    places.pump_stations = u32(head.getColumn(3));
  }
  Statement community = select("SELECT * FROM community WHERE scenario = ? ORDER BY community");
  while (community.executeStep()) {
    places.communities.push_back({name_at(community, 2), points_of(community.getColumn(18).getString()),
                                  u32(community.getColumn(4)), u32(community.getColumn(5)), figures_at(community, 6)});
  }
  Statement compound = select("SELECT * FROM compound WHERE scenario = ? ORDER BY compound");
  while (compound.executeStep()) {
    CompoundRow row;
    row.name = name_at(compound, 2);
    row.community = u32(compound.getColumn(4));
    if (row.community >= places.communities.size()) throw damaged("compound.community");
    row.built_year = static_cast<std::int16_t>(compound.getColumn(5).getInt());
    row.gatehouse_staffed = compound.getColumn(6).getInt() != 0;
    row.fire_lane_narrow = compound.getColumn(7).getInt() != 0;
    row.centre = point_at(compound, 8);
    row.gate = point_at(compound, 10);
    row.figures = figures_at(compound, 12);
    row.boundary = points_of(compound.getColumn(24).getString());
    places.compounds.push_back(std::move(row));
  }
  Statement street =
      select("SELECT name_zh, name_en, class, oneway, geometry FROM street WHERE scenario = ? ORDER BY street");
  while (street.executeStep()) {
    places.streets.push_back({name_at(street, 0),
                              code_of<models::StreetClass>(street.getColumn(2), models::street_classes),
                              street.getColumn(3).getInt() != 0, points_of(street.getColumn(4).getString())});
  }
  Statement station =
      select("SELECT kind, name_zh, name_en, lon, lat, vehicles FROM station WHERE scenario = ? ORDER BY station");
  while (station.executeStep()) {
    places.stations.push_back({code_of<models::StationKind>(station.getColumn(0), models::station_kinds),
                               name_at(station, 1), point_at(station, 3),
                               static_cast<std::uint16_t>(station.getColumn(5).getInt())});
  }
  Statement hydrant = select("SELECT lon, lat FROM hydrant WHERE scenario = ? ORDER BY hydrant");
  while (hydrant.executeStep()) places.hydrants.push_back(point_at(hydrant, 0));
  Statement flow =
      select("SELECT static_m, flow_lps, lifted_lps FROM hydrant_flow WHERE scenario = ? ORDER BY hydrant");
  const auto value_at = [&](int column) {
    return flow.getColumn(column).isNull() ? std::nullopt : std::optional(flow.getColumn(column).getDouble());
  };
  while (flow.executeStep()) {
    models::HydrantFigures& f = places.hydrant_figures.emplace_back();
    if (const auto metres = value_at(0)) f.static_pressure = models::Metres{*metres};
    if (const auto lps = value_at(1)) f.flow = models::LitresPerSecond{*lps};
    if (const auto lps = value_at(2)) f.lifted_flow = models::LitresPerSecond{*lps};
  }
  if (!places.hydrant_figures.empty() && places.hydrant_figures.size() != places.hydrants.size())
    throw damaged("hydrant_flow");
  Statement pump = select("SELECT name_zh, name_en FROM pump_station WHERE scenario = ? ORDER BY pump_station");
  while (pump.executeStep()) places.pump_station_names.push_back(name_at(pump, 0));
  return places;
}

std::vector<SourceRow> read_sources(SQLite::Database& db, std::int64_t scenario) {
  Statement s(db,
              "SELECT path, value, unit, low, high, source, confidence, text_zh, text_en, changed, citation, note FROM "
              "source WHERE scenario = "
              "? ORDER BY rowid");
  s.bind(1, scenario);
  std::vector<SourceRow> rows;
  while (s.executeStep()) {
    const std::string confidence = s.getColumn(6).getString();
    if (confidence != "A" && confidence != "B" && confidence != "C") {
      throw damaged("confidence = " + confidence);
    }
    rows.push_back({s.getColumn(0).getString(), s.getColumn(1).getString(), s.getColumn(2).getString(),
                    s.getColumn(3).getDouble(), s.getColumn(4).getDouble(), s.getColumn(5).getString(),
                    static_cast<models::Confidence>(confidence[0]), name_at(s, 7), s.getColumn(9).getInt() != 0,
                    s.getColumn(10).getString(), s.getColumn(11).getString()});
  }
  return rows;
}

std::vector<models::KpiDefinition> read_definitions(SQLite::Database& db) {
  using namespace models;
  Statement s(db,
              "SELECT key, name_zh, name_en, hazard, latency, statistic, breakdown, part, unit, less_is_better, kpi "
              "FROM kpi_definition ORDER BY kpi");
  std::vector<KpiDefinition> all;
  while (s.executeStep()) {
    if (s.getColumn(10).getInt64() != static_cast<std::int64_t>(all.size())) throw damaged("kpi_definition");
    KpiDefinition d;
    d.key = s.getColumn(0).getString();
    d.name = name_at(s, 1);
    d.hazard = maybe_code<Hazard>(s.getColumn(3), hazards);
    d.latency = maybe_code<Latency>(s.getColumn(4), latencies);
    d.statistic = code_of<Statistic>(s.getColumn(5), static_cast<std::size_t>(Statistic::total) + 1);
    d.breakdown = code_of<Breakdown>(s.getColumn(6), static_cast<std::size_t>(Breakdown::variety) + 1);
    d.part = u32(s.getColumn(7));
    d.unit = s.getColumn(8).getString();
    d.less_is_better = s.getColumn(9).getInt() != 0;
    all.push_back(std::move(d));
  }
  return all;
}

void read_replications(SQLite::Database& db, std::int64_t scenario, std::size_t kpi_count, ScenarioResults& to) {
  Statement rows(
      db, "SELECT replication, trace_hash, events, incidents FROM replication WHERE scenario = ? ORDER BY replication");
  rows.bind(1, scenario);
  while (rows.executeStep()) {
    to.replications.push_back({u32(rows.getColumn(0)), std::stoull(rows.getColumn(1).getString(), nullptr, 16),
                               static_cast<std::uint64_t>(rows.getColumn(2).getInt64()),
                               static_cast<std::uint64_t>(rows.getColumn(3).getInt64())});
  }
  to.kpis.assign(to.replications.size(), models::Kpis(kpi_count));
  to.activity.resize(to.replications.size());
  const auto index_of = [&](std::uint32_t replication) {
    const auto it = std::lower_bound(to.replications.begin(), to.replications.end(), replication,
                                     [](const ReplicationRow& r, std::uint32_t n) { return r.replication < n; });
    if (it == to.replications.end() || it->replication != replication) throw damaged("replication");
    return static_cast<std::size_t>(it - to.replications.begin());
  };
  Statement kpis(db, "SELECT replication, kpi, value FROM kpi WHERE scenario = ?");
  kpis.bind(1, scenario);
  while (kpis.executeStep()) {
    const std::uint32_t kpi = u32(kpis.getColumn(1));
    if (kpi >= kpi_count) throw damaged("kpi");
    to.kpis[index_of(u32(kpis.getColumn(0)))][kpi] = kpis.getColumn(2).getDouble();
  }
  Statement activity(db,
                     "SELECT replication, helper, place, posts, jobs, busy_hours, on_duty_hours FROM unit_activity "
                     "WHERE scenario = ?");
  activity.bind(1, scenario);
  while (activity.executeStep()) {
    to.activity[index_of(u32(activity.getColumn(0)))].push_back(
        {code_of<models::Helper>(activity.getColumn(1), models::helpers), u32(activity.getColumn(2)),
         u32(activity.getColumn(3)), static_cast<std::uint64_t>(activity.getColumn(4).getInt64()),
         activity.getColumn(5).getDouble(), activity.getColumn(6).getDouble()});
  }
}

std::vector<models::WaterUseCount> read_water_use(SQLite::Database& db, std::int64_t scenario) {
  Statement s(db,
              "SELECT asset, number, sum(used), sum(failed), max(greatest_dlps) FROM water_use WHERE scenario = ? "
              "GROUP BY asset, number ORDER BY asset, number");
  s.bind(1, scenario);
  std::vector<models::WaterUseCount> all;
  while (s.executeStep()) {
    all.push_back({code_of<models::WaterAsset>(s.getColumn(0), models::water_assets), u32(s.getColumn(1)),
                   u32(s.getColumn(2)), u32(s.getColumn(3)), u32(s.getColumn(4))});
  }
  return all;
}

// None where nobody brought water to bear.
std::optional<FireWater> fire_water_of(const models::IncidentRecord& r) {
  const auto first = r.times.between(models::Stage::onset, models::Stage::water);
  if (r.hazard() != models::Hazard::fire || !first) return std::nullopt;
  FireWater water;
  water.first_water_s = sim::to_seconds(*first);
  water.flow_lps = 0.1 * r.water_dlps;
  if (r.hydrant) {
    water.hydrant_lps = 0.1 * r.hydrant_dlps;
    water.hydrant_m = 0.1 * r.hydrant_pressure_dm;
  }
  return water;
}

ScenarioResults read_scenario(SQLite::Database& db, Statement& s, std::size_t kpi_count) {
  ScenarioResults result;
  const std::string role = s.getColumn(1).getString();
  if (role != "single" && role != "base" && role != "alternative") {
    throw damaged("role = " + role);
  }
  result.info.role = role == "single" ? Role::single : role == "base" ? Role::base : Role::alternative;
  result.info.name = name_at(s, 2);
  result.info.seed = static_cast<std::uint64_t>(s.getColumn(4).getInt64());
  result.info.days = s.getColumn(5).getInt64();
  result.info.warm_up_days = s.getColumn(6).getInt64();
  result.info.replications = s.getColumn(7).getInt64();
  result.info.digest = s.getColumn(8).getString();
  result.info.json = s.getColumn(9).getString();
  const std::int64_t scenario = s.getColumn(0).getInt64();
  result.places = read_places(db, scenario);
  result.sources = read_sources(db, scenario);
  read_replications(db, scenario, kpi_count, result);
  result.water_use = read_water_use(db, scenario);
  return result;
}

models::IncidentRecord incident_at(Statement& s) {
  using namespace models;
  IncidentRecord r;
  const auto bits = static_cast<std::uint64_t>(s.getColumn(2).getInt64());
  if (bits >> 56 >= hazards) throw damaged("incident");
  r.id = IncidentId(static_cast<Hazard>(bits >> 56), static_cast<std::uint32_t>(bits >> 48) & 0xffu,
                    static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32) & 0xffffu);
  r.variety = code_of<Variety>(s.getColumn(3), varieties);
  r.group = code_of<Group>(s.getColumn(4), groups);
  r.compound = maybe_id<CompoundId>(s.getColumn(5));
  r.community = maybe_id<CommunityId>(s.getColumn(6));
  r.household = maybe_id<HouseholdId>(s.getColumn(7));
  r.resident = maybe_id<ResidentId>(s.getColumn(8));
  r.alarm_in_home = s.getColumn(9).getInt() != 0;
  r.linked_alarm_in_home = s.getColumn(10).getInt() != 0;
  int column = 11;
  for (std::size_t stage = 0; stage < stages; ++stage, ++column) {
    const SQLite::Column time = s.getColumn(column);
    if (!time.isNull()) r.times.set(static_cast<Stage>(stage), sim::epoch + sim::Duration{time.getInt64()});
  }
  r.noticed_by = maybe_code<Noticer>(s.getColumn(column++), noticers);
  r.acknowledged_by = maybe_code<Recipient>(s.getColumn(column++), recipients);
  r.first_helper = maybe_code<Helper>(s.getColumn(column++), helpers);
  r.ending = code_of<Ending>(s.getColumn(column++), endings);
  r.reported = s.getColumn(column++).getInt() != 0;
  r.extent = code_of<FireExtent>(s.getColumn(column++), fire_extents);
  r.deaths = static_cast<std::uint8_t>(s.getColumn(column++).getInt());
  r.injuries = static_cast<std::uint8_t>(s.getColumn(column++).getInt());
  r.ignited = s.getColumn(column++).getInt() != 0;
  r.survived = s.getColumn(column++).getInt() != 0;
  r.loss_yuan = static_cast<std::uint64_t>(s.getColumn(column++).getInt64());
  r.water_dlps = u32(s.getColumn(column++));
  r.alarms_sent = static_cast<std::uint8_t>(s.getColumn(column++).getInt());
  r.alarms_acknowledged = static_cast<std::uint8_t>(s.getColumn(column++).getInt());
  r.alarm_unanswered = s.getColumn(column++).getInt() != 0;
  r.hydrant = maybe_id<HydrantId>(s.getColumn(column++));
  r.hydrant_dlps = u32(s.getColumn(column++));
  r.hydrant_pressure_dm = u32(s.getColumn(column++));
  return r;
}

void each_incident(SQLite::Database& db, std::int64_t scenario,
                   const std::function<void(std::uint32_t, const models::IncidentRecord&)>& sink) {
  Statement s(db, "SELECT * FROM incident WHERE scenario = ? ORDER BY rowid");
  s.bind(1, scenario);
  while (s.executeStep()) sink(u32(s.getColumn(1)), incident_at(s));
}

std::vector<std::uint32_t> common_replications(const ScenarioResults& a, const ScenarioResults& b) {
  std::vector<std::uint32_t> common;
  for (const ReplicationRow& x : a.replications) {
    for (const ReplicationRow& y : b.replications) {
      if (x.replication == y.replication) common.push_back(x.replication);
    }
  }
  return common;
}

void check_header(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const models::Name wanted{"结果文件（results.sqlite）", "a results file (results.sqlite)"};
  if (!in) throw Wrong{wanted, {"无法打开的文件", "nothing that can be opened"}};
  std::string magic(16, '\0');
  in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
  if (in.gcount() != 16 || magic != std::string("SQLite format 3\0", 16)) {
    throw Wrong{wanted, {"其他类型的文件", "a file of another kind"}};
  }
}

// Opens the file, checks what it is, and turns every fault into an error that names it.
template <class Work>
void with_database(const std::string& path, Work&& work) {
  const auto fail = [&path](const Wrong& w) { return ScenarioError({{path, "", 0, 0, w.wanted, w.found, {}}}); };
  try {
    check_header(path);
    SQLite::Database db(path, SQLite::OPEN_READONLY);
    if (db.execAndGet("PRAGMA application_id").getInt() != results_application_id) {
      throw Wrong{{"本程序的结果文件", "a results file of this program"},
                  {"其他程序的 SQLite 数据库", "an SQLite database of another program"}};
    }
    const int format = db.execAndGet("PRAGMA user_version").getInt();
    if (format != results_format) {
      throw Wrong{
          {fmt::format("第 {} 版结果格式", results_format), fmt::format("results of format {}", results_format)},
          {fmt::format("第 {} 版", format), fmt::format("format {}", format)}};
    }
    work(db);
  } catch (const Wrong& w) {
    throw fail(w);
  } catch (const SQLite::Exception& e) {
    throw fail(damaged(e.what()));
  } catch (const std::logic_error& e) {  // what std::stoull and the geometries throw
    throw fail(damaged(e.what()));
  }
}

const ScenarioResults* with_role(const std::vector<ScenarioResults>& all, Role role) {
  for (const ScenarioResults& s : all) {
    if (s.info.role == role) return &s;
  }
  return nullptr;
}

}  // namespace

const ScenarioResults* Results::base() const { return with_role(scenarios, Role::base); }
const ScenarioResults* Results::alternative() const { return with_role(scenarios, Role::alternative); }

Results read_results(const std::string& path) {
  Results results;
  with_database(path, [&](SQLite::Database& db) {
    Statement run(db, "SELECT version, command, finished FROM run");
    if (!run.executeStep()) throw damaged("run");
    results.run = {run.getColumn(0).getString(), run.getColumn(1).getString(), run.getColumn(2).getInt() != 0};
    results.definitions = read_definitions(db);
    Statement scenarios(db,
                        "SELECT scenario, role, name_zh, name_en, seed, days, warm_up_days, replications, digest, json "
                        "FROM scenario ORDER BY scenario");
    while (scenarios.executeStep()) {
      results.scenarios.push_back(read_scenario(db, scenarios, results.definitions.size()));
    }
    // The alternative first: its incidents say which pairs are wanted.
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < results.scenarios.size(); ++i) {
      const bool first = results.scenarios[i].info.role == Role::alternative;
      order.insert(first ? order.begin() : order.end(), i);
    }
    const bool paired = results.base() != nullptr && results.alternative() != nullptr;
    MatchedFold matched(paired ? common_replications(*results.base(), *results.alternative())
                               : std::vector<std::uint32_t>{});
    for (const std::size_t i : order) {
      ScenarioResults& scenario = results.scenarios[i];
      DistributionFold fold;
      each_incident(db, static_cast<std::int64_t>(i), [&](std::uint32_t replication, const models::IncidentRecord& r) {
        fold.add(r);
        if (const auto water = fire_water_of(r)) scenario.fire_water.push_back(*water);
        if (scenario.info.role == Role::alternative) matched.add_alternative(replication, r);
        if (scenario.info.role == Role::base) matched.add_base(replication, r);
      });
      scenario.distributions = std::move(fold).result();
    }
    if (paired) results.matched = matched.result();
  });
  return results;
}

void read_incidents(const std::string& path, const IncidentSink& sink) {
  with_database(path, [&](SQLite::Database& db) {
    Statement scenarios(db, "SELECT scenario FROM scenario ORDER BY scenario");
    while (scenarios.executeStep()) {
      const std::int64_t scenario = scenarios.getColumn(0).getInt64();
      each_incident(db, scenario, [&](std::uint32_t replication, const models::IncidentRecord& r) {
        sink(static_cast<std::uint32_t>(scenario), replication, r);
      });
    }
  });
}

}  // namespace yuanluo::scenarios
