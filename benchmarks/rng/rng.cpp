// What luck costs: one address, one sample of each distribution, a year's arrivals of a district.
#include <benchmark/benchmark.h>

#include "sim/arrivals.hpp"
#include "sim/distributions.hpp"

namespace {

using namespace yuanluo::sim;

void uniform(benchmark::State& state) {
  const Luck luck{1, 0};
  std::uint32_t entity = 0;
  for (auto _ : state) {
    Draw draw = luck.draw(entity++, 0);
    benchmark::DoNotOptimize(draw.uniform());
  }
}
BENCHMARK(uniform);

template <class Distribution>
void sample_of(benchmark::State& state, const Distribution& distribution) {
  const Luck luck{1, 0};
  std::uint32_t entity = 0;
  for (auto _ : state) {
    Draw draw = luck.draw(entity++, 0);
    benchmark::DoNotOptimize(distribution.sample(draw));
  }
}
BENCHMARK_CAPTURE(sample_of, exponential, Exponential{1.0});
BENCHMARK_CAPTURE(sample_of, normal, Normal(0.0, 1.0));
BENCHMARK_CAPTURE(sample_of, lognormal, Lognormal(1.0, 2.0));
BENCHMARK_CAPTURE(sample_of, weibull, Weibull(1.0, 1.5));
BENCHMARK_CAPTURE(sample_of, truncated_normal, TruncatedNormal(0.0, 1.0, -1.0, 2.0));
BENCHMARK_CAPTURE(sample_of, gamma, Gamma(2.0, 1.0));
BENCHMARK_CAPTURE(sample_of, poisson_4, Poisson{4.0});
BENCHMARK_CAPTURE(sample_of, poisson_400, Poisson{400.0});
BENCHMARK_CAPTURE(sample_of, discrete_3, Discrete{1.0, 2.0, 3.0});

// 600,000 entities that have something happen to them once in 500 years: who is concerned this year?
void first_arrivals_of_a_year(benchmark::State& state) {
  const ArrivalProcess process(WeeklyProfile{}, Luck{1, 0}, 0);
  constexpr std::uint32_t entities = 600'000;
  for (auto _ : state) {
    std::uint32_t concerned = 0;
    for (std::uint32_t entity = 0; entity < entities; ++entity)
      concerned += process.next(entity, 0.002, epoch + one_year) ? 1u : 0u;
    benchmark::DoNotOptimize(concerned);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * entities);
}
BENCHMARK(first_arrivals_of_a_year)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
