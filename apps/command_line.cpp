#include "apps/command_line.hpp"

#include <CLI/CLI.hpp>
#include <string_view>
#include <utility>

#include "apps/commands.hpp"

namespace yuanluo::apps {
namespace {

// The words of the command line that decide the results, without those that only say where and how to show them.
std::string words_that_decide(int argc, const char* const* argv) {
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

}  // namespace

CommandLine::CommandLine(Console& console) : console_(console), app_(std::make_unique<CLI::App>(in(Say::program))) {
  app_->name("yuanluo");
  app_->require_subcommand(1);
  app_->footer(in(Say::exit_codes));
  general(*app_);
  app_->set_version_flag("--version", YUANLUO_VERSION, in(Say::option_version));
}

CommandLine::~CommandLine() = default;

Arguments CommandLine::add(const char* name, const models::Text& help, const models::Text& example, Command command) {
  CLI::App* const sub = app_->add_subcommand(name, in(help));
  sub->group(in(Say::commands_word));
  sub->footer(in(Say::example_word) + ":\n  " + in(example));
  sub->callback([this, command = std::move(command)] { command_ = command; });
  general(*sub);
  return Arguments(*sub);
}

int CommandLine::operator()(int argc, const char* const* argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::Success& asked_for_text) {
    return app_->exit(asked_for_text);
  } catch (const CLI::ParseError& error) {
    console_.complain(console_.text(Say::usage_error, error.what()));
    console_.complain(console_.text(Say::see_help));
    return bad_usage;
  }
  results_command_ = words_that_decide(argc, argv);
  return command_(console_);
}

void CommandLine::labels(CLI::App& app) const {
  const auto formatter = app.get_formatter();
  formatter->column_width(34);
  formatter->label("Usage", in(Say::usage_word));
  formatter->label("Options", in(Say::options_word));
  formatter->label("OPTIONS", in(Say::options_word));
  formatter->label("Positionals", in(Say::arguments_word));
  formatter->label("Subcommands", in(Say::commands_word));
  formatter->label("SUBCOMMAND", in(Say::commands_word));
  formatter->label("REQUIRED", '(' + in(Say::required_word) + ')');
}

// What may stand before a command as well as behind it.
void CommandLine::general(CLI::App& app) {
  app.option_defaults()->group(in(Say::options_word));
  app.set_help_flag("-h,--help", in(Say::option_help));
  app.add_option("--lang", language_, in(Say::option_lang))->check(CLI::IsMember({"zh", "en"}));
  app.add_flag("-q,--quiet", console_.quiet, in(Say::option_quiet));
  app.add_flag("--json", console_.json, in(Say::option_json));
  labels(app);
}

}  // namespace yuanluo::apps
