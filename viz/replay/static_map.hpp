// What is on the map at all times, in metres of a plane (x east, y north). No colours, no camera.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/district.hpp"
#include "models/geo.hpp"
#include "models/water/mains.hpp"

namespace yuanluo::viz {

using models::PlanePoint;

struct MapBox {
  PlanePoint low, high;
};

struct MapCommunity {
  models::Name name;
  std::vector<PlanePoint> ring;  // closed, first point not repeated, counter-clockwise
};

struct MapCompound {
  models::Name name;
  std::uint32_t community = 0;
  std::vector<PlanePoint> ring;
  PlanePoint centre, gate;
  std::uint32_t households = 0, residents = 0, vulnerable = 0;
};

// The district knows a building's place and size, not its outline: the rectangle drawn for it is a symbol.
struct MapBuilding {
  std::uint32_t compound = 0;
  PlanePoint centre;
  std::vector<PlanePoint> ring;  // 4 corners
  std::uint8_t floors = 1;
};

struct MapStreet {
  models::Name name;  // may be empty
  models::StreetClass kind = models::StreetClass::residential;
  std::vector<PlanePoint> line;
};

// A stretch of water main, where a network is known.
struct MapMain {
  std::vector<PlanePoint> line;
  std::uint16_t diameter_mm = 0;  // 0: not known
};

struct MapHydrant {
  PlanePoint at;
  std::uint16_t diameter_mm = 100;
};

struct MapPumpStation {
  models::Name name;
  PlanePoint at;
};

struct MapStation {
  models::StationKind kind = models::StationKind::care_complex;
  models::Name name;
  PlanePoint at;
};

// Vectors are indexed as the district's tables are: the index is the id of a Thing.
struct StaticMap {
  models::Name district;
  models::LocalPlane plane{models::GeoPoint{}};  // to longitude and latitude
  MapBox box;                                    // of the district with some margin; stations may lie outside
  std::vector<PlanePoint> boundary;
  std::vector<MapCommunity> communities;
  std::vector<MapCompound> compounds;
  std::vector<MapBuilding> buildings;
  std::vector<MapStreet> streets;
  std::vector<MapMain> mains;
  std::vector<MapHydrant> hydrants;
  std::vector<MapPumpStation> pump_stations;
  std::vector<MapStation> stations;
};

// `plane`: the one that positions are to be given in.
StaticMap static_map(const models::District& district, const models::LocalPlane& plane);

// The pipes of a water network that are mains, on the given plane.
std::vector<MapMain> map_mains(const models::MainsPlan& plan, const models::LocalPlane& plane);

}  // namespace yuanluo::viz
