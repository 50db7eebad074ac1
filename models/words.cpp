#include "models/hazard.hpp"

#include <fmt/format.h>

#include "models/incident.hpp"
#include "models/kpi/catalogue.hpp"
#include "models/street.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

constexpr Word hazard_words[] = {
    {"fire", {"火灾", "fire"}},
    {"gas_leak", {"燃气泄漏", "gas leak"}},
    {"fall", {"跌倒", "fall"}},
    {"medical", {"突发疾病", "medical emergency"}},
    {"false_alarm", {"误报", "false alarm"}},
    {"outage", {"故障与中断", "outage"}},
};
constexpr Word variety_words[] = {
    {"fire_electrical", {"电气火灾", "electrical fire"}},
    {"fire_cooking", {"用火不慎火灾", "fire by careless domestic use"}},
    {"fire_smoking", {"吸烟火灾", "smoking fire"}},
    {"fire_embers", {"遗留火种火灾", "fire by left embers"}},
    {"fire_ebike", {"电动自行车火灾", "e-bike fire"}},
    {"fire_other", {"其他火灾", "other fire"}},
    {"gas_hose", {"软管漏气", "leak at a hose"}},
    {"gas_burner", {"灶具漏气", "leak at a burner"}},
    {"fall_home", {"家中跌倒", "fall at home"}},
    {"fall_outdoors", {"户外跌倒", "fall outdoors"}},
    {"cardiac_arrest", {"心脏骤停", "cardiac arrest"}},
    {"stroke", {"脑卒中", "stroke"}},
    {"other_illness", {"其他急症", "other illness"}},
    {"false_smoke", {"烟感误报", "false alarm of a smoke alarm"}},
    {"false_gas", {"燃气传感器误报", "false alarm of a gas sensor"}},
    {"false_sos", {"求助按钮误按", "accidental press of an SOS button"}},
    {"false_motion", {"活动传感器误报", "false alarm of a motion sensor"}},
    {"outage_power", {"停电", "power cut"}},
    {"outage_mobile", {"移动网络中断", "mobile network outage"}},
    {"outage_platform", {"治理平台中断", "platform outage"}},
    {"outage_device", {"设备失效", "dead device"}},
    {"outage_hydrant", {"消火栓故障", "hydrant out of order"}},
    {"outage_pump", {"消防泵站故障", "pump station out of order"}},
    {"outage_main", {"供水管爆管", "broken main"}},
    {"street_accident", {"交通事故封路", "street closed by an accident"}},
    {"street_flood", {"积水封路", "street closed by a flood"}},
    {"street_works", {"施工封路", "street closed by works"}},
};
constexpr Word street_class_words[] = {
    {"motorway", {"高速公路", "motorway"}},
    {"trunk", {"快速路", "trunk road"}},
    {"primary", {"主干路", "primary road"}},
    {"secondary", {"次干路", "secondary road"}},
    {"tertiary", {"支路", "tertiary road"}},
    {"unclassified", {"一般道路", "minor road"}},
    {"residential", {"居住区道路", "residential street"}},
    {"living_street", {"生活街巷", "living street"}},
    {"service", {"院内及服务道路", "service lane"}},
    {"track", {"机耕道", "track"}},
    {"pedestrian", {"步行街", "pedestrian street"}},
    {"cycleway", {"自行车道", "cycleway"}},
    {"footway", {"步行道", "footway"}},
    {"steps", {"台阶", "steps"}},
};
constexpr Word noticer_words[] = {
    {"smoke_alarm", {"智慧烟感", "smoke alarm"}},
    {"gas_sensor", {"可燃气体传感器", "gas sensor"}},
    {"water_flow_sensor", {"水流传感器", "water-flow sensor"}},
    {"sos_button", {"求助按钮", "SOS button"}},
    {"motion_sensor", {"活动传感器", "motion sensor"}},
    {"person_concerned", {"当事人", "the person concerned"}},
    {"household_member", {"家庭成员", "household member"}},
    {"neighbour", {"邻居", "neighbour"}},
    {"gatehouse_guard", {"门卫", "gatehouse guard"}},
    {"passer_by", {"路人", "passer-by"}},
    {"relative", {"亲属", "relative"}},
    {"grid_worker", {"网格员", "grid worker"}},
    {"supervision", {"平台监测或巡检", "supervision or inspection"}},
};
constexpr Word recipient_words[] = {
    {"centre", {"智慧治理中心", "governance centre"}},
    {"grid_worker", {"网格员", "grid worker"}},
    {"safety_lead", {"小区安全分管负责人", "safety lead"}},
    {"gatehouse", {"门卫室", "gatehouse"}},
    {"relative", {"近亲属", "near relative"}},
};
constexpr Word helper_words[] = {
    {"household_member", {"家庭成员", "household member"}},
    {"neighbour", {"邻居", "neighbour"}},
    {"gatehouse_guard", {"门卫", "gatehouse guard"}},
    {"safety_lead", {"安全分管负责人", "safety lead"}},
    {"grid_worker", {"网格员", "grid worker"}},
    {"relative", {"亲属", "relative"}},
    {"care_worker", {"养老服务人员", "care worker"}},
    {"micro_fire_crew", {"微型消防站", "micro fire station crew"}},
    {"fire_engine", {"消防车", "fire engine"}},
    {"ambulance", {"救护车", "ambulance"}},
    {"repair_crew", {"抢修队", "repair crew"}},
};
constexpr Word extent_words[] = {
    {"none", {"无损失", "no fire damage"}},
    {"first_item", {"限于起火物", "first item only"}},
    {"room", {"限于起火房间", "room of origin"}},
    {"beyond_room", {"蔓延出房间", "beyond the room"}},
};
constexpr Word ending_words[] = {
    {"open", {"未结束", "open"}},
    {"by_itself", {"自行结束", "by itself"}},
    {"by_household", {"住户自行处置", "by the household"}},
    {"by_helper", {"就近力量处置", "by the first helper"}},
    {"by_service", {"专业力量处置", "by brigade, ambulance or repair crew"}},
    {"lost", {"未能挽回", "lost"}},
};
constexpr Word stage_words[] = {
    {"onset", {"发生", "onset"}},
    {"noticed", {"发现", "noticed"}},
    {"acknowledged", {"确认", "acknowledged"}},
    {"dispatched", {"出动", "dispatched"}},
    {"arrived", {"到达院落", "arrived"}},
    {"reached", {"到达现场", "reached"}},
    {"service_called", {"专业力量接警", "service called"}},
    {"service_arrived", {"专业力量到院", "service arrived"}},
    {"service_reached", {"专业力量到现场", "service reached"}},
    {"hydrant_sought", {"寻找消火栓", "hydrant sought"}},
    {"water", {"出水", "water"}},
    {"hydrant_water", {"消火栓出水", "water from a hydrant"}},
    {"ended", {"结束", "ended"}},
};
constexpr Word group_words[] = {
    {"living_alone", {"独居老人", "elders living alone"}},
    {"disabled", {"残疾人", "disabled people"}},
    {"aged_80", {"80岁及以上", "aged 80 and over"}},
    {"aged_60", {"60–79岁", "aged 60 to 79"}},
    {"other", {"其他居民", "other residents"}},
};
constexpr Word latency_words[] = {
    {"detection", {"发现时延", "detection latency"}},
    {"notification", {"通知时延", "notification latency"}},
    {"dispatch", {"派遣时延", "dispatch latency"}},
    {"travel", {"行程时间", "travel time"}},
    {"access", {"入户时间", "access time"}},
    {"response", {"响应时延", "response latency"}},
    {"service", {"专业力量到达时间", "service response"}},
    {"time_to_water", {"出水时间", "time to water"}},
    {"hydrant_wait", {"等待消火栓出水", "wait for hydrant water"}},
    {"duration", {"持续时间", "duration"}},
};
constexpr Word statistic_words[] = {
    {"count", {"次数", "count"}},
    {"mean", {"均值", "mean"}},
    {"median", {"中位数", "median"}},
    {"p90", {"90%分位", "90th percentile"}},
    {"p95", {"95%分位", "95th percentile"}},
    {"within_target", {"达标率", "share within target"}},
    {"per_year", {"每年", "per year"}},
    {"share", {"比例", "share"}},
    {"total", {"合计", "total"}},
};
constexpr Word breakdown_words[] = {
    {"all", {"全部", "all"}},   {"community", {"社区", "community"}}, {"group", {"人群", "group"}},
    {"hour", {"小时", "hour"}}, {"compound", {"院落", "compound"}},   {"variety", {"类型", "kind"}},
};

template <class Enum, std::size_t N>
const Word& lookup(const Word (&words)[N], Enum value) {
  const auto index = static_cast<std::size_t>(value);
  sim::require(index < N, "a word was asked for that the vocabulary does not have");
  return words[index];
}

}  // namespace

static_assert(std::size(hazard_words) == hazards && std::size(variety_words) == varieties &&
              std::size(noticer_words) == noticers && std::size(recipient_words) == recipients &&
              std::size(helper_words) == helpers && std::size(extent_words) == fire_extents &&
              std::size(ending_words) == endings && std::size(stage_words) == stages &&
              std::size(group_words) == groups && std::size(latency_words) == latencies);

const Word& word(Hazard x) { return lookup(hazard_words, x); }
const Word& word(Variety x) { return lookup(variety_words, x); }
const Word& word(Noticer x) { return lookup(noticer_words, x); }
const Word& word(Recipient x) { return lookup(recipient_words, x); }
const Word& word(Helper x) { return lookup(helper_words, x); }
const Word& word(FireExtent x) { return lookup(extent_words, x); }
const Word& word(StreetClass x) { return lookup(street_class_words, x); }
const Word& word(Ending x) { return lookup(ending_words, x); }
const Word& word(Stage x) { return lookup(stage_words, x); }
const Word& word(Group x) { return lookup(group_words, x); }
const Word& word(Latency x) { return lookup(latency_words, x); }
const Word& word(Statistic x) { return lookup(statistic_words, x); }
const Word& word(Breakdown x) { return lookup(breakdown_words, x); }

Hazard hazard_of(Variety v) {
  if (v <= Variety::fire_other) return Hazard::fire;
  if (v <= Variety::gas_burner) return Hazard::gas_leak;
  if (v <= Variety::fall_outdoors) return Hazard::fall;
  if (v <= Variety::other_illness) return Hazard::medical;
  if (v <= Variety::false_motion) return Hazard::false_alarm;
  return Hazard::outage;
}

std::string IncidentId::str() const {
  return fmt::format("{}-{}-{}-{}", word(hazard()).key, stream(), entity(), ordinal());
}

}  // namespace yuanluo::models
