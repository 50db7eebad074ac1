// The comparison study of the policies, small: 60 days, the same luck, 2 replications. Laws that hold incident by
// incident or with a margin that luck does not reach; the seed is fixed.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <string>

#include "models/kpi/catalogue.hpp"
#include "models/onsets.hpp"
#include "scenarios/build.hpp"
#include "scenarios/json/document.hpp"
#include "scenarios/run.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr std::uint32_t replications = 2;

struct Ran {
  std::uint64_t trace_hash = 0;
  std::size_t onsets = 0;
  std::map<std::string, double> kpis;  // sums over the replications
};

Ran run(const Spec& spec) {
  const models::World world = build_world(spec);
  const models::KpiCatalogue catalogue(world);
  RunRequest request = run_request(spec, 1);
  request.measured = 60 * sim::one_day;
  Ran ran;
  for (std::uint32_t r = 0; r < replications; ++r) {
    ran.onsets += models::onsets(world, sim::Luck(request.seed, r), sim::epoch + request.measured).size();
    const ReplicationResult result = run_replication(world, catalogue, request, r);
    ran.trace_hash ^= result.trace_hash << r;
    for (std::size_t i = 0; i < catalogue.definitions().size(); ++i)
      if (catalogue.definitions()[i].breakdown == models::Breakdown::all && result.kpis[i])
        ran.kpis[catalogue.definitions()[i].key] += *result.kpis[i];
  }
  return ran;
}

TEST_CASE("policies of the shipped study change what is done, and none changes what strikes") {
  std::ifstream stream("scenarios/studies/policies.json");
  const Json study = Json::parse(stream);
  std::map<std::string, Ran> by_name;
  for (const Json& scenario : study.at("scenarios")) {
    const std::string file = scenario.get<std::string>();
    by_name[file.substr(file.rfind('/') + 1)] = run(load_spec("scenarios/studies/" + file));
  }
  CHECK(by_name.size() >= 15);
  const Ran& today = by_name.at("today.json");
  for (const auto& [name, ran] : by_name) {
    INFO(name);
    CHECK(ran.onsets == today.onsets);
    CHECK(ran.kpis.at("fire.incidents.per_year") == today.kpis.at("fire.incidents.per_year"));
  }
  const auto kpi = [&](const char* name, const char* key) { return by_name.at(name).kpis.at(key); };
  // The others change what happens only where somebody has to wait, which may not be within two months.
  for (const char* const name :
       {"fixed-district.json", "keep-cover.json", "relocation.json", "two-engines.json", "rounds-fixed.json",
        "rounds-by-risk.json", "one-after-another.json", "without-verification.json"}) {
    INFO(name);
    CHECK(by_name.at(name).trace_hash != today.trace_hash);
  }
  CHECK(kpi("two-engines.json", "load.fire_engine.jobs.per_year") >
        1.2 * kpi("today.json", "load.fire_engine.jobs.per_year"));
  CHECK(kpi("one-after-another.json", "fire.notification.mean_s") > kpi("today.json", "fire.notification.mean_s"));
}

}  // namespace
}  // namespace yuanluo::scenarios
