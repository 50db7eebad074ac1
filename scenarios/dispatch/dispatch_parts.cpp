#include "scenarios/dispatch/dispatch_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "scenarios/dispatch/lengths.hpp"
#include "scenarios/json/suggestion.hpp"

namespace yuanluo::scenarios {
namespace {

using models::DispatchWorld;
using models::Metric;
using models::Place;

const Json null;

constexpr std::array<double, 7> even_days{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};

// [x, y], or a node of the table.
std::optional<Place> read_place(const Json& value, ObjectReader& object, const std::string& pointer,
                                const DispatchWorld& world) {
  if (world.metric == Metric::matrix) {
    if (value.is_number_unsigned() && value.get<std::uint64_t>() < world.nodes) {
      return Place{0.0, 0.0, value.get<std::uint32_t>()};
    }
    const std::uint32_t last = world.nodes == 0 ? 0 : world.nodes - 1;
    object.wrong(pointer, {fmt::format("0 到 {} 的节点编号", last), fmt::format("a node from 0 to {}", last)},
                 phrase(value));
    return std::nullopt;
  }
  if (!value.is_array() || value.size() != 2) {
    object.wrong(pointer, {"[x, y]", "[x, y]"}, phrase(value));
    return std::nullopt;
  }
  const auto x = checked_number(value[0], object.file(), child_pointer(pointer, "0"), {-1e9, 1e9}, object.problems());
  const auto y = checked_number(value[1], object.file(), child_pointer(pointer, "1"), {-1e9, 1e9}, object.problems());
  if (!x || !y) return std::nullopt;
  return Place{*x, *y, 0};
}

std::uint32_t read_skills(ObjectReader& object, Skills& known) {
  const Json* const list = object.array("skills", 0, false);
  if (list == nullptr) return 0;
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Json& word = (*list)[i];
    const std::string pointer = child_pointer(object.at("skills"), std::to_string(i));
    if (!word.is_string()) {
      object.wrong(pointer, {"文本", "a text"}, phrase(word));
      continue;
    }
    if (known.size() == 32 && known.count(word.get<std::string>()) == 0) {
      object.wrong(pointer, {"至多 32 种技能", "at most 32 different skills"}, phrase(word));
      continue;
    }
    bits |= known.emplace(word.get<std::string>(), 1u << (known.size() % 32)).first->second;
  }
  return bits;
}

std::optional<models::Length> read_on_scene(ObjectReader& object) {
  const Json* const found = object.find("on_scene_min");
  if (found == nullptr) return std::nullopt;
  return read_length(*found, object.file(), object.at("on_scene_min"), object.problems());
}

std::optional<models::DutyHours> read_duty(ObjectReader& object) {
  const Json* const found = object.find("on_duty");
  if (found == nullptr) return std::nullopt;
  ObjectReader duty(object.file(), object.problems(), found, object.at("on_duty"));
  const auto from = duty.count("from_hour", 0, 23, true);
  const auto hours = duty.count("hours", 1, 24, true);
  if (!from || !hours) return std::nullopt;
  return models::DutyHours{static_cast<int>(*from), static_cast<int>(*hours)};
}

// The index of a server, by its name or its number from 1.
std::optional<std::uint32_t> read_server(const Json& value, ObjectReader& object, const std::string& pointer,
                                         const DispatchWorld& world) {
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < world.servers.size(); ++i) {
    names.push_back(world.servers[i].name);
    if (value.is_string() && value.get_ref<const std::string&>() == names.back()) return i;
  }
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    if (number >= 1 && number <= names.size()) return static_cast<std::uint32_t>(number - 1);
  }
  object.wrong(pointer,
               {fmt::format("服务者名称或 1 到 {} 的编号", names.size()),
                fmt::format("a server's name, or its number from 1 to {}", names.size())},
               phrase(value),
               value.is_string() ? did_you_mean(value.get_ref<const std::string&>(), names) : models::Name{});
  return std::nullopt;
}

std::vector<std::uint32_t> read_order(ObjectReader& object, const DispatchWorld& world) {
  const Json* const list = object.array("order", 1, false);
  if (list == nullptr) return {};
  const auto servers = static_cast<std::uint32_t>(world.servers.size());
  std::vector<std::uint32_t> rank(servers, servers);  // those that are not named come last
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string pointer = child_pointer(object.at("order"), std::to_string(i));
    const auto server = read_server((*list)[i], object, pointer, world);
    if (!server) continue;
    if (rank[*server] != servers) object.wrong(pointer, {"每个服务者至多一次", "each server once"}, phrase((*list)[i]));
    rank[*server] = static_cast<std::uint32_t>(i);
  }
  return rank;
}

void read_where(ObjectReader& demand, const DispatchWorld& world, models::DispatchDemand& read) {
  const bool plane = world.metric == Metric::l1 || world.metric == Metric::l2;
  if (const Json* const at = demand.find("at"); at != nullptr && world.metric != Metric::none) {
    if (const auto place = read_place(*at, demand, demand.at("at"), world)) read.low = read.high = *place;
  } else if (plane) {
    const auto box = demand.numbers("area", 4, {-1e9, 1e9}, true);
    if (!box) return;
    if ((*box)[0] > (*box)[2] || (*box)[1] > (*box)[3]) {
      demand.wrong(demand.at("area"),
                   {"[x0, y0, x1, y1]，x0 ≤ x1，y0 ≤ y1", "[x0, y0, x1, y1] with x0 <= x1, y0 <= y1"},
                   {"相反的顺序", "them the other way round"});
      return;
    }
    read.low = {(*box)[0], (*box)[1], 0};
    read.high = {(*box)[2], (*box)[3], 0};
  } else if (world.metric == Metric::matrix) {
    demand.wrong(demand.at("at"), {"节点编号", "a node"}, {"缺失", "nothing"});
  }
}

}  // namespace

void read_servers(ObjectReader& top, Skills& skills, DispatchWorld& world) {
  const Json* const list = top.array("servers", 1, true);
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    ObjectReader object(top.file(), top.problems(), &(*list)[i], child_pointer(top.at("servers"), std::to_string(i)));
    models::DispatchServer server;
    const auto count = object.count("count", 1, 10000, false).value_or(1);
    const auto name = object.text("name", false);
    if (const Json* const at = object.find("at"); world.metric != Metric::none) {
      if (const auto place = read_place(at == nullptr ? null : *at, object, object.at("at"), world))
        server.base = *place;
    }
    server.skills = read_skills(object, skills);
    server.duty = read_duty(object);
    server.on_scene = read_on_scene(object);
    for (std::int64_t copy = 0; copy < count; ++copy) {
      server.name =
          name ? (count > 1 ? fmt::format("{} {}", *name, copy + 1) : *name) : std::to_string(world.servers.size() + 1);
      world.servers.push_back(server);
    }
  }
  const Json* const bases = top.array("further_bases", 1, false);
  for (std::size_t i = 0; bases != nullptr && i < bases->size(); ++i) {
    const std::string pointer = child_pointer(top.at("further_bases"), std::to_string(i));
    if (const auto place = read_place((*bases)[i], top, pointer, world)) world.further_bases.push_back(*place);
  }
}

void read_demand(ObjectReader& top, Skills& skills, DispatchWorld& world) {
  const Json* const list = top.array("demand", 1, true);
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    ObjectReader object(top.file(), top.problems(), &(*list)[i], child_pointer(top.at("demand"), std::to_string(i)));
    models::DispatchDemand demand;
    demand.name = object.text("name", false).value_or(std::to_string(i + 1));
    demand.per_minute = object.number("per_minute", {0.0, 1e6}, true).value_or(0.0);
    read_where(object, world, demand);
    demand.severity = static_cast<std::uint8_t>(object.count("severity", 0, 255, false).value_or(0));
    demand.skills = read_skills(object, skills);
    const bool served = std::any_of(world.servers.begin(), world.servers.end(), [&](const models::DispatchServer& s) {
      return (s.skills & demand.skills) == demand.skills;
    });
    if (!served && !world.servers.empty())
      object.wrong(object.at("skills"), {"某个服务者具备的技能", "skills that some server has"},
                   phrase(*object.find("skills")));
    demand.rank = read_order(object, world);
    demand.on_scene = read_on_scene(object);
    if (const auto hourly = object.numbers("hourly", 24, {0.0, 1e9}, false)) {
      if (std::all_of(hourly->begin(), hourly->end(), [](double w) { return w == 0.0; }))
        object.wrong(object.at("hourly"), {"至少一个大于 0 的权重", "at least one weight above 0"},
                     {"全部为 0", "only zeros"});
      else
        demand.profile = sim::WeeklyProfile(std::span<const double, 24>(*hourly), even_days);
    }
    world.demand.push_back(std::move(demand));
  }
}

void read_cover(ObjectReader& top, DispatchWorld& world) {
  const Json* const found = top.find("cover");
  if (found == nullptr) {
    if (world.rules.choice->needs_cover || world.rules.relocation != &models::relocations().front())
      top.wrong(top.at("cover"), {"覆盖设置（所选规则需要）", "the cover that the rules need"}, {"缺失", "nothing"});
    return;
  }
  ObjectReader cover(top.file(), top.problems(), found, top.at("cover"));
  const auto within = cover.number("within_min", {0.0, 1e6, true}, true);
  const auto busy = cover.number("busy_share", {0.0, 0.999}, true);
  const auto grid = static_cast<int>(cover.count("grid", 1, 100, false).value_or(10));
  if (!within || !busy || world.servers.empty()) return;
  std::vector<Place> points;
  std::vector<double> weights;
  double sum = 0.0;
  for (const models::DispatchDemand& demand : world.demand) {
    const bool point = demand.low == demand.high;
    const int side = point ? 1 : grid;
    for (int i = 0; i < side * side; ++i) {
      const double across = (i % side + 0.5) / side, up = (i / side + 0.5) / side;
      points.push_back({demand.low.x + across * (demand.high.x - demand.low.x),
                        demand.low.y + up * (demand.high.y - demand.low.y), demand.low.node});
      weights.push_back(demand.per_minute / (side * side));
      sum += weights.back();
    }
  }
  if (sum <= 0.0) return;
  for (double& weight : weights) weight /= sum;
  std::vector<Place> bases;
  for (const models::DispatchServer& server : world.servers) bases.push_back(server.base);
  bases.insert(bases.end(), world.further_bases.begin(), world.further_bases.end());
  std::vector<bool> reaches;
  for (const Place& base : bases)
    for (const Place& point : points)
      reaches.push_back(models::mean(world.turnout) + world.minutes_per_length * world.distance(base, point) <=
                        *within);
  world.cover = models::CoverTable(std::move(weights), std::move(reaches), *busy);
}

namespace {

std::optional<std::uint32_t> read_demand_name(ObjectReader& object, const DispatchWorld& world) {
  std::vector<std::string> names;
  for (const models::DispatchDemand& demand : world.demand) names.push_back(demand.name);
  const auto index = object.choice("demand", names, false);
  return index ? std::optional(static_cast<std::uint32_t>(*index)) : std::nullopt;
}

void read_measure(const Json& entry, ObjectReader& top, const std::string& pointer, const DispatchWorld& world,
                  std::vector<models::DispatchMeasure>& measures) {
  Json whole = entry;
  if (entry.is_string()) whole = Json{{"measure", entry}};
  ObjectReader object(top.file(), top.problems(), &whole, pointer);
  std::vector<std::string> words;
  for (std::size_t kind = 0; kind < models::measure_kinds; ++kind)
    words.emplace_back(models::word(static_cast<models::MeasureKind>(kind)).key);
  words.insert(words.end(), {"workloads", "dispatch_shares"});
  const auto index = object.choice("measure", words, true);
  const auto demand = read_demand_name(object, world);
  const auto severity = object.count("severity", 0, 255, false);
  const Json* const server = object.find("server");
  const bool minutes = index && (words[*index] == "response_within" || words[*index] == "wait_beyond");
  const bool share = index && (words[*index] == "response_quantile" || words[*index] == "wait_quantile");
  const auto limit = object.number("minutes", {0.0, 1e9}, minutes);
  const auto rank = object.number("share", {0.0, 1.0, true}, share);
  if (!index) return;
  if (words[*index] == "workloads") {
    for (std::uint32_t i = 0; i < world.servers.size(); ++i)
      measures.push_back({models::MeasureKind::workload, 0.0, {}, {}, i});
    return;
  }
  if (words[*index] == "dispatch_shares") {
    const auto all = models::dispatch_shares(world);
    measures.insert(measures.end(), all.begin(), all.end());
    return;
  }
  models::DispatchMeasure measure;
  measure.kind = static_cast<models::MeasureKind>(*index);
  measure.demand = demand;
  if (severity) measure.severity = static_cast<std::uint32_t>(*severity);
  measure.parameter = minutes ? limit.value_or(0.0) : share ? rank.value_or(0.5) : 0.0;
  const bool of_server =
      measure.kind == models::MeasureKind::workload || measure.kind == models::MeasureKind::dispatch_share;
  if (server != nullptr || of_server) {
    if (const auto which = read_server(server == nullptr ? null : *server, object, object.at("server"), world))
      measure.server = *which;
  }
  measures.push_back(measure);
}

}  // namespace

void read_measure_list(ObjectReader& top, const DispatchWorld& world, std::vector<models::DispatchMeasure>& measures) {
  if (!top.has("measures")) {
    measures = models::usual_measures(world);
    return;
  }
  const Json* const list = top.array("measures", 1, true);
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
    read_measure((*list)[i], top, child_pointer(top.at("measures"), std::to_string(i)), world, measures);
}

}  // namespace yuanluo::scenarios
