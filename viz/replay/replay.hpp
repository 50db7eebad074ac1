// A recorded run, open for looking at: any moment as a Frame, any incident as a Chain.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/roads/contour.hpp"
#include "models/roads/mode.hpp"
#include "models/text.hpp"
#include "viz/replay/chain.hpp"
#include "viz/replay/choices.hpp"
#include "viz/replay/frame.hpp"
#include "viz/replay/static_map.hpp"
#include "viz/replay/told_error.hpp"

namespace yuanluo::viz {

// Thrown when a trace cannot be opened, or two cannot be compared.
class ReplayError : public ToldError {
 public:
  using ToldError::ToldError;
};

struct TimeRange {
  sim::SimTime from, until;  // until: of the last event, or the end of the run that is planned
};

struct RunInfo {
  models::Name scenario;
  std::string digest, version;
  std::uint64_t seed = 0;
  std::int64_t days = 0, warm_up_days = 0;
  std::uint64_t events = 0, incidents = 0;
  bool complete = true;
  std::vector<models::Name> notes;  // damage, a cut, another version …: to be shown
};

// One incident in a list; small, for there may be millions.
struct IncidentRow {
  models::IncidentId id;
  sim::SimTime onset;
  sim::SimTime noticed = sim::never;
  sim::SimTime reached = sim::never;
  sim::SimTime ended = sim::never;
  std::uint32_t compound = no_compound;
  models::Variety variety = models::Variety::fire_other;
  models::Ending ending = models::Ending::open;
  std::uint8_t deaths = 0, injuries = 0;

  static constexpr std::uint32_t no_compound = 0xffffffffu;
  models::Hazard hazard() const { return models::hazard_of(variety); }
  bool open_at(sim::SimTime t) const { return onset <= t && t < ended; }
};

// Incidents begun per interval of time, by hazard.
struct IncidentHistogram {
  sim::SimTime from;
  sim::Duration width{};
  std::vector<std::array<std::uint32_t, models::hazards>> bins;
};

struct Found {
  Thing thing;
  std::string label, detail;
  PlanePoint at;
};

class Replay {
 public:
  // Opens a trace file; it needs nothing but the file. Throws ReplayError.
  static Replay open(const std::filesystem::path& path);
  Replay(Replay&&) noexcept;
  Replay& operator=(Replay&&) noexcept;
  ~Replay();

  const RunInfo& info() const;
  const StaticMap& map() const;
  TimeRange range() const;

  // The moment `at`: all events up to and including it have happened.
  Frame frame_at(sim::SimTime at, const Choices& choices);

  // Colouring by fire flow takes hundreds of solutions of the water network. Frames wait for all of them, unless told
  // to work out so many at most and leave the rest to the frames to come (MeasureValues::unfinished).
  void solve_at_most(std::size_t solutions_a_frame);

  // All incidents by onset.
  std::span<const IncidentRow> incidents();
  // Those of them that are open at `at`, as places in the list, rising.
  std::vector<std::uint32_t> open_incidents(sim::SimTime at);
  std::string title_of(const IncidentRow& row, models::Language language) const;  // "卧床吸烟起火"
  std::string place_of(const IncidentRow& row, models::Language language) const;  // "双桥路小区"
  PlanePoint position_of(const IncidentRow& row) const;
  // The first incident of the chosen hazards that began after (before) `at`.
  std::optional<IncidentRow> next_incident(sim::SimTime at, const std::array<bool, models::hazards>& hazards);
  std::optional<IncidentRow> previous_incident(sim::SimTime at, const std::array<bool, models::hazards>& hazards);
  IncidentHistogram histogram(std::size_t bins, sim::SimTime from, sim::SimTime until);

  Chain chain(models::IncidentId incident, models::Language language);
  Inspection inspect(Thing thing, sim::SimTime at, models::Language language);
  std::optional<PlanePoint> position_of(Thing thing, sim::SimTime at);

  // Seconds from the nearest of `from` to the places around, up to `limit_s`: along the streets, in the traffic of the
  // hour and weekday of `at`, past the streets that are closed then, without luck, and from the streets on foot. Above
  // the limit where nobody comes in time.
  models::GridField arrivals(std::span<const PlanePoint> from, models::TravelMode mode, double limit_s,
                             sim::SimTime at) const;

  // By part of a name (either language), by pinyin initials, by number of an incident. At most `most`, best first.
  std::vector<Found> search(std::string_view text, models::Language language, std::size_t most = 30);

  // Headline KPIs of incidents begun by `at`, as far as they are known then, beside those of the whole run.
  std::vector<KpiLine> kpis(sim::SimTime at, models::Language language);
  // The time that they cover: from the end of the warm-up to `at`, or, of many millions of events, the last part of it.
  TimeRange kpis_cover(sim::SimTime at);
  // Latencies (detection, response or duration) in seconds of incidents of a hazard begun by `at`, sorted; for
  // histograms and distribution curves.
  std::vector<float> latencies(models::Hazard hazard, models::Latency latency, sim::SimTime at);
  // Mean number of units of each kind out, by hour of the day, over the whole run.
  struct UnitLoad {
    models::Helper helper = models::Helper::grid_worker;
    std::string label;
    std::uint32_t posts = 0;
    std::array<double, 24> busy{};
  };
  std::vector<UnitLoad> load(models::Language language);

 private:
  struct Inside;
  friend class Comparison;
  explicit Replay(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace yuanluo::viz
