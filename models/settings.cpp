#include "models/settings.hpp"

namespace yuanluo::models {

namespace {

template <class Params>
void object(ParamVisitor& visitor, std::string_view key, Text text, Params& params) {
  visitor.begin(key, text);
  describe(visitor, params);
  visitor.end();
}

}  // namespace

void describe_hazards(ParamVisitor& v, Settings& s) {
  object(v, "fire", {"火灾", "fires"}, s.fire);
  object(v, "gas", {"燃气泄漏", "gas leaks"}, s.gas);
  object(v, "falls", {"跌倒", "falls"}, s.falls);
  object(v, "medical", {"突发疾病", "medical emergencies"}, s.medical);
  object(v, "false_alarms", {"误报", "false alarms"}, s.false_alarms);
  object(v, "outages", {"故障与中断", "outages"}, s.outages);
  object(v, "closures", {"道路封闭", "closed streets"}, s.closures);
}

void describe_operations(ParamVisitor& v, Settings& s) {
  object(v, "people", {"居民作息与感知", "people's days and senses"}, s.people);
  object(v, "sensing", {"感知设备", "devices"}, s.sensing);
  object(v, "alarms", {"告警与注意力", "alarms and attention"}, s.alarms);
  object(v, "roads", {"道路通行", "moving on streets"}, s.roads);
  object(v, "response", {"出动与行程", "setting out and travel"}, s.response);
  object(v, "dispatch", {"派遣规则与班次", "dispatch: rules, rounds, shifts"}, s.dispatch);
  object(v, "access", {"入院入户", "access"}, s.access);
  object(v, "water", {"消防供水", "fire-fighting water"}, s.water);
  object(v, "targets", {"时限目标", "targets"}, s.targets);
}

void describe_routing(ParamVisitor& v, Settings& s) {
  object(v, "routing", {"告警通知对象", "who is told of an alarm"}, s.routing);
}

}  // namespace yuanluo::models
