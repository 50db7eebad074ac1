// Those who evaluate the trials of a study: threads of this process, and other processes where there are any.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "plan/experiment/trial.hpp"
#include "scenarios/study/evaluation.hpp"

namespace yuanluo::scenarios {

// Threads (oneTBB) that evaluate trials as they come.
class Crew {
 public:
  // `threads`: how many; 0: as many as the machine has.
  Crew(Evaluator& evaluator, int threads);
  ~Crew();  // waits for the trials that are under way
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  int threads() const { return threads_; }
  // How many trials were begun whose results were not taken yet.
  std::size_t under_way() const { return under_way_; }
  void begin(const plan::Trial& trial);
  // Takes the next result; waits for at most so long. False if there was none. Throws what the evaluation threw.
  bool take(TrialResult& result, std::chrono::milliseconds wait);

 private:
  struct Threads;
  struct Finished {
    TrialResult result;
    std::exception_ptr fault;
  };

  Evaluator& evaluator_;
  int threads_;
  std::size_t under_way_ = 0;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Finished> finished_;
  std::unique_ptr<Threads> pool_;  // last: its threads end before all else goes
};

}  // namespace yuanluo::scenarios
