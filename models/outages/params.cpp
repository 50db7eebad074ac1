#include "models/outages/params.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

void describe_networks(ParamVisitor& v, OutageParams& p) {
  v.number({"power_per_compound_year",
            "1/a",
            0,
            50,
            "NEA2020",
            C,
            {"每院落每年停电次数", "power cuts per compound and year"}},
           p.power_per_compound_year);
  v.lognormal({"power_duration_h", "h", 0.01, 72, "NEA2020", C, {"停电时长", "duration of a power cut"}},
              p.power_duration_h);
  v.number({"base_station_battery_h",
            "h",
            0,
            48,
            "assumption",
            C,
            {"基站备电时长", "mobile service lasts this long into a power cut"}},
           p.base_station_battery_h);
  v.number({"mobile_per_community_year",
            "1/a",
            0,
            50,
            "assumption",
            C,
            {"每社区每年移动网络中断次数", "mobile network outages per community and year"}},
           p.mobile_per_community_year);
  v.lognormal({"mobile_duration_h",
               "h",
               0.01,
               72,
               "assumption",
               C,
               {"移动网络中断时长", "duration of a mobile network outage"}},
              p.mobile_duration_h);
  v.number({"platform_per_year",
            "1/a",
            0,
            200,
            "assumption",
            C,
            {"治理平台每年中断次数", "outages of the governance platform per year"}},
           p.platform_per_year);
  v.lognormal(
      {"platform_duration_h", "h", 0.01, 72, "assumption", C, {"治理平台中断时长", "duration of a platform outage"}},
      p.platform_duration_h);
}

void describe_devices(ParamVisitor& v, OutageParams& p) {
  v.number(
      {"device_battery_life_year", "a", 0.2, 15, "GB20517", C, {"设备电池平均寿命", "mean life of a device battery"}},
      p.device_battery_life_year);
  v.number({"device_battery_shape",
            "1",
            0.5,
            20,
            "assumption",
            C,
            {"电池寿命韦布尔形状参数", "Weibull shape of the battery life"}},
           p.device_battery_shape);
  v.number({"device_failures_per_year",
            "1/a",
            0,
            2,
            "Yang2011",
            C,
            {"每台设备每年其他故障", "other failures per device and year"}},
           p.device_failures_per_year);
  v.lognormal({"device_repair_h",
               "h",
               0.1,
               2000,
               "assumption",
               C,
               {"设备故障发现后修复时间", "from learning of a dead device to its repair"}},
              p.device_repair_h);
  v.number({"unlinked_check_interval_day",
            "d",
            1,
            3650,
            "assumption",
            C,
            {"未联网设备检查周期", "interval at which stand-alone devices are checked"}},
           p.unlinked_check_interval_day);
}

void describe_water(ParamVisitor& v, OutageParams& p) {
  v.number({"hydrant_failures_per_year",
            "1/a",
            0,
            5,
            "WenzhouHydrants",
            C,
            {"每个消火栓每年故障", "failures per hydrant and year"}},
           p.hydrant_failures_per_year);
  v.number({"hydrant_inspection_interval_day",
            "d",
            1,
            3650,
            "assumption",
            C,
            {"消火栓巡检周期", "interval of hydrant inspections"}},
           p.hydrant_inspection_interval_day);
  v.lognormal({"hydrant_repair_h", "h", 1, 5000, "assumption", C, {"消火栓修复时间", "repair of a hydrant"}},
              p.hydrant_repair_h);
  v.number({"pump_station_failures_per_year",
            "1/a",
            0,
            50,
            "assumption",
            C,
            {"每座消防泵站每年故障", "failures per pump station and year"}},
           p.pump_station_failures_per_year);
  v.number({"pump_station_inspection_interval_day",
            "d",
            0.1,
            365,
            "assumption",
            C,
            {"泵站巡检周期", "interval of pump station inspections"}},
           p.pump_station_inspection_interval_day);
  v.lognormal(
      {"pump_station_repair_h", "h", 0.5, 2000, "PumpReliability", B, {"泵站修复时间", "repair of a pump station"}},
      p.pump_station_repair_h);
  v.number({"main_breaks_per_100km_year",
            "1/(100 km a)",
            0,
            200,
            "Barfuss2023",
            B,
            {"每百公里供水管每年爆管", "breaks per 100 km of main and year"}},
           p.main_breaks_per_100km_year);
  v.number({"main_break_reach_m",
            "m",
            10,
            2000,
            "assumption",
            C,
            {"爆管停水影响半径", "hydrants within this distance lose water"}},
           p.main_break_reach_m);
  v.lognormal({"main_repair_h", "h", 0.5, 500, "Folkman2018", C, {"爆管修复时间", "repair of a main"}},
              p.main_repair_h);
  v.lognormal({"noticed_by_residents_s",
               "s",
               1,
               36000,
               "assumption",
               C,
               {"居民发现停电并报修", "residents notice a power cut and report it"}},
              p.noticed_by_residents_s);
  v.lognormal({"utility_answers_s",
               "s",
               1,
               36000,
               "assumption",
               C,
               {"公用企业受理派单", "the utility takes the call and sends a crew"}},
              p.utility_answers_s);
  v.lognormal({"repair_crew_travel_s", "s", 60, 36000, "assumption", C, {"抢修队到场", "travel of the repair crew"}},
              p.repair_crew_travel_s);
  v.number({"power_work_min",
            "min",
            0,
            600,
            "assumption",
            C,
            {"抢修到场后恢复供电最短用时", "least work of the crew on a power cut"}},
           p.power_work_min);
  v.number({"device_work_min", "min", 1, 600, "assumption", C, {"更换或修复设备用时", "work on a dead device"}},
           p.device_work_min);
  v.number({"supervised_within_s",
            "s",
            1,
            86400,
            "assumption",
            C,
            {"网络与平台中断被监测发现", "networks and platform notice their own outages within"}},
           p.supervised_within_s);
}

}  // namespace

void describe(ParamVisitor& visitor, OutageParams& outages) {
  describe_networks(visitor, outages);
  describe_devices(visitor, outages);
  describe_water(visitor, outages);
}

}  // namespace yuanluo::models
