// Values by compound, to colour the map by. Internal to viz/replay.
#pragma once

#include "viz/replay/frame.hpp"
#include "viz/replay/recorded_run.hpp"

namespace yuanluo::viz {

MeasureValues measure_values(RecordedRun& run, sim::SimTime at, const Choices& choices);

// Names, unit and direction of a measure, without values.
MeasureValues measure_head(Measure measure, models::Language language);

// At most 6 rising bounds that cut the values into classes of about equal number; steps that people can read. Of
// durations, in minutes: whole numbers of seconds, minutes, hours or days that one says.
std::vector<float> class_bounds(std::vector<float> values, bool durations = false);

// The nearest value that one says: two digits, or a round duration in minutes.
float said_bound(float value, bool durations);

// "below 12", "12 – 30", "30 and above", one for each class.
std::vector<std::string> class_texts(const MeasureValues& values, models::Language language);

}  // namespace yuanluo::viz
