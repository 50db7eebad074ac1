// Fire-fighting water: what fires got, which hydrants and pump stations gave it, and what each hydrant could give.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/text.hpp"
#include "scenarios/tables/key.hpp"
#include "viz/report/html.hpp"
#include "viz/report/map_frame.hpp"
#include "viz/report/sections.hpp"
#include "viz/report/tables.hpp"

namespace yuanluo::viz {
namespace {

using models::WaterAsset;
using models::WaterUseCount;
using scenarios::FireWater;
using scenarios::Places;
using scenarios::ScenarioResults;

constexpr std::size_t most_shown = 10;

// What a hydrant can give: with how many jets it fights. Source of the limits: [GB50974] 7.2.8 (15 L/s).
struct FlowClass {
  double from_lps;
  models::Text name;
  std::string_view colour;
  double dot;  // width in the picture: few and weak ones are larger, so that they are found
};
constexpr std::array<FlowClass, 4> flow_classes{{{0.0, {"不足 7.5 L/s", "under 7.5 L/s"}, "#9d0b28", 9.0},
                                                 {7.5, {"7.5–15 L/s", "7.5 to 15 L/s"}, "#ef8a3a", 7.0},
                                                 {15.0, {"15–30 L/s", "15 to 30 L/s"}, "#7fb0d3", 4.5},
                                                 {30.0, {"30 L/s 及以上", "30 L/s and more"}, "#0b4a7f", 4.5}}};
constexpr std::string_view unknown_colour = "#8d97a3";

// Of a hydrant with its zone's pump station running; none where nothing is known of it.
std::optional<std::size_t> class_of(const models::HydrantFigures& figures) {
  if (!figures.lifted_flow) return std::nullopt;
  std::size_t c = 0;
  while (c + 1 < flow_classes.size() && figures.lifted_flow->value >= flow_classes[c + 1].from_lps) ++c;
  return c;
}

std::vector<const ScenarioResults*> sides_of(const Evidence& evidence) {
  std::vector<const ScenarioResults*> sides;
  if (evidence.base() != nullptr) sides.push_back(evidence.base());
  sides.push_back(&evidence.main());
  return sides;
}

double years_of(const ScenarioResults& s) {
  return static_cast<double>(s.replications.size()) * static_cast<double>(s.info.days) / 365.0;
}

std::string figures_table(const Evidence& evidence) {
  std::vector<FigureRow> rows;
  const auto add_times = [&](models::Latency latency, const models::Name& group, Judgement judgement,
                             std::initializer_list<models::Statistic> statistics) {
    for (const models::Statistic s : statistics) {
      const Figure* f = evidence.find({models::Hazard::fire, latency, s});
      if (f != nullptr && !f->empty())
        rows.push_back(
            {group, models::name_of(models::word(s).text), *f, duration_unit(f->largest()), judgement, false});
    }
  };
  add_times(models::Latency::time_to_water, {"从起火到首次出水", "From ignition to first water"},
            Judgement::less_is_better, {models::Statistic::median, models::Statistic::p90});
  add_times(
      models::Latency::hydrant_wait,
      {"从寻找消火栓到其出水，未得水的计至火灾结束（不作优劣判断：先到的徒步小队铺带较慢）",
       "From seeking a hydrant to its water, or to the fire's end where none gave any (without a judgement: a crew "
       "on foot that comes early lays its hose more slowly)"},
      Judgement::none, {models::Statistic::mean, models::Statistic::p90});
  const auto add = [&](std::string_view key, const models::Name& group, const models::Name& name, Unit unit,
                       Judgement judgement) {
    if (const Figure* f = evidence.find(key); f != nullptr && !f->empty())
      rows.push_back({group, name, *f, std::move(unit), judgement, false});
  };
  const Unit percent{0.01, {"%", "%"}, 1}, lps{1.0, {"L/s", "L/s"}, 1}, metres{1.0, {"米", "m"}, 1};
  const models::Name shares{"出水火灾中最大流量不足（不作优劣判断：到得早的小股水也算）",
                            "Fires fought with water whose greatest flow was less than (without a judgement: a small "
                            "jet that comes early counts here too)"};
  add("fire.water_below_7_5_lps.share", shares, {"7.5 L/s（一支水枪）", "7.5 L/s (one jet)"}, percent, Judgement::none);
  add("fire.water_below_15_lps.share", shares, {"15 L/s", "15 L/s"}, percent, Judgement::none);
  add("fire.water_below_30_lps.share", shares, {"30 L/s", "30 L/s"}, percent, Judgement::none);
  const models::Name hydrants{"消火栓", "Hydrants"};
  add("fire.no_hydrant_water.share", hydrants,
      {"找栓而未得水的火灾", "fires whose crews sought a hydrant and got no water from one"}, percent, Judgement::none);
  add("fire.hydrant_flow.mean", hydrants,
      {"每起火灾单栓最大流量，均值", "greatest flow from one hydrant, mean of fires"}, lps, Judgement::none);
  add("fire.hydrant_pressure.mean", hydrants,
      {"每起火灾出流时最低剩余压力，均值", "least residual pressure at a flowing hydrant, mean of fires"}, metres,
      Judgement::none);
  return figure_table(evidence, {"火场供水", "Water at fires"}, rows);
}

// One line for each quantity: its 5, 25, 50, 75, 95 % points over single fires.
void spread_row(Html& html, const models::Name& name, std::vector<double> values, const Unit& unit) {
  if (values.empty()) return;
  std::sort(values.begin(), values.end());
  html.raw("<tr><th scope=row>").both(name).raw("</th><td class=unit>").both(unit.name).raw("</td><td class=num>");
  html.text(grouped(values.size())).raw("</td>");
  for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    const auto i = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
    html.raw("<td class=num>").text(number(values[i], unit)).raw("</td>");
  }
  html.raw("</tr>");
}

std::string spread_table(const Evidence& evidence) {
  Html html;
  html.raw("<div class=scroll><table><caption>").both("逐起火灾的分布", "Over single fires");
  html.raw("</caption><thead><tr><th scope=col>")
      .both("量", "Quantity")
      .raw("</th><th scope=col>")
      .both("单位", "Unit");
  html.raw("</th><th class=num scope=col>").both("起数", "fires").raw("</th>");
  for (const char* share : {"5 %", "25 %", "50 %", "75 %", "95 %"})
    html.raw("<th class=num scope=col>").text(share).raw("</th>");
  html.raw("</tr></thead><tbody>");
  for (const ScenarioResults* side : sides_of(evidence)) {
    if (evidence.compared())
      html.raw("<tr class=group><th colspan=8 scope=colgroup>").both(evidence.label(*side)).raw("</th></tr>");
    std::vector<double> first_s, flow_lps, hydrant_lps, hydrant_m;
    for (const FireWater& w : side->fire_water) {
      if (w.first_water_s) first_s.push_back(*w.first_water_s);
      flow_lps.push_back(w.flow_lps);
      if (w.hydrant_lps) hydrant_lps.push_back(*w.hydrant_lps);
      if (w.hydrant_m) hydrant_m.push_back(*w.hydrant_m);
    }
    spread_row(html, {"从起火到首次出水", "from ignition to first water"}, std::move(first_s),
               {60.0, {"分钟", "min"}, 1});
    spread_row(html, {"火场最大流量", "greatest flow on the fire"}, std::move(flow_lps), {1.0, {"L/s", "L/s"}, 1});
    spread_row(html, {"单栓最大流量", "greatest flow from one hydrant"}, std::move(hydrant_lps),
               {1.0, {"L/s", "L/s"}, 1});
    spread_row(html, {"出流时最低剩余压力", "least residual pressure at a flowing hydrant"}, std::move(hydrant_m),
               {1.0, {"米", "m"}, 1});
  }
  return html.raw("</tbody></table></div>").str();
}

// Those of the main scenario that were called on most often.
std::string used_table(const Evidence& evidence, WaterAsset asset) {
  const ScenarioResults& s = evidence.main();
  std::vector<WaterUseCount> counts;
  for (const WaterUseCount& c : s.water_use)
    if (c.asset == asset) counts.push_back(c);
  if (counts.empty()) return "";
  std::stable_sort(counts.begin(), counts.end(), [](const WaterUseCount& a, const WaterUseCount& b) {
    return a.used + a.failed > b.used + b.failed;
  });
  const bool hydrants = asset == WaterAsset::hydrant;
  const std::size_t all = counts.size();
  counts.resize(std::min(all, most_shown));
  const double years = std::max(years_of(s), 1e-9);
  const Unit yearly{1.0, {}, 2}, lps{1.0, {}, 1};
  Html html;
  html.raw("<div class=scroll><table><caption>");
  if (hydrants) {
    html.both(fmt::format("出水最多的消火栓（共有 {} 个出过水）", all),
              fmt::format("Hydrants that gave water most often (of {} that ever did)", all));
  } else {
    html.both("启用最多的消防泵站", "Pump stations that were called on most often");
  }
  html.raw("</caption><thead><tr><th scope=col>");
  html.both(hydrants ? "消火栓" : "泵站", hydrants ? "Hydrant" : "Station").raw("</th><th class=num scope=col>");
  html.both(hydrants ? "水带次数/年" : "启动次数/年", hydrants ? "hoses a year" : "ran, times a year");
  html.raw("</th><th class=num scope=col>");
  html.both(hydrants ? "最大流量 L/s" : "未启动或抽空/年",
            hydrants ? "greatest flow, L/s" : "did not run or ran dry, a year");
  html.raw("</th></tr></thead><tbody>");
  for (const WaterUseCount& c : counts) {
    html.raw("<tr><th scope=row>");
    if (hydrants) {
      html.text(scenarios::row_key(scenarios::TableKind::hydrants, c.which, s.places.hydrants.size()));
    } else if (c.which < s.places.pump_station_names.size()) {
      html.both(s.places.pump_station_names[c.which]);
    } else {
      html.text(scenarios::row_key(scenarios::TableKind::pump_stations, c.which, s.places.pump_stations));
    }
    html.raw("</th><td class=num>").text(number(c.used / years, yearly)).raw("</td><td class=num>");
    html.text(hydrants ? number(0.1 * c.greatest_dlps, lps) : number(c.failed / years, yearly)).raw("</td></tr>");
  }
  return html.raw("</tbody></table></div>").str();
}

std::array<std::size_t, flow_classes.size() + 1> class_counts(const Places& places) {
  std::array<std::size_t, flow_classes.size() + 1> counts{};
  for (const models::HydrantFigures& f : places.hydrant_figures) ++counts[class_of(f).value_or(flow_classes.size())];
  return counts;
}

std::string flow_map(const Evidence& evidence) {
  const Places& places = evidence.main().places;
  if (places.hydrant_figures.empty() || places.hydrant_figures.size() != places.hydrants.size()) return "";
  const MapFrame frame(places);
  Svg svg(MapFrame::width, frame.height(), {"各消火栓单独出流能力图", "map of what each hydrant can give alone"});
  svg.raw("<g class=map>").raw(fmt::format("<path class=ground d=\"{}\"/>", path_data(frame, places.boundary, true)));
  draw_streets(svg, frame, places, false);
  std::array<std::string, flow_classes.size() + 1> dots;
  for (std::size_t h = 0; h < places.hydrants.size(); ++h) {
    const auto [x, y] = frame.at(places.hydrants[h]);
    dots[class_of(places.hydrant_figures[h]).value_or(flow_classes.size())] += fmt::format("M{} {}h0", px(x), px(y));
  }
  const auto draw = [&](const std::string& path, std::string_view colour, double width) {
    if (!path.empty())
      svg.raw(fmt::format("<path fill=none stroke-linecap=round stroke=\"{}\" stroke-width=\"{}\" d=\"{}\"/>", colour,
                          px(width), path));
  };
  draw(dots.back(), unknown_colour, 5.0);
  for (std::size_t c = flow_classes.size(); c-- > 0;) draw(dots[c], flow_classes[c].colour, flow_classes[c].dot);
  draw_scale(svg, frame);
  svg.raw("</g>");
  const auto counts = class_counts(places);
  Html html;
  html.raw("<figure class=\"map-figure wide\">").raw(svg.str()).raw("<figcaption><p class=map-title>");
  html.both("各消火栓单独开启、剩余压力 0.10 MPa、所属泵站启动时的流量",
            "What each hydrant gives alone at a residual pressure of 0.10 MPa, its zone's pump station running");
  html.raw("</p><ul class=legend>");
  for (std::size_t c = 0; c <= flow_classes.size(); ++c) {
    if (counts[c] == 0) continue;
    const bool known = c < flow_classes.size();
    html.raw(fmt::format("<li><i style=\"background:{}\"></i>", known ? flow_classes[c].colour : unknown_colour));
    html.both(known ? flow_classes[c].name : models::Text{"未接供水管", "tied to no main"});
    html.text(fmt::format(": {}", grouped(counts[c]))).raw("</li>");
  }
  return html.raw("</ul></figcaption></figure>").str();
}

// The same in numbers, side by side where two scenarios are compared.
std::string flow_table(const Evidence& evidence) {
  const auto sides = sides_of(evidence);
  if (!evidence.compared() || std::any_of(sides.begin(), sides.end(), [](const ScenarioResults* s) {
        return s->places.hydrant_figures.empty() && !s->places.hydrants.empty();
      }))
    return "";
  Html html;
  html.raw("<div class=scroll><table><caption>")
      .both("各流量等级的消火栓数", "Hydrants by what they can give")
      .raw("</caption><thead><tr><th scope=col>")
      .both("单独出流", "Alone")
      .raw("</th>");
  for (const ScenarioResults* s : sides) html.raw("<th class=num scope=col>").both(evidence.label(*s)).raw("</th>");
  html.raw("</tr></thead><tbody>");
  for (std::size_t c = 0; c <= flow_classes.size(); ++c) {
    const bool known = c < flow_classes.size();
    Html row;
    std::size_t all = 0;
    for (const ScenarioResults* s : sides) {
      const std::size_t n = class_counts(s->places)[c];
      row.raw("<td class=num>").text(grouped(n)).raw("</td>");
      all += n;
    }
    if (all == 0) continue;
    html.raw("<tr><th scope=row>");
    html.both(known ? flow_classes[c].name : models::Text{"未接供水管", "tied to no main"}).raw("</th>");
    html.raw(row.str()).raw("</tr>");
  }
  return html.raw("</tbody></table></div>").str();
}

}  // namespace

std::string water_section(const Evidence& evidence) {
  const auto sides = sides_of(evidence);
  const bool any = std::any_of(sides.begin(), sides.end(), [](const ScenarioResults* s) {
    return !s->fire_water.empty() || !s->places.hydrant_figures.empty();
  });
  if (!any) return "";
  Html html;
  html.raw(section_heading("water", {"消防供水", "Fire-fighting water"})).raw("<p>");
  html.both(
      "火场用水按供水管网逐次水力求解：哪些消火栓同时打开、哪些泵站启动、哪些管段爆裂，决定每条水带得到多少水；消防车水"
      "箱"
      "供最初几分钟。",
      "What fires get is solved on the water network each time: which hydrants are open together, which pump stations "
      "run and which mains are broken decides what each hose is given; the tanks of engines serve the first minutes.");
  html.raw("</p>").raw(figures_table(evidence));
  if (std::any_of(sides.begin(), sides.end(), [](const ScenarioResults* s) { return !s->fire_water.empty(); }))
    html.raw(spread_table(evidence));
  html.raw("<div class=pair>").raw(used_table(evidence, WaterAsset::hydrant));
  html.raw(used_table(evidence, WaterAsset::pump_station)).raw("</div>");
  html.raw(flow_map(evidence)).raw(flow_table(evidence));
  return html.raw("</section>").str();
}

}  // namespace yuanluo::viz
