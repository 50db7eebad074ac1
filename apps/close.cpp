// `yuanluo close`: close something for some hours of the day, and see at once what that does.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "scenarios/build.hpp"
#include "scenarios/plan/closure.hpp"
#include "scenarios/plan/staff_load.hpp"

namespace yuanluo::apps {
namespace {

using Json = nlohmann::ordered_json;
using models::Text;
using scenarios::Closable;
using scenarios::ClosureEffect;
using scenarios::ClosureRow;

constexpr Text close_help{"关闭某个站点、消火栓、除颤器或岗位若干小时，立即看到影响",
                          "close a station, hydrant, defibrillator or post for some hours, and see the effect at once"};
constexpr Text close_example{
    "yuanluo close scenarios/shuangqiaozi/today.json \"1号微型消防站\" --from 20 --to 8",
    "yuanluo close scenarios/shuangqiaozi/today.json \"Micro Fire Station 1\" --from 20 --to 8"};
constexpr Text close_file{"场景文件", "scenario file"};
constexpr Text close_things{
    "关闭什么：站点的名称或编号（ST…），消火栓（FH…）、除颤器（AED…）、网格员岗位（P…）的编号",
    "what to close: stations by name or id (ST…), hydrants (FH…), defibrillators (AED…) and grid "
    "worker posts (P…) by id"};
constexpr Text close_from{"从几点起（0–23）", "from which hour of the day (0 to 23)"};
constexpr Text close_to{"到几点止（0–24）；不大于起点则跨过午夜",
                        "up to which hour (0 to 24); over midnight where it is not greater"};
constexpr Text close_top{"列出受影响最大的几个院落", "how many of the compounds that are affected most to list"};
constexpr Text all_day{"全天", "all day"};
constexpr Text hours_line{"每天 {} 时至 {} 时", "each day from {} to {} h"};
constexpr Text headline{"关闭 {}（{}）", "Closed: {} ({})"};
constexpr Text affected_line{
    "这些时段每年预计 {} 起{}，其中 {} 起（{:.1f}%）要由别处来",
    "{} {} a year are to be expected in these hours; for {} of them ({:.1f} %) somebody else is next now"};
constexpr Text longer_line{
    "这些时段每年预计 {} 起{}，其中 {} 起（{:.1f}%）在少了人的社区和时段",
    "{} {} a year are to be expected in these hours; {} of them ({:.1f} %) are in communities and "
    "hours that have fewer on duty now"};
constexpr Text nobody_word{"无人", "nobody"};
constexpr Text nobody_counts{"无人可来的按 {} {} 计（最长路程的两倍）",
                             "Where nobody comes, {} {} are counted: twice the longest way"};
constexpr Text mean_line{"{}：受影响者平均 {} → {} {}；全部平均 {} → {} {}",
                         "{}: {} -> {} {} for those affected, {} -> {} {} for all"};
constexpr Text beyond_line{"超过 {:.0f} {} 或无人可来的：每年 {:.4g} 起 → {:.4g} 起",
                           "Beyond {:.0f} {}, or served by nobody: {:.4g} a year -> {:.4g} a year"};
constexpr Text nobody_line{"这些时段无人在岗的：每年 {:.4g} 起 → {:.4g} 起",
                           "With nobody on duty: {:.4g} a year -> {:.4g} a year"};
constexpr Text no_change{"没有影响：处处另有更近的", "No effect: everywhere another one is nearer"};
constexpr Text no_duty{"没有影响：这些时段他们本来就不在岗", "No effect: none of them is on duty in these hours"};
constexpr Text place_title{"社区 / 院落", "community / compound"};
constexpr Text events_title{"每年", "a year"};
constexpr Text before_title{"此前", "before"};
constexpr Text after_title{"此后", "after"};
constexpr Text instead_title{"改由", "instead"};
constexpr Text post_name{"{} 网格员岗位 {}", "{}, grid worker post {}"};
constexpr Text quick_note{
    "按路程与预计起数即时估算，不含排队（网格员除外）、路况偶然与停电；确证请仿真。",
    "Estimated at once from ways and expected events; queues (but of grid workers), luck of traffic and "
    "power cuts are left out: simulate to confirm."};

struct CloseOptions {
  std::string file;
  std::vector<std::string> things;
  int from = 0, to = 24;
  std::size_t top = 10;
};

std::string closure_figure(double value) {
  if (std::abs(value) < 9999.5) return fmt::format("{:.4g}", value);
  return grouped(static_cast<std::uint64_t>(std::llround(std::abs(value))));
}

Json rows_json(const std::vector<ClosureRow>& rows) {
  Json list = Json::array();
  for (const ClosureRow& row : rows) {
    list.push_back({{"place", {{"zh", row.place.zh}, {"en", row.place.en}}},
                    {"events_per_year", row.events_per_year},
                    {"before", row.before},
                    {"after", row.after}});
    if (!row.instead.en.empty()) list.back()["instead"] = {{"zh", row.instead.zh}, {"en", row.instead.en}};
  }
  return list;
}

Json effect_json(const ClosureEffect& effect) {
  Json closed = Json::array();
  for (const models::Name& name : effect.closed) closed.push_back({{"zh", name.zh}, {"en", name.en}});
  const Text measure = scenarios::measure_of(effect.kind);
  Json json{{"closed", std::move(closed)},
            {"measure", {{"zh", measure.zh}, {"en", measure.en}}},
            {"unit", scenarios::unit_of(effect.kind)},
            {"events_per_year", effect.events_per_year},
            {"affected_per_year", effect.affected_per_year},
            {"mean_before", effect.before},
            {"mean_after", effect.after},
            {"affected_mean_before", effect.before_affected},
            {"affected_mean_after", effect.after_affected},
            {"beyond_limit_before", effect.beyond_before},
            {"beyond_limit_after", effect.beyond_after},
            {"communities", rows_json(effect.communities)},
            {"compounds", rows_json(effect.compounds)}};
  if (effect.limit > 0.0) json["limit"] = effect.limit;
  return json;
}

void print_effect(const Console& console, const ClosureEffect& effect, const std::string& hours, std::size_t top) {
  std::vector<std::string> names;
  for (const models::Name& name : effect.closed) names.push_back(console.in(name));
  const bool chinese = console.language == models::Language::zh;
  console.print(console.text(headline, fmt::format("{}", fmt::join(names, chinese ? "、" : ", ")), hours));
  const double share = effect.events_per_year > 0.0 ? 100.0 * effect.affected_per_year / effect.events_per_year : 0.0;
  const std::string events(console.in(scenarios::events_of(effect.kind)));
  const bool posts = effect.kind == Closable::grid_worker_post;
  console.print(console.text(posts ? longer_line : affected_line, closure_figure(effect.events_per_year), events,
                             closure_figure(effect.affected_per_year), share));
  if (effect.affected_per_year <= 0.0) {
    console.print(console.in(posts ? no_duty : no_change));
    return;
  }
  const std::string_view unit = scenarios::unit_of(effect.kind);
  console.print(console.text(mean_line, console.in(scenarios::measure_of(effect.kind)),
                             closure_figure(effect.before_affected), closure_figure(effect.after_affected), unit,
                             closure_figure(effect.before), closure_figure(effect.after), unit));
  if (posts) {
    console.print(console.text(nobody_line, effect.beyond_before, effect.beyond_after));
  } else {
    console.print(console.text(beyond_line, effect.limit, unit, effect.beyond_before, effect.beyond_after));
  }
  Table table({{std::string(console.in(place_title))},
               {std::string(console.in(events_title)), Table::Align::right},
               {fmt::format("{} ({})", console.in(before_title), unit), Table::Align::right},
               {fmt::format("{} ({})", console.in(after_title), unit), Table::Align::right},
               {std::string(console.in(instead_title))}});
  const auto add = [&](const ClosureRow& row, const std::string& instead) {
    table.add({console.in(row.place), closure_figure(row.events_per_year), closure_figure(row.before),
               closure_figure(row.after), instead});
  };
  bool nobody = false;
  for (const ClosureRow& row : effect.communities) add(row, "–");
  for (std::size_t k = 0; k < std::min(top, effect.compounds.size()); ++k) {
    const ClosureRow& row = effect.compounds[k];
    nobody = nobody || row.instead.en.empty();
    add(row, row.instead.en.empty() ? std::string(console.in(nobody_word)) : console.in(row.instead));
  }
  print_table(console, table);
  if (nobody) console.print(console.text(nobody_counts, closure_figure(effect.nobody_counts), unit));
  console.print();
}

int close_things_for_hours(const CloseOptions& options, const Console& console) {
  const models::World world = scenarios::build_world(scenarios::load_spec(options.file));
  auto things = scenarios::closed_things(world.district, options.things, options.file);
  bool posts = false;
  for (scenarios::ClosedThing& thing : things) {
    if (thing.kind != Closable::grid_worker_post) continue;
    posts = true;
    const models::Name& community =
        world.district.communities[world.district.staff[thing.index].community->index()].name;
    thing.name = {fmt::format(fmt::runtime(post_name.zh), community.zh, thing.name.zh),
                  fmt::format(fmt::runtime(post_name.en), community.en, thing.name.en)};
  }
  constexpr std::int64_t load_days = 90;  // enough for the calls of each community and hour to be some dozens
  scenarios::StaffLoad load;
  if (posts) load = scenarios::measured_load(world, 1, load_days);
  const scenarios::ClosedHours hours{options.from, options.to % 24};
  const auto effects = scenarios::close(world, things, hours, load);
  if (console.json) {
    Json json{{"from_hour", hours.first}, {"to_hour", hours.last}, {"effects", Json::array()}};
    for (const ClosureEffect& effect : effects) json["effects"].push_back(effect_json(effect));
    console.print(json.dump(1));
    return success;
  }
  const std::string when =
      hours.count() == 24 ? std::string(console.in(all_day)) : console.text(hours_line, hours.first, hours.last);
  for (const ClosureEffect& effect : effects) print_effect(console, effect, when, options.top);
  console.tell(console.in(quick_note));
  return success;
}

}  // namespace

void add_close(CommandLine& line) {
  const auto options = std::make_shared<CloseOptions>();
  Arguments app = line.add("close", close_help, close_example,
                           [options](const Console& console) { return close_things_for_hours(*options, console); });
  app.option("file", options->file, line.in(close_file)).required();
  app.option("things", options->things, line.in(close_things)).required();
  app.option("--from", options->from, line.in(close_from)).range(0, 23);
  app.option("--to", options->to, line.in(close_to)).range(0, 24);
  app.option("--top", options->top, line.in(close_top)).range(0, 100'000);
}

}  // namespace yuanluo::apps
