#include "tests/unit/viz/recorded_toy.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "scenarios/build.hpp"
#include "scenarios/recording.hpp"

namespace yuanluo::viz {

RecordedToy::RecordedToy(const std::function<void(scenarios::Spec&)>& change, const std::string& version) {
  static int number = 0;
  path = std::filesystem::temp_directory_path() / fmt::format("yuanluo-replay-{}-{}.ylr", getpid(), number++);
  spec = scenarios::load_spec("scenarios/toy/two-compounds.json");
  spec.run.days = 3650;
  spec.run.warm_up_days = 30;
  if (change) change(spec);
  world = std::make_unique<models::World>(scenarios::build_world(spec));
  scenarios::RunRequest request = scenarios::run_request(spec, 1);
  request.trace = path.generic_string();
  request.trace_description = nlohmann::json{
      {"program", "yuanluo"},
      {"version", version.empty() ? YUANLUO_VERSION : version},
      {"scenario", {{"zh", spec.name.zh}, {"en", spec.name.en}}},
      {"digest", scenarios::digest(spec)},
      {"seed", spec.run.seed},
      {"replication", 0},
      {"warm_up_days", spec.run.warm_up_days},
      {"days", spec.run.days}}.dump();
  request.trace_recording = scenarios::recording_of(spec, world->district);
  result = scenarios::run_replication(*world, models::KpiCatalogue(*world), request, 0);
}

RecordedToy::~RecordedToy() {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
}

}  // namespace yuanluo::viz
