#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include "scenarios/json/document.hpp"
#include "scenarios/tables/checks.hpp"
#include "scenarios/tables/csv_text.hpp"
#include "scenarios/tables/csv_writer.hpp"
#include "scenarios/tables/geojson_reader.hpp"
#include "scenarios/tables/key.hpp"
#include "scenarios/tables/problem_list.hpp"
#include "scenarios/tables/row_reader.hpp"
#include "scenarios/tables/street_properties.hpp"
#include "scenarios/tables/tables.hpp"
#include "scenarios/water/own_mains.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

class TablesReader {
 public:
  // `texts`: instead of the files in the folder.
  explicit TablesReader(fs::path folder, const TableTexts* texts = nullptr)
      : folder_(std::move(folder)), texts_(texts) {}

  models::District read() {
    read_places();
    const auto apart = [](const auto&) { return std::uint64_t{0}; };
    read_csv(TableKind::compounds, district_.compounds, apart);
    give_outlines();
    read_csv(TableKind::buildings, district_.buildings, [](const auto& b) { return std::uint64_t{b.compound.value}; });
    read_csv(TableKind::households, district_.households,
             [](const auto& h) { return std::uint64_t{h.building.value}; });
    read_csv(TableKind::residents, district_.residents, [](const auto& r) { return std::uint64_t{r.household.value}; });
    read_csv(TableKind::devices, district_.devices, [](const auto& d) {
      return std::uint64_t{d.household.value} * models::device_kinds + static_cast<std::uint64_t>(d.kind);
    });
    read_csv(TableKind::hydrants, district_.hydrants, apart);
    read_csv(TableKind::pump_stations, district_.pump_stations, apart);
    read_csv(TableKind::stations, district_.stations, apart);
    read_csv(TableKind::staff, district_.staff, apart);
    read_streets();
    const auto apart_if_there = [&](TableKind table, auto& rows) {
      if (is_there(table)) read_csv(table, rows, apart);
    };
    apart_if_there(TableKind::turn_restrictions, district_.turn_restrictions);
    apart_if_there(TableKind::aeds, district_.aeds);
    apart_if_there(TableKind::elevations, district_.spot_heights);
    if (is_there(TableKind::lifts)) {
      read_csv(TableKind::lifts, district_.stairwell_lifts,
               [](const auto& l) { return std::uint64_t{l.building.value} * 64 + l.stairwell; });
    }
    read_own_mains();
    problems_.raise();  // checks between tables need whole tables
    check_tables(district_, places_, problems_);
    problems_.raise();
    return std::move(district_);
  }

 private:
  struct Outline {
    std::vector<models::GeoPoint> ring;
    std::size_t feature;
    bool used = false;
  };

  std::string name_of(const std::string& file) const { return (folder_ / file).string(); }

  FileText text_of(const std::string& file) const {
    if (texts_ == nullptr) return read_file(folder_ / file);
    const auto found = texts_->find(file);
    if (found == texts_->end()) return {std::nullopt, {"没有", "none"}};
    return {found->second, {}};
  }

  std::optional<std::string> content(const std::string& file) {
    FileText text = text_of(file);
    if (!text.text) {
      problems_.add_json(name_of(file), "", {"片区表格文件", "a file of district tables"}, text.found);
      return std::nullopt;
    }
    return std::move(text.text);
  }

  std::optional<Json> json(const std::string& file) {
    const auto text = content(file);
    if (!text) return std::nullopt;
    std::string_view rest = *text;
    if (rest.substr(0, utf8_mark.size()) == utf8_mark) rest.remove_prefix(utf8_mark.size());
    std::vector<Problem> found;
    auto parsed = parse_json(name_of(file), rest, found);
    const bool good = found.empty();
    problems_.add_all(std::move(found));
    return good ? std::move(parsed) : std::nullopt;
  }

  void read_places() {
    constexpr std::array<std::string_view, 3> kinds{"district", "community", "compound"};
    const auto collection = json("places.geojson");
    if (!collection) return;
    FeatureReader feature(name_of("places.geojson"), *collection, problems_);
    std::map<std::string, std::size_t> seen;
    std::vector<std::pair<std::string, models::Community>> communities;
    std::size_t districts = 0;
    while (feature.next()) {
      const std::size_t kind = feature.word("kind", kinds);
      auto ring = feature.ring();
      if (kind == 0) {
        ++districts;
        district_.name = {feature.text("name_zh"), feature.text("name_en")};
        district_.boundary = std::move(ring);
        continue;
      }
      const std::string id = unique_id(feature, seen);
      if (kind == 1) {
        communities.emplace_back(
            id, models::Community{{feature.text("name_zh"), feature.text("name_en")}, std::move(ring)});
      } else if (kind == 2) {
        outlines_.try_emplace(id, Outline{std::move(ring), feature.index()});
      }
    }
    if (districts != 1) {
      problems_.add_json(name_of("places.geojson"), "/features",
                         {"一个kind为\"district\"的要素", "one feature of kind \"district\""},
                         {fmt::format("{}个", districts), fmt::format("{}", districts)});
    }
    std::sort(communities.begin(), communities.end(),
              [](const auto& a, const auto& b) { return key_before(a.first, b.first); });
    KeyIndex& keys = keys_[static_cast<std::size_t>(TableKind::communities)];
    keys.known = true;
    for (auto& [id, community] : communities) {
      keys.rows.try_emplace(id, static_cast<std::uint32_t>(district_.communities.size()));
      district_.communities.push_back(std::move(community));
    }
    outlines_known_ = true;
  }

  std::string unique_id(FeatureReader& feature, std::map<std::string, std::size_t>& seen) {
    const std::string id = feature.text("id");
    const auto [before, fresh] = seen.try_emplace(id, feature.index());
    if (!fresh) {
      feature.report(
          "id", {"不重复的编号", "an id that no other feature has"}, same(fmt::format("\"{}\"", id)),
          {fmt::format("与/features/{}重复", before->second), fmt::format("/features/{} has it too", before->second)});
    }
    return id;
  }

  template <class Row, class Owner>
  void read_csv(TableKind table, std::vector<Row>& rows, Owner owner) {
    struct Keyed {
      std::uint64_t owner;
      std::string id;
      std::uint32_t line;
      Row row;
    };
    const auto t = static_cast<std::size_t>(table);
    const std::string file = name_of(csv_file(table));
    places_.files[t] = file;
    const auto text = content(csv_file(table));
    if (!text) return;
    std::vector<Problem> found;
    const std::vector<CsvRow> raw = parse_csv(file, *text, found);
    const bool readable = found.empty();
    problems_.add_all(std::move(found));
    if (!readable) return;
    if (raw.empty()) {
      problems_.add_cell(file, 1, "id", {"列名", "the names of the columns"}, nothing());
      return;
    }
    RowReader reader(file, table, raw.front(), keys_, problems_);
    std::vector<Keyed> all;
    all.reserve(raw.size() - 1);
    for (std::size_t i = 1; i < raw.size(); ++i) {
      const auto& fields = raw[i].fields;
      if (std::all_of(fields.begin(), fields.end(), [](const std::string& f) { return f.empty(); })) continue;
      Keyed keyed{0, reader.begin(raw[i]), raw[i].line, {}};
      declare(reader, keyed.row);
      keyed.owner = owner(keyed.row);
      all.push_back(std::move(keyed));
    }
    std::sort(all.begin(), all.end(), [](const Keyed& a, const Keyed& b) {
      return a.owner != b.owner ? a.owner < b.owner : key_before(a.id, b.id);
    });
    KeyIndex& keys = keys_[t];
    keys.known = true;
    keys.rows.reserve(all.size());
    for (Keyed& keyed : all) {
      keys.rows.try_emplace(std::move(keyed.id), static_cast<std::uint32_t>(rows.size()));
      places_.lines[t].push_back(keyed.line);
      rows.push_back(std::move(keyed.row));
    }
  }

  void give_outlines() {
    const auto t = static_cast<std::size_t>(TableKind::compounds);
    if (!outlines_known_ || !keys_[t].known) return;
    for (const auto& [id, index] : keys_[t].rows) {
      const auto outline = outlines_.find(id);
      if (outline == outlines_.end()) {
        problems_.add_cell(places_.files[t], places_.lines[t][index], "id",
                           {"places.geojson中有轮廓的编号", "an id with an outline in places.geojson"},
                           same(fmt::format("\"{}\"", id)));
        continue;
      }
      outline->second.used = true;
      district_.compounds[index].boundary = outline->second.ring;
    }
    for (const auto& [id, outline] : outlines_) {
      if (outline.used) continue;
      problems_.add_json(name_of("places.geojson"), fmt::format("/features/{}/properties/id", outline.feature),
                         {"compounds.csv中的编号", "an id of compounds.csv"}, same(fmt::format("\"{}\"", id)));
    }
  }

  void read_streets() {
    const auto collection = json("streets.geojson");
    if (!collection) return;
    FeatureReader feature(name_of("streets.geojson"), *collection, problems_);
    std::map<std::string, std::size_t> seen;
    std::vector<std::pair<std::string, models::Street>> streets;
    while (feature.next()) {
      models::Street street;
      const std::string id = unique_id(feature, seen);
      street.name = {feature.text("name_zh", true), feature.text("name_en", true)};
      street.kind = static_cast<models::StreetClass>(feature.word("class", street_class_words()));
      street.oneway = feature.yes_no("oneway");
      read_optional(feature, street);
      street.points = feature.line();
      streets.emplace_back(id, std::move(street));
    }
    std::stable_sort(streets.begin(), streets.end(),
                     [](const auto& a, const auto& b) { return key_before(a.first, b.first); });
    KeyIndex& keys = keys_[static_cast<std::size_t>(TableKind::streets)];
    keys.known = true;
    for (auto& [id, street] : streets) {
      keys.rows.try_emplace(std::move(id), static_cast<std::uint32_t>(district_.streets.size()));
      district_.streets.push_back(std::move(street));
    }
  }

  // What most streets leave out.
  static void read_optional(FeatureReader& feature, models::Street& street) {
    if (const auto speed = feature.optional_whole("speed_kmh", 1, 200))
      street.speed_kmh = static_cast<std::uint8_t>(*speed);
    if (const auto lanes = feature.optional_whole("lanes", 1, 20)) street.lanes = static_cast<std::uint8_t>(*lanes);
    for (std::size_t who = 0; who < models::travellers; ++who) {
      if (const auto word = feature.optional_word(traveller_properties[who], permission_words))
        street.access[who] = static_cast<models::Permission>(*word);
    }
    street.barrier = static_cast<models::Barrier>(feature.optional_word("barrier", barrier_words).value_or(0));
    street.layer = static_cast<std::int8_t>(feature.optional_whole("layer", -10, 10).value_or(0));
  }

  // Some tables may be missing: no turn is forbidden then, and there are no such things.
  bool is_there(TableKind table) const {
    const std::string file = csv_file(table);
    std::error_code error;
    return texts_ != nullptr ? texts_->count(file) > 0 : fs::exists(folder_ / file, error);
  }

  bool there(std::string_view file) const {
    std::error_code error;
    return texts_ != nullptr ? texts_->count(std::string(file)) != 0 : fs::exists(folder_ / file, error);
  }

  // Both files may be missing: mains are laid under the streets then.
  void read_own_mains() {
    if (!there(water::mains_file) && !there(water::ties_file)) return;
    const std::string inp_file(water::mains_file), ties_file(water::ties_file);
    const auto inp = content(inp_file), ties = content(ties_file);
    if (!inp || !ties) return;
    const auto row_of = [&](bool hydrant, const std::string& id) -> std::optional<std::uint32_t> {
      const auto& keys = keys_[static_cast<std::size_t>(hydrant ? TableKind::hydrants : TableKind::pump_stations)];
      const auto found = keys.rows.find(id);
      return found == keys.rows.end() ? std::nullopt : std::optional(found->second);
    };
    district_.mains =
        water::read_own_mains({name_of(inp_file), *inp, name_of(ties_file), *ties}, district_.hydrants.size(),
                              district_.pump_stations.size(), row_of, problems_);
  }

  fs::path folder_;
  const TableTexts* texts_;
  models::District district_;
  ProblemList problems_;
  KeyIndices keys_;
  RowPlaces places_;
  std::map<std::string, Outline> outlines_;
  bool outlines_known_ = false;
};

}  // namespace

models::District read_tables(const fs::path& folder) { return TablesReader(folder).read(); }

models::District read_tables(const TableTexts& texts, const fs::path& folder) {
  return TablesReader(folder, &texts).read();
}

}  // namespace yuanluo::scenarios
