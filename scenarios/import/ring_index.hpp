// Which of many polygons a point lies in.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "scenarios/generator/polygon.hpp"

namespace yuanluo::scenarios {

class RingIndex {
 public:
  // `rings` must outlive the index.
  explicit RingIndex(const std::vector<Ring>& rings);
  ~RingIndex();
  RingIndex(const RingIndex&) = delete;
  RingIndex& operator=(const RingIndex&) = delete;

  // The rings that hold `p`, by index.
  std::vector<std::size_t> around(models::PlanePoint p) const;

 private:
  struct Tree;
  const std::vector<Ring>& rings_;
  std::unique_ptr<Tree> tree_;
};

}  // namespace yuanluo::scenarios
