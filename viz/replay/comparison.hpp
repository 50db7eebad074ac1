// Two runs of the same luck, incident by incident.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/replay/replay.hpp"

namespace yuanluo::viz {

enum class DifferenceKind : std::uint8_t { only_in_first, only_in_second, deaths, injuries, outcome, noticed, reached };

// One incident that went differently. Negative: the second run was earlier, or had fewer.
struct Difference {
  models::IncidentId incident;
  sim::SimTime onset;
  DifferenceKind kind = DifferenceKind::noticed;  // what matters most about it
  std::int32_t deaths = 0, injuries = 0;
  std::optional<sim::Duration> noticed, reached;
  double weight = 0.0;  // how much it matters; the list is sorted by it
  std::string text;     // "事件 312：早 41 分钟发现" / "incident 312: found 41 min earlier"
  std::string detail;   // what it is, and where
  Ink ink = Ink::neutral;
};

class Comparison {
 public:
  // Both must outlive the comparison. Throws ReplayError where they cannot be compared (other seed, other district).
  Comparison(Replay& first, Replay& second);

  const std::vector<models::Name>& notes() const { return notes_; }  // other length, other version …
  // Those that matter most first, at most `most`; onset up to `at`.
  std::vector<Difference> differences(models::Language language, sim::SimTime at, std::size_t most = 500) const;
  // A measure by compound at `at`, second minus first.
  MeasureValues difference_values(Measure of, sim::SimTime at, models::Language language) const;

 private:
  struct Pair {
    models::IncidentId incident;
    const IncidentRow* first = nullptr;
    const IncidentRow* second = nullptr;
    double weight = 0.0;
  };
  Replay& first_;
  Replay& second_;
  std::vector<Pair> pairs_;  // by weight
  std::vector<models::Name> notes_;
};

}  // namespace yuanluo::viz
