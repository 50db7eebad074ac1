#include "scenarios/study/study_file.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>

#include "scenarios/problem.hpp"
#include "scenarios/study/findings_tables.hpp"
#include "scenarios/study/rows.hpp"
#include "scenarios/study/study_tables.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;
using models::Name;

ScenarioError refused(const std::string& path, Name wanted, Name found, Name hint = {}) {
  return ScenarioError({{path, "", 0, 0, std::move(wanted), std::move(found), std::move(hint)}});
}

// What SQLite says of `path`, as a problem of the user's file.
ScenarioError told(const std::string& path, const SQLite::Exception& e) {
  switch (e.getErrorCode()) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return refused(path, {"完好的结果文件", "an intact file of results"},
                     {fmt::format("损坏的文件（{}）", e.what()), fmt::format("a damaged one ({})", e.what())},
                     {"把它移走，研究会重新开始", "move it away, and the study begins anew"});
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return refused(
          path, {"磁盘上有空间", "room on the disk"}, same(e.what()),
          {"已完成的都在；腾出空间后用同一命令继续", "what is done is kept; make room, and the same command goes on"});
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return refused(path, {"没有其他程序锁住的文件", "a file that no other program has locked"}, same(e.what()));
    default:
      return refused(path, {"可以写入的文件", "a file that can be written"}, same(e.what()));
  }
}

template <class Work>
auto guarded(const std::string& path, Work&& work) {
  try {
    return work();
  } catch (const SQLite::Exception& e) {
    throw told(path, e);
  }
}

// Refuses a file that does not hold results of this study.
void check_study(SQLite::Database& sqlite, const std::string& path, const Study& study, const std::string& version) {
  const auto text = [&sqlite](const char* sql) { return sqlite.execAndGet(sql).getString(); };
  if (sqlite.execAndGet("PRAGMA application_id").getInt() != study_application_id)
    throw refused(path,
                  {"没有同名文件，或者是这项研究较早的结果", "no file of this name, or earlier results of this study"},
                  {"其他类型的文件", "a file of another kind"});
  const int format = sqlite.execAndGet("PRAGMA user_version").getInt();
  if (format != study_format || text("SELECT version FROM study") != version) {
    const std::string its = format == study_format ? text("SELECT version FROM study") : std::string();
    throw refused(path, {"本版本程序的结果", "results of this version of the program"},
                  its.empty() ? Name{"另一版本的结果", "those of another"} : same(its),
                  {"换一个输出目录", "choose another folder"});
  }
  if (text("SELECT digest FROM study") != study.digest)
    throw refused(path, {"这项研究的结果", "results of this study"},
                  {"另一项研究，或场景与因素已改动的研究的结果",
                   "those of another study, or of one whose scenarios or factors were other"},
                  {"换一个输出目录", "choose another folder"});
}

// A trial as it is kept, and who ran it.
struct KeptTrial {
  TrialResult result;
  int rank = 0;
};

// All trials of a results file that has passed check_study(). Throws ScenarioError where its rows make no sense.
std::map<plan::Trial, KeptTrial> trials_of(SQLite::Database& sqlite, const std::string& path, const Study& study) {
  std::map<plan::Trial, KeptTrial> all;
  const auto trial_at = [&study](SQLite::Statement& row) {
    const plan::Trial trial{row.getColumn(0).getUInt(), row.getColumn(1).getUInt()};
    if (trial.candidate >= study.points.size()) throw std::out_of_range("no such point");
    return trial;
  };
  try {
    SQLite::Statement trials(sqlite,
                             "SELECT point, replication, trace_hash, events, incidents, rank, wall_seconds "
                             "FROM trial LEFT JOIN timing USING (point, replication)");
    while (trials.executeStep()) {
      KeptTrial& kept = all[trial_at(trials)];
      TrialResult& r = kept.result;
      r.trial = trial_at(trials);
      r.trace_hash = std::stoull(trials.getColumn(2).getString(), nullptr, 16);
      r.events = static_cast<std::uint64_t>(trials.getColumn(3).getInt64());
      r.incidents = static_cast<std::uint64_t>(trials.getColumn(4).getInt64());
      kept.rank = trials.getColumn(5).getInt();
      r.wall_seconds = trials.getColumn(6).getDouble();
      r.values.resize(study.measured.size());
    }
    SQLite::Statement values(sqlite, "SELECT point, replication, kpi, value FROM value");
    while (values.executeStep())
      all.at(trial_at(values)).result.values.at(values.getColumn(2).getUInt()) = values.getColumn(3).getDouble();
    SQLite::Statement controls(
        sqlite, "SELECT point, replication, value, mean FROM control ORDER BY point, replication, control");
    while (controls.executeStep()) {
      TrialResult& r = all.at(trial_at(controls)).result;
      r.controls.push_back(controls.getColumn(2).getDouble());
      r.control_means.push_back(controls.getColumn(3).getDouble());
    }
  } catch (const std::logic_error& e) {
    throw refused(path, {"完好的结果文件", "an intact file of results"},
                  {fmt::format("不合理的行（{}）", e.what()), fmt::format("rows that make no sense ({})", e.what())},
                  {"把它移走，研究会重新开始", "move it away, and the study begins anew"});
  }
  return all;
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

}  // namespace

class StudyFile::Database {
 public:
  Database(const std::string& file, const Study& study_, const std::string& version, const std::string& command)
      : path(file), lock(file), sqlite(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), study(study_) {
    // Somebody who looks into the file just now is waited for.
    sqlite.setBusyTimeout(10'000);
    const bool fresh = fs::file_size(path) == 0;
    if (!fresh) check_study(sqlite, path, study, version);
    // The write-ahead log keeps every finished transaction when the process dies.
    sqlite.exec("PRAGMA journal_mode = WAL");
    sqlite.exec("PRAGMA synchronous = NORMAL");
    SQLite::Transaction transaction(sqlite);
    if (fresh) create(version);
    sqlite.exec("UPDATE study SET finished = 0");
    SQLite::Statement session_row(sqlite, "INSERT INTO session (command, began_at) VALUES (?, datetime('now'))");
    session_row.bind(1, command);
    run_row(session_row);
    session = sqlite.getLastInsertRowid();
    transaction.commit();
    add_trial.emplace(sqlite, "INSERT INTO trial VALUES (?,?,?,?,?)");
    add_value.emplace(sqlite, "INSERT INTO value VALUES (?,?,?,?)");
    add_control.emplace(sqlite, "INSERT INTO control VALUES (?,?,?,?,?)");
    add_timing.emplace(sqlite, "INSERT INTO timing VALUES (?,?,?,?,?,datetime('now'))");
  }

  void create(const std::string& version);
  void create_points();

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
  add.bind(5, std::string(design_words[static_cast<std::size_t>(study.design)]));
  add.bind(6, study.run.days);
  add.bind(7, study.run.warm_up_days);
  add.bind(8, study.run.seed);
  add.bind(9, study.antithetic ? 1 : 0);
  add.bind(10, study.level);
  run_row(add);
  SQLite::Statement scenario(sqlite, "INSERT INTO scenario VALUES (?,?,?,?)");
  for (std::size_t s = 0; s < study.scenarios.size(); ++s) {
    scenario.bind(1, whole(s));
    scenario.bind(2, study.scenarios[s].name.zh);
    scenario.bind(3, study.scenarios[s].name.en);
    scenario.bind(4, digest(study.scenarios[s]));
    run_row(scenario);
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
    run_row(kpi);
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
    run_row(factor);
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
    run_row(point);
    for (std::size_t f = 0; f < one.settings.size(); ++f) {
      setting.bind(1, whole(p));
      setting.bind(2, whole(f));
      setting.bind(3, one.settings[f].dump());
      setting.bind(4, one.coordinates[f]);
      run_row(setting);
    }
  }
}

StudyFile::StudyFile(const std::string& path, const Study& study, const std::string& version,
                     const std::string& command)
    : database_(guarded(path, [&] { return std::make_unique<Database>(path, study, version, command); })) {
  guarded(path, [&] {
    for (auto& [trial, kept] : trials_of(database_->sqlite, path, study)) results_.add(std::move(kept.result));
  });
}

std::size_t StudyFile::merge(const std::string& path, const std::string& version) {
  std::size_t added = 0;
  std::map<plan::Trial, KeptTrial> others;
  try {
    SQLite::Database other(path, SQLite::OPEN_READONLY);
    check_study(other, path, database_->study, version);
    others = trials_of(other, path, database_->study);
  } catch (const SQLite::Exception& e) {
    if (e.getErrorCode() != SQLITE_CANTOPEN) throw told(path, e);
    throw refused(path, {"可以读取的结果文件", "a file of results that can be read"}, same(e.what()));
  }
  for (auto& [trial, kept] : others) {
    const TrialResult* const here = results_.find(trial);
    if (here == nullptr) {
      add(std::move(kept.result), kept.rank);
      ++added;
    } else if (here->trace_hash != kept.result.trace_hash || here->values != kept.result.values) {
      throw refused(path, {"与已有结果相同的重复", "the same replication as is there already"},
                    {fmt::format("第 {} 点第 {} 次重复不同", trial.candidate, trial.replication),
                     fmt::format("another replication {} of point {}", trial.replication, trial.candidate)},
                    {"两个文件之一被改动过", "one of the two files was changed"});
    }
  }
  return added;
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
    run_row(trial);
    for (std::size_t k = 0; k < result.values.size(); ++k) {
      if (!result.values[k]) continue;
      each(*db.add_value);
      db.add_value->bind(3, whole(k));
      db.add_value->bind(4, *result.values[k]);
      run_row(*db.add_value);
    }
    for (std::size_t c = 0; c < result.controls.size(); ++c) {
      each(*db.add_control);
      db.add_control->bind(3, whole(c));
      db.add_control->bind(4, result.controls[c]);
      db.add_control->bind(5, result.control_means[c]);
      run_row(*db.add_control);
    }
    each(*db.add_timing);
    db.add_timing->bind(3, db.session);
    db.add_timing->bind(4, rank);
    db.add_timing->bind(5, result.wall_seconds);
    run_row(*db.add_timing);
    transaction.commit();
  });
  results_.add(std::move(result));
}

void StudyFile::finish(const Findings& findings) {
  Database& db = *database_;
  guarded(db.path, [&] {
    SQLite::Transaction transaction(db.sqlite);
    write_findings(db.sqlite, db.study, findings);
    transaction.commit();
    db.add_trial.reset();
    db.add_value.reset();
    db.add_control.reset();
    db.add_timing.reset();
    db.sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    db.sqlite.exec("PRAGMA journal_mode = DELETE");
  });
}

}  // namespace yuanluo::scenarios
