#include "scenarios/plan/site_tsplib.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "scenarios/plan/site_fields.hpp"
#include "scenarios/plan/site_links.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Name;

constexpr std::uint32_t most_places = 1'000'000;

// TSPLIB writes 40 degrees and 30 minutes as 40.30.
double tsplib_degrees(double written) {
  const double whole = std::trunc(written);
  return whole + (written - whole) * 100.0 / 60.0;
}

class TsplibReader {
 public:
  TsplibReader(const std::string& file, std::string_view text, const SiteFileOptions& options)
      : file_(file), words_(file, text), options_(options) {}

  SiteReading operator()() {
    for (;;) {
      Words::Word word = words_.next();
      if (word.text.empty() || word.text == "EOF") break;
      std::string key(word.text);
      while (!key.empty() && key.back() == ':') key.pop_back();
      if (key == "NODE_COORD_SECTION") {
        places();
      } else if (key == "EDGE_WEIGHT_SECTION") {
        table();
      } else if (key == "DEMAND_SECTION") {
        demands();
      } else if (key.size() > 8 && key.substr(key.size() - 8) == "_SECTION") {
        skip_section();
      } else {
        heading(key, word.line);
      }
    }
    if (!reading_.places && reading_.file.instance.sites.empty())
      words_.refuse_next({"NODE_COORD_SECTION 或 EDGE_WEIGHT_SECTION", "NODE_COORD_SECTION or EDGE_WEIGHT_SECTION"});
    put_demands();
    return std::move(reading_);
  }

 private:
  // "KEY : value", or one that runs to the end of its line.
  void heading(const std::string& key, std::uint32_t line) {
    std::string value;
    for (Words ahead = words_;; words_ = ahead) {
      const Words::Word word = ahead.next();
      if (word.text.empty() || word.line != line) break;
      if (word.text == ":" && value.empty()) continue;
      value += (value.empty() ? "" : " ") + std::string(word.text);
    }
    headings_[key] = value;
    lines_[key] = line;
  }

  std::string value(const std::string& key, const std::string& otherwise) const {
    const auto found = headings_.find(key);
    return found == headings_.end() || found->second.empty() ? otherwise : found->second;
  }

  [[noreturn]] void refuse(const std::string& key, Name wanted) const {
    const auto line = lines_.find(key);
    refuse_at(file_, line == lines_.end() ? 1 : line->second, std::move(wanted), same(value(key, "–")));
  }

  std::uint32_t dimension() const {
    const auto number = number_of(value("DIMENSION", ""));
    if (!number || *number != std::floor(*number) || *number < 1.0 || *number > most_places)
      refuse("DIMENSION", {fmt::format("DIMENSION：1 至 {} 的整数", most_places),
                           fmt::format("DIMENSION: a whole number from 1 to {}", most_places)});
    return static_cast<std::uint32_t>(*number);
  }

  void places() {
    const std::string kind = value("EDGE_WEIGHT_TYPE", "EUC_2D");
    if (kind != "EUC_2D" && kind != "CEIL_2D" && kind != "GEO" && kind != "EXPLICIT") {
      refuse("EDGE_WEIGHT_TYPE", {"EUC_2D、CEIL_2D、GEO 或 EXPLICIT", "EUC_2D, CEIL_2D, GEO or EXPLICIT"});
    }
    const std::size_t count = headings_.count("DIMENSION") > 0 ? dimension() : places_ahead();
    SitePlaces places;
    places.globe = kind == "GEO";
    for (std::size_t i = 0; i < count; ++i) {
      const Words::Word name = words_.next();
      if (name.text.empty() || !number_of(name.text)) {
        words_.refuse(name,
                      {fmt::format("{} 个地点（DIMENSION）", count), fmt::format("{} places (DIMENSION)", count)});
      }
      SitePlace one;
      one.name = std::string(name.text);
      one.x = words_.real({"坐标", "a coordinate"}, any_number);
      one.y = words_.real({"坐标", "a coordinate"}, any_number);
      if (places.globe) {  // latitude first
        const double latitude = tsplib_degrees(one.x);
        one.x = tsplib_degrees(one.y);
        one.y = latitude;
      }
      places.list.push_back(std::move(one));
    }
    if (kind != "EXPLICIT") {
      reading_.places = std::move(places);
      reading_.file.read_as = {fmt::format("TSPLIB，{} 个地点，{}", count, kind),
                               fmt::format("TSPLIB, {} places, {}", count, kind)};
    }
    if (kind == "GEO") {
      reading_.file.notes.push_back({"GEO：距离为地球表面的米数", "GEO: distances are metres on the globe"});
    } else if (!options_.rounding) {
      reading_.file.notes.push_back(
          {"距离不取整；TSPLIB 的取整见 --round", "distances are not rounded; TSPLIB's are with --round"});
    }
  }

  // Lines that begin with a number, where the file does not say how many places it has.
  std::size_t places_ahead() const {
    Words ahead = words_;
    std::size_t lines = 0;
    std::uint32_t line = 0;
    for (Words::Word word = ahead.next(); !word.text.empty(); word = ahead.next()) {
      if (word.line == line) continue;
      if (!number_of(word.text)) break;
      line = word.line;
      ++lines;
    }
    return lines;
  }

  void table() {
    const std::uint32_t n = dimension();
    if (n > most_square)
      refuse("DIMENSION", {fmt::format("至多 {}", most_square), fmt::format("at most {}", most_square)});
    const std::string format = value("EDGE_WEIGHT_FORMAT", "–");
    const bool full = format == "FULL_MATRIX", lower = format == "LOWER_ROW" || format == "LOWER_DIAG_ROW";
    const bool diagonal = format == "UPPER_DIAG_ROW" || format == "LOWER_DIAG_ROW";
    if (!full && !lower && !diagonal && format != "UPPER_ROW") {
      refuse("EDGE_WEIGHT_FORMAT", {"FULL_MATRIX，或 UPPER_、LOWER_ 的 ROW、DIAG_ROW",
                                    "FULL_MATRIX, or ROW or DIAG_ROW of UPPER_ or LOWER_"});
    }
    std::vector<double> cells(static_cast<std::size_t>(n) * n, 0.0);
    for (std::size_t r = 0; r < n; ++r) {
      const std::size_t skip = diagonal ? 0 : 1;
      const std::size_t begin = full || lower ? 0 : r + skip;
      const std::size_t end = full || !lower ? n : r + 1 - skip;
      for (std::size_t c = begin; c < end; ++c) {
        cells[r * n + c] = words_.real({"距离", "a distance"}, 0.0);
        if (!full) cells[c * n + r] = cells[r * n + c];
      }
    }
    fill_from_matrix(reading_.file.instance, numbered(n), cells, options_.radius);
    reading_.places.reset();
    reading_.file.read_as = {fmt::format("TSPLIB，{} 个地点的距离表", n),
                             fmt::format("TSPLIB, a table of distances between {} places", n)};
  }

  void demands() {
    const std::uint32_t count =
        reading_.places ? static_cast<std::uint32_t>(reading_.places->list.size()) : dimension();
    demands_.assign(count, 0.0);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t at = words_.whole({"节点", "a node"}, 1, count);
      demands_[at - 1] = words_.real({"需求", "a demand"}, 0.0);
    }
  }

  void put_demands() {
    if (demands_.empty()) return;
    if (reading_.places) {
      reading_.places->loads = reading_.places->weights = true;
      for (std::size_t i = 0; i < demands_.size(); ++i)
        reading_.places->list[i].weight = reading_.places->list[i].load = demands_[i];
    } else {
      reading_.file.instance.weight = reading_.file.instance.load = demands_;
    }
    reading_.file.notes.push_back({"需求作为权重", "demands are weights"});
  }

  // To the next line that begins with a letter.
  void skip_section() {
    for (Words ahead = words_;; words_ = ahead) {
      const Words::Word word = ahead.next();
      if (word.text.empty() || (word.text[0] >= 'A' && word.text[0] <= 'Z')) return;
    }
  }

  const std::string& file_;
  Words words_;
  const SiteFileOptions& options_;
  SiteReading reading_;
  std::map<std::string, std::string> headings_;
  std::map<std::string, std::uint32_t> lines_;
  std::vector<double> demands_;
};

}  // namespace

bool is_tsplib(std::string_view text) {
  for (const std::string_view mark : {"NODE_COORD_SECTION", "EDGE_WEIGHT_SECTION"}) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && (at == 0 || text[at - 1] == '\n')) return true;
  }
  return false;
}

SiteReading read_tsplib(const std::string& file, std::string_view text, const SiteFileOptions& options) {
  return TsplibReader(file, text, options)();
}

}  // namespace yuanluo::scenarios
