#include "viz/replay/replay.hpp"

#include <algorithm>
#include <utility>

#include "models/response/capability.hpp"
#include "models/response/travel.hpp"
#include "models/roads/coverage.hpp"
#include "models/situation/onset.hpp"
#include "viz/replay/frame_at.hpp"
#include "viz/replay/kpis.hpp"
#include "viz/replay/marks.hpp"
#include "viz/replay/measures.hpp"
#include "viz/replay/places.hpp"
#include "viz/replay/recorded_run.hpp"
#include "viz/replay/search.hpp"

namespace yuanluo::viz {

using models::Hazard;
using models::Language;

struct Replay::Inside {
  explicit Inside(const std::filesystem::path& path) : run(path), places(run.world(), run.luck()) {}

  RecordedRun run;
  Places places;
  std::optional<NameIndex> names;
  std::optional<KpisSoFar> kpis;

  KpisSoFar& kpis_so_far() {
    if (!kpis) kpis.emplace(run);
    return *kpis;
  }
};

Replay::Replay(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Replay::Replay(Replay&&) noexcept = default;
Replay& Replay::operator=(Replay&&) noexcept = default;
Replay::~Replay() = default;

Replay Replay::open(const std::filesystem::path& path) { return Replay(std::make_unique<Inside>(path)); }

const RunInfo& Replay::info() const { return inside_->run.info(); }
const StaticMap& Replay::map() const { return inside_->run.map(); }
TimeRange Replay::range() const { return inside_->run.range(); }

Frame Replay::frame_at(sim::SimTime at, const Choices& choices) {
  return viz::frame_at(inside_->run, inside_->places, at, choices);
}

void Replay::solve_at_most(std::size_t solutions_a_frame) { inside_->run.solutions_a_frame = solutions_a_frame; }

std::span<const IncidentRow> Replay::incidents() { return inside_->run.chronicle().rows(); }

std::vector<std::uint32_t> Replay::open_incidents(sim::SimTime at) {
  const Chronicle& chronicle = inside_->run.chronicle();
  std::vector<std::uint32_t> open;
  for (const models::OpenIncident& i : inside_->run.situation_at(at).incidents())
    if (const IncidentRow* row = chronicle.find(i.id))
      open.push_back(static_cast<std::uint32_t>(row - chronicle.rows().data()));
  std::sort(open.begin(), open.end());
  return open;
}

std::string Replay::title_of(const IncidentRow& row, Language language) const {
  return std::string(models::word(row.variety).text.in(language));
}
std::string Replay::place_of(const IncidentRow& row, Language language) const {
  return inside_->places.of_incident(row.id, row.variety, language);
}
PlanePoint Replay::position_of(const IncidentRow& row) const {
  return models::position_of(inside_->run.world(), row.id, row.variety);
}

std::optional<IncidentRow> Replay::next_incident(sim::SimTime at, const std::array<bool, models::hazards>& hazards) {
  const auto& rows = inside_->run.chronicle().rows();
  auto row = std::partition_point(rows.begin(), rows.end(), [at](const IncidentRow& r) { return r.onset <= at; });
  while (row != rows.end() && !hazards[static_cast<std::size_t>(row->hazard())]) ++row;
  return row == rows.end() ? std::nullopt : std::optional(*row);
}

std::optional<IncidentRow> Replay::previous_incident(sim::SimTime at,
                                                     const std::array<bool, models::hazards>& hazards) {
  const auto& rows = inside_->run.chronicle().rows();
  auto row = std::partition_point(rows.begin(), rows.end(), [at](const IncidentRow& r) { return r.onset < at; });
  while (row != rows.begin())
    if (hazards[static_cast<std::size_t>((--row)->hazard())]) return *row;
  return std::nullopt;
}

IncidentHistogram Replay::histogram(std::size_t bins, sim::SimTime from, sim::SimTime until) {
  IncidentHistogram histogram;
  histogram.from = from;
  bins = std::clamp<std::size_t>(bins, 1, 100'000);
  histogram.bins.resize(bins);
  if (until <= from) return histogram;
  // Rounded up, so that the last bin ends at or behind `until`.
  histogram.width =
      ((until - from) + sim::Duration{static_cast<std::int64_t>(bins) - 1}) / static_cast<std::int64_t>(bins);
  const auto& rows = inside_->run.chronicle().rows();
  auto row = std::partition_point(rows.begin(), rows.end(), [from](const IncidentRow& r) { return r.onset < from; });
  for (; row != rows.end() && row->onset <= until; ++row) {
    const auto bin = static_cast<std::size_t>((row->onset - from) / histogram.width);
    ++histogram.bins[std::min(bin, bins - 1)][static_cast<std::size_t>(row->hazard())];
  }
  return histogram;
}

Chain Replay::chain(models::IncidentId incident, Language language) {
  return chain_of(inside_->run, inside_->places, incident, language);
}

Inspection Replay::inspect(Thing thing, sim::SimTime at, Language language) {
  return viz::inspect(inside_->run, inside_->places, thing, at, language);
}

std::optional<PlanePoint> Replay::position_of(Thing thing, sim::SimTime at) {
  if (thing.kind == ThingKind::incident) {
    const IncidentRow* row = inside_->run.chronicle().find(incident_of(thing));
    if (row != nullptr) return position_of(*row);
    return std::nullopt;
  }
  if (thing.kind == ThingKind::unit)
    for (const models::UnitOut& out : inside_->run.situation_at(at).units())
      if (UnitKey{out.home.value, out.helper(), out.number()}.thing() == thing)
        return unit_mark(inside_->run, inside_->places, out, at, sim::Duration::zero(), Language::en).at;
  return inside_->places.position(thing);
}

models::GridField Replay::arrivals(std::span<const PlanePoint> from, models::TravelMode mode, double limit_s,
                                   sim::SimTime at) const {
  const models::World& world = inside_->run.world();
  const auto hour = static_cast<std::size_t>(sim::hour_of_day(at)),
             weekday = static_cast<std::size_t>(sim::weekday_of(at));
  models::CoverageQuestion question;
  question.mode = mode;
  question.limit_s = limit_s;
  const auto closed = inside_->run.closed_streets(at, mode);
  const models::Roads roads = closed.empty() ? world.roads : world.roads.with_closed(closed);
  for (const PlanePoint p : from) question.origins.push_back(roads.doorstep(mode, p));
  if (models::traveller_of(mode) == models::Traveller::vehicle)
    question.slowest_factor = models::traffic_factor(world.settings.roads, hour, weekday);
  question.seconds = [&](models::Way way) { return models::typical_seconds(world.settings, mode, way, hour, weekday); };
  return models::arrival_field(roads, world.settings.roads, question);
}

std::vector<Found> Replay::search(std::string_view text, Language language, std::size_t most) {
  auto& names = inside_->names;
  if (!names) names.emplace(inside_->run.world().district);
  return names->find(inside_->run, inside_->places, text, language, most);
}

std::vector<KpiLine> Replay::kpis(sim::SimTime at, Language language) {
  return inside_->kpis_so_far().lines(at, language);
}

TimeRange Replay::kpis_cover(sim::SimTime at) { return inside_->kpis_so_far().covered(at); }

std::vector<float> Replay::latencies(Hazard hazard, models::Latency latency, sim::SimTime at) {
  std::vector<float> seconds;
  for (const IncidentRow& row : inside_->run.chronicle().rows()) {
    if (row.onset > at) break;
    if (row.hazard() != hazard) continue;
    const sim::SimTime end = latency == models::Latency::detection  ? row.noticed
                             : latency == models::Latency::response ? row.reached
                             : latency == models::Latency::duration ? row.ended
                                                                    : sim::never;
    if (end <= at) seconds.push_back(static_cast<float>(sim::to_seconds(end - row.onset)));
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

std::vector<Replay::UnitLoad> Replay::load(Language language) {
  const models::World& world = inside_->run.world();
  std::array<std::uint32_t, models::helpers> posts{};
  const auto count = [&](models::Helper helper, std::size_t n) {
    posts[static_cast<std::size_t>(helper)] += static_cast<std::uint32_t>(n);
  };
  for (const models::CommunityPlace& community : world.communities) {
    count(models::Helper::grid_worker, community.grid_workers.size());
    count(models::Helper::micro_fire_crew, community.micro_stations.size());
  }
  for (const models::AreaPlace& area : world.areas) {
    count(models::Helper::fire_engine, area.engines.size());
    count(models::Helper::ambulance, area.ambulances.size());
    count(models::Helper::care_worker, area.care_workers.size());
  }
  std::vector<UnitLoad> loads;
  for (std::size_t h = 0; h < models::helpers; ++h) {
    const auto helper = static_cast<models::Helper>(h);
    if (!models::belongs_to_pool(helper)) continue;
    loads.push_back(
        {helper, std::string(models::word(helper).text.in(language)), posts[h], inside_->run.chronicle().busy()[h]});
  }
  return loads;
}

}  // namespace yuanluo::viz
