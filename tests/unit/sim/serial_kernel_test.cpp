#include <catch2/catch.hpp>

#include "sim/serial_kernel.hpp"

namespace {

using namespace yuanluo::sim;

// Counts down, at one instant or a second apart.
struct Countdown {
  struct World {};
  using State = std::vector<int>;
  struct Payload {
    int left;
    Duration step;
  };
  static std::size_t process_count(const World&) { return 2; }
  static Duration lookahead(const World&) { return std::chrono::seconds{1}; }
  static void handle(const World&, State& state, const Event<Payload>& event, Outbox<Payload>& out) {
    state.push_back(event.payload.left);
    if (event.payload.left > 0) out.after(event.payload.step, {event.payload.left - 1, event.payload.step});
  }
};

}  // namespace

TEST_CASE("events are handled in the order of time, then of causal depth") {
  const Countdown::World world;
  SerialKernel<Countdown> kernel(
      world, {}, {{epoch, ProcessId{0}, {2, Duration::zero()}}, {epoch, ProcessId{1}, {11, std::chrono::seconds{1}}}});
  std::vector<EventKey> keys;
  kernel.run(epoch + std::chrono::seconds{1}, [&](const auto& event) { keys.push_back(event.key); });
  CHECK(std::is_sorted(keys.begin(), keys.end()));
  CHECK(kernel.state() == std::vector<int>{2, 11, 1, 0, 10});
}
