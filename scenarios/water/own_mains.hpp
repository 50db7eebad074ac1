// A planner's own water network in a folder of district tables: mains.inp (EPANET), and water_ties.csv, which ties
// hydrants and pump stations to it.
//
// Columns of water_ties.csv: kind (hydrant or pump_station), id (of hydrants.csv or pump_stations.csv), element: for a
// hydrant the id of a junction; for a pump station that of a pump, or of a junction into which a tank and pumps with
// the flow and head of pump_stations.csv lift. What is not in the table is tied to nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "models/water/own_mains.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios::water {

inline constexpr std::string_view mains_file = "mains.inp";
inline constexpr std::string_view ties_file = "water_ties.csv";

// The number of the row of hydrants (or of pump stations) with that id; none: there is no such row.
using RowOf = std::function<std::optional<std::uint32_t>(bool hydrant, const std::string& id)>;

struct OwnMainsText {
  std::string inp_name, inp;  // as messages name it, and what it says
  std::string ties_name, ties;
};

// Adds to `problems` all that is wrong, each with file and line; what was read is then of no use.
models::OwnMains read_own_mains(const OwnMainsText& text, std::size_t hydrants, std::size_t pump_stations,
                                const RowOf& row_of, ProblemList& problems);

// The two files. Litres a second, metres, millimetres.
std::string own_mains_inp(const models::hydraulics::Network& network);
std::string water_ties_csv(const models::OwnMains& mains);

}  // namespace yuanluo::scenarios::water
