#include "models/water/supply.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/purposes.hpp"
#include "models/water/ground.hpp"
#include "models/water/hose_ways.hpp"
#include "models/water/station_tanks.hpp"
#include "models/water/waterworks.hpp"

namespace yuanluo::models {

namespace {

constexpr double hose_piece_m = 20.0;

bool out_of_order(const UtilityState& utility, Variety variety, std::uint32_t which) {
  return std::any_of(utility.active.begin(), utility.active.end(), [&](const ActiveIncident& outage) {
    return outage.variety == variety && outage.id.entity() == which;
  });
}

// Hydrants by whose name mains are broken now, increasing.
std::vector<HydrantId> broken_mains(const UtilityState& utility) {
  std::vector<HydrantId> broken;
  for (const ActiveIncident& outage : utility.active)
    if (outage.variety == Variety::outage_main) broken.push_back({outage.id.entity()});
  std::sort(broken.begin(), broken.end());
  return broken;
}

bool has_power(const UtilityState& utility, PumpStationId station) {
  const auto& unpowered = utility.water.unpowered;
  return std::find(unpowered.begin(), unpowered.end(), station) == unpowered.end();
}

// Without power only a standby pump with a diesel engine runs.
bool station_runs(const World& world, const UtilityState& utility, PumpStationId station) {
  const bool diesel = world.settings.water.standby_pump && world.settings.water.standby_diesel;
  return std::any_of(utility.water.called.begin(), utility.water.called.end(),
                     [&](const CalledStation& c) {
                       const bool driven = has_power(utility, station) ? c.started : diesel && c.standby_starts;
                       return c.station == station && driven && !c.dry;
                     }) &&
         !out_of_order(utility, Variety::outage_pump, station.value);
}

// The hydrant and what the crew has behind it. A micro fire crew: hose and nozzle, whose losses add, each with the
// square of the flow, up to the floor. An engine: its pump, which leaves the hydrant some pressure.
OpenHydrant outlet_of(const World& world, const HydrantLine& line) {
  const WaterParams& p = world.settings.water;
  const double outlet = p.hydrant_outlet_lps;
  if (static_cast<Helper>(line.helper) != Helper::micro_fire_crew)
    return {line.hydrant, 1e-3 * outlet, p.hydrant_residual_m, 1e-3 * p.engine_pump_lps};
  const HouseholdId home{line.incident.entity()};
  const double stairs_m = p.storey_m * (world.household(home).floor - 1);
  const double ground_m = world.ground->at(world.plane.to_plane(world.building_of(home).position)).value;
  const GeoPoint hydrant = world.district.hydrants[line.hydrant.index()].position;
  const double lift_m = stairs_m + ground_m - world.ground->at(world.plane.to_plane(hydrant)).value;
  const double hoses = std::ceil((line.hose_m + stairs_m) / hose_piece_m);
  const double loss = 1.0 / (outlet * outlet) + p.hose_loss_m * hoses + 1.0 / (p.nozzle_lps * p.nozzle_lps);
  return {line.hydrant, 1e-3 / std::sqrt(loss), lift_m, 1e-3 * p.micro_nozzle_lps};
}

// The flow that is drawn for a hydrant where the mains do not tell.
WaterGiven drawn_flow(const World& world, const UtilityState& utility, HydrantId hydrant) {
  const WaterParams& p = world.settings.water;
  sim::Draw own = draw_of(utility.luck, hydrant.value, Purpose::hydrant_flow);
  double flow_lps = p.hydrant_flow_lps.sample(own);
  const auto station = world.zone_of(hydrant);
  if (!station || !station_runs(world, utility, *station)) flow_lps *= p.unboosted_factor;
  return {{flow_lps}, {p.hydrant_residual_m}};
}

void add_flow(std::vector<PumpedFlow>& pumped, const PumpedFlow& flow) {
  const auto known =
      std::find_if(pumped.begin(), pumped.end(), [&](const PumpedFlow& p) { return p.station == flow.station; });
  if (known == pumped.end()) {
    pumped.push_back(flow);
  } else {
    known->flow_mlps += flow.flow_mlps;
  }
}

}  // namespace

bool cut_off(const World& world, const std::vector<HydrantId>& broken, HydrantId hydrant) {
  const Waterworks& works = *world.waterworks;
  const bool known = world.settings.water.hydraulics && works.tied(hydrant);
  return std::any_of(broken.begin(), broken.end(), [&](HydrantId b) {
    if (known) return works.same_main(b, hydrant);
    const auto place = [&](HydrantId h) { return world.plane.to_plane(world.district.hydrants[h.index()].position); };
    return distance(place(b), place(hydrant)).value <= world.settings.outages.main_break_reach_m;
  });
}

bool without_water(const World& world, const std::vector<HydrantId>& broken, HydrantId hydrant) {
  if (cut_off(world, broken, hydrant)) return true;
  const Waterworks& works = *world.waterworks;
  return world.settings.water.hydraulics && works.tied(hydrant) && !works.reached(hydrant, broken);
}

std::vector<HoseTo> hydrants_in_reach(const World& world, CompoundId compound, PlanePoint place) {
  const auto ways = world.hose_ways->to(compound);
  const double detour = world.settings.response.detour_in_compound;
  const double from_gate_m = detour * distance(world.compounds[compound.index()].gate, place).value;
  std::vector<HoseTo> reach;
  for (const HoseWay& way : ways) {
    if (world.hydrant_keeper[way.hydrant.index()] != world.hydrant_keeper[ways.front().hydrant.index()]) continue;
    const PlanePoint at = world.plane.to_plane(world.district.hydrants[way.hydrant.index()].position);
    const double hose_m = way.inside ? detour * distance(at, place).value : way.to_gate_m + from_gate_m;
    if (hose_m <= world.settings.water.hose_length_m) reach.push_back({way.hydrant, {hose_m}});
  }
  std::stable_sort(reach.begin(), reach.end(),
                   [](const HoseTo& a, const HoseTo& b) { return a.hose.value < b.hose.value; });
  return reach;
}

std::optional<UsableHydrant> usable_hydrant(const World& world, const UtilityState& utility, HouseholdId household) {
  const auto taken = [&](HydrantId hydrant) {
    return std::any_of(utility.water.lines.begin(), utility.water.lines.end(),
                       [&](const HydrantLine& line) { return line.hydrant == hydrant; });
  };
  const auto broken = broken_mains(utility);
  std::optional<UsableHydrant> shared;
  std::uint32_t dead = 0;
  const PlanePoint home = world.plane.to_plane(world.building_of(household).position);
  for (const auto& [hydrant, hose] : hydrants_in_reach(world, world.compound_of(household), home)) {
    if (out_of_order(utility, Variety::outage_hydrant, hydrant.value) || without_water(world, broken, hydrant)) {
      ++dead;
      continue;
    }
    if (!taken(hydrant)) return UsableHydrant{hydrant, hose, dead};
    if (!shared) shared = UsableHydrant{hydrant, hose, dead};
  }
  return shared;
}

sim::ProcessId water_keeper(const World& world, CompoundId compound) {
  const auto hydrants = world.hose_ways->to(compound);
  const AreaId keeper =
      hydrants.empty() ? world.area_of(compound) : world.hydrant_keeper[hydrants.front().hydrant.index()];
  return world.processes.of(keeper, ProcessKind::utility);
}

sim::Duration hose_laying_time(const World& world, const sim::Luck& luck, IncidentId incident, Metres way, int floor) {
  const WaterParams& p = world.settings.water;
  sim::Draw draw = draw_of(luck, incident, Purpose::water, 1);
  const double further_hoses = std::ceil(std::max(0.0, way.value - 40.0) / hose_piece_m);
  return sim::seconds(p.hose_first_40m_s.sample(draw) + p.hose_per_20m_s * further_hoses +
                      p.hose_per_floor_s * (floor - 1));
}

void share_water(const World& world, UtilityState& utility, Outbox& out) {
  auto& lines = utility.water.lines;
  std::vector<PumpedFlow> pumped;
  if (std::none_of(lines.begin(), lines.end(), [](const HydrantLine& line) { return line.open; }))
    return draw_from_tanks(world, utility, pumped, out);
  const Waterworks& works = *world.waterworks;
  const auto broken = broken_mains(utility);
  // What one connected network is asked; what does not concern it would only spoil the memo.
  struct Question {
    WaterUse use;
    std::vector<std::size_t> lines;
  };
  std::map<std::uint32_t, Question> questions;
  std::vector<std::optional<WaterGiven>> given(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const HydrantId hydrant = lines[i].hydrant;
    if (!lines[i].open) continue;
    if (out_of_order(utility, Variety::outage_hydrant, hydrant.value) || cut_off(world, broken, hydrant)) {
      given[i] = WaterGiven{};
    } else if (world.settings.water.hydraulics && works.tied(hydrant)) {
      questions[works.part_of(hydrant)].lines.push_back(i);
    }
  }
  for (auto& [part, question] : questions) {
    std::sort(question.lines.begin(), question.lines.end(),
              [&](std::size_t a, std::size_t b) { return outlet_of(world, lines[a]) < outlet_of(world, lines[b]); });
    for (const std::size_t i : question.lines) {
      question.use.open.push_back(outlet_of(world, lines[i]));
      const auto station = world.zone_of(lines[i].hydrant);
      if (station && station_runs(world, utility, *station)) question.use.running.push_back(*station);
    }
    auto& running = question.use.running;
    std::sort(running.begin(), running.end());
    running.erase(std::unique(running.begin(), running.end()), running.end());
    question.use.broken_mains = works.breaks_in(part, broken);
    const WaterAnswer answer = works.answer(question.use);
    for (std::size_t k = 0; k < answer.open.size(); ++k) given[question.lines[k]] = answer.open[k];
    for (std::size_t k = 0; k < running.size(); ++k)
      pumped.push_back({running[k], 100 * std::llround(10.0 * answer.pumped[k].value)});
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    HydrantLine& line = lines[i];
    if (!line.open) continue;
    const WaterGiven now = given[i] ? *given[i] : drawn_flow(world, utility, line.hydrant);
    const auto station = world.zone_of(line.hydrant);
    if (!given[i] && station && station_runs(world, utility, *station))
      add_flow(pumped, {*station, std::llround(1e3 * now.flow.value)});
    constexpr double most = 65535.0;
    const auto flow_dlps = static_cast<std::uint16_t>(std::clamp(10.0 * now.flow.value + 0.5, 0.0, most));
    const auto pressure_dm = static_cast<std::uint16_t>(std::clamp(10.0 * now.pressure.value + 0.5, 0.0, most));
    if (line.told && flow_dlps == line.flow_dlps && pressure_dm == line.pressure_dm) continue;
    line.told = true;
    line.flow_dlps = flow_dlps;
    line.pressure_dm = pressure_dm;
    out.send(world.processes.of(world.compound_of(HouseholdId{line.incident.entity()})), least_delay,
             HydrantFlowed{line.incident, line.hydrant, flow_dlps, pressure_dm, line.helper, line.unit});
  }
  draw_from_tanks(world, utility, pumped, out);
}

void handle(const World& world, UtilityState& utility, const HydrantSought& event, Outbox& out) {
  const HouseholdId household{event.incident.entity()};
  const auto found = usable_hydrant(world, utility, household);
  if (!found) return;
  const auto hose_m = static_cast<std::uint32_t>(std::lround(found->hose.value));
  utility.water.lines.push_back({event.incident, event.helper, event.unit, found->hydrant, hose_m, false, false, 0, 0});
  // An engine stands in the street: its crew lays the hose up to the fire at the same time.
  const bool on_foot = static_cast<Helper>(event.helper) == Helper::micro_fire_crew;
  const int floor = on_foot ? world.household(household).floor : 1;
  const sim::Duration lays = hose_laying_time(world, utility.luck, event.incident, found->hose, floor) +
                             sim::seconds(world.settings.water.dead_hydrant_s * found->dead);
  out.after(lays, HydrantOpened{event.incident, found->hydrant, hose_m, event.helper, event.unit});
}

void handle(const World& world, UtilityState& utility, const HydrantOpened& event, Outbox& out) {
  auto& lines = utility.water.lines;
  const auto line = std::find_if(lines.begin(), lines.end(), [&](const HydrantLine& l) {
    return l.incident == event.incident && l.helper == event.helper && l.unit == event.unit && !l.open;
  });
  if (line == lines.end()) return;  // the fire was over before
  line->open = true;
  const auto station = world.zone_of(event.hydrant);
  auto& called = utility.water.called;
  const bool known = station && std::any_of(called.begin(), called.end(),
                                            [&](const CalledStation& c) { return c.station == *station; });
  if (station && !known) {
    const WaterParams& p = world.settings.water;
    sim::Draw draw = draw_of(utility.luck, event.incident, Purpose::pump_start, station->value);
    const bool duty = draw.chance(p.pump_starts), standby = draw.chance(p.pump_starts);
    called.push_back({*station, duty || (p.standby_pump && standby), standby, false});
    out.after(sim::Duration::zero(),
              PumpStationStarted{event.incident, station->value, station_runs(world, utility, *station)});
  }
  share_water(world, utility, out);
}

void handle(const World& world, UtilityState& utility, const HydrantsClosed& event, Outbox& out) {
  auto& lines = utility.water.lines;
  lines.erase(std::remove_if(lines.begin(), lines.end(),
                             [&](const HydrantLine& line) { return line.incident == event.incident; }),
              lines.end());
  // A station stops when no hydrant of its zone is open.
  auto& called = utility.water.called;
  called.erase(std::remove_if(called.begin(), called.end(),
                              [&](const CalledStation& c) {
                                return std::none_of(lines.begin(), lines.end(), [&](const HydrantLine& line) {
                                  return line.open && world.zone_of(line.hydrant) == c.station;
                                });
                              }),
               called.end());
  share_water(world, utility, out);
}

void handle(const World& world, UtilityState& utility, const LifelineChanged& event, Outbox& out) {
  auto& unpowered = utility.water.unpowered;
  const PumpStationId station{event.which};
  unpowered.erase(std::remove(unpowered.begin(), unpowered.end(), station), unpowered.end());
  if (event.working == 0) unpowered.push_back(station);
  share_water(world, utility, out);
}

}  // namespace yuanluo::models
