#include "scenarios/spec.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "scenarios/json/parameter_writer.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

std::string file_at(const std::map<std::string, std::string>& files, std::string pointer) {
  while (!pointer.empty()) {
    if (const auto found = files.find(pointer); found != files.end()) return found->second;
    pointer.erase(pointer.rfind('/'));
  }
  const auto whole = files.find("");
  return whole == files.end() ? "" : whole->second;
}

OrderedJson values_of(const Spec& spec, WriteSources sources) {
  Spec copy = spec;
  ParameterWriter writer(sources, spec.notes);
  describe(writer, copy);
  OrderedJson values = writer.value();
  return values;
}

OrderedJson closures_of(const Spec& spec) {
  OrderedJson list = OrderedJson::array();
  for (const models::PlannedClosure& closure : spec.settings.closures.planned) {
    OrderedJson entry;
    if (closure.street)
      entry["row"] = *closure.street;
    else
      entry["street"] = closure.name;
    entry["from_day"] = closure.from_day;
    entry["to_day"] = closure.to_day;
    entry["stops_bikes"] = closure.stops_bikes;
    list.push_back(std::move(entry));
  }
  return list;
}

class Hash {
 public:
  Hash() : state_(XXH3_createState()) { XXH3_128bits_reset(state_); }
  ~Hash() { XXH3_freeState(state_); }
  Hash(const Hash&) = delete;
  Hash& operator=(const Hash&) = delete;

  void add(std::string_view text) {
    // With its length, so that no two lists of texts run together to the same bytes.
    const std::string length = fmt::format("{}:", text.size());
    XXH3_128bits_update(state_, length.data(), length.size());
    XXH3_128bits_update(state_, text.data(), text.size());
  }
  std::string hex() const {
    const XXH128_hash_t value = XXH3_128bits_digest(state_);
    return fmt::format("{:016x}{:016x}", value.high64, value.low64);
  }

 private:
  XXH3_state_t* state_;
};

// Everything in the folder, by name.
void add_tables(Hash& hash, const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(folder, code)) {
    const auto ending = entry.path().extension();
    if (ending == ".csv" || ending == ".geojson" || ending == ".inp") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    FileText content = read_file(file);
    if (!content.text) {
      throw ScenarioError({{file.generic_string(), "", 0, 0, {"可读取的表", "a readable table"}, content.found, {}}});
    }
    hash.add(file.filename().generic_string());
    hash.add(*content.text);
  }
}

}  // namespace

void describe(models::ParamVisitor& v, RunParams& r) {
  using models::Confidence;
  v.count({"days", "d", 1, 36500, assumption, Confidence::c, {"统计天数", "Measured days"}}, r.days);
  v.count({"warm_up_days",
           "d",
           0,
           3650,
           assumption,
           Confidence::c,
           {"统计前的预热天数", "Days simulated before them and not measured"}},
          r.warm_up_days);
  v.count({"replications", "1", 1, 100000, assumption, Confidence::c, {"重复次数", "Replications"}}, r.replications);
  v.count({"seed", "1", 0, 9007199254740991.0, assumption, Confidence::c, {"随机种子", "Seed of all luck"}}, r.seed);
}

void describe(models::ParamVisitor& v, Spec& spec) {
  if (spec.generator) {
    v.begin("district", {"片区", "The district"});
    v.begin("generator", {"合成片区所依据的数字", "The figures that a synthetic district is made from"});
    describe(v, *spec.generator);
    v.end();
    v.end();
  }
  v.begin("deployment", {"设备与人员的配置", "Equipment and staff"});
  if (spec.generator) describe(v, spec.deployment);
  describe_routing(v, spec.settings);
  v.end();
  v.begin("hazards", {"会发生什么：频率、构成与过程", "What can happen: rates, mixes and courses"});
  describe_hazards(v, spec.settings);
  v.end();
  v.begin("operations",
          {"如何应对：感知、报警、人员、响应、目标", "How it is met: sensing, alarms, people, response, targets"});
  describe_operations(v, spec.settings);
  v.end();
  v.begin("run", {"运行长度与次数", "How long and how often"});
  describe(v, spec.run);
  v.end();
}

ScenarioError in_files_of(const Spec& spec, const ScenarioError& error) {
  std::vector<Problem> problems = error.problems();
  for (Problem& problem : problems) {
    if (problem.file.empty()) problem.file = file_at(spec.files, problem.pointer);
    if (problem.file.empty()) problem.file = spec.file;
  }
  return ScenarioError(std::move(problems));
}

std::string resolved_json(const Spec& spec, const fs::path& folder) {
  OrderedJson whole = OrderedJson::object();
  whole["name"] = {{"zh", spec.name.zh}, {"en", spec.name.en}};
  if (!spec.description.en.empty()) {
    whole["description"] = {{"zh", spec.description.zh}, {"en", spec.description.en}};
  }
  if (spec.tables) whole["district"]["tables"] = fs::relative(*spec.tables, folder).generic_string();
  whole.update(values_of(spec, WriteSources::yes));
  if (!spec.settings.closures.planned.empty()) whole["closures"] = closures_of(spec);
  for (const auto& [key, source] : spec.own_sources) {
    OrderedJson& entry = whole["sources"][key] = {{"title", source.title}};
    if (!source.author.empty()) entry["author"] = source.author;
    if (!source.year.empty()) entry["year"] = source.year;
    if (!source.note.empty()) entry["note"] = source.note;
  }
  return whole.dump(2) + '\n';
}

std::string digest(const Spec& spec) {
  // Sorted keys, so that the order in which parameters are declared does not count.
  const Json values = values_of(spec, WriteSources::no);
  Hash hash;
  hash.add(values.dump());
  if (!spec.settings.closures.planned.empty()) hash.add(closures_of(spec).dump());
  if (spec.tables) add_tables(hash, *spec.tables);
  return hash.hex();
}

}  // namespace yuanluo::scenarios
