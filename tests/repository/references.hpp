// Which sources the code names, and which the bibliography has.
#pragma once

#include <string>
#include <vector>

#include "tests/repository/source_tree.hpp"

namespace yuanluo::repository {

// The keys of a BibTeX file, in order, doubles included.
std::vector<std::string> bibliography_keys(const std::string& bibtex);

struct NamedSource {
  std::string key;
  int line = 0;
};

// The keys that a source file names: the string before `Confidence::a` in the declaration of a parameter, and the keys
// in comments of the form "Source: [Key] eq. (3); [Other]". The word "assumption" is no key and is left out.
std::vector<NamedSource> named_sources(const SourceFile& file);

}  // namespace yuanluo::repository
