#include "models/water/hydraulics/curve.hpp"

#include <algorithm>
#include <cmath>

namespace yuanluo::models::hydraulics {

namespace {

double interpolate(const std::vector<double>& x, const std::vector<double>& y, double at) {
  if (at <= x.front()) return y.front();
  if (at >= x.back()) return y.back();
  const auto above = std::upper_bound(x.begin(), x.end(), at);
  const auto i = static_cast<std::size_t>(above - x.begin());
  const double width = x[i] - x[i - 1];
  return width > 0.0 ? y[i - 1] + (y[i] - y[i - 1]) * (at - x[i - 1]) / width : y[i];
}

}  // namespace

Line line_at(const Curve& curve, double x) {
  const auto above = std::lower_bound(curve.x.begin(), curve.x.end(), x);
  const auto last = curve.x.size() - 1;
  const auto i = std::clamp<std::size_t>(static_cast<std::size_t>(above - curve.x.begin()), 1, last);
  const double slope = (curve.y[i] - curve.y[i - 1]) / (curve.x[i] - curve.x[i - 1]);
  return {curve.y[i - 1] - slope * curve.x[i - 1], slope};
}

double value_at(const Curve& curve, double x) { return interpolate(curve.x, curve.y, x); }
double x_at(const Curve& curve, double value) { return interpolate(curve.y, curve.x, value); }

std::optional<PumpPowerLaw> pump_power_law(const Curve& curve) {
  double shutoff = 0.0;
  double flow = 0.0;
  double head = 0.0;
  double far_flow = 0.0;
  double far_head = 0.0;
  if (curve.x.size() == 1) {
    flow = curve.x[0];
    head = curve.y[0];
    shutoff = 4.0 / 3.0 * head;
    far_flow = 2.0 * flow;
  } else if (curve.x.size() == 3 && curve.x[0] == 0.0) {
    shutoff = curve.y[0];
    flow = curve.x[1];
    head = curve.y[1];
    far_flow = curve.x[2];
    far_head = curve.y[2];
  } else {
    return std::nullopt;
  }
  const double fall = shutoff - head;
  const double far_fall = shutoff - far_head;
  if (shutoff <= 0.0 || flow <= 0.0 || far_flow <= flow || fall <= 0.0 || far_fall <= fall) return std::nullopt;
  const double exponent = std::log(far_fall / fall) / std::log(far_flow / flow);
  if (!(exponent > 0.0 && exponent <= 20.0)) return std::nullopt;
  return PumpPowerLaw{shutoff, fall / std::pow(flow, exponent), exponent};
}

}  // namespace yuanluo::models::hydraulics
