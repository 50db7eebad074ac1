// Numbers of equal width as bytes, plane by plane: all lowest bytes first, then all second bytes, … Planes of zeros, of
// which there are many, take one bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "sim/bytes.hpp"

namespace yuanluo::sim {

// `count` items of `width` bytes (at most 64), one after another at `items`.
inline void append_planes(std::vector<std::byte>& to, const std::byte* items, std::size_t count, std::size_t width) {
  std::uint64_t used = 0;
  for (std::size_t plane = 0; plane < width; ++plane) {
    std::byte any{0};
    for (std::size_t i = 0; i < count; ++i) any |= items[i * width + plane];
    if (any != std::byte{0}) used |= std::uint64_t{1} << plane;
  }
  const std::size_t start = to.size();
  to.resize(start + sizeof used + count * static_cast<std::size_t>(__builtin_popcountll(used)));
  std::byte* place = to.data() + start;
  std::memcpy(place, &used, sizeof used);
  place += sizeof used;
  for (std::size_t plane = 0; plane < width; ++plane)
    if (used >> plane & 1u)
      for (std::size_t i = 0; i < count; ++i) *place++ = items[i * width + plane];
}

// The reverse, from `place` on, which is moved. Throws BytesError.
inline void take_planes(const std::vector<std::byte>& from, std::size_t& place, std::byte* items, std::size_t count,
                        std::size_t width) {
  std::uint64_t used = 0;
  if (from.size() - place < sizeof used) throw BytesError("a block ends before its columns do");
  std::memcpy(&used, from.data() + place, sizeof used);
  place += sizeof used;
  if (width < 64 && used >> width != 0) throw BytesError("a column is wider than its numbers");
  if (count * static_cast<std::size_t>(__builtin_popcountll(used)) > from.size() - place)
    throw BytesError("a block ends before its columns do");
  std::memset(items, 0, count * width);
  for (std::size_t plane = 0; plane < width; ++plane)
    if (used >> plane & 1u)
      for (std::size_t i = 0; i < count; ++i) items[i * width + plane] = from[place++];
}

template <class T>
void append_column(std::vector<std::byte>& to, const std::vector<T>& values) {
  append_planes(to, reinterpret_cast<const std::byte*>(values.data()), values.size(), sizeof(T));
}

template <class T>
void take_column(const std::vector<std::byte>& from, std::size_t& place, std::vector<T>& values, std::size_t count) {
  values.resize(count);
  take_planes(from, place, reinterpret_cast<std::byte*>(values.data()), count, sizeof(T));
}

}  // namespace yuanluo::sim
