// How often hydrants and pump stations mattered.
#pragma once

#include <cstddef>
#include <cstdint>

namespace yuanluo::models {

enum class WaterAsset : std::uint8_t { hydrant, pump_station };
inline constexpr std::size_t water_assets = 2;

// What one hydrant or pump station did in a run.
struct WaterUseCount {
  WaterAsset asset = WaterAsset::hydrant;
  std::uint32_t which = 0;
  std::uint32_t used = 0;           // hoses that it gave water to; times that it was called on and ran
  std::uint32_t failed = 0;         // of a pump station: called on, and did not run, or ran dry
  std::uint32_t greatest_dlps = 0;  // of a hydrant: the most that it gave a hose, 0.1 L/s
};

}  // namespace yuanluo::models
