// A district as files that a planner edits in a spreadsheet or a GIS.
//
// compounds.csv, buildings.csv, households.csv, residents.csv, devices.csv, hydrants.csv, pump_stations.csv,
// stations.csv, staff.csv and, where there are any, turn_restrictions.csv, aeds.csv, lifts.csv and elevations.csv: RFC
// 4180, UTF-8 with byte order mark, so that spreadsheets show Chinese. places.geojson (outlines of the district, its
// communities and compounds) and streets.geojson: RFC 7946, WGS-84. Rows are named by the texts in their column `id`
// and refer to each other by them; the order of rows does not matter. A planner's own water network: mains.inp and
// water_ties.csv, see scenarios/water/own_mains.hpp.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "models/district.hpp"

namespace yuanluo::scenarios {

// The texts of all files, by file name.
using TableTexts = std::map<std::string, std::string>;
TableTexts table_texts(const models::District& district);

// Writes all files to `folder`, or none: they are made in a folder beside it, which then takes its place. The folder
// may exist if it holds nothing but such tables. Throws ScenarioError if it cannot be written, or holds other files.
void write_tables(const models::District& district, const std::filesystem::path& folder);

// The district that the files in `folder` describe; equal to the one that was written there. Rows are put in the order
// of their owners, then of their ids ("B2" before "B10"). Throws ScenarioError with everything that is wrong.
models::District read_tables(const std::filesystem::path& folder);

// The same from texts; messages name them as files in `folder`.
models::District read_tables(const TableTexts& texts, const std::filesystem::path& folder);

}  // namespace yuanluo::scenarios
