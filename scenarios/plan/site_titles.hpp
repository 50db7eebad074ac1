// What the columns of somebody else's table of places, roads or costs are called.
#pragma once

#include <string>
#include <string_view>

namespace yuanluo::scenarios {

// Without blanks at the ends, without a unit in brackets behind, and in lower case where it is ASCII.
std::string plain_title(std::string_view title);

// Our name for a column: "name", "x", "y", "lon", "lat", "weight", "load", "role", "existing", "capacity", "cost",
// "from", "to", "length", "customer", "site"; the plain title itself where none is meant. English and Chinese.
std::string known_title(std::string_view title);

}  // namespace yuanluo::scenarios
