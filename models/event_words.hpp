// What the events are called, for traces, profiles and views.
#pragma once

#include <cstddef>
#include <variant>

#include "models/events.hpp"
#include "models/hazard.hpp"

namespace yuanluo::models {

inline constexpr std::size_t event_kinds = std::variant_size_v<Payload>;

// `kind`: the place in the vocabulary, as Payload::index() tells.
const Word& event_word(std::size_t kind);

}  // namespace yuanluo::models
