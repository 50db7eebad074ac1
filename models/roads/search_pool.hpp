// Searches that rest between their uses.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "models/roads/way_search.hpp"

namespace yuanluo::models {

// Of one graph, which must outlive it. A search holds some bytes for each state of the graph; made anew for a short
// way in a large city, that alone would take longer than the way.
class SearchPool {
 public:
  explicit SearchPool(const WayGraph& graph) : graph_(graph) {}

  std::unique_ptr<WaySearch> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<WaySearch>(graph_);
    std::unique_ptr<WaySearch> search = std::move(idle_.back());
    idle_.pop_back();
    return search;
  }
  void give_back(std::unique_ptr<WaySearch> search) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(search));
  }

 private:
  const WayGraph& graph_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<WaySearch>> idle_;
};

}  // namespace yuanluo::models
