#include "viz/plan/plan_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "viz/plan/place_list.hpp"
#include "viz/plan/plan_charts.hpp"
#include "viz/plan/plan_html.hpp"
#include "viz/plan/plan_map.hpp"
#include "viz/report/numbers.hpp"
#include "viz/report/page.hpp"
#include "viz/study/interval_chart.hpp"

namespace yuanluo::viz {
namespace {

using models::Name;
using scenarios::Alternative;
using scenarios::CurvePoint;
using scenarios::PlanResult;

class PlanPage {
 public:
  explicit PlanPage(const PlanResult& plan) : plan_(plan), best_(plan.alternatives[plan.best]) {}

  std::string body() {
    promise();
    alternatives();
    constraints();
    map();
    write_places(html_, plan_);
    curve();
    race();
    front();
    fairness();
    rules();
    log();
    return html_.str();
  }

 private:
  void undecided() {
    if (best_.ours) {
      html_.item(
          "预算内的仿真尚不能以所求把握分出高下：不能断定落后的方案中，取预期效益最好的（预算由几类分用时，取均值最好的"
          "）。",
          "The simulated replications do not decide with the confidence asked for: of ours that are not behind beyond "
          "chance, the one with the greatest expected benefit is taken (where kinds share a budget, the one with the "
          "best mean).");
    } else {
      html_.item(
          "预算内的仿真尚不能以所求把握分出高下：取均值最好的，优化所得各案均已断定落后。",
          "The simulated replications do not decide with the confidence asked for: the one with the best mean is "
          "taken, as ours are behind beyond chance.");
    }
  }

  void promise() {
    html_.begin("承诺与核实", "Promise and confirmation");
    html_.raw("<ul class=sentences>");
    html_.item("选中：" + best_.name.zh + fmt::format("，{} 元。", yuan(best_.cost_yuan)),
               "Chosen: " + best_.name.en + fmt::format(", {} yuan.", yuan(best_.cost_yuan)));
    if (plan_.alternatives.size() > 1 && !plan_.selection.decided) undecided();
    const sim::ConfidenceInterval& change = plan_.effects[plan_.best][0].change;
    const double mean = plan_.less_is_better[0] ? -change.mean : change.mean;
    const double low = mean - change.half_width, high = mean + change.half_width;
    const std::string seen = fmt::format("{} [{}, {}]", plain(plan_.promised->mean), plain(plan_.promised->low()),
                                         plain(plan_.promised->high()));
    const std::string confirmed = fmt::format("{} [{}, {}]", plain(mean), plain(low), plain(high));
    const std::string optimism = plain(plan_.promised->mean - mean, true);
    html_.item(fmt::format("{}{}改善：选择时所见 {}；用新的随机数核实 {}。", plan_.names[0].zh,
                           scenarios::unit_text(plan_, 0).zh, seen, confirmed),
               fmt::format("Gain in {}{}: {} as the selection saw it; {} confirmed with fresh luck.", plan_.names[0].en,
                           scenarios::unit_text(plan_, 0).en, seen, confirmed));
    html_.item(fmt::format("乐观偏差 {}：两者之差，来自从多个方案中挑选（含随机误差）。", optimism),
               fmt::format("Optimism {}: the difference of the two, from choosing the best of several (and chance).",
                           optimism));
    if (low <= 0.0) {
      html_.item("核实的区间含 0：在这样长的仿真中，看不出超出偶然的改善。",
                 "The confirmed interval holds 0: in so much simulated time no gain beyond chance is seen.");
    }
    html_.raw("</ul>");
    html_.end();
  }

  void alternatives() {
    html_.begin("备选与对照", "Alternatives and baselines");
    for (std::size_t k = 0; k < plan_.spec.objectives.size(); ++k) {
      std::vector<IntervalRow> rows;
      for (std::size_t a = 0; a < plan_.alternatives.size(); ++a) {
        const auto& change = plan_.effects[a][k].change;
        rows.push_back({plan_.alternatives[a].name, change.mean, change.low(), change.high(), a == plan_.best});
      }
      const Name title{fmt::format("{}{}：相对现状的变化", plan_.names[k].zh, scenarios::unit_text(plan_, k).zh),
                       fmt::format("{}{}: change against today", plan_.names[k].en, scenarios::unit_text(plan_, k).en)};
      html_.raw("<figure><p class=map-title>").both(title).raw("</p>");
      html_.raw(interval_chart(title, rows, 0.0, Unit{1.0, {}, 2})).raw("<figcaption>");
      html_.both(
          fmt::format("虚线为现状（{}）；{}", plain(plan_.today[k]), plan_.less_is_better[k] ? "越小越好" : "越大越好"),
          fmt::format("Dashed: today ({}); {} is better", plain(plan_.today[k]),
                      plan_.less_is_better[k] ? "less" : "more"));
      html_.raw("</figcaption></figure>");
    }
    html_.open_table();
    html_.head("方案", "alternative", false);
    html_.head("元", "yuan");
    if (one_kind()) html_.head("预期效益", "expected benefit");
    for (std::size_t d = 0; !one_kind() && d < plan_.spec.decisions.size(); ++d) {
      const models::Text name = scenarios::words(plan_.spec.decisions[d].kind).name;
      html_.head(name.zh, name.en);
    }
    for (std::size_t k = 0; k < plan_.spec.objectives.size(); ++k) {
      html_.head(plan_.names[k].zh + "：变化", plan_.names[k].en + ": change");
      html_.head("最差一成", "worst tenth");
      if (plan_.spec.scenarios.size() > 1) html_.head("最差情景", "worst scenario");
      if (!std::isnan(plan_.effects[0][k].gap)) html_.head("社区差距", "community gap");
    }
    html_.open_rows();
    for (std::size_t a = 0; a < plan_.alternatives.size(); ++a) alternative_row(a);
    html_.close_table();
    html_.raw("<p class=note>");
    html_.both("▪ 选中；“有效”：没有别的方案在费用和所有目标上都不差且至少一项更好。",
               "▪ chosen. Efficient: no other is as good in cost and all objectives, and better in one.");
    html_.raw("</p>");
    html_.end();
  }

  bool one_kind() const { return plan_.spec.decisions.size() == 1; }

  void constraints() {
    if (plan_.spec.constraints.empty()) return;
    html_.begin("约束", "Constraints");
    html_.open_table();
    html_.head("约束", "constraint", false);
    html_.head("现状", "today");
    html_.head("按方案", "with the plan");
    html_.head("用新的随机数核实", "with fresh luck", false);
    html_.head("因此落选的方案", "alternatives that are out for it", false);
    html_.open_rows();
    for (std::size_t c = 0; c < plan_.spec.constraints.size(); ++c) {
      const std::size_t k = plan_.spec.objectives.size() + c;
      const scenarios::Effect& effect = plan_.effects[plan_.best][k];
      const bool kept =
          scenarios::keeps(plan_.spec.constraints[c], effect.mean, effect.change, plan_.less_is_better[k]);
      html_.raw("<tr><th scope=row>").both(scenarios::limit_of(plan_, c)).raw("</th>");
      html_.cell(plain(plan_.today[k]));
      html_.cell(plain(effect.mean));
      html_.raw("<td>").both(kept ? "满足" : "未满足", kept ? "kept" : "not kept").raw("</td><td>");
      Name out;
      for (const Alternative& alternative : plan_.alternatives) {
        const auto& breaks = alternative.breaks;
        if (std::find(breaks.begin(), breaks.end(), c) == breaks.end()) continue;
        out.zh += (out.zh.empty() ? "" : "；") + alternative.name.zh;
        out.en += (out.en.empty() ? "" : "; ") + alternative.name.en;
      }
      html_.both(out.zh.empty() ? Name{"无", "none"} : out).raw("</td></tr>");
    }
    html_.close_table();
    html_.note(fmt::format("选择之前，各方案各仿真 {} 次，均值不满足约束者不入选。", plan_.spec.first),
               fmt::format("Before the selection each alternative is simulated {} times; those whose mean breaks a "
                           "constraint are out.",
                           plan_.spec.first));
    html_.end();
  }

  void alternative_row(std::size_t a) {
    const Alternative& alternative = plan_.alternatives[a];
    html_.raw(a == plan_.best ? "<tr class=differs><th scope=row>▪ " : "<tr><th scope=row>");
    html_.both(alternative.name);
    const bool efficient = !plan_.efficient.empty() && plan_.efficient[a];
    if (!alternative.ours || efficient || !alternative.breaks.empty()) {
      html_.raw(" <span class=unit>");
      if (!alternative.ours) html_.both("对照", "baseline").raw(" ");
      if (!alternative.breaks.empty()) html_.both("不满足约束", "breaks a constraint").raw(" ");
      if (efficient) html_.both("有效", "efficient");
      html_.raw("</span>");
    }
    html_.raw("</th>");
    html_.cell(yuan(alternative.cost_yuan));
    // Benefits of several kinds have no sum.
    for (const scenarios::Selected& selected : alternative.selected)
      html_.cell(one_kind() ? plain(selected.total) : grouped(selected.chosen.size()));
    for (std::size_t k = 0; k < plan_.spec.objectives.size(); ++k) {
      const scenarios::Effect& e = plan_.effects[a][k];
      html_.cell(plain(e.change.mean, true),
                 fmt::format("{} … {}", plain(e.change.low(), true), plain(e.change.high(), true)));
      html_.cell(plain(e.tail));
      if (plan_.spec.scenarios.size() > 1) html_.cell(plain(e.worst_scenario));
      if (!std::isnan(plan_.effects[0][k].gap)) html_.cell(plain(e.gap));
    }
    html_.raw("</tr>");
  }

  void map() {
    html_.begin("地图", "Map");
    html_.raw("<figure class=map-figure>").raw(plan_map(plan_)).raw("<ul class=legend>");
    for (std::size_t d = 0; d < best_.selected.size(); ++d) {
      const models::Text name = scenarios::words(plan_.spec.decisions[d].kind).name;
      html_.raw(fmt::format("<li><span style=\"color:{}\">●</span> ", decision_colour(d)));
      html_.both(fmt::format("新增{} {} 个", name.zh, best_.selected[d].chosen.size()),
                 fmt::format("{} new {}", best_.selected[d].chosen.size(), name.en));
      html_.raw("</li>");
      const std::size_t there = standing_places(plan_.district, plan_.spec.decisions[d].kind).size();
      if (there == 0) continue;
      html_.raw("<li><span style=\"color:#8d97a3\">●</span> ");
      html_.both(fmt::format("已有{} {} 个", name.zh, there), fmt::format("{} {} today", there, name.en)).raw("</li>");
    }
    html_.raw("</ul><figcaption>");
    html_.both("数字为名次（前 20 个）。", "Numbers are ranks (the first 20).").raw("</figcaption></figure>");
    if (plan_.alternatives.size() > 1) {
      html_.raw("<details><summary>").both("各备选与对照的位置", "Where the alternatives and baselines put them");
      html_.raw("</summary><div class=pair>");
      for (const Alternative& alternative : plan_.alternatives) {
        html_.raw("<figure><p class=map-title>").both(alternative.name).raw("</p>");
        html_.raw(alternative_map(plan_, alternative)).raw("</figure>");
      }
      html_.raw("</div></details>");
    }
    html_.end();
  }

  // Of several kinds, the one that most is spent on.
  void begin_curve(const std::string& zh, const std::string& en) {
    const models::Text kind = scenarios::words(plan_.spec.decisions[plan_.curve_decision].kind).name;
    html_.begin(one_kind() ? zh : fmt::format("{}：{}", zh, kind.zh),
                one_kind() ? en : fmt::format("{}: {}", en, kind.en));
  }

  void curve() {
    if (plan_.curve.empty()) return;
    begin_curve("累计曲线", "Cumulative curve");
    const scenarios::Selected& selected = best_.selected[plan_.curve_decision];
    const std::size_t n = scenarios::count_for_share(selected, 0.8);
    html_.paragraph(fmt::format("前 {} 个（共 {} 个）带来 80% 的预期效益。", n, plan_.curve.size()),
                    fmt::format("The first {} of {} bring 80 % of the expected benefit.", n, plan_.curve.size()));
    html_.raw("<figure>").raw(plan_curve(plan_)).raw("</figure>");
    if (std::any_of(plan_.curve.begin(), plan_.curve.end(), [](const CurvePoint& p) { return p.gain.has_value(); })) {
      html_.open_table();
      html_.head("前几个", "the first");
      html_.head("元", "yuan");
      html_.head("预期效益占比", "share of benefit");
      html_.head("仿真改善", "simulated gain");
      html_.open_rows();
      for (const CurvePoint& point : plan_.curve) {
        if (!point.gain) continue;
        html_.raw("<tr>");
        html_.cell(std::to_string(point.count));
        html_.cell(yuan(point.cost_yuan));
        html_.cell(fmt::format("{:.0f} %", 100.0 * point.benefit_share));
        html_.cell(plain(point.gain->mean, true),
                   fmt::format("{} … {}", plain(point.gain->low(), true), plain(point.gain->high(), true)));
        html_.raw("</tr>");
      }
      html_.close_table();
    }
    html_.end();
  }

  void race() {
    if (!plan_.race) return;
    const scenarios::Race& race = *plan_.race;
    html_.begin("变体的仿真比较", "Variants in the simulation");
    html_.paragraph(
        fmt::format("按效益的选择及其变体共 {} 个，用仿真比较：共 {} 次重复，每次 {} 天；选对的估计概率 {:.1f}%{}。",
                    race.variants, grouped(race.evaluations), plan_.spec.days, 100.0 * race.confidence,
                    race.decided ? "" : "，预算用完时未达到所求"),
        fmt::format("The choice by benefit and variants of it, {} in all, in {} replications of {} days; "
                    "estimated probability of a good selection {:.1f} %{}.",
                    race.variants, grouped(race.evaluations), plan_.spec.days, 100.0 * race.confidence,
                    race.decided ? "" : ", less than asked for when the budget ended"));
    if (race.gain.count > 1) {
      const std::string gain = fmt::format("{} [{}, {}]", plain(race.gain.mean, true), plain(race.gain.low(), true),
                                           plain(race.gain.high(), true));
      html_.paragraph(fmt::format("胜出者比按效益的选择好 {}（比较时所见，有乐观偏差）。", gain),
                      fmt::format("The winner is better than the choice by benefit by {} (as the race saw it, which is "
                                  "optimistic).",
                                  gain));
    }
    html_.open_table();
    html_.head("代", "generation");
    html_.head("变体", "variants");
    html_.head("各自的重复", "replications of each");
    html_.head("累计重复", "replications so far");
    html_.head("选对的估计概率", "probability of good selection");
    html_.open_rows();
    for (std::size_t g = 0; g < race.rounds.size(); ++g) {
      for (const auto& round : race.rounds[g]) {
        html_.raw("<tr>");
        html_.cell(std::to_string(g + 1));
        html_.cell(std::to_string(round.candidates));
        html_.cell(std::to_string(round.replications));
        html_.cell(grouped(round.evaluations));
        html_.cell(fmt::format("{:.1f} %", 100.0 * round.confidence));
        html_.raw("</tr>");
      }
    }
    html_.close_table();
    html_.end();
  }

  void front() {
    const std::string chart = front_chart(plan_.front);
    if (chart.empty()) return;
    begin_curve("费用与效益的前沿", "Front of cost against benefit");
    if (plan_.front.exact) {
      html_.paragraph("精确：每个数量都单独选址并证明最优。",
                      "Exact: every number was chosen anew and proven to be the best.");
    } else {
      const double found = 100.0 * plan_.front.hypervolume, bound = 100.0 * plan_.front.hypervolume_bound;
      html_.paragraph(
          fmt::format("近似：已找到的点占 {:.1f}%，按上界至多 {:.1f}%（费用×效益矩形的份额，即超体积）。", found,
                      bound),
          fmt::format("Approximate: the points found dominate {:.1f} % of the rectangle of cost and benefit, "
                      "their bounds {:.1f} % (hypervolume).",
                      found, bound));
    }
    html_.raw("<figure>").raw(chart).raw("</figure>");
    html_.end();
  }

  void fairness() {
    if (plan_.fairness.size() < 2) return;
    begin_curve("公平的代价", "The price of fairness");
    html_.raw("<figure>").raw(fairness_chart(plan_.fairness)).raw("</figure>");
    html_.open_table();
    html_.head("每社区至少", "at least in each community");
    html_.head("预期效益", "expected benefit");
    html_.head("最少社区每千人效益", "community that has least, per 1,000 residents");
    html_.open_rows();
    for (const scenarios::FairnessPoint& point : plan_.fairness) {
      html_.raw("<tr>");
      html_.cell(std::to_string(point.at_least_per_community));
      html_.cell(plain(point.benefit));
      html_.cell(plain(point.worst_community_per_1000));
      html_.raw("</tr>");
    }
    html_.close_table();
    html_.end();
  }

  void rules() {
    if (plan_.rules.empty()) return;
    html_.begin("规范（GB 50974）", "Rules (GB 50974)");
    html_.open_table();
    html_.head("要求", "rule", false);
    html_.head("现状不符合", "broken today");
    html_.head("按方案建成后", "with the plan");
    html_.open_rows();
    for (const scenarios::RuleCount& rule : plan_.rules) {
      html_.raw("<tr><th scope=row>").both(rule.rule).raw("</th>");
      html_.cell(std::to_string(rule.today));
      html_.cell(std::to_string(rule.then));
      html_.raw("</tr>");
    }
    html_.close_table();
    html_.end();
  }

  void log() {
    html_.begin("过程记录", "Log");
    html_.raw("<ol class=references>");
    for (const Name& line : plan_.log) html_.item(line.zh, line.en);
    html_.raw("</ol>");
    html_.end();
  }

  const PlanResult& plan_;
  const Alternative& best_;
  PlanHtml html_;
};

}  // namespace

std::string plan_report(const PlanResult& plan, models::Language language) {
  return static_page({"方案报告", "Plan report"}, plan.spec.name, PlanPage(plan).body(), language);
}

}  // namespace yuanluo::viz
