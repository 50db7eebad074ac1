#include "models/outages/repair.hpp"

#include <algorithm>

#include "models/outages/outage.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"

namespace yuanluo::models {

namespace {

constexpr auto crew = static_cast<std::uint32_t>(Helper::repair_crew);

}  // namespace

void RepairSite::noticed(Noticer by) const {
  const OutageParams& p = world.settings.outages;
  notice(incident, by, out);
  sim::Draw draw = draw_of(luck, incident.id, Purpose::service_handles);
  const sim::Duration answered = p.utility_answers_s.sample_duration(draw);
  // Dead devices wait for a technician's next tour; everything else is an emergency.
  const sim::Duration waits =
      incident.variety == Variety::outage_device ? sim::hours(p.device_repair_h.sample(draw)) : sim::Duration::zero();
  out.after(answered, CallTaken{incident.id, CompoundId{}, crew});
  after(out, incident.id, answered + waits, OutageStep::crew_sent);
}

void RepairSite::crew_sent() const {
  out.after(sim::Duration::zero(), UnitDispatched{incident.id, crew, 0});
  sim::Draw draw = draw_of(luck, incident.id, Purpose::travel, crew);
  after(out, incident.id, world.settings.outages.repair_crew_travel_s.sample_duration(draw), OutageStep::crew_arrives);
}

void RepairSite::crew_arrives() const {
  out.after(sim::Duration::zero(), UnitArrivedOnSite{incident.id, crew, 0});
  const sim::SimTime mended = std::max(out.now() + course.work, course.not_before);
  after(out, incident.id, mended - out.now(), OutageStep::mended);
}

}  // namespace yuanluo::models
