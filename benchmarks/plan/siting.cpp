// How fast the siting methods are, in CPU seconds of one thread: a family of 40 graphs like the p-median graphs of the
// OR-Library, and covers of the size of a district.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "plan/siting/centre.hpp"
#include "plan/siting/graded_cover.hpp"
#include "plan/siting/median.hpp"
#include "plan/siting/shortest_paths.hpp"
#include "sim/random.hpp"

namespace {

using namespace yuanluo::plan::siting;
using yuanluo::benchmarks::user_seconds;

// A path through all nodes and random edges up to n^2 / 50 in all; lengths 1 to 100. Source: [Beasley1985].
std::vector<Edge> random_graph(std::size_t n, std::uint64_t seed) {
  const yuanluo::sim::Luck luck(seed, 0);
  std::vector<Edge> edges;
  const auto whole = [](yuanluo::sim::Draw& draw, std::size_t below) {
    return static_cast<std::uint32_t>(draw.uniform() * static_cast<double>(below));
  };
  for (std::uint32_t k = 0; edges.size() < n * n / 50; ++k) {
    yuanluo::sim::Draw draw = luck.draw(k, 0);
    Edge edge{k, k + 1, 0.0};
    if (k + 1 >= n) edge = {whole(draw, n), whole(draw, n), 0.0};
    edge.length = 1.0 + whole(draw, 100);
    if (edge.a != edge.b) edges.push_back(edge);
  }
  return edges;
}

void family(double seconds, std::uint64_t seed, bool centre) {
  std::size_t number = 0, proven = 0;
  double total = 0.0, worst = 0.0;
  fmt::print("{:>3} {:>4} {:>4} {:>8} {:>10} {:>8} {:>7} {:>7}\n", "#", "n", "p", "value", "bound", "gap %", "nodes",
             "CPU s");
  for (std::size_t n = 100; n <= 900; n += 100) {
    std::vector<std::size_t> sizes{5, 10, n / 10, n / 5, n / 3};
    sizes.resize(n < 700 ? 5 : n == 700 ? 4 : 3);
    for (const std::size_t p : sizes) {
      const auto edges = random_graph(n, seed + ++number);
      const double before = user_seconds();
      const Table table = all_shortest_paths(n, edges);
      std::vector<std::vector<Link>> links(n);
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) links[i].push_back({static_cast<Site>(j), table.at(i, j)});
      }
      const CostLists lists(n, links, std::vector<double>(n, 1e6));
      const std::vector<std::uint8_t> kept(n, 0);
      const Limits limits{seconds, 0.0, 1};
      const Outcome outcome = centre ? solve_centre(lists, p, kept, limits) : solve_median(lists, p, kept, limits);
      const double spent = user_seconds() - before;
      total += spent;
      proven += outcome.stopped == Stopped::proven ? 1 : 0;
      worst = std::max(worst, outcome.gap());
      fmt::print("{:>3} {:>4} {:>4} {:>8} {:>10.2f} {:>8.4f} {:>7} {:>7.2f}\n", number, n, p, outcome.value,
                 outcome.bound, 100.0 * outcome.gap(), outcome.nodes, spent);
    }
  }
  fmt::print("{} of {} proven, largest gap {:.4f} %, {:.1f} CPU s for all\n", proven, number, 100.0 * worst, total);
}

// Places drawn evenly from a square, each a customer and a site: how the methods grow with the size of the instance.
void sizes(double seconds, std::uint64_t seed) {
  fmt::print("{:>5} {:>4} {:>12} {:>9} {:>7} {:>7} {:>7}\n", "n", "p", "value", "gap %", "nodes", "CPU s", "MB");
  for (const std::size_t n : {500u, 1000u, 2000u, 3000u, 5000u}) {
    for (const std::size_t p : {n / 100, n / 10}) {
      const yuanluo::sim::Luck luck(seed, static_cast<std::uint32_t>(n));
      std::vector<std::pair<double, double>> places;
      for (std::uint32_t k = 0; k < n; ++k) {
        yuanluo::sim::Draw draw = luck.draw(k, 0);
        const double x = 3000.0 * draw.uniform();
        places.emplace_back(x, 3000.0 * draw.uniform());
      }
      yuanluo::benchmarks::forget_peak();
      const double before = user_seconds();
      std::vector<std::vector<Link>> links(n);
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
          links[i].push_back({static_cast<Site>(j),
                              std::hypot(places[i].first - places[j].first, places[i].second - places[j].second)});
        }
      }
      const CostLists lists(n, links, std::vector<double>(n, 1e6));
      const Outcome outcome = solve_median(lists, p, std::vector<std::uint8_t>(n, 0), {seconds, 1e-6, 1});
      fmt::print("{:>5} {:>4} {:>12.2f} {:>9.5f} {:>7} {:>7.1f} {:>7.0f}\n", n, p, outcome.value, 100.0 * outcome.gap(),
                 outcome.nodes, user_seconds() - before, yuanluo::benchmarks::peak_mb());
      std::fflush(stdout);
    }
  }
}

// Customers and candidates in a square of 3.2 km^2; `p` of the candidates, each reaching `radius` metres.
void cover(const char* what, std::size_t customers, std::size_t candidates, std::size_t p, double radius,
           double seconds) {
  const double side = 1790.0;
  const yuanluo::sim::Luck luck(3, 0);
  const auto points = [&](std::size_t count, std::uint32_t purpose) {
    std::vector<std::pair<double, double>> all;
    for (std::uint32_t k = 0; k < count; ++k) {
      yuanluo::sim::Draw draw = luck.draw(k, purpose);
      const double x = draw.uniform() * side;
      all.emplace_back(x, draw.uniform() * side);
    }
    return all;
  };
  const auto homes = points(customers, 0), sites = points(candidates, 1);
  std::vector<std::vector<Link>> links(customers);
  std::vector<double> weight(customers);
  for (std::size_t i = 0; i < customers; ++i) {
    weight[i] = 1.0 + static_cast<double>(i % 7);
    for (std::size_t j = 0; j < candidates; ++j) {
      if (std::hypot(homes[i].first - sites[j].first, homes[i].second - sites[j].second) <= radius) {
        links[i].push_back({static_cast<Site>(j), 0.0});
      }
    }
  }
  const double before = user_seconds();
  const CostLists lists(candidates, links, weight);
  const Outcome outcome = solve_median(lists, p, std::vector<std::uint8_t>(candidates, 0), {seconds, 0.0, 1});
  double all = 0.0;
  for (const double w : weight) all += w;
  fmt::print("{}: covers {:.2f} % of the weight, at most {:.2f} %; {:.1f} CPU s, {} links\n", what,
             100.0 * (all - outcome.value) / all, 100.0 * (all - outcome.bound) / all, user_seconds() - before,
             lists.links());
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Times the siting methods.");
  double seconds = 20.0;
  std::uint64_t seed = 1;
  std::string part = "all";
  app.add_option("--time", seconds, "seconds for one instance at most");
  app.add_option("--seed", seed, "of the graphs");
  app.add_option("part", part, "medians, centres, covers, sizes or all")
      ->check(CLI::IsMember({"medians", "centres", "covers", "sizes", "all"}));
  CLI11_PARSE(app, argc, argv);
  if (part == "medians" || part == "all") family(seconds, 100 * seed, false);
  if (part == "centres" || part == "all") family(seconds, 100 * seed, true);
  if (part == "sizes" || part == "all") sizes(seconds, seed);
  if (part == "covers" || part == "all") {
    cover("100 hydrants among 5,000 candidates for 3,000 buildings, 70 m", 3000, 5000, 100, 70.0, seconds);
    cover("500 of 30,000 households for 30,000 homes, 20 m", 30000, 30000, 500, 20.0, seconds);
  }
  return 0;
}
