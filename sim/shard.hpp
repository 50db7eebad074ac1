// A part of the processes of a windowed run: their pending events, and how a window of them is handled.
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>
#include <limits>
#include <optional>
#include <vector>

#include "sim/event_wheel.hpp"
#include "sim/handler_error.hpp"
#include "sim/model.hpp"
#include "sim/outbox.hpp"

namespace yuanluo::sim {

// What the kernel keeps for each process.
struct ProcessSlot {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::uint64_t counter = 0;           // events sent so far
  std::uint32_t first_waiting = none;  // within a window: the process's first event in the batch not yet handled
};

// A failure in a handler, kept until it is known to be the first of its window.
struct Failure {
  EventKey key;
  std::exception_ptr error;
};

// Inside a window no event can arrive from another process, so the order between processes does not matter: the shard
// handles all events of one process, then all of the next, and the queue need not be in order.
template <Model M>
class Shard {
 public:
  using Payload = typename M::Payload;
  using Item = Event<Payload>;

  // The window to be handled, and what it works on. The same for all shards.
  struct Window {
    const typename M::World& world;
    typename M::State& state;
    std::vector<ProcessSlot>& slots;
    Duration lookahead;
    SimTime end;  // events before this time
  };

  explicit Shard(BucketClock clock) : clock_(clock), wheel_(clock) {}

  EventWheel<Payload>& wheel() { return wheel_; }
  const EventWheel<Payload>& wheel() const { return wheel_; }
  const std::optional<Failure>& failure() const { return failure_; }

  // Handles all pending events before the window's end, process by process, each in the order of keys. `sink` sees each
  // event before it is handled; `post(event)` takes what is sent beyond the window. Returns how many were handled.
  template <class Sink, class Post>
  std::uint64_t run(const Window& window, Sink& sink, Post&& post) {
    gather(window.end);
    if (batch_.empty()) return 0;
    handled_ = 0;
    if (batch_.size() == 1) {
      run_one(window, 0, sink, post);
    } else {
      chain(window.slots);
      for (std::uint32_t i = 0; i < batch_.size(); ++i) {
        if (i + ahead < batch_.size()) prefetch(window, batch_[i + ahead].to);
        std::uint32_t& first = window.slots[batch_[i].to.index()].first_waiting;
        if (first != i) continue;  // handled with an earlier event of the process
        first = ProcessSlot::none;
        if (next_[i] == ProcessSlot::none) {
          run_one(window, i, sink, post);
        } else {
          run_several(window, i, sink, post);
        }
      }
    }
    return handled_;
  }

 private:
  static constexpr std::uint32_t ahead = 12;  // events between fetching a process and handling it

  // Moves the events before `end` into batch_.
  void gather(SimTime end) {
    batch_.clear();
    while (const auto bucket = wheel_.next()) {
      if (clock_.start_of(*bucket) >= end) return;
      const std::size_t before = batch_.size();
      wheel_.take(*bucket, batch_);
      if (clock_.start_of(*bucket + 1) > end) {
        // The window ends inside this bucket: what lies beyond goes back.
        const auto from = batch_.begin() + static_cast<std::ptrdiff_t>(before);
        const auto beyond = std::partition(from, batch_.end(), [end](const Item& e) { return e.key.at < end; });
        for (auto e = beyond; e != batch_.end(); ++e) wheel_.add(*e);
        batch_.erase(beyond, batch_.end());
        return;
      }
    }
  }

  // Links the events of each process, in the order of the batch, which is that of buckets of time.
  void chain(std::vector<ProcessSlot>& slots) {
    next_.resize(batch_.size());
    for (auto i = static_cast<std::uint32_t>(batch_.size()); i-- > 0;) {
      if (i >= ahead) __builtin_prefetch(&slots[batch_[i - ahead].to.index()], 1);
      std::uint32_t& first = slots[batch_[i].to.index()].first_waiting;
      next_[i] = first;
      first = i;
    }
  }

  static void prefetch(const Window& window, ProcessId process) {
    __builtin_prefetch(&window.slots[process.index()], 1);
    if constexpr (requires { M::prefetch(window.world, window.state, process); })
      M::prefetch(window.world, window.state, process);
  }

  // The only event of its process in the batch, and what it sends to itself within the window.
  template <class Sink, class Post>
  void run_one(const Window& window, std::uint32_t i, Sink& sink, Post& post) {
    const Item& event = batch_[i];
    if (!handle(window, event, sink, post)) return;
    if (!soon_.empty()) run_in_order(window, event.to, sink, post);
  }

  template <class Sink, class Post>
  void run_several(const Window& window, std::uint32_t first, Sink& sink, Post& post) {
    for (std::uint32_t i = first; i != ProcessSlot::none; i = next_[i]) mine_.push_back(&batch_[i]);
    // Nearly in order already, and few: a plain insertion sort, unless they are many.
    const auto earlier = [](const Item* a, const Item* b) { return a->key < b->key; };
    if (mine_.size() > 48) {
      std::sort(mine_.begin(), mine_.end(), earlier);
    } else {
      for (std::size_t i = 1; i < mine_.size(); ++i) {
        const Item* const item = mine_[i];
        std::size_t hole = i;
        for (; hole > 0 && earlier(item, mine_[hole - 1]); --hole) mine_[hole] = mine_[hole - 1];
        mine_[hole] = item;
      }
    }
    run_in_order(window, batch_[first].to, sink, post);
  }

  // Handles mine_ and, merged by key, whatever the process sends to itself within the window.
  template <class Sink, class Post>
  void run_in_order(const Window& window, ProcessId, Sink& sink, Post& post) {
    std::size_t place = 0;
    while (place < mine_.size() || !soon_.empty()) {
      bool fine = true;
      if (soon_.empty() || (place < mine_.size() && mine_[place]->key < soon_.front().key)) {
        fine = handle(window, *mine_[place++], sink, post);
      } else {
        std::pop_heap(soon_.begin(), soon_.end(), later);
        const Item event = soon_.back();
        soon_.pop_back();
        fine = handle(window, event, sink, post);
      }
      if (!fine) break;
    }
    mine_.clear();
    soon_.clear();
  }

  // False if the handler failed: its process has nothing more to do in this window, which will be the last.
  template <class Sink, class Post>
  bool handle(const Window& window, const Item& event, Sink& sink, Post& post) {
    try {
      sink(event);
      ++handled_;
      sent_.clear();
      Outbox<Payload> out(event, window.lookahead, window.slots[event.to.index()].counter, sent_);
      M::handle(window.world, window.state, event, out);
      for (const Item& e : sent_) {
        check_sent<M>(window.world, event, e, window.slots.size());
        if (e.key.at >= window.end) [[likely]] {
          post(e);
        } else if (e.to == event.to) {
          soon_.push_back(e);
          std::push_heap(soon_.begin(), soon_.end(), later);
        } else {
          throw PromiseError(event.to, e.to, e.key.at, window.end);
        }
      }
      return true;
    } catch (...) {
      if (!failure_ || event.key < failure_->key) failure_ = Failure{event.key, handler_error(event.key, event.to)};
      soon_.clear();
      return false;
    }
  }

  static bool later(const Item& a, const Item& b) { return b.key < a.key; }

  BucketClock clock_;
  EventWheel<Payload> wheel_;
  std::vector<Item> batch_;          // the window's events
  std::vector<std::uint32_t> next_;  // [place in batch_] the same process's next event
  std::vector<const Item*> mine_;    // one process's events, in order
  std::vector<Item> soon_;           // heap: sent by the process to itself within the window
  std::vector<Item> sent_;           // by the event being handled
  std::uint64_t handled_ = 0;
  std::optional<Failure> failure_;
};

}  // namespace yuanluo::sim
