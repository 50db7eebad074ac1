// Gathers the objects of an OpenStreetMap file, whatever its format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/import/datum.hpp"
#include "scenarios/import/osm_data.hpp"

namespace yuanluo::scenarios {

class OsmCollector {
 public:
  OsmCollector(OsmData& data, Datum datum) : data_(data), datum_(datum) {}

  // Map data are bytes of strangers: what is not UTF-8 becomes question marks, and so do control characters.
  static std::string clean(std::string_view text);
  // Keeps a tag if this project reads it, its value cleaned.
  static void add(OsmTags& tags, std::string_view key, std::string_view value);

  void node(std::int64_t id, std::optional<Degrees> place, OsmTags tags);
  void place(std::int64_t node, Degrees place);
  // Nodes that follow themselves count once.
  void way(OsmWay way);
  // Restrictions and multipolygons are kept.
  void relation(OsmRelation relation);
  void deleted() { ++data_.deleted; }

  // Puts all in the order of ids. Of objects that were there more than once the last one counts.
  void finish();

 private:
  OsmData& data_;
  Datum datum_;
};

}  // namespace yuanluo::scenarios
