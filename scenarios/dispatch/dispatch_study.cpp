#include "scenarios/dispatch/dispatch_study.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <numeric>

#include "models/response/dispatch_model.hpp"

namespace yuanluo::scenarios {

DispatchResult run_dispatch_file(const DispatchFile& file, int threads) {
  DispatchResult result;
  result.values.resize(file.replications);
  std::vector<std::uint64_t> calls(file.replications), events(file.replications);
  tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
  arena.execute([&] {
    tbb::parallel_for(std::uint32_t{0}, file.replications, [&](std::uint32_t r) {
      const models::CallBook book = models::run_dispatch(file.world, file.seed, r, events[r]);
      calls[r] = std::accumulate(book.came.begin(), book.came.end(), std::uint64_t{0});
      result.values[r] = models::read_measures(file.world, file.measures, book);
    });
  });
  result.calls = std::accumulate(calls.begin(), calls.end(), std::uint64_t{0});
  result.events = std::accumulate(events.begin(), events.end(), std::uint64_t{0});
  for (std::size_t m = 0; m < file.measures.size(); ++m) {
    std::vector<double> given;
    for (const auto& values : result.values)
      if (values[m]) given.push_back(*values[m]);
    result.intervals.push_back(given.empty() ? std::nullopt : std::optional(sim::mean_interval(given, 0.95)));
  }
  return result;
}

}  // namespace yuanluo::scenarios
