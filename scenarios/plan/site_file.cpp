#include "scenarios/plan/site_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

SiteFile read_site_file(const std::filesystem::path& file, std::optional<double> radius) {
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
  if (numbers == 3) return read_graph(words, radius);
  if (numbers == 2) return read_cover(words);
  return read_site_table(file.string(), *read.text, radius);
}

}  // namespace yuanluo::scenarios
