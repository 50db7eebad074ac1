// Typed indices. An id of one kind cannot be passed for an id of another kind.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace yuanluo::sim {

template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr std::size_t index() const { return value; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace yuanluo::sim

template <class Tag>
struct std::hash<yuanluo::sim::Id<Tag>> {
  std::size_t operator()(yuanluo::sim::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
