// Static vector pictures: shapes with numbers rounded to a tenth of a pixel, texts in both languages.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/text.hpp"

namespace yuanluo::viz {

// "12.5", "12": at most one decimal.
std::string px(double value);

class Svg {
 public:
  // A picture of `width` by `height` units that scales with the page; `label` is read out to people who cannot see it.
  Svg(double width, double height, const models::Name& label);

  // `style`: attributes as markup, with their values in quotation marks: `class="grid"`, `fill="#fff"`.
  Svg& rect(double x, double y, double width, double height, std::string_view style);
  Svg& line(double x1, double y1, double x2, double y2, std::string_view style);
  Svg& path(const std::vector<std::pair<double, double>>& points, std::string_view style, bool closed = false);
  // `anchor`: start, middle or end; `kind`: a class of report.css. The texts are escaped.
  Svg& text(double x, double y, std::string_view anchor, const models::Name& text, std::string_view kind = "",
            std::string_view attributes = "");
  Svg& raw(std::string_view markup);

  // The whole element.
  std::string str() const { return markup_ + "</svg>"; }

 private:
  std::string markup_;
};

// Definitions of the hatchings that colours are paired with; once in a page, before the first picture.
std::string hatch_definitions();

}  // namespace yuanluo::viz
