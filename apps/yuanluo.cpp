// The command line: arguments and exit codes; the commands are in commands.hpp.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <string_view>

#include "apps/commands.hpp"
#include "apps/console.hpp"
#include "apps/options.hpp"
#include "apps/texts.hpp"
#include "scenarios/problem.hpp"

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

// The words of the command line that decide the results, without those that only say where and how to show them.
std::string results_command(int argc, const char* const* argv) {
  std::string command = "yuanluo";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--out" || argument == "-o" || argument == "--threads" || argument == "--lang") {
      ++i;
      continue;
    }
    const std::string_view name = argument.substr(0, argument.find('='));
    if (name == "--out" || name == "--threads" || name == "--lang" || name == "--quiet" || name == "-q" ||
        name == "--json") {
      continue;
    }
    command += ' ';
    command += argument;
  }
  return command;
}

class CommandLine {
 public:
  CommandLine(Options& options, Console& console) : options_(options), console_(console), app_(say_(Say::program)) {
    app_.name("yuanluo");
    app_.require_subcommand(1);
    app_.footer(say_(Say::exit_codes));
    general(app_);
    app_.set_version_flag("--version", YUANLUO_VERSION, say_(Say::option_version));

    CLI::App* const check_app = add("check", Say::check_help, Say::check_example, check);
    files(check_app, Say::scenario_files, 1, 1000);
    check_app->add_flag("--resolved", options_.resolved, say_(Say::option_resolved));

    CLI::App* const generate_app = add("generate", Say::generate_help, Say::generate_example, generate);
    files(generate_app, Say::scenario_file, 1, 1);
    generate_app->add_option("-o,--out", options_.out, say_(Say::option_out_folder))->required();

    CLI::App* const run_app = add("run", Say::run_help, Say::run_example, run);
    files(run_app, Say::scenario_file, 1, 1);
    simulation(run_app);

    CLI::App* const compare_app = add("compare", Say::compare_help, Say::compare_example, compare);
    compare_app->add_option("base", base_, say_(Say::base_file))->required();
    compare_app->add_option("alternative", alternative_, say_(Say::alternative_file))->required();
    simulation(compare_app);

    CLI::App* const report_app = add("report", Say::report_help, Say::report_example, report);
    files(report_app, Say::results_place, 1, 1);
    report_app->add_option("-o,--out", options_.out, say_(Say::option_out_file));

    CLI::App* const sources_app = add("sources", Say::sources_help, Say::sources_example, sources);
    files(sources_app, Say::scenario_file, 1, 1);
    sources_app->add_flag("--assumptions", options_.assumptions, say_(Say::option_assumptions));
    sources_app->add_flag("--changed", options_.changed, say_(Say::option_changed));

    CLI::App* const describe_app = add("describe", Say::describe_help, Say::describe_example, describe);
    files(describe_app, Say::scenario_file, 1, 1);

    CLI::App* const schema_app = add("schema", Say::schema_help, Say::schema_example, schema);
    schema_app->add_option("-o,--out", options_.out, say_(Say::option_out_file));
  }

  // Reads the arguments and does what they ask for.
  int operator()(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success& asked_for_text) {
      return app_.exit(asked_for_text);
    } catch (const CLI::ParseError& error) {
      console_.complain(console_.text(Say::usage_error, error.what()));
      console_.complain(console_.text(Say::see_help));
      return bad_usage;
    }
    if (!base_.empty()) options_.files = {base_, alternative_};
    options_.command = results_command(argc, argv);
    return command_(options_, console_);
  }

 private:
  std::string say_(Say what) const { return console_.text(what); }

  void labels(CLI::App& app) const {
    const auto formatter = app.get_formatter();
    formatter->column_width(34);
    formatter->label("Usage", say_(Say::usage_word));
    formatter->label("Options", say_(Say::options_word));
    formatter->label("OPTIONS", say_(Say::options_word));
    formatter->label("Positionals", say_(Say::arguments_word));
    formatter->label("Subcommands", say_(Say::commands_word));
    formatter->label("SUBCOMMAND", say_(Say::commands_word));
    formatter->label("REQUIRED", '(' + say_(Say::required_word) + ')');
  }

  CLI::App* add(const char* name, Say help, Say example, int (*command)(const Options&, const Console&)) {
    CLI::App* const sub = app_.add_subcommand(name, say_(help));
    sub->group(say_(Say::commands_word));
    sub->footer(say_(Say::example_word) + ":\n  " + say_(example));
    sub->callback([this, command] { command_ = command; });
    general(*sub);
    return sub;
  }

  // What may stand before a command as well as behind it.
  void general(CLI::App& app) {
    app.option_defaults()->group(say_(Say::options_word));
    app.set_help_flag("-h,--help", say_(Say::option_help));
    app.add_option("--lang", language_, say_(Say::option_lang))->check(CLI::IsMember({"zh", "en"}));
    app.add_flag("-q,--quiet", console_.quiet, say_(Say::option_quiet));
    app.add_flag("--json", console_.json, say_(Say::option_json));
    labels(app);
  }

  void files(CLI::App* sub, Say what, int least, int most) {
    sub->add_option("file", options_.files, say_(what))->required()->expected(least, most);
  }

  void simulation(CLI::App* sub) {
    sub->add_option("-o,--out", options_.out, say_(Say::option_out_folder));
    sub->add_option("--days", options_.days, say_(Say::option_days))->check(CLI::Range(1, 36500));
    sub->add_option("--warm-up-days", options_.warm_up_days, say_(Say::option_warm_up))->check(CLI::Range(0, 3650));
    sub->add_option("--replications", options_.replications, say_(Say::option_replications))
        ->check(CLI::Range(1, 100000));
    sub->add_option("--seed", options_.seed, say_(Say::option_seed))
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{9007199254740991}));
    sub->add_option("--threads", options_.threads, say_(Say::option_threads))->check(CLI::Range(0, 4096));
    sub->add_flag("--no-csv", options_.no_csv, say_(Say::option_no_csv));
    sub->add_flag("--trace", options_.trace, say_(Say::option_trace));
    sub->add_flag("--no-report", options_.no_report, say_(Say::option_no_report));
    sub->add_flag("--all", options_.all, say_(Say::option_all_kpis));
  }

  Options& options_;
  Console& console_;
  CLI::App app_;
  std::function<int(const Options&, const Console&)> command_;
  std::string language_, base_, alternative_;
};

int run_program(int argc, const char* const* argv) {
  Options options;
  Console console;
  console.language = asked_language(argc, argv);
  try {
    return CommandLine(options, console)(argc, argv);
  } catch (const UsageError& error) {
    console.complain(console.text(Say::usage_error, error.what()));
    return bad_usage;
  } catch (const scenarios::ScenarioError& error) {
    for (const scenarios::Problem& problem : error.problems()) console.complain(problem.text(console.language));
    if (error.problems().size() > 1) console.complain(console.text(Say::problems_found, error.problems().size()));
    return bad_input;
  } catch (const std::exception& error) {
    console.complain(console.text(Say::internal_error, error.what()));
    return own_fault;
  }
}

}  // namespace
}  // namespace yuanluo::apps

int main(int argc, char** argv) { return yuanluo::apps::run_program(argc, argv); }
