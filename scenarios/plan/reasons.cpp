#include "scenarios/plan/reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "models/roads/roads.hpp"
#include "scenarios/plan/map_service.hpp"
#include "scenarios/plan/risks.hpp"
#include "scenarios/plan/waiting.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;
using models::World;
using Chosen = std::span<const std::uint32_t>;

// "lives alone, aged 84", "3 people, 2 of them 60 or older (81 at most)".
Name people_of(const Risks& risks, std::uint32_t household) {
  const auto people = risks.people(household);
  std::size_t old = 0, disabled = 0;
  int oldest = 0;
  for (const models::Resident& r : people) {
    old += r.age >= 60 ? 1 : 0;
    disabled += r.disabled ? 1 : 0;
    oldest = std::max<int>(oldest, r.age);
  }
  Name text;
  if (people.empty()) {
    text = {"空置", "empty"};
  } else if (people.size() == 1) {
    text = {fmt::format("独居，{} 岁", oldest), fmt::format("lives alone, aged {}", oldest)};
  } else if (old == 0) {
    text = {fmt::format("{} 人，均不满 60 岁", people.size()), fmt::format("{} people under 60", people.size())};
  } else {
    text = {fmt::format("{} 人，其中 60 岁及以上 {} 人（最大 {} 岁）", people.size(), old, oldest),
            fmt::format("{} people, {} of them 60 or older ({} at most)", people.size(), old, oldest)};
  }
  if (disabled > 0) {
    text.zh += fmt::format("，持残疾证 {} 人", disabled);
    text.en += fmt::format(", {} registered as disabled", disabled);
  }
  return text;
}

Name every_so_many_years(double a_year, const Name& what) {
  if (a_year <= 0.0) return {"预计无" + what.zh, "no " + what.en + " expected"};
  return {fmt::format("约每 {:.3g} 年一次{}", 1.0 / a_year, what.zh),
          fmt::format("a {} in {:.3g} years", what.en, 1.0 / a_year)};
}

Name home_reason(const World& world, DecisionKind kind, const Risks& risks, std::uint32_t household) {
  Name text = people_of(risks, household);
  const auto add = [&](const Name& more) {
    text.zh += "；" + more.zh;
    text.en += "; " + more.en;
  };
  const double asleep = 100.0 * risks.nobody_wakes(household);
  const Name wakes{fmt::format("夜间无人被惊醒的概率 {:.0f}%", asleep),
                   fmt::format("{:.0f} % at night wake nobody", asleep)};
  if (kind == DecisionKind::smoke_alarms) {
    add(every_so_many_years(risks.fires(household), {"火灾", "fire"}));
    add(wakes);
  } else if (kind == DecisionKind::gas_sensors) {
    add(every_so_many_years(world.settings.gas.leaks_per_1000_households_year / 1000.0, {"燃气泄漏", "gas leak"}));
    add(wakes);
  } else {
    add({fmt::format("每年预计跌倒 {:.2f} 次、急病 {:.2f} 次", risks.falls(household), risks.illnesses(household)),
         fmt::format("{:.2f} falls and {:.2f} medical emergencies expected a year", risks.falls(household),
                     risks.illnesses(household))});
  }
  return text;
}

// Three digits, or all before the point.
std::string figure(double value) {
  return std::abs(value) >= 99.95 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

// Compounds whose nearest a chosen place is now, with what happens in them and how far it was.
struct Catchment {
  std::size_t compounds = 0, beyond = 0;
  double events = 0.0, before = 0.0, after = 0.0;
  double most_saved = 0.0;
  std::size_t most = 0;  // the compound that gains most
};

std::vector<Catchment> catchments(const Choosing& choosing, const MapService& service, Chosen chosen) {
  std::vector<models::PlanePoint> places;
  for (const std::uint32_t k : chosen) places.push_back(choosing.world.plane.to_plane(choosing.candidates[k].position));
  std::vector<Catchment> all(chosen.size());
  for (std::size_t c = 0; c < service.compounds.size(); ++c) {
    const double today = service.today_m(c);
    double now = today;
    std::optional<std::size_t> by;
    for (std::size_t n = 0; n < chosen.size(); ++n) {
      if (!service.serves(choosing.candidates[chosen[n]].community, c)) continue;
      const double way = service.counted_m(service.way_m(c, places[n]));
      if (way >= now) continue;
      now = way;
      by = n;
    }
    if (!by) continue;
    Catchment& mine = all[*by];
    const double events = service.events[c], saved = events * (today - now);
    ++mine.compounds;
    if (today >= service.beyond_m) ++mine.beyond;
    mine.events += events;
    mine.before += events * today;
    mine.after += events * now;
    if (saved > mine.most_saved) mine.most_saved = saved, mine.most = c;
  }
  return all;
}

std::vector<Name> compound_reasons(const Choosing& choosing, Chosen chosen) {
  const DecisionKind kind = choosing.decision.kind;
  const MapService service = map_service(choosing.world, kind, Risks(choosing.world, 1.0));
  const bool calls = kind == DecisionKind::care_stations;
  const Name what = calls ? Name{"次求助", "calls"} : Name{"起火（含小火）", "fires (small ones too)"};
  std::vector<Name> texts;
  for (const Catchment& mine : catchments(choosing, service, chosen)) {
    if (mine.events <= 0.0) {
      texts.push_back(
          {"没有院落以它为最近：别处已有更近的", "nearest for no compound: another one is nearer everywhere"});
      continue;
    }
    const Name& most = choosing.world.district.compounds[mine.most].name;
    texts.push_back(
        {fmt::format("成为 {} 个院落的最近处（受益最多：{}），每年约 {} {}，平均 {:.0f} → {:.0f} m", mine.compounds,
                     most.zh, figure(mine.events), what.zh, mine.before / mine.events, mine.after / mine.events),
         fmt::format("nearest for {} compounds (most for {}), {} {} a year, {:.0f} -> {:.0f} m in the "
                     "mean",
                     mine.compounds, most.en, figure(mine.events), what.en, mine.before / mine.events,
                     mine.after / mine.events)});
    if (kind != DecisionKind::hydrants || mine.beyond == 0) continue;
    texts.back().zh += fmt::format("；其中 {} 个现在水带够不着（按 {:.0f} m 计）", mine.beyond, service.beyond_m);
    texts.back().en +=
        fmt::format("; {} are beyond the hose today (counted as {:.0f} m)", mine.beyond, service.beyond_m);
  }
  return texts;
}

std::vector<Name> defibrillator_reasons(const Choosing& choosing, Chosen chosen) {
  const World& world = choosing.world;
  const Risks risks(world, 1.0);
  const double reach = choosing.decision.reach_m > 0.0 ? choosing.decision.reach_m : world.settings.medical.aed_reach_m;
  const auto& buildings = world.district.buildings;
  std::vector<double> arrests(buildings.size(), 0.0);
  std::vector<std::size_t> homes(buildings.size(), 0);
  for (std::uint32_t h = 0; h < world.district.households.size(); ++h) {
    const std::size_t b = world.district.households[h].building.index();
    arrests[b] += risks.arrests(h);
    ++homes[b];
  }
  const auto in_reach = [&](std::size_t b, models::GeoPoint place) {
    const auto door = world.plane.to_plane(buildings[b].position);
    return models::Roads::detour * models::distance(door, world.plane.to_plane(place)).value <= reach;
  };
  std::vector<std::uint8_t> reached(buildings.size(), 0);
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    for (const models::Aed& aed : world.district.aeds) reached[b] = reached[b] != 0 || in_reach(b, aed.position);
  }
  std::vector<Name> texts;
  for (const std::uint32_t k : chosen) {
    std::size_t count = 0, of_homes = 0;
    double a_year = 0.0;
    for (std::size_t b = 0; b < buildings.size(); ++b) {
      if (reached[b] != 0 || !in_reach(b, choosing.candidates[k].position)) continue;
      reached[b] = 1;
      ++count;
      of_homes += homes[b];
      a_year += arrests[b];
    }
    texts.push_back(
        {fmt::format("{:.0f} m 内新纳入 {} 栋、{} 户，每年约 {:.3g} 次心脏骤停", reach, count, of_homes, a_year),
         fmt::format("{} more buildings and {} homes within {:.0f} m, {:.3g} cardiac arrests a year", count, of_homes,
                     reach, a_year)});
  }
  return texts;
}

std::vector<Name> post_reasons(const Choosing& choosing, Chosen chosen) {
  const StaffWaiting waiting(choosing.world, choosing.load);
  PostsByHour then = waiting.today();
  for (const std::uint32_t k : chosen) {
    const Candidate& candidate = choosing.candidates[k];
    add_shift(then, candidate.subject, candidate.shift[0], candidate.shift[1]);
  }
  std::vector<Name> texts;
  for (const std::uint32_t k : chosen) {
    const Candidate& candidate = choosing.candidates[k];
    const std::size_t c = candidate.subject;
    double calls = 0.0, before = 0.0, after = 0.0, posts = 0.0, more = 0.0;
    for (int h = 0; h < candidate.shift[1]; ++h) {
      const auto hour = static_cast<std::size_t>((candidate.shift[0] + h) % 24);
      calls += choosing.load.calls_per_hour[c][hour];
      before += waiting.delay_min(c, hour, waiting.today()[c][hour]);
      after += waiting.delay_min(c, hour, then[c][hour]);
      posts += static_cast<double>(waiting.today()[c][hour]);
      more += static_cast<double>(then[c][hour]);
    }
    const double hours = candidate.shift[1], each = calls > 0.0 ? 1.0 / calls : 0.0;
    texts.push_back(
        {fmt::format("这些时段每天 {:.3g} 次求助；在岗平均 {:.3g} → {:.3g} 人，等候与路程每次 {:.3g} → {:.3g} 分钟",
                     calls, posts / hours, more / hours, each * before, each * after),
         fmt::format("{:.3g} calls a day in these hours; {:.3g} -> {:.3g} on duty, wait and way {:.3g} -> "
                     "{:.3g} min a call",
                     calls, posts / hours, more / hours, each * before, each * after)});
  }
  return texts;
}

std::vector<Name> lift_reasons(const Choosing& choosing, Chosen chosen) {
  const World& world = choosing.world;
  const Risks risks(world, 1.0);
  struct Stairwell {
    std::size_t homes = 0, old = 0;
    double calls = 0.0;
  };
  std::map<std::pair<std::uint32_t, std::uint8_t>, Stairwell> all;
  for (std::uint32_t h = 0; h < world.district.households.size(); ++h) {
    const models::Household& household = world.district.households[h];
    if (household.floor < 2) continue;
    Stairwell& here = all[{household.building.value, household.stairwell}];
    ++here.homes;
    here.calls += risks.falls(h) + risks.illnesses(h);
    for (const models::Resident& r : risks.people(h)) here.old += r.age >= 60 ? 1 : 0;
  }
  std::vector<Name> texts;
  for (const std::uint32_t k : chosen) {
    const Candidate& candidate = choosing.candidates[k];
    const Stairwell& here = all[{candidate.subject, candidate.stairwell}];
    const int floors = world.district.buildings[candidate.subject].floors;
    texts.push_back({fmt::format("{} 层；二层及以上 {} 户，60 岁及以上 {} 人，每年约 {} 次求助", floors, here.homes,
                                 here.old, figure(here.calls)),
                     fmt::format("{} floors; {} homes above the ground floor, {} people of 60 or older, {} calls a "
                                 "year",
                                 floors, here.homes, here.old, figure(here.calls))});
  }
  return texts;
}

}  // namespace

std::vector<Name> reasons(const Choosing& choosing, Chosen chosen) {
  switch (choosing.decision.kind) {
    case DecisionKind::hydrants:
    case DecisionKind::care_stations:
    case DecisionKind::micro_fire_stations:
      return compound_reasons(choosing, chosen);
    case DecisionKind::aeds:
      return defibrillator_reasons(choosing, chosen);
    case DecisionKind::grid_workers:
      return post_reasons(choosing, chosen);
    case DecisionKind::lifts:
      return lift_reasons(choosing, chosen);
    default:
      break;
  }
  const Risks risks(choosing.world, 1.0);
  std::vector<Name> texts;
  for (const std::uint32_t k : chosen)
    texts.push_back(home_reason(choosing.world, choosing.decision.kind, risks, choosing.candidates[k].subject));
  return texts;
}

}  // namespace yuanluo::scenarios
