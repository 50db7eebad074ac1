#include "models/water/params.hpp"

namespace yuanluo::models {

namespace {

void describe_hoses(ParamVisitor& v, WaterParams& p) {
  using namespace confidence_letters;
  v.number({"hydrant_outlet_lps",
            "L/s",
            1,
            60,
            "assumption",
            C,
            {"消火栓出水口系数（1米水头下的流量）", "flow of a hydrant's outlet at a pressure of 1 m"}},
           p.hydrant_outlet_lps);
  v.number({"hydrant_residual_m",
            "m",
            0,
            60,
            "GB50974",
            A,
            {"消防车取水时消火栓剩余压力", "pressure that an engine leaves at a hydrant"}},
           p.hydrant_residual_m);
  v.number({"nozzle_lps",
            "L/s",
            0.1,
            10,
            "assumption",
            C,
            {"水枪系数（1米水头下的流量，19毫米）", "flow of a nozzle of 19 mm at a pressure of 1 m"}},
           p.nozzle_lps);
  v.number({"hose_loss_m",
            "m",
            0,
            1,
            "assumption",
            C,
            {"每20米水带在1升/秒时的水头损失（随流量平方增大）",
             "head lost in 20 m of hose at 1 L/s; grows with the square of the flow"}},
           p.hose_loss_m);
  v.number({"storey_m", "m", 2, 6, "assumption", C, {"层高", "height of a storey"}}, p.storey_m);
  v.number({"dead_hydrant_s",
            "s",
            0,
            1800,
            "assumption",
            C,
            {"遇到故障消火栓所费时间", "time lost at a hydrant that turns out to be out of order"}},
           p.dead_hydrant_s);
}

void describe_hydrant_rules(ParamVisitor& v, WaterRules& p) {
  using namespace confidence_letters;
  v.begin("rules", {"消火栓设置要求", "what hydrants must fulfil"});
  v.number({"spacing_m", "m", 1, 1000, "GB50974", A, {"最大间距", "greatest spacing"}}, p.spacing_m);
  v.number({"radius_m", "m", 1, 1000, "GB50974", A, {"最大保护半径", "greatest protection radius"}}, p.radius_m);
  v.number({"static_mpa", "MPa", 0, 2, "GB50974", A, {"最低静压", "least static pressure"}}, p.static_mpa);
  v.number({"flow_lps", "L/s", 0, 200, "GB50974", A, {"最小出流量", "least flow"}}, p.flow_lps);
  v.number({"residual_mpa", "MPa", 0, 2, "GB50974", A, {"出流时的剩余压力", "pressure that remains at that flow"}},
           p.residual_mpa);
  v.end();
}

}  // namespace

void describe(ParamVisitor& v, WaterParams& p) {
  using namespace confidence_letters;
  v.flag({"hydraulics",
          "1",
          0,
          1,
          "assumption",
          C,
          {"按供水管网水力计算消火栓流量（否则按分布抽取）",
           "hydrants give what the mains can give (otherwise a flow drawn for each)"}},
         p.hydraulics);
  v.lognormal({"hydrant_flow_lps",
               "L/s",
               1,
               60,
               "GB50974",
               C,
               {"增压条件下消火栓流量（未按管网计算时）",
                "what a hydrant gives where a pump station boosts it, if mains do not tell"}},
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
  v.flag({"standby_pump",
          "1",
          0,
          1,
          "GB50974",
          B,
          {"泵站备用泵（主泵启动失败时启动）", "a standby pump starts where the duty pump does not"}},
         p.standby_pump);
  v.flag(
      {"standby_diesel",
       "1",
       0,
       1,
       "assumption",
       C,
       {"备用泵为柴油机泵（停电时仍可运行）", "the standby pump has a diesel engine, so that it runs in a power cut"}},
      p.standby_diesel);
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
  describe_hoses(v, p);
  describe_hydrant_rules(v, p.rules);
  v.begin("mains",
          {"供水管网（无实际管网数据时按街道推定）", "the mains, laid under streets where no network is given"});
  describe(v, p.mains);
  v.end();
}

}  // namespace yuanluo::models
