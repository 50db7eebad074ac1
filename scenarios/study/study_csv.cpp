#include <array>

#include "scenarios/results/csv.hpp"
#include "scenarios/study/study_file.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr std::array tables{
    CsvTable{"study.csv", "SELECT * FROM study"},
    CsvTable{"scenario.csv", "SELECT * FROM scenario"},
    CsvTable{"factor.csv", "SELECT * FROM factor"},
    CsvTable{"point.csv", "SELECT * FROM point"},
    CsvTable{"setting.csv",
             "SELECT s.point, f.parameter, s.value, s.coordinate FROM setting s JOIN factor f USING (factor) "
             "ORDER BY s.point, s.factor"},
    CsvTable{"kpi_definition.csv", "SELECT * FROM kpi_definition"},
    CsvTable{"trial.csv", "SELECT * FROM trial"},
    CsvTable{"value.csv",
             "SELECT v.point, v.replication, d.key, v.value, d.unit FROM value v JOIN kpi_definition d USING (kpi) "
             "ORDER BY v.point, v.replication, v.kpi"},
    CsvTable{"estimate.csv",
             "SELECT e.point, d.key, e.n, e.mean, e.low, e.high, e.sd, e.variance_saved, d.unit FROM estimate e "
             "JOIN kpi_definition d USING (kpi) ORDER BY e.point, e.kpi"},
    CsvTable{"difference.csv",
             "SELECT e.point, d.key, e.n, e.mean, e.low, e.high, e.low_together, e.high_together, e.p, e.p_holm, "
             "e.variance_removed, d.unit FROM difference e JOIN kpi_definition d USING (kpi) ORDER BY e.point, e.kpi"},
    CsvTable{"level_effect.csv",
             "SELECT e.scenario, d.key, f.parameter, e.level, e.mean, e.effect, e.low, e.high, d.unit "
             "FROM level_effect e JOIN kpi_definition d USING (kpi) JOIN factor f USING (factor) "
             "ORDER BY e.scenario, e.kpi, e.factor, e.level"},
    CsvTable{"linear_effect.csv",
             "SELECT e.scenario, d.key, f.parameter, e.change, e.low, e.high, e.explained, e.predicted, "
             "e.predicted_curved, d.unit FROM linear_effect e JOIN kpi_definition d USING (kpi) JOIN factor f USING "
             "(factor) ORDER BY e.scenario, e.kpi, e.factor"},
    CsvTable{"interaction.csv",
             "SELECT e.scenario, d.key, a.parameter AS parameter_a, b.parameter AS parameter_b, e.level_a, e.level_b, "
             "e.effect, e.low, e.high, d.unit FROM interaction e JOIN kpi_definition d USING (kpi) "
             "JOIN factor a ON a.factor = e.factor_a JOIN factor b ON b.factor = e.factor_b "
             "ORDER BY e.scenario, e.kpi, e.factor_a, e.factor_b, e.level_a, e.level_b"},
    CsvTable{"elementary_effect.csv",
             "SELECT e.scenario, d.key, f.parameter, e.n, e.mean, e.low, e.high, e.mean_size, e.size_low, e.size_high, "
             "e.sd, d.unit FROM elementary_effect e JOIN kpi_definition d USING (kpi) JOIN factor f USING (factor) "
             "ORDER BY e.scenario, e.kpi, e.factor"},
    CsvTable{"sensitivity_index.csv",
             "SELECT e.scenario, d.key, f.parameter, e.first, e.first_low, e.first_high, e.total, e.total_low, "
             "e.total_high, e.variance, d.unit FROM sensitivity_index e JOIN kpi_definition d USING (kpi) "
             "JOIN factor f USING (factor) ORDER BY e.scenario, e.kpi, e.factor"},
    CsvTable{"standing.csv", "SELECT * FROM standing"},
};

}  // namespace

void export_study_csv(const std::string& path, const std::string& folder) { export_csv(path, folder, tables); }

}  // namespace yuanluo::scenarios
