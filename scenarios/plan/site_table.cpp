#include "scenarios/plan/site_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "scenarios/json/suggestion.hpp"
#include "scenarios/plan/site_fields.hpp"
#include "scenarios/plan/site_links.hpp"
#include "scenarios/plan/site_titles.hpp"
#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;
using plan::siting::Instance;

constexpr double no_limit = std::numeric_limits<double>::infinity();
const double must_be_there = std::nan("");

// Names in the order in which they first occur.
class NameIndex {
 public:
  std::uint32_t at(const std::string& name) {
    const auto [where, fresh] = index_.try_emplace(name, static_cast<std::uint32_t>(names.size()));
    if (fresh) names.push_back(name);
    return where->second;
  }
  std::vector<std::string> names;

 private:
  std::unordered_map<std::string, std::uint32_t> index_;
};

class TableReader {
 public:
  TableReader(const std::string& file, std::vector<CsvRow> rows, bool decimal_comma, const SiteFileOptions& options)
      : file_(file), rows_(std::move(rows)), decimal_comma_(decimal_comma), options_(options) {
    for (const std::string& title : rows_.front().fields) titles_.push_back(known_title(title));
  }

  SiteReading operator()() {
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      if (rows_[r].fields.size() == titles_.size()) continue;
      problems_.add_cell(file_, rows_[r].line, {},
                         {fmt::format("{} 个字段", titles_.size()), fmt::format("{} fields", titles_.size())},
                         same(std::to_string(rows_[r].fields.size())));
    }
    problems_.raise();
    if (column("from") && column("to")) {
      roads();
    } else if (column("customer") && column("site")) {
      pairs();
    } else if ((column("x") && column("y")) || (column("lon") && column("lat"))) {
      places();
    } else {
      costs();
    }
    problems_.raise();
    if (!reading_.places) {
      const Instance& instance = reading_.file.instance;
      if (instance.customers.empty()) refuse_header({"至少一个需求点", "at least one customer"});
      if (instance.sites.empty()) refuse_header({"至少一个候选点", "at least one site"});
    }
    problems_.raise();
    return std::move(reading_);
  }

 private:
  std::optional<std::size_t> column(std::string_view title) const {
    const auto found = std::find(titles_.begin(), titles_.end(), title);
    if (found == titles_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - titles_.begin());
  }

  void refuse_header(Name wanted, Name found = nothing()) {
    problems_.add_cell(file_, rows_.front().line, {}, std::move(wanted), std::move(found));
  }

  double number(const CsvRow& row, std::size_t column, double low, double high, double if_empty) {
    std::string text = row.fields[column];
    if (text.empty() && !std::isnan(if_empty)) return if_empty;
    if (decimal_comma_ && std::count(text.begin(), text.end(), ',') == 1)
      std::replace(text.begin(), text.end(), ',', '.');
    const std::optional<double> value = number_of(text);
    if (value && *value >= low && *value <= high) return *value;
    Name wanted{"一个数", "a number"};
    if (std::isfinite(low) && std::isfinite(high)) {
      wanted = {fmt::format("{} 至 {} 的数", low, high), fmt::format("a number from {} to {}", low, high)};
    } else if (std::isfinite(low)) {
      wanted = {fmt::format("不小于 {} 的数", low), fmt::format("a number of at least {}", low)};
    }
    problems_.add_cell(file_, row.line, rows_.front().fields[column], std::move(wanted),
                       found_text(row.fields[column]));
    return 0.0;
  }
  double number_if(const CsvRow& row, std::string_view title, double low, double if_empty) {
    const auto c = column(title);
    return c ? number(row, *c, low, no_limit, if_empty) : if_empty;
  }

  bool yes(const CsvRow& row, std::size_t column) {
    const std::string text = plain_title(row.fields[column]);
    if (text == "1" || text == "yes" || text == "true" || text == "是" || text == "√") return true;
    if (text.empty() || text == "0" || text == "no" || text == "false" || text == "否") return false;
    problems_.add_cell(file_, row.line, rows_.front().fields[column], {"1 或 0", "1 or 0"},
                       found_text(row.fields[column]));
    return false;
  }

  // Refuses columns that are there twice or look like a misspelt one, and notes others.
  void know_only(const std::vector<std::string>& known) {
    std::vector<std::string> left_out;
    for (std::size_t c = 0; c < titles_.size(); ++c) {
      const auto upto = titles_.begin() + static_cast<std::ptrdiff_t>(c);
      const std::string& written = rows_.front().fields[c];
      if (std::find(known.begin(), known.end(), titles_[c]) != known.end()) {
        const auto first = std::find(titles_.begin(), upto, titles_[c]);
        if (first == upto) continue;
        problems_.add_cell(file_, rows_.front().line, written, {"每列一次", "each column once"},
                           {fmt::format("重复的列（另一列：“{}”）",
                                        rows_.front().fields[static_cast<std::size_t>(first - titles_.begin())]),
                            fmt::format("it twice (also \"{}\")",
                                        rows_.front().fields[static_cast<std::size_t>(first - titles_.begin())])});
        continue;
      }
      const bool misspelt = std::any_of(known.begin(), known.end(), [&](const std::string& word) {
        return edit_distance(titles_[c], word) <= titles_[c].size() / 4;
      });
      if (!misspelt) {
        left_out.push_back(written.empty() ? "–" : written);
        continue;
      }
      problems_.add_cell(
          file_, rows_.front().line, written,
          {fmt::format("下列之一：{}", fmt::join(known, "、")), fmt::format("one of {}", fmt::join(known, ", "))},
          found_text(written), did_you_mean(titles_[c], known));
    }
    problems_.raise();
    if (left_out.empty()) return;
    reading_.file.notes.push_back({fmt::format("未用的列：{}", fmt::join(left_out, "、")),
                                   fmt::format("columns left out: {}", fmt::join(left_out, ", "))});
  }

  void places() {
    know_only({"name", "x", "y", "lon", "lat", "weight", "load", "role", "existing", "capacity", "cost"});
    SitePlaces& places = reading_.places.emplace();
    places.globe = column("lon") && column("lat");
    places.weights = column("weight").has_value();
    places.loads = column("load").has_value();
    places.capacities = column("capacity").has_value();
    places.costs = column("cost").has_value();
    const double wide = places.globe ? 180.0 : no_limit, high = places.globe ? 90.0 : no_limit;
    const std::size_t cx = *column(places.globe ? "lon" : "x"), cy = *column(places.globe ? "lat" : "y");
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const CsvRow& row = rows_[r];
      SitePlace one;
      const auto name = column("name");
      one.name = name && !row.fields[*name].empty() ? row.fields[*name] : std::to_string(r);
      one.x = number(row, cx, -wide, wide, must_be_there);
      one.y = number(row, cy, -high, high, must_be_there);
      if (const auto role = column("role")) read_role(row, *role, one);
      if (one.customer) {
        one.weight = number_if(row, "weight", 0.0, 1.0);
        one.load = number_if(row, "load", 0.0, 0.0);
      }
      if (one.site) {
        one.existing = column("existing") && yes(row, *column("existing"));
        if (places.capacities) one.capacity = number_if(row, "capacity", 0.0, must_be_there);
        one.cost = number_if(row, "cost", 1e-9, 1.0);
      }
      places.list.push_back(std::move(one));
    }
    problems_.raise();
    reading_.file.read_as = {
        fmt::format("{} 个地点的表，{}", places.list.size(), places.globe ? "经纬度，距离为米" : "平面坐标"),
        fmt::format("a table of {} places, {}", places.list.size(),
                    places.globe ? "degrees, distances in metres" : "plane coordinates")};
  }

  void read_role(const CsvRow& row, std::size_t column, SitePlace& place) {
    const std::string is = known_title(row.fields[column]);
    if (is == "customer") {
      place.site = false;
    } else if (is == "site") {
      place.customer = false;
    } else if (!is.empty() && is != "both" && is != "两者") {
      problems_.add_cell(file_, row.line, rows_.front().fields[column], same("customer, site, both"),
                         found_text(row.fields[column]));
    }
  }

  // The column of lengths, by one of its names.
  std::optional<std::size_t> length_column() {
    for (const char* title : {"length", "cost"})
      if (const auto found = column(title)) return found;
    refuse_header({"一列 length（距离）", "a column length"});
    return std::nullopt;
  }

  void roads() {
    const auto length = length_column();
    problems_.raise();
    know_only({"from", "to", titles_[*length]});
    NameIndex nodes;
    std::vector<plan::siting::Edge> edges;
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const CsvRow& row = rows_[r];
      plan::siting::Edge edge;
      edge.a = nodes.at(row.fields[*column("from")]);
      edge.b = nodes.at(row.fields[*column("to")]);
      edge.length = number(row, *length, 0.0, no_limit, must_be_there);
      edges.push_back(edge);
    }
    const auto count = static_cast<double>(nodes.names.size());
    if (count * count > most_links) {
      refuse_header({fmt::format("至多 {:.0f} 个节点", std::sqrt(most_links)),
                     fmt::format("at most {:.0f} nodes", std::sqrt(most_links))},
                    same(std::to_string(nodes.names.size())));
    }
    problems_.raise();
    reading_.file.read_as = {
        fmt::format("路网（{} 个节点，{} 条边），距离为最短路", nodes.names.size(), edges.size()),
        fmt::format("roads ({} nodes, {} edges); distances are shortest paths", nodes.names.size(), edges.size())};
    fill_from_graph(reading_.file.instance, std::move(nodes.names), edges, options_.radius);
  }

  void pairs() {
    const auto length = length_column();
    problems_.raise();
    know_only({"customer", "site", titles_[*length], "weight", "load"});
    Instance& instance = reading_.file.instance;
    NameIndex customers, sites;
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const CsvRow& row = rows_[r];
      const std::uint32_t i = customers.at(row.fields[*column("customer")]), j = sites.at(row.fields[*column("site")]);
      if (i == instance.links.size()) {
        instance.links.emplace_back();
        instance.weight.push_back(number_if(row, "weight", 0.0, 1.0));
        if (column("load")) instance.load.push_back(number_if(row, "load", 0.0, 0.0));
      }
      const double far = number(row, *length, 0.0, no_limit, must_be_there);
      if (!options_.radius || far <= *options_.radius) instance.links[i].push_back({j, far});
    }
    for (std::size_t i = 0; i < instance.links.size(); ++i) {
      auto& list = instance.links[i];
      std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.to < b.to; });
      const auto twice =
          std::adjacent_find(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.to == b.to; });
      if (twice == list.end()) continue;
      refuse_header({"每对需求点与候选点一行", "one row for each pair of a customer and a site"},
                    {fmt::format("“{}”与“{}”不止一行", customers.names[i], sites.names[twice->to]),
                     fmt::format("more than one for \"{}\" and \"{}\"", customers.names[i], sites.names[twice->to])});
    }
    instance.customers = std::move(customers.names);
    instance.sites = std::move(sites.names);
    reading_.file.read_as = {fmt::format("{} 对需求点与候选点的费用", rows_.size() - 1),
                             fmt::format("costs of {} pairs of a customer and a site", rows_.size() - 1)};
  }

  void costs() {
    Instance& instance = reading_.file.instance;
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
    if (std::count_if(instance.sites.begin(), instance.sites.end(), [](const std::string& title) {
          const auto number = number_of(title);
          return number && *number != std::floor(*number);
        }) > 1) {
      return refuse_header({"列名（首行）", "a first row with the names of the columns"}, {"数", "numbers"});
    }
    if (static_cast<double>(rows_.size()) * static_cast<double>(site_columns.size()) > most_links) {
      return refuse_header(
          {fmt::format("至多 {:.0f} 个单元格", most_links), fmt::format("at most {:.0f} cells", most_links)},
          {"更多", "more"});
    }
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const CsvRow& row = rows_[r];
      const std::string about = known_title(row.fields.front());
      if (about == "existing" || about == "capacity" || about == "cost") {
        about_sites(row, about, site_columns);
        continue;
      }
      instance.customers.push_back(row.fields.front());
      instance.weight.push_back(weight ? number(row, *weight, 0.0, no_limit, 1.0) : 1.0);
      if (load) instance.load.push_back(number(row, *load, 0.0, no_limit, 0.0));
      auto& list = instance.links.emplace_back();
      for (std::size_t k = 0; k < site_columns.size(); ++k) {
        if (row.fields[site_columns[k]].empty()) continue;
        const double far = number(row, site_columns[k], 0.0, no_limit, must_be_there);
        if (!options_.radius || far <= *options_.radius) list.push_back({static_cast<std::uint32_t>(k), far});
      }
    }
    const std::size_t sites = instance.sites.size();
    if (instance.capacity.size() > sites || instance.site_cost.size() > sites || instance.existing.size() > sites)
      refuse_header({"existing、capacity、cost 各至多一行", "rows existing, capacity and cost at most once"},
                    {"不止一次", "one of them more than once"});
    reading_.file.read_as = {
        fmt::format("费用表：{} 个需求点（行）× {} 个候选点（列）", instance.customers.size(), sites),
        fmt::format("a table of costs: {} customers (rows) by {} sites (columns)", instance.customers.size(), sites)};
  }

  void about_sites(const CsvRow& row, const std::string& about, const std::vector<std::size_t>& site_columns) {
    Instance& instance = reading_.file.instance;
    for (const std::size_t c : site_columns) {
      if (about == "existing") instance.existing.push_back(yes(row, c) ? 1 : 0);
      if (about == "capacity") instance.capacity.push_back(number(row, c, 0.0, no_limit, must_be_there));
      if (about == "cost") instance.site_cost.push_back(number(row, c, 1e-9, no_limit, 1.0));
    }
  }

  const std::string& file_;
  std::vector<CsvRow> rows_;
  bool decimal_comma_;
  const SiteFileOptions& options_;
  std::vector<std::string> titles_;
  ProblemList problems_;
  SiteReading reading_;
};

// A table whose columns are separated by blanks, with commas between them instead.
std::string with_commas(std::string_view text) {
  Words words({}, text);
  std::string table;
  std::uint32_t line = 1;
  bool first = true;
  for (Words::Word word = words.next(); !word.text.empty(); word = words.next()) {
    if (word.line != line) {
      table.append(word.line - line, '\n');
      first = true;
    }
    line = word.line;
    if (!first) table += ',';
    first = false;
    append_csv_field(table, word.text);
  }
  return table;
}

}  // namespace

SiteReading read_site_table(const std::string& file, std::string_view text, const SiteFileOptions& options) {
  const char separator = separator_of(text);
  const std::string_view header = text.substr(0, text.find('\n'));
  const bool blanks = separator == ',' && header.find(',') == std::string_view::npos &&
                      header.find('"') == std::string_view::npos && header.find(' ') != std::string_view::npos;
  std::vector<Problem> problems;
  const std::string commas = blanks ? with_commas(text) : std::string();
  std::vector<CsvRow> rows = parse_csv(file, blanks ? commas : text, problems, separator);
  if (problems.empty() && rows.empty()) {
    refuse_at(file, 1, {"选址问题的文件", "a file with a siting question"}, {"空文件", "an empty file"});
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return TableReader(file, std::move(rows), blanks || separator != ',', options)();
}

}  // namespace yuanluo::scenarios
