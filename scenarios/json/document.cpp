#include "scenarios/json/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

namespace yuanluo::scenarios {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t longest_phrase = 60;

using Name = models::Name;

// At most `longest_phrase` bytes, cut between characters.
std::string shortened(std::string_view text) {
  if (text.size() <= longest_phrase) return std::string{text};
  std::size_t end = longest_phrase;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0u) == 0x80u) --end;
  return std::string{text.substr(0, end)} + "…";
}

struct Phrase {
  std::string_view said;  // by the parser
  std::string_view zh;
  std::string_view en;
};

Name name_of(const Phrase& p) { return {std::string{p.zh}, std::string{p.en}}; }

// What the parser says it expected.
constexpr std::array expected{
    Phrase{"string literal", "带引号的字符串", "a quoted string"},
    Phrase{"'}'", "\",\" 或 \"}\"", "\",\" or \"}\""},
    Phrase{"']'", "\",\" 或 \"]\"", "\",\" or \"]\""},
    Phrase{"':'", "\":\"", "\":\""},
    Phrase{"end of input", "文件结尾", "the end of the file"},
};

// What the parser says is wrong inside a word, string or number.
constexpr std::array malformed{
    Phrase{"ill-formed UTF-8", "UTF-8 编码的文本", "UTF-8 text"},
    Phrase{"missing closing quote", "字符串结尾的引号", "a closing quote"},
    Phrase{"must be escaped", "转义的控制字符（如 \\n）", "control characters escaped, such as \\n"},
    Phrase{"forbidden character", "合法的转义序列（如 \\n）", "a known escape sequence, such as \\n"},
    Phrase{"invalid number", "数字", "a number"},
    Phrase{"number overflow", "双精度浮点数可表示的数", "a number that a double can hold"},
    Phrase{"invalid BOM", "UTF-8 编码的文本", "UTF-8 text"},
};

Name wanted_by(std::string_view said) {
  for (const Phrase& p : malformed) {
    if (said.find(p.said) != std::string_view::npos) return name_of(p);
  }
  if (const auto at = said.rfind("; expected "); at != std::string_view::npos) {
    const std::string_view tail = said.substr(at + 11);
    for (const Phrase& p : expected) {
      if (tail == p.said) return name_of(p);
    }
  }
  return {"JSON 值", "a JSON value"};
}

// Builds the value, and notes keys that stand twice.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(const std::string& file, std::string_view text, std::vector<Problem>& problems)
      : file_(file), text_(text), problems_(problems) {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t&) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    Level& level = levels_.back();
    if (!level.keys.insert(value).second) {
      problems_.push_back({file_,
                           child_pointer(level.pointer, value),
                           0,
                           0,
                           {"不重复的键", "each key once"},
                           {"重复的键 \"" + value + "\"", "the key \"" + value + "\" again"},
                           {}});
    }
    level.key = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& error) override {
    const std::string_view said = error.what();
    const bool at_end = said.find("unexpected end of input") != std::string_view::npos || position > text_.size();
    if (at_end) {
      report(text_.size(), wanted_by(said), {"文件结尾", "the end of the file"});
    } else if (said.find("ill-formed UTF-8") != std::string_view::npos) {
      const std::size_t at = position - std::min<std::size_t>(position, 1);
      const auto byte = static_cast<unsigned char>(text_[at]);
      report(at, wanted_by(said), {fmt::format("字节 0x{:02X}", byte), fmt::format("the byte 0x{:02X}", byte)});
    } else {
      const std::string_view culprit = offending(position, token, said);
      report(static_cast<std::size_t>(culprit.data() - text_.data()), wanted_by(said),
             same(fmt::format("'{}'", shortened(culprit))));
    }
    return false;
  }

  Json take() { return std::move(root_); }

 private:
  struct Level {
    Json* value;
    std::string pointer;
    std::string key;             // of an object: the key whose value comes next
    std::set<std::string> keys;  // of an object: seen so far
  };

  // The part of the text that the parser stumbled over; it has read up to `position`. Its own idea of the token is
  // right for strings and numbers only: before others it keeps what it had read earlier.
  std::string_view offending(std::size_t position, const std::string& token, std::string_view said) const {
    const auto in_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    std::size_t start = position - std::min<std::size_t>(position, 1), end = position;
    if (said.find("invalid literal") != std::string_view::npos) {
      while (start > 0 && in_word(text_[start - 1])) --start;
      end = start;
      while (end < text_.size() && in_word(text_[end])) ++end;
      end = std::max(end, start + 1);
    } else if (said.find("unexpected '") == std::string_view::npos && position >= token.size() &&
               text_.substr(position - token.size(), token.size()) == token) {
      start = position - token.size();
    }
    return text_.substr(start, end - start);
  }

  void report(std::size_t offset, Name wanted, Name found) {
    const std::string_view before = text_.substr(0, offset);
    const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::string_view in_line = before.substr(line_start);
    const auto column = 1 + std::count_if(in_line.begin(), in_line.end(),
                                          [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; });
    problems_.push_back({file_,
                         "",
                         static_cast<std::uint32_t>(line),
                         static_cast<std::uint32_t>(column),
                         std::move(wanted),
                         std::move(found),
                         {}});
  }

  std::string next_pointer() const {
    if (levels_.empty()) return "";
    const Level& level = levels_.back();
    return child_pointer(level.pointer, level.value->is_array() ? std::to_string(level.value->size()) : level.key);
  }

  template <class Value>
  Json* place(Value&& value) {
    if (levels_.empty()) {
      root_ = std::forward<Value>(value);
      return &root_;
    }
    Level& level = levels_.back();
    if (level.value->is_array()) {
      level.value->push_back(std::forward<Value>(value));
      return &level.value->back();
    }
    Json& slot = (*level.value)[level.key];
    slot = std::forward<Value>(value);
    return &slot;
  }

  template <class Value>
  bool put(Value&& value) {
    place(std::forward<Value>(value));
    return true;
  }

  bool open(Json container) {
    std::string pointer = next_pointer();
    if (levels_.size() == deepest) {
      problems_.push_back({file_,
                           pointer,
                           0,
                           0,
                           {fmt::format("至多 {} 层嵌套", deepest), fmt::format("at most {} nested levels", deepest)},
                           {"更多层", "more"},
                           {}});
      return false;
    }
    Json* const value = place(std::move(container));
    levels_.push_back({value, std::move(pointer), {}, {}});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  const std::string& file_;
  std::string_view text_;
  std::vector<Problem>& problems_;
  Json root_;
  std::vector<Level> levels_;
};

}  // namespace

std::optional<Json> parse_json(const std::string& file, std::string_view text, std::vector<Problem>& problems) {
  Builder builder(file, text, problems);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return builder.take();
}

FileText read_file(const std::filesystem::path& path) {
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) return {std::nullopt, {"一个目录", "a folder"}};
  if (!std::filesystem::exists(path, code)) return {std::nullopt, {"没有这个文件", "no such file"}};
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) return {std::nullopt, {"无法读取的文件", "a file that cannot be read"}};
  return {std::move(text), {}};
}

std::string child_pointer(const std::string& pointer, std::string_view key) {
  std::string child = pointer + '/';
  for (const char c : key) {
    if (c == '~') {
      child += "~0";
    } else if (c == '/') {
      child += "~1";
    } else {
      child += c;
    }
  }
  return child;
}

models::Name phrase(const Json& value) {
  switch (value.type()) {
    case Json::value_t::object:
      return {"一个对象", "an object"};
    case Json::value_t::array:
      return {fmt::format("{} 个元素的数组", value.size()), fmt::format("an array of {}", value.size())};
    default:
      return same(shortened(value.dump()));
  }
}

}  // namespace yuanluo::scenarios
