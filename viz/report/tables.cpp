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
void change_cell(Html& html, const std::optional<plan::Difference>& d, const Unit& unit, Judgement judgement) {
  if (!d) {
    html.raw("<td class=num>–</td>");
    return;
  }
  const bool better = (d->change.mean < 0.0) == (judgement == Judgement::less_is_better);
  const bool shown = number(d->change.mean, unit).find_first_not_of("−0.,") != std::string::npos;
  const char* kind = !d->significant || !shown || judgement == Judgement::none ? "open" : better ? "better" : "worse";
  html.raw(fmt::format("<td class=\"num change {}\">", kind)).text(signed_number(d->change.mean, unit));
  html.raw("<small>").text(range(d->change.low, d->change.high, unit)).raw("</small></td>");
}

void heading(Html& html, const models::Name& name, std::string_view attributes = "class=num scope=col") {
  html.raw(fmt::format("<th {}>", attributes)).both(name).raw("</th>");
}

// A measure that is the same in both scenarios needs one column only.
bool same_on_both_sides(const PartColumn& column) {
  return std::all_of(column.figures.begin(), column.figures.end(), [](const Figure* f) {
    return f == nullptr || (f->change && f->change->change.mean == 0.0 && f->change->change.sd == 0.0);
  });
}

// Greatest less least over the parts, of means; NaN where fewer than two have one. Yearly numbers differ because parts
// differ in size, which is no gap.
double gap_of(const PartColumn& column, bool of_base) {
  double least = 0.0, greatest = 0.0;
  int n = 0;
  for (const Figure* f : column.figures) {
    if (f == nullptr || (of_base ? !f->base : !f->value)) continue;
    const double mean = of_base ? f->base->mean : f->value->mean;
    least = n == 0 ? mean : std::min(least, mean);
    greatest = n == 0 ? mean : std::max(greatest, mean);
    ++n;
  }
  if (n < 2 || column.unit.name.en == "per year") return std::nan("");
  return greatest - least;
}

}  // namespace

Judgement judgement_of(const models::KpiDefinition& d) {
  if (is_only_load(d)) return Judgement::none;
  return d.less_is_better ? Judgement::less_is_better : Judgement::more_is_better;
}

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
      change_cell(html, row.figure.change, row.unit, row.judgement);
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
    const bool one = !compared || same_on_both_sides(c);
    html.raw(!one       ? "<th class=span scope=colgroup colspan=3>"
             : compared ? "<th class=num scope=col rowspan=2>"
                        : "<th class=num scope=col>");
    html.both(c.name);
    if (!c.unit.name.en.empty()) html.both("（" + c.unit.name.zh + "）", " (" + c.unit.name.en + ")");
    html.raw("</th>");
  }
  if (compared) {
    html.raw("</tr><tr>");
    for (const PartColumn& c : columns) {
      if (same_on_both_sides(c)) continue;
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
      const bool three = compared && !same_on_both_sides(c);
      if (three) value_cell(html, f ? f->base : std::nullopt, c.unit);
      value_cell(html, f ? f->value : std::nullopt, c.unit);
      if (three) change_cell(html, f ? f->change : std::nullopt, c.unit, c.judgement);
    }
    html.raw("</tr>");
  }
  if (gap) {
    html.raw("<tr class=gap><th scope=row>").both("最大差距", "gap between greatest and least").raw("</th>");
    for (const PartColumn& c : columns) {
      const double now = gap_of(c, false), before = gap_of(c, true);
      const auto cell = [&](const std::string& text) { html.raw("<td class=num>").text(text).raw("</td>"); };
      const bool three = compared && !same_on_both_sides(c);
      if (three) cell(number(before, c.unit));
      cell(number(now, c.unit));
      if (three) cell(signed_number(now - before, c.unit));
    }
    html.raw("</tr>");
  }
  return html.raw("</tbody></table></div>").str();
}

}  // namespace yuanluo::viz
