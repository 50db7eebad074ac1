#include "models/kpi/incident_log.hpp"

#include <algorithm>

#include "models/outages/closure.hpp"
#include "models/response/capability.hpp"
#include "models/response/unit_number.hpp"

namespace yuanluo::models {

namespace {

std::optional<DeviceKind> device_for(Hazard hazard) {
  switch (hazard) {
    case Hazard::fire:
      return DeviceKind::smoke_alarm;
    case Hazard::gas_leak:
      return DeviceKind::gas_sensor;
    case Hazard::fall:
    case Hazard::medical:
      return DeviceKind::sos_button;
    default:
      return std::nullopt;
  }
}

}  // namespace

void IncidentLog::operator()(const Event& event) {
  std::visit([&](const auto& e) { fold(event, e); }, event.payload);
}

IncidentLog::Open* IncidentLog::find(IncidentId id) {
  const auto it = incidents_.find(id.bits());
  return it == incidents_.end() ? nullptr : &it->second;
}

void IncidentLog::open(IncidentId id, Variety variety, sim::SimTime at) {
  if (at < from_ || at >= until_ || id.ordinal() == IncidentId::from_before) return;
  Open& entry = incidents_[id.bits()];
  entry.dispatched.fill(sim::never);
  entry.arrived.fill(sim::never);
  IncidentRecord& r = entry.record;
  r.id = id;
  r.variety = variety;
  r.times.note(Stage::onset, at);
  switch (id.hazard()) {
    case Hazard::fire:
    case Hazard::gas_leak:
    case Hazard::false_alarm:
      r.household = HouseholdId{id.entity()};
      break;
    case Hazard::fall:
    case Hazard::medical:
      r.resident = ResidentId{id.entity()};
      r.household = world_.district.residents[id.entity()].household;
      break;
    case Hazard::outage:
      if (variety == Variety::outage_device) r.household = HouseholdId{id.entity()};
      if (variety == Variety::outage_power) r.compound = CompoundId{id.entity()};
      if (variety == Variety::outage_mobile) r.community = CommunityId{id.entity()};
      break;
  }
  if (r.household) r.compound = world_.compound_of(*r.household);
  if (r.compound) r.community = world_.community_of(*r.compound);
  if (r.resident)
    r.group = world_.group_of(world_.district.residents[r.resident->index()]);
  else if (r.household)
    r.group = world_.group_of(*r.household);
  if (const auto kind = device_for(id.hazard()); kind && r.household) {
    const auto device = world_.device_of(*r.household, *kind);
    r.alarm_in_home = device.has_value();
    r.linked_alarm_in_home = device && world_.district.devices[device->index()].linked;
  }
}

// The cause, source or place is drawn when the event is handled; the notice or the end tells it.
void IncidentLog::fold(const Event& event, const FireIgnited& e) {
  open(e.incident, Variety::fire_other, event.key.at);
}
void IncidentLog::fold(const Event& event, const GasLeakBegan& e) { open(e.incident, Variety::gas_hose, event.key.at); }
void IncidentLog::fold(const Event& event, const ResidentFell& e) {
  open(e.incident, Variety::fall_home, event.key.at);
}
void IncidentLog::fold(const Event& event, const IllnessBegan& e) {
  open(e.incident, static_cast<Variety>(static_cast<std::uint32_t>(Variety::cardiac_arrest) + e.incident.stream()),
       event.key.at);
}
void IncidentLog::fold(const Event&, const FalseAlarmBegan&) {}  // counts once it has sounded: see IncidentNoticed
void IncidentLog::fold(const Event& event, const DeviceDied& e) {
  open(e.incident, Variety::outage_device, event.key.at);
}
void IncidentLog::fold(const Event& event, const PowerFailed& e) {
  open(e.incident, Variety::outage_power, event.key.at);
}
void IncidentLog::fold(const Event& event, const MobileNetworkFailed& e) {
  open(e.incident, Variety::outage_mobile, event.key.at);
}
void IncidentLog::fold(const Event& event, const PlatformFailed& e) {
  open(e.incident, Variety::outage_platform, event.key.at);
}
void IncidentLog::fold(const Event& event, const HydrantFailed& e) {
  open(e.incident, Variety::outage_hydrant, event.key.at);
}
void IncidentLog::fold(const Event& event, const PumpStationFailed& e) {
  open(e.incident, Variety::outage_pump, event.key.at);
}
void IncidentLog::fold(const Event& event, const MainBroke& e) { open(e.incident, Variety::outage_main, event.key.at); }

void IncidentLog::fold(const Event& event, const StreetClosed& e) {
  open(e.incident, closure_variety(e.incident), event.key.at);
}

void IncidentLog::fold(const Event&, const DetourTaken& e) {
  if (Open* entry = find(e.incident)) entry->record.detour_ms = std::max(entry->record.detour_ms, e.longer_ms);
}

void IncidentLog::fold(const Event& event, const IncidentNoticed& e) {
  const auto variety = static_cast<Variety>(e.variety);
  if (hazard_of(variety) == Hazard::false_alarm) open(e.incident, variety, event.key.at);
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  entry->record.variety = variety;
  entry->record.noticed_by = static_cast<Noticer>(e.noticer);
  entry->record.times.note(Stage::noticed, event.key.at);
}

void IncidentLog::fold(const Event&, const AlarmDelivered& e) {
  Open* entry = find(e.incident);
  if (entry != nullptr && entry->record.alarms_sent < 255) ++entry->record.alarms_sent;
}

void IncidentLog::fold(const Event& event, const AlarmAcknowledged& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  IncidentRecord& r = entry->record;
  if (r.alarms_acknowledged < 255) ++r.alarms_acknowledged;
  if (r.times.at(Stage::acknowledged).value_or(sim::never) > event.key.at)
    r.acknowledged_by = static_cast<Recipient>(e.recipient);
  r.times.note(Stage::acknowledged, event.key.at);
}

void IncidentLog::fold(const Event&, const AlarmUnanswered& e) {
  if (Open* entry = find(e.incident)) entry->record.alarm_unanswered = true;
}

void IncidentLog::fold(const Event& event, const CallTaken& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  entry->record.times.note(Stage::acknowledged, event.key.at);
  if (!is_service(static_cast<Helper>(e.helper))) return;
  entry->record.reported = true;
  entry->record.times.note(Stage::service_called, event.key.at);
}

void IncidentLog::fold(const Event& event, const UnitDispatched& e) {
  const auto helper = static_cast<Helper>(e.helper);
  if (belongs_to_pool(helper)) add_work(event, helper, e.unit % own_units, true);
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  sim::SimTime& at = entry->dispatched[e.helper];
  at = std::min(at, event.key.at);
}

void IncidentLog::fold(const Event& event, const UnitArrived& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  sim::SimTime& at = entry->arrived[e.helper];
  at = std::min(at, event.key.at);
  if (is_service(static_cast<Helper>(e.helper))) entry->record.times.note(Stage::service_arrived, event.key.at);
}

void IncidentLog::fold(const Event& event, const UnitArrivedOnSite& e) {
  fold(event, UnitArrived{e.incident, e.helper, e.unit});
  fold(event, HelperReached{e.incident, e.helper, e.unit});
}

void IncidentLog::fold(const Event& event, const HelperReached& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  const auto helper = static_cast<Helper>(e.helper);
  IncidentRecord& r = entry->record;
  if (is_service(helper)) r.times.note(Stage::service_reached, event.key.at);
  if (!capable(e.incident.hazard(), helper) || r.times.at(Stage::reached)) return;
  r.first_helper = helper;
  r.times.note(Stage::dispatched, entry->dispatched[e.helper]);
  r.times.note(Stage::arrived, entry->arrived[e.helper]);
  r.times.note(Stage::reached, event.key.at);
}

void IncidentLog::fold(const Event& event, const UnitBack& e) {
  add_work(event, static_cast<Helper>(e.helper), e.unit % own_units, false);
}

void IncidentLog::fold(const Event& event, const WaterApplied& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  entry->record.water_dlps = std::max(entry->record.water_dlps, e.flow_dlps);
  entry->record.times.note(Stage::water, event.key.at);
}

void IncidentLog::fold(const Event&, const GasIgnited& e) {
  if (Open* entry = find(e.incident)) entry->record.ignited = true;
}

void IncidentLog::fold(const Event&, const ResidentHarmed& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  if (e.died != 0) {
    ++entry->record.deaths;
    entry->record.survived = false;
  } else {
    ++entry->record.injuries;
  }
}

void IncidentLog::fold(const Event& event, const IncidentEnded& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  IncidentRecord& r = entry->record;
  r.variety = static_cast<Variety>(e.variety);
  r.ending = static_cast<Ending>(e.ending);
  r.extent = static_cast<FireExtent>(e.extent);
  r.loss_yuan = e.loss_yuan;
  r.times.note(Stage::ended, event.key.at);
}

void IncidentLog::fold(const Event&, const OnsetVoided& e) { incidents_.erase(e.incident.bits()); }

void IncidentLog::fold(const Event&, const AedApplied& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr) return;
  entry->record.aed_applied = true;
  entry->record.aed_shocked = e.shocked != 0;
}

void IncidentLog::fold(const Event& event, const HydrantSought& e) {
  if (Open* entry = find(e.incident)) entry->record.times.note(Stage::hydrant_sought, event.key.at);
}

void IncidentLog::fold(const Event& event, const HydrantFlowed& e) {
  Open* entry = find(e.incident);
  if (entry == nullptr || e.flow_dlps == 0) return;
  IncidentRecord& r = entry->record;
  r.hydrant_pressure_dm =
      r.hydrant ? std::min<std::uint32_t>(r.hydrant_pressure_dm, e.pressure_dm) : std::uint32_t{e.pressure_dm};
  if (!r.hydrant) r.hydrant = e.hydrant;
  r.times.note(Stage::hydrant_water, event.key.at);
  r.hydrant_dlps = std::max<std::uint32_t>(r.hydrant_dlps, e.flow_dlps);
  WaterUseCount& count = water_[{WaterAsset::hydrant, e.hydrant.value}];
  if (hoses_.emplace(e.incident.bits(), e.hydrant.value, e.helper, e.unit).second) ++count.used;
  count.greatest_dlps = std::max<std::uint32_t>(count.greatest_dlps, e.flow_dlps);
}

void IncidentLog::fold(const Event&, const PumpStationStarted& e) {
  if (find(e.incident) == nullptr) return;
  WaterUseCount& count = water_[{WaterAsset::pump_station, e.station}];
  ++(e.runs != 0 ? count.used : count.failed);
}

void IncidentLog::fold(const Event& event, const PumpStationRanDry& e) {
  if (event.key.at >= from_ && event.key.at < until_) ++water_[{WaterAsset::pump_station, e.station}].failed;
}

void IncidentLog::add_work(const Event& event, Helper helper, std::uint32_t unit, bool out) {
  Shift& shift = units_[{event.to.value, static_cast<std::uint32_t>(helper), unit}];
  shift.work.home = event.to;
  shift.work.helper = helper;
  shift.work.unit = unit;
  if (shift.out_since == sim::never) {
    if (out) shift.out_since = event.key.at;
    return;
  }
  // Back, or sent on from the road.
  const sim::SimTime since = std::max(shift.out_since, from_);
  const sim::SimTime back = std::min(event.key.at, until_);
  shift.out_since = out ? event.key.at : sim::never;
  if (back <= since) return;
  ++shift.work.jobs;
  shift.work.busy += back - since;
}

std::vector<IncidentRecord> IncidentLog::incidents() const {
  std::vector<IncidentRecord> all;
  all.reserve(incidents_.size());
  for (const auto& [id, entry] : incidents_) all.push_back(entry.record);
  std::sort(all.begin(), all.end(), [](const IncidentRecord& a, const IncidentRecord& b) {
    return std::tuple(a.times.at(Stage::onset), a.id) < std::tuple(b.times.at(Stage::onset), b.id);
  });
  return all;
}

std::vector<WaterUseCount> IncidentLog::water_use() const {
  std::vector<WaterUseCount> all;
  for (const auto& [key, count] : water_) {
    all.push_back(count);
    all.back().asset = key.first;
    all.back().which = key.second;
  }
  return all;
}

std::vector<UnitWork> IncidentLog::work() const {
  std::vector<UnitWork> all;
  for (const auto& [key, shift] : units_) {
    UnitWork work = shift.work;
    if (shift.out_since < until_) {  // still out when the run ended
      ++work.jobs;
      work.busy += until_ - std::max(shift.out_since, from_);
    }
    all.push_back(work);
  }
  return all;
}

}  // namespace yuanluo::models
