// Which streets are closed now, as those know it who send units.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/roads/mode.hpp"

namespace yuanluo::models {

// Streets may be closed more than once at the same time; they are open again when all closures are over.
class ClosedStreets {
 public:
  bool none() const { return closed_.empty(); }

  // `bikes`: the closure stops e-bikes too. Nobody on foot is stopped.
  void close(std::uint32_t street, bool bikes) {
    const auto it = at(street);
    Closed& entry = it != closed_.end() && it->street == street ? *it : *closed_.insert(it, {street, 0, 0});
    ++entry.closures;
    if (bikes) ++entry.for_bikes;
  }
  void open(std::uint32_t street, bool bikes) {
    const auto it = at(street);
    if (it == closed_.end() || it->street != street) return;
    if (bikes && it->for_bikes > 0) --it->for_bikes;
    if (--it->closures == 0) closed_.erase(it);
  }

  // Those that the mode cannot pass, in order.
  std::vector<std::uint32_t> to(TravelMode mode) const {
    std::vector<std::uint32_t> streets;
    const Traveller who = traveller_of(mode);
    for (const Closed& c : closed_)
      if (who == Traveller::vehicle || (who == Traveller::bike && c.for_bikes > 0)) streets.push_back(c.street);
    return streets;
  }

  // Shows what it holds, for files.
  template <class Visit>
  void show(const Visit& visit) {
    visit(closed_);
  }
  template <class Visit>
  void show(const Visit& visit) const {
    visit(closed_);
  }

  std::size_t memory() const { return closed_.capacity() * sizeof(Closed); }

  friend bool operator==(const ClosedStreets&, const ClosedStreets&) = default;

 private:
  struct Closed {
    std::uint32_t street;
    std::uint16_t closures;
    std::uint16_t for_bikes;

    friend bool operator==(const Closed&, const Closed&) = default;
  };
  std::vector<Closed>::iterator at(std::uint32_t street) {
    return std::lower_bound(closed_.begin(), closed_.end(), street,
                            [](const Closed& c, std::uint32_t s) { return c.street < s; });
  }

  std::vector<Closed> closed_;  // by street
};

}  // namespace yuanluo::models
