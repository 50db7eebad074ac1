// Hands out the trials of a study to threads and ranks and collects the results.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenarios/study/crew.hpp"
#include "scenarios/study/ranks.hpp"

namespace yuanluo::scenarios {

class TrialDispatch {
 public:
  // Called on the calling thread, once for each trial, in the order in which they end. `rank`: who evaluated it.
  using Sink = std::function<void(TrialResult&& result, int rank)>;

  // `lost_after`: a rank that has not answered for so long, and for 20 times the longest trial so far, is taken for
  // lost; others do its trials again. Should it answer after all, it is back.
  TrialDispatch(const Study& study, Crew& crew, Ranks& ranks, std::chrono::milliseconds lost_after);
  ~TrialDispatch();
  TrialDispatch(const TrialDispatch&) = delete;
  TrialDispatch& operator=(const TrialDispatch&) = delete;

  // On rank 0: evaluates all trials. When `stop` becomes true no new one is begun. True if all were done.
  bool evaluate(const std::vector<plan::Trial>& trials, const Sink& sink, const std::atomic<bool>& stop);

  // On the other ranks: evaluates what rank 0 sends, until it sends them home. Without a
  // crew (the study could not be read here) only waits for that.
  static void serve(const std::string& digest, Crew* crew, Ranks& ranks);

  // Ranks that were lost, and those that have read another study (another file system, another version).
  std::vector<int> lost_ranks() const;
  std::vector<int> refused_ranks() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Worker {
    bool usable = false, lost = false, refused = false;
    std::size_t capacity = 1;
    std::uint32_t candidate = 0;  // of its last trial
    std::map<plan::Trial, Clock::time_point> trials;
  };

  bool give(std::size_t worker, plan::Trial& trial);
  void hand_out();
  void collect(const Sink& sink);
  void accept(TrialResult&& result, std::size_t worker, const Sink& sink);
  void answer(const RankMessage& message, const Sink& sink);
  void look_for_the_lost();

  const Study& study_;
  Crew& crew_;
  Ranks& ranks_;
  std::chrono::milliseconds lost_after_;
  std::vector<Worker> workers_;                                 // by rank; 0 is this process
  std::map<std::uint32_t, std::deque<std::uint32_t>> waiting_;  // replications that nobody has begun, by candidate
  std::set<plan::Trial> open_;                                  // without a result
  double longest_s_ = 0.0;
};

}  // namespace yuanluo::scenarios
