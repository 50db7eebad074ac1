// What a desk decides, on a line of a few kilometres: one minute a kilometre, constant times, calls at given moments.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "models/response/dispatch.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {
namespace {

using namespace std::chrono_literals;

// A field on a line: a minute for each unit of x, turnout one minute, ten minutes on scene. Keeps a diary.
class Line {
 public:
  explicit Line(std::vector<double> bases) : desk(Desk::at(places(bases), static_cast<std::uint32_t>(bases.size()))) {}

  Desk desk;
  DispatchRules by;
  CoverTable coverage;
  std::vector<std::string> diary;
  sim::Duration rest_due{};

  // A request at `at`, at `minute`.
  void call(int minute, std::uint64_t name, double at, std::uint8_t severity = 0) {
    run(minute);
    Request request;
    request.name = name;
    request.place = {at, 0.0, 0};
    request.since = now_;
    request.service = 10min;
    request.severity = severity;
    Dispatch(desk, *this).request(request);
  }
  void release(int minute, std::uint32_t unit, std::uint64_t name) {
    run(minute);
    Dispatch(desk, *this).release(unit, name);
  }
  // All moments up to `minute`.
  void run(int minute) {
    const sim::SimTime until = sim::epoch + std::chrono::minutes{minute};
    while (true) {
      std::size_t next = moments_.size();
      for (std::size_t i = 0; i < moments_.size(); ++i)
        if (moments_[i].at <= until && (next == moments_.size() || moments_[i].at < moments_[next].at)) next = i;
      if (next == moments_.size()) break;
      const Moment moment = moments_[next];
      moments_.erase(moments_.begin() + static_cast<std::ptrdiff_t>(next));
      now_ = moment.at;
      Dispatch(desk, *this).moment(moment.unit, moment.task);
    }
    now_ = until;
  }

  sim::SimTime now() const { return now_; }
  const DispatchRules& rules() const { return by; }
  const CoverTable& cover() const { return coverage; }
  bool serves(std::uint32_t, const Request&) const { return true; }
  double time_to(std::uint32_t unit, const Request& request) const {
    return 60.0 * std::abs(desk.units[unit].place(now_).x - request.place.x);
  }
  std::uint32_t rank(std::uint32_t, const Request&) const { return 0; }
  Place place(std::uint32_t unit) const { return desk.units[unit].place(now_); }
  bool covers(std::uint32_t) const { return true; }
  sim::Duration turnout(std::uint32_t, const Request&) const { return 1min; }
  sim::Duration travel(std::uint32_t unit, const Request& request) const {
    return sim::seconds(time_to(unit, request));
  }
  std::optional<sim::Duration> on_scene(std::uint32_t, const Request& request) const { return request.service; }
  sim::Duration way_back(std::uint32_t, const Place& from, std::uint32_t base) const {
    return sim::minutes(std::abs(from.x - desk.bases[base].x));
  }
  sim::Duration rest(std::uint32_t) const { return rest_due; }
  sim::Duration recovery() const { return sim::Duration::max(); }
  void wake(std::uint32_t unit, std::uint32_t task, sim::Duration delay) {
    moments_.push_back({now_ + delay, unit, task});
  }
  void left(std::uint32_t, UnitPhase) {}
  void assigned(std::uint32_t unit, const Request& request) { note("sends", unit, request); }
  void set_out(std::uint32_t, const Request&) {}
  void arrived(std::uint32_t unit, const Request& request) { note("arrives", unit, request); }
  void called_off(std::uint32_t unit, const Request& request) { note("calls off", unit, request); }
  void back(std::uint32_t unit) { diary.push_back(fmt::format("{} back {}", minute(), unit)); }
  void waits(const Request&) {}
  void lost(const Request& request) { diary.push_back(fmt::format("{} loses {}", minute(), request.name)); }
  void queue_changes() {}

 private:
  struct Moment {
    sim::SimTime at;
    std::uint32_t unit, task;
  };

  static std::vector<Place> places(const std::vector<double>& bases) {
    std::vector<Place> all;
    for (const double x : bases) all.push_back({x, 0.0, 0});
    return all;
  }
  double minute() const { return sim::to_minutes(now_ - sim::epoch); }
  void note(const char* what, std::uint32_t unit, const Request& request) {
    diary.push_back(fmt::format("{} {} {} to {}", minute(), what, unit, request.name));
  }

  sim::SimTime now_ = sim::epoch;
  std::vector<Moment> moments_;
};

using Diary = std::vector<std::string>;

TEST_CASE("the nearest idle unit goes, arrives, works, comes back, and then serves who waits") {
  Line line({0.0, 10.0});
  line.call(0, 1, 2.0);
  line.call(0, 2, 3.0);
  line.call(0, 3, 1.0);
  line.run(100);
  CHECK(line.diary == Diary{"0 sends 0 to 1", "0 sends 1 to 2", "3 arrives 0 to 1", "8 arrives 1 to 2", "15 back 0",
                            "15 sends 0 to 3", "17 arrives 0 to 3", "25 back 1", "28 back 0"});
  CHECK(line.desk.engaged == 0);
}

TEST_CASE("a unit on its way back is sent from where it is, if the rules say so") {
  Line line({0.0});
  line.by.from_the_road = true;
  line.call(0, 1, 4.0);   // there at 5, leaves at 15
  line.call(17, 2, 1.0);  // the unit is at 2
  line.run(18);
  CHECK(line.diary == Diary{"0 sends 0 to 1", "5 arrives 0 to 1", "17 back 0", "17 sends 0 to 2", "18 arrives 0 to 2"});
}

TEST_CASE("a unit under way is called off for a more urgent request, and the other waits in its old place") {
  Line line({0.0});
  line.by.pre_empt = true;
  line.call(0, 1, 9.0, 1);
  line.call(1, 2, 9.0, 1);
  line.call(4, 3, 0.0, 0);  // the unit is at 3
  line.run(100);
  CHECK(line.diary == Diary{"0 sends 0 to 1", "4 calls off 0 to 1", "4 sends 0 to 3", "7 arrives 0 to 3", "17 back 0",
                            "17 sends 0 to 1", "27 arrives 0 to 1", "46 back 0", "46 sends 0 to 2", "56 arrives 0 to 2",
                            "75 back 0"});
}

TEST_CASE("nobody is called off for a request that is as urgent, or once there; the most severe is served next") {
  Line line({0.0});
  line.by.pre_empt = true;
  line.by.queue = named(queue_orders(), "severity");
  line.call(0, 1, 2.0, 1);
  line.call(1, 2, 0.0, 1);
  line.call(5, 3, 0.0, 0);
  line.run(20);
  CHECK(line.diary == Diary{"0 sends 0 to 1", "3 arrives 0 to 1", "15 back 0", "15 sends 0 to 3", "16 arrives 0 to 3"});
}

TEST_CASE("who has no room to wait is lost") {
  Line line({0.0});
  line.by.capacity = 2;
  line.call(0, 1, 0.0);
  line.call(0, 2, 0.0);
  line.call(0, 3, 0.0);
  CHECK(line.diary == Diary{"0 sends 0 to 1", "0 loses 3"});
}

TEST_CASE("a unit that is released early goes back from where it is, and another's name releases nobody") {
  Line line({0.0});
  line.call(0, 1, 5.0);
  line.release(3, 0, 7);
  line.release(3, 0, 1);  // it set out at 1 and is at 2
  line.run(20);
  CHECK(line.diary == Diary{"0 sends 0 to 1", "5 back 0"});
}

TEST_CASE("a unit that has to rest is sent after its break only") {
  Line line({0.0});
  line.rest_due = 30min;
  line.call(0, 1, 0.0);
  line.call(20, 2, 0.0);
  line.run(60);
  CHECK(line.diary ==
        Diary{"0 sends 0 to 1", "1 arrives 0 to 1", "11 back 0", "41 sends 0 to 2", "42 arrives 0 to 2", "52 back 0"});
}

TEST_CASE("an idle unit moves to where it covers more, and can be sent on the way") {
  // Nine tenths of the demand are near the base at 8, which the unit there has left.
  Line line({0.0, 8.0});
  line.coverage = CoverTable({0.1, 0.9}, {true, false, false, true}, 0.0);
  line.by.relocation = named(relocations(), "cover_always");
  REQUIRE(line.by.relocation != nullptr);
  line.call(0, 1, 9.0);
  CHECK(line.desk.units[0].phase == UnitPhase::relocating);
  line.call(4, 2, 5.0);  // the unit is at 4
  line.run(5);
  CHECK(line.diary == Diary{"0 sends 1 to 1", "2 arrives 1 to 1", "4 sends 0 to 2", "5 arrives 0 to 2"});
}

TEST_CASE("expected coverage is what MEXCLP adds up") {
  const CoverTable cover({0.5, 0.3, 0.2}, {true, true, false, false, true, true}, 0.4);
  const std::vector<std::uint32_t> units{2, 1};
  CHECK(cover.expected(units) == Approx(0.5 * (1 - 0.16) + 0.3 * (1 - 0.064) + 0.2 * 0.6));
  CHECK(cover.gain(units, 0) == Approx(0.5 * 0.6 * 0.16 + 0.3 * 0.6 * 0.064));
  const std::vector<std::uint32_t> more{3, 1};
  CHECK(cover.expected(more) - cover.expected(units) == Approx(cover.gain(units, 0)));
  CHECK_THROWS_AS(CoverTable({0.5, 0.5}, {true, false, true}, 0.4), sim::ContractError);
  CHECK_THROWS_AS(CoverTable({1.0}, {true}, 1.0), sim::ContractError);
}

}  // namespace
}  // namespace yuanluo::models
