// How the parts of a trace file begin and end; only for sim/trace_writer.cpp and sim/trace_file.cpp.
#pragma once

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/time.hpp"

namespace yuanluo::sim::trace_format {

inline constexpr std::array<char, 8> magic{'y', 'u', 'a', 'n', 'l', 'u', 'o', 'T'};
inline constexpr std::uint32_t version = 2;
inline constexpr std::uint32_t block_mark = 0x4b4c4259;       // "YBLK"
inline constexpr std::uint32_t state_mark = 0x41545359;       // "YSTA"
inline constexpr std::uint32_t subjects_mark = 0x42555359;    // "YSUB"
inline constexpr std::uint32_t attachment_mark = 0x54544159;  // "YATT"
inline constexpr std::uint32_t index_mark = 0x58444959;       // "YIDX"
inline constexpr std::uint32_t end_mark = 0x444e4559;         // "YEND"
inline constexpr std::uint32_t largest_section = 1u << 30;
inline constexpr std::size_t subjects_per_page = 65536;

struct FileHead {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t description_size;
  std::uint32_t kinds;
  std::uint32_t reserved;
  std::uint64_t checksum;  // of what follows: description, then kind sizes
};

struct SectionHead {
  std::uint32_t mark;
  std::uint32_t packed;
  std::uint32_t raw;
  std::uint32_t head_check;  // of this head, with 0 here
  std::uint64_t before;
  std::uint64_t count;
  std::int64_t first_us;
  std::int64_t last_us;
  std::uint64_t checksum;  // of the packed bytes
};
static_assert(sizeof(SectionHead) == 56);

struct Tail {
  std::uint64_t index;     // offset of the index's section
  std::uint64_t sections;  // how many sections stand before it
  std::uint32_t mark;
  std::uint32_t check;  // of this tail, with 0 here
};

inline std::uint32_t check_of(SectionHead head) {
  head.head_check = 0;
  return XXH32(&head, sizeof head, 1);
}
inline std::uint32_t check_of(Tail tail) {
  tail.check = 0;
  return XXH32(&tail, sizeof tail, 1);
}

inline bool known(std::uint32_t mark) {
  return mark == block_mark || mark == state_mark || mark == subjects_mark || mark == attachment_mark ||
         mark == index_mark;
}

}  // namespace yuanluo::sim::trace_format
