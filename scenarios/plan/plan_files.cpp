#include "scenarios/plan/plan_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "scenarios/json/document.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/spec.hpp"
#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/csv_writer.hpp"
#include "scenarios/tables/tables.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr std::array objective_keys{"whole", "worst_community", "gap_communities", "gap_groups", "weighted_groups"};

OrderedJson both(const models::Name& name) { return {{"zh", name.zh}, {"en", name.en}}; }

OrderedJson finite(double value) { return std::isfinite(value) ? OrderedJson(value) : OrderedJson(nullptr); }

OrderedJson interval_json(const sim::ConfidenceInterval& interval) {
  return {{"mean", interval.mean},
          {"low", finite(interval.low())},
          {"high", finite(interval.high())},
          {"level", interval.level},
          {"replications", interval.count}};
}

OrderedJson place_json(const PlanResult& plan, std::size_t d, std::size_t n) {
  const Selected& selected = plan.alternatives[plan.best].selected[d];
  const Candidate& candidate = plan.candidates[d][selected.chosen[n]];
  OrderedJson one{{"rank", n + 1},
                  {"kind", words(plan.spec.decisions[d].kind).key},
                  {"place", both(candidate.place)},
                  {"lon", candidate.position.lon()},
                  {"lat", candidate.position.lat()},
                  {"cost_yuan", candidate.cost_yuan},
                  {"benefit", selected.marginal[n]}};
  if (candidate.community) one["community"] = both(plan.district.communities[*candidate.community].name);
  if (candidate.flow_lps) one["flow_lps"] = *candidate.flow_lps;
  if (const auto way = nearest_hydrant_m(plan, d, n)) one["nearest_hydrant_m"] = *way;
  if (const auto gain = marginal_gain(plan, d, n)) one["gain"] = interval_json(*gain);
  one["why"] = both(plan.reasons[d][n]);
  if (const auto& runner_up = selected.runner_up[n]) {
    one["runner_up"] = both(plan.candidates[d][*runner_up].place);
    one["exchange_loss"] = selected.exchange_loss[n];
  }
  return one;
}

// Of the objectives, or of what the constraints limit.
OrderedJson effects_json(const PlanResult& plan, std::size_t alternative, std::size_t from, std::size_t to) {
  const std::vector<PlanObjective> measures = plan.spec.measures();
  OrderedJson list = OrderedJson::array();
  for (std::size_t k = from; k < to; ++k) {
    const Effect& effect = plan.effects[alternative][k];
    list.push_back({{"kpi", measures[k].kpi},
                    {"as", objective_keys[static_cast<std::size_t>(measures[k].as)]},
                    {"mean", effect.mean},
                    {"change", interval_json(effect.change)},
                    {"worst", effect.worst},
                    {"worst_tenth", effect.tail},
                    {"worst_scenario", effect.worst_scenario},
                    {"gap_between_communities", finite(effect.gap)}});
  }
  return list;
}

OrderedJson constraints_json(const PlanResult& plan) {
  OrderedJson list = OrderedJson::array();
  for (std::size_t c = 0; c < plan.spec.constraints.size(); ++c) {
    const PlanConstraint& constraint = plan.spec.constraints[c];
    const std::size_t k = plan.spec.objectives.size() + c;
    const Effect& effect = plan.effects[plan.best][k];
    OrderedJson one{{"kpi", constraint.measure.kpi},
                    {"as", objective_keys[static_cast<std::size_t>(constraint.measure.as)]},
                    {"limit", both(limit_of(plan, c))},
                    {"today", plan.today[k]},
                    {"with_plan", effect.mean},
                    {"kept", keeps(constraint, effect.mean, effect.change, plan.less_is_better[k])}};
    OrderedJson& broken = one["broken_by"] = OrderedJson::array();
    for (const Alternative& alternative : plan.alternatives) {
      const auto& breaks = alternative.breaks;
      if (std::find(breaks.begin(), breaks.end(), c) != breaks.end()) broken.push_back(both(alternative.name));
    }
    list.push_back(std::move(one));
  }
  return list;
}

// What one decision of an alternative chose; places in the order in which they help most.
OrderedJson decision_json(const PlanResult& plan, const Alternative& alternative, std::size_t d) {
  constexpr std::size_t listed = 500;
  const Selected& selected = alternative.selected[d];
  const auto& best = plan.alternatives[plan.best].selected[d].chosen;
  std::multiset<std::uint32_t> there(best.begin(), best.end());
  std::size_t shared = 0;
  OrderedJson places = OrderedJson::array();
  for (const std::uint32_t k : selected.chosen) {
    if (const auto found = there.find(k); found != there.end()) {
      there.erase(found);
      ++shared;
    }
    if (places.size() < listed) places.push_back(both(plan.candidates[d][k].place));
  }
  return {{"kind", words(plan.spec.decisions[d].kind).key},
          {"count", selected.chosen.size()},
          {"benefit", selected.total},
          {"benefit_bound", selected.bound},
          {"method", selected.method},
          {"shared_with_best", shared},
          {"first_places", std::move(places)}};
}

OrderedJson race_json(const Race& race) {
  OrderedJson generations = OrderedJson::array();
  for (const auto& rounds : race.rounds) {
    OrderedJson list = OrderedJson::array();
    for (const auto& round : rounds) {
      list.push_back({{"variants", round.candidates},
                      {"replications_of_each", round.replications},
                      {"replications_so_far", round.evaluations},
                      {"probability_of_good_selection", round.confidence}});
    }
    generations.push_back(std::move(list));
  }
  return {{"variants", race.variants},
          {"replications", race.evaluations},
          {"decided", race.decided},
          {"probability_of_good_selection", race.confidence},
          {"gain_over_choice_by_benefit", interval_json(race.gain)},
          {"generations", std::move(generations)}};
}

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (stream) return;
  Problem problem;
  problem.file = file.generic_string();
  problem.wanted = {"可写的文件", "a file that can be written"};
  problem.found = {"写不了", "cannot be written"};
  throw ScenarioError({std::move(problem)});
}

}  // namespace

nlohmann::ordered_json plan_json(const PlanResult& plan) {
  OrderedJson json{{"plan", plan.spec.file}, {"name", both(plan.spec.name)}, {"scenarios", plan.spec.scenarios}};
  OrderedJson& objectives = json["objectives"] = OrderedJson::array();
  for (std::size_t k = 0; k < plan.spec.objectives.size(); ++k) {
    objectives.push_back({{"kpi", plan.spec.objectives[k].kpi},
                          {"as", objective_keys[static_cast<std::size_t>(plan.spec.objectives[k].as)]},
                          {"name", both(plan.names[k])},
                          {"unit", plan.units[k]},
                          {"less_is_better", static_cast<bool>(plan.less_is_better[k])}});
    if (!plan.today.empty()) objectives.back()["today"] = plan.today[k];
  }
  OrderedJson& alternatives = json["alternatives"] = OrderedJson::array();
  for (std::size_t a = 0; a < plan.alternatives.size(); ++a) {
    const Alternative& alternative = plan.alternatives[a];
    OrderedJson one{{"name", both(alternative.name)},
                    {"ours", alternative.ours},
                    {"best", a == plan.best},
                    {"cost_yuan", alternative.cost_yuan}};
    for (std::size_t d = 0; d < alternative.selected.size(); ++d)
      one["decisions"].push_back(decision_json(plan, alternative, d));
    if (!plan.effects.empty()) {
      one["effects"] = effects_json(plan, a, 0, plan.spec.objectives.size());
      if (!plan.spec.constraints.empty())
        one["constrained"] = effects_json(plan, a, plan.spec.objectives.size(), plan.names.size());
      one["efficient"] = static_cast<bool>(plan.efficient[a]);
    }
    if (a < plan.selection.standings.size() && alternative.breaks.empty()) {
      const plan::Standing& standing = plan.selection.standings[a];
      one["selection"] = {{"replications", standing.replications}, {"mean", standing.mean}, {"sd", standing.sd}};
      if (standing.eliminated_by) {
        one["selection"]["eliminated_after"] = standing.eliminated_after;
        one["selection"]["eliminated_by"] = both(plan.alternatives[*standing.eliminated_by].name);
      }
    }
    alternatives.push_back(std::move(one));
  }
  if (plan.promised) {
    sim::ConfidenceInterval confirmed = plan.effects[plan.best][0].change;
    if (plan.less_is_better[0]) confirmed.mean = -confirmed.mean;
    json["promise"] = {{"selected_with", interval_json(*plan.promised)},
                       {"confirmed", interval_json(confirmed)},
                       {"optimism", plan.promised->mean - confirmed.mean},
                       {"decided", plan.selection.decided}};
  }
  if (!plan.spec.constraints.empty()) json["constraints"] = constraints_json(plan);
  if (plan.race) json["race"] = race_json(*plan.race);
  for (std::size_t d = 0; d < plan.refused.size(); ++d) {
    for (const Refused& refused : plan.refused[d]) {
      json["refused"].push_back(
          {{"kind", words(plan.spec.decisions[d].kind).key}, {"why", both(refused.why)}, {"places", refused.places}});
    }
  }
  for (const RuleCount& rule : plan.rules)
    json["rules"].push_back({{"rule", both(rule.rule)}, {"broken_today", rule.today}, {"broken_with_plan", rule.then}});
  OrderedJson& places = json["chosen"] = OrderedJson::array();
  const auto& selected = plan.alternatives[plan.best].selected;
  for (std::size_t d = 0; d < selected.size(); ++d) {
    for (std::size_t n = 0; n < selected[d].chosen.size(); ++n) places.push_back(place_json(plan, d, n));
  }
  OrderedJson& missed = json["just_missed"] = OrderedJson::array();
  for (std::size_t d = 0; d < selected.size(); ++d) {
    for (const Missed& one : selected[d].missed) {
      const Candidate& candidate = plan.candidates[d][one.candidate];
      missed.push_back({{"kind", words(plan.spec.decisions[d].kind).key},
                        {"place", both(candidate.place)},
                        {"lon", candidate.position.lon()},
                        {"lat", candidate.position.lat()},
                        {"would_add", one.gain}});
    }
  }
  OrderedJson& curve = json["curve"] = OrderedJson::array();
  for (const CurvePoint& point : plan.curve) {
    curve.push_back({{"count", point.count}, {"cost_yuan", point.cost_yuan}, {"benefit_share", point.benefit_share}});
    if (point.gain) curve.back()["gain"] = interval_json(*point.gain);
  }
  OrderedJson& front = json["front"] = {{"exact", plan.front.exact},
                                        {"hypervolume", plan.front.hypervolume},
                                        {"hypervolume_bound", plan.front.hypervolume_bound},
                                        {"points", OrderedJson::array()}};
  for (const FrontPoint& point : plan.front.points) {
    front["points"].push_back({{"count", point.count},
                               {"cost_yuan", point.cost_yuan},
                               {"benefit", point.benefit},
                               {"benefit_bound", point.bound}});
  }
  OrderedJson& fairness = json["price_of_fairness"] = OrderedJson::array();
  for (const FairnessPoint& point : plan.fairness) {
    fairness.push_back({{"at_least_per_community", point.at_least_per_community},
                        {"benefit", point.benefit},
                        {"worst_community_benefit_per_1000", point.worst_community_per_1000}});
  }
  OrderedJson& log = json["log"] = OrderedJson::array();
  for (const models::Name& line : plan.log) log.push_back(both(line));
  return json;
}

std::string plan_csv(const PlanResult& plan) {
  std::string text(utf8_mark);
  text +=
      "rank,kind,place_zh,place_en,lon,lat,community_zh,cost_yuan,benefit,benefit_share_so_far,gain,gain_low,"
      "gain_high,runner_up_zh,exchange_loss,flow_lps,nearest_hydrant_m,why_zh,why_en\r\n";
  const auto& all = plan.alternatives[plan.best].selected;
  for (std::size_t d = 0; d < all.size(); ++d) {
    double so_far = 0.0;
    for (std::size_t n = 0; n < all[d].chosen.size(); ++n) {
      const Candidate& candidate = plan.candidates[d][all[d].chosen[n]];
      so_far += all[d].marginal[n];
      text += fmt::format("{},{},", n + 1, words(plan.spec.decisions[d].kind).key);
      append_csv_field(text, candidate.place.zh);
      text += ',';
      append_csv_field(text, candidate.place.en);
      text += fmt::format(",{},{},", degrees(candidate.position.lon_e7), degrees(candidate.position.lat_e7));
      if (candidate.community) append_csv_field(text, plan.district.communities[*candidate.community].name.zh);
      text += fmt::format(",{},{},{:.6f},", candidate.cost_yuan, all[d].marginal[n],
                          all[d].total > 0.0 ? so_far / all[d].total : 0.0);
      const auto gain = marginal_gain(plan, d, n);
      text += gain ? fmt::format("{},{},{},", gain->mean, gain->low(), gain->high()) : ",,,";
      if (all[d].runner_up[n]) append_csv_field(text, plan.candidates[d][*all[d].runner_up[n]].place.zh);
      text += all[d].runner_up[n] ? fmt::format(",{}", all[d].exchange_loss[n]) : ",";
      text += candidate.flow_lps ? fmt::format(",{:.2f}", *candidate.flow_lps) : ",";
      const auto way = nearest_hydrant_m(plan, d, n);
      text += way ? fmt::format(",{:.1f},", *way) : ",,";
      append_csv_field(text, plan.reasons[d][n].zh);
      text += ',';
      append_csv_field(text, plan.reasons[d][n].en);
      text += "\r\n";
    }
  }
  return text;
}

std::string plan_geojson(const PlanResult& plan) {
  OrderedJson features = OrderedJson::array();
  const auto& all = plan.alternatives[plan.best].selected;
  for (std::size_t d = 0; d < all.size(); ++d) {
    for (std::size_t n = 0; n < all[d].chosen.size(); ++n) {
      OrderedJson properties = place_json(plan, d, n);
      properties.erase("lon");
      properties.erase("lat");
      const models::GeoPoint at = plan.candidates[d][all[d].chosen[n]].position;
      features.push_back({{"type", "Feature"},
                          {"geometry", {{"type", "Point"}, {"coordinates", {at.lon(), at.lat()}}}},
                          {"properties", std::move(properties)}});
    }
  }
  return OrderedJson{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump(1) + '\n';
}

void write_plan_scenario(const PlanResult& plan, const std::filesystem::path& folder) {
  models::District district = plan.district;
  const Alternative& best = plan.alternatives[plan.best];
  for (std::size_t d = 0; d < best.selected.size(); ++d) {
    add_to(district, plan.spec.decisions[d], plan.candidates[d], best.selected[d].chosen);
  }
  write_tables(district, folder / "district");
  Spec spec = load_spec(plan.spec.scenarios.front());
  spec.name = plan.spec.name;
  spec.generator.reset();
  spec.tables = (folder / "district").lexically_normal().generic_string();
  write_text(folder / "scenario.json", resolved_json(spec, folder));
}

}  // namespace yuanluo::scenarios
