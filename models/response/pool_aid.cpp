// Units of neighbours, as the field of a desk sees them: on its side as the one who asks, and as the one who is asked.
#include <algorithm>

#include "models/response/home.hpp"
#include "models/response/pool_field.hpp"

namespace yuanluo::models {

bool PoolField::of_neighbour(CompoundId to) const { return owner_of(world_, helper_, to) != owner_; }

std::optional<sim::SimTime> PoolField::promised(const Request& request) const {
  if (pool_.asked.empty()) return std::nullopt;
  std::size_t promises = 0, wait = 0;
  bool waits = false;
  sim::SimTime last = sim::SimTime::min();
  for (const AskedNeighbour& asked : pool_.asked) {
    if (asked.name != request.name || asked.arrives == sim::never || asked.arrives < now()) continue;
    ++promises;
    last = std::max(last, asked.arrives);
  }
  for (const Request& other : pool_.desk.waiting) {
    wait += other.name == request.name ? 1 : 0;
    waits = waits || other == request;
  }
  return waits && wait <= promises ? std::optional(last) : std::nullopt;
}

// An own unit goes: where neighbours were asked for more than still wait, one is not needed; rather one that has
// promised nothing, then the one that is there last.
void PoolField::recall_aid(const Request& request) {
  auto& asked = pool_.asked;
  if (asked.empty()) return;
  const auto same = [&](const auto& other) { return other.name == request.name; };
  const auto& waiting = pool_.desk.waiting;
  if (std::count_if(asked.begin(), asked.end(), same) <= std::count_if(waiting.begin(), waiting.end(), same)) return;
  auto least_wanted = std::find_if(asked.begin(), asked.end(), same);
  for (auto other = least_wanted; other != asked.end(); ++other)
    if (same(*other) && other->arrives > least_wanted->arrives) least_wanted = other;
  out_.send(home_of(world_, helper_, static_cast<std::uint32_t>(least_wanted->neighbour)), least_delay,
            AidRecalled{incident_of(request), CompoundId{request.place.node}, static_cast<std::uint32_t>(helper_)});
  asked.erase(least_wanted);
}

void PoolField::promise(const Request& request, sim::Duration arrives_in) {
  const CompoundId compound{request.place.node};
  if (!of_neighbour(compound)) return;
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(arrives_in).count();
  out_.send(
      home_of(world_, helper_, owner_of(world_, helper_, compound)), least_delay,
      AidPromised{incident_of(request), compound, static_cast<std::uint32_t>(helper_), static_cast<std::uint64_t>(ms)});
}

}  // namespace yuanluo::models
