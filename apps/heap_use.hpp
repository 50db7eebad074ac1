// How much memory the program holds on its heap.
#pragma once

#include <cstddef>

namespace yuanluo::apps {

// Bytes that are allocated now, as the C library counts them.
std::size_t heap_in_use();

}  // namespace yuanluo::apps
