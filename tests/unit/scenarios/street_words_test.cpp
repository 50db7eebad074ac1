// What tags of ways and barriers mean. Expected values: the tagging rules of OpenStreetMap's wiki.
#include "scenarios/import/street_words.hpp"

#include <catch2/catch.hpp>

using namespace yuanluo;
using namespace yuanluo::scenarios;
using models::Permission;

namespace {

OsmTags tags(std::initializer_list<std::pair<const char*, const char*>> all) {
  OsmTags result;
  for (const auto& [key, value] : all) result.add(key, value);
  return result;
}

StreetUse use_of(std::initializer_list<std::pair<const char*, const char*>> all) {
  const OsmTags given = tags(all);
  StreetDoubts doubts;
  return street_use(highway_of(given["highway"]).value(), given, doubts);
}

}  // namespace

TEST_CASE("a speed limit is read in km/h, mph and by the kind of zone, and nothing else is guessed") {
  CHECK(speed_of("50") == 50.0);
  CHECK(speed_of("50 km/h") == 50.0);
  CHECK(speed_of("30 mph").value() == Approx(48.28032));
  CHECK(speed_of("CN:urban") == 50.0);
  CHECK(speed_of("DE:zone:30") == 30.0);
  CHECK(speed_of("AT:zone30") == 30.0);
  CHECK(speed_of("walk") == 7.0);
  CHECK(speed_of("60;50") == 60.0);
  SpeedWords speeds;
  speeds.urban = 40.0;
  CHECK(speed_of("CN:urban", speeds) == 40.0);
  CHECK(speed_of("50", speeds) == 50.0);
  for (const char* const text :
       {"", "none", "signals", "fast", "10 knots", "-5", "9999", "1e99", ":", "CN:", "30mphh"}) {
    INFO(text);
    CHECK_FALSE(speed_of(text));
  }
}

TEST_CASE("one-way streets run forward, backward at -1, and around a roundabout") {
  CHECK(use_of({{"highway", "residential"}, {"oneway", "yes"}}).direction == 1);
  CHECK(use_of({{"highway", "residential"}, {"oneway", "-1"}}).direction == -1);
  CHECK(use_of({{"highway", "residential"}}).direction == 0);
  CHECK(use_of({{"highway", "tertiary"}, {"junction", "roundabout"}}).direction == 1);
  CHECK(use_of({{"highway", "tertiary"}, {"junction", "roundabout"}, {"oneway", "-1"}}).direction == -1);
  CHECK(use_of({{"highway", "motorway"}}).direction == 1);
  CHECK(use_of({{"highway", "motorway"}, {"oneway", "no"}}).direction == 0);
  StreetDoubts doubts;
  CHECK(street_use(Highway::primary, tags({{"oneway", "reversible"}}), doubts).direction == 0);
  CHECK(doubts.oneway);
}

TEST_CASE("the most particular access tag decides") {
  CHECK_FALSE(use_of({{"highway", "residential"}, {"access", "no"}}).vehicles());
  CHECK_FALSE(use_of({{"highway", "residential"}, {"access", "no"}}).people());
  CHECK(use_of({{"highway", "service"}, {"access", "no"}, {"emergency", "yes"}}).vehicle == Permission::yes);
  CHECK(use_of({{"highway", "service"}, {"access", "private"}}).vehicle == Permission::private_);
  CHECK(use_of({{"highway", "residential"}, {"vehicle", "no"}, {"motor_vehicle", "destination"}}).vehicles());
  CHECK_FALSE(use_of({{"highway", "track"}, {"motor_vehicle", "agricultural"}}).vehicles());
  CHECK(use_of({{"highway", "residential"}, {"access", "no"}, {"foot", "yes"}}).people());
}

TEST_CASE("ways for people on foot carry vehicles by a tag of theirs only, and steps never do") {
  CHECK_FALSE(use_of({{"highway", "footway"}, {"access", "yes"}}).vehicles());
  CHECK(use_of({{"highway", "footway"}}).people());
  CHECK(use_of({{"highway", "pedestrian"}, {"emergency", "yes"}}).vehicles());
  CHECK(use_of({{"highway", "pedestrian"}, {"motor_vehicle", "delivery"}}).vehicle == Permission::private_);
  CHECK_FALSE(use_of({{"highway", "steps"}, {"motor_vehicle", "yes"}}).vehicles());
  CHECK_FALSE(use_of({{"highway", "motorway"}}).people());
  CHECK_FALSE(use_of({{"highway", "trunk"}, {"motorroad", "yes"}}).people());
  CHECK(use_of({{"highway", "trunk"}}).people());
}

TEST_CASE("bridges lie above and tunnels below, by their layer where it is given") {
  CHECK(use_of({{"highway", "primary"}, {"bridge", "yes"}}).layer == 1);
  CHECK(use_of({{"highway", "primary"}, {"bridge", "yes"}, {"layer", "2"}}).layer == 2);
  CHECK(use_of({{"highway", "primary"}, {"tunnel", "yes"}}).layer == -1);
  CHECK(use_of({{"highway", "primary"}, {"layer", "-2"}}).layer == -2);
  CHECK(use_of({{"highway", "primary"}, {"tunnel", "building_passage"}}).layer == 0);
  CHECK(use_of({{"highway", "primary"}, {"layer", "deep"}}).layer == 0);
}

TEST_CASE("gates can be opened, posts keep vehicles out, walls everybody") {
  bool known = false;
  CHECK(barrier_use(tags({{"barrier", "gate"}}), known).gate);
  CHECK(barrier_use(tags({{"barrier", "lift_gate"}}), known).vehicles);
  CHECK_FALSE(barrier_use(tags({{"barrier", "bollard"}}), known).vehicles);
  CHECK(barrier_use(tags({{"barrier", "bollard"}}), known).people);
  CHECK_FALSE(barrier_use(tags({{"barrier", "bollard"}, {"access", "yes"}}), known).vehicles);
  CHECK(barrier_use(tags({{"barrier", "bollard"}, {"bollard", "removable"}}), known).gate);
  CHECK(barrier_use(tags({{"barrier", "bollard"}, {"motor_vehicle", "yes"}}), known).vehicles);
  CHECK_FALSE(barrier_use(tags({{"barrier", "gate"}, {"access", "no"}}), known).vehicles);
  CHECK_FALSE(barrier_use(tags({{"barrier", "wall"}}), known).people);
  CHECK(known);
  CHECK(barrier_use(tags({{"barrier", "portcullis"}}), known).vehicles);
  CHECK_FALSE(known);
}

TEST_CASE("a turn restriction holds unless emergency vehicles are excepted") {
  bool conditional = false;
  CHECK(turn_kind(tags({{"restriction", "no_left_turn"}}), conditional) == TurnKind::no);
  CHECK(turn_kind(tags({{"restriction", "only_straight_on"}}), conditional) == TurnKind::only);
  CHECK(turn_kind(tags({{"restriction", "no_left_turn"}, {"except", "psv;emergency"}}), conditional) == TurnKind::none);
  CHECK_FALSE(conditional);
  CHECK(turn_kind(tags({{"restriction:conditional", "no_left_turn @ (07:00-09:00)"}}), conditional) == TurnKind::none);
  CHECK(conditional);
}
