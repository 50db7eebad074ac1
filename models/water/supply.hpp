// Water for crews at fires: a crew asks the utility that keeps the mains, which chooses the hydrant; when the hose is
// laid, it is opened, pump stations are called on, and every crew whose flow changes is told. So hydrants that are open
// for different fires feel each other, and the network is solved only when something opens, closes, fails or is mended.
#pragma once

#include <optional>
#include <vector>

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// A hydrant that a crew can use.
struct UsableHydrant {
  HydrantId hydrant;
  Metres hose;             // way from the fire's building; stairs are counted apart
  std::uint32_t dead = 0;  // nearer ones that the crew tries in vain: out of order, or without water
};

// A hydrant near a place, and the way of a hose from it.
struct HoseTo {
  HydrantId hydrant;
  Metres hose;  // stairs are counted apart
};

// The hydrants within hose length of a place in a compound, nearest by the hose's way first: of those of the utility
// that crews there ask (water_keeper).
std::vector<HoseTo> hydrants_in_reach(const World& world, CompoundId compound, PlanePoint place);

// Whether a broken main takes the hydrant with it. `broken`: each named by the hydrant it is nearest to. Where mains
// are known, a break takes the hydrants of its own pipe; where not, all that are near.
bool cut_off(const World& world, const std::vector<HydrantId>& broken, HydrantId hydrant);

// Whether a crew passes a hydrant by because of broken mains: it is cut off, or no source reaches it any longer.
bool without_water(const World& world, const std::vector<HydrantId>& broken, HydrantId hydrant);

// The nearest usable hydrant within hose length of the household, where no other crew draws from it if there is one;
// none: nothing within reach gives water. Hydrants out of order, and those whose main is broken, are not usable.
std::optional<UsableHydrant> usable_hydrant(const World& world, const UtilityState& utility, HouseholdId household);

// The utility that keeps the mains near a compound; that of its own area where no hydrant is within reach.
sim::ProcessId water_keeper(const World& world, CompoundId compound);

// Time to lay a hose over `way` and up to `floor` (1 is the ground floor). Source: [FirefighterGrading].
sim::Duration hose_laying_time(const World& world, const sim::Luck& luck, IncidentId incident, Metres way, int floor);

// What the open hydrants give now; tells the crews whose flow or pressure has changed. Where mains tell nothing (a
// hydrant tied to none, a solution that did not converge, hydraulics off) a hydrant gives the flow that is drawn for
// it.
void share_water(const World& world, UtilityState& utility, Outbox& out);

void handle(const World& world, UtilityState& utility, const HydrantSought& event, Outbox& out);
void handle(const World& world, UtilityState& utility, const HydrantOpened& event, Outbox& out);
void handle(const World& world, UtilityState& utility, const HydrantsClosed& event, Outbox& out);
// A pump station has lost its power, or has it again.
void handle(const World& world, UtilityState& utility, const LifelineChanged& event, Outbox& out);

}  // namespace yuanluo::models
