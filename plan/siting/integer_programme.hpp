// An integer programme, and the solver that is given it (CBC as a library).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace yuanluo::plan::siting {

// Minimise cost over columns within their bounds, subject to rows.
class IntegerProgramme {
 public:
  static constexpr double infinite = std::numeric_limits<double>::infinity();

  struct Term {
    std::uint32_t column = 0;
    double factor = 0.0;
  };
  struct Column {
    double cost = 0.0, low = 0.0, high = 1.0;
    bool whole = true;
  };
  enum class Sense : char { at_most = 'L', at_least = 'G', equal = 'E' };
  struct Row {
    std::vector<Term> terms;
    Sense sense = Sense::at_least;
    double right = 0.0;
  };

  std::uint32_t add_column(Column column) {
    columns.push_back(column);
    return static_cast<std::uint32_t>(columns.size() - 1);
  }
  void add_row(std::vector<Term> terms, Sense sense, double right) { rows.push_back({std::move(terms), sense, right}); }

  std::vector<Column> columns;
  std::vector<Row> rows;
};

// What became of it. Without a solution, `values` is empty.
struct ProgrammeOutcome {
  std::vector<double> values;
  double value = IntegerProgramme::infinite;
  double bound = -IntegerProgramme::infinite;
  bool proven = false;      // the solution is the best, to within the relative gap asked for
  bool infeasible = false;  // proven to have no solution
};

// Solves on one thread within `seconds` (wall clock) or until the relative gap is reached; starts from `start` (one
// value for each column) where that is not empty.
ProgrammeOutcome solve(const IntegerProgramme& programme, double seconds, double gap,
                       const std::vector<double>& start = {});

}  // namespace yuanluo::plan::siting
