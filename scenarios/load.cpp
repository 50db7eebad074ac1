#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "scenarios/json/parameter_reader.hpp"
#include "scenarios/references.hpp"
#include "scenarios/schema/scenario_schema.hpp"
#include "scenarios/schema/validation.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;
using models::Name;

// Checks and reads all that is not a parameter.
class Frame {
 public:
  // `tables_there`: the folder of the tables must be.
  Frame(const ExtendedJson& document, bool tables_there, std::vector<Problem>& problems)
      : document_(document), tables_there_(tables_there), problems_(problems) {}

  void read(Spec& spec) {
    spec.file = document_.file(0);
    spec.files = document_.files_by_pointer();
    // A name that another file gave is the name of the other scenario.
    if (!own("/name")) {
      report("", {"自己的名称（\"name\"）", "a name of its own (\"name\")"}, {"没有", "none"});
    } else {
      spec.name = name_at("/name");
    }
    if (own("/description")) spec.description = name_at("/description");
    read_district(spec);
    read_sources(spec);
    read_closures(spec);
  }

 private:
  const Json* at(const std::string& pointer) const {
    const Json::json_pointer place(pointer);
    return document_.value().contains(place) ? &document_.value().at(place) : nullptr;
  }

  bool own(const std::string& pointer) const { return at(pointer) != nullptr && document_.depth(pointer) == 0; }

  Name name_at(const std::string& pointer) const {
    const auto text = [&](const char* language) {
      const Json* const found = at(child_pointer(pointer, language));
      return found != nullptr && found->is_string() ? found->get<std::string>() : std::string{};
    };
    return {text("zh"), text("en")};
  }

  void read_sources(Spec& spec) const {
    const Json* const sources = at("/sources");
    if (sources == nullptr || !sources->is_object()) return;
    for (const auto& [key, value] : sources->items()) {
      if (!value.is_object()) continue;
      const auto text = [&source = value](const char* field) {
        const auto found = source.find(field);
        return found != source.end() && found->is_string() ? found->get<std::string>() : std::string{};
      };
      spec.own_sources[key] = {text("title"), text("author"), text("year"), text("note")};
    }
  }

  // What the schema refuses is left out without a word.
  void read_closures(Spec& spec) {
    const Json* const closures = at("/closures");
    if (closures == nullptr || !closures->is_array()) return;
    for (std::size_t i = 0; i < closures->size(); ++i) {
      const Json& entry = (*closures)[i];
      const std::string pointer = child_pointer("/closures", std::to_string(i));
      if (!entry.is_object() || !number(entry, "from_day") || !number(entry, "to_day")) continue;
      models::PlannedClosure closure;
      if (entry.contains("street") && entry["street"].is_string()) closure.name = entry["street"].get<std::string>();
      if (entry.contains("row") && entry["row"].is_number_unsigned())
        closure.street = entry["row"].get<std::uint32_t>();
      if (entry.contains("street") == entry.contains("row"))
        report(pointer, {"\"street\"（名称）与 \"row\"（行号）之一", "either \"street\" (a name) or \"row\""},
               entry.contains("row") ? Name{"两者都有", "both"} : Name{"没有", "none"});
      closure.from_day = *number(entry, "from_day");
      closure.to_day = *number(entry, "to_day");
      closure.stops_bikes = entry.contains("stops_bikes") && entry["stops_bikes"] == true;
      if (closure.to_day <= closure.from_day)
        report(child_pointer(pointer, "to_day"),
               {fmt::format("晚于 from_day（{}）的时间", closure.from_day),
                fmt::format("a time after from_day ({})", closure.from_day)},
               same(fmt::format("{}", closure.to_day)));
      spec.settings.closures.planned.push_back(std::move(closure));
    }
  }

  static std::optional<double> number(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
  }

  void read_district(Spec& spec) {
    const Json* const generator = at("/district/generator");
    const Json* const tables = at("/district/tables");
    if (generator == nullptr && tables == nullptr) {
      report(at("/district") == nullptr ? "" : "/district",
             {"片区：\"district\" 中的 \"generator\" 或 \"tables\"",
              "a district: \"generator\" or \"tables\" in \"district\""},
             {"没有", "none"});
    } else if (generator != nullptr && tables != nullptr) {
      report("/district", {"\"generator\" 与 \"tables\" 之一", "either \"generator\" or \"tables\""},
             {"两者都有", "both"},
             {"若要去掉继承来的一个，写 null", "to drop the one that is inherited, set it to null"});
    } else if (generator != nullptr) {
      spec.generator.emplace();
    } else if (tables->is_string()) {
      read_tables(spec, tables->get<std::string>());
    }
  }

  void read_tables(Spec& spec, const std::string& folder) {
    const std::string pointer = "/district/tables";
    const fs::path path = (fs::path(document_.file_of(pointer)).parent_path() / folder).lexically_normal();
    spec.tables = path.generic_string();
    std::error_code code;
    if (tables_there_ && !fs::is_directory(path, code)) {
      report(pointer, {"片区数据表目录", "a folder of district tables"},
             {fmt::format("{}：没有这个目录", *spec.tables), fmt::format("{}: no such folder", *spec.tables)});
    }
    // Counts in a file that the one with the tables extends are of the district that the tables replace.
    const Json* const deployment = at("/deployment");
    if (deployment == nullptr || !deployment->is_object()) return;
    for (const auto& [key, unused] : deployment->items()) {
      const std::string count = child_pointer("/deployment", key);
      if (key == "routing" || document_.depth(count) > document_.depth(pointer)) continue;
      report(count, {"使用数据表时不写设备与人员数", "no counts of equipment or staff beside tables"},
             same(fmt::format("\"{}\"", key)), {"请修改数据表", "change the tables instead"});
    }
  }

  void report(const std::string& pointer, Name wanted, Name found, Name hint = {}) {
    problems_.push_back(
        {document_.file_of(pointer), pointer, 0, 0, std::move(wanted), std::move(found), std::move(hint)});
  }

  const ExtendedJson& document_;
  bool tables_there_;
  std::vector<Problem>& problems_;
};

Spec spec_of(const std::optional<ExtendedJson>& document, bool tables_there, std::vector<Problem>& problems) {
  Spec spec;
  if (document) {
    validate(*document, scenario_schema(), problems);
    Frame(*document, tables_there, problems).read(spec);
    ParameterReader reader(*document, References::built_in(), problems);
    describe(reader, spec);
    spec.notes = reader.notes();
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return spec;
}

}  // namespace

Spec load_spec(const fs::path& path) {
  std::vector<Problem> problems;
  const auto document = ExtendedJson::read(path, problems);
  return spec_of(document, true, problems);
}

Spec read_spec(const std::string& name, std::string_view text) {
  std::vector<Problem> problems;
  const auto document = ExtendedJson::of(name, text, problems);
  return spec_of(document, false, problems);
}

}  // namespace yuanluo::scenarios
