#include "viz/window/map_painter.hpp"

#include <cmath>

namespace yuanluo::viz {
namespace {

// As far as people at one place think of the next one as near.
constexpr double heat_radius_m = 180.0;

std::size_t index(Layer layer) { return static_cast<std::size_t>(layer); }

bool same_points(const std::vector<HeatPoint>& a, const std::vector<HeatPoint>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].at.x != b[i].at.x || a[i].at.y != b[i].at.y || a[i].weight != b[i].weight) return false;
  }
  return true;
}

}  // namespace

// Equal, or both without a value.
bool MapPainter::same(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i]))) return false;
  }
  return true;
}

void MapPainter::update(const Session& session, std::size_t side, const Theme& theme) {
  const StaticMap& map = session.replay(side).map();
  const bool other_theme = dark_ != theme.dark;
  if (other_theme) {
    canvas_.set_layer(index(Layer::ground), ground_mesh(map, theme));
    canvas_.set_layer(index(Layer::streets), street_mesh(map, theme));
    canvas_.set_layer(index(Layer::mains), main_mesh(map, theme));
    canvas_.set_layer(index(Layer::communities), community_mesh(map, theme));
    canvas_.set_layer(index(Layer::hydrants), hydrant_mesh(map, theme));
  }
  const MeasureValues& values = session.values(side);
  const bool measured = values.measure != Measure::none;
  if (other_theme || !values_ || values_->measure != values.measure || values_->hatched != session.hatched ||
      !same(values_->bounds, values.bounds) || !same(values_->by_compound, values.by_compound)) {
    const bool was_measured = values_ && values_->measure != Measure::none;
    canvas_.set_layer(index(Layer::compounds), compound_mesh(map, values, session.hatched, theme));
    if (other_theme || !values_ || was_measured != measured)
      canvas_.set_layer(index(Layer::buildings), building_mesh(map, measured, theme));
    values_ = Values{values.measure, values.by_compound, values.bounds, session.hatched};
  }
  if (session.layers.reach && (other_theme || reach_ != session.reach_revision())) {
    const Session::Reach& reach = session.reach();
    canvas_.set_layer(index(Layer::reach), reach.limits_s.empty()
                                               ? reach_mesh(reach.stretches, reach.limits_m.size(), theme)
                                               : time_mesh(reach.seconds, reach.limits_s, theme));
    reach_ = session.reach_revision();
  }
  const std::vector<HeatPoint>& heat = session.frame(side).heat;
  if (session.layers.heat && (other_theme || heat_shown_ != true || !same_points(heat_, heat))) {
    canvas_.set_layer(index(Layer::heat), heat_mesh(heat, box_of(map.box), heat_radius_m, theme));
    heat_ = heat;
    heat_shown_ = true;
  }
  dark_ = theme.dark;
}

MapPainter::MapPainter(Pace pace) : pace_(pace), canvas_(pace == Pace::window ? window_margin : 0.0) {}

void MapPainter::draw(const Session& session, std::size_t side, const Theme& theme, double pixel_size) {
  update(session, side, theme);
  canvas_.draw(session.view, shown_layers(session.layers, session.view.camera.metres_per_pixel), theme.outside,
               pixel_size, pace_ == Pace::window ? window_vertices : Canvas::all_vertices);
}

}  // namespace yuanluo::viz
