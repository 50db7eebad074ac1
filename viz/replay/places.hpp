// Where things are and what people call them.
#pragma once

#include <optional>
#include <string>

#include "models/text.hpp"
#include "models/world.hpp"
#include "sim/random.hpp"
#include "viz/replay/thing.hpp"

namespace yuanluo::viz {

class Places {
 public:
  // Both must outlive it.
  Places(const models::World& world, const sim::Luck& luck) : world_(world), luck_(luck) {}

  // "锦江小区" / "Jinjiang Court"; of an incident that concerns no compound: the community, the hydrant …
  std::string of_incident(models::IncidentId id, models::Variety variety, models::Language language) const;
  // With building and floor, where it is in a home.
  std::string address(models::IncidentId id, models::Variety variety, models::Language language) const;
  // "独居老人，82 岁" for those concerned; empty if nobody is.
  std::string person(models::IncidentId id, models::Language language) const;

  std::string name(Thing thing, models::Language language) const;
  std::string kind(Thing thing, models::Language language) const;
  // None for things that have no place of their own, or do not exist.
  std::optional<models::PlanePoint> position(Thing thing) const;
  bool exists(Thing thing) const;

  // "救护车 3" / "ambulance 3", with the name of its station, if it has one.
  std::string unit_name(UnitKey unit, models::Language language) const;
  std::optional<models::StationId> station_of(UnitKey unit) const;
  // Where it sets out from; none if the model does not say (a relative, a repair crew).
  std::optional<models::PlanePoint> start_of(UnitKey unit, models::IncidentId incident, sim::SimTime at) const;
  bool has_post(UnitKey unit) const;  // the world has such a unit

 private:
  std::string household(models::HouseholdId id, models::Language language) const;

  const models::World& world_;
  const sim::Luck& luck_;
};

// "第 3 天 周三 02:13:05" / "day 3, Wed 02:13:05"; days count from 1.
std::string clock_text(sim::SimTime at, models::Language language);
// "41 分钟", "41 min"; one decimal below 10, in the unit that suits it.
std::string duration_text(sim::Duration d, models::Language language);

}  // namespace yuanluo::viz
