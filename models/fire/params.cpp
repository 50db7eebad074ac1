#include "models/fire/params.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

constexpr Share causes[] = {{"electrical", {"电气", "electrical"}},
                            {"cooking", {"生活用火不慎", "careless domestic fire use"}},
                            {"smoking", {"吸烟", "smoking"}},
                            {"embers", {"遗留火种", "left embers"}},
                            {"ebike", {"电动自行车", "e-bike battery"}},
                            {"other", {"其他", "other"}}};
constexpr Share growth_classes[] = {{"slow", {"慢速", "slow"}},
                                    {"medium", {"中速", "medium"}},
                                    {"fast", {"快速", "fast"}},
                                    {"ultra_fast", {"超快速", "ultra-fast"}}};

void describe_rate(ParamVisitor& v, FireParams& p) {
  v.number({"reported_per_100k_year",
            "1/(100000 a)",
            5,
            100,
            "NFRA2025",
            C,
            {"每10万人每年上报的住宅火灾", "home fires reported to the brigade per 100,000 people and year"}},
           p.reported_per_100k_year);
  v.number({"all_per_reported", "1", 1, 60, "Greene2012", A, {"全部起火与上报火灾之比", "all fires per reported fire"}},
           p.all_per_reported);
  v.number({"rate_factor_pre_2000",
            "1",
            1,
            2.5,
            "assumption",
            C,
            {"2000年前建筑的起火率倍数", "rate in buildings from before 2000, relative to newer ones"}},
           p.rate_factor_pre_2000);
  v.mix({"cause", "1", 0, 1, "NFRA2025", A, {"起火原因构成", "causes"}}, causes, p.cause);
  v.weights({"hour_weights", "1", 0, 100, "NFRA2025", C, {"各小时起火权重", "relative frequency by hour of the day"}},
            p.hour_weights);
  describe_weekdays(v, p.weekday_weights);
}

void describe_growth(ParamVisitor& v, FireParams& p) {
  v.number({"self_limiting_share",
            "1",
            0,
            1,
            "Greene2012",
            C,
            {"自行熄灭的小火比例", "share of fires that stay small and go out by themselves"}},
           p.self_limiting_share);
  v.lognormal({"self_limiting_peak_kw",
               "kW",
               1,
               300,
               "assumption",
               C,
               {"自行熄灭火灾的峰值热释放速率", "greatest heat release rate of a self-limiting fire"}},
              p.self_limiting_peak_kw);
  v.lognormal({"self_limiting_duration_s",
               "s",
               10,
               3600,
               "assumption",
               C,
               {"自行熄灭火灾的持续时间", "time until a self-limiting fire is out"}},
              p.self_limiting_duration_s);
  v.lognormal({"incipient_s", "s", 1, 600, "Peacock2015", A, {"阴燃前期时长", "incipient stage before growth"}},
              p.incipient_s);
  v.number({"smouldering_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"先阴燃的火灾比例", "share of fires with a smouldering first stage"}},
           p.smouldering_share);
  v.lognormal({"smouldering_s", "s", 60, 20000, "assumption", C, {"阴燃阶段时长", "smouldering stage"}},
              p.smouldering_s);
  v.mix({"growth_class", "1", 0, 1, "assumption", C, {"火灾增长等级构成", "growth classes"}}, growth_classes,
        p.growth_class);
  v.number({"alpha_slow_kw_s2", "kW/s2", 0.0005, 0.006, "NFPA72", A, {"慢速增长系数", "slow growth"}},
           p.alpha_slow_kw_s2);
  v.number({"alpha_medium_kw_s2", "kW/s2", 0.006, 0.025, "NFPA72", A, {"中速增长系数", "medium growth"}},
           p.alpha_medium_kw_s2);
  v.number({"alpha_fast_kw_s2", "kW/s2", 0.025, 0.1, "NFPA72", A, {"快速增长系数", "fast growth"}}, p.alpha_fast_kw_s2);
  v.number({"alpha_ultra_fast_kw_s2", "kW/s2", 0.1, 1, "NFPA72", A, {"超快速增长系数", "ultra-fast growth"}},
           p.alpha_ultra_fast_kw_s2);
  v.number({"flashover_kw",
            "kW",
            500,
            4000,
            "Thomas1981",
            B,
            {"轰燃热释放速率（4×4×2.4米房间）", "heat release rate at flashover (room 4 x 4 x 2.4 m)"}},
           p.flashover_kw);
  v.number({"first_item_kw",
            "kW",
            10,
            500,
            "assumption",
            C,
            {"首个物品有损的热释放速率", "heat release rate above which the first item counts as damaged"}},
           p.first_item_kw);
  v.number({"room_kw",
            "kW",
            100,
            2000,
            "assumption",
            C,
            {"房间内受损的热释放速率", "heat release rate above which the room of origin counts as damaged"}},
           p.room_kw);
  v.number({"room_area_m2", "m2", 4, 60, "assumption", C, {"起火房间面积", "floor area of the room of origin"}},
           p.room_area_m2);
  v.number({"heat_per_area_kw_m2",
            "kW/m2",
            100,
            1000,
            "SFPE2016",
            C,
            {"单位过火面积热释放速率", "heat release rate per burning floor area"}},
           p.heat_per_area_kw_m2);
  v.lognormal({"beyond_room_s",
               "s",
               60,
               7200,
               "assumption",
               C,
               {"轰燃后蔓延出房间的时间", "from flashover to spread beyond the room"}},
              p.beyond_room_s);
  v.number({"spread_area_per_minute_m2",
            "m2/min",
            0.1,
            30,
            "assumption",
            C,
            {"蔓延出房间后的面积增长", "growth of the burning area once beyond the room"}},
           p.spread_area_per_minute_m2);
  v.number({"largest_area_m2", "m2", 20, 2000, "assumption", C, {"最大过火面积", "largest burning area"}},
           p.largest_area_m2);
  v.lognormal({"burns_down_s",
               "s",
               600,
               36000,
               "assumption",
               C,
               {"无人扑救时轰燃后烧尽时间", "from flashover to burnt down, if nobody fights it"}},
              p.burns_down_s);
}

void describe_harm(ParamVisitor& v, FireParams& p) {
  v.lognormal({"untenable_kw",
               "kW",
               50,
               2000,
               "Purser2016",
               C,
               {"户内不可生存的热释放速率", "heat release rate at which the flat becomes untenable"}},
              p.untenable_kw);
  v.number({"door_closed_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"内门关闭的比例", "share of people behind a closed inner door"}},
           p.door_closed_share);
  v.number({"door_closed_factor",
            "1",
            1,
            20,
            "Traina2017",
            C,
            {"关门后可承受热释放的倍数", "how many times more heat release a closed door lets people bear"}},
           p.door_closed_factor);
  v.lognormal({"escape_s",
               "s",
               5,
               600,
               "Proulx1995",
               C,
               {"清醒者从知晓到离开住所", "from knowing to being out of the flat, able-bodied"}},
              p.escape_s);
  v.lognormal({"escape_slow_s",
               "s",
               5,
               1200,
               "Kuligowski2013",
               C,
               {"行动迟缓者从知晓到离开住所", "the same, people who move slowly"}},
              p.escape_slow_s);
  v.lognormal({"incapacitated_to_death_s",
               "s",
               30,
               1800,
               "Purser2016",
               C,
               {"失能到死亡的时间", "from incapacitation to death unless rescued"}},
              p.incapacitated_to_death_s);
  v.number({"injury_share_late_escape",
            "1",
            0,
            1,
            "NFRA2025",
            C,
            {"轰燃级火灾中逃生者受伤比例", "share of those who escape a fire over the first-item class who are hurt"}},
           p.injury_share_late_escape);
  v.number(
      {"told_by_others_s", "s", 1, 300, "assumption", C, {"同住者互相告知用时", "people in one flat tell each other"}},
      p.told_by_others_s);
  v.number({"sleepers_shaken_awake",
            "1",
            0,
            1,
            "assumption",
            C,
            {"同住者能叫醒睡着者", "a sleeper is woken by others in the flat"}},
           p.sleepers_shaken_awake);
  v.number({"felt_kw",
            "kW",
            20,
            1000,
            "assumption",
            C,
            {"全户都能感到的热释放速率", "smoke, heat and noise of such a fire are felt in the whole flat"}},
           p.felt_kw);
}

void describe_fighting(ParamVisitor& v, FireParams& p) {
  v.number({"household_fights_share",
            "1",
            0,
            1,
            "FIA2021",
            C,
            {"住户自行扑救的比例", "share of able, awake household members who fight the fire"}},
           p.household_fights_share);
  v.number(
      {"fights_from_age", "a", 10, 30, "assumption", C, {"可自行扑救的最低年龄", "youngest who fights a fire at home"}},
      p.fights_from_age);
  v.number(
      {"fights_to_age", "a", 50, 100, "assumption", C, {"可自行扑救的最高年龄", "oldest who fights a fire at home"}},
      p.fights_to_age);
  v.number({"reassess_s",
            "s",
            30,
            1800,
            "assumption",
            C,
            {"水量不足时重新评估间隔", "a fire that water does not stop is looked at again after"}},
           p.reassess_s);
  v.number({"household_success_early",
            "1",
            0,
            1,
            "Greene2012",
            C,
            {"住户在初起时扑灭的概率", "a household member puts out a fire that has only begun"}},
           p.household_success_early);
  v.number({"early_kw", "kW", 1, 200, "assumption", C, {"初起火灾上限", "such a fire is smaller than this"}},
           p.early_kw);
  v.lognormal({"household_fights_s",
               "s",
               1,
               600,
               "assumption",
               C,
               {"住户从发现到动手扑救", "from noticing to fighting the fire"}},
              p.household_fights_s);
  v.lognormal({"calls_brigade_s",
               "s",
               1,
               1800,
               "assumption",
               C,
               {"决定报警到拨打119", "from the decision to the call to the brigade"}},
              p.calls_brigade_s);
  v.number({"neighbour_calls_brigade_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"邻居或路人报警的比例", "neighbours and passers-by who call the brigade"}},
           p.neighbour_calls_brigade_share);
  v.number({"small_fire_reported_share",
            "1",
            0,
            1,
            "Greene2012",
            C,
            {"住户对可自熄小火仍报警的比例",
             "household members who report a fire that stays small, if they do not fight it"}},
           p.small_fire_reported_share);
  v.number({"extinguisher_success_small",
            "1",
            0,
            1,
            "FIA2021",
            A,
            {"受训人员扑灭小火的概率", "a trained person puts out a fire below the small limit"}},
           p.extinguisher_success_small);
  v.number(
      {"extinguisher_success_untrained", "1", 0, 1, "FIA2021", C, {"未受训人员扑灭小火的概率", "the same, untrained"}},
      p.extinguisher_success_untrained);
  v.number({"extinguisher_success_large",
            "1",
            0,
            1,
            "assumption",
            C,
            {"大火下灭火器成功概率", "the same, above the large limit, anybody"}},
           p.extinguisher_success_large);
  v.number({"extinguisher_small_kw", "kW", 20, 500, "assumption", C, {"小火上限", "small limit"}},
           p.extinguisher_small_kw);
  v.number({"extinguisher_large_kw", "kW", 100, 2000, "assumption", C, {"大火下限", "large limit"}},
           p.extinguisher_large_kw);
  v.lognormal({"mop_up_s", "s", 30, 7200, "assumption", C, {"控制后到完全扑灭", "from control to out"}}, p.mop_up_s);
  v.number({"loss_first_item_yuan",
            "yuan",
            0,
            100000,
            "assumption",
            C,
            {"仅首个物品受损的损失", "loss of a fire that stays with the first item"}},
           p.loss_first_item_yuan);
  v.number({"loss_per_m2_yuan", "yuan/m2", 0, 50000, "assumption", C, {"每平方米损失", "loss per burnt area"}},
           p.loss_per_m2_yuan);
}

}  // namespace

void describe(ParamVisitor& visitor, FireParams& fire) {
  describe_rate(visitor, fire);
  describe_growth(visitor, fire);
  describe_harm(visitor, fire);
  describe_fighting(visitor, fire);
}

}  // namespace yuanluo::models
