// Uninitialised memory for many small things.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace yuanluo::sim {

inline constexpr std::size_t large_block_bytes = std::size_t{1} << 21;  // a huge page of x86-64 and most of ARM

// Asks for huge pages inside memory that has not been touched yet.
inline void ask_for_huge_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) {
#if defined(__linux__)
  const auto start = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t from = (start + large_block_bytes - 1) / large_block_bytes * large_block_bytes;
  const std::uintptr_t to = (start + bytes) / large_block_bytes * large_block_bytes;
  if (from < to) ::madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
#endif
}

struct FreeBlock {
  void operator()(void* block) const { std::free(block); }
};
using LargeBlock = std::unique_ptr<void, FreeBlock>;

// `bytes` of memory; from large_block_bytes on aligned so that the system can back it with huge pages, which it is
// asked to do: among a million pending events a quarter of the time would go into looking up pages.
inline LargeBlock allocate_block(std::size_t bytes) {
  const std::size_t alignment = bytes >= large_block_bytes ? large_block_bytes : 64;
  LargeBlock block(std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment));
  if (!block) throw std::bad_alloc();
  ask_for_huge_pages(block.get(), bytes);
  return block;
}

}  // namespace yuanluo::sim
