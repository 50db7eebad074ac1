// All of the statistics in one include.
#pragma once

#include "sim/batch_means.hpp"
#include "sim/confidence.hpp"
#include "sim/histogram.hpp"
#include "sim/quantiles.hpp"
#include "sim/tally.hpp"
#include "sim/time_weighted.hpp"
#include "sim/warm_up.hpp"
