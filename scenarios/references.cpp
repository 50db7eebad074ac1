#include "scenarios/references.hpp"

#include <algorithm>
#include <cctype>

#include "scenarios/bibliography.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr std::string_view blank = " \t\r\n";

// Text in braces from `at` (which stands on the opening one), without them and with single spaces; `at` ends behind it.
std::string braced(std::string_view bibtex, std::size_t& at) {
  std::string text;
  int depth = 0;
  for (; at < bibtex.size(); ++at) {
    const char c = bibtex[at];
    if (c == '{') {
      ++depth;
    } else if (c == '}') {
      if (--depth == 0) {
        ++at;
        return text;
      }
    } else if (blank.find(c) == std::string_view::npos) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  sim::require(false, "References: a brace is not closed");
  return text;
}

void skip_blank(std::string_view bibtex, std::size_t& at) {
  at = std::min(bibtex.find_first_not_of(blank, at), bibtex.size());
}

std::string word_until(std::string_view bibtex, std::size_t& at, char end) {
  const std::size_t stop = bibtex.find(end, at);
  sim::require(stop != std::string_view::npos, "References: an entry is cut off");
  std::string word{bibtex.substr(at, stop - at)};
  word.erase(word.find_last_not_of(blank) + 1);
  at = stop + 1;
  return word;
}

void set_field(Reference& entry, const std::string& field, std::string text) {
  if (field == "author") {
    entry.author = std::move(text);
  } else if (field == "title") {
    entry.title = std::move(text);
  } else if (field == "year") {
    entry.year = std::move(text);
  } else if (field == "note") {
    entry.note = std::move(text);
  } else if (field == "confidence") {
    entry.confidence = text == "A" ? models::Confidence::a : models::Confidence::b;
  }
}

// The entry that begins behind the '@' before `at`.
Reference read_entry(std::string_view bibtex, std::size_t& at) {
  Reference entry;
  word_until(bibtex, at, '{');
  entry.key = word_until(bibtex, at, ',');
  while (true) {
    skip_blank(bibtex, at);
    sim::require(at < bibtex.size(), "References: an entry is cut off");
    if (bibtex[at] == '}') {
      ++at;
      return entry;
    }
    const std::string field = word_until(bibtex, at, '=');
    skip_blank(bibtex, at);
    sim::require(at < bibtex.size() && bibtex[at] == '{', "References: a field is not in braces");
    set_field(entry, field, braced(bibtex, at));
    skip_blank(bibtex, at);
    if (at < bibtex.size() && bibtex[at] == ',') ++at;
  }
}

}  // namespace

const References& References::built_in() {
  static const References references{bibliography};
  return references;
}

References::References(std::string_view bibtex) {
  std::size_t at = 0;
  while (at < bibtex.size()) {
    // An entry begins a line; all else between entries is comment.
    if (bibtex[at] == '@') {
      ++at;
      all_.push_back(read_entry(bibtex, at));
    }
    const std::size_t line_end = bibtex.find('\n', at);
    at = line_end == std::string_view::npos ? bibtex.size() : line_end + 1;
  }
  std::sort(all_.begin(), all_.end(), [](const Reference& a, const Reference& b) { return a.key < b.key; });
  words_.emplace_back(assumption);
  for (const Reference& entry : all_) words_.push_back(entry.key);
}

const Reference* References::find(std::string_view key) const {
  const auto at = std::lower_bound(all_.begin(), all_.end(), key,
                                   [](const Reference& entry, std::string_view k) { return entry.key < k; });
  return at != all_.end() && at->key == key ? &*at : nullptr;
}

bool References::knows(std::string_view word) const { return word == assumption || find(word) != nullptr; }

}  // namespace yuanluo::scenarios
