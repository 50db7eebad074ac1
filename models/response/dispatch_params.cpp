#include "models/response/dispatch_params.hpp"

#include <span>
#include <vector>

#include "models/response/rules.hpp"

namespace yuanluo::models {

namespace {

using namespace confidence_letters;

constexpr Share rounds[] = {{"random", {"随机巡查", "a compound at random, a new one each half hour"}},
                            {"fixed", {"固定路线巡查", "the compounds one after another"}},
                            {"by_risk", {"按风险巡查", "at random, more often where more vulnerable people live"}}};

template <class Rule>
std::vector<Share> words_of(std::span<const Rule> rules) {
  std::vector<Share> words;
  for (const Rule& rule : rules) words.push_back({rule.word.key, rule.word.text});
  return words;
}

void describe_rules(ParamVisitor& v, DispatchParams& p) {
  v.choice({"choice", "", 0, 1, "assumption", C, {"派谁去", "who is sent"}}, words_of(choices()), p.choice);
  v.choice({"queue", "", 0, 1, "assumption", C, {"等待者的次序", "who is served first when a unit becomes free"}},
           words_of(queue_orders()), p.queue);
  v.choice({"relocation",
            "",
            0,
            1,
            "assumption",
            C,
            {"消防车与救护车的移防", "where fire engines and ambulances go that become free"}},
           words_of(relocations()), p.relocation);
  v.flag({"from_the_road", "", 0, 1, "assumption", C, {"返程中可再派遣", "a unit on its way back can be sent"}},
         p.from_the_road);
  v.flag({"pre_empt",
          "",
          0,
          1,
          "assumption",
          C,
          {"可改派给更紧急的事件", "a unit on its way to a less urgent incident can be called off"}},
         p.pre_empt);
  v.number({"cover_within_min", "min", 1, 60, "assumption", C, {"覆盖时限", "cover means within so many minutes"}},
           p.cover_within_min);
  v.number({"cover_busy_share",
            "1",
            0,
            0.95,
            "assumption",
            C,
            {"覆盖计算中的忙碌率", "share of time that a unit is taken to be busy, for the expected cover"}},
           p.cover_busy_share);
  v.number({"detour_under_way",
            "1",
            1,
            3,
            "assumption",
            C,
            {"途中改派的绕行系数", "way of a unit that is under way, relative to the straight line"}},
           p.detour_under_way);
}

void describe_equipment(ParamVisitor& v, DispatchParams& p) {
  v.number({"engine_sets",
            "1",
            1,
            20,
            "assumption",
            C,
            {"消防车携带的空气呼吸器气瓶组数（每起火灾用一组）",
             "sets of air cylinders on a fire engine; a fire takes one, and without one it is sent to no fire"}},
           p.engine_sets);
  v.number({"engine_refit_min",
            "min",
            0,
            240,
            "assumption",
            C,
            {"消防车归站后补充每组装备用时", "refitting a fire engine at its station, for each set used"}},
           p.engine_refit_min);
  v.number(
      {"micro_crew_sets",
       "1",
       1,
       20,
       "assumption",
       C,
       {"微型消防站随身装备组数（每起火灾用一组）", "sets of extinguishers and air that a micro fire crew carries"}},
      p.micro_crew_sets);
  v.number({"micro_crew_refit_min",
            "min",
            0,
            240,
            "assumption",
            C,
            {"微型消防站归队后补充每组装备用时", "refitting a micro fire crew, for each set used"}},
           p.micro_crew_refit_min);
  v.number({"ambulance_sets",
            "1",
            1,
            20,
            "assumption",
            C,
            {"救护车携带的除颤电极片与氧气组数（每次心脏骤停用一组）",
             "sets of AED pads and oxygen in an ambulance; a cardiac arrest takes one"}},
           p.ambulance_sets);
  v.number({"ambulance_refit_min",
            "min",
            0,
            240,
            "assumption",
            C,
            {"救护车归站后补充每组装备用时", "refitting an ambulance at its station, for each set used"}},
           p.ambulance_refit_min);
}

void describe_outside(ParamVisitor& v, DispatchParams& p) {
  v.number({"outside_engines",
            "1",
            0,
            50,
            "assumption",
            C,
            {"本区消防车全忙时邻区可支援车数", "fire engines that neighbours lend while all own ones are out"}},
           p.outside_engines);
  v.number({"outside_ambulances",
            "1",
            0,
            50,
            "assumption",
            C,
            {"本区救护车全忙时邻区可支援车数", "ambulances that neighbours lend while all own ones are out"}},
           p.outside_ambulances);
  v.number({"outside_way_factor",
            "1",
            1,
            20,
            "assumption",
            C,
            {"邻区车辆行程与本区站点行程之比", "way of a lent unit, relative to that from the own stations"}},
           p.outside_way_factor);
}

}  // namespace

void describe(ParamVisitor& v, DispatchParams& p) {
  describe_rules(v, p);
  auto round = static_cast<std::size_t>(p.rounds);
  v.choice({"rounds", "", 0, 1, "assumption", C, {"网格员巡查方式", "where grid workers are when they are free"}},
           rounds, round);
  p.rounds = static_cast<Rounds>(round);
  v.number({"mutual_aid_after_min",
            "min",
            0,
            240,
            "assumption",
            C,
            {"多久后请邻近社区网格员支援（0 为不请）",
             "no grid worker free for so long: the next community is asked; 0 for never"}},
           p.mutual_aid_after_min);
  v.number({"next_area_after_min",
            "min",
            0,
            240,
            "assumption",
            C,
            {"多久后请邻近辖区的消防车或救护车支援（0 为不请）",
             "no engine or ambulance free for so long: the next area's brigade or service is asked; 0 for never"}},
           p.next_area_after_min);
  v.number({"first_aid_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"受过急救培训的网格员比例",
             "share of grid workers trained in first aid: sent first to falls and illness, and they resuscitate"}},
           p.first_aid_share);
  v.number({"engines_first_alarm", "1", 1, 6, "assumption", C, {"首批消防车数", "fire engines sent at the first call"}},
           p.engines_first_alarm);
  v.number({"engines_second_alarm",
            "1",
            1,
            6,
            "assumption",
            C,
            {"增援消防车数", "fire engines sent when those there ask for more"}},
           p.engines_second_alarm);
  v.flag(
      {"engines_stand_down",
       "",
       0,
       1,
       "assumption",
       C,
       {"火灾提前处置后消防车返回", "engines turn round when it is over before they come; else they come and check"}},
      p.engines_stand_down);
  v.number({"handover_min",
            "min",
            0,
            60,
            "assumption",
            C,
            {"交接班用时", "handover at the start of a shift: nobody of it is sent"}},
           p.handover_min);
  v.number({"break_min",
            "min",
            0,
            120,
            "assumption",
            C,
            {"班中休息", "break in the middle of a shift: sent only to what is most urgent"}},
           p.break_min);
  v.number({"fatigue_limit_h",
            "h",
            0.5,
            24,
            "assumption",
            C,
            {"连续出勤上限", "work without rest after which a unit has to rest"}},
           p.fatigue_limit_h);
  v.number({"rest_min", "min", 0, 480, "assumption", C, {"疲劳后休息", "that rest"}}, p.rest_min);
  describe_equipment(v, p);
  describe_outside(v, p);
}

}  // namespace yuanluo::models
