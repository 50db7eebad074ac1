#include "scenarios/import/osm_collector.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace yuanluo::scenarios {
namespace {

bool kept(std::string_view key) {
  static constexpr std::string_view keys[] = {"access",
                                              "addr:street",
                                              "amenity",
                                              "area",
                                              "barrier",
                                              "bicycle",
                                              "bollard",
                                              "bridge",
                                              "building",
                                              "building:levels",
                                              "building:flats",
                                              "building:use",
                                              "diameter",
                                              "emergency",
                                              "except",
                                              "foot",
                                              "healthcare",
                                              "height",
                                              "highway",
                                              "junction",
                                              "landuse",
                                              "lanes",
                                              "layer",
                                              "locked",
                                              "maxspeed",
                                              "maxspeed:forward",
                                              "motor_vehicle",
                                              "motorcar",
                                              "motorroad",
                                              "name",
                                              "office",
                                              "oneway",
                                              "oneway:vehicle",
                                              "oneway:motor_vehicle",
                                              "place",
                                              "restriction",
                                              "restriction:conditional",
                                              "restriction:motorcar",
                                              "restriction:motor_vehicle",
                                              "service",
                                              "shop",
                                              "social_facility",
                                              "social_facility:for",
                                              "start_date",
                                              "tourism",
                                              "tunnel",
                                              "type",
                                              "vehicle"};
  if (key.substr(0, 5) == "name:" || key.substr(0, 13) == "fire_hydrant:") return true;
  return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
}

// Puts rows in the order of ids, the last one of each id; `repeated` counts the others.
template <class Rows, class IdOf>
void order_by_id(Rows& rows, std::uint64_t& repeated, IdOf id_of) {
  const auto less = [&](const auto& a, const auto& b) { return id_of(a) < id_of(b); };
  if (!std::is_sorted(rows.begin(), rows.end(), less)) std::stable_sort(rows.begin(), rows.end(), less);
  auto end = rows.begin();
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    if (end != rows.begin() && id_of(*(end - 1)) == id_of(*row)) {
      --end;
      ++repeated;
    }
    if (end != row) *end = std::move(*row);
    ++end;
  }
  rows.erase(end, rows.end());
}

}  // namespace

std::string OsmCollector::clean(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80                   ? 1
                               : byte >= 0xC2 && byte < 0xE0 ? 2
                               : byte >= 0xE0 && byte < 0xF0 ? 3
                               : byte >= 0xF0 && byte < 0xF5 ? 4
                                                             : 0;
    bool good = length > 0 && i + length <= text.size() && byte >= 0x20 && byte != 0x7F;
    for (std::size_t k = 1; good && k < length; ++k) good = (static_cast<unsigned char>(text[i + k]) & 0xC0u) == 0x80u;
    if (good && length > 2) {
      // No overlong forms, surrogates, or code points past the last one.
      const auto next = static_cast<unsigned char>(text[i + 1]);
      good = !(byte == 0xE0 && next < 0xA0) && !(byte == 0xED && next > 0x9F) && !(byte == 0xF0 && next < 0x90) &&
             !(byte == 0xF4 && next > 0x8F);
    }
    if (good) {
      result.append(text, i, length);
      i += length;
    } else {
      result += '?';
      ++i;
    }
  }
  return result;
}

void OsmCollector::add(OsmTags& tags, std::string_view key, std::string_view value) {
  if (kept(key)) tags.add(key, clean(value));
}

void OsmCollector::place(std::int64_t node, Degrees place) { data_.places.emplace_back(node, place_of(place, datum_)); }

void OsmCollector::node(std::int64_t id, std::optional<Degrees> at, OsmTags tags) {
  if (at)
    place(id, *at);
  else
    ++data_.nodes_without_place;
  if (!tags.empty()) data_.nodes.push_back({id, std::move(tags)});
}

void OsmCollector::way(OsmWay way) {
  way.nodes.erase(std::unique(way.nodes.begin(), way.nodes.end()), way.nodes.end());
  data_.ways.push_back(std::move(way));
}

void OsmCollector::relation(OsmRelation relation) {
  const std::string_view type = relation.tags["type"];
  if (type == "restriction" || type == "multipolygon")
    data_.relations.push_back(std::move(relation));
  else
    ++data_.relations_of_other_types;
}

void OsmCollector::finish() {
  order_by_id(data_.places, data_.repeated, [](const auto& p) { return p.first; });
  order_by_id(data_.nodes, data_.repeated, [](const OsmNode& n) { return n.id; });
  order_by_id(data_.ways, data_.repeated, [](const OsmWay& w) { return w.id; });
  order_by_id(data_.relations, data_.repeated, [](const OsmRelation& r) { return r.id; });
}

}  // namespace yuanluo::scenarios
