// The part of a street map in which everybody gets from everywhere to everywhere.
#pragma once

#include "scenarios/import/notes.hpp"
#include "scenarios/import/street_map.hpp"

namespace yuanluo::scenarios {

// How much of the vehicles' network lies in its largest strongly connected component.
struct Connectivity {
  std::size_t junctions = 0, core_junctions = 0;
  double length_m = 0.0, core_length_m = 0.0;
  std::size_t components = 0;

  double junction_share() const {
    return junctions == 0 ? 0.0 : static_cast<double>(core_junctions) / static_cast<double>(junctions);
  }
  double length_share() const { return length_m > 0.0 ? core_length_m / length_m : 0.0; }
};

// Keeps for vehicles only the streets of the largest strongly connected component (by length), by one-way rules and
// without turn restrictions; vehicles' streets outside it stay for people. For people keeps only what is connected to
// it. Removes all other streets and junctions. A map without streets for vehicles becomes empty.
Connectivity keep_connected(StreetMap& map, ImportNotes& notes);

}  // namespace yuanluo::scenarios
