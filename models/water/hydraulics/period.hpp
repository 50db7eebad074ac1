// A network over time: patterns, tank levels, controls and rules between solutions. Steps end where something changes:
// a pattern's period, a full or empty tank, a control, a rule that fires. Source: [Rossman2020] section 12.1.
#pragma once

#include <optional>

#include "models/water/hydraulics/solver.hpp"

namespace yuanluo::models::hydraulics {

class Period {
 public:
  // At time 0. Refers to `solver`.
  explicit Period(const Solver& solver, std::int64_t duration_s);

  std::int64_t time_s() const { return time_s_; }

  // From now on, whatever patterns, controls and rules say: so much more is taken from a junction; a link stays closed.
  void take(std::size_t node, double flow_m3s);
  void shut(std::size_t link);

  // From now on a junction has such an outlet: flow at a pressure of 1 m, in place of its emitter.
  void set_outlet(std::size_t node, double emitter_m3s) { moment_.emitter_m3s[node] = emitter_m3s; }

  // Heads and flows now; controls by junction pressures take part.
  const Flows& solve();

  // Goes on to the next time at which something changes, at most to the end; false if this was the end. After solve().
  bool advance();

 private:
  std::int64_t next_step_s() const;
  std::int64_t step_to_tanks_s(std::int64_t step_s) const;
  std::int64_t step_to_controls_s(std::int64_t step_s) const;
  std::int64_t step_with_rules(std::int64_t step_s);  // fills tanks and stops where a rule fires
  void fill_tanks(std::int64_t step_s);
  void mark_tanks();
  void apply_patterns();
  void apply_controls();
  bool apply_pressure_controls();
  bool would_change(const LinkAction& action) const;
  bool rule_would_change(const LinkAction& action) const;
  bool act(const LinkAction& action);  // true: something changed

  const Solver& solver_;
  const Network& network_;
  Solver::Workspace workspace_;
  std::int64_t duration_s_;
  std::int64_t time_s_ = 0;
  std::int64_t next_report_s_;
  Moment moment_;
  Flows flows_;
  bool solved_ = false;
  std::vector<double> volume_m3_;   // by node; of tanks
  std::vector<double> taken_m3s_;   // by node
  std::vector<std::uint8_t> shut_;  // by link
};

// Whether a rule's premises hold at the end of the interval (from_s, to_s], seconds since the start.
bool premises_hold(const Network& network, const Rule& rule, const Moment& moment, const Flows& flows,
                   const std::vector<double>& volume_m3, std::int64_t from_s, std::int64_t to_s);

}  // namespace yuanluo::models::hydraulics
