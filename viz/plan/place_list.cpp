#include "viz/plan/place_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "scenarios/plan/benefit.hpp"

namespace yuanluo::viz {
namespace {

using scenarios::PlanResult;
using scenarios::Selected;

constexpr std::size_t listed_places = 500;

class PlaceList {
 public:
  PlaceList(PlanHtml& html, const PlanResult& plan) : html_(html), plan_(plan), best_(plan.alternatives[plan.best]) {}

  void operator()() {
    html_.begin("位置清单", "The places");
    std::size_t rows = 0, chosen = 0;
    for (std::size_t d = 0; d < best_.selected.size(); ++d) {
      chosen += best_.selected[d].chosen.size();
      if (!best_.selected[d].chosen.empty() && rows < listed_places) rows += one_kind(d, listed_places - rows);
    }
    if (chosen > rows) html_.paragraph("其余见 plan.csv。", "The rest is in plan.csv.");
    for (std::size_t d = 0; d < plan_.refused.size(); ++d) refused(d);
    html_.end();
  }

 private:
  std::size_t one_kind(std::size_t d, std::size_t most) {
    const Selected& selected = best_.selected[d];
    const auto kind = plan_.spec.decisions[d].kind;
    const models::Text unit = scenarios::benefit_unit(kind);
    html_.raw("<h3>").both(scenarios::words(kind).name).raw("</h3>");
    const double gap = selected.bound > 0.0 ? 100.0 * (selected.bound - selected.total) / selected.bound : 0.0;
    html_.paragraph(fmt::format("预期效益 {}（{}）；不可能超过 {}（差距 {:.2f}%）。", plain(selected.total), unit.zh,
                                plain(selected.bound), gap),
                    fmt::format("Expected benefit {} ({}); at most {} is possible (gap {:.2f} %).",
                                plain(selected.total), unit.en, plain(selected.bound), gap));
    const std::size_t most_of_it = scenarios::count_for_share(selected, 0.8), all = selected.chosen.size();
    if (all > 1 && selected.total > 0.0) {
      html_.paragraph(fmt::format("前 {} 个（共 {} 个）带来 80% 的预期效益。", most_of_it, all),
                      fmt::format("The first {} of {} bring 80 % of the expected benefit.", most_of_it, all));
    }
    const std::size_t shown = table(d, most);
    just_missed(d);
    return shown;
  }

  std::size_t table(std::size_t d, std::size_t most) {
    const Selected& selected = best_.selected[d];
    const bool hydrants = plan_.spec.decisions[d].kind == scenarios::DecisionKind::hydrants;
    const bool runners_up = !scenarios::same_runner_up(selected);
    html_.open_table();
    html_.raw("<th scope=col class=num>#</th>");
    html_.raw("<th scope=col style=\"min-width:16em\">").both("位置与理由", "place, and why").raw("</th>");
    html_.head("经度，纬度", "longitude, latitude");
    html_.head("元", "yuan");
    html_.head("增益", "adds");
    html_.head("累计", "so far");
    if (hydrants) {
      html_.head("单独出流 L/s", "gives alone, L/s");
      html_.head("距最近栓 m", "next hydrant, m");
    }
    if (runners_up) {
      html_.raw("<th scope=col style=\"min-width:8em\">").both("次优", "runner-up").raw("</th>");
      html_.head("换用少得", "costs in its stead");
    }
    html_.open_rows();
    double so_far = 0.0;
    const std::size_t shown = std::min(most, selected.chosen.size());
    for (std::size_t n = 0; n < shown; ++n) {
      const scenarios::Candidate& candidate = plan_.candidates[d][selected.chosen[n]];
      so_far += selected.marginal[n];
      html_.raw("<tr>");
      html_.cell(std::to_string(n + 1));
      html_.raw("<td>")
          .both(candidate.place)
          .raw("<br><span class=unit style=\"white-space:normal\">")
          .both(plan_.reasons[d][n])
          .raw("</span></td>");
      html_.cell(fmt::format("{:.6f}, {:.6f}", candidate.position.lon(), candidate.position.lat()));
      html_.cell(yuan(candidate.cost_yuan));
      html_.cell(plain(selected.marginal[n]));
      html_.cell(selected.total > 0.0 ? fmt::format("{:.0f} %", 100.0 * so_far / selected.total) : "–");
      if (hydrants) {
        html_.cell(candidate.flow_lps ? fmt::format("{:.1f}", *candidate.flow_lps) : "–");
        const auto way = scenarios::nearest_hydrant_m(plan_, d, n);
        html_.cell(way ? fmt::format("{:.0f}", *way) : "–");
      }
      if (runners_up) {
        const auto& other = selected.runner_up[n];
        html_.raw("<td>");
        if (other) html_.both(plan_.candidates[d][*other].place);
        html_.raw("</td>");
        html_.cell(other ? plain(selected.exchange_loss[n]) : "–");
      }
      html_.raw("</tr>");
    }
    html_.close_table();
    return shown;
  }

  void just_missed(std::size_t d) {
    const Selected& selected = best_.selected[d];
    if (selected.missed.empty()) return;
    std::string zh, en;
    for (const scenarios::Missed& missed : selected.missed) {
      const models::Name& place = plan_.candidates[d][missed.candidate].place;
      zh += fmt::format("{}{}（{}）", zh.empty() ? "" : "；", place.zh, plain(missed.gain));
      en += fmt::format("{}{} ({})", en.empty() ? "" : "; ", place.en, plain(missed.gain));
    }
    html_.note("差一点入选，括号内为再加一个可增：" + zh + "。",
               "Just missed, with what each would add as one more: " + en + ".");
  }

  void refused(std::size_t d) {
    if (plan_.refused[d].empty()) return;
    std::string zh, en;
    for (const scenarios::Refused& some : plan_.refused[d]) {
      zh += fmt::format("{}{} 处{}", zh.empty() ? "" : "；", some.places, some.why.zh);
      en += fmt::format("{}{} {}", en.empty() ? "" : "; ", some.places, some.why.en);
    }
    html_.note("不可用的位置：" + zh + "。", "Places that were refused: " + en + ".");
  }

  PlanHtml& html_;
  const PlanResult& plan_;
  const scenarios::Alternative& best_;
};

}  // namespace

void write_places(PlanHtml& html, const PlanResult& plan) { PlaceList{html, plan}(); }

}  // namespace yuanluo::viz
