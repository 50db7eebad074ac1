#include "models/water/waterworks.hpp"

#include <time.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "models/water/mains_sources.hpp"

namespace yuanluo::models {

namespace {

constexpr std::size_t memo_limit = 20000;
constexpr std::size_t reach_memo_limit = 200;  // of one byte a node each
constexpr int narrowing_rounds = 6;
constexpr double narrow_within = 1.01;  // of what an outlet takes

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

bool sound(const hydraulics::Flows& flows) { return flows.converged && flows.statuses_settled; }

}  // namespace

// A connected network, what never changes of its solutions, and the memory of threads that are not solving.
struct Waterworks::Part {
  explicit Part(const hydraulics::Network& network) : solver(network), rest(hydraulics::moment_at_start(network)) {
    spare.push_back(std::make_unique<Workspace>(solver));
    at_rest = solver.solve(rest, *spare.back());
  }

  using Workspace = hydraulics::Solver::Workspace;

  std::unique_ptr<Workspace> borrow() {
    {
      const std::lock_guard lock(mutex);
      if (!spare.empty()) {
        auto workspace = std::move(spare.back());
        spare.pop_back();
        return workspace;
      }
    }
    return std::make_unique<Workspace>(solver);
  }
  void give_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex);
    spare.push_back(std::move(workspace));
  }

  hydraulics::Solver solver;
  hydraulics::Moment rest;
  hydraulics::Flows at_rest;
  std::mutex mutex;  // of what follows
  std::vector<std::unique_ptr<Workspace>> spare;
  std::map<std::vector<HydrantId>, std::vector<std::uint8_t>> has_water;  // by broken mains: by node
};

Waterworks::Waterworks(MainsPlan plan, double zone_reach_m)
    : plan_(std::move(plan)), zone_(plan_.hydrants.size()), breaks_(plan_.hydrants.size()) {
  for (const MainsPart& part : plan_.parts) parts_.push_back(std::make_unique<Part>(part.network));
  make_zones(zone_reach_m);
  weigh_breaks();
}

Waterworks::~Waterworks() = default;

void Waterworks::make_zones(double reach_m) {
  for (std::uint32_t p = 0; p < plan_.parts.size(); ++p) {
    const hydraulics::Network& network = plan_.parts[p].network;
    std::vector<std::optional<std::size_t>> from(plan_.pumps.size());
    for (std::size_t s = 0; s < from.size(); ++s)
      if (plan_.pumps[s] && plan_.pumps[s]->part == p) from[s] = network.links[plan_.pumps[s]->link].to;
    const auto zone = zones_of(network, from, reach_m);
    for (std::size_t h = 0; h < zone_.size(); ++h)
      if (plan_.hydrants[h] && plan_.hydrants[h]->part == p && zone[plan_.hydrants[h]->node])
        zone_[h] = PumpStationId{*zone[plan_.hydrants[h]->node]};
  }
}

void Waterworks::weigh_breaks() {
  double sum = 0.0;
  for (std::size_t h = 0; h < breaks_.size(); ++h) {
    const auto& tie = plan_.hydrants[h];
    if (!tie || !tie->main) continue;
    const MainsPart& part = plan_.parts[tie->part];
    const Main& main = part.mains[*tie->main];
    breaks_[h] = part.network.links[main.link].length_m * main.breaks;
    sum += breaks_[h];
  }
  const double mean = sum / static_cast<double>(std::max<std::size_t>(breaks_.size(), 1));
  for (double& share : breaks_) share = mean > 0.0 ? share / mean : 1.0;
}

std::vector<HydrantId> Waterworks::breaks_in(std::uint32_t part, const std::vector<HydrantId>& broken) const {
  std::vector<HydrantId> here;
  std::copy_if(broken.begin(), broken.end(), std::back_inserter(here),
               [&](HydrantId b) { return tied(b) && part_of(b) == part; });
  return here;
}

void Waterworks::close_mains(std::uint32_t part_index, const std::vector<HydrantId>& broken,
                             hydraulics::Moment& moment) const {
  const MainsPart& part = plan_.parts[part_index];
  for (const HydrantId b : broken) {
    const auto& tie = plan_.hydrants[b.index()];
    if (tie && tie->part == part_index && tie->main) close_link(part.network, part.mains[*tie->main].link, moment);
  }
}

bool Waterworks::reached(HydrantId hydrant, const std::vector<HydrantId>& broken) const {
  const std::uint32_t part_index = part_of(hydrant), node = plan_.hydrants[hydrant.index()]->node;
  const std::vector<HydrantId> here = breaks_in(part_index, broken);
  if (here.empty()) return true;
  Part& part = *parts_[part_index];
  const std::lock_guard lock(part.mutex);
  const auto known = part.has_water.find(here);
  if (known != part.has_water.end()) return known->second[node] != 0;
  hydraulics::Moment moment = part.rest;
  close_mains(part_index, here, moment);
  if (part.has_water.size() >= reach_memo_limit) part.has_water.clear();
  auto reach = reach_of_water(plan_.parts[part_index].network, part.solver.ways(), moment);
  return part.has_water.emplace(here, std::move(reach.has_water)).first->second[node] != 0;
}

bool Waterworks::same_main(HydrantId a, HydrantId b) const {
  const auto &x = plan_.hydrants[a.index()], &y = plan_.hydrants[b.index()];
  return x && y && x->part == y->part && x->main && x->main == y->main;
}

WaterAnswer Waterworks::answer(const WaterUse& use) const {
  {
    const std::lock_guard lock(mutex_);
    ++counts_.asked;
    const auto known = memo_.find(use);
    if (known != memo_.end()) {
      ++counts_.remembered;
      return known->second;
    }
  }
  const double start = processor_seconds();
  WaterAnswer answer{std::vector<std::optional<WaterGiven>>(use.open.size()),
                     std::vector<LitresPerSecond>(use.running.size())};
  std::vector<std::uint32_t> done;
  std::uint64_t refused = 0;
  for (const OpenHydrant& hydrant : use.open) {
    const auto& tie = plan_.hydrants[hydrant.hydrant.index()];
    if (!tie || std::find(done.begin(), done.end(), tie->part) != done.end()) continue;
    done.push_back(tie->part);
    if (!solve(use, tie->part, answer)) ++refused;
  }
  const double seconds = processor_seconds() - start;
  const std::lock_guard lock(mutex_);
  counts_.solved += done.size();
  counts_.refused += refused;
  counts_.seconds += seconds;
  if (memo_.size() >= memo_limit) memo_.clear();
  memo_.emplace(use, answer);
  return answer;
}

// False: no answer.
bool Waterworks::solve(const WaterUse& use, std::uint32_t part_index, WaterAnswer& answer) const {
  Part& part = *parts_[part_index];
  const hydraulics::Network& network = plan_.parts[part_index].network;
  hydraulics::Moment moment = part.rest;
  close_mains(part_index, use.broken_mains, moment);
  for (const PumpStationId running : use.running) {
    const auto& pump = plan_.pumps[running.index()];
    if (pump && pump->part == part_index) open_link(network, pump->link, moment);
  }
  const auto node_of = [&](const OpenHydrant& hydrant) {
    const auto& tie = plan_.hydrants[hydrant.hydrant.index()];
    return tie && tie->part == part_index ? std::optional<std::size_t>(tie->node) : std::nullopt;
  };
  const auto share_of = [](const OpenHydrant& hydrant, std::size_t node, const hydraulics::Moment& at,
                           const hydraulics::Flows& flows) {
    const double all = at.emitter_m3s[node];
    return all > 0.0 && flows.has_water[node] ? std::max(0.0, hydrant.outlet_m3s / all * flows.emitter_flow_m3s[node])
                                              : 0.0;
  };
  // Outlets that would give more than is taken are narrowed, and the network is solved again.
  std::vector<OpenHydrant> open = use.open;
  hydraulics::Flows flows;
  auto workspace = part.borrow();
  bool fine = true;
  for (int round = 0; fine && round < narrowing_rounds; ++round) {
    if (round > 0) {
      bool narrowed = false;
      for (OpenHydrant& hydrant : open) {
        const auto node = node_of(hydrant);
        const double flow = node ? share_of(hydrant, *node, moment, flows) : 0.0;
        if (flow <= narrow_within * hydrant.most_m3s) continue;
        hydrant.outlet_m3s *= hydrant.most_m3s / flow;
        narrowed = true;
      }
      if (!narrowed) break;
    }
    moment.emitter_m3s = part.rest.emitter_m3s;
    moment.emitter_back_m = part.rest.emitter_back_m;
    for (const OpenHydrant& hydrant : open) {
      const auto node = node_of(hydrant);
      if (!node || hydrant.outlet_m3s <= 0.0) continue;
      // Two hydrants at one node share it as one outlet.
      const double before = moment.emitter_m3s[*node];
      const double sum = before + hydrant.outlet_m3s;
      double& back_m = moment.emitter_back_m[*node];
      back_m = (before * back_m + hydrant.outlet_m3s * hydrant.back_m) / sum;
      moment.emitter_m3s[*node] = sum;
    }
    const hydraulics::Flows* const before = round > 0 ? &flows : sound(part.at_rest) ? &part.at_rest : nullptr;
    flows = part.solver.solve(moment, *workspace, before, hydraulics::practical_tolerance());
    if (!sound(flows)) flows = part.solver.solve(moment, *workspace);
    fine = sound(flows);
  }
  part.give_back(std::move(workspace));
  if (!fine) return false;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto node = node_of(open[i]);
    if (!node) continue;
    WaterGiven& given = answer.open[i].emplace();
    given.flow.value = 1e3 * std::min(share_of(open[i], *node, moment, flows), open[i].most_m3s);
    given.pressure.value = hydraulics::pressure_m(network, flows, *node);
  }
  for (std::size_t i = 0; i < use.running.size(); ++i) {
    const auto& pump = plan_.pumps[use.running[i].index()];
    if (pump && pump->part == part_index) answer.pumped[i].value = 1e3 * std::max(0.0, flows.flow_m3s[pump->link]);
  }
  return true;
}

std::optional<double> Waterworks::tank_m3(PumpStationId station) const {
  const auto& tie = plan_.pumps[station.index()];
  if (!tie) return std::nullopt;
  const hydraulics::Network& network = plan_.parts[tie->part].network;
  const hydraulics::Node& from = network.nodes[network.links[tie->link].from];
  if (from.kind != hydraulics::NodeKind::tank) return std::nullopt;
  return std::max(0.0, hydraulics::tank_volume_m3(from.tank, from.tank.initial_level_m) -
                           hydraulics::tank_volume_m3(from.tank, from.tank.least_level_m));
}

std::optional<Metres> Waterworks::static_pressure(HydrantId hydrant) const {
  const auto& tie = plan_.hydrants[hydrant.index()];
  if (!tie || !sound(parts_[tie->part]->at_rest)) return std::nullopt;
  return Metres{hydraulics::pressure_m(plan_.parts[tie->part].network, parts_[tie->part]->at_rest, tie->node)};
}

WaterworksCounts Waterworks::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

}  // namespace yuanluo::models
