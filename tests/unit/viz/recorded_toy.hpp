// The toy scenario, run and recorded, for tests of the replay.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "models/world.hpp"
#include "scenarios/run.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::viz {

// A trace file that is gone afterwards, and what the run itself measured.
struct RecordedToy {
  std::filesystem::path path;
  scenarios::Spec spec;
  std::unique_ptr<models::World> world;
  scenarios::ReplicationResult result;

  // `change`: what is different from the toy scenario.
  explicit RecordedToy(const std::function<void(scenarios::Spec&)>& change = {}, const std::string& version = "");
  ~RecordedToy();
  RecordedToy(const RecordedToy&) = delete;
  RecordedToy& operator=(const RecordedToy&) = delete;
};

}  // namespace yuanluo::viz
