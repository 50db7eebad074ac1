#include "models/water/waterworks.hpp"

#include <time.h>

#include <algorithm>

namespace yuanluo::models {

namespace {

constexpr std::size_t memo_limit = 20000;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

// A connected network, what never changes of its solutions, and the memory of threads that are not solving.
struct Waterworks::Part {
  explicit Part(const hydraulics::Network& network) : solver(network), rest(hydraulics::moment_at_start(network)) {
    spare.push_back(std::make_unique<Workspace>(solver));
    at_rest = solver.solve(rest, *spare.back());
    rest.links = at_rest.links;
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
  std::mutex mutex;
  std::vector<std::unique_ptr<Workspace>> spare;
};

Waterworks::Waterworks(MainsPlan plan, const MainsParams& params)
    : plan_(std::move(plan)), zone_(plan_.hydrants.size()), breaks_(plan_.hydrants.size()) {
  for (const MainsPart& part : plan_.parts) parts_.push_back(std::make_unique<Part>(part.network));
  for (std::uint32_t s = 0; s < plan_.pumps.size(); ++s) {
    if (!plan_.pumps[s]) continue;
    const PumpTie& pump = *plan_.pumps[s];
    for (std::size_t h = 0; h < zone_.size(); ++h) {
      const auto& tie = plan_.hydrants[h];
      if (tie && tie->part == pump.part && std::binary_search(pump.nodes.begin(), pump.nodes.end(), tie->node))
        zone_[h] = PumpStationId{s};
    }
  }
  double sum = 0.0;
  for (std::size_t h = 0; h < breaks_.size(); ++h) {
    const auto& tie = plan_.hydrants[h];
    if (!tie) continue;
    const MainsPart& part = plan_.parts[tie->part];
    const bool cast_iron = part.mains[tie->main].material == MainMaterial::grey_cast_iron;
    breaks_[h] = part.network.links[tie->main].length_m * (cast_iron ? params.cast_iron_breaks : 1.0);
    sum += breaks_[h];
  }
  const double mean = sum / static_cast<double>(std::max<std::size_t>(breaks_.size(), 1));
  for (double& share : breaks_) share = mean > 0.0 ? share / mean : 1.0;
}

Waterworks::~Waterworks() = default;

std::vector<WaterGiven> Waterworks::give(const WaterUse& use) const {
  {
    const std::lock_guard lock(mutex_);
    ++counts_.asked;
    const auto known = memo_.find(use);
    if (known != memo_.end()) return known->second;
  }
  const double start = processor_seconds();
  std::vector<WaterGiven> given(use.open.size());
  std::vector<std::uint32_t> done;
  for (const OpenHydrant& hydrant : use.open) {
    const auto& tie = plan_.hydrants[hydrant.hydrant.index()];
    if (!tie || std::find(done.begin(), done.end(), tie->part) != done.end()) continue;
    done.push_back(tie->part);
    solve(use, tie->part, given);
  }
  const double seconds = processor_seconds() - start;
  const std::lock_guard lock(mutex_);
  ++counts_.solved;
  counts_.seconds += seconds;
  if (memo_.size() >= memo_limit) memo_.clear();
  memo_.emplace(use, given);
  return given;
}

void Waterworks::solve(const WaterUse& use, std::uint32_t part_index, std::vector<WaterGiven>& given) const {
  Part& part = *parts_[part_index];
  const hydraulics::Network& network = plan_.parts[part_index].network;
  hydraulics::Moment moment = part.rest;
  for (const HydrantId broken : use.broken_mains) {
    const auto& tie = plan_.hydrants[broken.index()];
    if (tie && tie->part == part_index) close_link(network, tie->main, moment);
  }
  for (const PumpStationId running : use.running) {
    const auto& pump = plan_.pumps[running.index()];
    if (pump && pump->part == part_index) open_link(network, pump->link, moment);
  }
  const auto node_of = [&](const OpenHydrant& hydrant) {
    const auto& tie = plan_.hydrants[hydrant.hydrant.index()];
    return tie && tie->part == part_index ? std::optional<std::size_t>(tie->node) : std::nullopt;
  };
  for (const OpenHydrant& hydrant : use.open) {
    const auto node = node_of(hydrant);
    if (!node || hydrant.outlet_m3s <= 0.0) continue;
    // Two hydrants at one node share it as one outlet.
    const double before = moment.emitter_m3s[*node];
    const double sum = before + hydrant.outlet_m3s;
    double& back_m = moment.emitter_back_m[*node];
    back_m = (before * back_m + hydrant.outlet_m3s * hydrant.back_m) / sum;
    moment.emitter_m3s[*node] = sum;
  }
  auto workspace = part.borrow();
  const hydraulics::Flows flows =
      part.solver.solve(moment, *workspace, &part.at_rest, hydraulics::practical_tolerance());
  part.give_back(std::move(workspace));
  for (std::size_t i = 0; i < use.open.size(); ++i) {
    const auto node = node_of(use.open[i]);
    if (!node || !flows.has_water[*node] || moment.emitter_m3s[*node] <= 0.0) continue;
    const double share = use.open[i].outlet_m3s / moment.emitter_m3s[*node];
    given[i].flow.value = std::max(0.0, 1e3 * share * flows.emitter_flow_m3s[*node]);
    given[i].pressure.value = hydraulics::pressure_m(network, flows, *node);
  }
}

Metres Waterworks::static_pressure(HydrantId hydrant) const {
  const auto& tie = plan_.hydrants[hydrant.index()];
  if (!tie) return {0.0};
  return {hydraulics::pressure_m(plan_.parts[tie->part].network, parts_[tie->part]->at_rest, tie->node)};
}

WaterworksCounts Waterworks::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

}  // namespace yuanluo::models
