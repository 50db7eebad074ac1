#include "scenarios/calibrate/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {
namespace {

StageDelays delays_of(const StageKind& kind, const IncidentTable& table) {
  StageDelays stage;
  stage.kind = &kind;
  bool whole_minutes = true;
  for (const LogRow& row : table.rows) {
    const auto& from = row.at[static_cast<std::size_t>(kind.from)];
    const auto& to = row.at[static_cast<std::size_t>(kind.to)];
    if (!from || !to || (kind.untransported_only && row.at[static_cast<std::size_t>(Moment::to_hospital)])) continue;
    const LogTime delay = *to - *from;
    whole_minutes = whole_minutes && *from % 60 == 0 && *to % 60 == 0;
    if (delay == 0) {
      ++stage.zero;
    } else {
      stage.delays.push_back(static_cast<double>(delay));
    }
  }
  std::sort(stage.delays.begin(), stage.delays.end());
  stage.resolution_s = whole_minutes ? 60.0 : 1.0;
  return stage;
}

std::string date_text(const std::array<int, 3>& date) {
  return fmt::format("{:04}-{:02}-{:02}", date[0], date[1], date[2]);
}

OrderedJson rate_json(const Rate& rate) {
  const auto interval = rate.interval();
  return {{"calls", rate.calls}, {"per_day", rate.per_day()}, {"low", interval[0]}, {"high", interval[1]}};
}

template <std::size_t n>
OrderedJson rates_json(const std::array<Rate, n>& rates) {
  OrderedJson rows = OrderedJson::array();
  for (const Rate& r : rates) rows.push_back(rate_json(r));
  const Evenness even = evenness(rates);
  return {{"rates", std::move(rows)}, {"even_chi_squared", even.chi_squared}, {"even_p_value", even.p_value}};
}

OrderedJson fit_json(const Fit& fit) {
  const Distribution& d = fit.distribution;
  const bool lognormal = d.family == DelayFamily::lognormal;
  return {{"family", std::string(family_name(d.family).en)},
          {lognormal ? "median" : "shape", d.first},
          {lognormal                               ? "gsd"
           : d.family == DelayFamily::log_logistic ? "median"
                                                   : "scale",
           d.second},
          {"log_likelihood", fit.log_likelihood},
          {"anderson_darling", fit.deviation.anderson_darling},
          {"kolmogorov_smirnov", fit.deviation.kolmogorov_smirnov},
          {"p_value", fit.p_value}};
}

OrderedJson stage_json(const StageDelays& stage) {
  OrderedJson json{{"key", std::string(stage.kind->key)},
                   {"zh", std::string(stage.kind->text.zh)},
                   {"en", std::string(stage.kind->text.en)},
                   {"delays", stage.delays.size()},
                   {"zero", stage.zero},
                   {"resolution_s", stage.resolution_s}};
  if (!stage.delays.empty()) {
    OrderedJson quantiles = OrderedJson::object();
    for (const int percent : {1, 5, 10, 25, 50, 75, 90, 95, 99}) {
      quantiles[std::to_string(percent)] = stage.quantile(percent / 100.0);
    }
    json["empirical_quantiles_s"] = std::move(quantiles);
  }
  json["fits"] = OrderedJson::array();
  if (!stage.fits) return json;
  for (const Fit& fit : stage.fits->fits) json["fits"].push_back(fit_json(fit));
  const auto fitting = stage.fits->fitting();
  json["fitting"] = fitting ? OrderedJson(std::string(family_name(*fitting).en)) : OrderedJson();
  json["likeliest"] = std::string(family_name(stage.fits->likeliest()).en);
  return json;
}

}  // namespace

const std::array<StageKind, stage_kinds>& stages() {
  static constexpr std::array<StageKind, stage_kinds> all{{
      {"call_handling", {"接警处理：呼叫到派出", "call handling: call to dispatch"}, Moment::call, Moment::dispatch},
      {"turnout", {"出动：派出到出发", "turnout: dispatch to en route"}, Moment::dispatch, Moment::enroute},
      {"travel", {"行程：出发到到场", "travel: en route to arrival"}, Moment::enroute, Moment::arrive},
      {"response", {"响应：派出到到场", "response: dispatch to arrival"}, Moment::dispatch, Moment::arrive},
      {"access", {"接近：到场到患者身边", "access: arrival to patient"}, Moment::arrive, Moment::at_patient},
      {"on_scene",
       {"现场：到场到送医", "on scene: arrival to departure for hospital"},
       Moment::arrive,
       Moment::to_hospital},
      {"transport", {"送医：离场到医院", "transport: to hospital"}, Moment::to_hospital, Moment::at_hospital},
      {"at_hospital", {"在院：到院到待命", "at hospital: arrival to clear"}, Moment::at_hospital, Moment::clear},
      {"on_scene_untransported",
       {"现场：到场到待命（未送医）", "on scene: arrival to clear, nobody transported"},
       Moment::arrive,
       Moment::clear,
       true},
  }};
  return all;
}

double StageDelays::quantile(double p) const {
  // Of the smallest value whose share of values not above it is at least p.
  const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(delays.size())));
  return delays[std::clamp<std::size_t>(rank, 1, delays.size()) - 1];
}

Calibration calibrate(const LogFormat& format, std::uint64_t seed) {
  Calibration result;
  result.file = format.file.generic_string();
  result.table = read_incidents(format);
  result.rates = call_rates(result.table.calls);
  constexpr std::size_t least = 20;
  for (const StageKind& kind : stages()) {
    StageDelays stage = delays_of(kind, result.table);
    if (stage.delays.empty() && stage.zero == 0) continue;
    if (stage.delays.size() >= least && stage.delays.front() < stage.delays.back()) {
      FitOptions options;
      options.resolution = stage.resolution_s;
      options.seed = seed;
      stage.fits = fit_delays(stage.delays, options);
    }
    result.stages.push_back(std::move(stage));
  }
  return result;
}

std::string calibration_json(const Calibration& c) {
  OrderedJson json{
      {"file", c.file},
      {"rows", c.table.read},
      {"rows_left_out", c.table.left_out},
      {"rows_undated", c.table.undated},
      {"rows_without_times", c.table.without_times},
      {"rows_past_midnight", c.table.past_midnight},
      {"times_out_of_order", c.table.out_of_order},
      {"incidents", c.table.calls.size()},
      {"units_per_incident", static_cast<double>(c.table.rows.size()) / static_cast<double>(c.table.calls.size())},
      {"excel_day_number_columns", c.table.day_numbers},
      {"first_date", date_text(c.rates.first_date)},
      {"last_date", date_text(c.rates.last_date)},
      {"calls", rate_json(c.rates.all)},
      {"by_hour", rates_json(c.rates.hours)},
      {"by_weekday", rates_json(c.rates.weekdays)},
      {"by_month", rates_json(c.rates.months)},
      {"dispersion", c.rates.dispersion},
      {"dispersion_p_value", c.rates.dispersion_p_value}};
  json["stages"] = OrderedJson::array();
  for (const StageDelays& stage : c.stages) json["stages"].push_back(stage_json(stage));
  return json.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

}  // namespace yuanluo::scenarios
