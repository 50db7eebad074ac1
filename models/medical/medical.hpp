// Medical emergencies: cardiac arrest, stroke, other illness; who notices, who calls, when a crew is there, who lives.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

enum class MedicalStep : std::uint32_t {
  patient_calls,
  button_pressed,  // detail: device
  household_notices,
  passer_by_notices,
  found,
  ambulance_called,
  leaves,
  aed_there,  // detail: which
};

void handle(const World& world, CompoundState& compound, const IllnessBegan& event, Outbox& out);

// Probability of survival of a shockable, witnessed cardiac arrest; delays from collapse in minutes.
// Source: [Larsen1993].
double larsen_survival(double cpr_min, double shock_min, double advanced_min);

// Probability of survival without a shockable rhythm, by logistic odds about the reference response.
// Source: [KoCARC2019] for the odds, [BeijingOhca2021] for the level.
double survival_by_response(const MedicalParams& params, double response_min);

}  // namespace yuanluo::models
