// The program: its commands, and what its faults look like from outside.
#include <cstdio>
#include <exception>
#include <string_view>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/console.hpp"
#include "apps/options.hpp"
#include "apps/texts.hpp"
#include "scenarios/problem.hpp"
#include "sim/trace_file.hpp"
#include "viz/replay/told_error.hpp"
#include "viz/replay/trace_words.hpp"

namespace yuanluo::apps {
namespace {

// The language must be known before the help texts are.
models::Language asked_language(int argc, const char* const* argv) {
  models::Language language = language_of_environment();
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    std::string_view value;
    if (argument == "--lang" && i + 1 < argc) value = argv[i + 1];
    if (argument.substr(0, 7) == "--lang=") value = argument.substr(7);
    if (value == "zh") language = models::Language::zh;
    if (value == "en") language = models::Language::en;
  }
  return language;
}

// In the order of the help text.
void add_commands(CommandLine& line) {
  add_check(line);
  add_generate(line);
  add_run(line);
  add_compare(line);
  add_study(line);
  add_report(line);
  add_sources(line);
  add_describe(line);
  add_schema(line);
  add_trace(line);
  add_render(line);
  add_dispatch(line);
  add_hypercube(line);
  add_site(line);
  add_water(line);
  add_hydrants(line);
  add_isochrone(line);
  add_plan(line);
  add_close(line);
  add_import(line);
  add_calibrate(line);
}

int run_program(int argc, const char* const* argv) {
  Console console;
  console.language = asked_language(argc, argv);
  try {
    CommandLine line(console);
    add_commands(line);
    return line(argc, argv);
  } catch (const UsageError& error) {
    console.complain(console.text(Say::usage_error, error.what()));
    return bad_usage;
  } catch (const scenarios::ScenarioError& error) {
    for (const scenarios::Problem& problem : error.problems()) console.complain(problem.text(console.language));
    if (error.problems().size() > 1) console.complain(console.text(Say::problems_found, error.problems().size()));
    return bad_input;
  } catch (const sim::TraceError& error) {
    console.complain(console.in(viz::told(error.trouble())));
    return bad_input;
  } catch (const viz::ToldError& error) {
    console.complain(error.text().in(console.language));
    return bad_input;
  } catch (const std::exception& error) {
    console.complain(console.text(Say::internal_error, error.what()));
    return own_fault;
  }
}

}  // namespace
}  // namespace yuanluo::apps

int main(int argc, char** argv) { return yuanluo::apps::run_program(argc, argv); }
