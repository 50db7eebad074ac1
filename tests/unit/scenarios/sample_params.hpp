// A small set of parameters, one of each kind.
#pragma once

#include <array>
#include <cstdint>

#include "models/params.hpp"

namespace yuanluo::scenarios {

struct SampleParams {
  double relay_delay_s = 2.5;
  std::int64_t hydrants = 10;
  bool linked = true;
  models::Spread turnout_s{45.0, 1.6};
  std::array<double, 3> by_meal{1.0, 2.0, 1.0};
  std::array<double, 2> causes{0.25, 0.75};
  std::size_t policy = 0;
};

inline constexpr std::array<models::Share, 2> sample_causes{
    {{"electrical", {"电气", "electrical"}}, {"other", {"其他", "other"}}}};
inline constexpr std::array<models::Share, 2> sample_policies{
    {{"nearest", {"最近", "the nearest"}}, {"own_community", {"本社区", "of the own community"}}}};

inline void describe(models::ParamVisitor& v, SampleParams& p) {
  using models::Confidence;
  v.begin("alarms", {"报警", "Alarms"});
  v.number({"relay_delay_s", "s", 0, 10, "Keysight2017", Confidence::a, {"转发延迟", "Delay of the relay"}},
           p.relay_delay_s);
  v.flag({"linked", "", 0, 1, "assumption", Confidence::c, {"联网", "Linked"}}, p.linked);
  v.end();
  v.count({"hydrants", "1", 0, 5000, "Shuangqiaozi2021", Confidence::a, {"消火栓", "Hydrants"}}, p.hydrants);
  v.lognormal({"turnout_s", "s", 10, 300, "assumption", Confidence::c, {"出动时间", "Turnout"}}, p.turnout_s);
  v.weights({"by_meal", "1", 0, 10, "assumption", Confidence::c, {"按餐次", "By meal"}}, p.by_meal);
  v.mix({"causes", "1", 0, 1, "assumption", Confidence::c, {"原因", "Causes"}}, sample_causes, p.causes);
  v.choice({"policy", "", 0, 1, "assumption", Confidence::c, {"策略", "Policy"}}, sample_policies, p.policy);
}

}  // namespace yuanluo::scenarios
