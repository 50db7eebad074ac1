#include "models/water/hydraulics/newton.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/water/hydraulics/reach.hpp"

namespace yuanluo::models::hydraulics {

namespace {

constexpr double penalty = 1e8;               // holds the head that a pressure valve controls
constexpr double start_velocity_ms = 0.3048;  // of a first guess
constexpr double nearly_still_m3s = 1e-8;
constexpr int hard_case = 60;  // iterations; few networks need half as many
constexpr double reuse_below = 0.02;
constexpr double reuse_progress = 0.25;

double sum_of_fixed_heads(const Network& network, const Moment& moment, std::size_t& count) {
  double sum = 0.0;
  for (std::size_t i = 0; i < network.nodes.size(); ++i)
    if (network.nodes[i].kind != NodeKind::junction) {
      sum += moment.fixed_head_m[i];
      ++count;
    }
  return sum;
}

}  // namespace

Newton::Newton(const Solver& solver, const Moment& moment, Solver::Workspace& workspace, const Tolerance& tolerance)
    : solver_(solver), network_(*solver.network_), moment_(moment), work_(workspace), tolerance_(tolerance) {}

void Newton::start(const Flows* before) {
  const std::size_t nodes = network_.nodes.size();
  const std::size_t links = network_.links.size();
  Reach reach = reach_of_water(network_, solver_.ways_, moment_);
  alive_ = std::move(reach.takes_part);
  has_water_ = std::move(reach.has_water);
  links_ = moment_.links;
  all_alive_ = std::find(alive_.begin(), alive_.end(), 0) == alive_.end();
  conductance_.assign(links, 0.0);
  due_m3s_.assign(links, 0.0);
  moved_m3s_.assign(links, 0.0);
  imbalance_m3s_.assign(nodes, 0.0);
  if (before) {
    head_m_ = before->head_m;
    flow_m3s_ = before->flow_m3s;
  } else {
    std::size_t count = 0;
    const double sum = sum_of_fixed_heads(network_, moment_, count);
    head_m_.assign(nodes, count > 0 ? sum / static_cast<double>(count) : 0.0);
    flow_m3s_.assign(links, 0.0);
  }
  is_power_law_.assign(links, 0);
  for (std::size_t k = 0; k < links; ++k) classify(k);
  for (std::size_t k = 0; k < links; ++k) {
    if (is_power_law_[k] && std::abs(flow_m3s_[k]) >= nearly_still_m3s) continue;
    if (!passes(links_[k].status) || dropped(k)) {
      flow_m3s_[k] = 0.0;
    } else if (std::abs(flow_m3s_[k]) < nearly_still_m3s) {
      change(k, links_[k].status);
    }
  }
  fixed_demand_m3s_.assign(nodes, 0.0);
  const double power = 1.0 / network_.options.emitter_exponent;
  for (std::uint32_t i = 0; i < nodes; ++i) {
    if (network_.nodes[i].kind != NodeKind::junction) {
      head_m_[i] = moment_.fixed_head_m[i];
      continue;
    }
    if (!alive_[i]) continue;
    const double pressure_m = before ? std::max(head_m_[i] - network_.nodes[i].elevation_m, 1.0) : 20.0;
    if (moment_.emitter_m3s[i] > 0.0) {
      Outlet emitter{i};
      emitter.resistance = std::pow(moment_.emitter_m3s[i], -power);
      const double was_m3s = before ? before->emitter_flow_m3s[i] : 0.0;
      emitter.flow_m3s = was_m3s != 0.0 ? was_m3s : std::pow(pressure_m / emitter.resistance, 1.0 / power);
      outlets_.push_back(emitter);
    }
    if (network_.options.pressure_driven && moment_.demand_m3s[i] > 0.0) {
      Outlet demand{i};
      demand.full_m3s = moment_.demand_m3s[i];
      demand.flow_m3s =
          before && before->has_water[i] ? std::min(before->demand_met_m3s[i], demand.full_m3s) : demand.full_m3s;
      outlets_.push_back(demand);
    } else {
      fixed_demand_m3s_[i] = moment_.demand_m3s[i];
    }
  }
}

void Newton::classify(std::size_t k) {
  is_power_law_[k] = is_pipe(solver_.kind_[k]) && passes(links_[k].status) && !dropped(k) &&
                     network_.options.formula != HeadLossFormula::darcy_weisbach;
}

// A link that starts to pass water gets a flow to start from: at none, laws are flat and Newton's method goes astray.
void Newton::change(std::size_t k, LinkStatus status) {
  links_[k].status = status;
  classify(k);
  has_factor_ = false;
  if (!passes(status) || std::abs(flow_m3s_[k]) >= nearly_still_m3s) return;
  const Link& link = network_.links[k];
  if (link.kind == LinkKind::pump) {
    flow_m3s_[k] = solver_.pumps_[k].start_flow_m3s * links_[k].setting;
  } else {
    flow_m3s_[k] = start_velocity_ms * std::numbers::pi / 4.0 * link.diameter_m * link.diameter_m;
  }
}

void Newton::find_imbalance() {
  for (std::size_t i = 0; i < imbalance_m3s_.size(); ++i) imbalance_m3s_[i] = -fixed_demand_m3s_[i];
  for (std::size_t k = 0; k < flow_m3s_.size(); ++k) {
    imbalance_m3s_[solver_.from_[k]] -= flow_m3s_[k];
    imbalance_m3s_[solver_.to_[k]] += flow_m3s_[k];
  }
  for (const Outlet& outlet : outlets_) imbalance_m3s_[outlet.node] -= outlet.flow_m3s;
  // A valve that holds a pressure passes what the controlled node needs; one may stand behind another.
  bool moved = true;
  for (std::size_t pass = 0; moved && pass <= solver_.controlled_.size(); ++pass) {
    moved = false;
    for (const std::uint32_t k : solver_.controlled_) {
      if (!controls(k) || dropped(k)) continue;
      double& held = imbalance_m3s_[held_node(k)];
      double& other = imbalance_m3s_[reduces(k) ? solver_.from_[k] : solver_.to_[k]];
      if (held == 0.0) continue;
      flow_m3s_[k] += reduces(k) ? -held : held;
      other += held;
      held = 0.0;
      moved = true;
    }
  }
}

void Newton::weigh(double flow_m3s, double due_m3s, double conductance, double at_m, bool passing) {
  const double noise = conductance * (head_noise_m + head_noise * std::abs(at_m));
  const double beyond = std::max(0.0, std::abs(due_m3s) - noise);
  flows_m3s_ += std::abs(flow_m3s);
  dues_m3s_ += beyond;
  if (passing && conductance > 0.0) error_.head_m = std::max(error_.head_m, beyond / conductance);
}

void Newton::find_error() {
  for (std::size_t k = 0; k < flow_m3s_.size(); ++k) {
    if (is_power_law_[k]) continue;
    const bool passing = passes(links_[k].status) && !(controls(k) && conductance_[k] < 1e-6);
    weigh(flow_m3s_[k], due_m3s_[k], conductance_[k], head_m_[solver_.from_[k]], passing && !dropped(k));
  }
  for (const Outlet& outlet : outlets_)
    weigh(outlet.flow_m3s, outlet.due_m3s, outlet.conductance, head_m_[outlet.node], true);
  for (const std::uint32_t k : solver_.controlled_) {
    if (!controls(k) || dropped(k)) continue;
    const double held_m = head_m_[held_node(k)];
    error_.head_m = std::max(error_.head_m, std::abs(held_m - target_head_m(k)));
  }
  error_.imbalance_m3s = 0.0;
  for (std::size_t i = 0; i < imbalance_m3s_.size(); ++i)
    if (is_junction(i) && alive_[i]) error_.imbalance_m3s = std::max(error_.imbalance_m3s, std::abs(imbalance_m3s_[i]));
  error_.flow = flows_m3s_ > 1e-9 ? dues_m3s_ / flows_m3s_ : dues_m3s_;
}

void Newton::factorise() {
  auto values = work_.factor_.values();
  std::fill(values.begin(), values.end(), 0.0);
  for (std::size_t i = 0; !all_alive_ && i < alive_.size(); ++i)
    if (is_junction(i) && !alive_[i]) values[solver_.diagonal_[i]] = 1.0;
  for (std::size_t k = 0; k < conductance_.size(); ++k) {
    const double p = conductance_[k];
    const std::size_t from = solver_.diagonal_[solver_.from_[k]];
    const std::size_t to = solver_.diagonal_[solver_.to_[k]];
    if (from < values.size()) values[from] += p;
    if (to < values.size()) values[to] += p;
    if (solver_.entry_[k] < values.size()) values[solver_.entry_[k]] -= p;
  }
  for (Outlet& outlet : outlets_) {
    values[solver_.diagonal_[outlet.node]] += outlet.conductance;
    outlet.factored = outlet.conductance;
  }
  for (const std::uint32_t k : solver_.controlled_)
    if (controls(k) && !dropped(k)) values[solver_.diagonal_[held_node(k)]] += penalty;
  work_.factor_.factorise();
  factored_ = conductance_;
  has_factor_ = true;
  fresh_factor_ = true;
  ++factorisations_;
}

void Newton::step(double relaxation) {
  const std::uint32_t *const from_row = solver_.from_row_.data(), *const to_row = solver_.to_row_.data();
  const std::size_t links = flow_m3s_.size();
  auto& unknowns = work_.unknowns_;
  unknowns.resize(solver_.pattern_.size() + 1);
  double* const x = unknowns.data();
  for (std::size_t i = 0; i < alive_.size(); ++i) x[solver_.row_[i]] = imbalance_m3s_[i];
  if (!fresh_factor_) {
    for (std::size_t k = 0; k < links; ++k)
      if (conductance_[k] != factored_[k]) due_m3s_[k] *= factored_[k] / conductance_[k];
  }
  for (std::size_t k = 0; k < links; ++k) {
    x[from_row[k]] += due_m3s_[k];
    x[to_row[k]] -= due_m3s_[k];
  }
  for (Outlet& outlet : outlets_) {
    outlet.due_m3s *= outlet.factored / outlet.conductance;
    x[solver_.row_[outlet.node]] += outlet.due_m3s;
  }
  for (const std::uint32_t k : solver_.controlled_)
    if (controls(k) && !dropped(k))
      x[solver_.row_[held_node(k)]] += penalty * (target_head_m(k) - head_m_[held_node(k)]);
  for (std::size_t i = 0; !all_alive_ && i < alive_.size(); ++i)
    if (!alive_[i]) x[solver_.row_[i]] = 0.0;
  work_.factor_.solve_in_order(x);
  unknowns.back() = 0.0;  // of fixed heads
  for (std::size_t i = 0; i < alive_.size(); ++i) head_m_[i] += x[solver_.row_[i]];
  for (std::size_t k = 0; k < links; ++k) {
    const double change = relaxation * (factored_[k] * (x[from_row[k]] - x[to_row[k]]) - due_m3s_[k]);
    flow_m3s_[k] += change;
    moved_m3s_[k] = change;
  }
  // The law of constant power has a second, senseless branch at negative flow.
  for (const std::uint32_t k : solver_.constant_power_) {
    const double before = flow_m3s_[k] - moved_m3s_[k];
    if (!passes(links_[k].status) || -moved_m3s_[k] <= before) continue;
    moved_m3s_[k] = -before / 2.0;
    flow_m3s_[k] = before + moved_m3s_[k];
  }
  for (Outlet& outlet : outlets_)
    outlet.flow_m3s += relaxation * (outlet.factored * x[solver_.row_[outlet.node]] - outlet.due_m3s);
}

// Where an outlet hardly flows its law is flat, and flat laws have great conductances: with one of those in the factor,
// a correction that is due where the law is steep again would be taken many times over, for ever to and fro.
bool Newton::outlets_turned() const {
  return std::any_of(outlets_.begin(), outlets_.end(), [](const Outlet& outlet) {
    return std::abs(outlet.due_m3s) * outlet.factored > std::abs(outlet.flow_m3s) * outlet.conductance;
  });
}

Flows Newton::run(const Flows* before) {
  start(before);
  bool settled = false;
  bool converged = false;
  int trial = 0;
  double last_error = 0.0;
  while (true) {
    linearise();
    find_imbalance();
    find_error();
    const bool may_switch = trial < tolerance_.switching_iterations;
    const double patience = trial > hard_case ? 1000.0 : 1.0;
    converged = error_.flow <= patience * tolerance_.relative_flow && error_.head_m <= patience * tolerance_.head_m &&
                error_.imbalance_m3s <= patience * tolerance_.imbalance_m3s;
    if (trial == tolerance_.switching_iterations + hard_case && !converged) give_up_control();
    if (converged) {
      const bool controlled = switch_controlled(), others = switch_others(), stranded = drop_stranded();
      const bool switched = controlled || others || stranded;
      settled = !switched;
      if (!switched || !may_switch) break;
      ++trial;
      continue;
    }
    if (trial >= tolerance_.iterations) break;
    // Near the solution the factor of an earlier step brings nearly the same progress at a fraction of the price.
    const bool near = error_.flow < reuse_below && error_.flow < reuse_progress * last_error;
    fresh_factor_ = false;
    if (!has_factor_ || !near || outlets_turned()) factorise();
    last_error = error_.flow;
    ++trial;
    ++iterations_;
    step(trial > hard_case ? 0.5 : 1.0);
    if (!may_switch) continue;
    switch_controlled();
    if (trial % 2 == 0 && trial <= 10) switch_others();
  }
  return result(converged, settled);
}

Flows Newton::result(bool converged, bool settled) const {
  Flows flows;
  flows.head_m = head_m_;
  flows.flow_m3s = flow_m3s_;
  flows.links = links_;
  flows.has_water = has_water_;
  flows.iterations = iterations_;
  flows.factorisations = factorisations_;
  flows.converged = converged;
  flows.statuses_settled = settled;
  flows.greatest_energy_error_m = error_.head_m;
  const std::size_t nodes = network_.nodes.size();
  flows.outflow_m3s.assign(nodes, 0.0);
  flows.emitter_flow_m3s.assign(nodes, 0.0);
  flows.demand_met_m3s.assign(nodes, 0.0);
  for (std::size_t i = 0; i < nodes; ++i) {
    if (!alive_[i]) flows.head_m[i] = network_.nodes[i].elevation_m;
    if (alive_[i]) flows.demand_met_m3s[i] = fixed_demand_m3s_[i];
  }
  for (const Outlet& outlet : outlets_) {
    if (outlet.full_m3s > 0.0) {
      flows.demand_met_m3s[outlet.node] = std::clamp(outlet.flow_m3s, 0.0, outlet.full_m3s);
    } else {
      flows.emitter_flow_m3s[outlet.node] = outlet.flow_m3s;
    }
  }
  for (std::size_t k = 0; k < flow_m3s_.size(); ++k)
    if (!passes(links_[k].status) || dropped(k)) flows.flow_m3s[k] = 0.0;
  std::vector<double> into(nodes);
  for (std::size_t k = 0; k < flow_m3s_.size(); ++k) {
    into[solver_.from_[k]] -= flows.flow_m3s[k];
    into[solver_.to_[k]] += flows.flow_m3s[k];
  }
  for (std::size_t i = 0; i < nodes; ++i) {
    const bool junction = is_junction(i);
    flows.outflow_m3s[i] = junction ? flows.demand_met_m3s[i] + flows.emitter_flow_m3s[i] : into[i];
    if (junction)
      flows.greatest_imbalance_m3s = std::max(flows.greatest_imbalance_m3s, std::abs(into[i] - flows.outflow_m3s[i]));
  }
  return flows;
}

}  // namespace yuanluo::models::hydraulics
