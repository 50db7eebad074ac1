// Reads what Overpass answers to `[out:json]`.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/import/datum.hpp"
#include "scenarios/import/osm_data.hpp"

namespace yuanluo::scenarios {

// `elements` with nodes, ways and relations; coordinates may stand in the nodes or, after `out geom`, in the ways.
// Coordinates outside ±180 and ±90 are no place. Throws ScenarioError if the text is no JSON or nothing that Overpass
// sends, if an element is not what it should be, and if the server remarks that it sent a part only.
OsmData read_osm_json(const std::string& name, std::string_view text, Datum datum);

}  // namespace yuanluo::scenarios
