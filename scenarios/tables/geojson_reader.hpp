// GeoJSON features with their properties, and what is wrong with them. Source: [RFC7946].
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/district.hpp"
#include "scenarios/json/document.hpp"
#include "scenarios/tables/problem_list.hpp"

namespace yuanluo::scenarios {

// Reads the features of one collection, one after another.
class FeatureReader {
 public:
  // `collection` must outlive the reader. Reports a text that is no FeatureCollection, or is not in WGS-84.
  FeatureReader(std::string file, const Json& collection, ProblemList& problems);

  // Goes on to the next feature; false after the last.
  bool next();

  // The ring of a Polygon without holes, counter-clockwise; empty if there is something wrong with it.
  std::vector<models::GeoPoint> ring();
  // The points of a LineString; empty if there is something wrong with it.
  std::vector<models::GeoPoint> line();

  // A property of type text; `missing` says whether it may be left out or null.
  std::string text(std::string_view name, bool may_be_missing = false);
  bool yes_no(std::string_view name);
  std::size_t word(std::string_view name, std::span<const std::string_view> words);
  // None where the property is missing or null.
  std::optional<std::int64_t> optional_whole(std::string_view name, std::int64_t low, std::int64_t high);
  std::optional<std::size_t> optional_word(std::string_view name, std::span<const std::string_view> words);

  // Reports something about a property of this feature.
  void report(std::string_view property, models::Name wanted, models::Name found, models::Name hint = {});

  std::size_t index() const { return index_; }

 private:
  const Json* coordinates(std::string_view type);
  std::vector<models::GeoPoint> points(const Json& positions, const std::string& pointer);
  const Json* property(std::string_view name) const;
  std::string pointer() const;

  std::string file_;
  ProblemList& problems_;
  const Json* features_ = nullptr;
  std::size_t index_ = 0;
  bool begun_ = false;
};

}  // namespace yuanluo::scenarios
