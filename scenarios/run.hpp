// A scenario run: replications of one world, in parallel, with the same results whatever the number of threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/hazard.hpp"
#include "models/incident.hpp"
#include "models/kpi/catalogue.hpp"
#include "models/kpi/selection.hpp"
#include "models/kpi/water_use.hpp"
#include "models/world.hpp"
#include "sim/profile.hpp"
#include "sim/trace_file.hpp"

namespace yuanluo::scenarios {

// How much one kind of unit of one place did in a replication.
struct UnitActivity {
  models::Helper helper = models::Helper::grid_worker;
  std::uint32_t place = 0;  // index of the community, or 0 for the services of the district
  std::uint32_t posts = 0;  // units of that kind there
  std::uint64_t jobs = 0;
  double busy_hours = 0.0;
  double on_duty_hours = 0.0;
};

struct ReplicationResult {
  std::uint32_t replication = 0;
  std::uint64_t trace_hash = 0;
  std::uint64_t events = 0;
  double wall_seconds = 0.0;
  models::Kpis kpis;
  std::vector<models::IncidentRecord> incidents;  // by onset
  std::vector<UnitActivity> activity;
  std::vector<models::WaterUseCount> water_use;
};

struct RunRequest {
  std::uint64_t seed = 1;
  std::uint32_t first_replication = 0;
  std::uint32_t replications = 1;
  sim::Duration warm_up{};
  sim::Duration measured{};
  int threads = 0;                  // 0: all
  bool antithetic = false;          // replications 2i and 2i + 1 have the same luck, the second one mirrored
  std::string trace;                // file for the events of replication 0; empty: none
  std::string trace_description;    // what the trace's head says
  sim::Profile* profile = nullptr;  // of models::event_kinds kinds; counts and times of all replications are added
  std::vector<sim::TraceAttachment> trace_recording;  // what the trace carries along, see recording_of
};

// One replication, on the calling thread, with all KPIs or those that were chosen.
ReplicationResult run_replication(const models::World& world, const models::KpiSelection& kpis,
                                  const RunRequest& request, std::uint32_t replication);
ReplicationResult run_replication(const models::World& world, const models::KpiCatalogue& all,
                                  const RunRequest& request, std::uint32_t replication);

// Called after each replication, in the order of their numbers, by one thread at a time.
using ReplicationSink = std::function<void(ReplicationResult&&)>;

// Runs all replications. When `stop` becomes true no new one is begun; those that were finished in order are delivered.
// Returns how many were delivered.
std::uint32_t run_replications(const models::World& world, const models::KpiCatalogue& catalogue,
                               const RunRequest& request, const ReplicationSink& sink, const std::atomic<bool>& stop);

}  // namespace yuanluo::scenarios
