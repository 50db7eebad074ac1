// Events to a trace file and back, and from any moment's nearest stored state to that moment.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/bytes.hpp"
#include "sim/event.hpp"
#include "sim/trace_block.hpp"
#include "sim/trace_file.hpp"

namespace yuanluo::sim {

// A fold of events that can be stored: the state of the world as a trace shows it.
template <class Fold, class Payload>
concept StoredFold = requires(Fold& fold, const Fold& stored, const Event<Payload>& event, ByteWriter& writer,
                              ByteReader& reader) {
  fold(event);
  stored.save(writer);
  fold.load(reader);
};

// A trace without states.
struct NoState {
  template <class Payload>
  void operator()(const Event<Payload>&) {}
  void save(ByteWriter&) const {}
  void load(ByteReader&) {}
};

// A trace without an index by subject. A model's own functor gives what an event is about; 0 is nothing.
struct NoSubject {
  template <class Payload>
  std::uint64_t operator()(const Payload&) const {
    return 0;
  }
};

// Writes events, shown in the order of their keys, in blocks of `block_events`, and the state after every
// `state_events` of them.
template <class Payload, class Fold = NoState, class Subject = NoSubject>
class TraceWriter {
 public:
  static_assert(StoredFold<Fold, Payload>);
  static constexpr std::size_t block_events = 16384;
  static constexpr std::size_t state_events = 4 * block_events;

  // `description`: what the trace is of, as text. `fold`: the state before the first event. Throws TraceError.
  explicit TraceWriter(const std::filesystem::path& path, std::string description,
                       std::span<const TraceAttachment> attachments = {}, Fold fold = {}, Subject subject = {})
      : file_(path, {std::move(description), kind_sizes(std::type_identity<Payload>{})}, attachments),
        fold_(std::move(fold)),
        subject_(std::move(subject)) {}

  void operator()(const Event<Payload>& event) {
    columns_.add(event);
    if (const std::uint64_t s = subject_(event.payload); s != 0) subjects_.push_back(s);
    fold_(event);
    if (columns_.size() == block_events) flush();
  }

  // Writes what is left and the index.
  void finish() {
    if (columns_.size() > 0) flush();
    file_.finish();
  }

  const TraceFileWriter& file() const { return file_; }

 private:
  void flush() {
    const auto count = static_cast<std::uint32_t>(columns_.size());
    const SimTime first = columns_.first(), last = columns_.last();
    columns_.take(raw_);
    std::sort(subjects_.begin(), subjects_.end());
    subjects_.erase(std::unique(subjects_.begin(), subjects_.end()), subjects_.end());
    file_.append(count, first, last, raw_, subjects_);
    subjects_.clear();
    if constexpr (!std::is_same_v<Fold, NoState>)
      if (file_.events() % state_events == 0) {
        ByteWriter writer;
        fold_.save(writer);
        file_.append_state(writer.bytes());
      }
  }

  TraceFileWriter file_;
  Fold fold_;
  Subject subject_;
  TraceBlockColumns<Payload> columns_;
  std::vector<std::byte> raw_;
  std::vector<std::uint64_t> subjects_;
};

// Reads what TraceWriter<Payload> has written.
template <class Payload>
class TraceReader {
 public:
  // Throws TraceError if the file is no trace, or one of other kinds of events.
  explicit TraceReader(const std::filesystem::path& path) : file_(path) {
    if (file_.header().kind_sizes != kind_sizes(std::type_identity<Payload>{}))
      throw TraceError({TraceTrouble::Kind::other_events, path.generic_string()});
  }

  const TraceFileReader& file() const { return file_; }
  TraceFileReader& file() { return file_; }

  // The events of a block, valid until the next call; none, and a note, if it is damaged.
  const std::vector<Event<Payload>>& events(std::size_t block) {
    if (block == block_) return events_;
    block_ = none;
    events_.clear();
    if (const auto raw = file_.read(block)) {
      const TraceBlock& b = file_.blocks()[block];
      try {
        columns_.unpack(*raw, b.first, b.count, events_);
      } catch (const BytesError&) {
        events_.clear();
      }
    }
    block_ = block;
    return events_;
  }

  // Shows the events with `from` <= time <= `until`, in the order of their keys. Damaged blocks are left out and noted.
  template <class Show>
  void for_each(SimTime from, SimTime until, Show&& show) {
    for (std::size_t b = first_block(from); b < file_.blocks().size() && file_.blocks()[b].first <= until; ++b)
      for (const Event<Payload>& event : events(b))
        if (event.key.at >= from && event.key.at <= until) show(event);
  }

  // Shows the events of one subject. In a trace that was not finished all blocks are looked through.
  template <class Subject, class Show>
  void for_each_of(std::uint64_t subject, Subject&& subject_of, Show&& show) {
    const auto look = [&](std::size_t b) {
      for (const Event<Payload>& event : events(b))
        if (subject_of(event.payload) == subject) show(event);
    };
    if (const auto blocks = file_.blocks_of(subject)) {
      for (const std::uint32_t b : *blocks) look(b);
    } else {
      for (std::size_t b = 0; b < file_.blocks().size(); ++b) look(b);
    }
  }

  // The first block that may hold events at or after `from`.
  std::size_t first_block(SimTime from) const {
    const auto& blocks = file_.blocks();
    const auto found =
        std::partition_point(blocks.begin(), blocks.end(), [from](const TraceBlock& b) { return b.last < from; });
    return static_cast<std::size_t>(found - blocks.begin());
  }

  // Brings `fold` to the moment `at`: all events up to and including it. `fold` is the state before the first event;
  // `done` is how many events it has seen already and is updated: if they are not too many or too few, it goes on from
  // there, and otherwise from the nearest stored state before `at`.
  template <class Fold>
  void bring_to(SimTime at, Fold& fold, std::uint64_t& done, const Fold& beginning) {
    static_assert(StoredFold<Fold, Payload>);
    const auto& blocks = file_.blocks();
    if (done > 0 && last_seen(done) > at) restart(fold, done, beginning);
    const auto& states = file_.states();
    std::size_t state = states.size();
    while (state > 0 && (states[state - 1].before > done) && last_seen(states[state - 1].before) > at) --state;
    for (; state > 0 && states[state - 1].before > done; --state) {
      const auto raw = file_.read_state(state - 1);
      if (!raw) continue;  // an earlier one will do
      ByteReader reader(*raw);
      Fold stored = beginning;
      try {
        stored.load(reader);
      } catch (const BytesError&) {
        continue;
      }
      fold = std::move(stored);
      done = states[state - 1].before;
      break;
    }
    auto block = std::partition_point(blocks.begin(), blocks.end(),
                                      [&](const TraceBlock& b) { return b.before + b.count <= done; });
    for (; block != blocks.end() && block->first <= at; ++block) {
      const auto& all = events(static_cast<std::size_t>(block - blocks.begin()));
      if (all.empty()) {
        done = block->before + block->count;
        continue;
      }
      for (std::size_t i = done > block->before ? done - block->before : 0; i < all.size() && all[i].key.at <= at;
           ++i) {
        fold(all[i]);
        done = block->before + i + 1;
      }
    }
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // Time of the last of the first `done` events (at a block's middle: of the block's events so far).
  SimTime last_seen(std::uint64_t done) {
    const auto& blocks = file_.blocks();
    const auto block = std::partition_point(blocks.begin(), blocks.end(),
                                            [&](const TraceBlock& b) { return b.before + b.count < done; });
    if (block == blocks.end()) return never;
    if (block->before + block->count == done) return block->last;
    const auto& all = events(static_cast<std::size_t>(block - blocks.begin()));
    const std::uint64_t in_block = done - block->before;
    return all.size() >= in_block ? all[in_block - 1].key.at : block->last;
  }

  template <class Fold>
  static void restart(Fold& fold, std::uint64_t& done, const Fold& beginning) {
    fold = beginning;
    done = 0;
  }

  TraceFileReader file_;
  TraceBlockColumns<Payload> columns_;
  std::size_t block_ = none;
  std::vector<Event<Payload>> events_;
};

}  // namespace yuanluo::sim
