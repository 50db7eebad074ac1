#include "sim/team.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <chrono>
#include <thread>

#include "sim/contract.hpp"

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

#if defined(__SANITIZE_THREAD__)
// Inside oneTBB's own code it sees races where tasks' memory is used again.
extern "C" const char* __tsan_default_suppressions() { return "race_top:oneapi/tbb/\n"; }
#endif

namespace yuanluo::sim {

namespace {

// The thread sanitizer does not see how oneTBB hands a task to another thread, as the library is not compiled with it.
// So a task holds one pointer, read without the sanitizer's eyes, and what it points to is handed over by these two.
#if defined(__SANITIZE_THREAD__)
#define YUANLUO_UNSEEN __attribute__((no_sanitize("thread")))
void hand_over(void* what) { __tsan_release(what); }
void take_over(void* what) { __tsan_acquire(what); }
#else
#define YUANLUO_UNSEEN
void hand_over(void*) {}
void take_over(void*) {}
#endif

void pause_briefly(unsigned round) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
  // Give way to whoever else wants the core.
  if (round % 64 == 63) std::this_thread::yield();
}

}  // namespace

// What the caller and the helpers have in common.
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

  static void accept(Board* board) {
    take_over(board);
    board->help();
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
  tbb::task_group helpers;
};

Team::Team(unsigned workers) : workers_(workers), board_(std::make_unique<Board>()) {
  require(workers >= 1, "a team has at least one worker");
  if (workers > 1) arena_ = std::make_unique<Arena>(workers);
}

Team::~Team() {
  board_->over.store(true, std::memory_order_relaxed);
  // Helpers that never came are waited for by running them here: they see that it is over.
  if (arena_) arena_->arena.execute([this] { arena_->helpers.wait(); });
}

void Team::invite() {
  while (board_->helpers.load(std::memory_order_relaxed) < workers_ - 1) {
    board_->helpers.fetch_add(1, std::memory_order_relaxed);
    Board* const board = board_.get();
    hand_over(board);
    arena_->arena.execute([&] { arena_->helpers.run([board]() YUANLUO_UNSEEN { Board::accept(board); }); });
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
