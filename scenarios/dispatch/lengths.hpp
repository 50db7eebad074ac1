// How a dispatch world's file says how long something takes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/response/dispatch_world.hpp"
#include "scenarios/json/document.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {

// A number (always the same), or an object with one key that names the distribution:
// {"exponential": {"mean": m}}, {"lognormal": {"mean": m, "sd": s}} or {"median": m, "gsd": g},
// {"gamma": {"mean": m, "shape": k}} or {"mean": m, "sd": s}, {"erlang": {"mean": m, "stages": k}},
// {"weibull": {"mean": m, "shape": k}}, {"uniform": {"low": a, "high": b}},
// {"normal": {"mean": m, "sd": s, "low": a, "high": b}}, {"empirical": [...]},
// {"mixture": [{"weight": w, "of": …}, …]}. None, and problems, where it is wrong.
std::optional<models::Length> read_length(const Json& value, const std::string& file, const std::string& pointer,
                                          std::vector<Problem>& problems);

}  // namespace yuanluo::scenarios
