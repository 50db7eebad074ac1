// The iterations of one solution (see Solver).
#pragma once

#include <vector>

#include "models/water/hydraulics/solver.hpp"

namespace yuanluo::models::hydraulics {

inline constexpr double head_noise_m = 2e-12;  // rounding of heads
inline constexpr double head_noise = 1e-15;    // and relative to heads that are huge for a while, if all is closed

class Newton {
 public:
  Newton(const Solver& solver, const Moment& moment, Solver::Workspace& workspace, const Tolerance& tolerance);

  Flows run(const Flows* before);

 private:
  // What flows out of a junction against its pressure: emitter or demand.
  struct Outlet {
    std::uint32_t node;
    double flow_m3s = 0.0;
    double full_m3s = 0.0;     // of a demand; 0: an emitter
    double resistance = 0.0;   // of an emitter: pressure at 1 m3/s
    double conductance = 0.0;  // 1 / slope
    double due_m3s = 0.0;      // flow correction if heads stayed
    double factored = 0.0;     // conductance of the factor at hand
  };

  struct Error {
    double flow = 0.0;  // sum of corrections due over sum of flows
    double head_m = 0.0;
    double imbalance_m3s = 0.0;
  };

  void start(const Flows* before);
  void classify(std::size_t k);
  void linearise();        // conductances and corrections due of links and outlets
  void linearise_pipes();  // open ones whose loss is a power of the flow, with what they contribute to the error
  void linearise_link(std::size_t k);
  void linearise_outlet(Outlet& outlet) const;
  void find_imbalance();
  void weigh(double flow_m3s, double due_m3s, double conductance, double at_m, bool passing);
  void find_error();            // with what linearise_pipes() has found of it
  bool outlets_turned() const;  // away from what the factor at hand knows
  void factorise();
  void step(double relaxation);  // with the factor at hand, which may be that of an earlier step
  bool switch_controlled();      // pressure valves; true: some status changed
  bool switch_others();          // pumps, check valves, flow valves, links to tanks
  LinkStatus tank_rule(std::size_t k, LinkStatus status) const;
  void change(std::size_t k, LinkStatus status);
  void give_up_control();  // pressure valves whose settings contradict each other stand open
  bool drop_stranded();    // parts that closed by themselves and ask for water; true: some were dropped
  void drop(std::uint32_t node);
  bool controls(std::size_t k) const { return links_[k].status == LinkStatus::active && links_[k].has_setting; }
  bool reduces(std::size_t k) const { return solver_.kind_[k] == LinkKind::pressure_reducing_valve; }
  std::size_t held_node(std::size_t k) const { return reduces(k) ? solver_.to_[k] : solver_.from_[k]; }
  bool dropped(std::size_t k) const { return !alive_[solver_.from_[k]] || !alive_[solver_.to_[k]]; }
  bool is_junction(std::size_t node) const { return solver_.is_junction(node); }
  double target_head_m(std::size_t k) const;
  Flows result(bool converged, bool settled) const;

  const Solver& solver_;
  const Network& network_;
  const Moment& moment_;
  Solver::Workspace& work_;
  Tolerance tolerance_;
  int iterations_ = 0;
  int factorisations_ = 0;
  bool has_factor_ = false;    // and no status has changed since
  bool fresh_factor_ = false;  // of the conductances at hand
  bool all_alive_ = true;
  std::vector<std::uint8_t> is_power_law_;  // by link: an open pipe whose loss is a power of the flow
  std::vector<std::uint8_t> alive_;         // by node: takes part
  std::vector<std::uint8_t> has_water_;     // by node
  std::vector<LinkState> links_;
  std::vector<double> head_m_;
  std::vector<double> flow_m3s_;
  std::vector<double> moved_m3s_;    // last change of flow
  std::vector<double> conductance_;  // 1 / slope
  std::vector<double> due_m3s_;      // flow correction if heads stayed
  std::vector<double> factored_;     // conductances of the factor at hand
  std::vector<double> imbalance_m3s_;
  std::vector<Outlet> outlets_;
  std::vector<double> fixed_demand_m3s_;
  double flows_m3s_ = 0.0;  // sums over links and outlets
  double dues_m3s_ = 0.0;
  Error error_;
};

}  // namespace yuanluo::models::hydraulics
