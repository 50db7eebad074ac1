// What is wrong with a trace file, in both languages.
#pragma once

#include "models/text.hpp"
#include "sim/trace_file.hpp"

namespace yuanluo::viz {

models::Name told(const sim::TraceTrouble& trouble);

}  // namespace yuanluo::viz
