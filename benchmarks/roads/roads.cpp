// Ways of a fire engine from all stations to all compounds, at 1, 10 and 100 districts side by side: by one search for
// each station and by a contraction hierarchy; and what closed streets cost: in tables that follow every closure, and
// when somebody asks for a way round.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <random>
#include <vector>

#include "benchmarks/measure.hpp"
#include "models/roads/detour.hpp"
#include "models/roads/journey.hpp"
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

// Closures one after another, each followed by the table and taken back: all are streets that some way passes.
void bench_table(const models::WayGraph& graph, const std::vector<StreetPlace>& from,
                 const std::vector<StreetPlace>& to) {
  models::WayTable table(graph, from, to);
  std::mt19937 luck(1);
  constexpr int closures = 40;
  std::size_t searches = 0, ways = 0;
  const double before = user_seconds();
  for (int i = 0; i < closures; ++i) {
    const std::uint32_t street = to[luck() % to.size()].street;
    const auto closed = table.close(street);
    searches += closed.searches;
    ways += closed.ways;
    table.open(street);
  }
  fmt::print("  a street closed and opened in the table: {:.2f} ms user, {:.0f} searches, {:.0f} ways sought again\n",
             1e3 * (user_seconds() - before) / closures, static_cast<double>(searches) / closures,
             static_cast<double>(ways) / closures);
}

// The same with no table, while one street in a hundred is closed: ways from the five nearest stations to a compound,
// and the course of one of them with the way on from its middle, as for a unit under way.
void bench_asking(const Roads& roads, TravelMode mode, const std::vector<StreetPlace>& from,
                  const std::vector<StreetPlace>& to) {
  std::mt19937 luck(2);
  std::vector<std::uint32_t> closed;
  for (std::uint32_t street = 0; street < roads.map().streets(); ++street)
    if (luck() % 100 == 0) closed.push_back(street);
  constexpr int questions = 200;
  constexpr double on_foot_mps = 3.0;
  double round_s = 0.0, on_s = 0.0;
  for (int i = 0; i < questions; ++i) {
    const models::Doorstep goal{{}, to[luck() % to.size()]};
    std::vector<models::Doorstep> near;
    for (const StreetPlace& place : from) near.push_back({{}, place});
    const auto further = [&](const models::Doorstep& a, const models::Doorstep& b) {
      return distance(a.street->at, goal.street->at).value < distance(b.street->at, goal.street->at).value;
    };
    const auto count = static_cast<std::ptrdiff_t>(std::min<std::size_t>(near.size(), 5));
    std::partial_sort(near.begin(), near.begin() + count, near.end(), further);
    near.resize(static_cast<std::size_t>(count));
    const double before = user_seconds();
    ways_round(roads, mode, near, goal, closed, on_foot_mps);
    const double asked = user_seconds();
    if (const auto journey = find_journey(roads, mode, {near.front(), std::nullopt}, goal, closed, on_foot_mps);
        journey && !journey->stretches.empty()) {
      const auto spot = journey->spot(roads.graph(mode), 0.5 * journey->way.seconds());
      find_journey(roads, mode, {doorstep_on(roads.graph(mode), *spot.heading), spot.heading}, goal, closed,
                   on_foot_mps);
    }
    round_s += asked - before;
    on_s += user_seconds() - asked;
  }
  fmt::print(
      "  {} streets closed, no table: a way round {:.3f} ms user, where a unit is and how it goes on {:.3f} ms\n",
      closed.size(), 1e3 * round_s / questions, 1e3 * on_s / questions);
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

  if (scale <= 10) bench_table(graph, from, to);
  bench_asking(roads, mode, from, to);
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
