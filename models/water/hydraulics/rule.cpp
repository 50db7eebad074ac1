// When a rule's premises hold.
#include <cmath>

#include "models/water/hydraulics/period.hpp"

namespace yuanluo::models::hydraulics {

namespace {

constexpr double tolerance = 1e-3;  // of comparisons, in the unit of the file
constexpr std::int64_t rule_day_s = 86400;

// Equality means: at some second of the interval.
bool time_holds(const Premise& premise, std::int64_t from_s, std::int64_t to_s) {
  const auto at_s = static_cast<std::int64_t>(premise.value);
  const bool within = to_s < from_s ? at_s >= from_s || at_s <= to_s : at_s >= from_s && at_s <= to_s;
  switch (premise.relation) {
    case Relation::equal:
      return within;
    case Relation::unequal:
      return !within;
    case Relation::below:
      return to_s < at_s;
    case Relation::at_most:
      return to_s <= at_s;
    case Relation::above:
      return to_s > at_s;
    case Relation::at_least:
      return to_s >= at_s;
  }
  return false;
}

bool status_holds(const Premise& premise, LinkStatus status) {
  const PremiseStatus now = !passes(status)                ? PremiseStatus::closed
                            : status == LinkStatus::active ? PremiseStatus::active
                                                           : PremiseStatus::open;
  return (now == premise.status) == (premise.relation == Relation::equal);
}

bool value_holds(const Premise& premise, double value) {
  const double x = value / premise.per_unit;
  switch (premise.relation) {
    case Relation::equal:
      return std::abs(x - premise.value) <= tolerance;
    case Relation::unequal:
      return std::abs(x - premise.value) >= tolerance;
    case Relation::below:
      return x <= premise.value + tolerance;
    case Relation::at_most:
      return x <= premise.value - tolerance;
    case Relation::above:
      return x >= premise.value - tolerance;
    case Relation::at_least:
      return x >= premise.value + tolerance;
  }
  return false;
}

std::optional<double> value_of(const Network& network, const Premise& premise, const Moment& moment, const Flows& flows,
                               const std::vector<double>& volume_m3) {
  const std::size_t i = premise.index;
  const auto head_m = [&] {
    return network.nodes[i].kind == NodeKind::junction ? flows.head_m[i] : moment.fixed_head_m[i];
  };
  switch (premise.variable) {
    case RuleVariable::node_demand:
      return flows.outflow_m3s[i];
    case RuleVariable::node_head:
      return head_m();
    case RuleVariable::node_pressure:
    case RuleVariable::node_level:
      return head_m() - network.nodes[i].elevation_m;
    case RuleVariable::tank_fill_time:
    case RuleVariable::tank_drain_time: {
      const Tank& tank = network.nodes[i].tank;
      const bool fill = premise.variable == RuleVariable::tank_fill_time;
      const double inflow = flows.outflow_m3s[i];
      if (network.nodes[i].kind != NodeKind::tank || (fill ? inflow <= 2.8e-8 : inflow >= -2.8e-8)) return std::nullopt;
      const double end_m3 = tank_volume_m3(tank, fill ? tank.greatest_level_m : tank.least_level_m);
      return (end_m3 - volume_m3[i]) / inflow;
    }
    case RuleVariable::link_flow:
      return std::abs(flows.flow_m3s[i]);
    case RuleVariable::link_setting:
      if (is_valve(network.links[i].kind) && !moment.links[i].has_setting) return std::nullopt;
      return moment.links[i].setting;
    case RuleVariable::system_demand: {
      double sum = 0.0;
      for (const double demand : moment.demand_m3s) sum += std::max(demand, 0.0);
      return sum;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

bool premises_hold(const Network& network, const Rule& rule, const Moment& moment, const Flows& flows,
                   const std::vector<double>& volume_m3, std::int64_t from_s, std::int64_t to_s) {
  const auto holds = [&](const Premise& premise) {
    const std::int64_t start_s = network.times.clock_start_s;
    switch (premise.variable) {
      case RuleVariable::time:
        return time_holds(premise, from_s + 1, to_s);
      case RuleVariable::clock_time:
        return time_holds(premise, (from_s + 1 + start_s) % rule_day_s, (to_s + start_s) % rule_day_s);
      case RuleVariable::link_status:
        return status_holds(premise, moment.links[premise.index].status);
      default: {
        const auto value = value_of(network, premise, moment, flows, volume_m3);
        return value && value_holds(premise, *value);
      }
    }
  };
  bool result = true;
  for (const Premise& premise : rule.premises) {
    if (premise.starts_alternative) {
      if (!result) result = holds(premise);
    } else {
      if (!result) return false;
      result = holds(premise);
    }
  }
  return result;
}

}  // namespace yuanluo::models::hydraulics
