// Time of hydraulic solutions, of networks and of the mains of districts: cold, and warm with one and with eight
// hydrants opened at places that change. Prints one line per network: medians of processor time, in milliseconds.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "models/kpi/catalogue.hpp"
#include "models/water/hydraulics/solver.hpp"
#include "models/water/waterworks.hpp"
#include "scenarios/build.hpp"
#include "scenarios/run.hpp"
#include "scenarios/spec.hpp"
#include "scenarios/water/inp_reader.hpp"

namespace {

using namespace yuanluo::models::hydraulics;

double now_ms() { return 1e3 * yuanluo::benchmarks::thread_seconds(); }

struct Measured {
  std::vector<double> ms;
  int iterations = 0;
  int factorisations = 0;

  std::string text() {
    std::sort(ms.begin(), ms.end());
    const double n = static_cast<double>(ms.size());
    return fmt::format("{:8.3f} ms ({:.1f} iterations, {:.1f} factors)", ms[ms.size() / 2], iterations / n,
                       factorisations / n);
  }
};

class Bench {
 public:
  Bench(const Network& network, const Tolerance& tolerance, int repeats)
      : network_(network), tolerance_(tolerance), repeats_(repeats), solver_(network), workspace_(solver_) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
      if (network.nodes[i].kind == NodeKind::junction) junctions_.push_back(i);
    base_ = solver_.solve(moment_at_start(network), workspace_, nullptr, tolerance);
  }

  Measured cold() { return measure(0, nullptr); }
  Measured warm(std::size_t hydrants) { return measure(hydrants, &base_); }

 private:
  Measured measure(std::size_t hydrants, const Flows* before) {
    Measured measured;
    for (int i = 0; i < repeats_; ++i) {
      Moment moment = moment_at_start(network_);
      for (std::size_t h = 0; h < hydrants; ++h)  // spread over the network, elsewhere each time
        moment.emitter_m3s[junctions_[(static_cast<std::size_t>(i) * 7919 + h * 104729) % junctions_.size()]] =
            4.743e-3;
      const double start = now_ms();
      const Flows flows = solver_.solve(moment, workspace_, before, tolerance_);
      measured.ms.push_back(now_ms() - start);
      measured.iterations += flows.iterations;
      measured.factorisations += flows.factorisations;
    }
    return measured;
  }

  const Network& network_;
  Tolerance tolerance_;
  int repeats_;
  Solver solver_;
  Solver::Workspace workspace_;
  std::vector<std::size_t> junctions_;
  Flows base_;
};

}  // namespace

namespace {

void measure(const Network& network, int repeats) {
  fmt::print("{} nodes, {} links\n", network.nodes.size(), network.links.size());
  for (const bool tight : {false, true}) {
    Bench bench(network, tight ? Tolerance{} : practical_tolerance(), repeats);
    fmt::print("  {:9}  cold          {}\n", tight ? "tight" : "practical", bench.cold().text());
    fmt::print("  {:9}  one hydrant   {}\n", "", bench.warm(1).text());
    fmt::print("  {:9}  eight         {}\n", "", bench.warm(8).text());
  }
}

// A year of a district: what its water takes of the run time.
void measure_year(const yuanluo::models::World& world) {
  yuanluo::scenarios::RunRequest request;
  request.measured = yuanluo::sim::one_year;
  const yuanluo::models::KpiCatalogue catalogue(world);
  const double start = now_ms();
  run_replication(world, catalogue, request, 0);
  const double ms = now_ms() - start;
  const auto counts = world.waterworks->counts();
  fmt::print(
      "  a year: {:.0f} ms CPU, of which water {:.1f} ms ({:.1f} %); asked {}, known {}, solved {}, refused {}\n", ms,
      1e3 * counts.seconds, 1e5 * counts.seconds / ms, counts.asked, counts.remembered, counts.solved, counts.refused);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Time of hydraulic solutions of water networks"};
  std::vector<std::string> files;
  int repeats = 200;
  app.add_option("files", files, ".inp files and scenarios")->required();
  app.add_option("--repeats", repeats, "solutions of each kind")->check(CLI::Range(1, 100000));
  CLI11_PARSE(app, argc, argv);
  for (const std::string& file : files) {
    fmt::print("{}: ", file);
    if (std::filesystem::path(file).extension() == ".json") {
      const auto world = yuanluo::scenarios::build_world(yuanluo::scenarios::load_spec(file));
      measure_year(world);
      for (const auto& part : world.waterworks->plan().parts)
        if (part.network.nodes.size() > 100) measure(part.network, repeats);
    } else {
      measure(yuanluo::scenarios::water::read_inp_file(file).network, repeats);
    }
  }
  return 0;
}
