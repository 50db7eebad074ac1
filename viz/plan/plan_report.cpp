#include "viz/plan/plan_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "scenarios/plan/plan_files.hpp"
#include "viz/plan/plan_charts.hpp"
#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"
#include "viz/report/page.hpp"
#include "viz/study/interval_chart.hpp"

namespace yuanluo::viz {
namespace {

using models::Name;
using scenarios::Alternative;
using scenarios::CurvePoint;
using scenarios::PlanResult;
using scenarios::Selected;

constexpr std::size_t listed_places = 500;

// Four significant digits, a true minus sign.
std::string plain(double value, bool sign = false) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0.0 ? "∞" : "−∞";
  std::string digits = std::abs(value) >= 9999.5 ? grouped(static_cast<std::uint64_t>(std::llround(std::abs(value))))
                                                 : fmt::format("{:.4g}", std::abs(value));
  if (value < 0.0 && digits != "0") return "−" + digits;
  return sign && digits != "0" ? "+" + digits : digits;
}

std::string yuan(double value) { return grouped(static_cast<std::uint64_t>(std::llround(std::max(0.0, value)))); }

class PlanPage {
 public:
  explicit PlanPage(const PlanResult& plan) : plan_(plan), best_(plan.alternatives[plan.best]) {}

  std::string body() {
    promise();
    alternatives();
    map();
    places();
    curve();
    race();
    front();
    fairness();
    rules();
    log();
    return html_.str();
  }

 private:
  void begin(std::string_view zh, std::string_view en) { html_.raw("<section><h2>").both(zh, en).raw("</h2>"); }
  void end() { html_.raw("</section>"); }
  void paragraph(const std::string& zh, const std::string& en) { html_.raw("<p>").both(zh, en).raw("</p>"); }
  void item(const std::string& zh, const std::string& en) { html_.raw("<li>").both(zh, en).raw("</li>"); }
  void head(std::string_view zh, std::string_view en, bool number = true) {
    html_.raw(number ? "<th scope=col class=num style=\"white-space:normal\">" : "<th scope=col>");
    html_.both(zh, en).raw("</th>");
  }
  void cell(const std::string& text) { html_.raw("<td class=num>").text(text).raw("</td>"); }
  void cell(const std::string& text, const std::string& beside) {
    html_.raw("<td class=num>").text(text).raw("<small>").text(beside).raw("</small></td>");
  }
  void open_table() { html_.raw("<div class=scroll><table><thead><tr>"); }
  void open_rows() { html_.raw("</tr></thead><tbody>"); }
  void close_table() { html_.raw("</tbody></table></div>"); }

  // What stands behind an objective's name.
  Name in_unit(std::size_t objective) const {
    const std::string& unit = plan_.objective_units[objective];
    if (unit.empty() || unit == "1") return {};
    if (unit == "1/a") return {"（次/年）", " (a year)"};
    return {fmt::format(" ({})", unit), fmt::format(" ({})", unit)};
  }

  void promise() {
    begin("承诺与核实", "Promise and confirmation");
    html_.raw("<ul class=sentences>");
    item("选中：" + best_.name.zh + fmt::format("，{} 元。", yuan(best_.cost_yuan)),
         "Chosen: " + best_.name.en + fmt::format(", {} yuan.", yuan(best_.cost_yuan)));
    if (plan_.alternatives.size() > 1 && !plan_.selection.decided) {
      item("预算内的仿真尚不能以所求把握分出高下：这是均值最好的一个。",
           "The simulated replications do not decide with the confidence asked for: this one has the best mean.");
    }
    const sim::ConfidenceInterval& change = plan_.effects[plan_.best][0].change;
    const double mean = plan_.less_is_better[0] ? -change.mean : change.mean;
    const double low = mean - change.half_width, high = mean + change.half_width;
    const std::string seen = fmt::format("{} [{}, {}]", plain(plan_.promised->mean), plain(plan_.promised->low()),
                                         plain(plan_.promised->high()));
    const std::string confirmed = fmt::format("{} [{}, {}]", plain(mean), plain(low), plain(high));
    const std::string optimism = plain(plan_.promised->mean - mean, true);
    item(fmt::format("{}{}改善：选择时所见 {}；用新的随机数核实 {}。", plan_.objective_names[0].zh, in_unit(0).zh, seen,
                     confirmed),
         fmt::format("Gain in {}{}: {} as the selection saw it; {} confirmed with fresh luck.",
                     plan_.objective_names[0].en, in_unit(0).en, seen, confirmed));
    item(fmt::format("乐观偏差 {}：两者之差，来自从多个方案中挑选（含随机误差）。", optimism),
         fmt::format("Optimism {}: the difference of the two, from choosing the best of several (and chance).",
                     optimism));
    if (low <= 0.0) {
      item("核实的区间含 0：在这样长的仿真中，看不出超出偶然的改善。",
           "The confirmed interval holds 0: in so much simulated time no gain beyond chance is seen.");
    }
    html_.raw("</ul>");
    end();
  }

  void alternatives() {
    begin("备选与对照", "Alternatives and baselines");
    for (std::size_t k = 0; k < plan_.objective_names.size() && !plan_.effects.empty(); ++k) {
      std::vector<IntervalRow> rows;
      for (std::size_t a = 0; a < plan_.alternatives.size(); ++a) {
        const auto& change = plan_.effects[a][k].change;
        rows.push_back({plan_.alternatives[a].name, change.mean, change.low(), change.high(), a == plan_.best});
      }
      const Name title{fmt::format("{}{}：相对现状的变化", plan_.objective_names[k].zh, in_unit(k).zh),
                       fmt::format("{}{}: change against today", plan_.objective_names[k].en, in_unit(k).en)};
      html_.raw("<figure><p class=map-title>").both(title).raw("</p>");
      html_.raw(interval_chart(title, rows, 0.0, Unit{1.0, {}, 2})).raw("<figcaption>");
      html_.both(
          fmt::format("虚线为现状（{}）；{}", plain(plan_.today[k]), plan_.less_is_better[k] ? "越小越好" : "越大越好"),
          fmt::format("Dashed: today ({}); {} is better", plain(plan_.today[k]),
                      plan_.less_is_better[k] ? "less" : "more"));
      html_.raw("</figcaption></figure>");
    }
    open_table();
    head("方案", "alternative", false);
    head("元", "yuan");
    head("预期效益", "expected benefit");
    for (std::size_t k = 0; k < plan_.objective_names.size() && !plan_.effects.empty(); ++k) {
      head(plan_.objective_names[k].zh + "：变化", plan_.objective_names[k].en + ": change");
      head("最差一成", "worst tenth");
      if (plan_.spec.scenarios.size() > 1) head("最差情景", "worst scenario");
      if (!std::isnan(plan_.effects[0][k].gap)) head("社区差距", "community gap");
    }
    open_rows();
    for (std::size_t a = 0; a < plan_.alternatives.size(); ++a) alternative_row(a);
    close_table();
    html_.raw("<p class=note>");
    html_.both("▪ 选中；“有效”：没有别的方案在费用和所有目标上都不差且至少一项更好。",
               "▪ chosen. Efficient: no other is as good in cost and all objectives, and better in one.");
    html_.raw("</p>");
    end();
  }

  void alternative_row(std::size_t a) {
    const Alternative& alternative = plan_.alternatives[a];
    double benefit = 0.0;
    for (const Selected& selected : alternative.selected) benefit += selected.total;
    html_.raw(a == plan_.best ? "<tr class=differs><th scope=row>▪ " : "<tr><th scope=row>");
    html_.both(alternative.name);
    const bool efficient = !plan_.efficient.empty() && plan_.efficient[a];
    if (!alternative.ours || efficient) {
      html_.raw(" <span class=unit>");
      if (!alternative.ours) html_.both("对照", "baseline").raw(" ");
      if (efficient) html_.both("有效", "efficient");
      html_.raw("</span>");
    }
    html_.raw("</th>");
    cell(yuan(alternative.cost_yuan));
    cell(plain(benefit));
    for (std::size_t k = 0; !plan_.effects.empty() && k < plan_.effects[a].size(); ++k) {
      const scenarios::Effect& e = plan_.effects[a][k];
      cell(plain(e.change.mean, true),
           fmt::format("{} … {}", plain(e.change.low(), true), plain(e.change.high(), true)));
      cell(plain(e.tail));
      if (plan_.spec.scenarios.size() > 1) cell(plain(e.worst_scenario));
      if (!std::isnan(plan_.effects[0][k].gap)) cell(plain(e.gap));
    }
    html_.raw("</tr>");
  }

  void map() {
    begin("地图", "Map");
    html_.raw("<figure class=map-figure>").raw(plan_map(plan_)).raw("<ul class=legend>");
    bool hydrants = false;
    for (std::size_t d = 0; d < best_.selected.size(); ++d) {
      const models::Text name = scenarios::words(plan_.spec.decisions[d].kind).name;
      hydrants = hydrants || plan_.spec.decisions[d].kind == scenarios::DecisionKind::hydrants;
      html_.raw(fmt::format("<li><span style=\"color:{}\">●</span> ", decision_colour(d)));
      html_.both(fmt::format("{} {} 个", name.zh, best_.selected[d].chosen.size()),
                 fmt::format("{} {}", best_.selected[d].chosen.size(), name.en));
      html_.raw("</li>");
    }
    if (hydrants)
      html_.raw("<li><span style=\"color:#8d97a3\">●</span> ").both("已有消火栓", "hydrants today").raw("</li>");
    html_.raw("</ul><figcaption>");
    html_.both("数字为名次（前 20 个）。", "Numbers are ranks (the first 20).").raw("</figcaption></figure>");
    end();
  }

  void places() {
    begin("位置清单", "The places");
    std::size_t rows = 0;
    for (std::size_t d = 0; d < best_.selected.size(); ++d) {
      const Selected& selected = best_.selected[d];
      if (selected.chosen.empty() || rows >= listed_places) continue;
      const auto kind = plan_.spec.decisions[d].kind;
      const models::Text unit = scenarios::benefit_unit(kind);
      html_.raw("<h3>").both(scenarios::words(kind).name).raw("</h3>");
      const double gap = selected.bound > 0.0 ? 100.0 * (selected.bound - selected.total) / selected.bound : 0.0;
      paragraph(fmt::format("预期效益 {}（{}）；不可能超过 {}（差距 {:.2f}%）。", plain(selected.total), unit.zh,
                            plain(selected.bound), gap),
                fmt::format("Expected benefit {} ({}); at most {} is possible (gap {:.2f} %).", plain(selected.total),
                            unit.en, plain(selected.bound), gap));
      rows += place_table(d, listed_places - rows);
    }
    if (rows == listed_places) paragraph("其余见 plan.csv。", "The rest is in plan.csv.");
    for (std::size_t d = 0; d < plan_.refused.size(); ++d) {
      if (plan_.refused[d].empty()) continue;
      html_.raw("<p class=note>").both("不可用的位置：", "Places that were refused: ");
      std::string zh, en;
      for (const scenarios::Refused& refused : plan_.refused[d]) {
        zh += fmt::format("{}{} 处{}", zh.empty() ? "" : "；", refused.places, refused.why.zh);
        en += fmt::format("{}{} {}", en.empty() ? "" : "; ", refused.places, refused.why.en);
      }
      html_.both(zh + "。", en + ".").raw("</p>");
    }
    end();
  }

  std::size_t place_table(std::size_t d, std::size_t most) {
    const Selected& selected = best_.selected[d];
    const bool hydrants = plan_.spec.decisions[d].kind == scenarios::DecisionKind::hydrants;
    open_table();
    html_.raw("<th scope=col class=num>#</th>");
    html_.raw("<th scope=col style=\"min-width:9em\">").both("位置", "place").raw("</th>");
    head("经度，纬度", "longitude, latitude");
    head("元", "yuan");
    head("增益", "adds");
    head("累计", "so far");
    if (hydrants) {
      head("单独出流 L/s", "gives alone, L/s");
      head("距最近栓 m", "next hydrant, m");
    }
    head("次优", "runner-up", false);
    open_rows();
    double so_far = 0.0;
    const std::size_t shown = std::min(most, selected.chosen.size());
    for (std::size_t n = 0; n < shown; ++n) {
      const scenarios::Candidate& candidate = plan_.candidates[d][selected.chosen[n]];
      so_far += selected.marginal[n];
      html_.raw("<tr>");
      cell(std::to_string(n + 1));
      html_.raw("<td>").both(candidate.place).raw("</td>");
      cell(fmt::format("{:.6f}, {:.6f}", candidate.position.lon(), candidate.position.lat()));
      cell(yuan(candidate.cost_yuan));
      cell(plain(selected.marginal[n]));
      cell(selected.total > 0.0 ? fmt::format("{:.0f} %", 100.0 * so_far / selected.total) : "–");
      if (hydrants) {
        cell(candidate.flow_lps ? fmt::format("{:.1f}", *candidate.flow_lps) : "–");
        const auto way = scenarios::nearest_hydrant_m(plan_, d, n);
        cell(way ? fmt::format("{:.0f}", *way) : "–");
      }
      html_.raw("<td>");
      if (selected.runner_up[n]) html_.both(plan_.candidates[d][*selected.runner_up[n]].place);
      html_.raw("</td></tr>");
    }
    close_table();
    return shown;
  }

  void curve() {
    if (plan_.curve.empty()) return;
    begin("累计曲线", "Cumulative curve");
    const std::size_t n = scenarios::count_for_share(plan_, 0.8);
    paragraph(fmt::format("前 {} 个（共 {} 个）带来 80% 的预期效益。", n, plan_.curve.size()),
              fmt::format("The first {} of {} bring 80 % of the expected benefit.", n, plan_.curve.size()));
    html_.raw("<figure>").raw(plan_curve(plan_)).raw("</figure>");
    if (std::any_of(plan_.curve.begin(), plan_.curve.end(), [](const CurvePoint& p) { return p.gain.has_value(); })) {
      open_table();
      head("前几个", "the first");
      head("元", "yuan");
      head("预期效益占比", "share of benefit");
      head("仿真改善", "simulated gain");
      open_rows();
      for (const CurvePoint& point : plan_.curve) {
        if (!point.gain) continue;
        html_.raw("<tr>");
        cell(std::to_string(point.count));
        cell(yuan(point.cost_yuan));
        cell(fmt::format("{:.0f} %", 100.0 * point.benefit_share));
        cell(plain(point.gain->mean, true),
             fmt::format("{} … {}", plain(point.gain->low(), true), plain(point.gain->high(), true)));
        html_.raw("</tr>");
      }
      close_table();
    }
    end();
  }

  void race() {
    if (!plan_.race) return;
    const scenarios::Race& race = *plan_.race;
    begin("变体的仿真比较", "Variants in the simulation");
    paragraph(
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
      paragraph(fmt::format("胜出者比按效益的选择好 {}（比较时所见，有乐观偏差）。", gain),
                fmt::format("The winner is better than the choice by benefit by {} (as the race saw it, which is "
                            "optimistic).",
                            gain));
    }
    open_table();
    head("代", "generation");
    head("变体", "variants");
    head("各自的重复", "replications of each");
    head("累计重复", "replications so far");
    head("选对的估计概率", "probability of good selection");
    open_rows();
    for (std::size_t g = 0; g < race.rounds.size(); ++g) {
      for (const auto& round : race.rounds[g]) {
        html_.raw("<tr>");
        cell(std::to_string(g + 1));
        cell(std::to_string(round.candidates));
        cell(std::to_string(round.replications));
        cell(grouped(round.evaluations));
        cell(fmt::format("{:.1f} %", 100.0 * round.confidence));
        html_.raw("</tr>");
      }
    }
    close_table();
    end();
  }

  void front() {
    const std::string chart = front_chart(plan_.front);
    if (chart.empty()) return;
    begin("费用与效益的前沿", "Front of cost against benefit");
    if (plan_.front.exact) {
      paragraph("精确：每个数量都单独选址并证明最优。",
                "Exact: every number was chosen anew and proven to be the best.");
    } else {
      const double found = 100.0 * plan_.front.hypervolume, bound = 100.0 * plan_.front.hypervolume_bound;
      paragraph(fmt::format("近似：已找到的点占 {:.1f}%，按上界至多 {:.1f}%（费用×效益矩形的份额，即超体积）。", found,
                            bound),
                fmt::format("Approximate: the points found dominate {:.1f} % of the rectangle of cost and benefit, "
                            "their bounds {:.1f} % (hypervolume).",
                            found, bound));
    }
    html_.raw("<figure>").raw(chart).raw("</figure>");
    end();
  }

  void fairness() {
    if (plan_.fairness.size() < 2) return;
    begin("公平的代价", "The price of fairness");
    html_.raw("<figure>").raw(fairness_chart(plan_.fairness)).raw("</figure>");
    open_table();
    head("每社区至少", "at least in each community");
    head("预期效益", "expected benefit");
    head("最少社区每千人效益", "community that has least, per 1,000 residents");
    open_rows();
    for (const scenarios::FairnessPoint& point : plan_.fairness) {
      html_.raw("<tr>");
      cell(std::to_string(point.at_least_per_community));
      cell(plain(point.benefit));
      cell(plain(point.worst_community_per_1000));
      html_.raw("</tr>");
    }
    close_table();
    end();
  }

  void rules() {
    if (plan_.rules.empty()) return;
    begin("规范（GB 50974）", "Rules (GB 50974)");
    open_table();
    head("要求", "rule", false);
    head("现状不符合", "broken today");
    head("按方案建成后", "with the plan");
    open_rows();
    for (const scenarios::RuleCount& rule : plan_.rules) {
      html_.raw("<tr><th scope=row>").both(rule.rule).raw("</th>");
      cell(std::to_string(rule.today));
      cell(std::to_string(rule.then));
      html_.raw("</tr>");
    }
    close_table();
    end();
  }

  void log() {
    begin("过程记录", "Log");
    html_.raw("<ol class=references>");
    for (const Name& line : plan_.log) item(line.zh, line.en);
    html_.raw("</ol>");
    end();
  }

  const PlanResult& plan_;
  const Alternative& best_;
  Html html_;
};

}  // namespace

std::string plan_report(const PlanResult& plan, models::Language language) {
  return static_page({"方案报告", "Plan report"}, plan.spec.name, PlanPage(plan).body(), language);
}

}  // namespace yuanluo::viz
