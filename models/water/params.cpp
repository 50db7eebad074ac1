#include "models/water/params.hpp"

namespace yuanluo::models {

void describe(ParamVisitor& v, WaterParams& p) {
  using namespace confidence_letters;
  v.lognormal({"hydrant_flow_lps",
               "L/s",
               1,
               60,
               "GB50974",
               C,
               {"增压条件下消火栓流量", "what a hydrant gives where a pump station boosts it"}},
              p.hydrant_flow_lps);
  v.number({"unboosted_factor",
            "1",
            0,
            1,
            "assumption",
            C,
            {"无泵站增压时的流量倍数", "its flow without a working pump station, relative to that"}},
           p.unboosted_factor);
  v.number({"pump_starts", "1", 0, 1, "PumpReliability", B, {"泵站启动成功率", "a pump station starts on demand"}},
           p.pump_starts);
  v.number({"pump_station_reach_m", "m", 50, 5000, "assumption", C, {"泵站服务半径", "hydrants this near are boosted"}},
           p.pump_station_reach_m);
  v.number({"engine_tank_m3", "m3", 0.5, 20, "Grimwood2015", A, {"消防车水箱", "tank of a fire engine"}},
           p.engine_tank_m3);
  v.number({"engine_pump_lps", "L/s", 3, 100, "Grimwood2015", C, {"消防车出水流量", "what a fire engine's lines give"}},
           p.engine_pump_lps);
  v.number(
      {"micro_nozzle_lps", "L/s", 1, 15, "assumption", C, {"微型消防站水枪流量", "one nozzle of a micro fire station"}},
      p.micro_nozzle_lps);
  v.number({"water_per_area_l_m2",
            "L/m2",
            5,
            300,
            "Sardqvist2000",
            C,
            {"扑灭每平方米所需水量", "water to put out a burning area"}},
           p.water_per_area_l_m2);
  v.number({"shuttle_factor",
            "1",
            0,
            1,
            "assumption",
            C,
            {"无消火栓时水罐接力的流量倍数", "flow by carrying water, where tank and hydrants do not suffice"}},
           p.shuttle_factor);
  v.number({"engine_hose_m", "m", 10, 300, "assumption", C, {"消防车到起火楼的水带", "hose from engine to building"}},
           p.engine_hose_m);
  v.number({"hose_length_m", "m", 20, 1000, "assumption", C, {"可铺设水带长度", "longest hose line"}}, p.hose_length_m);
  v.lognormal(
      {"hose_first_40m_s", "s", 5, 300, "FirefighterGrading", C, {"铺设前40米水带", "to lay the first two hoses"}},
      p.hose_first_40m_s);
  v.number({"hose_per_20m_s", "s", 1, 120, "assumption", C, {"每增20米水带", "each further 20 m"}}, p.hose_per_20m_s);
  v.number({"hose_per_floor_s", "s", 1, 180, "assumption", C, {"每层楼铺设", "each floor"}}, p.hose_per_floor_s);
  v.number({"extinguishing_lpm_m2",
            "L/(min m2)",
            1,
            30,
            "Sardqvist2019",
            A,
            {"可扑灭的供水强度", "a fire is put out from this density of water"}},
           p.extinguishing_lpm_m2);
  v.number({"holding_lpm_m2",
            "L/(min m2)",
            0.5,
            30,
            "Sardqvist2019",
            A,
            {"可控制的供水强度", "a fire is held from this density"}},
           p.holding_lpm_m2);
}

}  // namespace yuanluo::models
