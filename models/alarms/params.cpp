#include "models/alarms/params.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

constexpr Share modes[] = {{"simultaneous", {"同时通知", "all at once"}},
                           {"one_after_another", {"依次通知", "one after another, until somebody answers"}}};

constexpr std::array<ParamInfo, recipients> told{{
    {"centre", "", 0, 1, "Shuangqiaozi2021", A, {"通知智慧治理中心", "the governance centre is told"}},
    {"grid_worker", "", 0, 1, "Shuangqiaozi2021", A, {"通知网格员", "the grid worker is told"}},
    {"safety_lead", "", 0, 1, "Shuangqiaozi2021", A, {"通知小区安全分管负责人", "the safety lead is told"}},
    {"gatehouse", "", 0, 1, "Shuangqiaozi2021", A, {"通知门卫室", "the gatehouse is told"}},
    {"relative", "", 0, 1, "Shuangqiaozi2021", A, {"通知近亲属", "the near relative is told"}},
}};

constexpr std::array<ParamInfo, 4> day{{
    {"sees_day_grid_worker", "1", 0, 1, "assumption", C, {"网格员白天看到告警", "grid worker sees an alarm, day"}},
    {"sees_day_safety_lead", "1", 0, 1, "assumption", C, {"安全负责人白天看到告警", "safety lead sees an alarm, day"}},
    {"sees_day_gatehouse", "1", 0, 1, "assumption", C, {"门卫白天看到告警", "gatehouse sees an alarm, day"}},
    {"sees_day_relative", "1", 0, 1, "assumption", C, {"亲属白天看到告警", "relative sees an alarm, day"}},
}};
constexpr std::array<ParamInfo, 4> night{{
    {"sees_night_grid_worker", "1", 0, 1, "assumption", C, {"网格员夜间看到告警", "grid worker sees an alarm, night"}},
    {"sees_night_safety_lead",
     "1",
     0,
     1,
     "assumption",
     C,
     {"安全负责人夜间看到告警", "safety lead sees an alarm, night"}},
    {"sees_night_gatehouse", "1", 0, 1, "assumption", C, {"门卫夜间看到告警", "gatehouse sees an alarm, night"}},
    {"sees_night_relative", "1", 0, 1, "assumption", C, {"亲属夜间看到告警", "relative sees an alarm, night"}},
}};

}  // namespace

void describe(ParamVisitor& v, RoutingParams& p) {
  for (std::size_t i = 0; i < recipients; ++i) v.flag(told[i], p.told[i]);
  auto mode = static_cast<std::size_t>(p.mode);
  v.choice({"mode", "", 0, 1, "Shuangqiaozi2021", A, {"通知方式", "how recipients are told"}}, modes, mode);
  p.mode = static_cast<RoutingMode>(mode);
  v.number({"time_out_s",
            "s",
            5,
            3600,
            "assumption",
            C,
            {"依次通知的等待时限", "one after another: how long each is waited for"}},
           p.time_out_s);
}

void describe(ParamVisitor& v, AttentionParams& p) {
  for (std::size_t i = 0; i < 4; ++i) v.number(day[i], p.sees_day[i]);
  for (std::size_t i = 0; i < 4; ++i) v.number(night[i], p.sees_night[i]);
  v.lognormal({"acknowledge_day_s", "s", 1, 3600, "assumption", C, {"白天确认用时", "time to acknowledge, day"}},
              p.acknowledge_day_s);
  v.lognormal({"acknowledge_night_s", "s", 1, 3600, "assumption", C, {"夜间确认用时", "time to acknowledge, night"}},
              p.acknowledge_night_s);
  v.number({"night_shared",
            "1",
            0,
            1,
            "assumption",
            C,
            {"夜间各接收人共同错过的程度", "how far recipients miss alarms together at night (0 apart, 1 together)"}},
           p.night_shared);
  v.number({"night_begins_hour", "h", 18, 24, "assumption", C, {"夜间开始", "night begins"}}, p.night_begins_hour);
  v.number({"night_ends_hour", "h", 0, 12, "assumption", C, {"夜间结束", "night ends"}}, p.night_ends_hour);
  v.number({"trust_per_false_alarm",
            "1",
            0,
            1,
            "assumption",
            C,
            {"每次误报后响应概率倍数", "each false alarm in memory multiplies the response by this"}},
           p.trust_per_false_alarm);
  v.number({"trust_memory_day", "d", 0, 365, "assumption", C, {"误报记忆时长", "how long a false alarm is remembered"}},
           p.trust_memory_day);
  v.number({"trust_per_false_alarm_grid_worker",
            "1",
            0,
            1,
            "assumption",
            C,
            {"网格员每次误报后响应概率倍数",
             "the same of a grid worker, for the false alarms of the own grid; 1 for no wear"}},
           p.trust_per_false_alarm_grid);
  v.number({"trust_floor", "1", 0, 1, "assumption", C, {"信任下限", "trust never falls below this"}}, p.trust_floor);
  v.lognormal({"centre_answer_s", "s", 1, 600, "SovereignCareline", A, {"中心接警用时", "an operator takes an alarm"}},
              p.centre_answer_s);
  v.flag({"verify_before_dispatch",
          "",
          0,
          1,
          "assumption",
          C,
          {"派遣前先核实", "the centre verifies an alarm before it sends anybody"}},
         p.verify_before_dispatch);
  v.lognormal({"verify_s", "s", 1, 1800, "assumption", C, {"核实用时", "verification by telephone"}}, p.verify_s);
  v.number(
      {"remind_after_s", "s", 10, 7200, "assumption", C, {"无人确认时的提醒间隔", "nobody acknowledged: remind after"}},
      p.remind_after_s);
  v.number({"reminders", "1", 0, 20, "assumption", C, {"提醒次数", "how many reminders"}}, p.reminders);
  v.number({"phone_off_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"手机关机或无信号的比例",
             "grid worker's, safety lead's or relative's telephone is off; reminders do not reach it either"}},
           p.phone_off_share);
  v.number({"busy_sees_factor",
            "1",
            0,
            1,
            "assumption",
            C,
            {"忙于其他事件时看到告警的折减", "who is busy with another incident sees an alarm so many times as often"}},
           p.busy_sees_factor);
  v.flag({"escalate_unanswered",
          "",
          0,
          1,
          "assumption",
          C,
          {"无人确认时上报值班负责人", "when nobody has answered at last, the centre's duty manager takes the alarm"}},
         p.escalate_unanswered);
  v.lognormal({"duty_manager_s", "s", 5, 3600, "assumption", C, {"值班负责人接手用时", "the duty manager takes it"}},
              p.duty_manager_s);
}

}  // namespace yuanluo::models
