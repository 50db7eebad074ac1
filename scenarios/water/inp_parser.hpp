// Turns the sections of an .inp file into a network, section by section (see inp_reader.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenarios/tables/problem_list.hpp"
#include "scenarios/water/inp_reader.hpp"
#include "scenarios/water/inp_text.hpp"

namespace yuanluo::scenarios::water {

// A line of a section, whose words are asked for by position and column name.
class InpRow {
 public:
  InpRow(const std::string& file, const std::string& section, const InpLine& line, ProblemList& problems)
      : file_(file), section_(section), line_(line), problems_(problems) {}

  std::size_t size() const { return line_.words.size(); }
  const std::string& word(std::size_t i) const { return line_.words[i]; }
  bool has(std::size_t i) const { return i < line_.words.size(); }
  bool is(std::size_t i, std::string_view key) const { return has(i) && starts_as(line_.words[i], key); }

  // The number at `i`; `fallback` where the line is shorter. A problem, and none, if it is no number or outside.
  enum class Range { any, not_negative, positive };
  std::optional<double> number(std::size_t i, std::string_view column, Range range,
                               std::optional<double> fallback = {}) const;

  void problem(std::string_view column, models::Name wanted, models::Name found, models::Name hint = {}) const;
  bool needs(std::size_t words, std::string_view columns) const;  // a problem if the line has fewer

 private:
  const std::string& file_;
  const std::string& section_;
  const InpLine& line_;
  ProblemList& problems_;
};

class InpParser {
 public:
  InpParser(const std::string& file, const InpText& text) : file_(file), text_(text) {}

  InpNetwork parse();  // throws ScenarioError

 private:
  using Index = std::unordered_map<std::string, std::size_t>;
  enum class CurveUse { head, head_loss, volume, percent };

  void check_sections();
  template <class Read>
  void each(std::string_view section, Read read) {
    for (const InpSection& s : text_.sections)
      if (starts_as(s.name, section))
        for (const InpLine& line : s.lines) read(InpRow(file_, s.name, line, problems_));
  }

  // inp_options.cpp
  void read_options();
  void read_option(const InpRow& row);
  bool read_numeric_option(const InpRow& row);
  void read_times();
  void read_title();
  // inp_nodes.cpp
  void read_patterns();
  void read_curves();
  void read_junction(const InpRow& row);
  void read_tank(const InpRow& row);
  void read_demands();
  void read_emitters();
  void read_places();
  // inp_links.cpp
  void read_pipe(const InpRow& row);
  void read_pump(const InpRow& row);
  void read_valve(const InpRow& row);
  void read_status();
  void check_valves();
  // inp_controls.cpp
  void read_control(const InpRow& row);
  void read_rules();
  std::optional<models::hydraulics::Premise> read_premise(const InpRow& row);
  std::optional<models::hydraulics::LinkAction> read_rule_action(const InpRow& row);

  bool add_node(const InpRow& row, models::hydraulics::Node node);
  bool add_link(const InpRow& row, models::hydraulics::Link link);
  std::optional<std::size_t> node_at(const InpRow& row, std::size_t i, std::string_view column) const;
  std::optional<std::size_t> link_at(const InpRow& row, std::size_t i, std::string_view column) const;
  std::optional<std::size_t> pattern_at(const InpRow& row, std::size_t i, std::string_view column) const;
  std::optional<models::hydraulics::Curve> curve_at(const InpRow& row, std::size_t i, std::string_view column,
                                                    CurveUse use) const;
  void note(models::Name text) { notes_.push_back(std::move(text)); }

  const std::string& file_;
  const InpText& text_;
  ProblemList problems_;
  std::vector<models::Name> notes_;
  models::hydraulics::Network network_;
  Units units_;
  std::optional<PressureUnit> pressure_;
  FlowUnit flow_ = FlowUnit::gpm;
  std::string default_pattern_ = "1";
  std::optional<double> viscosity_;  // as given
  Index nodes_, links_, patterns_;
  std::unordered_map<std::string, models::hydraulics::Curve> curves_;  // in the file's units
  std::vector<std::uint32_t> link_lines_;
};

// A word in quotes, in both languages.
models::Name in_quotes(std::string_view word);

}  // namespace yuanluo::scenarios::water
