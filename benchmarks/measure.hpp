// Clocks, memory and medians of the benchmarks.
#pragma once

#include <malloc.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace yuanluo::benchmarks {

inline double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

// What this process has used of the processors, without and with the time spent in the system.
inline double user_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return seconds_of(usage.ru_utime);
}
inline double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

// What the calling thread has used.
inline double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Took {
  double wall_s = 0.0;
  double processor_s = 0.0;
};

template <class Function>
Took took(Function&& function) {
  const double wall = wall_seconds(), processor = processor_seconds();
  function();
  return {wall_seconds() - wall, processor_seconds() - processor};
}

// The value below which the share lies; 0.5 is the median. At least one value is needed.
inline double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}
inline double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

// Memory that the process holds now (VmRSS:) or held at most (VmHWM:) since it started or `forget_peak`, MB.
inline double status_mb(std::string_view key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(key)) return std::stod(line.substr(key.size())) / 1024.0;
  return 0.0;
}
inline double peak_mb() { return status_mb("VmHWM:"); }
inline double resident_mb() {
  malloc_trim(0);
  return status_mb("VmRSS:");
}
inline void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

}  // namespace yuanluo::benchmarks
