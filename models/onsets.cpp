#include "models/onsets.hpp"

#include <algorithm>
#include <cmath>

#include "models/outages/closure.hpp"
#include "models/purposes.hpp"
#include "models/roads/point_index.hpp"
#include "models/roads/street_map.hpp"
#include "models/water/waterworks.hpp"
#include "sim/arrivals.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::models {

namespace {

constexpr double hours_per_year = 8760.0;

// Fires a year of each household. The published rate is that of the whole district; homes in old buildings have more of
// it.
class FireRates {
 public:
  explicit FireRates(const World& world) : world_(world) {
    const FireParams& p = world.settings.fire;
    double weighted_people = 0.0;
    for (std::uint32_t h = 0; h < world.district.households.size(); ++h) weighted_people += weight({h});
    const double people = static_cast<double>(world.district.residents.size());
    const double total = p.reported_per_100k_year * 1e-5 * people * p.all_per_reported;
    per_weight_ = weighted_people > 0.0 ? total / weighted_people : 0.0;
  }
  double per_year(HouseholdId h) const { return per_weight_ * weight(h); }

 private:
  double weight(HouseholdId h) const {
    const bool old = world_.building_of(h).built_year < 2000;
    return static_cast<double>(world_.residents_of(h).size()) * (old ? world_.settings.fire.rate_factor_pre_2000 : 1.0);
  }
  const World& world_;
  double per_weight_ = 0.0;
};

// Emergencies a year by age, with the given mean over the district's people.
struct RateByAge {
  double young;
  double old;
  double of(const Resident& r) const { return r.age >= 60 ? old : young; }
};

RateByAge rate_by_age(const World& world, double mean_per_person) {
  double old_people = 0.0;
  for (const Resident& r : world.district.residents) old_people += r.age >= 60 ? 1.0 : 0.0;
  const double share = old_people / std::max(1.0, static_cast<double>(world.district.residents.size()));
  const double factor = world.settings.medical.old_age_factor;
  const double young = mean_per_person / (1.0 - share + factor * share);
  return {young, factor * young};
}

class Sower {
 public:
  Sower(const World& world, const sim::Luck& luck, sim::SimTime until) : world_(world), luck_(luck), until_(until) {}

  std::vector<Onset> sow() {
    fires();
    gas_leaks();
    falls();
    illnesses();
    false_alarms();
    devices();
    power_cuts();
    networks();
    water();
    closures();
    return std::move(onsets_);
  }

 private:
  template <class E>
  void add(sim::SimTime at, sim::ProcessId to, IncidentId id) {
    onsets_.push_back({at, to, E{id}});
  }

  // Poisson arrivals of one entity.
  template <class E>
  void stream(const sim::ArrivalProcess& process, double per_year, std::uint32_t address, sim::ProcessId to,
              Hazard hazard, std::uint32_t stream_number, std::uint32_t entity) {
    for (auto arrival = process.next(address, per_year, until_); arrival;
         arrival = process.next(address, per_year, until_, *arrival))
      add<E>(arrival->at, to, IncidentId(hazard, stream_number, entity, arrival->count - 1));
  }

  sim::ArrivalProcess process(const sim::WeeklyProfile& profile, Purpose purpose) const {
    return {profile, luck_, static_cast<std::uint32_t>(purpose)};
  }

  void fires() {
    const auto arrivals = process(world_.profiles.fire, Purpose::fires);
    const FireRates rates(world_);
    for (std::uint32_t h = 0; h < world_.district.households.size(); ++h)
      stream<FireIgnited>(arrivals, rates.per_year({h}), h, compound_of({h}), Hazard::fire, 0, h);
  }

  void gas_leaks() {
    const auto arrivals = process(world_.profiles.gas, Purpose::gas_leaks);
    const double per_year = world_.settings.gas.leaks_per_1000_households_year / 1000.0;
    for (std::uint32_t h = 0; h < world_.district.households.size(); ++h)
      stream<GasLeakBegan>(arrivals, per_year, h, compound_of({h}), Hazard::gas_leak, 0, h);
  }

  // A Polya process: with shape k and mean m a year, the waiting time after n falls at time s is such that nobody falls
  // until t with probability ((k/m + s) / (k/m + t))^(k + n). Its counts are negative binomial.
  void falls() {
    for (std::uint32_t r = 0; r < world_.district.residents.size(); ++r) {
      const Resident& resident = world_.district.residents[r];
      const FallRate rate = world_.fall_rates[r];
      if (rate.per_year <= 0.0) continue;
      const double scale_h = rate.shape / rate.per_year * hours_per_year;
      const sim::ProcessId to = compound_of(resident.household);
      double passed_h = 0.0;
      for (std::uint32_t n = 0;; ++n) {
        const double u = draw_of(luck_, r, Purpose::falls, n).uniform();
        passed_h = (scale_h + passed_h) * std::pow(u, -1.0 / (rate.shape + n)) - scale_h;
        if (!(passed_h < 1e9)) break;  // further than any run
        const sim::SimTime at = world_.profiles.fall.at_weighted_hours(passed_h);
        if (at > until_) break;
        add<ResidentFell>(at, to, IncidentId(Hazard::fall, 0, r, n));
      }
    }
  }

  void illnesses() {
    const MedicalParams& p = world_.settings.medical;
    const struct {
      Purpose purpose;
      double per_person;
    } kinds[] = {{Purpose::cardiac_arrests, p.arrests_per_100k_year * 1e-5},
                 {Purpose::strokes, p.strokes_per_100k_year * 1e-5},
                 {Purpose::other_illnesses, p.other_per_1000_year * 1e-3}};
    for (std::uint32_t kind = 0; kind < std::size(kinds); ++kind) {
      const RateByAge rates = rate_by_age(world_, kinds[kind].per_person);
      const auto arrivals = process(world_.profiles.medical, kinds[kind].purpose);
      for (std::uint32_t r = 0; r < world_.district.residents.size(); ++r) {
        const Resident& resident = world_.district.residents[r];
        stream<IllnessBegan>(arrivals, rates.of(resident), r, compound_of(resident.household), Hazard::medical, kind,
                             r);
      }
    }
  }

  void false_alarms() {
    const FalseAlarmParams& p = world_.settings.false_alarms;
    const auto arrivals = process(world_.profiles.even, Purpose::false_alarms);
    for (const Device& device : world_.district.devices) {
      const auto kind = static_cast<std::uint32_t>(device.kind);
      const std::uint32_t address = device_address(device);
      double per_year = 0.0;
      switch (device.kind) {
        case DeviceKind::smoke_alarm: {
          sim::Draw draw = draw_of(luck_, address, Purpose::nuisance_rate);
          per_year = p.smoke_per_device_year.sample(draw);
          break;
        }
        case DeviceKind::gas_sensor:
          per_year = p.gas_per_device_year;
          break;
        case DeviceKind::sos_button:
          per_year = p.sos_per_device_year;
          break;
        case DeviceKind::motion_sensor:
          per_year = p.motion_per_device_year;
          break;
        case DeviceKind::water_flow_sensor:
          break;  // its rule of twelve quiet hours is not given to false alarms here
      }
      stream<FalseAlarmBegan>(arrivals, per_year, address, compound_of(device.household), Hazard::false_alarm, kind,
                              device.household.value);
    }
  }

  // Batteries run down one after another; what else breaks is Poisson.
  void devices() {
    const OutageParams& p = world_.settings.outages;
    const auto failures = process(world_.profiles.even, Purpose::device_failures);
    const auto life = sim::Weibull::of_mean(p.device_battery_life_year, p.device_battery_shape);
    for (const Device& device : world_.district.devices) {
      const auto kind = static_cast<std::uint32_t>(device.kind);
      const std::uint32_t address = device_address(device);
      const sim::ProcessId to = compound_of(device.household);
      double at_year = 0.0;
      for (std::uint32_t n = 0;; ++n) {
        sim::Draw draw = draw_of(luck_, address, Purpose::device_battery, n);
        // The run begins at a random moment of the first battery's life.
        const double lasts = life.sample(draw);
        at_year += n == 0 ? lasts * draw.uniform() : lasts;
        const sim::SimTime at = sim::epoch + sim::hours(at_year * hours_per_year);
        if (at > until_) break;
        add<DeviceDied>(at, to, IncidentId(Hazard::outage, kind, device.household.value, n));
      }
      stream<DeviceDied>(failures, p.device_failures_per_year, address, to, Hazard::outage,
                         kind + static_cast<std::uint32_t>(device_kinds), device.household.value);
    }
  }

  void power_cuts() {
    const auto arrivals = process(world_.profiles.even, Purpose::power_cuts);
    for (std::uint32_t c = 0; c < world_.compounds.size(); ++c)
      stream<PowerFailed>(arrivals, world_.settings.outages.power_per_compound_year, c,
                          world_.processes.of(CompoundId{c}), Hazard::outage, 10, c);
  }

  void networks() {
    const OutageParams& p = world_.settings.outages;
    const auto mobile = process(world_.profiles.even, Purpose::mobile_outages);
    for (std::uint32_t c = 0; c < world_.communities.size(); ++c)
      stream<MobileNetworkFailed>(mobile, p.mobile_per_community_year, c, utility(world_.communities[c].area),
                                  Hazard::outage, 11, c);
    const auto platform = process(world_.profiles.even, Purpose::platform_outages);
    for (std::uint32_t a = 0; a < world_.areas.size(); ++a)
      stream<PlatformFailed>(platform, p.platform_per_year, a, utility({a}), Hazard::outage, 12, a);
  }

  void water() {
    const OutageParams& p = world_.settings.outages;
    const District& d = world_.district;
    const auto hydrants = process(world_.profiles.even, Purpose::hydrant_failures);
    const double down_h = 12.0 * p.hydrant_inspection_interval_day +
                          sim::Lognormal{p.hydrant_repair_h.median, p.hydrant_repair_h.gsd}.mean();
    const double down_share = p.hydrant_failures_per_year * down_h / hours_per_year;
    for (std::uint32_t h = 0; h < d.hydrants.size(); ++h) {
      const sim::ProcessId to = utility(world_.hydrant_keeper[h]);
      if (draw_of(luck_, h, Purpose::hydrant_initially_down).chance(down_share / (1.0 + down_share)))
        add<HydrantFailed>(sim::epoch, to, IncidentId(Hazard::outage, 13, h, IncidentId::from_before));
      stream<HydrantFailed>(hydrants, p.hydrant_failures_per_year, h, to, Hazard::outage, 13, h);
    }
    const auto pumps = process(world_.profiles.even, Purpose::pump_station_failures);
    for (std::uint32_t s = 0; s < d.pump_stations.size(); ++s)
      stream<PumpStationFailed>(pumps, p.pump_station_failures_per_year, s, utility(world_.pump_keeper[s]),
                                Hazard::outage, 14, s);
    if (d.hydrants.empty()) return;
    // A break is named by the hydrant it is nearest to, so every hydrant has its share of the mains.
    double main_km = 0.0;
    for (const AreaPlace& area : world_.areas) main_km += area.main_length_km;
    const double per_hydrant = p.main_breaks_per_100km_year * main_km / 100.0 / static_cast<double>(d.hydrants.size());
    const auto mains = process(world_.profiles.even, Purpose::main_breaks);
    for (std::uint32_t h = 0; h < d.hydrants.size(); ++h)
      stream<MainBroke>(mains, per_hydrant * world_.waterworks->breaks({h}), h, utility(world_.hydrant_keeper[h]),
                        Hazard::outage, 15, h);
  }

  void closures() {
    const ClosureParams& p = world_.settings.closures;
    const StreetMap& map = world_.roads.map();
    if (p.accidents_per_km_year > 0.0 || p.works_per_km_year > 0.0) {
      const auto accidents = process(world_.profiles.even, Purpose::street_accidents);
      const auto works = process(world_.profiles.even, Purpose::street_works);
      for (std::uint32_t s = 0; s < map.streets(); ++s) {
        const double km = map.length_m(s) / 1000.0;
        const auto to = utility_of_street(s);
        const auto sow = [&](const auto& arrivals, double per_km_year, ClosureStream kind) {
          if (per_km_year > 0.0)
            stream<StreetClosed>(arrivals, per_km_year * km, s, to, Hazard::outage, static_cast<std::uint32_t>(kind),
                                 s);
        };
        sow(accidents, p.accidents_per_km_year, ClosureStream::accident);
        sow(works, p.works_per_km_year, ClosureStream::works);
      }
    }
    floods();
    for (std::uint32_t i = 0; i < p.planned.size(); ++i) {
      const PlannedClosure& planned = p.planned[i];
      const sim::SimTime at = sim::epoch + sim::hours(24.0 * planned.from_day);
      if (at > until_) continue;
      for (std::uint32_t s = 0; s < map.streets(); ++s)
        if (planned.concerns(world_.district.streets[s], s))
          add<StreetClosed>(at, utility_of_street(s), closure_id(ClosureStream::planned, s, i));
    }
  }

  // A storm floods a share of the streets at once.
  void floods() {
    const ClosureParams& p = world_.settings.closures;
    if (p.floods_per_year <= 0.0) return;
    const auto storms = process(world_.profiles.even, Purpose::street_floods);
    for (auto storm = storms.next(0, p.floods_per_year, until_); storm;
         storm = storms.next(0, p.floods_per_year, until_, *storm)) {
      const auto n = static_cast<std::uint32_t>(storm->count - 1);
      for (std::uint32_t s = 0; s < world_.roads.map().streets(); ++s)
        if (draw_of(luck_, s, Purpose::flood_reaches, n).chance(p.flooded_share))
          add<StreetClosed>(storm->at, utility_of_street(s), closure_id(ClosureStream::flood, s, n));
    }
  }

  static IncidentId closure_id(ClosureStream stream, std::uint32_t street, std::uint32_t ordinal) {
    return {Hazard::outage, static_cast<std::uint32_t>(stream), street, ordinal};
  }

  sim::ProcessId utility_of_street(std::uint32_t street) const {
    if (world_.areas.size() == 1) return utility({});
    const auto points = world_.roads.map().points(street);
    return utility(world_.compounds[centres_.nearest(points[points.size() / 2])].area);
  }

  sim::ProcessId compound_of(HouseholdId h) const { return world_.processes.of(world_.compound_of(h)); }
  sim::ProcessId utility(AreaId area) const { return world_.processes.of(area, ProcessKind::utility); }

  static std::uint32_t device_address(const Device& d) {
    return d.household.value * static_cast<std::uint32_t>(device_kinds) + static_cast<std::uint32_t>(d.kind);
  }

  static std::vector<PlanePoint> centres_of(const World& world) {
    std::vector<PlanePoint> centres;
    for (const CompoundPlace& c : world.compounds) centres.push_back(c.centre);
    return centres;
  }

  const World& world_;
  PointIndex centres_{centres_of(world_)};
  sim::Luck luck_;
  sim::SimTime until_;
  std::vector<Onset> onsets_;
};

}  // namespace

std::vector<Onset> onsets(const World& world, const sim::Luck& luck, sim::SimTime until) {
  return Sower(world, luck, until).sow();
}

ExpectedOnsets expected_onsets(const World& world) {
  const District& d = world.district;
  const Settings& s = world.settings;
  const double people = static_cast<double>(d.residents.size());
  ExpectedOnsets e;
  e.fires = s.fire.reported_per_100k_year * 1e-5 * people * s.fire.all_per_reported;
  e.gas_leaks = s.gas.leaks_per_1000_households_year / 1000.0 * static_cast<double>(d.households.size());
  for (const FallRate& rate : world.fall_rates) e.falls += rate.per_year;
  e.cardiac_arrests = s.medical.arrests_per_100k_year * 1e-5 * people;
  e.strokes = s.medical.strokes_per_100k_year * 1e-5 * people;
  e.other_illnesses = s.medical.other_per_1000_year * 1e-3 * people;
  e.power_cuts = s.outages.power_per_compound_year * static_cast<double>(d.compounds.size());
  return e;
}

}  // namespace yuanluo::models
