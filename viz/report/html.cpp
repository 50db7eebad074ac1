#include "viz/report/html.hpp"

namespace yuanluo::viz {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        // Control characters other than white space are not allowed in HTML at all.
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string script_safe(std::string json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

Html& Html::raw(std::string_view markup) {
  markup_ += markup;
  return *this;
}

Html& Html::text(std::string_view text) {
  markup_ += escaped(text);
  return *this;
}

Html& Html::both(std::string_view zh, std::string_view en) { return prose({escaped(zh), escaped(en)}); }

Html& Html::prose(const Prose& prose) {
  if (prose.zh == prose.en) return raw(prose.zh);
  raw("<span class=zh lang=zh-CN>").raw(prose.zh).raw("</span>");
  return raw("<span class=en lang=en>").raw(prose.en).raw("</span>");
}

}  // namespace yuanluo::viz
