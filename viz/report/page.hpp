// The frame of pages without scripts: head, style, language switch, title.
#pragma once

#include <string>

#include "models/text.hpp"

namespace yuanluo::viz {

// A whole page. `kind`: what it is ("Study report"); `body`: markup of its sections. Two radio buttons switch the
// language by style alone; `language` is shown first.
std::string static_page(const models::Text& kind, const models::Name& title, const std::string& body,
                        models::Language language);

}  // namespace yuanluo::viz
