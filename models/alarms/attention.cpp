#include "models/alarms/attention.hpp"

#include <algorithm>
#include <cmath>

#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

double trust_left(const AttentionParams& params, double per_alarm, std::size_t remembered) {
  return std::max(params.trust_floor, std::pow(per_alarm, static_cast<double>(remembered)));
}

std::optional<sim::Duration> attention(const World& world, const sim::Luck& luck, IncidentId incident,
                                       Recipient recipient, sim::SimTime at, double trust, bool busy,
                                       std::uint32_t round) {
  sim::require(recipient != Recipient::centre, "the centre queues alarms and has no attention of this kind");
  const AttentionParams& p = world.settings.alarms;
  const auto who = static_cast<std::size_t>(recipient) - 1;  // the tables leave out the centre
  const bool night = is_night(world, at);
  const double sees = trust * (busy ? p.busy_sees_factor : 1.0) * (night ? p.sees_night : p.sees_day)[who];
  if (recipient != Recipient::gatehouse) {
    sim::Draw phone = draw_of(luck, incident, Purpose::attention, 128 + static_cast<std::uint32_t>(recipient));
    if (phone.chance(p.phone_off_share)) return std::nullopt;
  }
  const std::uint32_t part = static_cast<std::uint32_t>(recipient) + round * static_cast<std::uint32_t>(recipients);

  sim::Draw own = draw_of(luck, incident, Purpose::attention, part);
  double luck_of_seeing = own.uniform();
  if (night) {
    sim::Draw shared = draw_of(luck, incident, Purpose::shared_night, round);
    if (shared.chance(p.night_shared)) luck_of_seeing = shared.uniform();
  }
  if (luck_of_seeing >= sees) return std::nullopt;
  sim::Draw delay = draw_of(luck, incident, Purpose::acknowledge, part);
  return std::max((night ? p.acknowledge_night_s : p.acknowledge_day_s).sample_duration(delay), least_delay);
}

}  // namespace yuanluo::models
