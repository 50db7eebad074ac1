// Threads that share numbered pieces of work, the same ones again and again.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

namespace yuanluo::sim {

// The caller works too, and never waits for anybody to turn up: a helper that is late, or busy elsewhere, just claims
// nothing. So a crowded machine slows a run down but cannot stop it. Each has pieces of its own, which it does before
// it takes others', so that what a piece works on stays in the cache of one core. Helpers are oneTBB tasks that wait
// actively for a fraction of a millisecond after their last piece and then go home.
class Team {
 public:
  // `workers` >= 1, the caller included.
  Team(unsigned workers, std::uint32_t pieces);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  // Calls piece(0) ... piece(pieces - 1), each once, in any order and at the same time; returns when all are done.
  // `piece` must not throw. Returns the nanoseconds that the caller waited for others at the end.
  template <class Piece>
  std::uint64_t run(Piece& piece) {
    return run([](void* context, std::uint32_t i) { (*static_cast<Piece*>(context))(i); }, &piece);
  }

  unsigned workers() const { return workers_; }

 private:
  struct Board;
  struct Arena;

  std::uint64_t run(void (*piece)(void*, std::uint32_t), void* context);
  void invite();

  unsigned workers_;
  std::unique_ptr<Board> board_;
  std::unique_ptr<Arena> arena_;
};

}  // namespace yuanluo::sim
