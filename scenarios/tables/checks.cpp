#include "scenarios/tables/checks.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace yuanluo::scenarios {
namespace {

using models::StaffRole;
using models::StationKind;

class Checker {
 public:
  Checker(const models::District& district, const RowPlaces& places, ProblemList& problems)
      : d_(district), places_(places), problems_(problems) {}

  void homes() {
    std::vector<std::size_t> members(d_.households.size());
    for (const models::Resident& r : d_.residents) ++members[r.household.index()];
    for (std::size_t h = 0; h < d_.households.size(); ++h) {
      const models::Household& home = d_.households[h];
      const models::Building& building = d_.buildings[home.building.index()];
      within(h, "floor", home.floor, building.floors);
      within(h, "stairwell", home.stairwell, building.stairwells);
      if (members[h] == 0) {
        report(TableKind::households, h, "id", {"至少有一名居民的住户", "a household with at least one resident"},
               nothing());
      }
    }
    for (std::size_t r = 0; r < d_.residents.size(); ++r) {
      const std::size_t together = members[d_.residents[r].household.index()];
      if (d_.residents[r].lives_alone && together > 1) {
        report(TableKind::residents, r, "lives_alone", {"no（户内有多人）", "no, in a household of more than one"},
               same("yes"));
      }
    }
  }

  void posts() {
    for (std::size_t i = 0; i < d_.staff.size(); ++i) {
      const models::Staff& s = d_.staff[i];
      const bool of_community = s.role == StaffRole::grid_worker;
      const bool of_compound = s.role == StaffRole::safety_lead || s.role == StaffRole::gatehouse_guard;
      belongs(i, "community", s.community.has_value(), of_community, s.role);
      belongs(i, "compound", s.compound.has_value(), of_compound, s.role);
      belongs(i, "station", s.station.has_value(), !of_community && !of_compound, s.role);
      if (s.station) works_in(i, s.role, d_.stations[s.station->index()].kind);
    }
  }

  void lifts() {
    for (std::size_t i = 0; i < d_.stairwell_lifts.size(); ++i) {
      const models::StairwellLift& lift = d_.stairwell_lifts[i];
      const int most = d_.buildings[lift.building.index()].stairwells;
      if (lift.stairwell > most) {
        report(TableKind::lifts, i, "stairwell",
               {fmt::format("1到{}（该楼）", most), fmt::format("1 to {} in this building", most)},
               same(fmt::format("{}", lift.stairwell)));
      } else if (i > 0 && d_.stairwell_lifts[i - 1] == lift) {
        report(TableKind::lifts, i, "stairwell", {"每个单元一行", "one row for each stairwell"}, {"重复", "it twice"});
      }
    }
  }

  void turns() {
    for (std::size_t i = 0; i < d_.turn_restrictions.size(); ++i) {
      const models::TurnRestriction& turn = d_.turn_restrictions[i];
      models::GeoPoint at = turn.at;
      if (!ends_at(turn.from, at)) {
        report(TableKind::turn_restrictions, i, "at_lon", {"街道from的端点", "an end point of the street `from`"},
               {"另一处", "another place"});
        continue;
      }
      bool chained = true;
      for (const models::StreetId street : turn.via) {
        chained = chained && ends_at(street, at);
        if (chained) at = other_end(street, at);
      }
      if (!chained) {
        report(TableKind::turn_restrictions, i, "via",
               {"首尾相接、始于该路口的街道", "streets that follow each other from the junction on"},
               {"不相接的街道", "streets that do not meet"});
      } else if (!ends_at(turn.to, at)) {
        report(TableKind::turn_restrictions, i, "to",
               {"始于该路口的街道", "a street that ends at the junction reached"}, {"另一街道", "another street"});
      }
    }
  }

 private:
  bool ends_at(models::StreetId street, models::GeoPoint p) const {
    const auto& points = d_.streets[street.index()].points;
    return points.front() == p || points.back() == p;
  }

  models::GeoPoint other_end(models::StreetId street, models::GeoPoint p) const {
    const auto& points = d_.streets[street.index()].points;
    return points.front() == p ? points.back() : points.front();
  }

  void report(TableKind table, std::size_t row, std::string_view column, models::Name wanted, models::Name found) {
    const auto t = static_cast<std::size_t>(table);
    problems_.add_cell(places_.files[t], places_.lines[t][row], column, std::move(wanted), std::move(found));
  }

  void within(std::size_t household, std::string_view column, int value, int most) {
    if (value <= most) return;
    report(TableKind::households, household, column,
           {fmt::format("1到{}（该楼）", most), fmt::format("1 to {} in this building", most)},
           same(fmt::format("{}", value)));
  }

  static std::string_view role_word(StaffRole role) {
    constexpr std::array<std::string_view, models::staff_roles> words{
        "grid_worker", "safety_lead", "gatehouse_guard", "care_worker", "micro_fire_crew", "operator"};
    return words[static_cast<std::size_t>(role)];
  }

  void belongs(std::size_t post, std::string_view column, bool given, bool wanted, StaffRole role) {
    if (given == wanted) return;
    if (wanted) {
      report(
          TableKind::staff, post, column,
          {fmt::format("{}所属的编号", role_word(role)), fmt::format("the id that a {} belongs to", role_word(role))},
          nothing());
    } else {
      report(TableKind::staff, post, column,
             {fmt::format("{}此列为空", role_word(role)), fmt::format("nothing for a {}", role_word(role))},
             {"编号", "an id"});
    }
  }

  void works_in(std::size_t post, StaffRole role, StationKind kind) {
    struct Rule {
      bool fits;
      models::Name wanted;
    };
    std::optional<Rule> rule;
    if (role == StaffRole::care_worker) {
      rule = Rule{kind == StationKind::care_complex || kind == StationKind::day_care_centre,
                  {"care_complex或day_care_centre的编号", "the id of a care_complex or day_care_centre"}};
    } else if (role == StaffRole::micro_fire_crew) {
      rule =
          Rule{kind == StationKind::micro_fire_station, {"micro_fire_station的编号", "the id of a micro_fire_station"}};
    } else if (role == StaffRole::operator_) {
      rule = Rule{kind == StationKind::governance_centre, {"governance_centre的编号", "the id of a governance_centre"}};
    }
    if (rule && !rule->fits)
      report(TableKind::staff, post, "station", rule->wanted, {"另一种站点", "a station of another kind"});
  }

  const models::District& d_;
  const RowPlaces& places_;
  ProblemList& problems_;
};

}  // namespace

void check_tables(const models::District& district, const RowPlaces& places, ProblemList& problems) {
  Checker checker(district, places, problems);
  checker.homes();
  checker.posts();
  checker.turns();
  checker.lifts();
}

}  // namespace yuanluo::scenarios
