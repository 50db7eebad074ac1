// How much work grid workers have, from simulated replications.
#pragma once

#include <vector>

#include "scenarios/plan/waiting.hpp"
#include "scenarios/run.hpp"

namespace yuanluo::scenarios {

// What grid workers did; adds up over replications.
struct StaffWork {
  std::vector<std::vector<double>> calls;  // to which they came first, by community, then hour of the day
  double hours = 0.0;                      // simulated
  double busy_h = 0.0, jobs = 0.0;

  void add(const StaffWork& other);
};

StaffWork work_of(const ReplicationResult& result, std::size_t communities, double hours);

// Calls by community and hour, scaled to all jobs, and the mean time that one takes.
StaffLoad load_of(const StaffWork& work);

// From one replication of so many days.
StaffLoad measured_load(const models::World& world, std::uint64_t seed, std::int64_t days);

}  // namespace yuanluo::scenarios
