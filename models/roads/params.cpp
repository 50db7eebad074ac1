#include "models/roads/params.hpp"

#include <algorithm>

#include "models/hazard.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

void describe_speeds(ParamVisitor& v, RoadParams& p) {
  v.begin("engine_kmh", {"消防车在空闲街道上的速度", "a fire engine on an empty street, by class"});
  for (std::size_t i = 0; i < street_classes; ++i) {
    const Word& kind = word(static_cast<StreetClass>(i));
    v.number({kind.key, "km/h", 1, 130, "Zhu2022", C, kind.text}, p.engine_kmh[i]);
  }
  v.end();
  v.number({"car_factor",
            "1",
            0.2,
            2,
            "assumption",
            C,
            {"小汽车相对消防车的速度", "speed of a car, relative to a fire engine"}},
           p.car_factor);
  v.number({"e_bike_mps", "m/s", 1, 7, "GB17761", C, {"电动自行车速度", "e-bike"}}, p.e_bike_mps);
  v.number({"e_bike_gsd",
            "1",
            1,
            3,
            "assumption",
            C,
            {"电动自行车单次用时的几何标准差", "geometric standard deviation of an e-bike trip's time"}},
           p.e_bike_gsd);
  v.number({"walking_mps", "m/s", 0.3, 3, "assumption", C, {"步行速度", "walking"}}, p.walking_mps);
  v.number({"stretcher_mps", "m/s", 0.2, 3, "assumption", C, {"抬担架步行速度", "walking with a stretcher"}},
           p.stretcher_mps);
  v.number({"steps_factor",
            "1",
            0.1,
            1,
            "assumption",
            C,
            {"台阶上相对平地的速度", "speed on steps, relative to level ground"}},
           p.steps_factor);
}

void describe_junctions(ParamVisitor& v, RoadParams& p) {
  v.number({"left_turn_s", "s", 0, 120, "assumption", C, {"左转用时", "a left turn of a vehicle, or back"}},
           p.left_turn_s);
  v.number({"right_turn_s", "s", 0, 120, "assumption", C, {"右转用时", "a right turn of a vehicle"}}, p.right_turn_s);
  v.number({"u_turn_s", "s", 0, 300, "assumption", C, {"掉头用时", "to turn round in a dead end"}}, p.u_turn_s);
  v.number({"gate_s", "s", 0, 600, "assumption", C, {"通过街道大门用时", "a vehicle passes a gate on the street"}},
           p.gate_s);
  v.flag(
      {"emergency_obeys_signs",
       "1",
       0,
       1,
       "RoadTrafficSafetyLaw",
       B,
       {"消防车、救护车遵守单行和禁转",
        "fire engines and ambulances keep to one-way streets and turn restrictions; the law exempts them on a call"}},
      p.emergency_obeys_signs);
}

void describe_traffic(ParamVisitor& v, RoadParams& p) {
  v.weights({"hour_times",
             "1",
             0.1,
             10,
             "Zhu2022",
             C,
             {"各时段机动车行程用时（相对值）", "how long the same way takes a motor vehicle, by hour"}},
            p.hour_times);
  v.weights({"weekday_times",
             "1",
             0.1,
             10,
             "assumption",
             C,
             {"各星期日机动车行程用时（相对值）", "the same, by weekday from Monday"}},
            p.weekday_times);
  v.number({"trip_gsd",
            "1",
            1,
            3,
            "Zhu2022",
            C,
            {"单次行程用时的几何标准差", "geometric standard deviation of a trip's time"}},
           p.trip_gsd);
  v.number({"shared_in_hour",
            "1",
            0,
            1,
            "assumption",
            C,
            {"同一小时行程共有的波动占比", "share of that variance that all trips of an hour have in common"}},
           p.shared_in_hour);
}

}  // namespace

void describe(ParamVisitor& visitor, RoadParams& roads) {
  describe_speeds(visitor, roads);
  describe_junctions(visitor, roads);
  describe_traffic(visitor, roads);
}

double traffic_factor(const RoadParams& roads, std::size_t hour, std::size_t weekday) {
  return roads.hour_times[hour] / *std::min_element(roads.hour_times.begin(), roads.hour_times.end()) *
         roads.weekday_times[weekday] / *std::min_element(roads.weekday_times.begin(), roads.weekday_times.end());
}

double traffic_factor(const RoadParams& roads, sim::SimTime at) {
  return traffic_factor(roads, static_cast<std::size_t>(sim::hour_of_day(at)),
                        static_cast<std::size_t>(sim::weekday_of(at)));
}

}  // namespace yuanluo::models
