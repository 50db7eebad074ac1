// The bibliography (docs/references.bib), built into the program.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/params.hpp"

namespace yuanluo::scenarios {

struct Reference {
  std::string key;
  std::string author;
  std::string title;
  std::string year;
  std::string note;                                       // what is taken from it
  models::Confidence confidence = models::Confidence::c;  // how the source was used
};

class References {
 public:
  // Those of docs/references.bib when the program was built.
  static const References& built_in();

  // Reads BibTeX with one field a line, values in braces. Throws ContractError for entries it cannot read.
  explicit References(std::string_view bibtex);

  const std::vector<Reference>& all() const { return all_; }  // by key
  const Reference* find(std::string_view key) const;          // nullptr if there is none

  // The keys, and "assumption", which stands for no source.
  const std::vector<std::string>& words() const { return words_; }
  bool knows(std::string_view word) const;

 private:
  std::vector<Reference> all_;
  std::vector<std::string> words_;
};

inline constexpr std::string_view assumption = "assumption";

}  // namespace yuanluo::scenarios
