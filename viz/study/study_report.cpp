#include "viz/study/study_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"
#include "viz/report/page.hpp"
#include "viz/report/svg.hpp"
#include "viz/study/interval_chart.hpp"

namespace yuanluo::viz {
namespace {

using models::Name;
using scenarios::Findings;
using scenarios::Json;
using scenarios::Study;

constexpr std::size_t most_rows = 200;  // of a chart or table; the CSV files have all

std::string percent(double share) { return fmt::format("{:.3g} %", 100.0 * share); }

class StudyPage {
 public:
  StudyPage(const Study& study, const scenarios::StudyResults& results, const Findings& findings)
      : study_(study), results_(results), findings_(findings) {}

  std::string body() {
    summary();
    if (!study_.factors.empty()) effects();
    points();
    if (findings_.selection) ranking();
    method();
    return html_.str();
  }

 private:
  void begin_section(const char* anchor, std::string_view zh, std::string_view en) {
    html_.raw(fmt::format("<section id={}><h2>", anchor)).both(zh, en).raw("</h2>");
  }
  void end_section() { html_.raw("</section>"); }
  void paragraph(const std::string& zh, const std::string& en) { html_.raw("<p>").both(zh, en).raw("</p>"); }

  const models::KpiDefinition& definition(const std::string& key) const {
    return study_.measured[study_.measured_index(key)];
  }
  Unit unit_of(const std::string& key) const {
    const std::size_t kpi = study_.measured_index(key);
    double largest = 0.0;
    for (const auto& point : findings_.means)
      if (point[kpi]) largest = std::max(largest, std::abs(point[kpi]->interval.mean));
    return unit_for(study_.measured[kpi], largest);
  }
  // Differences can be much smaller than the values: as many decimals as they need.
  static Unit finer(Unit unit, double largest) {
    const double shown = largest / unit.divisor;
    if (shown > 0.0 && shown < 10.0)
      unit.decimals = std::clamp(static_cast<int>(std::ceil(1.0 - std::log10(shown))), unit.decimals, 6);
    return unit;
  }
  std::string unit_in(const Unit& unit, models::Language language) const {
    const std::string& name = unit.name.in(language);
    return name.empty() ? "" : fmt::format(" ({})", name);
  }
  Name heading_of(const std::string& key, const Unit& unit) const {
    const Name& name = definition(key).name;
    return {name.zh + unit_in(unit, models::Language::zh), name.en + unit_in(unit, models::Language::en)};
  }

  void summary() {
    begin_section("summary", "要点", "Key findings");
    html_.raw("<ul class=sentences>");
    const auto item = [&](const std::string& zh, const std::string& en) {
      html_.raw("<li>").both(zh, en).raw("</li>");
    };
    if (!study_.description.en.empty()) item(study_.description.zh, study_.description.en);
    item(
        fmt::format("{} 个试验点，共 {} 次重复，每次 {} 天；各点使用相同的随机数，可逐次配对比较。",
                    study_.points.size(), grouped(results_.size()), study_.run.days),
        fmt::format("{} points, {} replications in all of {} days each; all points have the same luck and are compared "
                    "replication by replication.",
                    study_.points.size(), grouped(results_.size()), study_.run.days));
    if (const auto& s = findings_.selection) {
      const Name label = study_.label(s->best);
      if (s->decided) {
        item(fmt::format("选中：{}（选对的概率 {}）。", label.zh, percent(s->confidence)),
             fmt::format("Chosen: {} (probability of a good selection {}).", label.en, percent(s->confidence)));
      } else {
        item(fmt::format("预算用完时尚未选定；目前领先：{}。", label.zh),
             fmt::format("The budget ended before the choice was sure; in the lead: {}.", label.en));
      }
    }
    beyond_chance(item);
    if (findings_.reached) {
      const auto not_yet = std::count(findings_.reached->begin(), findings_.reached->end(), false);
      if (not_yet > 0) {
        item(fmt::format("{} 个试验点的区间未达到要求的宽度。", not_yet),
             fmt::format("{} points did not reach the interval that was asked for.", not_yet));
      }
    }
    html_.raw("</ul>");
    end_section();
  }

  template <class Item>
  void beyond_chance(const Item& item) {
    for (std::size_t k = 0; k < findings_.differences.size() && study_.points.size() > 1; ++k) {
      std::size_t beyond = 0, all = 0;
      for (const auto& d : findings_.differences[k]) {
        if (!d) continue;
        ++all;
        beyond += d->difference.p_holm <= 1.0 - study_.level ? 1 : 0;
      }
      const Name& name = definition(study_.kpis[k]).name;
      item(fmt::format("{}：{} 个试验点中有 {} 个与第 0 点的差异超出偶然（Holm 校正）。", name.zh, all, beyond),
           fmt::format("{}: {} of {} points differ from point 0 by more than chance (Holm's correction).", name.en,
                       beyond, all));
    }
  }

  void effects() {
    begin_section("effects", "主效应", "Main effects");
    for (std::size_t s = 0; s < study_.scenarios.size(); ++s) {
      if (study_.scenarios.size() > 1) html_.raw("<h3>").both(study_.scenarios[s].name).raw("</h3>");
      for (std::size_t k = 0; k < study_.kpis.size(); ++k) {
        level_chart(s, k);
        linear_chart(s, k);
      }
    }
    if (study_.design == scenarios::DesignKind::one_at_a_time || study_.design == scenarios::DesignKind::list) {
      paragraph("此设计的效应即各点与第 0 点之差，见下节。",
                "With this design the effects are the differences from point 0, in the next section.");
    }
    end_section();
  }

  void level_chart(std::size_t s, std::size_t k) {
    const auto& by_factor = findings_.level_effects[s][k];
    std::vector<IntervalRow> rows;
    double largest = 0.0;
    for (std::size_t f = 0; f < by_factor.size(); ++f) {
      for (const plan::LevelEffect& e : by_factor[f]) {
        const auto& factor = study_.factors[f];
        const auto at = std::find_if(study_.points.begin(), study_.points.end(), [&](const scenarios::StudyPoint& p) {
          return p.scenario == s && p.levels[f] == e.level;
        });
        const std::string value = scenarios::value_text(at->settings[f]);
        rows.push_back({{factor.name.zh + " = " + value, factor.name.en + " = " + value},
                        e.effect.mean,
                        e.effect.low(),
                        e.effect.high(),
                        f % 2 == 1});
        largest = std::max({largest, std::abs(e.effect.low()), std::abs(e.effect.high())});
      }
    }
    if (rows.empty()) return;
    const Unit unit = finer(unit_of(study_.kpis[k]), largest);
    figure(rows, 0.0, heading_of(study_.kpis[k], unit), unit, "各水平与全部点均值之差，及其置信区间",
           "Each level against the mean of all points, with its interval");
  }

  void linear_chart(std::size_t s, std::size_t k) {
    const auto& line = findings_.linear_effects[s][k];
    if (!line) return;
    std::vector<IntervalRow> rows;
    double largest = 0.0;
    for (std::size_t f = 0; f < line->change.size(); ++f) {
      const auto& change = line->change[f];
      rows.push_back({study_.factors[f].name, change.mean, change.low(), change.high(), false});
      largest = std::max({largest, std::abs(change.low()), std::abs(change.high())});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const IntervalRow& a, const IntervalRow& b) {
      return std::abs(a.middle) > std::abs(b.middle);
    });
    const Unit unit = finer(unit_of(study_.kpis[k]), largest);
    figure(
        rows, 0.0, heading_of(study_.kpis[k], unit), unit,
        fmt::format("因素由范围下端到上端时的变化（线性回归），及其置信区间；直线解释各点均值方差的 {}",
                    percent(line->explained)),
        fmt::format("The change when a factor goes from the low to the high end of its range (linear regression), with "
                    "its interval; the line explains {} of the variance between points",
                    percent(line->explained)));
  }

  void figure(const std::vector<IntervalRow>& rows, std::optional<double> zero, const Name& title, const Unit& unit,
              const std::string& zh, const std::string& en) {
    html_.raw("<figure><p class=map-title>").both(title).raw("</p>");
    const std::size_t shown = std::min(rows.size(), most_rows);
    html_.raw(interval_chart(title, {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(shown)}, zero, unit));
    html_.raw("<figcaption>").both(zh, en).raw("</figcaption></figure>");
  }

  void points() {
    begin_section("points", "试验点", "Points");
    for (std::size_t k = 0; k < study_.kpis.size(); ++k) {
      const std::size_t kpi = study_.measured_index(study_.kpis[k]);
      const Unit unit = unit_of(study_.kpis[k]);
      std::vector<IntervalRow> rows;
      for (std::uint32_t p = 0; p < study_.points.size(); ++p) {
        const auto& mean = findings_.means[p][kpi];
        if (!mean || mean->interval.count < 2) continue;
        const Name label = study_.label(p);
        const bool best = findings_.selection && findings_.selection->best == p;
        rows.push_back({{fmt::format("{}：{}", p, label.zh), fmt::format("{}: {}", p, label.en)},
                        mean->interval.mean,
                        mean->interval.low(),
                        mean->interval.high(),
                        best});
      }
      if (rows.empty()) continue;
      std::optional<double> base;
      if (!findings_.differences.empty()) base = rows.front().middle;
      figure(rows, base, heading_of(study_.kpis[k], unit), unit,
             fmt::format("均值及其 {} 置信区间{}", percent(study_.level), base ? "；虚线为第 0 点" : ""),
             fmt::format("Means with their {} intervals{}", percent(study_.level), base ? "; dashed: point 0" : ""));
      point_table(k, unit);
    }
    end_section();
  }

  void point_table(std::size_t k, const Unit& unit) {
    const std::size_t kpi = study_.measured_index(study_.kpis[k]);
    const bool differences = !findings_.differences.empty() && study_.points.size() > 1;
    double largest = 0.0;
    if (differences)
      for (const auto& d : findings_.differences[k])
        if (d) largest = std::max(largest, std::abs(d->difference.interval.mean));
    const Unit fine = finer(unit, largest);
    html_.raw("<div class=scroll><table><caption>").both(heading_of(study_.kpis[k], unit)).raw("</caption><thead><tr>");
    const auto head = [&](std::string_view zh, std::string_view en) {
      html_.raw("<th scope=col class=num style=\"white-space:normal\">").both(zh, en).raw("</th>");
    };
    head("试验点", "point");
    if (study_.scenarios.size() > 1 || study_.factors.empty())
      html_.raw("<th scope=col>").both("场景", "scenario").raw("</th>");
    for (const scenarios::Factor& factor : study_.factors) head(factor.name.zh, factor.name.en);
    head("次数", "n");
    head("均值", "mean");
    if (differences) {
      head("与第 0 点之差", "minus point 0");
      head("同时成立的区间", "joint interval");
      head("p（Holm）", "p (Holm)");
      head("配对省去的方差", "variance cut by pairing");
    }
    if (study_.antithetic || study_.controls) head("方差缩减", "variance saved");
    html_.raw("</tr></thead><tbody>");
    for (std::uint32_t p = 0; p < std::min(study_.points.size(), most_rows); ++p) {
      const auto& mean = findings_.means[p][kpi];
      html_.raw("<tr>");
      cell(std::to_string(p));
      const scenarios::StudyPoint& point = study_.points[p];
      if (study_.scenarios.size() > 1 || study_.factors.empty())
        html_.raw("<th scope=row>").both(study_.scenarios[point.scenario].name).raw("</th>");
      for (const Json& setting : point.settings) cell(scenarios::value_text(setting));
      cell(mean ? grouped(mean->interval.count) : "0");
      if (mean) {
        html_.raw("<td class=num>").text(number(mean->interval.mean, unit));
        if (mean->interval.count > 1)
          html_.raw("<small>").text(range(mean->interval.low(), mean->interval.high(), unit)).raw("</small>");
        html_.raw("</td>");
      } else {
        cell("–");
      }
      if (differences) difference_cells(findings_.differences[k][p], fine);
      if (study_.antithetic || study_.controls) cell(mean ? percent(mean->variance_saved) : "–");
      html_.raw("</tr>");
    }
    html_.raw("</tbody></table></div>");
    if (study_.points.size() > most_rows) paragraph("其余各点见 CSV。", "The CSV files have all other points.");
  }

  void cell(const std::string& text) { html_.raw("<td class=num>").text(text).raw("</td>"); }

  void difference_cells(const std::optional<scenarios::DifferenceFinding>& d, const Unit& unit) {
    if (!d) {
      for (int i = 0; i < 4; ++i) cell("–");
      return;
    }
    cell(signed_number(d->difference.interval.mean, unit));
    cell(range(d->difference.simultaneous.low(), d->difference.simultaneous.high(), unit));
    cell(fmt::format("{:.2g}", d->difference.p_holm));
    cell(percent(d->variance_removed));
  }

  void ranking() {
    const auto& plan = std::get<scenarios::SelectionPlan>(study_.plan);
    const plan::Selection& s = *findings_.selection;
    const Unit unit = finer(unit_of(plan.kpi), plan.goal.difference);
    begin_section("ranking", "排序与选择", "Ranking and selection");
    const bool kim_nelson = plan.method == scenarios::SelectionMethod::kim_nelson;
    paragraph(fmt::format("按“{}”{}；小于 {} 的差异不计。方法：{}。", definition(plan.kpi).name.zh,
                          plan.goal.less_is_better ? "取最小" : "取最大",
                          with_unit(plan.goal.difference, unit, models::Language::zh),
                          kim_nelson ? "Kim–Nelson 全序贯法" : "OCBA（配对差）"),
              fmt::format("By {}, {}; differences below {} do not count. Method: {}.", definition(plan.kpi).name.en,
                          plan.goal.less_is_better ? "the least" : "the greatest",
                          with_unit(plan.goal.difference, unit, models::Language::en),
                          kim_nelson ? "Kim and Nelson's fully sequential procedure" : "OCBA over paired differences"));
    html_.raw("<div class=scroll><table><thead><tr><th scope=col class=num>").both("名次", "rank");
    html_.raw("</th><th scope=col>").both("试验点", "point");
    for (const auto& [zh, en] : std::initializer_list<std::pair<const char*, const char*>>{
             {"次数", "n"}, {"均值", "mean"}, {"落后于选中者", "behind the chosen one"}, {"由谁淘汰", "dropped by"}})
      html_.raw("</th><th scope=col class=num>").both(zh, en);
    html_.raw("</th></tr></thead><tbody>");
    std::size_t rank = 0;
    for (const std::uint32_t p : s.ranking(plan.goal.less_is_better)) {
      if (++rank > most_rows) break;
      const plan::Standing& one = s.standings[p];
      const Name label = study_.label(p);
      html_.raw("<tr>");
      cell(std::to_string(rank));
      html_.raw("<th scope=row>")
          .both(fmt::format("{}：{}", p, label.zh), fmt::format("{}: {}", p, label.en))
          .raw("</th>");
      cell(grouped(one.replications));
      cell(number(one.mean, unit));
      if (one.behind) {
        html_.raw("<td class=num>").text(signed_number(one.behind->mean, unit)).raw("<small>");
        html_.text(range(one.behind->low(), one.behind->high(), unit)).raw("</small></td>");
      } else {
        cell("–");
      }
      html_.raw("<td class=num>");
      if (one.eliminated_by)
        html_.both(fmt::format("第 {} 点（{} 次后）", *one.eliminated_by, one.eliminated_after),
                   fmt::format("point {} (after {})", *one.eliminated_by, one.eliminated_after));
      html_.raw("</td></tr>");
    }
    html_.raw("</tbody></table></div>");
    paragraph("序贯淘汰后的区间只供参考：被淘汰者的次数较少。",
              "Intervals after sequential elimination are a guide only: those that dropped out have few replications.");
    end_section();
  }

  void method() {
    begin_section("method", "方法", "Method");
    paragraph(
        fmt::format(
            "区间为 Student t 区间（{}）；与第 0 点的差逐次配对。多个差同时阅读时，“同时成立的区间”按 Bonferroni "
            "放宽，p 值按 Holm 逐步校正。",
            percent(study_.level)),
        fmt::format("Intervals are Student's ({}); differences from point 0 are taken replication by replication. "
                    "Where many are read at once, the intervals that hold together are widened by Bonferroni, and "
                    "the p values are corrected by Holm's step-down method.",
                    percent(study_.level)));
    html_.raw("<table class=facts><tbody>");
    const auto fact = [&](std::string_view zh, std::string_view en, const std::string& value) {
      html_.raw("<tr><th scope=row>").both(zh, en).raw("</th><td>").text(value).raw("</td></tr>");
    };
    for (const auto& file : study_.scenario_files) fact("场景", "scenario", file);
    for (const auto& factor : study_.factors) fact("因素", "factor", factor.parameter);
    fact("随机种子", "seed", std::to_string(study_.run.seed));
    fact("摘要", "digest", study_.digest);
    html_.raw("</tbody></table>");
    end_section();
  }

  const Study& study_;
  const scenarios::StudyResults& results_;
  const Findings& findings_;
  Html html_;
};

}  // namespace

std::string study_report_html(const Study& study, const scenarios::StudyResults& results, const Findings& findings,
                              models::Language language) {
  return static_page({"研究报告", "Study report"}, study.name, StudyPage(study, results, findings).body(), language);
}

}  // namespace yuanluo::viz
