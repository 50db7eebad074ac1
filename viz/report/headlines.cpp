#include "viz/report/headlines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace yuanluo::viz {
namespace {

using models::Breakdown;
using models::Group;
using models::Hazard;
using models::Language;
using models::Latency;
using models::Statistic;

// What a sentence is about: in Chinese a noun phrase, in English subject and verb with the word before the figure.
struct Opening {
  std::string_view zh;           // "独居老人从跌倒到被发现的时间中位数"
  std::string_view en;           // "The median fall of a resident living alone is found"
  std::string_view preposition;  // "after"; may be empty
};

Prose both_escaped(const models::Name& name) { return {escaped(name.zh), escaped(name.en)}; }

// The interval in brackets; the list of sentences says what brackets mean.
std::string interval_text(const plan::Estimate& e, const Unit& unit, Language language) {
  if (e.n < 2) return "";
  const std::string bounds = range(e.low, e.high, unit);
  const char* percent = unit.name.en == "%" ? "%" : "";
  if (language == Language::zh) return fmt::format("（{}{}）", bounds, percent);
  return fmt::format(" ({}{})", bounds, percent);
}

bool is_share(const Unit& unit) { return unit.name.en == "%"; }

// What changed against the base: by how much, and whether that is more than chance.
Prose change_in_words(const plan::Difference& d, const Unit& unit) {
  Unit change_unit = unit;
  // Differences of shares are in percentage points.
  if (is_share(unit)) change_unit.name = {"个百分点", "percentage points"};
  const bool time = unit.name.en == "s" || unit.name.en == "min" || unit.name.en == "h" || unit.name.en == "d";
  const bool less = d.change.mean < 0.0;
  const plan::Estimate size{d.change.n, std::abs(d.change.mean), less ? -d.change.high : d.change.low,
                            less ? -d.change.low : d.change.high, d.change.sd};
  if (d.change.mean == 0.0 && d.change.sd == 0.0) return {"，两者相同", ": no difference"};
  if (number(d.change.mean, change_unit).find_first_not_of("−0.,") == std::string::npos) {
    return {"，两者几乎没有差别", ": practically no difference"};
  }
  if (!d.significant) {
    return {fmt::format("；两者相差 {} {}{}，尚不能与随机波动区分", signed_number(d.change.mean, change_unit),
                        change_unit.name.zh, interval_text(d.change, change_unit, Language::zh)),
            fmt::format("; the difference of {}&nbsp;{}{} cannot be told from chance",
                        signed_number(d.change.mean, change_unit), change_unit.name.en,
                        interval_text(d.change, change_unit, Language::en))};
  }
  const char* verb_zh = time ? (less ? "缩短" : "延长") : (less ? "减少" : "增加");
  if (is_share(unit)) verb_zh = less ? "下降" : "提高";
  const char* verb_en = time ? (less ? "shorter" : "longer") : (less ? "less" : "more");
  return {fmt::format("，{} <b>{} {}</b>{}", verb_zh, number(size.mean, change_unit), change_unit.name.zh,
                      interval_text(size, change_unit, Language::zh)),
          fmt::format(": <b>{}&nbsp;{}</b> {}{}", number(size.mean, change_unit), change_unit.name.en, verb_en,
                      interval_text(size, change_unit, Language::en))};
}

// The whole sentence: the figure, the figure of the base, the change.
Prose sentence(const Evidence& evidence, const Opening& opening, const Figure& figure, const Unit& unit) {
  const Prose now = value_in_words(*figure.value, unit);
  const std::string before_figure = fmt::format(" {}{}", opening.preposition, opening.preposition.empty() ? "" : " ");
  if (evidence.base() == nullptr || !figure.base) {
    return {fmt::format("{}为{}。", opening.zh, now.zh), fmt::format("{}{}{}.", opening.en, before_figure, now.en)};
  }
  const Prose base_name = both_escaped(evidence.base_label());
  const Prose main_name = both_escaped(evidence.label());
  const Prose before = value_in_words(*figure.base, unit);
  Prose text{fmt::format("{}：“{}”为{}，“{}”为{}", opening.zh, base_name.zh, before.zh, main_name.zh, now.zh),
             fmt::format("{}{}{} in “{}”, and{}{} in “{}”", opening.en, before_figure, now.en, main_name.en,
                         before_figure, before.en, base_name.en)};
  if (figure.change) {
    const Prose change = change_in_words(*figure.change, unit);
    text.zh += change.zh;
    text.en += change.en;
  }
  return {text.zh + "。", text.en + "."};
}

const Figure* with_value(const Figure* f) { return f != nullptr && f->value ? f : nullptr; }

Unit unit_of(const Evidence& evidence, const Question& q, const Figure& f) {
  const models::KpiDefinition* d = evidence.definition(q);
  return d != nullptr ? unit_for(*d, f.largest()) : duration_unit(f.largest());
}

struct Topic {
  Question question;
  Opening opening;
  Prose label;  // of a highlight
};

Question about(Hazard hazard, Latency latency, Statistic statistic, std::optional<Group> group = std::nullopt) {
  return {hazard, latency, statistic, group ? Breakdown::group : Breakdown::all,
          group ? static_cast<std::uint32_t>(*group) : 0};
}

const std::vector<Topic>& latency_topics() {
  static const std::vector<Topic> all{
      {about(Hazard::fall, Latency::detection, Statistic::median, Group::living_alone),
       {"独居老人从跌倒到被发现的时间中位数", "The median fall of a resident living alone is found", "after"},
       {"独居老人跌倒：被发现", "Falls of elders living alone: found"}},
      {about(Hazard::fall, Latency::response, Statistic::median, Group::living_alone),
       {"独居老人跌倒后有帮手到场的，从跌倒到帮手来到身边的时间中位数",
        "The median fall of a resident living alone that a helper reaches is reached", "after"},
       {"独居老人跌倒：帮手到达", "Falls of elders living alone: helper there"}},
      {about(Hazard::fire, Latency::response, Statistic::median),
       {"有外来力量到场的火灾，从起火到首位处置人员到场的时间中位数",
        "The median fire that a helper from outside the home reaches is reached", "after"},
       {"火灾：首位处置人员到场", "Fires: first capable person there"}},
      {about(Hazard::fire, Latency::service, Statistic::within_target),
       {"消防车接警后在目标时间内到达院落大门的比例",
        "The share of calls in which the fire engine is at the gate within its target time is", ""},
       {"消防车按时到达", "Fire engine within target"}},
      {about(Hazard::medical, Latency::response, Statistic::median),
       {"突发疾病从发病到首位帮手来到病人身边的时间中位数",
        "The median patient in a medical emergency is reached by a first helper", "after"},
       {"突发疾病：帮手到达", "Medical emergencies: helper there"}},
      {about(Hazard::gas_leak, Latency::detection, Statistic::median),
       {"燃气泄漏从开始到被发现的时间中位数", "The median gas leak is noticed", "after"},
       {"燃气泄漏：被发现", "Gas leaks: noticed"}},
  };
  return all;
}

// Outcomes that are named where the catalogue has them.
struct Outcome {
  std::string_view key;
  Opening opening;
};

const std::vector<Outcome>& outcome_topics() {
  static const std::vector<Outcome> all{
      {"fire.beyond_room.per_year", {"蔓延出起火房间的火灾", "Fires that spread beyond the room of origin:", ""}},
      {"fire.deaths.per_year", {"火灾死亡人数", "Deaths in fires:", ""}},
      {"fall.long_lie.per_year", {"跌倒后倒地超过1小时的事件", "Falls with more than an hour on the floor:", ""}},
      {"medical.arrest_survival.share", {"心脏骤停病人的存活率", "Survival of cardiac arrest:", ""}},
      {"gas_leak.ignited.per_year", {"被点燃的燃气泄漏", "Gas leaks that ignite:", ""}},
      {"false_alarm.visited.per_year", {"需要上门核实的误报", "False alarms that somebody has to visit:", ""}},
  };
  return all;
}

}  // namespace

Prose value_in_words(const plan::Estimate& estimate, const Unit& unit) {
  return {fmt::format("<b>{}</b>{}", with_unit(estimate.mean, unit, Language::zh),
                      interval_text(estimate, unit, Language::zh)),
          fmt::format("<b>{}</b>{}", with_unit(estimate.mean, unit, Language::en),
                      interval_text(estimate, unit, Language::en))};
}

std::vector<Highlight> highlights(const Evidence& evidence) {
  std::vector<Highlight> all;
  if (const auto f = evidence.matched(Hazard::fire, Latency::detection); f && f->value) {
    all.push_back(
        {{"装有烟感的家庭起火：被发现", "Fires in homes with an alarm: noticed"}, *f, duration_unit(f->largest())});
  }
  for (const Topic& t : latency_topics()) {
    if (const Figure* f = with_value(evidence.find(t.question))) {
      all.push_back({t.label, *f, unit_of(evidence, t.question, *f), t.question.statistic == Statistic::median});
    }
  }
  if (all.size() > 4) all.resize(4);
  return all;
}

std::vector<Prose> headlines(const Evidence& evidence) {
  std::vector<Prose> all;
  if (const auto f = evidence.matched(Hazard::fire, Latency::detection); f && f->value) {
    all.push_back(sentence(evidence,
                           {"加装联网烟感的家庭，火灾从起火到被发现的时间中位数",
                            "In homes that gained a linked smoke alarm, the median fire is noticed", "after"},
                           *f, duration_unit(f->largest())));
  }
  if (const auto f = evidence.matched(Hazard::gas_leak, Latency::detection); f && f->value) {
    all.push_back(sentence(evidence,
                           {"加装联网燃气传感器的家庭，燃气泄漏从开始到被发现的时间中位数",
                            "In homes that gained a linked gas sensor, the median gas leak is noticed", "after"},
                           *f, duration_unit(f->largest())));
  }
  for (const Topic& t : latency_topics()) {
    if (const Figure* f = with_value(evidence.find(t.question))) {
      all.push_back(sentence(evidence, t.opening, *f, unit_of(evidence, t.question, *f)));
    }
  }
  for (const Outcome& o : outcome_topics()) {
    if (const Figure* f = with_value(evidence.find(o.key))) {
      if (f->largest() == 0.0) continue;
      const auto d = std::find_if(evidence.definitions().begin(), evidence.definitions().end(),
                                  [&](const models::KpiDefinition& x) { return x.key == o.key; });
      all.push_back(sentence(evidence, o.opening, *f, unit_for(*d, f->largest())));
    }
  }
  return all;
}

}  // namespace yuanluo::viz
