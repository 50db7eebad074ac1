// What an OpenStreetMap file holds, as far as this project uses it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/geo.hpp"

namespace yuanluo::scenarios {

// The tags of one object that this project reads; others are not kept.
class OsmTags {
 public:
  void add(std::string_view key, std::string_view value) { all_.emplace_back(key, value); }

  // The value, empty where there is none.
  std::string_view operator[](std::string_view key) const {
    for (const auto& [k, v] : all_) {
      if (k == key) return v;
    }
    return {};
  }
  bool has(std::string_view key) const { return !(*this)[key].empty(); }
  bool is(std::string_view key, std::string_view value) const { return (*this)[key] == value; }
  bool empty() const { return all_.empty(); }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

// A node with tags; where it lies is in OsmData::place.
struct OsmNode {
  std::int64_t id = 0;
  OsmTags tags;
};

struct OsmWay {
  std::int64_t id = 0;
  std::vector<std::int64_t> nodes;
  OsmTags tags;

  bool closed() const { return nodes.size() >= 4 && nodes.front() == nodes.back(); }
};

enum class OsmKind : char { node = 'n', way = 'w', relation = 'r' };

struct OsmMember {
  OsmKind kind = OsmKind::node;
  std::int64_t id = 0;
  std::string role;
};

struct OsmRelation {
  std::int64_t id = 0;
  std::vector<OsmMember> members;
  OsmTags tags;
};

struct OsmData {
  std::string file;
  std::uint64_t bytes = 0;                                        // of the file, compressed or not
  std::vector<std::pair<std::int64_t, models::GeoPoint>> places;  // of nodes, by id
  std::vector<OsmNode> nodes;                                     // with tags, by id
  std::vector<OsmWay> ways;                                       // by id
  std::vector<OsmRelation> relations;                             // restrictions and multipolygons, by id
  std::uint64_t deleted = 0;                                      // objects that the file marks as deleted
  std::uint64_t repeated = 0;                                     // objects that stand in the file more than once
  std::uint64_t nodes_without_place = 0;
  std::uint64_t relations_of_other_types = 0;

  std::optional<models::GeoPoint> place(std::int64_t node) const;
  const OsmWay* way(std::int64_t id) const;  // null if the file has none
};

// Whether a value of a tag is one of those listed.
template <std::size_t n>
bool one_of(std::string_view word, const std::string_view (&list)[n]) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace yuanluo::scenarios
