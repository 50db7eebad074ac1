// Pools of units: each is a desk of the response engine (dispatch.hpp); here are the messages that it takes.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// A community's grid workers and micro fire station crews.
void handle(const World& world, CommunityState& community, const HelpRequested& event, Outbox& out);
void handle(const World& world, CommunityState& community, const HelpWithdrawn& event, Outbox& out);
void handle(const World& world, CommunityState& community, const AidPromised& event, Outbox& out);
void handle(const World& world, CommunityState& community, const AidRecalled& event, Outbox& out);
void handle(const World& world, CommunityState& community, const UnitReleased& event, Outbox& out);
void handle(const World& world, CommunityState& community, const UnitMoment& event, Outbox& out);
void handle(const World& world, CommunityState& community, const WaitingReviewed& event, Outbox& out);
void handle(const World& world, CommunityState& community, const PassageChanged& event, Outbox& out);

// Brigade, ambulance service, care service of an area: they take the call, handle it, and send a unit.
void handle(const World& world, ServiceState& service, const HelpRequested& event, Outbox& out);
void handle(const World& world, ServiceState& service, const CallTaken& event, Outbox& out);
void handle(const World& world, ServiceState& service, const CallHandled& event, Outbox& out);
void handle(const World& world, ServiceState& service, const HelpWithdrawn& event, Outbox& out);
void handle(const World& world, ServiceState& service, const AidPromised& event, Outbox& out);
void handle(const World& world, ServiceState& service, const AidRecalled& event, Outbox& out);
void handle(const World& world, ServiceState& service, const UnitReleased& event, Outbox& out);
void handle(const World& world, ServiceState& service, const UnitMoment& event, Outbox& out);
void handle(const World& world, ServiceState& service, const WaitingReviewed& event, Outbox& out);
void handle(const World& world, ServiceState& service, const PassageChanged& event, Outbox& out);

// The grid of a compound: the worker of its community (a place in CommunityPlace::grid_workers) whose share of the
// community's compounds it belongs to; 0 where there is no worker.
std::size_t grid_of(const World& world, CompoundId compound);

// Where a grid worker who is free is at `at`: on a round of the community's compounds, a new one each half hour; which,
// the scenario's `operations.dispatch.rounds` says.
CompoundId place_of_grid_worker(const World& world, const sim::Luck& luck, CommunityId community, StaffId post,
                                sim::SimTime at);

}  // namespace yuanluo::models
