// What a results database holds besides incidents and KPIs, as plain rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/district.hpp"
#include "models/geo.hpp"
#include "models/params.hpp"
#include "models/text.hpp"
#include "models/water/rules.hpp"

namespace yuanluo::scenarios {

// What a scenario stands for in its database.
enum class Role : std::uint8_t { single, base, alternative };

struct RunInfo {
  std::string version;    // of the program
  std::string command;    // how to make the same results again; without host, threads and output folder
  bool finished = false;  // false where the run was stopped or killed
};

struct ScenarioInfo {
  Role role = Role::single;
  models::Name name;
  std::string json;    // the resolved scenario
  std::string digest;  // of `json`
  std::uint64_t seed = 0;
  std::int64_t days = 0;
  std::int64_t warm_up_days = 0;
  std::int64_t replications = 0;  // planned
};

// One parameter of a scenario, for the table of sources.
struct SourceRow {
  std::string path;   // JSON pointer in the scenario, "/hazards/fire/rate"
  std::string value;  // as text: a number, a mix, a word
  std::string unit;   // empty where it has none
  double low = 0.0;   // plausible range; both 0 where it has none
  double high = 0.0;
  std::string source;  // key in docs/references.bib, or "assumption"
  models::Confidence confidence = models::Confidence::c;
  models::Name text;       // what it means
  bool changed = false;    // differs from the default
  std::string citation{};  // author, year and title of the source; empty for an assumption
  std::string note{};      // of the scenario on its value; may be empty
};

// Key figures of a community or compound.
struct PlaceFigures {
  std::uint32_t buildings = 0;
  std::uint32_t households = 0;
  std::uint32_t residents = 0;
  std::uint32_t aged_80 = 0;
  std::uint32_t living_alone = 0;
  std::uint32_t disabled = 0;
  std::array<std::uint32_t, models::device_kinds> devices{};
  std::uint32_t linked_devices = 0;
};

struct CommunityRow {
  models::Name name;
  std::vector<models::GeoPoint> boundary;
  std::uint32_t compounds = 0;
  std::uint32_t grid_workers = 0;  // posts
  PlaceFigures figures;
};

struct CompoundRow {
  models::Name name;
  std::uint32_t community = 0;
  models::GeoPoint centre;
  models::GeoPoint gate;
  std::vector<models::GeoPoint> boundary;
  std::int16_t built_year = 0;
  bool gatehouse_staffed = false;
  bool fire_lane_narrow = false;
  PlaceFigures figures;
};

// The district as far as a report shows it.
struct Places {
  models::Name district;
  std::vector<models::GeoPoint> boundary;
  std::vector<CommunityRow> communities;
  std::vector<CompoundRow> compounds;
  std::vector<models::Street> streets;
  std::vector<models::Station> stations;
  std::vector<models::GeoPoint> hydrants;
  std::vector<models::HydrantFigures> hydrant_figures;  // by hydrant; empty where they were not asked for
  std::uint32_t pump_stations = 0;
  std::vector<models::Name> pump_station_names;
};

// What water did at a fire that was fought with it.
struct FireWater {
  std::optional<double> first_water_s;  // after it broke out
  double flow_lps = 0.0;                // greatest on the fire
  std::optional<double> hydrant_lps;    // greatest from one hydrant; none: from tanks alone
  std::optional<double> hydrant_m;      // least pressure at a flowing hydrant
};

// The rows of a district, with the key figures counted.
Places places_of(const models::District& district);
// The same with what each hydrant gives alone, unless hydrants and mains are so many that asking would take long.
Places places_of(const models::World& world);

}  // namespace yuanluo::scenarios
