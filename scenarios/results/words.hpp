// The words that a results database stores as codes.
#pragma once

#include <string_view>
#include <vector>

#include "models/hazard.hpp"

namespace yuanluo::scenarios {

// All words of one kind; the place in the list is the code.
struct WordList {
  std::string_view kind;
  std::vector<models::Word> words;
};

std::vector<WordList> word_lists();

}  // namespace yuanluo::scenarios
