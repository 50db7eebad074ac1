#include <fmt/format.h>

#include "viz/report/headlines.hpp"
#include "viz/report/html.hpp"
#include "viz/report/map.hpp"
#include "viz/report/sections.hpp"

namespace yuanluo::viz {
namespace {

using models::Language;
using scenarios::PlaceFigures;
using scenarios::ScenarioResults;

// A number of both scenarios, side by side.
struct Fact {
  models::Name name;
  std::optional<std::uint64_t> base;
  std::uint64_t main = 0;
};

PlaceFigures totals(const scenarios::Places& places) {
  PlaceFigures all;
  for (const auto& c : places.communities) {
    const PlaceFigures& f = c.figures;
    all.buildings += f.buildings;
    all.households += f.households;
    all.residents += f.residents;
    all.aged_80 += f.aged_80;
    all.living_alone += f.living_alone;
    all.disabled += f.disabled;
    for (std::size_t k = 0; k < models::device_kinds; ++k) all.devices[k] += f.devices[k];
    all.linked_devices += f.linked_devices;
  }
  return all;
}

std::uint64_t stations(const ScenarioResults& s, models::StationKind kind) {
  std::uint64_t n = 0;
  for (const models::Station& station : s.places.stations) n += station.kind == kind ? 1 : 0;
  return n;
}

std::uint64_t grid_workers(const ScenarioResults& s) {
  std::uint64_t n = 0;
  for (const auto& c : s.places.communities) n += c.grid_workers;
  return n;
}

template <class Get>
Fact fact(const Evidence& evidence, models::Name name, Get get) {
  Fact f{std::move(name), std::nullopt, get(evidence.main())};
  if (evidence.base() != nullptr) f.base = get(*evidence.base());
  return f;
}

std::vector<Fact> facts(const Evidence& evidence) {
  using models::DeviceKind;
  using models::StationKind;
  std::vector<Fact> all;
  const auto add = [&](models::Name name, auto get) { all.push_back(fact(evidence, std::move(name), get)); };
  const auto people = [&](models::Name name, std::uint32_t PlaceFigures::*member) {
    add(std::move(name), [member](const ScenarioResults& s) { return std::uint64_t{totals(s.places).*member}; });
  };
  const auto devices = [&](models::Name name, DeviceKind kind) {
    add(std::move(name), [kind](const ScenarioResults& s) {
      return std::uint64_t{totals(s.places).devices[static_cast<std::size_t>(kind)]};
    });
  };
  people({"常住居民", "residents"}, &PlaceFigures::residents);
  people({"住户", "households"}, &PlaceFigures::households);
  add({"院落", "compounds"}, [](const ScenarioResults& s) { return std::uint64_t{s.places.compounds.size()}; });
  people({"80岁及以上老人", "residents aged 80 and over"}, &PlaceFigures::aged_80);
  people({"独居老人", "elders living alone"}, &PlaceFigures::living_alone);
  people({"残疾人", "disabled residents"}, &PlaceFigures::disabled);
  devices({"智慧烟感", "smoke alarms in homes"}, DeviceKind::smoke_alarm);
  devices({"可燃气体传感器", "gas sensors"}, DeviceKind::gas_sensor);
  devices({"水流传感器", "water-flow sensors"}, DeviceKind::water_flow_sensor);
  devices({"求助按钮", "SOS buttons"}, DeviceKind::sos_button);
  devices({"活动传感器", "motion sensors"}, DeviceKind::motion_sensor);
  people({"已接入治理中心的设备", "devices linked to the governance centre"}, &PlaceFigures::linked_devices);
  add({"室外消火栓", "outdoor hydrants"},
      [](const ScenarioResults& s) { return std::uint64_t{s.places.hydrants.size()}; });
  add({"一体化消防泵站", "fire pump stations"},
      [](const ScenarioResults& s) { return std::uint64_t{s.places.pump_stations}; });
  add({"微型消防站", "micro fire stations"},
      [](const ScenarioResults& s) { return stations(s, StationKind::micro_fire_station); });
  add({"养老服务综合体", "care complexes"},
      [](const ScenarioResults& s) { return stations(s, StationKind::care_complex); });
  add({"日间照料中心", "day-care centres"},
      [](const ScenarioResults& s) { return stations(s, StationKind::day_care_centre); });
  add({"网格员岗位", "posts of grid workers"}, grid_workers);
  add({"每次重复的模拟天数", "measured days in each replication"},
      [](const ScenarioResults& s) { return static_cast<std::uint64_t>(s.info.days); });
  add({"完成的重复次数", "finished replications"},
      [](const ScenarioResults& s) { return std::uint64_t{s.replications.size()}; });
  add({"模拟事件总数", "incidents simulated in all"}, [](const ScenarioResults& s) {
    std::uint64_t n = 0;
    for (const auto& r : s.replications) n += r.incidents;
    return n;
  });
  return all;
}

void highlight_cards(Html& html, const Evidence& evidence) {
  html.raw("<div class=cards>");
  for (const Highlight& h : highlights(evidence)) {
    html.raw("<div class=card><p class=card-label>").prose(h.label).raw("</p><p class=card-value>");
    html.text(number(h.figure.value->mean, h.unit)).raw("<span class=card-unit>").both(h.unit.name);
    html.raw("</span></p><p class=card-note>");
    if (h.median) html.both("中位数", "median");
    if (evidence.compared() && h.figure.base) {
      const std::string before = number(h.figure.base->mean, h.unit);
      const models::Name name = evidence.base_label();
      html.both(h.median ? "；" : "", h.median ? "; " : "").both(name.zh + " " + before, name.en + " " + before);
      html.both(" " + h.unit.name.zh, " " + h.unit.name.en);
    }
    html.raw("</p></div>");
  }
  html.raw("</div>");
}

}  // namespace

std::string section_heading(std::string_view anchor, const models::Name& title) {
  Html html;
  html.raw(fmt::format("<section id={}><h2>", anchor)).both(title).raw("</h2>");
  return html.str();
}

std::string summary_section(const Evidence& evidence) {
  Html html;
  html.raw(section_heading("summary", {"要点", "Key figures"}));
  if (evidence.main().replications.empty()) {
    html.raw("<p>").both("没有已完成的重复，因此没有可报告的数字。",
                         "No replication was finished, so there are no figures to report.");
    return html.raw("</p></section>").str();
  }
  highlight_cards(html, evidence);
  html.raw("<p class=note>")
      .both("括号内为95%置信区间。", "In brackets: 95 % confidence intervals.")
      .raw("</p><ul class=sentences>");
  for (const Prose& sentence : headlines(evidence)) html.raw("<li>").prose(sentence).raw("</li>");
  html.raw("</ul>");
  if (!evidence.results().run.finished) {
    html.raw("<p class=warning>")
        .both("本次运行在全部重复完成之前停止；以下数字只来自已完成的重复。",
              "This run was stopped before all replications were done; the figures below come from those that were "
              "finished.");
    html.raw("</p>");
  }
  return html.raw("</section>").str();
}

std::string setting_section(const Evidence& evidence) {
  const bool compared = evidence.compared();
  Html html;
  html.raw(section_heading("setting", {"模拟了什么", "What was simulated"}));
  html.raw("<p>").both(
      "本报告的数字来自计算机仿真，而不是事故记录。程序按时间顺序逐一推演片区内火灾、燃气泄漏、跌倒、突发疾病、误报和设"
      "施中断，从发生、发现、通知、出动到处置完毕的全过程。各项参数的取值和来源列于文末。",
      "The figures of this report come from a computer simulation, not from records. The program plays through every "
      "fire, gas leak, fall, medical emergency, false alarm and outage of the district in the order of time, from "
      "onset through detection, notification and dispatch to the end. All parameters and their sources are listed at "
      "the end.");
  html.raw("</p><p>").both(
      "同一时段以不同的随机情况重复模拟多次。表中数字是各次重复的平均值，旁边的小字是其95%"
      "置信区间：区间越窄，模拟次数带来的不确定性越小。区间不包括模型和参数本身的不确定性。",
      "The same period is simulated several times with different luck. Figures are means over these replications, with "
      "the 95 % confidence interval in small print: the narrower it is, the less is left to the number of "
      "replications. Intervals do not cover the uncertainty of models and parameters themselves.");
  html.raw("</p>");
  if (compared) {
    html.raw("<p>").both(
        "两个场景面对同样的随机情况：同一户在同一时刻发生同一起火灾。因此可以逐次配对比较，“变化”一栏是配对差值及其区间"
        "，“配对消除的方差”说明配对使比较精确了多少。加粗的变化不能用随机波动解释；▲表示改善，▼表示变差。",
        "Both scenarios meet the same luck: the same fire breaks out in the same home at the same moment. So "
        "replications can be compared in pairs: the column “Change” is the paired difference with its interval, and "
        "“Variance removed by pairing” says how much more precise that makes the comparison. Changes in bold are more "
        "than chance; ▲ is better, ▼ is worse.");
    html.raw("</p>");
  }
  html.raw("<div class=scroll><table class=facts><caption>")
      .both("片区与部署", "District and deployment")
      .raw("</caption><thead><tr><th scope=col>");
  html.both("项目", "Item").raw("</th>");
  if (compared) html.raw("<th class=num scope=col>").both(evidence.base_label()).raw("</th>");
  html.raw("<th class=num scope=col>").both(evidence.label()).raw("</th></tr></thead><tbody>");
  for (const Fact& f : facts(evidence)) {
    const bool differs = f.base && *f.base != f.main;
    html.raw(differs ? "<tr class=differs><th scope=row>" : "<tr><th scope=row>").both(f.name).raw("</th>");
    if (compared) html.raw("<td class=num>").text(grouped(f.base.value_or(0))).raw("</td>");
    html.raw("<td class=num>").text(grouped(f.main)).raw("</td></tr>");
  }
  return html.raw("</tbody></table></div></section>").str();
}

std::string map_section(const Evidence& evidence) {
  const std::string figure = map_figure(evidence);
  if (figure.empty()) return "";
  Html html;
  html.raw(section_heading("map", {"片区地图", "Map of the district"})).raw(figure);
  return html.raw("</section>").str();
}

}  // namespace yuanluo::viz
