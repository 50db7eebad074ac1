// Places of a siting question, from whatever file they came, and the distances between them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/plan/site_file.hpp"

namespace yuanluo::scenarios {

struct SitePlace {
  std::string name;
  double x = 0.0, y = 0.0;  // in any unit, or longitude and latitude in degrees
  double weight = 1.0;
  double load = 1.0;
  double capacity = 0.0;
  double cost = 1.0;
  bool customer = true, site = true, existing = false;
};

struct SitePlaces {
  std::vector<SitePlace> list;
  bool globe = false;                                                      // degrees; distances in metres
  bool weights = false, loads = false, capacities = false, costs = false;  // whether the file says them
  Rounding rounding = Rounding::none;                                      // unless the user says otherwise
};

// Customers, sites and the links between them, those beyond `options.radius` left out. Straight distances, rounded as
// asked, or metres on the globe. `file` names it in problems. Throws ScenarioError where there are too many links, no
// customer or no site.
plan::siting::Instance linked(const SitePlaces& places, const SiteFileOptions& options, const std::string& file);

}  // namespace yuanluo::scenarios
