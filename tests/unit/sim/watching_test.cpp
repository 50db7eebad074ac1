#include <catch2/catch.hpp>
#include <vector>

#include "sim/examples/phold.hpp"
#include "sim/profile.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/sink.hpp"
#include "sim/trace_filter.hpp"
#include "sim/watch.hpp"
#include "sim/windowed_kernel.hpp"

namespace {

using namespace yuanluo::sim;
using namespace std::chrono_literals;

Phold::World some_world() {
  Phold::World world;
  world.processes = 50;
  world.echo_share = 0.4;
  return world;
}

template <class M = Phold>
WindowedKernel<M> kernel_of(const typename M::World& world, const Phold::World& phold) {
  return WindowedKernel<M>(world, Phold::start_state(phold), Phold::first_events(phold));
}

// PHOLD that tells its echoes from its other events.
struct PholdWithKinds : Phold {
  static std::size_t kind(const Payload& payload) { return payload.is_echo; }
};

}  // namespace

TEST_CASE("a watched run is the run nobody watches") {
  const Phold::World world = some_world();
  const SimTime until = epoch + seconds(50.0);
  HashEvents<> alone;
  const std::uint64_t events = kernel_of(world, world).run(until, alone);
  HashEvents<> watched;
  auto kernel = kernel_of(world, world);
  std::vector<Progress> reports;
  const WatchedRun run = run_watched(
      kernel, epoch, until, watched,
      [&](const Progress& progress) {
        reports.push_back(progress);
        return true;
      },
      0ms);
  CHECK(run.events == events);
  CHECK(run.reached == until);
  CHECK_FALSE(run.stopped);
  CHECK(watched.hash().value() == alone.hash().value());
  REQUIRE(reports.size() > 3);
  for (std::size_t i = 1; i < reports.size(); ++i) {
    CHECK(reports[i].now > reports[i - 1].now);
    CHECK(reports[i].events >= reports[i - 1].events);
  }
  CHECK(reports.back().share == 1.0);
  CHECK(reports.back().seconds_left == 0.0);
  CHECK(reports.back().events == events);
}

TEST_CASE("a run that was stopped can go on, and nothing is lost") {
  const Phold::World world = some_world();
  const SimTime until = epoch + seconds(50.0);
  HashEvents<> alone;
  kernel_of(world, world).run(until, alone);
  HashEvents<> sink;
  auto kernel = kernel_of(world, world);
  int reports = 0;
  const WatchedRun first = run_watched(
      kernel, epoch, until, sink, [&](const Progress&) { return ++reports < 3; }, 0ms);
  CHECK(first.stopped);
  CHECK(first.reached < until);
  const WatchedRun second = run_watched(kernel, first.reached, until, sink, [](const Progress&) { return true; });
  CHECK_FALSE(second.stopped);
  CHECK(sink.hash().value() == alone.hash().value());
}

TEST_CASE("a filtered trace shows the events asked for, in order, and two sinks can watch one run") {
  const Phold::World world = some_world();
  std::vector<Event<Phold::Payload>> all;
  auto everything = [&](const Event<Phold::Payload>& event) { all.push_back(event); };
  EventFilter<Phold::Payload> filter;
  filter.processes = {ProcessId{3}, ProcessId{7}};
  filter.from = epoch + seconds(5.0);
  filter.until = epoch + seconds(15.0);
  filter.payload = [](const Phold::Payload& payload) { return payload.is_echo == 0; };
  std::vector<EventKey> shown;
  FilteredTrace trace(filter, [&](const Event<Phold::Payload>& event) { shown.push_back(event.key); });
  auto kernel = kernel_of(world, world);
  kernel.run(epoch + seconds(20.0), Both(everything, trace));
  std::vector<EventKey> expected;
  for (const auto& event : all) {
    const auto is = [&](std::uint32_t p) { return event.to.value == p || event.key.from.value == p; };
    const double at = to_seconds(event.key.at - epoch);
    if ((is(3) || is(7)) && at >= 5.0 && at <= 15.0 && event.payload.is_echo == 0) expected.push_back(event.key);
  }
  CHECK(expected.size() > 10);
  CHECK((shown == expected));
}

TEST_CASE("a profile counts every event by its kind and leaves the trace as it is") {
  const Phold::World world = some_world();
  const SimTime until = epoch + seconds(20.0);
  HashEvents<> plain;
  const std::uint64_t events = kernel_of(world, world).run(until, plain);
  Profile profile(2);
  const Profiled<PholdWithKinds>::World profiled{world, profile};
  HashEvents<> sink;
  kernel_of<Profiled<PholdWithKinds>>(profiled, world).run(until, sink);
  CHECK(sink.hash().value() == plain.hash().value());
  CHECK(profile.count(0) + profile.count(1) == events);
  CHECK(profile.count(1) > 0);
  CHECK(profile.seconds(0) > 0.0);
}
