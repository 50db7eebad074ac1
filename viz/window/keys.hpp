// The keyboard: every key of the window, in one place.
#pragma once

#include "viz/window/desk.hpp"

namespace yuanluo::viz {

// Does what the keys of this frame ask for. While a text is being typed, only Escape counts.
void handle_keys(Session& session, Desk& desk, Ui& ui);

// Numbers of keys, as GLFW reports them and as io.KeysDown has them.
namespace key {
inline constexpr int space = 32, slash = 47, left_bracket = 91, right_bracket = 93, zero = 48, one = 49;
inline constexpr int escape = 256, enter = 257, right = 262, left = 263, down = 264, up = 265, home = 268, end = 269;
inline constexpr int f5 = 294, f11 = 300;
}  // namespace key

}  // namespace yuanluo::viz
