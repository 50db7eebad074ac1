// Sets parameters to what a scenario file says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/params.hpp"
#include "scenarios/json/extended.hpp"
#include "scenarios/references.hpp"
#include "scenarios/value_note.hpp"

namespace yuanluo::scenarios {

// Visits parameters and gives them the values of a document; those that the document does not set keep theirs. A value
// stands there plainly or as {"value": …, "source": "key or assumption", "note": "…"}.
//
// Reports what a JSON Schema cannot say: shares that do not sum to 1, weights that are all 0, unknown sources, and a
// source that was given for another value (a file that changes a value must not inherit the source of the old one).
// What the schema refuses is left out without a word: validate first.
class ParameterReader : public models::ParamVisitor {
 public:
  ParameterReader(const ExtendedJson& document, const References& references, std::vector<Problem>& problems);

  const ValueNotes& notes() const { return notes_; }

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
  struct Given {
    const Json* value;      // never null
    std::string pointer;    // of the value itself
    std::string parameter;  // of the parameter: the same, or the object around the value
    const Json* source;     // may be null
    const Json* note;       // may be null
  };

  std::optional<Given> given(std::string_view key) const;
  void keep_note(const Given& given, bool changed);
  void report(const std::string& pointer, models::Name wanted, models::Name found, models::Name hint = {});

  const ExtendedJson& document_;
  const References& references_;
  std::vector<Problem>& problems_;
  std::vector<const Json*> objects_;  // null where the document has none
  std::vector<std::string> pointers_;
  ValueNotes notes_;
};

}  // namespace yuanluo::scenarios
