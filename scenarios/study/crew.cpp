#include "scenarios/study/crew.hpp"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <utility>

namespace yuanluo::scenarios {

struct Crew::Threads {
  explicit Threads(int threads)
      // The thread that hands out the work does none of it, so there is one more than work.
      : limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads) + 1), arena(threads, 0) {}
  tbb::global_control limit;
  tbb::task_arena arena;
  tbb::task_group group;
};

Crew::Crew(Evaluator& evaluator, int threads)
    : evaluator_(evaluator),
      threads_(threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()))),
      pool_(std::make_unique<Threads>(threads_)) {}

Crew::~Crew() {
  pool_->arena.execute([this] { pool_->group.wait(); });
}

void Crew::begin(const plan::Trial& trial) {
  ++under_way_;
  pool_->arena.enqueue(pool_->group.defer([this, trial] {
    Finished finished;
    try {
      finished.result = evaluator_(trial);
    } catch (...) {
      finished.fault = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    finished_.push_back(std::move(finished));
    arrived_.notify_one();
  }));
}

bool Crew::take(TrialResult& result, std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  if (!arrived_.wait_for(lock, wait, [this] { return !finished_.empty(); })) return false;
  Finished next = std::move(finished_.front());
  finished_.pop_front();
  --under_way_;
  lock.unlock();
  if (next.fault) std::rethrow_exception(next.fault);
  result = std::move(next.result);
  return true;
}

}  // namespace yuanluo::scenarios
