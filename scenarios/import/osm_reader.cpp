#include "scenarios/import/osm_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <osmium/io/bzip2_compression.hpp>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm.hpp>
#include <system_error>

#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr models::Text wanted_file{"完整的OpenStreetMap文件（XML、PBF，或其gzip、bzip2压缩）",
                                   "a whole OpenStreetMap file (XML or PBF, or XML compressed by gzip or bzip2)"};

[[noreturn]] void refuse(const std::string& file, models::Name found, std::uint32_t line = 0,
                         std::uint32_t column = 0) {
  Problem problem;
  problem.file = file;
  problem.line = line;
  problem.column = column;
  problem.wanted = {std::string(wanted_file.zh), std::string(wanted_file.en)};
  problem.found = std::move(found);
  throw ScenarioError({problem});
}

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

// Map data are bytes of strangers: what is not UTF-8 becomes question marks, and so do control characters.
std::string clean(std::string_view text) {
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

// Takes everything over from the library's buffers.
class Collector {
 public:
  Collector(OsmData& data, Datum datum) : data_(data), datum_(datum) {}

  void take(const osmium::memory::Buffer& buffer) {
    for (const osmium::memory::Item& item : buffer) {
      if (item.type() == osmium::item_type::node) {
        take(static_cast<const osmium::Node&>(item));
      } else if (item.type() == osmium::item_type::way) {
        take(static_cast<const osmium::Way&>(item));
      } else if (item.type() == osmium::item_type::relation) {
        take(static_cast<const osmium::Relation&>(item));
      }
    }
  }

  // Puts all in the order of ids. Of objects that were there more than once the last one counts.
  void finish() {
    order(data_.places, [](const auto& p) { return p.first; });
    order(data_.nodes, [](const OsmNode& n) { return n.id; });
    order(data_.ways, [](const OsmWay& w) { return w.id; });
    order(data_.relations, [](const OsmRelation& r) { return r.id; });
  }

 private:
  template <class Rows, class IdOf>
  void order(Rows& rows, IdOf id_of) {
    const auto less = [&](const auto& a, const auto& b) { return id_of(a) < id_of(b); };
    if (!std::is_sorted(rows.begin(), rows.end(), less)) std::stable_sort(rows.begin(), rows.end(), less);
    auto end = rows.begin();
    for (auto row = rows.begin(); row != rows.end(); ++row) {
      if (end != rows.begin() && id_of(*(end - 1)) == id_of(*row)) {
        --end;
        ++data_.repeated;
      }
      if (end != row) *end = std::move(*row);
      ++end;
    }
    rows.erase(end, rows.end());
  }

  static OsmTags tags_of(const osmium::OSMObject& object) {
    OsmTags tags;
    for (const osmium::Tag& tag : object.tags()) {
      if (kept(tag.key())) tags.add(tag.key(), clean(tag.value()));
    }
    return tags;
  }

  bool gone(const osmium::OSMObject& object) {
    if (object.visible()) return false;
    ++data_.deleted;
    return true;
  }

  void put(std::int64_t id, osmium::Location place) {
    data_.places.emplace_back(id, place_of({place.lon_without_check(), place.lat_without_check()}, datum_));
  }

  void take(const osmium::Node& node) {
    if (gone(node)) return;
    if (node.location().valid()) {
      put(node.id(), node.location());
    } else {
      ++data_.nodes_without_place;
    }
    OsmTags tags = tags_of(node);
    if (!tags.empty()) data_.nodes.push_back({node.id(), std::move(tags)});
  }

  void take(const osmium::Way& way) {
    if (gone(way)) return;
    OsmWay taken{way.id(), {}, tags_of(way)};
    taken.nodes.reserve(way.nodes().size());
    for (const osmium::NodeRef& node : way.nodes()) {
      if (!taken.nodes.empty() && taken.nodes.back() == node.ref()) continue;
      taken.nodes.push_back(node.ref());
      if (node.location().valid()) put(node.ref(), node.location());
    }
    data_.ways.push_back(std::move(taken));
  }

  void take(const osmium::Relation& relation) {
    if (gone(relation)) return;
    OsmRelation taken{relation.id(), {}, tags_of(relation)};
    const std::string_view type = taken.tags["type"];
    if (type != "restriction" && type != "multipolygon") {
      ++data_.relations_of_other_types;
      return;
    }
    for (const osmium::RelationMember& member : relation.members()) {
      const auto kind = member.type() == osmium::item_type::node  ? OsmKind::node
                        : member.type() == osmium::item_type::way ? OsmKind::way
                                                                  : OsmKind::relation;
      taken.members.push_back({kind, member.ref(), member.role()});
    }
    data_.relations.push_back(std::move(taken));
  }

  OsmData& data_;
  Datum datum_;
};

// What the library calls the format of a file that begins with these bytes; empty if it is none.
std::string format_of(std::string_view start) {
  const auto begins = [&](std::string_view with) { return start.substr(0, with.size()) == with; };
  if (begins("\x1f\x8b")) return "osm.gz";
  if (begins("BZh")) return "osm.bz2";
  if (start.size() >= 15 && start.substr(6, 9) == "OSMHeader") return "pbf";
  if (begins("\xEF\xBB\xBF")) start.remove_prefix(3);
  const auto first = start.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && start[first] == '<') return "osm";
  return {};
}

OsmData collect(const std::string& name, std::uint64_t bytes, const osmium::io::File& source, Datum datum) {
  OsmData data;
  data.file = name;
  data.bytes = bytes;
  Collector collector(data, datum);
  try {
    osmium::io::Reader reader(source, osmium::osm_entity_bits::nwr);
    while (const osmium::memory::Buffer buffer = reader.read()) collector.take(buffer);
    reader.close();
  } catch (const osmium::xml_error& error) {
    refuse(name, same(error.error_string.empty() ? error.what() : error.error_string),
           static_cast<std::uint32_t>(error.line), static_cast<std::uint32_t>(error.column));
  } catch (const std::exception& error) {
    refuse(name, same(error.what()));
  }
  collector.finish();
  return data;
}

void refuse_unknown(const std::string& name, std::string_view start) {
  if (start.empty()) refuse(name, {"空文件", "an empty file"});
  if (format_of(start).empty()) refuse(name, {"其他格式", "something else"});
}

}  // namespace

std::optional<models::GeoPoint> OsmData::place(std::int64_t node) const {
  const auto at = std::lower_bound(places.begin(), places.end(), node,
                                   [](const auto& entry, std::int64_t id) { return entry.first < id; });
  if (at == places.end() || at->first != node) return std::nullopt;
  return at->second;
}

const OsmWay* OsmData::way(std::int64_t id) const {
  const auto at = std::lower_bound(ways.begin(), ways.end(), id,
                                   [](const OsmWay& w, std::int64_t wanted) { return w.id < wanted; });
  return at == ways.end() || at->id != id ? nullptr : &*at;
}

OsmData read_osm(const fs::path& file, Datum datum) {
  const std::string name = file.generic_string();
  std::error_code code;
  if (!fs::exists(file, code)) refuse(name, {"没有这个文件", "no such file"});
  if (fs::is_directory(file, code)) refuse(name, {"文件夹", "a folder"});
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 64> start{};
  stream.read(start.data(), start.size());
  if (stream.bad() || !stream.is_open()) refuse(name, {"无法读取的文件", "a file that cannot be read"});
  const std::string_view first(start.data(), static_cast<std::size_t>(stream.gcount()));
  refuse_unknown(name, first);
  return collect(name, fs::file_size(file, code), osmium::io::File(file.string(), format_of(first)), datum);
}

OsmData read_osm(const std::string& name, std::string_view bytes, Datum datum) {
  refuse_unknown(name, bytes.substr(0, 64));
  return collect(name, bytes.size(), osmium::io::File(bytes.data(), bytes.size(), format_of(bytes.substr(0, 64))),
                 datum);
}

}  // namespace yuanluo::scenarios
