// Households as lists of members whose ages add up to the district's age pyramid.
#pragma once

#include <cstdint>
#include <vector>

#include "models/district.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/generator/params.hpp"

namespace yuanluo::scenarios {

struct Member {
  std::uint8_t age = 0;
  models::Sex sex = models::Sex::female;
};

struct Family {
  std::vector<Member> members;  // oldest first
  bool elder_alone = false;     // on the register of elders living alone
};

// Families with exactly `residents` members, `aged_80_plus` of them 80 or older and the share of 60 and over as given;
// people of 60 and over live alone in exactly `living_alone` families. Throws ScenarioError if that cannot be.
std::vector<Family> make_families(const GeneratorParams::Population& population, const DistrictLuck& luck);

}  // namespace yuanluo::scenarios
