#include "viz/report/report.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "scenarios/problem.hpp"
#include "tests/fixtures/synthetic_run.hpp"
#include "viz/report/assets.hpp"

namespace yuanluo {
namespace {

namespace fs = std::filesystem;
using models::Language;
using scenarios::Results;

Results synthetic(bool two) {
  const fs::path path = fs::temp_directory_path() / ("report_test" + std::to_string(::getpid()) + ".sqlite");
  fixtures::write_synthetic_results(path.string(), {4, 24, 400, 3}, two);
  Results results = scenarios::read_results(path.string());
  fs::remove(path);
  return results;
}

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

// The page without what is embedded from other projects.
std::string own_part(std::string page) {
  for (const std::string_view foreign : {viz::chart_library(), viz::chart_licences()}) {
    const std::size_t at = foreign.empty() ? std::string::npos : page.find(foreign);
    if (at != std::string::npos) page.erase(at, foreign.size());
  }
  return page;
}

}  // namespace

TEST_CASE("the report of one scenario and of two holds every section in both languages") {
  for (const bool two : {false, true}) {
    const std::string page = viz::report_html(synthetic(two), Language::zh);
    for (const char* anchor : {"summary", "setting", "map", "fire", "gas_leak", "fall", "medical", "false_alarm",
                               "outage", "water", "load", "parameters", "origin"}) {
      INFO(anchor);
      CHECK(has(page, std::string("<section id=") + anchor + ">"));
    }
    for (const char* text : {"要点", "Key figures", "独居老人从跌倒到被发现的时间中位数",
                             "The median fall of a resident living alone is found", "按社区", "By community",
                             "参数与来源", "Parameters and sources"}) {
      INFO(text);
      CHECK(has(page, text));
    }
    CHECK(has(page, "配对消除的方差") == two);
  }
}

TEST_CASE("the section on water tells what fires got, who gave it, and what each hydrant could give") {
  Results results = synthetic(true);
  scenarios::ScenarioResults& today = results.scenarios[1];
  REQUIRE(today.places.hydrants.size() == 60);
  const auto given = [](double lps) {
    models::HydrantFigures f;
    f.static_pressure = models::Metres{25.0};
    f.flow = f.lifted_flow = models::LitresPerSecond{lps};
    return f;
  };
  today.places.hydrant_figures.assign(60, given(40.0));
  today.places.hydrant_figures[0] = given(5.0);
  today.places.hydrant_figures[1] = given(14.9);
  today.places.hydrant_figures[2] = {};
  const std::string page = viz::report_html(results, Language::en);
  for (const char* text : {"Water at fires", "Over single fires", "FH0004", "under 7.5 L/s</span>", "tied to no main",
                           "火场供水", "出水最多的消火栓", "不足 7.5 L/s"}) {
    INFO(text);
    CHECK(has(page, text));
  }
  CHECK(has(page, "What each hydrant gives alone"));
}

TEST_CASE("what a comparison says in words is what its figures are") {
  const Results results = synthetic(true);
  const std::string page = viz::report_html(results, Language::en);
  CHECK(has(page, "In homes that gained a linked smoke alarm, the median fire is noticed after <b>"));
  CHECK(has(page, "</b> shorter ("));
  CHECK(has(page, "in “Before 2021”"));
}

TEST_CASE("the language asked for shows first") {
  const Results results = synthetic(false);
  const std::string zh = viz::report_html(results, Language::zh), en = viz::report_html(results, Language::en);
  CHECK(has(zh, "<html lang=zh-CN>"));
  CHECK(has(zh, "id=show-zh class=switch checked"));
  CHECK(has(en, "<html lang=en>"));
  CHECK(has(en, "id=show-en class=switch checked"));
}

TEST_CASE("no name that comes from data can put markup or scripts into the report") {
  Results results = synthetic(true);
  const models::Name bad{"</script><script>alert(1)</script>", "\"><img src=x onerror=alert(2)>"};
  for (scenarios::ScenarioResults& s : results.scenarios) {
    s.info.name = bad;
    s.info.digest = bad.zh;
    s.places.district = bad;
    for (auto& c : s.places.communities) c.name = bad;
    for (auto& c : s.places.compounds) c.name = bad;
    for (auto& x : s.places.streets) x.name = bad;
    for (auto& x : s.places.stations) x.name = bad;
    for (auto& x : s.sources) x = {bad.zh, bad.en, bad.zh, 0, 1, bad.en, models::Confidence::a, bad};
  }
  for (models::KpiDefinition& d : results.definitions) d.name = bad, d.unit = d.unit == "1/a" ? bad.en : d.unit;
  results.run = {bad.zh, bad.en, true};
  const std::string page = own_part(viz::report_html(results, Language::zh));
  CHECK_FALSE(has(page, "<script>alert"));
  CHECK_FALSE(has(page, "<img"));
  // Three or four scripts, each opened by the page itself.
  std::size_t scripts = 0;
  for (std::size_t at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1)) ++scripts;
  CHECK(scripts == (viz::chart_library().empty() ? 2 : 4));
}

TEST_CASE("the report asks the network for nothing and says so to the browser") {
  const std::string page = own_part(viz::report_html(synthetic(true), Language::en));
  CHECK(has(page, "default-src 'none'"));
  for (const char* loader :
       {" src=", "<link", "<iframe", "<object", "@import", "url(http", "href=\"http", "fetch(", "XMLHttpRequest"}) {
    INFO(loader);
    CHECK_FALSE(has(page, loader));
  }
}

TEST_CASE("the report stays under two megabytes and is the same for the same results") {
  const Results results = synthetic(true);
  const std::string page = viz::report_html(results, Language::zh);
  CHECK(page.size() < 2'000'000);
  CHECK(page == viz::report_html(results, Language::zh));
}

TEST_CASE("a run without a finished replication still gives a report that says so") {
  Results results = synthetic(true);
  for (scenarios::ScenarioResults& s : results.scenarios) {
    s.replications.clear();
    s.kpis.clear();
    s.activity.clear();
    s.distributions = {};
  }
  results.matched.clear();
  results.run.finished = false;
  CHECK(has(viz::report_html(results, Language::en), "No replication was finished"));
  results.scenarios.resize(1);
  CHECK(has(viz::report_html(results, Language::en), "No replication was finished"));
}

TEST_CASE("the report appears when it is complete, or not at all") {
  const fs::path folder = fs::temp_directory_path() / ("report_write" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const Results results = synthetic(false);
  viz::write_report(results, Language::zh, (folder / "report.html").string());
  CHECK(fs::file_size(folder / "report.html") > 100'000);
  CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);
  CHECK_THROWS_AS(viz::write_report(results, Language::zh, (folder / "none" / "report.html").string()),
                  scenarios::ScenarioError);
  fs::remove_all(folder);
}

}  // namespace yuanluo
