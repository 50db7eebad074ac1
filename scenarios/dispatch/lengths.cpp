#include "scenarios/dispatch/lengths.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "scenarios/dispatch/object_reader.hpp"
#include "scenarios/json/suggestion.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Length;
using sim::AnyDistribution;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr NumberRange not_negative{0.0, 1e9};
constexpr NumberRange positive{0.0, 1e9, true};

std::optional<Length> exponential(ObjectReader& o) {
  const auto mean = o.number("mean", positive, true);
  if (!mean) return std::nullopt;
  return AnyDistribution{sim::Exponential{*mean}};
}

// By mean and standard deviation of the values themselves, or by median and geometric standard deviation.
std::optional<Length> lognormal(ObjectReader& o) {
  if (o.has("median") || o.has("gsd")) {
    const auto median = o.number("median", positive, true);
    const auto gsd = o.number("gsd", {1.0, 1000.0}, true);
    if (!median || !gsd) return std::nullopt;
    return AnyDistribution{sim::Lognormal{*median, *gsd}};
  }
  const auto mean = o.number("mean", positive, true);
  const auto sd = o.number("sd", not_negative, true);
  if (!mean || !sd) return std::nullopt;
  const double log_variance = std::log1p(*sd * *sd / (*mean * *mean));
  return AnyDistribution{sim::Lognormal{*mean * std::exp(-0.5 * log_variance), std::exp(std::sqrt(log_variance))}};
}

std::optional<Length> gamma(ObjectReader& o) {
  const auto mean = o.number("mean", positive, true);
  if (o.has("sd")) {
    const auto sd = o.number("sd", positive, true);
    if (!mean || !sd) return std::nullopt;
    return AnyDistribution{sim::Gamma::of_mean(*mean, *mean * *mean / (*sd * *sd))};
  }
  const auto shape = o.number("shape", {1e-3, 1e6}, true);
  if (!mean || !shape) return std::nullopt;
  return AnyDistribution{sim::Gamma::of_mean(*mean, *shape)};
}

std::optional<Length> erlang(ObjectReader& o) {
  const auto mean = o.number("mean", positive, true);
  const auto stages = o.count("stages", 1, 1000, true);
  if (!mean || !stages) return std::nullopt;
  return AnyDistribution{sim::Gamma::of_mean(*mean, static_cast<double>(*stages))};
}

std::optional<Length> weibull(ObjectReader& o) {
  const auto mean = o.number("mean", positive, true);
  const auto shape = o.number("shape", {0.05, 1000.0}, true);
  if (!mean || !shape) return std::nullopt;
  return AnyDistribution{sim::Weibull::of_mean(*mean, *shape)};
}

std::optional<Length> uniform(ObjectReader& o) {
  const auto low = o.number("low", not_negative, true);
  const auto high = o.number("high", {low.value_or(0.0), 1e9}, true);
  if (!low || !high) return std::nullopt;
  return AnyDistribution{sim::Uniform{*low, *high}};
}

std::optional<Length> normal(ObjectReader& o) {
  const auto mean = o.number("mean", {-1e9, 1e9}, true);
  const auto sd = o.number("sd", positive, true);
  const auto low = o.number("low", not_negative, false);
  const auto high = o.number("high", {low.value_or(0.0), infinity, true}, false);
  if (!mean || !sd) return std::nullopt;
  const double from = low.value_or(0.0), to = high.value_or(std::max(*mean, from) + 40.0 * *sd);
  if (from > *mean + 8.0 * *sd || to < *mean - 8.0 * *sd) {
    o.wrong(o.pointer(), {"在均值 8 个标准差内的区间", "an interval within 8 standard deviations of the mean"},
            {"更远的区间", "one farther off"});
    return std::nullopt;
  }
  return AnyDistribution{sim::TruncatedNormal{*mean, *sd, from, to}};
}

struct LengthFamily {
  std::string_view key;
  std::optional<Length> (*read)(ObjectReader&);
};
constexpr std::array families{LengthFamily{"exponential", exponential},
                              LengthFamily{"lognormal", lognormal},
                              LengthFamily{"gamma", gamma},
                              LengthFamily{"erlang", erlang},
                              LengthFamily{"weibull", weibull},
                              LengthFamily{"uniform", uniform},
                              LengthFamily{"normal", normal}};

std::optional<Length> mixture(ObjectReader& of) {
  const Json* const parts = of.array("mixture", 1, true);
  if (parts == nullptr) return std::nullopt;
  std::vector<sim::Mixture::Part> all;
  bool fine = true;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const std::string pointer = child_pointer(of.at("mixture"), std::to_string(i));
    ObjectReader part(of.file(), of.problems(), &(*parts)[i], pointer);
    const auto weight = part.number("weight", positive, true);
    const Json* const inner = part.find("of");
    std::optional<Length> length;
    if (inner == nullptr)
      part.wrong(part.at("of"), {"一个分布", "a distribution"}, {"缺失", "nothing"});
    else
      length = read_length(*inner, of.file(), part.at("of"), of.problems());
    if (length && std::holds_alternative<sim::Mixture>(*length)) {
      part.wrong(part.at("of"), {"非混合的分布", "a distribution that is no mixture"}, phrase(*inner));
      length.reset();
    }
    if (weight && length)
      all.emplace_back(*weight, std::get<AnyDistribution>(*length));
    else
      fine = false;
  }
  if (!fine) return std::nullopt;
  return Length{sim::Mixture{std::move(all)}};
}

}  // namespace

std::optional<Length> read_length(const Json& value, const std::string& file, const std::string& pointer,
                                  std::vector<Problem>& problems) {
  if (!value.is_object()) {
    const auto number = checked_number(value, file, pointer, not_negative, problems);
    if (!number) return std::nullopt;
    return AnyDistribution{sim::Constant{*number}};
  }
  std::vector<std::string> words{"constant", "empirical", "mixture"};
  for (const LengthFamily& family : families) words.emplace_back(family.key);
  if (value.size() != 1) {
    problems.push_back(
        {file, pointer, 0, 0, {"恰好一个分布名称", "exactly one key that names the distribution"}, phrase(value), {}});
    return std::nullopt;
  }
  ObjectReader of(file, problems, &value, pointer);
  if (value.contains("constant")) {
    const auto number = of.number("constant", not_negative, true);
    if (!number) return std::nullopt;
    return AnyDistribution{sim::Constant{*number}};
  }
  if (value.contains("empirical")) {
    auto values = of.numbers("empirical", 0, not_negative, true);
    if (!values) return std::nullopt;
    return AnyDistribution{sim::Empirical{std::move(*values)}};
  }
  if (value.contains("mixture")) return mixture(of);
  for (const LengthFamily& family : families) {
    const Json* const inner = of.find(family.key);
    if (inner == nullptr) continue;
    ObjectReader reader(file, problems, inner, of.at(family.key));
    return inner->is_object() ? family.read(reader) : std::nullopt;
  }
  for (const std::string& word : words) of.find(word);
  return std::nullopt;
}

}  // namespace yuanluo::scenarios
