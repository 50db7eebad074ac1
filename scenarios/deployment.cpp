#include "scenarios/deployment.hpp"

namespace yuanluo::scenarios {

namespace {

constexpr models::Share placements[] = {
    {"counted", {"按数量", "as many as counted"}},
    {"compliant", {"按规范间距与保护半径（不计数量）", "by the rules' spacing and radius, whatever the count"}},
};

void describe_hydrant_placement(models::ParamVisitor& v, DeploymentParams& d) {
  using models::Confidence;
  auto placement = static_cast<std::size_t>(d.hydrant_placement);
  v.choice(
      {"hydrant_placement", "", 0, 1, "GB50974", Confidence::a, {"消火栓布置方式", "How outdoor hydrants are placed"}},
      placements, placement);
  d.hydrant_placement = static_cast<HydrantPlacement>(placement);
  v.number({"hydrant_spacing_m",
            "m",
            30,
            1000,
            "GB50974",
            Confidence::a,
            {"按规范布置时的最大间距", "Greatest spacing where they are placed by the rules"}},
           d.hydrant_spacing_m);
  v.number({"hydrant_radius_m",
            "m",
            30,
            1000,
            "GB50974",
            Confidence::a,
            {"按规范布置时的最大保护半径", "Greatest protection radius where they are placed by the rules"}},
           d.hydrant_radius_m);
}

}  // namespace

void describe(models::ParamVisitor& v, DeploymentParams& d) {
  using models::Confidence;
  constexpr std::string_view facts = "Shuangqiaozi2021";
  constexpr std::string_view assumption = "assumption";

  v.count({"hydrants", "1", 0, 200000, facts, Confidence::a, {"室外消防栓数", "Outdoor fire hydrants"}}, d.hydrants);
  describe_hydrant_placement(v, d);
  v.count({"pump_stations", "1", 0, 1000, facts, Confidence::a, {"一体化消防泵站数", "Integrated fire pump stations"}},
          d.pump_stations);
  v.count({"aeds",
           "1",
           0,
           10000,
           assumption,
           Confidence::c,
           {"公共除颤器数（院落门口，均匀分布）", "Public defibrillators (AEDs), at compounds' gates, spread evenly"}},
          d.aeds);
  v.count({"smoke_alarms",
           "1",
           0,
           1000000,
           facts,
           Confidence::a,
           {"弱势居民家中智慧烟感数（先独居、再残疾、后80岁以上）",
            "Smoke alarms in homes of vulnerable residents: living alone, then disabled, then aged 80 and over"}},
          d.smoke_alarms);
  v.count({"gas_sensors",
           "1",
           0,
           1000000,
           facts,
           Confidence::a,
           {"无线可燃气体传感器数（同上次序）", "Combustible-gas sensors, in the same order of homes"}},
          d.gas_sensors);
  v.count({"water_flow_sensors",
           "1",
           0,
           1000000,
           facts,
           Confidence::a,
           {"无线水流传感器数（先独居）", "Water-flow sensors, living alone first"}},
          d.water_flow_sensors);
  v.count({"sos_buttons",
           "1",
           0,
           1000000,
           assumption,
           Confidence::c,
           {"一键呼叫器数（先独居）", "SOS buttons, living alone first"}},
          d.sos_buttons);
  v.count({"motion_sensors",
           "1",
           0,
           1000000,
           assumption,
           Confidence::c,
           {"人体活动传感器数（先独居）", "Motion sensors, living alone first"}},
          d.motion_sensors);
  v.flag({"devices_linked",
          "1",
          0,
          1,
          facts,
          Confidence::a,
          {"家中设备联到治理中心（否则只在家中响）",
           "Devices in homes send alarms to the governance centre; otherwise they only sound"}},
         d.devices_linked);
  v.count({"care_complexes", "1", 0, 1000, facts, Confidence::a, {"养老服务综合体数", "Care complexes"}},
          d.care_complexes);
  v.count({"day_care_centres", "1", 0, 1000, facts, Confidence::a, {"日间照料中心数", "Day-care centres"}},
          d.day_care_centres);
  v.count({"micro_fire_stations",
           "1",
           0,
           1000,
           assumption,
           Confidence::c,
           {"微型消防站数（先每社区一个）", "Micro fire stations, one for each community first"}},
          d.micro_fire_stations);
  v.count({"grid_workers_day",
           "1",
           0,
           10000,
           assumption,
           Confidence::c,
           {"白天在岗网格员岗位数（8—20时）", "Grid worker posts by day (8 to 20 h)"}},
          d.grid_workers_day);
  v.count({"grid_workers_night",
           "1",
           0,
           10000,
           assumption,
           Confidence::c,
           {"夜间在岗网格员岗位数（20—8时）", "Grid worker posts by night (20 to 8 h)"}},
          d.grid_workers_night);
  v.count({"care_workers_day",
           "1",
           0,
           10000,
           assumption,
           Confidence::c,
           {"白天在岗护理员岗位数（8—20时）", "Care worker posts by day (8 to 20 h)"}},
          d.care_workers_day);
  v.count({"care_workers_night",
           "1",
           0,
           10000,
           assumption,
           Confidence::c,
           {"夜间在岗护理员岗位数（20—8时，限综合体）", "Care worker posts by night (20 to 8 h, in care complexes)"}},
          d.care_workers_night);
  v.count({"micro_fire_crew",
           "1",
           0,
           20,
           "MicroStation2015",
           Confidence::c,
           {"每个微型消防站昼夜在岗人数", "On duty at each micro fire station, day and night"}},
          d.micro_fire_crew);
  v.count({"centre_operators",
           "1",
           0,
           100,
           assumption,
           Confidence::c,
           {"治理中心昼夜在岗人数", "On duty at the governance centre, day and night"}},
          d.centre_operators);
  v.number({"gatehouses_staffed",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"门卫昼夜值守的院落比例", "Share of the compounds with a guard day and night"}},
           d.gatehouses_staffed);
  v.number({"safety_leads",
            "1",
            0,
            1,
            facts,
            Confidence::c,
            {"有安全分管负责人的院落比例", "Share of the compounds with a safety lead"}},
           d.safety_leads);
}

}  // namespace yuanluo::scenarios
