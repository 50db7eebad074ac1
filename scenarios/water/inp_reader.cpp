#include "scenarios/water/inp_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "scenarios/json/suggestion.hpp"
#include "scenarios/water/inp_parser.hpp"

namespace yuanluo::scenarios::water {

namespace {

using models::hydraulics::NodeKind;

// EPANET knows a section by its first four letters.
constexpr std::array<std::string_view, 19> used_sections = {"TITL", "JUNC", "RESE", "TANK", "PIPE", "PUMP", "VALV",
                                                            "DEMA", "STAT", "PATT", "CURV", "CONT", "RULE", "EMIT",
                                                            "TIME", "OPTI", "COOR", "VERT", "END"};
constexpr std::array<std::string_view, 11> other_sections = {"QUAL", "SOUR", "REAC", "MIXI", "ENER", "REPO",
                                                             "TAGS", "LABE", "BACK", "ROUG", "CALI"};
const std::array<std::string, 18> section_names = {
    "TITLE",    "JUNCTIONS", "RESERVOIRS", "TANKS", "PIPES",    "PUMPS", "VALVES",  "DEMANDS",     "STATUS",
    "PATTERNS", "CURVES",    "CONTROLS",   "RULES", "EMITTERS", "TIMES", "OPTIONS", "COORDINATES", "VERTICES"};

template <class Keys>
bool among(const Keys& keys, std::string_view name) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) { return starts_as(name, key); });
}

}  // namespace

models::Name in_quotes(std::string_view word) { return same(fmt::format("\"{}\"", word)); }

std::optional<double> InpRow::number(std::size_t i, std::string_view column, Range range,
                                     std::optional<double> fallback) const {
  if (!has(i)) {
    if (!fallback) problem(column, {"一个数", "a number"}, nothing());
    return fallback;
  }
  const auto value = number_in(word(i));
  const bool inside = value && (range == Range::any || *value > 0.0 || (range == Range::not_negative && *value == 0.0));
  if (inside) return value;
  static const std::array<models::Name, 3> wanted = {
      {{"一个数", "a number"}, {"不小于0的数", "a number of at least 0"}, {"大于0的数", "a number above 0"}}};
  problem(column, wanted[static_cast<std::size_t>(range)], in_quotes(word(i)));
  return std::nullopt;
}

void InpRow::problem(std::string_view column, models::Name wanted, models::Name found, models::Name hint) const {
  problems_.add_cell(file_, line_.number, fmt::format("[{}] {}", section_, column), std::move(wanted), std::move(found),
                     std::move(hint));
}

bool InpRow::needs(std::size_t words, std::string_view columns) const {
  if (size() >= words) return true;
  problem(columns, {fmt::format("至少{}项", words), fmt::format("at least {} values", words)},
          {fmt::format("{}项", size()), fmt::format("{}", size())});
  return false;
}

void InpParser::check_sections() {
  for (const InpLine& line : text_.before)
    problems_.add_cell(file_, line.number, "", {"先有节标题，如[JUNCTIONS]", "a section such as [JUNCTIONS] first"},
                       in_quotes(line.text));
  for (const InpSection& section : text_.sections) {
    if (among(used_sections, section.name)) continue;
    const std::string title = fmt::format("[{}]", section.name);
    if (among(other_sections, section.name)) {
      if (!section.lines.empty())
        note({fmt::format("{} 不影响水力计算，已略过", title),
              fmt::format("{} does not change hydraulics and was read over", title)});
      continue;
    }
    if (starts_as(section.name, "LEAK")) {
      if (section.lines.empty()) continue;
      problems_.add_cell(file_, section.line, title, {"没有管道漏损模型", "no leakage of pipes, which is not modelled"},
                         in_quotes(title), {"可用[EMITTERS]代替", "use [EMITTERS] instead"});
      continue;
    }
    problems_.add_cell(file_, section.line, title, {"EPANET的节", "a section of EPANET"}, in_quotes(title),
                       did_you_mean(section.name, section_names));
  }
}

InpNetwork InpParser::parse() {
  check_sections();
  read_title();
  read_patterns();
  read_curves();
  read_options();
  read_times();
  each("JUNC", [&](const InpRow& row) { read_junction(row); });
  each("RESE", [&](const InpRow& row) { read_tank(row); });
  each("TANK", [&](const InpRow& row) { read_tank(row); });
  each("PIPE", [&](const InpRow& row) { read_pipe(row); });
  each("PUMP", [&](const InpRow& row) { read_pump(row); });
  each("VALV", [&](const InpRow& row) { read_valve(row); });
  check_valves();
  read_demands();
  read_emitters();
  read_status();
  each("CONT", [&](const InpRow& row) { read_control(row); });
  read_rules();
  read_places();
  const auto& nodes = network_.nodes;
  const bool fixed =
      std::any_of(nodes.begin(), nodes.end(), [](const auto& n) { return n.kind != NodeKind::junction; });
  if (problems_.empty() && nodes.empty())
    problems_.add_cell(file_, 1, "[JUNCTIONS]", {"至少一个节点", "at least one junction"}, nothing());
  if (problems_.empty() && !fixed)
    problems_.add_cell(file_, 1, "[RESERVOIRS]", {"至少一个水源或水池", "at least one reservoir or tank"}, nothing());
  problems_.raise();
  return {std::move(network_), units_, std::move(notes_)};
}

InpNetwork read_inp(const std::string& file, std::string_view text) {
  const InpText inp = split_inp(text);
  return InpParser(file, inp).parse();
}

InpNetwork read_inp_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (std::filesystem::is_regular_file(path)) text << stream.rdbuf();
  if (!stream || !std::filesystem::is_regular_file(path)) {
    Problem problem;
    problem.file = path.string();
    problem.wanted = {"可读的.inp文件", "an .inp file that can be read"};
    problem.found = nothing();
    throw ScenarioError({problem});
  }
  return read_inp(path.string(), text.str());
}

}  // namespace yuanluo::scenarios::water
