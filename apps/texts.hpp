// Everything the command line says, in both languages.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "models/text.hpp"

namespace yuanluo::apps {

enum class Say : std::size_t {
  // The program and its commands
  program,
  check_help,
  check_example,
  generate_help,
  generate_example,
  run_help,
  run_example,
  compare_help,
  compare_example,
  report_help,
  report_example,
  sources_help,
  sources_example,
  describe_help,
  describe_example,
  schema_help,
  schema_example,
  exit_codes,
  // Arguments and options
  scenario_file,
  scenario_files,
  base_file,
  alternative_file,
  results_place,
  option_lang,
  option_quiet,
  option_json,
  option_threads,
  option_days,
  option_warm_up,
  option_replications,
  option_seed,
  option_out_folder,
  option_out_file,
  option_csv,
  option_no_report,
  option_all_kpis,
  option_resolved,
  option_assumptions,
  option_changed,
  option_help,
  usage_word,
  options_word,
  arguments_word,
  commands_word,
  required_word,
  example_word,
  // Messages
  usage_error,
  see_help,
  problems_found,
  internal_error,
  check_passed,
  set_on_command_line,
  building,
  built,
  simulating,
  progress_line,
  progress_bar,
  stopped,
  finished,
  results_written,
  report_written,
  csv_written,
  tables_written,
  folder_not_ours,
  folder_wanted,
  file_unwritable,
  file_wanted,
  no_results,
  results_wanted,
  // Tables
  measure,
  mean_with_interval,
  base_column,
  alternative_column,
  change_column,
  unit_column,
  verdict_column,
  better,
  worse,
  unclear,
  unit_seconds,
  unit_minutes,
  unit_hours,
  unit_percent,
  unit_per_year,
  unit_yuan_per_year,
  summary_note,
  compare_note,
  more_rows,
  value_column,
  range_column,
  source_column,
  confidence_column,
  meaning_column,
  parameter_column,
  sources_summary,
  // Describe
  labelled,  // a heading and what stands behind it
  district_line,
  places_heading,
  people_heading,
  devices_heading,
  services_heading,
  staff_heading,
  run_heading,
  memory_heading,
  // In the order of models::DeviceKind, StationKind and StaffRole
  smoke_alarms,
  gas_sensors,
  water_flow_sensors,
  sos_buttons,
  motion_sensors,
  governance_centre,
  care_complexes,
  day_care_centres,
  micro_fire_stations,
  fire_stations,
  ambulance_stations,
  grid_workers,
  safety_leads,
  gatehouse_guards,
  care_workers,
  micro_fire_crews,
  operators,
  communities,
  compounds,
  buildings,
  with_lift,
  households,
  streets,
  hydrants,
  pump_stations,
  residents,
  aged_60,
  aged_80,
  living_alone,
  disabled,
  vulnerable,
  linked,
  vehicles,
  days,
  warm_up_days,
  replications,
  seed,
  digest,
  parameters,
  changed_parameters,
  world_memory,
  state_memory,
  generated_from,
  read_from,
  count_,  // how many there are
};

inline constexpr std::size_t says = static_cast<std::size_t>(Say::count_);

// The text, with {} where values go.
const models::Text& text(Say what);

// The text in a language with its values.
template <class... Values>
std::string say(models::Language language, Say what, const Values&... values) {
  return fmt::format(fmt::runtime(text(what).in(language)), values...);
}

}  // namespace yuanluo::apps
