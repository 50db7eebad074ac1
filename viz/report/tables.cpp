#include "viz/report/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace yuanluo::viz {
namespace {

void value_cell(Html& html, const std::optional<plan::Estimate>& e, const Unit& unit) {
  if (!e) {
    html.raw("<td class=num>–</td>");
    return;
  }
  html.raw("<td class=num>").text(number(e->mean, unit));
  if (e->n >= 2) html.raw("<small>").text(range(e->low, e->high, unit)).raw("</small>");
  html.raw("</td>");
}

// Better, worse or open: in words for the reader of a black and white print, as a sign.
void change_cell(Html& html, const std::optional<plan::Difference>& d, const Unit& unit, bool less_is_better) {
  if (!d) {
    html.raw("<td class=num>–</td>");
    return;
  }
  const bool better = (d->change.mean < 0.0) == less_is_better;
  const char* kind = !d->significant ? "open" : better ? "better" : "worse";
  html.raw(fmt::format("<td class=\"num change {}\">", kind)).text(signed_number(d->change.mean, unit));
  html.raw("<small>").text(range(d->change.low, d->change.high, unit)).raw("</small></td>");
}

void heading(Html& html, const models::Name& name, std::string_view attributes = "class=num scope=col") {
  html.raw(fmt::format("<th {}>", attributes)).both(name).raw("</th>");
}

// Greatest less least over the parts, of means.
std::optional<double> gap_of(const std::vector<const Figure*>& figures, bool of_base) {
  double least = 0.0, greatest = 0.0;
  int n = 0;
  for (const Figure* f : figures) {
    if (f == nullptr) continue;
    const auto& e = of_base ? f->base : f->value;
    if (!e) continue;
    least = n == 0 ? e->mean : std::min(least, e->mean);
    greatest = n == 0 ? e->mean : std::max(greatest, e->mean);
    ++n;
  }
  if (n < 2) return std::nullopt;
  return greatest - least;
}

}  // namespace

std::string figure_table(const Evidence& evidence, const models::Name& caption, const std::vector<FigureRow>& rows) {
  if (rows.empty()) return "";
  const bool compared = evidence.compared();
  Html html;
  html.raw("<div class=scroll><table><caption>").both(caption).raw("</caption><thead><tr>");
  heading(html, {"指标", "Measure"}, "scope=col");
  heading(html, {"单位", "Unit"}, "scope=col");
  if (compared) heading(html, evidence.base_label());
  heading(html, evidence.label());
  if (compared) {
    heading(html, {"变化", "Change"});
    heading(html, {"配对消除的方差", "Variance removed by pairing"});
  }
  html.raw("</tr></thead>");
  models::Name group;
  bool open = false;
  for (const FigureRow& row : rows) {
    if (!open || !(row.group == group)) {
      html.raw(open ? "</tbody><tbody>" : "<tbody>");
      open = true;
      group = row.group;
      if (!group.en.empty()) {
        html.raw(fmt::format("<tr class=group><th colspan={} scope=colgroup>", compared ? 6 : 3))
            .both(group)
            .raw("</th></tr>");
      }
    }
    html.raw(row.minor ? "<tr class=minor><th scope=row>" : "<tr><th scope=row>")
        .both(row.name)
        .raw("</th><td class=unit>");
    html.both(row.unit.name).raw("</td>");
    if (compared) value_cell(html, row.figure.base, row.unit);
    value_cell(html, row.figure.value, row.unit);
    if (compared) {
      change_cell(html, row.figure.change, row.unit, row.less_is_better);
      html.raw("<td class=num>");
      const auto& d = row.figure.change;
      const bool known = d && d->change.sd > 0.0;
      html.text(known ? number(d->variance_removed, {0.01, {}, 0}) + "%" : "–").raw("</td>");
    }
    html.raw("</tr>");
  }
  return html.raw("</tbody></table></div>").str();
}

std::string part_table(const Evidence& evidence, const models::Name& caption, const models::Name& part_heading,
                       const std::vector<models::Name>& parts, const std::vector<PartColumn>& columns, bool gap) {
  if (columns.empty() || parts.empty()) return "";
  const bool compared = evidence.compared();
  Html html;
  html.raw("<div class=scroll><table class=parts><caption>").both(caption).raw("</caption><thead><tr>");
  heading(html, part_heading, compared ? "scope=col rowspan=2" : "scope=col");
  for (const PartColumn& c : columns) {
    html.raw(compared ? "<th class=span scope=colgroup colspan=3>" : "<th class=num scope=col>").both(c.name);
    if (!c.unit.name.en.empty()) html.both("（" + c.unit.name.zh + "）", " (" + c.unit.name.en + ")");
    html.raw("</th>");
  }
  if (compared) {
    html.raw("</tr><tr>");
    for (std::size_t i = 0; i < columns.size(); ++i) {
      heading(html, evidence.base_label());
      heading(html, evidence.label());
      heading(html, {"变化", "Change"});
    }
  }
  html.raw("</tr></thead><tbody>");
  for (std::size_t p = 0; p < parts.size(); ++p) {
    html.raw("<tr><th scope=row>").both(parts[p]).raw("</th>");
    for (const PartColumn& c : columns) {
      const Figure* f = c.figures[p];
      if (compared) value_cell(html, f ? f->base : std::nullopt, c.unit);
      value_cell(html, f ? f->value : std::nullopt, c.unit);
      if (compared) change_cell(html, f ? f->change : std::nullopt, c.unit, c.less_is_better);
    }
    html.raw("</tr>");
  }
  if (gap) {
    html.raw("<tr class=gap><th scope=row>").both("最大差距", "gap between greatest and least").raw("</th>");
    for (const PartColumn& c : columns) {
      const auto now = gap_of(c.figures, false), before = gap_of(c.figures, true);
      const auto cell = [&](const std::optional<double>& v, bool sign) {
        html.raw("<td class=num>").text(!v ? "–" : sign ? signed_number(*v, c.unit) : number(*v, c.unit)).raw("</td>");
      };
      if (compared) cell(before, false);
      cell(now, false);
      if (compared) cell(now && before ? std::optional(*now - *before) : std::nullopt, true);
    }
    html.raw("</tr>");
  }
  return html.raw("</tbody></table></div>").str();
}

}  // namespace yuanluo::viz
