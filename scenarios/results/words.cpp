#include "scenarios/results/words.hpp"

#include "models/district.hpp"
#include "models/incident.hpp"
#include "models/kpi/catalogue.hpp"

namespace yuanluo::scenarios {
namespace {

template <class Enum>
WordList list_of(std::string_view kind, std::size_t count) {
  WordList list{kind, {}};
  for (std::size_t i = 0; i < count; ++i) list.words.push_back(models::word(static_cast<Enum>(i)));
  return list;
}

WordList station_kind_words() {
  return {"station_kind",
          {{"governance_centre", {"智慧治理中心", "governance centre"}},
           {"care_complex", {"养老服务综合体", "care complex"}},
           {"day_care_centre", {"日间照料中心", "day-care centre"}},
           {"micro_fire_station", {"微型消防站", "micro fire station"}},
           {"fire_station", {"消防救援站", "fire station"}},
           {"ambulance_station", {"急救站", "ambulance station"}}}};
}

}  // namespace

std::vector<WordList> word_lists() {
  using namespace models;
  const auto statistics = static_cast<std::size_t>(Statistic::total) + 1;
  const auto breakdowns = static_cast<std::size_t>(Breakdown::variety) + 1;
  return {list_of<Hazard>("hazard", hazards),
          list_of<Variety>("variety", varieties),
          list_of<Group>("group", groups),
          list_of<Noticer>("noticer", noticers),
          list_of<Recipient>("recipient", recipients),
          list_of<Helper>("helper", helpers),
          list_of<FireExtent>("fire_extent", fire_extents),
          list_of<Ending>("ending", endings),
          list_of<Stage>("stage", stages),
          list_of<Latency>("latency", latencies),
          list_of<Statistic>("statistic", statistics),
          list_of<Breakdown>("breakdown", breakdowns),
          list_of<models::StreetClass>("street_class", models::street_classes),
          station_kind_words(),
          {"water_asset", {{"hydrant", {"消火栓", "hydrant"}}, {"pump_station", {"消防泵站", "pump station"}}}}};
}

}  // namespace yuanluo::scenarios
