#include "scenarios/json/parameter_writer.hpp"

#include <utility>

namespace yuanluo::scenarios {

using models::ParamInfo;

ParameterWriter::ParameterWriter(WriteSources sources, const ValueNotes& notes)
    : sources_(sources), notes_(notes), pointers_{""} {}

void ParameterWriter::begin(std::string_view key, models::Text) {
  pointers_.push_back(child_pointer(pointers_.back(), key));
  OrderedJson& object = root_[OrderedJson::json_pointer(pointers_.back())];
  if (object.is_null()) object = OrderedJson::object();
}

void ParameterWriter::end() { pointers_.pop_back(); }

void ParameterWriter::put(const ParamInfo& info, OrderedJson value) {
  const std::string pointer = child_pointer(pointers_.back(), info.key);
  if (sources_ == WriteSources::yes) {
    OrderedJson sourced{{"value", std::move(value)}, {"source", info.source}};
    if (const auto note = notes_.find(pointer); note != notes_.end()) {
      sourced["source"] = note->second.source;
      if (!note->second.note.empty()) sourced["note"] = note->second.note;
    }
    value = std::move(sourced);
  }
  root_[OrderedJson::json_pointer(pointer)] = std::move(value);
}

void ParameterWriter::number(const ParamInfo& info, double& value) { put(info, value); }
void ParameterWriter::count(const ParamInfo& info, std::int64_t& value) { put(info, value); }
void ParameterWriter::flag(const ParamInfo& info, bool& value) { put(info, value); }

void ParameterWriter::lognormal(const ParamInfo& info, models::Spread& value) {
  put(info, {{"median", value.median}, {"gsd", value.gsd}});
}

void ParameterWriter::weights(const ParamInfo& info, std::span<double> value) {
  put(info, std::vector<double>(value.begin(), value.end()));
}

void ParameterWriter::mix(const ParamInfo& info, std::span<const models::Share> shares, std::span<double> value) {
  OrderedJson mix = OrderedJson::object();
  for (std::size_t i = 0; i < shares.size(); ++i) mix[std::string{shares[i].key}] = value[i];
  put(info, std::move(mix));
}

void ParameterWriter::choice(const ParamInfo& info, std::span<const models::Share> words, std::size_t& value) {
  put(info, words[value].key);
}

}  // namespace yuanluo::scenarios
