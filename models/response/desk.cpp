#include "models/response/desk.hpp"

#include "sim/contract.hpp"

namespace yuanluo::models {

Desk Desk::at(std::vector<Place> bases, std::uint32_t homes) {
  sim::require(homes <= bases.size(), "Desk: a base for each unit");
  Desk desk;
  desk.units.resize(homes);
  for (std::uint32_t i = 0; i < homes; ++i) {
    desk.units[i].base = i;
    desk.units[i].leg = {bases[i], bases[i], sim::epoch, sim::epoch};
  }
  desk.bases = std::move(bases);
  return desk;
}

}  // namespace yuanluo::models
