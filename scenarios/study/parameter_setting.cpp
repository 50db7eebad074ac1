#include "scenarios/study/parameter_setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace yuanluo::scenarios {
namespace {

using models::ParamInfo;

constexpr double least_gsd = 1.0, largest_gsd = 10.0;

std::string unit_suffix(const std::string& unit) {
  return unit.empty() || unit == "1" ? std::string{} : fmt::format(" {}", unit);
}

// Shows every parameter that can be varied to `see`, with a way to set it.
class ParameterWalk : public models::ParamVisitor {
 public:
  using Set = std::function<void(const Json&)>;
  using See = std::function<void(SettableParameter&&, const Set&)>;

  explicit ParameterWalk(See see) : see_(std::move(see)) {}

  void begin(std::string_view key, models::Text) override { pointers_.push_back(child_pointer(pointers_.back(), key)); }
  void end() override { pointers_.pop_back(); }
  void number(const ParamInfo& info, double& value) override {
    show(info, "", {}, info.low, info.high, true, false, value, [&value](const Json& v) { value = v.get<double>(); });
  }
  void count(const ParamInfo& info, std::int64_t& value) override {
    show(info, "", {}, info.low, info.high, true, true, value,
         [&value](const Json& v) { value = v.get<std::int64_t>(); });
  }
  void flag(const ParamInfo& info, bool& value) override {
    show(info, "", {}, 0.0, 0.0, false, false, value, [&value](const Json& v) { value = v.get<bool>(); });
  }
  void lognormal(const ParamInfo& info, models::Spread& value) override {
    show(info, "/median", {"（中位数）", " (median)"}, info.low, info.high, true, false, value.median,
         [&value](const Json& v) { value.median = v.get<double>(); });
    ParamInfo spread = info;
    spread.unit = "1";
    show(spread, "/gsd", {"（几何标准差）", " (geometric standard deviation)"}, least_gsd, largest_gsd, true, false,
         value.gsd, [&value](const Json& v) { value.gsd = v.get<double>(); });
  }
  void weights(const ParamInfo&, std::span<double>) override {}
  void mix(const ParamInfo&, std::span<const models::Share>, std::span<double>) override {}
  void choice(const ParamInfo& info, std::span<const models::Share> words, std::size_t& value) override {
    std::vector<std::string> keys;
    for (const models::Share& word : words) keys.emplace_back(word.key);
    show(
        info, "", {}, 0.0, 0.0, false, false, keys.at(value),
        [&value, &keys](const Json& v) {
          const auto at = std::find(keys.begin(), keys.end(), v.get<std::string>());
          value = static_cast<std::size_t>(at - keys.begin());
        },
        keys);
  }

 private:
  void show(const ParamInfo& info, std::string_view below, const models::Name& more, double low, double high,
            bool number, bool whole, Json value, const Set& set, std::vector<std::string> words = {}) {
    SettableParameter p;
    p.pointer = child_pointer(pointers_.back(), info.key) + std::string(below);
    p.name = {std::string(info.text.zh) + more.zh, std::string(info.text.en) + more.en};
    p.unit = std::string(info.unit);
    p.low = low;
    p.high = high;
    p.number = number;
    p.whole = whole;
    p.words = std::move(words);
    p.value = std::move(value);
    see_(std::move(p), set);
  }

  See see_;
  std::vector<std::string> pointers_{""};
};

bool of_the_run(const std::string& pointer) { return pointer.rfind("/run/", 0) == 0; }

}  // namespace

models::Name SettableParameter::wanted() const {
  if (!words.empty()) {
    return {fmt::format("以下之一：{}", fmt::join(words, ", ")), fmt::format("one of {}", fmt::join(words, ", "))};
  }
  if (!number) return {"true 或 false", "true or false"};
  const std::string end = unit_suffix(unit);
  return {fmt::format("{} 到 {}{} 的{}", low, high, end, whole ? "整数" : "数"),
          fmt::format("{} from {} to {}{}", whole ? "a whole number" : "a number", low, high, end)};
}

bool SettableParameter::accepts(const Json& v) const {
  if (!words.empty())
    return v.is_string() && std::find(words.begin(), words.end(), v.get<std::string>()) != words.end();
  if (!number) return v.is_boolean();
  if (whole && !v.is_number_integer()) return false;
  return v.is_number() && v.get<double>() >= low && v.get<double>() <= high;
}

std::vector<SettableParameter> settable_parameters(const Spec& spec) {
  std::vector<SettableParameter> all;
  Spec copy = spec;
  ParameterWalk walk([&](SettableParameter&& p, const ParameterWalk::Set&) {
    if (!of_the_run(p.pointer)) all.push_back(std::move(p));
  });
  describe(walk, copy);
  return all;
}

bool set_parameter(Spec& spec, const std::string& pointer, const Json& value, const std::string& note) {
  bool done = false;
  ParameterWalk walk([&](SettableParameter&& p, const ParameterWalk::Set& set) {
    if (p.pointer != pointer || of_the_run(pointer) || !p.accepts(value)) return;
    set(value);
    done = true;
  });
  describe(walk, spec);
  if (done) {
    // A note stands on the whole distribution.
    std::string place = pointer;
    for (const std::string_view part : {"/median", "/gsd"}) {
      if (place.size() > part.size() && place.compare(place.size() - part.size(), part.size(), part) == 0)
        place.resize(place.size() - part.size());
    }
    spec.notes[place] = {"assumption", note};
  }
  return done;
}

}  // namespace yuanluo::scenarios
