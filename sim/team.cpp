#include "sim/team.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include <chrono>
#include <thread>

#include "sim/contract.hpp"

namespace yuanluo::sim {

namespace {

void pause_briefly(unsigned round) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
  // Give way to whoever else wants the core.
  if (round % 64 == 63) std::this_thread::yield();
}

}  // namespace

// Shared with the helpers, who may outlive the team by a moment.
struct Team::Board {
  // How many pieces of the present job are still to be claimed.
  alignas(64) std::atomic<std::uint32_t> unclaimed{0};
  alignas(64) std::atomic<std::uint32_t> done{0};
  alignas(64) std::atomic<unsigned> helpers{0};
  std::atomic<bool> over{false};
  void (*piece)(void*, std::uint32_t) = nullptr;
  void* context = nullptr;

  // Does one piece, if there is one left.
  bool claim() {
    std::uint32_t left = unclaimed.load(std::memory_order_relaxed);
    while (left > 0) {
      // From here until it is counted as done the job cannot change: the caller waits for it.
      if (unclaimed.compare_exchange_weak(left, left - 1, std::memory_order_acquire, std::memory_order_relaxed)) {
        piece(context, left - 1);
        done.fetch_add(1, std::memory_order_release);
        return true;
      }
    }
    return false;
  }

  void help() {
    constexpr unsigned patience = 4096;  // rounds of waiting, some 100 microseconds
    for (unsigned idle = 0; idle < patience && !over.load(std::memory_order_relaxed); ++idle) {
      if (claim()) {
        idle = 0;
      } else {
        pause_briefly(idle);
      }
    }
    helpers.fetch_sub(1, std::memory_order_relaxed);
  }
};

struct Team::Arena {
  explicit Arena(unsigned workers)
      : control(tbb::global_control::max_allowed_parallelism,
                std::max<std::size_t>(workers,
                                      tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism))),
        arena(static_cast<int>(workers), 1) {}

  tbb::global_control control;  // oneTBB would otherwise start no more threads than there are cores
  tbb::task_arena arena;
};

Team::Team(unsigned workers) : workers_(workers), board_(std::make_shared<Board>()) {
  require(workers >= 1, "a team has at least one worker");
  if (workers > 1) arena_ = std::make_unique<Arena>(workers);
}

Team::~Team() { board_->over.store(true, std::memory_order_relaxed); }

void Team::invite() {
  while (board_->helpers.load(std::memory_order_relaxed) < workers_ - 1) {
    board_->helpers.fetch_add(1, std::memory_order_relaxed);
    arena_->arena.enqueue([board = board_] { board->help(); });
  }
}

std::uint64_t Team::run(std::uint32_t count, void (*piece)(void*, std::uint32_t), void* context) {
  if (workers_ > 1) invite();
  Board& board = *board_;
  board.piece = piece;
  board.context = context;
  board.done.store(0, std::memory_order_relaxed);
  board.unclaimed.store(count, std::memory_order_release);
  while (board.claim()) {
  }
  if (board.done.load(std::memory_order_acquire) == count) return 0;
  const auto start = std::chrono::steady_clock::now();
  for (unsigned round = 0; board.done.load(std::memory_order_acquire) != count; ++round) pause_briefly(round);
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count());
}

}  // namespace yuanluo::sim
