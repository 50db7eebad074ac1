#include "scenarios/schema/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "scenarios/json/suggestion.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;

// A value of the document with the part of the schema that holds for it.
struct Place {
  const Json* value;
  const Json* schema;
  std::string pointer;
};

// The schema that counts for a value: references followed, conditions decided.
const Json& deciding(const Json& root, const Json& schema, const Json& value) {
  if (const auto reference = schema.find("$ref"); reference != schema.end()) {
    return deciding(root, root.at(Json::json_pointer(reference->get<std::string>().substr(1))), value);
  }
  const auto condition = schema.find("if");
  if (condition == schema.end()) return schema;
  bool holds = value.is_object();
  if (const auto keys = condition->find("required"); holds && keys != condition->end()) {
    holds = std::all_of(keys->begin(), keys->end(),
                        [&](const Json& key) { return value.contains(key.get_ref<const std::string&>()); });
  }
  return deciding(root, schema.at(holds ? "then" : "else"), value);
}

// One step down, by a step of the validator's path: "[key]" or "[index]".
bool descend(const Json& root, Place& place, const std::string& step) {
  const std::string key = step.substr(1, step.size() - 2);
  if (place.value->is_array()) {
    const std::size_t index = std::stoul(key);
    if (index >= place.value->size() || !place.schema->contains("items")) return false;
    place.value = &(*place.value)[index];
    place.schema = &place.schema->at("items");
  } else {
    const auto properties = place.schema->find("properties");
    if (!place.value->contains(key) || properties == place.schema->end() || !properties->contains(key)) return false;
    place.value = &place.value->at(key);
    place.schema = &properties->at(key);
  }
  place.schema = &deciding(root, *place.schema, *place.value);
  place.pointer = child_pointer(place.pointer, key);
  return true;
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, unused] : object.items()) keys.push_back(key);
  return keys;
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

std::string unit_of(const Json& schema) {
  const std::string unit = schema.value("unit", "");
  return unit.empty() || unit == "1" ? "" : fmt::format(" {}", unit);
}

Name wanted_number(const Json& schema, std::string_view zh, std::string_view en) {
  const std::string unit = unit_of(schema);
  if (schema.contains("minimum") && schema.contains("maximum")) {
    const std::string low = schema["minimum"].dump(), high = schema["maximum"].dump();
    return {fmt::format("{} 到 {}{} 的{}", low, high, unit, zh),
            fmt::format("{} from {} to {}{}", en, low, high, unit)};
  }
  if (schema.contains("minimum")) {
    const std::string low = schema["minimum"].dump();
    return {fmt::format("不小于 {} 的{}", low, zh), fmt::format("{} of at least {}", en, low)};
  }
  return {std::string{zh}, std::string{en}};
}

Name wanted_array(const Json& schema) {
  const std::size_t items = schema.value("minItems", std::size_t{0});
  if (!schema.contains("maxItems")) {
    return {fmt::format("至少 {} 项的数组", items), fmt::format("an array with at least {} members", items)};
  }
  return {fmt::format("{} 个数的数组", items), fmt::format("an array of {} numbers", items)};
}

// What a schema asks of a value, in words.
Name wanted(const Json& schema) {
  const std::string type = schema.value("type", "");
  if (schema.contains("enum")) {
    const auto words = joined(schema["enum"].get<std::vector<std::string>>(), ", ");
    return {fmt::format("以下之一：{}", words), fmt::format("one of {}", words)};
  }
  if (type == "number") return wanted_number(schema, "数", "a number");
  if (type == "integer") return wanted_number(schema, "整数", "a whole number");
  if (type == "boolean") return {"true 或 false", "true or false"};
  if (type == "string")
    return schema.value("minLength", 0) > 0 ? Name{"非空文本", "a text that is not empty"} : Name{"文本", "a text"};
  if (type == "array") return wanted_array(schema);
  if (schema.contains("properties")) {
    const std::string keys = joined(keys_of(schema["properties"]), ", ");
    if (keys.size() <= 100)
      return {fmt::format("含键 {} 的对象", keys), fmt::format("an object with the keys {}", keys)};
  }
  return {"一个对象", "an object"};
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  if (type == "string") return value.is_string();
  if (type == "array") return value.is_array();
  return type != "object" || value.is_object();
}

// Whether a value of the right type fits, its members apart.
bool fits(const Json& schema, const Json& value) {
  if (!has_type(value, schema.value("type", ""))) return false;
  if (value.is_number()) {
    return !(schema.contains("minimum") && value < schema["minimum"]) &&
           !(schema.contains("maximum") && value > schema["maximum"]);
  }
  if (value.is_array()) {
    return value.size() >= schema.value("minItems", std::size_t{0}) &&
           value.size() <= schema.value("maxItems", value.size());
  }
  if (value.is_string() && value.get_ref<const std::string&>().empty() && schema.value("minLength", 0) > 0)
    return false;
  return !schema.contains("enum") ||
         std::find(schema["enum"].begin(), schema["enum"].end(), value) != schema["enum"].end();
}

class Explainer {
 public:
  Explainer(const ExtendedJson& document, std::vector<Problem>& problems) : document_(document), problems_(problems) {}

  // Says what is wrong with one value, its members apart; false if nothing is.
  bool explain(const Place& place) {
    const Json& value = *place.value;
    const Json& schema = *place.schema;
    if (!fits(schema, value)) {
      Name hint;
      if (schema.contains("enum") && value.is_string()) {
        hint = did_you_mean(value.get<std::string>(), schema["enum"].get<std::vector<std::string>>());
      }
      report(place.pointer, wanted(schema), phrase(value), std::move(hint));
      return true;
    }
    if (!value.is_object()) return false;
    const bool unknown = explain_unknown(place), missing = explain_missing(place);
    return unknown || missing;
  }

 private:
  bool explain_unknown(const Place& place) {
    if (!place.schema->contains("properties")) return false;
    const std::vector<std::string> known = keys_of(place.schema->at("properties"));
    bool any = false;
    for (const auto& [key, unused] : place.value->items()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      any = true;
      Name asked{"已知的键", "a known key"};
      if (known.size() <= 12) {
        asked = {fmt::format("键 {} 之一", joined(known, "、")),
                 fmt::format("one of the keys {}", joined(known, ", "))};
      }
      report(child_pointer(place.pointer, key), std::move(asked), same(fmt::format("\"{}\"", key)),
             did_you_mean(key, known));
    }
    return any;
  }

  bool explain_missing(const Place& place) {
    const auto keys = place.schema->find("required");
    if (keys == place.schema->end()) return false;
    bool any = false;
    for (const Json& key : *keys) {
      const auto& name = key.get_ref<const std::string&>();
      if (place.value->contains(name)) continue;
      any = true;
      report(place.pointer, {fmt::format("键 \"{}\"", name), fmt::format("a key \"{}\"", name)}, {"没有该键", "none"},
             {});
    }
    return any;
  }

  void report(const std::string& pointer, Name asked, Name found, Name hint) {
    problems_.push_back(
        {document_.file_of(pointer), pointer, 0, 0, std::move(asked), std::move(found), std::move(hint)});
  }

  const ExtendedJson& document_;
  std::vector<Problem>& problems_;
};

}  // namespace

void validate(const ExtendedJson& document, const Json& schema, std::vector<Problem>& problems) {
  valijson::Schema compiled;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), compiled);
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(compiled, valijson::adapters::NlohmannJsonAdapter(document.value()), &results)) return;

  Explainer explainer(document, problems);
  std::set<std::vector<std::string>> seen;
  const std::size_t before = problems.size();
  for (const auto& error : results) {
    if (!seen.insert(error.context).second) continue;
    Place place{&document.value(), &deciding(schema, schema, document.value()), ""};
    bool there = true;
    for (auto step = error.context.begin() + 1; there && step != error.context.end(); ++step) {
      there = descend(schema, place, *step);
    }
    if (there) explainer.explain(place);
  }
  if (problems.size() == before) {
    // Never let a refusal pass in silence, even one that has no words here.
    problems.push_back({document.file(0),
                        "",
                        0,
                        0,
                        {"符合 JSON Schema 的内容", "what the JSON Schema allows"},
                        same(results.begin()->description),
                        {}});
  }
}

}  // namespace yuanluo::scenarios
