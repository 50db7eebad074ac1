#include "scenarios/plan/staff_load.hpp"

#include <numeric>

namespace yuanluo::scenarios {

void StaffWork::add(const StaffWork& other) {
  if (calls.empty()) calls.assign(other.calls.size(), std::vector<double>(24, 0.0));
  hours += other.hours;
  busy_h += other.busy_h;
  jobs += other.jobs;
  for (std::size_t c = 0; c < calls.size(); ++c) {
    for (std::size_t h = 0; h < 24; ++h) calls[c][h] += other.calls[c][h];
  }
}

StaffWork work_of(const ReplicationResult& result, std::size_t communities, double hours) {
  StaffWork work;
  work.calls.assign(communities, std::vector<double>(24, 0.0));
  work.hours = hours;
  for (const models::IncidentRecord& incident : result.incidents) {
    const auto onset = incident.times.at(models::Stage::onset);
    if (incident.first_helper != models::Helper::grid_worker || !incident.community || !onset) continue;
    work.calls[incident.community->index()][static_cast<std::size_t>(sim::hour_of_day(*onset))] += 1.0;
  }
  for (const UnitActivity& activity : result.activity) {
    if (activity.helper != models::Helper::grid_worker) continue;
    work.busy_h += activity.busy_hours;
    work.jobs += static_cast<double>(activity.jobs);
  }
  return work;
}

StaffLoad load_of(const StaffWork& work) {
  StaffLoad load;
  load.calls_per_hour = work.calls;
  double counted = 0.0;
  for (const auto& hours : work.calls) counted += std::accumulate(hours.begin(), hours.end(), 0.0);
  const double all_jobs = counted > 0.0 ? work.jobs / counted : 1.0;  // not every job is first at its incident
  for (auto& hours : load.calls_per_hour) {
    for (double& calls : hours) calls *= all_jobs / (work.hours / 24.0);
  }
  if (work.jobs > 0.0) load.service_h = work.busy_h / work.jobs;
  return load;
}

StaffLoad measured_load(const models::World& world, std::uint64_t seed, std::int64_t days) {
  RunRequest request;
  request.seed = seed;
  request.measured = days * sim::one_day;
  const ReplicationResult result = run_replication(world, models::KpiCatalogue(world), request, 0);
  return load_of(work_of(result, world.communities.size(), sim::to_hours(request.measured)));
}

}  // namespace yuanluo::scenarios
