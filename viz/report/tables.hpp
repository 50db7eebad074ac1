// Tables of figures: numbers to the right, intervals beside them, one unit a row.
#pragma once

#include <string>
#include <vector>

#include "viz/report/evidence.hpp"
#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

// Which way a change is good.
enum class Judgement { less_is_better, more_is_better, none };
Judgement judgement_of(const models::KpiDefinition& definition);

// One row: what it is, and its figure. Rows with the same non-empty `group` stand under one heading.
struct FigureRow {
  models::Name group;
  models::Name name;
  Figure figure;
  Unit unit;
  Judgement judgement = Judgement::less_is_better;
  bool minor = false;  // shown only when all statistics are asked for
};

// Columns: name, unit, then the value, or base, value, change and variance removed. Empty if there is no row.
std::string figure_table(const Evidence& evidence, const models::Name& caption, const std::vector<FigureRow>& rows);

// A measure for each part (community, group): one row a part, one column group a measure.
struct PartColumn {
  models::Name name;
  Unit unit;
  Judgement judgement = Judgement::less_is_better;
  std::vector<const Figure*> figures;  // one for each part; null where there is none
};

// `gap`: adds a row with the difference between the greatest and the least part.
std::string part_table(const Evidence& evidence, const models::Name& caption, const models::Name& part_heading,
                       const std::vector<models::Name>& parts, const std::vector<PartColumn>& columns, bool gap);

}  // namespace yuanluo::viz
