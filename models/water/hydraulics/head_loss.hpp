// Head lost along a link as a function of its flow, with the derivative that Newton's method needs.
#pragma once

#include "models/water/hydraulics/network.hpp"

namespace yuanluo::models::hydraulics {

// Head loss from the first node to the second (m) at some flow, and its derivative (m per m3/s), which is above zero.
struct Loss {
  double head_m = 0.0;
  double slope = 0.0;
};

inline constexpr double closed_slope = 1.0764e9;       // of what lets no water pass
inline constexpr double open_valve_slope = 1.0764e-5;  // of an open valve without minor loss
inline constexpr double least_slope = 1.0764e-6;       // laws flatter than this at small flow are made linear

// A pipe, or a valve that acts like one, ready for evaluation.
struct FrictionLaw {
  HeadLossFormula formula = HeadLossFormula::hazen_williams;
  double resistance = 0.0;  // head loss at 1 m3/s; Darcy–Weisbach: without the friction factor
  double exponent = 2.0;
  double minor = 0.0;               // minor loss at 1 m3/s
  double relative_roughness = 0.0;  // Darcy–Weisbach
  double viscous = 0.0;             // viscosity × diameter, Darcy–Weisbach
};

// Power of the flow to which a pipe's loss grows; of Darcy–Weisbach, whose factor depends on the flow too, 2.
double friction_exponent(HeadLossFormula formula);

FrictionLaw friction_law(const Options& options, const Link& pipe);

// Head loss at 1 m3/s of a minor loss coefficient (on velocity head) at a diameter.
double minor_resistance(double coefficient, double diameter_m);

// Loss of a pipe. Hazen–Williams: h = 10.67 L Q^1.852 / (C^1.852 d^4.871); Darcy–Weisbach: Hagen–Poiseuille below Re
// 2000, Swamee–Jain above 4000, Dunlop's cubic between; Chezy–Manning. All with k V²/2g. Source: [Rossman2020]
// section 12.1.
Loss pipe_loss(const FrictionLaw& law, double flow_m3s);

// Friction factor of Darcy–Weisbach at a Reynolds number above 2000. Source: [SwameeJain1976], [Rossman2020].
double friction_factor(double reynolds, double relative_roughness);

// Loss of an open valve with a minor loss (head loss at 1 m3/s), which may be 0.
Loss open_valve_loss(double minor, double flow_m3s);

// A positional valve's loss coefficient when it is open to `percent`: full-open coefficient over the square of its flow
// coefficient's part. Source: [Rossman2020].
double positional_coefficient(const Link& valve, double percent);

// A pump ready for evaluation.
struct PumpLaw {
  enum class Kind { none, power_law, curve, constant_power } kind = Kind::none;
  PumpPowerLaw power_law;
  double power_m4s = 0.0;     // head × flow of a pump of constant power
  double start_flow_m3s = 0;  // where the first iteration begins
  double shutoff_m = 0.0;     // greatest head at speed 1; none for constant power
};

PumpLaw pump_law(const Pump& pump);

// Loss (negative: gain) of a running pump at a speed above 0: affinity laws h = s² h(q/s). Source: [Rossman2020].
Loss pump_loss(const PumpLaw& law, const Pump& pump, double speed, double flow_m3s);

// Loss of a general purpose valve from its curve.
Loss curve_loss(const Curve& curve, double flow_m3s);

}  // namespace yuanluo::models::hydraulics
