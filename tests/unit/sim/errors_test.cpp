#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/serial_kernel.hpp"
#include "sim/sink.hpp"
#include "sim/windowed_kernel.hpp"

namespace {

using namespace yuanluo::sim;

enum class Fault { none, throws, too_soon, circle, backwards, nowhere };

// Every process wakes once a second; some do something wrong at a given second.
struct Faulty {
  struct World {
    std::vector<Fault> fault;       // [process]
    std::vector<int> fault_second;  // [process]
  };
  using State = std::vector<int>;  // seconds woken
  struct Payload {};

  static std::size_t process_count(const World& world) { return world.fault.size(); }
  static Duration lookahead(const World&) { return seconds(0.5); }
  static void handle(const World& world, State& state, const Event<Payload>& event, Outbox<Payload>& out) {
    const std::size_t p = event.to.index();
    state[p] += 1;
    if (state[p] >= world.fault_second[p]) {
      switch (world.fault[p]) {
        case Fault::none:
          break;
        case Fault::throws:
          throw std::runtime_error("out of water");
        case Fault::too_soon:
          out.send(ProcessId{0}, seconds(0.4), {});
          break;
        case Fault::circle:
          out.after(Duration{0}, {});
          return;
        case Fault::backwards:
          out.after(Duration{-1}, {});
          break;
        case Fault::nowhere:
          out.send(ProcessId{99}, seconds(1.0), {});
          break;
      }
    }
    out.after(seconds(1.0), {});
  }
};

Faulty::World world_of(std::vector<Fault> fault, std::vector<int> second) {
  return {std::move(fault), std::move(second)};
}

// Process p wakes first at p tenths of a second.
std::vector<FirstEvent<Faulty::Payload>> alarm_clocks(const Faulty::World& world) {
  std::vector<FirstEvent<Faulty::Payload>> first;
  for (std::uint32_t p = 0; p < world.fault.size(); ++p) first.push_back({epoch + seconds(0.1 * p), ProcessId{p}, {}});
  return first;
}

// What the run says, under the serial kernel (workers 0) or the windowed one.
template <class Error>
std::string message(const Faulty::World& world, unsigned workers) {
  const Faulty::State state(world.fault.size(), 0);
  try {
    if (workers == 0) {
      SerialKernel<Faulty>(world, state, alarm_clocks(world)).run(epoch + seconds(60.0), IgnoreEvents{});
    } else {
      WindowedKernel<Faulty>(world, state, alarm_clocks(world), {.workers = workers, .always_parallel = true})
          .run(epoch + seconds(60.0), IgnoreEvents{});
    }
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

template <class Error>
void check_message(const Faulty::World& world, const std::string& expected) {
  for (const unsigned workers : {0u, 1u, 2u, 4u}) {
    CAPTURE(workers);
    CHECK(message<Error>(world, workers) == expected);
  }
}

}  // namespace

TEST_CASE("a handler's exception is reported with process, time and event") {
  check_message<HandlerError>(
      world_of({Fault::none, Fault::throws}, {0, 3}),
      "process 1 failed at 2.100000 s handling event 1 of process 1 (microstep 0): out of water");
}

TEST_CASE("of several failures the one with the smallest key is reported, whatever the workers") {
  check_message<HandlerError>(
      world_of({Fault::throws, Fault::none, Fault::throws, Fault::throws}, {5, 0, 4, 4}),
      "process 2 failed at 3.200000 s handling event 2 of process 2 (microstep 0): out of water");
}

TEST_CASE("a send below the lookahead names both ends, time and limit") {
  check_message<LookaheadError>(world_of({Fault::none, Fault::too_soon}, {0, 2}),
                                "lookahead: process 1 sent to process 0 at 1.100000 s with a delay of 400000 us; the "
                                "link promises at least 500000 us");
}

TEST_CASE("a send below its own link's lookahead is refused, though it is above the world's") {
  struct FarApart : Faulty {
    static Duration link_lookahead(const World&, ProcessId from, ProcessId to) {
      return seconds(0.5 + from.value + to.value);
    }
    static void handle(const World&, State&, const Event<Payload>& event, Outbox<Payload>& out) {
      out.send(ProcessId{1 - event.to.value}, seconds(event.to.value == 0 ? 1.5 : 1.4), {});
    }
  };
  const Faulty::World world = world_of({Fault::none, Fault::none}, {0, 0});
  const std::string expected =
      "lookahead: process 1 sent to process 0 at 1.500000 s with a delay of 1400000 us; the link promises at least "
      "1500000 us";
  const std::vector<FirstEvent<Faulty::Payload>> first{{epoch, ProcessId{0}, {}}};
  SerialKernel<FarApart> serial(world, {0, 0}, first);
  WindowedKernel<FarApart> windowed(world, {0, 0}, first);
  CHECK_THROWS_WITH(serial.run(epoch + seconds(9.0), IgnoreEvents{}), expected);
  CHECK_THROWS_WITH(windowed.run(epoch + seconds(9.0), IgnoreEvents{}), expected);
}

TEST_CASE("events without delay that go round in a circle end the run with a clear error") {
  check_message<CycleError>(world_of({Fault::circle}, {4}),
                            "zero delay: process 0 sent to process 0 at 3.000000 s the 65536th event in a row that "
                            "follows without delay; they go round in a circle");
}

TEST_CASE("a send into the past is refused") {
  check_message<DelayError>(
      world_of({Fault::backwards}, {1}),
      "delay: process 0 sent to process 0 at 0.000000 s with a delay of -1 us; it must be zero or "
      "more, and below 2^61 us");
}

TEST_CASE("a send to a process that does not exist is refused") {
  check_message<DestinationError>(
      world_of({Fault::nowhere}, {1}),
      "destination: process 0 sent to process 99 an event for 1.000000 s; there are only 1 processes");
}

TEST_CASE("a failed kernel says so when asked to go on") {
  const Faulty::World world = world_of({Fault::throws}, {1});
  WindowedKernel<Faulty> windowed(world, {0}, alarm_clocks(world));
  CHECK_THROWS_AS(windowed.run(epoch, IgnoreEvents{}), HandlerError);
  CHECK_THROWS_AS(windowed.run(epoch, IgnoreEvents{}), ContractError);
  SerialKernel<Faulty> serial(world, {0}, alarm_clocks(world));
  CHECK_THROWS_AS(serial.run(epoch, IgnoreEvents{}), HandlerError);
  CHECK_THROWS_AS(serial.run(epoch, IgnoreEvents{}), ContractError);
}

TEST_CASE("an ordered sink sees the same events before a failure under every kernel") {
  const Faulty::World world = world_of({Fault::none, Fault::none, Fault::throws}, {0, 0, 4});
  std::vector<std::vector<EventKey>> seen(3);
  SerialKernel<Faulty> serial(world, {0, 0, 0}, alarm_clocks(world));
  CHECK_THROWS(serial.run(never, [&](const auto& event) { seen[0].push_back(event.key); }));
  for (const unsigned workers : {1u, 2u}) {
    WindowedKernel<Faulty> windowed(world, {0, 0, 0}, alarm_clocks(world), {.workers = workers});
    CHECK_THROWS(windowed.run(never, [&](const auto& event) { seen[workers].push_back(event.key); }));
  }
  CHECK((seen[1] == seen[0]));
  CHECK((seen[2] == seen[0]));
}

TEST_CASE("events from outside are refused when they come too late or go nowhere") {
  const Faulty::World world = world_of({Fault::none}, {0});
  SerialKernel<Faulty> serial(world, {0}, alarm_clocks(world));
  WindowedKernel<Faulty> windowed(world, {0}, alarm_clocks(world));
  const auto try_both = [](auto& kernel) {
    kernel.run(epoch + seconds(10.0), IgnoreEvents{});
    CHECK_THROWS_AS(kernel.add({epoch + seconds(10.0), ProcessId{0}, {}}), ContractError);
    CHECK_THROWS_AS(kernel.add({epoch + seconds(11.0), ProcessId{1}, {}}), ContractError);
    kernel.add({epoch + seconds(10.5), ProcessId{0}, {}});
    CHECK(kernel.run(epoch + seconds(10.9), IgnoreEvents{}) == 1);
  };
  try_both(serial);
  try_both(windowed);
}
