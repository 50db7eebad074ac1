#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "viz/report/assets.hpp"
#include "viz/report/html.hpp"
#include "viz/report/sections.hpp"
#include "viz/report/tables.hpp"

namespace yuanluo::viz {
namespace {

using models::Helper;
using scenarios::ScenarioResults;
using scenarios::SourceRow;
using scenarios::UnitActivity;

// One value for each replication that both sides have, or that the only side has.
template <class Get>
Figure activity_figure(const Evidence& evidence, Get get) {
  const auto values = [&](const ScenarioResults& s) {
    std::vector<std::optional<double>> all;
    for (const auto& activity : s.activity) all.push_back(get(s, activity));
    return all;
  };
  const auto main = values(evidence.main());
  auto base = evidence.base() != nullptr ? values(*evidence.base()) : std::vector<std::optional<double>>{};
  return figure_of(base, main);
}

std::vector<FigureRow> unit_rows(const Evidence& evidence) {
  std::vector<FigureRow> rows;
  for (std::size_t h = 0; h < models::helpers; ++h) {
    const auto helper = static_cast<Helper>(h);
    const models::Text& text = models::word(helper).text;
    const models::Name group = models::name_of(text);
    const Figure jobs =
        activity_figure(evidence, [&](const ScenarioResults& s, const auto& activity) -> std::optional<double> {
          double n = 0.0, posts = 0.0;
          for (const UnitActivity& a : activity) {
            if (a.helper == helper) n += static_cast<double>(a.jobs), posts += a.posts;
          }
          if ((posts <= 0.0 && n <= 0.0) || s.info.days <= 0) return std::nullopt;
          return n * 365.0 / static_cast<double>(s.info.days);
        });
    const Figure busy =
        activity_figure(evidence, [&](const ScenarioResults&, const auto& activity) -> std::optional<double> {
          double used = 0.0, there = 0.0;
          for (const UnitActivity& a : activity) {
            if (a.helper == helper) used += a.busy_hours, there += a.on_duty_hours;
          }
          if (there <= 0.0) return std::nullopt;
          return used / there;
        });
    if (!jobs.empty()) {
      rows.push_back({group,
                      {"出动次数", "jobs"},
                      jobs,
                      {1.0, {"次/年", "per year"}, jobs.largest() < 10.0 ? 1 : 0},
                      Judgement::none,
                      false});
    }
    if (!busy.empty()) {
      rows.push_back({group,
                      {"在岗时间利用率", "share of time on duty that is busy"},
                      busy,
                      {0.01, {"%", "%"}, busy.largest() < 0.1 ? 2 : 1},
                      Judgement::none,
                      false});
    }
  }
  return rows;
}

bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

// What alarms ask of people: those that are answered, those that never are, false alarms, by hazard.
std::vector<FigureRow> alarm_rows(const Evidence& evidence) {
  std::vector<FigureRow> rows;
  for (std::size_t k = 0; k < evidence.definitions().size(); ++k) {
    const models::KpiDefinition& d = evidence.definitions()[k];
    const Figure& f = evidence.figure(k);
    if (d.breakdown != models::Breakdown::all || d.latency || f.empty()) continue;
    const bool of_false_alarms = d.hazard == models::Hazard::false_alarm;
    const bool of_alarms = ends_with(d.key, ".acknowledged.share") || ends_with(d.key, ".alarms_unanswered.per_year") ||
                           (d.key.rfind("load.", 0) == 0 && d.key.find("alarm") != std::string::npos);
    if (!of_false_alarms && !of_alarms) continue;
    rows.push_back({{}, d.name, f, unit_for(d, f.largest()), judgement_of(d), false});
  }
  return rows;
}

// The load of the units as the catalogue measures it.
std::vector<FigureRow> load_rows(const Evidence& evidence) {
  std::vector<FigureRow> rows;
  for (std::size_t k = 0; k < evidence.definitions().size(); ++k) {
    const models::KpiDefinition& d = evidence.definitions()[k];
    const Figure& f = evidence.figure(k);
    if (d.hazard || d.breakdown != models::Breakdown::all || f.empty()) continue;
    rows.push_back({{}, d.name, f, unit_for(d, f.largest()), judgement_of(d), false});
  }
  return rows;
}

void source_head(Html& html, const Evidence& evidence, bool two) {
  html.raw("<thead><tr><th scope=col>").both("参数", "Parameter").raw("</th>");
  if (two) html.raw("<th class=num scope=col>").both(evidence.base_label()).raw("</th>");
  html.raw("<th class=num scope=col>")
      .both(two ? evidence.label() : models::Name{"取值", "Value"})
      .raw("</th><th scope=col>")
      .both("单位", "Unit");
  html.raw("</th><th class=num scope=col>").both("合理范围", "Range").raw("</th><th scope=col>").both("来源", "Source");
  html.raw("</th><th scope=col>").both("可信度", "Confidence").raw("</th></tr></thead>");
}

std::string shortest(double value) { return fmt::format("{}", value); }

void source_row(Html& html, const SourceRow& row, const std::string* base) {
  html.raw("<tr><th scope=row>").both(row.text).raw("<small class=path>").text(row.path).raw("</small></th>");
  if (base != nullptr) html.raw("<td class=num>").text(*base).raw("</td>");
  html.raw("<td class=num>")
      .text(row.value)
      .raw("</td><td class=unit>")
      .text(row.unit == "1" ? "" : row.unit)
      .raw("</td><td class=num>");
  if (row.low != 0.0 || row.high != 0.0) html.text(shortest(row.low) + " – " + shortest(row.high));
  html.raw("</td><td>");
  if (row.source == "assumption") {
    html.both("假设", "assumption");
  } else {
    html.text(row.source);
  }
  if (!row.note.empty()) html.raw("<small class=path>").text(row.note).raw("</small>");
  html.raw("</td><td class=mid>").text(std::string(1, static_cast<char>(row.confidence))).raw("</td></tr>");
}

}  // namespace

std::string load_section(const Evidence& evidence) {
  const std::string load = figure_table(evidence, {"报警与误报", "Alarms and false alarms"}, alarm_rows(evidence));
  const std::vector<FigureRow> measured = load_rows(evidence);
  const std::string units = figure_table(evidence, {"各类力量的工作量", "Work of the units"},
                                         measured.empty() ? unit_rows(evidence) : measured);
  if (load.empty() && units.empty()) return "";
  Html html;
  html.raw(section_heading("load", {"工作负荷", "Load"}));
  html.raw("<p>").both("误报与真实报警由同一批人员处置：误报越多，人员越忙，对报警的信任也越低。",
                       "False alarms load the same people as real ones: the more there are, the busier people get and "
                       "the less an alarm is trusted.");
  return html.raw("</p>").raw(load).raw(units).raw("</section>").str();
}

std::string sources_section(const Evidence& evidence) {
  const std::vector<SourceRow>& rows = evidence.main().sources;
  if (rows.empty()) return "";
  std::map<std::string, const SourceRow*> base;
  if (evidence.base() != nullptr) {
    for (const SourceRow& row : evidence.base()->sources) base.emplace(row.path, &row);
  }
  std::map<char, int> by_confidence;
  for (const SourceRow& row : rows) ++by_confidence[static_cast<char>(row.confidence)];

  Html html;
  html.raw(section_heading("parameters", {"参数与来源", "Parameters and sources"}));
  html.raw("<p>").both(
      fmt::format(
          "共 {} 个参数。可信度：A 级 {} 个，数值取自所列文献原文；B 级 {} 个，为公认的已发表数值，未再次核对；C 级 {} "
          "个，为推算或假设，使用前应以本地数据替换，并做敏感性分析。",
          rows.size(), by_confidence['A'], by_confidence['B'], by_confidence['C']),
      fmt::format("{} parameters in all. Confidence: A ({}) was read in the source itself; B ({}) is a well-known "
                  "published value, not read again; C ({}) is derived or assumed, and should be replaced by local data "
                  "and varied before use.",
                  rows.size(), by_confidence['A'], by_confidence['B'], by_confidence['C']));
  html.raw("</p>");
  if (evidence.base() != nullptr) {
    Html differing;
    int count = 0;
    for (const SourceRow& row : rows) {
      const auto it = base.find(row.path);
      if (it != base.end() && it->second->value == row.value) continue;
      const std::string before = it == base.end() ? "–" : it->second->value;
      source_row(differing, row, &before);
      ++count;
    }
    if (count > 0) {
      html.raw("<div class=scroll><table class=sources><caption>")
          .both("两个场景取值不同的参数", "Parameters in which the two scenarios differ")
          .raw("</caption>");
      source_head(html, evidence, true);
      html.raw("<tbody>").raw(differing.str()).raw("</tbody></table></div>");
    }
  }
  html.raw("<details><summary>")
      .both("全部参数", "All parameters")
      .raw("</summary><div class=scroll><table class=sources>");
  source_head(html, evidence, false);
  html.raw("<tbody>");
  for (const SourceRow& row : rows) source_row(html, row, nullptr);
  html.raw("</tbody></table></div></details>");
  std::map<std::string, std::string> citations;
  for (const SourceRow& row : rows) {
    if (!row.citation.empty()) citations.emplace(row.source, row.citation);
  }
  if (!citations.empty()) {
    html.raw("<details><summary>").both("文献", "References").raw("</summary><ul class=references>");
    for (const auto& [key, citation] : citations) {
      html.raw("<li><b>").text(key).raw("</b> ").text(citation).raw("</li>");
    }
    html.raw("</ul></details>");
  }
  return html.raw("</section>").str();
}

std::string origin_section(const Evidence& evidence) {
  const scenarios::RunInfo& run = evidence.results().run;
  Html html;
  html.raw(section_heading("origin", {"如何复现", "How to reproduce this"}));
  html.raw("<p>").both(
      "同一版本程序、同一场景、同一随机种子得到逐位相同的结果，与线程数无关。轨迹散列值相同，即说明全部事件的过程相同"
      "。",
      "The same version with the same scenario and seed gives the same results to the last bit, whatever the number of "
      "threads. Equal trace hashes mean equal courses of all events.");
  html.raw("</p><div class=scroll><table class=origin><tbody><tr><th scope=row>")
      .both("程序版本", "version")
      .raw("</th><td>")
      .text(run.version);
  html.raw("</td></tr><tr><th scope=row>")
      .both("命令", "command")
      .raw("</th><td><code>")
      .text(run.command)
      .raw("</code></td></tr>");
  for (const ScenarioResults& s : evidence.results().scenarios) {
    html.raw("<tr class=group><th colspan=2 scope=colgroup>")
        .both(evidence.label(s))
        .raw("</th></tr><tr><th scope=row>");
    html.both("随机种子", "seed")
        .raw("</th><td>")
        .text(std::to_string(s.info.seed))
        .raw("</td></tr><tr><th scope=row>");
    html.both("场景摘要", "scenario digest")
        .raw("</th><td><code>")
        .text(s.info.digest)
        .raw("</code></td></tr><tr><th scope=row>");
    html.both("各次重复的轨迹散列值", "trace hash of each replication").raw("</th><td><code class=hashes>");
    for (const auto& r : s.replications) html.text(fmt::format("{}:{:016x} ", r.replication, r.trace_hash));
    html.raw("</code></td></tr>");
  }
  html.raw("</tbody></table></div><h3>").both("许可", "Licences").raw("</h3><p>");
  html.both("yuanluo 院落：Apache-2.0。", "yuanluo: Apache-2.0.");
  if (!chart_library().empty()) {
    html.raw(" ").both(
        "本文件内含 Apache ECharts（Apache-2.0）及其依赖 zrender（BSD-3-Clause）、tslib（0BSD），许可全文如下。",
        "This file contains Apache ECharts (Apache-2.0) and what it depends on: zrender (BSD-3-Clause) and tslib "
        "(0BSD); their licences follow.");
    html.raw("</p><details class=licences><summary>")
        .both("许可全文", "Full texts")
        .raw("</summary><pre>")
        .text(chart_licences())
        .raw("</pre></details>");
  } else {
    html.raw("</p>");
  }
  return html.raw("</section>").str();
}

}  // namespace yuanluo::viz
