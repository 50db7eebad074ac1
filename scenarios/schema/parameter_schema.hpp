// Declares parameters as JSON Schema (draft 7), so that editors complete, explain and check scenario files.
#pragma once

#include <string>
#include <vector>

#include "models/params.hpp"
#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {

// An object that allows no keys but those that are added to `properties`.
OrderedJson object_schema(models::Text text);

// Visits parameters and collects their schemas in an object schema; defaults are the values they have. Every parameter
// may stand plainly or as {"value", "source", "note"}; the keyword `unit` is an annotation of ours.
class ParameterSchema : public models::ParamVisitor {
 public:
  explicit ParameterSchema(models::Text text);

  const OrderedJson& value() const { return objects_.front(); }

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
  // `plain` is the schema of the bare value, `details` more text on it.
  void put(const models::ParamInfo& info, OrderedJson plain, OrderedJson initial, const std::string& details = {});

  std::vector<OrderedJson> objects_;
  std::vector<std::string> keys_;
};

}  // namespace yuanluo::scenarios
