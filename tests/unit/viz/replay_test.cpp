// A recorded run, looked at again: what is shown is what happened.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "models/kpi/latency.hpp"
#include "models/response/travel.hpp"
#include "models/roads/coverage.hpp"
#include "sim/random.hpp"
#include "tests/unit/viz/recorded_toy.hpp"
#include "viz/replay/comparison.hpp"
#include "viz/replay/kpis.hpp"
#include "viz/replay/measures.hpp"
#include "viz/replay/places.hpp"
#include "viz/replay/recorded_run.hpp"
#include "viz/replay/replay.hpp"

namespace yuanluo::viz {
namespace {

using models::Language;
using models::Stage;

constexpr std::array<bool, models::hazards> all_hazards{true, true, true, true, true, true};

const RecordedToy& toy() {
  static const RecordedToy recorded;
  return recorded;
}

// Moments all over the run, and each at a bend of it.
std::vector<sim::SimTime> moments(Replay& replay, int n) {
  std::vector<sim::SimTime> all{replay.range().from, replay.range().until};
  sim::Draw draw = sim::Luck(3, 0).draw(1, 1);
  const auto rows = replay.incidents();
  for (int i = 0; i < n; ++i) {
    const IncidentRow& row = rows[draw.next() % rows.size()];
    all.push_back(row.onset + sim::seconds(600.0 * draw.uniform()));
    all.push_back(row.onset);
  }
  return all;
}

TEST_CASE("a replay opens from its file alone and knows the district and the run") {
  Replay replay = Replay::open(toy().path);
  CHECK(replay.info().seed == static_cast<std::uint64_t>(toy().spec.run.seed));
  CHECK(replay.info().scenario == toy().spec.name);
  CHECK(replay.info().events == toy().result.events);
  CHECK(replay.info().complete);
  for (const models::Name& note : replay.info().notes) FAIL(note.en);
  CHECK(replay.map().compounds.size() == toy().world->district.compounds.size());
  CHECK(replay.map().buildings.size() == toy().world->district.buildings.size());
  CHECK(replay.range().until == sim::epoch + 3680 * sim::one_day);
  const RecordedRun run(toy().path);
  CHECK(run.world().district == toy().world->district);
  CHECK(run.world().settings.targets.limit_s == toy().world->settings.targets.limit_s);
}

TEST_CASE("the incidents of a replay are those that the run measured") {
  Replay replay = Replay::open(toy().path);
  std::vector<IncidentRow> rows;
  for (const IncidentRow& row : replay.incidents())
    if (row.onset >= sim::epoch + 30 * sim::one_day) rows.push_back(row);
  const auto& records = toy().result.incidents;
  REQUIRE(rows.size() == records.size());
  REQUIRE(rows.size() > 50);
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  auto sorted = records;
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto at = [&](Stage s) { return sorted[i].times.at(s).value_or(sim::never); };
    INFO(rows[i].id.str());
    CHECK(rows[i].id == sorted[i].id);
    CHECK(rows[i].onset == at(Stage::onset));
    CHECK(rows[i].noticed == at(Stage::noticed));
    CHECK(rows[i].reached == at(Stage::reached));
    CHECK(rows[i].ended == at(Stage::ended));
    CHECK(rows[i].variety == sorted[i].variety);
    CHECK(rows[i].ending == sorted[i].ending);
    CHECK(rows[i].deaths == sorted[i].deaths);
    CHECK(rows[i].injuries == sorted[i].injuries);
    CHECK(rows[i].compound == (sorted[i].compound ? sorted[i].compound->value : IncidentRow::no_compound));
  }
}

TEST_CASE("the figures at the end of a replay are those of the run, to the last bit") {
  RecordedRun run(toy().path);
  KpisSoFar kpis(run);
  const models::Kpis found = kpis.measure(kpis.covered(run.range().until));
  REQUIRE(found.size() == toy().result.kpis.size());
  for (std::size_t k = 0; k < found.size(); ++k) {
    INFO(kpis.catalogue().definitions()[k].key);
    CHECK(found[k] == toy().result.kpis[k]);
  }
}

TEST_CASE("figures up to a moment count what had begun by then") {
  Replay replay = Replay::open(toy().path);
  const sim::SimTime middle = sim::epoch + 400 * sim::one_day;
  const auto lines = replay.kpis(middle, Language::en);
  const auto falls =
      std::find_if(lines.begin(), lines.end(), [](const KpiLine& l) { return l.key == "fall.incidents.per_year"; });
  REQUIRE(falls != lines.end());
  const auto rows = replay.incidents();
  const auto n = std::count_if(rows.begin(), rows.end(), [&](const IncidentRow& r) {
    return r.hazard() == models::Hazard::fall && r.onset >= sim::epoch + 30 * sim::one_day && r.onset < middle;
  });
  CHECK(falls->number.value_or(-1.0) == Approx(static_cast<double>(n) * 365.0 / 370.0));
  CHECK(replay.kpis_cover(middle).until == middle);
}

TEST_CASE("a frame shows exactly the incidents that are open") {
  Replay replay = Replay::open(toy().path);
  for (const sim::SimTime at : moments(replay, 40)) {
    const Frame frame = replay.frame_at(at, {});
    std::set<models::IncidentId> shown, open;
    for (const IncidentMark& mark : frame.incidents)
      if (mark.id.ordinal() != models::IncidentId::from_before) shown.insert(mark.id);
    for (const IncidentRow& row : replay.incidents())
      if (row.open_at(at)) open.insert(row.id);
    INFO(frame.clock);
    CHECK(shown == open);
  }
}

TEST_CASE("a moment looks the same wherever one comes from") {
  Replay replay = Replay::open(toy().path);
  Choices choices;
  choices.measure = Measure::working;
  const auto print = [](const Frame& frame) {
    std::string text = frame.clock;
    for (const auto& m : frame.incidents) text += m.id.str() + m.stage_text + m.place;
    for (const auto& u : frame.units) text += u.label + std::to_string(u.at.x) + "," + std::to_string(u.at.y);
    for (const auto& f : frame.failures) text += f.label;
    for (const auto& a : frame.alarms) text += a.text;
    for (const auto& c : frame.counters) text += c.label + c.value;
    for (const float v : frame.values.by_compound) text += std::to_string(v);
    return text;
  };
  for (const sim::SimTime at : moments(replay, 15)) {
    const std::string here = print(replay.frame_at(at, choices));
    Replay fresh = Replay::open(toy().path);
    CHECK(print(fresh.frame_at(at, choices)) == here);
  }
}

TEST_CASE("a unit is on its way from its start to the gate, and there when the trace says so") {
  RecordedRun run(toy().path);
  Replay replay = Replay::open(toy().path);
  const Places places(run.world(), run.luck());
  std::size_t seen = 0;
  for (const Journey& j : run.chronicle().journeys()) {
    if (j.arrived == sim::never || j.arrived - j.set_out < sim::seconds(10) || seen > 30) continue;
    const UnitKey key = UnitKey::of(j.unit);
    const auto start = places.start_of(key, j.incident, j.set_out);
    REQUIRE(start);
    ++seen;
    const auto mark_at = [&](sim::SimTime at) {
      const Frame frame = replay.frame_at(at, {});
      for (const UnitMark& mark : frame.units)
        if (mark.unit == key && mark.incident == j.incident) return mark;
      FAIL("the unit is not shown at " << frame.clock);
      return UnitMark{};
    };
    const UnitMark first = mark_at(j.set_out), half = mark_at(j.set_out + (j.arrived - j.set_out) / 2),
                   last = mark_at(j.arrived - sim::Duration{1});
    CHECK(first.state == UnitState::on_way);
    CHECK(models::distance(first.at, *start).value < 0.01);
    CHECK(last.next_at == j.arrived);
    CHECK(models::distance(last.at, half.way_ahead.back()).value < 1.0);
    CHECK(models::distance(half.trail.back(), half.way_ahead.front()).value < 0.01);
  }
  CHECK(seen > 10);
}

TEST_CASE("a chain tells an incident in order, with the report's latencies") {
  Replay replay = Replay::open(toy().path);
  std::size_t with_help = 0;
  for (const models::IncidentRecord& record : toy().result.incidents) {
    const Chain chain = replay.chain(record.id, Language::en);
    INFO(record.id.str());
    REQUIRE(!chain.links.empty());
    CHECK(std::is_sorted(chain.links.begin(), chain.links.end(),
                         [](const Link& a, const Link& b) { return a.at < b.at; }));
    for (const LatencyLine& line : chain.latencies) CHECK(line.took == models::latency_of(record, line.latency));
    CHECK(chain.record.ending == record.ending);
    CHECK(chain.links.front().at <= record.times.at(Stage::onset));
    const auto reached =
        std::find_if(chain.links.begin(), chain.links.end(), [](const Link& l) { return l.kind == LinkKind::reached; });
    if (record.times.at(Stage::reached) && record.hazard() != models::Hazard::outage) {
      CHECK(reached != chain.links.end());
      ++with_help;
    }
  }
  CHECK(with_help > 10);
}

TEST_CASE("the chain tells how those came who went, along the way that a replay shows them on") {
  RecordedRun run(toy().path);
  Replay replay = Replay::open(toy().path);
  const Places places(run.world(), run.luck());
  std::size_t routes = 0;
  for (const Journey& j : run.chronicle().journeys()) {
    if (j.incident.ordinal() == models::IncidentId::from_before) continue;
    const UnitKey key = UnitKey::of(j.unit);
    const Chain chain = replay.chain(j.incident, Language::en);
    const auto route =
        std::find_if(chain.routes.begin(), chain.routes.end(), [&](const ChainRoute& r) { return r.unit == key; });
    REQUIRE(route != chain.routes.end());
    double length_m = 0.0;
    for (std::size_t i = 1; i < route->points.size(); ++i)
      length_m += models::distance(route->points[i - 1], route->points[i]).value;
    CHECK(route->length_m == Approx(length_m));
    CHECK(length_m >= models::distance(route->points.front(), route->points.back()).value - 1e-6);
    if (++routes == 40) break;
  }
  CHECK(routes == 40);
}

TEST_CASE("every text of a frame, a chain and an inspection is there in both languages") {
  Replay replay = Replay::open(toy().path);
  for (const Language language : {Language::zh, Language::en}) {
    for (const sim::SimTime at : moments(replay, 10)) {
      Choices choices;
      choices.language = language;
      choices.ended = true;
      choices.heat = true;
      for (std::size_t m = 0; m < measures; ++m) {
        choices.measure = static_cast<Measure>(m);
        const Frame frame = replay.frame_at(at, choices);
        CHECK(!frame.clock.empty());
        for (const auto& entry : frame.legend.entries) CHECK(!entry.text.empty());
        CHECK(std::is_sorted(frame.values.bounds.begin(), frame.values.bounds.end()));
        if (m != 0 && m != static_cast<std::size_t>(Measure::difference))
          CHECK(frame.values.by_compound.size() == replay.map().compounds.size());
      }
      const Frame frame = replay.frame_at(at, choices);
      for (const auto& mark : frame.incidents) {
        CHECK(!mark.title.empty());
        CHECK(!mark.place.empty());
        CHECK(!mark.stage_text.empty());
      }
      for (const auto& unit : frame.units) CHECK(!unit.label.empty());
      for (const auto& alarm : frame.alarms) CHECK(!alarm.text.empty());
    }
    for (const IncidentRow& row : replay.incidents()) {
      const Inspection seen = replay.inspect(thing_of(row.id), sim::never, language);
      CHECK(!seen.title.empty());
      CHECK(!seen.history.empty());
    }
  }
}

TEST_CASE("whatever can be pointed at can be inspected, and what does not exist says so") {
  Replay replay = Replay::open(toy().path);
  const RecordedRun run(toy().path);
  const models::District& d = run.world().district;
  const sim::SimTime at = sim::epoch + 500 * sim::one_day;
  const std::vector<std::pair<ThingKind, std::size_t>> tables{
      {ThingKind::community, d.communities.size()}, {ThingKind::compound, d.compounds.size()},
      {ThingKind::building, d.buildings.size()},    {ThingKind::household, d.households.size()},
      {ThingKind::resident, d.residents.size()},    {ThingKind::device, d.devices.size()},
      {ThingKind::hydrant, d.hydrants.size()},      {ThingKind::pump_station, d.pump_stations.size()},
      {ThingKind::station, d.stations.size()}};
  for (const auto& [kind, size] : tables) {
    for (std::size_t id = 0; id < std::min<std::size_t>(size, 20); ++id) {
      const Inspection seen = replay.inspect({kind, id}, at, Language::en);
      INFO(static_cast<int>(kind) << " " << id);
      CHECK(!seen.title.empty());
      CHECK(!seen.facts.empty());
      CHECK(seen.at.has_value());
      for (const Series& plot : seen.plots) {
        CHECK(plot.at.size() == plot.value.size());
        CHECK(std::is_sorted(plot.at.begin(), plot.at.end()));
      }
    }
    CHECK(replay.inspect({kind, size}, at, Language::en).facts.front().value == "there is no such thing");
  }
  std::size_t history = 0;
  for (std::size_t c = 0; c < d.compounds.size(); ++c)
    history += replay.inspect({ThingKind::compound, c}, sim::never, Language::zh).history.size();
  CHECK(history > 0);
}

TEST_CASE("the histogram holds every incident once, and jumps lead from one to the next and back") {
  Replay replay = Replay::open(toy().path);
  const auto rows = replay.incidents();
  for (const std::size_t bins : {1u, 7u, 500u}) {
    std::size_t sum = 0;
    const IncidentHistogram h = replay.histogram(bins, replay.range().from, replay.range().until);
    REQUIRE(h.bins.size() == bins);
    for (const auto& bin : h.bins)
      for (const std::uint32_t n : bin) sum += n;
    CHECK(sum == rows.size());
  }
  std::size_t forward = 0, backward = 0;
  std::set<sim::SimTime> onsets;
  for (const IncidentRow& row : rows) onsets.insert(row.onset);
  for (auto next = replay.next_incident(sim::SimTime::min(), all_hazards); next;
       next = replay.next_incident(next->onset, all_hazards))
    ++forward;
  for (auto last = replay.previous_incident(sim::never, all_hazards); last;
       last = replay.previous_incident(last->onset, all_hazards))
    ++backward;
  CHECK(forward == onsets.size());
  CHECK(backward == onsets.size());
  std::array<bool, models::hazards> falls{};
  falls[static_cast<std::size_t>(models::Hazard::fall)] = true;
  CHECK(replay.next_incident(sim::epoch, falls)->hazard() == models::Hazard::fall);
}

TEST_CASE("places are found by name and by initials") {
  Replay replay = Replay::open(toy().path);
  for (std::size_t c = 0; c < replay.map().compounds.size(); ++c) {
    const models::Name& name = replay.map().compounds[c].name;
    for (const std::string& text : {name.zh, name.en}) {
      const auto found = replay.search(text, Language::en);
      REQUIRE(!found.empty());
      CHECK(found.front().thing == Thing{ThingKind::compound, c});
    }
  }
  CHECK(replay.search("no such name", Language::en).empty());
  CHECK(replay.search("  ", Language::en).empty());
  const auto first = replay.search("1", Language::en);
  REQUIRE(!first.empty());
  CHECK(first.front().thing == thing_of(replay.incidents()[0].id));
  const auto by_id = replay.search(replay.incidents()[3].id.str(), Language::zh);
  REQUIRE(by_id.size() == 1);
  CHECK(by_id.front().thing == thing_of(replay.incidents()[3].id));
}

TEST_CASE("the load of units over the day adds up to the hours that they were out") {
  Replay replay = Replay::open(toy().path);
  RecordedRun run(toy().path);
  for (const Replay::UnitLoad& load : replay.load(Language::en)) {
    double hours = 0.0, expected = 0.0;
    for (const double busy : load.busy) hours += busy * 3680.0;
    for (const Journey& j : run.chronicle().journeys())
      if (UnitKey::of(j.unit).helper == load.helper)
        expected += sim::to_hours(std::min(j.back, run.range().until) - j.set_out);
    INFO(load.label);
    CHECK(hours == Approx(expected).margin(1e-6));
  }
}

TEST_CASE("values are told in units that fit their size, and never in powers of ten") {
  MeasureValues values;
  values.durations = true;
  CHECK(value_text(values, 0.5f, Language::en) == "30 s");
  CHECK(value_text(values, 12.0f, Language::zh) == "12 分钟");
  CHECK(value_text(values, 2000.0f, Language::en) == "33.3 h");
  CHECK(value_text(values, -4320.0f, Language::en) == "−3 d");
  values.bounds = {5.0f, 20.0f, 90.0f, 2880.0f};
  CHECK(class_texts(values, Language::en) ==
        std::vector<std::string>{"below 5 min", "5 – 20 min", "20 min – 1.5 h", "1.5 h – 2 d", "2 d and above"});
  MeasureValues metres;
  metres.unit = "m";
  CHECK(value_text(metres, 1240.4f, Language::en) == "1,240 m");
  CHECK(value_text(metres, 0.0f, Language::en) == "0 m");
  std::vector<float> minutes;
  for (int i = 1; i <= 600; ++i) minutes.push_back(0.37f * static_cast<float>(i * i));
  for (const float bound : class_bounds(minutes, true)) CHECK(std::fmod(bound * 4.0f, 1.0f) == 0.0f);
}

TEST_CASE("an isochrone holds every gate that is reached well in time by the exact search") {
  Replay replay = Replay::open(toy().path);
  RecordedRun run(toy().path);
  const models::World& world = run.world();
  const sim::SimTime at = sim::epoch + sim::hours(18.5);
  const StaticMap& map = replay.map();
  REQUIRE_FALSE(map.stations.empty());
  const PlanePoint from = map.stations.front().at;
  const auto mode = models::TravelMode::fire_engine;
  constexpr double limit_s = 480.0, cell_walk_s = 60.0;
  const models::GridField field = replay.arrivals({&from, 1}, mode, limit_s, at);
  models::CoverageQuestion question;
  question.mode = mode;
  question.limit_s = limit_s;
  question.origins = {world.roads.doorstep(mode, from)};
  question.seconds = [&](models::Way way) {
    return models::typical_seconds(world.settings, mode, way, 18, static_cast<std::size_t>(sim::weekday_of(at)));
  };
  std::vector<models::Doorstep> gates;
  for (const MapCompound& c : map.compounds) gates.push_back(world.roads.doorstep(mode, c.gate));
  const auto seconds = models::arrival_seconds(world.roads, question, gates);
  for (std::size_t i = 0; i < gates.size(); ++i) {
    if (!gates[i].street || !(seconds[i] < limit_s - cell_walk_s)) continue;
    const PlanePoint p = gates[i].street->at;
    const auto column = std::lround((p.x - field.origin.x) / field.cell_m);
    const auto row = std::lround((p.y - field.origin.y) / field.cell_m);
    REQUIRE((column >= 0 && row >= 0));
    REQUIRE((column < static_cast<long>(field.columns) && row < static_cast<long>(field.rows)));
    CHECK(field.at(static_cast<std::size_t>(column), static_cast<std::size_t>(row)) <= limit_s);
  }
}

TEST_CASE("the mains on the map lie under the streets") {
  Replay replay = Replay::open(toy().path);
  const StaticMap& map = replay.map();
  REQUIRE_FALSE(map.mains.empty());
  for (const MapMain& main : map.mains) {
    REQUIRE(main.line.size() >= 2);
    CHECK((main.diameter_mm >= 75 && main.diameter_mm <= 300));
    // Both ends are on a street.
    for (const PlanePoint p : {main.line.front(), main.line.back()}) {
      double nearest = 1e9;
      for (const MapStreet& street : map.streets)
        for (std::size_t i = 0; i + 1 < street.line.size(); ++i) {
          const PlanePoint a = street.line[i], b = street.line[i + 1];
          const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
          const double t = square > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
          nearest = std::min(nearest, models::distance(p, {a.x + t * dx, a.y + t * dy}).value);
        }
      CHECK(nearest < 1.0);
    }
  }
}

TEST_CASE("a run compared with itself shows no differences") {
  Replay a = Replay::open(toy().path), b = Replay::open(toy().path);
  const Comparison same(a, b);
  CHECK(same.differences(Language::en, sim::never).empty());
  REQUIRE(same.notes().size() == 1);
  for (const float v : same.difference_values(Measure::incidents, sim::never, Language::en).by_compound)
    CHECK(v == 0.0f);
}

TEST_CASE("two runs of the same luck differ incident by incident, what matters most first") {
  const RecordedToy silent([](scenarios::Spec& spec) {
    for (auto& told : spec.settings.routing.told) told = false;
  });
  Replay a = Replay::open(silent.path), b = Replay::open(toy().path);
  const Comparison comparison(a, b);
  const auto differences = comparison.differences(Language::en, sim::never);
  REQUIRE(!differences.empty());
  CHECK(std::is_sorted(differences.begin(), differences.end(),
                       [](const Difference& x, const Difference& y) { return x.weight > y.weight; }));
  for (const Difference& d : differences) {
    const auto row = [&](Replay& replay) -> const IncidentRow* {
      for (const IncidentRow& r : replay.incidents())
        if (r.id == d.incident) return &r;
      return nullptr;
    };
    const IncidentRow *x = row(a), *y = row(b);
    INFO(d.text);
    CHECK(!d.text.empty());
    if (x == nullptr || y == nullptr) {
      CHECK((d.kind == DifferenceKind::only_in_first || d.kind == DifferenceKind::only_in_second));
      continue;
    }
    CHECK(d.deaths == y->deaths - x->deaths);
    if (d.reached) CHECK(*d.reached == y->reached - x->reached);
    if (d.kind == DifferenceKind::reached && d.reached)
      CHECK((d.text.find(*d.reached < sim::Duration::zero() ? "earlier" : "later") != std::string::npos));
  }
}

TEST_CASE("runs that cannot be compared say why") {
  const RecordedToy other([](scenarios::Spec& spec) { spec.run.seed += 1; });
  Replay a = Replay::open(toy().path), b = Replay::open(other.path);
  CHECK_THROWS_AS(Comparison(a, b), ReplayError);
  CHECK_THROWS_WITH(Comparison(a, b), Catch::Contains("different seeds"));
}

}  // namespace
}  // namespace yuanluo::viz
