#include <catch2/catch.hpp>
#include <vector>

#include "sim/examples/phold.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/sink.hpp"
#include "sim/windowed_kernel.hpp"
#include "tests/property/sim/random_model.hpp"

namespace {

using namespace yuanluo::sim;

template <class M>
struct Outcome {
  std::uint64_t events;
  std::uint64_t hash;
  typename M::State state;
};

template <class M, class Kernel>
Outcome<M> outcome(Kernel&& kernel, SimTime until) {
  HashEvents<> sink;
  const std::uint64_t events = kernel.run(until, sink);
  CHECK(events == sink.hash().count());
  return {events, sink.hash().value(), kernel.state()};
}

template <class M>
Outcome<M> serial(const typename M::World& world, SimTime until) {
  return outcome<M>(SerialKernel<M>(world, M::start_state(world), M::first_events(world)), until);
}

template <class M>
Outcome<M> windowed(const typename M::World& world, SimTime until, WindowedOptions options) {
  return outcome<M>(WindowedKernel<M>(world, M::start_state(world), M::first_events(world), options), until);
}

template <class M>
void check_same(const Outcome<M>& a, const Outcome<M>& b) {
  CHECK(a.events == b.events);
  CHECK(a.hash == b.hash);
  CHECK((a.state == b.state));
}

Phold::World small_phold() {
  Phold::World world;
  world.processes = 200;
  world.start_events = 3;
  world.remote_share = 0.5;
  return world;
}

}  // namespace

TEST_CASE("PHOLD gives the same trace and state under every kernel and number of workers") {
  Phold::World plain = small_phold();
  Phold::World ties = small_phold();
  ties.grain = seconds(0.5);  // some hundred events at each instant
  ties.echo_share = 0.6;      // and chains of events without delay
  Phold::World long_look = ties;
  long_look.least_delay = seconds(3.0);
  Phold::World short_look = ties;
  short_look.least_delay = Duration{3};
  Phold::World no_look = ties;
  no_look.least_delay = Duration{0};
  for (const Phold::World& world : {plain, ties, long_look, short_look, no_look}) {
    const SimTime until = epoch + seconds(20.0);
    const auto expected = serial<Phold>(world, until);
    CHECK(expected.events > 2000);
    for (const unsigned workers : {1u, 2u, 3u, 4u, 8u, 16u}) {
      CAPTURE(workers, world.least_delay.count(), world.grain.count());
      check_same(expected, windowed<Phold>(world, until, {.workers = workers}));
      check_same(expected, windowed<Phold>(world, until, {.workers = workers, .always_parallel = true}));
    }
    for (const unsigned shards : {2u, 7u, 200u, 500u})
      check_same(expected, windowed<Phold>(world, until, {.workers = 1, .shards = shards}));
  }
}

TEST_CASE("a kernel that changes between one worker and several on the way leaves no mark of it") {
  Phold::World world = small_phold();
  world.echo_share = 0.3;
  const SimTime until = epoch + seconds(300.0);
  const auto expected = serial<Phold>(world, until);
  WindowedKernel<Phold> kernel(world, Phold::start_state(world), Phold::first_events(world), {.workers = 3});
  HashEvents<> sink;
  kernel.run(until, sink);
  CHECK(sink.hash().value() == expected.hash);
  CHECK((kernel.state() == expected.state));
  // It has tried both.
  CHECK(kernel.report().parallel_windows > 0);
  CHECK(kernel.report().parallel_windows < kernel.report().windows);
}

TEST_CASE("models made up at random give the same trace and state under every kernel") {
  std::uint64_t events = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const RandomModel::World world = RandomModel::random_world(seed);
    const SimTime until = epoch + std::chrono::hours{1000};
    const auto expected = serial<RandomModel>(world, until);
    events += expected.events;
    for (const unsigned workers : {1u, 2u, 3u}) {
      CAPTURE(seed, workers, world.processes, world.lookahead.count());
      check_same(expected, windowed<RandomModel>(world, until, {.workers = workers, .always_parallel = true}));
    }
    const auto promised =
        windowed<PromisingRandomModel>(world, until, {.workers = seed % 2 == 0 ? 2u : 1u, .always_parallel = true});
    CAPTURE(seed);
    CHECK(expected.hash == promised.hash);
    CHECK((expected.state == promised.state));
  }
  CHECK(events > 100'000);
}

TEST_CASE("promises make windows longer and leave the trace as it is") {
  RandomModel::World world;
  world.processes = 30;
  world.crowd = 200;
  world.generations = 100;
  world.lookahead = Duration{100'000};
  world.silences = true;
  const SimTime until = epoch + std::chrono::hours{1000};
  const auto windows = [&]<class M>(M) {
    WindowedKernel<M> kernel(world, M::start_state(world), M::first_events(world));
    HashEvents<> sink;
    kernel.run(until, sink);
    return std::pair{kernel.report().windows, sink.hash().value()};
  };
  const auto [plain, plain_hash] = windows(RandomModel{});
  const auto [promising, promising_hash] = windows(PromisingRandomModel{});
  CHECK(plain_hash == promising_hash);
  CHECK(promising < plain);
}

TEST_CASE("a sink that wants order gets it, whatever the workers") {
  Phold::World world = small_phold();
  world.grain = seconds(0.5);
  world.echo_share = 0.5;
  const SimTime until = epoch + seconds(10.0);
  std::vector<EventKey> expected;
  SerialKernel<Phold>(world, Phold::start_state(world), Phold::first_events(world)).run(until, [&](const auto& event) {
    expected.push_back(event.key);
  });
  CHECK(std::is_sorted(expected.begin(), expected.end()));
  for (const unsigned workers : {1u, 2u, 5u}) {
    std::vector<EventKey> seen;
    WindowedKernel<Phold> kernel(world, Phold::start_state(world), Phold::first_events(world),
                                 {.workers = workers, .always_parallel = true});
    kernel.run(until, [&](const auto& event) { seen.push_back(event.key); });
    CHECK((seen == expected));
  }
}

TEST_CASE("a run in many small steps is the run in one") {
  for (std::uint64_t seed = 400; seed < 440; ++seed) {
    const RandomModel::World world = RandomModel::random_world(seed);
    const SimTime until = epoch + std::chrono::hours{1000};
    const auto expected = serial<RandomModel>(world, until);
    WindowedKernel<RandomModel> kernel(world, RandomModel::start_state(world), RandomModel::first_events(world),
                                       {.workers = 2, .always_parallel = seed % 2 == 0});
    HashEvents<> sink;
    SimTime t = epoch;
    for (int step = 0; t < until; ++step) {
      kernel.run(t, sink);
      t += Duration{step % 5 * 70'001 + step * step * 3};
      if (step > 2000) t = until;
    }
    kernel.run(until, sink);
    CAPTURE(seed);
    CHECK(sink.hash().value() == expected.hash);
    CHECK((kernel.state() == expected.state));
  }
}

TEST_CASE("a run that goes on from a snapshot is the run that never stopped, under any change of kernel") {
  for (std::uint64_t seed = 500; seed < 560; ++seed) {
    const RandomModel::World world = RandomModel::random_world(seed);
    const SimTime until = epoch + std::chrono::hours{1000};
    const auto expected = serial<RandomModel>(world, until);
    const auto first_part = epoch + Duration{static_cast<std::int64_t>(mix(seed) % 5'000'000)};
    HashEvents<> sink;
    WindowedKernel<RandomModel> one(world, RandomModel::start_state(world), RandomModel::first_events(world));
    one.run(first_part, sink);
    const Snapshot<RandomModel> at_first = one.snapshot();
    SerialKernel<RandomModel> two(world, at_first);
    two.run(first_part + seconds(2.0), sink);
    WindowedKernel<RandomModel> three(world, two.snapshot(), {.workers = 2, .always_parallel = true});
    three.run(until, sink);
    CAPTURE(seed);
    CHECK(sink.hash().value() == expected.hash);
    CHECK((three.state() == expected.state));
    // The first kernel has not noticed.
    HashEvents<> rest;
    one.run(until, rest);
    CHECK((one.state() == expected.state));
  }
}

TEST_CASE("a fork under another seed shares the past, sees another future and does not disturb the run it left") {
  const Phold::World world = small_phold();
  Phold::World other = world;
  other.seed = 2;
  const SimTime fork_time = epoch + seconds(5.0);
  const SimTime until = epoch + seconds(20.0);
  const auto expected = serial<Phold>(world, until);
  HashEvents<> past;
  WindowedKernel<Phold> run(world, Phold::start_state(world), Phold::first_events(world));
  run.run(fork_time, past);
  const auto same_future = outcome<Phold>(WindowedKernel<Phold>(world, run.snapshot()), until);
  const auto other_future = outcome<Phold>(WindowedKernel<Phold>(other, run.snapshot()), until);
  const auto other_again = outcome<Phold>(SerialKernel<Phold>(other, run.snapshot()), until);
  CHECK(other_future.hash != same_future.hash);
  check_same(other_future, other_again);
  const auto own_future = outcome<Phold>(run, until);
  check_same(own_future, same_future);
  CHECK((own_future.state == expected.state));
  CHECK(own_future.events + past.hash().count() == expected.events);
}
