// The model of docs/engine.md, from another project: two coffee shops that send their customers to each other.
#include <cstdio>
#include <deque>
#include <vector>

#include "sim/distributions.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/sink.hpp"
#include "sim/windowed_kernel.hpp"

using namespace yuanluo::sim;

struct CoffeeShops {
  struct World {
    Exponential service{50.0};  // seconds
    Duration walk = minutes(3.0);
    Luck luck{2026, 0};
  };
  struct Shop {
    std::uint32_t waiting = 0;  // the one being served included
    std::uint32_t served = 0;
    bool operator==(const Shop&) const = default;
  };
  using State = std::vector<Shop>;
  enum class Payload { customer_came, coffee_ready };

  static std::size_t process_count(const World&) { return 2; }
  static Duration lookahead(const World& world) { return world.walk; }

  static void handle(const World& world, State& state, const Event<Payload>& event, Outbox<Payload>& out) {
    Shop& shop = state[out.self().index()];
    if (event.payload == Payload::customer_came) {
      shop.waiting += 1;
    } else {
      shop.waiting -= 1;
      shop.served += 1;
      out.send(ProcessId{1 - out.self().value}, world.walk, Payload::customer_came);
    }
    const bool starts = event.payload == Payload::coffee_ready ? shop.waiting > 0 : shop.waiting == 1;
    if (!starts) return;
    Draw draw = world.luck.draw(out.self().value, 0, shop.served);
    out.after(seconds(world.service.sample(draw)), Payload::coffee_ready);
  }
};

int main() {
  const CoffeeShops::World world;
  const std::vector<FirstEvent<CoffeeShops::Payload>> first(5,
                                                            {epoch, ProcessId{0}, CoffeeShops::Payload::customer_came});
  SerialKernel<CoffeeShops> serial(world, CoffeeShops::State(2), first);
  WindowedKernel<CoffeeShops> windowed(world, CoffeeShops::State(2), first);
  HashEvents<> one;
  HashEvents<> other;
  serial.run(epoch + one_day, one);
  windowed.run(epoch + one_day, other);
  std::printf("%u and %u coffees\n", serial.state()[0].served, serial.state()[1].served);
  return one.hash().value() == other.hash().value() && serial.state() == windowed.state() &&
                 serial.state()[0].served > 500
             ? 0
             : 1;
}
