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

// The keys in comments of the form "Source: [Key] eq. (3); [Other]".
std::vector<NamedSource> named_sources(const SourceFile& file);

}  // namespace yuanluo::repository
