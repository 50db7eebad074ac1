// Events to a trace file and back. The payload is a variant of trivially copyable alternatives without padding.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/bytes.hpp"
#include "sim/event.hpp"
#include "sim/trace_file.hpp"

namespace yuanluo::sim {

// Bytes of each alternative, in order.
template <class... Alternatives>
std::vector<std::uint32_t> kind_sizes(std::type_identity<std::variant<Alternatives...>>) {
  return {static_cast<std::uint32_t>(sizeof(Alternatives))...};
}

namespace detail {

// Numbers of equal width, written byte plane by byte plane: high bytes are nearly all zero and pack to nothing.
template <class T>
void append_planes(std::vector<std::byte>& to, const std::vector<T>& values) {
  for (std::size_t plane = 0; plane < sizeof(T); ++plane)
    for (const T& value : values) to.push_back(reinterpret_cast<const std::byte*>(&value)[plane]);
}

template <class T>
void take_planes(const std::vector<std::byte>& from, std::size_t& place, std::vector<T>& values) {
  if (values.size() * sizeof(T) > from.size() - place) throw BytesError("a block ends before its columns do");
  for (std::size_t plane = 0; plane < sizeof(T); ++plane)
    for (T& value : values) reinterpret_cast<std::byte*>(&value)[plane] = from[place++];
}

template <class Variant, std::size_t... I>
Variant make_alternative(std::size_t kind, const std::byte* bytes, std::index_sequence<I...>) {
  Variant result;
  const auto fill = [&](auto index) {
    if (index() != kind) return;
    std::variant_alternative_t<index(), Variant> value;
    std::memcpy(&value, bytes, sizeof value);
    result = value;
  };
  (fill(std::integral_constant<std::size_t, I>{}), ...);
  return result;
}

}  // namespace detail

// Writes events, shown in the order of their keys, in blocks of `block_events`.
template <class Payload>
class TraceWriter {
 public:
  static constexpr std::size_t block_events = 16384;

  // `description`: what the trace is of, as text. Throws TraceError.
  TraceWriter(const std::filesystem::path& path, std::string description)
      : file_(path, {std::move(description), kind_sizes(std::type_identity<Payload>{})}) {}

  void operator()(const Event<Payload>& event) {
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
          auto& bytes = payload_[event.payload.index()];
          const auto* first = reinterpret_cast<const std::byte*>(&e);
          bytes.insert(bytes.end(), first, first + sizeof e);
        },
        event.payload);
    if (at_.size() == block_events) flush();
  }

  // Writes what is left and the closing mark.
  void finish() {
    if (!at_.empty()) flush();
    file_.finish();
  }

 private:
  static constexpr std::size_t kinds = std::variant_size_v<Payload>;
  static_assert(kinds <= 256);

  void flush() {
    std::vector<std::byte> raw;
    raw.reserve(at_.size() * 48);
    detail::append_planes(raw, at_);
    detail::append_planes(raw, microstep_);
    detail::append_planes(raw, from_);
    detail::append_planes(raw, sequence_);
    detail::append_planes(raw, to_);
    detail::append_planes(raw, kind_);
    const auto sizes = kind_sizes(std::type_identity<Payload>{});
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      auto& bytes = payload_[kind];
      for (std::size_t plane = 0; plane < sizes[kind]; ++plane)
        for (std::size_t i = plane; i < bytes.size(); i += sizes[kind]) raw.push_back(bytes[i]);
      bytes.clear();
    }
    file_.append(static_cast<std::uint32_t>(at_.size()), first_, previous_, raw);
    at_.clear();
    microstep_.clear();
    from_.clear();
    sequence_.clear();
    to_.clear();
    kind_.clear();
  }

  TraceFileWriter file_;
  SimTime first_{}, previous_{};
  std::vector<std::uint64_t> at_, sequence_;
  std::vector<std::uint32_t> microstep_, from_, to_;
  std::vector<std::uint8_t> kind_;
  std::array<std::vector<std::byte>, kinds> payload_;
};

// Reads what TraceWriter<Payload> has written.
template <class Payload>
class TraceReader {
 public:
  // Throws TraceError if the file is no trace, or one of other kinds of events.
  explicit TraceReader(const std::filesystem::path& path) : file_(path) {
    if (file_.header().kind_sizes != kind_sizes(std::type_identity<Payload>{}))
      throw TraceError(path.generic_string() + ": the trace holds other kinds of events than this program knows");
  }

  const TraceFileReader& file() const { return file_; }

  // Shows the events with `from` <= time <= `until`, in the order of their keys. Damaged blocks are left out and noted.
  template <class Show>
  void for_each(SimTime from, SimTime until, Show&& show) {
    for (std::size_t b = 0; b < file_.blocks().size(); ++b) {
      const TraceBlock block = file_.blocks()[b];
      if (block.last < from || block.first > until) continue;
      const auto raw = file_.read(b);
      if (!raw) continue;
      for (const Event<Payload>& event : unpack(block, *raw))
        if (event.key.at >= from && event.key.at <= until) show(event);
    }
  }

 private:
  static constexpr std::size_t kinds = std::variant_size_v<Payload>;

  std::vector<Event<Payload>> unpack(const TraceBlock& block, const std::vector<std::byte>& raw) const {
    const std::size_t n = block.count;
    std::vector<std::uint64_t> at(n), sequence(n);
    std::vector<std::uint32_t> microstep(n), from(n), to(n);
    std::vector<std::uint8_t> kind(n);
    std::size_t place = 0;
    detail::take_planes(raw, place, at);
    detail::take_planes(raw, place, microstep);
    detail::take_planes(raw, place, from);
    detail::take_planes(raw, place, sequence);
    detail::take_planes(raw, place, to);
    detail::take_planes(raw, place, kind);

    std::array<std::size_t, kinds> counts{};
    for (const std::uint8_t k : kind) {
      if (k >= kinds) throw BytesError("a block names an unknown kind of event");
      ++counts[k];
    }
    const auto& sizes = file_.header().kind_sizes;
    std::array<std::vector<std::byte>, kinds> payload;
    for (std::size_t k = 0; k < kinds; ++k) {
      if (counts[k] * sizes[k] > raw.size() - place) throw BytesError("a block ends before its payloads do");
      payload[k].resize(counts[k] * sizes[k]);
      for (std::size_t plane = 0; plane < sizes[k]; ++plane)
        for (std::size_t i = plane; i < payload[k].size(); i += sizes[k]) payload[k][i] = raw[place++];
    }

    std::vector<Event<Payload>> events;
    events.reserve(n);
    std::array<std::size_t, kinds> next{};
    SimTime now = block.first;
    for (std::size_t i = 0; i < n; ++i) {
      now += Duration{static_cast<std::int64_t>(at[i])};
      const std::size_t k = kind[i];
      const std::byte* bytes = payload[k].data() + sizes[k] * next[k]++;
      events.push_back({EventKey{now, microstep[i], {from[i]}, sequence[i]},
                        {to[i]},
                        detail::make_alternative<Payload>(k, bytes, std::make_index_sequence<kinds>{})});
    }
    return events;
  }

  TraceFileReader file_;
};

}  // namespace yuanluo::sim
