// Distances in a graph, from every node to every other.
#pragma once

#include <cstdint>
#include <vector>

namespace yuanluo::plan::siting {

// An undirected edge; lengths are at least 0.
struct Edge {
  std::uint32_t a = 0, b = 0;
  double length = 0.0;
};

// A full table, by row.
struct Table {
  std::size_t rows = 0, columns = 0;
  std::vector<double> cells;
  double at(std::size_t r, std::size_t c) const { return cells[r * columns + c]; }
};

// Shortest path lengths between all pairs of `nodes` nodes; infinite where there is no path. Of edges between the same
// two nodes the last counts, as in the p-median graphs of the OR-Library.
Table all_shortest_paths(std::size_t nodes, const std::vector<Edge>& edges);

}  // namespace yuanluo::plan::siting
