// The fingerprint of a run: the same for the same events, in whatever order they were handled.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

#include "sim/event.hpp"

namespace yuanluo::sim {

// 64 bits, well mixed (the finaliser of SplitMix64).
constexpr std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// Hash of the bytes of a value that has no padding.
template <class T>
requires std::has_unique_object_representations_v<T> std::uint64_t hash_bytes(const T& value, std::uint64_t seed = 0) {
  std::uint64_t h = mix(seed + 0x9e3779b97f4a7c15ULL + sizeof(T));
  const char* bytes = reinterpret_cast<const char*>(&value);
  std::size_t left = sizeof(T);
  while (left > 0) {
    std::uint64_t word = 0;
    const std::size_t take = left < 8 ? left : 8;
    std::memcpy(&word, bytes, take);
    h = mix(h ^ word) + 0x9e3779b97f4a7c15ULL;
    bytes += take;
    left -= take;
  }
  return h;
}

// Sums the hashes of events. Every key is unique and is part of its event's hash, so the sum pins both the events and
// their order, yet windows may be handled in any order.
class TraceHash {
 public:
  // `payload_hash`: of the event's payload, made by the model (hash_bytes of its alternative).
  void add(const EventKey& key, ProcessId to, std::uint64_t payload_hash) {
    std::uint64_t h = mix(static_cast<std::uint64_t>(key.at.time_since_epoch().count()) + 0x9e3779b97f4a7c15ULL);
    h = mix(h ^ (std::uint64_t{key.microstep} << 32 | key.from.value));
    h = mix(h + key.sequence);
    h = mix(h ^ to.value);
    sum_ += mix(h + payload_hash);
    count_ += 1;
  }

  void merge(const TraceHash& other) {
    sum_ += other.sum_;
    count_ += other.count_;
  }

  std::uint64_t value() const { return mix(sum_ ^ mix(count_)); }
  std::uint64_t count() const { return count_; }

 private:
  std::uint64_t sum_ = 0;
  std::uint64_t count_ = 0;
};

}  // namespace yuanluo::sim
