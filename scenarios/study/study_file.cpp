#include "scenarios/study/study_file.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "scenarios/problem.hpp"
#include "scenarios/study/study_tables.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;
using models::Name;

ScenarioError refused(const std::string& path, Name wanted, Name found, Name hint = {}) {
  return ScenarioError({{path, "", 0, 0, std::move(wanted), std::move(found), std::move(hint)}});
}

template <class Work>
auto guarded(const std::string& path, Work&& work) {
  try {
    return work();
  } catch (const SQLite::Exception& e) {
    throw refused(path, {"可以写入的文件", "a file that can be written"}, same(e.what()));
  }
}

// Held while the file is open: a lock on its folder, which goes when the process does, however it ends.
class FolderLock {
 public:
  explicit FolderLock(const std::string& path)
      : descriptor_(::open((fs::absolute(path).parent_path()).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    const bool there = descriptor_ >= 0;
    if (there) ::close(descriptor_);
    if (!there) throw refused(path, {"可以打开的目录", "a folder that can be opened"}, {"打不开", "none"});
    throw refused(path, {"没有其他进程在用的文件", "a file that no other process uses"},
                  {"另一个进程正在运行这项研究", "another process that runs this study"});
  }
  ~FolderLock() { ::close(descriptor_); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

void bind_value(SQLite::Statement& s, int at, const plan::Value& value) {
  if (value) {
    s.bind(at, *value);
  } else {
    s.bind(at);
  }
}

void run(SQLite::Statement& s) {
  s.exec();
  s.reset();
}

std::int64_t whole(std::uint64_t value) { return static_cast<std::int64_t>(value); }

}  // namespace

class StudyFile::Database {
 public:
  Database(const std::string& file, const Study& study_, const std::string& version, const std::string& command)
      : path(file), lock(file), sqlite(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), study(study_) {
    // Somebody who looks into the file just now is waited for.
    sqlite.setBusyTimeout(10'000);
    const bool fresh = fs::file_size(path) == 0;
    if (!fresh) check(version);
    // The write-ahead log keeps every finished transaction when the process dies.
    sqlite.exec("PRAGMA journal_mode = WAL");
    sqlite.exec("PRAGMA synchronous = NORMAL");
    SQLite::Transaction transaction(sqlite);
    if (fresh) create(version);
    sqlite.exec("UPDATE study SET finished = 0");
    SQLite::Statement session_row(sqlite, "INSERT INTO session (command, began_at) VALUES (?, datetime('now'))");
    session_row.bind(1, command);
    run(session_row);
    session = sqlite.getLastInsertRowid();
    transaction.commit();
    add_trial.emplace(sqlite, "INSERT INTO trial VALUES (?,?,?,?,?)");
    add_value.emplace(sqlite, "INSERT INTO value VALUES (?,?,?,?)");
    add_control.emplace(sqlite, "INSERT INTO control VALUES (?,?,?,?,?)");
    add_timing.emplace(sqlite, "INSERT INTO timing VALUES (?,?,?,?,?,datetime('now'))");
  }

  void check(const std::string& version) {
    const auto text = [this](const char* sql) { return sqlite.execAndGet(sql).getString(); };
    if (sqlite.execAndGet("PRAGMA application_id").getInt() != study_application_id)
      throw refused(
          path, {"没有同名文件，或者是这项研究较早的结果", "no file of this name, or earlier results of this study"},
          {"其他类型的文件", "a file of another kind"});
    if (sqlite.execAndGet("PRAGMA user_version").getInt() != study_format ||
        text("SELECT version FROM study") != version)
      throw refused(path, {"本版本程序的结果", "results of this version of the program"},
                    same(text("SELECT version FROM study")), {"换一个输出目录", "choose another folder"});
    if (text("SELECT digest FROM study") != study.digest)
      throw refused(path, {"这项研究的结果", "results of this study"},
                    {"另一项研究，或场景与因素已改动的研究的结果",
                     "those of another study, or of one whose scenarios or factors were other"},
                    {"换一个输出目录", "choose another folder"});
  }

  void create(const std::string& version);
  void create_points();
  void load(StudyResults& results);
  void write(const Findings& findings);

  std::string path;
  FolderLock lock;
  SQLite::Database sqlite;
  const Study& study;
  std::int64_t session = 0;
  std::optional<SQLite::Statement> add_trial, add_value, add_control, add_timing;
};

void StudyFile::Database::create(const std::string& version) {
  sqlite.exec("PRAGMA application_id = " + std::to_string(study_application_id));
  sqlite.exec("PRAGMA user_version = " + std::to_string(study_format));
  sqlite.exec(study_tables().data());
  SQLite::Statement add(sqlite, "INSERT INTO study VALUES (?,?,?,?,?,?,?,?,?,?,0)");
  add.bind(1, version);
  add.bind(2, study.name.zh);
  add.bind(3, study.name.en);
  add.bind(4, study.digest);
  add.bind(5, std::string(design_word(study.design)));
  add.bind(6, study.run.days);
  add.bind(7, study.run.warm_up_days);
  add.bind(8, study.run.seed);
  add.bind(9, study.antithetic ? 1 : 0);
  add.bind(10, study.level);
  run(add);
  SQLite::Statement scenario(sqlite, "INSERT INTO scenario VALUES (?,?,?,?)");
  for (std::size_t s = 0; s < study.scenarios.size(); ++s) {
    scenario.bind(1, whole(s));
    scenario.bind(2, study.scenarios[s].name.zh);
    scenario.bind(3, study.scenarios[s].name.en);
    scenario.bind(4, digest(study.scenarios[s]));
    run(scenario);
  }
  SQLite::Statement kpi(sqlite, "INSERT INTO kpi_definition VALUES (?,?,?,?,?,?,?)");
  for (std::size_t k = 0; k < study.measured.size(); ++k) {
    const models::KpiDefinition& d = study.measured[k];
    kpi.bind(1, whole(k));
    kpi.bind(2, d.key);
    kpi.bind(3, d.name.zh);
    kpi.bind(4, d.name.en);
    kpi.bind(5, d.unit);
    kpi.bind(6, d.less_is_better ? 1 : 0);
    const auto named = std::find(study.kpis.begin(), study.kpis.end(), d.key);
    if (named == study.kpis.end()) {
      kpi.bind(7);
    } else {
      kpi.bind(7, whole(static_cast<std::uint64_t>(named - study.kpis.begin())));
    }
    run(kpi);
  }
  create_points();
}

void StudyFile::Database::create_points() {
  SQLite::Statement factor(sqlite, "INSERT INTO factor VALUES (?,?,?,?,?)");
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    factor.bind(1, whole(f));
    factor.bind(2, study.factors[f].parameter);
    factor.bind(3, study.factors[f].name.zh);
    factor.bind(4, study.factors[f].name.en);
    factor.bind(5, study.factors[f].unit);
    run(factor);
  }
  SQLite::Statement point(sqlite, "INSERT INTO point VALUES (?,?,?,?,?)");
  SQLite::Statement setting(sqlite, "INSERT INTO setting VALUES (?,?,?,?)");
  for (std::uint32_t p = 0; p < study.points.size(); ++p) {
    const StudyPoint& one = study.points[p];
    const Name label = study.label(p);
    point.bind(1, whole(p));
    point.bind(2, whole(one.scenario));
    point.bind(3, one.digest);
    point.bind(4, label.zh);
    point.bind(5, label.en);
    run(point);
    for (std::size_t f = 0; f < one.settings.size(); ++f) {
      setting.bind(1, whole(p));
      setting.bind(2, whole(f));
      setting.bind(3, one.settings[f].dump());
      setting.bind(4, one.coordinates[f]);
      run(setting);
    }
  }
}

void StudyFile::Database::load(StudyResults& results) {
  std::map<plan::Trial, TrialResult> all;
  const auto trial_at = [](SQLite::Statement& row) {
    return plan::Trial{row.getColumn(0).getUInt(), row.getColumn(1).getUInt()};
  };
  SQLite::Statement trials(sqlite, "SELECT point, replication, trace_hash, events, incidents FROM trial");
  while (trials.executeStep()) {
    TrialResult& r = all[trial_at(trials)];
    r.trial = trial_at(trials);
    r.trace_hash = std::stoull(trials.getColumn(2).getString(), nullptr, 16);
    r.events = static_cast<std::uint64_t>(trials.getColumn(3).getInt64());
    r.incidents = static_cast<std::uint64_t>(trials.getColumn(4).getInt64());
    r.values.resize(study.measured.size());
  }
  SQLite::Statement values(sqlite, "SELECT point, replication, kpi, value FROM value");
  while (values.executeStep())
    all.at(trial_at(values)).values.at(values.getColumn(2).getUInt()) = values.getColumn(3).getDouble();
  SQLite::Statement controls(
      sqlite, "SELECT point, replication, value, mean FROM control ORDER BY point, replication, control");
  while (controls.executeStep()) {
    TrialResult& r = all.at(trial_at(controls));
    r.controls.push_back(controls.getColumn(2).getDouble());
    r.control_means.push_back(controls.getColumn(3).getDouble());
  }
  for (auto& [trial, result] : all) results.add(std::move(result));
}

void StudyFile::Database::write(const Findings& findings) {
  SQLite::Transaction transaction(sqlite);
  for (const char* table : {"estimate", "difference", "level_effect", "linear_effect", "standing"})
    sqlite.exec(fmt::format("DELETE FROM {}", table));
  SQLite::Statement estimate(sqlite, "INSERT INTO estimate VALUES (?,?,?,?,?,?,?,?)");
  for (std::size_t p = 0; p < findings.means.size(); ++p) {
    for (std::size_t k = 0; k < findings.means[p].size(); ++k) {
      const auto& mean = findings.means[p][k];
      if (!mean) continue;
      estimate.bind(1, whole(p));
      estimate.bind(2, whole(k));
      estimate.bind(3, whole(mean->interval.count));
      estimate.bind(4, mean->interval.mean);
      bind_value(estimate, 5, mean->interval.count > 1 ? plan::Value(mean->interval.low()) : std::nullopt);
      bind_value(estimate, 6, mean->interval.count > 1 ? plan::Value(mean->interval.high()) : std::nullopt);
      estimate.bind(7, mean->sd);
      estimate.bind(8, mean->variance_saved);
      run(estimate);
    }
  }
  SQLite::Statement difference(sqlite, "INSERT INTO difference VALUES (?,?,?,?,?,?,?,?,?,?,?)");
  for (std::size_t k = 0; k < findings.differences.size(); ++k) {
    for (std::size_t p = 0; p < findings.differences[k].size(); ++p) {
      const auto& d = findings.differences[k][p];
      if (!d) continue;
      difference.bind(1, whole(p));
      difference.bind(2, whole(study.measured_index(study.kpis[k])));
      difference.bind(3, whole(d->difference.interval.count));
      difference.bind(4, d->difference.interval.mean);
      difference.bind(5, d->difference.interval.low());
      difference.bind(6, d->difference.interval.high());
      difference.bind(7, d->difference.simultaneous.low());
      difference.bind(8, d->difference.simultaneous.high());
      difference.bind(9, d->difference.p);
      difference.bind(10, d->difference.p_holm);
      difference.bind(11, d->variance_removed);
      run(difference);
    }
  }
  SQLite::Statement level(sqlite, "INSERT INTO level_effect VALUES (?,?,?,?,?,?,?,?)");
  SQLite::Statement linear(sqlite, "INSERT INTO linear_effect VALUES (?,?,?,?,?,?,?)");
  for (std::size_t s = 0; s < findings.level_effects.size(); ++s) {
    for (std::size_t k = 0; k < study.kpis.size(); ++k) {
      const auto kpi = whole(study.measured_index(study.kpis[k]));
      const auto& by_factor = findings.level_effects[s][k];
      for (std::size_t f = 0; f < by_factor.size(); ++f) {
        for (const plan::LevelEffect& e : by_factor[f]) {
          level.bind(1, whole(s));
          level.bind(2, kpi);
          level.bind(3, whole(f));
          level.bind(4, whole(e.level));
          level.bind(5, e.mean.mean);
          level.bind(6, e.effect.mean);
          level.bind(7, e.effect.low());
          level.bind(8, e.effect.high());
          run(level);
        }
      }
      const auto& line = findings.linear_effects[s][k];
      for (std::size_t f = 0; line && f < line->change.size(); ++f) {
        linear.bind(1, whole(s));
        linear.bind(2, kpi);
        linear.bind(3, whole(f));
        linear.bind(4, line->change[f].mean);
        linear.bind(5, line->change[f].low());
        linear.bind(6, line->change[f].high());
        linear.bind(7, line->explained);
        run(linear);
      }
    }
  }
  if (findings.selection) {
    SQLite::Statement standing(sqlite, "INSERT INTO standing VALUES (?,?,?,?,?,?,?,?,?,?)");
    const plan::Selection& s = *findings.selection;
    const auto ranking = s.ranking(std::get<SelectionPlan>(study.plan).goal.less_is_better);
    for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
      const plan::Standing& one = s.standings[ranking[rank]];
      standing.bind(1, whole(rank + 1));
      standing.bind(2, whole(ranking[rank]));
      standing.bind(3, whole(one.replications));
      standing.bind(4, one.mean);
      bind_value(standing, 5, one.behind ? plan::Value(one.behind->mean) : std::nullopt);
      bind_value(standing, 6, one.behind ? plan::Value(one.behind->low()) : std::nullopt);
      bind_value(standing, 7, one.behind ? plan::Value(one.behind->high()) : std::nullopt);
      if (one.eliminated_by) {
        standing.bind(8, whole(*one.eliminated_by));
        standing.bind(9, whole(one.eliminated_after));
      } else {
        standing.bind(8);
        standing.bind(9);
      }
      standing.bind(10, s.decided ? 1 : 0);
      run(standing);
    }
  }
  sqlite.exec("UPDATE study SET finished = 1");
  transaction.commit();
}

StudyFile::StudyFile(const std::string& path, const Study& study, const std::string& version,
                     const std::string& command)
    : database_(guarded(path, [&] { return std::make_unique<Database>(path, study, version, command); })) {
  guarded(path, [&] { database_->load(results_); });
}

StudyFile::~StudyFile() = default;

void StudyFile::add(TrialResult&& result, int rank) {
  Database& db = *database_;
  guarded(db.path, [&] {
    SQLite::Transaction transaction(db.sqlite);
    const auto each = [&](SQLite::Statement& s) {
      s.bind(1, whole(result.trial.candidate));
      s.bind(2, whole(result.trial.replication));
    };
    SQLite::Statement& trial = *db.add_trial;
    each(trial);
    trial.bind(3, fmt::format("{:016x}", result.trace_hash));
    trial.bind(4, whole(result.events));
    trial.bind(5, whole(result.incidents));
    run(trial);
    for (std::size_t k = 0; k < result.values.size(); ++k) {
      if (!result.values[k]) continue;
      each(*db.add_value);
      db.add_value->bind(3, whole(k));
      db.add_value->bind(4, *result.values[k]);
      run(*db.add_value);
    }
    for (std::size_t c = 0; c < result.controls.size(); ++c) {
      each(*db.add_control);
      db.add_control->bind(3, whole(c));
      db.add_control->bind(4, result.controls[c]);
      db.add_control->bind(5, result.control_means[c]);
      run(*db.add_control);
    }
    each(*db.add_timing);
    db.add_timing->bind(3, db.session);
    db.add_timing->bind(4, rank);
    db.add_timing->bind(5, result.wall_seconds);
    run(*db.add_timing);
    transaction.commit();
  });
  results_.add(std::move(result));
}

void StudyFile::finish(const Findings& findings) {
  Database& db = *database_;
  guarded(db.path, [&] {
    db.write(findings);
    db.add_trial.reset();
    db.add_value.reset();
    db.add_control.reset();
    db.add_timing.reset();
    db.sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    db.sqlite.exec("PRAGMA journal_mode = DELETE");
  });
}

}  // namespace yuanluo::scenarios
