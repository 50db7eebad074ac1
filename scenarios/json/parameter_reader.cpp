#include "scenarios/json/parameter_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "scenarios/json/suggestion.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;
using models::ParamInfo;

const Json* member(const Json* object, std::string_view key) {
  if (object == nullptr || !object->is_object()) return nullptr;
  const auto at = object->find(std::string{key});
  return at == object->end() ? nullptr : &*at;
}

template <class Value>
bool exchange_differs(Value& value, Value now) {
  return std::exchange(value, now) != now;
}

}  // namespace

ParameterReader::ParameterReader(const ExtendedJson& document, const References& references,
                                 std::vector<Problem>& problems)
    : document_(document), references_(references), problems_(problems), objects_{&document.value()}, pointers_{""} {}

void ParameterReader::begin(std::string_view key, models::Text) {
  objects_.push_back(member(objects_.back(), key));
  pointers_.push_back(child_pointer(pointers_.back(), key));
}

void ParameterReader::end() {
  objects_.pop_back();
  pointers_.pop_back();
}

std::optional<ParameterReader::Given> ParameterReader::given(std::string_view key) const {
  const Json* const found = member(objects_.back(), key);
  if (found == nullptr) return std::nullopt;
  const std::string pointer = child_pointer(pointers_.back(), key);
  if (const Json* const value = member(found, "value")) {
    return Given{value, child_pointer(pointer, "value"), pointer, member(found, "source"), member(found, "note")};
  }
  return Given{found, pointer, pointer, nullptr, nullptr};
}

void ParameterReader::report(const std::string& pointer, Name wanted, Name found, Name hint) {
  problems_.push_back(
      {document_.file_of(pointer), pointer, 0, 0, std::move(wanted), std::move(found), std::move(hint)});
}

void ParameterReader::keep_note(const Given& given, bool changed) {
  ValueNote note{std::string{assumption}, {}};
  // A note that an extended file made is on the value that stood there.
  const bool own_note = document_.depth(given.pointer) >= document_.depth(child_pointer(given.parameter, "note"));
  if (given.note != nullptr && given.note->is_string() && own_note) note.note = given.note->get<std::string>();
  if (given.source != nullptr && given.source->is_string()) {
    note.source = given.source->get<std::string>();
    const std::string place = child_pointer(given.parameter, "source");
    if (!references_.knows(note.source) && member(member(&document_.value(), "sources"), note.source) == nullptr) {
      report(place,
             {"docs/references.bib 或本场景 \"sources\" 中的键，或 \"assumption\"",
              "a key of docs/references.bib or of the scenario's \"sources\", or \"assumption\""},
             phrase(*given.source), did_you_mean(note.source, references_.words()));
    } else if (document_.depth(given.pointer) < document_.depth(place)) {
      const std::string& other = document_.file_of(place);
      report(given.parameter, {"新数值自己的来源（\"source\"）", "the source of the new value (\"source\")"},
             {fmt::format("{} 中旧数值的来源 \"{}\"", other, note.source),
              fmt::format("the source \"{}\" of the old value in {}", note.source, other)});
    }
  } else if (!changed && note.note.empty()) {
    return;
  }
  notes_[given.parameter] = std::move(note);
}

void ParameterReader::number(const ParamInfo& info, double& value) {
  const auto found = given(info.key);
  if (!found || !found->value->is_number()) return;
  keep_note(*found, exchange_differs(value, found->value->get<double>()));
}

void ParameterReader::count(const ParamInfo& info, std::int64_t& value) {
  const auto found = given(info.key);
  if (!found || !found->value->is_number_integer()) return;
  keep_note(*found, exchange_differs(value, found->value->get<std::int64_t>()));
}

void ParameterReader::flag(const ParamInfo& info, bool& value) {
  const auto found = given(info.key);
  if (!found || !found->value->is_boolean()) return;
  keep_note(*found, exchange_differs(value, found->value->get<bool>()));
}

void ParameterReader::lognormal(const ParamInfo& info, models::Spread& value) {
  const auto found = given(info.key);
  if (!found) return;
  const Json* const median = member(found->value, "median");
  const Json* const gsd = member(found->value, "gsd");
  if (median == nullptr || gsd == nullptr || !median->is_number() || !gsd->is_number()) return;
  const bool other_median = exchange_differs(value.median, median->get<double>());
  const bool other_gsd = exchange_differs(value.gsd, gsd->get<double>());
  keep_note(*found, other_median || other_gsd);
}

void ParameterReader::weights(const ParamInfo& info, std::span<double> value) {
  const auto found = given(info.key);
  if (!found || !found->value->is_array() || found->value->size() != value.size()) return;
  const auto is_weight = [](const Json& weight) { return weight.is_number(); };
  if (!std::all_of(found->value->begin(), found->value->end(), is_weight)) return;
  bool changed = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (exchange_differs(value[i], (*found->value)[i].get<double>())) changed = true;
  }
  if (std::all_of(value.begin(), value.end(), [](double weight) { return weight == 0.0; })) {
    report(found->pointer, {"至少一个大于 0 的权重", "at least one weight above 0"}, {"全部为 0", "only zeros"});
  }
  keep_note(*found, changed);
}

void ParameterReader::mix(const ParamInfo& info, std::span<const models::Share> shares, std::span<double> value) {
  const auto found = given(info.key);
  if (!found) return;
  bool changed = false;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const Json* const share = member(found->value, shares[i].key);
    if (share == nullptr || !share->is_number()) return;
    if (exchange_differs(value[i], share->get<double>())) changed = true;
  }
  const double sum = std::accumulate(value.begin(), value.end(), 0.0);
  if (std::abs(sum - 1.0) > 1e-6) {
    report(found->pointer, {"总和为 1 的份额", "shares that sum to 1"},
           {fmt::format("总和 {:.6g}", sum), fmt::format("a sum of {:.6g}", sum)});
  }
  keep_note(*found, changed);
}

void ParameterReader::choice(const ParamInfo& info, std::span<const models::Share> words, std::size_t& value) {
  const auto found = given(info.key);
  if (!found || !found->value->is_string()) return;
  const auto& word = found->value->get_ref<const std::string&>();
  const auto at = std::find_if(words.begin(), words.end(), [&](const models::Share& w) { return w.key == word; });
  if (at == words.end()) return;
  keep_note(*found, exchange_differs(value, static_cast<std::size_t>(at - words.begin())));
}

}  // namespace yuanluo::scenarios
