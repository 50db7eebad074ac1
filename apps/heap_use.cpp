#include "apps/heap_use.hpp"

#include <malloc.h>

namespace yuanluo::apps {

std::size_t heap_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace yuanluo::apps
