#include "scenarios/schema/parameter_schema.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace yuanluo::scenarios {
namespace {

using models::ParamInfo;

std::string both_languages(models::Text text) { return fmt::format("{}\n{}", text.en, text.zh); }

// Whole numbers are written without a fraction.
OrderedJson number_json(double value) {
  if (std::trunc(value) == value && std::abs(value) < 9.1e15) return static_cast<std::int64_t>(value);
  return value;
}

OrderedJson number_schema(const char* type, const ParamInfo& info) {
  OrderedJson schema{{"type", type}, {"minimum", number_json(info.low)}, {"maximum", number_json(info.high)}};
  if (!info.unit.empty()) schema["unit"] = info.unit;
  return schema;
}

std::string listed(std::span<const models::Share> shares) {
  std::string text;
  for (const models::Share& share : shares) {
    text += fmt::format("\n- {}: {} / {}", share.key, share.text.en, share.text.zh);
  }
  return text;
}

}  // namespace

OrderedJson object_schema(models::Text text) {
  return {{"description", both_languages(text)},
          {"type", "object"},
          {"additionalProperties", false},
          {"properties", OrderedJson::object()}};
}

ParameterSchema::ParameterSchema(models::Text text) { objects_.push_back(object_schema(text)); }

void ParameterSchema::begin(std::string_view key, models::Text text) {
  // An object may be visited in parts.
  OrderedJson& properties = objects_.back()["properties"];
  const auto found = properties.find(std::string{key});
  objects_.push_back(found == properties.end() ? object_schema(text) : *found);
  keys_.emplace_back(key);
}

void ParameterSchema::end() {
  OrderedJson object = std::move(objects_.back());
  objects_.pop_back();
  objects_.back()["properties"][keys_.back()] = std::move(object);
  keys_.pop_back();
}

void ParameterSchema::put(const ParamInfo& info, OrderedJson plain, OrderedJson initial, const std::string& details) {
  std::string unit = info.unit.empty() || info.unit == "1" ? "" : fmt::format(" [{}]", info.unit);
  OrderedJson condition{{"type", "object"}};
  if (plain["type"] == "object") condition["required"] = OrderedJson::array({"value"});
  const OrderedJson sourced{
      {"type", "object"},
      {"additionalProperties", false},
      {"required", OrderedJson::array({"value"})},
      {"properties",
       {{"value", plain}, {"source", {{"$ref", "#/definitions/source"}}}, {"note", {{"$ref", "#/definitions/note"}}}}}};
  objects_.back()["properties"][std::string{info.key}] = {
      {"description", fmt::format("{}{}{}\n{} ({})", both_languages(info.text), unit, details, info.source,
                                  static_cast<char>(info.confidence))},
      {"default", std::move(initial)},
      {"if", std::move(condition)},
      {"then", sourced},
      {"else", std::move(plain)}};
}

void ParameterSchema::number(const ParamInfo& info, double& value) {
  put(info, number_schema("number", info), number_json(value));
}

void ParameterSchema::count(const ParamInfo& info, std::int64_t& value) {
  put(info, number_schema("integer", info), value);
}

void ParameterSchema::flag(const ParamInfo& info, bool& value) { put(info, {{"type", "boolean"}}, value); }

void ParameterSchema::lognormal(const ParamInfo& info, models::Spread& value) {
  put(info,
      {{"type", "object"},
       {"additionalProperties", false},
       {"required", OrderedJson::array({"median", "gsd"})},
       {"properties",
        {{"median", number_schema("number", info)}, {"gsd", {{"type", "number"}, {"minimum", 1}, {"maximum", 10}}}}}},
      {{"median", number_json(value.median)}, {"gsd", number_json(value.gsd)}},
      "\nLognormal: median and geometric standard deviation / 对数正态分布：中位数与几何标准差");
}

void ParameterSchema::weights(const ParamInfo& info, std::span<double> value) {
  OrderedJson initial = OrderedJson::array();
  for (const double weight : value) initial.push_back(number_json(weight));
  put(info,
      {{"type", "array"},
       {"minItems", value.size()},
       {"maxItems", value.size()},
       {"items", number_schema("number", info)}},
      std::move(initial), "\nRelative weights / 相对权重");
}

void ParameterSchema::mix(const ParamInfo& info, std::span<const models::Share> shares, std::span<double> value) {
  OrderedJson properties = OrderedJson::object(), initial = OrderedJson::object(), keys = OrderedJson::array();
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::string key{shares[i].key};
    properties[key] = {
        {"description", both_languages(shares[i].text)}, {"type", "number"}, {"minimum", 0}, {"maximum", 1}};
    initial[key] = number_json(value[i]);
    keys.push_back(key);
  }
  put(info,
      {{"type", "object"},
       {"additionalProperties", false},
       {"required", std::move(keys)},
       {"properties", std::move(properties)}},
      std::move(initial), "\nShares that sum to 1 / 总和为 1 的份额");
}

void ParameterSchema::choice(const ParamInfo& info, std::span<const models::Share> words, std::size_t& value) {
  OrderedJson keys = OrderedJson::array();
  for (const models::Share& word : words) keys.push_back(word.key);
  OrderedJson initial = keys[value];
  put(info, {{"type", "string"}, {"enum", std::move(keys)}}, std::move(initial), listed(words));
}

}  // namespace yuanluo::scenarios
