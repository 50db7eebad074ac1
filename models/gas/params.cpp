#include "models/gas/params.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;
constexpr Share sources[] = {{"hose", {"软管脱落或老化", "hose off or aged"}},
                             {"burner", {"灶具未关或熄火", "burner open and unlit"}}};

}  // namespace

void describe(ParamVisitor& v, GasParams& p) {
  v.number({"leaks_per_1000_households_year",
            "1/(1000 a)",
            0,
            50,
            "assumption",
            C,
            {"每千户每年户内漏气", "leaks in homes per 1,000 households and year"}},
           p.leaks_per_1000_households_year);
  v.mix({"source", "1", 0, 1, "GasAccidents2024", C, {"漏气来源构成", "sources of leaks"}}, sources, p.source);
  v.weights({"hour_weights",
             "1",
             0,
             100,
             "GasExplosions2021",
             C,
             {"各小时漏气权重", "relative frequency by hour of the day"}},
            p.hour_weights);
  describe_weekdays(v, p.weekday_weights);
  v.lognormal({"burner_m3h", "m3/h", 0.01, 5, "assumption", C, {"灶具漏气量", "release from an unlit burner"}},
              p.burner_m3h);
  v.lognormal({"hose_m3h", "m3/h", 0.05, 10, "assumption", C, {"软管漏气量", "release from a hose that is off"}},
              p.hose_m3h);
  v.number({"kitchen_volume_m3", "m3", 5, 80, "assumption", C, {"厨房容积", "volume of the kitchen"}},
           p.kitchen_volume_m3);
  v.lognormal({"air_change_closed_per_h",
               "1/h",
               0.05,
               5,
               "assumption",
               C,
               {"门窗关闭时换气次数", "air changes, window closed"}},
              p.air_change_closed_per_h);
  v.lognormal(
      {"air_change_open_per_h", "1/h", 0.5, 30, "assumption", C, {"开窗时换气次数", "air changes, window ajar"}},
      p.air_change_open_per_h);
  v.number({"window_open_share_day", "1", 0, 1, "assumption", C, {"白天开窗比例", "kitchens with a window open, day"}},
           p.window_open_share_day);
  v.number(
      {"window_open_share_night", "1", 0, 1, "assumption", C, {"夜间开窗比例", "kitchens with a window open, night"}},
      p.window_open_share_night);
  v.number({"lower_explosive_limit",
            "1",
            0.04,
            0.06,
            "MethaneLimits",
            A,
            {"甲烷爆炸下限（体积分数）", "lower explosive limit of methane, by volume"}},
           p.lower_explosive_limit);
  v.number({"smell_fraction_of_lel",
            "1",
            0.01,
            1,
            "assumption",
            C,
            {"人能闻到的浓度（占爆炸下限）", "concentration that people smell, as a part of the explosive limit"}},
           p.smell_fraction_of_lel);
  v.lognormal({"smell_delay_s",
               "s",
               1,
               3600,
               "assumption",
               C,
               {"可闻到后到察觉的时间", "from the concentration that can be smelt to being noticed"}},
              p.smell_delay_s);
  v.number({"ignitions_per_hour",
            "1/h",
            0,
            20,
            "assumption",
            C,
            {"可燃浓度下每小时点燃次数", "ignitions per hour in the flammable range"}},
           p.ignitions_per_hour);
  v.number({"burner_left_duration_h",
            "h",
            0.1,
            72,
            "assumption",
            C,
            {"无人察觉时灶具漏气持续时间", "how long a burner leak lasts if nobody notices"}},
           p.burner_left_duration_h);
  v.number({"hose_left_duration_h",
            "h",
            1,
            1000,
            "assumption",
            C,
            {"无人察觉时软管漏气持续时间", "how long a leak at a hose lasts if nobody notices"}},
           p.hose_left_duration_h);
  v.number({"shuts_off_s", "s", 1, 600, "assumption", C, {"察觉到关闭阀门", "from noticing to shutting the valve"}},
           p.shuts_off_s);
  v.number({"neighbours_smell_later_s",
            "s",
            0,
            86400,
            "assumption",
            C,
            {"燃气扩散到楼道的时间", "the gas has to reach the stairs before neighbours smell it"}},
           p.neighbours_smell_later_s);
  v.number({"injury_share_of_ignitions",
            "1",
            0,
            1,
            "GasAccidents2024",
            C,
            {"点燃时在家者受伤比例", "people at home who are hurt when gas ignites"}},
           p.injury_share_of_ignitions);
  v.number({"death_share_of_ignitions",
            "1",
            0,
            1,
            "GasAccidents2024",
            C,
            {"点燃时在家者死亡比例", "people at home who die when gas ignites"}},
           p.death_share_of_ignitions);
  v.number({"fire_loss_yuan", "yuan", 0, 5000000, "assumption", C, {"一次燃爆的财产损失", "loss of one ignition"}},
           p.fire_loss_yuan);
}

}  // namespace yuanluo::models
