#include "scenarios/calibrate/patch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "scenarios/json/document.hpp"
#include "scenarios/spec.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

// The plausible range of each parameter, by pointer.
class Ranges : public models::ParamVisitor {
 public:
  void begin(std::string_view key, models::Text) override { pointers_.push_back(child_pointer(pointers_.back(), key)); }
  void end() override { pointers_.pop_back(); }
  void number(const models::ParamInfo& info, double&) override { add(info); }
  void count(const models::ParamInfo& info, std::int64_t&) override { add(info); }
  void flag(const models::ParamInfo& info, bool&) override { add(info); }
  void lognormal(const models::ParamInfo& info, models::Spread&) override { add(info); }
  void weights(const models::ParamInfo& info, std::span<double>) override { add(info); }
  void mix(const models::ParamInfo& info, std::span<const models::Share>, std::span<double>) override { add(info); }
  void choice(const models::ParamInfo& info, std::span<const models::Share>, std::size_t&) override { add(info); }

  std::map<std::string, std::pair<double, double>> known;

 private:
  void add(const models::ParamInfo& info) { known[child_pointer(pointers_.back(), info.key)] = {info.low, info.high}; }

  std::vector<std::string> pointers_{""};
};

double rounded(double value) {
  const double power = std::pow(10.0, 3.0 - std::floor(std::log10(std::abs(value))));
  return std::round(value * power) / power;
}

struct Value {
  OrderedJson json;
  double low = 0.0, high = 0.0;  // what must be within the parameter's range
  models::Name note;
};

Value spread_of(const StageDelays& stage) {
  const Fit& lognormal = stage.fits->fits[static_cast<std::size_t>(DelayFamily::lognormal)];
  constexpr double level = 0.05;
  const bool fits = lognormal.p_value >= level;
  const double median = rounded(fits ? lognormal.distribution.first : stage.quantile(0.5));
  const double gsd =
      std::clamp(rounded(fits ? lognormal.distribution.second : std::sqrt(stage.quantile(0.84) / stage.quantile(0.16))),
                 1.0, 10.0);
  Value value;
  value.json = {{"median", median}, {"gsd", gsd}};
  value.low = value.high = median;
  const double d = lognormal.deviation.kolmogorov_smirnov;
  if (fits) {
    value.note = {fmt::format("{}次延误的对数正态最大似然估计，p = {:.3f}", stage.delays.size(), lognormal.p_value),
                  fmt::format("lognormal by maximum likelihood from {} delays, p = {:.3f}", stage.delays.size(),
                              lognormal.p_value)};
  } else {
    value.note = {
        fmt::format("{}次延误；对数正态不符（p = {:.3f}，与最大似然拟合的最大差 {:.3f}），按中位数与16%、84%分位取值",
                    stage.delays.size(), lognormal.p_value, d),
        fmt::format(
            "{} delays; no lognormal fits (p = {:.3f}, furthest off by {:.3f}): from the median and the 16th and 84th "
            "percentile",
            stage.delays.size(), lognormal.p_value, d)};
  }
  return value;
}

template <std::size_t n>
Value weights_value(const std::array<double, n>& weights, const std::array<Rate, n>& rates) {
  Value value;
  value.json = OrderedJson::array();
  for (const double w : weights) value.json.push_back(std::round(w * 1000.0) / 1000.0);
  value.low = *std::min_element(weights.begin(), weights.end());
  value.high = *std::max_element(weights.begin(), weights.end());
  std::uint64_t calls = 0;
  for (const Rate& r : rates) calls += r.calls;
  value.note = {fmt::format("{}次呼叫", calls), fmt::format("{} calls", calls)};
  return value;
}

}  // namespace

std::vector<PatchTarget> patch_targets(LogService service) {
  if (service == LogService::brigade) {
    return {{"call_handling", "/operations/response/brigade_call_handled_s"},
            {"turnout", "/operations/response/brigade_turnout_s"},
            {"hours", "/hazards/fire/hour_weights"},
            {"weekdays", "/hazards/fire/weekday_weights"}};
  }
  return {{"call_handling", "/operations/response/ambulance_call_handled_s"},
          {"turnout", "/operations/response/ambulance_turnout_s"},
          {"on_scene", "/hazards/medical/on_scene_s"},
          {"hours", "/hazards/medical/hour_weights"},
          {"weekdays", "/hazards/medical/weekday_weights"}};
}

Patch scenario_patch(const Calibration& c, const PatchRequest& request) {
  const std::string stem = std::filesystem::path(c.file).stem().string();
  const std::string key = "log:" + stem;
  OrderedJson json = OrderedJson::object();
  if (request.base) {
    auto folder = std::filesystem::absolute(request.file).parent_path();
    json["extends"] = std::filesystem::absolute(*request.base).lexically_relative(folder).generic_string();
  }
  json["name"] = {{"zh", "按日志 " + stem + " 校准"}, {"en", "Calibrated from the log " + stem}};
  const auto date = [](const std::array<int, 3>& d) { return fmt::format("{:04}-{:02}-{:02}", d[0], d[1], d[2]); };
  const std::string range = date(c.rates.first_date) + " – " + date(c.rates.last_date);
  OrderedJson& source =
      json["sources"][key] = {{"title", "Incident log " + std::filesystem::path(c.file).filename().string()}};
  if (!request.source_author.empty()) source["author"] = request.source_author;
  source["year"] = fmt::format("{}", c.rates.last_date[0]);
  source["note"] = fmt::format("{}: {} incidents, {} unit responses", range, c.table.calls.size(), c.table.rows.size());
  if (!c.table.day_numbers.empty())
    source["note"] = source["note"].get<std::string>() + "; dates as Excel's numbers of days, 1900 system";

  Ranges ranges;
  Spec spec;
  describe(ranges, spec);
  Patch patch;
  for (const PatchTarget& target : patch_targets(request.service)) {
    const std::string pointer(target.pointer);
    const auto known = ranges.known.find(pointer);
    sim::require(known != ranges.known.end(), "scenario_patch: a parameter that scenarios do not have");
    std::optional<Value> value;
    if (target.from == "hours") {
      value = weights_value(c.rates.hour_weights(), c.rates.hours);
    } else if (target.from == "weekdays") {
      value = weights_value(c.rates.weekday_weights(), c.rates.weekdays);
    } else {
      const auto stage = std::find_if(c.stages.begin(), c.stages.end(),
                                      [&](const StageDelays& s) { return s.kind->key == target.from; });
      if (stage != c.stages.end() && stage->fits) value = spread_of(*stage);
    }
    if (!value) {
      patch.left_out.push_back(
          {pointer, {"日志中这一阶段的延误不足20次", "the log has fewer than 20 delays of this stage"}});
      continue;
    }
    const auto [low, high] = known->second;
    if (value->low < low || value->high > high) {
      patch.left_out.push_back(
          {pointer,
           {fmt::format("{} 超出合理范围 {}–{}", value->json.dump(), low, high),
            fmt::format("{} is outside the plausible range {} to {}", value->json.dump(), low, high)}});
      continue;
    }
    json[OrderedJson::json_pointer(pointer)] = {
        {"value", std::move(value->json)}, {"source", key}, {"note", value->note.zh + " / " + value->note.en}};
    patch.written.push_back(pointer);
  }
  patch.json = json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
  return patch;
}

}  // namespace yuanluo::scenarios
