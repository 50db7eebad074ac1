#include "scenarios/import/street_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string>

namespace yuanluo::scenarios {
namespace {

using models::Permission;
using models::StreetClass;

struct HighwayWord {
  std::string_view word;
  StreetClass kind;
  bool vehicles;  // unless tags say otherwise
};

constexpr std::array<HighwayWord, highways> words{{{"motorway", StreetClass::motorway, true},
                                                   {"motorway_link", StreetClass::motorway, true},
                                                   {"trunk", StreetClass::trunk, true},
                                                   {"trunk_link", StreetClass::trunk, true},
                                                   {"primary", StreetClass::primary, true},
                                                   {"primary_link", StreetClass::primary, true},
                                                   {"secondary", StreetClass::secondary, true},
                                                   {"secondary_link", StreetClass::secondary, true},
                                                   {"tertiary", StreetClass::tertiary, true},
                                                   {"tertiary_link", StreetClass::tertiary, true},
                                                   {"unclassified", StreetClass::unclassified, true},
                                                   {"residential", StreetClass::residential, true},
                                                   {"living_street", StreetClass::living_street, true},
                                                   {"road", StreetClass::residential, true},
                                                   {"busway", StreetClass::service, true},
                                                   {"service", StreetClass::service, true},
                                                   {"track", StreetClass::track, true},
                                                   {"pedestrian", StreetClass::pedestrian, false},
                                                   {"footway", StreetClass::footway, false},
                                                   {"path", StreetClass::footway, false},
                                                   {"cycleway", StreetClass::cycleway, false},
                                                   {"bridleway", StreetClass::footway, false},
                                                   {"steps", StreetClass::steps, false}}};

constexpr std::string_view open_words[] = {
    "yes",    "designated", "permissive",  "official", "destination", "private",   "customers", "delivery",
    "permit", "residents",  "discouraged", "bus",      "psv",         "emergency", "military",  "public"};
constexpr std::string_view closed_words[] = {"no", "use_sidepath", "dismount", "agricultural", "forestry"};
constexpr std::string_view by_leave_words[] = {"private", "customers", "delivery", "permit", "residents", "military"};

enum class Leave { unsaid, open, by_leave, closed };

// The first word of a list such as "yes;destination".
std::string_view first_of(std::string_view value) { return value.substr(0, value.find(';')); }

Leave leave_of(std::string_view value, bool& doubt) {
  value = first_of(value);
  if (value.empty() || value == "unknown") return Leave::unsaid;
  if (one_of(value, closed_words)) return Leave::closed;
  if (one_of(value, by_leave_words)) return Leave::by_leave;
  if (!one_of(value, open_words)) doubt = true;
  return Leave::open;
}

// The most particular tag that says anything.
template <std::size_t n>
Leave first_said(const OsmTags& tags, const std::string_view (&keys)[n], bool& doubt) {
  for (const std::string_view key : keys) {
    if (const Leave leave = leave_of(tags[key], doubt); leave != Leave::unsaid) return leave;
  }
  return Leave::unsaid;
}

Permission permission_of(Leave leave) {
  return leave == Leave::closed ? Permission::no : leave == Leave::by_leave ? Permission::private_ : Permission::yes;
}

// The tags that speak of somebody, the most particular first.
constexpr std::string_view for_vehicles[] = {"emergency", "motorcar", "motor_vehicle", "vehicle", "access"};
constexpr std::string_view of_vehicles[] = {"emergency", "motorcar", "motor_vehicle", "vehicle"};
constexpr std::string_view for_people[] = {"foot", "access"};
constexpr std::string_view for_bikes[] = {"bicycle", "vehicle", "access"};

std::optional<double> number_at(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && (std::isdigit(static_cast<unsigned char>(text[end])) != 0 || text[end] == '.')) ++end;
  if (end == 0 || end > 8) return std::nullopt;
  double value = 0.0;
  const auto read = std::from_chars(text.data(), text.data() + end, value);
  if (read.ec != std::errc{} || read.ptr != text.data() + end) return std::nullopt;
  text.remove_prefix(end);
  return value;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<double> plausible(double kmh) { return kmh >= 1.0 && kmh <= 200.0 ? std::optional(kmh) : std::nullopt; }

int direction_of(Highway highway, const OsmTags& tags, bool& doubt) {
  std::string_view said = tags["oneway:motor_vehicle"];
  if (said.empty()) said = tags["oneway:vehicle"];
  if (said.empty()) said = tags["oneway"];
  if (said == "yes" || said == "true" || said == "1") return 1;
  if (said == "-1" || said == "reverse") return -1;
  if (said == "no" || said == "false" || said == "0") return 0;
  if (!said.empty()) doubt = true;
  const bool round = tags.is("junction", "roundabout") || tags.is("junction", "circular");
  return said.empty() && (round || highway == Highway::motorway) ? 1 : 0;
}

// Bridges are above the ground and tunnels below it also where no layer is given.
int layer_of(const OsmTags& tags) {
  std::string_view text = trimmed(first_of(tags["layer"]));
  const bool below = !text.empty() && text.front() == '-';
  if (below || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  const auto value = number_at(text);
  if (value && text.empty() && *value <= 10.0) return static_cast<int>(below ? -*value : *value);
  if (tags.has("bridge") && !tags.is("bridge", "no")) return 1;
  return tags.has("tunnel") && !tags.is("tunnel", "no") && !tags.is("tunnel", "building_passage") ? -1 : 0;
}

}  // namespace

std::optional<Highway> highway_of(std::string_view word) {
  if (word == "emergency_access" || word == "emergency_bay" || word == "bus_guideway") word = "service";
  for (std::size_t i = 0; i < highways; ++i) {
    if (words[i].word == word) return static_cast<Highway>(i);
  }
  return std::nullopt;
}

bool known_not_to_be_a_way(std::string_view word) {
  constexpr std::string_view list[] = {
      "construction", "proposed",  "planned",  "abandoned",  "disused",        "razed",       "raceway",
      "platform",     "rest_area", "services", "bus_stop",   "corridor",       "elevator",    "escape",
      "via_ferrata",  "no",        "ladder",   "demolished", "traffic_island", "street_lamp", "virtual"};
  return one_of(word, list);
}

StreetClass street_class_of(Highway highway) { return words[static_cast<std::size_t>(highway)].kind; }

StreetUse street_use(Highway highway, const OsmTags& tags, StreetDoubts& doubts, const SpeedWords& speeds) {
  StreetUse use;
  use.highway = highway;

  const bool road = words[static_cast<std::size_t>(highway)].vehicles;
  const bool motor_road =
      highway == Highway::motorway || highway == Highway::motorway_link || tags.is("motorroad", "yes");
  if (road) {
    use.vehicle = permission_of(first_said(tags, for_vehicles, doubts.access));
  } else {
    // What is not for vehicles as such opens to them by a tag of theirs only: access=yes is said of people.
    const Leave theirs = first_said(tags, of_vehicles, doubts.access);
    const bool fits = theirs != Leave::unsaid && highway != Highway::steps;
    use.vehicle = fits ? permission_of(theirs) : Permission::no;
  }
  const Leave own_foot = leave_of(tags["foot"], doubts.access), own_bike = leave_of(tags["bicycle"], doubts.access);
  const bool walked = highway == Highway::pedestrian || highway == Highway::footway || highway == Highway::steps;
  use.foot = motor_road && own_foot == Leave::unsaid ? Permission::no
                                                     : permission_of(first_said(tags, for_people, doubts.access));
  use.bike = (motor_road || walked) && own_bike == Leave::unsaid
                 ? Permission::no
                 : permission_of(first_said(tags, for_bikes, doubts.access));

  use.direction = direction_of(highway, tags, doubts.oneway);
  use.layer = layer_of(tags);
  const std::string_view limit = tags.has("maxspeed") ? tags["maxspeed"] : tags["maxspeed:forward"];
  use.limit_kmh = speed_of(limit, speeds);
  doubts.maxspeed = !limit.empty() && !use.limit_kmh && limit != "none" && limit != "signals" && limit != "variable";
  std::string_view lanes = trimmed(first_of(tags["lanes"]));
  if (!lanes.empty()) {
    const auto count = number_at(lanes);
    if (count && *count >= 1.0 && *count <= 20.0 && lanes.empty()) {
      use.lanes = static_cast<int>(std::ceil(*count));
    } else {
      doubts.lanes = true;
    }
  }
  return use;
}

std::optional<double> speed_of(std::string_view text, const SpeedWords& speeds) {
  const std::string small = lower(trimmed(first_of(text)));
  std::string_view rest = small;
  constexpr double mph_in_kmh = 1.609344;
  if (const auto value = number_at(rest)) {
    rest = trimmed(rest);
    if (rest.empty() || rest == "km/h" || rest == "kmh" || rest == "kph") return plausible(*value);
    return rest == "mph" ? plausible(*value * mph_in_kmh) : std::nullopt;
  }
  if (rest == "walk") return speeds.walk;
  // "CN:urban", "DE:zone:30", "AT:zone30": a country, then the kind of road. Limits: docs/import.md.
  const auto colon = rest.find(':');
  if (colon != 2) return std::nullopt;
  const bool british = rest.substr(0, 2) == "gb" || rest.substr(0, 2) == "uk";
  rest.remove_prefix(3);
  if (rest.substr(0, 4) == "zone") {
    rest.remove_prefix(rest.size() > 4 && rest[4] == ':' ? 5 : 4);
    const auto value = number_at(rest);
    return value && rest.empty() ? plausible(*value) : std::nullopt;
  }
  if (rest == "urban") return speeds.urban;
  if (rest == "rural") return speeds.rural;
  if (rest == "trunk") return speeds.trunk;
  if (rest == "motorway") return speeds.motorway;
  if (rest == "living_street" || rest == "pedestrian_zone" || rest == "walk") return speeds.living_street;
  if (rest == "bicycle_road" || rest == "school") return speeds.school;
  if (british && rest == "nsl_single") return 60.0 * mph_in_kmh;
  if (british && (rest == "nsl_dual" || rest == "nsl")) return 70.0 * mph_in_kmh;
  if (british && rest == "nsl_restricted") return 30.0 * mph_in_kmh;
  return std::nullopt;
}

BarrierUse barrier_use(const OsmTags& tags, bool& known) {
  constexpr std::string_view gates[] = {"gate",           "lift_gate",      "swing_gate",  "sliding_gate",
                                        "wicket_gate",    "hampshire_gate", "bump_gate",   "toll_booth",
                                        "border_control", "sally_port",     "chain",       "sliding_beam",
                                        "rope",           "guard_house",    "barrier_gate"};
  constexpr std::string_view open[] = {"entrance", "cattle_grid", "kerb", "height_restrictor", "no", "speed_bump"};
  constexpr std::string_view posts[] = {"bollard",
                                        "block",
                                        "cycle_barrier",
                                        "kissing_gate",
                                        "stile",
                                        "turnstile",
                                        "log",
                                        "full-height_turnstile",
                                        "motorcycle_barrier",
                                        "planter",
                                        "jersey_barrier",
                                        "debris",
                                        "horse_stile",
                                        "spikes",
                                        "bus_trap",
                                        "sump_buster",
                                        "kent_carriage_gap",
                                        "tank_trap"};
  constexpr std::string_view walls[] = {"wall", "fence", "hedge", "ditch", "retaining_wall", "city_wall", "guard_rail"};
  const std::string_view word = tags["barrier"];
  BarrierUse use;
  known = true;
  if (one_of(word, gates)) {
    use.gate = true;
  } else if (one_of(word, posts)) {
    use.vehicles = false;
  } else if (one_of(word, walls)) {
    use = {false, false, false};
  } else if (!one_of(word, open)) {
    known = word == "yes";
  }
  if (word == "wicket_gate") use.vehicles = false;
  if (tags.is("bollard", "removable") || tags.is("bollard", "rising") || tags.is("bollard", "foldable")) {
    use.vehicles = true;
    use.gate = true;
  }
  bool doubt = false;
  if (first_said(tags, for_vehicles, doubt) == Leave::closed) use.vehicles = false;
  // access=yes at a bollard is said of those who fit through.
  if (first_said(tags, of_vehicles, doubt) == Leave::open) use.vehicles = true;
  if (first_said(tags, for_people, doubt) == Leave::closed) use.people = false;
  if (leave_of(tags["foot"], doubt) == Leave::open) use.people = true;
  use.gate = use.gate && use.vehicles;
  return use;
}

TurnKind turn_kind(const OsmTags& tags, bool& conditional) {
  const std::string_view except = tags["except"];
  std::string_view word = tags["restriction"];
  if (word.empty()) word = tags["restriction:motor_vehicle"];
  if (word.empty()) word = tags["restriction:motorcar"];
  conditional = word.empty() && tags.has("restriction:conditional");
  if (except.find("emergency") != std::string_view::npos || except.find("motor_vehicle") != std::string_view::npos) {
    return TurnKind::none;
  }
  if (word.substr(0, 3) == "no_") return TurnKind::no;
  if (word.substr(0, 5) == "only_") return TurnKind::only;
  return TurnKind::none;
}

}  // namespace yuanluo::scenarios
