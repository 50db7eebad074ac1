#include <fmt/format.h>

#include <algorithm>

#include "viz/report/charts.hpp"
#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"
#include "viz/report/sections.hpp"
#include "viz/report/tables.hpp"

namespace yuanluo::viz {
namespace {

using models::Breakdown;
using models::Hazard;
using models::Latency;
using models::Statistic;
using scenarios::ScenarioResults;

std::vector<FigureRow> latency_rows(const Evidence& evidence, Hazard hazard) {
  constexpr std::array statistics{Statistic::median, Statistic::mean, Statistic::p90, Statistic::p95,
                                  Statistic::within_target};
  std::vector<FigureRow> rows;
  for (std::size_t l = 0; l < models::latencies; ++l) {
    const auto latency = static_cast<Latency>(l);
    double largest = 0.0;
    for (const Statistic s : {Statistic::median, Statistic::mean, Statistic::p90}) {
      if (const Figure* f = evidence.find({hazard, latency, s})) largest = std::max(largest, f->largest());
    }
    const Unit unit = duration_unit(largest);
    models::Name group = models::name_of(models::word(latency).text);
    if (const auto target = evidence.target_s(hazard, latency)) {
      const Unit own = duration_unit(*target + 1.0);
      group.zh += "（目标 " + number(*target, {own.divisor, {}, 0}) + " " + own.name.zh + "）";
      group.en += " (target " + number(*target, {own.divisor, {}, 0}) + " " + own.name.en + ")";
    }
    for (const Statistic s : statistics) {
      const Figure* f = evidence.find({hazard, latency, s});
      const models::KpiDefinition* d = evidence.definition({hazard, latency, s});
      if (f == nullptr) continue;
      const bool share = s == Statistic::within_target;
      rows.push_back({group, models::name_of(models::word(s).text), *f, share ? unit_for(*d, f->largest()) : unit,
                      judgement_of(*d), s == Statistic::mean || s == Statistic::p95});
    }
  }
  return rows;
}

// "火灾：起数" is "起数" in the section of fires.
models::Name without_hazard(models::Name name, Hazard hazard) {
  const std::string zh = std::string(models::word(hazard).text.zh) + "：",
                    en = std::string(models::word(hazard).text.en) + ": ";
  if (name.zh.rfind(zh, 0) == 0) name.zh.erase(0, zh.size());
  if (name.en.rfind(en, 0) == 0) name.en.erase(0, en.size());
  return name;
}

// The KPIs of the hazard that are not latencies: how many, how they end.
std::vector<FigureRow> outcome_rows(const Evidence& evidence, Hazard hazard, Breakdown breakdown) {
  std::vector<FigureRow> rows;
  for (std::size_t k = 0; k < evidence.definitions().size(); ++k) {
    const models::KpiDefinition& d = evidence.definitions()[k];
    const Figure& f = evidence.figure(k);
    if (d.hazard != hazard || d.latency || d.breakdown != breakdown || f.empty()) continue;
    models::Name name = without_hazard(d.name, hazard);
    if (breakdown == Breakdown::variety && d.part < models::varieties) {
      name = models::name_of(models::word(static_cast<models::Variety>(d.part)).text);
    }
    rows.push_back({breakdown == Breakdown::variety ? d.name : models::Name{}, name, f, unit_for(d, f.largest()),
                    judgement_of(d), false});
  }
  return rows;
}

// What a table by community or group shows, where the catalogue breaks it down so.
std::vector<PartColumn> part_columns(const Evidence& evidence, Hazard hazard, Breakdown breakdown, std::size_t parts) {
  std::vector<PartColumn> columns;
  const auto add = [&](const models::Name& name, std::optional<Latency> latency, Statistic statistic) {
    PartColumn column{name, {}, Judgement::none, {}};
    double largest = 0.0;
    const models::KpiDefinition* definition = nullptr;
    for (std::uint32_t p = 0; p < parts; ++p) {
      const Question q{hazard, latency, statistic, breakdown, p};
      column.figures.push_back(evidence.find(q));
      if (column.figures.back() == nullptr) continue;
      definition = evidence.definition(q);
      largest = std::max(largest, column.figures.back()->largest());
    }
    if (definition == nullptr) return;
    column.unit = unit_for(*definition, largest);
    column.judgement = judgement_of(*definition);
    columns.push_back(std::move(column));
  };
  add({"起数", "incidents"}, std::nullopt, Statistic::per_year);
  for (const Latency latency : {Latency::detection, Latency::response}) {
    const models::Text& text = models::word(latency).text;
    add({std::string(text.zh) + "中位数", "median " + std::string(text.en)}, latency, Statistic::median);
  }
  add({"响应达标率", "responses within target"}, Latency::response, Statistic::within_target);
  return columns;
}

std::vector<models::Name> community_names(const Evidence& evidence) {
  std::vector<models::Name> names;
  for (const auto& c : evidence.main().places.communities) names.push_back(c.name);
  return names;
}

std::vector<models::Name> group_names() {
  std::vector<models::Name> names;
  for (std::size_t g = 0; g < models::groups; ++g)
    names.push_back(models::name_of(models::word(static_cast<models::Group>(g)).text));
  return names;
}

// Shares of words, such as who noticed: one row a word, one column a scenario.
template <class Enum, std::size_t N>
std::string share_table(const Evidence& evidence, const models::Name& caption, Hazard hazard,
                        std::array<std::uint64_t, N> scenarios::HazardCounts::*member) {
  const auto h = static_cast<std::size_t>(hazard);
  std::vector<const ScenarioResults*> sides;
  if (evidence.base() != nullptr) sides.push_back(evidence.base());
  sides.push_back(&evidence.main());
  const auto share = [&](const ScenarioResults& s, std::size_t i) {
    const auto& counts = s.distributions.counts[h];
    return counts.incidents == 0 ? 0.0
                                 : static_cast<double>((counts.*member)[i]) / static_cast<double>(counts.incidents);
  };
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < N; ++i) {
    if (std::any_of(sides.begin(), sides.end(), [&](const auto* s) { return share(*s, i) >= 0.0005; }))
      order.push_back(i);
  }
  if (order.empty()) return "";
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return share(evidence.main(), a) > share(evidence.main(), b); });
  const Unit percent{0.01, {"%", "%"}, 1};
  Html html;
  html.raw("<div class=scroll><table class=shares><caption>").both(caption).raw("</caption><thead><tr><th></th>");
  for (const auto* s : sides) html.raw("<th class=num scope=col>").both(evidence.label(*s)).raw("</th>");
  html.raw("</tr></thead><tbody>");
  for (const std::size_t i : order) {
    html.raw("<tr><th scope=row>").both(models::word(static_cast<Enum>(i)).text).raw("</th>");
    for (const auto* s : sides) html.raw("<td class=num>").text(number(share(*s, i), percent) + "%").raw("</td>");
    html.raw("</tr>");
  }
  html.raw("<tr class=gap><th scope=row>").both("无", "nobody").raw("</th>");
  for (const auto* s : sides) {
    double rest = 1.0;
    for (std::size_t i = 0; i < N; ++i) rest -= share(*s, i);
    html.raw("<td class=num>").text(number(std::max(rest, 0.0), percent) + "%").raw("</td>");
  }
  return html.raw("</tr></tbody></table></div>").str();
}

// Which line is which scenario, for the static charts; the interactive ones have their own.
std::string keys(const Evidence& evidence) {
  if (!evidence.compared()) return "";
  Html html;
  html.raw("<p class=keys><span class=entry><span class=\"key dashed\" style=\"color:")
      .raw(base_colour)
      .raw("\"></span>");
  html.both(evidence.base_label()).raw("</span><span class=entry><span class=key style=\"color:").raw(main_colour);
  return html.raw("\"></span>").both(evidence.label()).raw("</span></p>").str();
}

struct Picture {
  std::string_view kind;  // what charts.js puts in its place
  std::string svg;
  models::Name caption;
  bool with_keys = true;
};

void figure(Html& html, const Evidence& evidence, Hazard hazard, const Picture& picture) {
  if (picture.svg.empty()) return;
  html.raw(fmt::format("<figure data-chart=\"{}\" data-hazard={}><div class=static>", picture.kind,
                       static_cast<int>(hazard)));
  if (picture.with_keys) html.raw(keys(evidence));
  html.raw(picture.svg).raw("</div><figcaption>").both(picture.caption).raw("</figcaption></figure>");
}

// The hazard as something that is counted, in lower case.
models::Name plural(Hazard hazard) {
  switch (hazard) {
    case Hazard::fire:
      return {"火灾", "fires"};
    case Hazard::gas_leak:
      return {"燃气泄漏", "gas leaks"};
    case Hazard::fall:
      return {"跌倒", "falls"};
    case Hazard::medical:
      return {"突发疾病", "medical emergencies"};
    case Hazard::false_alarm:
      return {"误报", "false alarms"};
    case Hazard::outage:
      return {"故障与中断", "outages"};
  }
  return {};
}

void introduction(Html& html, const Evidence& evidence, Hazard hazard) {
  const auto h = static_cast<std::size_t>(hazard);
  const auto yearly = [h](const ScenarioResults& s) {
    const double years = static_cast<double>(s.replications.size()) * static_cast<double>(s.info.days) / 365.0;
    return years > 0.0 ? static_cast<double>(s.distributions.counts[h].incidents) / years : 0.0;
  };
  const Unit plain{1.0, {}, 0};
  const models::Name what = plural(hazard);
  const std::string now = number(yearly(evidence.main()), plain);
  html.raw("<p>");
  if (evidence.base() == nullptr) {
    html.both(fmt::format("模拟中平均每年发生{} {} 起。", what.zh, now),
              fmt::format("On average a year sees {} {}.", now, what.en));
  } else {
    const std::string before = number(yearly(*evidence.base()), plain);
    const models::Name b = evidence.base_label(), m = evidence.label();
    html.both(fmt::format("模拟中平均每年发生{}：“{}”{} 起，“{}”{} 起。", what.zh, b.zh, before, m.zh, now),
              fmt::format("On average a year sees {} {} in “{}” and {} in “{}”.", before, what.en, b.en, now, m.en));
  }
  html.raw("</p>");
}

}  // namespace

std::string hazard_section(const Evidence& evidence, Hazard hazard) {
  const auto h = static_cast<std::size_t>(hazard);
  const bool there = evidence.main().distributions.counts[h].incidents > 0 ||
                     (evidence.base() != nullptr && evidence.base()->distributions.counts[h].incidents > 0);
  if (!there) return "";
  Html html;
  models::Name title = plural(hazard);
  title.en[0] = static_cast<char>(title.en[0] - 'a' + 'A');
  html.raw(section_heading(models::word(hazard).key, title));
  introduction(html, evidence, hazard);
  figure(html, evidence, hazard,
         {"stages",
          stage_chart(evidence, hazard),
          {"有人到场的事件中，平均响应时间由哪几段组成。",
           "Where the mean response time goes, over the incidents that a helper reached."},
          false});
  html.raw("<div class=pair>");
  figure(html, evidence, hazard,
         {"detection",
          share_chart(evidence, hazard, Latency::detection),
          {"发现时延：在被发现的事件中，横轴时间之内被发现的比例。",
           "Detection: of the incidents that were noticed, the share noticed within the time on the axis."}});
  figure(html, evidence, hazard,
         {"response",
          share_chart(evidence, hazard, Latency::response),
          {"响应时延：在有帮手到场的事件中，横轴时间之内到场的比例。",
           "Response: of the incidents that a helper reached, the share reached within the time on the axis."}});
  html.raw("</div>");
  html.raw(figure_table(evidence,
                        {"各阶段时延（每一行只统计该阶段确实发生的事件）",
                         "Latencies (each over the incidents in which that stage happened)"},
                        latency_rows(evidence, hazard)));
  html.raw(
      figure_table(evidence, {"数量与结果", "Numbers and outcomes"}, outcome_rows(evidence, hazard, Breakdown::all)));
  html.raw("<div class=pair>");
  html.raw(share_table<models::Noticer>(evidence, {"首先由谁发现", "Who or what noticed first"}, hazard,
                                        &scenarios::HazardCounts::noticed_by));
  html.raw(share_table<models::Helper>(evidence, {"首先由谁到场", "Who was there first"}, hazard,
                                       &scenarios::HazardCounts::first_helper));
  html.raw("</div>");
  html.raw(figure_table(evidence, {"按类型", "By kind"}, outcome_rows(evidence, hazard, Breakdown::variety)));
  html.raw(part_table(evidence, {"按人群", "By vulnerable group"}, {"人群", "Group"}, group_names(),
                      part_columns(evidence, hazard, Breakdown::group, models::groups), true));
  const std::vector<models::Name> communities = community_names(evidence);
  html.raw(part_table(evidence, {"按社区", "By community"}, {"社区", "Community"}, communities,
                      part_columns(evidence, hazard, Breakdown::community, communities.size()), true));
  figure(
      html, evidence, hazard,
      {"hours", hour_chart(evidence, hazard), {"一天中各小时的年均起数。", "Incidents in a year by hour of the day."}});
  return html.raw("</section>").str();
}

}  // namespace yuanluo::viz
