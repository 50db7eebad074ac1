#include "scenarios/plan/risks.hpp"

#include <algorithm>
#include <utility>

namespace yuanluo::scenarios {

using models::Resident;

double Risks::weights(std::uint32_t h) const {
  double sum = 0.0;
  for (const Resident& r : people(h)) sum += weight(r);
  return sum;
}

double Risks::fires(std::uint32_t h) const {
  const auto& fire = world_.settings.fire;
  const bool old = world_.building_of(models::HouseholdId{h}).built_year < 2000;
  return static_cast<double>(people(h).size()) * (old ? fire.rate_factor_pre_2000 : 1.0) * fire.reported_per_100k_year *
         1e-5 * fire.all_per_reported;
}

double Risks::weighted_fires(std::uint32_t h) const {
  return fires(h) * weights(h) / std::max(1.0, static_cast<double>(people(h).size()));
}

double Risks::falls(std::uint32_t h) const {
  double sum = 0.0;
  const std::uint32_t first = world_.first_resident[h];
  for (std::size_t k = 0; k < people(h).size(); ++k)
    sum += weight(people(h)[k]) * world_.fall_rates[first + k].per_year;
  return sum;
}

double Risks::illnesses(std::uint32_t h) const {
  const auto& m = world_.settings.medical;
  const double mean = (m.arrests_per_100k_year + m.strokes_per_100k_year) * 1e-5 + m.other_per_1000_year * 1e-3;
  double sum = 0.0;
  for (const Resident& r : people(h)) sum += weight(r) * mean * (r.age >= 60 ? m.old_age_factor : 1.0);
  return sum;
}

double Risks::arrests(std::uint32_t h) const {
  const auto& m = world_.settings.medical;
  double sum = 0.0;
  for (const Resident& r : people(h)) {
    sum += weight(r) * m.arrests_per_100k_year * 1e-5 * (r.age >= 60 ? m.old_age_factor : 1.0);
  }
  return sum;
}

double Risks::nobody_wakes(std::uint32_t h) const {
  const auto& p = world_.settings.people;
  double none = 1.0;
  for (const Resident& r : people(h)) none *= 1.0 - (r.age >= 70 ? p.woken_by_fire_old : p.woken_by_fire);
  return none;
}

double Risks::devices(DecisionKind kind, std::uint32_t h) const {
  if (kind != DecisionKind::care_kits) return device(kind, h);
  constexpr std::pair<DecisionKind, models::DeviceKind> parts[] = {
      {DecisionKind::motion_sensors, models::DeviceKind::motion_sensor},
      {DecisionKind::sos_buttons, models::DeviceKind::sos_button},
      {DecisionKind::smoke_alarms, models::DeviceKind::smoke_alarm}};
  double sum = 0.0;
  for (const auto& [part, has] : parts) {
    if (!world_.device_of(models::HouseholdId{h}, has)) sum += device(part, h);
  }
  return sum;
}

double Risks::device(DecisionKind kind, std::uint32_t h) const {
  const auto& f = world_.settings.falls;
  switch (kind) {
    case DecisionKind::smoke_alarms:
      return fires(h) * nobody_wakes(h) * weights(h);
    case DecisionKind::gas_sensors:
      return world_.settings.gas.leaks_per_1000_households_year / 1000.0 * nobody_wakes(h) * weights(h);
    case DecisionKind::sos_buttons: {
      double pressed = 0.0;
      const std::uint32_t first = world_.first_resident[h];
      for (std::size_t k = 0; k < people(h).size(); ++k) {
        const Resident& r = people(h)[k];
        pressed += weight(r) * world_.fall_rates[first + k].per_year *
                   (r.age >= 80 ? f.button_pressed_80_plus : f.button_pressed_60_79);
      }
      return (pressed + illnesses(h) * world_.settings.medical.button_pressed) * (alone(h) ? 1.0 : 0.2);
    }
    default:
      return alone(h) ? falls(h) : 0.2 * falls(h);
  }
}

}  // namespace yuanluo::scenarios
