// A dispatch world on one core: events and calls per second of processor time, the median of the repetitions.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "models/response/dispatch_model.hpp"
#include "scenarios/dispatch/dispatch_file.hpp"

int main(int argc, char** argv) {
  CLI::App app{"A dispatch world on one core: events per second"};
  std::string world = "scenarios/dispatch/ems10.json";
  std::uint32_t replications = 200;
  int repetitions = 7;
  app.add_option("--world", world, "The world's file");
  app.add_option("--replications", replications, "Replications of each repetition");
  app.add_option("--repetitions", repetitions, "Repetitions; the median counts");
  CLI11_PARSE(app, argc, argv);

  const yuanluo::scenarios::DispatchFile file = yuanluo::scenarios::read_dispatch_file(world);
  std::vector<double> rates;
  std::uint64_t events = 0, calls = 0;
  for (int i = 0; i < repetitions; ++i) {
    events = calls = 0;
    const double start = yuanluo::benchmarks::user_seconds();
    for (std::uint32_t r = 0; r < replications; ++r) {
      std::uint64_t handled = 0;
      const auto book = yuanluo::models::run_dispatch(file.world, file.seed, r, handled);
      events += handled;
      for (const std::uint64_t came : book.came) calls += came;
    }
    rates.push_back(1e-6 * static_cast<double>(events) / (yuanluo::benchmarks::user_seconds() - start));
  }
  std::sort(rates.begin(), rates.end());
  const double median = rates[rates.size() / 2];
  fmt::print("{} events, {} measured calls a repetition\n", events, calls);
  fmt::print("{:.2f} million events/s (median of {}; {:.2f} to {:.2f}), {:.2f} million calls/s, processor time\n",
             median, repetitions, rates.front(), rates.back(),
             median * static_cast<double>(calls) / static_cast<double>(events));
}
