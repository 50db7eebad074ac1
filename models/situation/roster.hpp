// Values that are there for a while, found by key: those that are there stand together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace yuanluo::models {

// `Value` has a member `key()` that never changes. Their order follows from what was added and removed, and from
// nothing else.
template <class Value, class Hash>
class Roster {
 public:
  using Key = decltype(std::declval<const Value&>().key());

  Value* find(const Key& key) {
    const auto it = place_.find(key);
    return it == place_.end() ? nullptr : &values_[it->second];
  }
  const Value* find(const Key& key) const {
    const auto it = place_.find(key);
    return it == place_.end() ? nullptr : &values_[it->second];
  }

  // Replaces what had the same key.
  Value& put(const Value& value) {
    const auto [it, fresh] = place_.try_emplace(value.key(), static_cast<std::uint32_t>(values_.size()));
    if (!fresh) return values_[it->second] = value;
    values_.push_back(value);
    return values_.back();
  }

  void remove(const Key& key) {
    const auto it = place_.find(key);
    if (it == place_.end()) return;
    const std::uint32_t hole = it->second;
    place_.erase(it);
    if (hole + 1 != values_.size()) {
      values_[hole] = values_.back();
      place_[values_[hole].key()] = hole;
    }
    values_.pop_back();
  }

  void assign(std::vector<Value> values) {
    values_ = std::move(values);
    place_.clear();
    place_.reserve(values_.size());
    for (std::uint32_t i = 0; i < values_.size(); ++i) place_.emplace(values_[i].key(), i);
  }

  const std::vector<Value>& all() const { return values_; }
  std::vector<Value>& all() { return values_; }
  std::size_t size() const { return values_.size(); }

 private:
  std::vector<Value> values_;
  std::unordered_map<Key, std::uint32_t, Hash> place_;
};

}  // namespace yuanluo::models
