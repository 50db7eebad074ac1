#include "scenarios/dispatch/hypercube_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "scenarios/dispatch/object_reader.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr NumberRange above_zero{0.0, 1e9, true};
constexpr std::size_t most_units = 1000;

std::vector<std::uint32_t> read_order(ObjectReader& object, const Json& list, std::size_t units) {
  const std::string pointer = object.at("pref_units_1based");
  const models::Name what{fmt::format("1 到 {} 各一次", units), fmt::format("each unit from 1 to {} once", units)};
  if (list.size() != units) {
    object.wrong(pointer, what, {fmt::format("{} 项", list.size()), fmt::format("{} entries", list.size())});
    return {};
  }
  std::vector<std::uint32_t> order;
  std::vector<bool> named(units, false);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Json& unit = list[i];
    const bool fine = unit.is_number_unsigned() && unit.get<std::uint64_t>() >= 1 &&
                      unit.get<std::uint64_t>() <= units && !named[unit.get<std::size_t>() - 1];
    if (!fine) {
      object.wrong(child_pointer(pointer, std::to_string(i)), what, phrase(unit));
      continue;
    }
    named[unit.get<std::size_t>() - 1] = true;
    order.push_back(unit.get<std::uint32_t>() - 1);
  }
  return order;
}

void read_classes(ObjectReader& top, const Json& list, models::HypercubeModel& model) {
  std::size_t units = model.service_rate.size();
  for (std::size_t i = 0; i < list.size(); ++i) {
    ObjectReader object(top.file(), top.problems(), &list[i], child_pointer(top.at("classes"), std::to_string(i)));
    object.let_others_be();
    models::HypercubeClass read;
    read.rate = object.number("rate", {0.0, 1e9}, true).value_or(0.0);
    const Json* const order = object.array("pref_units_1based", 1, true);
    if (order == nullptr) continue;
    if (units == 0) units = std::min(order->size(), most_units);
    read.order = read_order(object, *order, units);
    model.classes.push_back(std::move(read));
  }
  if (model.service_rate.size() == 0) model.service_rate.assign(units, 0.0);
}

}  // namespace

models::HypercubeModel read_hypercube_text(const std::string& file, std::string_view text) {
  std::vector<Problem> problems;
  const auto json = parse_json(file, text, problems);
  models::HypercubeModel model;
  if (json) {
    ObjectReader top(file, problems, &*json, "");
    top.let_others_be();
    const Json* const mu = top.find("mu");
    double common = 0.0;
    if (mu != nullptr && mu->is_array()) {
      model.service_rate = top.numbers("mu", 0, above_zero, true).value_or(std::vector<double>{});
    } else {
      common = top.number("mu", above_zero, true).value_or(1.0);
    }
    if (const Json* const classes = top.array("classes", 1, true)) read_classes(top, *classes, model);
    if (common > 0.0) std::fill(model.service_rate.begin(), model.service_rate.end(), common);
    const auto total = top.number("lambda_total", above_zero, false);
    const double sum = model.total_rate();
    if (problems.empty() && sum <= 0.0)
      top.wrong(top.at("classes"), {"至少一个大于 0 的呼叫率", "at least one rate above 0"},
                {"全部为 0", "only zeros"});
    if (problems.empty() && total && std::abs(*total - sum) > 1e-9 * sum)
      top.wrong(top.at("lambda_total"),
                {fmt::format("各类呼叫率之和 {:g}", sum), fmt::format("the sum of the rates, {:g}", sum)},
                {fmt::format("{:g}", *total), fmt::format("{:g}", *total)});
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return model;
}

models::HypercubeModel read_hypercube_file(const std::filesystem::path& path) {
  const FileText content = read_file(path);
  if (!content.text)
    throw ScenarioError({{path.string(), "", 0, 0, {"可读的文件", "a readable file"}, content.found, {}}});
  return read_hypercube_text(path.string(), *content.text);
}

}  // namespace yuanluo::scenarios
