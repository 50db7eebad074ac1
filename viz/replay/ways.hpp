// Ways on the streets, as they are shown: where somebody is at every moment between two places.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "models/roads/mode.hpp"
#include "models/world.hpp"

namespace yuanluo::viz {

using models::PlanePoint;

// How a helper comes, and those who come from a station of this kind.
models::TravelMode mode_of(models::Helper helper);
models::TravelMode mode_from(models::StationKind kind);

// A way that is covered between two moments: straight lines between points, each in its share of the time.
class Journeying {
 public:
  // At a steady pace.
  explicit Journeying(std::vector<PlanePoint> points);
  // `seconds[i]`: when point i is reached; as many as points, never falling. Shares of time are shares of the last one.
  Journeying(std::vector<PlanePoint> points, std::vector<double> seconds);

  const std::vector<PlanePoint>& points() const { return points_; }
  // The share of the time after which a point is reached, 0 to 1.
  double share_of_point(std::size_t i) const { return seconds_.back() > 0.0 ? seconds_[i] / seconds_.back() : 1.0; }

  // After a share of the time, 0 to 1.
  PlanePoint at(double share) const;
  double heading(double share) const;
  // The stretch from one share to another, both ends with it.
  std::vector<PlanePoint> stretch(double from, double to) const;

 private:
  std::vector<PlanePoint> points_;  // at least 1
  std::vector<double> seconds_;     // from the start to each point
};

// The shortest ways of a world's streets, each sought once.
class Ways {
 public:
  // The world must outlive it.
  explicit Ways(const models::World& world);
  ~Ways();

  // Along the streets, with the straight lines between the streets and both places; one straight line where no street
  // leads. Past none of the `closed` streets (rows in order) if there is such a way, else as if they were open. Valid
  // as long as the object.
  const Journeying& between(models::TravelMode mode, PlanePoint from, PlanePoint to,
                            const std::vector<std::uint32_t>& closed = {});

 private:
  using Key = std::tuple<models::TravelMode, double, double, double, double, std::vector<std::uint32_t>>;
  // The streets of a mode, in which some may be closed for a search.
  struct Streets;

  Journeying find(models::TravelMode mode, PlanePoint from, PlanePoint to, const std::vector<std::uint32_t>& closed);

  const models::World& world_;
  std::map<Key, std::unique_ptr<const Journeying>> known_;
  std::array<std::unique_ptr<Streets>, models::travel_modes> streets_;
};

}  // namespace yuanluo::viz
