#include "scenarios/plan/site_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "scenarios/plan/site_fields.hpp"
#include "scenarios/plan/site_links.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;
using plan::siting::Edge;
using plan::siting::Instance;

constexpr std::uint32_t most_listed = 10'000'000;

const Name coordinate_text{"坐标", "a coordinate"};
const Name distance_text{"距离或费用", "a distance or cost"};
const Name demand_text{"需求", "a demand"};
const Name capacity_text{"容量", "a capacity"};
const Name weight_text{"权重", "a weight"};
const Name site_count_text{"设施数 p", "the number of sites p"};

class NumberReader {
 public:
  NumberReader(const std::string& file, std::string_view text, const FormFound& form, const SiteFileOptions& options)
      : file_(file), words_(file, text), form_(form), options_(options) {}

  SiteReading operator()() {
    switch (form_.form) {
      case SiteForm::graph:
        graph();
        break;
      case SiteForm::cover:
        cover();
        break;
      case SiteForm::places:
        places();
        break;
      case SiteForm::capacitated:
        capacitated();
        break;
      case SiteForm::matrix:
        matrix();
        break;
      case SiteForm::costs:
        costs();
        break;
      case SiteForm::facilities:
        facilities();
        break;
      case SiteForm::table:
      case SiteForm::unclear:
        refuse_unclear();
    }
    return std::move(reading_);
  }

 private:
  Instance& instance() { return reading_.file.instance; }

  [[noreturn]] void refuse_unclear() {
    refuse_at(file_, form_.lines.empty() ? 1 : form_.lines.front().line,
              {"图、覆盖集、坐标行或距离表（形式见 docs/siting.md）",
               "a graph, cover sets, lines of places or a table of distances, as docs/siting.md lists them"},
              {fmt::format("首行 {} 个数、共 {} 行的数字", form_.first.size(), form_.lines.size()),
               fmt::format("{} lines of numbers, {} in the first", form_.lines.size(), form_.first.size())},
              {"坐标行可用 --columns 指明各列", "--columns says what the columns of lines of places are"});
  }

  void graph() {
    const std::uint32_t nodes = words_.whole({"节点数", "the number of nodes"}, 1, most_square);
    const std::uint32_t count = words_.whole({"边数", "the number of edges"}, 0, 50'000'000);
    reading_.file.p = words_.whole(site_count_text, 1, nodes);
    std::vector<Edge> edges;
    while (edges.size() < count) {
      Edge& edge = edges.emplace_back();
      edge.a = words_.whole({"边的起点", "a node of an edge"}, 1, nodes) - 1;
      edge.b = words_.whole({"边的终点", "a node of an edge"}, 1, nodes) - 1;
      edge.length = words_.real({"边长", "the length of an edge"}, 0.0);
    }
    words_.end();
    fill_from_graph(instance(), numbered(nodes), edges, options_.radius);
    reading_.file.read_as = {
        fmt::format("图（{} 个节点，{} 条边），距离为最短路", nodes, count),
        fmt::format("a graph of {} nodes and {} edges; distances are shortest paths", nodes, count)};
  }

  void cover() {
    const std::uint32_t rows = words_.whole({"行数", "the number of rows"}, 1, most_listed);
    const std::uint32_t columns = words_.whole({"列数", "the number of columns"}, 1, most_listed);
    reading_.file.cover_sets = true;
    for (std::uint32_t j = 0; j < columns; ++j)
      instance().site_cost.push_back(words_.real({"列的费用", "the cost of a column"}, 1e-9));
    for (std::uint32_t i = 0; i < rows; ++i) {
      auto& list = instance().links.emplace_back();
      const std::uint32_t count = words_.whole({"覆盖该行的列数", "how many columns cover the row"}, 0, columns);
      for (std::uint32_t k = 0; k < count; ++k)
        list.push_back({words_.whole({"列号", "a column"}, 1, columns) - 1, 0.0});
      std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.to < b.to; });
      list.erase(std::unique(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.to == b.to; }),
                 list.end());
    }
    words_.end();
    instance().customers = numbered(rows);
    instance().sites = numbered(columns);
    instance().weight.assign(rows, 1.0);
    reading_.file.read_as = {fmt::format("覆盖集（{} 行，{} 列）", rows, columns),
                             fmt::format("cover sets ({} rows, {} columns)", rows, columns)};
  }

  // What the columns of places are, where the user has not said it.
  std::vector<std::string> columns_by_number() {
    const std::size_t data = form_.columns - (form_.numbered ? 1 : 0);
    std::vector<std::string> columns;
    if (form_.numbered) columns.push_back("name");
    columns.insert(columns.end(), {"x", "y"});
    if (data == 3) columns.push_back("weight");
    if (data == 4 && form_.heading > 0) columns.insert(columns.end(), {"capacity", "load"});
    if (columns.size() != form_.columns) {
      refuse_at(file_, form_.lines.empty() ? 1 : form_.lines.front().line,
                {"--columns 指明各列，如 --columns x,y,weight", "--columns to say what each is, as in x,y,weight"},
                {fmt::format("每行 {} 个数", form_.columns), fmt::format("lines of {} numbers", form_.columns)});
    }
    return columns;
  }

  void places() {
    std::vector<std::string> columns = options_.columns.empty() ? columns_by_number() : options_.columns;
    std::size_t wanted = form_.lines.size() - form_.heading;
    if (form_.heading > 0) {
      wanted = words_.whole({"地点数", "the number of places"}, 1, most_listed);
      if (form_.first.size() > 1)
        reading_.file.p = words_.whole(site_count_text, 1, static_cast<std::uint32_t>(wanted));
    }
    SitePlaces& places = reading_.places.emplace();
    const auto has = [&](std::string_view column) {
      return std::find(columns.begin(), columns.end(), column) != columns.end();
    };
    places.globe = has("lon");
    places.weights = has("weight");
    places.loads = has("load");
    places.capacities = has("capacity");
    places.costs = has("cost");
    for (std::size_t l = form_.heading; l < form_.lines.size() && places.list.size() < wanted; ++l) {
      const LineCount& line = form_.lines[l];
      if (line.words != columns.size()) {
        const std::uint32_t column = words_.next().column;
        refuse_at(file_, line.line,
                  {fmt::format("每行 {} 个数", columns.size()), fmt::format("lines of {} numbers", columns.size())},
                  {fmt::format("{} 个", line.words), std::to_string(line.words)}, {}, column);
      }
      places.list.push_back(place(columns, places));
    }
    if (places.list.size() < wanted)
      words_.refuse_next({fmt::format("{} 个地点", wanted), fmt::format("{} places", wanted)});
    words_.end();
    reading_.file.read_as = {fmt::format("{} 个地点，各列为 {}", places.list.size(), fmt::join(columns, " ")),
                             fmt::format("{} places, columns {}", places.list.size(), fmt::join(columns, " "))};
  }

  SitePlace place(const std::vector<std::string>& columns, const SitePlaces& places) {
    SitePlace one;
    one.name = std::to_string(places.list.size() + 1);
    for (const std::string& column : columns) {
      if (column == "x" || column == "lon") one.x = words_.real(coordinate_text, any_number);
      if (column == "y" || column == "lat") one.y = words_.real(coordinate_text, any_number);
      if (column == "weight") one.weight = words_.real(weight_text, 0.0);
      if (column == "load") one.load = words_.real(demand_text, 0.0);
      if (column == "capacity") one.capacity = words_.real(capacity_text, 0.0);
      if (column == "cost") one.cost = words_.real({"费用", "a cost"}, 1e-9);
      if (column == "name") one.name = std::string(words_.next().text);
      if (column == "-") words_.next();
    }
    // A demand that is covered or not counts as much as it is; distances to the served are not multiplied by it.
    if (places.loads && !places.weights && options_.cover) one.weight = one.load;
    return one;
  }

  void capacitated() {
    std::size_t problems = 1;
    double best_known = 0.0;
    if (form_.heading == 1) {
      const bool several = form_.first.size() == 1;
      problems = several ? words_.whole({"问题个数", "the number of problems"}, 1, 10'000) : 1;
      if (!several) words_.next();
      if (!several) best_known = words_.real({"已知最优值", "the best value known"}, any_number);
      if (options_.problem > problems) {
        refuse_at(file_, 1,
                  {fmt::format("--problem 1 至 {}", problems), fmt::format("--problem from 1 to {}", problems)},
                  same(std::to_string(options_.problem)));
      }
    }
    SitePlaces& places = reading_.places.emplace();
    places.loads = places.capacities = true;
    for (std::size_t k = 1; k <= options_.problem; ++k) {
      if (form_.heading == 1 && form_.first.size() == 1) {
        words_.real({"问题编号", "the number of a problem"}, any_number);
        best_known = words_.real({"已知最优值", "the best value known"}, any_number);
      }
      const std::uint32_t count = words_.whole({"地点数", "the number of places"}, 1, most_listed);
      reading_.file.p = words_.whole(site_count_text, 1, count);
      const double room = words_.real(capacity_text, 0.0);
      places.list.clear();
      for (std::uint32_t i = 0; i < count; ++i) {
        SitePlace one;
        one.name = std::string(words_.next().text);
        one.x = words_.real(coordinate_text, any_number);
        one.y = words_.real(coordinate_text, any_number);
        one.load = words_.real(demand_text, 0.0);
        one.capacity = room;
        if (options_.cover) one.weight = one.load;
        places.list.push_back(std::move(one));
      }
    }
    if (options_.problem == problems) words_.end();
    reading_.file.read_as = {fmt::format("有容量的 p-median（第 {} 题，共 {} 题），{} 个地点", options_.problem,
                                         problems, places.list.size()),
                             fmt::format("a capacitated p-median (problem {} of {}), {} places", options_.problem,
                                         problems, places.list.size())};
    if (best_known > 0.0) {
      reading_.file.notes.push_back({fmt::format("文件所载已知最优值：{}", best_known),
                                     fmt::format("the best value known, as the file has it: {}", best_known)});
    }
    places.rounding = Rounding::down;
    if (!options_.rounding) {
      reading_.file.notes.push_back(
          {"距离向下取整，与其公布的最优值一致", "distances are rounded down, as in the published optima"});
    }
  }

  std::vector<double> rest_of_the_numbers() {
    std::vector<double> cells;
    for (Words ahead = words_; !ahead.next().text.empty();) cells.push_back(words_.real(distance_text, 0.0));
    return cells;
  }

  void check_nodes(double nodes) const {
    if (nodes <= most_square) return;
    refuse_at(file_, 1, {fmt::format("至多 {} 个地点", most_square), fmt::format("at most {} places", most_square)},
              same(fmt::format("{:.0f}", nodes)));
  }

  void matrix() {
    double size = static_cast<double>(form_.columns);
    if (form_.heading > 0) {
      size = form_.first.front();
      words_.next();
      if (form_.first.size() > 1) reading_.file.p = words_.whole(site_count_text, 1, static_cast<std::uint32_t>(size));
    }
    check_nodes(size);
    const auto n = static_cast<std::size_t>(size);
    std::vector<double> cells = rest_of_the_numbers();
    std::vector<double> weight;
    if (cells.size() > n * n) weight = take_weights(cells, n);
    fill_from_matrix(instance(), numbered(n), cells, options_.radius);
    const bool weighted = !weight.empty();
    if (weighted) instance().weight = std::move(weight);
    reading_.file.read_as = {
        fmt::format("{} 个地点的距离表{}", n, weighted ? "，含权重" : ""),
        fmt::format("a table of distances between {} places{}", n, weighted ? ", with weights" : "")};
  }

  // Weights stand before all rows, behind them, or first or last in each: where distances to oneself are 0 then.
  std::vector<double> take_weights(std::vector<double>& cells, std::size_t n) {
    struct Layout {
      std::size_t begin, step;  // of the distances
      std::size_t weight_begin, weight_step;
    };
    for (const Layout& l :
         {Layout{0, n, n * n, 1}, Layout{n, n, 0, 1}, Layout{0, n + 1, n, n + 1}, Layout{1, n + 1, 0, n + 1}}) {
      bool zero = true;
      for (std::size_t i = 0; i < n; ++i) zero = zero && cells[l.begin + i * l.step + i] == 0.0;
      if (!zero) continue;
      std::vector<double> distances, weight;
      for (std::size_t i = 0; i < n; ++i) {
        const auto row = cells.begin() + static_cast<std::ptrdiff_t>(l.begin + i * l.step);
        distances.insert(distances.end(), row, row + static_cast<std::ptrdiff_t>(n));
        weight.push_back(cells[l.weight_begin + i * l.weight_step]);
      }
      cells = std::move(distances);
      return weight;
    }
    refuse_at(file_, 1, {"各点到自身的距离为 0 的表", "a table in which each place is at 0 from itself"},
              {"没有这样的排列", "none, wherever the weights are looked for"});
  }

  void costs() {
    std::size_t rows = form_.lines.size(), columns = form_.columns;
    if (form_.heading > 0) {
      rows = static_cast<std::size_t>(form_.first[0]);
      columns = static_cast<std::size_t>(form_.first[1]);
      words_.next();
      words_.next();
    }
    for (std::size_t l = 0; form_.heading == 0 && l < rows; ++l) {
      if (form_.lines[l].words != columns) {
        refuse_at(file_, form_.lines[l].line, {fmt::format("{} 个数", columns), fmt::format("{} numbers", columns)},
                  same(std::to_string(form_.lines[l].words)));
      }
    }
    if (static_cast<double>(rows) * static_cast<double>(columns) > most_links) {
      refuse_at(file_, 1,
                {fmt::format("至多 {:.0f} 个数", most_links), fmt::format("at most {:.0f} numbers", most_links)},
                {"更多", "more"});
    }
    instance().customers = numbered(rows);
    instance().sites = numbered(columns);
    instance().weight.assign(rows, 1.0);
    fill_costs(rows, columns);
    words_.end();
    reading_.file.read_as = {fmt::format("费用表：{} 个需求点（行）× {} 个候选点（列）", rows, columns),
                             fmt::format("a table of costs: {} customers (rows) by {} sites (columns)", rows, columns)};
  }

  void fill_costs(std::size_t rows, std::size_t columns) {
    instance().links.resize(rows);
    for (auto& list : instance().links) {
      for (std::uint32_t j = 0; j < columns; ++j) {
        const double far = words_.real(distance_text, 0.0);
        if (!options_.radius || far <= *options_.radius) list.push_back({j, far});
      }
    }
  }

  void facilities() {
    const std::uint32_t sites = words_.whole({"候选点数", "the number of sites"}, 1, most_listed);
    const std::uint32_t customers = words_.whole({"需求点数", "the number of customers"}, 1, most_listed);
    instance().sites = numbered(sites);
    instance().customers = numbered(customers);
    for (std::uint32_t j = 0; j < sites; ++j) {
      instance().capacity.push_back(words_.real(capacity_text, 0.0));
      words_.real({"固定费用", "a fixed cost"}, any_number);
    }
    instance().links.resize(customers);
    for (auto& list : instance().links) {
      const double demand = words_.real(demand_text, 0.0);
      instance().load.push_back(demand);
      instance().weight.push_back(options_.cover ? demand : 1.0);
      for (std::uint32_t j = 0; j < sites; ++j) {
        const double far = words_.real(distance_text, 0.0);
        if (!options_.radius || far <= *options_.radius) list.push_back({j, far});
      }
    }
    words_.end();
    reading_.file.read_as = {
        fmt::format("设施选址：{} 个候选点，{} 个需求点，有容量", sites, customers),
        fmt::format("facility location: {} sites, {} customers, with capacities", sites, customers)};
    reading_.file.notes.push_back(
        {"候选点的固定费用不计：本命令选定数目的设施，并把每个需求点整个交给一个设施",
         "the sites' fixed costs are left out: this command chooses a given number of sites, and serves each customer "
         "whole from one of them"});
  }

  const std::string& file_;
  Words words_;
  const FormFound& form_;
  const SiteFileOptions& options_;
  SiteReading reading_;
};

}  // namespace

SiteReading read_site_numbers(const std::string& file, std::string_view text, const FormFound& form,
                              const SiteFileOptions& options) {
  return NumberReader(file, text, form, options)();
}

}  // namespace yuanluo::scenarios
