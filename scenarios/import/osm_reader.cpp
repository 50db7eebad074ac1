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

#include "scenarios/import/osm_collector.hpp"
#include "scenarios/import/osm_json.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr models::Text wanted_file{"完整的OpenStreetMap文件（XML、PBF，或其gzip、bzip2压缩，或Overpass的JSON）",
                                   "a whole OpenStreetMap file (XML or PBF, or XML compressed by gzip or bzip2, or "
                                   "JSON of Overpass)"};

[[noreturn]] void refuse(const std::string& file, models::Name found, std::uint32_t line = 0,
                         std::uint32_t column = 0) {
  refuse_at(file, line, models::name_of(wanted_file), std::move(found), {}, column);
}

// Takes everything over from the library's buffers.
class Buffers {
 public:
  explicit Buffers(OsmCollector& collector) : collector_(collector) {}

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

 private:
  static OsmTags tags_of(const osmium::OSMObject& object) {
    OsmTags tags;
    for (const osmium::Tag& tag : object.tags()) OsmCollector::add(tags, tag.key(), tag.value());
    return tags;
  }
  static std::optional<Degrees> degrees_of(osmium::Location location) {
    if (!location.valid()) return std::nullopt;
    return Degrees{location.lon_without_check(), location.lat_without_check()};
  }

  void take(const osmium::Node& node) {
    if (!node.visible()) return collector_.deleted();
    collector_.node(node.id(), degrees_of(node.location()), tags_of(node));
  }

  void take(const osmium::Way& way) {
    if (!way.visible()) return collector_.deleted();
    OsmWay taken{way.id(), {}, tags_of(way)};
    taken.nodes.reserve(way.nodes().size());
    for (const osmium::NodeRef& node : way.nodes()) {
      taken.nodes.push_back(node.ref());
      if (const auto place = degrees_of(node.location())) collector_.place(node.ref(), *place);
    }
    collector_.way(std::move(taken));
  }

  void take(const osmium::Relation& relation) {
    if (!relation.visible()) return collector_.deleted();
    OsmRelation taken{relation.id(), {}, tags_of(relation)};
    for (const osmium::RelationMember& member : relation.members()) {
      const auto kind = member.type() == osmium::item_type::node  ? OsmKind::node
                        : member.type() == osmium::item_type::way ? OsmKind::way
                                                                  : OsmKind::relation;
      taken.members.push_back({kind, member.ref(), member.role()});
    }
    collector_.relation(std::move(taken));
  }

  OsmCollector& collector_;
};

constexpr std::string_view json = "json";  // read here, not by the library

// What the library calls the format of a file that begins with these bytes; empty if it is none.
std::string format_of(std::string_view start) {
  const auto begins = [&](std::string_view with) { return start.substr(0, with.size()) == with; };
  if (begins("\x1f\x8b")) return "osm.gz";
  if (begins("BZh")) return "osm.bz2";
  if (start.size() >= 15 && start.substr(6, 9) == "OSMHeader") return "pbf";
  if (begins("\xEF\xBB\xBF")) start.remove_prefix(3);
  const auto first = start.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && start[first] == '<') return "osm";
  if (first != std::string_view::npos && start[first] == '{') return std::string(json);
  return {};
}

OsmData collect(const std::string& name, std::uint64_t bytes, const osmium::io::File& source, Datum datum) {
  OsmData data;
  data.file = name;
  data.bytes = bytes;
  OsmCollector collector(data, datum);
  Buffers buffers(collector);
  try {
    osmium::io::Reader reader(source, osmium::osm_entity_bits::nwr);
    while (const osmium::memory::Buffer buffer = reader.read()) buffers.take(buffer);
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
  if (start.substr(0, 2) == "\xFF\xFE" || start.substr(0, 2) == "\xFE\xFF")
    refuse(name, {"UTF-16文本（请另存为UTF-8）", "UTF-16 text (save it as UTF-8)"});
  if (format_of(start).empty()) refuse(name, {"其他格式", "something else"});
}

// A server that runs out of time or memory sends what it has, and says so at the end.
void refuse_remark(const std::string& name, std::string_view bytes) {
  constexpr std::string_view opens = "<remark>", closes = "</remark>";
  constexpr std::size_t at_most = 4096;
  const auto at = bytes.substr(bytes.size() - std::min(bytes.size(), at_most)).rfind(opens);
  if (at == std::string_view::npos) return;
  std::string_view text = bytes.substr(bytes.size() - std::min(bytes.size(), at_most)).substr(at + opens.size());
  text = text.substr(0, text.find(closes));
  const std::string said = OsmCollector::clean(text);
  refuse(name, {"服务器只送出一部分，并注明：" + said, "a part of it; the server says: " + said});
}

std::string whole_text(const std::string& name, const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) refuse(name, {"无法读取的文件", "a file that cannot be read"});
  return text;
}

// The last bytes of a file.
std::string tail_of(const fs::path& file, std::uint64_t bytes) {
  constexpr std::uint64_t at_most = 4096;
  std::ifstream stream(file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(bytes - std::min(bytes, at_most)));
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
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
  const std::uint64_t bytes = fs::file_size(file, code);
  if (format_of(first) == json) return read_osm_json(name, whole_text(name, file), datum);
  if (format_of(first) == "osm") refuse_remark(name, tail_of(file, bytes));
  return collect(name, bytes, osmium::io::File(file.string(), format_of(first)), datum);
}

OsmData read_osm(const std::string& name, std::string_view bytes, Datum datum) {
  refuse_unknown(name, bytes.substr(0, 64));
  const std::string format = format_of(bytes.substr(0, 64));
  if (format == json) return read_osm_json(name, bytes, datum);
  if (format == "osm") refuse_remark(name, bytes);
  return collect(name, bytes.size(), osmium::io::File(bytes.data(), bytes.size(), format), datum);
}

}  // namespace yuanluo::scenarios
