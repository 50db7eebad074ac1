// The key figures in words.
#pragma once

#include <vector>

#include "viz/report/evidence.hpp"
#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

// "12.3 min (11.0–13.6)", with the 95 % interval, in both languages, with the number in bold; escaped.
Prose value_in_words(const plan::Estimate& estimate, const Unit& unit);

// A figure that stands at the top of the report: a large number, and the one before.
struct Highlight {
  Prose label;
  Figure figure;
  Unit unit;
  bool median = true;
};
std::vector<Highlight> highlights(const Evidence& evidence);

// One sentence for each thing worth saying that the results hold.
std::vector<Prose> headlines(const Evidence& evidence);

}  // namespace yuanluo::viz
