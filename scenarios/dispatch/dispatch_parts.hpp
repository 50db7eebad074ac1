// The parts of a dispatch world's file: servers, demand, cover, measures.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/response/dispatch_measures.hpp"
#include "models/response/dispatch_world.hpp"
#include "scenarios/dispatch/object_reader.hpp"

namespace yuanluo::scenarios {

// The bit of each skill that the file names.
using Skills = std::map<std::string, std::uint32_t>;

void read_servers(ObjectReader& top, Skills& skills, models::DispatchWorld& world);
void read_demand(ObjectReader& top, Skills& skills, models::DispatchWorld& world);
// After servers and demand.
void read_cover(ObjectReader& top, models::DispatchWorld& world);
void read_measure_list(ObjectReader& top, const models::DispatchWorld& world,
                       std::vector<models::DispatchMeasure>& measures);

}  // namespace yuanluo::scenarios
