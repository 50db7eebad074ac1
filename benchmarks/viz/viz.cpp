// What a frame of the viewer costs: 20,000 polygons and 500 moving units at 1600 x 900, in CPU time of all threads (a
// software renderer works in several), in the mean and at most. `still`: the map stays and the units move; `dragged`,
// `zoomed`, `turned`: the map moves in every frame, drawn as the window draws it; `anew`: every frame is drawn wholly.
#include <backends/imgui_impl_opengl3.h>
#include <benchmark/benchmark.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "benchmarks/measure.hpp"
#include "viz/picture/offscreen.hpp"
#include "viz/window/canvas.hpp"
#include "viz/window/fonts.hpp"
#include "viz/window/gl.hpp"
#include "viz/window/map_layers.hpp"
#include "viz/window/map_painter.hpp"
#include "viz/window/symbols.hpp"
#include "viz/window/ui.hpp"

namespace {

using namespace yuanluo::viz;
using yuanluo::benchmarks::processor_seconds;

constexpr int width = 1600, height = 900;

// A town of square compounds of five corners each.
StaticMap town(std::size_t polygons) {
  StaticMap map;
  const auto side = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(polygons))));
  for (std::size_t i = 0; i < polygons; ++i) {
    const double x = 20.0 * static_cast<double>(i % side), y = 20.0 * static_cast<double>(i / side);
    MapCompound compound;
    compound.ring = {{x, y}, {x + 17.0, y}, {x + 17.0, y + 11.0}, {x + 12.0, y + 17.0}, {x, y + 17.0}};
    map.compounds.push_back(compound);
  }
  const double end = 20.0 * static_cast<double>(side);
  map.box = {{0.0, 0.0}, {end, end}};
  return map;
}

enum class MapMotion { none, drag, zoom, turn, anew };

class Scene {
 public:
  Scene(std::size_t polygons, MapMotion motion)
      : offscreen_(width, height), motion_(motion), canvas_(motion == MapMotion::anew ? 0.0 : window_margin) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    load_fonts(std::nullopt, 1.0, {});
    ImGui_ImplOpenGL3_Init("#version 330 core");
    const StaticMap map = town(polygons);
    canvas_.set_layer(static_cast<std::size_t>(Layer::compounds), compound_mesh(map, {}, false, theme(false)));
    view_.width = width, view_.height = height;
    view_.fit(box_of(map.box));
  }
  ~Scene() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
  }
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  void frame(int number, std::size_t units) {
    // To and fro, 60 frames each way, so that the town stays in view.
    const double way = number / 60 % 2 == 0 ? 1.0 : -1.0;
    if (motion_ == MapMotion::drag || motion_ == MapMotion::anew) view_.pan(12.0 * way, 3.0 * way);
    if (motion_ == MapMotion::zoom) view_.zoom(std::pow(1.02, way), {700.0, 400.0});
    if (motion_ == MapMotion::turn) view_.turn(0.02 * way);
    const Theme& t = theme(false);
    canvas_.draw(view_, shown_layers({}, view_.camera.metres_per_pixel), t.outside, 1.0,
                 motion_ == MapMotion::anew ? Canvas::all_vertices : window_vertices);
    ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    UnitMark unit;
    unit.state = UnitState::on_way;
    for (std::size_t i = 0; i < units; ++i) {
      const double a = 0.02 * number + static_cast<double>(i), r = 20.0 + 0.8 * static_cast<double>(i);
      const ImVec2 at{static_cast<float>(800.0 + r * std::cos(a)), static_cast<float>(450.0 + r * std::sin(a))};
      unit.unit.helper = i % 3 == 0 ? yuanluo::models::Helper::ambulance : yuanluo::models::Helper::grid_worker;
      draw_unit(list, unit, at, 5.5F, a, t);
    }
    ImGui::Render();
    canvas_.copy_to(offscreen_.framebuffer(), 0, 0, height);
    glBindFramebuffer(GL_FRAMEBUFFER, offscreen_.framebuffer());
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glFinish();
  }

 private:
  Offscreen offscreen_;
  MapMotion motion_;
  Canvas canvas_;
  View view_;
};

template <MapMotion motion>
void map(benchmark::State& state) {
  Scene scene(static_cast<std::size_t>(state.range(0)), motion);
  int number = 0;
  for (; number < 5; ++number) scene.frame(number, static_cast<std::size_t>(state.range(1)));
  double all = 0.0, most = 0.0;
  std::int64_t drawn = 0;
  for (auto _ : state) {
    const double before = processor_seconds();
    scene.frame(number++, static_cast<std::size_t>(state.range(1)));
    const double took = processor_seconds() - before;
    all += took, most = std::max(most, took);
    ++drawn;
  }
  state.counters["cpu_ms_a_frame"] = all * 1e3 / static_cast<double>(drawn);
  state.counters["cpu_ms_at_most"] = most * 1e3;
}

BENCHMARK_TEMPLATE(map, MapMotion::none)
    ->Name("still")
    ->Args({20000, 500})
    ->Args({100000, 500})
    ->Iterations(240)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(map, MapMotion::drag)
    ->Name("dragged")
    ->Args({20000, 500})
    ->Args({100000, 500})
    ->Iterations(240)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(map, MapMotion::zoom)
    ->Name("zoomed")
    ->Args({20000, 500})
    ->Iterations(240)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(map, MapMotion::turn)
    ->Name("turned")
    ->Args({20000, 500})
    ->Iterations(240)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(map, MapMotion::anew)
    ->Name("anew")
    ->Args({20000, 500})
    ->Args({1000, 500})
    ->Iterations(240)
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
