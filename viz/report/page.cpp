#include "viz/report/page.hpp"

#include <fmt/format.h>

#include "viz/report/assets.hpp"
#include "viz/report/html.hpp"

namespace yuanluo::viz {

std::string static_page(const models::Text& kind, const models::Name& title, const std::string& body,
                        models::Language language) {
  const bool zh = language == models::Language::zh;
  Html html;
  html.raw(zh ? "<!doctype html><html lang=zh-CN><head>" : "<!doctype html><html lang=en><head>");
  html.raw(
      "<meta charset=utf-8><meta name=viewport content=\"width=device-width, initial-scale=1\">"
      "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "img-src data:; base-uri 'none'; form-action 'none'\"><meta name=referrer content=no-referrer><title>");
  html.text(title.in(language)).raw("</title><style>").raw(style_sheet()).raw("</style></head><body>");
  html.raw(fmt::format("<input type=radio name=language id=show-zh class=switch{}>", zh ? " checked" : ""));
  html.raw(fmt::format("<input type=radio name=language id=show-en class=switch{}>", zh ? "" : " checked"));
  html.raw("<header><div class=bar><p class=maker>yuanluo 院落 · ").both(kind);
  html.raw(
      "</p><p class=languages><label for=show-zh lang=zh-CN>中文</label><label for=show-en "
      "lang=en>English</label></p></div><h1>");
  html.both(title).raw("</h1></header><main>").raw(body);
  return html.raw("</main></body></html>\n").str();
}

}  // namespace yuanluo::viz
