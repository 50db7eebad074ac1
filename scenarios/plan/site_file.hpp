// Siting questions from files: graphs and cover tables of the OR-Library, and plain CSV tables.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

#include "plan/siting/instance.hpp"

namespace yuanluo::scenarios {

struct SiteFile {
  plan::siting::Instance instance;
  std::size_t p = 0;        // that the file asks for; 0 = it does not say
  bool cover_sets = false;  // links say only who can be reached; there are no distances
};

// Reads one of these, told apart by their first lines:
//   graph    "n edges p", then `edges` lines "i j length" (nodes from 1): each node is a customer of weight 1 and a
//            site; distances are shortest paths; of edges between the same nodes the last counts. Source:
//            [Beasley1990].
//   cover    "rows columns", the columns' costs, then for each row how many columns cover it and which (from 1).
//   points   CSV with x,y (any unit) or lon,lat (degrees; distances in metres), and optional columns name, weight,
//            load, role (customer, site or both), existing, capacity, cost. Each row is a customer and a site unless
//            its role says otherwise.
//   roads    CSV with from,to,length: a graph with named nodes.
//   costs    CSV with a column of customers' names, optional columns weight and load, and a column for each site; rows
//            named existing, capacity and cost speak of the sites. An empty cell: the site cannot serve the customer.
//   TSPLIB   places after a line NODE_COORD_SECTION: "number x y", to a line EOF or the end. Distances are not rounded.
//            Source: [Reinelt1991].
//   places   lines "x y" or "x y weight" and nothing else. Whole numbers look like a graph or a cover: `coordinates`
//   says
//            that they are places.
// Links longer than `radius` are left out, where one is given. Throws ScenarioError with all that is wrong.
SiteFile read_site_file(const std::filesystem::path& file, std::optional<double> radius = {}, bool coordinates = false);

}  // namespace yuanluo::scenarios
