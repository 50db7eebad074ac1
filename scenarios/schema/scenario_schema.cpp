#include "scenarios/schema/scenario_schema.hpp"

#include <utility>

#include "scenarios/schema/parameter_schema.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {
namespace {

OrderedJson text_schema(const char* description) { return {{"description", description}, {"type", "string"}}; }

OrderedJson name_schema(const char* description) {
  const OrderedJson text{{"type", "string"}, {"minLength", 1}};
  return {{"description", description},
          {"type", "object"},
          {"additionalProperties", false},
          {"required", OrderedJson::array({"zh", "en"})},
          {"properties", {{"zh", text}, {"en", text}}}};
}

}  // namespace

OrderedJson scenario_schema() {
  Spec defaults;
  defaults.generator.emplace();
  ParameterSchema visitor({"院落场景文件", "A yuanluo scenario file"});
  describe(visitor, defaults);
  const OrderedJson& parameters = visitor.value();

  OrderedJson properties = OrderedJson::object();
  properties["$schema"] = text_schema("The schema of this file, for editors\n本文件所用的模式，供编辑器使用");
  properties["extends"] = text_schema(
      "Another scenario file, relative to this one, to which the rest is applied as a JSON Merge Patch (RFC 7396)\n"
      "另一个场景文件（相对本文件的路径），其余内容按 JSON Merge Patch（RFC 7396）叠加其上");
  properties["name"] = name_schema("What the scenario is called; every file has its own\n场景名称；每个文件各有其名");
  properties["description"] = name_schema("What the scenario is about\n场景说明");
  properties.update(parameters.at("properties"));
  properties["district"]["properties"]["tables"] = text_schema(
      "The folder of district tables, relative to this file, instead of the generator\n"
      "片区数据表所在目录（相对本文件），与 generator 二选一");
  properties["district"]["properties"]["tables"]["minLength"] = 1;

  const OrderedJson day{{"type", "number"}, {"minimum", 0}, {"maximum", 100000}};
  properties["closures"] = {
      {"description",
       "Closures of streets that are planned: "
       "a street's name, or its row in the table (from 0); from and to in days "
       "since the run began (warm-up included)\n"
       "计划中的道路封闭：街道在表中的行号（从 0 起）或名称，起止为自运行开始（含预热）起的天数"},
      {"type", "array"},
      {"items",
       {{"type", "object"},
        {"additionalProperties", false},
        {"required", OrderedJson::array({"from_day", "to_day"})},
        {"properties",
         {{"street",
           {{"description", "Its name, in either language; all streets of it"}, {"type", "string"}, {"minLength", 1}}},
          {"row", {{"type", "integer"}, {"minimum", 0}, {"maximum", 4000000000}}},
          {"from_day", day},
          {"to_day", day},
          {"stops_bikes", {{"type", "boolean"}}},
          {"note", {{"type", "string"}}}}}}}};

  const OrderedJson text{{"type", "string"}};
  properties["sources"] = {
      {"description",
       "Sources of this scenario's own, by key, for values to name beside those of docs/references.bib\n"
       "本场景自己的来源（按键），可与 docs/references.bib 中的一样为数值所引"},
      {"type", "object"},
      {"additionalProperties",
       {{"type", "object"},
        {"additionalProperties", false},
        {"required", OrderedJson::array({"title"})},
        {"properties",
         {{"title", {{"type", "string"}, {"minLength", 1}}}, {"author", text}, {"year", text}, {"note", text}}}}}};
  OrderedJson schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "yuanluo scenario / 院落场景"}};
  schema.update(parameters);
  schema["properties"] = std::move(properties);
  schema["definitions"] = {{"source", text_schema("A key of docs/references.bib or of \"sources\", or \"assumption\"\n"
                                                  "docs/references.bib 或 \"sources\" 中的键，或 \"assumption\"")},
                           {"note", text_schema("A remark on the value\n对该数值的说明")}};
  return schema;
}

std::string scenario_schema_text() { return scenario_schema().dump(1) + '\n'; }

}  // namespace yuanluo::scenarios
