// What is known of one medical emergency.
#pragma once

#include <optional>

#include "sim/time.hpp"

namespace yuanluo::models {

struct MedicalCourse {
  bool shockable = false;
  bool witnessed = false;
  std::optional<sim::SimTime> resuscitation_at;
  std::optional<sim::SimTime> crew_at;
  std::optional<sim::SimTime> shock_at;  // by a public defibrillator
  bool bystander_sought_aed = false;

  friend bool operator==(const MedicalCourse&, const MedicalCourse&) = default;
};

}  // namespace yuanluo::models
