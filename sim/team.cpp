#include "sim/team.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <chrono>
#include <thread>
#include <vector>

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
  // A place at the board; the first is the caller's.
  struct alignas(64) Seat {
    Board* board = nullptr;
    unsigned number = 0;
    std::atomic<bool> taken{false};  // by a helper, on its way or here
  };
  // The last job of which the piece was claimed.
  struct alignas(64) Claim {
    std::atomic<std::uint64_t> job{0};
  };

  Board(unsigned workers, std::uint32_t pieces) : seats(workers), claims(pieces) {
    for (unsigned w = 0; w < workers; ++w) {
      seats[w].board = this;
      seats[w].number = w;
    }
  }

  std::vector<Seat> seats;
  std::vector<Claim> claims;
  alignas(64) std::atomic<std::uint64_t> job{0};
  void (*piece)(void*, std::uint32_t) = nullptr;
  void* context = nullptr;
  alignas(64) std::atomic<std::uint32_t> done{0};
  alignas(64) std::atomic<unsigned> helpers{0};
  std::atomic<bool> over{false};

  // Does what nobody has claimed of the job, the seat's own pieces first.
  void work(unsigned seat, std::uint64_t present) {
    const std::size_t count = claims.size();
    std::size_t next = seat * count / seats.size();
    for (std::size_t i = 0; i < count; ++i, next = next + 1 == count ? 0 : next + 1) {
      // From here until it is counted as done the job cannot change: the caller waits for it. A helper that is late
      // finds every piece of its job claimed.
      std::uint64_t before = present - 1;
      if (!claims[next].job.compare_exchange_strong(before, present, std::memory_order_acquire,
                                                    std::memory_order_relaxed))
        continue;
      piece(context, static_cast<std::uint32_t>(next));
      done.fetch_add(1, std::memory_order_release);
    }
  }

  static void accept(Seat* seat) {
    take_over(seat);
    seat->board->help(*seat);
  }

  void help(Seat& seat) {
    constexpr unsigned patience = 4096;  // rounds of waiting, some 100 microseconds
    std::uint64_t seen = 0;
    for (unsigned idle = 0; idle < patience && !over.load(std::memory_order_relaxed); ++idle) {
      const std::uint64_t present = job.load(std::memory_order_acquire);
      if (present != seen) {
        work(seat.number, present);
        seen = present;
        idle = 0;
      } else {
        pause_briefly(idle);
      }
    }
    seat.taken.store(false, std::memory_order_relaxed);
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

Team::Team(unsigned workers, std::uint32_t pieces)
    : workers_(workers), board_(std::make_unique<Board>(workers, pieces)) {
  require(workers >= 1, "a team has at least one worker");
  if (workers > 1) arena_ = std::make_unique<Arena>(workers);
}

Team::~Team() {
  board_->over.store(true, std::memory_order_relaxed);
  // Helpers that never came are waited for by running them here: they see that it is over.
  if (arena_) arena_->arena.execute([this] { arena_->helpers.wait(); });
}

void Team::invite() {
  if (board_->helpers.load(std::memory_order_relaxed) == workers_ - 1) return;
  for (unsigned w = 1; w < workers_; ++w) {
    Board::Seat* const seat = &board_->seats[w];
    if (seat->taken.load(std::memory_order_relaxed)) continue;
    seat->taken.store(true, std::memory_order_relaxed);
    board_->helpers.fetch_add(1, std::memory_order_relaxed);
    hand_over(seat);
    arena_->arena.execute([&] { arena_->helpers.run([seat]() YUANLUO_UNSEEN { Board::accept(seat); }); });
  }
}

std::uint64_t Team::run(void (*piece)(void*, std::uint32_t), void* context) {
  if (workers_ > 1) invite();
  Board& board = *board_;
  board.piece = piece;
  board.context = context;
  board.done.store(0, std::memory_order_relaxed);
  const std::uint64_t present = board.job.load(std::memory_order_relaxed) + 1;
  board.job.store(present, std::memory_order_release);
  board.work(0, present);
  const auto count = static_cast<std::uint32_t>(board.claims.size());
  if (board.done.load(std::memory_order_acquire) == count) return 0;
  const auto start = std::chrono::steady_clock::now();
  for (unsigned round = 0; board.done.load(std::memory_order_acquire) != count; ++round) pause_briefly(round);
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count());
}

}  // namespace yuanluo::sim
