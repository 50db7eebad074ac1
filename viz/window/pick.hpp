// What is meant by a place on the map.
#pragma once

#include "viz/window/session.hpp"

namespace yuanluo::viz {

// The thing under the pointer on one side: an incident or unit within `reach_px`, else a failure, station, pump station
// or hydrant, else the building, compound or community it lies in. Only what the layers show.
Thing pick(const Session& session, std::size_t side, Pixel pointer, double reach_px = 14.0);

}  // namespace yuanluo::viz
