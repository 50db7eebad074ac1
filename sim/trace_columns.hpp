// Numbers of equal width as bytes, plane by plane: all lowest bytes first, then all second bytes, … Planes of zeros, of
// which there are many, take one bit.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "sim/bytes.hpp"

namespace yuanluo::sim {

// Items are looked at in runs that stay in the nearest cache, one plane after another.
inline constexpr std::size_t plane_run = 64;

// `count` items of `width` bytes (at most 64), one after another at `items`.
inline void append_planes(std::vector<std::byte>& to, const std::byte* items, std::size_t count, std::size_t width) {
  std::array<std::byte, 64> any{};
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t plane = 0; plane < width; ++plane) any[plane] |= items[i * width + plane];
  std::uint64_t used = 0;
  for (std::size_t plane = 0; plane < width; ++plane)
    if (any[plane] != std::byte{0}) used |= std::uint64_t{1} << plane;
  const std::size_t start = to.size();
  to.resize(start + sizeof used + count * static_cast<std::size_t>(std::popcount(used)));
  std::byte* const first = to.data() + start + sizeof used;
  std::memcpy(to.data() + start, &used, sizeof used);
  for (std::size_t from = 0; from < count; from += plane_run) {
    const std::size_t until = std::min(from + plane_run, count);
    std::byte* out = first;
    for (std::size_t plane = 0; plane < width; ++plane) {
      if ((used >> plane & 1u) == 0) continue;
      for (std::size_t i = from; i < until; ++i) out[i] = items[i * width + plane];
      out += count;
    }
  }
}

// Which planes of `count` items of `width` bytes stand at `place`, which is moved behind that note. Throws BytesError
// if they do not fit into `from`.
inline std::uint64_t planes_at(const std::vector<std::byte>& from, std::size_t& place, std::size_t count,
                               std::size_t width) {
  std::uint64_t used = 0;
  if (from.size() - place < sizeof used) throw BytesError("a block ends before its columns do");
  std::memcpy(&used, from.data() + place, sizeof used);
  place += sizeof used;
  if (width < 64 && used >> width != 0) throw BytesError("a column is wider than its numbers");
  if (count * static_cast<std::size_t>(std::popcount(used)) > from.size() - place)
    throw BytesError("a block ends before its columns do");
  return used;
}

// The reverse of append_planes, from `place` on, which is moved. Throws BytesError.
inline void take_planes(const std::vector<std::byte>& from, std::size_t& place, std::byte* items, std::size_t count,
                        std::size_t width) {
  const std::uint64_t used = planes_at(from, place, count, width);
  const std::byte* const first = from.data() + place;
  place += count * static_cast<std::size_t>(std::popcount(used));
  std::memset(items, 0, count * width);
  for (std::size_t begin = 0; begin < count; begin += plane_run) {
    const std::size_t end = std::min(begin + plane_run, count);
    const std::byte* in = first;
    for (std::size_t plane = 0; plane < width; ++plane) {
      if ((used >> plane & 1u) == 0) continue;
      for (std::size_t i = begin; i < end; ++i) items[i * width + plane] = in[i];
      in += count;
    }
  }
}

template <class T>
void append_column(std::vector<std::byte>& to, const std::vector<T>& values) {
  append_planes(to, reinterpret_cast<const std::byte*>(values.data()), values.size(), sizeof(T));
}

// As take_planes, for whole numbers: put together by shifts, several at a time.
template <std::unsigned_integral T>
void take_column(const std::vector<std::byte>& from, std::size_t& place, std::vector<T>& values, std::size_t count) {
  const std::uint64_t used = planes_at(from, place, count, sizeof(T));
  values.assign(count, 0);
  for (unsigned plane = 0; plane < sizeof(T); ++plane) {
    if ((used >> plane & 1u) == 0) continue;
    const std::byte* const bytes = from.data() + place;
    for (std::size_t i = 0; i < count; ++i)
      values[i] = static_cast<T>(values[i] |
                                 static_cast<T>(static_cast<T>(std::to_integer<unsigned>(bytes[i])) << (8u * plane)));
    place += count;
  }
}

}  // namespace yuanluo::sim
