// What a person at the window is doing: which runs, which moment, what is chosen, selected and remembered. No graphics
// library: the panels and the map show it, and keys and pointers change it.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "viz/replay/comparison.hpp"
#include "viz/replay/replay.hpp"
#include "viz/window/camera.hpp"
#include "viz/window/incident_list.hpp"
#include "viz/window/map_layers.hpp"
#include "viz/window/play_clock.hpp"
#include "viz/window/reach.hpp"
#include "viz/window/storyline.hpp"

namespace yuanluo::viz {

// From where the reach along the streets is shown.
enum class ReachFrom : std::uint8_t { selection, hydrants, stations };

class Session {
 public:
  // The replays must outlive the session. With a second one both are shown on one clock, which covers both. Throws
  // ReplayError where they cannot be compared.
  explicit Session(Replay& first, Replay* second = nullptr);

  std::size_t sides() const { return sides_.size(); }
  Replay& replay(std::size_t side = 0) const { return *sides_[side].replay; }
  const StaticMap& map() const { return replay().map(); }
  Comparison* comparison() const { return comparison_.get(); }
  models::Language language() const { return choices.language; }

  PlayClock clock;
  Choices choices;
  LayerSwitches layers;
  View view;
  // What cards and bars lie over: each of these leaves all of them free.
  std::vector<Inset> covered;
  // The same but for the legend, which may lie over a corner where the map would get much smaller beside it.
  Inset covered_but_for_legend;
  ListChoices list;
  std::vector<Bookmark> bookmarks;
  ReachFrom reach_from = ReachFrom::selection;
  bool hatched = false;
  bool difference_map = false;    // the second side shows the change of the measure
  std::size_t latency_shown = 5;  // index of models::Latency: response
  models::Hazard hazard_shown = models::Hazard::fire;

  // Whether somebody looks at the figures, or at the differences: they are only worked out then.
  bool numbers_wanted = false;
  bool differences_wanted = false;

  // Brings frames, list and chain up to the clock and the choices. Every accessor below is as of the last refresh.
  void refresh();
  const Frame& frame(std::size_t side = 0) const { return sides_[side].frame; }
  const MeasureValues& values(std::size_t side) const;
  const IncidentList& incidents() const { return list_; }
  // Whether a value is still being worked out: another refresh will know more.
  bool unfinished() const;
  // Of the selected incident.
  const std::optional<Chain>& chain(std::size_t side = 0) const { return sides_[side].chain; }
  const std::vector<Difference>& differences() const { return differences_; }
  const std::vector<KpiLine>& kpis(std::size_t side) const { return sides_[side].kpis; }
  const IncidentHistogram& histogram() const { return histogram_; }
  // Counts up whenever a frame has changed.
  std::uint64_t revision() const { return revision_; }

  void select(Thing thing);
  // Selects, and moves the map there.
  void show(Thing thing);
  void follow(std::optional<UnitKey> unit) { followed_ = unit; }
  const std::optional<UnitKey>& followed() const { return followed_; }
  // Goes to the next incident (`direction` 1) or the one before (-1) of the chosen hazards or of one, selects it and
  // shows it; returns whether there is one.
  bool jump(int direction, std::optional<models::Hazard> hazard = std::nullopt);

  void add_bookmark(models::Name note = {});
  void go(const Bookmark& bookmark);
  // The bookmark that the clock stands at or has passed last; none before the first.
  std::optional<std::size_t> current_bookmark() const;
  // To the next or previous bookmark by time.
  void step_bookmark(int direction);

  // Shows the whole district, as large as it can be beside what covers the map.
  void fit_district();
  // Whether nothing has moved the map since then.
  bool shows_whole_district() const { return fitted_ == view.camera; }
  void next_measure();
  // A name for a moment: the frame's clock text of the first side.
  const std::string& clock_text() const { return frame().clock; }

  // What is within reach of what `reach_from` says: of hydrants, the streets that hoses reach along them; of everything
  // else, the places that those who come from there reach in so much time.
  struct Reach {
    std::vector<ReachedStretch> stretches;
    std::vector<double> limits_m;  // of the bands of streets
    models::GridField seconds;
    std::vector<double> limits_s;  // of the bands of places
    std::string from, how;         // what it starts from, and how one moves

    bool empty() const { return limits_m.empty() && limits_s.empty(); }
  };
  const Reach& reach() const { return reach_; }
  std::uint64_t reach_revision() const { return reach_revision_; }

 private:
  struct Side {
    Replay* replay = nullptr;
    Frame frame;
    MeasureValues difference;
    std::optional<Chain> chain;
    std::vector<KpiLine> kpis;
  };
  void refresh_chains();
  void refresh_reach();
  void follow_unit();

  std::vector<Side> sides_;
  std::unique_ptr<Comparison> comparison_;
  std::vector<Difference> differences_;
  IncidentList list_;
  IncidentHistogram histogram_;
  std::optional<UnitKey> followed_;
  std::optional<Camera> fitted_;  // as the whole district was shown last

  bool fresh_ = false;
  sim::SimTime shown_at_;
  Choices shown_choices_;
  bool shown_difference_ = false;
  // Of what the figures and the differences are.
  struct Stand {
    sim::SimTime at = sim::SimTime::min();
    models::Language language = models::Language::zh;
  };
  bool is_due(const Stand& stand) const;
  Stand kpis_, told_differences_;
  Thing chain_of_;
  models::Language chain_language_ = models::Language::zh;
  std::uint64_t revision_ = 0;

  std::unique_ptr<StreetNet> net_;
  Reach reach_;
  std::uint64_t reach_revision_ = 0;
  std::optional<std::tuple<ReachFrom, Thing, models::StationKind, models::Language, std::int64_t, std::uint64_t>>
      reach_shown_;
};

}  // namespace yuanluo::viz
