// `yuanluo trace`: looks into trace files, checks them, and writes them for other programs.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "models/event_words.hpp"
#include "scenarios/json/suggestion.hpp"
#include "scenarios/problem.hpp"
#include "viz/replay/export.hpp"
#include "viz/replay/moment.hpp"
#include "viz/replay/places.hpp"
#include "viz/replay/recorded_run.hpp"
#include "viz/replay/trace_words.hpp"

namespace yuanluo::apps {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using models::Name;
using models::Text;

constexpr Text help{"查看（info）、列出（events）、校验（verify）、导出（export）轨迹文件",
                    "Look into a trace file (info), list its events, verify it, export it for other programs"};
constexpr Text example{"yuanluo trace export out/today/trace.ylr --what trips --out trips.geojson",
                       "yuanluo trace export out/today/trace.ylr --what trips --out trips.geojson"};
constexpr Text action_text{"info、events、verify 或 export", "info, events, verify or export"};
constexpr Text file_text{"轨迹文件（.ylr）", "Trace file (.ylr)"};
constexpr Text from_text{"从何时起，如 02:13 或 3d02:13（第 3 天）", "From when on: 02:13, or 3d02:13 on day 3"};
constexpr Text until_text{"到何时止", "Until when"};
constexpr Text kind_text{"只要这些种类的事件（可多次）", "Only events of this kind (may be repeated)"};
constexpr Text incident_text{"只要一起事件，如 fire-0-12-0", "Only one incident, such as fire-0-12-0"};
constexpr Text place_text{"只要一个院落或社区（名称）", "Only one compound or community (its name)"};
constexpr Text limit_text{"最多列出多少（0 表示全部）", "List at most so many (0: all)"};
constexpr Text what_text{
    "导出：events、incidents（按文件名为 CSV 或 GeoJSON）、trips（kepler.gl）、trips-deckgl",
    "Export events, incidents (CSV or GeoJSON by the file's name), trips (kepler.gl), trips-deckgl"};
constexpr Text out_text{"输出文件", "Output file"};
constexpr Text monday_text{"第 1 天的日期（须为星期一）", "The date of day 1 (a Monday)"};

struct TraceOptions {
  std::string action, file, from, until, incident, place, what = "events", out, monday = "2026-01-05";
  std::vector<std::string> kinds;
  std::size_t limit = 1000;
};

[[noreturn]] void refuse(const std::string& file, Name wanted, Name found, Name hint = {}) {
  throw scenarios::ScenarioError({{file, "", 0, 0, std::move(wanted), std::move(found), std::move(hint)}});
}

[[noreturn]] void refuse_option(const char* option, Name wanted, const std::string& found, Name hint = {}) {
  refuse(option, std::move(wanted), scenarios::same(fmt::format("\"{}\"", found)), std::move(hint));
}

sim::SimTime moment(const char* option, const std::string& text, sim::SimTime otherwise) {
  if (text.empty()) return otherwise;
  const auto at = viz::read_moment(text);
  if (!at)
    refuse_option(option, {"一个时刻，如 02:13:05 或 3d02:13（第 3 天）", "a moment: 02:13:05, or 3d02:13 on day 3"},
                  text);
  return *at;
}

std::optional<models::IncidentId> incident_named(const std::string& text) {
  std::array<std::string, 4> parts;
  std::size_t n = 0;
  for (std::size_t from = 0; from <= text.size() && n < 4; ++n) {
    const std::size_t dash = std::min(text.find('-', from), text.size());
    parts[n] = text.substr(from, dash - from);
    from = dash + 1;
    if (n == 3 && dash != text.size()) return std::nullopt;
  }
  if (n != 4) return std::nullopt;
  for (std::size_t h = 0; h < models::hazards; ++h) {
    if (models::word(static_cast<models::Hazard>(h)).key != parts[0]) continue;
    std::array<std::uint64_t, 3> numbers{};
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string& digits = parts[i + 1];
      if (digits.empty() || digits.size() > 10 || digits.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
      numbers[i] = std::stoull(digits);
    }
    if (numbers[0] > 0xff || numbers[1] > 0xffffffffULL || numbers[2] > 0xffff) return std::nullopt;
    return models::IncidentId(static_cast<models::Hazard>(h), static_cast<std::uint32_t>(numbers[0]),
                              static_cast<std::uint32_t>(numbers[1]), static_cast<std::uint32_t>(numbers[2]));
  }
  return std::nullopt;
}

void choose_kinds(const std::vector<std::string>& asked, viz::EventSelection& selection) {
  if (asked.empty()) return;
  std::vector<std::string> known;
  for (std::size_t k = 0; k < models::event_kinds; ++k) known.emplace_back(models::event_word(k).key);
  selection.kinds.assign(known.size(), false);
  for (const std::string& kind : asked) {
    const auto found = std::find(known.begin(), known.end(), kind);
    if (found == known.end()) {
      const Name near = scenarios::did_you_mean(kind, known);
      refuse_option("--kind", {"一种事件", "a kind of event"}, kind,
                    !near.en.empty() ? near
                                     : Name{fmt::format("有：{}", fmt::join(known, "、")),
                                            fmt::format("there are {}", fmt::join(known, ", "))});
    }
    selection.kinds[static_cast<std::size_t>(found - known.begin())] = true;
  }
}

void choose_place(const models::District& district, const std::string& place, viz::EventSelection& selection) {
  if (place.empty()) return;
  for (std::uint32_t c = 0; c < district.communities.size(); ++c)
    if (district.communities[c].name.zh == place || district.communities[c].name.en == place)
      selection.community = models::CommunityId{c};
  for (std::uint32_t c = 0; c < district.compounds.size(); ++c)
    if (district.compounds[c].name.zh == place || district.compounds[c].name.en == place)
      selection.compound = models::CompoundId{c};
  if (selection.compound) selection.community.reset();
  if (selection.compound || selection.community) return;
  std::vector<std::string> known;
  for (const auto& c : district.communities) known.insert(known.end(), {c.name.zh, c.name.en});
  for (const auto& c : district.compounds) known.insert(known.end(), {c.name.zh, c.name.en});
  refuse_option("--place", {"一个院落或社区的名称", "the name of a compound or community"}, place,
                scenarios::did_you_mean(place, known));
}

viz::EventSelection selection_of(const TraceOptions& options, const viz::RecordedRun& run) {
  viz::EventSelection selection;
  selection.from = moment("--from", options.from, sim::SimTime::min());
  selection.until = moment("--until", options.until, sim::never);
  choose_kinds(options.kinds, selection);
  if (!options.incident.empty()) {
    selection.incident = incident_named(options.incident);
    if (!selection.incident)
      refuse_option("--incident", {"事件编号，如 fire-0-12-0", "an incident's id, such as fire-0-12-0"},
                    options.incident);
  }
  choose_place(run.world().district, options.place, selection);
  return selection;
}

Json notes_of(const sim::TraceFileReader& file) {
  Json all = Json::array();
  for (const sim::TraceTrouble& note : file.notes()) all.push_back(note.text());
  return all;
}

// Needs nothing but the file's own structure, so it also tells of files that cannot be replayed.
int info(const TraceOptions& options, const Console& console) {
  const auto file = std::make_unique<sim::TraceFileReader>(options.file);
  const auto description = nlohmann::json::parse(file->header().description, nullptr, false);
  const auto text = [&](const char* key) {
    if (!description.is_object() || !description.contains(key)) return std::string("–");
    const auto& value = description[key];
    return value.is_string() ? value.get<std::string>() : value.dump();
  };
  const auto& blocks = file->blocks();
  std::uint64_t packed = 0;
  for (const sim::TraceBlock& block : blocks) packed += block.packed;
  const double per_event = file->events() > 0 ? static_cast<double>(packed) / static_cast<double>(file->events()) : 0.0;
  std::vector<std::string> attached;
  for (const sim::TraceAttachment& attachment : file->attachments()) attached.push_back(attachment.name);
  if (console.json) {
    Json all{{"description", Json::parse(description.is_discarded() ? "null" : description.dump())},
             {"events", file->events()},
             {"blocks", blocks.size()},
             {"states", file->states().size()},
             {"bytes", file->bytes()},
             {"bytes_per_event", per_event},
             {"from_s", blocks.empty() ? Json(nullptr) : Json(sim::to_seconds(blocks.front().first - sim::epoch))},
             {"until_s", blocks.empty() ? Json(nullptr) : Json(sim::to_seconds(blocks.back().last - sim::epoch))},
             {"complete", file->complete()},
             {"attached", attached},
             {"notes", notes_of(*file)}};
    console.print(all.dump(1));
    return success;
  }
  const auto say = [&](const Text& label, const std::string& value) {
    const std::string name(console.in(label));
    console.print(
        fmt::format("{}{}{}", name, std::string(22 - std::min<std::size_t>(20, display_width(name)), ' '), value));
  };
  const bool named = description.is_object() && description.contains("scenario") && description["scenario"].is_object();
  say({"情景", "scenario"},
      named ? description["scenario"].value(console.language == models::Language::zh ? "zh" : "en", "–") : "–");
  say({"程序版本", "program version"}, text("version"));
  say({"情景摘要", "scenario digest"}, text("digest"));
  say({"种子", "seed"}, text("seed"));
  say({"预热与统计天数", "warm-up, days"}, text("warm_up_days") + " + " + text("days"));
  say({"事件", "events"}, grouped(file->events()));
  if (!blocks.empty()) {
    say({"起", "from"}, viz::clock_text(blocks.front().first, console.language));
    say({"止", "until"}, viz::clock_text(blocks.back().last, console.language));
  }
  say({"数据块与状态", "blocks, states"}, fmt::format("{}, {}", blocks.size(), file->states().size()));
  say({"大小", "size"},
      fmt::format("{}, {:.1f} B / {}", bytes(file->bytes()), per_event, console.in(Text{"事件", "event"})));
  say({"附带", "carries along"}, fmt::format("{}", fmt::join(attached, ", ")));
  say({"完整", "finished"}, std::string(console.in(file->complete() ? Text{"是", "yes"} : Text{"否", "no"})));
  for (const sim::TraceTrouble& note : file->notes()) console.tell(console.in(viz::told(note)));
  return success;
}

int verify(const TraceOptions& options, const Console& console) {
  const auto file = std::make_unique<sim::TraceFileReader>(options.file);
  std::size_t damaged = 0;
  for (std::size_t b = 0; b < file->blocks().size(); ++b) damaged += file->read(b) ? 0 : 1;
  std::size_t damaged_states = 0;
  for (std::size_t s = 0; s < file->states().size(); ++s) damaged_states += file->read_state(s) ? 0 : 1;
  file->attachments();
  const bool sound = file->notes().empty() && damaged_states == 0;
  if (console.json) {
    console.print(Json{{"sound", sound},
                       {"blocks", file->blocks().size()},
                       {"damaged_blocks", damaged},
                       {"damaged_states", damaged_states},
                       {"notes", notes_of(*file)}}
                      .dump(1));
  } else {
    constexpr Text result{"{} 个数据块，{} 个损坏；{} 个状态，{} 个损坏",
                          "{} blocks, {} damaged; {} states, {} damaged"};
    console.print(console.text(result, file->blocks().size(), damaged, file->states().size(), damaged_states));
  }
  for (const sim::TraceTrouble& note : file->notes()) console.complain(console.in(viz::told(note)));
  return sound ? success : bad_input;
}

std::unique_ptr<viz::RecordedRun> open_run(const TraceOptions& options, const Console& console) {
  auto run = std::make_unique<viz::RecordedRun>(options.file);
  for (const Name& note : run->info().notes) console.tell(console.in(note));
  return run;
}

int events(const TraceOptions& options, const Console& console) {
  const auto run = open_run(options, console);
  const viz::EventSelection selection = selection_of(options, *run);
  Json rows = Json::array();
  std::size_t shown = 0;
  bool more = false;
  viz::for_each_event(*run, selection, [&](const models::Event& event) {
    if (options.limit > 0 && shown == options.limit) return !(more = true);
    ++shown;
    if (!console.json) {
      console.print(viz::event_line(*run, event, console.language));
      return true;
    }
    const auto cells = viz::event_row(run->world(), event);
    Json row = Json::object();
    for (std::size_t c = 0; c < cells.size(); ++c)
      if (!cells[c].empty()) row[viz::event_columns()[c]] = cells[c];
    rows.push_back(std::move(row));
    return true;
  });
  if (console.json) console.print(rows.dump(1));
  constexpr Text cut{"还有更多：--limit 0 列出全部", "there are more: --limit 0 lists all"};
  if (more) console.tell(console.in(cut));
  return success;
}

// Seconds from 1970 to the midnight that begins the day, which must be a Monday.
std::int64_t monday_seconds(const std::string& text) {
  std::tm day{};
  const char* end = strptime(text.c_str(), "%Y-%m-%d", &day);
  const std::time_t t = end != nullptr && *end == '\0' ? timegm(&day) : std::time_t{-1};
  std::tm back{};
  gmtime_r(&t, &back);
  if (end == nullptr || *end != '\0' || back.tm_wday != 1 || fmt::format("{:%Y-%m-%d}", back) != text)
    refuse_option("--monday", {"一个星期一的日期，如 2026-01-05", "the date of a Monday, such as 2026-01-05"}, text);
  return t;
}

int write_export(const TraceOptions& options, const Console& console) {
  const Name wanted{"events、incidents、trips 或 trips-deckgl", "events, incidents, trips or trips-deckgl"};
  constexpr std::array known{"events", "incidents", "trips", "trips-deckgl"};
  if (std::find(known.begin(), known.end(), options.what) == known.end()) refuse_option("--what", wanted, options.what);
  const std::int64_t monday_s = monday_seconds(options.monday);
  if (options.out.empty()) refuse_option("--out", {"输出文件名", "the name of the file to write"}, "");
  const auto run = open_run(options, console);
  const viz::EventSelection selection = selection_of(options, *run);
  const std::string ending = fs::path(options.out).extension().string();
  const bool geojson = ending == ".geojson" || ending == ".json";
  std::string text;
  if (options.what == "events")
    text = viz::events_csv(*run, selection);
  else if (options.what == "incidents")
    text = geojson ? viz::incidents_geojson(*run, selection, monday_s) : viz::incidents_csv(*run, selection);
  else if (options.what == "trips")
    text = viz::trips_geojson(*run, selection, monday_s);
  else
    text = viz::trips_json(*run, selection);
  std::ofstream file(options.out, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) refuse(options.out, {"可以写入的文件", "a file that can be written"}, {"不能写入", "one that cannot"});
  constexpr Text written{"已写入：{}", "Written: {}"};
  console.tell(console.text(written, options.out));
  return success;
}

int trace(const TraceOptions& options, const Console& console) {
  if (options.action == "info") return info(options, console);
  if (options.action == "verify") return verify(options, console);
  if (options.action == "events") return events(options, console);
  return write_export(options, console);
}

}  // namespace

void add_trace(CommandLine& line) {
  const auto options = std::make_shared<TraceOptions>();
  Arguments app =
      line.add("trace", help, example, [options](const Console& console) { return trace(*options, console); });
  app.option("action", options->action, line.in(action_text)).required().one_of({"info", "events", "verify", "export"});
  app.option("file", options->file, line.in(file_text)).required();
  app.option("--from", options->from, line.in(from_text));
  app.option("--until", options->until, line.in(until_text));
  app.option("--kind", options->kinds, line.in(kind_text));
  app.option("--incident", options->incident, line.in(incident_text));
  app.option("--place", options->place, line.in(place_text));
  app.option("--limit", options->limit, line.in(limit_text));
  app.option("--what", options->what, line.in(what_text));
  app.option("-o,--out", options->out, line.in(out_text));
  app.option("--monday", options->monday, line.in(monday_text));
}

}  // namespace yuanluo::apps
