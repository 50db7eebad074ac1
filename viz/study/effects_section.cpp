#include "viz/study/effects_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"
#include "viz/report/sections.hpp"
#include "viz/study/interval_chart.hpp"
#include "viz/study/study_units.hpp"

namespace yuanluo::viz {
namespace {

using models::Name;
using scenarios::Findings;
using scenarios::Study;

class EffectsSection {
 public:
  EffectsSection(const Study& study, const Findings& findings)
      : study_(study), findings_(findings), units_(study, findings) {}

  std::string operator()() {
    html_.raw(section_heading("effects", {"因素的效应", "What the factors do"}));
    for (std::size_t s = 0; s < study_.scenarios.size(); ++s) {
      if (study_.scenarios.size() > 1) html_.raw("<h3>").both(study_.scenarios[s].name).raw("</h3>");
      for (std::size_t k = 0; k < study_.kpis.size(); ++k) {
        level_chart(s, k);
        interaction_chart(s, k);
        linear_chart(s, k);
        screening_chart(s, k);
        sensitivity_chart(s, k);
      }
    }
    if (study_.design == scenarios::DesignKind::one_at_a_time || study_.design == scenarios::DesignKind::list) {
      paragraph("此设计的效应即各点与第 0 点之差，见下节。",
                "With this design the effects are the differences from point 0, in the next section.");
    }
    html_.raw("</section>");
    return html_.str();
  }

 private:
  void paragraph(const std::string& zh, const std::string& en) { html_.raw("<p>").both(zh, en).raw("</p>"); }

  // The value that a factor has at one of its levels in a scenario.
  Name value_at(std::size_t s, std::size_t f, std::size_t level) const {
    const auto at = std::find_if(study_.points.begin(), study_.points.end(), [&](const scenarios::StudyPoint& p) {
      return p.scenario == s && p.levels[f] == level;
    });
    return scenarios::value_text(at->settings[f]);
  }

  void level_chart(std::size_t s, std::size_t k) {
    const auto& by_factor = findings_.level_effects[s][k];
    std::vector<IntervalRow> rows;
    double largest = 0.0;
    for (std::size_t f = 0; f < by_factor.size(); ++f) {
      for (const plan::LevelEffect& e : by_factor[f]) {
        const auto& factor = study_.factors[f];
        const Name value = value_at(s, f, e.level);
        rows.push_back({{factor.name.zh + " = " + value.zh, factor.name.en + " = " + value.en},
                        e.effect.mean,
                        e.effect.low(),
                        e.effect.high(),
                        f % 2 == 1});
        largest = std::max({largest, std::abs(e.effect.low()), std::abs(e.effect.high())});
      }
    }
    if (rows.empty()) return;
    const Unit unit = StudyUnits::finer(units_.of(study_.kpis[k]), largest);
    add_interval_figure(html_, rows, 0.0, units_.heading(study_.kpis[k], unit), unit,
                        "各水平与全部点均值之差，及其置信区间",
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
    sort_by_size(rows);
    const Unit unit = StudyUnits::finer(units_.of(study_.kpis[k]), largest);
    add_interval_figure(
        html_, rows, 0.0, units_.heading(study_.kpis[k], unit), unit,
        fmt::format("因素由范围下端到上端时的变化（线性回归），及其置信区间；直线解释各点均值方差的 {}",
                    percent(line->explained)),
        fmt::format("The change when a factor goes from the low to the high end of its range (linear regression), with "
                    "its interval; the line explains {} of the variance between points",
                    percent(line->explained)));
    if (!line->predicted) return;
    const double straight = std::max(0.0, *line->predicted);
    if (!line->predicted_curved) {
      paragraph(
          fmt::format("由其余各点预测每一点：直线说出方差的 {}；点数不足以判断弯曲与交互。", percent(straight)),
          fmt::format("Each point predicted from the others: the line tells {} of the variance; there are too few "
                      "points to judge curvature and interactions.",
                      percent(straight)));
      return;
    }
    const double curved = std::max(0.0, *line->predicted_curved);
    const bool matters = curved > straight + 0.05;
    paragraph(
        fmt::format("由其余各点预测每一点：直线说出方差的 {}，加上平方与两两乘积后 {}。{}", percent(straight),
                    percent(curved), matters ? "因素有弯曲或交互作用，单看上图不够。" : "没有看出弯曲或交互作用。"),
        fmt::format("Each point predicted from the others: the line tells {} of the variance, with squares and "
                    "products {}. {}",
                    percent(straight), percent(curved),
                    matters ? "Factors bend or interact, so that the figure above is not the whole story."
                            : "No curvature or interaction is seen."));
  }

  // The largest first.
  static void sort_by_size(std::vector<IntervalRow>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const IntervalRow& a, const IntervalRow& b) {
      return std::abs(a.middle) > std::abs(b.middle);
    });
  }

  void interaction_chart(std::size_t s, std::size_t k) {
    std::vector<IntervalRow> rows;
    double largest = 0.0;
    for (const scenarios::PairFinding& pair : findings_.interactions[s][k]) {
      for (const plan::Interaction& one : pair.interactions) {
        if (one.level_a == 0 || one.level_b == 0) continue;  // follow from the others, as they sum to 0
        const auto& a = study_.factors[pair.a];
        const auto& b = study_.factors[pair.b];
        const Name at_a = value_at(s, pair.a, one.level_a), at_b = value_at(s, pair.b, one.level_b);
        rows.push_back({{fmt::format("{} = {} × {} = {}", a.name.zh, at_a.zh, b.name.zh, at_b.zh),
                         fmt::format("{} = {} × {} = {}", a.name.en, at_a.en, b.name.en, at_b.en)},
                        one.effect.mean,
                        one.effect.low(),
                        one.effect.high(),
                        false});
        largest = std::max({largest, std::abs(one.effect.low()), std::abs(one.effect.high())});
      }
    }
    if (rows.empty()) return;
    if (largest == 0.0) {
      paragraph("没有交互作用：各因素的效应相加。", "No interactions: what the factors do adds up.");
      return;
    }
    sort_by_size(rows);
    const Unit unit = StudyUnits::finer(units_.of(study_.kpis[k]), largest);
    const Name heading = units_.heading(study_.kpis[k], unit);
    add_interval_figure(html_, rows, 0.0, {"交互作用：" + heading.zh, "Interactions: " + heading.en}, unit,
                        "两个因素同取这些水平时，超出各自效应之和的部分，及其置信区间；每个区间单独成立",
                        "What two factors do together at these levels beyond the sum of what each does, with its "
                        "interval; each interval holds by itself");
  }

  void screening_chart(std::size_t s, std::size_t k) {
    const auto& effects = findings_.elementary_effects[s][k];
    if (!effects) return;
    double largest = 0.0;
    std::vector<std::size_t> order(effects->size());
    for (std::size_t f = 0; f < order.size(); ++f) {
      order[f] = f;
      largest = std::max({largest, (*effects)[f].mean_size.mean, (*effects)[f].sd});
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return (*effects)[a].mean_size.mean > (*effects)[b].mean_size.mean;
    });
    std::vector<IntervalRow> rows;
    for (const std::size_t f : order) {
      const auto& size = (*effects)[f].mean_size;
      rows.push_back({study_.factors[f].name, size.mean, std::max(0.0, size.low()), size.high(), false});
    }
    const Unit unit = StudyUnits::finer(units_.of(study_.kpis[k]), largest);
    const Name heading = units_.heading(study_.kpis[k], unit);
    add_interval_figure(
        html_, rows, 0.0, {"筛选：" + heading.zh, "Screening: " + heading.en}, unit,
        "因素走完其范围时变化的平均大小（μ*），及其置信区间",
        "How much the indicator changes on average when a factor goes through its range (mu*), with its "
        "interval");
    begin_table({{"因素", "factor"},
                 {"平均变化 μ", "mean change mu"},
                 {"平均大小 μ*", "mean size mu*"},
                 {"标准差 σ", "sd sigma"}});
    for (const std::size_t f : order) {
      const plan::ElementaryEffect& e = (*effects)[f];
      begin_row(study_.factors[f].name);
      cell(signed_number(e.mean.mean, unit), range(e.mean.low(), e.mean.high(), unit));
      cell(number(e.mean_size.mean, unit), range(e.mean_size.low(), e.mean_size.high(), unit));
      cell(number(e.sd, unit));
      html_.raw("</tr>");
    }
    end_table();
    paragraph(
        "σ 与 μ* 相当的因素有弯曲或交互作用。偶然的波动也会使 μ* 与 σ 变大：μ 的区间含 0 时，先加重复次数再下结论。",
        "Factors whose sigma is about as large as their mu* bend or interact. Luck that is left makes mu* and sigma "
        "larger too: where the interval of mu holds 0, add replications before concluding.");
  }

  void sensitivity_chart(std::size_t s, std::size_t k) {
    const auto& found = findings_.sensitivity[s][k];
    if (study_.design != scenarios::DesignKind::variance_based) return;
    const Name& name = units_.definition(study_.kpis[k]).name;
    if (!found) {
      paragraph(name.zh + "：各点之间没有超出偶然的差异，没有方差可分。",
                name.en + ": the points do not differ beyond luck, so there is no variance to share out.");
      return;
    }
    std::vector<IntervalRow> rows;
    for (std::size_t f = 0; f < found->index.size(); ++f) {
      const plan::SensitivityIndex& i = found->index[f];
      const Name& factor = study_.factors[f].name;
      rows.push_back({{factor.zh + "：单独", factor.en + ": alone"}, i.first, i.first_low, i.first_high, false});
      rows.push_back(
          {{factor.zh + "：连同交互", factor.en + ": with others"}, i.total, i.total_low, i.total_high, true});
    }
    Unit share;
    share.name = {"%", "%"};
    share.divisor = 0.01;
    share.decimals = 1;
    add_interval_figure(
        html_, rows, 0.0, {"方差的来源 (%)：" + name.zh, "Where the variance comes from (%): " + name.en}, share,
        "因素在各自范围内均匀变化时，指标均值的方差有多少来自该因素单独（一阶指数），有多少来自它及其与其他因素的"
        "交互（总指数）；区间由自助法得出（对基础点与重复）",
        "When all factors vary evenly over their ranges: the share of the variance of the mean that a "
        "factor brings alone (first-order index), and by itself and with others (total index); intervals "
        "by bootstrap over points and replications");
    double alone = 0.0;
    for (const plan::SensitivityIndex& i : found->index) alone += i.first;
    const Unit unit = StudyUnits::finer(units_.of(study_.kpis[k]), std::sqrt(found->variance));
    paragraph(fmt::format("标准差 {}；一阶指数之和 {}，其余为交互作用。",
                          with_unit(std::sqrt(found->variance), unit, models::Language::zh), percent(alone)),
              fmt::format("Standard deviation {}; the first-order indices sum to {}, the rest is interactions.",
                          with_unit(std::sqrt(found->variance), unit, models::Language::en), percent(alone)));
  }

  void begin_table(const std::vector<Name>& titles) {
    html_.raw("<div class=scroll><table><thead><tr>");
    for (std::size_t t = 0; t < titles.size(); ++t)
      html_.raw(t == 0 ? "<th scope=col>" : "<th scope=col class=num>").both(titles[t]).raw("</th>");
    html_.raw("</tr></thead><tbody>");
  }
  void begin_row(const Name& name) { html_.raw("<tr><th scope=row>").both(name).raw("</th>"); }
  void cell(const std::string& text, const std::string& small = "") {
    html_.raw("<td class=num>").text(text);
    if (!small.empty()) html_.raw("<small>").text(small).raw("</small>");
    html_.raw("</td>");
  }
  void end_table() { html_.raw("</tbody></table></div>"); }

  const Study& study_;
  const Findings& findings_;
  StudyUnits units_;
  Html html_;
};

}  // namespace

std::string effects_section(const Study& study, const Findings& findings) { return EffectsSection(study, findings)(); }

}  // namespace yuanluo::viz
