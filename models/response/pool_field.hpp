// A pool of the district as the field of a desk: where its units are, who can be sent, and how long they take.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "models/response/dispatch.hpp"
#include "models/response/under_way.hpp"
#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// Lives as long as one event.
class PoolField {
 public:
  // `owner`: index of the community or area whose pool of `helper` it is.
  PoolField(const World& world, const sim::Luck& luck, Helper helper, std::uint32_t owner, PoolState& pool,
            const ClosedStreets& closed, Outbox& out);

  // The request of an incident in a compound, made now.
  Request request_of(IncidentId incident, CompoundId compound) const;

  // As dispatch.hpp asks.
  sim::SimTime now() const { return out_.now(); }
  const DispatchRules& rules() const { return rules_; }
  const CoverTable& cover() const { return *cover_; }
  bool serves(std::uint32_t unit, const Request& request) const;
  double time_to(std::uint32_t unit, const Request& request) const;
  std::uint32_t rank(std::uint32_t unit, const Request& request) const;
  Place place(std::uint32_t unit) const;
  bool covers(std::uint32_t unit) const { return !lent(unit); }
  sim::Duration turnout(std::uint32_t unit, const Request& request) const;
  sim::Duration travel(std::uint32_t unit, const Request& request) const;
  std::optional<sim::Duration> on_scene(std::uint32_t, const Request&) const { return std::nullopt; }
  sim::Duration way_back(std::uint32_t unit, const Place& from, std::uint32_t base) const;
  sim::Duration rest(std::uint32_t unit) const;
  sim::Duration recovery() const;
  void wake(std::uint32_t unit, std::uint32_t task, sim::Duration delay);
  void left(std::uint32_t, UnitPhase) {}
  void assigned(std::uint32_t unit, const Request& request);
  void set_out(std::uint32_t unit, const Request& request);
  void arrived(std::uint32_t unit, const Request& request);
  void called_off(std::uint32_t unit, const Request&) { back(unit); }
  void back(std::uint32_t unit);
  void waits(const Request&);
  void lost(const Request&) {}
  void queue_changes() {}

  // The leg of a unit after a street has closed or opened, its own streets having been as `before` says; none if it
  // moves nowhere. Tells of a detour.
  std::optional<Leg> rerouted(std::uint32_t unit, const Passage& passage, const UnderWay& before);
  // A unit came back by another way than its own, such as an ambulance from the hospital.
  void bring_home(std::uint32_t unit);

 private:
  enum class Streets { as_they_are, all_open };

  // Neighbours lend it while all own units are out.
  bool lent(std::uint32_t unit) const;
  bool own_unit_free() const;
  bool can_go(std::uint32_t unit, const Request& request) const;
  bool has_skills(std::uint32_t unit, const Request& request) const;
  // The compound is a neighbour's, who has asked this pool.
  bool of_neighbour(CompoundId to) const;
  // When the last of the neighbours' units arrives that are promised for requests of that name, if there is one for
  // each of those that wait and this is one of these.
  std::optional<sim::SimTime> promised(const Request& request) const;
  void recall_aid(const Request& request);
  void promise(const Request& request, sim::Duration arrives_in);
  bool takes_a_set(const Request& request) const;

  Way way(std::uint32_t unit, const Request& request, Streets streets = Streets::as_they_are) const;
  Way station_way(std::uint32_t station, CompoundId to, Streets streets) const;
  const std::vector<StationPlace>& stations() const;
  Way on_foot(Way way) const;
  Way way_from_gate(CompoundId from, CompoundId to, Streets streets) const;
  Way way_between(const Place& from, const Place& to, Streets streets) const;
  Way across_country(const Place& from, const Place& to) const;
  void tell_of_detour(const Request& request, double longer_s);
  std::uint32_t station_of(std::uint32_t unit) const;
  std::uint32_t number_of(std::uint32_t unit, const Request& request) const;
  void locate_grid_workers();

  const World& world_;
  const sim::Luck& luck_;
  Helper helper_;
  std::uint32_t owner_;
  PoolState& pool_;
  Outbox& out_;
  DispatchRules rules_;
  CoverTable none_;
  const CoverTable* cover_ = &none_;
  std::vector<std::uint32_t> closed_;  // to this pool's way of moving
  // Ways from the stations round closed streets, or to another area, as far as they were asked for.
  mutable std::map<std::pair<std::uint32_t, bool>, std::vector<Way>> round_;
  // Of units that move: where they are, and ways from there, as far as they were asked for.
  mutable std::map<std::uint32_t, Place> places_;
  mutable std::map<std::tuple<std::uint32_t, std::uint32_t, Streets>, Way> from_the_road_;
};

// How the units of a pool move.
TravelMode moves_by(Helper helper);

// The incident of a request's name.
IncidentId incident_of(const Request& request);

// How urgent an incident is for those who send help, by what they are told: 0 fire, gas, cardiac arrest, stroke, and
// what a smoke alarm or gas sensor says; 1 falls, other illness, and what a button or motion sensor says.
std::uint8_t severity_of(IncidentId incident);

}  // namespace yuanluo::models
