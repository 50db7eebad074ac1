// The governance centre's desk: a queue with as many servers as operators are on duty.
#include "models/alarms/alarms.hpp"
#include "models/purposes.hpp"
#include "models/response/shifts.hpp"

namespace yuanluo::models {

namespace {

std::uint32_t operators_on_duty(const World& world, AreaId area, sim::SimTime at) {
  std::uint32_t count = 0;
  for (const StaffId id : world.areas[area.index()].operators)
    if (on_duty(world.district.staff[id.index()], at)) ++count;
  return count;
}

void answer(const World& world, CentreState& centre, const WaitingAlarm& alarm, Outbox& out) {
  const AttentionParams& p = world.settings.alarms;
  ++centre.busy_operators;
  sim::Draw answers = draw_of(centre.luck, alarm.incident, Purpose::centre_answers);
  const sim::Duration answered = std::max(p.centre_answer_s.sample_duration(answers), least_delay);
  const auto centre_code = static_cast<std::uint32_t>(Recipient::centre);
  const sim::ProcessId compound = world.processes.of(alarm.compound);
  out.send(compound, answered, AlarmAcknowledged{alarm.incident, alarm.compound, centre_code});
  sim::Duration done = answered;
  if (p.verify_before_dispatch) {
    sim::Draw verifies = draw_of(centre.luck, alarm.incident, Purpose::verification, centre_code);
    done += p.verify_s.sample_duration(verifies);
  }
  // Sent after the acknowledgement, and never before it.
  out.send(compound, done + std::chrono::microseconds{1}, AlarmVerified{alarm.incident});
  out.after(done, AlarmAnswered{alarm.incident, alarm.compound, 1});
}

void serve(const World& world, CentreState& centre, Outbox& out) {
  while (centre.platform_works && !centre.waiting.empty() &&
         centre.busy_operators < operators_on_duty(world, centre.id, out.now())) {
    const WaitingAlarm next = centre.waiting.front();
    centre.waiting.erase(centre.waiting.begin());
    answer(world, centre, next, out);
  }
}

}  // namespace

void handle(const World& world, CentreState& centre, const AlarmDelivered& event, Outbox& out) {
  centre.waiting.push_back({event.incident, event.compound});
  serve(world, centre, out);
}

void handle(const World& world, CentreState& centre, const AlarmAnswered&, Outbox& out) {
  --centre.busy_operators;
  serve(world, centre, out);
}

void handle(const World& world, CentreState& centre, const LifelineChanged& event, Outbox& out) {
  centre.platform_works = event.working != 0;
  serve(world, centre, out);
}

}  // namespace yuanluo::models
