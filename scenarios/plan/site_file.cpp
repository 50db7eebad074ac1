#include "scenarios/plan/site_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "plan/siting/shortest_paths.hpp"
#include "scenarios/json/document.hpp"
#include "scenarios/plan/site_fields.hpp"
#include "scenarios/plan/site_table.hpp"

namespace yuanluo::scenarios {
namespace {

using plan::siting::Edge;
using plan::siting::Instance;

constexpr std::uint32_t most_nodes = 6000;  // of a graph: 36 million pairs

std::vector<std::string> numbered(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t k = 1; k <= count; ++k) names.push_back(std::to_string(k));
  return names;
}

SiteFile read_graph(Words& words, std::optional<double> radius) {
  const std::uint32_t nodes = words.whole({"节点数", "the number of nodes"}, 1, most_nodes);
  const std::uint32_t count = words.whole({"边数", "the number of edges"}, 0, 50'000'000);
  SiteFile read;
  read.p = words.whole({"设施数 p", "the number of sites p"}, 1, nodes);
  std::vector<Edge> edges(count);
  for (Edge& edge : edges) {
    edge.a = words.whole({"边的起点", "a node of an edge"}, 1, nodes) - 1;
    edge.b = words.whole({"边的终点", "a node of an edge"}, 1, nodes) - 1;
    edge.length = words.real({"边长", "the length of an edge"}, 0.0);
  }
  words.end();
  fill_from_graph(read.instance, numbered(nodes), edges, radius);
  return read;
}

SiteFile read_cover(Words& words) {
  const std::uint32_t rows = words.whole({"行数", "the number of rows"}, 1, 10'000'000);
  const std::uint32_t columns = words.whole({"列数", "the number of columns"}, 1, 10'000'000);
  SiteFile read;
  read.cover_sets = true;
  Instance& instance = read.instance;
  instance.customers = numbered(rows);
  instance.sites = numbered(columns);
  instance.weight.assign(rows, 1.0);
  for (std::uint32_t j = 0; j < columns; ++j) {
    instance.site_cost.push_back(words.real({"列的费用", "the cost of a column"}, 1e-9));
  }
  instance.links.resize(rows);
  for (std::uint32_t i = 0; i < rows; ++i) {
    const std::uint32_t count = words.whole({"覆盖该行的列数", "how many columns cover the row"}, 0, columns);
    for (std::uint32_t k = 0; k < count; ++k) {
      instance.links[i].push_back({words.whole({"列号", "a column"}, 1, columns) - 1, 0.0});
    }
    auto& list = instance.links[i];
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.to < b.to; });
    list.erase(std::unique(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.to == b.to; }),
               list.end());
  }
  words.end();
  return read;
}

// Places as the table that they could be: each has a name if `named`, x, y and perhaps a weight.
std::string table_of_places(Words& words, bool named) {
  const models::Name coordinate{"坐标", "a coordinate"}, weight{"权重", "a weight"};
  constexpr double any = -std::numeric_limits<double>::infinity();
  std::string rows;
  std::size_t columns = 0;
  for (std::size_t number = 1;; ++number) {
    Words ahead = words;
    const Words::Word first = ahead.next();
    if (first.text.empty() || first.text == "EOF") break;
    std::size_t on_line = 1;
    for (Words::Word word = ahead.next(); !word.text.empty() && word.line == first.line; word = ahead.next()) ++on_line;
    if (columns == 0) columns = on_line;
    const std::size_t wanted = named ? 3 : columns == 3 ? 3 : 2;
    if (on_line != wanted)
      words.refuse_next({fmt::format("每行 {} 个数", wanted), fmt::format("lines of {} numbers", wanted)});
    const std::string name = named ? std::string(words.next().text) : std::to_string(number);
    const double x = words.real(coordinate, any), y = words.real(coordinate, any);
    rows += fmt::format("\"{}\",{},{},{}\n", name, x, y, !named && columns == 3 ? words.real(weight, 0.0) : 1.0);
  }
  return "name,x,y,weight\n" + rows;
}

// Leaves out all up to the line of a TSPLIB file after which its places stand.
bool skip_to_places(Words& words) {
  for (;;) {
    const Words::Word word = words.next();
    if (word.text.empty()) return false;
    if (word.text == "NODE_COORD_SECTION" || word.text == "NODE_COORD_SECTION:") return true;
  }
}

// Whether the first line holds two or three numbers that are not all whole.
bool begins_with_fractions(std::string_view text) {
  Words words({}, text);
  std::uint32_t line = 0;
  for (Words::Word word = words.next(); !word.text.empty() && (line == 0 || word.line == line); word = words.next()) {
    line = word.line;
    const auto number = number_of(word.text);
    if (number && *number != std::floor(*number)) return true;
  }
  return false;
}

// How many numbers the first line with anything on it holds; 0 unless it holds nothing else.
std::size_t numbers_of_first_line(std::string_view text) {
  Words words({}, text);
  std::size_t count = 0;
  std::uint32_t line = 0;
  for (;;) {
    const Words::Word word = words.next();
    if (word.text.empty() || (line != 0 && word.line != line)) return count;
    if (!number_of(word.text)) return 0;
    line = word.line;
    ++count;
  }
}

}  // namespace

void fill_from_graph(Instance& instance, std::vector<std::string> names, const std::vector<Edge>& edges,
                     std::optional<double> radius) {
  const std::size_t nodes = names.size();
  const plan::siting::Table table = plan::siting::all_shortest_paths(nodes, edges);
  instance.sites = names;
  instance.customers = std::move(names);
  instance.weight.assign(nodes, 1.0);
  instance.links.resize(nodes);
  for (std::size_t i = 0; i < nodes; ++i) {
    for (std::size_t j = 0; j < nodes; ++j) {
      const double far = table.at(i, j);
      if (std::isfinite(far) && (!radius || far <= *radius)) {
        instance.links[i].push_back({static_cast<std::uint32_t>(j), far});
      }
    }
  }
}

SiteFile read_site_file(const std::filesystem::path& file, std::optional<double> radius, bool coordinates) {
  FileText read = read_file(file);
  if (!read.text) {
    Problem problem;
    problem.file = file.string();
    problem.wanted = {"选址问题的文件", "a file with a siting question"};
    problem.found = read.found;
    throw ScenarioError({std::move(problem)});
  }
  const std::size_t numbers = numbers_of_first_line(*read.text);
  Words words(file.string(), *read.text);
  if (coordinates || ((numbers == 2 || numbers == 3) && begins_with_fractions(*read.text)))
    return read_site_table(file.string(), table_of_places(words, false), radius);
  if (numbers == 0 && read.text->find("NODE_COORD_SECTION") != std::string::npos && skip_to_places(words))
    return read_site_table(file.string(), table_of_places(words, true), radius);
  if (numbers == 3) return read_graph(words, radius);
  if (numbers == 2) return read_cover(words);
  return read_site_table(file.string(), *read.text, radius);
}

}  // namespace yuanluo::scenarios
