#include "models/response/unit.hpp"

#include <array>

namespace yuanluo::models {

const Word& word(UnitPhase phase) {
  static constexpr std::array<Word, unit_phases> words{{{"idle", {"待命", "idle"}},
                                                        {"turning_out", {"准备出动", "turning out"}},
                                                        {"under_way", {"途中", "under way"}},
                                                        {"on_scene", {"现场处置", "on scene"}},
                                                        {"returning", {"返回", "returning"}},
                                                        {"relocating", {"移防补位", "relocating"}},
                                                        {"resting", {"休息", "resting"}}}};
  return words[static_cast<std::size_t>(phase)];
}

}  // namespace yuanluo::models
