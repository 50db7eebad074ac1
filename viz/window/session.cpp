#include "viz/window/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "viz/replay/ways.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

constexpr std::size_t histogram_bins = 400;

// A hose's length from a hydrant. Source: [GB50974] protects 150 m around one.
constexpr std::array hose_limits_m{50.0, 100.0, 150.0};
constexpr std::array drive_limits_s{180.0, 300.0, 480.0};
constexpr std::array walk_limits_s{180.0, 300.0, 600.0, 900.0};

PlayClock clock_over(Replay& first, Replay* second) {
  TimeRange range = first.range();
  if (second != nullptr) {
    range.from = std::min(range.from, second->range().from);
    range.until = std::max(range.until, second->range().until);
  }
  return {range.from, range.until};
}

}  // namespace

Session::Session(Replay& first, Replay* second) : clock(clock_over(first, second)) {
  sides_.emplace_back().replay = &first;
  if (second != nullptr) {
    comparison_ = std::make_unique<Comparison>(first, *second);
    sides_.emplace_back().replay = second;
  }
  histogram_ = first.histogram(histogram_bins, clock.from(), clock.until());
  view.width = 1000.0, view.height = 700.0;
  fit_district();
}

const MeasureValues& Session::values(std::size_t side) const {
  const Side& s = sides_[side];
  return difference_map && side == 1 && comparison_ ? s.difference : s.frame.values;
}

bool Session::unfinished() const {
  return std::any_of(sides_.begin(), sides_.end(), [](const Side& s) { return s.frame.values.unfinished > 0; });
}

void Session::refresh() {
  const bool same = fresh_ && !unfinished() && shown_at_ == clock.now() && shown_choices_ == choices &&
                    shown_difference_ == difference_map;
  if (!same) {
    for (Side& side : sides_) side.frame = side.replay->frame_at(clock.now(), choices);
    if (comparison_) {
      const bool comparable = choices.measure == Measure::latency || choices.measure == Measure::unnoticed ||
                              choices.measure == Measure::incidents;
      if (difference_map)
        sides_[1].difference = comparison_->difference_values(comparable ? choices.measure : Measure::latency,
                                                              clock.now(), choices.language);
    }
    fresh_ = true, shown_at_ = clock.now(), shown_choices_ = choices, shown_difference_ = difference_map;
    ++revision_;
  }
  if (numbers_wanted && is_due(kpis_)) {
    for (Side& side : sides_) side.kpis = side.replay->kpis(clock.now(), choices.language);
    kpis_ = {clock.now(), choices.language};
  }
  if (comparison_ && differences_wanted && is_due(told_differences_)) {
    differences_ = comparison_->differences(choices.language, clock.now());
    told_differences_ = {clock.now(), choices.language};
  }
  numbers_wanted = differences_wanted = false;
  list.language = choices.language;
  list.hazards = choices.hazards;
  list_.update(replay(), clock.now(), list);
  refresh_chains();
  refresh_reach();
  follow_unit();
}

// Figures do not change from frame to frame as the eye sees them: while playing, each quarter of an hour of the run
// will do.
bool Session::is_due(const Stand& stand) const {
  if (stand.at == clock.now() && stand.language == choices.language) return false;
  const bool lately = clock.playing() && stand.language == choices.language && stand.at != sim::SimTime::min() &&
                      stand.at <= clock.now() && clock.now() - stand.at < std::chrono::minutes{15};
  return !lately;
}

void Session::refresh_chains() {
  if (chain_of_ == choices.selected && chain_language_ == choices.language) return;
  chain_of_ = choices.selected, chain_language_ = choices.language;
  for (Side& side : sides_) {
    side.chain.reset();
    if (choices.selected.kind != ThingKind::incident) continue;
    // With two runs an incident may have happened in one of them only.
    const auto rows = side.replay->incidents();
    const auto id = incident_of(choices.selected);
    const bool there = std::any_of(rows.begin(), rows.end(), [&](const IncidentRow& row) { return row.id == id; });
    if (there) side.chain = side.replay->chain(id, choices.language);
  }
}

void Session::refresh_reach() {
  if (!layers.reach) {
    reach_shown_.reset();
    return;
  }
  std::uint64_t closed = 0;  // which streets
  for (const ClosureMark& mark : frame().closures) closed = 1'000'003 * closed + mark.incident.bits();
  // A unit moves, so its reach is drawn anew each minute of the run; traffic changes by the hour.
  const bool moves = reach_from == ReachFrom::selection && choices.selected.kind == ThingKind::unit;
  const sim::Duration since = clock.now().time_since_epoch();
  const std::tuple wanted{reach_from,
                          choices.selected,
                          choices.coverage_of,
                          choices.language,
                          moves ? since / std::chrono::minutes{1} : 60 * (since / std::chrono::hours{1}),
                          closed};
  if (reach_shown_ && *reach_shown_ == wanted) return;
  reach_shown_ = wanted;
  ++reach_revision_;
  reach_ = {};
  std::vector<PlanePoint> from;
  const auto in = [this](const models::Text& text) { return std::string(text.in(choices.language)); };
  bool hoses = false;
  models::TravelMode mode = models::TravelMode::walking;
  switch (reach_from) {
    case ReachFrom::selection: {
      const Thing thing = choices.selected;
      hoses = thing.kind == ThingKind::hydrant;
      if (thing.kind == ThingKind::unit) mode = mode_of(UnitKey::of(thing).helper);
      if (thing.kind == ThingKind::station && thing.id < map().stations.size())
        mode = mode_from(map().stations[thing.id].kind);
      if (const auto at = replay().position_of(thing, clock.now())) from.push_back(*at);
      if (frame().inspection) reach_.from = frame().inspection->title;
      break;
    }
    case ReachFrom::hydrants:
      hoses = true;
      for (const MapHydrant& hydrant : map().hydrants) from.push_back(hydrant.at);
      reach_.from = in(words.all_hydrants);
      break;
    case ReachFrom::stations:
      mode = mode_from(choices.coverage_of);
      for (const MapStation& station : map().stations) {
        if (station.kind == choices.coverage_of) from.push_back(station.at);
      }
      reach_.from = in(station_words[static_cast<std::size_t>(choices.coverage_of)]);
      break;
  }
  if (from.empty()) return;
  if (hoses) {
    if (!net_) net_ = std::make_unique<StreetNet>(map());
    reach_.limits_m.assign(hose_limits_m.begin(), hose_limits_m.end());
    reach_.stretches = net_->reach(from, reach_.limits_m);
    return;
  }
  reach_.how = in(travel_words[static_cast<std::size_t>(mode)]);
  if (models::traveller_of(mode) == models::Traveller::vehicle)
    reach_.how = fmt::format(fmt::runtime(in(words.reach_by_hour)), reach_.how, sim::hour_of_day(clock.now()));
  if (mode == models::TravelMode::walking)
    reach_.limits_s.assign(walk_limits_s.begin(), walk_limits_s.end());
  else
    reach_.limits_s.assign(drive_limits_s.begin(), drive_limits_s.end());
  reach_.seconds = replay().arrivals(from, mode, reach_.limits_s.back(), clock.now());
}

void Session::follow_unit() {
  if (!followed_) return;
  const auto& units = frame().units;
  const auto unit = std::find_if(units.begin(), units.end(), [&](const UnitMark& u) { return u.unit == *followed_; });
  if (unit != units.end()) view.camera.centre = unit->at;
}

void Session::select(Thing thing) {
  choices.selected = thing;
  if (thing.kind != ThingKind::unit) followed_.reset();
}

void Session::show(Thing thing) {
  select(thing);
  std::optional<PlanePoint> at;
  for (const Side& side : sides_) {
    if (!at) at = side.replay->position_of(thing, clock.now());
  }
  if (!at) return;
  view.camera.centre = *at;
  constexpr double near_enough = 0.8;  // metres in a pixel at which a building is seen
  view.camera.metres_per_pixel = std::min(view.camera.metres_per_pixel, near_enough);
}

bool Session::jump(int direction, std::optional<models::Hazard> hazard) {
  std::array<bool, models::hazards> wanted = choices.hazards;
  if (hazard) {
    wanted.fill(false);
    wanted[static_cast<std::size_t>(*hazard)] = true;
  }
  const auto row =
      direction > 0 ? replay().next_incident(clock.now(), wanted) : replay().previous_incident(clock.now(), wanted);
  if (!row) return false;
  clock.play(false);
  clock.go(row->onset);
  select(thing_of(row->id));
  const PlanePoint at = replay().position_of(*row);
  if (!view.sees(at, -60.0)) view.camera.centre = at;
  return true;
}

void Session::add_bookmark(models::Name note) {
  Bookmark bookmark;
  bookmark.at = clock.now();
  bookmark.note = std::move(note);
  bookmark.camera = view.camera;
  bookmark.measure = choices.measure;
  bookmark.heat = layers.heat;
  bookmark.speed = clock.speed();
  const auto place = std::upper_bound(bookmarks.begin(), bookmarks.end(), bookmark,
                                      [](const Bookmark& a, const Bookmark& b) { return a.at < b.at; });
  bookmarks.insert(place, std::move(bookmark));
}

void Session::go(const Bookmark& bookmark) {
  clock.play(false);
  clock.go(bookmark.at);
  followed_.reset();
  if (bookmark.camera) view.camera = *bookmark.camera;
  choices.measure = bookmark.measure;
  choices.heat = layers.heat = bookmark.heat;
}

std::optional<std::size_t> Session::current_bookmark() const {
  std::optional<std::size_t> current;
  for (std::size_t i = 0; i < bookmarks.size(); ++i) {
    if (bookmarks[i].at <= clock.now()) current = i;
  }
  return current;
}

void Session::step_bookmark(int direction) {
  if (bookmarks.empty()) return;
  const auto current = current_bookmark();
  if (direction > 0) {
    const std::size_t next = current ? *current + 1 : 0;
    if (next < bookmarks.size()) go(bookmarks[next]);
  } else if (current) {
    // Behind a bookmark, back leads to it first.
    if (bookmarks[*current].at < clock.now()) {
      go(bookmarks[*current]);
    } else if (*current > 0) {
      go(bookmarks[*current - 1]);
    }
  }
}

void Session::fit_district() {
  constexpr double margin = 0.02, much = 1.1;
  const auto fitted = [&](const Inset& inset) {
    View seen = view;
    seen.fit(box_of(map().box), margin, true, inset);
    return seen;
  };
  const View over_legend = fitted(covered_but_for_legend);
  std::optional<View> best;
  for (const Inset& inset : covered)
    if (const View seen = fitted(inset); !best || seen.camera.metres_per_pixel < best->camera.metres_per_pixel)
      best = seen;
  const bool small = !best || best->camera.metres_per_pixel > much * over_legend.camera.metres_per_pixel;
  view = small ? over_legend : *best;
  fitted_ = view.camera;
}

void Session::next_measure() {
  const auto last = static_cast<std::size_t>(Measure::working);
  const std::size_t next = static_cast<std::size_t>(choices.measure) + 1;
  choices.measure = next > last ? Measure::none : static_cast<Measure>(next);
}

}  // namespace yuanluo::viz
