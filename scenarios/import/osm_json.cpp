#include "scenarios/import/osm_json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "scenarios/import/osm_collector.hpp"
#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {
namespace {

class JsonMap {
 public:
  JsonMap(const std::string& name, OsmData& data, Datum datum) : name_(name), collector_(data, datum) {}

  void take(const Json& top) {
    const auto elements = top.is_object() ? top.find("elements") : top.end();
    if (!top.is_object() || elements == top.end() || !elements->is_array()) {
      report("", {"Overpass的JSON，含elements列表", "JSON of Overpass, with a list \"elements\""}, phrase(top));
      raise();
    }
    if (const auto remark = top.find("remark"); remark != top.end() && remark->is_string()) {
      const std::string said = OsmCollector::clean(remark->get<std::string>());
      report("/remark", {"完整的OpenStreetMap文件", "a whole OpenStreetMap file"},
             {"服务器只送出一部分，并注明：" + said, "a part of it; the server says: " + said});
    }
    for (std::size_t i = 0; i < elements->size(); ++i) {
      take((*elements)[i], fmt::format("/elements/{}", i));
      if (problems_.size() >= most_problems) break;
    }
    raise();
    collector_.finish();
  }

 private:
  static constexpr std::size_t most_problems = 20;  // the rest of a file like that says nothing new

  void report(std::string pointer, models::Name wanted, models::Name found) {
    Problem problem;
    problem.file = name_;
    problem.pointer = std::move(pointer);
    problem.wanted = std::move(wanted);
    problem.found = std::move(found);
    problems_.push_back(std::move(problem));
  }
  void raise() const {
    if (!problems_.empty()) throw ScenarioError(problems_);
  }

  static const Json* member(const Json& of, const char* key) {
    if (!of.is_object()) return nullptr;
    const auto found = of.find(key);
    return found == of.end() ? nullptr : &*found;
  }
  static std::string word(const Json& of, const char* key) {
    const Json* const found = member(of, key);
    return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
  }
  static std::optional<std::int64_t> whole(const Json* value) {
    if (value == nullptr || !value->is_number_integer()) return std::nullopt;
    return value->get<std::int64_t>();
  }
  static std::optional<Degrees> place_in(const Json& of) {
    const Json *const lon = member(of, "lon"), *const lat = member(of, "lat");
    if (lon == nullptr || lat == nullptr || !lon->is_number() || !lat->is_number()) return std::nullopt;
    const Degrees place{lon->get<double>(), lat->get<double>()};
    return std::abs(place.lon) <= 180.0 && std::abs(place.lat) <= 90.0 ? std::optional(place) : std::nullopt;
  }
  static OsmTags tags_of(const Json& element) {
    OsmTags tags;
    if (const Json* const all = member(element, "tags"); all != nullptr && all->is_object())
      for (const auto& [key, value] : all->items())
        if (value.is_string()) OsmCollector::add(tags, key, value.get<std::string>());
    return tags;
  }

  void take(const Json& element, const std::string& pointer) {
    const std::string type = word(element, "type");
    const auto id = whole(member(element, "id"));
    if (type == "count" || type == "area") return;
    if (!id || (type != "node" && type != "way" && type != "relation")) {
      report(pointer, {"node、way或relation，带整数id", "a node, way or relation with a whole number as id"},
             phrase(element));
    } else if (type == "node") {
      collector_.node(*id, place_in(element), tags_of(element));
    } else if (type == "way") {
      take_way(*id, element, pointer);
    } else {
      take_relation(*id, element);
    }
  }

  void take_way(std::int64_t id, const Json& element, const std::string& pointer) {
    OsmWay way{id, {}, tags_of(element)};
    const Json* const nodes = member(element, "nodes");
    const Json* const geometry = member(element, "geometry");
    if (nodes == nullptr || !nodes->is_array()) {
      report(pointer,
             {"带节点列表nodes的way（查询用out body或out geom）",
              "a way with its list \"nodes\" (query with out body or out geom)"},
             {"没有节点列表", "none"});
      return;
    }
    for (std::size_t i = 0; i < nodes->size(); ++i) {
      const auto node = whole(&(*nodes)[i]);
      if (!node) {
        report(fmt::format("{}/nodes/{}", pointer, i), {"整数", "a whole number"}, phrase((*nodes)[i]));
        return;
      }
      way.nodes.push_back(*node);
      if (geometry == nullptr || !geometry->is_array() || i >= geometry->size()) continue;
      if (const auto place = place_in((*geometry)[i])) collector_.place(*node, *place);
    }
    collector_.way(std::move(way));
  }

  void take_relation(std::int64_t id, const Json& element) {
    OsmRelation relation{id, {}, tags_of(element)};
    if (const Json* const members = member(element, "members"); members != nullptr && members->is_array())
      for (const Json& m : *members) {
        const std::string type = word(m, "type");
        const auto ref = whole(member(m, "ref"));
        if (!ref || type.empty()) continue;
        const OsmKind kind = type == "node" ? OsmKind::node : type == "way" ? OsmKind::way : OsmKind::relation;
        relation.members.push_back({kind, *ref, word(m, "role")});
      }
    collector_.relation(std::move(relation));
  }

  const std::string& name_;
  OsmCollector collector_;
  std::vector<Problem> problems_;
};

}  // namespace

OsmData read_osm_json(const std::string& name, std::string_view text, Datum datum) {
  std::vector<Problem> problems;
  const auto json = parse_json(name, text, problems);
  if (!problems.empty() || !json) throw ScenarioError(problems);
  OsmData data;
  data.file = name;
  data.bytes = text.size();
  JsonMap(name, data, datum).take(*json);
  return data;
}

}  // namespace yuanluo::scenarios
