#include "scenarios/dispatch/dispatch_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "scenarios/dispatch/dispatch_parts.hpp"
#include "scenarios/dispatch/lengths.hpp"
#include "scenarios/dispatch/object_reader.hpp"

namespace yuanluo::scenarios {
namespace {

using models::DispatchWorld;
using models::Metric;

void read_name(ObjectReader& top, DispatchFile& file) {
  const Json* const name = top.find("name");
  if (name == nullptr) return;
  if (name->is_string()) {
    file.name = same(name->get<std::string>());
    return;
  }
  ObjectReader both(top.file(), top.problems(), name, top.at("name"));
  file.name = {both.text("zh", true).value_or(""), both.text("en", true).value_or("")};
}

void read_matrix(ObjectReader& top, const Json& rows, DispatchWorld& world) {
  const std::string pointer = child_pointer(top.at("distance"), "matrix");
  world.metric = Metric::matrix;
  if (!rows.is_array() || rows.empty()) {
    top.wrong(pointer, {"一个方阵", "a square table"}, phrase(rows));
    return;
  }
  world.nodes = static_cast<std::uint32_t>(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string row = child_pointer(pointer, std::to_string(i));
    if (!rows[i].is_array() || rows[i].size() != rows.size()) {
      top.wrong(row, {fmt::format("{} 个数", rows.size()), fmt::format("{} numbers", rows.size())}, phrase(rows[i]));
      world.matrix.resize((i + 1) * rows.size(), 0.0);
      continue;
    }
    for (std::size_t j = 0; j < rows.size(); ++j) {
      const auto length =
          checked_number(rows[i][j], top.file(), child_pointer(row, std::to_string(j)), {0.0, 1e9}, top.problems());
      world.matrix.push_back(length.value_or(0.0));
    }
  }
}

void read_distance(ObjectReader& top, DispatchWorld& world) {
  const Json* const distance = top.find("distance");
  world.metric = Metric::none;
  if (distance != nullptr && distance->is_object()) {
    ObjectReader table(top.file(), top.problems(), distance, top.at("distance"));
    if (const Json* const rows = table.find("matrix"))
      read_matrix(top, *rows, world);
    else
      table.wrong(table.at("matrix"), {"距离矩阵", "a table of distances"}, {"缺失", "nothing"});
  } else if (distance != nullptr) {
    const std::vector<std::string> words{"none", "l1", "l2"};
    if (const auto metric = top.choice("distance", words, true)) world.metric = static_cast<Metric>(*metric);
  }
  const bool far = world.metric != Metric::none;
  world.minutes_per_length = top.number("minutes_per_length", {0.0, 1e6}, far).value_or(0.0);
}

std::optional<models::Length> read_member(ObjectReader& object, std::string_view key) {
  const Json* const found = object.find(key);
  if (found == nullptr) return std::nullopt;
  return read_length(*found, object.file(), object.at(key), object.problems());
}

void read_stages(ObjectReader& top, DispatchWorld& world) {
  world.travel_factor = read_member(top, "travel_factor");
  if (auto turnout = read_member(top, "turnout_min")) world.turnout = std::move(*turnout);
  if (auto on_scene = read_member(top, "on_scene_min")) world.on_scene = std::move(*on_scene);
  const Json* const back = top.find("way_back");
  if (back == nullptr) return;
  if (back->is_string()) {
    const std::vector<std::string> words{"none", "as_there"};
    if (const auto word = top.choice("way_back", words, true)) world.way_back = static_cast<models::WayBack>(*word);
  } else if (auto drawn = read_member(top, "way_back")) {
    world.way_back = models::WayBack::drawn;
    world.back = std::move(*drawn);
  }
}

template <class Rule>
void read_rule(ObjectReader& object, std::string_view key, std::span<const Rule> rules, const Rule*& chosen) {
  std::vector<std::string> words;
  for (const Rule& rule : rules) words.emplace_back(rule.word.key);
  if (const auto index = object.choice(key, words, false)) chosen = &rules[*index];
}

void read_rules(ObjectReader& top, DispatchWorld& world) {
  const Json* const found = top.find("rules");
  if (found == nullptr) return;
  ObjectReader rules(top.file(), top.problems(), found, top.at("rules"));
  read_rule(rules, "choice", models::choices(), world.rules.choice);
  read_rule(rules, "queue", models::queue_orders(), world.rules.queue);
  read_rule(rules, "relocation", models::relocations(), world.rules.relocation);
  world.rules.from_the_road = rules.flag("from_the_road").value_or(false);
  world.rules.pre_empt = rules.flag("pre_empt").value_or(false);
  if (const auto capacity = rules.count("capacity", 0, 1000000000, false))
    world.rules.capacity = static_cast<std::uint32_t>(*capacity);
}

// An open queue that is offered more than it can serve grows for ever; then there is nothing to measure.
void check_load(ObjectReader& top, const DispatchWorld& world) {
  if (world.rules.capacity || world.servers.empty()) return;
  double offered = 0.0;  // servers' minutes a minute, on scene and turning out alone
  for (const models::DispatchServer& server : world.servers)
    if (server.on_scene) return;
  for (const models::DispatchDemand& demand : world.demand)
    offered += demand.per_minute * (models::mean(demand.on_scene ? *demand.on_scene : world.on_scene));
  if (offered < static_cast<double>(world.servers.size())) return;
  top.wrong(top.at("demand"),
            {fmt::format("低于 {} 台（人）服务能力的负荷，或设置 capacity", world.servers.size()),
             fmt::format("a load below what {} servers can do, or a capacity", world.servers.size())},
            {fmt::format("负荷 {:.4g}", offered), fmt::format("a load of {:.4g}", offered)});
}

}  // namespace

DispatchFile read_dispatch_text(const std::string& file_name, std::string_view text) {
  std::vector<Problem> problems;
  const auto json = parse_json(file_name, text, problems);
  DispatchFile file;
  if (json) {
    ObjectReader top(file_name, problems, &*json, "");
    read_name(top, file);
    top.find("note");
    read_distance(top, file.world);
    Skills skills;
    read_servers(top, skills, file.world);
    read_demand(top, skills, file.world);
    read_stages(top, file.world);
    read_rules(top, file.world);
    read_cover(top, file.world);
    file.world.name = file.name.en;
    file.world.warm_up = sim::minutes(top.number("warm_up_min", {0.0, 1e9}, false).value_or(0.0));
    file.world.measured = sim::minutes(top.number("measured_min", {0.0, 1e9, true}, true).value_or(1.0));
    file.replications = static_cast<std::uint32_t>(top.count("replications", 1, 10000000, false).value_or(20));
    file.seed = static_cast<std::uint64_t>(top.count("seed", 0, 9007199254740991, false).value_or(1));
    read_measure_list(top, file.world, file.measures);
    if (problems.empty()) check_load(top, file.world);
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return file;
}

DispatchFile read_dispatch_file(const std::filesystem::path& path) {
  const FileText content = read_file(path);
  if (!content.text)
    throw ScenarioError({{path.string(), "", 0, 0, {"可读的文件", "a readable file"}, content.found, {}}});
  return read_dispatch_text(path.string(), *content.text);
}

}  // namespace yuanluo::scenarios
