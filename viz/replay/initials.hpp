// Chinese names by the first letters of their reading: "双桥子" is found by "sqz", so that a map can be searched
// without an input method.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yuanluo::viz {

// The letters that each character of a name may begin with: lower case, one entry a character; Latin letters and
// digits stand for themselves, all else is left out. Readings are those of ICU's Han-Latin transliteration (CLDR),
// with the other readings of characters that are common in names.
class Initials {
 public:
  explicit Initials(std::string_view name);

  // True if the typed letters (upper or lower case, no spaces) stand for a run of characters of the name.
  bool match(std::string_view typed) const;
  // The same at the name's beginning.
  bool begin_with(std::string_view typed) const;

  const std::vector<std::string>& letters() const { return letters_; }

 private:
  bool match_at(std::size_t first, std::string_view typed) const;

  std::vector<std::string> letters_;
};

// UTF-8 text in lower case, as far as Latin letters go.
std::string lower(std::string_view text);

}  // namespace yuanluo::viz
