// [OPTIONS], [TIMES] and [TITLE].
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/json/suggestion.hpp"
#include "scenarios/water/inp_parser.hpp"

namespace yuanluo::scenarios::water {

namespace {

using models::hydraulics::HeadLossFormula;
using Range = InpRow::Range;

constexpr double water_viscosity_m2s = 1.1e-5 * 0.3048 * 0.3048;

// Options of water quality, of EPANET's own iterations, of drawings and files: hydraulics do not depend on them.
constexpr std::array<std::string_view, 16> read_over = {
    "QUAL", "DIFF",      "TOLER",      "MAP",  "VERI", "SEGM",  "TRIAL",     "ACCU",
    "UNBA", "HEADERROR", "FLOWCHANGE", "HTOL", "QTOL", "RQTOL", "CHECKFREQ", "MAXCHECK"};
const std::array<std::string, 15> option_names = {"UNITS",    "PRESSURE",  "HEADLOSS", "PATTERN", "DEMAND",
                                                  "BACKFLOW", "VISCOSITY", "SPECIFIC", "EMITTER", "MINIMUM",
                                                  "REQUIRED", "ACCURACY",  "TRIALS",   "QUALITY", "UNBALANCED"};

}  // namespace

void InpParser::read_title() {
  each("TITL", [&](const InpRow& row) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? " " : "") + row.word(i);
    network_.title += (network_.title.empty() ? "" : "\n") + text;
  });
}

void InpParser::read_options() {
  network_.options.required_pressure_m = -1.0;  // not given
  each("OPTI", [&](const InpRow& row) { read_option(row); });
  units_ = units_of(flow_, pressure_, network_.options.specific_gravity);
  auto& options = network_.options;
  options.least_pressure_m *= units_.pressure_m;
  if (options.required_pressure_m < 0.0) {
    options.required_pressure_m = 0.1 * units_.pressure_m;
  } else {
    options.required_pressure_m *= units_.pressure_m;
  }
  if (options.required_pressure_m <= options.least_pressure_m)
    options.required_pressure_m = options.least_pressure_m + 0.1 * units_.pressure_m;
  if (viscosity_) {
    const double given = *viscosity_;  // above 1e-3 it is relative to water
    options.viscosity_m2s = given > 1e-3 ? given * water_viscosity_m2s : given * units_.length_m * units_.length_m;
  }
  const auto pattern = patterns_.find(default_pattern_);
  if (pattern != patterns_.end()) options.default_pattern = pattern->second;
}

void InpParser::read_option(const InpRow& row) {
  auto& options = network_.options;
  const auto unknown = [&](std::string_view column, models::Name wanted, std::size_t i, models::Name hint = {}) {
    row.problem(column, std::move(wanted), in_quotes(row.word(i)), std::move(hint));
  };
  if (row.is(0, "UNIT")) {
    if (!row.needs(2, "UNITS")) return;
    if (const auto unit = flow_unit(row.word(1))) {
      flow_ = *unit;
    } else if (same_word(row.word(1), "SI")) {
      flow_ = FlowUnit::lps;
    } else {
      unknown("UNITS", same("CFS, GPM, MGD, IMGD, AFD, LPS, LPM, MLD, CMH, CMD, CMS"), 1,
              did_you_mean(row.word(1), flow_unit_words()));
    }
  } else if (row.is(0, "HEADL")) {
    if (!row.needs(2, "HEADLOSS")) return;
    if (row.is(1, "H-W")) {
      options.formula = HeadLossFormula::hazen_williams;
    } else if (row.is(1, "D-W")) {
      options.formula = HeadLossFormula::darcy_weisbach;
    } else if (row.is(1, "C-M")) {
      options.formula = HeadLossFormula::chezy_manning;
    } else {
      unknown("HEADLOSS", same("H-W, D-W, C-M"), 1);
    }
  } else if (row.is(0, "PRESSURE") && !row.is(1, "EXP")) {
    if (!row.needs(2, "PRESSURE")) return;
    pressure_ = pressure_unit(row.word(1));
    if (!pressure_) unknown("PRESSURE", same("PSI, KPA, METERS, BAR, FEET"), 1);
  } else if (row.is(0, "PATT")) {
    if (row.has(1)) default_pattern_ = row.word(1);
    if (row.has(1) && row.word(1) != "1" && !patterns_.contains(default_pattern_))
      note({fmt::format("默认模式\"{}\"不存在，需水量不随时间变化", default_pattern_),
            fmt::format("the default pattern \"{}\" does not exist, so demands without a pattern are constant",
                        default_pattern_)});
  } else if (row.is(0, "DEMAND") && row.is(1, "MODEL")) {
    if (!row.needs(3, "DEMAND MODEL")) return;
    if (!row.is(2, "DDA") && !row.is(2, "PDA")) return unknown("DEMAND MODEL", same("DDA, PDA"), 2);
    options.pressure_driven = row.is(2, "PDA");
  } else if (row.is(0, "BACK")) {
    if (!row.needs(3, "BACKFLOW ALLOWED")) return;
    if (!row.is(2, "YES") && !row.is(2, "NO")) return unknown("BACKFLOW ALLOWED", same("YES, NO"), 2);
    options.emitter_backflow = row.is(2, "YES");
  } else if (row.is(0, "HYDR")) {
    row.problem("HYDRAULICS", {"本程序自行计算水力", "no file of hydraulics: they are computed here"},
                in_quotes(row.word(0)));
  } else if (!read_numeric_option(row) &&
             std::none_of(read_over.begin(), read_over.end(), [&](auto key) { return row.is(0, key); }) &&
             !row.is(0, "DAMPLIMIT")) {
    unknown("", {"EPANET的选项", "an option of EPANET"}, 0, did_you_mean(row.word(0), option_names));
  }
}

bool InpParser::read_numeric_option(const InpRow& row) {
  auto& options = network_.options;
  const auto read = [&](std::size_t i, std::string_view name, Range range, auto set) {
    if (!row.has(i)) return;
    if (const auto value = row.number(i, name, range)) set(*value);
  };
  if (row.is(0, "VISC")) {
    read(1, "VISCOSITY", Range::positive, [&](double v) { viscosity_ = v; });
  } else if (row.is(0, "SPEC")) {
    read(2, "SPECIFIC GRAVITY", Range::positive, [&](double v) { options.specific_gravity = v; });
  } else if (row.is(0, "EMIT")) {
    read(2, "EMITTER EXPONENT", Range::positive, [&](double v) { options.emitter_exponent = v; });
  } else if (row.is(0, "DEMAND")) {
    read(2, "DEMAND MULTIPLIER", Range::positive, [&](double v) { options.demand_multiplier = v; });
  } else if (row.is(0, "MINI")) {
    read(2, "MINIMUM PRESSURE", Range::not_negative, [&](double v) { options.least_pressure_m = v; });
  } else if (row.is(0, "REQ")) {
    read(2, "REQUIRED PRESSURE", Range::not_negative, [&](double v) { options.required_pressure_m = v; });
  } else if (row.is(0, "PRESSURE")) {
    read(2, "PRESSURE EXPONENT", Range::positive, [&](double v) { options.pressure_exponent = v; });
  } else {
    return false;
  }
  return true;
}

void InpParser::read_times() {
  auto& times = network_.times;
  std::int64_t rule_step_s = 0;
  each("TIME", [&](const InpRow& row) {
    if (row.is(0, "STAT") || row.is(0, "QUAL") || row.is(0, "MINI") || row.size() < 2) return;
    const std::size_t last = row.size() - 1;
    auto seconds = seconds_in(row.word(last));
    if (!seconds && last >= 1) seconds = seconds_in(row.word(last - 1), row.word(last));
    if (!seconds)
      return row.problem(row.word(0), {"时间，如2:30或150 MIN", "a time such as 2:30 or 150 MIN"},
                         in_quotes(row.word(last)));
    if (row.is(0, "DURA")) {
      times.duration_s = *seconds;
    } else if (row.is(0, "HYDR")) {
      times.hydraulic_step_s = *seconds;
    } else if (row.is(0, "RULE")) {
      rule_step_s = *seconds;
    } else if (row.is(0, "PATT") && row.is(1, "STAR")) {
      times.pattern_start_s = *seconds;
    } else if (row.is(0, "PATT")) {
      times.pattern_step_s = *seconds;
    } else if (row.is(0, "REPO") && row.is(1, "STAR")) {
      times.report_start_s = *seconds;
    } else if (row.is(0, "REPO")) {
      times.report_step_s = *seconds;
    } else if (row.is(0, "STAR")) {
      times.clock_start_s = *seconds % 86400;
    } else {
      row.problem("", {"EPANET的时间设置", "a time setting of EPANET"}, in_quotes(row.word(0)));
    }
  });
  if (times.pattern_step_s <= 0) times.pattern_step_s = 3600;
  if (times.report_step_s <= 0) times.report_step_s = times.pattern_step_s;
  if (times.hydraulic_step_s <= 0) times.hydraulic_step_s = 3600;
  times.hydraulic_step_s = std::min({times.hydraulic_step_s, times.pattern_step_s, times.report_step_s});
  times.rule_step_s = rule_step_s > 0 ? rule_step_s : std::max<std::int64_t>(times.hydraulic_step_s / 10, 1);
  times.rule_step_s = std::min(times.rule_step_s, times.hydraulic_step_s);
}

}  // namespace yuanluo::scenarios::water
