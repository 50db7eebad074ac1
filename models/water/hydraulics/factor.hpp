// Sparse Cholesky factorisation of a symmetric positive definite matrix whose pattern never changes: analysed once
// (minimum degree, elimination tree, supernodes), then factorised as often as the values change. Columns of equal
// pattern form dense panels (A = L Lᵀ), which is what makes it fast for meshed networks; single short columns, of which
// networks that are nearly trees have most, follow a list of places made beforehand (A = L D Lᵀ).
// Source: [Davis2006] chapters 4 and 7.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace yuanluo::models::hydraulics {

class FactorPattern {
 public:
  // Of an n × n matrix with a full diagonal and non-zeros at `pairs` (row and column differ; either order, repeats
  // allowed).
  FactorPattern(std::size_t n, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs);

  std::size_t size() const { return n_; }
  std::size_t storage() const { return storage_; }                          // values of a factor
  std::size_t diagonal(std::size_t i) const { return diagonal_[i]; }        // where entry (i, i) goes
  std::size_t off_diagonal(std::size_t pair) const { return pair_[pair]; }  // where the entry of a pair goes
  std::uint32_t position(std::size_t i) const { return position_[i]; }      // of row i in the order of elimination

 private:
  friend class Factor;

  // Columns [first, last) share the rows `rows[row_begin, row_end)`, of which the first last - first are themselves;
  // their values stand column by column from `values`. A single column with few rows hands on what it contributes to
  // later columns at once, to the places `targets_[targets …)`; others are asked for it by each later panel.
  struct Panel {
    std::uint32_t first, last;
    std::uint32_t row_begin, row_end;
    std::size_t values;
    std::size_t targets;
    bool hands_on;
    std::uint32_t columns() const { return last - first; }
    std::uint32_t height() const { return row_end - row_begin; }
  };

  std::size_t n_ = 0;
  std::size_t storage_ = 0;
  std::uint32_t greatest_height_ = 0;
  std::vector<std::uint32_t> position_;  // of a row in the order of elimination
  std::vector<Panel> panels_;
  std::vector<std::uint32_t> panel_of_;  // by column in the order of elimination
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint32_t> targets_;
  std::vector<std::size_t> diagonal_;
  std::vector<std::size_t> pair_;
};

// The values of a matrix, and after factorise() of its factor. One for each thread.
class Factor {
 public:
  explicit Factor(const FactorPattern& pattern);  // refers to `pattern`

  // To be filled, at the pattern's places, before each factorise().
  std::span<double> values() { return values_; }

  // A column whose pivot is not above zero (the matrix was not positive definite) is passed over.
  void factorise();

  // x := A⁻¹ x.
  void solve(std::span<double> x);
  // The same with x in the order of elimination.
  void solve_in_order(double* x) const;

 private:
  void hand_on(const FactorPattern::Panel& panel);
  void update(const FactorPattern::Panel& target, const FactorPattern::Panel& source, std::uint32_t from);
  static void factorise_panel(double* values, std::uint32_t height, std::uint32_t columns);

  const FactorPattern* pattern_;
  std::vector<double> values_;
  std::vector<double> block_;
  std::vector<std::uint32_t> place_;  // of a row in the panel at hand
  std::vector<std::int32_t> next_;    // lists of panels that will next update a panel
  std::vector<std::int32_t> head_;
  std::vector<std::uint32_t> done_;  // rows of a panel that have been used
  std::vector<double> x_;
};

}  // namespace yuanluo::models::hydraulics
