// Which form a file of nothing but numbers has: told by its first line and by how many numbers the others hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace yuanluo::scenarios {

enum class SiteForm : std::uint8_t {
  table,        // not numbers alone: a table with titles, or nothing that is known
  graph,        // n edges p, then i j length
  cover,        // rows columns, costs, lists
  places,       // lines of places, after `heading` lines
  capacitated,  // problems of "n p capacity" and lines "number x y demand", after `heading` lines
  matrix,       // square, after `heading` lines
  costs,        // customers times sites, after `heading` lines
  facilities,   // sites customers, "capacity cost" of the sites, then demand and costs of each customer
  unclear,      // numbers that fit none of these
};

// The lines of a text that hold anything: how many words each has.
struct LineCount {
  std::uint32_t line = 0;  // from 1
  std::uint32_t words = 0;
};

struct FormFound {
  SiteForm form = SiteForm::table;
  std::size_t heading = 0;       // lines before the rows
  std::size_t columns = 0;       // of places and of costs without a heading
  bool numbered = false;         // places: the first column counts the lines, from 0 or 1
  std::vector<double> first;     // the numbers of the first line
  std::vector<LineCount> lines;  // all of them
};

// `text`: without comments, numbers with decimal points and white space between them. Linear in its size.
FormFound form_of(std::string_view text);

// As lines of places, which the user has said they are: with so many columns, or as many as most lines have (0).
FormFound form_of_places(std::string_view text, std::size_t columns);

}  // namespace yuanluo::scenarios
