#include "scenarios/study/study_tables.hpp"

namespace yuanluo::scenarios {

std::string_view study_tables() {
  // Tables of results are kept in the order of their keys, so that they do not depend on who finished first.
  return R"sql(
CREATE TABLE study (version TEXT, name_zh TEXT, name_en TEXT, digest TEXT, design TEXT, days INTEGER,
  warm_up_days INTEGER, seed INTEGER, antithetic INTEGER, level REAL, finished INTEGER);
CREATE TABLE scenario (scenario INTEGER PRIMARY KEY, name_zh TEXT, name_en TEXT, digest TEXT);
CREATE TABLE factor (factor INTEGER PRIMARY KEY, parameter TEXT, name_zh TEXT, name_en TEXT, unit TEXT);
CREATE TABLE point (point INTEGER PRIMARY KEY, scenario INTEGER, digest TEXT, label_zh TEXT, label_en TEXT);
CREATE TABLE setting (point INTEGER, factor INTEGER, value TEXT, coordinate REAL,
  PRIMARY KEY (point, factor)) WITHOUT ROWID;
CREATE TABLE kpi_definition (kpi INTEGER PRIMARY KEY, key TEXT, name_zh TEXT, name_en TEXT, unit TEXT,
  less_is_better INTEGER, named INTEGER);
CREATE TABLE trial (point INTEGER, replication INTEGER, trace_hash TEXT, events INTEGER, incidents INTEGER,
  PRIMARY KEY (point, replication)) WITHOUT ROWID;
CREATE TABLE value (point INTEGER, replication INTEGER, kpi INTEGER, value REAL,
  PRIMARY KEY (point, replication, kpi)) WITHOUT ROWID;
CREATE TABLE control (point INTEGER, replication INTEGER, control INTEGER, value REAL, mean REAL,
  PRIMARY KEY (point, replication, control)) WITHOUT ROWID;
CREATE TABLE estimate (point INTEGER, kpi INTEGER, n INTEGER, mean REAL, low REAL, high REAL, sd REAL,
  variance_saved REAL, PRIMARY KEY (point, kpi)) WITHOUT ROWID;
CREATE TABLE difference (point INTEGER, kpi INTEGER, n INTEGER, mean REAL, low REAL, high REAL, low_together REAL,
  high_together REAL, p REAL, p_holm REAL, variance_removed REAL, PRIMARY KEY (point, kpi)) WITHOUT ROWID;
CREATE TABLE level_effect (scenario INTEGER, kpi INTEGER, factor INTEGER, level INTEGER, mean REAL, effect REAL,
  low REAL, high REAL, PRIMARY KEY (scenario, kpi, factor, level)) WITHOUT ROWID;
CREATE TABLE interaction (scenario INTEGER, kpi INTEGER, factor_a INTEGER, factor_b INTEGER, level_a INTEGER,
  level_b INTEGER, effect REAL, low REAL, high REAL,
  PRIMARY KEY (scenario, kpi, factor_a, factor_b, level_a, level_b)) WITHOUT ROWID;
CREATE TABLE linear_effect (scenario INTEGER, kpi INTEGER, factor INTEGER, change REAL, low REAL, high REAL,
  explained REAL, predicted REAL, predicted_curved REAL, PRIMARY KEY (scenario, kpi, factor)) WITHOUT ROWID;
CREATE TABLE elementary_effect (scenario INTEGER, kpi INTEGER, factor INTEGER, n INTEGER, mean REAL, low REAL,
  high REAL, mean_size REAL, size_low REAL, size_high REAL, sd REAL,
  PRIMARY KEY (scenario, kpi, factor)) WITHOUT ROWID;
CREATE TABLE sensitivity_index (scenario INTEGER, kpi INTEGER, factor INTEGER, first REAL, first_low REAL,
  first_high REAL, total REAL, total_low REAL, total_high REAL, variance REAL,
  PRIMARY KEY (scenario, kpi, factor)) WITHOUT ROWID;
CREATE TABLE standing (rank INTEGER PRIMARY KEY, point INTEGER, replications INTEGER, mean REAL, behind REAL,
  behind_low REAL, behind_high REAL, eliminated_by INTEGER, eliminated_after INTEGER, decided INTEGER);
CREATE TABLE session (session INTEGER PRIMARY KEY, command TEXT, began_at TEXT);
CREATE TABLE timing (point INTEGER, replication INTEGER, session INTEGER, rank INTEGER, wall_seconds REAL,
  written_at TEXT, PRIMARY KEY (point, replication)) WITHOUT ROWID;
)sql";
}

}  // namespace yuanluo::scenarios
