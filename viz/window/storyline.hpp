// Bookmarks, and storylines made of them: moments of a run with a place, a colouring and a note.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/geo.hpp"
#include "models/text.hpp"
#include "sim/time.hpp"
#include "viz/replay/choices.hpp"
#include "viz/replay/told_error.hpp"
#include "viz/window/camera.hpp"

namespace yuanluo::viz {

struct Bookmark {
  sim::SimTime at;
  models::Name note;
  std::optional<Camera> camera;  // none: as it is
  Measure measure = Measure::none;
  bool heat = false;
  double seconds = 6.0;  // how long a film stays with it
  double speed = 60.0;   // seconds of the run in a second of film

  friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

// Everything that is wrong with a file, one problem on a line: "story.json#/stops/2/at: expected …, got …".
class StorylineError : public ToldError {
 public:
  explicit StorylineError(std::vector<models::Name> problems);
  const std::vector<models::Name>& problems() const { return problems_; }

 private:
  std::vector<models::Name> problems_;
};

// The word of a measure in files and on the command line: "risk".
std::string_view measure_key(Measure measure);
std::optional<Measure> measure_of(std::string_view key);

// Reads and writes storylines as JSON; the plane turns places into longitude and latitude. The reader throws
// StorylineError, the writer ToldError.
std::vector<Bookmark> read_storyline(const std::filesystem::path& path, const models::LocalPlane& plane);
void write_storyline(const std::filesystem::path& path, const std::vector<Bookmark>& bookmarks,
                     const models::LocalPlane& plane);

}  // namespace yuanluo::viz
