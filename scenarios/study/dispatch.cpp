#include "scenarios/study/dispatch.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {
namespace {

using namespace std::chrono_literals;
using Kind = RankMessage::Kind;

constexpr auto between_looks = 1ms;  // at messages of other ranks

}  // namespace

TrialDispatch::TrialDispatch(const Study& study, Crew& crew, Ranks& ranks, std::chrono::milliseconds lost_after)
    : study_(study),
      crew_(crew),
      ranks_(ranks),
      lost_after_(lost_after),
      workers_(static_cast<std::size_t>(ranks.size())) {
  workers_[0].usable = true;
  workers_[0].capacity = static_cast<std::size_t>(crew.threads());
}

TrialDispatch::~TrialDispatch() {
  if (!lost_ranks().empty()) ranks_.give_up_the_lost();
}

// Trials of one point stay together, so that few worlds are built; points that nobody works on come first.
bool TrialDispatch::give(std::size_t worker, plan::Trial& trial) {
  if (waiting_.empty()) return false;
  auto from = waiting_.find(workers_[worker].candidate);
  if (from == waiting_.end()) {
    const auto busy = [&](std::uint32_t candidate) {
      return std::count_if(workers_.begin(), workers_.end(), [&](const Worker& w) {
        return !w.trials.empty() && w.trials.begin()->first.candidate == candidate;
      });
    };
    from = waiting_.begin();
    auto fewest = busy(from->first);
    for (auto it = std::next(waiting_.begin()); it != waiting_.end() && fewest > 0; ++it) {
      if (const auto here = busy(it->first); here < fewest) {
        fewest = here;
        from = it;
      }
    }
  }
  trial = {from->first, from->second.front()};
  from->second.pop_front();
  if (from->second.empty()) waiting_.erase(from);
  workers_[worker].candidate = trial.candidate;
  workers_[worker].trials[trial] = Clock::now();
  return true;
}

void TrialDispatch::hand_out() {
  for (std::size_t w = 0; w < workers_.size(); ++w) {
    Worker& worker = workers_[w];
    // Others have one more than they can work on, so that they need not wait for the next.
    const std::size_t most = worker.capacity + (w == 0 ? 0 : 1);
    plan::Trial trial;
    while (worker.usable && !worker.lost && worker.trials.size() < most && give(w, trial)) {
      if (w == 0) {
        crew_.begin(trial);
      } else {
        ranks_.send(static_cast<int>(w), Kind::trial, to_bytes(trial));
      }
    }
  }
}

void TrialDispatch::accept(TrialResult&& result, std::size_t worker, const Sink& sink) {
  workers_[worker].trials.erase(result.trial);
  longest_s_ = std::max(longest_s_, result.wall_seconds);
  // A trial of a rank that was thought lost may come twice; the results are the same.
  if (open_.erase(result.trial) == 0) return;
  if (const auto again = waiting_.find(result.trial.candidate); again != waiting_.end()) {
    auto& replications = again->second;
    replications.erase(std::remove(replications.begin(), replications.end(), result.trial.replication),
                       replications.end());
    if (replications.empty()) waiting_.erase(again);
  }
  sink(std::move(result), static_cast<int>(worker));
}

void TrialDispatch::answer(const RankMessage& message, const Sink& sink) {
  Worker& worker = workers_[static_cast<std::size_t>(message.rank)];
  worker.lost = false;
  if (message.kind == Kind::hello) {
    const Json hello = Json::parse(message.bytes);
    worker.capacity = hello.at("threads").get<std::size_t>();
    worker.usable = hello.at("study") == study_.digest;
    worker.refused = !worker.usable;
  } else if (message.kind == Kind::result) {
    accept(result_of(message.bytes), static_cast<std::size_t>(message.rank), sink);
  }
}

void TrialDispatch::collect(const Sink& sink) {
  TrialResult result;
  if (crew_.take(result, ranks_.alone() ? 100ms : between_looks)) {
    accept(std::move(result), 0, sink);
    while (crew_.take(result, 0ms)) accept(std::move(result), 0, sink);
  }
  if (ranks_.alone()) return;
  while (const auto message = ranks_.receive()) answer(*message, sink);
  look_for_the_lost();
}

void TrialDispatch::look_for_the_lost() {
  const auto now = Clock::now();
  const auto patience = std::max<Clock::duration>(
      lost_after_, std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(20.0 * longest_s_)));
  for (std::size_t w = 1; w < workers_.size(); ++w) {
    Worker& worker = workers_[w];
    const bool silent = std::any_of(worker.trials.begin(), worker.trials.end(),
                                    [&](const auto& begun) { return now - begun.second > patience; });
    if (!silent) continue;
    worker.lost = true;
    for (const auto& [trial, begun] : worker.trials) waiting_[trial.candidate].push_front(trial.replication);
    worker.trials.clear();
  }
}

bool TrialDispatch::evaluate(const std::vector<plan::Trial>& trials, const Sink& sink, const std::atomic<bool>& stop) {
  open_.insert(trials.begin(), trials.end());
  for (const plan::Trial& trial : open_) waiting_[trial.candidate].push_back(trial.replication);
  while (!open_.empty()) {
    if (stop) waiting_.clear();
    hand_out();
    const bool idle =
        std::all_of(workers_.begin(), workers_.end(), [](const Worker& worker) { return worker.trials.empty(); });
    if (stop && idle) break;
    collect(sink);
  }
  const bool all = open_.empty();
  open_.clear();
  return all;
}

void TrialDispatch::serve(const std::string& digest, Crew* crew, Ranks& ranks) {
  const std::size_t threads = crew != nullptr ? static_cast<std::size_t>(crew->threads()) : 1;
  ranks.send(0, Kind::hello, Json{{"study", digest}, {"threads", threads}}.dump());
  for (;;) {
    bool heard = false;
    while (const auto message = ranks.receive()) {
      heard = true;
      if (message->kind == Kind::end) return;
      if (message->kind == Kind::trial && crew != nullptr) crew->begin(trial_of(message->bytes));
    }
    TrialResult result;
    if (crew == nullptr) {
      if (!heard) std::this_thread::sleep_for(between_looks);
    } else if (crew->take(result, between_looks)) {
      ranks.send(0, Kind::result, to_bytes(result));
    }
  }
}

std::vector<int> TrialDispatch::lost_ranks() const {
  std::vector<int> lost;
  for (std::size_t w = 1; w < workers_.size(); ++w)
    if (workers_[w].lost) lost.push_back(static_cast<int>(w));
  return lost;
}

std::vector<int> TrialDispatch::refused_ranks() const {
  std::vector<int> refused;
  for (std::size_t w = 1; w < workers_.size(); ++w)
    if (workers_[w].refused) refused.push_back(static_cast<int>(w));
  return refused;
}

}  // namespace yuanluo::scenarios
