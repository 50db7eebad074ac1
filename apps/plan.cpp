// `yuanluo plan`: where the next things and people should go, and how sure we are.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/output_folder.hpp"
#include "scenarios/plan/plan_files.hpp"
#include "scenarios/plan/planning.hpp"
#include "viz/plan/plan_report.hpp"

namespace yuanluo::apps {
namespace {

using models::Text;
using scenarios::Alternative;
using scenarios::PlanResult;

constexpr Text plan_help{"决定新的设施与人员放在哪里，并说明把握有多大",
                         "decide where the next things and people should go, and how sure that is"};
constexpr Text plan_example{"yuanluo plan scenarios/plans/sos-buttons-plus-100.json --out out/plan",
                            "yuanluo plan scenarios/plans/sos-buttons-plus-100.json --out out/plan"};
constexpr Text plan_file{"方案文件（JSON，见 docs/plan.md）", "plan file (JSON, see docs/plan.md)"};
constexpr Text plan_out{"写入清单、GeoJSON、场景与报告的新目录",
                        "new folder for the list, GeoJSON, scenario and report"};
constexpr Text plan_threads{"同时仿真的线程数，0 为全部", "threads that simulate, 0 for all"};
constexpr Text plan_top{"在终端列出前几个位置", "how many of the chosen places to list in the terminal"};
constexpr Text alternative_column{"备选方案", "alternative"};
constexpr Text baseline_mark{"（对照）", " (baseline)"};
constexpr Text cost_column{"费用（元）", "yuan"};
constexpr Text benefit_column{"预期效益", "expected benefit"};
constexpr Text measure_line{"{}{}：现状 {}，{}", "{}{}: {} today, {}"};
constexpr Text less_words{"越小越好", "less is better"};
constexpr Text more_words{"越大越好", "more is better"};
constexpr Text mean_column{"均值", "mean"};
constexpr Text change_column{"变化 [区间]", "change [interval]"};
constexpr Text tail_column{"最差一成", "worst tenth"};
constexpr Text gap_column{"社区差距", "community gap"};
constexpr Text place_column{"位置", "place"};
constexpr Text adds_column{"增益", "adds"};
constexpr Text share_column{"累计", "so far"};
constexpr Text runner_up_column{"次优", "runner-up"};
constexpr Text loss_column{"换用少得", "costs"};
constexpr Text why_column{"理由", "why"};
constexpr Text missed_line{"差一点入选（再加一个可增）：{}", "Just missed (what it would add as one more): {}"};
constexpr Text other_line{"{}{}：现状 {}，按方案 {}，变化 {:+.3g} [{:+.3g}, {:+.3g}]，{}",
                          "{}{}: {} today, {} with the plan, change {:+.3g} [{:+.3g}, {:+.3g}], {}"};
constexpr Text constraint_line{"约束「{}」：现状 {}，按方案 {}，{}",
                               "Constraint \"{}\": {} today, {} with the plan, {}"};
constexpr Text kept_word{"满足", "kept"};
constexpr Text broken_word{"核实时未满足", "not kept with fresh luck"};
constexpr Text out_mark{"（不满足约束）", " (breaks a constraint)"};
constexpr Text chosen_line{"选中：{}", "Chosen: {}"};
constexpr Text undecided_line{
    "仿真尚不能以所求把握（{}）分出高下：不能断定落后的方案中，取预期效益最好的（预算由几类分用时，取均值最好的）",
    "Not decided with the confidence asked for ({}): of ours that are not behind beyond chance, the one with the "
    "greatest "
    "expected benefit is taken (where kinds share a budget, the one with the best mean)"};
constexpr Text undecided_baseline_line{"仿真尚不能以所求把握（{}）分出高下：取均值最好的，优化所得各案均已断定落后",
                                       "Not decided with the confidence asked for ({}): the one with the best mean is "
                                       "taken, as ours are behind beyond chance"};
constexpr Text promise_line{
    "选择时看到的改善 {:.4g} [{:.4g}, {:.4g}]；用新的随机数核实 {:.4g} [{:.4g}, {:.4g}]；乐观偏差 {:.4g}",
    "Gain as the selection saw it {:.4g} [{:.4g}, {:.4g}]; confirmed with fresh luck {:.4g} [{:.4g}, "
    "{:.4g}]; optimism {:.4g}"};
constexpr Text nothing_seen{"核实的区间含 0：在这样长的仿真中，看不出超出偶然的改善",
                            "The confirmed interval holds 0: in so much simulated time no gain beyond chance is seen"};
constexpr Text curve_line{"前 {} 个（共 {} 个）带来 80% 的预期效益",
                          "The first {} of {} bring 80 % of the expected benefit"};
constexpr Text bound_line{"{}：预期效益 {}（{}），不可能超过 {}（差距 {:.2f}%）",
                          "{}: expected benefit {} ({}), at most {} is possible (gap {:.2f} %)"};
constexpr Text flow_column{"出流 L/s", "L/s alone"};
constexpr Text race_line{
    "变体 {} 个，仿真 {} 次；选对的估计概率 {:.1f}%；胜出者比按效益的选择好 {:.4g} [{:.4g}, {:.4g}]（比较时所见）",
    "{} variants in {} simulated replications; estimated probability of a good selection {:.1f} "
    "%; the winner beats the choice by benefit by {:.4g} [{:.4g}, {:.4g}] (as the race saw it)"};
constexpr Text same_line{"变体 {} 个，仿真 {} 次：没有比按效益的选择更好的（估计概率 {:.1f}%）",
                         "{} variants in {} simulated replications: none is better than the choice by benefit "
                         "(estimated probability {:.1f} %)"};
constexpr Text rules_line{"GB 50974 不符合之处，现状与建成后：{}", "Breaks of GB 50974, today and with the plan: {}"};
constexpr Text files_line{"已写入 {}：plan.html、plan.csv、plan.geojson、plan.json、scenario.json",
                          "Written to {}: plan.html, plan.csv, plan.geojson, plan.json, scenario.json"};
constexpr Text no_benefit{"  没有一处能带来预期效益：已有的已经足够近",
                          "  No place brings any expected benefit: what exists is near enough"};
constexpr Text folder_wanted{"一个新目录", "a new folder"};
constexpr Text folder_exists{"已存在且不为空", "it exists and is not empty"};

struct PlanOptions {
  std::string file, out;
  int threads = 0;
  std::size_t top = 20;
};

std::string number(double value) {
  if (std::isnan(value)) return "–";
  if (std::abs(value) < 9999.5) return fmt::format("{:.4g}", value);
  return (value < 0.0 ? "-" : "") + grouped(static_cast<std::uint64_t>(std::llround(std::abs(value))));
}

void print_alternatives(const Console& console, const PlanResult& plan) {
  if (!plan.today.empty()) {
    console.print(console.text(measure_line, console.in(plan.names[0]), console.in(scenarios::unit_text(plan, 0)),
                               number(plan.today[0]), console.in(plan.less_is_better[0] ? less_words : more_words)));
  }
  const auto title = [&](const Text& text) { return std::string(console.in(text)); };
  std::vector<Table::Column> columns{{title(alternative_column)}, {title(cost_column), Table::Align::right}};
  // Benefits of several kinds have no sum: their numbers stand instead.
  const bool one_kind = plan.spec.decisions.size() == 1;
  if (one_kind) columns.push_back({title(benefit_column), Table::Align::right});
  for (std::size_t d = 0; !one_kind && d < plan.spec.decisions.size(); ++d)
    columns.push_back({title(scenarios::words(plan.spec.decisions[d].kind).name), Table::Align::right});
  if (!plan.effects.empty()) {
    columns.push_back({title(mean_column), Table::Align::right});
    columns.push_back({title(change_column), Table::Align::right});
    columns.push_back({title(tail_column), Table::Align::right});
    if (!std::isnan(plan.effects[0][0].gap)) columns.push_back({title(gap_column), Table::Align::right});
  }
  Table table(std::move(columns));
  for (std::size_t a = 0; a < plan.alternatives.size(); ++a) {
    const Alternative& alternative = plan.alternatives[a];
    std::vector<std::string> cells{(a == plan.best ? "* " : "  ") + console.in(alternative.name) +
                                       (alternative.ours ? "" : title(baseline_mark)) +
                                       (alternative.breaks.empty() ? "" : title(out_mark)),
                                   grouped(static_cast<std::uint64_t>(alternative.cost_yuan))};
    for (const scenarios::Selected& selected : alternative.selected)
      cells.push_back(one_kind ? number(selected.total) : grouped(selected.chosen.size()));
    if (!plan.effects.empty()) {
      const scenarios::Effect& effect = plan.effects[a][0];
      cells.push_back(number(effect.mean));
      cells.push_back(
          fmt::format("{:+.3g} [{:+.3g}, {:+.3g}]", effect.change.mean, effect.change.low(), effect.change.high()));
      cells.push_back(number(effect.tail));
      if (!std::isnan(plan.effects[0][0].gap)) cells.push_back(number(effect.gap));
    }
    table.add(std::move(cells));
  }
  print_table(console, table);
}

void print_places(const Console& console, const PlanResult& plan, std::size_t d, std::size_t top) {
  const scenarios::Selected& selected = plan.alternatives[plan.best].selected[d];
  if (selected.chosen.empty()) return;
  const auto title = [&](const Text& text) { return std::string(console.in(text)); };
  console.print();
  const double gap = selected.bound > 0.0 ? 100.0 * (selected.bound - selected.total) / selected.bound : 0.0;
  console.print(console.text(bound_line, console.in(scenarios::words(plan.spec.decisions[d].kind).name),
                             number(selected.total), console.in(scenarios::benefit_unit(plan.spec.decisions[d].kind)),
                             number(selected.bound), gap));
  if (selected.total <= 0.0) {
    console.print(console.in(no_benefit));
  } else if (selected.chosen.size() > 1) {
    console.print(console.text(curve_line, scenarios::count_for_share(selected, 0.8), selected.chosen.size()));
  }
  const bool flows = plan.candidates[d][selected.chosen.front()].flow_lps.has_value();
  const bool runners_up = !scenarios::same_runner_up(selected);
  std::vector<Table::Column> columns{{"#", Table::Align::right},
                                     {title(place_column)},
                                     {title(adds_column), Table::Align::right},
                                     {title(share_column), Table::Align::right}};
  if (flows) columns.push_back({title(flow_column), Table::Align::right});
  if (runners_up) columns.push_back({title(runner_up_column)});
  if (runners_up) columns.push_back({title(loss_column), Table::Align::right});
  columns.push_back({title(why_column)});
  Table table(std::move(columns));
  double so_far = 0.0;
  for (std::size_t n = 0; n < std::min(top, selected.chosen.size()); ++n) {
    so_far += selected.marginal[n];
    const auto runner_up = selected.runner_up[n];
    const scenarios::Candidate& candidate = plan.candidates[d][selected.chosen[n]];
    std::vector<std::string> cells{
        std::to_string(n + 1), console.in(candidate.place), number(selected.marginal[n]),
        fmt::format("{:.0f} %", selected.total > 0.0 ? 100.0 * so_far / selected.total : 0.0)};
    if (flows) cells.push_back(candidate.flow_lps ? fmt::format("{:.1f}", *candidate.flow_lps) : "–");
    if (runners_up) cells.push_back(runner_up ? console.in(plan.candidates[d][*runner_up].place) : "–");
    if (runners_up) cells.push_back(runner_up ? number(selected.exchange_loss[n]) : "–");
    cells.push_back(console.in(plan.reasons[d][n]));
    table.add(std::move(cells));
  }
  print_table(console, table);
  std::vector<std::string> missed;
  for (std::size_t n = 0; n < std::min<std::size_t>(3, selected.missed.size()); ++n) {
    missed.push_back(fmt::format("{} ({})", console.in(plan.candidates[d][selected.missed[n].candidate].place),
                                 number(selected.missed[n].gain)));
  }
  const bool chinese = console.language == models::Language::zh;
  if (!missed.empty())
    console.print(console.text(missed_line, fmt::format("{}", fmt::join(missed, chinese ? "；" : "; "))));
}

// What the chosen alternative does to the objectives that did not decide.
void print_other_objectives(const Console& console, const PlanResult& plan) {
  for (std::size_t k = 1; k < plan.spec.objectives.size(); ++k) {
    const scenarios::Effect& effect = plan.effects[plan.best][k];
    console.print(console.text(other_line, console.in(plan.names[k]), console.in(scenarios::unit_text(plan, k)),
                               number(plan.today[k]), number(effect.mean), effect.change.mean, effect.change.low(),
                               effect.change.high(), console.in(plan.less_is_better[k] ? less_words : more_words)));
  }
}

void print_constraints(const Console& console, const PlanResult& plan) {
  for (std::size_t c = 0; c < plan.spec.constraints.size(); ++c) {
    const std::size_t k = plan.spec.objectives.size() + c;
    const scenarios::Effect& effect = plan.effects[plan.best][k];
    const bool kept = scenarios::keeps(plan.spec.constraints[c], effect.mean, effect.change, plan.less_is_better[k]);
    console.print(console.text(constraint_line, console.in(scenarios::limit_of(plan, c)), number(plan.today[k]),
                               number(effect.mean), console.in(kept ? kept_word : broken_word)));
  }
}

void print_plan(const Console& console, const PlanResult& plan, std::size_t top) {
  print_alternatives(console, plan);
  console.print();
  const Alternative& best = plan.alternatives[plan.best];
  console.print(console.text(chosen_line, console.in(best.name)));
  if (plan.promised) {
    if (plan.alternatives.size() > 1 && !plan.selection.decided) {
      console.print(console.text(best.ours ? undecided_line : undecided_baseline_line, plan.spec.confidence));
    }
    const sim::ConfidenceInterval& change = plan.effects[plan.best][0].change;
    const double mean = (plan.less_is_better[0] ? -change.mean : change.mean) + 0.0;  // no -0
    console.print(console.text(promise_line, plan.promised->mean, plan.promised->low(), plan.promised->high(), mean,
                               mean - change.half_width, mean + change.half_width, plan.promised->mean - mean));
    if (mean - change.half_width <= 0.0) console.print(console.in(nothing_seen));
  }
  print_other_objectives(console, plan);
  print_constraints(console, plan);
  if (plan.race && plan.race->gain.count > 1) {
    const sim::ConfidenceInterval& gain = plan.race->gain;
    console.print(console.text(race_line, plan.race->variants, grouped(plan.race->evaluations),
                               100.0 * plan.race->confidence, gain.mean, gain.low(), gain.high()));
  } else if (plan.race) {
    console.print(
        console.text(same_line, plan.race->variants, grouped(plan.race->evaluations), 100.0 * plan.race->confidence));
  }
  if (!plan.rules.empty()) {
    std::string counts;
    for (const scenarios::RuleCount& rule : plan.rules)
      counts += fmt::format("{}{} {} → {}", counts.empty() ? "" : ", ", console.in(rule.rule), rule.today, rule.then);
    console.print(console.text(rules_line, counts));
  }
  for (std::size_t d = 0; d < best.selected.size(); ++d) print_places(console, plan, d, top);
}

void refuse_folder(const std::filesystem::path& folder) {
  std::error_code code;
  if (!std::filesystem::exists(folder, code) || std::filesystem::is_empty(folder, code)) return;
  scenarios::Problem problem;
  problem.file = folder.generic_string();
  problem.wanted = {std::string(folder_wanted.zh), std::string(folder_wanted.en)};
  problem.found = {std::string(folder_exists.zh), std::string(folder_exists.en)};
  throw scenarios::ScenarioError({std::move(problem)});
}

int plan(const PlanOptions& options, const Console& console) {
  if (!options.out.empty()) refuse_folder(options.out);
  const scenarios::PlanSpec spec = scenarios::load_plan(options.file);
  const PlanResult result =
      scenarios::make_plan(spec, options.threads, [&](const models::Name& what) { console.tell(console.in(what)); });
  if (console.json) {
    console.print(scenarios::plan_json(result).dump(1));
  } else {
    print_plan(console, result, options.top);
  }
  if (options.out.empty()) return success;
  const std::filesystem::path folder = options.out;
  std::filesystem::create_directories(folder);
  scenarios::write_plan_scenario(result, folder);
  write_file(folder / "plan.json", scenarios::plan_json(result).dump(1) + '\n');
  write_file(folder / "plan.csv", scenarios::plan_csv(result));
  write_file(folder / "plan.geojson", scenarios::plan_geojson(result));
  write_file(folder / "plan.html", viz::plan_report(result, console.language));
  if (!console.json) console.print(console.text(files_line, options.out));
  return success;
}

}  // namespace

void add_plan(CommandLine& line) {
  const auto options = std::make_shared<PlanOptions>();
  Arguments app =
      line.add("plan", plan_help, plan_example, [options](const Console& console) { return plan(*options, console); });
  app.option("file", options->file, line.in(plan_file)).required();
  app.option("-o,--out", options->out, line.in(plan_out));
  app.option("--threads", options->threads, line.in(plan_threads)).range(0, 4096);
  app.option("--top", options->top, line.in(plan_top)).range(0, 1'000'000);
}

}  // namespace yuanluo::apps
