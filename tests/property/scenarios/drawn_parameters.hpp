// Values for all parameters of a struct, drawn from their declared ranges.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "models/params.hpp"
#include "sim/random.hpp"

namespace yuanluo {

// Sets every parameter it visits to a value inside its declared range: now and then to one of the ends, where mistakes
// hide. Counts are as likely to be of one order of magnitude as of another. The same seed gives the same values.
class DrawnParameters : public models::ParamVisitor {
 public:
  explicit DrawnParameters(std::uint64_t seed) : luck_(seed, 0) {}

  void begin(std::string_view, models::Text) override {}
  void end() override {}

  void number(const models::ParamInfo& info, double& value) override { value = within(info.low, info.high); }

  void count(const models::ParamInfo& info, std::int64_t& value) override {
    sim::Draw draw = next();
    const double luck = draw.uniform();
    const double drawn = draw.uniform();
    const double magnitude = (info.low + 1.0) * std::pow((info.high + 1.0) / (info.low + 1.0), drawn) - 1.0;
    value = static_cast<std::int64_t>(luck < 0.1 ? info.low : luck < 0.12 ? info.high : std::floor(magnitude));
  }

  void flag(const models::ParamInfo&, bool& value) override { value = next().chance(0.5); }

  void lognormal(const models::ParamInfo& info, models::Spread& value) override {
    value = {within(info.low, info.high), within(1.0, 10.0)};
  }

  void weights(const models::ParamInfo&, std::span<double> value) override {
    for (double& weight : value) weight = next().chance(0.3) ? 0.0 : next().uniform();
    value[pick(value.size())] += 1.0;
  }

  void mix(const models::ParamInfo& info, std::span<const models::Share>, std::span<double> value) override {
    weights(info, value);
    if (next().chance(0.1)) {  // all of one kind
      std::fill(value.begin(), value.end(), 0.0);
      value[pick(value.size())] = 1.0;
    }
    double sum = 0.0;
    for (const double share : value) sum += share;
    for (double& share : value) share /= sum;
  }

  void choice(const models::ParamInfo&, std::span<const models::Share> words, std::size_t& value) override {
    value = pick(words.size());
  }

 private:
  sim::Draw next() { return luck_.draw(0, 0, drawn_++); }

  std::size_t pick(std::size_t count) {
    return static_cast<std::size_t>(next().uniform() * static_cast<double>(count));
  }

  double within(double low, double high) {
    sim::Draw draw = next();
    const double luck = draw.uniform();
    return luck < 0.1 ? low : luck < 0.2 ? high : low + (high - low) * draw.uniform();
  }

  sim::Luck luck_;
  std::uint32_t drawn_ = 0;
};

}  // namespace yuanluo
