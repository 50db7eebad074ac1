#include "viz/study/study_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"
#include "viz/report/page.hpp"
#include "viz/report/sections.hpp"
#include "viz/report/svg.hpp"
#include "viz/study/effects_section.hpp"
#include "viz/study/interval_chart.hpp"
#include "viz/study/study_units.hpp"

namespace yuanluo::viz {
namespace {

using models::Name;
using scenarios::Findings;
using scenarios::Json;
using scenarios::Study;

constexpr std::size_t most_filling_rows = 40;  // of points that only fill the space of the factors

class StudyPage {
 public:
  StudyPage(const Study& study, const scenarios::StudyResults& results, const Findings& findings)
      : study_(study), results_(results), findings_(findings), units_(study, findings) {}

  std::string body() {
    summary();
    if (!study_.factors.empty()) html_.raw(effects_section(study_, findings_));
    points();
    if (findings_.selection) ranking();
    method();
    return html_.str();
  }

 private:
  void paragraph(const std::string& zh, const std::string& en) { html_.raw("<p>").both(zh, en).raw("</p>"); }

  void summary() {
    html_.raw(section_heading("summary", {"要点", "Key findings"}));
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
    strongest(item);
    beyond_chance(item);
    if (findings_.reached) {
      const auto not_yet = std::count(findings_.reached->begin(), findings_.reached->end(), false);
      if (not_yet > 0) {
        item(fmt::format("{} 个试验点的区间未达到要求的宽度。", not_yet),
             fmt::format("{} points did not reach the interval that was asked for.", not_yet));
      }
    }
    html_.raw("</ul>");
    html_.raw("</section>");
  }

  // Which factor matters most to each indicator, where one is beyond chance.
  template <class Item>
  void strongest(const Item& item) {
    for (std::size_t s = 0; s < findings_.linear_effects.size(); ++s) {
      const std::string zh = study_.scenarios.size() > 1 ? study_.scenarios[s].name.zh + "，" : "";
      const std::string en = study_.scenarios.size() > 1 ? study_.scenarios[s].name.en + ", " : "";
      for (std::size_t k = 0; k < study_.kpis.size(); ++k) {
        const Name& name = units_.definition(study_.kpis[k]).name;
        if (const auto& found = findings_.sensitivity[s][k]) {
          const auto most = std::max_element(found->index.begin(), found->index.end(),
                                             [](const auto& a, const auto& b) { return a.total < b.total; });
          if (most->total_low <= 0.0) continue;
          const Name& factor = study_.factors[static_cast<std::size_t>(most - found->index.begin())].name;
          item(fmt::format("{}{}：方差的 {} 来自“{}”（含交互）。", zh, name.zh, percent(std::min(1.0, most->total)),
                           factor.zh),
               fmt::format("{}{}: {} of the variance comes from \"{}\" (with others).", en, name.en,
                           percent(std::min(1.0, most->total)), factor.en));
          continue;
        }
        std::optional<sim::ConfidenceInterval> change;
        std::size_t factor = 0;
        for (std::size_t f = 0; f < study_.factors.size(); ++f) {
          std::optional<sim::ConfidenceInterval> one;
          if (const auto& line = findings_.linear_effects[s][k]) one = line->change[f];
          if (const auto& screened = findings_.elementary_effects[s][k]) one = (*screened)[f].mean;
          if (!one || one->contains(0.0) || (change && std::abs(change->mean) >= std::abs(one->mean))) continue;
          change = one;
          factor = f;
        }
        if (!change) continue;
        const Unit unit = StudyUnits::finer(units_.of(study_.kpis[k]), std::abs(change->mean));
        const std::string size = signed_number(change->mean, unit);
        item(fmt::format("{}{}：受“{}”影响最大，由低到高变化 {} {}。", zh, name.zh, study_.factors[factor].name.zh,
                         size, unit.name.zh),
             fmt::format("{}{}: matters most \"{}\", which changes it by {} {} from low to high.", en, name.en,
                         study_.factors[factor].name.en, size, unit.name.en));
      }
    }
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
      const Name& name = units_.definition(study_.kpis[k]).name;
      item(fmt::format("{}：{} 个试验点中有 {} 个与第 0 点的差异超出偶然（Holm 校正）。", name.zh, all, beyond),
           fmt::format("{}: {} of {} points differ from point 0 by more than chance (Holm's correction).", name.en,
                       beyond, all));
    }
  }

  void points() {
    html_.raw(section_heading("points", {"试验点", "Points"}));
    for (std::size_t k = 0; k < study_.kpis.size(); ++k) {
      const std::size_t kpi = study_.measured_index(study_.kpis[k]);
      const Unit unit = units_.of(study_.kpis[k]);
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
      // Points that fill space are no alternatives to choose from.
      if (!fills_space(study_.design) || rows.size() <= most_filling_rows)
        add_interval_figure(
            html_, rows, base, units_.heading(study_.kpis[k], unit), unit,
            fmt::format("均值及其 {} 置信区间{}", percent(study_.level), base ? "；虚线为第 0 点" : ""),
            fmt::format("Means with their {} intervals{}", percent(study_.level), base ? "; dashed: point 0" : ""));
      point_table(k, unit);
    }
    html_.raw("</section>");
  }

  void point_table(std::size_t k, const Unit& unit) {
    const std::size_t kpi = study_.measured_index(study_.kpis[k]);
    const bool differences = !findings_.differences.empty() && study_.points.size() > 1;
    double largest = 0.0;
    if (differences)
      for (const auto& d : findings_.differences[k])
        if (d) largest = std::max(largest, std::abs(d->difference.interval.mean));
    const Unit fine = StudyUnits::finer(unit, largest);
    html_.raw("<div class=scroll><table><caption>")
        .both(units_.heading(study_.kpis[k], unit))
        .raw("</caption><thead><tr>");
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
    const std::size_t shown =
        std::min(study_.points.size(), fills_space(study_.design) ? most_filling_rows : most_study_rows);
    for (std::uint32_t p = 0; p < shown; ++p) {
      const auto& mean = findings_.means[p][kpi];
      html_.raw("<tr>");
      cell(std::to_string(p));
      const scenarios::StudyPoint& point = study_.points[p];
      if (study_.scenarios.size() > 1 || study_.factors.empty())
        html_.raw("<th scope=row>").both(study_.scenarios[point.scenario].name).raw("</th>");
      for (const Json& setting : point.settings)
        html_.raw("<td class=num>").both(scenarios::value_text(setting)).raw("</td>");
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
    if (study_.points.size() > shown) paragraph("其余各点见 CSV。", "The CSV files have all other points.");
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
    const Unit unit = StudyUnits::finer(units_.of(plan.kpi), plan.goal.difference);
    html_.raw(section_heading("ranking", {"排序与选择", "Ranking and selection"}));
    const bool kim_nelson = plan.method == scenarios::SelectionMethod::kim_nelson;
    paragraph(fmt::format("按“{}”{}；小于 {} 的差异不计。方法：{}。", units_.definition(plan.kpi).name.zh,
                          plan.goal.less_is_better ? "取最小" : "取最大",
                          with_unit(plan.goal.difference, unit, models::Language::zh),
                          kim_nelson ? "Kim–Nelson 全序贯法" : "OCBA（配对差）"),
              fmt::format("By {}, {}; differences below {} do not count. Method: {}.",
                          units_.definition(plan.kpi).name.en, plan.goal.less_is_better ? "the least" : "the greatest",
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
      if (++rank > most_study_rows) break;
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
    html_.raw("</section>");
  }

  void method() {
    html_.raw(section_heading("method", {"方法", "Method"}));
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
    html_.raw("</section>");
  }

  const Study& study_;
  const scenarios::StudyResults& results_;
  const Findings& findings_;
  StudyUnits units_;
  Html html_;
};

}  // namespace

std::string study_report_html(const Study& study, const scenarios::StudyResults& results, const Findings& findings,
                              models::Language language) {
  return static_page({"研究报告", "Study report"}, study.name, StudyPage(study, results, findings).body(), language);
}

}  // namespace yuanluo::viz
