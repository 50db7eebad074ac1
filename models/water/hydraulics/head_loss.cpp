#include "models/water/hydraulics/head_loss.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yuanluo::models::hydraulics {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double gravity = 32.2 * 0.3048;  // m/s2, as EPANET has it
constexpr double metres_per_foot = 0.3048;

double signed_as(double value, double flow) { return flow < 0.0 ? -value : value; }

// Loss r |q|^n with its derivative; linear where the law is too flat for Newton's method.
Loss power_loss(double resistance, double exponent, double flow_m3s) {
  const double q = std::abs(flow_m3s);
  const double slope = exponent * resistance * (exponent == 2.0 ? q : std::pow(q, exponent - 1.0));
  if (slope < least_slope) return {least_slope / exponent * flow_m3s, least_slope / exponent};
  return {slope * flow_m3s / exponent, slope};
}

struct FrictionFactor {
  double f = 0.0;
  double by_reynolds = 0.0;  // df/dRe
};

FrictionFactor turbulent_factor(double reynolds, double roughness) {
  const double b = 5.74 / std::pow(reynolds, 0.9);
  const double argument = roughness / 3.7 + b;
  const double y = -2.0 * std::log10(argument);
  const double f = 1.0 / (y * y);
  // f = y^-2: df/dRe = -2 y^-3 dy/dRe, dy/dRe = (2/ln 10) 0.9 b / (Re argument)
  return {f, -3.6 / std::numbers::ln10 * f * b / (argument * y * reynolds)};
}

// Dunlop's cubic, which meets 64/Re at 2000 and Swamee–Jain at 4000 with their slopes.
FrictionFactor transition_factor(double reynolds, double roughness) {
  const double y2 = roughness / 3.7 + 5.74 / std::pow(4000.0, 0.9);
  const double y3 = -2.0 * std::log10(y2);
  const double fa = 1.0 / (y3 * y3);
  const double fb = fa * (2.0 - 0.00514215 / (y2 * y3));
  const double r = reynolds / 2000.0;
  const double x1 = 7.0 * fa - fb;
  const double x2 = 0.128 - 17.0 * fa + 2.5 * fb;
  const double x3 = -0.128 + 13.0 * fa - 2.0 * fb;
  const double x4 = 0.032 - 3.0 * fa + 0.5 * fb;
  return {x1 + r * (x2 + r * (x3 + r * x4)), (x2 + r * (2.0 * x3 + 3.0 * r * x4)) / 2000.0};
}

FrictionFactor factor_at(double reynolds, double roughness) {
  return reynolds >= 4000.0 ? turbulent_factor(reynolds, roughness) : transition_factor(reynolds, roughness);
}

Loss darcy_loss(const FrictionLaw& law, double flow_m3s) {
  const double q = std::abs(flow_m3s);
  const double reynolds = 4.0 * q / (pi * law.viscous);
  if (reynolds <= 2000.0) {
    const double r = 16.0 * pi * law.viscous * law.resistance;  // 64/Re × q
    return {flow_m3s * (r + law.minor * q), r + 2.0 * law.minor * q};
  }
  const FrictionFactor factor = factor_at(reynolds, law.relative_roughness);
  const double r = factor.f * law.resistance + law.minor;
  const double by_flow = factor.by_reynolds * reynolds / q;
  return {r * q * flow_m3s, 2.0 * r * q + by_flow * law.resistance * q * q};
}

}  // namespace

double minor_resistance(double coefficient, double diameter_m) {
  return 0.02517 / metres_per_foot * coefficient / (diameter_m * diameter_m * diameter_m * diameter_m);
}

double friction_exponent(HeadLossFormula formula) { return formula == HeadLossFormula::hazen_williams ? 1.852 : 2.0; }

FrictionLaw friction_law(const Options& options, const Link& pipe) {
  FrictionLaw law;
  law.formula = options.formula;
  law.minor = pipe.minor_loss > 0.0 ? minor_resistance(pipe.minor_loss, pipe.diameter_m) : 0.0;
  const double d = pipe.diameter_m;
  const double area = pi * d * d / 4.0;
  switch (options.formula) {
    case HeadLossFormula::hazen_williams:
      law.exponent = friction_exponent(options.formula);
      law.resistance = 4.727 * std::pow(metres_per_foot, 4.871 - 3.0 * 1.852) * pipe.length_m /
                       (std::pow(pipe.roughness, 1.852) * std::pow(d, 4.871));
      break;
    case HeadLossFormula::darcy_weisbach:
      law.resistance = pipe.length_m / (2.0 * gravity * d * area * area);
      law.relative_roughness = pipe.roughness / d;
      law.viscous = options.viscosity_m2s * d;
      break;
    case HeadLossFormula::chezy_manning:
      law.resistance = std::pow(metres_per_foot, 4.0 + 1.333 - 6.0) * std::pow(pipe.roughness / (1.49 * area), 2.0) *
                       std::pow(d / 4.0, -1.333) * pipe.length_m;
      break;
  }
  return law;
}

Loss pipe_loss(const FrictionLaw& law, double flow_m3s) {
  if (law.formula == HeadLossFormula::darcy_weisbach) return darcy_loss(law, flow_m3s);
  Loss loss = power_loss(law.resistance, law.exponent, flow_m3s);
  if (law.minor > 0.0) {
    const double q = std::abs(flow_m3s);
    loss.head_m += law.minor * q * flow_m3s;
    loss.slope += 2.0 * law.minor * q;
  }
  return loss;
}

double friction_factor(double reynolds, double relative_roughness) { return factor_at(reynolds, relative_roughness).f; }

Loss open_valve_loss(double minor, double flow_m3s) {
  if (minor <= 0.0) return {open_valve_slope * flow_m3s, open_valve_slope};
  return power_loss(minor, 2.0, flow_m3s);
}

double positional_coefficient(const Link& valve, double percent) {
  if (percent >= 100.0) return valve.minor_loss;
  if (percent <= 0.0) return 1e8;
  double part = percent;
  if (valve.curve) {
    const Curve& c = *valve.curve;
    if (percent < c.x.front()) {
      part = percent / c.x.front() * c.y.front();
    } else if (percent > c.x.back()) {
      part = c.y.back() + (percent - c.x.back()) / (100.0 - c.x.back()) * (100.0 - c.y.back());
    } else {
      part = value_at(c, percent);
    }
  }
  const double ratio = std::clamp(part / 100.0, 1e-6, 1.0);
  return std::min(valve.minor_loss / (ratio * ratio), 1e8);
}

PumpLaw pump_law(const Pump& pump) {
  PumpLaw law;
  if (!pump.curve) {
    if (pump.power_kw <= 0.0) {
      law.start_flow_m3s = 0.0283168;
      return law;
    }
    law.kind = PumpLaw::Kind::constant_power;
    // 8.814 ft4/s for a horsepower of 0.7457 kW
    law.power_m4s =
        8.814 * metres_per_foot * metres_per_foot * metres_per_foot * metres_per_foot / 0.7457 * pump.power_kw;
    law.start_flow_m3s = 0.0283168;
    return law;
  }
  if (const auto power = pump_power_law(*pump.curve)) {
    law.kind = PumpLaw::Kind::power_law;
    law.power_law = *power;
    law.shutoff_m = power->shutoff_m;
    law.start_flow_m3s = pump.curve->x.size() == 1 ? pump.curve->x[0] : pump.curve->x[1];
    return law;
  }
  law.kind = PumpLaw::Kind::curve;
  law.shutoff_m = pump.curve->y.front();
  law.start_flow_m3s = (pump.curve->x.front() + pump.curve->x.back()) / 2.0;
  return law;
}

Loss pump_loss(const PumpLaw& law, const Pump& pump, double speed, double flow_m3s) {
  const double q = std::abs(flow_m3s);
  switch (law.kind) {
    case PumpLaw::Kind::none:
      return {open_valve_slope * flow_m3s, open_valve_slope};
    case PumpLaw::Kind::constant_power: {
      const double gain = law.power_m4s * speed * speed * speed;
      const double slope = gain / (q * q);
      if (!(slope < closed_slope)) return {closed_slope * flow_m3s, closed_slope};
      if (slope < open_valve_slope) return {open_valve_slope * flow_m3s, open_valve_slope};
      return {-gain / flow_m3s, slope};
    }
    case PumpLaw::Kind::curve: {
      const Line line = line_at(*pump.curve, q / speed);
      return {-line.intercept * speed * speed - line.slope * speed * flow_m3s, -line.slope * speed};
    }
    case PumpLaw::Kind::power_law:
      break;
  }
  const double n = law.power_law.exponent;
  const double r = law.power_law.coefficient * std::pow(speed, 2.0 - n);
  const double shutoff = law.power_law.shutoff_m * speed * speed;
  if (n == 1.0) return {-shutoff + r * flow_m3s, r};
  const double slope = n * r * std::pow(q, n - 1.0);
  if (slope < least_slope) return {-shutoff + least_slope * flow_m3s, least_slope};
  return {-shutoff + slope * flow_m3s / n, slope};
}

Loss curve_loss(const Curve& curve, double flow_m3s) {
  const double q = std::max(std::abs(flow_m3s), 1e-9);
  const Line line = line_at(curve, q);
  const double slope = std::max(line.slope, 1e-6);
  return {signed_as(line.intercept + slope * q, flow_m3s), slope};
}

}  // namespace yuanluo::models::hydraulics
