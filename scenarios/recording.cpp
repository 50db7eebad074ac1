#include "scenarios/recording.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "scenarios/tables/tables.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr const char* scenario_name = "scenario.json";
constexpr const char* folder = "tables";

std::string attached(const std::string& file) { return fmt::format("{}/{}", folder, file); }

}  // namespace

std::vector<sim::TraceAttachment> recording_of(const Spec& spec, const models::District& district) {
  Spec copy = spec;
  if (copy.tables) copy.tables = std::filesystem::absolute(folder).string();  // made relative again below
  std::vector<sim::TraceAttachment> all{{scenario_name, resolved_json(copy)}};
  for (auto& [file, text] : table_texts(district)) all.push_back({attached(file), text});
  return all;
}

Recording read_recording(sim::TraceFileReader& trace) {
  Recording recording;
  const std::string name = trace.path().generic_string();
  TableTexts texts;
  std::optional<std::string> scenario;
  const std::string prefix = attached("");
  for (sim::TraceAttachment& attachment : trace.attachments()) {
    if (attachment.name == scenario_name)
      scenario = std::move(attachment.content);
    else if (attachment.name.compare(0, prefix.size(), prefix) == 0)
      texts.emplace(attachment.name.substr(prefix.size()), std::move(attachment.content));
  }
  if (!scenario) {
    recording.notes.push_back({"文件中没有可读的情景，改用默认设置",
                               "the file holds no scenario that can be read; default settings are used"});
  } else {
    try {
      recording.spec = read_spec(name + ":" + scenario_name, *scenario);
    } catch (const ScenarioError& error) {
      const Problem& first = error.problems().front();
      recording.notes.push_back(
          {fmt::format("本版本无法读取文件中的情景，改用默认设置（{}）", first.text(models::Language::zh)),
           fmt::format("the scenario in the file cannot be read by this version; default settings are used ({})",
                       first.text(models::Language::en))});
    }
  }
  recording.district = read_tables(texts, name + ":" + folder);
  return recording;
}

}  // namespace yuanluo::scenarios
