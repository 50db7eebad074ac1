// One parameter of a scenario by its JSON pointer: what it is, what it is now, and setting it.
#pragma once

#include <string>
#include <vector>

#include "models/params.hpp"
#include "scenarios/json/document.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {

// A parameter that a study can vary: a number, a count, yes or no, a word, or the median or spread of a lognormal
// distribution (`…/median`, `…/gsd`). Profiles and mixes cannot be varied one number at a time: their numbers depend on
// each other.
struct SettableParameter {
  std::string pointer;  // "/deployment/smoke_alarms"
  models::Name name;
  std::string unit;
  double low = 0.0, high = 0.0;  // range of numbers and counts
  bool number = false;           // or a count
  bool whole = false;
  std::vector<std::string> words;  // of a choice
  Json value;                      // in the scenario

  // What is wanted of a value, in words: "a whole number from 0 to 5000".
  models::Name wanted() const;
  bool accepts(const Json& value) const;
};

// All parameters of a scenario that can be varied, in file order; those of `run` are not among them.
std::vector<SettableParameter> settable_parameters(const Spec& spec);

// Sets the parameter; its source is then an assumption with the note `note`. False, and nothing is changed, if there is
// no such parameter or the value is not accepted.
bool set_parameter(Spec& spec, const std::string& pointer, const Json& value, const std::string& note);

}  // namespace yuanluo::scenarios
