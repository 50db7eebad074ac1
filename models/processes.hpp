// The processes of the simulation and how they are numbered: every compound, every community, and for every governance
// centre its area's services. Only a process changes its own state.
#pragma once

#include <cstdint>

#include "models/ids.hpp"
#include "sim/event.hpp"

namespace yuanluo::models {

using AreaId = sim::Id<struct AreaTag>;  // the district of one governance centre

enum class ProcessKind : std::uint8_t {
  compound,
  community,
  centre,
  brigade,
  ambulance_service,
  care_service,
  utility
};

struct Processes {
  std::uint32_t compounds = 0;
  std::uint32_t communities = 0;
  std::uint32_t areas = 0;

  static constexpr std::uint32_t services_per_area = 5;

  constexpr std::uint32_t size() const { return compounds + communities + areas * services_per_area; }

  constexpr sim::ProcessId of(CompoundId id) const { return {id.value}; }
  constexpr sim::ProcessId of(CommunityId id) const { return {compounds + id.value}; }
  // `kind`: one of the services of an area.
  constexpr sim::ProcessId of(AreaId area, ProcessKind kind) const {
    return {compounds + communities + area.value * services_per_area + static_cast<std::uint32_t>(kind) -
            static_cast<std::uint32_t>(ProcessKind::centre)};
  }

  constexpr ProcessKind kind(sim::ProcessId p) const {
    if (p.value < compounds) return ProcessKind::compound;
    if (p.value < compounds + communities) return ProcessKind::community;
    return static_cast<ProcessKind>(static_cast<std::uint32_t>(ProcessKind::centre) +
                                    (p.value - compounds - communities) % services_per_area);
  }
  // Index among the processes of its kind.
  constexpr std::uint32_t index(sim::ProcessId p) const {
    if (p.value < compounds) return p.value;
    if (p.value < compounds + communities) return p.value - compounds;
    return (p.value - compounds - communities) / services_per_area;
  }
};

}  // namespace yuanluo::models
