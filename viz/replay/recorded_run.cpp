#include "viz/replay/recorded_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "models/outages/closure.hpp"
#include "models/response/unit_number.hpp"
#include "models/water/waterworks.hpp"
#include "scenarios/problem.hpp"
#include "viz/replay/trace_words.hpp"

namespace yuanluo::viz {

namespace {

sim::TraceReader<models::Payload> open(const std::filesystem::path& path) {
  try {
    return sim::TraceReader<models::Payload>(path);
  } catch (const sim::TraceError& error) {
    throw ReplayError(told(error.trouble()));
  }
}

scenarios::Recording recording_in(sim::TraceFileReader& file) {
  try {
    return scenarios::read_recording(file);
  } catch (const scenarios::ScenarioError& error) {
    const scenarios::Problem& first = error.problems().front();
    throw ReplayError({fmt::format("文件中的片区无法读取（{}）", first.text(models::Language::zh)),
                       fmt::format("the district in the file cannot be read ({})", first.text(models::Language::en))});
  }
}

bool stops_bikes(const models::ClosureParams& p, models::IncidentId id) {
  switch (static_cast<models::ClosureStream>(id.stream())) {
    case models::ClosureStream::accident:
      return p.accident_stops_bikes;
    case models::ClosureStream::flood:
      return p.flood_stops_bikes;
    case models::ClosureStream::works:
      return p.works_stops_bikes;
    case models::ClosureStream::planned:
      break;
  }
  return id.ordinal() < p.planned.size() && p.planned[id.ordinal()].stops_bikes;
}

}  // namespace

RecordedRun::RecordedRun(const std::filesystem::path& path) : trace_(open(path)), luck_(0, 0) {
  describe(trace_.file().header().description);
  scenarios::Recording recording = recording_in(trace_.file());
  info_.notes.insert(info_.notes.end(), recording.notes.begin(), recording.notes.end());
  world_ = std::make_unique<models::World>(
      models::make_world(std::move(recording.district), std::move(recording.spec.settings)));
  ways_ = std::make_unique<Ways>(*world_);
  map_ = static_map(world_->district, world_->plane);
  map_.mains = map_mains(world_->waterworks->plan(), world_->plane);
  luck_ = sim::Luck(info_.seed, replication_);
  fire_flow_ = std::make_unique<FireFlow>(*world_, luck_);
  info_.events = trace_.file().events();
  info_.complete = trace_.file().complete();
  range_.from = sim::epoch;
  range_.until = sim::epoch + (info_.warm_up_days + info_.days) * sim::one_day;
  if (!trace_.file().blocks().empty()) {
    const sim::SimTime last = trace_.file().blocks().back().last;
    // What was cut off is not known, so it is not shown as if nothing had happened.
    range_.until = info_.complete ? std::max(range_.until, last) : last;
  } else if (!info_.complete) {
    range_.until = range_.from;
  }
  if (info_.events == 0) info_.notes.push_back({"轨迹中没有任何事件", "the trace holds no events at all"});
  take_notes();
}

// Whatever is missing in the description stays as it is: a trace is worth opening even so.
void RecordedRun::describe(const std::string& description) {
  const auto json = nlohmann::json::parse(description, nullptr, false);
  const auto number = [&](const char* key) -> std::uint64_t {
    return json.is_object() && json.contains(key) && json[key].is_number_unsigned() ? json[key].get<std::uint64_t>()
                                                                                    : 0;
  };
  const auto text = [](const nlohmann::json& in, const char* key) {
    return in.is_object() && in.contains(key) && in[key].is_string() ? in[key].get<std::string>() : std::string{};
  };
  info_.digest = text(json, "digest");
  info_.version = text(json, "version");
  if (json.is_object() && json.contains("scenario"))
    info_.scenario = {text(json["scenario"], "zh"), text(json["scenario"], "en")};
  info_.seed = number("seed");
  info_.days = static_cast<std::int64_t>(std::min<std::uint64_t>(number("days"), 36500));
  info_.warm_up_days = static_cast<std::int64_t>(std::min<std::uint64_t>(number("warm_up_days"), 36500));
  replication_ = static_cast<std::uint32_t>(number("replication"));
  if (info_.version != YUANLUO_VERSION)
    info_.notes.push_back({fmt::format("由版本 {} 写成，本程序为 {}",
                                       info_.version.empty() ? "（未注明）" : info_.version, YUANLUO_VERSION),
                           fmt::format("written by version {}, this is {}",
                                       info_.version.empty() ? "(not named)" : info_.version, YUANLUO_VERSION)});
}

void RecordedRun::take_notes() {
  const auto& notes = trace_.file().notes();
  for (; notes_taken_ < notes.size(); ++notes_taken_) info_.notes.push_back(told(notes[notes_taken_]));
}

sim::SimTime RecordedRun::measured_from() const { return sim::epoch + info_.warm_up_days * sim::one_day; }

const models::Situation& RecordedRun::situation_at(sim::SimTime at) {
  trace_.bring_to(at, situation_, done_, models::Situation{});
  take_notes();
  return situation_;
}

std::vector<models::Event> RecordedRun::events_of(models::IncidentId incident) {
  std::vector<models::Event> events;
  trace_.for_each_of(models::SubjectOfEvent::of(incident), models::SubjectOfEvent{},
                     [&](const models::Event& event) { events.push_back(event); });
  take_notes();
  return events;
}

const std::vector<HydrantMoment>& RecordedRun::hydrants_of(models::IncidentId incident) {
  const auto known = hydrants_.find(incident.bits());
  if (known != hydrants_.end()) return known->second;
  constexpr std::size_t most_fires = 10'000;
  if (hydrants_.size() >= most_fires) hydrants_.clear();
  std::vector<HydrantMoment>& moments = hydrants_[incident.bits()];
  trace_.for_each_of(models::SubjectOfEvent::of(incident), models::SubjectOfEvent{}, [&](const models::Event& event) {
    if (const auto* flowed = std::get_if<models::HydrantFlowed>(&event.payload))
      moments.push_back({event.key.at, flowed->hydrant, flowed->helper, flowed->unit, 0.1 * flowed->flow_dlps,
                         0.1 * flowed->pressure_dm, false});
    else if (std::holds_alternative<models::HydrantsClosed>(event.payload))
      moments.push_back({event.key.at, {}, 0, 0, 0.0, 0.0, true});
  });
  take_notes();
  return moments;
}

std::vector<std::uint32_t> RecordedRun::closed_streets(sim::SimTime at, models::TravelMode mode) {
  std::vector<std::uint32_t> streets;
  const models::Traveller who = models::traveller_of(mode);
  const models::ClosureParams& p = world_->settings.closures;
  const bool none =
      p.accidents_per_km_year == 0.0 && p.floods_per_year == 0.0 && p.works_per_km_year == 0.0 && p.planned.empty();
  if (who == models::Traveller::foot || none) return streets;
  for (const IncidentRow& row : chronicle().closures_at(at))
    if (row.id.entity() < world_->district.streets.size() &&
        (who == models::Traveller::vehicle || stops_bikes(p, row.id)))
      streets.push_back(row.id.entity());
  std::sort(streets.begin(), streets.end());
  streets.erase(std::unique(streets.begin(), streets.end()), streets.end());
  return streets;
}

std::optional<sim::SimTime> RecordedRun::next_of(const models::UnitOut& unit, sim::SimTime now) {
  const std::tuple key{unit.name.incident.bits(), std::uint64_t{unit.name.helper} << 32 | unit.name.unit,
                       unit.since.time_since_epoch().count()};
  auto known = next_.find(key);
  if (known == next_.end()) {
    constexpr sim::Duration longest = 12 * sim::one_hour;  // nobody who comes at all takes longer
    const auto concerns = [&](const models::Event& event) {
      return std::visit(
          [&](const auto& e) {
            if constexpr (requires { e.incident, e.unit; })
              return e.incident == unit.name.incident && e.helper == unit.name.helper &&
                     models::number_in_pool(unit.helper(), e.unit) == unit.number();
            else if constexpr (std::is_same_v<std::decay_t<decltype(e)>, models::IncidentEnded>)
              return e.incident == unit.name.incident && unit.phase == models::OutPhase::at_work;
            else
              return false;
          },
          event.payload);
    };
    sim::SimTime found = sim::never;
    const auto& blocks = trace_.file().blocks();
    for (std::size_t b = trace_.first_block(now);
         b < blocks.size() && found == sim::never && blocks[b].first <= now + longest; ++b) {
      for (const models::Event& event : trace_.events(b)) {
        if (event.key.at <= now || !concerns(event)) continue;
        found = event.key.at;
        break;
      }
    }
    if (next_.size() > 100'000) next_.clear();
    known = next_.emplace(key, found).first;
  }
  return known->second == sim::never ? std::nullopt : std::optional(known->second);
}

const Chronicle& RecordedRun::chronicle() {
  if (!chronicle_) {
    chronicle_.emplace(*world_);
    for_each(sim::SimTime::min(), sim::never, *chronicle_);
    chronicle_->finish(range_.from, range_.until);
    info_.incidents = chronicle_->rows().size();
  }
  return *chronicle_;
}

std::uint64_t RecordedRun::events_up_to(sim::SimTime at) const {
  std::uint64_t n = 0;
  for (const sim::TraceBlock& block : trace_.file().blocks())
    if (block.first <= at) n = block.before + block.count;
  return n;
}

sim::SimTime RecordedRun::time_of_event(std::uint64_t n, std::uint64_t most) const {
  if (n <= most) return sim::SimTime::min();
  for (const sim::TraceBlock& block : trace_.file().blocks())
    if (block.before >= n - most) return block.first;
  return sim::SimTime::min();
}

}  // namespace yuanluo::viz
