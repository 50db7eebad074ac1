#include "scenarios/plan/site_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "scenarios/json/suggestion.hpp"
#include "scenarios/plan/site_fields.hpp"
#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;
using plan::siting::Instance;
using plan::siting::Link;

constexpr double earth_radius_m = 6'371'008.8;
constexpr double radians = 0.017453292519943295;

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return low;
}

class TableReader {
 public:
  TableReader(const std::string& file, std::vector<CsvRow> rows, std::optional<double> radius)
      : file_(file), rows_(std::move(rows)), radius_(radius) {
    for (const std::string& title : rows_.front().fields) titles_.push_back(lower(title));
  }

  SiteFile operator()() {
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      if (rows_[r].fields.size() == titles_.size()) continue;
      problems_.add_cell(file_, rows_[r].line, {},
                         {fmt::format("{} 个字段", titles_.size()), fmt::format("{} fields", titles_.size())},
                         same(std::to_string(rows_[r].fields.size())));
    }
    problems_.raise();
    if (column("from") && column("to")) {
      roads();
    } else if ((column("x") && column("y")) || (column("lon") && column("lat"))) {
      points();
    } else {
      costs();
    }
    problems_.raise();
    Instance& instance = read_.instance;
    if (instance.customers.empty()) refuse_empty({"至少一个需求点", "at least one customer"});
    if (instance.sites.empty()) refuse_empty({"至少一个候选点", "at least one site"});
    problems_.raise();
    return std::move(read_);
  }

 private:
  std::optional<std::size_t> column(std::string_view title) const {
    const auto found = std::find(titles_.begin(), titles_.end(), title);
    if (found == titles_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - titles_.begin());
  }

  void refuse_empty(Name wanted) { problems_.add_cell(file_, rows_.front().line, {}, std::move(wanted), nothing()); }

  double number(const CsvRow& row, std::size_t column, double low, double high, double if_empty) {
    const std::string& text = row.fields[column];
    if (text.empty() && std::isfinite(if_empty)) return if_empty;
    const std::optional<double> value = number_of(text);
    if (value && *value >= low && *value <= high) return *value;
    Name wanted{"一个数", "a number"};
    if (std::isfinite(low) && std::isfinite(high)) {
      wanted = {fmt::format("{} 至 {} 的数", low, high), fmt::format("a number from {} to {}", low, high)};
    } else if (std::isfinite(low)) {
      wanted = {fmt::format("不小于 {} 的数", low), fmt::format("a number of at least {}", low)};
    }
    problems_.add_cell(file_, row.line, rows_.front().fields[column], std::move(wanted), found_text(text));
    return 0.0;
  }

  bool yes(const CsvRow& row, std::size_t column) {
    const std::string text = lower(row.fields[column]);
    if (text == "1" || text == "yes" || text == "true" || text == "是") return true;
    if (text.empty() || text == "0" || text == "no" || text == "false" || text == "否") return false;
    problems_.add_cell(file_, row.line, rows_.front().fields[column], {"1 或 0", "1 or 0"}, found_text(text));
    return false;
  }

  void know_only(const std::vector<std::string>& known) {
    for (std::size_t c = 0; c < titles_.size(); ++c) {
      if (std::find(known.begin(), known.end(), titles_[c]) != known.end()) {
        if (std::find(titles_.begin(), titles_.begin() + static_cast<std::ptrdiff_t>(c), titles_[c]) ==
            titles_.begin() + static_cast<std::ptrdiff_t>(c)) {
          continue;
        }
        problems_.add_cell(file_, rows_.front().line, titles_[c], {"每列一次", "each column once"},
                           {"重复的列", "it twice"});
        continue;
      }
      problems_.add_cell(
          file_, rows_.front().line, rows_.front().fields[c],
          {fmt::format("下列之一：{}", fmt::join(known, "、")), fmt::format("one of {}", fmt::join(known, ", "))},
          found_text(rows_.front().fields[c]), did_you_mean(titles_[c], known));
    }
  }

  void points() {
    know_only({"name", "x", "y", "lon", "lat", "weight", "load", "role", "existing", "capacity", "cost"});
    problems_.raise();
    const bool globe = column("lon").has_value();
    const std::size_t cx = globe ? *column("lon") : *column("x"), cy = globe ? *column("lat") : *column("y");
    const double infinite = std::numeric_limits<double>::infinity(), required = std::nan("");
    Instance& instance = read_.instance;
    std::vector<double> customer_x, customer_y;
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const CsvRow& row = rows_[r];
      const double x = number(row, cx, globe ? -180.0 : -infinite, globe ? 180.0 : infinite, required);
      const double y = number(row, cy, globe ? -90.0 : -infinite, globe ? 90.0 : infinite, required);
      const auto name = column("name");
      const std::string label = name && !row.fields[*name].empty() ? row.fields[*name] : std::to_string(r);
      const auto role = column("role");
      const std::string is = role ? lower(row.fields[*role]) : "both";
      if (!is.empty() && is != "both" && is != "customer" && is != "site") {
        problems_.add_cell(file_, row.line, "role", same("customer, site, both"), found_text(is));
      }
      if (is != "site") {
        instance.customers.push_back(label);
        customer_x.push_back(x);
        customer_y.push_back(y);
        instance.weight.push_back(column("weight") ? number(row, *column("weight"), 0.0, infinite, 1.0) : 1.0);
        if (column("load")) instance.load.push_back(number(row, *column("load"), 0.0, infinite, 0.0));
      }
      if (is != "customer") {
        instance.sites.push_back(label);
        instance.x.push_back(x);
        instance.y.push_back(y);
        instance.existing.push_back(column("existing") && yes(row, *column("existing")) ? 1 : 0);
        if (column("capacity")) instance.capacity.push_back(number(row, *column("capacity"), 0.0, infinite, required));
        if (column("cost")) instance.site_cost.push_back(number(row, *column("cost"), 1e-9, infinite, 1.0));
      }
    }
    problems_.raise();
    link(customer_x, customer_y, globe);
  }

  void link(const std::vector<double>& customer_x, const std::vector<double>& customer_y, bool globe) {
    Instance& instance = read_.instance;
    instance.links.resize(instance.customers.size());
    double links = 0.0;
    for (std::size_t i = 0; i < instance.links.size(); ++i) {
      for (std::size_t j = 0; j < instance.sites.size(); ++j) {
        const double far = globe ? great_circle(customer_x[i], customer_y[i], instance.x[j], instance.y[j])
                                 : std::hypot(customer_x[i] - instance.x[j], customer_y[i] - instance.y[j]);
        if (!radius_ || far <= *radius_) instance.links[i].push_back({static_cast<std::uint32_t>(j), far});
      }
      links += static_cast<double>(instance.links[i].size());
      if (links > most_links) {
        problems_.add_cell(file_, rows_.front().line, {},
                           {fmt::format("至多 {:.0f} 对需求点与候选点", most_links),
                            fmt::format("at most {:.0f} pairs of a customer and a site", most_links)},
                           {"更多", "more"},
                           {"按半径覆盖的目标只计半径以内的对", "with a radius, only pairs within it count"});
        problems_.raise();
      }
    }
  }

  // Metres, by haversine.
  static double great_circle(double lon_a, double lat_a, double lon_b, double lat_b) {
    const double up = std::sin((lat_b - lat_a) * radians / 2.0), along = std::sin((lon_b - lon_a) * radians / 2.0);
    const double h = up * up + std::cos(lat_a * radians) * std::cos(lat_b * radians) * along * along;
    return 2.0 * earth_radius_m * std::asin(std::min(1.0, std::sqrt(h)));
  }

  void roads() {
    know_only({"from", "to", "length"});
    if (!column("length")) {
      problems_.add_cell(file_, rows_.front().line, "length", {"一列边长", "a column of lengths"}, nothing());
    }
    problems_.raise();
    std::unordered_map<std::string, std::uint32_t> index;
    std::vector<std::string> names;
    const auto node = [&](const std::string& name) {
      const auto [at, fresh] = index.try_emplace(name, static_cast<std::uint32_t>(names.size()));
      if (fresh) names.push_back(name);
      return at->second;
    };
    std::vector<plan::siting::Edge> edges;
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const CsvRow& row = rows_[r];
      plan::siting::Edge edge;
      edge.a = node(row.fields[*column("from")]);
      edge.b = node(row.fields[*column("to")]);
      edge.length = number(row, *column("length"), 0.0, std::numeric_limits<double>::infinity(), std::nan(""));
      edges.push_back(edge);
    }
    const auto nodes = static_cast<double>(names.size());
    if (nodes * nodes > most_links) {
      problems_.add_cell(file_, rows_.front().line, {},
                         {fmt::format("至多 {:.0f} 个节点", std::sqrt(most_links)),
                          fmt::format("at most {:.0f} nodes", std::sqrt(most_links))},
                         same(std::to_string(names.size())));
    }
    problems_.raise();
    fill_from_graph(read_.instance, std::move(names), edges, radius_);
  }

  void costs() {
    const double infinite = std::numeric_limits<double>::infinity();
    Instance& instance = read_.instance;
    std::vector<std::size_t> site_columns;
    std::optional<std::size_t> weight, load;
    for (std::size_t c = 1; c < titles_.size(); ++c) {
      if (titles_[c] == "weight") {
        weight = c;
      } else if (titles_[c] == "load") {
        load = c;
      } else {
        site_columns.push_back(c);
        instance.sites.push_back(rows_.front().fields[c]);
      }
    }
    if (static_cast<double>(rows_.size()) * static_cast<double>(site_columns.size()) > most_links) {
      problems_.add_cell(
          file_, rows_.front().line, {},
          {fmt::format("至多 {:.0f} 个单元格", most_links), fmt::format("at most {:.0f} cells", most_links)},
          {"更多", "more"});
      return;
    }
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const CsvRow& row = rows_[r];
      const std::string about = lower(row.fields.front());
      if (about == "existing" || about == "capacity" || about == "cost") {
        for (const std::size_t c : site_columns) {
          if (about == "existing") instance.existing.push_back(yes(row, c) ? 1 : 0);
          if (about == "capacity") instance.capacity.push_back(number(row, c, 0.0, infinite, std::nan("")));
          if (about == "cost") instance.site_cost.push_back(number(row, c, 1e-9, infinite, 1.0));
        }
        continue;
      }
      instance.customers.push_back(row.fields.front());
      instance.weight.push_back(weight ? number(row, *weight, 0.0, infinite, 1.0) : 1.0);
      if (load) instance.load.push_back(number(row, *load, 0.0, infinite, 0.0));
      auto& list = instance.links.emplace_back();
      for (std::size_t k = 0; k < site_columns.size(); ++k) {
        if (row.fields[site_columns[k]].empty()) continue;
        const double far = number(row, site_columns[k], 0.0, infinite, std::nan(""));
        if (!radius_ || far <= *radius_) list.push_back({static_cast<std::uint32_t>(k), far});
      }
    }
    for (const auto* table : {&instance.capacity, &instance.site_cost}) {
      if (table->size() > instance.sites.size()) {
        problems_.add_cell(file_, rows_.front().line, {}, {"此行至多一次", "that row at most once"},
                           {"多次", "it more than once"});
      }
    }
    if (instance.existing.size() > instance.sites.size()) {
      problems_.add_cell(file_, rows_.front().line, "existing", {"此行至多一次", "that row at most once"},
                         {"多次", "it more than once"});
    }
  }

  const std::string& file_;
  std::vector<CsvRow> rows_;
  std::optional<double> radius_;
  std::vector<std::string> titles_;
  ProblemList problems_;
  SiteFile read_;
};

}  // namespace

SiteFile read_site_table(const std::string& file, std::string_view text, std::optional<double> radius) {
  std::vector<Problem> problems;
  std::vector<CsvRow> rows = parse_csv(file, text, problems);
  if (problems.empty() && rows.empty()) {
    Problem problem;
    problem.file = file;
    problem.line = 1;
    problem.wanted = {"选址问题的文件", "a file with a siting question"};
    problem.found = {"空文件", "an empty file"};
    problems.push_back(std::move(problem));
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return TableReader(file, std::move(rows), radius)();
}

}  // namespace yuanluo::scenarios
