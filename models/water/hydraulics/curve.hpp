// Piecewise linear curves, and the power law through points of a pump's curve.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace yuanluo::models::hydraulics {

struct Curve {
  std::string id;
  std::vector<double> x;  // increasing
  std::vector<double> y;  // as many

  friend bool operator==(const Curve&, const Curve&) = default;
};

struct Line {
  double intercept = 0.0;
  double slope = 0.0;
};

// The line of the curve's piece around `x`, beyond the ends of its first or last piece. Needs at least two points.
Line line_at(const Curve& curve, double x);

// Value at `x`; beyond the ends, the last value. `value_to_x` reads the curve backwards.
double value_at(const Curve& curve, double x);
double x_at(const Curve& curve, double value);

// Head that a pump adds at speed 1: shutoff_m - coefficient * flow^exponent.
struct PumpPowerLaw {
  double shutoff_m = 0.0;
  double coefficient = 0.0;
  double exponent = 1.0;
};

// The power law through one point (design flow and head: shut-off at 4/3 of the head, no head at twice the flow) or
// three, the first at flow 0; none where the points allow none (heads must fall, the first flow of three must be 0).
// Source: [Rossman2020] section 3.
std::optional<PumpPowerLaw> pump_power_law(const Curve& curve);

}  // namespace yuanluo::models::hydraulics
