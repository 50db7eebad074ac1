#include <Eigen/OrderingMethods>
#include <Eigen/SparseCore>
#include <algorithm>
#include <numeric>

#include "models/water/hydraulics/factor.hpp"

namespace yuanluo::models::hydraulics {

namespace {

using Index = std::uint32_t;
using Pairs = std::vector<std::pair<Index, Index>>;
constexpr Index none = static_cast<Index>(-1);
constexpr Index longest_handed_on = 8;  // rows of a column that hands on what it contributes

// Position of each row in an order of elimination that keeps the factor sparse.
std::vector<Index> minimum_degree(std::size_t n, const Pairs& pairs) {
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t i = 0; i < n; ++i) entries.emplace_back(static_cast<int>(i), static_cast<int>(i), 1.0);
  for (const auto& [i, j] : pairs) {
    entries.emplace_back(static_cast<int>(i), static_cast<int>(j), 1.0);
    entries.emplace_back(static_cast<int>(j), static_cast<int>(i), 1.0);
  }
  Eigen::SparseMatrix<double> matrix(static_cast<int>(n), static_cast<int>(n));
  matrix.setFromTriplets(entries.begin(), entries.end());
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> order;
  Eigen::AMDOrdering<int>()(matrix, order);
  std::vector<Index> position(n);
  for (std::size_t k = 0; k < n; ++k)
    position[static_cast<std::size_t>(order.indices()[static_cast<int>(k)])] = static_cast<Index>(k);
  return position;
}

struct Columns {
  std::vector<std::vector<Index>> rows;  // below the diagonal, increasing
  std::vector<Index> parent;             // the first of them
};

// Rows of each column of L: those of A below the diagonal and those of the children in the elimination tree.
Columns columns_of(std::size_t n, const Pairs& pairs, const std::vector<Index>& position) {
  Columns columns{std::vector<std::vector<Index>>(n), std::vector<Index>(n, none)};
  for (const auto& [a, b] : pairs) {
    const auto [low, high] = std::minmax(position[a], position[b]);
    columns.rows[low].push_back(high);
  }
  for (Index j = 0; j < n; ++j) {
    auto& rows = columns.rows[j];
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.empty()) continue;
    const Index parent = columns.parent[j] = rows.front();
    columns.rows[parent].insert(columns.rows[parent].end(), rows.begin() + 1, rows.end());
  }
  return columns;
}

// Renumbers so that each subtree of the elimination tree stands together, the last child right before its parent.
void postorder(const Columns& columns, std::vector<Index>& position) {
  const std::size_t n = position.size();
  std::vector<std::vector<Index>> children(n);
  std::vector<Index> roots;
  for (Index j = 0; j < n; ++j) (columns.parent[j] == none ? roots : children[columns.parent[j]]).push_back(j);
  for (auto& siblings : children)  // the child with most rows last: it can best be merged with its parent
    std::stable_sort(siblings.begin(), siblings.end(),
                     [&](Index a, Index b) { return columns.rows[a].size() < columns.rows[b].size(); });
  std::vector<Index> renumbered(n);
  Index next = 0;
  std::vector<std::pair<Index, std::size_t>> stack;
  for (const Index root : roots) {
    stack.emplace_back(root, 0);
    while (!stack.empty()) {
      auto& [node, child] = stack.back();
      if (child < children[node].size()) {
        const Index down = children[node][child++];
        stack.emplace_back(down, 0);
      } else {
        renumbered[node] = next++;
        stack.pop_back();
      }
    }
  }
  for (Index& p : position) p = renumbered[p];
}

struct Range {
  Index first, last;
  double zeros;  // stored though they are zero
};

double entries(double columns, double below) { return columns * (columns + 1.0) / 2.0 + columns * below; }

// Few zeros are cheaper than many small panels.
bool worth_merging(const Range& child, const Range& parent, double rows, double zeros, double total) {
  const Index columns = (child.last - child.first) + (parent.last - parent.first);
  if (columns <= 4) return zeros == 0.0 || rows > longest_handed_on;
  const double part = zeros / total;
  return columns <= 16 ? part < 0.5 : columns <= 48 ? part < 0.15 : part < 0.05;
}

// Ranges of columns with the same rows, or nearly so.
std::vector<Range> panel_ranges(const Columns& columns) {
  std::vector<Range> ranges;
  for (Index j = 0; j < columns.rows.size(); ++j) {
    const bool same =
        !ranges.empty() && columns.parent[j - 1] == j && columns.rows[j - 1].size() == columns.rows[j].size() + 1;
    if (same) {
      ranges.back().last = j + 1;
    } else {
      ranges.push_back({j, j + 1, 0.0});
    }
    while (ranges.size() > 1) {
      Range& parent = ranges.back();
      Range& child = ranges[ranges.size() - 2];
      if (columns.parent[child.last - 1] != parent.first) break;
      const double below = static_cast<double>(columns.rows[parent.last - 1].size());
      const double child_below = static_cast<double>(columns.rows[child.last - 1].size());
      const double n_child = child.last - child.first;
      const double n_parent = parent.last - parent.first;
      const double total = entries(n_child + n_parent, below);
      const double zeros = child.zeros + parent.zeros + n_child * (n_parent + below - child_below);
      if (!worth_merging(child, parent, n_parent + below, zeros, total)) break;
      child = {child.first, parent.last, zeros};
      ranges.pop_back();
    }
  }
  return ranges;
}

}  // namespace

FactorPattern::FactorPattern(std::size_t n, const Pairs& pairs) : n_(n) {
  position_ = minimum_degree(n, pairs);
  postorder(columns_of(n, pairs, position_), position_);
  const Columns columns = columns_of(n, pairs, position_);
  panel_of_.resize(n);
  for (const Range& range : panel_ranges(columns)) {
    Panel panel{range.first, range.last, static_cast<Index>(rows_.size()), 0, storage_, 0, false};
    for (Index j = range.first; j < range.last; ++j) {
      panel_of_[j] = static_cast<Index>(panels_.size());
      rows_.push_back(j);
    }
    const auto& below = columns.rows[range.last - 1];
    rows_.insert(rows_.end(), below.begin(), below.end());
    panel.row_end = static_cast<Index>(rows_.size());
    storage_ += static_cast<std::size_t>(panel.height()) * panel.columns();
    greatest_height_ = std::max(greatest_height_, panel.height());
    panels_.push_back(panel);
  }
  const auto place = [&](Index column, Index row) {
    const Panel& panel = panels_[panel_of_[column]];
    const auto begin = rows_.begin() + panel.row_begin;
    const auto found = std::lower_bound(begin, rows_.begin() + panel.row_end, row);
    return panel.values + static_cast<std::size_t>(column - panel.first) * panel.height() +
           static_cast<std::size_t>(found - begin);
  };
  for (Panel& panel : panels_) {
    panel.hands_on = panel.columns() == 1 && panel.height() <= longest_handed_on;
    panel.targets = targets_.size();
    for (Index j = panel.row_begin + 1; panel.hands_on && j < panel.row_end; ++j)
      for (Index i = j; i < panel.row_end; ++i) targets_.push_back(static_cast<Index>(place(rows_[j], rows_[i])));
  }
  for (std::size_t i = 0; i < n; ++i) diagonal_.push_back(place(position_[i], position_[i]));
  for (const auto& [a, b] : pairs) {
    const auto [low, high] = std::minmax(position_[a], position_[b]);
    pair_.push_back(place(low, high));
  }
}

}  // namespace yuanluo::models::hydraulics
