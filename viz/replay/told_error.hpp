// Errors that are the user's to mend, or the machine's: told in both languages.
#pragma once

#include <stdexcept>
#include <utility>

#include "models/text.hpp"

namespace yuanluo::viz {

class ToldError : public std::runtime_error {
 public:
  explicit ToldError(models::Name text) : std::runtime_error(text.en), text_(std::move(text)) {}
  const models::Name& text() const { return text_; }

 private:
  models::Name text_;
};

}  // namespace yuanluo::viz
