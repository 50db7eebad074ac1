// What is going on: a fold of the events so far that remembers no more than is needed to show this moment. A trace
// stores it now and then, so that any moment can be shown at once.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

#include "models/events.hpp"
#include "models/response/unit_number.hpp"
#include "models/situation/roster.hpp"
#include "sim/bytes.hpp"
#include "sim/trace_hash.hpp"

namespace yuanluo::models {

// The incident that an event is about, as bits of its id; 0 for the few that are about none.
struct SubjectOfEvent {
  std::uint64_t operator()(const Payload& payload) const {
    return std::visit(
        [](const auto& e) -> std::uint64_t {
          if constexpr (requires { e.incident; })
            return e.incident.bits() + 1;  // the id of the first household's first fire is 0
          else
            return 0;
        },
        payload);
  }
  static constexpr std::uint64_t of(IncidentId id) { return id.bits() + 1; }
};

struct OpenIncident {
  IncidentId id;
  sim::SimTime onset = sim::never;
  sim::SimTime noticed = sim::never;
  sim::SimTime acknowledged = sim::never;
  sim::SimTime set_out = sim::never;  // the first helper
  sim::SimTime reached = sim::never;  // by the first helper who can really help
  sim::SimTime service_called = sim::never;
  sim::SimTime water = sim::never;
  sim::SimTime help_asked = sim::never;  // of the community
  std::uint32_t water_dlps = 0;
  std::uint16_t units = 0;  // out for it
  Variety variety = Variety::fire_other;
  Noticer noticed_by = Noticer::supervision;
  std::uint8_t told = 0, seen = 0, ignored = 0;  // alarms
  std::uint8_t unanswered = 0;                   // 1: nobody ever answered
  std::uint8_t deaths = 0, injuries = 0;
  std::uint8_t worsened = 0;  // 1 flashover or ignition, 2 beyond the room
  std::uint8_t spare = 0;

  IncidentId key() const { return id; }
  bool from_before() const { return id.ordinal() == IncidentId::from_before; }
};
static_assert(std::has_unique_object_representations_v<OpenIncident>);

enum class OutPhase : std::uint8_t { on_way, at_gate, at_work, returning };

struct UnitName {
  IncidentId incident;
  std::uint32_t unit = 0;
  std::uint32_t helper = 0;

  friend bool operator==(const UnitName&, const UnitName&) = default;
};

// A unit that is out for an incident.
struct UnitOut {
  UnitName name;
  sim::ProcessId home;
  OutPhase phase = OutPhase::on_way;
  std::uint8_t turned = 0;  // 1: went home before it had arrived
  std::array<std::uint8_t, 2> spare{};
  sim::SimTime set_out;
  sim::SimTime since;  // in this phase

  UnitName key() const { return name; }
  Helper helper() const { return static_cast<Helper>(name.helper); }
  // In its pool, whoever calls it.
  std::uint32_t number() const { return number_in_pool(helper(), name.unit); }
  bool turned_round() const { return turned != 0; }
};
static_assert(std::has_unique_object_representations_v<UnitOut>);

// Sums up to now, without incidents from before the run.
struct HazardTotals {
  std::uint64_t begun = 0, noticed = 0, reached = 0, ended = 0, deaths = 0, injuries = 0, loss_yuan = 0;
};

// The last things that happened to alarms, newest last.
struct AlarmNews {
  sim::SimTime at;
  IncidentId incident;
  std::uint32_t recipient = 0;
  std::uint32_t what = 0;  // 0 told, 1 seen, 2 ignored, 3 unanswered
};

class Situation {
 public:
  static constexpr std::size_t news_kept = 200;

  void operator()(const Event& event);

  const std::vector<OpenIncident>& incidents() const { return incidents_.all(); }
  const OpenIncident* find(IncidentId id) const { return incidents_.find(id); }
  const std::vector<UnitOut>& units() const { return units_.all(); }
  const std::array<HazardTotals, hazards>& totals() const { return totals_; }
  std::uint64_t events() const { return events_; }
  // Newest first.
  std::vector<AlarmNews> news() const;

  void save(sim::ByteWriter& writer) const;
  void load(sim::ByteReader& reader);

 private:
  struct HashIncident {
    std::size_t operator()(IncidentId id) const { return sim::mix(id.bits()); }
  };
  struct HashUnit {
    std::size_t operator()(const UnitName& u) const {
      return sim::mix(u.incident.bits() ^ (std::uint64_t{u.helper} << 40 | u.unit));
    }
  };

  template <class E>
  void fold(const Event& event, const E& e);
  void open(IncidentId id, Variety variety, sim::SimTime at);
  void tell(const Event& event, IncidentId id, std::uint32_t recipient, std::uint32_t what);
  void set_out(const Event& event, const UnitDispatched& e);
  // Units of a home that are on their way to an incident, or one of them.
  void turn_round(const Event& event, IncidentId incident, std::uint32_t helper,
                  std::optional<std::uint32_t> number = std::nullopt);
  void arrive(const Event& event, IncidentId id, std::uint32_t helper, std::uint32_t unit);
  void reach(const Event& event, IncidentId id, std::uint32_t helper, std::uint32_t unit);
  void close(IncidentId id, sim::SimTime at);
  void remove(const UnitName& name);

  Roster<OpenIncident, HashIncident> incidents_;
  Roster<UnitOut, HashUnit> units_;
  std::array<HazardTotals, hazards> totals_{};
  std::vector<AlarmNews> news_;  // a ring
  std::uint64_t told_ = 0;       // news ever
  std::uint64_t events_ = 0;
};

}  // namespace yuanluo::models
