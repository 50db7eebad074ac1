// Writing HTML in two languages, with everything that comes from data escaped.
#pragma once

#include <string>
#include <string_view>

#include "models/text.hpp"

namespace yuanluo::viz {

// `text` as it may stand in an element or between quotes of an attribute.
std::string escaped(std::string_view text);

// A JSON text as it may stand in a script element: no "</", no "<!--".
std::string script_safe(std::string json);

// A text in both languages; markup is allowed in it, so data must be escaped before it is put in.
struct Prose {
  std::string zh;
  std::string en;
};

// A growing piece of markup. Only `raw` and `prose` take markup; all else is escaped.
class Html {
 public:
  Html& raw(std::string_view markup);
  Html& text(std::string_view text);
  Html& both(std::string_view zh, std::string_view en);
  Html& both(const models::Text& text) { return both(text.zh, text.en); }
  Html& both(const models::Name& name) { return both(name.zh, name.en); }
  Html& prose(const Prose& prose);

  const std::string& str() const { return markup_; }

 private:
  std::string markup_;
};

}  // namespace yuanluo::viz
