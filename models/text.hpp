// A text that a user sees, in both languages.
#pragma once

#include <string>
#include <string_view>

namespace yuanluo::models {

enum class Language { zh, en };

// A text written in the program.
struct Text {
  std::string_view zh;
  std::string_view en;

  constexpr std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
};

// A name that comes from data.
struct Name {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
  friend bool operator==(const Name&, const Name&) = default;
};

inline Name name_of(const Text& text) { return {std::string(text.zh), std::string(text.en)}; }
inline std::string in(const Text& text, Language language) { return std::string(text.in(language)); }

}  // namespace yuanluo::models
