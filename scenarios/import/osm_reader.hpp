// Reads OpenStreetMap files: XML, PBF, and either compressed by gzip or bzip2.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "scenarios/import/datum.hpp"
#include "scenarios/import/osm_data.hpp"

namespace yuanluo::scenarios {

// The objects of the file in any order (raw Overpass files have ways before nodes), with or without versions, time
// stamps and places of nodes. What the format is is read from the first bytes, not from the file's name. Throws
// ScenarioError if the file cannot be read to its end, with the line where the format has lines.
OsmData read_osm(const std::filesystem::path& file, Datum datum);

// The same from memory; `name` is what messages call it.
OsmData read_osm(const std::string& name, std::string_view bytes, Datum datum);

}  // namespace yuanluo::scenarios
