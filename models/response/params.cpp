#include "models/response/params.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

void describe_travel(ParamVisitor& v, ResponseParams& p) {
  v.number({"hurrying_mps", "m/s", 0.5, 5, "assumption", C, {"赶往现场的步行速度", "hurrying on foot"}},
           p.hurrying_mps);
  v.number({"detour_in_compound",
            "1",
            1,
            3,
            "assumption",
            C,
            {"院内绕行系数", "ways inside a compound, relative to the straight line"}},
           p.detour_in_compound);
  v.number({"e_bike_start_and_park_s", "s", 0, 600, "assumption", C, {"取车停车用时", "to start and park an e-bike"}},
           p.e_bike_start_and_park_s);
  v.number({"acceleration_mps2", "m/s2", 0.1, 3, "Kolesar1975", C, {"车辆加速度", "acceleration of vehicles"}},
           p.acceleration_mps2);
}

void describe_locals(ParamVisitor& v, ResponseParams& p) {
  v.lognormal({"local_sets_out_s",
               "s",
               1,
               900,
               "assumption",
               C,
               {"院内人员出发用时", "guard, safety lead, neighbour: from knowing to setting out"}},
              p.local_sets_out_s);
  v.lognormal({"relative_sets_out_s", "s", 1, 7200, "assumption", C, {"亲属出发用时", "relative sets out"}},
              p.relative_sets_out_s);
  v.number({"relative_goes_within_m",
            "m",
            0,
            50000,
            "assumption",
            C,
            {"亲属会前往的最大距离", "relatives who live farther only telephone"}},
           p.relative_goes_within_m);
  v.number({"neighbour_helps_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"得知的邻居前去帮忙", "a neighbour who knows goes to help"}},
           p.neighbour_helps_share);
  v.lognormal({"care_sets_out_s", "s", 1, 3600, "assumption", C, {"养老服务人员出发用时", "care worker sets out"}},
              p.care_sets_out_s);
}

void describe_services(ParamVisitor& v, ResponseParams& p) {
  v.lognormal({"micro_turnout_day_s",
               "s",
               5,
               900,
               "assumption",
               C,
               {"微型消防站白天出动", "turnout of a micro fire station, day"}},
              p.micro_turnout_day_s);
  v.lognormal({"micro_turnout_night_s", "s", 5, 900, "assumption", C, {"微型消防站夜间出动", "the same, night"}},
              p.micro_turnout_night_s);
  v.number({"brigade_call_answered_s", "s", 1, 300, "assumption", C, {"119接听", "a call to 119 is answered"}},
           p.brigade_call_answered_s);
  v.lognormal({"brigade_call_handled_s",
               "s",
               5,
               900,
               "assumption",
               C,
               {"119受理派警", "a call to 119 is handled and engines are sent"}},
              p.brigade_call_handled_s);
  v.lognormal({"brigade_turnout_s", "s", 5, 600, "BrigadePractice", B, {"消防队出动", "turnout of the brigade"}},
              p.brigade_turnout_s);
  v.number({"brigade_engines_elsewhere",
            "1",
            0,
            0.95,
            "assumption",
            C,
            {"最近消防站车辆外出的比例", "the nearest station's engines are out on other duty"}},
           p.brigade_engines_elsewhere);
  v.number({"ambulance_call_answered_s", "s", 1, 300, "NHC2020", A, {"120接听", "a call to 120 is answered"}},
           p.ambulance_call_answered_s);
  v.lognormal({"ambulance_call_handled_s",
               "s",
               5,
               900,
               "NHC2020",
               C,
               {"120受理派车", "a call to 120 is handled and an ambulance is sent"}},
              p.ambulance_call_handled_s);
  v.lognormal({"ambulance_turnout_s", "s", 5, 900, "NHC2020", C, {"救护车出车", "turnout of an ambulance"}},
              p.ambulance_turnout_s);
  v.number({"ambulance_elsewhere",
            "1",
            0,
            0.95,
            "assumption",
            C,
            {"救护车正在区外任务的比例", "an ambulance is out on a call from outside the district"}},
           p.ambulance_elsewhere);
  v.number({"ambulance_hospital_min",
            "min",
            5,
            180,
            "assumption",
            C,
            {"送医往返用时", "to the hospital, handover, and back in service"}},
           p.ambulance_hospital_min);
  v.number({"elsewhere_way_factor",
            "1",
            1,
            10,
            "assumption",
            C,
            {"在外车辆赶来的路程倍数", "a unit that is out on another call comes over so many times its way"}},
           p.elsewhere_way_factor);
}

}  // namespace

void describe(ParamVisitor& visitor, ResponseParams& response) {
  describe_travel(visitor, response);
  describe_locals(visitor, response);
  describe_services(visitor, response);
}

void describe(ParamVisitor& v, AccessParams& p) {
  v.number({"fire_lane_blocked_night",
            "1",
            0,
            1,
            "assumption",
            C,
            {"狭窄消防通道夜间被占", "a narrow fire lane is blocked, night"}},
           p.fire_lane_blocked_night);
  v.number({"fire_lane_blocked_day", "1", 0, 1, "assumption", C, {"狭窄消防通道白天被占", "the same, day"}},
           p.fire_lane_blocked_day);
  v.lognormal({"fire_lane_delay_s", "s", 5, 3600, "assumption", C, {"通道被占的延误", "delay by a blocked lane"}},
              p.fire_lane_delay_s);
  v.number({"gate_delay_s", "s", 0, 600, "assumption", C, {"进院门用时", "to pass the gate"}}, p.gate_delay_s);
  v.number({"gate_delay_unstaffed_night_s",
            "s",
            0,
            1800,
            "assumption",
            C,
            {"无门卫院落夜间进门用时", "to pass the gate at night where there is no guard"}},
           p.gate_delay_unstaffed_night_s);
  v.number({"crew_entry_s",
            "s",
            0,
            600,
            "Morrison2005",
            A,
            {"专业队伍入户基础用时", "crew with equipment: street door to flat, ground floor"}},
           p.crew_entry_s);
  v.number({"crew_per_floor_s", "s", 0, 180, "Morrison2005", C, {"每层附加用时（无电梯）", "for each floor, stairs"}},
           p.crew_per_floor_s);
  v.number({"met_by_helper_saves_s",
            "s",
            0,
            180,
            "Silverman2007",
            A,
            {"有人接应节省用时", "saved when somebody meets the crew"}},
           p.met_by_helper_saves_s);
  v.number(
      {"local_per_floor_s", "s", 1, 120, "assumption", C, {"院内人员每层用时", "people without equipment, each floor"}},
      p.local_per_floor_s);
  v.number({"neighbour_floors_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"邻居需上下楼层占比", "share of the floors that a neighbour has to climb"}},
           p.neighbour_floors_share);
  v.number({"lift_wait_s", "s", 0, 300, "assumption", C, {"等候电梯", "to wait for a lift"}}, p.lift_wait_s);
  v.number({"lift_per_floor_s", "s", 0, 60, "assumption", C, {"电梯每层用时", "lift, each floor"}}, p.lift_per_floor_s);
  v.number({"carry_down_base_min", "min", 0, 60, "Park2008", A, {"担架下楼基础用时", "to carry a patient down, base"}},
           p.carry_down_base_min);
  v.number({"carry_down_lift_per_floor_min", "min", 0, 10, "Park2008", A, {"担架电梯每层用时", "each floor by lift"}},
           p.carry_down_lift_per_floor_min);
  v.number({"carry_down_stairs_per_floor_min",
            "min",
            0,
            20,
            "StretcherPress",
            C,
            {"担架楼梯每层用时", "each floor by stairs"}},
           p.carry_down_stairs_per_floor_min);
  v.number({"door_opened_by_someone",
            "1",
            0,
            1,
            "assumption",
            C,
            {"独居者无法开门时有人有钥匙", "somebody has a key where the person inside cannot open"}},
           p.door_opened_by_someone);
  v.lognormal({"door_forced_s", "s", 5, 3600, "assumption", C, {"破门用时", "to force a door"}}, p.door_forced_s);
}

}  // namespace yuanluo::models
