#include "scenarios/water/own_mains.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/key.hpp"
#include "scenarios/water/inp_reader.hpp"
#include "scenarios/water/inp_writer.hpp"

namespace yuanluo::scenarios::water {

namespace {

using models::hydraulics::LinkKind;
using models::hydraulics::NodeKind;

constexpr std::array<std::string_view, 3> tie_columns{"kind", "id", "element"};

template <class Things>
std::unordered_map<std::string, std::uint32_t> by_id(const Things& things) {
  std::unordered_map<std::string, std::uint32_t> index;
  for (std::uint32_t i = 0; i < things.size(); ++i) index.emplace(things[i].id, i);
  return index;
}

models::Name quoted(const std::string& text) { return text.empty() ? nothing() : same(fmt::format("\"{}\"", text)); }

class TieReader {
 public:
  TieReader(models::OwnMains& mains, const std::string& file, const RowOf& row_of, ProblemList& problems)
      : mains_(mains),
        file_(file),
        row_of_(row_of),
        problems_(problems),
        nodes_(by_id(mains.network.nodes)),
        links_(by_id(mains.network.links)) {}

  void read(const std::vector<CsvRow>& rows) {
    if (rows.empty()) return problem(1, "", {"表头 kind,id,element", "the header kind,id,element"}, nothing());
    for (std::size_t c = 0; c < tie_columns.size(); ++c) {
      const auto& header = rows.front().fields;
      const auto found = std::find(header.begin(), header.end(), tie_columns[c]);
      if (found == header.end())
        return problem(rows.front().line, "", {"表头 kind,id,element", "the header kind,id,element"},
                       same(fmt::format("{}", fmt::join(header, ","))));
      at_[c] = static_cast<std::size_t>(found - header.begin());
    }
    for (std::size_t i = 1; i < rows.size(); ++i) read_row(rows[i]);
  }

 private:
  void read_row(const CsvRow& row) {
    const auto field = [&](std::size_t c) { return at_[c] < row.fields.size() ? row.fields[at_[c]] : std::string{}; };
    const std::string kind = field(0), id = field(1), element = field(2);
    const bool hydrant = kind == "hydrant";
    if (!hydrant && kind != "pump_station")
      return problem(row.line, "kind", {"hydrant 或 pump_station", "hydrant or pump_station"}, quoted(kind));
    const auto number = row_of_(hydrant, id);
    if (!number)
      return problem(row.line, "id",
                     hydrant ? models::Name{"hydrants.csv中的编号", "an id of hydrants.csv"}
                             : models::Name{"pump_stations.csv中的编号", "an id of pump_stations.csv"},
                     quoted(id));
    if (hydrant) {
      tie_hydrant(row.line, *number, id, element);
    } else {
      tie_station(row.line, *number, id, element);
    }
  }

  std::optional<std::uint32_t> junction(const std::string& id) const {
    const auto found = nodes_.find(id);
    if (found == nodes_.end() || mains_.network.nodes[found->second].kind != NodeKind::junction) return std::nullopt;
    return found->second;
  }

  void tie_hydrant(std::uint32_t line, std::uint32_t number, const std::string& id, const std::string& element) {
    const auto node = junction(element);
    if (!node) {
      return problem(line, "element", {"mains.inp中节点的编号", "the id of a junction of mains.inp"}, quoted(element));
    }
    if (mains_.hydrants[number]) return twice(line, id);
    mains_.hydrants[number] = node;
  }

  void tie_station(std::uint32_t line, std::uint32_t number, const std::string& id, const std::string& element) {
    const auto link = links_.find(element);
    const bool pump = link != links_.end() && mains_.network.links[link->second].kind == LinkKind::pump;
    const auto node = junction(element);
    if (!pump && !node) {
      return problem(line, "element", {"mains.inp中水泵或节点的编号", "the id of a pump or junction of mains.inp"},
                     quoted(element));
    }
    if (mains_.pumps[number]) return twice(line, id);
    mains_.pumps[number] = pump ? models::OwnPump{true, link->second} : models::OwnPump{false, *node};
  }

  void twice(std::uint32_t line, const std::string& id) {
    problem(line, "id", {"每个编号一行", "one row for each id"}, quoted(id));
  }

  void problem(std::uint32_t line, std::string_view column, models::Name wanted, models::Name found) {
    problems_.add_cell(file_, line, column, std::move(wanted), std::move(found));
  }

  models::OwnMains& mains_;
  const std::string& file_;
  const RowOf& row_of_;
  ProblemList& problems_;
  std::unordered_map<std::string, std::uint32_t> nodes_, links_;
  std::array<std::size_t, 3> at_{};
};

}  // namespace

models::OwnMains read_own_mains(const OwnMainsText& text, std::size_t hydrants, std::size_t pump_stations,
                                const RowOf& row_of, ProblemList& problems) {
  models::OwnMains mains;
  mains.hydrants.resize(hydrants);
  mains.pumps.resize(pump_stations);
  try {
    mains.network = read_inp(text.inp_name, text.inp).network;
  } catch (const ScenarioError& error) {
    problems.add_all(error.problems());
    return mains;
  }
  const auto& nodes = mains.network.nodes;
  const bool leaks = std::any_of(nodes.begin(), nodes.end(), [](const auto& node) { return node.emitter_m3s > 0.0; });
  if (leaks && mains.network.options.emitter_exponent != 0.5) {
    problems.add_cell(text.inp_name, 1, "[OPTIONS]",
                      {"EMITTER EXPONENT 0.5（消火栓按孔口出流）", "EMITTER EXPONENT 0.5, since hydrants are outlets"},
                      same(fmt::format("{}", mains.network.options.emitter_exponent)));
  }
  std::vector<Problem> found;
  const std::vector<CsvRow> rows = parse_csv(text.ties_name, text.ties, found);
  const bool sound = found.empty();
  problems.add_all(std::move(found));
  if (sound) TieReader(mains, text.ties_name, row_of, problems).read(rows);
  return mains;
}

std::string own_mains_inp(const models::hydraulics::Network& network) {
  return write_inp(network, units_of(FlowUnit::lps, std::nullopt, network.options.specific_gravity));
}

std::string water_ties_csv(const models::OwnMains& mains) {
  std::string text{utf8_mark};
  text += "kind,id,element\r\n";
  const auto row = [&](const char* kind, const std::string& id, const std::string& element) {
    text += fmt::format("{},{},", kind, id);
    append_csv_field(text, element);
    text += "\r\n";
  };
  for (std::size_t h = 0; h < mains.hydrants.size(); ++h)
    if (mains.hydrants[h])
      row("hydrant", row_key(TableKind::hydrants, h, mains.hydrants.size()),
          mains.network.nodes[*mains.hydrants[h]].id);
  for (std::size_t s = 0; s < mains.pumps.size(); ++s) {
    if (!mains.pumps[s]) continue;
    const std::uint32_t element = mains.pumps[s]->element;
    row("pump_station", row_key(TableKind::pump_stations, s, mains.pumps.size()),
        mains.pumps[s]->is_link ? mains.network.links[element].id : mains.network.nodes[element].id);
  }
  return text;
}

}  // namespace yuanluo::scenarios::water
