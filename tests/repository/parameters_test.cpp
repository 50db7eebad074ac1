// Every number of the world is declared with a range that holds its default, a source that exists, and both texts.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "models/settings.hpp"
#include "scenarios/deployment.hpp"
#include "scenarios/generator/params.hpp"
#include "scenarios/import/params.hpp"
#include "tests/repository/references.hpp"

using namespace yuanluo;

namespace {

// Collects what is wrong with the declarations it sees, as "path/of/key: what", and how many there are.
class DeclarationCheck : public models::ParamVisitor {
 public:
  explicit DeclarationCheck(std::set<std::string> known_sources) : known_sources_(std::move(known_sources)) {}

  int count_seen = 0;
  std::string faults;

  void begin(std::string_view key, models::Text text) override {
    path_.emplace_back(key);
    require(!text.zh.empty() && !text.en.empty(), "lacks a text in Chinese or English");
  }
  void end() override { path_.pop_back(); }

  void number(const models::ParamInfo& info, double& value) override {
    check(info);
    within(info, value);
    leave();
  }
  void count(const models::ParamInfo& info, std::int64_t& value) override {
    check(info);
    within(info, static_cast<double>(value));
    leave();
  }
  void flag(const models::ParamInfo& info, bool&) override {
    check(info);
    leave();
  }
  void lognormal(const models::ParamInfo& info, models::Spread& value) override {
    check(info);
    within(info, value.median);
    require(value.gsd >= 1.0 && value.gsd <= 10.0, "has a geometric standard deviation outside [1, 10]");
    leave();
  }
  void weights(const models::ParamInfo& info, std::span<double> value) override {
    check(info);
    for (const double weight : value)
      require(weight >= info.low && weight <= info.high, "has a weight outside its range");
    require(std::any_of(value.begin(), value.end(), [](double weight) { return weight > 0.0; }), "has no weight");
    leave();
  }
  void mix(const models::ParamInfo& info, std::span<const models::Share> shares, std::span<double> value) override {
    check(info);
    words(shares);
    require(shares.size() == value.size(), "has another number of shares than of names");
    require(std::abs(std::accumulate(value.begin(), value.end(), 0.0) - 1.0) < 1e-6, "has shares that do not sum to 1");
    leave();
  }
  void choice(const models::ParamInfo& info, std::span<const models::Share> choices, std::size_t& value) override {
    check(info);
    words(choices);
    require(value < choices.size(), "has a default that is no choice");
    leave();
  }

 private:
  void check(const models::ParamInfo& info) {
    ++count_seen;
    path_.emplace_back(info.key);
    std::string whole_path;
    for (const std::string& key : path_) whole_path += "/" + key;
    require(seen_.insert(whole_path).second, "is declared twice");
    require(std::all_of(info.key.begin(), info.key.end(),
                        [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }),
            "is not in snake_case");
    require(!info.text.zh.empty() && !info.text.en.empty(), "lacks a text in Chinese or English");
    require(info.low <= info.high, "has an empty range");
    if (info.source == "assumption") {
      require(info.confidence == models::Confidence::c, "is an assumption that claims confidence A or B");
    } else {
      require(known_sources_.count(std::string(info.source)) > 0,
              "names the source \"" + std::string(info.source) + "\", which is not in docs/references.bib");
    }
  }
  void within(const models::ParamInfo& info, double value) {
    require(!info.unit.empty(), "lacks a unit");
    require(value >= info.low && value <= info.high, "has a default outside its range");
  }
  void words(std::span<const models::Share> shares) {
    std::set<std::string_view> keys;
    for (const models::Share& share : shares) {
      require(keys.insert(share.key).second, "has a word twice");
      require(!share.text.zh.empty() && !share.text.en.empty(), "has a word without a text");
    }
  }
  void leave() { path_.pop_back(); }
  void require(bool holds, const std::string& otherwise) {
    if (holds) return;
    for (const std::string& key : path_) faults += "/" + key;
    faults += ": " + otherwise + "\n";
  }

  std::set<std::string> known_sources_;
  std::set<std::string> seen_;
  std::vector<std::string> path_;
};

std::set<std::string> sources_in_bibliography() {
  for (const repository::SourceFile& file : repository::read_source_tree()) {
    if (file.path != "docs/references.bib") continue;
    const auto keys = repository::bibliography_keys(file.text);
    return {keys.begin(), keys.end()};
  }
  return {};
}

}  // namespace

TEST_CASE("every parameter of the models has a unit, a range that holds its default, a known source and both texts") {
  DeclarationCheck check(sources_in_bibliography());
  models::Settings settings;
  models::describe_hazards(check, settings);
  models::describe_operations(check, settings);
  models::describe_routing(check, settings);
  CHECK(check.count_seen > 100);
  CHECK(check.faults == "");
}

TEST_CASE("every parameter of district and deployment keeps the same rules") {
  DeclarationCheck check(sources_in_bibliography());
  scenarios::GeneratorParams generator;
  scenarios::DeploymentParams deployment;
  check.begin("district", {"片区", "district"});
  describe(check, generator);
  check.end();
  check.begin("deployment", {"部署", "deployment"});
  describe(check, deployment);
  check.end();
  CHECK(check.count_seen > 20);
  CHECK(check.faults == "");
}

TEST_CASE("every parameter of an import keeps the same rules") {
  DeclarationCheck check(sources_in_bibliography());
  scenarios::ImportParams params;
  describe(check, params);
  CHECK(check.count_seen > 40);
  CHECK(check.faults == "");
}

TEST_CASE("a declaration that breaks these rules is named with its place") {
  DeclarationCheck check({"Kang2022"});
  double value = 7.0;
  check.begin("falls", {"跌倒", "falls"});
  check.number({"rate", "1/a", 0, 5, "Kong2022", models::Confidence::a, {"率", "rate"}}, value);
  check.number({"Share", "", 0, 10, "assumption", models::Confidence::b, {"", "share"}}, value);
  CHECK(check.faults ==
        "/falls/rate: names the source \"Kong2022\", which is not in docs/references.bib\n"
        "/falls/rate: has a default outside its range\n"
        "/falls/Share: is not in snake_case\n"
        "/falls/Share: lacks a text in Chinese or English\n"
        "/falls/Share: is an assumption that claims confidence A or B\n"
        "/falls/Share: lacks a unit\n");
}
