#include "viz/report/svg.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "viz/report/html.hpp"

namespace yuanluo::viz {

std::string px(double value) {
  const long long tenths = std::llround(value * 10.0);
  std::string text = std::to_string(std::llabs(tenths) / 10);
  if (tenths % 10 != 0) text += fmt::format(".{}", std::llabs(tenths) % 10);
  return fmt::format("{}{}", tenths < 0 ? "-" : "", text);
}

Svg::Svg(double width, double height, const models::Name& label) {
  markup_ = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" class=chart viewBox="0 0 {} {}" role=img aria-label="{} / {}">)",
      px(width), px(height), escaped(label.zh), escaped(label.en));
}

Svg& Svg::rect(double x, double y, double width, double height, std::string_view style) {
  return raw(
      fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" {}/>)", px(x), px(y), px(width), px(height), style));
}

Svg& Svg::line(double x1, double y1, double x2, double y2, std::string_view style) {
  return raw(fmt::format(R"(<line x1="{}" y1="{}" x2="{}" y2="{}" {}/>)", px(x1), px(y1), px(x2), px(y2), style));
}

Svg& Svg::path(const std::vector<std::pair<double, double>>& points, std::string_view style, bool closed) {
  std::string d;
  for (const auto& [x, y] : points) {
    fmt::format_to(std::back_inserter(d), "{}{} {}", d.empty() ? "M" : "L", px(x), px(y));
  }
  return raw(fmt::format(R"(<path d="{}{}" {}/>)", d, closed ? "Z" : "", style));
}

Svg& Svg::text(double x, double y, std::string_view anchor, const models::Name& text, std::string_view kind,
               std::string_view attributes) {
  const auto one = [&](std::string_view language, const std::string& content) {
    raw(fmt::format(R"(<text x="{}" y="{}" text-anchor={} class="{} {}" {}>{}</text>)", px(x), px(y), anchor, language,
                    kind, attributes, escaped(content)));
  };
  if (text.zh == text.en) {
    one("", text.en);
  } else {
    one("zh", text.zh);
    one("en", text.en);
  }
  return *this;
}

Svg& Svg::raw(std::string_view markup) {
  markup_ += markup;
  return *this;
}

std::string hatch_definitions() {
  // One pattern a stage: lines and dots over the colour, so that the parts differ without colour too.
  static constexpr std::string_view strokes[] = {"", "<path d='M0 6L6 0' stroke='#fff' stroke-width='1.1'/>",
                                                 "<circle cx='3' cy='3' r='1.1' fill='#fff'/>",
                                                 "<path d='M3 0V6' stroke='#fff' stroke-width='1.1'/>",
                                                 "<path d='M0 0L6 6M0 6L6 0' stroke='#333' stroke-width='.8'/>"};
  std::string markup = "<svg width=0 height=0 class=definitions aria-hidden=true><defs>";
  for (std::size_t i = 0; i < std::size(strokes); ++i) {
    markup +=
        fmt::format("<pattern id=hatch{} width=6 height=6 patternUnits=userSpaceOnUse>{}</pattern>", i, strokes[i]);
  }
  markup +=
      "<pattern id=missing width=6 height=6 patternUnits=userSpaceOnUse><rect width=6 height=6 fill='#f4f4f2'/>"
      "<path d='M0 6L6 0' stroke='#bbb' stroke-width=1 /></pattern>";
  return markup + "</defs></svg>";
}

}  // namespace yuanluo::viz
