#include "viz/calibration/calibration_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "viz/calibration/delay_chart.hpp"
#include "viz/report/assets.hpp"
#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {
namespace {

using models::Name;
using scenarios::Calibration;
using scenarios::DelayFamily;
using scenarios::Fit;
using scenarios::StageDelays;

Name alike(const std::string& text) { return {text, text}; }

std::string date(const std::array<int, 3>& d) { return fmt::format("{:04}-{:02}-{:02}", d[0], d[1], d[2]); }

std::string p_text(double p) { return p < 0.001 ? "< 0.001" : fmt::format("= {:.3f}", p); }

void row(Html& html, const Name& name, const std::string& value) {
  html.raw("<tr><th scope=row>").both(name).raw("</th><td class=num>").text(value).raw("</td></tr>");
}

std::string log_section(const Calibration& c) {
  Html html;
  html.raw("<section id=log><h2>").both("日志", "The log").raw("</h2><div class=scroll><table><tbody>");
  row(html, {"起止日期", "from, to"}, date(c.rates.first_date) + " – " + date(c.rates.last_date));
  row(html, {"行数", "rows"}, grouped(c.table.read));
  row(html, {"事件", "incidents"}, grouped(c.table.calls.size()));
  row(html, {"每起事件出动单元", "units for each incident"},
      fmt::format("{:.2f}", static_cast<double>(c.table.rows.size()) / static_cast<double>(c.table.calls.size())));
  row(html, {"跨午夜的行", "rows that pass midnight"}, grouped(c.table.past_midnight));
  row(html, {"次序矛盾而未采用的时刻", "times out of order, left out"}, grouped(c.table.out_of_order));
  row(html, {"按条件筛除的行", "rows left out by --only"}, grouped(c.table.left_out));
  row(html, {"无日期的行", "rows without a date"}, grouped(c.table.undated));
  row(html, {"无任何时刻的行", "rows without any time"}, grouped(c.table.without_times));
  if (!c.table.day_numbers.empty())
    row(html, {"按 Excel 日期序号读取的列（1900 年系统）", "columns read as Excel's numbers of days (1900 system)"},
        fmt::format("{}", fmt::join(c.table.day_numbers, ", ")));
  return html.raw("</tbody></table></div></section>").str();
}

std::string even_text(const scenarios::Evenness& even, bool zh) {
  return zh ? fmt::format("各段率相同的卡方检验：χ² = {:.1f}，自由度 {}，p {}。", even.chi_squared, even.degrees,
                          p_text(even.p_value))
            : fmt::format("Are they all alike? Chi squared = {:.1f} with {} degrees of freedom, p {}.",
                          even.chi_squared, even.degrees, p_text(even.p_value));
}

std::string rates_section(const Calibration& c) {
  const auto& r = c.rates;
  const auto [low, high] = r.all.interval();
  constexpr double year = 365.0;
  Html html;
  html.raw("<section id=rates><h2>").both("呼叫率", "Call rates").raw("</h2><p>");
  html.both(fmt::format("{} 天内 {} 起：每天 {:.2f} 起（95%区间 {:.2f}–{:.2f}），每年 {:.0f} 起。",
                        grouped(static_cast<std::uint64_t>(r.all.days)), grouped(r.all.calls), r.all.per_day(), low,
                        high, r.all.per_day() * year),
            fmt::format("{} calls in {} days: {:.2f} a day (95 % interval {:.2f} to {:.2f}), {:.0f} a year.",
                        grouped(r.all.calls), grouped(static_cast<std::uint64_t>(r.all.days)), r.all.per_day(), low,
                        high, r.all.per_day() * year));
  html.raw("</p><p>");
  html.both(
      fmt::format("每日起数的方差与均值之比为 {:.2f}（独立到达时为1；p {}）。{}", r.dispersion,
                  p_text(r.dispersion_p_value),
                  r.dispersion_p_value < 0.05 ? "到达并非率恒定的独立过程，区间偏窄。" : ""),
      fmt::format(
          "The variance of calls a day is {:.2f} times their mean (1 for independent calls at one rate; p {}).{}",
          r.dispersion, p_text(r.dispersion_p_value),
          r.dispersion_p_value < 0.05 ? " Calls do not come independently at one rate: the intervals are too narrow."
                                      : ""));
  html.raw("</p>");
  std::vector<Name> hours, months;
  for (int h = 0; h < 24; ++h) hours.push_back(alike(fmt::format("{}", h)));
  for (int m = 1; m <= 12; ++m) months.push_back(alike(fmt::format("{}", m)));
  const std::vector<Name> weekdays{{"一", "Mon"}, {"二", "Tue"}, {"三", "Wed"}, {"四", "Thu"},
                                   {"五", "Fri"}, {"六", "Sat"}, {"日", "Sun"}};
  const auto chart = [&](std::span<const scenarios::Rate> rates, std::span<const Name> labels, const Name& title,
                         double days) {
    html.raw("<h3>").both(title).raw("</h3>").raw(rate_chart(rates, labels, title, days)).raw("<p class=note>");
    const auto even = scenarios::evenness(rates);
    html.both(even_text(even, true), even_text(even, false)).raw("</p>");
  };
  chart(r.hours, hours, {"每小时起数（按钟点）", "Calls in an hour, by hour of the day"}, 1.0 / 24.0);
  chart(r.weekdays, weekdays, {"每天起数（按星期）", "Calls a day, by weekday"}, 1.0);
  chart(r.months, months, {"每天起数（按月份）", "Calls a day, by month"}, 1.0);
  return html.raw("</section>").str();
}

std::string parameters_of(const Fit& fit) {
  const auto& d = fit.distribution;
  switch (d.family) {
    case DelayFamily::lognormal:
      return fmt::format("median {:.4g} s, gsd {:.3f}", d.first, d.second);
    case DelayFamily::log_logistic:
      return fmt::format("shape {:.3f}, median {:.4g} s", d.first, d.second);
    case DelayFamily::gamma:
    case DelayFamily::weibull:
      break;
  }
  return fmt::format("shape {:.3f}, scale {:.4g} s", d.first, d.second);
}

void verdict(Html& html, const StageDelays& stage) {
  const auto fitting = stage.fits->fitting();
  const DelayFamily likeliest = stage.fits->likeliest();
  if (fitting) {
    const models::Text name = scenarios::family_name(*fitting);
    html.raw("<p><b>")
        .both(fmt::format("{}分布相符。", name.zh), fmt::format("A {} distribution fits.", name.en))
        .raw("</b></p>");
    return;
  }
  const models::Text name = scenarios::family_name(likeliest);
  const double d = stage.fits->fits[static_cast<std::size_t>(likeliest)].deviation.kolmogorov_smirnov;
  html.raw("<p class=warning><b>");
  html.both("没有一族分布相符：在5%水平上全部被拒绝。", "No family fits: all are rejected at the 5 % level.")
      .raw("</b> ");
  html.both(
      fmt::format("最接近的是{}，其累积分布与日志最多相差 {:.3f}；宜用经验分布。", name.zh, d),
      fmt::format("The likeliest is {}, whose distribution function is off by at most {:.3f}; use the empirical one.",
                  name.en, d));
  html.raw("</p>");
}

std::string stage_section(const StageDelays& stage) {
  Html html;
  html.raw(fmt::format("<section id={}><h2>", stage.kind->key)).both(models::name_of(stage.kind->text)).raw("</h2><p>");
  html.both(fmt::format("{} 次延误，另有 {} 次为零（不参与拟合）；时刻精确到 {:.0f} 秒。", grouped(stage.delays.size()),
                        grouped(stage.zero), stage.resolution_s),
            fmt::format("{} delays, and {} of zero (not fitted); times are written to {:.0f} s.",
                        grouped(stage.delays.size()), grouped(stage.zero), stage.resolution_s));
  html.raw("</p>");
  if (!stage.fits) {
    html.raw("<p class=warning>").both("延误太少，不作拟合。", "Too few delays to fit anything.").raw("</p></section>");
    return html.str();
  }
  verdict(html, stage);
  html.raw(delay_chart(stage));
  html.raw("<div class=scroll><table><thead><tr><th>")
      .both("分布族", "family")
      .raw("</th><th>")
      .both("参数", "parameters");
  html.raw("</th><th class=num>")
      .both("对数似然", "log likelihood")
      .raw("</th><th class=num>A²</th><th class=num>D</th><th class=num>p</th><th>");
  html.both("结论（5%）", "at 5 %").raw("</th></tr></thead><tbody>");
  for (const Fit& fit : stage.fits->fits) {
    html.raw("<tr><th scope=row>")
        .both(models::name_of(scenarios::family_name(fit.distribution.family)))
        .raw("</th><td>");
    html.text(parameters_of(fit)).raw("</td><td class=num>").text(fmt::format("{:.1f}", fit.log_likelihood));
    html.raw("</td><td class=num>").text(fmt::format("{:.3g}", fit.deviation.anderson_darling));
    html.raw("</td><td class=num>").text(fmt::format("{:.3f}", fit.deviation.kolmogorov_smirnov));
    html.raw("</td><td class=num>").text(fmt::format("{:.3f}", fit.p_value)).raw("</td><td>");
    constexpr double level = 0.05;
    fit.p_value < level ? html.both("拒绝", "rejected") : html.both("不拒绝", "not rejected");
    html.raw("</td></tr>");
  }
  html.raw("</tbody></table></div><p class=note>");
  std::string quantiles;
  for (const int percent : {5, 10, 25, 50, 75, 90, 95}) {
    quantiles +=
        fmt::format("{}P{} = {:.0f} s", quantiles.empty() ? "" : ", ", percent, stage.quantile(percent / 100.0));
  }
  html.both("经验分布：" + quantiles, "Empirical: " + quantiles).raw("</p></section>");
  return html.str();
}

std::string patch_section(const scenarios::Patch& patch) {
  Html html;
  html.raw("<section id=patch><h2>").both("写入场景的参数", "What goes into the scenario").raw("</h2><ul>");
  for (const std::string& pointer : patch.written) html.raw("<li><code>").text(pointer).raw("</code></li>");
  for (const auto& [pointer, why] : patch.left_out) {
    html.raw("<li><code>").text(pointer).raw("</code> ").both("未写入：" + why.zh, "left out: " + why.en).raw("</li>");
  }
  return html.raw("</ul></section>").str();
}

std::string method_section() {
  Html html;
  html.raw("<section id=method><h2>").both("方法", "Method").raw("</h2><p>");
  html.both(
      "各族分布按最大似然估计。p值由参数自助法得到：从拟合的分布抽样、重新拟合，比较Anderson–Darling统计量A²；时刻取整"
      "造成的重复值先在其精度内均匀散开。"
      "D是累积分布的最大差（Kolmogorov–Smirnov）。样本很大时，微小的偏离也会被拒绝，此时请看D与图。",
      "Families are fitted by maximum likelihood. p values come from a parametric bootstrap: samples of the fitted "
      "model are fitted "
      "again and their Anderson–Darling statistic A² compared with that of the log; delays are first spread evenly "
      "over the unit in "
      "which they were written. D is the furthest distance between distribution functions (Kolmogorov–Smirnov). Long "
      "logs reject "
      "even small deviations: then look at D and at the chart.");
  return html.raw("</p></section>").str();
}

}  // namespace

std::string calibration_html(const Calibration& c, const scenarios::Patch& patch, models::Language language) {
  const bool zh = language == models::Language::zh;
  const std::string file = c.file.substr(c.file.rfind('/') + 1);
  const Name title{"日志校准：" + file, "Calibration from a log: " + file};
  Html html;
  html.raw(zh ? "<!doctype html><html lang=zh-CN><head>" : "<!doctype html><html lang=en><head>");
  html.raw("<meta charset=utf-8><meta name=viewport content=\"width=device-width, initial-scale=1\">");
  html.raw(
      "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri "
      "'none'\">");
  html.raw("<title>")
      .text(zh ? title.zh : title.en)
      .raw("</title><style>")
      .raw(style_sheet())
      .raw("</style></head><body>");
  html.raw(fmt::format("<input type=radio name=language id=show-zh class=switch{}>", zh ? " checked" : ""));
  html.raw(fmt::format("<input type=radio name=language id=show-en class=switch{}>", zh ? "" : " checked"));
  html.raw("<header><div class=bar><p class=maker>yuanluo 院落 · ").both("校准报告", "Calibration report");
  html.raw(
      "</p><p class=languages><label for=show-zh lang=zh-CN>中文</label><label for=show-en "
      "lang=en>English</label></p></div><h1>");
  html.both(title).raw("</h1></header><main>").raw(log_section(c)).raw(rates_section(c));
  for (const StageDelays& stage : c.stages) html.raw(stage_section(stage));
  return html.raw(patch_section(patch)).raw(method_section()).raw("</main></body></html>\n").str();
}

}  // namespace yuanluo::viz
