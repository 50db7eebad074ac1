#include "models/people/params.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

void describe_routine(ParamVisitor& v, PeopleParams& p) {
  v.weights({"home_young",
             "1",
             0,
             1,
             "assumption",
             C,
             {"60岁以下各小时在家概率", "probability of being at home by hour, under 60"}},
            p.home_young);
  v.weights({"home_old",
             "1",
             0,
             1,
             "assumption",
             C,
             {"60岁及以上各小时在家概率", "probability of being at home by hour, 60 and over"}},
            p.home_old);
  v.number({"home_slow_factor",
            "1",
            0,
            1,
            "assumption",
            C,
            {"行动迟缓者外出概率倍数", "people who move slowly are out this many times as often"}},
           p.home_slow_factor);
  v.number({"wake_hour_young", "h", 3, 12, "assumption", C, {"60岁以下起床时刻", "hour of waking, under 60"}},
           p.wake_hour_young);
  v.number({"wake_hour_old", "h", 3, 12, "assumption", C, {"60岁及以上起床时刻", "hour of waking, 60 and over"}},
           p.wake_hour_old);
  v.number({"bed_hour_young", "h", 18, 24, "assumption", C, {"60岁以下就寝时刻", "hour of going to bed, under 60"}},
           p.bed_hour_young);
  v.number({"bed_hour_old", "h", 18, 24, "assumption", C, {"60岁及以上就寝时刻", "hour of going to bed, 60 and over"}},
           p.bed_hour_old);
  v.number({"hour_sd", "h", 0, 3, "assumption", C, {"作息时刻标准差", "spread of these hours between days and people"}},
           p.hour_sd);
  v.number({"relative_calls_per_day",
            "1/d",
            0,
            20,
            "assumption",
            C,
            {"异地亲属每日联系次数", "contacts of a relative with a person living alone per day"}},
           p.relative_calls_per_day);
  v.number({"grid_visit_interval_day",
            "d",
            0.5,
            365,
            "assumption",
            C,
            {"网格员探访独居老人周期", "interval of a grid worker's visits to a person living alone"}},
           p.grid_visit_interval_day);
}

void describe_perception(ParamVisitor& v, PeopleParams& p) {
  v.number({"woken_by_alarm_adult",
            "1",
            0,
            1,
            "Bruck2008",
            C,
            {"成人被自家警报唤醒", "woken by the alarm in the flat, under 70"}},
           p.woken_by_alarm_adult);
  v.number({"woken_by_alarm_70_79", "1", 0, 1, "Bruck2008", C, {"70–79岁被自家警报唤醒", "the same, 70-79"}},
           p.woken_by_alarm_70_79);
  v.number({"woken_by_alarm_80_plus", "1", 0, 1, "Bruck2008", C, {"80岁及以上被自家警报唤醒", "the same, 80 and over"}},
           p.woken_by_alarm_80_plus);
  v.number({"woken_by_alarm_deaf", "1", 0, 1, "Bruck2008", C, {"重听者被自家警报唤醒", "the same, hard of hearing"}},
           p.woken_by_alarm_deaf);
  v.number({"woken_by_fire",
            "1",
            0,
            1,
            "assumption",
            C,
            {"无警报时被火烟唤醒", "woken by smoke or noise of a fire without an alarm"}},
           p.woken_by_fire);
  v.number({"woken_by_fire_old", "1", 0, 1, "assumption", C, {"70岁及以上无警报时被火烟唤醒", "the same, 70 and over"}},
           p.woken_by_fire_old);
  v.lognormal({"awake_notices_fire_s",
               "s",
               1,
               3600,
               "assumption",
               C,
               {"在家清醒者发现起火", "somebody awake at home notices a growing fire"}},
              p.awake_notices_fire_s);
  v.lognormal({"wakes_s", "s", 1, 1800, "PD7974Part6", C, {"被唤醒到明白情况", "from waking to understanding"}},
              p.wakes_s);
  v.number({"neighbour_hears_alarm_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"在家邻居听到警报并察看", "a neighbour at home hears the alarm and looks"}},
           p.neighbour_hears_alarm_share);
  v.lognormal({"neighbour_hears_alarm_s",
               "s",
               1,
               3600,
               "assumption",
               C,
               {"邻居听到警报到察看", "from the alarm to the neighbour's look"}},
              p.neighbour_hears_alarm_s);
  v.lognormal({"neighbour_sees_fire_s",
               "s",
               1,
               7200,
               "assumption",
               C,
               {"邻居发现火烟", "a neighbour notices smoke, once the fire is large enough"}},
              p.neighbour_sees_fire_s);
  v.number({"neighbour_sees_fire_kw",
            "kW",
            10,
            3000,
            "assumption",
            C,
            {"邻居可察觉的热释放速率", "heat release rate that neighbours notice"}},
           p.neighbour_sees_fire_kw);
  v.number({"neighbour_hears_fall_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"邻居听到跌倒者呼救的比例", "a neighbour hears somebody who lies on the floor"}},
           p.neighbour_hears_fall_share);
  v.lognormal(
      {"neighbour_hears_fall_s", "s", 1, 86400, "assumption", C, {"邻居听到呼救的时间", "when the neighbour hears"}},
      p.neighbour_hears_fall_s);
  v.lognormal({"passer_by_sees_fire_s",
               "s",
               1,
               7200,
               "assumption",
               C,
               {"路人或门卫看到轰燃后的火", "a passer-by or guard sees a fire after flashover"}},
              p.passer_by_sees_fire_s);
  v.number({"passer_by_share_day", "1", 0, 1, "assumption", C, {"白天有路人经过", "somebody passes by, day"}},
           p.passer_by_share_day);
  v.number({"passer_by_share_night", "1", 0, 1, "assumption", C, {"夜间有路人经过", "somebody passes by, night"}},
           p.passer_by_share_night);
}

}  // namespace

void describe(ParamVisitor& visitor, PeopleParams& people) {
  describe_routine(visitor, people);
  describe_perception(visitor, people);
}

}  // namespace yuanluo::models
