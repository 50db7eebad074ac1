#include "models/outages/closure_params.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

void describe_bikes(ParamVisitor& v, std::string_view key, Text text, bool& value) {
  v.flag({key, "", 0, 1, "assumption", C, text}, value);
}

}  // namespace

void describe(ParamVisitor& v, ClosureParams& p) {
  v.number({"accidents_per_km_year",
            "1/(km a)",
            0,
            20,
            "assumption",
            C,
            {"每公里街道每年因交通事故封闭次数", "accidents that close a street, per kilometre and year"}},
           p.accidents_per_km_year);
  v.lognormal({"accident_h", "h", 0.05, 48, "assumption", C, {"事故封路时长", "how long an accident closes a street"}},
              p.accident_h);
  describe_bikes(v, "accident_stops_bikes", {"事故封路时电动自行车也不能通行", "accidents stop e-bikes too"},
                 p.accident_stops_bikes);
  v.number({"floods_per_year",
            "1/a",
            0,
            50,
            "assumption",
            C,
            {"每年造成街道积水的暴雨次数", "rainstorms a year that flood streets"}},
           p.floods_per_year);
  v.number({"flooded_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"每次暴雨中积水封闭的街道比例", "share of the streets that such a storm floods"}},
           p.flooded_share);
  v.lognormal({"flood_h", "h", 0.1, 240, "assumption", C, {"积水封路时长", "how long a street stays flooded"}},
              p.flood_h);
  describe_bikes(v, "flood_stops_bikes", {"积水时电动自行车也不能通行", "floods stop e-bikes too"},
                 p.flood_stops_bikes);
  v.number({"works_per_km_year",
            "1/(km a)",
            0,
            10,
            "assumption",
            C,
            {"每公里街道每年因施工封闭次数", "works that close a street, per kilometre and year"}},
           p.works_per_km_year);
  v.lognormal({"works_day", "d", 0.1, 365, "assumption", C, {"施工封路天数", "how many days works close a street"}},
              p.works_day);
  describe_bikes(v, "works_stops_bikes", {"施工时电动自行车也不能通行", "works stop e-bikes too"}, p.works_stops_bikes);
}

}  // namespace yuanluo::models
