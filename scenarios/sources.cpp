#include "scenarios/sources.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "scenarios/json/document.hpp"
#include "scenarios/references.hpp"

namespace yuanluo::scenarios {
namespace {

using models::ParamInfo;

class Rows : public models::ParamVisitor {
 public:
  void begin(std::string_view key, models::Text) override { pointers_.push_back(child_pointer(pointers_.back(), key)); }
  void end() override { pointers_.pop_back(); }
  void number(const ParamInfo& info, double& value) override { add(info, fmt::format("{}", value)); }
  void count(const ParamInfo& info, std::int64_t& value) override { add(info, fmt::format("{}", value)); }
  void flag(const ParamInfo& info, bool& value) override { add(info, value ? "true" : "false", false); }
  void lognormal(const ParamInfo& info, models::Spread& value) override {
    add(info, fmt::format("LN({}, {})", value.median, value.gsd));
  }
  void weights(const ParamInfo& info, std::span<double> value) override {
    add(info, fmt::format("[{}]", fmt::join(value, ", ")));
  }
  void mix(const ParamInfo& info, std::span<const models::Share> shares, std::span<double> value) override {
    std::string text;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      text += fmt::format("{}{} {}", i == 0 ? "" : ", ", shares[i].key, value[i]);
    }
    add(info, std::move(text));
  }
  void choice(const ParamInfo& info, std::span<const models::Share> words, std::size_t& value) override {
    add(info, std::string{words[value].key}, false);
  }

  std::vector<SourceRow> take() { return std::move(rows_); }

 private:
  void add(const ParamInfo& info, std::string value, bool ranged = true) {
    SourceRow row;
    row.path = child_pointer(pointers_.back(), info.key);
    row.value = std::move(value);
    row.unit = info.unit == "1" ? "" : info.unit;
    if (ranged) {
      row.low = info.low;
      row.high = info.high;
    }
    row.source = info.source;
    row.confidence = info.confidence;
    row.text = {std::string{info.text.zh}, std::string{info.text.en}};
    rows_.push_back(std::move(row));
  }

  std::vector<std::string> pointers_{""};
  std::vector<SourceRow> rows_;
};

std::vector<SourceRow> rows_of(Spec spec) {
  Rows rows;
  describe(rows, spec);
  return rows.take();
}

}  // namespace

std::vector<SourceRow> sources(const Spec& spec) {
  const References& references = References::built_in();
  Spec defaults;
  if (spec.generator) defaults.generator.emplace();
  std::map<std::string, std::string> default_values;
  for (SourceRow& row : rows_of(defaults)) default_values.emplace(std::move(row.path), std::move(row.value));

  std::vector<SourceRow> rows = rows_of(spec);
  for (SourceRow& row : rows) {
    row.changed = row.value != default_values.at(row.path);
    if (const auto note = spec.notes.find(row.path); note != spec.notes.end()) {
      row.note = note->second.note;
      if (note->second.source != row.source || row.changed) {
        const Reference* const reference = references.find(note->second.source);
        row.source = note->second.source;
        row.confidence = reference != nullptr ? reference->confidence : models::Confidence::c;
      }
    }
    if (const Reference* const reference = references.find(row.source)) {
      row.citation = fmt::format("{} ({}): {}", reference->author, reference->year, reference->title);
    } else if (const auto own = spec.own_sources.find(row.source); own != spec.own_sources.end()) {
      row.citation = own->second.title;
      if (!own->second.year.empty()) row.citation = fmt::format("({}): {}", own->second.year, row.citation);
      if (!own->second.author.empty()) row.citation = own->second.author + ' ' + row.citation;
    }
  }
  return rows;
}

}  // namespace yuanluo::scenarios
