#include "viz/window/play_clock.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "viz/replay/moment.hpp"

using namespace yuanluo;
using namespace yuanluo::viz;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

PlayClock a_day() { return {sim::epoch, sim::epoch + sim::one_day}; }

}  // namespace

TEST_CASE("a clock that plays moves by speed times watching, and one that pauses stands") {
  PlayClock clock = a_day();
  clock.set_speed(60.0);
  CHECK_FALSE(clock.advance(1.0));
  clock.play(true);
  CHECK(clock.advance(2.0));
  CHECK(clock.now() == sim::epoch + minutes{2});
}

TEST_CASE("a second watched in a thousand pieces is as long as a second") {
  PlayClock clock = a_day();
  clock.set_speed(0.1);
  clock.play(true);
  for (int i = 0; i < 1000; ++i) clock.advance(0.001);
  CHECK(std::abs(sim::to_seconds(clock.now() - sim::epoch) - 0.1) < 2e-6);
}

TEST_CASE("the clock stops at both ends, and play there begins anew from the other") {
  PlayClock clock = a_day();
  clock.set_speed(100000.0);
  clock.play(true);
  clock.advance(10.0);
  CHECK(clock.now() == clock.until());
  CHECK_FALSE(clock.playing());
  clock.toggle();
  CHECK(clock.now() == clock.from());
  clock.reverse();
  clock.advance(1.0);
  CHECK(clock.now() == clock.from());
  clock.toggle();
  clock.advance(0.1);
  CHECK(clock.now() == clock.until() - sim::seconds(10000.0));
}

TEST_CASE("going outside of the run means its end") {
  PlayClock clock = a_day();
  clock.go(sim::epoch + hours{99});
  CHECK(clock.now() == clock.until());
  clock.step(-hours{99});
  CHECK(clock.now() == clock.from());
}

TEST_CASE("speeds run from a tenth to a hundred thousand in steps of 1, 2, 5, and no further") {
  PlayClock clock = a_day();
  clock.set_speed(0.0001);
  CHECK(clock.speed() == 0.1);
  int steps = 0;
  while (clock.speed() < PlayClock::fastest) clock.faster(), ++steps;
  CHECK(steps == 18);
  clock.faster();
  CHECK(clock.speed() == PlayClock::fastest);
  while (clock.speed() > PlayClock::slowest) clock.slower(), --steps;
  CHECK(steps == 0);
  clock.set_speed(60.0);
  clock.faster();
  CHECK(clock.speed() == 100.0);
  clock.set_speed(std::nan(""));
  CHECK(clock.speed() == 100.0);
}

TEST_CASE("moments are read as people write them") {
  CHECK(read_moment("02:13") == sim::epoch + hours{2} + minutes{13});
  CHECK(read_moment("3d02:13:05") == sim::epoch + 2 * sim::one_day + hours{2} + minutes{13} + std::chrono::seconds{5});
  CHECK(read_moment("1d24:00") == sim::epoch + sim::one_day);
  for (const char* wrong : {"", "2", "02:60", "25:00", "0d01:00", "-1d01:00", "02:13 ", "02:13:61", "3d", "d02:13",
                            "02;13", "99999999d00:00"})
    CHECK_FALSE(read_moment(wrong));
}

TEST_CASE("a moment that is written is read as the same moment") {
  for (const std::int64_t s : {0, 1, 86399, 86400, 31536000, 123456789}) {
    const sim::SimTime at = sim::epoch + std::chrono::seconds{s};
    CHECK(read_moment(moment_text(at)) == at);
  }
}
