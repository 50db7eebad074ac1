#include "models/event_words.hpp"

#include <array>
#include <type_traits>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::models {
namespace {

// One overload an event: an event without a word does not compile.
template <class E>
using Kind = std::type_identity<E>;

constexpr Word word(Kind<FireIgnited>) { return {"fire_ignited", {"起火", "fire ignited"}}; }
constexpr Word word(Kind<GasLeakBegan>) { return {"gas_leak_began", {"燃气开始泄漏", "gas leak began"}}; }
constexpr Word word(Kind<ResidentFell>) { return {"resident_fell", {"居民跌倒", "resident fell"}}; }
constexpr Word word(Kind<IllnessBegan>) { return {"illness_began", {"突发疾病", "illness began"}}; }
constexpr Word word(Kind<FalseAlarmBegan>) { return {"false_alarm_began", {"误报发生", "false alarm began"}}; }
constexpr Word word(Kind<DeviceDied>) { return {"device_died", {"设备失效", "device died"}}; }
constexpr Word word(Kind<PowerFailed>) { return {"power_failed", {"停电", "power failed"}}; }
constexpr Word word(Kind<MobileNetworkFailed>) {
  return {"mobile_network_failed", {"移动网络中断", "mobile network failed"}};
}
constexpr Word word(Kind<PlatformFailed>) { return {"platform_failed", {"治理平台中断", "platform failed"}}; }
constexpr Word word(Kind<HydrantFailed>) { return {"hydrant_failed", {"消火栓故障", "hydrant failed"}}; }
constexpr Word word(Kind<PumpStationFailed>) {
  return {"pump_station_failed", {"消防泵站故障", "pump station failed"}};
}
constexpr Word word(Kind<MainBroke>) { return {"main_broke", {"供水管爆管", "main broke"}}; }
constexpr Word word(Kind<StepFellDue>) { return {"step_fell_due", {"进程到点", "step fell due"}}; }
constexpr Word word(Kind<IncidentNoticed>) { return {"incident_noticed", {"事件被察觉", "incident noticed"}}; }
constexpr Word word(Kind<AlarmDelivered>) { return {"alarm_delivered", {"报警送达", "alarm delivered"}}; }
constexpr Word word(Kind<AlarmAcknowledged>) { return {"alarm_acknowledged", {"报警被确认", "alarm acknowledged"}}; }
constexpr Word word(Kind<AlarmIgnored>) { return {"alarm_ignored", {"报警未被理会", "alarm ignored"}}; }
constexpr Word word(Kind<AlarmAnswered>) { return {"alarm_answered", {"报警处理完毕", "alarm answered"}}; }
constexpr Word word(Kind<AlarmVerified>) { return {"alarm_verified", {"报警核实", "alarm verified"}}; }
constexpr Word word(Kind<HelpRequested>) { return {"help_requested", {"请求增援", "help requested"}}; }
constexpr Word word(Kind<CallTaken>) { return {"call_taken", {"接警", "call taken"}}; }
constexpr Word word(Kind<CallHandled>) { return {"call_handled", {"警情受理完毕", "call handled"}}; }
constexpr Word word(Kind<UnitDispatched>) { return {"unit_dispatched", {"派出力量", "unit dispatched"}}; }
constexpr Word word(Kind<UnitArrived>) { return {"unit_arrived", {"到达院落", "unit arrived"}}; }
constexpr Word word(Kind<UnitArrivedOnSite>) { return {"unit_arrived_on_site", {"抢修到场", "unit arrived on site"}}; }
constexpr Word word(Kind<HelperReached>) { return {"helper_reached", {"到达事发处", "helper reached"}}; }
constexpr Word word(Kind<UnitReleased>) { return {"unit_released", {"力量撤离", "unit released"}}; }
constexpr Word word(Kind<UnitBack>) { return {"unit_back", {"力量归位", "unit back"}}; }
constexpr Word word(Kind<HelpWithdrawn>) { return {"help_withdrawn", {"撤销求助", "help withdrawn"}}; }
constexpr Word word(Kind<AidPromised>) { return {"aid_promised", {"邻区应援", "neighbour sends a unit"}}; }
constexpr Word word(Kind<AidRecalled>) { return {"aid_recalled", {"撤回邻区求援", "neighbour's unit recalled"}}; }
constexpr Word word(Kind<UnitMoment>) { return {"unit_moment", {"出动单位状态变化", "a unit's phase is over"}}; }
constexpr Word word(Kind<WaitingReviewed>) {
  return {"waiting_reviewed", {"复查待派任务", "waiting requests reviewed"}};
}
constexpr Word word(Kind<AlarmUnanswered>) { return {"alarm_unanswered", {"报警无人应答", "alarm unanswered"}}; }
constexpr Word word(Kind<FlashoverOccurred>) { return {"flashover_occurred", {"轰燃", "flashover occurred"}}; }
constexpr Word word(Kind<FireSpreadBeyondRoom>) {
  return {"fire_spread_beyond_room", {"火势蔓延出房间", "fire spread beyond the room"}};
}
constexpr Word word(Kind<WaterApplied>) { return {"water_applied", {"出水灭火", "water applied"}}; }
constexpr Word word(Kind<GasIgnited>) { return {"gas_ignited", {"燃气爆燃", "gas ignited"}}; }
constexpr Word word(Kind<ResidentHarmed>) { return {"resident_harmed", {"居民受伤害", "resident harmed"}}; }
constexpr Word word(Kind<IncidentEnded>) { return {"incident_ended", {"事件结束", "incident ended"}}; }
constexpr Word word(Kind<LifelineChanged>) { return {"lifeline_changed", {"生命线状态变化", "lifeline changed"}}; }
constexpr Word word(Kind<AedApplied>) { return {"aed_applied", {"使用除颤器", "defibrillator applied"}}; }
constexpr Word word(Kind<HydrantSought>) { return {"hydrant_sought", {"寻找消火栓", "hydrant sought"}}; }
constexpr Word word(Kind<HydrantOpened>) { return {"hydrant_opened", {"开启消火栓", "hydrant opened"}}; }
constexpr Word word(Kind<HydrantFlowed>) { return {"hydrant_flowed", {"消火栓出流变化", "a hydrant's flow changed"}}; }
constexpr Word word(Kind<HydrantsClosed>) { return {"hydrants_closed", {"关闭消火栓", "hydrants closed"}}; }
constexpr Word word(Kind<PumpStationStarted>) {
  return {"pump_station_started", {"启动消防泵站", "pump station called on"}};
}
constexpr Word word(Kind<PumpTankDue>) { return {"pump_tank_due", {"泵站水池复核", "pump station's tank looked at"}}; }
constexpr Word word(Kind<PumpStationRanDry>) {
  return {"pump_station_ran_dry", {"泵站水池抽空", "pump station ran dry"}};
}
constexpr Word word(Kind<OnsetVoided>) { return {"onset_voided", {"发生作废", "onset voided"}}; }

constexpr Word word(Kind<StreetClosed>) { return {"street_closed", {"道路封闭", "street closed"}}; }
constexpr Word word(Kind<PassageChanged>) {
  return {"passage_changed", {"道路通行变化", "passage of a street changed"}};
}
constexpr Word word(Kind<DetourTaken>) { return {"detour_taken", {"绕行封闭道路", "unit went round a closed street"}}; }

template <class... Events>
constexpr std::array<Word, sizeof...(Events)> words_of(Kind<std::variant<Events...>>) {
  return {word(Kind<Events>{})...};
}

constexpr std::array event_words = words_of(Kind<Payload>{});

}  // namespace

const Word& event_word(std::size_t kind) {
  sim::require(kind < event_words.size(), "an event's kind is its place in the vocabulary");
  return event_words[kind];
}

}  // namespace yuanluo::models
