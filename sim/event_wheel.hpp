// The pending events of a windowed kernel, kept in buckets of time that are put in order only when their turn comes.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/event.hpp"
#include "sim/large_block.hpp"

namespace yuanluo::sim {

// Numbered stretches of time of 2^`shift` microseconds.
class BucketClock {
 public:
  explicit BucketClock(unsigned shift) : shift_(shift) {}

  std::uint64_t bucket_of(SimTime t) const {
    return (static_cast<std::uint64_t>(t.time_since_epoch().count()) ^ sign) >> shift_;
  }
  SimTime start_of(std::uint64_t bucket) const {
    return SimTime{Duration{static_cast<std::int64_t>((bucket << shift_) ^ sign)}};
  }

 private:
  static constexpr std::uint64_t sign = std::uint64_t{1} << 63;  // so that times before the epoch come first

  unsigned shift_;
};

// A wheel of wheels: the first level has a bucket for each of the next 1,024 stretches, every further level 256 buckets
// of the whole range of the level below. Events fall to a lower level when the time of their bucket comes, so adding is
// one comparison and one write, and an event is moved at most once per level. Events must not be added before the last
// bucket taken.
template <class Payload>
class EventWheel {
 public:
  using Item = Event<Payload>;

  explicit EventWheel(BucketClock clock) : clock_(clock) {}
  EventWheel(EventWheel&&) = default;
  EventWheel& operator=(EventWheel&&) = default;

  void add(const Item& event) { add_to(clock_.bucket_of(event.key.at), event); }

  // The earliest bucket that holds an event.
  std::optional<std::uint64_t> next() const {
    if (const int slot = first_.lowest(base_ & first_mask); slot >= 0)
      return (base_ & ~first_mask) + static_cast<unsigned>(slot);
    for (unsigned level = 0; level < upper_levels; ++level) {
      if (const int slot = upper_[level].lowest(); slot >= 0)
        return upper_[level].earliest[static_cast<std::size_t>(slot)];
    }
    return std::nullopt;
  }

  // Moves all events of `bucket`, which must be `*next()`, to the end of `out`.
  void take(std::uint64_t bucket, std::vector<Item>& out) {
    advance(bucket);
    const auto slot = static_cast<unsigned>(bucket & first_mask);
    release(first_.buckets[slot], [&out](const Item* begin, const Item* end) { out.insert(out.end(), begin, end); });
    first_.clear(slot);
  }

  // Calls `visit(event)` for all events of buckets up to `last()`, and possibly for some later ones. `last` is asked
  // again before each bucket.
  template <class Last, class Visit>
  void each_up_to(Last&& last, Visit&& visit) const {
    const std::uint64_t block = base_ & ~first_mask;
    for (int slot = first_.lowest(); slot >= 0; slot = first_.lowest(static_cast<unsigned>(slot) + 1)) {
      if (block + static_cast<unsigned>(slot) > last()) return;
      each(first_.buckets[static_cast<std::size_t>(slot)], visit);
    }
    for (const Upper& level : upper_) {
      for (int slot = level.lowest(); slot >= 0; slot = level.lowest(static_cast<unsigned>(slot) + 1)) {
        if (level.earliest[static_cast<std::size_t>(slot)] > last()) return;
        each(level.buckets[static_cast<std::size_t>(slot)], visit);
      }
    }
  }

  // Moves all events to the end of `out`, in no particular order.
  void take_all(std::vector<Item>& out) {
    const auto move_out = [&out](const Item* begin, const Item* end) { out.insert(out.end(), begin, end); };
    for (Bucket& bucket : first_.buckets) release(bucket, move_out);
    first_.occupied.fill(0);
    for (Upper& level : upper_) {
      for (Bucket& bucket : level.buckets) release(bucket, move_out);
      level.occupied.fill(0);
    }
  }

  // Calls `visit(event)` for every event, in no particular order.
  template <class Visit>
  void each_event(Visit&& visit) const {
    for (const Bucket& bucket : first_.buckets) each(bucket, visit);
    for (const Upper& level : upper_) {
      for (const Bucket& bucket : level.buckets) each(bucket, visit);
    }
  }

 private:
  static constexpr unsigned first_bits = 10;
  static constexpr unsigned upper_bits = 8;
  static constexpr unsigned upper_levels = 7;  // 10 + 7 * 8 bits are more than a time has
  static constexpr std::uint64_t first_mask = (1u << first_bits) - 1;
  static constexpr std::uint64_t upper_mask = (1u << upper_bits) - 1;
  static constexpr std::size_t chunk_size = std::max<std::size_t>(8, 1024 / sizeof(Item));
  static constexpr std::size_t first_block = 16;  // chunks; each further block holds twice as many, up to a huge page

  // Events are stored in chunks that buckets take from a common pool, last in first out, so that memory stays warm.
  struct Chunk {
    Chunk() {}
    union {
      Item items[chunk_size];
    };
    Chunk* next;
  };

  struct Bucket {
    Item* end = nullptr;     // where the next event goes
    Chunk* chunk = nullptr;  // the one being filled
  };

  template <unsigned bits>
  struct Level {
    std::array<Bucket, std::size_t{1} << bits> buckets{};
    std::array<std::uint64_t, (std::size_t{1} << bits) / 64> occupied{};

    void mark(unsigned slot) { occupied[slot / 64] |= std::uint64_t{1} << (slot % 64); }
    void clear(unsigned slot) { occupied[slot / 64] &= ~(std::uint64_t{1} << (slot % 64)); }
    // The first occupied slot that is not below `from`, or -1.
    int lowest(unsigned from = 0) const {
      if (from >= buckets.size()) return -1;
      std::uint64_t bits_left = occupied[from / 64] & (~std::uint64_t{0} << (from % 64));
      for (std::size_t word = from / 64;; bits_left = occupied[word]) {
        if (bits_left != 0) return static_cast<int>(word * 64) + std::countr_zero(bits_left);
        if (++word == occupied.size()) return -1;
      }
    }
  };
  struct Upper : Level<upper_bits> {
    std::array<std::uint64_t, std::size_t{1} << upper_bits> earliest{};  // bucket number of each slot's first event
  };

  void add_to(std::uint64_t bucket, const Item& event) {
    const std::uint64_t difference = bucket ^ base_;
    if (difference <= first_mask) [[likely]] {
      const auto slot = static_cast<unsigned>(bucket & first_mask);
      if (push(first_.buckets[slot], event)) first_.mark(slot);
      return;
    }
    const unsigned level = (63u - static_cast<unsigned>(std::countl_zero(difference)) - first_bits) / upper_bits;
    const auto slot = static_cast<unsigned>((bucket >> (first_bits + upper_bits * level)) & upper_mask);
    Upper& upper = upper_[level];
    if (push(upper.buckets[slot], event)) {
      upper.mark(slot);
      upper.earliest[slot] = bucket;
    } else {
      upper.earliest[slot] = std::min(upper.earliest[slot], bucket);
    }
  }

  // True if the bucket was empty.
  bool push(Bucket& bucket, const Item& event) {
    const bool was_empty = bucket.chunk == nullptr;
    if (was_empty || bucket.end == bucket.chunk->items + chunk_size) [[unlikely]] {
      Chunk* fresh = take_chunk();
      fresh->next = bucket.chunk;
      bucket.chunk = fresh;
      bucket.end = fresh->items;
    }
    std::construct_at(bucket.end++, event);
    return was_empty;
  }

  // Lets time run on to `bucket`, the earliest: the events of its stretch come down to the first level.
  void advance(std::uint64_t bucket) {
    const std::uint64_t difference = bucket ^ base_;
    base_ = bucket;
    if (difference <= first_mask) return;
    const unsigned top = (63u - static_cast<unsigned>(std::countl_zero(difference)) - first_bits) / upper_bits;
    for (unsigned level = top + 1; level-- > 0;) {
      const auto slot = static_cast<unsigned>((bucket >> (first_bits + upper_bits * level)) & upper_mask);
      Upper& upper = upper_[level];
      if (upper.buckets[slot].chunk == nullptr) continue;
      Bucket falling = upper.buckets[slot];
      upper.buckets[slot] = Bucket{};
      upper.clear(slot);
      release(falling, [this](const Item* begin, const Item* end) {
        for (const Item* item = begin; item != end; ++item) add(*item);
      });
    }
  }

  template <class Use>
  void release(Bucket& bucket, Use&& use) {
    const Item* end = bucket.end;
    for (Chunk* chunk = bucket.chunk; chunk != nullptr;) {
      use(static_cast<const Item*>(chunk->items), end);
      Chunk* const older = chunk->next;
      chunk->next = free_;
      free_ = chunk;
      chunk = older;
      if (chunk != nullptr) end = chunk->items + chunk_size;
    }
    bucket = Bucket{};
  }

  template <class Visit>
  static void each(const Bucket& bucket, Visit& visit) {
    const Item* end = bucket.end;
    for (const Chunk* chunk = bucket.chunk; chunk != nullptr; chunk = chunk->next) {
      for (const Item* item = chunk->items; item != end; ++item) visit(*item);
      if (chunk->next != nullptr) end = chunk->next->items + chunk_size;
    }
  }

  Chunk* take_chunk() {
    if (free_ == nullptr) [[unlikely]] {
      const std::size_t count =
          std::min(large_block_bytes / sizeof(Chunk), first_block << std::min<std::size_t>(blocks_.size(), 16));
      blocks_.push_back(
          allocate_block(count == large_block_bytes / sizeof(Chunk) ? large_block_bytes : count * sizeof(Chunk)));
      Chunk* const chunks = static_cast<Chunk*>(blocks_.back().get());
      for (std::size_t i = count; i-- > 0;) {
        std::construct_at(chunks + i);
        chunks[i].next = free_;
        free_ = chunks + i;
      }
    }
    Chunk* const chunk = free_;
    free_ = chunk->next;
    return chunk;
  }

  BucketClock clock_;
  std::uint64_t base_ = 0;  // the last bucket taken
  Level<first_bits> first_;
  std::array<Upper, upper_levels> upper_;
  std::vector<LargeBlock> blocks_;
  Chunk* free_ = nullptr;
};

}  // namespace yuanluo::sim
