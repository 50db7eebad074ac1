#include <stdio.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/fixtures/synthetic_run.hpp"
#include "viz/report/assets.hpp"
#include "viz/report/html.hpp"
#include "viz/report/report.hpp"

namespace yuanluo {
namespace {

namespace fs = std::filesystem;

// A folder of its own that goes with the test.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("report_in_browser" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

struct Seen {
  std::string page;      // the document after scripts ran
  std::string messages;  // what the browser wrote, console included
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Opens `html` in headless Chromium and gives back the document as it is after ten seconds of its own time.
Seen open_in_browser(const Folder& folder, const std::string& html) {
  const fs::path file = folder.path / "page.html", log = folder.path / "log.txt";
  std::ofstream(file, std::ios::binary) << html;
  const std::string command =
      std::string(YUANLUO_CHROMIUM) +
      " --headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
      " --disable-component-update --disable-extensions --window-size=1200,30000"
      " --enable-logging=stderr --virtual-time-budget=10000 --user-data-dir=" +
      (folder.path / "profile").string() + " --dump-dom file://" + file.string() + " 2> " + log.string();
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Seen seen;
  char buffer[65536];
  for (std::size_t n = 0; (n = ::fread(buffer, 1, sizeof buffer, pipe)) > 0;) seen.page.append(buffer, n);
  REQUIRE(::pclose(pipe) == 0);
  seen.messages = read(log);
  return seen;
}

// Lines that pages write to the console: "... CONSOLE(12)] "text", source: ...", and refused requests with them.
std::string console_of(const std::string& messages) {
  std::string lines;
  std::istringstream in(messages);
  for (std::string line; std::getline(in, line);) {
    if (line.find("CONSOLE") != std::string::npos) lines += line + "\n";
  }
  return lines;
}

scenarios::Results synthetic(const Folder& folder) {
  const std::string path = (folder.path / "results.sqlite").string();
  fixtures::write_synthetic_results(path, {4, 24, 600, 3}, true);
  return scenarios::read_results(path);
}

// The page with one more script of ours, which may run, and leaves what it finds in an element.
std::string with_probe(std::string page, const std::string& script) {
  const std::size_t at = page.find("'nonce-") + 7;
  const std::string nonce = page.substr(at, page.find('\'', at) - at);
  page.insert(page.rfind("</body>"), "<pre id=probe></pre><script nonce=" + nonce + ">" + script + "</script>");
  return page;
}

nlohmann::json probed(const Seen& seen) {
  const std::string mark = "<pre id=\"probe\">";
  const std::size_t at = seen.page.find(mark);
  REQUIRE(at != std::string::npos);
  const std::size_t from = at + mark.size();
  return nlohmann::json::parse(seen.page.substr(from, seen.page.find("</pre>", from) - from));
}

// innerText leaves out what is not displayed, so it tells what a reader sees.
constexpr const char* look = R"js(
  const result = {};
  const see = (key) => {
    const text = document.querySelector('main').innerText;
    result[key] = { zh: text.includes('独居老人从跌倒到被发现的时间中位数'),
                    en: text.includes('The median fall of a resident living alone is found'),
                    language: document.documentElement.lang, title: document.title };
  };
  setTimeout(() => {
    see('first');
    document.querySelector('label[for=show-en]').click();
    see('second');
    const select = document.getElementById('map-measure');
    result.measures = select.options.length;
    const compound = document.querySelector('#map-compounds path');
    const before = document.getElementById('map-title').textContent;
    select.selectedIndex = select.options.length - 1;
    select.dispatchEvent(new Event('change'));
    result.repainted = before !== document.getElementById('map-title').textContent &&
        compound.querySelector('title').textContent.length > 0;
    result.figures = document.querySelectorAll('figure[data-chart]').length;
    result.live = document.querySelectorAll('figure.enhanced .live svg').length;
    document.getElementById('probe').textContent = JSON.stringify(result);
  }, 4000);
)js";

}  // namespace

TEST_CASE("the report renders without console message or request, and switches language, measure and charts") {
  const Folder folder;
  const std::string page = viz::report_html(synthetic(folder), models::Language::zh);
  const Seen seen = open_in_browser(folder, with_probe(page, look));
  // A request that the page's policy refuses is a console message, so silence means that none was tried.
  CHECK(console_of(seen.messages) == "");
  const nlohmann::json result = probed(seen);
  INFO(result.dump(1));
  CHECK(result["first"]["zh"] == true);
  CHECK(result["first"]["en"] == false);
  CHECK(result["first"]["language"] == "zh-CN");
  CHECK(result["second"]["zh"] == false);
  CHECK(result["second"]["en"] == true);
  CHECK(result["second"]["language"] == "en");
  CHECK(result["first"]["title"] != result["second"]["title"]);
  CHECK(result["measures"].get<int>() > 5);
  CHECK(result["repainted"] == true);
  CHECK(result["figures"].get<int>() > 10);
  CHECK(result["live"] == (viz::chart_library().empty() ? 0 : result["figures"].get<int>()));
}

TEST_CASE("with scripts off the report shows text, tables, map and static charts in its first language") {
  const Folder folder;
  const scenarios::Results results = synthetic(folder);
  for (const models::Language language : {models::Language::zh, models::Language::en}) {
    // A frame without the right to run scripts; the page around it looks into it.
    const std::string outer =
        "<!doctype html><meta charset=utf-8><iframe sandbox=allow-same-origin width=1200 height=9000 srcdoc=\"" +
        viz::escaped(viz::report_html(results, language)) + R"html("></iframe><pre id=probe></pre><script>
      addEventListener('load', () => {
        const page = document.querySelector('iframe').contentDocument;
        const text = page.querySelector('main').innerText;
        const drawn = (q) => [...page.querySelectorAll(q)].filter((e) => e.getBoundingClientRect().height > 20).length;
        document.getElementById('probe').textContent = JSON.stringify({
          zh: text.includes('独居老人从跌倒到被发现的时间中位数'),
          en: text.includes('The median fall of a resident living alone is found'),
          scripted: page.documentElement.classList.contains('scripted'),
          charts: drawn('figure svg.chart'),
          curves: drawn('svg.chart > path.curve'), bars: drawn('svg.chart > rect'), compounds: drawn('#map-compounds path'), tables: drawn('table'), selector: drawn('.script-only') });
      });
    </script>)html";
    const nlohmann::json result = probed(open_in_browser(folder, outer));
    INFO(result.dump(1));
    CHECK(result["zh"] == (language == models::Language::zh));
    CHECK(result["en"] == (language == models::Language::en));
    CHECK(result["scripted"] == false);
    CHECK(result["charts"].get<int>() > 10);
    CHECK(result["curves"].get<int>() > 20);
    CHECK(result["bars"].get<int>() > 100);
    CHECK(result["compounds"] == 24);
    CHECK(result["tables"].get<int>() > 20);
    CHECK(result["selector"] == 0);
  }
}

TEST_CASE("a hostile name stays text in the browser too") {
  const Folder folder;
  scenarios::Results results = synthetic(folder);
  const models::Name bad{"</script><script>document.title='taken'</script>",
                         "<img src=x onerror=\"document.title='taken'\">"};
  for (scenarios::ScenarioResults& s : results.scenarios) {
    s.info.name = bad;
    s.places.district = bad;
    for (auto& c : s.places.compounds) c.name = bad;
    for (auto& c : s.places.communities) c.name = bad;
  }
  const Seen seen = open_in_browser(folder, with_probe(viz::report_html(results, models::Language::en), look));
  CHECK(console_of(seen.messages) == "");
  const nlohmann::json result = probed(seen);
  // The document comes back as markup, in which the name is written with character references.
  CHECK(result["first"]["title"].get<std::string>().find("&lt;img src=x") != std::string::npos);
  CHECK(result["second"]["title"] != "taken");
}

}  // namespace yuanluo
