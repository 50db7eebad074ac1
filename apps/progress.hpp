// How far a run is: a bar on a terminal, a line now and then elsewhere.
#pragma once

#include <chrono>
#include <cstdint>

#include "apps/console.hpp"

namespace yuanluo::apps {

class Progress {
 public:
  Progress(const Console& console, std::uint64_t replications);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // So many replications are to be done in all, as far as is known now.
  void expect(std::uint64_t replications) { replications_ = replications; }
  // One replication more is done.
  void add(std::uint64_t events);

  std::uint64_t done() const { return done_; }
  std::uint64_t events() const { return events_; }
  double seconds() const;

 private:
  void show();

  const Console& console_;
  std::uint64_t replications_;
  std::uint64_t done_ = 0;
  std::uint64_t events_ = 0;
  std::uint64_t told_tenths_ = 0;
  bool bar_shown_ = false;
  std::size_t width_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace yuanluo::apps
