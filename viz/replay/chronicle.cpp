#include "viz/replay/chronicle.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/response/capability.hpp"
#include "models/response/unit_number.hpp"
#include "models/situation/onset.hpp"

namespace yuanluo::viz {

using models::Hazard;
using models::Helper;
using models::IncidentId;
using models::Variety;

void Chronicle::operator()(const models::Event& event) {
  std::visit([&](const auto& e) { fold(event, e); }, event.payload);
}

template <class E>
void Chronicle::fold(const models::Event& event, const E& e) {
  const sim::SimTime at = event.key.at;
  if constexpr (models::is_onset<E>) {
    if (const auto variety = models::begins_as(e)) open(e.incident, *variety, at);
  } else if constexpr (std::is_same_v<E, models::IncidentNoticed>) {
    const auto variety = static_cast<Variety>(e.variety);
    if (models::hazard_of(variety) == Hazard::false_alarm) open(e.incident, variety, at);
    if (IncidentRow* r = row(e.incident)) {
      r->variety = variety;
      r->noticed = std::min(r->noticed, at);
    }
  } else if constexpr (std::is_same_v<E, models::HelperReached> || std::is_same_v<E, models::UnitArrivedOnSite>) {
    IncidentRow* r = row(e.incident);
    if (r != nullptr && models::capable(e.incident.hazard(), static_cast<Helper>(e.helper)))
      r->reached = std::min(r->reached, at);
  } else if constexpr (std::is_same_v<E, models::ResidentHarmed>) {
    if (IncidentRow* r = row(e.incident)) ++(e.died != 0 ? r->deaths : r->injuries);
  } else if constexpr (std::is_same_v<E, models::IncidentEnded>) {
    if (IncidentRow* r = row(e.incident)) {
      r->variety = static_cast<Variety>(e.variety);
      r->ended = at;
      r->ending = static_cast<models::Ending>(e.ending);
    }
  } else if constexpr (std::is_same_v<E, models::OnsetVoided>) {
    if (IncidentRow* r = row(e.incident)) {
      r->onset = sim::never;
      place_.erase(e.incident.bits());
      voided_ = true;
    }
  } else if constexpr (std::is_same_v<E, models::UnitDispatched>) {
    const auto helper = static_cast<Helper>(e.helper);
    if (!models::belongs_to_pool(helper)) return;
    const std::uint32_t number = models::number_in_pool(helper, e.unit);
    const auto place = static_cast<std::uint32_t>(journeys_.size());
    const auto [last, first] = last_.try_emplace({event.to.value, e.helper, number}, place);
    if (!first) {
      // Sent on from the road: the journey before ends here.
      const std::uint32_t ended = std::exchange(last->second, place);
      Journey& before = journeys_[ended];
      if (before.back == sim::never) {
        before.back = at;
        std::erase_if(out_, [&](const auto& out) { return out.second == ended; });
      }
    }
    out_.insert_or_assign({e.incident.bits(), e.helper, e.unit}, place);
    journeys_.push_back({UnitKey{event.to.value, helper, number}.thing(), e.incident, at});
  } else if constexpr (std::is_same_v<E, models::UnitArrived>) {
    const auto found = out_.find({e.incident.bits(), e.helper, e.unit});
    if (found != out_.end()) journeys_[found->second].arrived = at;
  } else if constexpr (std::is_same_v<E, models::UnitBack>) {
    const auto found = out_.find({e.incident.bits(), e.helper, e.unit});
    if (found == out_.end()) return;
    journeys_[found->second].back = at;
    out_.erase(found);
  }
}

void Chronicle::open(IncidentId id, Variety variety, sim::SimTime at) {
  if (id.ordinal() == IncidentId::from_before) return;
  const auto [place, fresh] = place_.try_emplace(id.bits(), static_cast<std::uint32_t>(rows_.size()));
  if (!fresh) return;
  IncidentRow r;
  r.id = id;
  r.onset = at;
  r.variety = variety;
  if (const auto compound = models::compound_of(world_, id, variety)) r.compound = compound->value;
  rows_.push_back(r);
}

IncidentRow* Chronicle::row(IncidentId id) {
  const auto found = place_.find(id.bits());
  return found == place_.end() ? nullptr : &rows_[found->second];
}

const IncidentRow* Chronicle::find(IncidentId id) const {
  const auto found = place_.find(id.bits());
  return found == place_.end() ? nullptr : &rows_[found->second];
}

std::vector<IncidentRow> Chronicle::closures_at(sim::SimTime at) const {
  std::vector<IncidentRow> open;
  const auto behind = [&](std::uint32_t row, sim::SimTime t) { return rows_[row].onset < t; };
  for (auto c = std::lower_bound(closures_.begin(), closures_.end(), at - longest_closure_, behind);
       c != closures_.end() && rows_[*c].onset <= at; ++c)
    if (rows_[*c].open_at(at)) open.push_back(rows_[*c]);
  return open;
}

void Chronicle::finish(sim::SimTime from, sim::SimTime until) {
  if (voided_) {
    rows_.erase(std::remove_if(rows_.begin(), rows_.end(), [](const IncidentRow& r) { return r.onset == sim::never; }),
                rows_.end());
    for (std::uint32_t i = 0; i < rows_.size(); ++i) place_[rows_[i].id.bits()] = i;
  }
  last_end_.assign((rows_.size() + rows_in_block - 1) / rows_in_block, sim::SimTime::min());
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].ended != sim::never)
      last_end_[i / rows_in_block] = std::max(last_end_[i / rows_in_block], rows_[i].ended);
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    if (!models::is_closure(rows_[i].variety)) continue;
    closures_.push_back(i);
    longest_closure_ = std::max(longest_closure_, std::min(rows_[i].ended, until) - rows_[i].onset);
  }
  const double days = std::max(sim::to_hours(until - from) / 24.0, 1e-9);
  for (const Journey& j : journeys_) {
    auto& hours = busy_[static_cast<std::size_t>(UnitKey::of(j.unit).helper)];
    const sim::SimTime end = std::min(j.back, until);
    for (sim::SimTime t = std::max(j.set_out, from); t < end;) {
      const sim::SimTime hour = std::chrono::floor<std::chrono::hours>(t);
      const sim::SimTime next = std::min(end, hour + sim::one_hour);
      hours[static_cast<std::size_t>(sim::hour_of_day(t))] += sim::to_hours(next - t) / days;
      t = next;
    }
  }
  out_.clear();
}

}  // namespace yuanluo::viz
