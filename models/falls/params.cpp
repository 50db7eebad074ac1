#include "models/falls/params.hpp"

namespace yuanluo::models {

void describe(ParamVisitor& v, FallParams& p) {
  using namespace confidence_letters;
  v.number({"fallers_60_69",
            "1/a",
            0,
            0.9,
            "Kang2022",
            A,
            {"60–69岁一年内跌倒人数比例", "share of people aged 60-69 who fall in a year"}},
           p.fallers_60_69);
  v.number({"fallers_70_79", "1/a", 0, 0.9, "Kang2022", A, {"70–79岁一年内跌倒人数比例", "the same, 70-79"}},
           p.fallers_70_79);
  v.number({"fallers_80_plus", "1/a", 0, 0.9, "Kang2022", A, {"80岁及以上一年内跌倒人数比例", "the same, 80 and over"}},
           p.fallers_80_plus);
  v.number({"falls_per_faller", "1", 1, 5, "Kang2022", A, {"跌倒者年均跌倒次数", "falls per faller and year"}},
           p.falls_per_faller);
  v.number({"factor_women", "1", 0.5, 2, "Kang2022", C, {"女性倍数", "women, relative to all"}}, p.factor_women);
  v.number({"factor_men", "1", 0.5, 2, "Kang2022", C, {"男性倍数", "men, relative to all"}}, p.factor_men);
  v.number({"factor_alone", "1", 0.5, 3, "Kang2022", C, {"独居倍数", "people living alone, relative to others"}},
           p.factor_alone);
  v.number({"home_share", "1", 0, 1, "NISS2015", A, {"发生在家中的比例", "share of falls at home"}}, p.home_share);
  v.weights({"hour_weights", "1", 0, 100, "Hill2013", C, {"各小时跌倒权重", "relative frequency by hour of the day"}},
            p.hour_weights);
  describe_weekdays(v, p.weekday_weights);
  v.number({"cannot_rise_60_69", "1", 0, 1, "assumption", C, {"60–69岁跌倒后不能自行起身", "cannot rise alone, 60-69"}},
           p.cannot_rise_60_69);
  v.number(
      {"cannot_rise_70_79", "1", 0, 1, "Tinetti1993", A, {"70–79岁跌倒后不能自行起身", "cannot rise alone, 70-79"}},
      p.cannot_rise_70_79);
  v.number({"cannot_rise_80_plus",
            "1",
            0,
            1,
            "Fleming2008",
            A,
            {"80岁及以上跌倒后不能自行起身", "cannot rise alone, 80 and over"}},
           p.cannot_rise_80_plus);
  v.number({"seriously_hurt", "1", 0, 1, "assumption", C, {"需送医的严重受伤比例", "falls that need an ambulance"}},
           p.seriously_hurt);
  v.number({"button_pressed_60_79",
            "1",
            0,
            1,
            "Fleming2008",
            C,
            {"60–79岁按下求助按钮的概率", "presses the SOS button, 60-79"}},
           p.button_pressed_60_79);
  v.number({"button_pressed_80_plus",
            "1",
            0,
            1,
            "Fleming2008",
            A,
            {"80岁及以上按下求助按钮的概率", "presses the SOS button, 80 and over"}},
           p.button_pressed_80_plus);
  v.lognormal({"press_delay_s", "s", 1, 7200, "assumption", C, {"跌倒到按下按钮", "from fall to pressing"}},
              p.press_delay_s);
  v.number({"calls_by_phone",
            "1",
            0,
            1,
            "assumption",
            C,
            {"能自己打电话求助的概率", "reaches a telephone and calls for help"}},
           p.calls_by_phone);
  v.lognormal({"phone_delay_s", "s", 1, 36000, "assumption", C, {"跌倒到拨出电话", "from fall to the call"}},
              p.phone_delay_s);
  v.lognormal({"household_finds_awake_s",
               "s",
               1,
               7200,
               "assumption",
               C,
               {"家人清醒时发现时间", "an awake household member finds the fallen person"}},
              p.household_finds_awake_s);
  v.lognormal({"household_finds_asleep_s",
               "s",
               1,
               36000,
               "assumption",
               C,
               {"家人睡眠时发现时间", "a sleeping household member finds the fallen person"}},
              p.household_finds_asleep_s);
  v.lognormal({"alone_found_s",
               "s",
               60,
               86400,
               "Wild1981",
               C,
               {"独自在家且无设备时被发现时间", "found when alone, unable to rise, no device"}},
              p.alone_found_s);
  v.lognormal({"passer_by_finds_s",
               "s",
               1,
               7200,
               "assumption",
               C,
               {"户外跌倒被路人发现时间", "a passer-by finds somebody who fell outdoors"}},
              p.passer_by_finds_s);
  v.lognormal({"lift_up_s", "s", 10, 7200, "assumption", C, {"扶起与初步处理时间", "to help up, and first aid"}},
              p.lift_up_s);
  v.number({"calls_ambulance_s",
            "s",
            1,
            1800,
            "assumption",
            C,
            {"发现严重受伤到呼叫120", "from seeing that somebody is badly hurt to the call"}},
           p.calls_ambulance_s);
  v.number({"death_share_within_1h",
            "1",
            0,
            1,
            "Gurley1996",
            B,
            {"无助1小时以内的病死率", "mortality of people found helpless within 1 h"}},
           p.death_share_within_1h);
  v.number({"death_share_per_log_hour",
            "1",
            0,
            1,
            "Gurley1996",
            B,
            {"时间每增加e倍病死率增加", "added mortality for each factor e of time beyond 1 h"}},
           p.death_share_per_log_hour);
  v.number({"causal_share",
            "1",
            0,
            1,
            "Wild1981",
            C,
            {"长时间倒地的因果份额", "share of the excess mortality that the long lie causes"}},
           p.causal_share);
}

}  // namespace yuanluo::models
