#include "models/kpi/outcomes.hpp"

#include "models/outages/closure.hpp"

namespace yuanluo::models {

namespace {

using R = IncidentRecord;

bool all(const R&) { return true; }
bool reported(const R& r) { return r.reported; }
bool has_water(const R& r) { return r.times.at(Stage::water).has_value(); }
bool at_hydrant(const R& r) { return r.hydrant.has_value(); }
bool wants_hydrant(const R& r) { return r.times.at(Stage::hydrant_sought).has_value(); }
bool arrest(const R& r) { return r.variety == Variety::cardiac_arrest; }
bool with_linked_alarm(const R& r) { return r.linked_alarm_in_home; }
bool needs_help(const R& r) { return r.ending != Ending::by_itself; }
bool sent_alarm(const R& r) { return r.alarms_sent > 0; }

bool closure(const R& r) { return is_closure(r.variety); }

double one(const R&) { return 1.0; }
double is_reported(const R& r) { return r.reported ? 1.0 : 0.0; }
double deaths(const R& r) { return r.deaths; }
double injuries(const R& r) { return r.injuries; }
double loss(const R& r) { return static_cast<double>(r.loss_yuan); }
double unnoticed(const R& r) { return r.noticed_by ? 0.0 : 1.0; }
double ignited(const R& r) { return r.ignited ? 1.0 : 0.0; }
double survived(const R& r) { return r.survived ? 1.0 : 0.0; }
double aed_applied(const R& r) { return r.aed_applied ? 1.0 : 0.0; }
double aed_shocked(const R& r) { return r.aed_shocked ? 1.0 : 0.0; }
double unanswered(const R& r) { return r.alarm_unanswered ? 1.0 : 0.0; }
double acknowledged(const R& r) { return r.alarms_acknowledged > 0 ? 1.0 : 0.0; }
double visited(const R& r) { return r.times.at(Stage::reached) ? 1.0 : 0.0; }

double went_round(const R& r) { return r.detour_ms > 0 ? 1.0 : 0.0; }
double detour_s(const R& r) { return r.detour_ms / 1000.0; }
// Of a closure that is not over, nothing counts yet.
double closed_h(const R& r) {
  const auto lasted = r.times.between(Stage::onset, Stage::ended);
  return lasted ? sim::to_hours(*lasted) : 0.0;
}

template <FireExtent extent>
double extent_is(const R& r) {
  return r.extent == extent ? 1.0 : 0.0;
}
template <Ending ending>
double ending_is(const R& r) {
  return r.ending == ending ? 1.0 : 0.0;
}
template <Noticer noticer>
double noticed_by(const R& r) {
  return r.noticed_by == noticer ? 1.0 : 0.0;
}
template <int dlps>
double less_water_than(const R& r) {
  return r.water_dlps < dlps ? 1.0 : 0.0;
}

double no_hydrant(const R& r) { return r.hydrant ? 0.0 : 1.0; }
double hydrant_lps(const R& r) { return 0.1 * r.hydrant_dlps; }
double hydrant_pressure_m(const R& r) { return 0.1 * r.hydrant_pressure_dm; }

// On the floor for more than an hour: from the fall to the first helper, or to the end where nobody came.
double long_lie(const R& r) {
  const auto help = r.times.at(Stage::reached) ? r.times.between(Stage::onset, Stage::reached)
                                               : r.times.between(Stage::onset, Stage::ended);
  return !help || *help > sim::one_hour ? 1.0 : 0.0;
}

constexpr auto per_year = Statistic::per_year;
constexpr auto share = Statistic::share;

const Outcome table[] = {
    {Hazard::fire,
     "reported",
     {"上报消防的火灾", "fires reported to the brigade"},
     per_year,
     "1/a",
     true,
     all,
     is_reported},
    {Hazard::fire, "unnoticed", {"无人察觉而自熄", "never noticed by anybody"}, share, "1", true, all, unnoticed},
    {Hazard::fire,
     "by_household",
     {"住户自行扑灭", "put out by the household"},
     share,
     "1",
     false,
     all,
     ending_is<Ending::by_household>},
    {Hazard::fire,
     "by_helper",
     {"就近力量扑灭", "put out by the first helpers"},
     share,
     "1",
     false,
     all,
     ending_is<Ending::by_helper>},
    {Hazard::fire,
     "by_brigade",
     {"消防队扑灭", "put out by the brigade"},
     share,
     "1",
     true,
     all,
     ending_is<Ending::by_service>},
    {Hazard::fire,
     "alarm_first_in_alarm_homes",
     {"联网烟感家庭中烟感最先发现", "noticed first by the alarm, homes with a linked alarm"},
     share,
     "1",
     false,
     with_linked_alarm,
     noticed_by<Noticer::smoke_alarm>},
    {Hazard::fire,
     "extent_none",
     {"上报火灾中无损失", "reported fires without fire damage"},
     share,
     "1",
     false,
     reported,
     extent_is<FireExtent::none>},
    {Hazard::fire,
     "extent_first_item",
     {"上报火灾中限于起火物", "reported fires that stay with the first item"},
     share,
     "1",
     false,
     reported,
     extent_is<FireExtent::first_item>},
    {Hazard::fire,
     "extent_room",
     {"上报火灾中限于起火房间", "reported fires that stay in the room"},
     share,
     "1",
     true,
     reported,
     extent_is<FireExtent::room>},
    {Hazard::fire,
     "extent_beyond_room",
     {"上报火灾中蔓延出房间", "reported fires that spread beyond the room"},
     share,
     "1",
     true,
     reported,
     extent_is<FireExtent::beyond_room>},
    {Hazard::fire,
     "beyond_room",
     {"蔓延出房间的火灾", "fires that spread beyond the room"},
     per_year,
     "1/a",
     true,
     all,
     extent_is<FireExtent::beyond_room>},
    {Hazard::fire, "deaths", {"火灾死亡人数", "deaths"}, per_year, "1/a", true, all, deaths},
    {Hazard::fire, "injuries", {"火灾受伤人数", "injuries"}, per_year, "1/a", true, all, injuries},
    {Hazard::fire, "loss", {"火灾财产损失", "loss"}, per_year, "yuan/a", true, all, loss},
    {Hazard::fire,
     "water_below_7_5_lps",
     {"出水火灾中流量不足7.5升/秒", "fires fought with less than 7.5 L/s"},
     share,
     "1",
     true,
     has_water,
     less_water_than<75>},
    {Hazard::fire,
     "water_below_15_lps",
     {"出水火灾中流量不足15升/秒", "fires fought with less than 15 L/s"},
     share,
     "1",
     true,
     has_water,
     less_water_than<150>},
    {Hazard::fire,
     "water_below_30_lps",
     {"出水火灾中流量不足30升/秒", "fires fought with less than 30 L/s"},
     share,
     "1",
     true,
     has_water,
     less_water_than<300>},
    {Hazard::fire,
     "no_hydrant_water",
     {"需用消火栓而未得水的火灾", "fires whose crews sought a hydrant and got no water from one"},
     share,
     "1",
     true,
     wants_hydrant,
     no_hydrant},
    {Hazard::fire,
     "hydrant_flow",
     {"消火栓最大出流量", "greatest flow from one hydrant"},
     Statistic::mean,
     "L/s",
     false,
     at_hydrant,
     hydrant_lps},
    {Hazard::fire,
     "hydrant_pressure",
     {"出流消火栓最低剩余压力", "least residual pressure at a flowing hydrant"},
     Statistic::mean,
     "m",
     false,
     at_hydrant,
     hydrant_pressure_m},
    {Hazard::gas_leak, "ignited", {"被点燃的漏气", "leaks that ignite"}, per_year, "1/a", true, all, ignited},
    {Hazard::gas_leak, "deaths", {"燃气死亡人数", "deaths"}, per_year, "1/a", true, all, deaths},
    {Hazard::gas_leak, "injuries", {"燃气受伤人数", "injuries"}, per_year, "1/a", true, all, injuries},
    {Hazard::gas_leak, "unnoticed", {"始终无人察觉", "never noticed by anybody"}, share, "1", true, all, unnoticed},
    {Hazard::fall,
     "long_lie",
     {"倒地超过1小时", "on the floor for over an hour"},
     per_year,
     "1/a",
     true,
     needs_help,
     long_lie},
    {Hazard::fall,
     "long_lie_share",
     {"不能自行起身者中倒地超过1小时", "over an hour, of those who cannot rise"},
     share,
     "1",
     true,
     needs_help,
     long_lie},
    {Hazard::fall, "deaths", {"长时间倒地致死", "deaths by a long lie"}, per_year, "1/a", true, all, deaths},
    {Hazard::medical, "arrests", {"心脏骤停", "cardiac arrests"}, per_year, "1/a", true, arrest, one},
    {Hazard::medical,
     "arrest_survival",
     {"心脏骤停存活率", "survival of cardiac arrest"},
     share,
     "1",
     false,
     arrest,
     survived},
    {Hazard::medical,
     "aed_applied",
     {"急救人员到达前已用公共除颤器", "public defibrillator applied before a crew"},
     per_year,
     "1/a",
     false,
     arrest,
     aed_applied},
    {Hazard::medical,
     "aed_shocked",
     {"急救人员到达前已除颤", "shocked by a public defibrillator before a crew"},
     per_year,
     "1/a",
     false,
     arrest,
     aed_shocked},
    {Hazard::false_alarm,
     "visited",
     {"需上门核实的误报", "false alarms that somebody has to visit"},
     per_year,
     "1/a",
     true,
     all,
     visited},
    {Hazard::outage, "street_closures", {"道路封闭次数", "closures of streets"}, per_year, "1/a", true, closure, one},
    {Hazard::outage,
     "street_closed",
     {"道路封闭时长合计", "time that streets are closed, summed"},
     per_year,
     "h/a",
     true,
     closure,
     closed_h},
    {Hazard::false_alarm,
     "unanswered",
     {"始终无人应答的误报", "false alarms that nobody answers"},
     per_year,
     "1/a",
     true,
     all,
     unanswered},
};

const Outcome for_every_hazard[] = {
    {Hazard::fire, "incidents", {"起数", "incidents"}, per_year, "1/a", true, all, one},
    {Hazard::fire,
     "acknowledged",
     {"发出的告警有人应答", "alarms that somebody answers"},
     share,
     "1",
     false,
     sent_alarm,
     acknowledged},
    {Hazard::fire,
     "alarms_unanswered",
     {"始终无人应答的告警", "alarms that nobody ever answers"},
     per_year,
     "1/a",
     true,
     sent_alarm,
     unanswered},
    {Hazard::fire,
     "detours",
     {"因道路封闭而绕行", "helpers had to go round closed streets"},
     per_year,
     "1/a",
     true,
     all,
     went_round},
    {Hazard::fire,
     "detour",
     {"因道路封闭多走的时间合计", "time lost by going round closed streets, summed"},
     per_year,
     "s/a",
     true,
     all,
     detour_s},
};

}  // namespace

std::span<const Outcome> outcomes() {
  static const std::vector<Outcome> complete = [] {
    std::vector<Outcome> list;
    for (std::size_t h = 0; h < hazards; ++h)
      for (Outcome o : for_every_hazard) {
        o.hazard = static_cast<Hazard>(h);
        list.push_back(o);
      }
    list.insert(list.end(), std::begin(table), std::end(table));
    return list;
  }();
  return complete;
}

}  // namespace yuanluo::models
