#include "viz/plan_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "scenarios/plan/plan_files.hpp"
#include "viz/report/html.hpp"
#include "viz/report/svg.hpp"

namespace yuanluo::viz {
namespace {

using scenarios::Alternative;
using scenarios::CurvePoint;
using scenarios::PlanResult;
using scenarios::Selected;

constexpr double map_width = 960.0;
constexpr std::size_t most_rows = 500;

// The colours of decisions, one after another.
constexpr std::string_view colours[] = {"#0b5c9e", "#c2660a", "#2f7d32", "#8e24aa", "#b71c1c", "#546e7a"};

constexpr std::string_view style = R"css(
body{font:15px/1.5 system-ui,"Noto Sans CJK SC","WenQuanYi Zen Hei",sans-serif;max-width:980px;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;width:100%;margin:1em 0;font-size:13px}
th,td{border-bottom:1px solid #ddd;padding:3px 6px;text-align:right}
th:first-child,td:first-child,td.left,th.left{text-align:left}
tr.best td{font-weight:600;background:#eef5fb}
svg{width:100%;height:auto;border:1px solid #ddd;background:#fff}
svg text{font-size:12px;fill:#333}
.en{color:#555}
)css";

std::string figure(double value) { return std::isnan(value) ? "–" : fmt::format("{:.4g}", value); }

// A text in both languages, one after the other.
void say(Html& html, const std::string& zh, const std::string& en) {
  html.text(zh).raw(" <span class=en lang=en>").text(en).raw("</span>");
}
void say(Html& html, const models::Name& name) { say(html, name.zh, name.en); }

void heading(Html& html, const char* zh, const char* en) {
  html.raw("<h2>");
  say(html, zh, en);
  html.raw("</h2>");
}

class PlanPage {
 public:
  explicit PlanPage(const PlanResult& plan) : plan_(plan), best_(plan.alternatives[plan.best]) {}

  std::string operator()() {
    html_.raw(
        "<!doctype html><html lang=zh><head><meta charset=utf-8><meta name=viewport "
        "content=\"width=device-width\"><title>");
    html_.text(plan_.spec.name.zh + " " + plan_.spec.name.en).raw("</title><style>").raw(style);
    html_.raw("</style></head><body><h1>");
    say(html_, plan_.spec.name);
    html_.raw("</h1>");
    promise();
    alternatives();
    map();
    curve();
    front();
    fairness();
    places();
    log();
    return html_.raw("</body></html>\n").str();
  }

 private:
  void promise() {
    heading(html_, "承诺与核实", "Promise and confirmation");
    html_.raw("<p>");
    say(html_, "选中：" + best_.name.zh, "Chosen: " + best_.name.en);
    html_.raw("</p>");
    const sim::ConfidenceInterval& change = plan_.effects[plan_.best][0].change;
    const double mean = plan_.less_is_better[0] ? -change.mean : change.mean;
    html_.raw("<p>");
    say(html_,
        fmt::format("{}（{}）改善：选择时所见 {} [{}, {}]；用新的随机数核实 {} [{}, {}]。两者之差 {} "
                    "是挑选带来的乐观偏差（含随机误差）。",
                    plan_.objective_names[0].zh, plan_.objective_units[0], figure(plan_.promised->mean),
                    figure(plan_.promised->low()), figure(plan_.promised->high()), figure(mean),
                    figure(mean - change.half_width), figure(mean + change.half_width),
                    figure(plan_.promised->mean - mean)),
        fmt::format("Gain in {} ({}): {} [{}, {}] as the selection saw it; {} [{}, {}] confirmed with fresh luck. The "
                    "difference {} is optimism from choosing the best (and chance).",
                    plan_.objective_names[0].en, plan_.objective_units[0], figure(plan_.promised->mean),
                    figure(plan_.promised->low()), figure(plan_.promised->high()), figure(mean),
                    figure(mean - change.half_width), figure(mean + change.half_width),
                    figure(plan_.promised->mean - mean)));
    html_.raw("</p>");
  }

  void alternatives() {
    heading(html_, "备选与对照", "Alternatives and baselines");
    html_.raw("<table><tr><th>");
    say(html_, "方案", "alternative");
    html_.raw("</th><th>");
    say(html_, "元", "yuan");
    html_.raw("</th><th>");
    say(html_, "预期效益", "benefit");
    html_.raw("</th>");
    for (std::size_t k = 0; k < plan_.objective_names.size() && !plan_.effects.empty(); ++k) {
      html_.raw("<th>");
      say(html_, plan_.objective_names[k].zh + "：变化", plan_.objective_names[k].en + ": change");
      html_.raw("</th><th>");
      say(html_, "最差一成", "worst tenth");
      html_.raw("</th><th>");
      say(html_, "社区差距", "gap");
      html_.raw("</th>");
    }
    html_.raw("</tr>");
    for (std::size_t a = 0; a < plan_.alternatives.size(); ++a) {
      const Alternative& alternative = plan_.alternatives[a];
      double benefit = 0.0;
      for (const Selected& selected : alternative.selected) benefit += selected.total;
      html_.raw(a == plan_.best ? "<tr class=best><td>" : "<tr><td>");
      say(html_, alternative.name);
      if (!alternative.ours) say(html_, "（对照）", "baseline");
      if (!plan_.efficient.empty() && plan_.efficient[a]) say(html_, "（有效）", "efficient");
      html_.raw(fmt::format("</td><td>{:.0f}</td><td>{}</td>", alternative.cost_yuan, figure(benefit)));
      for (std::size_t k = 0; !plan_.effects.empty() && k < plan_.effects[a].size(); ++k) {
        const scenarios::Effect& e = plan_.effects[a][k];
        html_.raw(fmt::format("<td>{:+.3g} [{:+.3g}, {:+.3g}]</td><td>{}</td><td>{}</td>", e.change.mean,
                              e.change.low(), e.change.high(), figure(e.tail), figure(e.gap)));
      }
      html_.raw("</tr>");
    }
    html_.raw("</table>");
  }

  void map() {
    heading(html_, "地图", "Map");
    const models::LocalPlane plane(plan_.district.compounds.front().centre);
    double west = 1e18, east = -1e18, south = 1e18, north = -1e18;
    for (const models::Compound& c : plan_.district.compounds) {
      const auto p = plane.to_plane(c.centre);
      west = std::min(west, p.x - 60.0), east = std::max(east, p.x + 60.0);
      south = std::min(south, p.y - 60.0), north = std::max(north, p.y + 60.0);
    }
    const double scale = map_width / (east - west);
    const auto at = [&](models::GeoPoint g) {
      const auto p = plane.to_plane(g);
      return std::pair<double, double>{(p.x - west) * scale, (north - p.y) * scale};
    };
    Svg svg(map_width, (north - south) * scale, {"选中的位置", "The chosen places"});
    for (const models::Community& community : plan_.district.communities) {
      ring(svg, community.boundary, at, "fill=\"none\" stroke=\"#999\" stroke-width=\"1.5\"");
    }
    for (const models::Compound& compound : plan_.district.compounds) {
      ring(svg, compound.boundary, at, "fill=\"#f0ede6\" stroke=\"#d5cfc0\" stroke-width=\"0.5\"");
    }
    for (std::size_t d = 0; d < best_.selected.size(); ++d) {
      for (const std::uint32_t k : best_.selected[d].chosen) {
        const auto [x, y] = at(plan_.candidates[d][k].position);
        svg.raw(fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\" fill-opacity=\"0.75\"/>", px(x), px(y),
                            colours[d % std::size(colours)]));
      }
    }
    html_.raw(svg.str()).raw("<p>");
    for (std::size_t d = 0; d < best_.selected.size(); ++d) {
      const models::Text name = scenarios::words(plan_.spec.decisions[d].kind).name;
      html_.raw(fmt::format("<span style=\"color:{}\">●</span> ", colours[d % std::size(colours)]));
      say(html_, fmt::format("{} {} 个", name.zh, best_.selected[d].chosen.size()),
          fmt::format("{} {}", best_.selected[d].chosen.size(), name.en));
      html_.raw(" ");
    }
    html_.raw("</p>");
  }

  template <class At>
  static void ring(Svg& svg, const std::vector<models::GeoPoint>& points, At at, std::string_view drawn) {
    std::vector<std::pair<double, double>> path;
    for (const models::GeoPoint p : points) path.push_back(at(p));
    if (path.size() > 2) svg.path(path, drawn, true);
  }

  void curve() {
    if (plan_.curve.empty()) return;
    heading(html_, "累计曲线", "Cumulative curve");
    html_.raw("<p>");
    const std::size_t n = scenarios::count_for_share(plan_, 0.8);
    say(html_, fmt::format("前 {} 个（共 {} 个）带来 80% 的预期效益。", n, plan_.curve.size()),
        fmt::format("The first {} of {} bring 80 % of the expected benefit.", n, plan_.curve.size()));
    html_.raw("</p>");
    constexpr double width = 960.0, height = 320.0, left = 50.0, bottom = 280.0, top = 20.0, right = 940.0;
    Svg svg(width, height, {"累计预期效益", "Cumulative expected benefit"});
    const auto count = static_cast<double>(plan_.curve.size());
    const auto x = [&](double done) { return left + (right - left) * done / count; };
    const auto y = [&](double share) { return bottom - (bottom - top) * share; };
    for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
      svg.line(left, y(share), right, y(share), "stroke=\"#ddd\"");
      const std::string label = fmt::format("{:.0f} %", 100.0 * share);
      svg.text(left - 6.0, y(share) + 4.0, "end", {label, label});
    }
    std::vector<std::pair<double, double>> line{{x(0.0), y(0.0)}};
    const std::size_t stride = std::max<std::size_t>(1, plan_.curve.size() / 400);
    for (std::size_t k = 0; k < plan_.curve.size(); ++k) {
      if (k % stride == 0 || k + 1 == plan_.curve.size()) {
        line.emplace_back(x(static_cast<double>(plan_.curve[k].count)), y(plan_.curve[k].benefit_share));
      }
    }
    svg.path(line, "fill=\"none\" stroke=\"#0b5c9e\" stroke-width=\"2\"");
    const std::string all = std::to_string(plan_.curve.size());
    svg.text(right, bottom + 18.0, "end", {all, all});
    html_.raw(svg.str());
    simulated_curve();
  }

  void simulated_curve() {
    if (std::none_of(plan_.curve.begin(), plan_.curve.end(), [](const CurvePoint& p) { return p.gain.has_value(); })) {
      return;
    }
    html_.raw("<table><tr><th>");
    say(html_, "前几个", "the first");
    html_.raw("</th><th>");
    say(html_, "元", "yuan");
    html_.raw("</th><th>");
    say(html_, "预期效益占比", "share of benefit");
    html_.raw("</th><th>");
    say(html_, "仿真改善 [区间]", "simulated gain [interval]");
    html_.raw("</th></tr>");
    for (const CurvePoint& point : plan_.curve) {
      if (!point.gain) continue;
      html_.raw(fmt::format("<tr><td>{}</td><td>{:.0f}</td><td>{:.0f} %</td><td>{} [{}, {}]</td></tr>", point.count,
                            point.cost_yuan, 100.0 * point.benefit_share, figure(point.gain->mean),
                            figure(point.gain->low()), figure(point.gain->high())));
    }
    html_.raw("</table>");
  }

  // Lines over a common axis from 0; each in a colour, with a dot at each point.
  struct Line {
    std::vector<std::pair<double, double>> points;
    std::string_view colour;
    bool dashed = false;
  };
  void chart(const models::Name& label, const std::vector<Line>& lines, const models::Name& x_axis) {
    constexpr double width = 960.0, height = 300.0, left = 70.0, bottom = 250.0, top = 20.0, right = 940.0;
    double most_x = 0.0, most_y = 0.0;
    for (const Line& line : lines) {
      for (const auto& [x, y] : line.points) most_x = std::max(most_x, x), most_y = std::max(most_y, y);
    }
    if (most_x <= 0.0 || most_y <= 0.0) return;
    Svg svg(width, height, label);
    const auto at = [&](double x, double y) {
      return std::pair<double, double>{left + (right - left) * x / most_x, bottom - (bottom - top) * y / most_y};
    };
    for (const double share : {0.0, 0.5, 1.0}) {
      const double y = at(0.0, share * most_y).second;
      svg.line(left, y, right, y, "stroke=\"#ddd\"");
      svg.text(left - 6.0, y + 4.0, "end", {figure(share * most_y), figure(share * most_y)});
      svg.text(at(share * most_x, 0.0).first, bottom + 18.0, "middle",
               {figure(share * most_x), figure(share * most_x)});
    }
    svg.text((left + right) / 2.0, bottom + 38.0, "middle", {x_axis.zh + " " + x_axis.en, x_axis.zh + " " + x_axis.en});
    for (const Line& line : lines) {
      std::vector<std::pair<double, double>> path;
      for (const auto& [x, y] : line.points) path.push_back(at(x, y));
      svg.path(path, fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{}", line.colour,
                                 line.dashed ? " stroke-dasharray=\"6 4\"" : ""));
      for (const auto& [x, y] : path) {
        if (path.size() > 40) break;
        svg.raw(fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{}\"/>", px(x), px(y), line.colour));
      }
    }
    html_.raw(svg.str());
  }

  void front() {
    const scenarios::Front& front = plan_.front;
    if (front.points.size() < 2) return;
    heading(html_, "费用与效益的前沿", "Front of cost against benefit");
    html_.raw("<p>");
    if (front.exact) {
      say(html_, "精确：每个数量都单独选址并证明最优。",
          "Exact: every number was chosen anew and proven to be the best.");
    } else {
      say(html_,
          fmt::format("近似：已找到的点占 {:.1f}%，按上界至多 {:.1f}%（费用×效益矩形的份额，即超体积）。",
                      100.0 * front.hypervolume, 100.0 * front.hypervolume_bound),
          fmt::format(
              "Approximate: the points found dominate {:.1f} % of the rectangle of cost and benefit, their bounds "
              "{:.1f} % (hypervolume).",
              100.0 * front.hypervolume, 100.0 * front.hypervolume_bound));
    }
    html_.raw("</p>");
    Line found{{{0.0, 0.0}}, "#0b5c9e"}, bound{{{0.0, 0.0}}, "#c2660a", true};
    for (const scenarios::FrontPoint& point : front.points) {
      found.points.emplace_back(point.cost_yuan / 1e4, point.benefit);
      bound.points.emplace_back(point.cost_yuan / 1e4, point.bound);
    }
    chart({"费用与效益的前沿", "Front of cost against benefit"}, {bound, found},
          {"费用（万元）；虚线为上界", "cost (10,000 yuan); dashed: the bound"});
  }

  void fairness() {
    if (plan_.fairness.size() < 2) return;
    heading(html_, "公平的代价", "The price of fairness");
    Line price{{}, "#0b5c9e"};
    for (const scenarios::FairnessPoint& point : plan_.fairness)
      price.points.emplace_back(point.worst_community_per_1000, point.benefit);
    chart(
        {"公平的代价", "The price of fairness"}, {price},
        {"最少社区每千人效益；纵轴为总效益", "least community's benefit per 1,000 residents; upwards: total benefit"});
    html_.raw("<table><tr><th>");
    say(html_, "每社区至少", "at least in each community");
    html_.raw("</th><th>");
    say(html_, "预期效益", "benefit");
    html_.raw("</th><th>");
    say(html_, "最少社区每千人效益", "least community, per 1,000 residents");
    html_.raw("</th></tr>");
    for (const scenarios::FairnessPoint& point : plan_.fairness) {
      html_.raw(fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", point.at_least_per_community,
                            figure(point.benefit), figure(point.worst_community_per_1000)));
    }
    html_.raw("</table>");
  }

  void places() {
    heading(html_, "位置清单", "The places");
    html_.raw("<table><tr><th>#</th><th class=left>");
    say(html_, "位置", "place");
    html_.raw("</th><th>");
    say(html_, "经度", "longitude");
    html_.raw("</th><th>");
    say(html_, "纬度", "latitude");
    html_.raw("</th><th>");
    say(html_, "元", "yuan");
    html_.raw("</th><th>");
    say(html_, "增益", "adds");
    html_.raw("</th><th class=left>");
    say(html_, "次优", "runner-up");
    html_.raw("</th></tr>");
    std::size_t rows = 0;
    for (std::size_t d = 0; d < best_.selected.size(); ++d) {
      const Selected& selected = best_.selected[d];
      for (std::size_t n = 0; n < selected.chosen.size() && rows < most_rows; ++n, ++rows) {
        const scenarios::Candidate& candidate = plan_.candidates[d][selected.chosen[n]];
        html_.raw(fmt::format("<tr><td>{}</td><td class=left>", n + 1));
        say(html_, candidate.place);
        html_.raw(fmt::format("</td><td>{:.6f}</td><td>{:.6f}</td><td>{:.0f}</td><td>{}</td><td class=left>",
                              candidate.position.lon(), candidate.position.lat(), candidate.cost_yuan,
                              figure(selected.marginal[n])));
        if (selected.runner_up[n]) say(html_, plan_.candidates[d][*selected.runner_up[n]].place);
        html_.raw("</td></tr>");
      }
    }
    html_.raw("</table>");
    if (rows == most_rows) {
      html_.raw("<p>");
      say(html_, "其余见 plan.csv。", "The rest is in plan.csv.");
      html_.raw("</p>");
    }
  }

  void log() {
    heading(html_, "过程记录", "Log");
    html_.raw("<ol>");
    for (const models::Name& line : plan_.log) {
      html_.raw("<li>");
      say(html_, line);
      html_.raw("</li>");
    }
    html_.raw("</ol>");
  }

  const PlanResult& plan_;
  const Alternative& best_;
  Html html_;
};

}  // namespace

std::string plan_report(const PlanResult& plan) { return PlanPage(plan)(); }

}  // namespace yuanluo::viz
