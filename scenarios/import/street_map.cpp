#include "scenarios/import/street_map.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace yuanluo::scenarios {
namespace {

using models::GeoPoint;

class Mapper {
 public:
  Mapper(const OsmData& data, const GeoBox& box, ImportNotes& notes, const SpeedWords& speeds)
      : data_(data), box_(box), notes_(notes), speeds_(speeds) {}

  StreetMap map() {
    choose_ways();
    read_barriers();
    read_turns();
    count_uses();
    for (const Chosen& chosen : chosen_) cut(chosen);
    set_barriers();
    tell();
    return std::move(map_);
  }

 private:
  struct Chosen {
    const OsmWay* way;
    StreetUse use;
    models::Name name;
  };

  void choose_ways() {
    for (const OsmWay& way : data_.ways) {
      const std::string_view word = way.tags["highway"];
      if (word.empty()) continue;
      const auto highway = highway_of(word);
      if (!highway) {
        ++(known_not_to_be_a_way(word) ? not_ways_ : unknown_);
        continue;
      }
      StreetDoubts doubts;
      const StreetUse use = street_use(*highway, way.tags, doubts, speeds_);
      doubtful_access_ += doubts.access ? 1 : 0;
      doubtful_oneway_ += doubts.oneway ? 1 : 0;
      doubtful_speed_ += doubts.maxspeed ? 1 : 0;
      doubtful_lanes_ += doubts.lanes ? 1 : 0;
      if (!use.vehicles() && !use.people()) {
        ++closed_;
      } else if (way.nodes.size() < 2) {
        ++too_short_;
      } else {
        chosen_.push_back({&way, use, name_of(way.tags)});
      }
    }
  }

  void read_barriers() {
    for (const OsmNode& node : data_.nodes) {
      if (!node.tags.has("barrier")) continue;
      bool known = false;
      const BarrierUse use = barrier_use(node.tags, known);
      unknown_barriers_ += known ? 0 : 1;
      barriers_.emplace(node.id, use);
    }
  }

  void read_turns() {
    for (const OsmRelation& relation : data_.relations) {
      if (!relation.tags.is("type", "restriction")) continue;
      bool conditional = false;
      const TurnKind kind = turn_kind(relation.tags, conditional);
      if (kind == TurnKind::none) {
        ++(conditional ? conditional_turns_ : other_turns_);
        continue;
      }
      MapTurn turn;
      turn.kind = kind;
      turn.except_bikes = relation.tags["except"].find("bicycle") != std::string_view::npos;
      std::vector<std::int64_t> from, to;
      for (const OsmMember& member : relation.members) {
        if (member.role == "from" && member.kind == OsmKind::way) from.push_back(member.id);
        if (member.role == "to" && member.kind == OsmKind::way) to.push_back(member.id);
        if (member.role == "via" && member.kind == OsmKind::node) turn.via_node = member.id;
        if (member.role == "via" && member.kind == OsmKind::way) turn.via_ways.push_back(member.id);
      }
      if (from.empty() || to.empty() || turn.via_node.has_value() == !turn.via_ways.empty()) {
        ++broken_turns_;
        continue;
      }
      if (turn.via_node) breaks_.insert(*turn.via_node);
      for (const std::int64_t f : from) {
        for (const std::int64_t t : to) {
          turn.from_way = f;
          turn.to_way = t;
          map_.turns.push_back(turn);
        }
      }
    }
  }

  void count_uses() {
    std::vector<std::int64_t> all;
    for (const Chosen& chosen : chosen_) all.insert(all.end(), chosen.way->nodes.begin(), chosen.way->nodes.end());
    std::sort(all.begin(), all.end());
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i] == all[i - 1]) breaks_.insert(all[i]);
    }
    for (const auto& entry : barriers_) breaks_.insert(entry.first);
  }

  // Cuts a way into runs of nodes that have a place inside the box, and these into streets.
  void cut(const Chosen& chosen) {
    std::vector<std::pair<std::int64_t, GeoPoint>> run;
    bool outside = false, missing = false;
    const auto finish = [&] {
      if (run.size() >= 2) cut_run(chosen, run);
      run.clear();
    };
    std::size_t inside = 0;
    for (const std::int64_t node : chosen.way->nodes) {
      const auto place = data_.place(node);
      if (place && box_.contains(*place)) {
        run.emplace_back(node, *place);
        ++inside;
        continue;
      }
      finish();
      (place ? outside : missing) = true;
      missing_nodes_ += place ? 0 : 1;
    }
    finish();
    if (inside == 0) {
      ++(outside ? outside_ : without_places_);
      return;
    }
    ++ways_;
    leaving_ += outside ? 1 : 0;
    gaps_ += missing ? 1 : 0;
  }

  void cut_run(const Chosen& chosen, const std::vector<std::pair<std::int64_t, GeoPoint>>& run) {
    std::size_t first = 0;
    for (std::size_t i = 1; i < run.size(); ++i) {
      // A way that comes back to where this street began is cut before it closes, so that no street is a loop.
      const bool closes = run[i].first == run[first].first && i > first + 1;
      if (closes && i - first >= 2) {
        const std::size_t middle = (first + i) / 2;
        add(chosen, run, first, middle);
        add(chosen, run, middle, i);
        first = i;
        continue;
      }
      if (i + 1 < run.size() && breaks_.count(run[i].first) == 0) continue;
      add(chosen, run, first, i);
      first = i;
    }
  }

  void add(const Chosen& chosen, const std::vector<std::pair<std::int64_t, GeoPoint>>& run, std::size_t first,
           std::size_t last) {
    if (run[first].first == run[last].first) return;  // there and back
    MapStreet street;
    street.way = chosen.way->id;
    street.name = chosen.name;
    street.use = chosen.use;
    street.from = junction(run[first].first, run[first].second);
    street.to = junction(run[last].first, run[last].second);
    street.points.push_back(map_.junctions[street.from].place);
    for (std::size_t i = first + 1; i < last; ++i) {
      if (run[i].second != street.points.back()) street.points.push_back(run[i].second);
    }
    const GeoPoint end = map_.junctions[street.to].place;
    while (street.points.size() > 1 && street.points.back() == end) street.points.pop_back();
    street.points.push_back(end);
    map_.streets.push_back(std::move(street));
  }

  std::uint32_t junction(std::int64_t node, GeoPoint place) {
    const auto [at, fresh] = junction_of_.try_emplace(node, static_cast<std::uint32_t>(map_.junctions.size()));
    if (fresh) {
      // Nodes one above the other (a bridge over a street) must not become one junction: the tables tell junctions
      // apart by their places.
      while (!taken_.insert(place).second) ++place.lon_e7;
      map_.junctions.push_back({place, node});
    }
    return at->second;
  }

  // The first `stub_m` metres of a street from its end at the barrier become a street of their own.
  void cut_stub(std::size_t index, std::uint32_t barrier, const BarrierUse& use) {
    constexpr double stub_m = 2.0;
    MapStreet stub = map_.streets[index];
    MapStreet& rest = map_.streets[index];
    const bool at_start = rest.from == barrier;
    const GeoPoint end = at_start ? rest.points[0] : rest.points.back();
    const GeoPoint next = at_start ? rest.points[1] : rest.points[rest.points.size() - 2];
    const models::LocalPlane plane(end);
    const models::PlanePoint p = plane.to_plane(next);
    const double length = std::hypot(p.x, p.y), share = std::min(0.5, stub_m / std::max(length, 1e-9));
    GeoPoint place = plane.to_geo({p.x * share, p.y * share});
    while (!taken_.insert(place).second) ++place.lon_e7;
    const auto cut = static_cast<std::uint32_t>(map_.junctions.size());
    map_.junctions.push_back({place, 0});
    if (!use.vehicles) stub.use.vehicle = models::Permission::no;
    if (!use.people) stub.use.foot = stub.use.bike = models::Permission::no;
    stub.use.barrier = use.vehicles ? models::Barrier::gate : models::Barrier::bollard;
    if (at_start) {
      stub.points = {end, place};
      stub.to = cut;
      rest.points.front() = place;
      rest.from = cut;
    } else {
      stub.points = {place, end};
      stub.from = cut;
      rest.points.back() = place;
      rest.to = cut;
    }
    if (stub.use.people() || stub.use.vehicles()) map_.streets.push_back(std::move(stub));
  }

  void set_barriers() {
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> at;
    for (std::size_t s = 0; s < map_.streets.size(); ++s) {
      for (const std::uint32_t j : {map_.streets[s].from, map_.streets[s].to}) {
        if (barriers_.count(map_.junctions[j].node) > 0) at[j].push_back(s);
      }
    }
    std::vector<std::uint32_t> order;
    for (const auto& entry : at) order.push_back(entry.first);
    std::sort(order.begin(), order.end());
    for (const std::uint32_t j : order) {
      const BarrierUse& use = barriers_.at(map_.junctions[j].node);
      if (use.vehicles && use.people && !use.gate) continue;
      ++(use.gate ? gates_ : posts_);
      // It stands at the end of the first street; all others end before it.
      bool first = true;
      for (const std::size_t s : at[j]) {
        const bool concerned = !use.people || map_.streets[s].use.vehicles();
        if (concerned && !first) cut_stub(s, j, use);
        if (concerned) first = false;
      }
    }
  }

  void tell() {
    double vehicles = 0.0, people = 0.0, bridges = 0.0;
    for (const MapStreet& s : map_.streets) (s.use.vehicles() ? vehicles : people) += 1.0;
    for (const Chosen& chosen : chosen_) {
      bridges += chosen.way->tags.has("bridge") || chosen.way->tags.has("tunnel") || chosen.way->tags.has("layer");
    }
    notes_.read("ways", {"道路（way）", "ways for traffic"}, ways_);
    notes_.read("streets_for_vehicles", {"车辆可通行的路段（路口之间）", "streets for vehicles, junction to junction"},
                vehicles);
    notes_.read("streets_for_people", {"仅步行的路段", "streets for people on foot only"}, people);
    notes_.read("bridges_and_tunnels", {"桥梁、隧道或分层道路", "ways with bridge, tunnel or layer"}, bridges);
    notes_.read("gates", {"道路上可开启的门", "gates on ways that can be opened"}, gates_);
    notes_.read("posts", {"道路上拦车的障碍（步行可过）", "barriers on ways that keep vehicles out"}, posts_);
    notes_.read("turn_restrictions", {"转向限制", "turn restrictions"}, static_cast<double>(map_.turns.size()));
    drop("ways_outside", {"范围之外的道路", "ways outside the area"}, outside_);
    drop("ways_without_places", {"节点均无坐标的道路", "ways none of whose nodes has a place"}, without_places_);
    drop("ways_closed", {"车辆与行人都不得通行的道路", "ways closed to vehicles and people"}, closed_);
    drop("ways_not_built", {"在建、规划或并非道路的对象", "ways under construction, proposed, or no way at all"},
         not_ways_);
    drop("ways_unknown", {"类别未知的道路", "ways of an unknown kind"}, unknown_);
    drop("ways_too_short", {"不足两个节点的道路", "ways of fewer than two nodes"}, too_short_);
    drop("turns_conditional", {"限时的转向限制", "turn restrictions that hold at times only"}, conditional_turns_);
    drop("turns_broken", {"成员不全的转向限制", "turn restrictions whose members are incomplete"}, broken_turns_);
    drop("turns_other", {"不适用于应急车辆的转向限制", "turn restrictions that do not concern emergency vehicles"},
         other_turns_);
    drop("objects_deleted", {"文件标为已删除的对象", "objects that the file marks as deleted"},
         static_cast<double>(data_.deleted));
    drop("objects_repeated",
         {"文件中重复的对象（保留最后一个）", "objects that were there twice (the last one counts)"},
         static_cast<double>(data_.repeated));
    assume("ways_leaving",
           {"穿出范围的道路，在最后一个内部节点处截断", "ways that leave the area, cut at their last node inside"},
           leaving_);
    assume("ways_with_gaps", {"部分节点无坐标的道路，在缺口处断开", "ways with nodes without a place, cut there"},
           gaps_);
    assume("access_unknown",
           {"通行标签含义不明的道路，按可通行处理", "ways with access words that are not known, taken as open"},
           doubtful_access_);
    assume("oneway_unknown",
           {"可变或不明的单行道，按双向处理", "one-way words that are not known or change, taken as both directions"},
           doubtful_oneway_);
    assume("maxspeed_unknown",
           {"限速不明的道路，按道路等级取默认值", "speed limits not understood, taken from the class"},
           doubtful_speed_);
    assume("lanes_unknown",
           {"车道数不明的道路，按道路等级取默认值", "numbers of lanes not understood, taken from the class"},
           doubtful_lanes_);
    assume("barriers_unknown", {"类别未知的障碍，按可通过处理", "barriers of an unknown kind, taken as passable"},
           unknown_barriers_);
  }

  void drop(std::string_view key, models::Text text, double value) {
    if (value > 0.0) notes_.dropped(key, text, value);
  }
  void assume(std::string_view key, models::Text text, double value) {
    if (value > 0.0) notes_.assumed(key, text, value);
  }

  const OsmData& data_;
  const GeoBox box_;
  ImportNotes& notes_;
  const SpeedWords speeds_;
  StreetMap map_;
  std::vector<Chosen> chosen_;
  std::unordered_map<std::int64_t, BarrierUse> barriers_;
  std::unordered_set<std::int64_t> breaks_;
  std::unordered_map<std::int64_t, std::uint32_t> junction_of_;
  std::set<GeoPoint> taken_;
  double ways_ = 0, not_ways_ = 0, unknown_ = 0, closed_ = 0, too_short_ = 0, outside_ = 0, without_places_ = 0;
  double leaving_ = 0, gaps_ = 0, missing_nodes_ = 0, gates_ = 0, posts_ = 0, unknown_barriers_ = 0;
  double doubtful_access_ = 0, doubtful_oneway_ = 0, doubtful_speed_ = 0, doubtful_lanes_ = 0;
  double conditional_turns_ = 0, broken_turns_ = 0, other_turns_ = 0;
};

bool has_han(std::string_view text) {
  // CJK Unified Ideographs are E4 to E9 in the first byte of three.
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;
  });
}

}  // namespace

models::Name name_of(const OsmTags& tags) {
  const std::string_view plain = tags["name"];
  std::string_view zh = tags["name:zh"], en = tags["name:en"];
  if (zh.empty()) zh = tags["name:zh-Hans"];
  if (zh.empty() && has_han(plain)) zh = plain;
  if (en.empty() && !has_han(plain)) en = plain;
  if (en.empty()) en = tags["name:zh_pinyin"];
  if (zh.empty()) zh = plain.empty() ? en : plain;
  if (en.empty()) en = plain.empty() ? zh : plain;
  return {std::string(zh), std::string(en)};
}

double length_m(const std::vector<GeoPoint>& points) {
  if (points.empty()) return 0.0;
  const models::LocalPlane plane(points.front());
  double sum = 0.0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    sum += models::distance(plane.to_plane(points[i - 1]), plane.to_plane(points[i])).value;
  }
  return sum;
}

StreetMap map_streets(const OsmData& data, const GeoBox& box, ImportNotes& notes, const SpeedWords& speeds) {
  return Mapper(data, box, notes, speeds).map();
}

}  // namespace yuanluo::scenarios
