#include "scenarios/plan/site_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/plan/site_fields.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr double earth_radius_m = 6'371'008.8;
constexpr double radians = 0.017453292519943295;

// Metres, by haversine.
double great_circle(const SitePlace& a, const SitePlace& b) {
  const double up = std::sin((b.y - a.y) * radians / 2.0), along = std::sin((b.x - a.x) * radians / 2.0);
  const double h = up * up + std::cos(a.y * radians) * std::cos(b.y * radians) * along * along;
  return 2.0 * earth_radius_m * std::asin(std::min(1.0, std::sqrt(h)));
}

double rounded_distance(double distance, Rounding rounding) {
  switch (rounding) {
    case Rounding::nearest:
      return std::floor(distance + 0.5);
    case Rounding::up:
      return std::ceil(distance);
    case Rounding::down:
      return std::floor(distance);
    case Rounding::none:
      break;
  }
  return distance;
}

}  // namespace

plan::siting::Instance linked(const SitePlaces& places, const SiteFileOptions& options, const std::string& file) {
  plan::siting::Instance instance;
  std::vector<const SitePlace*> customers, sites;
  for (const SitePlace& place : places.list) {
    if (place.customer) {
      customers.push_back(&place);
      instance.customers.push_back(place.name);
      instance.weight.push_back(place.weight);
      if (places.loads) instance.load.push_back(place.load);
    }
    if (place.site) {
      sites.push_back(&place);
      instance.sites.push_back(place.name);
      instance.x.push_back(place.x);
      instance.y.push_back(place.y);
      instance.existing.push_back(place.existing ? 1 : 0);
      if (places.capacities) instance.capacity.push_back(place.capacity);
      if (places.costs) instance.site_cost.push_back(place.cost);
    }
  }
  const Rounding rounding = options.rounding.value_or(places.rounding);
  ProblemList problems;
  if (customers.empty()) problems.add_cell(file, 1, {}, {"至少一个需求点", "at least one customer"}, nothing());
  if (sites.empty()) problems.add_cell(file, 1, {}, {"至少一个候选点", "at least one site"}, nothing());
  problems.raise();
  double links = 0.0;
  for (const SitePlace* customer : customers) {
    auto& list = instance.links.emplace_back();
    for (std::size_t j = 0; j < sites.size(); ++j) {
      const double far =
          rounded_distance(places.globe ? great_circle(*customer, *sites[j])
                                        : std::hypot(customer->x - sites[j]->x, customer->y - sites[j]->y),
                           rounding);
      if (!options.radius || far <= *options.radius) list.push_back({static_cast<std::uint32_t>(j), far});
    }
    links += static_cast<double>(list.size());
    if (links > most_links) {
      problems.add_cell(file, 1, {},
                        {fmt::format("至多 {:.0f} 对需求点与候选点", most_links),
                         fmt::format("at most {:.0f} pairs of a customer and a site", most_links)},
                        {"更多", "more"},
                        {"按半径覆盖的目标只计半径以内的对", "with a radius, only pairs within it count"});
      problems.raise();
    }
  }
  return instance;
}

}  // namespace yuanluo::scenarios
