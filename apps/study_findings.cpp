#include "apps/study_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "models/text.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::Text;
using scenarios::Findings;
using scenarios::Study;

constexpr std::size_t most_points_shown = 40;

constexpr Text point_column{"试验点", "point"};
constexpr Text n_column{"次数", "n"};
constexpr Text mean_column{"均值", "mean"};
constexpr Text interval_column{"置信区间", "interval"};
constexpr Text difference_column{"与第 0 点之差", "minus point 0"};
constexpr Text holm_column{"p（Holm）", "p (Holm)"};
constexpr Text chosen{"选中：{}（置信度 {:.3g}，共 {} 次重复）",
                      "Chosen: {} (confidence {:.3g}, {} replications in all)"};
constexpr Text undecided{"预算用完，尚未选定；目前领先：{}（共 {} 次重复）",
                         "The budget ended before the choice was sure; in the lead: {} ({} replications in all)"};
constexpr Text not_reached{"{} 个试验点的区间未达到要求的宽度",
                           "{} points did not reach the interval that was asked for"};
constexpr Text saved{"用镜像随机数或控制变量省去方差 {:.0f}%（首要指标，各点中位数）",
                     "mirrored luck and controls saved {:.0f} % of the variance (first indicator, median over points)"};
constexpr Text more_points{"…… 另有 {} 个试验点，见报告与 CSV", "… {} more points: see the report and the CSV files"};
constexpr Text effects_of{"因素的效应：{}", "What the factors do: {}"};
constexpr Text factor_column{"因素", "factor"};
constexpr Text change_column{"由低到高的变化", "change from low to high"};
constexpr Text explained_text{"直线解释各点方差的 {:.0f}%",
                              "The line explains {:.0f} % of the variance between points"};
constexpr Text size_column{"平均大小 μ*", "mean size mu*"};
constexpr Text mean_change_column{"平均变化 μ", "mean change mu"};
constexpr Text spread_column{"标准差 σ", "sd sigma"};
constexpr Text first_column{"单独（一阶）", "alone (first)"};
constexpr Text total_column{"连同交互（总）", "with others (total)"};
constexpr Text no_variance{"各点之间没有超出偶然的差异", "The points do not differ beyond luck"};

std::string interval_text(const sim::ConfidenceInterval& i) {
  return i.count < 2 ? "" : fmt::format("[{}, {}]", figure(i.low()), figure(i.high()));
}

void show_table(const Study& study, const Findings& findings, const Console& console) {
  const std::size_t kpi = study.measured_index(study.kpis.front());
  const models::KpiDefinition& d = study.measured[kpi];
  const bool differences = !findings.differences.empty() && study.points.size() > 1;
  console.print(fmt::format("{} ({}{})", console.in(d.name), d.key, d.unit == "1" ? "" : ", " + d.unit));
  console.print();
  using Align = Table::Align;
  std::vector<Table::Column> columns{{"#", Align::right},
                                     {console.text(n_column), Align::right},
                                     {console.text(mean_column), Align::right},
                                     {console.text(interval_column)}};
  if (differences) {
    columns.push_back({console.text(difference_column), Align::right});
    columns.push_back({console.text(holm_column), Align::right});
  }
  columns.push_back({console.text(point_column)});
  Table table(columns);
  const std::size_t shown = std::min(study.points.size(), most_points_shown);
  for (std::uint32_t p = 0; p < shown; ++p) {
    const auto& mean = findings.means[p][kpi];
    std::vector<std::string> cells{std::to_string(p)};
    if (mean) {
      cells.insert(cells.end(),
                   {grouped(mean->interval.count), figure(mean->interval.mean), interval_text(mean->interval)});
    } else {
      cells.insert(cells.end(), {"0", "—", ""});
    }
    if (differences) {
      const auto& difference = findings.differences.front()[p];
      cells.push_back(difference ? figure(difference->difference.interval.mean) : "");
      cells.push_back(difference ? fmt::format("{:.2g}", difference->difference.p_holm) : "");
    }
    cells.push_back(console.in(study.label(p)));
    table.add(std::move(cells));
  }
  print_table(console, table);
  if (shown < study.points.size()) console.print(console.text(more_points, grouped(study.points.size() - shown)));
}

// The factors of the first indicator in one scenario, where the design tells of them.
void show_effects(const Study& study, const Findings& findings, std::size_t s, const Console& console) {
  const auto& line = findings.linear_effects[s].front();
  const auto& screened = findings.elementary_effects[s].front();
  const auto& indices = findings.sensitivity[s].front();
  const bool by_variance = study.design == scenarios::DesignKind::variance_based;
  if (!line && !screened && !by_variance) return;
  console.print();
  console.print(console.text(effects_of, console.in(study.scenarios[s].name)));
  if (by_variance && !indices) return console.print(console.text(no_variance));
  using Align = Table::Align;
  std::vector<Table::Column> columns{{console.text(factor_column)}};
  if (indices) {
    columns.push_back({console.text(first_column), Align::right});
    columns.push_back({console.text(interval_column)});
    columns.push_back({console.text(total_column), Align::right});
    columns.push_back({console.text(interval_column)});
  } else if (screened) {
    columns.push_back({console.text(size_column), Align::right});
    columns.push_back({console.text(mean_change_column), Align::right});
    columns.push_back({console.text(interval_column)});
    columns.push_back({console.text(spread_column), Align::right});
  } else {
    columns.push_back({console.text(change_column), Align::right});
    columns.push_back({console.text(interval_column)});
  }
  Table table(columns);
  const auto share = [](double value) { return fmt::format("{:.2f}", value); };
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    std::vector<std::string> cells{console.in(study.factors[f].name)};
    if (indices) {
      const plan::SensitivityIndex& i = indices->index[f];
      cells.insert(cells.end(), {share(i.first), fmt::format("[{:.2f}, {:.2f}]", i.first_low, i.first_high),
                                 share(i.total), fmt::format("[{:.2f}, {:.2f}]", i.total_low, i.total_high)});
    } else if (screened) {
      const plan::ElementaryEffect& e = (*screened)[f];
      cells.insert(cells.end(), {figure(e.mean_size.mean), figure(e.mean.mean), interval_text(e.mean), figure(e.sd)});
    } else {
      cells.insert(cells.end(), {figure(line->change[f].mean), interval_text(line->change[f])});
    }
    table.add(std::move(cells));
  }
  print_table(console, table);
  if (line && !indices && !screened) console.print(console.text(explained_text, 100.0 * line->explained));
}

// By scenario, indicator and factor, as far as the design tells of them.
Json effects_json(const Study& study, const Findings& findings) {
  Json all = Json::array();
  const auto ends = [](const sim::ConfidenceInterval& i) {
    return Json{{"mean", i.mean}, {"low", i.low()}, {"high", i.high()}};
  };
  for (std::size_t s = 0; s < findings.linear_effects.size(); ++s) {
    for (std::size_t k = 0; k < study.kpis.size(); ++k) {
      for (std::size_t f = 0; f < study.factors.size(); ++f) {
        Json one{{"scenario", s}, {"kpi", study.kpis[k]}, {"factor", study.factors[f].parameter}};
        const std::size_t known = one.size();
        if (const auto& line = findings.linear_effects[s][k]) one["linear"] = ends(line->change[f]);
        if (const auto& screened = findings.elementary_effects[s][k])
          one["elementary"] = {{"mean", ends((*screened)[f].mean)},
                               {"mean_size", ends((*screened)[f].mean_size)},
                               {"sd", (*screened)[f].sd}};
        if (const auto& indices = findings.sensitivity[s][k]) {
          const plan::SensitivityIndex& i = indices->index[f];
          one["sensitivity"] = {{"first", i.first}, {"first_low", i.first_low}, {"first_high", i.first_high},
                                {"total", i.total}, {"total_low", i.total_low}, {"total_high", i.total_high}};
        }
        if (one.size() > known) all.push_back(std::move(one));
      }
    }
  }
  return all;
}

}  // namespace

void print_study(const Console& console, const Study& study, const Findings& findings) {
  console.print(console.in(study.name));
  show_table(study, findings, console);
  for (std::size_t s = 0; !study.factors.empty() && s < study.scenarios.size(); ++s)
    show_effects(study, findings, s, console);
  if (const auto& s = findings.selection) {
    console.print();
    const models::Name label = study.label(s->best);
    console.print(s->decided ? console.text(chosen, console.in(label), s->confidence, s->evaluations)
                             : console.text(undecided, console.in(label), s->evaluations));
  }
  if (findings.reached) {
    const auto short_of = std::count(findings.reached->begin(), findings.reached->end(), false);
    if (short_of > 0) console.print(console.text(not_reached, short_of));
  }
  if (study.antithetic || study.controls) {
    std::vector<double> shares;
    for (const auto& point : findings.means)
      if (const auto& mean = point[study.measured_index(study.kpis.front())]) shares.push_back(mean->variance_saved);
    if (shares.empty()) return;
    std::nth_element(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(shares.size() / 2), shares.end());
    console.print(console.text(saved, 100.0 * shares[shares.size() / 2]));
  }
}

nlohmann::ordered_json study_json(const Study& study, const Findings& findings, const std::string& database) {
  Json json{{"results", database}, {"points", Json::array()}};
  for (std::uint32_t p = 0; p < study.points.size(); ++p) {
    const models::Name label = study.label(p);
    Json point{{"zh", label.zh}, {"en", label.en}, {"indicators", Json::object()}};
    for (const std::string& key : study.kpis) {
      const auto& mean = findings.means[p][study.measured_index(key)];
      if (!mean) continue;
      Json one{{"n", mean->interval.count}, {"mean", mean->interval.mean}};
      if (mean->interval.count > 1) {
        one["low"] = mean->interval.low();
        one["high"] = mean->interval.high();
      }
      one["variance_saved"] = mean->variance_saved;
      point["indicators"][key] = std::move(one);
    }
    json["points"].push_back(std::move(point));
  }
  const Json effects = effects_json(study, findings);
  if (!effects.empty()) json["effects"] = effects;
  if (const auto& s = findings.selection)
    json["selection"] = {
        {"best", s->best}, {"decided", s->decided}, {"confidence", s->confidence}, {"replications", s->evaluations}};
  return json;
}

}  // namespace yuanluo::apps
