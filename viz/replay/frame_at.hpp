// A moment of a recorded run as a Frame. Internal to viz/replay.
#pragma once

#include "viz/replay/frame.hpp"
#include "viz/replay/places.hpp"
#include "viz/replay/recorded_run.hpp"

namespace yuanluo::viz {

Frame frame_at(RecordedRun& run, const Places& places, sim::SimTime at, const Choices& choices);

// What is known of a thing at a moment.
Inspection inspect(RecordedRun& run, const Places& places, Thing thing, sim::SimTime at, models::Language language);

// What became of an incident; of one that the trace does not hold, a chain without links.
Chain chain_of(RecordedRun& run, const Places& places, models::IncidentId incident, models::Language language);

}  // namespace yuanluo::viz
