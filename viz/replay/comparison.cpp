#include "viz/replay/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "viz/replay/measures.hpp"
#include "viz/replay/places.hpp"

namespace yuanluo::viz {

using models::Language;
using models::Text;

namespace {

std::optional<sim::Duration> change(sim::SimTime first, sim::SimTime second) {
  if (first == sim::never || second == sim::never) return std::nullopt;
  return second - first;
}

double minutes_of(std::optional<sim::Duration> d) { return d ? std::abs(sim::to_minutes(*d)) : 0.0; }

// How much a difference matters, in minutes: a life counts like a month, an injury like a day, noticing at all or
// being reached at all like four hours. Only the order of the list depends on it.
double weight_of(const IncidentRow* a, const IncidentRow* b) {
  constexpr double life = 30 * 24 * 60, injury = 24 * 60, at_all = 4 * 60;
  if (a == nullptr || b == nullptr) {
    const IncidentRow& only = a == nullptr ? *b : *a;
    return 1.0 + life * only.deaths + injury * only.injuries;
  }
  const auto once = [&](sim::SimTime x, sim::SimTime y) {
    return (x == sim::never) != (y == sim::never) ? at_all : minutes_of(change(x, y));
  };
  double weight = life * std::abs(a->deaths - b->deaths) + injury * std::abs(a->injuries - b->injuries) +
                  once(a->noticed, b->noticed) + once(a->reached, b->reached);
  if (a->ending != b->ending) weight += 1.0;
  // People before pipes and batteries.
  if (a->hazard() == models::Hazard::outage || a->hazard() == models::Hazard::false_alarm) weight *= 0.01;
  return weight;
}

DifferenceKind kind_of(const IncidentRow* a, const IncidentRow* b) {
  if (b == nullptr) return DifferenceKind::only_in_first;
  if (a == nullptr) return DifferenceKind::only_in_second;
  if (a->deaths != b->deaths) return DifferenceKind::deaths;
  if (a->injuries != b->injuries) return DifferenceKind::injuries;
  if ((a->noticed == sim::never) != (b->noticed == sim::never)) return DifferenceKind::noticed;
  if ((a->reached == sim::never) != (b->reached == sim::never)) return DifferenceKind::reached;
  const double noticed = minutes_of(change(a->noticed, b->noticed)),
               reached = minutes_of(change(a->reached, b->reached));
  if (noticed == 0.0 && reached == 0.0) return DifferenceKind::outcome;
  return noticed >= reached ? DifferenceKind::noticed : DifferenceKind::reached;
}

}  // namespace

Comparison::Comparison(Replay& first, Replay& second) : first_(first), second_(second) {
  const RunInfo &a = first.info(), &b = second.info();
  if (a.seed != b.seed)
    throw ReplayError(
        {fmt::format("两次运行的随机种子不同（{} 与 {}），事件不能逐一比较", a.seed, b.seed),
         fmt::format("the two runs have different seeds ({} and {}), so their incidents cannot be compared "
                     "one by one",
                     a.seed, b.seed)});
  const StaticMap &m = first.map(), &n = second.map();
  const auto same_places = [&] {
    if (m.compounds.size() != n.compounds.size() || m.buildings.size() != n.buildings.size()) return false;
    for (std::size_t c = 0; c < m.compounds.size(); ++c)
      if (m.compounds[c].residents != n.compounds[c].residents || !(m.compounds[c].name == n.compounds[c].name))
        return false;
    return true;
  };
  if (!same_places())
    throw ReplayError({"两次运行的片区不同，不能逐一比较",
                       "the two runs are of different districts, so they cannot be "
                       "compared incident by incident"});
  if (a.version != b.version)
    notes_.push_back({"两个文件由不同版本写成，差异可能来自程序本身",
                      "the two files were written by different versions; differences may come from the program"});
  if (a.days != b.days || a.warm_up_days != b.warm_up_days || a.complete != b.complete)
    notes_.push_back({"两次运行的时段不同，只比较共同时段", "the runs differ in length; what both hold is compared"});
  if (a.digest == b.digest && !a.digest.empty())
    notes_.push_back({"两个文件出自同一情景", "both files are of the same scenario"});

  const sim::SimTime until = std::min(first.range().until, second.range().until);
  std::unordered_map<std::uint64_t, const IncidentRow*> in_second;
  for (const IncidentRow& row : second.incidents())
    if (row.onset <= until) in_second.emplace(row.id.bits(), &row);
  const auto add = [&](const IncidentRow* x, const IncidentRow* y) {
    const double weight = weight_of(x, y);
    pairs_.push_back({x != nullptr ? x->id : y->id, x, y, weight});
  };
  for (const IncidentRow& row : first.incidents()) {
    if (row.onset > until) break;
    const auto found = in_second.find(row.id.bits());
    add(&row, found == in_second.end() ? nullptr : found->second);
    if (found != in_second.end()) in_second.erase(found);
  }
  for (const IncidentRow& row : second.incidents())
    if (in_second.count(row.id.bits()) > 0) add(nullptr, &row);
  std::sort(pairs_.begin(), pairs_.end(), [](const Pair& x, const Pair& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.incident < y.incident;
  });
}

std::vector<Difference> Comparison::differences(Language language, sim::SimTime at, std::size_t most) const {
  std::vector<Difference> all;
  for (const Pair& pair : pairs_) {
    if (all.size() >= most || pair.weight <= 0.0) break;
    const IncidentRow& shown = pair.first != nullptr ? *pair.first : *pair.second;
    if (shown.onset > at) continue;
    Difference d;
    d.incident = pair.incident;
    d.onset = shown.onset;
    d.kind = kind_of(pair.first, pair.second);
    d.weight = pair.weight;
    const IncidentRow *a = pair.first, *b = pair.second;
    if (a != nullptr && b != nullptr) {
      d.deaths = b->deaths - a->deaths;
      d.injuries = b->injuries - a->injuries;
      d.noticed = change(a->noticed, b->noticed);
      d.reached = change(a->reached, b->reached);
    }
    d.ink = Ink::neutral;
    const auto rows = pair.first != nullptr ? first_.incidents() : second_.incidents();
    const auto number = static_cast<std::size_t>(&shown - rows.data()) + 1;
    const auto say = [&](const Text& text) { return std::string(text.in(language)); };
    const auto shift = [&](std::optional<sim::Duration> by, bool second_only, const Text& earlier, const Text& later,
                           const Text& only_second, const Text& only_first) {
      d.ink = (by ? by->count() < 0 : second_only) ? Ink::good : Ink::bad;
      if (!by) return say(second_only ? only_second : only_first);
      return fmt::format(fmt::runtime(say(by->count() < 0 ? earlier : later)), duration_text(*by, language));
    };
    std::string what;
    switch (d.kind) {
      case DifferenceKind::only_in_first:
        what = say({"仅在甲中发生", "only in A"});
        break;
      case DifferenceKind::only_in_second:
        what = say({"仅在乙中发生", "only in B"});
        break;
      case DifferenceKind::deaths:
        d.ink = d.deaths < 0 ? Ink::good : Ink::bad;
        what = fmt::format(fmt::runtime(say(d.deaths < 0 ? Text{"少死亡 {} 人", "{} fewer dead"}
                                                         : Text{"多死亡 {} 人", "{} more dead"})),
                           std::abs(d.deaths));
        break;
      case DifferenceKind::injuries:
        d.ink = d.injuries < 0 ? Ink::good : Ink::bad;
        what = fmt::format(fmt::runtime(say(d.injuries < 0 ? Text{"少受伤 {} 人", "{} fewer hurt"}
                                                           : Text{"多受伤 {} 人", "{} more hurt"})),
                           std::abs(d.injuries));
        break;
      case DifferenceKind::noticed:
        what = shift(d.noticed, b->noticed != sim::never, {"早 {} 发现", "found {} earlier"},
                     {"晚 {} 发现", "found {} later"}, {"仅在乙中被发现", "found in B only"},
                     {"仅在甲中被发现", "found in A only"});
        break;
      case DifferenceKind::reached:
        what = shift(d.reached, b->reached != sim::never, {"早 {} 得到帮助", "reached {} earlier"},
                     {"晚 {} 得到帮助", "reached {} later"}, {"仅在乙中得到帮助", "reached in B only"},
                     {"仅在甲中得到帮助", "reached in A only"});
        break;
      case DifferenceKind::outcome:
        what = fmt::format(fmt::runtime(say({"乙的结果：{}", "in B: {}"})), models::word(b->ending).text.in(language));
        break;
    }
    d.text = fmt::format(fmt::runtime(say({"事件 {}：{}", "incident {}: {}"})), number, what);
    d.detail = fmt::format(fmt::runtime(say({"{}，{}", "{}, {}"})), models::word(shown.variety).text.in(language),
                           first_.place_of(shown, language));
    all.push_back(std::move(d));
  }
  return all;
}

MeasureValues Comparison::difference_values(Measure of, sim::SimTime at, Language language) const {
  MeasureValues values = measure_head(Measure::difference, language);
  const MeasureValues head = measure_head(of, language);
  values.title =
      language == Language::zh ? fmt::format("{}：乙减甲", head.title) : fmt::format("{}: B minus A", head.title);
  values.unit = head.unit;
  values.durations = head.durations;
  values.more_is_worse = head.more_is_worse;
  Choices choices;
  choices.language = language;
  choices.measure = of;
  const MeasureValues a = first_.frame_at(at, choices).values, b = second_.frame_at(at, choices).values;
  std::vector<float> sizes;
  for (std::size_t c = 0; c < std::min(a.by_compound.size(), b.by_compound.size()); ++c) {
    values.by_compound.push_back(b.by_compound[c] - a.by_compound[c]);
    if (const float size = std::abs(values.by_compound.back()); std::isfinite(size) && size > 0.0f)
      sizes.push_back(size);
  }
  // Alike on both sides of no change, by what most compounds differ by: a single one may differ by days.
  std::sort(sizes.begin(), sizes.end());
  const float much = sizes.empty() ? 3.0f : sizes[(sizes.size() - 1) * 9 / 10];
  float great = said_bound(much, values.durations), some = said_bound(0.25f * much, values.durations),
        least = said_bound(0.05f * much, values.durations);
  if (!(least < some && some < great)) great = much, some = 0.25f * much, least = 0.05f * much;
  values.bounds = {-great, -some, -least, least, some, great};
  return values;
}

}  // namespace yuanluo::viz
