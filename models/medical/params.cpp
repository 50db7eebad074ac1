#include "models/medical/params.hpp"

namespace yuanluo::models {

void describe(ParamVisitor& v, MedicalParams& p) {
  using namespace confidence_letters;
  v.number({"arrests_per_100k_year",
            "1/(100000 a)",
            10,
            300,
            "Xie2023",
            B,
            {"每10万人每年院外心脏骤停", "cardiac arrests outside hospital per 100,000 people and year"}},
           p.arrests_per_100k_year);
  v.number({"strokes_per_100k_year",
            "1/(100000 a)",
            50,
            800,
            "assumption",
            C,
            {"每10万人每年脑卒中", "strokes per 100,000 people and year"}},
           p.strokes_per_100k_year);
  v.number({"other_per_1000_year",
            "1/(1000 a)",
            0,
            200,
            "FuyangEms2023",
            C,
            {"每千人每年其他急救呼叫", "other emergencies with an ambulance per 1,000 people and year"}},
           p.other_per_1000_year);
  v.number({"old_age_factor",
            "1",
            1,
            20,
            "FuyangEms2023",
            C,
            {"60岁及以上相对其他人的倍数", "rate at 60 and over, relative to younger people"}},
           p.old_age_factor);
  v.number({"home_share", "1", 0, 1, "BasicOhca2023", A, {"发生在家中的比例", "share at home"}}, p.home_share);
  v.weights({"hour_weights", "1", 0, 100, "assumption", C, {"各小时发病权重", "relative frequency by hour of the day"}},
            p.hour_weights);
  describe_weekdays(v, p.weekday_weights);
  v.number({"witnessed_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"同住者在家时目击的比例", "witnessed, where somebody else is at home"}},
           p.witnessed_share);
  v.number({"shockable_share", "1", 0, 1, "BasicOhca2023", A, {"可电击心律比例", "shockable rhythm"}},
           p.shockable_share);
  v.number({"bystander_cpr_share",
            "1",
            0,
            1,
            "BeijingOhca2021",
            A,
            {"旁观者心肺复苏比例", "bystander resuscitation, where somebody is there"}},
           p.bystander_cpr_share);
  v.number({"survival_non_shockable",
            "1",
            0,
            0.2,
            "BeijingOhca2021",
            C,
            {"不可电击者在参考时间下的存活率", "survival without shockable rhythm at the reference response"}},
           p.survival_non_shockable);
  v.number({"survival_reference_min",
            "min",
            3,
            30,
            "EmsResponse2023",
            A,
            {"参考反应时间", "reference response for that survival"}},
           p.survival_reference_min);
  v.number({"odds_per_minute",
            "1",
            1,
            1.5,
            "KoCARC2019",
            A,
            {"每提前一分钟的存活优势比", "odds ratio of survival per minute saved"}},
           p.odds_per_minute);
  v.number({"calls_alone_stroke",
            "1",
            0,
            1,
            "assumption",
            C,
            {"独自在家的卒中者能自己呼救", "a stroke patient who is alone can call"}},
           p.calls_alone_stroke);
  v.number({"calls_alone_other",
            "1",
            0,
            1,
            "assumption",
            C,
            {"独自在家的其他患者能自己呼救", "another patient who is alone can call"}},
           p.calls_alone_other);
  v.number({"button_pressed",
            "1",
            0,
            1,
            "Fleming2008",
            C,
            {"能动者使用求助按钮的比例", "of those who can act alone, uses the SOS button if there is one"}},
           p.button_pressed);
  v.lognormal(
      {"calls_alone_delay_s", "s", 1, 36000, "assumption", C, {"独自者发病到呼救", "from onset to the call, alone"}},
      p.calls_alone_delay_s);
  v.lognormal({"household_notices_awake_s",
               "s",
               1,
               7200,
               "assumption",
               C,
               {"家人清醒时发现时间", "an awake household member notices"}},
              p.household_notices_awake_s);
  v.lognormal({"household_notices_asleep_s",
               "s",
               1,
               36000,
               "assumption",
               C,
               {"家人睡眠时发现时间", "a sleeping household member notices"}},
              p.household_notices_asleep_s);
  v.lognormal({"alone_found_s",
               "s",
               60,
               259200,
               "assumption",
               C,
               {"独自且不能呼救者被发现时间", "found when alone and unable to call"}},
              p.alone_found_s);
  v.lognormal({"passer_by_notices_s", "s", 1, 7200, "assumption", C, {"户外被路人发现时间", "a passer-by notices"}},
              p.passer_by_notices_s);
  v.lognormal({"decide_to_call_s",
               "s",
               1,
               7200,
               "assumption",
               C,
               {"发现到拨打急救电话", "from noticing to calling an ambulance"}},
              p.decide_to_call_s);
  v.lognormal({"on_scene_s", "s", 60, 7200, "assumption", C, {"急救人员现场处置时间", "treatment on scene"}},
              p.on_scene_s);
  v.number({"advanced_care_after_min",
            "min",
            0,
            20,
            "assumption",
            C,
            {"急救人员到达到高级生命支持", "from the crew at the patient to advanced life support"}},
           p.advanced_care_after_min);
  v.number({"aed_reach_m",
            "m",
            0,
            1000,
            "Chan2013",
            C,
            {"除颤器步行可及距离", "way on foot within which a public defibrillator is fetched"}},
           p.aed_reach_m);
  v.number({"aed_fetched_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"旁观者取来可及除颤器的比例", "bystanders who have a defibrillator within reach fetched"}},
           p.aed_fetched_share);
  v.number({"aed_brought_by_staff_share",
            "1",
            0,
            1,
            "assumption",
            C,
            {"工作人员带来可及除颤器的比例", "staff who come and bring a defibrillator within reach"}},
           p.aed_brought_by_staff_share);
  v.number({"aed_ready_s",
            "s",
            10,
            600,
            "assumption",
            C,
            {"除颤器到患者处至首次分析", "from the defibrillator at the patient to its first analysis"}},
           p.aed_ready_s);
}

}  // namespace yuanluo::models
