// The commands that look at scenarios without running them: check, sources, schema, generate.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/options.hpp"
#include "apps/output_folder.hpp"
#include "scenarios/build.hpp"
#include "scenarios/schema/scenario_schema.hpp"
#include "scenarios/sources.hpp"
#include "scenarios/tables/tables.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using scenarios::SourceRow;

Json problem_json(const scenarios::Problem& problem) {
  Json row{{"file", problem.file}};
  if (problem.line != 0) {
    row["line"] = problem.line;
    if (problem.column != 0) row["column"] = problem.column;
  } else {
    row["pointer"] = problem.pointer;
  }
  row["zh"] = problem.text(models::Language::zh);
  row["en"] = problem.text(models::Language::en);
  return row;
}

std::string range_of(const SourceRow& row) {
  return row.low == 0.0 && row.high == 0.0 ? "" : fmt::format("{} – {}", row.low, row.high);
}

Json row_json(const SourceRow& row) {
  Json json{{"path", row.path}, {"value", row.value}, {"unit", row.unit}};
  if (row.low != 0.0 || row.high != 0.0) json["range"] = {row.low, row.high};
  json["source"] = row.source;
  json["confidence"] = std::string(1, static_cast<char>(row.confidence));
  json["changed"] = row.changed;
  json["zh"] = row.text.zh;
  json["en"] = row.text.en;
  if (!row.citation.empty()) json["citation"] = row.citation;
  if (!row.note.empty()) json["note"] = row.note;
  return json;
}

int check(const Options& options, const Console& console) {
  std::vector<scenarios::Problem> problems;
  Json reports = Json::array();
  for (const std::string& file : options.files) {
    try {
      const scenarios::Spec spec = scenarios::load_spec(file);
      // Only the district shows whether figures fit together.
      scenarios::build_district(spec);
      const std::string digest = scenarios::digest(spec);
      if (console.json) {
        reports.push_back({{"file", file}, {"digest", digest}, {"problems", Json::array()}});
      } else if (options.resolved) {
        console.print(scenarios::resolved_json(spec));
      } else {
        console.print(console.text(Say::check_passed, file, console.in(spec.name)));
      }
    } catch (const scenarios::ScenarioError& error) {
      Json list = Json::array();
      for (const scenarios::Problem& problem : error.problems()) list.push_back(problem_json(problem));
      reports.push_back({{"file", file}, {"digest", nullptr}, {"problems", std::move(list)}});
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (console.json) {
    console.print(reports.dump(1));
    return problems.empty() ? success : bad_input;
  }
  if (!problems.empty()) throw scenarios::ScenarioError(std::move(problems));
  return success;
}

int generate(const Options& options, const Console& console) {
  const scenarios::Spec spec = scenarios::load_spec(options.files.at(0));
  console.tell(console.text(Say::building));
  scenarios::write_tables(scenarios::build_district(spec), options.out);
  if (console.json) {
    console.print(Json{{"tables", options.out}}.dump(1));
  } else {
    console.print(console.text(Say::tables_written, options.out));
  }
  return success;
}

int sources(const Options& options, const Console& console) {
  const std::vector<SourceRow> rows = scenarios::sources(scenarios::load_spec(options.files.at(0)));
  const auto wanted = [&](const SourceRow& row) {
    return (!options.assumptions || row.source == "assumption") && (!options.changed || row.changed);
  };
  if (console.json) {
    Json list = Json::array();
    for (const SourceRow& row : rows) {
      if (wanted(row)) list.push_back(row_json(row));
    }
    console.print(list.dump(1));
    return success;
  }
  Table table({{console.text(Say::parameter_column)},
               {console.text(Say::value_column), Table::Align::right},
               {console.text(Say::unit_column)},
               {console.text(Say::range_column), Table::Align::right},
               {console.text(Say::source_column)},
               {console.text(Say::confidence_column)},
               {console.text(Say::meaning_column)}});
  for (const SourceRow& row : rows) {
    if (!wanted(row)) continue;
    const std::string meaning =
        row.note.empty() ? console.in(row.text) : fmt::format("{} ({})", console.in(row.text), row.note);
    table.add({fmt::format("{}{}", row.path.substr(1), row.changed ? " *" : ""), shortened(row.value, 28), row.unit,
               range_of(row), row.source, std::string(1, static_cast<char>(row.confidence)), meaning});
  }
  print_table(console, table);
  const auto assumptions =
      std::count_if(rows.begin(), rows.end(), [](const SourceRow& row) { return row.source == "assumption"; });
  const auto changed = std::count_if(rows.begin(), rows.end(), [](const SourceRow& row) { return row.changed; });
  console.tell(console.text(Say::sources_summary, rows.size(), static_cast<std::int64_t>(rows.size()) - assumptions,
                            assumptions, changed));
  return success;
}

int schema(const Options& options, const Console& console) {
  std::string text = scenarios::scenario_schema_text();
  if (!options.out.empty()) {
    write_file(options.out, text);
  } else {
    text.pop_back();  // print() ends the line
    console.print(text);
  }
  return success;
}

}  // namespace

void add_check(CommandLine& line) {
  const auto options = std::make_shared<Options>();
  Arguments app = line.add("check", text(Say::check_help), text(Say::check_example),
                           [options](const Console& console) { return check(*options, console); });
  app.option("file", options->files, line.in(Say::scenario_files)).required().expected(1, 1000);
  app.flag("--resolved", options->resolved, line.in(Say::option_resolved));
}

void add_generate(CommandLine& line) {
  const auto options = std::make_shared<Options>();
  Arguments app = line.add("generate", text(Say::generate_help), text(Say::generate_example),
                           [options](const Console& console) { return generate(*options, console); });
  app.option("file", options->files, line.in(Say::scenario_file)).required().expected(1);
  app.option("-o,--out", options->out, line.in(Say::option_out_folder)).required();
}

void add_sources(CommandLine& line) {
  const auto options = std::make_shared<Options>();
  Arguments app = line.add("sources", text(Say::sources_help), text(Say::sources_example),
                           [options](const Console& console) { return sources(*options, console); });
  app.option("file", options->files, line.in(Say::scenario_file)).required().expected(1);
  app.flag("--assumptions", options->assumptions, line.in(Say::option_assumptions));
  app.flag("--changed", options->changed, line.in(Say::option_changed));
}

void add_schema(CommandLine& line) {
  const auto options = std::make_shared<Options>();
  Arguments app = line.add("schema", text(Say::schema_help), text(Say::schema_example),
                           [options](const Console& console) { return schema(*options, console); });
  app.option("-o,--out", options->out, line.in(Say::option_out_file));
}

}  // namespace yuanluo::apps
