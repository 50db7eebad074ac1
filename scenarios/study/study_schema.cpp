#include "scenarios/study/study_schema.hpp"

#include <utility>

#include "scenarios/study/study.hpp"

namespace yuanluo::scenarios {
namespace {

OrderedJson described(const char* description, OrderedJson rest) {
  OrderedJson schema{{"description", description}};
  schema.update(rest);
  return schema;
}

OrderedJson text(const char* description) { return described(description, {{"type", "string"}, {"minLength", 1}}); }

OrderedJson name(const char* description) {
  const OrderedJson one{{"type", "string"}, {"minLength", 1}};
  return described(description, {{"type", "object"},
                                 {"additionalProperties", false},
                                 {"required", OrderedJson::array({"zh", "en"})},
                                 {"properties", {{"zh", one}, {"en", one}}}});
}

OrderedJson whole(const char* description, std::int64_t low, std::int64_t high) {
  return described(description, {{"type", "integer"}, {"minimum", low}, {"maximum", high}});
}

OrderedJson number(const char* description, double low, double high) {
  return described(description, {{"type", "number"}, {"minimum", low}, {"maximum", high}});
}

OrderedJson at_least(const char* description, double low) {
  return described(description, {{"type", "number"}, {"minimum", low}});
}

OrderedJson flag(const char* description) { return described(description, {{"type", "boolean"}}); }

OrderedJson word(const char* description, OrderedJson words) {
  return described(description, {{"type", "string"}, {"enum", std::move(words)}});
}

OrderedJson object(const char* description, OrderedJson required, OrderedJson properties) {
  return described(description, {{"type", "object"},
                                 {"additionalProperties", false},
                                 {"required", std::move(required)},
                                 {"properties", std::move(properties)}});
}

OrderedJson factor_schema() {
  return object(
      "A parameter that is varied: at levels (\"values\") or in a range (\"low\", \"high\")\n"
      "要变化的参数：若干水平（\"values\"）或一个范围（\"low\"、\"high\"）",
      OrderedJson::array({"parameter"}),
      {{"parameter", text("JSON pointer of the parameter in the scenarios, as `yuanluo sources` prints it, with a "
                          "leading slash\n场景中参数的 JSON 指针，即 `yuanluo sources` 所列路径前加斜杠")},
       {"name", name("What the factor is called; otherwise the parameter's own text\n因素名称；缺省为参数自身的说明")},
       {"values", described("Its levels\n水平", {{"type", "array"}, {"minItems", 1}})},
       {"low", described("Low end of its range\n范围下限", {{"type", "number"}})},
       {"high", described("High end of its range\n范围上限", {{"type", "number"}})}});
}

OrderedJson design_schema() {
  return object(
      "Which settings of the factors are tried\n试验哪些因素组合", OrderedJson::array({"kind"}),
      {{"kind", word("How the points are made\n试验点的产生方式", OrderedJson(design_words))},
       {"points", described("Of a list: one value for each factor in each point. Of latin_hypercube and sobol: how "
                            "many\nlist：每个试验点中各因素的值；latin_hypercube 与 sobol：点数",
                            OrderedJson::object())},
       {"trajectories", whole("Of elementary_effects: how many, of one point more than there are factors; 10 to 30 are "
                              "usual\nelementary_effects：轨迹数，每条的点数为因素数加一；通常 10 至 30",
                              2, 100000)},
       {"base", whole("Of variance_based: base points; the study has that many times the number of factors plus 2. "
                      "Best a power of two\nvariance_based：基础点数，总点数为其（因素数加二）倍；最好为 2 的幂",
                      2, 100000)},
       {"seed", whole("Of drawn points\n抽取试验点的种子", 0, 9007199254740991)}});
}

OrderedJson replications_schema() {
  const OrderedJson until = object(
      "Until an interval is as tight as asked\n直到区间达到要求的宽度", OrderedJson::array({"kpi", "half_width"}),
      {{"kpi", text("The indicator\n指标")},
       {"half_width", at_least("Half the width of its interval, in its own unit, or as a share of the mean\n"
                               "区间半宽，用指标单位或占均值的比例",
                               0.0)},
       {"relative", flag("Whether half_width is a share of the mean\nhalf_width 是否为占均值的比例")},
       {"of", word("Of which value\n哪个量的区间", OrderedJson::array({"mean", "difference"}))},
       {"first", whole("Replications before the first look\n首次检查前的重复次数", 2, 100000)},
       {"most", whole("Replications of a point at most\n每个试验点重复次数上限", 2, 100000)}});
  return described(
      "How often each point is run: a number, or until an interval is tight enough\n"
      "每个试验点的重复次数：一个数，或直到区间足够窄",
      {{"if", {{"type", "object"}}},
       {"then", until},
       {"else", {{"type", "integer"}, {"minimum", 1}, {"maximum", 100000}}}});
}

OrderedJson selection_schema() {
  return object(
      "Ranking and selection: run until the best point is known\n排序与选择：直到确定最优点",
      OrderedJson::array({"kpi", "difference"}),
      {{"kpi", text("The indicator by which points are compared\n比较所用指标")},
       {"difference", at_least("The least difference that is worth detecting, in the unit of the indicator\n"
                               "值得分辨的最小差异（指标单位）",
                               0.0)},
       {"method", word("kim_nelson guarantees the confidence, ocba estimates it and needs fewer replications\n"
                       "kim_nelson 保证置信度；ocba 估计置信度，所需次数较少",
                       OrderedJson::array({"kim_nelson", "ocba"}))},
       {"confidence", number("Probability of a good selection\n选对的概率", 0.5, 0.9999)},
       {"first", whole("Replications of each point before the first comparison\n首次比较前的重复次数", 3, 1000)},
       {"step", whole("Replications added at a time\n每次增加的重复次数", 1, 1000)},
       {"budget", whole("Replications of all points together at most\n全部重复次数上限", 1, 100000000)}});
}

}  // namespace

OrderedJson study_schema() {
  OrderedJson properties = OrderedJson::object();
  properties["$schema"] = text("The schema of this file, for editors\n本文件所用的模式，供编辑器使用");
  properties["name"] = name("What the study is called\n研究名称");
  properties["description"] = name("What the study is about\n研究说明");
  properties["scenarios"] = described(
      "Scenario files, relative to this one; every point of the design is run in each. The first is the base\n"
      "场景文件（相对本文件的路径）；设计中的每个点在各场景中都运行。第一个为基准",
      {{"type", "array"}, {"minItems", 1}, {"items", {{"type", "string"}, {"minLength", 1}}}});
  properties["factors"] = described("Parameters that are varied\n要变化的参数",
                                    {{"type", "array"}, {"minItems", 1}, {"items", factor_schema()}});
  properties["design"] = design_schema();
  properties["run"] = object("Instead of the values of the first scenario\n替代第一个场景中的值", OrderedJson::array(),
                             {{"days", whole("Measured days\n统计天数", 1, 36500)},
                              {"warm_up_days", whole("Days before them\n预热天数", 0, 3650)},
                              {"seed", whole("Seed of all luck\n随机种子", 0, 9007199254740991)}});
  properties["kpis"] =
      described("Indicators that the study is about, the most important first\n研究关注的指标，最重要的在前",
                {{"type", "array"}, {"minItems", 1}, {"items", {{"type", "string"}, {"minLength", 1}}}});
  properties["replications"] = replications_schema();
  properties["selection"] = selection_schema();
  properties["antithetic"] = flag("Run every second replication with mirrored luck\n每两次重复中的第二次用镜像随机数");
  properties["controls"] =
      flag("Take out of the means what the numbers of incidents explain\n用事件数作控制变量修正均值");
  properties["level"] = number("Of intervals\n区间的置信水平", 0.5, 0.9999);
  OrderedJson schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "yuanluo study / 院落研究"}};
  schema.update(object("A yuanluo study file\n院落研究文件", OrderedJson::array({"name", "scenarios", "kpis"}),
                       std::move(properties)));
  return schema;
}

std::string study_schema_text() { return study_schema().dump(1) + '\n'; }

}  // namespace yuanluo::scenarios
