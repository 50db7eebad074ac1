// What happens to the people of a home in a year, as far as kinds of devices and places care: the weights of benefits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/world.hpp"
#include "scenarios/plan/decision.hpp"

namespace yuanluo::scenarios {

// Of households by their index; the world must outlive it. `vulnerable_weight`: how much more a vulnerable resident
// counts than another, 1 = the same.
class Risks {
 public:
  Risks(const models::World& world, double vulnerable_weight) : world_(world), vulnerable_(vulnerable_weight) {}

  std::span<const models::Resident> people(std::uint32_t h) const {
    return world_.residents_of(models::HouseholdId{h});
  }
  // The sum of the weights of its people.
  double weights(std::uint32_t h) const;
  // A year: in proportion to the fires of a household, by its people, more in old buildings.
  double fires(std::uint32_t h) const;
  // The same, each person counting by weight.
  double weighted_fires(std::uint32_t h) const;
  double falls(std::uint32_t h) const;
  double illnesses(std::uint32_t h) const;
  double arrests(std::uint32_t h) const;
  // The share of nights in which a fire wakes nobody of the household.
  double nobody_wakes(std::uint32_t h) const;
  // What a kind of devices is worth in a home; of a kit, what it brings that is not there.
  double devices(DecisionKind kind, std::uint32_t h) const;

 private:
  double weight(const models::Resident& r) const { return models::vulnerable(r) ? vulnerable_ : 1.0; }
  bool alone(std::uint32_t h) const { return people(h).size() == 1; }
  double device(DecisionKind kind, std::uint32_t h) const;

  const models::World& world_;
  double vulnerable_;
};

// By compound: the sum of `of(household)` over its households.
template <class Of>
std::vector<double> by_compound(const models::World& world, Of of) {
  std::vector<double> sum(world.compounds.size(), 0.0);
  for (std::size_t c = 0; c < sum.size(); ++c) {
    for (std::uint32_t h = world.compounds[c].first_household; h < world.compounds[c].last_household; ++h)
      sum[c] += of(h);
  }
  return sum;
}

}  // namespace yuanluo::scenarios
