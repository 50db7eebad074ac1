// The command line: what the commands have in common. Each command adds itself: its name, arguments and what it does.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "apps/arguments.hpp"
#include "apps/console.hpp"
#include "models/text.hpp"

namespace yuanluo::apps {

class CommandLine {
 public:
  // Does what the command is for; returns the exit code, and throws ScenarioError for wrong input.
  using Command = std::function<int(const Console& console)>;

  // `console`: its language is known already; the general options change the rest of it.
  explicit CommandLine(Console& console);
  ~CommandLine();

  // A command with the general options; its own arguments are added to what is returned.
  Arguments add(const char* name, const models::Text& help, const models::Text& example, Command command);

  // A text in the user's language.
  std::string in(const models::Text& text) const { return std::string(console_.in(text)); }
  std::string in(Say what) const { return console_.text(what); }

  // The command that makes the same results again: the user's words without those that only say where and how to show
  // them. Known when a command runs.
  const std::string& results_command() const { return results_command_; }

  // Reads the arguments and does what they ask for; returns the exit code.
  int operator()(int argc, const char* const* argv);

 private:
  void general(CLI::App& app);
  void labels(CLI::App& app) const;

  Console& console_;
  std::unique_ptr<CLI::App> app_;
  Command command_;
  std::string language_, results_command_;
};

}  // namespace yuanluo::apps
