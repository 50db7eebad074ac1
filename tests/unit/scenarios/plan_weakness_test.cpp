// Every kind of decision finds a planted weakness of the reference district.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/plan/benefit.hpp"
#include "scenarios/plan/selection.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace models = yuanluo::models;
using models::District;

// A weakness, and how to see that it was found.
struct Weakness {
  DecisionKind kind;
  std::size_t count;
  double found_share;  // of the chosen places that must be among those planted
  std::function<void(District&)> plant;
  std::function<bool(const District&, const Candidate&)> planted;
};

const Spec& today_spec() {
  static const Spec spec = load_spec("scenarios/shuangqiaozi/today.json");
  return spec;
}

std::vector<std::vector<const models::Resident*>> people_of(const District& d) {
  std::vector<std::vector<const models::Resident*>> people(d.households.size());
  for (const models::Resident& r : d.residents) people[r.household.index()].push_back(&r);
  return people;
}

// Somebody of 70 and over, alone.
bool old_and_alone(const std::vector<const models::Resident*>& people) {
  return people.size() == 1 && people.front()->age >= 70;
}

// Of the homes of old people who live alone and of as many others, none has the devices; all other homes have.
void leave_old_homes_without(District& d, std::initializer_list<models::DeviceKind> kinds) {
  const auto people = people_of(d);
  const auto old = static_cast<std::size_t>(std::count_if(people.begin(), people.end(), old_and_alone));
  std::vector<std::uint8_t> without(d.households.size(), 0);
  std::size_t others = 0;
  for (std::size_t h = 0; h < people.size(); ++h) {
    if (old_and_alone(people[h])) without[h] = 1;
    if (!old_and_alone(people[h]) && h % 3 == 0 && others++ < old) without[h] = 1;
  }
  d.devices.clear();
  for (std::uint32_t h = 0; h < people.size(); ++h) {
    for (const models::DeviceKind kind : kinds) {
      if (without[h] == 0) d.devices.push_back({kind, models::HouseholdId{h}});
    }
  }
}

// Which homes are those of old people; the same in all of these districts.
const std::vector<std::uint8_t>& old_homes() {
  static const std::vector<std::uint8_t> old = [] {
    const District d = build_district(today_spec());
    std::vector<std::uint8_t> marks;
    for (const auto& people : people_of(d)) marks.push_back(old_and_alone(people) ? 1 : 0);
    return marks;
  }();
  return old;
}

std::size_t count_of_old_homes() {
  return static_cast<std::size_t>(std::count(old_homes().begin(), old_homes().end(), 1));
}

bool old_home(const District&, const Candidate& candidate) { return old_homes()[candidate.subject] != 0; }

std::function<bool(const District&, const Candidate&)> in_community(std::uint32_t community) {
  return [community](const District&, const Candidate& candidate) { return candidate.community == community; };
}

template <class Rows, class Test>
void remove_if(Rows& rows, Test test) {
  rows.erase(std::remove_if(rows.begin(), rows.end(), test), rows.end());
}

// Removes stations and who works there; the others keep their posts.
void remove_stations(District& d, const std::function<bool(const models::Station&)>& test) {
  std::vector<std::optional<models::StationId>> now;
  std::vector<models::Station> kept;
  for (const models::Station& s : d.stations) {
    now.push_back(test(s) ? std::nullopt : std::optional(models::StationId{static_cast<std::uint32_t>(kept.size())}));
    if (!test(s)) kept.push_back(s);
  }
  d.stations = std::move(kept);
  remove_if(d.staff, [&](const models::Staff& s) { return s.station && !now[s.station->index()]; });
  for (models::Staff& s : d.staff) {
    if (s.station) s.station = now[s.station->index()];
  }
}

bool near_community(const District& d, models::GeoPoint at, std::uint32_t community, double metres) {
  const models::LocalPlane plane(d.compounds.front().centre);
  const auto p = plane.to_plane(at);
  return std::any_of(d.compounds.begin(), d.compounds.end(), [&](const models::Compound& c) {
    return c.community.value == community && models::distance(p, plane.to_plane(c.centre)).value < metres;
  });
}

std::vector<Weakness> weaknesses() {
  using models::DeviceKind;
  const auto device = [](DecisionKind kind, DeviceKind of) {
    return Weakness{kind, count_of_old_homes(), 0.9, [of](District& d) { leave_old_homes_without(d, {of}); }, old_home};
  };
  return {
      {DecisionKind::hydrants, 8, 0.8,
       [](District& d) {
         remove_if(d.hydrants, [&](const auto& h) { return near_community(d, h.position, 2, 250.0); });
       },
       [](const District& d, const Candidate& c) { return near_community(d, c.position, 2, 250.0); }},
      device(DecisionKind::smoke_alarms, DeviceKind::smoke_alarm),
      device(DecisionKind::gas_sensors, DeviceKind::gas_sensor),
      device(DecisionKind::water_flow_sensors, DeviceKind::water_flow_sensor),
      device(DecisionKind::sos_buttons, DeviceKind::sos_button),
      device(DecisionKind::motion_sensors, DeviceKind::motion_sensor),
      {DecisionKind::care_kits, count_of_old_homes(), 0.9,
       [](District& d) {
         leave_old_homes_without(d, {DeviceKind::smoke_alarm, DeviceKind::sos_button, DeviceKind::motion_sensor});
       },
       old_home},
      {DecisionKind::grid_workers, 1, 1.0,
       [](District& d) {
         remove_if(d.staff, [](const models::Staff& s) {
           return s.role == models::StaffRole::grid_worker && s.community->value == 5 && s.shift_start_hour == 20;
         });
       },
       [](const District&, const Candidate& c) { return c.subject == 5 && c.shift[0] == 20; }},
      {DecisionKind::care_stations, 3, 1.0,
       [](District& d) {
         std::size_t left = 0;  // of the day-care centres and complexes, the one that is least of use is left
         remove_stations(d, [&](const models::Station& s) {
           const bool care =
               s.kind == models::StationKind::care_complex || s.kind == models::StationKind::day_care_centre;
           return care && (near_community(d, s.position, 0, 400.0) == false);
         });
         left = d.stations.size();
         REQUIRE(left > 0);
       },
       [](const District& d, const Candidate& c) { return !near_community(d, c.position, 0, 400.0); }},
      {DecisionKind::micro_fire_stations, 1, 1.0,
       [](District& d) {
         remove_stations(d, [&](const models::Station& s) {
           return s.kind == models::StationKind::micro_fire_station && near_community(d, s.position, 4, 150.0);
         });
       },
       in_community(4)},
      {DecisionKind::lifts, 60, 1.0,
       [](District& d) {
         for (models::Building& b : d.buildings) b.lift = d.compounds[b.compound.index()].community.value != 1;
       },
       in_community(1)},
      {DecisionKind::aeds, 20, 1.0,
       [](District& d) {
         for (const models::Compound& c : d.compounds) {
           if (c.community.value != 6) d.aeds.push_back({c.gate});
         }
       },
       in_community(6)},
  };
}

}  // namespace

TEST_CASE("every kind of decision finds a planted weakness") {
  const District today = build_district(today_spec());
  std::set<DecisionKind> seen;
  for (const Weakness& weakness : weaknesses()) {
    const std::string_view key = words(weakness.kind).key;
    INFO(key);
    seen.insert(weakness.kind);
    District district = today;
    weakness.plant(district);
    Decision decision;
    decision.kind = weakness.kind;
    decision.cost_yuan = words(weakness.kind).cost_yuan;
    const auto all = candidates(district, decision);
    const models::World before = models::make_world(district, today_spec().settings);
    StaffLoad load;
    load.calls_per_hour.assign(before.communities.size(), std::vector<double>(24, 1.0));
    const auto benefit = make_benefit(before, decision, all, load);
    yuanluo::plan::siting::Limits limits;
    limits.seconds = 5.0;
    Quota quota;
    quota.count = weakness.count;
    const Selected selected = select(before, decision, all, *benefit, Rule::benefit, quota, limits);
    REQUIRE(selected.chosen.size() == weakness.count);
    const auto found = std::count_if(selected.chosen.begin(), selected.chosen.end(),
                                     [&](std::uint32_t k) { return weakness.planted(district, all[k]); });
    CHECK(static_cast<double>(found) >= weakness.found_share * static_cast<double>(weakness.count));
  }
  CHECK(seen.size() == decision_kinds);
}
