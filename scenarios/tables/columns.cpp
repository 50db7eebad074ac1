#include "scenarios/tables/columns.hpp"

#include <array>
#include <utility>

namespace yuanluo::scenarios {
namespace {

constexpr std::array<std::string_view, 2> sexes{"female", "male"};
constexpr std::array<std::string_view, 3> mobilities{"free", "slow", "assisted"};
constexpr std::array<std::string_view, models::device_kinds> device_words{
    "smoke_alarm", "gas_sensor", "water_flow_sensor", "sos_button", "motion_sensor"};
constexpr std::array<std::string_view, models::station_kinds> station_words{
    "governance_centre", "care_complex", "day_care_centre", "micro_fire_station", "fire_station", "ambulance_station"};
constexpr std::array<std::string_view, models::staff_roles> role_words{
    "grid_worker", "safety_lead", "gatehouse_guard", "care_worker", "micro_fire_crew", "operator"};
constexpr std::array<std::string_view, models::street_classes> street_words{
    "motorway",      "trunk",   "primary", "secondary",  "tertiary", "unclassified", "residential",
    "living_street", "service", "track",   "pedestrian", "cycleway", "footway",      "steps"};
constexpr std::array<std::string_view, 2> rule_words{"no", "only"};

template <class Int>
void whole(Columns& columns, std::string_view name, std::int64_t low, std::int64_t high, Int& value) {
  std::int64_t wide = value;
  columns.whole(name, low, high, wide);
  value = static_cast<Int>(wide);
}

template <class Enum>
void word(Columns& columns, std::string_view name, std::span<const std::string_view> words, Enum& value) {
  auto index = static_cast<std::size_t>(value);
  columns.word(name, words, index);
  value = static_cast<Enum>(index);
}

template <class Id>
void reference(Columns& columns, std::string_view name, TableKind to, Id& value) {
  columns.reference(name, to, value.value);
}

template <class Id>
void optional_reference(Columns& columns, std::string_view name, TableKind to, std::optional<Id>& value) {
  std::optional<std::uint32_t> index;
  if (value) index = value->value;
  columns.optional_reference(name, to, index);
  value.reset();
  if (index) value = Id{*index};
}

void name(Columns& columns, models::Name& value) {
  columns.text("name_zh", value.zh);
  columns.text("name_en", value.en);
}

constexpr std::int64_t first_year = 1900, last_year = 2100;

// Collects the names of the columns.
class HeaderColumns : public Columns {
 public:
  void text(std::string_view name, std::string&) override { add(name); }
  void whole(std::string_view name, std::int64_t, std::int64_t, std::int64_t&) override { add(name); }
  void optional_whole(std::string_view name, std::int64_t, std::int64_t, std::optional<std::int64_t>&) override {
    add(name);
  }
  void metres(std::string_view name, std::int64_t, std::int64_t, std::int32_t&) override { add(name); }
  void yes_no(std::string_view name, bool&) override { add(name); }
  void word(std::string_view name, std::span<const std::string_view>, std::size_t&) override { add(name); }
  void place(std::string_view lon, std::string_view lat, models::GeoPoint&) override { add(lon), add(lat); }
  void reference(std::string_view name, TableKind, std::uint32_t&) override { add(name); }
  void optional_reference(std::string_view name, TableKind, std::optional<std::uint32_t>&) override { add(name); }
  void references(std::string_view name, TableKind, std::vector<std::uint32_t>&) override { add(name); }

  std::vector<std::string> names;

 private:
  void add(std::string_view name) { names.emplace_back(name); }
};

template <class Row>
std::vector<std::string> names_of() {
  HeaderColumns header;
  Row any;
  declare(header, any);
  return std::move(header.names);
}

}  // namespace

void declare(Columns& columns, models::Compound& c) {
  name(columns, c.name);
  reference(columns, "community", TableKind::communities, c.community);
  whole(columns, "built_year", first_year, last_year, c.built_year);
  columns.yes_no("gatehouse_staffed", c.gatehouse_staffed);
  columns.yes_no("fire_lane_narrow", c.fire_lane_narrow);
  columns.place("centre_lon", "centre_lat", c.centre);
  columns.place("gate_lon", "gate_lat", c.gate);
}

void declare(Columns& columns, models::Building& b) {
  reference(columns, "compound", TableKind::compounds, b.compound);
  columns.place("lon", "lat", b.position);
  whole(columns, "floors", 1, 120, b.floors);
  whole(columns, "stairwells", 1, 50, b.stairwells);
  columns.yes_no("lift", b.lift);
  whole(columns, "built_year", first_year, last_year, b.built_year);
}

void declare(Columns& columns, models::Household& h) {
  reference(columns, "building", TableKind::buildings, h.building);
  whole(columns, "stairwell", 1, 50, h.stairwell);
  whole(columns, "floor", 1, 120, h.floor);
  std::optional<std::int64_t> distance;
  if (h.relative_distance_m) distance = *h.relative_distance_m;
  columns.optional_whole("relative_distance_m", 0, 5000000, distance);
  h.relative_distance_m.reset();
  if (distance) h.relative_distance_m = static_cast<std::uint32_t>(*distance);
}

void declare(Columns& columns, models::Resident& r) {
  reference(columns, "household", TableKind::households, r.household);
  whole(columns, "age", 0, 125, r.age);
  word(columns, "sex", sexes, r.sex);
  word(columns, "mobility", mobilities, r.mobility);
  columns.yes_no("disabled", r.disabled);
  columns.yes_no("lives_alone", r.lives_alone);
  columns.yes_no("hard_of_hearing", r.hard_of_hearing);
}

void declare(Columns& columns, models::Device& d) {
  reference(columns, "household", TableKind::households, d.household);
  word(columns, "kind", device_words, d.kind);
  whole(columns, "installed_year", first_year, last_year, d.installed_year);
  columns.yes_no("linked", d.linked);
}

void declare(Columns& columns, models::Hydrant& h) {
  columns.place("lon", "lat", h.position);
  whole(columns, "diameter_mm", 40, 400, h.diameter_mm);
}

void declare(Columns& columns, models::PumpStation& p) {
  name(columns, p.name);
  columns.place("lon", "lat", p.position);
  whole(columns, "flow_lps", 1, 1000, p.flow_lps);
  whole(columns, "head_m", 1, 300, p.head_m);
}

void declare(Columns& columns, models::Station& s) {
  word(columns, "kind", station_words, s.kind);
  name(columns, s.name);
  columns.place("lon", "lat", s.position);
  whole(columns, "vehicles", 0, 100, s.vehicles);
}

void declare(Columns& columns, models::Staff& s) {
  word(columns, "role", role_words, s.role);
  optional_reference(columns, "community", TableKind::communities, s.community);
  optional_reference(columns, "compound", TableKind::compounds, s.compound);
  optional_reference(columns, "station", TableKind::stations, s.station);
  whole(columns, "shift_start_hour", 0, 23, s.shift_start_hour);
  whole(columns, "shift_hours", 1, 24, s.shift_hours);
}

void declare(Columns& columns, models::TurnRestriction& t) {
  reference(columns, "from", TableKind::streets, t.from);
  columns.place("at_lon", "at_lat", t.at);
  std::vector<std::uint32_t> via;
  for (const models::StreetId street : t.via) via.push_back(street.value);
  columns.references("via", TableKind::streets, via);
  t.via.clear();
  for (const std::uint32_t street : via) t.via.push_back({street});
  reference(columns, "to", TableKind::streets, t.to);
  word(columns, "rule", rule_words, t.only);
  columns.yes_no("except_bikes", t.except_bikes);
}

void declare(Columns& columns, models::Aed& aed) { columns.place("lon", "lat", aed.position); }

void declare(Columns& columns, models::StairwellLift& lift) {
  reference(columns, "building", TableKind::buildings, lift.building);
  whole(columns, "stairwell", 1, 50, lift.stairwell);
}

void declare(Columns& columns, models::SpotHeight& height) {
  columns.place("lon", "lat", height.position);
  columns.metres("elevation_m", -500, 9000, height.elevation_cm);
}

std::span<const std::string_view> street_class_words() { return street_words; }

std::vector<std::string> column_names(TableKind table) {
  switch (table) {
    case TableKind::compounds:
      return names_of<models::Compound>();
    case TableKind::buildings:
      return names_of<models::Building>();
    case TableKind::households:
      return names_of<models::Household>();
    case TableKind::residents:
      return names_of<models::Resident>();
    case TableKind::devices:
      return names_of<models::Device>();
    case TableKind::hydrants:
      return names_of<models::Hydrant>();
    case TableKind::pump_stations:
      return names_of<models::PumpStation>();
    case TableKind::stations:
      return names_of<models::Station>();
    case TableKind::staff:
      return names_of<models::Staff>();
    case TableKind::turn_restrictions:
      return names_of<models::TurnRestriction>();
    case TableKind::aeds:
      return names_of<models::Aed>();
    case TableKind::lifts:
      return names_of<models::StairwellLift>();
    case TableKind::elevations:
      return names_of<models::SpotHeight>();
    case TableKind::communities:
    case TableKind::streets:
      break;
  }
  return {};
}

}  // namespace yuanluo::scenarios
