// Small plots, drawn with lines and areas.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "viz/replay/frame.hpp"
#include "viz/window/ui.hpp"

namespace yuanluo::viz {

// A value over time; the moment `now` is marked.
void plot_series(const Ui& ui, const Series& series, sim::SimTime now, float height);

struct Curve {
  std::span<const float> sorted;  // values, rising
  Colour colour;
};
// How many of the values are at most so large, for one or two sets, with a histogram of the first behind; `limit` is
// marked (none: 0). Values are seconds.
void plot_shares(const Ui& ui, const std::vector<Curve>& curves, double limit_s, float height);

// 24 cells with one value for each hour, darker where there is more; `now_hour` is framed.
void plot_day(const Ui& ui, std::span<const double> by_hour, double most, int now_hour, float height);

// 0 to `value` of `most` as a bar with a mark at `limit`.
void plot_bar(const Ui& ui, double value, double limit, double most, Colour colour, float width, float height);

}  // namespace yuanluo::viz
