// Siting questions from files: graphs, places, covers and cost tables in the forms in which they are usually given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/text.hpp"
#include "plan/siting/instance.hpp"

namespace yuanluo::scenarios {

// To whole numbers: some published optima are of rounded distances.
enum class Rounding : std::uint8_t { none, nearest, up, down };

struct SiteFileOptions {
  std::optional<double> radius;      // links that are longer are left out
  bool coordinates = false;          // the file is lines of places, whatever it looks like
  bool cover = false;                // the question is about cover: a demand is then a weight too
  std::vector<std::string> columns;  // of lines of places: "x", "y", "weight", … or "-"; empty: told by their number
  std::optional<Rounding> rounding;  // of distances between places; left out: as the form has it
  std::size_t problem = 1;           // of a file that holds several, from 1
  std::filesystem::path sites;       // places of the sites, if another file has them
  std::filesystem::path weights;     // one number for each customer, if another file has them
};

struct SiteFile {
  plan::siting::Instance instance;
  std::size_t p = 0;                // that the file asks for; 0 = it does not say
  bool cover_sets = false;          // links say only who can be reached; there are no distances
  models::Name read_as;             // the form that was recognised, and what its columns were taken for
  std::vector<models::Name> notes;  // what the user should know about how it was read
};

// Reads one of these, told apart by their first lines and by how many numbers they hold:
//   graph    "n edges p", then `edges` lines "i j length" (nodes from 1): each node is a customer of weight 1 and a
//            site; distances are shortest paths; of edges between the same nodes the last counts. Source:
//            [Beasley1990].
//   cover    "rows columns", the columns' costs, then for each row how many columns cover it and which (from 1).
//   places   lines of numbers "x y", "x y weight" or "number x y weight"; before them may stand "n" or "n p", and then
//            lines "x y capacity demand" are read too.
//   capacitated p-median of the OR-Library: "n p capacity", then "number x y demand"; one problem or several.
//            Distances are rounded down, as its published optima are. Source: [OsmanChristofides1994].
//   matrix   distances of n places after "n" or "n p", with or without n weights before or behind; costs of customers
//            (rows) and sites after "rows columns"; or nothing but rows of costs.
//   facility location of the OR-Library: "sites customers", "capacity cost" of each site, then for each customer its
//            demand and what it costs to serve all of it from each site. What sites cost is left out.
//   TSPLIB   places or a table of weights, with demands. Source: [Reinelt1991].
//   tables   with titles, see read_site_table().
// Throws ScenarioError with all that is wrong.
SiteFile read_site_file(const std::filesystem::path& file, const SiteFileOptions& options = {});

}  // namespace yuanluo::scenarios
