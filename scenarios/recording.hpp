// A scenario and its district inside a trace, so that the trace opens alone, wherever it is taken to.
#pragma once

#include <vector>

#include "models/district.hpp"
#include "scenarios/spec.hpp"
#include "sim/trace_file.hpp"

namespace yuanluo::scenarios {

// What a trace of this scenario carries along: the resolved scenario and the tables of its district.
std::vector<sim::TraceAttachment> recording_of(const Spec& spec, const models::District& district);

struct Recording {
  Spec spec;
  models::District district;
  std::vector<models::Name> notes;  // what could not be had
};

// Reads it back. A scenario that this version of the program cannot read is told in a note, and its settings are those
// of the program; without the district's tables there is nothing to show: throws ScenarioError.
Recording read_recording(sim::TraceFileReader& trace);

}  // namespace yuanluo::scenarios
