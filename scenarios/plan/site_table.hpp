// Siting questions from tables with titles: places, roads, pairs or costs.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/plan/site_numbers.hpp"

namespace yuanluo::scenarios {

// Reads one of these, told apart by its titles (English or Chinese, see site_titles.hpp). Commas, semicolons, tabs or
// blanks separate; where it is not commas, numbers may have decimal commas.
//   places   x,y (any unit) or lon,lat (degrees; distances in metres), and optional columns name, weight, load, role
//            (customer, site or both), existing, capacity, cost. Each row is a customer and a site unless its role says
//            otherwise. Other columns are left out, with a note, unless they look like a misspelt one.
//   roads    from,to,length: a graph with named nodes.
//   pairs    customer,site,length: what each pair costs; optional weight and load of the customer.
//   costs    a column of customers' names, optional columns weight and load, and a column for each site; rows named
//            existing, capacity and cost speak of the sites. An empty cell: the site cannot serve the customer.
// Throws ScenarioError.
SiteReading read_site_table(const std::string& file, std::string_view text, const SiteFileOptions& options);

}  // namespace yuanluo::scenarios
