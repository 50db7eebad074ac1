#include "scenarios/plan/site_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "scenarios/json/document.hpp"
#include "scenarios/plan/site_fields.hpp"
#include "scenarios/plan/site_form.hpp"
#include "scenarios/plan/site_numbers.hpp"
#include "scenarios/plan/site_places.hpp"
#include "scenarios/plan/site_table.hpp"
#include "scenarios/plan/site_tsplib.hpp"
#include "scenarios/tables/csv_text.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;
using models::Name;

const Name file_wanted{"选址问题的文件（图、坐标或费用，文本或 CSV）",
                       "a file with a siting question (a graph, places or costs, as text or CSV)"};

// What other programs write and this one cannot read.
void refuse_other_kinds(const std::string& file, std::string_view text) {
  const Name save{"请另存为“CSV UTF-8”", "save it as \"CSV UTF-8\""};
  if (text.substr(0, 4) == "PK\x03\x04")
    refuse_at(file, 1, file_wanted, {"Excel 工作簿或 zip 文件", "an Excel workbook or a zip file"}, save);
  if (text.substr(0, 2) == "\x1F\x8B")
    refuse_at(file, 1, file_wanted, {"gzip 压缩文件", "a gzip file"}, {"请先解压", "unpack it first"});
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF")
    refuse_at(file, 1, {"UTF-8文本", "UTF-8 text"}, same("UTF-16"), save);
  if (text.find('\0') != std::string_view::npos)
    refuse_at(file, 1, file_wanted, {"非文本文件", "a file that is not text"});
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin != std::string_view::npos && (text[begin] == '{' || text[begin] == '['))
    refuse_at(file, 1, file_wanted, {"JSON 文件", "a JSON file"},
              {"请写成含 x,y 或 lon,lat 的 CSV", "write it as CSV with x,y or lon,lat"});
}

bool all_numbers(const std::vector<std::string_view>& fields) {
  return !fields.empty() && std::all_of(fields.begin(), fields.end(), [](std::string_view field) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!field.empty() && blank(field.front())) field.remove_prefix(1);
    while (!field.empty() && blank(field.back())) field.remove_suffix(1);
    std::string point(field);
    if (std::count(point.begin(), point.end(), ',') == 1) std::replace(point.begin(), point.end(), ',', '.');
    return number_of(point).has_value();
  });
}

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> fields;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(separator, at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  if (fields.size() > 1 && fields.back().find_first_not_of(" \r") == std::string_view::npos) fields.pop_back();
  return fields;
}

// Blanks out a byte order mark, comment lines and the separators of rows of numbers, and makes decimal commas points;
// every other byte stays where it is, so that places in messages are those of the file.
void make_plain_numbers(std::string& text) {
  if (text.substr(0, utf8_mark.size()) == utf8_mark) text.replace(0, utf8_mark.size(), utf8_mark.size(), ' ');
  std::string_view first;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t begin = text.find_first_not_of(" \t\r", at);
    if (begin < end && (text[begin] == '#' || text[begin] == '%')) {
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    } else if (first.empty() && begin < end) {
      first = std::string_view(text).substr(begin, end - begin);
    }
    at = end + 1;
  }
  const auto blank_out = [&text](char c) { std::replace(text.begin(), text.end(), c, ' '); };
  for (const char separator : {';', '\t', ','}) {
    if (first.find(separator) == std::string_view::npos || !all_numbers(split(first, separator))) continue;
    blank_out(separator);
    if (separator != ',') std::replace(text.begin(), text.end(), ',', '.');
    return;
  }
  if (first.find(',') != std::string_view::npos &&
      first.find_first_not_of("0123456789,+-eE. \t\r") == std::string_view::npos)
    std::replace(text.begin(), text.end(), ',', '.');
}

SiteReading read_any(const std::string& file, const SiteFileOptions& options) {
  FileText read = read_file(file);
  if (!read.text) refuse_at(file, 0, file_wanted, read.found);
  refuse_other_kinds(file, *read.text);
  if (is_tsplib(*read.text)) return read_tsplib(file, *read.text, options);
  std::string numbers = *read.text;
  make_plain_numbers(numbers);
  const FormFound form = options.coordinates || !options.columns.empty()
                             ? form_of_places(numbers, options.columns.size())
                             : form_of(numbers);
  if (form.form != SiteForm::table) return read_site_numbers(file, numbers, form, options);
  return read_site_table(file, *read.text, options);
}

// The sites are the places of another file.
void take_sites(SiteReading& reading, const SiteFileOptions& options, const std::string& file) {
  SiteFileOptions plain = options;
  plain.sites.clear();
  SiteReading other = read_any(options.sites.string(), plain);
  if (!reading.places || !other.places) {
    refuse_at(!reading.places ? file : options.sites.string(), 0,
              {"地点（--sites 要求两个文件都是地点）", "places, as --sites wants of both files"},
              !reading.places ? reading.file.read_as : other.file.read_as);
  }
  if (reading.places->globe != other.places->globe) {
    refuse_at(options.sites.string(), 0, {"与第一个文件相同的坐标", "coordinates as in the first file"},
              other.file.read_as);
  }
  for (SitePlace& place : reading.places->list) place.site = false;
  for (SitePlace& place : other.places->list) {
    place.customer = false;
    place.site = true;
    reading.places->list.push_back(std::move(place));
  }
  reading.places->capacities = other.places->capacities;
  reading.places->costs = other.places->costs;
  if (reading.file.p == 0) reading.file.p = other.file.p;
}

void take_weights(plan::siting::Instance& instance, const fs::path& weights) {
  const std::string file = weights.string();
  FileText read = read_file(file);
  if (!read.text)
    refuse_at(file, 0, {"每个需求点一个权重的文件", "a file with a weight for each customer"}, read.found);
  make_plain_numbers(*read.text);
  Words words(file, *read.text);
  for (double& weight : instance.weight) weight = words.real({"权重", "a weight"}, 0.0);
  words.end();
}

}  // namespace

SiteFile read_site_file(const fs::path& path, const SiteFileOptions& options) {
  const std::string file = path.string();
  SiteReading reading = read_any(file, options);
  if (!options.sites.empty()) take_sites(reading, options, file);
  if (reading.places) reading.file.instance = linked(*reading.places, options, file);
  if (!options.weights.empty()) take_weights(reading.file.instance, options.weights);
  return std::move(reading.file);
}

}  // namespace yuanluo::scenarios
