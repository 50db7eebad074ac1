#include "models/water/hydraulics/factor.hpp"

#include <algorithm>
#include <cmath>

namespace yuanluo::models::hydraulics {

namespace {

constexpr std::int32_t nobody = -1;

// y[0..n) -= a x[0..n) for two columns at once, so that y is read and written once.
void subtract(double* y, const double* x0, const double* x1, double a0, double a1, std::uint32_t n) {
  for (std::uint32_t i = 0; i < n; ++i) y[i] -= a0 * x0[i] + a1 * x1[i];
}

void subtract(double* y, const double* x, double a, std::uint32_t n) {
  for (std::uint32_t i = 0; i < n; ++i) y[i] -= a * x[i];
}

// y := -X aᵀ, X of `columns` columns `stride` apart, a a row with that stride.
void negative_product(double* y, const double* x, const double* a, std::uint32_t n, std::uint32_t columns,
                      std::uint32_t stride) {
  std::fill(y, y + n, 0.0);
  std::uint32_t k = 0;
  for (; k + 2 <= columns; k += 2) {
    const std::size_t offset = static_cast<std::size_t>(k) * stride;
    subtract(y, x + offset, x + offset + stride, a[offset], a[offset + stride], n);
  }
  if (k < columns) {
    const std::size_t offset = static_cast<std::size_t>(k) * stride;
    subtract(y, x + offset, a[offset], n);
  }
}

}  // namespace

Factor::Factor(const FactorPattern& pattern)
    : pattern_(&pattern),
      values_(pattern.storage()),
      block_(pattern.greatest_height_),
      place_(pattern.size()),
      next_(pattern.panels_.size()),
      head_(pattern.panels_.size()),
      done_(pattern.panels_.size()),
      x_(pattern.size()) {}

// Takes from `target` what the columns of `source` contribute: L L' restricted to rows from `from` on.
void Factor::update(const FactorPattern::Panel& target, const FactorPattern::Panel& source, std::uint32_t from) {
  const std::uint32_t* rows = pattern_->rows_.data() + source.row_begin;
  const std::uint32_t height = source.height();
  const double* x = values_.data() + source.values;
  double* y = values_.data() + target.values;
  for (std::uint32_t j = from; j < height && rows[j] < target.last; ++j) {
    double* column = y + static_cast<std::size_t>(rows[j] - target.first) * target.height();
    const std::uint32_t n = height - j;
    if (source.columns() == 1) {
      const double a = x[j];
      for (std::uint32_t i = 0; i < n; ++i) column[place_[rows[j + i]]] -= a * x[j + i];
      continue;
    }
    negative_product(block_.data(), x + j, x + j, n, source.columns(), height);
    for (std::uint32_t i = 0; i < n; ++i) column[place_[rows[j + i]]] += block_[i];
  }
}

void Factor::factorise_panel(double* values, std::uint32_t height, std::uint32_t columns) {
  for (std::uint32_t j = 0; j < columns; ++j) {
    double* column = values + static_cast<std::size_t>(j) * height;
    for (std::uint32_t k = 0; k < j; ++k) {
      const double* earlier = values + static_cast<std::size_t>(k) * height;
      subtract(column + j, earlier + j, earlier[j], height - j);
    }
    const double pivot = column[j];
    const double inverse = pivot > 0.0 ? 1.0 / std::sqrt(pivot) : 0.0;
    column[j] = inverse;  // the inverse is what solve() needs
    for (std::uint32_t i = j + 1; i < height; ++i) column[i] *= inverse;
  }
}

void Factor::hand_on(const FactorPattern::Panel& panel) {
  double* const values = values_.data();
  double* const column = values + panel.values;
  const std::uint32_t height = panel.height();
  const std::uint32_t* target = pattern_->targets_.data() + panel.targets;
  const double pivot = column[0];
  const double inverse = pivot > 0.0 ? 1.0 / pivot : 0.0;
  column[0] = inverse;  // the inverse is what solve() needs
  for (std::uint32_t j = 1; j < height; ++j) {
    const double below = column[j] * inverse;
    for (std::uint32_t i = j; i < height; ++i) values[*target++] -= below * column[i];
    column[j] = below;
  }
}

void Factor::factorise() {
  const auto& panels = pattern_->panels_;
  std::fill(head_.begin(), head_.end(), nobody);
  const auto wait = [&](std::int32_t panel) {
    const auto& p = panels[static_cast<std::size_t>(panel)];
    const std::uint32_t done = done_[static_cast<std::size_t>(panel)];
    if (done >= p.height()) return;
    const std::uint32_t next = pattern_->panel_of_[pattern_->rows_[p.row_begin + done]];
    next_[static_cast<std::size_t>(panel)] = head_[next];
    head_[next] = panel;
  };
  for (std::size_t s = 0; s < panels.size(); ++s) {
    const auto& panel = panels[s];
    if (head_[s] != nobody) {
      const std::uint32_t* rows = pattern_->rows_.data() + panel.row_begin;
      for (std::uint32_t i = 0; i < panel.height(); ++i) place_[rows[i]] = i;
    }
    for (std::int32_t d = head_[s]; d != nobody;) {
      const auto source = static_cast<std::size_t>(d);
      const std::int32_t following = next_[source];
      update(panel, panels[source], done_[source]);
      const std::uint32_t* source_rows = pattern_->rows_.data() + panels[source].row_begin;
      while (done_[source] < panels[source].height() && source_rows[done_[source]] < panel.last) ++done_[source];
      wait(d);
      d = following;
    }
    if (panel.hands_on) {
      hand_on(panel);
      continue;
    }
    factorise_panel(values_.data() + panel.values, panel.height(), panel.columns());
    done_[s] = panel.columns();
    wait(static_cast<std::int32_t>(s));
  }
}

void Factor::solve(std::span<double> x) {
  for (std::size_t i = 0; i < x_.size(); ++i) x_[pattern_->position_[i]] = x[i];
  solve_in_order(x_.data());
  for (std::size_t i = 0; i < x_.size(); ++i) x[i] = x_[pattern_->position_[i]];
}

void Factor::solve_in_order(double* x) const {
  const auto& panels = pattern_->panels_;
  for (const auto& panel : panels) {
    const std::uint32_t* rows = pattern_->rows_.data() + panel.row_begin;
    const std::uint32_t height = panel.height();
    const double* column = values_.data() + panel.values;
    if (panel.hands_on) {
      const double value = x[panel.first];
      for (std::uint32_t i = 1; i < height; ++i) x[rows[i]] -= column[i] * value;
      x[panel.first] = value * column[0];
      continue;
    }
    for (std::uint32_t j = 0; j < panel.columns(); ++j, column += height) {
      const double value = x[panel.first + j] *= column[j];
      for (std::uint32_t i = j + 1; i < height; ++i) x[rows[i]] -= column[i] * value;
    }
  }
  for (auto panel = panels.rbegin(); panel != panels.rend(); ++panel) {
    const std::uint32_t* rows = pattern_->rows_.data() + panel->row_begin;
    const std::uint32_t height = panel->height();
    for (std::uint32_t j = panel->columns(); j-- > 0;) {
      const double* column = values_.data() + panel->values + static_cast<std::size_t>(j) * height;
      double value = x[panel->first + j];
      for (std::uint32_t i = j + 1; i < height; ++i) value -= column[i] * x[rows[i]];
      x[panel->first + j] = panel->hands_on ? value : value * column[j];
    }
  }
}

}  // namespace yuanluo::models::hydraulics
