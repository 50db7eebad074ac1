// The state of a district in a checkpoint: its members in the order in which they are declared.
#include <fmt/format.h>

#include <array>
#include <concepts>
#include <deque>
#include <string>
#include <type_traits>

#include "models/model.hpp"
#include "sim/bytes.hpp"

namespace yuanluo::models {

namespace {

template <class T, class... Ts>
concept AnyOf = (std::same_as<std::remove_const_t<T>, Ts> || ...);

// Shows the members of what is not written byte by byte to `visit`.
template <AnyOf<ActiveIncident> T, class Visit>
void members(T& a, const Visit& visit) {
  visit(a.id, a.variety, a.onset, a.household, a.resident, a.noticed, a.alarmed, a.acknowledged, a.escalated,
        a.helper_there, a.reminders, a.requested, a.units, a.course);
}
template <AnyOf<CompoundState> T, class Visit>
void members(T& c, const Visit& visit) {
  visit(c.luck, c.id, c.active, c.dead_devices, c.false_alarms, c.power_failed_at, c.mobile_network, c.platform,
        c.guard_busy, c.safety_lead_busy);
}
template <AnyOf<Desk> T, class Visit>
void members(T& d, const Visit& visit) {
  visit(d.units, d.waiting, d.bases, d.engaged, d.relocating);
}
template <AnyOf<PoolState> T, class Visit>
void members(T& p, const Visit& visit) {
  visit(p.desk, p.review_due, p.asked);
}
template <AnyOf<ClosedStreets> T, class Visit>
void members(T& c, const Visit& visit) {
  c.show(visit);
}
template <AnyOf<CommunityState> T, class Visit>
void members(T& c, const Visit& visit) {
  visit(c.luck, c.id, c.grid_workers, c.micro_crews, c.closed, c.false_alarms);
}
template <AnyOf<CentreState> T, class Visit>
void members(T& c, const Visit& visit) {
  visit(c.luck, c.id, c.busy_operators, c.waiting, c.platform_works);
}
template <AnyOf<ServiceState> T, class Visit>
void members(T& s, const Visit& visit) {
  visit(s.luck, s.id, s.helper, s.units, s.closed);
}
template <AnyOf<WaterLines> T, class Visit>
void members(T& w, const Visit& visit) {
  visit(w.lines, w.called, w.unpowered, w.tanks);
}
template <AnyOf<UtilityState> T, class Visit>
void members(T& u, const Visit& visit) {
  visit(u.luck, u.id, u.active, u.water);
}
template <AnyOf<State> T, class Visit>
void members(T& s, const Visit& visit) {
  visit(s.compounds, s.communities, s.centres, s.brigades, s.ambulance_services, s.care_services, s.utilities);
}

class Save {
 public:
  explicit Save(sim::ByteWriter& bytes) : bytes_(bytes) {}

  template <class... Ts>
  void operator()(const Ts&... values) const {
    (one(values), ...);
  }

 private:
  template <class T>
  void one(const T& value) const {
    if constexpr (std::is_trivially_copyable_v<T>) {
      bytes_.write(value);
    } else {
      members(value, *this);
    }
  }
  template <class T>
  void one(const std::vector<T>& values) const {
    list(values);
  }
  void one(const std::deque<Request>& values) const { list(values); }

  template <class List>
  void list(const List& values) const {
    bytes_.write(std::uint64_t{values.size()});
    for (const auto& value : values) one(value);
  }

  sim::ByteWriter& bytes_;
};

class Load {
 public:
  explicit Load(sim::ByteReader& bytes) : bytes_(bytes) {}

  template <class... Ts>
  void operator()(Ts&... values) const {
    (one(values), ...);
  }

 private:
  template <class T>
  void one(T& value) const {
    if constexpr (std::is_trivially_copyable_v<T>) {
      bytes_.read(value);
    } else {
      members(value, *this);
    }
  }
  template <class T>
  void one(std::vector<T>& values) const {
    list(values);
  }
  void one(std::deque<Request>& values) const { list(values); }

  template <class Values>
  void list(Values& values) const {
    const std::uint64_t count = size();
    values.clear();
    for (std::uint64_t i = 0; i < count; ++i) one(values.emplace_back());
  }

  // Not believed where not even a byte for each can be there.
  std::uint64_t size() const {
    std::uint64_t count = 0;
    bytes_.read(count);
    if (count > bytes_.left()) throw sim::BytesError("a list of " + std::to_string(count) + " values where it ends");
    return count;
  }
  sim::ByteReader& bytes_;
};

}  // namespace

void DistrictModel::save(const State& state, sim::ByteWriter& bytes) { members(state, Save(bytes)); }

void DistrictModel::load(State& state, sim::ByteReader& bytes) {
  const auto places = [&state] {
    return std::array{state.compounds.size(),         state.communities.size(), state.centres.size(),
                      state.brigades.size(),          state.utilities.size(),   state.care_services.size(),
                      state.ambulance_services.size()};
  };
  const auto wanted = places();
  members(state, Load(bytes));
  if (places() != wanted)
    throw sim::BytesError(fmt::format("{} compounds and {} communities where the world has {} and {}", places()[0],
                                      places()[1], wanted[0], wanted[1]));
}

}  // namespace yuanluo::models
