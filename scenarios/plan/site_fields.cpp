#include "scenarios/plan/site_fields.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>

namespace yuanluo::scenarios {

std::optional<double> number_of(std::string_view text) {
  double value = 0.0;
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

models::Name found_text(std::string_view text) {
  if (text.empty()) return {"空", "nothing"};
  if (number_of(text)) return same(text);
  return same(fmt::format("\"{}\"", text.substr(0, 40)));
}

Words::Word Words::next() {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (at_ < text_.size() && blank(text_[at_])) {
    if (text_[at_++] == '\n') {
      ++line_;
      column_ = 1;
    } else {
      ++column_;
    }
  }
  Word word{{}, line_, column_};
  const std::size_t begin = at_;
  while (at_ < text_.size() && !blank(text_[at_])) {
    ++at_;
    ++column_;
  }
  word.text = text_.substr(begin, at_ - begin);
  return word;
}

std::uint32_t Words::whole(const models::Name& what, std::uint32_t low, std::uint32_t high) {
  const Word word = next();
  const std::optional<double> value = number_of(word.text);
  if (!value || *value != std::floor(*value) || *value < low || *value > high) {
    refuse(word, {fmt::format("{}：{} 至 {} 的整数", what.zh, low, high),
                  fmt::format("{}: a whole number from {} to {}", what.en, low, high)});
  }
  return static_cast<std::uint32_t>(*value);
}

double Words::real(const models::Name& what, double low) {
  const Word word = next();
  const std::optional<double> value = number_of(word.text);
  if (!value || *value < low) {
    if (std::isinf(low)) refuse(word, {what.zh + "：一个数", what.en + ": a number"});
    refuse(word,
           {fmt::format("{}：不小于 {} 的数", what.zh, low), fmt::format("{}: a number of at least {}", what.en, low)});
  }
  return *value;
}

void Words::end() {
  const Word word = next();
  if (!word.text.empty()) refuse(word, {"文件到此结束", "the end of the file"});
}

void Words::refuse(const Word& word, const models::Name& wanted) const {
  refuse_at(file_, word.line, wanted,
            word.text.empty() ? models::Name{"文件结尾", "the end of the file"} : found_text(word.text), {},
            word.column);
}

}  // namespace yuanluo::scenarios
