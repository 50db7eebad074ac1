// Where people are and whether they sleep: functions of (who, when), evaluated when somebody asks (architecture
// decision 6). No event is ever scheduled for a daily routine.
#pragma once

#include "models/ids.hpp"
#include "models/world.hpp"
#include "sim/random.hpp"
#include "sim/time.hpp"

namespace yuanluo::models {

enum class Presence : std::uint8_t { out, awake, asleep };

// A day is cut into blocks of three hours; whether somebody is at home is drawn for each block with the probability of
// the moment's hour, so that within a block people come and go as the hourly curve does. Sleeping hours are drawn
// for each person and night. Who sleeps is at home.
Presence presence(const World& world, const sim::Luck& luck, ResidentId resident, sim::SimTime at);

// True between the hours that the alarm settings call night.
bool is_night(const World& world, sim::SimTime at);

// The members of a household, other than one, at a moment.
struct Company {
  bool home = false;   // somebody is at home, awake or asleep
  bool awake = false;  // somebody is at home and awake
};
Company company_of(const World& world, const sim::Luck& luck, ResidentId resident, sim::SimTime at);

// Somebody of the household, other than `except`, is at home and awake.
bool somebody_awake(const World& world, const sim::Luck& luck, HouseholdId household, sim::SimTime at,
                    std::optional<ResidentId> except = std::nullopt);

}  // namespace yuanluo::models
