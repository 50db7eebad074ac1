// The fast kernel, on one thread or many: the same events and states as the serial one.
//
// The lookahead tells how far ahead of the earliest event nothing can arrive from another process. All events inside
// such a window are handled process by process, on any number of threads, without looking at other processes; what is
// sent falls into later windows. Keys are made by the senders and order the events of each process, so neither the
// windows nor the threads can be seen in the results. Source: [Fujimoto2000] chapter 3, [Nicol1993].
#pragma once

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/model.hpp"
#include "sim/parallel_gain.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/shard.hpp"
#include "sim/sink.hpp"
#include "sim/snapshot.hpp"
#include "sim/team.hpp"

namespace yuanluo::sim {

// A model may promise more than its lookahead: `promise(world, state, process, now)` is the earliest time at which the
// process can next send to another, unless it gets an event before that it has not sent itself. `now`: no event before
// it is pending. Windows then stretch over quiet times.
template <class M>
concept PromisingModel = Model<M> &&
    requires(const typename M::World& world, const typename M::State& state, ProcessId process, SimTime now) {
  { M::promise(world, state, process, now) } -> std::same_as<SimTime>;
};

struct WindowedOptions {
  unsigned workers = 1;
  // Parts that workers claim when a window is run in parallel, each with its own queue. 0: two for each worker.
  unsigned shards = 0;
  // Run windows in parallel whether or not that is faster (for tests).
  bool always_parallel = false;
};

// How a run went. Times depend on the machine; all else but `parallel_*` depends on the model alone.
struct WindowReport {
  std::uint64_t events = 0;
  std::uint64_t windows = 0;
  std::uint64_t parallel_events = 0;  // handled in windows that were run by several workers
  std::uint64_t parallel_windows = 0;
  double barrier_seconds = 0.0;  // the caller's wait for the other workers at the ends of windows

  double events_per_window() const {
    return windows == 0 ? 0.0 : static_cast<double>(events) / static_cast<double>(windows);
  }
  double parallel_share() const {
    return events == 0 ? 0.0 : static_cast<double>(parallel_events) / static_cast<double>(events);
  }
};

template <Model M>
class WindowedKernel {
 public:
  using Payload = typename M::Payload;
  using Item = Event<Payload>;

  // `world` must outlive the kernel. `first`: the events that exist before the run starts, in any order.
  WindowedKernel(const typename M::World& world, typename M::State state, const std::vector<FirstEvent<Payload>>& first,
                 WindowedOptions options = {})
      : WindowedKernel(world, first_snapshot<M>(world, std::move(state), first), options) {}

  // Goes on from a snapshot, of this or another kernel.
  WindowedKernel(const typename M::World& world, Snapshot<M> snapshot, WindowedOptions options = {})
      : world_(world),
        options_(options),
        lookahead_(M::lookahead(world)),
        clock_(bucket_shift(lookahead_)),
        buckets_per_window_(std::max<std::uint64_t>(1, static_cast<std::uint64_t>(lookahead_.count()) >> shift())),
        state_(std::move(snapshot.state)),
        first_events_(snapshot.first_events),
        now_(snapshot.now),
        team_(options.workers, shard_count(options, snapshot.counters.size())) {
    slots_.reserve(snapshot.counters.size());
    ask_for_huge_pages(slots_.data(), slots_.capacity() * sizeof(ProcessSlot));
    slots_.resize(snapshot.counters.size());
    require(slots_.size() == M::process_count(world), "the snapshot is of a world with another process count");
    require(slots_.size() < ProcessSlot::none, "too many processes");
    for (std::size_t p = 0; p < slots_.size(); ++p) slots_[p].counter = snapshot.counters[p];
    const std::size_t count = shard_count(options, slots_.size());
    for (std::size_t s = 0; s < count; ++s) shards_.push_back(std::make_unique<Part>(clock_, count));
    shard_scale_ = (std::uint64_t{count} << 32) / std::max<std::size_t>(1, slots_.size());
    gain_.start(snapshot.pending.size());
    scattered_ = workers_pay();
    for (const Item& event : snapshot.pending) home_of(event.to).add(event);
    if (lookahead_ == Duration::zero()) {
      // Without lookahead there are no windows: the serial kernel does it.
      snapshot.state = std::move(state_);
      serial_.emplace(world_, std::move(snapshot));
    }
  }

  // Handles every event up to and including `until` and shows each to `sink`: in the order of keys, after the window
  // that holds it; or in parts, if the sink says that order makes no difference (sim/sink.hpp). Returns how many were
  // handled. Throws HandlerError or SendError as the serial kernel would, and then cannot go on.
  template <class Sink>
  std::uint64_t run(SimTime until, Sink&& sink) {
    require(!failed_, "a kernel cannot go on after a handler failed");
    if (serial_) {
      const std::uint64_t events = serial_->run(until, sink);
      report_.events += events;
      return events;
    }
    using Watcher = std::remove_cvref_t<Sink>;
    std::uint64_t handled = 0;
    if constexpr (MergeableSink<Watcher>) {
      std::vector<Seat<Watcher>> parts;
      for (std::size_t s = 0; s < shards_.size(); ++s) parts.push_back({sink.part()});
      handled = run_windows(until, parts, [] {});
      for (const Seat<Watcher>& part : parts) sink.merge(part.watcher);
    } else {
      std::vector<Seat<Recorder>> parts(shards_.size());
      handled = run_windows(until, parts, [&] { show_in_order(parts, sink); });
    }
    if (failed_) std::rethrow_exception(failed_->error);
    now_ = std::max(now_, until);
    return handled;
  }

  // Adds an event from outside, at a time after the end of the last run.
  void add(const FirstEvent<Payload>& event) {
    if (serial_) return serial_->add(event);
    require(event.at > now_, "an event from outside must lie after the time that the run has reached");
    require(event.to.index() < slots_.size(), "an event from outside is for a process that does not exist");
    home_of(event.to).add({EventKey{event.at, 0, outside, first_events_++}, event.to, event.payload});
  }

  const typename M::State& state() const { return serial_ ? serial_->state() : state_; }

  const WindowReport& report() const { return report_; }

  // All that is needed to go on from the end of the last run.
  Snapshot<M> snapshot() const {
    if (serial_) return serial_->snapshot();
    Snapshot<M> copy{state_, {}, {}, first_events_, now_};
    copy.counters.reserve(slots_.size());
    for (const ProcessSlot& slot : slots_) copy.counters.push_back(slot.counter);
    for (const auto& part : shards_)
      part->shard.wheel().each_event([&copy](const Item& event) { copy.pending.push_back(event); });
    std::sort(copy.pending.begin(), copy.pending.end(), earlier);
    return copy;
  }

 private:
  // A shard and what others have for it. Each on its own cache lines, as workers write to them at the same time.
  struct alignas(128) Part {
    Part(BucketClock clock, std::size_t shards) : shard(clock), outbound{Mail(shards), Mail(shards)} {}

    using Mail = std::vector<std::vector<Item>>;  // [receiving shard]

    Shard<M> shard;
    Mail outbound[2];                    // filled in windows of even and of odd number, read in the next
    SimTime earliest_mail = never;       // of the mail not yet delivered
    SimTime earliest_mail_next = never;  // of the mail being written
    std::uint64_t handled = 0;
  };

  // One shard's watcher, on its own cache lines.
  template <class Watcher>
  struct alignas(128) Seat {
    Watcher watcher;
    void operator()(const Item& event) { watcher(event); }
  };

  // Keeps what a shard handles in a window, to be shown in order when the window is over.
  struct Recorder {
    std::vector<Item> seen;
    void operator()(const Item& event) { seen.push_back(event); }
  };

  static std::uint32_t shard_count(const WindowedOptions& options, std::size_t processes) {
    const unsigned wanted = options.workers == 1 ? 1 : options.shards > 0 ? options.shards : 2 * options.workers;
    return static_cast<std::uint32_t>(std::clamp<std::size_t>(processes, 1, wanted));
  }

  static constexpr unsigned slices = 8;  // a window holds between 8 and 15 buckets of time

  static unsigned bucket_shift(Duration lookahead) {
    require(lookahead >= Duration::zero(), "the lookahead is negative");
    const auto slice = static_cast<std::uint64_t>(lookahead.count()) / slices;
    return slice == 0 ? 0 : static_cast<unsigned>(std::bit_width(slice)) - 1;
  }
  unsigned shift() const { return bucket_shift(lookahead_); }

  static bool earlier(const Item& a, const Item& b) { return a.key < b.key; }

  std::size_t shard_of(ProcessId process) const {
    return static_cast<std::size_t>((process.value * shard_scale_) >> 32);
  }

  // Where the pending events of a process are kept.
  EventWheel<Payload>& home_of(ProcessId process) { return shards_[scattered_ ? shard_of(process) : 0]->shard.wheel(); }

  // The earliest bucket that holds an event, of any shard.
  std::optional<std::uint64_t> next_bucket() const {
    std::optional<std::uint64_t> first;
    for (const auto& part : shards_) {
      const auto bucket = part->shard.wheel().next();
      if (bucket && (!first || *bucket < *first)) first = bucket;
      if (mail_waiting_ && part->earliest_mail != never) {
        const std::uint64_t mail = clock_.bucket_of(part->earliest_mail);
        if (!first || mail < *first) first = mail;
      }
    }
    return first;
  }

  // The end of the window that starts with `bucket`: no event from another process arrives before it.
  SimTime window_end(std::uint64_t bucket) {
    if constexpr (PromisingModel<M>) {
      deliver_all();
      // Every process that has an event before the end limits it to its lookahead after the event or its promise,
      // whichever is later. The more events have been looked at, the fewer can still matter.
      std::uint64_t last = bucket + longest_stretch * buckets_per_window_;
      SimTime end = clock_.start_of(last);
      const SimTime now = std::max(clock_.start_of(bucket), now_);
      for (const auto& part : shards_) {
        part->shard.wheel().each_up_to(
            [&] { return last; },
            [&](const Item& event) {
              if (event.key.at + lookahead_ >= end) return;
              const bool own = event.key.from == event.to;
              const SimTime sends =
                  own ? std::max(M::promise(world_, std::as_const(state_), event.to, now), event.key.at) : event.key.at;
              if (sends >= end) return;
              end = std::min(end, sends + lookahead_);
              last = clock_.bucket_of(end);
            });
      }
      return std::max(clock_.start_of(clock_.bucket_of(end)), clock_.start_of(bucket + buckets_per_window_));
    } else {
      return clock_.start_of(bucket + buckets_per_window_);
    }
  }

  template <class Parts, class AfterWindow>
  std::uint64_t run_windows(SimTime until, Parts& parts, AfterWindow&& after_window) {
    std::uint64_t handled = 0;
    const SimTime stop = until == never ? never : until + Duration{1};
    while (true) {
      const bool parallel = workers_pay();
      scatter(parallel);
      const auto bucket = next_bucket();
      if (!bucket) break;
      if (clock_.start_of(*bucket) > until) break;
      const SimTime end = std::min(window_end(*bucket), stop);
      const std::uint64_t events = parallel ? run_parallel(end, parts) : run_window(end, parts);
      handled += events;
      report_.events += events;
      report_.windows += 1;
      if (parallel) {
        report_.parallel_events += events;
        report_.parallel_windows += 1;
      }
      if (shards_.size() > 1) gain_.count(events);
      now_ = end - Duration{1};
      collect_failures();
      after_window();
      if (failed_ || end == stop) break;
    }
    deliver_all();
    return handled;
  }

  bool workers_pay() {
    if (options_.workers == 1) return false;
    return options_.always_parallel || gain_.parallel();
  }

  // Puts the events into the shards' own queues, or all into the first one's: a single queue is faster for a single
  // worker, as more of it stays in the cache.
  void scatter(bool scattered) {
    if (scattered == scattered_) return;
    scattered_ = scattered;
    deliver_all();
    std::vector<Item> all;
    for (const auto& part : shards_) part->shard.wheel().take_all(all);
    for (const Item& event : all) home_of(event.to).add(event);
    gain_.set_moved(all.size());
  }

  template <class Parts>
  std::uint64_t run_window(SimTime end, Parts& parts) {
    const typename Shard<M>::Window window{world_, state_, slots_, lookahead_, end};
    EventWheel<Payload>& wheel = shards_[0]->shard.wheel();
    return shards_[0]->shard.run(window, parts[0], [&wheel](const Item& event) { wheel.add(event); });
  }

  template <class Parts>
  std::uint64_t run_parallel(SimTime end, Parts& parts) {
    const typename Shard<M>::Window window{world_, state_, slots_, lookahead_, end};
    const unsigned even = window_parity_;
    auto piece = [&](std::uint32_t s) {
      Part& part = *shards_[s];
      if (mail_waiting_) deliver(s, even ^ 1u);
      part.earliest_mail_next = never;
      EventWheel<Payload>& wheel = part.shard.wheel();
      part.handled = part.shard.run(window, parts[s], [&](const Item& event) {
        const std::size_t to = shard_of(event.to);
        if (to == s) {
          wheel.add(event);
        } else {
          part.outbound[even][to].push_back(event);
          part.earliest_mail_next = std::min(part.earliest_mail_next, event.key.at);
        }
      });
    };
    report_.barrier_seconds += 1e-9 * static_cast<double>(team_.run(piece));
    std::uint64_t events = 0;
    for (const auto& part : shards_) {
      events += part->handled;
      part->earliest_mail = part->earliest_mail_next;
    }
    mail_waiting_ = true;
    window_parity_ ^= 1u;
    return events;
  }

  // Puts the mail for shard `to` that was written in windows of the given parity into its queue.
  void deliver(std::size_t to, unsigned parity) {
    EventWheel<Payload>& wheel = shards_[to]->shard.wheel();
    for (const auto& from : shards_) {
      std::vector<Item>& mail = from->outbound[parity][to];
      for (const Item& event : mail) wheel.add(event);
      mail.clear();
    }
  }

  void deliver_all() {
    if (!mail_waiting_) return;
    for (std::size_t to = 0; to < shards_.size(); ++to) deliver(to, window_parity_ ^ 1u);
    for (const auto& part : shards_) part->earliest_mail = never;
    mail_waiting_ = false;
  }

  void collect_failures() {
    for (const auto& part : shards_) {
      const auto& failure = part->shard.failure();
      if (failure && (!failed_ || failure->key < failed_->key)) failed_ = failure;
    }
  }

  // Shows the events of one window; after a failure those up to the one that failed, as the serial kernel does.
  template <class Sink>
  void show_in_order(std::vector<Seat<Recorder>>& parts, Sink& sink) {
    std::vector<Item>& all = parts[0].watcher.seen;
    for (std::size_t s = 1; s < parts.size(); ++s) {
      std::vector<Item>& seen = parts[s].watcher.seen;
      all.insert(all.end(), seen.begin(), seen.end());
      seen.clear();
    }
    std::sort(all.begin(), all.end(), earlier);
    for (const Item& event : all) {
      if (failed_ && event.key > failed_->key) break;
      sink(event);
    }
    all.clear();
  }

  static constexpr std::uint64_t longest_stretch = 64;  // windows of lookahead that promises may join

  const typename M::World& world_;
  WindowedOptions options_;
  Duration lookahead_;
  BucketClock clock_;
  std::uint64_t buckets_per_window_;
  typename M::State state_;
  std::vector<ProcessSlot> slots_;
  std::uint64_t first_events_;
  SimTime now_;  // everything up to here has been handled
  std::vector<std::unique_ptr<Part>> shards_;
  std::uint64_t shard_scale_ = 0;
  std::optional<SerialKernel<M>> serial_;  // if there is no lookahead
  Team team_;
  ParallelGain gain_;
  unsigned window_parity_ = 0;
  bool scattered_ = false;     // every shard's events are in its own queue, not all in that of the first
  bool mail_waiting_ = false;  // for other shards, sent in the last window
  std::optional<Failure> failed_;
  WindowReport report_;
};

}  // namespace yuanluo::sim
