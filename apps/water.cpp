// `yuanluo water`: pressures and flows of a water network, and what happens when hydrants open and mains close.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "models/water/hydraulics/period.hpp"
#include "scenarios/json/suggestion.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/water/inp_reader.hpp"
#include "scenarios/water/inp_text.hpp"
#include "scenarios/water/inp_writer.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::Text;
using namespace models::hydraulics;

constexpr Text help{"计算供水管网（EPANET .inp）的压力和流量", "pressures and flows of a water network (EPANET .inp)"};
constexpr Text example{"yuanluo water net.inp --hydrant J12=15 --close P7",
                       "yuanluo water net.inp --hydrant J12=15 --close P7"};
constexpr Text file_text{"管网文件（.inp）", "the network, an .inp file"};
constexpr Text hydrant_text{"打开消火栓：节点=流量（升/秒），可多次",
                            "open a hydrant: NODE=FLOW in L/s; may be repeated"};
constexpr Text outlet_text{"打开出水口：节点=K，流量为K√压力（升/秒，米），可多次",
                           "open an outlet: NODE=K, giving K√pressure (L/s, m); may be repeated"};
constexpr Text close_text{"关闭管线、水泵或阀门，可多次", "close a pipe, pump or valve; may be repeated"};
constexpr Text hours_text{"延时计算的小时数", "hours of an extended period"};
constexpr Text csv_text{"以CSV输出（各报告时刻）", "print CSV, at all reported times"};
constexpr Text export_text{"另存为.inp文件", "write the network to this .inp file too"};
constexpr Text node_column{"节点", "node"};
constexpr Text elevation_column{"高程 m", "elevation m"};
constexpr Text head_column{"水头 m", "head m"};
constexpr Text pressure_column{"压力 m", "pressure m"};
constexpr Text outflow_column{"出流 L/s", "outflow L/s"};
constexpr Text link_column{"管线", "link"};
constexpr Text from_column{"起点", "from"};
constexpr Text to_column{"终点", "to"};
constexpr Text flow_column{"流量 L/s", "flow L/s"};
constexpr Text velocity_column{"流速 m/s", "velocity m/s"};
constexpr Text loss_column{"水头损失 m", "head loss m"};
constexpr Text status_column{"状态", "status"};
constexpr Text no_water{"无水", "no water"};
constexpr Text summary{"{} 个节点，{} 条管线，{} 次求解，共 {} 次迭代；最低压力 {} m（{}）",
                       "{} nodes, {} links; {} solutions, {} iterations; lowest pressure {} m ({})"};
constexpr Text dry_nodes{"{} 个节点无水（{}）", "{} nodes have no water ({})"};
constexpr Text negative{"{} 个节点压力为负：需水量超出管网能力（{}）",
                        "{} nodes have negative pressure: more is asked for than the network can give ({})"};
constexpr Text unsettled{"{}：未完全收敛或水泵、阀门反复切换，结果仅供参考",
                         "{}: not converged, or pumps and valves went on switching; take the figures with care"};
constexpr Text hour_line{"第 {} 时：最低压力 {} m（{}），水池 {}", "hour {}: lowest pressure {} m ({}); tanks {}"};
constexpr std::array<Text, 6> status_words = {{{"扬程不足", "cannot deliver"},
                                               {"暂闭", "temporarily closed"},
                                               {"关", "closed"},
                                               {"开", "open"},
                                               {"调节", "active"},
                                               {"无法调节", "cannot control"}}};
constexpr std::array<const char*, 6> status_keys = {"cannot_deliver", "temporarily_closed", "closed", "open",
                                                    "active",         "cannot_control"};

struct WaterOptions {
  std::string file;
  std::vector<std::string> hydrants, outlets, closed;
  double hours = 0.0;
  bool csv = false;
  std::string export_to;
};

// What a user asked to change, checked against the network.
class Changes {
 public:
  Changes(const WaterOptions& options, const Network& network) : file_(options.file), network_(network) {
    for (const std::string& text : options.hydrants) add(text, "--hydrant", hydrants);
    for (const std::string& text : options.outlets) add(text, "--outlet", outlets);
    for (const std::string& id : options.closed) {
      if (const auto link = network.link(id)) {
        closed.push_back(*link);
      } else {
        problem("--close", {"已有的管线", "the id of a link"}, id, hint(id, network.links));
      }
    }
    if (!problems_.empty()) throw scenarios::ScenarioError(problems_);
  }

  std::vector<std::pair<std::size_t, double>> hydrants;  // node, m3/s
  std::vector<std::pair<std::size_t, double>> outlets;   // node, m3/s at 1 m
  std::vector<std::size_t> closed;

 private:
  template <class Things>
  static models::Name hint(const std::string& id, const Things& things) {
    std::vector<std::string> ids;
    for (const auto& thing : things) ids.push_back(thing.id);
    return scenarios::did_you_mean(id, ids);
  }

  void add(const std::string& text, const char* option, std::vector<std::pair<std::size_t, double>>& list) {
    const auto equals = text.rfind('=');
    const std::string id = text.substr(0, equals);
    const double value =
        equals == std::string::npos ? -1.0 : scenarios::water::number_in(text.substr(equals + 1)).value_or(-1.0);
    const auto node = network_.node(id);
    if (value < 0.0) {
      problem(option, {"节点=数，如J12=15", "NODE=NUMBER such as J12=15"}, text, {});
    } else if (!node || network_.nodes[*node].kind != NodeKind::junction) {
      problem(option, {"已有的节点", "the id of a junction"}, id, hint(id, network_.nodes));
    } else {
      list.emplace_back(*node, value * 1e-3);
    }
  }

  void problem(const char* option, models::Name wanted, const std::string& found, models::Name hint) {
    scenarios::Problem p;
    p.file = file_;
    p.pointer = option;
    p.wanted = std::move(wanted);
    p.found = scenarios::same("\"" + found + "\"");
    p.hint = std::move(hint);
    problems_.push_back(std::move(p));
  }

  std::string file_;
  const Network& network_;
  std::vector<scenarios::Problem> problems_;
};

double velocity_ms(const Link& link, double flow_m3s) {
  return link.diameter_m > 0.0 ? std::abs(flow_m3s) / (std::numbers::pi / 4.0 * link.diameter_m * link.diameter_m)
                               : 0.0;
}

double loss_m(const Network& network, const Flows& flows, std::size_t k) {
  return flows.head_m[network.links[k].from] - flows.head_m[network.links[k].to];
}

std::string_view status_key(const Flows& flows, std::size_t k) {
  return status_keys[static_cast<std::size_t>(flows.links[k].status)];
}

struct Lowest {
  std::optional<std::size_t> node;
  double pressure_m = 0.0;
};

Lowest lowest_pressure(const Network& network, const Flows& flows) {
  Lowest lowest;
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    if (network.nodes[i].kind != NodeKind::junction || !flows.has_water[i]) continue;
    const double pressure = pressure_m(network, flows, i);
    if (!lowest.node || pressure < lowest.pressure_m) lowest = {i, pressure};
  }
  return lowest;
}

std::string id_of(const Network& network, const std::optional<std::size_t>& node) {
  return node ? network.nodes[*node].id : "–";
}

// "J1, J2, J3 …"
std::string some_ids(const Network& network, const std::vector<std::size_t>& nodes) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(nodes.size(), 5); ++i)
    text += (i > 0 ? ", " : "") + network.nodes[nodes[i]].id;
  return nodes.size() > 5 ? text + " …" : text;
}

void print_tables(const Console& console, const Network& network, const Flows& flows) {
  using Column = Table::Column;
  const auto right = [&](const Text& text) { return Column{std::string(console.in(text)), Table::Align::right}; };
  const auto left = [&](const Text& text) { return Column{std::string(console.in(text)), Table::Align::left}; };
  Table nodes(
      {left(node_column), right(elevation_column), right(head_column), right(pressure_column), right(outflow_column)});
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const bool wet = flows.has_water[i];
    nodes.add({network.nodes[i].id, fmt::format("{:.2f}", network.nodes[i].elevation_m),
               wet ? fmt::format("{:.3f}", flows.head_m[i]) : "–",
               wet ? fmt::format("{:.3f}", pressure_m(network, flows, i)) : std::string(console.in(no_water)),
               fmt::format("{:.3f}", 1e3 * flows.outflow_m3s[i])});
  }
  Table links({left(link_column), left(from_column), left(to_column), right(flow_column), right(velocity_column),
               right(loss_column), left(status_column)});
  for (std::size_t k = 0; k < network.links.size(); ++k) {
    const Link& link = network.links[k];
    links.add({link.id, network.nodes[link.from].id, network.nodes[link.to].id,
               fmt::format("{:.3f}", 1e3 * flows.flow_m3s[k]),
               fmt::format("{:.2f}", velocity_ms(link, flows.flow_m3s[k])),
               fmt::format("{:.3f}", loss_m(network, flows, k)),
               std::string(console.in(status_words[static_cast<std::size_t>(flows.links[k].status)]))});
  }
  print_table(console, nodes);
  console.print();
  print_table(console, links);
}

// An id as CSV has it: in quotes where it holds a comma or a quote.
std::string cell(const std::string& id) {
  if (id.find_first_of(",\"") == std::string::npos) return id;
  std::string quoted = "\"";
  for (const char c : id) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

void print_csv(const Console& console, const Network& network, const Flows& flows, std::int64_t time_s) {
  static constexpr std::array<const char*, 3> kinds = {"junction", "reservoir", "tank"};
  for (std::size_t i = 0; i < network.nodes.size(); ++i)
    console.print(fmt::format("{},node,{},{},,,{:.6f},{:.6f},{:.6f},,,{}", time_s, cell(network.nodes[i].id),
                              kinds[static_cast<std::size_t>(network.nodes[i].kind)], flows.head_m[i],
                              pressure_m(network, flows, i), 1e3 * flows.outflow_m3s[i],
                              flows.has_water[i] ? "water" : "no_water"));
  static constexpr std::array<const char*, 10> links = {"pipe", "check_valve", "pump", "prv", "psv",
                                                        "pbv",  "fcv",         "tcv",  "gpv", "pcv"};
  for (std::size_t k = 0; k < network.links.size(); ++k) {
    const Link& link = network.links[k];
    console.print(fmt::format("{},link,{},{},{},{},,,{:.6f},{:.6f},{:.6f},{}", time_s, cell(link.id),
                              links[static_cast<std::size_t>(link.kind)], cell(network.nodes[link.from].id),
                              cell(network.nodes[link.to].id), 1e3 * flows.flow_m3s[k],
                              velocity_ms(link, flows.flow_m3s[k]), loss_m(network, flows, k), status_key(flows, k)));
  }
}

Json moment_json(const Network& network, const Flows& flows, std::int64_t time_s) {
  Json nodes = Json::array();
  for (std::size_t i = 0; i < network.nodes.size(); ++i)
    nodes.push_back({{"id", network.nodes[i].id},
                     {"head_m", flows.head_m[i]},
                     {"pressure_m", pressure_m(network, flows, i)},
                     {"outflow_lps", 1e3 * flows.outflow_m3s[i]},
                     {"has_water", flows.has_water[i] != 0}});
  Json links = Json::array();
  for (std::size_t k = 0; k < network.links.size(); ++k)
    links.push_back({{"id", network.links[k].id},
                     {"from", network.nodes[network.links[k].from].id},
                     {"to", network.nodes[network.links[k].to].id},
                     {"flow_lps", 1e3 * flows.flow_m3s[k]},
                     {"velocity_ms", velocity_ms(network.links[k], flows.flow_m3s[k])},
                     {"head_loss_m", loss_m(network, flows, k)},
                     {"status", status_key(flows, k)}});
  return {{"time_s", time_s},
          {"converged", flows.converged && flows.statuses_settled},
          {"iterations", flows.iterations},
          {"nodes", std::move(nodes)},
          {"links", std::move(links)}};
}

void tell_hour(const Console& console, const Network& network, const Flows& flows, std::int64_t time_s) {
  const Lowest lowest = lowest_pressure(network, flows);
  std::string tanks;
  for (std::size_t i = 0; i < network.nodes.size(); ++i)
    if (network.nodes[i].kind == NodeKind::tank)
      tanks += fmt::format("{}{} {:.2f} m", tanks.empty() ? "" : ", ", network.nodes[i].id,
                           flows.head_m[i] - network.nodes[i].elevation_m);
  console.tell(console.text(hour_line, clock(static_cast<double>(time_s)), fmt::format("{:.2f}", lowest.pressure_m),
                            id_of(network, lowest.node), tanks.empty() ? "–" : tanks));
}

void tell_troubles(const Console& console, const Network& network, const Flows& flows) {
  std::vector<std::size_t> dry;
  std::vector<std::size_t> below;
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    if (!flows.has_water[i]) dry.push_back(i);
    if (flows.has_water[i] && flows.outflow_m3s[i] > 0.0 && network.nodes[i].kind == NodeKind::junction &&
        pressure_m(network, flows, i) < 0.0)
      below.push_back(i);
  }
  const auto tell = [&](const Text& text, const std::vector<std::size_t>& nodes) {
    if (nodes.empty()) return;
    console.tell(console.text(text, nodes.size(), some_ids(network, nodes)));
  };
  tell(dry_nodes, dry);
  tell(negative, below);
}

int water(const WaterOptions& options, const Console& console) {
  if (std::filesystem::path(options.file).extension() == ".json") {
    scenarios::Problem p;
    p.file = options.file;
    p.wanted = {"管网文件（.inp）", "a water network (.inp)"};
    p.found = {"场景文件", "a scenario"};
    p.hint = {"场景的供水管网见 yuanluo hydrants", "for the network of a scenario's district: yuanluo hydrants"};
    throw scenarios::ScenarioError({p});
  }
  const scenarios::water::InpNetwork inp = scenarios::water::read_inp_file(options.file);
  const Network& network = inp.network;
  for (const models::Name& note : inp.notes) console.tell(console.in(note));
  const Changes changes(options, network);
  if (!options.export_to.empty()) {
    std::ofstream stream(options.export_to, std::ios::binary);
    stream << scenarios::water::write_inp(network, inp.units);
    if (!stream) {
      scenarios::Problem p;
      p.file = options.export_to;
      p.pointer = "--export";
      p.wanted = {"可写的文件", "a file that can be written"};
      p.found = scenarios::same(options.export_to);
      throw scenarios::ScenarioError({p});
    }
  }
  const Solver solver(network);
  const auto end_s = static_cast<std::int64_t>(std::llround(options.hours * 3600.0));
  Period period(solver, end_s);
  for (const auto& [node, flow_m3s] : changes.hydrants) period.take(node, flow_m3s);
  for (const auto& [node, outlet_m3s] : changes.outlets) period.set_outlet(node, outlet_m3s);
  for (const std::size_t link : changes.closed) period.shut(link);

  if (options.csv)
    console.print("time_s,element,id,kind,from,to,head_m,pressure_m,flow_lps,velocity_ms,head_loss_m,status");
  Json moments = Json::array();
  const Flows* flows = nullptr;
  int solutions = 0;
  int iterations = 0;
  do {
    flows = &period.solve();
    ++solutions;
    iterations += flows->iterations;
    if (!flows->converged || !flows->statuses_settled)
      console.tell(console.text(unsettled, clock(static_cast<double>(period.time_s()))));
    if (period.time_s() % network.times.report_step_s != 0 && period.time_s() != end_s) continue;
    if (options.csv) print_csv(console, network, *flows, period.time_s());
    if (console.json) moments.push_back(moment_json(network, *flows, period.time_s()));
    if (!options.csv && !console.json && end_s > 0) tell_hour(console, network, *flows, period.time_s());
  } while (period.advance());

  if (console.json) {
    console.print(Json{{"file", options.file}, {"moments", std::move(moments)}}.dump(1));
  } else if (!options.csv) {
    print_tables(console, network, *flows);
  }
  const Lowest lowest = lowest_pressure(network, *flows);
  console.tell(console.text(summary, grouped(network.nodes.size()), grouped(network.links.size()),
                            grouped(static_cast<std::uint64_t>(solutions)),
                            grouped(static_cast<std::uint64_t>(iterations)), fmt::format("{:.2f}", lowest.pressure_m),
                            id_of(network, lowest.node)));
  tell_troubles(console, network, *flows);
  return success;
}

}  // namespace

void add_water(CommandLine& line) {
  const auto options = std::make_shared<WaterOptions>();
  Arguments app =
      line.add("water", help, example, [options](const Console& console) { return water(*options, console); });
  app.option("file", options->file, line.in(file_text)).required();
  app.option("--hydrant", options->hydrants, line.in(hydrant_text)).repeated();
  app.option("--outlet", options->outlets, line.in(outlet_text)).repeated();
  app.option("--close", options->closed, line.in(close_text)).repeated();
  app.option("--hours", options->hours, line.in(hours_text)).range(0.0, 8784.0);
  app.flag("--csv", options->csv, line.in(csv_text));
  app.option("--export", options->export_to, line.in(export_text));
}

}  // namespace yuanluo::apps
