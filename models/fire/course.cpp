#include "models/fire/course.hpp"

#include <algorithm>
#include <cmath>

namespace yuanluo::models {

double burning_area_m2(const FireParams& p, const FireCourse& fire, sim::SimTime at) {
  if (at < fire.flashover_at) {
    const double growing_kw = heat_release_kw(p, fire, at);
    return std::min(growing_kw / p.heat_per_area_kw_m2, p.room_area_m2);
  }
  if (at < fire.beyond_room_at) return p.room_area_m2;
  const double spread_m2 = p.spread_area_per_minute_m2 * sim::to_minutes(at - fire.beyond_room_at);
  return std::min(p.room_area_m2 + spread_m2, p.largest_area_m2);
}

double heat_release_kw(const FireParams& p, const FireCourse& fire, sim::SimTime at) {
  if (at >= fire.flashover_at) return burning_area_m2(p, fire, at) * p.heat_per_area_kw_m2;
  const double t = sim::to_seconds(at - fire.growth_from);
  if (t <= 0.0) return 0.0;
  const double grown_kw = fire.alpha_kw_s2 * t * t;
  return std::min(grown_kw, fire.self_limiting ? fire.peak_kw : p.flashover_kw);
}

sim::SimTime time_of_heat(const FireParams& p, const FireCourse& fire, double kw) {
  if (fire.self_limiting && kw > fire.peak_kw) return sim::never;
  const double reached_kw = std::min(kw, p.flashover_kw);
  return fire.growth_from + sim::seconds(std::sqrt(reached_kw / fire.alpha_kw_s2));
}

}  // namespace yuanluo::models
