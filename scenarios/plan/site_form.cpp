#include "scenarios/plan/site_form.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/plan/site_fields.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr double most_doubt = 0.1;  // the share of lines that may be damaged and the form still be told

bool is_whole(double value) { return value == std::floor(value); }

// Also what cannot be used as one ("nan", "1e999"), so that it is refused where it stands.
bool looks_like_number(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  if (text.empty()) return false;
  if (digit(text.front()) || (text.front() == '.' && text.size() > 1 && digit(text[1]))) {
    return text.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
  }
  for (const std::string_view word : {"nan", "NaN", "NAN", "inf", "Inf", "INF"})
    if (text == word) return true;
  return false;
}

// Whether the words of the text are exactly a cover: "rows columns", costs, and a list for each row.
bool is_cover(std::string_view text, double rows, double columns, std::size_t words) {
  if (rows + columns > static_cast<double>(words)) return false;
  Words all({}, text);
  for (std::size_t k = 0; k < 2 + static_cast<std::size_t>(columns); ++k) all.next();
  for (std::size_t i = 0; i < static_cast<std::size_t>(rows); ++i) {
    const auto count = number_of(all.next().text);
    if (!count || !is_whole(*count) || *count < 0.0 || *count > columns) return false;
    for (std::size_t k = 0; k < static_cast<std::size_t>(*count); ++k) {
      if (all.next().text.empty()) return false;
    }
  }
  return all.next().text.empty();
}

// How often the first two words of the lines from the second on are nodes from 1 to n.
double share_of_edges(std::string_view text, double nodes) {
  Words words({}, text);
  std::uint32_t line = 0;
  std::size_t on_line = 0, lines = 0, good = 0;
  bool fits = false;
  for (Words::Word word = words.next(); !word.text.empty(); word = words.next()) {
    if (word.line != line) {
      good += fits ? 1 : 0;
      lines += on_line > 0 ? 1 : 0;
      line = word.line;
      on_line = 0;
      fits = true;
    }
    const auto value = number_of(word.text);
    if (++on_line <= 2) fits = fits && value && is_whole(*value) && *value >= 1.0 && *value <= nodes;
  }
  // The first line is the heading; the last one was not counted yet.
  good += fits ? 1 : 0;
  return lines == 0 ? 1.0 : static_cast<double>(good) / static_cast<double>(lines + 1);
}

// Whether the first words of the lines after the heading count on, from 0 or 1.
bool counts_on(std::string_view text, std::size_t heading, std::size_t lines) {
  if (lines < heading + 3) return false;
  Words words({}, text);
  std::uint32_t line = 0;
  std::size_t at = 0;
  double before = 0.0;
  for (Words::Word word = words.next(); !word.text.empty(); word = words.next()) {
    if (word.line == line) continue;
    line = word.line;
    if (at++ < heading) continue;
    const auto value = number_of(word.text);
    if (!value) return false;
    if (at == heading + 1 ? (*value != 0.0 && *value != 1.0) : *value != before + 1.0) return false;
    before = *value;
  }
  return true;
}

class FormTeller {
 public:
  explicit FormTeller(std::string_view text) : text_(text) {
    Words words({}, text);
    for (Words::Word word = words.next(); !word.text.empty(); word = words.next()) {
      if (found_.lines.empty() || found_.lines.back().line != word.line) found_.lines.push_back({word.line, 0});
      ++found_.lines.back().words;
      ++words_;
      if (found_.lines.size() > 1) continue;
      numbers_ = numbers_ && looks_like_number(word.text);
      found_.first.push_back(number_of(word.text).value_or(std::nan("")));
    }
  }

  FormFound operator()() {
    if (!numbers_ || found_.lines.empty()) return found_;
    switch (found_.first.size()) {
      case 1:
        after_one();
        break;
      case 2:
        after_two();
        break;
      case 3:
        after_three();
        break;
      default:
        rows(0);
        break;
    }
    number();
    return found_;
  }

  FormFound as_places(std::size_t columns) {
    if (found_.lines.empty()) return found_;
    const std::size_t heading = columns > 0 && words_of(0) != columns && words_of(0) <= 2 ? 1 : 0;
    const std::size_t usual = common(heading);
    become(SiteForm::places, heading, columns > 0 ? columns : usual > 0 ? usual : words_of(0));
    number();
    return found_;
  }

 private:
  void number() {
    if (found_.form == SiteForm::places)
      found_.numbered = found_.columns >= 3 && counts_on(text_, found_.heading, found_.lines.size());
  }
  std::size_t rest(std::size_t heading) const { return found_.lines.size() - heading; }
  double total() const { return static_cast<double>(words_); }
  double first(std::size_t k) const { return found_.first[k]; }
  std::size_t words_of(std::size_t line) const { return line < found_.lines.size() ? found_.lines[line].words : 0; }

  // The number of words that nearly all lines after `heading` have; 0 if there is none.
  std::size_t common(std::size_t heading) const {
    std::map<std::size_t, std::size_t> times;
    for (std::size_t l = heading; l < found_.lines.size(); ++l) ++times[found_.lines[l].words];
    for (const auto& [words, count] : times) {
      if (static_cast<double>(rest(heading) - count) <= most_doubt * static_cast<double>(rest(heading)) + 1e-9)
        return words;
      // Of a handful of lines one may be cut.
      if (rest(heading) > 2 && rest(heading) - count <= 1) return words;
    }
    return 0;
  }

  void become(SiteForm form, std::size_t heading, std::size_t columns = 0) {
    found_.form = form;
    found_.heading = heading;
    found_.columns = columns;
  }

  // Of n lines with n numbers after the first line: whether each place is at no distance from itself.
  bool diagonal_is_zero(double n) const {
    Words words({}, text_);
    for (std::size_t k = 0; k < found_.first.size(); ++k) words.next();
    for (std::size_t i = 0; i < static_cast<std::size_t>(n * n); ++i) {
      const auto value = number_of(words.next().text);
      if (i % (static_cast<std::size_t>(n) + 1) == 0 && (!value || *value != 0.0)) return false;
    }
    return true;
  }

  bool near(double wanted, std::size_t have) const {
    return std::abs(wanted - static_cast<double>(have)) <= std::max(2.0, most_doubt * wanted);
  }

  void after_one() {
    const double n = first(0);
    found_.form = SiteForm::unclear;
    if (!is_whole(n) || n < 1.0) return;
    if (words_of(1) == 2 && words_of(2) == 3 && words_of(3) == 4) return become(SiteForm::capacitated, 1);
    if (total() - 1.0 == n * n || total() - 1.0 == n * n + n) return become(SiteForm::matrix, 1);
    const std::size_t columns = common(1);
    if (columns >= 2 && columns <= 5 && near(n, rest(1))) become(SiteForm::places, 1, columns);
  }

  void after_two() {
    const double a = first(0), b = first(1);
    const bool sizes = is_whole(a) && is_whole(b) && a >= 1.0 && b >= 1.0;
    if (sizes && words_of(1) == 3 && words_of(2) == 4 && common(2) == 4) return become(SiteForm::capacitated, 1);
    if (sizes && is_cover(text_, a, b, words_)) return become(SiteForm::cover, 1);
    if (sizes && total() - 2.0 == 2.0 * a + b * (1.0 + a)) return become(SiteForm::facilities, 1);
    const std::size_t columns = common(1);
    const bool heading = sizes && b <= a;
    if (heading && static_cast<double>(columns) == a && total() - 2.0 == a * a && diagonal_is_zero(a))
      return become(SiteForm::matrix, 1);
    const bool costs = sizes && total() - 2.0 == a * b;
    if (costs && b > a && static_cast<double>(columns) == b) return become(SiteForm::costs, 1);
    if (sizes && columns >= 3 && columns <= 5 && near(a, rest(1))) return become(SiteForm::places, 1, columns);
    if (sizes && columns == 2 && a == static_cast<double>(rest(1))) return become(SiteForm::places, 1, 2);
    if (heading && (total() - 2.0 == a * a || total() - 2.0 == a * a + a)) return become(SiteForm::matrix, 1);
    if (costs) return become(SiteForm::costs, 1);
    if (columns == 2) return become(SiteForm::places, 0, 2);
    become(sizes ? SiteForm::cover : SiteForm::unclear, 1);
  }

  void after_three() {
    const double n = first(0), second = first(1), third = first(2);
    const bool sizes = is_whole(n) && is_whole(second) && n >= 1.0 && second >= 0.0;
    if (sizes && is_whole(third)) {
      const double edges = share_of_edges(text_, n);
      const bool all_there = std::abs(static_cast<double>(rest(1)) - second) <= 1.0 && words_of(1) != 4;
      if ((all_there && edges >= 0.5) || (rest(1) >= 10 && edges >= 1.0 - most_doubt))
        return become(SiteForm::graph, 1);
    }
    if (sizes && common(1) == 4 && near(n, rest(1))) return become(SiteForm::capacitated, 0);
    rows(0);
  }

  // Rows without a heading.
  void rows(std::size_t heading) {
    const std::size_t columns = common(heading);
    found_.form = SiteForm::unclear;
    if (columns == 0) {
      // Of lines that differ the first is right.
      if (words_of(heading) >= 2 && words_of(heading) <= 4) become(SiteForm::places, heading, words_of(heading));
      return;
    }
    if (columns == rest(heading) && columns > 4) return become(SiteForm::matrix, heading, columns);
    if (columns <= 4 || counts_on(text_, heading, found_.lines.size()))
      return become(SiteForm::places, heading, columns);
    become(SiteForm::costs, heading, columns);
  }

  std::string_view text_;
  FormFound found_;
  std::size_t words_ = 0;
  bool numbers_ = true;
};

}  // namespace

FormFound form_of(std::string_view text) { return FormTeller(text)(); }

FormFound form_of_places(std::string_view text, std::size_t columns) { return FormTeller(text).as_places(columns); }

}  // namespace yuanluo::scenarios
