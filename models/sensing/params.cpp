#include "models/sensing/params.hpp"

namespace yuanluo::models {

void describe(ParamVisitor& v, SensingParams& p) {
  using namespace confidence_letters;
  v.number({"smoke_alarm_low_kw",
            "kW",
            1,
            100,
            "NISTHomeAlarmData",
            A,
            {"烟感报警热释放速率下限", "lowest heat release rate at which a smoke alarm in the room sounds"}},
           p.smoke_alarm_low_kw);
  v.number({"smoke_alarm_high_kw",
            "kW",
            1,
            300,
            "NISTHomeAlarmData",
            A,
            {"烟感报警热释放速率上限", "highest heat release rate at which a smoke alarm in the room sounds"}},
           p.smoke_alarm_high_kw);
  v.number({"smoke_alarm_other_room_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"起火房间无烟感的比例", "fires in another room than the alarm's"}},
           p.smoke_alarm_other_room_share);
  v.lognormal({"smoke_alarm_other_room_s",
               "s",
               1,
               900,
               "NISTHomeAlarmData",
               A,
               {"烟气到达另一房间烟感的附加时间", "added time for smoke to reach an alarm in another room"}},
              p.smoke_alarm_other_room_s);
  v.number({"smoke_alarm_operates",
            "1",
            0,
            1,
            "Ahrens2021",
            A,
            {"火灾足够大时烟感动作的概率", "a smoke alarm sounds when the fire is large enough"}},
           p.smoke_alarm_operates);
  v.number({"gas_sensor_low_lel",
            "1",
            0.01,
            1,
            "GB15322",
            Confidence::b,
            {"燃气报警点下限（占爆炸下限）", "lowest alarm point, part of the explosive limit"}},
           p.gas_sensor_low_lel);
  v.number({"gas_sensor_high_lel",
            "1",
            0.01,
            1,
            "GB15322",
            Confidence::b,
            {"燃气报警点上限（占爆炸下限）", "highest alarm point, part of the explosive limit"}},
           p.gas_sensor_high_lel);
  v.lognormal({"gas_sensor_response_s",
               "s",
               1,
               300,
               "GB15322",
               Confidence::b,
               {"燃气传感器响应时间", "response of a gas sensor"}},
              p.gas_sensor_response_s);
  v.number({"gas_sensor_operates",
            "1",
            0,
            1,
            "assumption",
            C,
            {"燃气传感器正常动作的概率", "a gas sensor works when gas is there"}},
           p.gas_sensor_operates);
  v.number(
      {"water_quiet_h", "h", 1, 72, "assumption", C, {"无用水告警时限", "no water used for this long raises an alarm"}},
      p.water_quiet_h);
  v.number({"motion_quiet_day_h",
            "h",
            0.5,
            24,
            "assumption",
            C,
            {"白天无活动告警时限", "no motion for this long by day raises an alarm"}},
           p.motion_quiet_day_h);
  v.number({"motion_quiet_night_h",
            "h",
            1,
            24,
            "assumption",
            C,
            {"夜间无活动告警时限", "no motion for this long at night raises an alarm"}},
           p.motion_quiet_night_h);
  v.number({"motion_sensitivity",
            "1",
            0,
            1,
            "assumption",
            C,
            {"活动传感器灵敏度", "share of real cases that a motion sensor reports"}},
           p.motion_sensitivity);
  v.number({"offline_share",
            "1",
            0,
            0.5,
            "assumption",
            C,
            {"任一时刻暂时离线的设备比例", "share of devices that are offline at any time"}},
           p.offline_share);
  v.number({"heartbeat_h",
            "h",
            0.1,
            168,
            "assumption",
            C,
            {"心跳周期", "interval of the heartbeat by which the platform learns of a dead device"}},
           p.heartbeat_h);
  v.lognormal({"uplink_s", "s", 0.11, 60, "Keysight2017", C, {"告警上行时延", "delay of the up-link"}}, p.uplink_s);
  v.number({"message_loss", "1", 0, 0.5, "assumption", C, {"单条消息丢失率", "loss of one message"}}, p.message_loss);
  v.number({"retry_s", "s", 1, 600, "assumption", C, {"重发间隔", "interval of retries"}}, p.retry_s);
}

void describe(ParamVisitor& v, FalseAlarmParams& p) {
  using namespace confidence_letters;
  v.lognormal({"smoke_per_device_year",
               "1/a",
               0.001,
               40,
               "Fazzini2000",
               C,
               {"每只烟感每年误报（设备间分布）", "false alarms per smoke alarm and year, spread between devices"}},
              p.smoke_per_device_year);
  v.number({"gas_per_device_year",
            "1/a",
            0,
            40,
            "assumption",
            C,
            {"每只燃气传感器每年误报", "false alarms per gas sensor and year"}},
           p.gas_per_device_year);
  v.number({"sos_per_device_year",
            "1/a",
            0,
            60,
            "assumption",
            C,
            {"每只求助按钮每年误按", "accidental presses per SOS button and year"}},
           p.sos_per_device_year);
  v.number({"motion_per_device_year",
            "1/a",
            0,
            400,
            "assumption",
            C,
            {"每只活动传感器每年误报", "false alarms per motion sensor and year"}},
           p.motion_per_device_year);
  v.number(
      {"cleared_by_household_share",
       "1",
       0,
       1,
       "assumption",
       C,
       {"有人在家时住户自行解除的比例", "share that the household itself clears when somebody is at home and awake"}},
      p.cleared_by_household_share);
  v.number({"clears_after_s",
            "s",
            5,
            3600,
            "assumption",
            C,
            {"住户解除误报用时", "the household clears a false alarm after"}},
           p.clears_after_s);
}

}  // namespace yuanluo::models
