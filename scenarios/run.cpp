#include "scenarios/run.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "models/kpi/incident_log.hpp"
#include "models/kpi/measure.hpp"
#include "models/model.hpp"
#include "models/onsets.hpp"
#include "models/situation/situation.hpp"
#include "sim/contract.hpp"
#include "sim/profile.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/trace.hpp"

namespace yuanluo::scenarios {

namespace {

std::vector<UnitActivity> activity_by_place(const models::World& world, const std::vector<models::UnitWork>& work,
                                            sim::Duration measured) {
  std::map<std::pair<models::Helper, std::uint32_t>, UnitActivity> places;
  for (const models::UnitWork& unit : work) {
    const std::uint32_t place = world.processes.index(unit.home);
    UnitActivity& activity = places[{unit.helper, place}];
    activity.helper = unit.helper;
    activity.place = place;
    activity.posts += 1;
    activity.jobs += unit.jobs;
    activity.busy_hours += sim::to_hours(unit.busy);
    activity.on_duty_hours += models::on_duty_hours(world, unit, measured);
  }
  std::vector<UnitActivity> all;
  for (const auto& [key, activity] : places) all.push_back(activity);
  return all;
}

// Runs the district as model `M`, which may look on from outside; returns the number of events.
template <class M, class Sink>
std::uint64_t run_kernel(const typename M::World& seen, const models::World& world, const sim::Luck& luck,
                         sim::SimTime until, Sink&& sink) {
  sim::SerialKernel<M> kernel(seen, models::State(world, luck), models::onsets(world, luck, until));
  return kernel.run(until, sink);
}

}  // namespace

ReplicationResult run_replication(const models::World& world, const models::KpiSelection& kpis,
                                  const RunRequest& request, std::uint32_t replication) {
  const auto began = std::chrono::steady_clock::now();
  const sim::Luck luck = request.antithetic ? sim::Luck(request.seed, replication / 2, replication % 2 == 1)
                                            : sim::Luck(request.seed, replication);
  const sim::SimTime from = sim::epoch + request.warm_up;
  const sim::SimTime until = from + request.measured;

  models::IncidentLog log(world, from, until);
  sim::TraceHash hash;
  std::optional<sim::TraceWriter<models::Payload, models::Situation, models::SubjectOfEvent>> trace;
  if (replication == 0 && !request.trace.empty())
    trace.emplace(request.trace, request.trace_description, request.trace_recording);
  const auto sink = [&](const models::Event& event) {
    hash.add(event.key, event.to, models::payload_hash(event.payload));
    log(event);
    if (trace) (*trace)(event);
  };
  using Profiled = sim::Profiled<models::DistrictModel>;
  const std::uint64_t events =
      request.profile == nullptr
          ? run_kernel<models::DistrictModel>(world, world, luck, until, sink)
          : run_kernel<Profiled>(Profiled::World{world, *request.profile}, world, luck, until, sink);
  if (trace) trace->finish();

  ReplicationResult result;
  result.replication = replication;
  result.trace_hash = hash.value();
  result.events = events;
  result.incidents = log.incidents();
  const auto work = log.work();
  result.kpis = models::measure(world, kpis, result.incidents, work, request.measured);
  result.water_use = log.water_use();
  result.activity = activity_by_place(world, work, request.measured);
  result.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

ReplicationResult run_replication(const models::World& world, const models::KpiCatalogue& all,
                                  const RunRequest& request, std::uint32_t replication) {
  const models::KpiSelection kpis(world);
  sim::require(kpis.size() == all.size(), "run_replication: the catalogue is that of another world");
  return run_replication(world, kpis, request, replication);
}

std::uint32_t run_replications(const models::World& world, const models::KpiCatalogue& catalogue,
                               const RunRequest& request, const ReplicationSink& sink, const std::atomic<bool>& stop) {
  const models::KpiSelection kpis(world);
  sim::require(kpis.size() == catalogue.size(), "run_replications: the catalogue is that of another world");
  std::mutex mutex;
  std::map<std::uint32_t, ReplicationResult> waiting;  // finished before their turn
  std::atomic<std::uint32_t> next{0};
  std::uint32_t delivered = 0;

  const auto deliver = [&](ReplicationResult&& result) {
    const std::lock_guard lock(mutex);
    waiting.emplace(result.replication, std::move(result));
    for (auto it = waiting.find(request.first_replication + delivered); it != waiting.end();
         it = waiting.find(request.first_replication + delivered)) {
      sink(std::move(it->second));
      waiting.erase(it);
      ++delivered;
    }
  };
  const auto worker = [&](int) {
    while (!stop) {
      const std::uint32_t n = next++;
      if (n >= request.replications) return;
      deliver(run_replication(world, kpis, request, request.first_replication + n));
    }
  };
  tbb::task_arena arena(request.threads > 0 ? request.threads : tbb::task_arena::automatic);
  arena.execute([&] { tbb::parallel_for(0, arena.max_concurrency(), worker, tbb::simple_partitioner{}); });
  return delivered;
}

}  // namespace yuanluo::scenarios
