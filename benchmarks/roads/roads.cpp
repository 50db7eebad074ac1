// Ways of a fire engine from all stations to all compounds, at 1, 10 and 100 districts side by side: by one search for
// each station and by a contraction hierarchy; and what a closed street costs.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

#include "benchmarks/measure.hpp"
#include "models/roads/roads.hpp"
#include "models/roads/way_hierarchy.hpp"
#include "models/roads/way_table.hpp"
#include "scenarios/generator/generate.hpp"

namespace {

using namespace yuanluo;
using namespace yuanluo::benchmarks;
using models::Roads;
using models::StreetPlace;
using models::TravelMode;

// Prints what a piece of work took.
template <class Function>
auto timed(const std::string& what, Function&& work) {
  const double wall_before = wall_seconds(), cpu_before = user_seconds();
  auto result = work();
  fmt::print("  {:<52} {:9.3f} s user {:9.3f} s wall\n", what, user_seconds() - cpu_before,
             wall_seconds() - wall_before);
  return result;
}

std::vector<StreetPlace> places(const models::WayGraph& graph, const models::LocalPlane& plane, const auto& rows,
                                auto point_of) {
  std::vector<StreetPlace> found;
  for (const auto& row : rows)
    if (const auto place = graph.snap(plane.to_plane(point_of(row)))) found.push_back(*place);
  return found;
}

void bench(std::int64_t scale, std::size_t searched_rows) {
  scenarios::GeneratorParams generator;
  generator.scale = scale;
  models::District district = scenarios::generate(generator, scenarios::DeploymentParams{});
  district.residents.clear();
  district.households.clear();
  fmt::print("{} x the district: {} streets\n", scale, district.streets.size());
  const models::LocalPlane plane(district.compounds.front().centre);
  const TravelMode mode = TravelMode::fire_engine;
  const Roads roads = timed("street graph", [&] { return Roads(district, plane, {}, {&mode, 1}); });
  const models::WayGraph& graph = roads.graph(mode);
  const auto from = places(graph, plane, district.stations, [](const models::Station& s) { return s.position; });
  const auto to = places(graph, plane, district.compounds, [](const models::Compound& c) { return c.gate; });
  fmt::print("  {} states, {} steps; {} stations x {} compounds = {} ways\n", graph.states(), graph.steps(),
             from.size(), to.size(), from.size() * to.size());

  const std::size_t rows = std::min(searched_rows, from.size());
  const std::vector<StreetPlace> some(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(rows));
  const auto searched = timed(fmt::format("one search for each station, {} of {} rows", rows, from.size()),
                              [&] { return models::find_ways(graph, some, to); });
  const models::WayHierarchy hierarchy = timed("hierarchy", [&] { return models::WayHierarchy(graph); });
  const auto all = timed(fmt::format("all rows with it ({} shortcuts)", hierarchy.shortcuts()),
                         [&] { return hierarchy.find_ways(from, to); });
  if (!std::equal(searched.begin(), searched.end(), all.begin())) fmt::print("  THE TWO DIFFER\n");

  if (scale <= 10) {
    models::WayTable table(graph, from, to);
    const std::uint32_t street = from.front().street;
    const auto closed = timed("a street is closed", [&] { return table.close(street); });
    fmt::print("    {} searches instead of {}, {} ways sought again\n", closed.searches, from.size(), closed.ways);
    timed("and opened again", [&] { return table.open(street); });
  }
  fmt::print("  peak memory {:.0f} MB\n", peak_mb());
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Ways from all stations to all compounds"};
  std::vector<std::int64_t> scales{1, 10, 100};
  std::size_t rows = 20;
  app.add_option("--scales", scales, "Districts side by side")->delimiter(',');
  app.add_option("--rows", rows, "Rows that are searched one by one");
  CLI11_PARSE(app, argc, argv);
  for (const std::int64_t scale : scales) bench(scale, rows);
  return 0;
}
