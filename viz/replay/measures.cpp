#include "viz/replay/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/replay/running_sums.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

using models::Language;
using models::Text;
using models::Variety;

namespace {

struct Head {
  Text title, unit;
  bool more_is_worse;
};

constexpr std::array heads{
    Head{{"", ""}, {"", ""}, true},
    Head{{"至今事件数", "incidents so far"}, {"起", ""}, true},
    Head{{"风险：每千人每年事件", "risk: incidents a year per 1,000 residents"}, {"起", ""}, true},
    Head{{"平均响应时延（至今）", "mean response latency so far"}, {"", ""}, true},
    Head{{"未发现或发现过迟的比例（至今）", "share not noticed, or too late, so far"}, {"%", "%"}, true},
    Head{{"最近站点到大门的路程", "way from the nearest station to the gate"}, {"米", "m"}, true},
    Head{{"此时预计在家比例", "share expected at home at this hour"}, {"%", "%"}, false},
    Head{{"最近可用消防栓此时单独能出的流量", "flow of the nearest working hydrant now, alone"},
         {"升/秒", "L/s"},
         false},
    Head{{"此时正常工作的设备", "devices that work now"}, {"%", "%"}, false},
    Head{{"两次运行之差", "difference of the two runs"}, {"", ""}, true},
};
static_assert(heads.size() == measures);

float ratio(double part, double whole) { return whole > 0.0 ? static_cast<float>(part / whole) : no_value; }

bool shown(const Choices& choices, const IncidentRow& row) {
  return choices.hazards[static_cast<std::size_t>(row.hazard())] && row.compound != IncidentRow::no_compound;
}

// The sums at `at` and those at the end of the run.
template <class ShareOf, class Settled>
std::pair<Sums, const Sums&> sums_at(RecordedRun& run, sim::SimTime at, const Choices& choices, const ShareOf& share,
                                     const Settled& settled) {
  const auto& rows = run.chronicle().rows();
  const auto of_shown = [&](const IncidentRow& row, sim::SimTime moment) {
    return shown(choices, row) ? share(row, moment) : Share{};
  };
  const RunningSums& sums = run.sums_shown().of(
      choices, [&] { return RunningSums(rows, run.world().compounds.size(), run.range().until, of_shown, settled); });
  return {sums.at(rows, at, of_shown), sums.end()};
}

std::vector<float> means(const Sums& sums) {
  std::vector<float> values;
  for (std::size_t c = 0; c < sums.sum.size(); ++c) values.push_back(ratio(sums.sum[c], sums.n[c]));
  return values;
}

std::vector<float> counts(const Sums& sums) { return {sums.n.begin(), sums.n.end()}; }

std::vector<float> coverage(const models::World& world, models::StationKind kind) {
  std::vector<float> nearest(world.compounds.size(), no_value);
  // The ways of a station stand in the order of the compounds that it serves.
  const auto see = [&](const std::vector<models::StationPlace>& stations,
                       const std::vector<models::CompoundId>& compounds) {
    for (const models::StationPlace& s : stations) {
      if (world.district.stations[s.station.index()].kind != kind) continue;
      for (std::size_t i = 0; i < std::min(compounds.size(), s.ways.size()); ++i) {
        float& best = nearest[compounds[i].index()];
        const auto way_m = static_cast<float>(s.ways[i].metres());
        if (s.ways[i].exists() && !(best <= way_m)) best = way_m;
      }
    }
  };
  for (const models::AreaPlace& area : world.areas) {
    see(area.fire_stations, area.compounds);
    see(area.ambulance_stations, area.compounds);
    see(area.care_stations, area.compounds);
  }
  for (const models::CommunityPlace& community : world.communities) see(community.micro_stations, community.compounds);
  return nearest;
}

// As models/people/presence has it, in the mean over luck, sleepers counted at home.
std::vector<float> presence(const models::World& world, sim::SimTime at) {
  const models::PeopleParams& p = world.settings.people;
  const auto hour = static_cast<std::size_t>(sim::hour_of_day(at));
  std::vector<double> home(world.compounds.size()), all(home.size());
  for (const models::Resident& r : world.district.residents) {
    double away = 1.0 - (r.age >= 60 ? p.home_old : p.home_young)[hour];
    if (r.mobility != models::Mobility::free) away *= p.home_slow_factor;
    if (r.mobility == models::Mobility::assisted) away *= p.home_slow_factor;
    const std::size_t c = world.compound_of(r.household).index();
    home[c] += 1.0 - away;
    all[c] += 1.0;
  }
  std::vector<float> values;
  for (std::size_t c = 0; c < home.size(); ++c) values.push_back(ratio(100.0 * home[c], all[c]));
  return values;
}

std::vector<float> working(const models::World& world, const models::Situation& now) {
  std::vector<double> all(world.compounds.size()), dead(all.size());
  for (const models::Device& d : world.district.devices) all[world.compound_of(d.household).index()] += 1.0;
  for (const models::OpenIncident& i : now.incidents())
    if (i.variety == Variety::outage_device && i.id.entity() < world.district.households.size())
      dead[world.compound_of(models::HouseholdId{i.id.entity()}).index()] += 1.0;
  std::vector<float> values;
  for (std::size_t c = 0; c < all.size(); ++c)
    values.push_back(all[c] > 0.0 ? static_cast<float>(100.0 * std::max(0.0, 1.0 - dead[c] / all[c])) : no_value);
  return values;
}

// Durations that people say, in minutes.
constexpr std::array said_minutes{0.25f,    0.5f,     1.0f,     1.5f,     2.0f,    3.0f,    4.0f,    5.0f,
                                  6.0f,     8.0f,     10.0f,    12.0f,    15.0f,   20.0f,   25.0f,   30.0f,
                                  45.0f,    60.0f,    90.0f,    120.0f,   180.0f,  240.0f,  360.0f,  480.0f,
                                  720.0f,   1080.0f,  1440.0f,  2160.0f,  2880.0f, 4320.0f, 5760.0f, 7200.0f,
                                  10080.0f, 14400.0f, 20160.0f, 28800.0f, 43200.0f};

float rounded_minutes(float minutes) {
  if (!(minutes >= said_minutes.front() && minutes <= said_minutes.back())) return minutes;
  return *std::min_element(said_minutes.begin(), said_minutes.end(), [minutes](float a, float b) {
    return std::abs(std::log(a / minutes)) < std::abs(std::log(b / minutes));
  });
}

// Three digits, in full: no powers of ten.
std::string plain_number(double value) {
  const double size = std::abs(value);
  const int decimals = size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 1.0 ? 2 : 3;
  std::string text = number(value, {1.0, {}, decimals});
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text == "−0" ? "0" : text;
}

// A value and its unit, each as it is shown.
std::pair<std::string, std::string> value_and_unit(const MeasureValues& values, float value, Language language) {
  if (!values.durations) return {plain_number(static_cast<double>(value)), values.unit};
  const double seconds = 60.0 * static_cast<double>(value), size = std::abs(seconds);
  const Unit unit = size < 59.5          ? Unit{1.0, {"秒", "s"}, 0}
                    : size < 90.0 * 60.0 ? Unit{60.0, {"分钟", "min"}, 0}
                    : size < 2 * 86400.0 ? Unit{3600.0, {"小时", "h"}, 0}
                                         : Unit{86400.0, {"天", "d"}, 0};
  return {plain_number(seconds / unit.divisor), unit.name.in(language)};
}

std::string with_its_unit(const std::pair<std::string, std::string>& value) {
  return value.second.empty() ? value.first : value.first + " " + value.second;
}

float rounded(float value) {
  if (value == 0.0f || !std::isfinite(value)) return value;
  const double scale = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1.0);
  return static_cast<float>(std::round(value / scale) * scale);
}

}  // namespace

MeasureValues measure_head(Measure measure, Language language) {
  const Head& head = heads[static_cast<std::size_t>(measure)];
  MeasureValues values;
  values.measure = measure;
  values.title = head.title.in(language);
  values.unit = head.unit.in(language);
  values.more_is_worse = head.more_is_worse;
  values.diverging = measure == Measure::difference;
  values.durations = measure == Measure::latency;
  return values;
}

float said_bound(float value, bool durations) { return durations ? rounded_minutes(value) : rounded(value); }

std::string value_text(const MeasureValues& values, float value, Language language) {
  return with_its_unit(value_and_unit(values, value, language));
}

std::vector<float> class_bounds(std::vector<float> values, bool durations) {
  values.erase(std::remove_if(values.begin(), values.end(), [](float v) { return !std::isfinite(v); }), values.end());
  std::sort(values.begin(), values.end());
  std::vector<float> bounds;
  constexpr std::size_t classes = 6;
  for (std::size_t k = 1; k < classes && !values.empty(); ++k) {
    const float cut = values[k * (values.size() - 1) / classes];
    const float bound = said_bound(cut, durations);
    if (bound > values.front() && bound <= values.back() && (bounds.empty() || bound > bounds.back()))
      bounds.push_back(bound);
  }
  // All alike: one bound, so that there is a class on each side of it.
  if (bounds.empty()) bounds.push_back(values.empty() ? 1.0f : values.front() + 1.0f);
  return bounds;
}

std::vector<std::string> class_texts(const MeasureValues& values, Language language) {
  const auto& b = values.bounds;
  std::vector<std::string> texts;
  if (b.empty()) return texts;
  const auto one = [&](const char* zh, const char* en, float value) {
    return fmt::format(fmt::runtime(language == Language::zh ? zh : en), value_text(values, value, language));
  };
  for (std::size_t k = 0; k <= b.size(); ++k) {
    if (k == 0) {
      texts.push_back(one("{} 以下", "below {}", b[0]));
    } else if (k == b.size()) {
      texts.push_back(one("{} 及以上", "{} and above", b[k - 1]));
    } else {
      // A unit that both have is said once.
      const auto low = value_and_unit(values, b[k - 1], language), high = value_and_unit(values, b[k], language);
      texts.push_back((low.second == high.second ? low.first : with_its_unit(low)) + " – " + with_its_unit(high));
    }
  }
  return texts;
}

MeasureValues measure_values(RecordedRun& run, sim::SimTime at, const Choices& choices) {
  MeasureValues values = measure_head(choices.measure, choices.language);
  const models::World& world = run.world();
  const TimeRange range = run.range();
  switch (choices.measure) {
    case Measure::none:
    case Measure::difference:
      return values;
    case Measure::incidents: {
      const auto [now, end] = sums_at(
          run, at, choices,
          [](const IncidentRow&, sim::SimTime) {
            return Share{true, 0.0};
          },
          [](const IncidentRow& r) { return r.onset; });
      values.by_compound = counts(now);
      // The same classes all along, so that colours deepen as time goes on.
      values.bounds = class_bounds(counts(end));
      return values;
    }
    case Measure::risk: {
      const sim::SimTime from = run.measured_from();
      const auto [now, end] = sums_at(
          run, at, choices,
          [from](const IncidentRow& r, sim::SimTime) {
            return Share{r.onset >= from, 0.0};
          },
          [](const IncidentRow& r) { return r.onset; });
      values.by_compound = counts(end);
      const double years = sim::to_hours(range.until - from) / (24.0 * 365.0);
      for (std::size_t c = 0; c < values.by_compound.size(); ++c)
        values.by_compound[c] =
            ratio(1000.0 * static_cast<double>(values.by_compound[c]), years * run.map().compounds[c].residents);
      break;
    }
    case Measure::latency: {
      const auto [now, end] = sums_at(
          run, at, choices,
          [](const IncidentRow& r, sim::SimTime moment) {
            return r.reached <= moment ? Share{true, sim::to_minutes(r.reached - r.onset)} : Share{};
          },
          [](const IncidentRow& r) { return r.reached == sim::never ? r.onset : r.reached; });
      values.by_compound = means(now);
      values.bounds = class_bounds(means(end), values.durations);
      return values;
    }
    case Measure::unnoticed: {
      const auto [now, end] = sums_at(
          run, at, choices,
          [&](const IncidentRow& r, sim::SimTime moment) {
            const double limit_s = world.settings.targets.of(r.hazard(), models::Latency::detection);
            const bool late = r.noticed > moment || sim::to_seconds(r.noticed - r.onset) > limit_s;
            return Share{true, late ? 100.0 : 0.0};
          },
          [](const IncidentRow& r) { return r.noticed == sim::never ? r.onset : r.noticed; });
      values.by_compound = means(now);
      values.bounds = {5.0f, 10.0f, 20.0f, 35.0f, 50.0f};
      return values;
    }
    case Measure::coverage:
      values.by_compound = coverage(world, choices.coverage_of);
      break;
    case Measure::presence:
      values.by_compound = presence(world, at);
      values.bounds = {40.0f, 50.0f, 60.0f, 70.0f, 80.0f, 90.0f};
      return values;
    case Measure::fire_flow:
      values.by_compound =
          run.fire_flow().by_compound(WaterFailures(world, run.situation_at(at)), run.solutions_a_frame);
      values.unfinished = static_cast<std::size_t>(
          std::count_if(values.by_compound.begin(), values.by_compound.end(), [](float v) { return v != v; }));
      // Around what the rules ask of a hydrant: 15 L/s. Source: [GB50974] 7.2.5.
      for (const double part : {1.0 / 3.0, 2.0 / 3.0, 1.0, 2.0, 4.0, 8.0})
        values.bounds.push_back(rounded(static_cast<float>(part * world.settings.water.rules.flow_lps)));
      return values;
    case Measure::working:
      values.by_compound = working(world, run.situation_at(at));
      values.bounds = {90.0f, 95.0f, 98.0f, 99.0f, 100.0f};
      return values;
  }
  values.bounds = class_bounds(values.by_compound);
  return values;
}

}  // namespace yuanluo::viz
