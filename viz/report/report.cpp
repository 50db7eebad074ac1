#include "viz/report/report.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "scenarios/problem.hpp"
#include "viz/report/assets.hpp"
#include "viz/report/chart_data.hpp"
#include "viz/report/html.hpp"
#include "viz/report/map.hpp"
#include "viz/report/sections.hpp"
#include "viz/report/svg.hpp"

namespace yuanluo::viz {
namespace {

using models::Language;

struct Section {
  std::string_view anchor;
  models::Name title;
};

Prose title_of(const Evidence& evidence) {
  const models::Name& district = evidence.main().places.district;
  const models::Name name = evidence.label();
  if (evidence.base() == nullptr) return {district.zh + "：" + name.zh, district.en + ": " + name.en};
  const models::Name base = evidence.base_label();
  return {district.zh + "：" + name.zh + "与" + base.zh + "的比较",
          district.en + ": " + name.en + " compared with " + base.en};
}

std::string contents(const std::string& body) {
  static const std::vector<Section> all{{"summary", {"要点", "Key figures"}},
                                        {"setting", {"模拟了什么", "What was simulated"}},
                                        {"map", {"地图", "Map"}},
                                        {"fire", {"火灾", "Fires"}},
                                        {"gas_leak", {"燃气泄漏", "Gas leaks"}},
                                        {"fall", {"跌倒", "Falls"}},
                                        {"medical", {"突发疾病", "Medical emergencies"}},
                                        {"false_alarm", {"误报", "False alarms"}},
                                        {"outage", {"故障与中断", "Outages"}},
                                        {"water", {"消防供水", "Fire-fighting water"}},
                                        {"load", {"工作负荷", "Load"}},
                                        {"parameters", {"参数与来源", "Parameters"}},
                                        {"origin", {"如何复现", "Reproduction"}}};
  Html html;
  html.raw("<nav class=contents><ol>");
  for (const Section& s : all) {
    if (body.find(fmt::format("<section id={}>", s.anchor)) == std::string::npos) continue;
    html.raw(fmt::format("<li><a href=\"#{}\">", s.anchor)).both(s.title).raw("</a></li>");
  }
  return html.raw("</ol></nav>").str();
}

// A word that only this file's own scripts carry, so that nothing else may run in it.
std::string nonce_of(const scenarios::Results& results) {
  std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
  const auto add = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  };
  for (const auto& s : results.scenarios) {
    add(s.info.digest);
    for (const auto& r : s.replications) add(fmt::format("{:x}", r.trace_hash));
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace

std::string report_html(const scenarios::Results& results, Language language) {
  const Evidence evidence(results);
  const bool zh = language == Language::zh;
  const Prose title = title_of(evidence);

  std::string body = summary_section(evidence) + setting_section(evidence) + map_section(evidence);
  for (std::size_t h = 0; h < models::hazards; ++h) body += hazard_section(evidence, static_cast<models::Hazard>(h));
  body += water_section(evidence) + load_section(evidence) + sources_section(evidence) + origin_section(evidence);

  const std::string nonce = nonce_of(results);
  Html html;
  html.raw(zh ? "<!doctype html><html lang=zh-CN><head>" : "<!doctype html><html lang=en><head>");
  html.raw("<meta charset=utf-8><meta name=viewport content=\"width=device-width, initial-scale=1\">");
  html.raw(
      fmt::format("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; "
                  "script-src 'nonce-{}'; img-src data:; base-uri 'none'; form-action 'none'\">",
                  nonce));
  html.raw("<meta name=referrer content=no-referrer><title>").text(zh ? title.zh : title.en).raw("</title><style>");
  html.raw(style_sheet()).raw("</style></head><body>");
  // Two radio buttons switch the language by style alone, so they work without scripts.
  html.raw(fmt::format("<input type=radio name=language id=show-zh class=switch{}>", zh ? " checked" : ""));
  html.raw(fmt::format("<input type=radio name=language id=show-en class=switch{}>", zh ? "" : " checked"));
  html.raw("<input type=checkbox id=all-statistics class=switch>").raw(hatch_definitions());
  html.raw("<header><div class=bar><p class=maker>yuanluo 院落 · ").both("仿真报告", "Simulation report");
  html.raw(
      "</p><p class=languages><label for=show-zh lang=zh-CN>中文</label><label for=show-en "
      "lang=en>English</label></p></div><h1>");
  html.both(title.zh, title.en).raw("</h1><p class=subtitle>");
  const auto& main = evidence.main();
  html.both(fmt::format("{} 次重复，每次 {} 天；随机种子 {}", main.replications.size(), main.info.days, main.info.seed),
            fmt::format("{} replications of {} days each; seed {}", main.replications.size(), main.info.days,
                        main.info.seed));
  html.raw("</p></header>").raw(contents(body));
  html.raw("<p class=statistics><label for=all-statistics>")
      .both("表中同时显示均值和95%分位", "show mean and 95th percentile in the tables too")
      .raw("</label></p>");
  html.raw("<main>").raw(body).raw("</main>");
  html.raw("<script type=\"application/json\" id=map-data>").raw(script_safe(map_data_json(evidence))).raw("</script>");
  html.raw(fmt::format("<script nonce={}>", nonce)).raw(page_script()).raw("</script>");
  if (!chart_library().empty()) {
    html.raw("<script type=\"application/json\" id=chart-data>")
        .raw(script_safe(chart_data_json(evidence)))
        .raw("</script>");
    html.raw(fmt::format("<script nonce={}>", nonce)).raw(chart_library()).raw("</script>");
  }
  return html.raw("</body></html>\n").str();
}

void write_report(const scenarios::Results& results, Language language, const std::string& path) {
  const std::string page = report_html(results, language);
  const std::string draft = path + ".part";
  {
    std::ofstream out(draft, std::ios::binary);
    out.write(page.data(), static_cast<std::streamsize>(page.size()));
    out.close();
    if (!out) {
      throw scenarios::ScenarioError(
          {{path, "", 0, 0, {"可以写入的文件", "a file that can be written"}, {"写入失败", "a failed write"}, {}}});
    }
  }
  std::error_code error;
  std::filesystem::rename(draft, path, error);
  if (error) {
    throw scenarios::ScenarioError(
        {{path, "", 0, 0, {"可以写入的文件", "a file that can be written"}, scenarios::same(error.message()), {}}});
  }
}

}  // namespace yuanluo::viz
