// Things by name. Internal to viz/replay.
#pragma once

#include <string>
#include <vector>

#include "viz/replay/initials.hpp"
#include "viz/replay/places.hpp"
#include "viz/replay/recorded_run.hpp"

namespace yuanluo::viz {

// The names of communities, compounds, stations, pump stations and streets, and the numbers of hydrants and incidents.
class NameIndex {
 public:
  explicit NameIndex(const models::District& district);

  // Things whose name is, begins with, or holds the text (either language), or whose initials do; best first.
  std::vector<Found> find(RecordedRun& run, const Places& places, std::string_view text, models::Language language,
                          std::size_t most) const;

 private:
  struct Entry {
    Thing thing;
    std::string zh, en;  // in lower case
    Initials initials;
  };
  void add(Thing thing, const models::Name& name);

  std::vector<Entry> entries_;
};

}  // namespace yuanluo::viz
