#include "viz/report/map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "models/geo.hpp"
#include "viz/report/html.hpp"
#include "viz/report/map_frame.hpp"
#include "viz/report/measures.hpp"
#include "viz/report/svg.hpp"

namespace yuanluo::viz {
namespace {

using models::GeoPoint;
using models::PlanePoint;
using models::StationKind;
using models::StreetClass;
using scenarios::Places;

constexpr std::size_t most_compounds = 4000;
struct Symbol {
  StationKind kind;
  models::Name name;
  std::string_view shape;  // about (0, 0)
};

const std::vector<Symbol>& symbols() {
  static const std::vector<Symbol> all{
      {StationKind::governance_centre,
       {"智慧治理中心", "governance centre"},
       "<path d='M0-9L8.6-2.8 5.3 7.3H-5.3L-8.6-2.8z'/>"},
      {StationKind::care_complex, {"养老服务综合体", "care complex"}, "<rect x=-6.5 y=-6.5 width=13 height=13 />"},
      {StationKind::day_care_centre, {"日间照料中心", "day-care centre"}, "<rect x=-4.5 y=-4.5 width=9 height=9 />"},
      {StationKind::micro_fire_station, {"微型消防站", "micro fire station"}, "<path d='M0-7L6.5 5H-6.5z'/>"},
      {StationKind::fire_station, {"消防救援站", "fire station"}, "<path d='M0-9L8.5 6.5H-8.5z'/>"},
      {StationKind::ambulance_station,
       {"急救站", "ambulance station"},
       "<path d='M-2.5-8h5v5.5h5.5v5h-5.5v5.5h-5v-5.5h-5.5v-5h5.5z'/>"},
  };
  return all;
}

void draw_stations(Svg& svg, const MapFrame& frame, const Places& places) {
  for (const models::Station& s : places.stations) {
    if (!frame.holds(s.position)) continue;
    const auto [x, y] = frame.at(s.position);
    for (const Symbol& symbol : symbols()) {
      if (symbol.kind != s.kind) continue;
      svg.raw(fmt::format("<g class=\"station k{}\" transform=\"translate({} {})\">{}<title>{} / {}</title></g>",
                          static_cast<int>(s.kind), px(x), px(y), symbol.shape, escaped(s.name.zh),
                          escaped(s.name.en)));
    }
  }
}

std::string value_text(const Measure& m, double value, models::Language language) {
  Unit unit = m.unit;
  const std::string digits = m.change ? signed_number(value, unit) : number(value, unit);
  const std::string& name = unit.name.in(language);
  return fmt::format("{}{}{}", digits, name == "%" || name.empty() ? "" : " ", name);
}

std::string class_name(const Measure& m, std::size_t c) {
  const auto shown = [&](double v) { return m.change ? signed_number(v, m.unit) : number(v, m.unit); };
  if (m.limits.empty()) return "";
  if (c == 0) return fmt::format("< {}", shown(m.limits.front()));
  if (c == m.limits.size()) return fmt::format("≥ {}", shown(m.limits.back()));
  return fmt::format("{} – {}", shown(m.limits[c - 1]), shown(m.limits[c]));
}

std::string_view class_colour(const Measure& m, std::size_t c) {
  if (m.change) return change_colours[std::min(c, change_colours.size() - 1)];
  // Fewer classes use the darker end too, so that the picture keeps its contrast.
  const std::size_t classes = m.limits.size() + 1;
  return classes == 1 ? amount_colours[2] : amount_colours[c * (amount_colours.size() - 1) / (classes - 1)];
}

void draw_compounds(Svg& svg, const MapFrame& frame, const Places& places, const Measure& measure) {
  svg.raw("<g id=map-compounds>");
  for (std::size_t i = 0; i < places.compounds.size(); ++i) {
    const auto& c = places.compounds[i];
    const auto& value = measure.values[i];
    const std::string fill = value ? std::string(class_colour(measure, measure.class_of(*value))) : "url(#missing)";
    svg.raw(fmt::format("<path fill=\"{}\" d=\"{}\"><title>{} / {}{}</title></path>", fill,
                        path_data(frame, c.boundary, true), escaped(c.name.zh), escaped(c.name.en),
                        value ? escaped(fmt::format(": {}", value_text(measure, *value, models::Language::en))) : ""));
  }
  svg.raw("</g>");
}

void draw_communities(Svg& svg, const MapFrame& frame, const Places& places) {
  for (const auto& c : places.communities) {
    svg.raw(fmt::format("<path class=border d=\"{}\"/>", path_data(frame, c.boundary, true)));
  }
  for (const auto& c : places.communities) {
    if (c.boundary.empty()) continue;
    double x = 0.0, y = 0.0;
    for (const GeoPoint p : c.boundary) {
      const auto [px_, py_] = frame.at(p);
      x += px_, y += py_;
    }
    const auto n = static_cast<double>(c.boundary.size());
    svg.text(x / n, y / n, "middle", c.name, "place");
  }
}

std::string legend(const Measure& m) {
  Html html;
  html.raw("<ul class=legend id=map-legend>");
  for (std::size_t c = 0; c <= m.limits.size(); ++c) {
    html.raw(fmt::format("<li><i style=\"background:{}\"></i>", class_colour(m, c)))
        .text(class_name(m, c))
        .raw("</li>");
  }
  return html.raw("</ul>").str();
}

}  // namespace

std::string map_figure(const Evidence& evidence) {
  const Places& places = evidence.main().places;
  const std::vector<Measure> measures = measures_of(evidence);
  if (measures.empty()) return "";
  const bool whole = places.compounds.size() <= most_compounds;
  const MapFrame frame(places);
  Svg svg(MapFrame::width, frame.height(), {"片区地图", "map of the district"});
  svg.raw("<g class=map>");
  svg.raw(fmt::format("<path class=ground d=\"{}\"/>", path_data(frame, places.boundary, true)));
  draw_streets(svg, frame, places, whole);
  if (whole) draw_compounds(svg, frame, places, measures.front());
  if (whole && !places.hydrants.empty()) {
    std::string dots;
    for (const GeoPoint p : places.hydrants) {
      const auto [x, y] = frame.at(p);
      dots += fmt::format("M{} {}h0", px(x), px(y));
    }
    svg.raw("<path class=hydrants id=map-hydrants d=\"" + dots + "\"/>");
  }
  draw_stations(svg, frame, places);
  draw_communities(svg, frame, places);
  draw_scale(svg, frame);
  svg.raw("</g>");

  Html html;
  html.raw("<figure class=\"map-figure wide\">");
  html.raw("<div class=\"controls script-only\"><label>")
      .both("着色指标", "Colour compounds by")
      .raw(" <select id=map-measure></select></label>");
  html.raw("<label><input type=checkbox id=map-show-hydrants> ")
      .both("显示消火栓", "show hydrants")
      .raw("</label></div>");
  html.raw(svg.str());
  html.raw("<figcaption><p class=map-title id=map-title>").both(measures.front().name);
  if (!measures.front().unit.name.en.empty()) {
    html.both("（" + measures.front().unit.name.zh + "）", " (" + measures.front().unit.name.en + ")");
  }
  html.raw("</p>").raw(whole ? legend(measures.front()) : "").raw("<ul class=\"legend stations\">");
  for (const Symbol& s : symbols()) {
    const bool there = std::any_of(places.stations.begin(), places.stations.end(), [&](const models::Station& x) {
      return x.kind == s.kind && frame.holds(x.position);
    });
    if (!there) continue;
    html.raw(fmt::format(
        "<li><svg viewBox=\"-10 -10 20 20\" width=16 height=16 aria-hidden=true><g class=\"station k{}\">{}</g></svg>",
        static_cast<int>(s.kind), s.shape));
    html.both(s.name).raw("</li>");
  }
  return html.raw("</ul></figcaption></figure>").str();
}

std::string map_data_json(const Evidence& evidence) {
  nlohmann::json all = nlohmann::json::array();
  const Places& places = evidence.main().places;
  if (places.compounds.size() <= most_compounds) {
    for (const Measure& m : measures_of(evidence)) {
      nlohmann::json colours = nlohmann::json::array(), classes = nlohmann::json::array(),
                     values = nlohmann::json::array();
      for (std::size_t c = 0; c <= m.limits.size(); ++c) {
        colours.push_back(std::string(class_colour(m, c)));
        classes.push_back(class_name(m, c));
      }
      // As text, ready to show; the class of each compound stands beside it.
      nlohmann::json members = nlohmann::json::array();
      for (const auto& v : m.values) {
        if (v) {
          values.push_back(m.change ? signed_number(*v, m.unit) : number(*v, m.unit));
          members.push_back(m.class_of(*v));
        } else {
          values.push_back(nullptr);
          members.push_back(-1);
        }
      }
      all.push_back({{"zh", m.name.zh},
                     {"en", m.name.en},
                     {"unitZh", m.unit.name.zh},
                     {"unitEn", m.unit.name.en},
                     {"colours", colours},
                     {"classes", classes},
                     {"members", members},
                     {"values", values}});
    }
  }
  nlohmann::json names = nlohmann::json::array();
  if (!all.empty()) {
    for (const auto& c : places.compounds) names.push_back({c.name.zh, c.name.en});
  }
  return nlohmann::json{{"measures", all}, {"names", names}}.dump(-1, ' ', false,
                                                                  nlohmann::json::error_handler_t::replace);
}

}  // namespace yuanluo::viz
