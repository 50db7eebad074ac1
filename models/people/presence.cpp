#include "models/people/presence.hpp"

#include <algorithm>

#include "models/purposes.hpp"

namespace yuanluo::models {

namespace {

constexpr std::uint8_t old_from = 60;

bool asleep(const PeopleParams& p, const sim::Luck& luck, ResidentId id, bool old, sim::SimTime at) {
  const double clock = sim::clock_hours(at);
  // The night that began yesterday ends this morning, so the morning's hours belong to yesterday's draw.
  const std::int64_t night = sim::day_of(at) - (clock < 12.0 ? 1 : 0);
  sim::Draw draw = draw_of(luck, id.value, Purpose::sleep, static_cast<std::uint32_t>(night + 1));
  const double shift_h = sim::Normal{0.0, p.hour_sd}.sample(draw);
  if (clock < 12.0) return clock < (old ? p.wake_hour_old : p.wake_hour_young) + shift_h;
  return clock >= (old ? p.bed_hour_old : p.bed_hour_young) + shift_h;
}

}  // namespace

Presence presence(const World& world, const sim::Luck& luck, ResidentId id, sim::SimTime at) {
  const PeopleParams& p = world.settings.people;
  const Resident& r = world.district.residents[id.index()];
  const bool old = r.age >= old_from;
  if (asleep(p, luck, id, old, at)) return Presence::asleep;
  const auto hour = static_cast<std::size_t>(sim::hour_of_day(at));
  double away = 1.0 - (old ? p.home_old : p.home_young)[hour];
  if (r.mobility != Mobility::free) away *= p.home_slow_factor;
  if (r.mobility == Mobility::assisted) away *= p.home_slow_factor;
  const auto block = static_cast<std::uint32_t>(sim::day_of(at) * 8 + sim::hour_of_day(at) / 3);
  return draw_of(luck, id.value, Purpose::presence, block).chance(away) ? Presence::out : Presence::awake;
}

bool is_night(const World& world, sim::SimTime at) {
  const double clock = sim::clock_hours(at);
  return clock >= world.settings.alarms.night_begins_hour || clock < world.settings.alarms.night_ends_hour;
}

Company company_of(const World& world, const sim::Luck& luck, ResidentId resident, sim::SimTime at) {
  const HouseholdId household = world.district.residents[resident.index()].household;
  Company company;
  for (std::uint32_t i = world.first_resident[household.index()]; i < world.first_resident[household.index() + 1];
       ++i) {
    if (ResidentId{i} == resident) continue;
    const Presence where = presence(world, luck, {i}, at);
    company.home = company.home || where != Presence::out;
    company.awake = company.awake || where == Presence::awake;
  }
  return company;
}

bool somebody_awake(const World& world, const sim::Luck& luck, HouseholdId household, sim::SimTime at,
                    std::optional<ResidentId> except) {
  for (std::uint32_t i = world.first_resident[household.index()]; i < world.first_resident[household.index() + 1]; ++i)
    if (ResidentId{i} != except && presence(world, luck, {i}, at) == Presence::awake) return true;
  return false;
}

}  // namespace yuanluo::models
