// Incidents and work of one replication, measured: the values of the catalogue's KPIs.
#pragma once

#include <span>

#include "models/kpi/catalogue.hpp"
#include "models/kpi/incident_log.hpp"
#include "models/kpi/selection.hpp"

namespace yuanluo::models {

// `measured`: the time in which incidents began, for rates per year of 365 days. Quantiles are exact, of the incidents
// of this replication. Shares and medians over nothing have no value; counts and rates are 0.
Kpis measure(const World& world, const KpiSelection& selection, std::span<const IncidentRecord> incidents,
             std::span<const UnitWork> work, sim::Duration measured);
// The same of the whole catalogue.
Kpis measure(const World& world, const KpiCatalogue& catalogue, std::span<const IncidentRecord> incidents,
             std::span<const UnitWork> work, sim::Duration measured);

// Hours on duty of one unit over `measured`: shifts for staff, all hours for vehicles.
double on_duty_hours(const World& world, const UnitWork& work, sim::Duration measured);

}  // namespace yuanluo::models
