#include "scenarios/dispatch/object_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "scenarios/json/suggestion.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;

Name wanted_number(const NumberRange& range) {
  if (std::isinf(range.high)) {
    return range.above_low
               ? Name{fmt::format("大于 {:g} 的数", range.low), fmt::format("a number above {:g}", range.low)}
               : Name{fmt::format("不小于 {:g} 的数", range.low), fmt::format("a number not below {:g}", range.low)};
  }
  return {fmt::format("{}{:g} 到 {:g} 的数", range.above_low ? "大于 " : "", range.low, range.high),
          fmt::format("a number from {}{:g} to {:g}", range.above_low ? "above " : "", range.low, range.high)};
}

Name list_of(std::span<const std::string> words) {
  std::string all;
  for (const std::string& word : words) all += fmt::format("{}\"{}\"", all.empty() ? "" : ", ", word);
  return {fmt::format("{} 之一", all), fmt::format("one of {}", all)};
}

const Name nothing{"缺失", "nothing"};

}  // namespace

std::optional<double> checked_number(const Json& value, const std::string& file, const std::string& pointer,
                                     const NumberRange& range, std::vector<Problem>& problems) {
  if (value.is_number()) {
    const auto number = value.get<double>();
    const bool low_enough = number <= range.high;
    const bool high_enough = range.above_low ? number > range.low : number >= range.low;
    if (low_enough && high_enough && std::isfinite(number)) return number;
  }
  problems.push_back({file, pointer, 0, 0, wanted_number(range), phrase(value), {}});
  return std::nullopt;
}

ObjectReader::ObjectReader(const std::string& file, std::vector<Problem>& problems, const Json* value,
                           std::string pointer)
    : file_(file), problems_(problems), value_(value), pointer_(std::move(pointer)) {
  if (value_ == nullptr || value_->is_object()) return;
  wrong(pointer_, {"一个对象", "an object"}, phrase(*value_));
  value_ = nullptr;
}

ObjectReader::~ObjectReader() {
  if (value_ == nullptr || !closed_) return;
  const std::vector<std::string> words(known_.begin(), known_.end());
  for (const auto& [key, value] : value_->items()) {
    if (known_.count(key) == 0)
      wrong(pointer_, {"已知的键", "known keys only"}, {fmt::format("\"{}\"", key), fmt::format("\"{}\"", key)},
            did_you_mean(key, words));
  }
}

const Json* ObjectReader::find(std::string_view key) {
  known_.emplace(key);
  if (value_ == nullptr) return nullptr;
  const auto found = value_->find(std::string{key});
  return found == value_->end() ? nullptr : &*found;
}

const Json* ObjectReader::wanted(std::string_view key, bool must, const Name& what) {
  const Json* const found = find(key);
  if (found == nullptr && must && value_ != nullptr) wrong(at(key), what, nothing);
  return found;
}

std::optional<double> ObjectReader::number(std::string_view key, const NumberRange& range, bool must) {
  const Json* const found = wanted(key, must, wanted_number(range));
  if (found == nullptr) return std::nullopt;
  return checked_number(*found, file_, at(key), range, problems_);
}

std::optional<std::int64_t> ObjectReader::count(std::string_view key, std::int64_t low, std::int64_t high, bool must) {
  const Name what{fmt::format("{} 到 {} 的整数", low, high), fmt::format("a whole number from {} to {}", low, high)};
  const Json* const found = wanted(key, must, what);
  if (found == nullptr) return std::nullopt;
  if (found->is_number_integer()) {
    const auto value = found->get<double>();
    if (value >= static_cast<double>(low) && value <= static_cast<double>(high)) return found->get<std::int64_t>();
  }
  wrong(at(key), what, phrase(*found));
  return std::nullopt;
}

std::optional<bool> ObjectReader::flag(std::string_view key) {
  const Json* const found = find(key);
  if (found == nullptr) return std::nullopt;
  if (found->is_boolean()) return found->get<bool>();
  wrong(at(key), {"true 或 false", "true or false"}, phrase(*found));
  return std::nullopt;
}

std::optional<std::string> ObjectReader::text(std::string_view key, bool must) {
  const Name what{"文本", "a text"};
  const Json* const found = wanted(key, must, what);
  if (found == nullptr) return std::nullopt;
  if (found->is_string()) return found->get<std::string>();
  wrong(at(key), what, phrase(*found));
  return std::nullopt;
}

std::optional<std::size_t> ObjectReader::choice(std::string_view key, std::span<const std::string> words, bool must) {
  const Json* const found = wanted(key, must, list_of(words));
  if (found == nullptr) return std::nullopt;
  if (found->is_string()) {
    const auto place = std::find(words.begin(), words.end(), found->get_ref<const std::string&>());
    if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
  }
  wrong(at(key), list_of(words), phrase(*found),
        found->is_string() ? did_you_mean(found->get_ref<const std::string&>(), words) : Name{});
  return std::nullopt;
}

const Json* ObjectReader::array(std::string_view key, std::size_t least, bool must) {
  const Name what{fmt::format("至少 {} 项的数组", least), fmt::format("an array with {} or more entries", least)};
  const Json* const found = wanted(key, must, what);
  if (found == nullptr) return nullptr;
  if (found->is_array() && found->size() >= least) return found;
  wrong(at(key), what,
        found->is_array() ? Name{fmt::format("{} 项", found->size()), fmt::format("{} entries", found->size())}
                          : phrase(*found));
  return nullptr;
}

std::optional<std::vector<double>> ObjectReader::numbers(std::string_view key, std::size_t length,
                                                         const NumberRange& range, bool must) {
  const Json* const found = array(key, 1, must);
  if (found == nullptr) return std::nullopt;
  if (length != 0 && found->size() != length) {
    wrong(at(key), {fmt::format("{} 个数", length), fmt::format("{} numbers", length)},
          {fmt::format("{} 项", found->size()), fmt::format("{} entries", found->size())});
    return std::nullopt;
  }
  std::vector<double> values;
  for (std::size_t i = 0; i < found->size(); ++i) {
    const auto value = checked_number((*found)[i], file_, child_pointer(at(key), std::to_string(i)), range, problems_);
    if (value) values.push_back(*value);
  }
  if (values.size() != found->size()) return std::nullopt;
  return values;
}

void ObjectReader::wrong(const std::string& pointer, Name expected, Name found, Name hint) {
  problems_.push_back({file_, pointer, 0, 0, std::move(expected), std::move(found), std::move(hint)});
}

}  // namespace yuanluo::scenarios
