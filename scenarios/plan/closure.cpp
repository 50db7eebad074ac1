#include "scenarios/plan/closure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "models/response/travel.hpp"
#include "models/roads/roads.hpp"
#include "scenarios/json/suggestion.hpp"
#include "scenarios/plan/risks.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/key.hpp"

namespace yuanluo::scenarios {
namespace {

using models::StationKind;
using models::TravelMode;
using models::World;

constexpr double nobody = std::numeric_limits<double>::infinity();
// Traffic is that of a Wednesday.
constexpr std::size_t midweek = 2;

std::optional<Closable> closable_of(StationKind kind) {
  switch (kind) {
    case StationKind::fire_station:
      return Closable::fire_station;
    case StationKind::ambulance_station:
      return Closable::ambulance_station;
    case StationKind::care_complex:
    case StationKind::day_care_centre:
      return Closable::care_station;
    case StationKind::micro_fire_station:
      return Closable::micro_fire_station;
    case StationKind::governance_centre:
      break;
  }
  return std::nullopt;
}

// Hydrants and defibrillators count by metres, all else by time.
bool counts_metres(Closable kind) { return kind == Closable::hydrant || kind == Closable::aed; }

// Something that serves, when it does.
struct Server {
  std::uint32_t index = 0;  // into the district's table
  bool closed = false;
  std::array<bool, 24> open{};
};

// Those who are served: a compound, or a building.
struct Served {
  std::uint32_t compound = 0;
  std::array<double, 24> events{};  // a year, by hour
};

// Who serves whom, and how far that is, for one kind.
class Service {
 public:
  Service(const World& world, Closable kind) : world_(world), kind_(kind) {
    servers();
    served();
  }

  std::vector<Server>& all() { return servers_; }
  const std::vector<Served>& places() const { return served_; }
  models::Name name(std::uint32_t server) const {
    const models::District& d = world_.district;
    switch (kind_) {
      case Closable::hydrant:
        return same(row_key(TableKind::hydrants, servers_[server].index, d.hydrants.size()));
      case Closable::aed:
        return same(row_key(TableKind::aeds, servers_[server].index, d.aeds.size()));
      default:
        return d.stations[servers_[server].index].name;
    }
  }

  // Seconds, or metres of hydrants and defibrillators.
  double cost(std::size_t place, std::size_t server, std::size_t hour) const {
    if (metres_.empty()) {
      const models::Way way = ways_[server * served_.size() + place];
      if (!way.exists()) return nobody;
      if (kind_ == Closable::micro_fire_station) return sim::to_seconds(models::running_time(world_, way.metres()));
      const TravelMode mode = kind_ == Closable::fire_station        ? TravelMode::fire_engine
                              : kind_ == Closable::ambulance_station ? TravelMode::ambulance
                                                                     : TravelMode::e_bike;
      return models::typical_seconds(world_.settings, mode, way, hour, midweek);
    }
    return metres_[server * served_.size() + place];
  }

 private:
  void servers() {
    const models::District& d = world_.district;
    const std::size_t rows = kind_ == Closable::hydrant ? d.hydrants.size()
                             : kind_ == Closable::aed   ? d.aeds.size()
                                                        : d.stations.size();
    for (std::uint32_t i = 0; i < rows; ++i) {
      Server server;
      server.index = i;
      server.open.fill(true);
      if (!counts_metres(kind_)) {
        const models::Station& station = d.stations[i];
        if (closable_of(station.kind) != kind_) continue;
        const bool crewed = kind_ == Closable::care_station || kind_ == Closable::micro_fire_station;
        if (!crewed && station.vehicles == 0) server.open.fill(false);
        if (crewed) server.open = staffed(i);
      }
      servers_.push_back(server);
    }
  }

  std::array<bool, 24> staffed(std::uint32_t station) const {
    std::array<bool, 24> open{};
    for (const models::Staff& post : world_.district.staff) {
      if (!post.station || post.station->value != station) continue;
      for (int h = 0; h < post.shift_hours; ++h)
        open[static_cast<std::size_t>((post.shift_start_hour + h) % 24)] = true;
    }
    return open;
  }

  // Fires; illnesses and, of care, falls; cardiac arrests.
  void served() {
    const Risks risks(world_, 1.0);
    const models::Settings& s = world_.settings;
    if (kind_ == Closable::aed) {
      served_.resize(world_.district.buildings.size());
      for (std::size_t b = 0; b < served_.size(); ++b)
        served_[b].compound = world_.district.buildings[b].compound.value;
      std::vector<double> arrests(served_.size(), 0.0);
      for (std::uint32_t h = 0; h < world_.district.households.size(); ++h)
        arrests[world_.district.households[h].building.index()] += risks.arrests(h);
      spread(arrests, s.medical.hour_weights);
    } else {
      served_.resize(world_.compounds.size());
      for (std::uint32_t c = 0; c < served_.size(); ++c) served_[c].compound = c;
      const auto fires = [&](std::uint32_t h) { return risks.fires(h); };
      const auto illnesses = [&](std::uint32_t h) { return risks.illnesses(h); };
      const auto falls = [&](std::uint32_t h) { return risks.falls(h); };
      const bool medical = kind_ == Closable::ambulance_station || kind_ == Closable::care_station;
      if (!medical) spread(by_compound(world_, fires), s.fire.hour_weights);
      if (medical) spread(by_compound(world_, illnesses), s.medical.hour_weights);
      if (kind_ == Closable::care_station) spread(by_compound(world_, falls), s.falls.hour_weights);
    }
    if (counts_metres(kind_)) {
      measure_metres();
    } else {
      gather_ways();
    }
  }

  void spread(const std::vector<double>& a_year, const std::array<double, 24>& weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < served_.size(); ++i) {
      for (std::size_t h = 0; h < 24; ++h) served_[i].events[h] += a_year[i] * weights[h] / sum;
    }
  }

  void measure_metres() {
    const models::District& d = world_.district;
    for (const Server& server : servers_) {
      const models::PlanePoint at = world_.plane.to_plane(kind_ == Closable::aed ? d.aeds[server.index].position
                                                                                 : d.hydrants[server.index].position);
      for (std::size_t i = 0; i < served_.size(); ++i) {
        const models::PlanePoint to =
            kind_ == Closable::aed ? world_.plane.to_plane(d.buildings[i].position) : world_.compounds[i].centre;
        metres_.push_back(models::Roads::detour * models::distance(at, to).value);
      }
    }
  }

  // Stations serve their own area, micro fire stations their own community.
  void gather_ways() {
    ways_.assign(servers_.size() * served_.size(), models::Way::none());
    const auto take = [&](const std::vector<models::StationPlace>& stations,
                          const std::vector<models::CompoundId>& compounds) {
      for (const models::StationPlace& station : stations) {
        const auto server = std::find_if(servers_.begin(), servers_.end(),
                                         [&](const Server& s) { return s.index == station.station.index(); });
        if (server == servers_.end()) continue;
        const auto row = static_cast<std::size_t>(server - servers_.begin()) * served_.size();
        for (std::size_t k = 0; k < compounds.size(); ++k) ways_[row + compounds[k].index()] = station.ways[k];
      }
    };
    for (const models::AreaPlace& area : world_.areas) {
      take(area.fire_stations, area.compounds);
      take(area.ambulance_stations, area.compounds);
      take(area.care_stations, area.compounds);
    }
    for (const models::CommunityPlace& community : world_.communities)
      take(community.micro_stations, community.compounds);
  }

  const World& world_;
  Closable kind_;
  std::vector<Server> servers_;
  std::vector<Served> served_;
  std::vector<models::Way> ways_;  // by server, then place
  std::vector<double> metres_;     // likewise
};

double limit_of(const World& world, Closable kind) {
  const auto& targets = world.settings.targets;
  switch (kind) {
    case Closable::hydrant:
      return world.settings.water.hose_length_m;
    case Closable::aed:
      return world.settings.medical.aed_reach_m;
    case Closable::care_station:
      return targets.of(models::Hazard::fall, models::Latency::travel);
    case Closable::ambulance_station:
      return targets.of(models::Hazard::medical, models::Latency::travel);
    case Closable::fire_station:
      return targets.of(models::Hazard::fire, models::Latency::service);
    case Closable::micro_fire_station:
      return targets.of(models::Hazard::fire, models::Latency::travel);
    case Closable::grid_worker_post:
      break;
  }
  return 0.0;
}

// Adds up events with what they cost before and after.
struct Sum {
  double events = 0.0, before = 0.0, after = 0.0;
  void add(double n, double from, double to) { events += n, before += n * from, after += n * to; }
  double mean_before() const { return events > 0.0 ? before / events : 0.0; }
  double mean_after() const { return events > 0.0 ? after / events : 0.0; }
};

void sum_up(ClosureEffect& effect, const Sum& all, const Sum& affected) {
  effect.events_per_year = all.events;
  effect.affected_per_year = affected.events;
  effect.before = all.mean_before(), effect.after = all.mean_after();
  effect.before_affected = affected.mean_before(), effect.after_affected = affected.mean_after();
}

void worst_first(std::vector<ClosureRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const ClosureRow& a, const ClosureRow& b) {
    return a.events_per_year * (a.after - a.before) > b.events_per_year * (b.after - b.before);
  });
}

ClosureEffect close_service(const World& world, Closable kind, std::span<const ClosedThing> things, ClosedHours hours) {
  Service service(world, kind);
  ClosureEffect effect;
  effect.kind = kind;
  effect.limit = limit_of(world, kind);
  for (const ClosedThing& thing : things) {
    effect.closed.push_back(thing.name);
    for (Server& server : service.all()) server.closed = server.closed || server.index == thing.index;
  }
  const auto& places = service.places();
  struct Next {
    double before = nobody, after = nobody;
    std::optional<std::uint32_t> instead;
  };
  // By hour of the closure, then place.
  std::vector<std::vector<Next>> next;
  double greatest = 0.0;
  for (int hour = 0; hour < 24; ++hour) {
    if (!hours.contain(hour)) continue;
    next.emplace_back(places.size());
    const auto h = static_cast<std::size_t>(hour);
    for (std::uint32_t s = 0; s < service.all().size(); ++s) {
      const Server& server = service.all()[s];
      if (!server.open[h]) continue;
      for (std::size_t i = 0; i < places.size(); ++i) {
        Next& n = next.back()[i];
        const double cost = service.cost(i, s, h);
        n.before = std::min(n.before, cost);
        if (server.closed || cost >= n.after) continue;
        n.after = cost;
        n.instead = s;
      }
    }
    for (const Next& n : next.back()) greatest = n.before < nobody ? std::max(greatest, n.before) : greatest;
  }
  effect.nobody_counts = 2.0 * greatest;
  Sum all, affected;
  std::vector<Sum> communities(world.communities.size()), compounds(world.compounds.size());
  std::vector<std::optional<std::uint32_t>> instead(world.compounds.size());
  std::size_t row = 0;
  for (int hour = 0; hour < 24; ++hour) {
    if (!hours.contain(hour)) continue;
    const auto& now = next[row++];
    for (std::size_t i = 0; i < places.size(); ++i) {
      const double n = places[i].events[static_cast<std::size_t>(hour)];
      const double before = std::min(now[i].before, effect.nobody_counts),
                   after = std::min(now[i].after, effect.nobody_counts);
      all.add(n, before, after);
      if (now[i].before > effect.limit) effect.beyond_before += n;
      if (now[i].after > effect.limit) effect.beyond_after += n;
      if (now[i].after <= now[i].before) continue;
      affected.add(n, before, after);
      const std::uint32_t c = places[i].compound;
      compounds[c].add(n, before, after);
      communities[world.community_of(models::CompoundId{c}).index()].add(n, before, after);
      if (!instead[c]) instead[c] = now[i].instead;
    }
  }
  sum_up(effect, all, affected);
  for (std::size_t c = 0; c < communities.size(); ++c) {
    const Sum& sum = communities[c];
    if (sum.events <= 0.0) continue;
    effect.communities.push_back(
        {world.district.communities[c].name, sum.events, sum.mean_before(), sum.mean_after(), {}});
  }
  for (std::size_t c = 0; c < compounds.size(); ++c) {
    const Sum& sum = compounds[c];
    if (sum.events <= 0.0) continue;
    effect.compounds.push_back({world.district.compounds[c].name, sum.events, sum.mean_before(), sum.mean_after(),
                                instead[c] ? service.name(*instead[c]) : models::Name{}});
  }
  worst_first(effect.communities);
  worst_first(effect.compounds);
  return effect;
}

// Posts: calls wait longer, and who is free is further away.
ClosureEffect close_posts(const World& world, std::span<const ClosedThing> things, ClosedHours hours,
                          const StaffLoad& load) {
  const StaffWaiting waiting(world, load);
  PostsByHour left = waiting.today();
  ClosureEffect effect;
  effect.kind = Closable::grid_worker_post;
  for (const ClosedThing& thing : things) {
    effect.closed.push_back(thing.name);
    const models::Staff& post = world.district.staff[thing.index];
    for (int h = 0; h < post.shift_hours; ++h) {
      const int hour = (post.shift_start_hour + h) % 24;
      if (hours.contain(hour)) add_shift(left, post.community->index(), hour, 1, -1);
    }
  }
  Sum all, affected;
  for (std::size_t c = 0; c < left.size(); ++c) {
    Sum here;
    for (std::size_t h = 0; h < 24; ++h) {
      const double calls = load.calls_per_hour[c][h];
      if (!hours.contain(static_cast<int>(h)) || calls <= 0.0) continue;
      const double before = waiting.delay_min(c, h, waiting.today()[c][h]) / calls;
      const double after = waiting.delay_min(c, h, left[c][h]) / calls;
      all.add(365.0 * calls, before, after);
      if (left[c][h] == waiting.today()[c][h]) continue;
      affected.add(365.0 * calls, before, after);
      here.add(365.0 * calls, before, after);
      if (waiting.today()[c][h] == 0) effect.beyond_before += 365.0 * calls;
      if (left[c][h] == 0) effect.beyond_after += 365.0 * calls;
    }
    if (here.events > 0.0) {
      effect.communities.push_back(
          {world.district.communities[c].name, here.events, here.mean_before(), here.mean_after(), {}});
    }
  }
  sum_up(effect, all, affected);
  worst_first(effect.communities);
  return effect;
}

// Why something that exists cannot be closed; empty for what does not exist.
models::Name why_not(const models::District& d, const std::string& name) {
  for (std::uint32_t i = 0; i < d.stations.size(); ++i) {
    const models::Station& station = d.stations[i];
    if (name == row_key(TableKind::stations, i, d.stations.size()) || name == station.name.zh ||
        name == station.name.en)
      return {"没有人从那里出动", "nobody sets out from there"};
  }
  for (std::uint32_t i = 0; i < d.staff.size(); ++i) {
    if (name == row_key(TableKind::staff, i, d.staff.size()))
      return {"岗位中只能关闭网格员的；其他人请关闭其站点",
              "of posts only those of grid workers can be closed; of others, close the station"};
  }
  return {};
}

}  // namespace

bool ClosedHours::contain(int hour) const {
  return first == last || (first < last ? hour >= first && hour < last : hour >= first || hour < last);
}

int ClosedHours::count() const {
  int n = 0;
  for (int hour = 0; hour < 24; ++hour) n += contain(hour) ? 1 : 0;
  return n;
}

std::vector<ClosedThing> closed_things(const models::District& district, std::span<const std::string> names,
                                       const std::string& file) {
  std::vector<std::pair<std::string, ClosedThing>> known;  // several may have one name
  for (std::uint32_t i = 0; i < district.stations.size(); ++i) {
    const models::Station& station = district.stations[i];
    const auto kind = closable_of(station.kind);
    if (!kind) continue;
    const ClosedThing thing{*kind, i, station.name};
    known.emplace_back(row_key(TableKind::stations, i, district.stations.size()), thing);
    known.emplace_back(station.name.zh, thing);
    known.emplace_back(station.name.en, thing);
  }
  const auto add_rows = [&](TableKind table, std::size_t rows, Closable kind) {
    for (std::uint32_t i = 0; i < rows; ++i) {
      const std::string key = row_key(table, i, rows);
      known.emplace_back(key, ClosedThing{kind, i, same(key)});
    }
  };
  add_rows(TableKind::hydrants, district.hydrants.size(), Closable::hydrant);
  add_rows(TableKind::aeds, district.aeds.size(), Closable::aed);
  for (std::uint32_t i = 0; i < district.staff.size(); ++i) {
    if (district.staff[i].role != models::StaffRole::grid_worker) continue;
    const std::string key = row_key(TableKind::staff, i, district.staff.size());
    known.emplace_back(key, ClosedThing{Closable::grid_worker_post, i, same(key)});
  }
  std::vector<ClosedThing> things;
  std::vector<Problem> problems;
  for (const std::string& name : names) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.first == name; });
    if (found != known.end()) {
      const bool twice = std::any_of(things.begin(), things.end(), [&](const ClosedThing& t) {
        return t.kind == found->second.kind && t.index == found->second.index;
      });
      if (!twice) things.push_back(found->second);
      continue;
    }
    Problem problem;
    problem.file = file;
    problem.wanted = {"站点的名称，或站点、消火栓、除颤器、网格员岗位的编号",
                      "the name of a station, or the id of a station, hydrant, defibrillator or grid worker post"};
    problem.found = same('"' + name + '"');
    problem.hint = why_not(district, name);
    if (problem.hint.en.empty()) {
      std::vector<std::string> words;
      for (const auto& [word, thing] : known) words.push_back(word);
      problem.hint = did_you_mean(name, words);
    }
    problems.push_back(std::move(problem));
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return things;
}

models::Text measure_of(Closable kind) {
  constexpr models::Text texts[closables] = {{"最近消防车的路程时间", "way of the nearest fire engine"},
                                             {"最近救护车的路程时间", "way of the nearest ambulance"},
                                             {"最近护理员的路程时间", "way of the nearest care worker"},
                                             {"微型消防站的路程时间", "way of the micro fire crew"},
                                             {"最近消火栓的水带长度", "hose from the nearest hydrant"},
                                             {"最近除颤器的步行距离", "way to the nearest defibrillator"},
                                             {"等候网格员与其路程", "wait for a grid worker, and the way"}};
  return texts[static_cast<std::size_t>(kind)];
}

std::string_view unit_of(Closable kind) {
  if (counts_metres(kind)) return "m";
  return kind == Closable::grid_worker_post ? "min" : "s";
}

models::Text events_of(Closable kind) {
  switch (kind) {
    case Closable::ambulance_station:
      return {"急救", "emergencies"};
    case Closable::care_station:
      return {"跌倒与急病", "falls and emergencies"};
    case Closable::aed:
      return {"心脏骤停", "cardiac arrests"};
    case Closable::grid_worker_post:
      return {"求助", "calls"};
    default:
      return {"火灾", "fires"};
  }
}

std::vector<ClosureEffect> close(const World& world, std::span<const ClosedThing> things, ClosedHours hours,
                                 const StaffLoad& load) {
  std::vector<ClosureEffect> effects;
  for (std::size_t k = 0; k < closables; ++k) {
    const auto kind = static_cast<Closable>(k);
    std::vector<ClosedThing> alike;
    for (const ClosedThing& thing : things) {
      if (thing.kind == kind) alike.push_back(thing);
    }
    if (alike.empty()) continue;
    effects.push_back(kind == Closable::grid_worker_post ? close_posts(world, alike, hours, load)
                                                         : close_service(world, kind, alike, hours));
  }
  return effects;
}

}  // namespace yuanluo::scenarios
