// Events as the bytes of a block, in columns, and back. The payload is a variant of trivially copyable alternatives
// without padding.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/event.hpp"
#include "sim/trace_columns.hpp"

namespace yuanluo::sim {

// Bytes of each alternative, in order.
template <class... Alternatives>
std::vector<std::uint32_t> kind_sizes(std::type_identity<std::variant<Alternatives...>>) {
  return {static_cast<std::uint32_t>(sizeof(Alternatives))...};
}

namespace detail {

template <class Variant, std::size_t I>
Variant make_alternative(const std::byte* bytes) {
  std::variant_alternative_t<I, Variant> value;
  std::memcpy(&value, bytes, sizeof value);
  return Variant(std::in_place_index<I>, value);
}

template <class Variant, std::size_t... I>
constexpr auto makers_of(std::index_sequence<I...>) {
  return std::array<Variant (*)(const std::byte*), sizeof...(I)>{&make_alternative<Variant, I>...};
}

template <class Variant, std::size_t... I>
constexpr auto sizes_of(std::index_sequence<I...>) {
  return std::array<std::size_t, sizeof...(I)>{sizeof(std::variant_alternative_t<I, Variant>)...};
}

}  // namespace detail

// The columns of a block; kept from block to block so that memory is asked for once.
template <class Payload>
class TraceBlockColumns {
 public:
  std::size_t size() const { return at_.size(); }
  SimTime first() const { return first_; }
  SimTime last() const { return previous_; }

  void add(const Event<Payload>& event) {
    if (at_.empty()) first_ = previous_ = event.key.at;
    at_.push_back(static_cast<std::uint64_t>((event.key.at - previous_).count()));
    previous_ = event.key.at;
    microstep_.push_back(event.key.microstep);
    from_.push_back(event.key.from.value);
    sequence_.push_back(event.key.sequence);
    to_.push_back(event.to.value);
    kind_.push_back(static_cast<std::uint8_t>(event.payload.index()));
    std::visit(
        [&](const auto& e) {
          static_assert(std::has_unique_object_representations_v<std::decay_t<decltype(e)>>);
          static_assert(sizeof e <= 64);
          auto& bytes = payload_[event.payload.index()];
          const auto* first = reinterpret_cast<const std::byte*>(&e);
          bytes.insert(bytes.end(), first, first + sizeof e);
        },
        event.payload);
  }

  // Everything added so far; then empty.
  void take(std::vector<std::byte>& raw) {
    raw.clear();
    append_column(raw, at_);
    append_column(raw, microstep_);
    append_column(raw, from_);
    append_column(raw, sequence_);
    append_column(raw, to_);
    append_column(raw, kind_);
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      append_planes(raw, payload_[kind].data(), payload_[kind].size() / sizes[kind], sizes[kind]);
      payload_[kind].clear();
    }
    at_.clear();
    microstep_.clear();
    from_.clear();
    sequence_.clear();
    to_.clear();
    kind_.clear();
  }

  // The `count` events in `raw`, the first of which happened at `first`. Throws BytesError.
  void unpack(const std::vector<std::byte>& raw, SimTime first, std::size_t count,
              std::vector<Event<Payload>>& events) {
    std::size_t place = 0;
    take_column(raw, place, at_, count);
    take_column(raw, place, microstep_, count);
    take_column(raw, place, from_, count);
    take_column(raw, place, sequence_, count);
    take_column(raw, place, to_, count);
    take_column(raw, place, kind_, count);
    std::array<std::size_t, kinds> counts{};
    for (const std::uint8_t k : kind_) {
      if (k >= kinds) throw BytesError("a block names an unknown kind of event");
      ++counts[k];
    }
    std::array<const std::byte*, kinds> next{};
    for (std::size_t k = 0; k < kinds; ++k) {
      payload_[k].resize(counts[k] * sizes[k]);
      take_planes(raw, place, payload_[k].data(), counts[k], sizes[k]);
      next[k] = payload_[k].data();
    }
    events.clear();
    events.reserve(count);
    SimTime now = first;
    for (std::size_t i = 0; i < count; ++i) {
      now += Duration{static_cast<std::int64_t>(at_[i])};
      const std::size_t k = kind_[i];
      events.push_back({EventKey{now, microstep_[i], {from_[i]}, sequence_[i]}, {to_[i]}, makers[k](next[k])});
      next[k] += sizes[k];
    }
    for (auto& bytes : payload_) bytes.clear();
    at_.clear();
  }

 private:
  static constexpr std::size_t kinds = std::variant_size_v<Payload>;
  static_assert(kinds <= 256);
  static constexpr auto sizes = detail::sizes_of<Payload>(std::make_index_sequence<kinds>{});
  static constexpr auto makers = detail::makers_of<Payload>(std::make_index_sequence<kinds>{});

  SimTime first_{}, previous_{};
  std::vector<std::uint64_t> at_, sequence_;
  std::vector<std::uint32_t> microstep_, from_, to_;
  std::vector<std::uint8_t> kind_;
  std::array<std::vector<std::byte>, kinds> payload_;
};

}  // namespace yuanluo::sim
