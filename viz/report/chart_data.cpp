#include "viz/report/chart_data.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "viz/report/charts.hpp"

namespace yuanluo::viz {
namespace {

using models::Latency;
using nlohmann::json;
using scenarios::ScenarioResults;
using scenarios::StageMeans;

json pair_of(const models::Text& t) { return {std::string(t.zh), std::string(t.en)}; }

// Four significant digits are more than a screen can show.
double rounded(double value) {
  if (value == 0.0 || !std::isfinite(value)) return 0.0;
  const double scale = std::pow(10.0, 3.0 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

json side(const ScenarioResults& s, std::size_t h) {
  const auto quantiles = [&](Latency latency) {
    json values = json::array();
    for (const float q : s.distributions.latency[h][static_cast<std::size_t>(latency)].quantile_s) {
      values.push_back(rounded(static_cast<double>(q)));
    }
    return values;
  };
  json stages = json::array(), hours = json::array();
  for (const double mean : s.distributions.stages[h].mean_s) stages.push_back(rounded(mean));
  const double years = static_cast<double>(s.replications.size()) * static_cast<double>(s.info.days) / 365.0;
  for (const std::uint64_t n : s.distributions.counts[h].by_hour) {
    hours.push_back(years > 0.0 ? rounded(static_cast<double>(n) / years) : 0.0);
  }
  return {{"stages", stages},
          {"hours", hours},
          {"detection", quantiles(Latency::detection)},
          {"response", quantiles(Latency::response)}};
}

}  // namespace

std::string chart_data_json(const Evidence& evidence) {
  json data;
  std::vector<const ScenarioResults*> sides;
  if (evidence.base() != nullptr) sides.push_back(evidence.base());
  sides.push_back(&evidence.main());
  for (const ScenarioResults* s : sides) {
    data["scenarios"].push_back({{"name", {evidence.label(*s).zh, evidence.label(*s).en}},
                                 {"colour", std::string(s == &evidence.main() ? main_colour : base_colour)},
                                 {"dashed", s != &evidence.main()}});
  }
  for (std::size_t i = 0; i < StageMeans::parts.size(); ++i) {
    data["stages"].push_back(
        {{"name", pair_of(models::word(StageMeans::parts[i]).text)}, {"colour", std::string(stage_colours[i])}});
  }
  for (std::size_t h = 0; h < models::hazards; ++h) {
    const auto hazard = static_cast<models::Hazard>(h);
    json sides_json = json::array();
    for (const ScenarioResults* s : sides) sides_json.push_back(side(*s, h));
    const auto target = [&](Latency latency) {
      const auto t = evidence.target_s(hazard, latency);
      return t ? json(*t) : json(nullptr);
    };
    data["hazards"].push_back(
        {{"name", pair_of(models::word(hazard).text)},
         {"sides", sides_json},
         {"targets", {{"detection", target(Latency::detection)}, {"response", target(Latency::response)}}}});
  }
  return data.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace yuanluo::viz
