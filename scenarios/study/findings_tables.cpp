#include "scenarios/study/findings_tables.hpp"

#include <fmt/format.h>

#include "scenarios/study/rows.hpp"

namespace yuanluo::scenarios {
namespace {

void write_means(SQLite::Database& sqlite, const Findings& findings) {
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
      run_row(estimate);
    }
  }
}

void write_differences(SQLite::Database& sqlite, const Study& study, const Findings& findings) {
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
      run_row(difference);
    }
  }
}

void write_effects(SQLite::Database& sqlite, const Study& study, const Findings& findings) {
  SQLite::Statement level(sqlite, "INSERT INTO level_effect VALUES (?,?,?,?,?,?,?,?)");
  SQLite::Statement linear(sqlite, "INSERT INTO linear_effect VALUES (?,?,?,?,?,?,?,?,?)");
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
          run_row(level);
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
        bind_value(linear, 8, line->predicted);
        bind_value(linear, 9, line->predicted_curved);
        run_row(linear);
      }
    }
  }
}

void write_interactions(SQLite::Database& sqlite, const Study& study, const Findings& findings) {
  SQLite::Statement row(sqlite, "INSERT INTO interaction VALUES (?,?,?,?,?,?,?,?,?)");
  for (std::size_t s = 0; s < findings.interactions.size(); ++s) {
    for (std::size_t k = 0; k < findings.interactions[s].size(); ++k) {
      for (const PairFinding& pair : findings.interactions[s][k]) {
        for (const plan::Interaction& one : pair.interactions) {
          row.bind(1, whole(s));
          row.bind(2, whole(study.measured_index(study.kpis[k])));
          row.bind(3, whole(pair.a));
          row.bind(4, whole(pair.b));
          row.bind(5, whole(one.level_a));
          row.bind(6, whole(one.level_b));
          row.bind(7, one.effect.mean);
          row.bind(8, one.effect.low());
          row.bind(9, one.effect.high());
          run_row(row);
        }
      }
    }
  }
}

void write_sensitivity(SQLite::Database& sqlite, const Study& study, const Findings& findings) {
  SQLite::Statement elementary(sqlite, "INSERT INTO elementary_effect VALUES (?,?,?,?,?,?,?,?,?,?,?)");
  SQLite::Statement index(sqlite, "INSERT INTO sensitivity_index VALUES (?,?,?,?,?,?,?,?,?,?)");
  for (std::size_t s = 0; s < findings.sensitivity.size(); ++s) {
    for (std::size_t k = 0; k < study.kpis.size(); ++k) {
      const auto kpi = whole(study.measured_index(study.kpis[k]));
      const auto& effects = findings.elementary_effects[s][k];
      for (std::size_t f = 0; effects && f < effects->size(); ++f) {
        const plan::ElementaryEffect& e = (*effects)[f];
        elementary.bind(1, whole(s));
        elementary.bind(2, kpi);
        elementary.bind(3, whole(f));
        elementary.bind(4, whole(e.mean.count));
        elementary.bind(5, e.mean.mean);
        elementary.bind(6, e.mean.low());
        elementary.bind(7, e.mean.high());
        elementary.bind(8, e.mean_size.mean);
        elementary.bind(9, e.mean_size.low());
        elementary.bind(10, e.mean_size.high());
        elementary.bind(11, e.sd);
        run_row(elementary);
      }
      const auto& found = findings.sensitivity[s][k];
      for (std::size_t f = 0; found && f < found->index.size(); ++f) {
        const plan::SensitivityIndex& i = found->index[f];
        index.bind(1, whole(s));
        index.bind(2, kpi);
        index.bind(3, whole(f));
        index.bind(4, i.first);
        index.bind(5, i.first_low);
        index.bind(6, i.first_high);
        index.bind(7, i.total);
        index.bind(8, i.total_low);
        index.bind(9, i.total_high);
        index.bind(10, found->variance);
        run_row(index);
      }
    }
  }
}

void write_standings(SQLite::Database& sqlite, const Study& study, const Findings& findings) {
  if (!findings.selection) return;
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
    run_row(standing);
  }
}

}  // namespace

void write_findings(SQLite::Database& sqlite, const Study& study, const Findings& findings) {
  for (const char* table : {"estimate", "difference", "level_effect", "linear_effect", "interaction",
                            "elementary_effect", "sensitivity_index", "standing"})
    sqlite.exec(fmt::format("DELETE FROM {}", table));
  write_means(sqlite, findings);
  write_differences(sqlite, study, findings);
  write_effects(sqlite, study, findings);
  write_interactions(sqlite, study, findings);
  write_sensitivity(sqlite, study, findings);
  write_standings(sqlite, study, findings);
  sqlite.exec("UPDATE study SET finished = 1");
}

}  // namespace yuanluo::scenarios
