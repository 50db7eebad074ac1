// Pools of units: who is free and nearest goes; who is needed and not free is waited for.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// A community's grid workers and micro fire station crews.
void handle(const World& world, CommunityState& community, const HelpRequested& event, Outbox& out);
void handle(const World& world, CommunityState& community, const UnitReleased& event, Outbox& out);
void handle(const World& world, CommunityState& community, const UnitBack& event, Outbox& out);

void handle(const World& world, CommunityState& community, const WaitingReviewed& event, Outbox& out);

// Brigade, ambulance service, care service of an area: they take the call, handle it, and send the nearest free unit.
void handle(const World& world, ServiceState& service, const HelpRequested& event, Outbox& out);
void handle(const World& world, ServiceState& service, const CallTaken& event, Outbox& out);
void handle(const World& world, ServiceState& service, const CallHandled& event, Outbox& out);
void handle(const World& world, ServiceState& service, const UnitReleased& event, Outbox& out);
void handle(const World& world, ServiceState& service, const UnitBack& event, Outbox& out);
void handle(const World& world, ServiceState& service, const WaitingReviewed& event, Outbox& out);

// Schedules a look at requests that still wait, in case that a shift begins before a unit comes back.
void review_later(PoolState& pool, Helper helper, Outbox& out);

// Where a grid worker who is free is at `at`: on a round of the community's compounds by day, a new one each half hour.
CompoundId place_of_grid_worker(const World& world, const sim::Luck& luck, CommunityId community, StaffId post,
                                sim::SimTime at);

}  // namespace yuanluo::models
