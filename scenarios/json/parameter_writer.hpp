// Writes parameters as JSON, each value spelled out.
#pragma once

#include <string>
#include <vector>

#include "models/params.hpp"
#include "scenarios/json/parameter_reader.hpp"

namespace yuanluo::scenarios {

enum class WriteSources {
  yes,  // every value as {"value": …, "source": …}, with its note if it has one: what a reader needs to check it
  no,   // plain values: what the simulation depends on
};

// Visits parameters and collects them in an object, in file order.
class ParameterWriter : public models::ParamVisitor {
 public:
  // `notes` overrule the declared sources.
  ParameterWriter(WriteSources sources, const ValueNotes& notes);

  const OrderedJson& value() const { return root_; }

  void begin(std::string_view key, models::Text text) override;
  void end() override;
  void number(const models::ParamInfo& info, double& value) override;
  void count(const models::ParamInfo& info, std::int64_t& value) override;
  void flag(const models::ParamInfo& info, bool& value) override;
  void lognormal(const models::ParamInfo& info, models::Spread& value) override;
  void weights(const models::ParamInfo& info, std::span<double> value) override;
  void mix(const models::ParamInfo& info, std::span<const models::Share> shares, std::span<double> value) override;
  void choice(const models::ParamInfo& info, std::span<const models::Share> words, std::size_t& value) override;

 private:
  void put(const models::ParamInfo& info, OrderedJson value);

  WriteSources sources_;
  const ValueNotes& notes_;
  OrderedJson root_ = OrderedJson::object();
  std::vector<std::string> pointers_;
};

}  // namespace yuanluo::scenarios
