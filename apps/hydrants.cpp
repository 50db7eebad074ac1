// `yuanluo hydrants`: what each hydrant of a district can give alone, where the rules for hydrants are broken, and the
// district's water network as a file.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/output_folder.hpp"
#include "models/water/rules.hpp"
#include "models/water/waterworks.hpp"
#include "scenarios/build.hpp"
#include "scenarios/spec.hpp"
#include "scenarios/tables/key.hpp"
#include "scenarios/water/own_mains.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::Text;

constexpr Text help{"消火栓：各栓单独出流能力，及不符合规范之处",
                    "hydrants: what each can give alone, and where the rules are broken"};
constexpr Text example{"yuanluo hydrants SCENARIO --check --csv", "yuanluo hydrants SCENARIO --check --csv"};
constexpr Text check_text{"列出不符合规范（GB 50974）之处及涉及的院落",
                          "list where the rules (GB 50974) are broken, with the compounds concerned"};
constexpr Text csv_text{"以CSV输出", "print CSV"};
constexpr Text geojson_text{"各栓出流能力另存为GeoJSON", "write the fire-flow map to this GeoJSON file too"};
constexpr Text export_text{"供水管网另存到此目录（mains.inp 与 water_ties.csv）",
                           "write the water network to this folder (mains.inp and water_ties.csv)"};
constexpr Text network_line{
    "供水管网：{} 个节点，{} 条管线，{} 个独立部分，管长 {:.1f} km；接管的消火栓 {} / {}，泵站 {} / {}",
    "water network: {} nodes, {} links, {} connected parts, {:.1f} km; tied: hydrants {} of {}, "
    "pump stations {} of {}"};
constexpr Text solved_line{"{} 次水力求解，{:.1f} 秒 CPU，{} 次未收敛（不采用）",
                           "{} solutions, {:.1f} s CPU; {} did not converge and are not used"};
constexpr Text written_line{"已写入 {}", "written: {}"};
constexpr Text figure_column{"单独出流", "alone"};
constexpr Text least_column{"最小", "least"};
constexpr Text low_column{"5 %", "5 %"};
constexpr Text middle_column{"中位", "median"};
constexpr Text high_column{"95 %", "95 %"};
constexpr Text greatest_column{"最大", "greatest"};
constexpr Text static_row{"静压 m", "static pressure m"};
constexpr Text flow_row{"剩余压力 {:.2f} MPa 时流量 L/s，泵站未启动",
                        "flow at {:.2f} MPa, L/s, no pump station running"};
constexpr Text lifted_row{"同上，所属泵站启动", "the same, its pump station running"};
constexpr Text rule_column{"要求", "rule"};
constexpr Text limit_column{"限值", "limit"};
constexpr Text value_column{"实际", "found"};
constexpr Text broken_column{"不符合数", "broken"};
constexpr Text concerned_column{"涉及院落", "compounds concerned"};
constexpr Text what_column{"消火栓或院落", "hydrant or compound"};
constexpr Text no_breaks{"未发现不符合之处", "no rule is broken"};

struct HydrantOptions {
  std::string file;
  bool check = false;
  bool csv = false;
  std::string geojson;
  std::string export_to;
};

constexpr std::array<const char*, models::hydrant_rules> rule_units{"m", "m", "m", "L/s", ""};

std::string hydrant_key(const models::World& world, std::size_t h) {
  return scenarios::row_key(scenarios::TableKind::hydrants, h, world.district.hydrants.size());
}
std::string compound_key(const models::World& world, std::size_t c) {
  return scenarios::row_key(scenarios::TableKind::compounds, c, world.district.compounds.size());
}

std::optional<std::string> station_key(const models::World& world, std::size_t hydrant) {
  const auto station = world.zone_of({static_cast<std::uint32_t>(hydrant)});
  if (!station) return std::nullopt;
  return scenarios::row_key(scenarios::TableKind::pump_stations, station->index(), world.district.pump_stations.size());
}

template <class Quantity>
std::string number(const std::optional<Quantity>& value) {
  return value ? fmt::format("{:.2f}", value->value) : "";
}

template <class Quantity>
Json json_number(const std::optional<Quantity>& value) {
  return value ? Json(std::round(value->value * 100.0) / 100.0) : Json(nullptr);
}

std::string compound_keys(const models::World& world, const models::RuleBreak& broken, const char* between) {
  std::string text;
  for (const models::CompoundId c : broken.compounds)
    text += (text.empty() ? "" : between) + compound_key(world, c.index());
  return text;
}

models::GeoPoint place_of(const models::World& world, const models::RuleBreak& broken) {
  return broken.hydrant ? world.district.hydrants[broken.hydrant->index()].position
                        : world.district.compounds[broken.compounds.front().index()].centre;
}

std::string thing_of(const models::World& world, const models::RuleBreak& broken) {
  return broken.hydrant ? hydrant_key(world, broken.hydrant->index())
                        : compound_key(world, broken.compounds.front().index());
}

Json features(const models::World& world, const std::vector<models::HydrantFigures>& figures) {
  Json all = Json::array();
  for (std::size_t h = 0; h < figures.size(); ++h) {
    const models::GeoPoint at = world.district.hydrants[h].position;
    const auto station = station_key(world, h);
    all.push_back({{"type", "Feature"},
                   {"geometry", {{"type", "Point"}, {"coordinates", {at.lon(), at.lat()}}}},
                   {"properties",
                    {{"id", hydrant_key(world, h)},
                     {"static_m", json_number(figures[h].static_pressure)},
                     {"flow_lps", json_number(figures[h].flow)},
                     {"lifted_flow_lps", json_number(figures[h].lifted_flow)},
                     {"pump_station", station ? Json(*station) : Json(nullptr)}}}});
  }
  return {{"type", "FeatureCollection"}, {"features", std::move(all)}};
}

Json breaks_json(const models::World& world, const std::vector<models::RuleBreak>& breaks) {
  Json all = Json::array();
  for (const models::RuleBreak& broken : breaks) {
    Json compounds = Json::array();
    for (const models::CompoundId c : broken.compounds) compounds.push_back(compound_key(world, c.index()));
    all.push_back({{"rule", word(broken.rule).key},
                   {"id", thing_of(world, broken)},
                   {"found", broken.value ? Json(std::round(*broken.value * 100.0) / 100.0) : Json(nullptr)},
                   {"limit", broken.limit},
                   {"unit", rule_units[static_cast<std::size_t>(broken.rule)]},
                   {"compounds", std::move(compounds)}});
  }
  return all;
}

void print_csv(const Console& console, const models::World& world, const std::vector<models::HydrantFigures>& figures,
               const std::vector<models::RuleBreak>& breaks, bool check) {
  if (check) {
    console.print("rule,id,found,limit,unit,lon,lat,compounds");
    for (const models::RuleBreak& broken : breaks) {
      const models::GeoPoint at = place_of(world, broken);
      console.print(fmt::format("{},{},{},{:.2f},{},{:.7f},{:.7f},{}", word(broken.rule).key, thing_of(world, broken),
                                broken.value ? fmt::format("{:.2f}", *broken.value) : "", broken.limit,
                                rule_units[static_cast<std::size_t>(broken.rule)], at.lon(), at.lat(),
                                compound_keys(world, broken, " ")));
    }
    return;
  }
  console.print("id,lon,lat,static_m,flow_lps,lifted_flow_lps,pump_station");
  for (std::size_t h = 0; h < figures.size(); ++h) {
    const models::GeoPoint at = world.district.hydrants[h].position;
    const auto station = station_key(world, h);
    console.print(fmt::format("{},{:.7f},{:.7f},{},{},{},{}", hydrant_key(world, h), at.lon(), at.lat(),
                              number(figures[h].static_pressure), number(figures[h].flow),
                              number(figures[h].lifted_flow), station.value_or("")));
  }
}

using Column = Table::Column;

Column left_column(const Console& console, const Text& text) {
  return {std::string(console.in(text)), Table::Align::left};
}
Column right_column(const Console& console, const Text& text) {
  return {std::string(console.in(text)), Table::Align::right};
}

void print_figures(const Console& console, const models::World& world,
                   const std::vector<models::HydrantFigures>& figures) {
  Table table({left_column(console, figure_column), right_column(console, least_column),
               right_column(console, low_column), right_column(console, middle_column),
               right_column(console, high_column), right_column(console, greatest_column)});
  const auto add = [&](const std::string& title, auto member) {
    std::vector<double> values;
    for (const models::HydrantFigures& f : figures)
      if (const auto& value = f.*member) values.push_back(value->value);
    if (values.empty()) return;
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
      return fmt::format("{:.1f}", values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))]);
    };
    table.add({title, at(0.0), at(0.05), at(0.5), at(0.95), at(1.0)});
  };
  add(std::string(console.in(static_row)), &models::HydrantFigures::static_pressure);
  add(console.text(flow_row, world.settings.water.rules.residual_mpa), &models::HydrantFigures::flow);
  add(std::string(console.in(lifted_row)), &models::HydrantFigures::lifted_flow);
  print_table(console, table);
}

void print_breaks(const Console& console, const models::World& world, const std::vector<models::RuleBreak>& breaks,
                  bool each) {
  if (breaks.empty()) return console.print(console.in(no_breaks));
  if (!each) {
    Table table({left_column(console, rule_column), right_column(console, limit_column),
                 right_column(console, broken_column), right_column(console, concerned_column)});
    for (std::size_t r = 0; r < models::hydrant_rules; ++r) {
      std::size_t count = 0;
      double limit = 0.0;
      std::vector<models::CompoundId> compounds;
      for (const models::RuleBreak& broken : breaks) {
        if (static_cast<std::size_t>(broken.rule) != r) continue;
        ++count;
        limit = broken.limit;
        compounds.insert(compounds.end(), broken.compounds.begin(), broken.compounds.end());
      }
      if (count == 0) continue;
      std::sort(compounds.begin(), compounds.end());
      compounds.erase(std::unique(compounds.begin(), compounds.end()), compounds.end());
      const auto rule = static_cast<models::HydrantRule>(r);
      table.add({std::string(console.in(word(rule).text)),
                 rule == models::HydrantRule::tied ? "" : fmt::format("{:.1f} {}", limit, rule_units[r]),
                 grouped(count), grouped(compounds.size())});
    }
    return print_table(console, table);
  }
  Table table({left_column(console, rule_column), left_column(console, what_column),
               right_column(console, value_column), right_column(console, limit_column),
               left_column(console, concerned_column)});
  for (const models::RuleBreak& broken : breaks) {
    const char* const unit = rule_units[static_cast<std::size_t>(broken.rule)];
    table.add({std::string(console.in(word(broken.rule).text)), thing_of(world, broken),
               broken.value ? fmt::format("{:.1f} {}", *broken.value, unit) : "–",
               broken.rule == models::HydrantRule::tied ? "–" : fmt::format("{:.1f} {}", broken.limit, unit),
               compound_keys(world, broken, " ")});
  }
  print_table(console, table);
}

void tell_network(const Console& console, const models::World& world) {
  const models::MainsPlan& plan = world.waterworks->plan();
  std::size_t nodes = 0, links = 0;
  double length_m = 0.0;
  for (const models::MainsPart& part : plan.parts) {
    nodes += part.network.nodes.size();
    links += part.network.links.size();
    for (const models::Main& main : part.mains) length_m += part.network.links[main.link].length_m;
  }
  const auto tied = [](const auto& ties) {
    return std::count_if(ties.begin(), ties.end(), [](const auto& tie) { return tie.has_value(); });
  };
  console.tell(console.text(network_line, grouped(nodes), grouped(links), plan.parts.size(), 1e-3 * length_m,
                            tied(plan.hydrants), plan.hydrants.size(), tied(plan.pumps), plan.pumps.size()));
}

int hydrants(const HydrantOptions& options, const Console& console) {
  const models::World world = scenarios::build_world(scenarios::load_spec(options.file));
  const auto figures = hydrant_figures(world);
  const auto breaks = rule_breaks(world, figures);
  if (console.json) {
    console.print((options.check ? breaks_json(world, breaks) : features(world, figures)).dump(1));
  } else if (options.csv) {
    print_csv(console, world, figures, breaks, options.check);
  } else {
    if (!options.check) print_figures(console, world, figures);
    if (!options.check) console.print();
    print_breaks(console, world, breaks, options.check);
  }
  if (!options.geojson.empty()) {
    write_file(options.geojson, features(world, figures).dump() + "\n");
    console.tell(console.text(written_line, options.geojson));
  }
  if (!options.export_to.empty()) {
    const std::filesystem::path folder(options.export_to);
    make_run_folder(folder, scenarios::water::mains_file.data());
    const models::OwnMains mains = joined(world.waterworks->plan());
    write_file(folder / scenarios::water::mains_file, scenarios::water::own_mains_inp(mains.network));
    write_file(folder / scenarios::water::ties_file, scenarios::water::water_ties_csv(mains));
    console.tell(console.text(written_line, options.export_to));
  }
  tell_network(console, world);
  const models::WaterworksCounts counts = world.waterworks->counts();
  console.tell(console.text(solved_line, grouped(counts.solved), counts.seconds, grouped(counts.refused)));
  return success;
}

}  // namespace

void add_hydrants(CommandLine& line) {
  const auto options = std::make_shared<HydrantOptions>();
  Arguments app =
      line.add("hydrants", help, example, [options](const Console& console) { return hydrants(*options, console); });
  app.option("file", options->file, line.in(Say::scenario_file)).required();
  app.flag("--check", options->check, line.in(check_text));
  app.flag("--csv", options->csv, line.in(csv_text));
  app.option("--geojson", options->geojson, line.in(geojson_text));
  app.option("--export", options->export_to, line.in(export_text));
}

}  // namespace yuanluo::apps
