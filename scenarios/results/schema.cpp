#include "scenarios/results/schema.hpp"

namespace yuanluo::scenarios {

std::string_view results_tables() {
  return R"sql(
CREATE TABLE run (
  version  TEXT NOT NULL,
  command  TEXT NOT NULL,
  finished INTEGER NOT NULL
);
CREATE TABLE word (
  kind TEXT NOT NULL,
  code INTEGER NOT NULL,
  key  TEXT NOT NULL,
  zh   TEXT NOT NULL,
  en   TEXT NOT NULL,
  PRIMARY KEY (kind, code)
) WITHOUT ROWID;
CREATE TABLE scenario (
  scenario     INTEGER PRIMARY KEY,
  role         TEXT NOT NULL,
  name_zh      TEXT NOT NULL,
  name_en      TEXT NOT NULL,
  district_zh  TEXT NOT NULL,
  district_en  TEXT NOT NULL,
  boundary     TEXT NOT NULL,
  pump_stations INTEGER NOT NULL,
  seed         INTEGER NOT NULL,
  days         INTEGER NOT NULL,
  warm_up_days INTEGER NOT NULL,
  replications INTEGER NOT NULL,
  digest       TEXT NOT NULL,
  json         TEXT NOT NULL
);
CREATE TABLE source (
  scenario   INTEGER NOT NULL,
  path       TEXT NOT NULL,
  value      TEXT NOT NULL,
  unit       TEXT NOT NULL,
  low        REAL NOT NULL,
  high       REAL NOT NULL,
  source     TEXT NOT NULL,
  confidence TEXT NOT NULL,
  text_zh    TEXT NOT NULL,
  text_en    TEXT NOT NULL,
  changed    INTEGER NOT NULL,
  citation   TEXT NOT NULL,
  note       TEXT NOT NULL
);
CREATE TABLE community (
  scenario  INTEGER NOT NULL,
  community INTEGER NOT NULL,
  name_zh   TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  compounds INTEGER NOT NULL,
  grid_workers INTEGER NOT NULL,
  buildings INTEGER NOT NULL,
  households INTEGER NOT NULL,
  residents INTEGER NOT NULL,
  aged_80   INTEGER NOT NULL,
  living_alone INTEGER NOT NULL,
  disabled  INTEGER NOT NULL,
  smoke_alarms INTEGER NOT NULL,
  gas_sensors INTEGER NOT NULL,
  water_flow_sensors INTEGER NOT NULL,
  sos_buttons INTEGER NOT NULL,
  motion_sensors INTEGER NOT NULL,
  linked_devices INTEGER NOT NULL,
  geometry  TEXT NOT NULL,
  PRIMARY KEY (scenario, community)
) WITHOUT ROWID;
CREATE TABLE compound (
  scenario  INTEGER NOT NULL,
  compound  INTEGER NOT NULL,
  name_zh   TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  community INTEGER NOT NULL,
  built_year INTEGER NOT NULL,
  gatehouse_staffed INTEGER NOT NULL,
  fire_lane_narrow INTEGER NOT NULL,
  centre_lon REAL NOT NULL,
  centre_lat REAL NOT NULL,
  gate_lon  REAL NOT NULL,
  gate_lat  REAL NOT NULL,
  buildings INTEGER NOT NULL,
  households INTEGER NOT NULL,
  residents INTEGER NOT NULL,
  aged_80   INTEGER NOT NULL,
  living_alone INTEGER NOT NULL,
  disabled  INTEGER NOT NULL,
  smoke_alarms INTEGER NOT NULL,
  gas_sensors INTEGER NOT NULL,
  water_flow_sensors INTEGER NOT NULL,
  sos_buttons INTEGER NOT NULL,
  motion_sensors INTEGER NOT NULL,
  linked_devices INTEGER NOT NULL,
  geometry  TEXT NOT NULL,
  PRIMARY KEY (scenario, compound)
) WITHOUT ROWID;
CREATE TABLE street (
  scenario INTEGER NOT NULL,
  street   INTEGER NOT NULL,
  name_zh  TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  class    INTEGER NOT NULL,
  oneway   INTEGER NOT NULL,
  geometry TEXT NOT NULL,
  PRIMARY KEY (scenario, street)
) WITHOUT ROWID;
CREATE TABLE station (
  scenario INTEGER NOT NULL,
  station  INTEGER NOT NULL,
  kind     INTEGER NOT NULL,
  name_zh  TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  lon      REAL NOT NULL,
  lat      REAL NOT NULL,
  vehicles INTEGER NOT NULL,
  PRIMARY KEY (scenario, station)
) WITHOUT ROWID;
CREATE TABLE hydrant (
  scenario INTEGER NOT NULL,
  hydrant  INTEGER NOT NULL,
  lon      REAL NOT NULL,
  lat      REAL NOT NULL,
  PRIMARY KEY (scenario, hydrant)
) WITHOUT ROWID;
CREATE TABLE hydrant_flow (
  scenario   INTEGER NOT NULL,
  hydrant    INTEGER NOT NULL,
  static_m   REAL,
  flow_lps   REAL,
  lifted_lps REAL,
  PRIMARY KEY (scenario, hydrant)
) WITHOUT ROWID;
CREATE TABLE pump_station (
  scenario     INTEGER NOT NULL,
  pump_station INTEGER NOT NULL,
  name_zh      TEXT NOT NULL,
  name_en      TEXT NOT NULL,
  PRIMARY KEY (scenario, pump_station)
) WITHOUT ROWID;
CREATE TABLE kpi_definition (
  kpi       INTEGER PRIMARY KEY,
  key       TEXT NOT NULL UNIQUE,
  name_zh   TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  hazard    INTEGER,
  latency   INTEGER,
  statistic INTEGER NOT NULL,
  breakdown INTEGER NOT NULL,
  part      INTEGER NOT NULL,
  unit      TEXT NOT NULL,
  less_is_better INTEGER NOT NULL
);
CREATE TABLE replication (
  scenario    INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  trace_hash  TEXT NOT NULL,
  events      INTEGER NOT NULL,
  incidents   INTEGER NOT NULL,
  PRIMARY KEY (scenario, replication)
) WITHOUT ROWID;
CREATE TABLE timing (
  scenario    INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  wall_seconds REAL NOT NULL,
  written_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  PRIMARY KEY (scenario, replication)
) WITHOUT ROWID;
CREATE TABLE kpi (
  scenario    INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  kpi         INTEGER NOT NULL,
  value       REAL NOT NULL,
  PRIMARY KEY (scenario, replication, kpi)
) WITHOUT ROWID;
CREATE TABLE unit_activity (
  scenario    INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  helper      INTEGER NOT NULL,
  place       INTEGER NOT NULL,
  posts       INTEGER NOT NULL,
  jobs        INTEGER NOT NULL,
  busy_hours  REAL NOT NULL,
  on_duty_hours REAL NOT NULL,
  PRIMARY KEY (scenario, replication, helper, place)
) WITHOUT ROWID;
CREATE TABLE water_use (
  scenario    INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  asset       INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  used        INTEGER NOT NULL,
  failed      INTEGER NOT NULL,
  greatest_dlps INTEGER NOT NULL,
  PRIMARY KEY (scenario, replication, asset, number)
) WITHOUT ROWID;
CREATE TABLE incident (
  scenario    INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  incident    INTEGER NOT NULL,
  variety     INTEGER NOT NULL,
  population_group INTEGER NOT NULL,
  compound    INTEGER,
  community   INTEGER,
  household   INTEGER,
  resident    INTEGER,
  alarm_in_home INTEGER NOT NULL,
  linked_alarm_in_home INTEGER NOT NULL,
  onset_us    INTEGER,
  noticed_us  INTEGER,
  acknowledged_us INTEGER,
  dispatched_us INTEGER,
  arrived_us  INTEGER,
  reached_us  INTEGER,
  service_called_us INTEGER,
  service_arrived_us INTEGER,
  service_reached_us INTEGER,
  hydrant_sought_us INTEGER,
  water_us    INTEGER,
  hydrant_water_us INTEGER,
  ended_us    INTEGER,
  noticed_by  INTEGER,
  acknowledged_by INTEGER,
  first_helper INTEGER,
  ending      INTEGER NOT NULL,
  reported    INTEGER NOT NULL,
  extent      INTEGER NOT NULL,
  deaths      INTEGER NOT NULL,
  injuries    INTEGER NOT NULL,
  ignited     INTEGER NOT NULL,
  survived    INTEGER NOT NULL,
  loss_yuan   INTEGER NOT NULL,
  water_dlps  INTEGER NOT NULL,
  alarms_sent INTEGER NOT NULL,
  alarms_acknowledged INTEGER NOT NULL,
  alarm_unanswered INTEGER NOT NULL,
  hydrant     INTEGER,
  hydrant_dlps INTEGER NOT NULL,
  hydrant_pressure_dm INTEGER NOT NULL
);
)sql";
}

std::string_view results_views() {
  return R"sql(
CREATE VIEW kpi_by_replication AS
SELECT s.role AS scenario_role, s.name_zh AS scenario_zh, s.name_en AS scenario_en, k.replication, d.key, d.name_zh,
       d.name_en, k.value, d.unit
FROM kpi k JOIN kpi_definition d USING (kpi) JOIN scenario s USING (scenario);

CREATE VIEW kpi_mean AS
SELECT s.role AS scenario_role, s.name_zh AS scenario_zh, s.name_en AS scenario_en, d.key, d.name_zh, d.name_en,
       count(*) AS replications, avg(k.value) AS mean, min(k.value) AS least, max(k.value) AS greatest, d.unit
FROM kpi k JOIN kpi_definition d USING (kpi) JOIN scenario s USING (scenario)
GROUP BY k.scenario, k.kpi;

CREATE VIEW kpi_difference AS
SELECT d.key, d.name_zh, d.name_en, count(*) AS replications, avg(b.value) AS base, avg(a.value) AS alternative,
       avg(a.value - b.value) AS change, d.unit
FROM scenario sb
JOIN scenario sa ON sb.role = 'base' AND sa.role = 'alternative'
JOIN kpi b ON b.scenario = sb.scenario
JOIN kpi a ON a.scenario = sa.scenario AND a.replication = b.replication AND a.kpi = b.kpi
JOIN kpi_definition d ON d.kpi = b.kpi
GROUP BY b.kpi;

CREATE VIEW incident_in_words AS
SELECT i.scenario, i.replication, i.incident, h.key AS hazard, v.key AS variety, g.key AS population_group, i.compound,
       i.community, i.household, i.resident, i.alarm_in_home, i.linked_alarm_in_home, i.onset_us, i.noticed_us,
       i.acknowledged_us, i.dispatched_us, i.arrived_us, i.reached_us, i.service_called_us, i.service_arrived_us,
       i.service_reached_us, i.hydrant_sought_us, i.water_us, i.hydrant_water_us, i.ended_us, n.key AS noticed_by,
       a.key AS acknowledged_by, f.key AS first_helper, e.key AS ending, i.reported, x.key AS extent, i.deaths, i.injuries, i.ignited, i.survived,
       i.loss_yuan, i.water_dlps, i.alarms_sent, i.alarms_acknowledged, i.alarm_unanswered, i.hydrant,
       i.hydrant_dlps, i.hydrant_pressure_dm
FROM incident i
JOIN word h ON h.kind = 'hazard' AND h.code = i.incident >> 56
JOIN word v ON v.kind = 'variety' AND v.code = i.variety
JOIN word g ON g.kind = 'group' AND g.code = i.population_group
JOIN word e ON e.kind = 'ending' AND e.code = i.ending
JOIN word x ON x.kind = 'fire_extent' AND x.code = i.extent
LEFT JOIN word n ON n.kind = 'noticer' AND n.code = i.noticed_by
LEFT JOIN word a ON a.kind = 'recipient' AND a.code = i.acknowledged_by
LEFT JOIN word f ON f.kind = 'helper' AND f.code = i.first_helper;

CREATE VIEW unanswered_alarm AS
SELECT * FROM incident_in_words WHERE alarm_unanswered;

CREATE VIEW incident_latency AS
SELECT i.scenario, i.replication, i.incident, h.key AS hazard, v.key AS variety, g.key AS population_group,
       c.name_zh AS compound_zh, c.name_en AS compound_en,
       i.onset_us / 86400000000 AS onset_day, i.onset_us % 86400000000 / 3600000000 AS onset_hour,
       (i.noticed_us - i.onset_us) / 1e6 AS detection_s,
       (i.acknowledged_us - i.noticed_us) / 1e6 AS notification_s,
       (i.arrived_us - i.dispatched_us) / 1e6 AS travel_s,
       (i.reached_us - i.arrived_us) / 1e6 AS access_s,
       (i.reached_us - i.onset_us) / 1e6 AS response_s,
       (i.service_arrived_us - i.service_called_us) / 1e6 AS service_s,
       (i.water_us - i.onset_us) / 1e6 AS time_to_water_s,
       (coalesce(i.hydrant_water_us, i.ended_us) - i.hydrant_sought_us) / 1e6 AS hydrant_wait_s,
       (i.ended_us - i.onset_us) / 1e6 AS duration_s
FROM incident i
JOIN word h ON h.kind = 'hazard' AND h.code = i.incident >> 56
JOIN word v ON v.kind = 'variety' AND v.code = i.variety
JOIN word g ON g.kind = 'group' AND g.code = i.population_group
LEFT JOIN compound c ON c.scenario = i.scenario AND c.compound = i.compound;
)sql";
}

}  // namespace yuanluo::scenarios
