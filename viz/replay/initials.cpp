#include "viz/replay/initials.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <unordered_map>

namespace yuanluo::viz {

namespace {

// Characters of place names with more than one reading, where the transliteration gives only one.
constexpr std::pair<char32_t, const char*> several[] = {
    {U'长', "cz"}, {U'重', "cz"}, {U'行', "xh"}, {U'乐', "ly"}, {U'单', "ds"}, {U'曾', "zc"}, {U'解', "jx"},
    {U'厦', "sx"}, {U'朝', "cz"}, {U'藏', "cz"}, {U'校', "xj"}, {U'车', "cj"}, {U'查', "cz"}, {U'会', "hk"},
    {U'区', "qo"}, {U'盛', "sc"}, {U'石', "sd"}, {U'大', "d"},  {U'都', "d"},  {U'堡', "bp"}, {U'巷', "xh"},
    {U'六', "ly"}, {U'番', "fp"}, {U'浩', "h"},  {U'圈', "qj"}, {U'调', "td"}, {U'角', "jl"}, {U'种', "zc"},
};

// One transliteration for all names; ICU's own is thread-safe for reading.
class Reading {
 public:
  Reading() {
    UErrorCode code = U_ZERO_ERROR;
    han_latin_.reset(icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, code));
    if (U_FAILURE(code) != 0) han_latin_.reset();
    for (const auto& [character, letters] : several) known_.emplace(character, letters);
  }

  const std::string& letters(char32_t character) {
    const auto [found, fresh] = known_.try_emplace(character);
    if (fresh && han_latin_) {
      icu::UnicodeString text(static_cast<UChar32>(character));
      han_latin_->transliterate(text);
      const char16_t first = text.isEmpty() ? u'\0' : text.charAt(0);
      if (first >= u'a' && first <= u'z') found->second.push_back(static_cast<char>(first));
    }
    return found->second;
  }

 private:
  std::unique_ptr<icu::Transliterator> han_latin_;
  std::unordered_map<char32_t, std::string> known_;
};

}  // namespace

Initials::Initials(std::string_view name) {
  thread_local Reading reading;
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c < 128) {
      if (u_isalnum(c)) letters_.push_back(std::string(1, static_cast<char>(u_tolower(c))));
      continue;
    }
    std::string letters = reading.letters(static_cast<char32_t>(c));
    if (!letters.empty()) letters_.push_back(std::move(letters));
  }
}

bool Initials::match_at(std::size_t first, std::string_view typed) const {
  if (typed.empty() || first + typed.size() > letters_.size()) return false;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const char c = typed[i] >= 'A' && typed[i] <= 'Z' ? static_cast<char>(typed[i] - 'A' + 'a') : typed[i];
    if (letters_[first + i].find(c) == std::string::npos) return false;
  }
  return true;
}

bool Initials::match(std::string_view typed) const {
  for (std::size_t first = 0; first < letters_.size(); ++first)
    if (match_at(first, typed)) return true;
  return false;
}

bool Initials::begin_with(std::string_view typed) const { return match_at(0, typed); }

std::string lower(std::string_view text) {
  icu::UnicodeString all =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  all.toLower();
  std::string result;
  return all.toUTF8String(result);
}

}  // namespace yuanluo::viz
