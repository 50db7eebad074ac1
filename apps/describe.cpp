// `yuanluo describe`: what a scenario contains, in words and figures.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/heap_use.hpp"
#include "apps/options.hpp"
#include "models/state.hpp"
#include "scenarios/build.hpp"
#include "scenarios/sources.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::District;

// Headings with lines of a name, a figure and a remark; printed aligned, or as JSON.
class Sheet {
 public:
  explicit Sheet(const Console& console) : console_(console) {}

  void heading(Say what) { sections_.push_back({console_.text(what), {}}); }
  void line(std::string name, std::string value, std::string remark = {}) {
    sections_.back().lines.push_back({std::move(name), std::move(value), std::move(remark)});
  }
  void line(Say name, std::size_t value, std::string remark = {}) {
    line(console_.text(name), grouped(value), std::move(remark));
  }

  void print() const {
    std::size_t names = 0, values = 0;
    for (const Section& section : sections_) {
      for (const Line& l : section.lines) {
        names = std::max(names, display_width(l.name));
        values = std::max(values, display_width(l.value));
      }
    }
    for (const Section& section : sections_) {
      console_.print();
      console_.print(section.title);
      for (const Line& l : section.lines) {
        const std::string gap(names - display_width(l.name) + values - display_width(l.value) + 2, ' ');
        console_.print(fmt::format("  {}{}{}{}{}", l.name, gap, l.value, l.remark.empty() ? "" : "  ", l.remark));
      }
    }
  }

  Json json() const {
    Json all = Json::object();
    for (const Section& section : sections_) {
      for (const Line& l : section.lines) all[section.title][l.name] = l.value;
    }
    return all;
  }

 private:
  struct Line {
    std::string name, value, remark;
  };
  struct Section {
    std::string title;
    std::vector<Line> lines;
  };
  const Console& console_;
  std::vector<Section> sections_;
};

template <class Rows, class Test>
std::size_t count(const Rows& rows, Test test) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), test));
}

// The text of the k-th kind, where `first` is that of the first.
std::string kind_name(const Console& console, Say first, std::size_t k) {
  return console.text(static_cast<Say>(static_cast<std::size_t>(first) + k));
}

void add_places(Sheet& sheet, const Console& console, const District& d) {
  sheet.heading(Say::places_heading);
  sheet.line(Say::communities, d.communities.size());
  sheet.line(Say::compounds, d.compounds.size());
  const std::size_t lifts = count(d.buildings, [](const models::Building& b) { return b.lift; });
  sheet.line(Say::buildings, d.buildings.size(), console.text(Say::with_lift, grouped(lifts)));
  if (!d.stairwell_lifts.empty()) sheet.line(Say::stairwell_lifts, d.stairwell_lifts.size());
  sheet.line(Say::households, d.households.size());
  sheet.line(Say::streets, d.streets.size());
}

void add_people(Sheet& sheet, const District& d) {
  using models::Resident;
  sheet.heading(Say::people_heading);
  sheet.line(Say::residents, d.residents.size());
  sheet.line(Say::aged_60, count(d.residents, [](const Resident& r) { return r.age >= 60; }));
  sheet.line(Say::aged_80, count(d.residents, [](const Resident& r) { return r.age >= 80; }));
  sheet.line(Say::living_alone, count(d.residents, [](const Resident& r) { return r.lives_alone; }));
  sheet.line(Say::disabled, count(d.residents, [](const Resident& r) { return r.disabled; }));
  sheet.line(Say::vulnerable, count(d.residents, [](const Resident& r) { return vulnerable(r); }));
}

void add_devices(Sheet& sheet, const Console& console, const District& d) {
  sheet.heading(Say::devices_heading);
  for (std::size_t k = 0; k < models::device_kinds; ++k) {
    const auto kind = static_cast<models::DeviceKind>(k);
    const std::size_t all = count(d.devices, [&](const models::Device& device) { return device.kind == kind; });
    const std::size_t linked =
        count(d.devices, [&](const models::Device& device) { return device.kind == kind && device.linked; });
    sheet.line(kind_name(console, Say::smoke_alarms, k), grouped(all), console.text(Say::linked, grouped(linked)));
  }
}

void add_services(Sheet& sheet, const Console& console, const District& d) {
  sheet.heading(Say::services_heading);
  sheet.line(Say::hydrants, d.hydrants.size());
  sheet.line(Say::pump_stations, d.pump_stations.size());
  sheet.line(Say::aeds, d.aeds.size());
  for (std::size_t k = 0; k < models::station_kinds; ++k) {
    const auto kind = static_cast<models::StationKind>(k);
    std::size_t stations = 0, vehicles = 0;
    for (const models::Station& station : d.stations) {
      if (station.kind != kind) continue;
      ++stations;
      vehicles += station.vehicles;
    }
    sheet.line(kind_name(console, Say::governance_centre, k), grouped(stations),
               vehicles == 0 ? "" : console.text(Say::vehicles, grouped(vehicles)));
  }
  sheet.heading(Say::staff_heading);
  for (std::size_t r = 0; r < models::staff_roles; ++r) {
    const auto role = static_cast<models::StaffRole>(r);
    sheet.line(kind_name(console, Say::grid_workers, r),
               grouped(count(d.staff, [&](const models::Staff& post) { return post.role == role; })));
  }
}

void add_run(Sheet& sheet, const Console& console, const scenarios::Spec& spec) {
  sheet.heading(Say::run_heading);
  sheet.line(Say::days, static_cast<std::size_t>(spec.run.days));
  sheet.line(Say::warm_up_days, static_cast<std::size_t>(spec.run.warm_up_days));
  sheet.line(Say::replications, static_cast<std::size_t>(spec.run.replications));
  sheet.line(console.text(Say::seed), fmt::format("{}", spec.run.seed));
  const auto rows = scenarios::sources(spec);
  sheet.line(Say::parameters, rows.size());
  sheet.line(Say::changed_parameters, count(rows, [](const scenarios::SourceRow& row) { return row.changed; }));
}

int describe(const Options& options, const Console& console) {
  const scenarios::Spec spec = scenarios::load_spec(options.files.at(0));
  const std::size_t before = heap_in_use();
  const models::World world = scenarios::build_world(spec);
  const std::size_t with_world = heap_in_use();
  const models::State state(world, sim::Luck(static_cast<std::uint64_t>(spec.run.seed), 0));
  const std::size_t with_state = heap_in_use();

  Sheet sheet(console);
  add_places(sheet, console, world.district);
  add_people(sheet, world.district);
  add_devices(sheet, console, world.district);
  add_services(sheet, console, world.district);
  add_run(sheet, console, spec);
  sheet.heading(Say::memory_heading);
  const std::size_t world_bytes = sizeof(world) + (with_world - std::min(with_world, before));
  const std::size_t state_bytes = sizeof(state) + (with_state - std::min(with_state, with_world));
  sheet.line(console.text(Say::world_memory), bytes(world_bytes));
  sheet.line(console.text(Say::state_memory), bytes(state_bytes));

  const std::string digest = scenarios::digest(spec);
  if (console.json) {
    Json json{{"name", console.in(spec.name)}, {"digest", digest}};
    json.update(sheet.json());
    console.print(json.dump(1));
    return success;
  }
  console.print(console.in(spec.name));
  if (!console.in(spec.description).empty()) console.print(console.in(spec.description));
  console.print();
  const std::string& district = console.in(world.district.name);
  console.print(console.text(Say::labelled, console.text(Say::district_line),
                             spec.tables ? console.text(Say::read_from, district, *spec.tables)
                                         : console.text(Say::generated_from, district)));
  console.print(console.text(Say::labelled, console.text(Say::digest), digest));
  sheet.print();
  return success;
}

}  // namespace

void add_describe(CommandLine& line) {
  const auto options = std::make_shared<Options>();
  Arguments app = line.add("describe", text(Say::describe_help), text(Say::describe_example),
                           [options](const Console& console) { return describe(*options, console); });
  app.option("file", options->files, line.in(Say::scenario_file)).required().expected(1);
}

}  // namespace yuanluo::apps
