// What the sections of a plan's report are written with.
#pragma once

#include <string>
#include <string_view>

#include "viz/report/html.hpp"

namespace yuanluo::viz {

// Four significant digits, a true minus sign.
std::string plain(double value, bool sign = false);
std::string yuan(double value);

// Headings, lists and tables of numbers, in both languages.
class PlanHtml : public Html {
 public:
  void begin(std::string_view zh, std::string_view en) { raw("<section><h2>").both(zh, en).raw("</h2>"); }
  void end() { raw("</section>"); }
  void paragraph(const std::string& zh, const std::string& en) { raw("<p>").both(zh, en).raw("</p>"); }
  void note(const std::string& zh, const std::string& en) { raw("<p class=note>").both(zh, en).raw("</p>"); }
  void item(const std::string& zh, const std::string& en) { raw("<li>").both(zh, en).raw("</li>"); }
  void head(std::string_view zh, std::string_view en, bool number = true) {
    raw(number ? "<th scope=col class=num style=\"white-space:normal\">" : "<th scope=col>");
    both(zh, en).raw("</th>");
  }
  void cell(const std::string& text_of) { raw("<td class=num>").text(text_of).raw("</td>"); }
  void cell(const std::string& text_of, const std::string& beside) {
    raw("<td class=num>").text(text_of).raw("<small>").text(beside).raw("</small></td>");
  }
  void open_table() { raw("<div class=scroll><table><thead><tr>"); }
  void open_rows() { raw("</tr></thead><tbody>"); }
  void close_table() { raw("</tbody></table></div>"); }
};

}  // namespace yuanluo::viz
