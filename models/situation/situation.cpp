#include "models/situation/situation.hpp"

#include <algorithm>
#include <type_traits>

#include "models/response/capability.hpp"
#include "models/response/unit_number.hpp"
#include "models/situation/onset.hpp"

namespace yuanluo::models {

namespace {

HazardTotals& of(std::array<HazardTotals, hazards>& totals, IncidentId id) {
  return totals[static_cast<std::size_t>(id.hazard())];
}

template <class T>
void count(T& counter) {
  if (counter != static_cast<T>(-1)) ++counter;
}

}  // namespace

void Situation::operator()(const Event& event) {
  ++events_;
  std::visit([&](const auto& e) { fold(event, e); }, event.payload);
}

template <class E>
void Situation::fold(const Event& event, const E& e) {
  const sim::SimTime at = event.key.at;
  if constexpr (is_onset<E>) {
    if (const auto variety = begins_as(e)) open(e.incident, *variety, at);
  } else if constexpr (std::is_same_v<E, IncidentNoticed>) {
    const auto variety = static_cast<Variety>(e.variety);
    if (hazard_of(variety) == Hazard::false_alarm) open(e.incident, variety, at);
    if (OpenIncident* i = incidents_.find(e.incident); i != nullptr && i->noticed == sim::never) {
      i->variety = variety;
      i->noticed_by = static_cast<Noticer>(e.noticer);
      i->noticed = at;
      if (!i->from_before()) ++of(totals_, e.incident).noticed;
    }
  } else if constexpr (std::is_same_v<E, AlarmDelivered>) {
    tell(event, e.incident, e.recipient, 0);
  } else if constexpr (std::is_same_v<E, AlarmAcknowledged>) {
    tell(event, e.incident, e.recipient, 1);
  } else if constexpr (std::is_same_v<E, AlarmIgnored>) {
    tell(event, e.incident, e.recipient, 2);
  } else if constexpr (std::is_same_v<E, AlarmUnanswered>) {
    tell(event, e.incident, 0, 3);
  } else if constexpr (std::is_same_v<E, HelpRequested>) {
    if (OpenIncident* i = incidents_.find(e.incident)) i->help_asked = std::min(i->help_asked, at);
  } else if constexpr (std::is_same_v<E, CallTaken>) {
    if (OpenIncident* i = incidents_.find(e.incident)) {
      i->acknowledged = std::min(i->acknowledged, at);
      if (is_service(static_cast<Helper>(e.helper))) i->service_called = std::min(i->service_called, at);
    }
  } else if constexpr (std::is_same_v<E, UnitDispatched>) {
    set_out(event, e);
  } else if constexpr (std::is_same_v<E, UnitArrived>) {
    arrive(event, e.incident, e.helper, e.unit);
  } else if constexpr (std::is_same_v<E, UnitArrivedOnSite>) {
    arrive(event, e.incident, e.helper, e.unit);
    reach(event, e.incident, e.helper, e.unit);
  } else if constexpr (std::is_same_v<E, HelperReached>) {
    reach(event, e.incident, e.helper, e.unit);
  } else if constexpr (std::is_same_v<E, HelpWithdrawn>) {
    turn_round(event, e.incident, e.helper);
  } else if constexpr (std::is_same_v<E, UnitReleased>) {
    turn_round(event, e.incident, e.helper, e.unit);  // recalled before it has arrived
  } else if constexpr (std::is_same_v<E, UnitBack>) {
    remove({e.incident, e.unit, e.helper});
  } else if constexpr (std::is_same_v<E, FlashoverOccurred> || std::is_same_v<E, GasIgnited>) {
    if (OpenIncident* i = incidents_.find(e.incident)) i->worsened = std::max<std::uint8_t>(i->worsened, 1);
  } else if constexpr (std::is_same_v<E, FireSpreadBeyondRoom>) {
    if (OpenIncident* i = incidents_.find(e.incident)) i->worsened = 2;
  } else if constexpr (std::is_same_v<E, WaterApplied>) {
    if (OpenIncident* i = incidents_.find(e.incident)) {
      i->water = std::min(i->water, at);
      i->water_dlps = std::max(i->water_dlps, e.flow_dlps);
    }
  } else if constexpr (std::is_same_v<E, ResidentHarmed>) {
    if (OpenIncident* i = incidents_.find(e.incident)) {
      count(e.died != 0 ? i->deaths : i->injuries);
      if (!i->from_before()) ++(e.died != 0 ? of(totals_, e.incident).deaths : of(totals_, e.incident).injuries);
    }
  } else if constexpr (std::is_same_v<E, IncidentEnded>) {
    if (const OpenIncident* i = incidents_.find(e.incident); i != nullptr && !i->from_before()) {
      ++of(totals_, e.incident).ended;
      of(totals_, e.incident).loss_yuan += e.loss_yuan;
    }
    close(e.incident, at);
  } else if constexpr (std::is_same_v<E, OnsetVoided>) {
    if (const OpenIncident* i = incidents_.find(e.incident); i != nullptr && !i->from_before())
      --of(totals_, e.incident).begun;
    incidents_.remove(e.incident);
  }
}

void Situation::open(IncidentId id, Variety variety, sim::SimTime at) {
  if (incidents_.find(id) != nullptr) return;
  OpenIncident incident;
  incident.id = id;
  incident.variety = variety;
  incident.onset = at;
  incidents_.put(incident);
  if (!incident.from_before()) ++of(totals_, id).begun;
}

void Situation::tell(const Event& event, IncidentId id, std::uint32_t recipient, std::uint32_t what) {
  const AlarmNews news{event.key.at, id, recipient, what};
  if (news_.size() < news_kept)
    news_.push_back(news);
  else
    news_[told_ % news_kept] = news;
  ++told_;
  OpenIncident* i = incidents_.find(id);
  if (i == nullptr) return;
  if (what == 0) count(i->told);
  if (what == 1) {
    count(i->seen);
    i->acknowledged = std::min(i->acknowledged, event.key.at);
  }
  if (what == 2) count(i->ignored);
  if (what == 3) i->unanswered = 1;
}

std::vector<AlarmNews> Situation::news() const {
  std::vector<AlarmNews> newest;
  for (std::uint64_t n = 0; n < news_.size(); ++n) newest.push_back(news_[(told_ - 1 - n) % news_kept]);
  return newest;
}

void Situation::set_out(const Event& event, const UnitDispatched& e) {
  OpenIncident* i = incidents_.find(e.incident);
  // Somebody of the house who comes too late does not come at all.
  if (i == nullptr && !belongs_to_pool(static_cast<Helper>(e.helper))) return;
  const UnitName name{e.incident, e.unit, e.helper};
  // Sent on from the road: then it does not come back from where it was.
  if (belongs_to_pool(static_cast<Helper>(e.helper))) {
    const auto same = [&](const UnitOut& u) {
      return u.home == event.to && u.number() == number_in_pool(u.helper(), e.unit) && u.name.helper == e.helper &&
             !(u.name == name);
    };
    const auto before = std::find_if(units_.all().begin(), units_.all().end(), same);
    if (before != units_.all().end()) remove(UnitName(before->name));
  }
  if (i != nullptr) {
    i->set_out = std::min(i->set_out, event.key.at);
    if (units_.find(name) == nullptr) ++i->units;
  }
  UnitOut unit;
  unit.name = name;
  unit.home = event.to;
  unit.set_out = unit.since = event.key.at;
  units_.put(unit);
}

void Situation::turn_round(const Event& event, IncidentId incident, std::uint32_t helper,
                           std::optional<std::uint32_t> number) {
  for (UnitOut& unit : units_.all()) {
    if (unit.name.incident != incident || unit.name.helper != helper || unit.home != event.to) continue;
    if (unit.phase != OutPhase::on_way || (number && unit.number() != *number)) continue;
    unit.phase = OutPhase::returning;
    unit.turned = 1;
    unit.since = event.key.at;
  }
}

void Situation::arrive(const Event& event, IncidentId id, std::uint32_t helper, std::uint32_t number) {
  UnitOut* unit = units_.find({id, number, helper});
  if (unit == nullptr) return;
  if (incidents_.find(id) == nullptr && !belongs_to_pool(static_cast<Helper>(helper))) return remove(unit->name);
  unit->phase = incidents_.find(id) == nullptr ? OutPhase::returning : OutPhase::at_gate;
  unit->turned = 0;  // the withdrawal crossed its arrival
  unit->since = event.key.at;
}

void Situation::reach(const Event& event, IncidentId id, std::uint32_t helper, std::uint32_t number) {
  OpenIncident* i = incidents_.find(id);
  if (i == nullptr) return;
  if (UnitOut* unit = units_.find({id, number, helper})) {
    unit->phase = OutPhase::at_work;
    unit->since = event.key.at;
  }
  if (!capable(id.hazard(), static_cast<Helper>(helper)) || i->reached != sim::never) return;
  i->reached = event.key.at;
  if (!i->from_before()) ++of(totals_, id).reached;
}

void Situation::close(IncidentId id, sim::SimTime at) {
  const OpenIncident* i = incidents_.find(id);
  if (i == nullptr) return;
  if (i->units > 0) {
    std::vector<UnitName> gone;
    for (UnitOut& unit : units_.all()) {
      if (unit.name.incident != id) continue;
      if (!belongs_to_pool(unit.helper())) {
        gone.push_back(unit.name);
      } else if (unit.phase != OutPhase::on_way) {
        unit.phase = OutPhase::returning;
        unit.since = at;
      }
    }
    for (const UnitName& name : gone) units_.remove(name);
  }
  incidents_.remove(id);
}

void Situation::remove(const UnitName& name) {
  if (units_.find(name) == nullptr) return;
  if (OpenIncident* i = incidents_.find(name.incident); i != nullptr && i->units > 0) --i->units;
  units_.remove(name);
}

void Situation::save(sim::ByteWriter& writer) const {
  writer.write(incidents_.all());
  writer.write(units_.all());
  writer.write(totals_);
  writer.write(news_);
  writer.write(told_);
  writer.write(events_);
}

void Situation::load(sim::ByteReader& reader) {
  std::vector<OpenIncident> incidents;
  std::vector<UnitOut> units;
  reader.read(incidents);
  reader.read(units);
  incidents_.assign(std::move(incidents));
  units_.assign(std::move(units));
  reader.read(totals_);
  reader.read(news_);
  reader.read(told_);
  reader.read(events_);
}

}  // namespace yuanluo::models
