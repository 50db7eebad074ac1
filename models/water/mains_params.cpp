#include "models/water/mains_params.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

void describe_supply(ParamVisitor& v, MainsParams& p) {
  v.number({"trunk_pressure_m",
            "m",
            1,
            120,
            "assumption",
            C,
            {"市政干管压力（水头）", "pressure of the trunk mains that feed the district"}},
           p.trunk_pressure_m);
  v.number({"trunk_feed_lps",
            "L/s",
            5,
            1000,
            "assumption",
            C,
            {"每个干管接入口所供用水量", "use for which one feed from a trunk main is laid"}},
           p.trunk_feed_lps);
  v.number({"ground_falls_m_per_km",
            "m/km",
            0,
            200,
            "assumption",
            C,
            {"地面坡降（无高程表时；0：平地）", "fall of the ground where no elevations are given (0: flat)"}},
           p.ground_falls_m_per_km);
  v.number({"ground_falls_towards_deg",
            "deg",
            0,
            360,
            "assumption",
            C,
            {"地面坡向（正北起顺时针）", "where it falls to, clockwise from north"}},
           p.ground_falls_towards_deg);
  v.number({"domestic_lpd", "L/d", 0, 1000, "assumption", C, {"人均日用水量", "water used by a person in a day"}},
           p.domestic_lpd);
  v.number({"domestic_peak",
            "1",
            0,
            5,
            "assumption",
            C,
            {"火灾时生活用水与日均之比", "use while a fire burns, relative to the day's mean"}},
           p.domestic_peak);
  v.number({"domestic_pressure_m",
            "m",
            1,
            60,
            "assumption",
            C,
            {"满足全部生活用水所需压力", "pressure from which people get all the water they ask for"}},
           p.domestic_pressure_m);
  v.number({"hydrant_tie_m",
            "m",
            1,
            2000,
            "assumption",
            C,
            {"消火栓、泵站与供水管的最大距离", "hydrants and pump stations this near are tied to a main"}},
           p.hydrant_tie_m);
  v.number({"pump_tank_h",
            "h",
            0.1,
            48,
            "GB50974",
            B,
            {"泵站水池供额定流量的时间", "time for which a pump station's tank holds its rated flow"}},
           p.pump_tank_h);
  v.number({"pump_refill_h",
            "h",
            0.1,
            1000,
            "GB50974",
            B,
            {"泵站水池由空补满的时间", "time in which a pump station's empty tank is filled from the mains"}},
           p.pump_refill_h);
}

void describe_pipes(ParamVisitor& v, MainsParams& p) {
  v.number({"lane_mm", "mm", 25, 600, "GB50974", C, {"巷道供水管管径", "diameter of mains under lanes"}}, p.lane_mm);
  v.number({"old_lane_mm",
            "mm",
            25,
            600,
            "assumption",
            C,
            {"铸铁年代巷道供水管管径", "diameter of those from the years of cast iron"}},
           p.old_lane_mm);
  v.number({"fire_main_mm",
            "mm",
            25,
            600,
            "assumption",
            C,
            {"泵站专用消防管管径", "diameter of a pump station's own fire main"}},
           p.fire_main_mm);
  v.number({"renewed_before_year",
            "a",
            0,
            2200,
            "assumption",
            C,
            {"此年份之前的旧管已更新（0：未更新）", "mains laid before this year have been renewed (0: none)"}},
           p.renewed_before_year);
  v.number({"cast_iron_until_year",
            "a",
            1800,
            2200,
            "assumption",
            C,
            {"灰口铸铁管使用至", "mains laid before are grey cast iron"}},
           p.cast_iron_until_year);
  v.number({"ductile_iron_until_year",
            "a",
            1800,
            2200,
            "assumption",
            C,
            {"此后至该年为球墨铸铁管，再后为聚乙烯管", "those until then ductile iron, later ones polyethylene"}},
           p.ductile_iron_until_year);
  v.number(
      {"mains_year", "a", 1900, 2200, "assumption", C, {"计算管龄的年份", "year in which the mains' age is taken"}},
      p.mains_year);
}

void describe_ageing(ParamVisitor& v, MainsParams& p) {
  v.number({"cast_iron_c",
            "1",
            30,
            160,
            "Rossman2020",
            B,
            {"灰口铸铁新管海曾-威廉系数", "Hazen-Williams coefficient of new grey cast iron"}},
           p.cast_iron_c);
  v.number({"cast_iron_c_per_year",
            "1/a",
            0,
            5,
            "assumption",
            C,
            {"铸铁管系数每年下降", "what grey cast iron loses of it in a year"}},
           p.cast_iron_c_per_year);
  v.number({"least_c", "1", 20, 150, "assumption", C, {"铸铁管系数下限", "the least it falls to"}}, p.least_c);
  v.number({"ductile_iron_c",
            "1",
            30,
            160,
            "Rossman2020",
            B,
            {"球墨铸铁管海曾-威廉系数", "Hazen-Williams coefficient of ductile iron"}},
           p.ductile_iron_c);
  v.number({"polyethylene_c",
            "1",
            30,
            160,
            "Rossman2020",
            B,
            {"聚乙烯管海曾-威廉系数", "Hazen-Williams coefficient of polyethylene"}},
           p.polyethylene_c);
  v.number({"cast_iron_breaks",
            "1",
            0,
            20,
            "Barfuss2023",
            B,
            {"灰口铸铁管爆管率倍数", "breaks of grey cast iron, relative to other mains of the same length"}},
           p.cast_iron_breaks);
  v.number({"breaks_growth_per_year",
            "1/a",
            0,
            1,
            "assumption",
            C,
            {"管龄每增一年爆管率增加（相对新管）", "what breaks grow by in a year, relative to a new main"}},
           p.breaks_growth_per_year);
}

}  // namespace

void describe(ParamVisitor& visitor, MainsParams& mains) {
  describe_supply(visitor, mains);
  describe_pipes(visitor, mains);
  describe_ageing(visitor, mains);
}

}  // namespace yuanluo::models
