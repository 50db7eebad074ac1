#include "viz/replay/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "models/kpi/incident_log.hpp"
#include "models/response/capability.hpp"
#include "models/response/unit_number.hpp"
#include "models/situation/onset.hpp"
#include "viz/replay/frame_at.hpp"
#include "viz/replay/marks.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

using models::Helper;
using models::Language;
using models::Recipient;
using models::Text;
using models::Variety;

namespace {

// The links of one incident, event by event.
class Links {
 public:
  Links(const models::World& world, const Places& places, Language language)
      : world_(world), places_(places), language_(language) {}

  std::vector<Link> links;

  void operator()(const models::Event& event) {
    at_ = event.key.at;
    std::visit([&](const auto& e) { see(event, e); }, event.payload);
  }

 private:
  template <class... Values>
  void add(LinkKind kind, Ink ink, std::optional<UnitKey> unit, const Text& text, const Values&... values) {
    links.push_back({kind, at_, fmt::format(fmt::runtime(std::string(text.in(language_))), values...), ink, unit});
  }
  template <class Enum>
  std::string_view word(std::uint32_t code) const {
    return models::word(static_cast<Enum>(code)).text.in(language_);
  }
  std::string name(const UnitKey& unit) const { return places_.unit_name(unit, language_); }
  // A unit sets out and comes back where it is at home; in between the events are the compound's, which calls it by the
  // same number.
  UnitKey unit_at_home(const models::Event& event, std::uint32_t helper, std::uint32_t number) {
    const auto h = static_cast<Helper>(helper);
    return units_.insert_or_assign({helper, number}, UnitKey{event.to.value, h, models::number_in_pool(h, number)})
        .first->second;
  }
  UnitKey unit_of(const models::Event& event, std::uint32_t helper, std::uint32_t number) const {
    const auto known = units_.find({helper, number});
    return known != units_.end() ? known->second : UnitKey{event.to.value, static_cast<Helper>(helper), number};
  }

  template <class E>
  void see(const models::Event& event, const E& e) {
    if constexpr (std::is_same_v<E, models::StreetClosed>)
      add(LinkKind::onset, Ink::closed, {}, {"{}", "{}"},
          models::word(models::closure_variety(e.incident)).text.in(language_));
    else if constexpr (models::is_onset<E>)
      add(LinkKind::onset, Ink::neutral, {}, {"{}发生", "{} begins"},
          models::word(e.incident.hazard()).text.in(language_));
    else if constexpr (std::is_same_v<E, models::FalseAlarmBegan>)
      add(LinkKind::onset, Ink::neutral, {}, {"误报触发", "a device goes off without cause"});
    else if constexpr (std::is_same_v<E, models::IncidentNoticed>)
      add(LinkKind::noticed, Ink::good, {}, {"{}发现：{}", "noticed by {}: {}"}, word<models::Noticer>(e.noticer),
          word<Variety>(e.variety));
    else if constexpr (std::is_same_v<E, models::AlarmDelivered>)
      add(LinkKind::told, Ink::neutral, {}, {"通知{}", "{} is told"}, word<Recipient>(e.recipient));
    else if constexpr (std::is_same_v<E, models::AlarmAcknowledged>)
      add(LinkKind::seen, Ink::good, {}, {"{}应答", "{} answers"}, word<Recipient>(e.recipient));
    else if constexpr (std::is_same_v<E, models::AlarmIgnored>)
      add(LinkKind::ignored, Ink::warning, {}, {"{}未看到或未理会", "{} does not see it, or does not respond"},
          word<Recipient>(e.recipient));
    else if constexpr (std::is_same_v<E, models::AlarmUnanswered>)
      add(LinkKind::unanswered, Ink::bad, {}, {"多次提醒后仍无人应答", "nobody has answered after all reminders"});
    else if constexpr (std::is_same_v<E, models::AlarmVerified>)
      add(LinkKind::verified, Ink::neutral, {}, {"情况核实", "the situation is verified"});
    else if constexpr (std::is_same_v<E, models::HelpRequested>)
      add(LinkKind::help_asked, Ink::neutral, {}, {"请求{}", "{} is asked for"}, word<Helper>(e.helper));
    else if constexpr (std::is_same_v<E, models::CallTaken>)
      add(LinkKind::call_taken, Ink::neutral, {}, {"{}接警", "the call for {} is taken"}, word<Helper>(e.helper));
    else if constexpr (std::is_same_v<E, models::UnitDispatched>) {
      const UnitKey unit = unit_at_home(event, e.helper, e.unit);
      add(LinkKind::set_out, Ink::unit_on_way, unit, {"{}出动", "{} sets out"}, name(unit));
    } else if constexpr (std::is_same_v<E, models::UnitArrived> || std::is_same_v<E, models::UnitArrivedOnSite>) {
      const UnitKey unit = unit_of(event, e.helper, e.unit);
      add(LinkKind::at_gate, Ink::unit_there, unit, {"{}到达大门", "{} is at the gate"}, name(unit));
    } else if constexpr (std::is_same_v<E, models::HelperReached>) {
      const UnitKey unit = unit_of(event, e.helper, e.unit);
      add(LinkKind::reached, Ink::good, unit, {"{}到达现场{}", "{} is there{}"}, name(unit), stairs(e.incident));
    } else if constexpr (std::is_same_v<E, models::UnitBack>) {
      const UnitKey unit = unit_at_home(event, e.helper, e.unit);
      add(LinkKind::back, Ink::faint, unit, {"{}归队", "{} is free again"}, name(unit));
    } else if constexpr (std::is_same_v<E, models::AidPromised>) {
      if (e.arrives_in_ms > 0)
        add(LinkKind::help_asked, Ink::neutral, {}, {"邻区派出{}，{}后到达", "{} of a neighbour is sent, there in {}"},
            word<Helper>(e.helper),
            duration_text(std::chrono::milliseconds{static_cast<std::int64_t>(e.arrives_in_ms)}, language_));
    } else if constexpr (std::is_same_v<E, models::AidRecalled>)
      add(LinkKind::help_asked, Ink::faint, {},
          {"本区{}更快到达，撤回邻区求援", "{}: the own one is sooner there, the neighbour's is recalled"},
          word<Helper>(e.helper));
    else if constexpr (std::is_same_v<E, models::WaterApplied>)
      add(LinkKind::water, Ink::water, {}, {"{}出水 {:.1f} 升/秒", "water by {}: {:.1f} L/s"}, word<Helper>(e.helper),
          e.flow_dlps * 0.1);
    else if constexpr (std::is_same_v<E, models::HydrantSought>) {
      const UnitKey unit = unit_of(event, e.helper, e.unit);
      add(LinkKind::hydrant, Ink::neutral, unit, {"{}寻找消防栓", "{} looks for a hydrant"}, name(unit));
    } else if constexpr (std::is_same_v<E, models::HydrantOpened>) {
      const UnitKey unit = unit_of(event, e.helper, e.unit);
      add(LinkKind::hydrant, Ink::water, unit, {"{}接好{}，水带 {} 米", "{} is connected to {}, {} m of hose"},
          name(unit), hydrant(e.hydrant), e.hose_m);
    } else if constexpr (std::is_same_v<E, models::HydrantFlowed>)
      add(LinkKind::hydrant, e.flow_dlps > 0 ? Ink::water : Ink::bad, {}, {"{}出流 {}", "{} gives {}"},
          hydrant(e.hydrant), water_text(0.1 * e.flow_dlps, 0.1 * e.pressure_dm, language_));
    else if constexpr (std::is_same_v<E, models::HydrantsClosed>)
      add(LinkKind::hydrant, Ink::faint, {}, {"关闭消防栓", "the hydrants are closed"});
    else if constexpr (std::is_same_v<E, models::PumpStationStarted>)
      add(LinkKind::hydrant, e.runs != 0 ? Ink::water : Ink::bad, {},
          e.runs != 0 ? Text{"{}启动", "{} starts"} : Text{"{}未能启动", "{} does not start"},
          places_.name({ThingKind::pump_station, e.station}, language_));
    else if constexpr (std::is_same_v<E, models::DetourTaken>)
      add(LinkKind::set_out, Ink::closed, {}, {"{}因街道封闭绕行，多走 {}", "{} goes round closed streets, {} longer"},
          word<Helper>(e.helper), duration_text(std::chrono::milliseconds{e.longer_ms}, language_));
    else if constexpr (std::is_same_v<E, models::FlashoverOccurred>)
      add(LinkKind::worsened, Ink::bad, {}, {"轰燃", "flashover"});
    else if constexpr (std::is_same_v<E, models::FireSpreadBeyondRoom>)
      add(LinkKind::worsened, Ink::bad, {}, {"火势蔓延出房间", "the fire spreads beyond the room"});
    else if constexpr (std::is_same_v<E, models::GasIgnited>)
      add(LinkKind::worsened, Ink::bad, {}, {"燃气被引燃", "the gas ignites"});
    else if constexpr (std::is_same_v<E, models::ResidentHarmed>)
      add(LinkKind::harmed, Ink::bad, {}, e.died != 0 ? Text{"{}死亡", "{} dies"} : Text{"{}受伤", "{} is hurt"},
          places_.name({ThingKind::resident, e.resident.value}, language_));
    else if constexpr (std::is_same_v<E, models::IncidentEnded>) {
      const bool street = models::is_closure(static_cast<Variety>(e.variety));
      add(LinkKind::ended, street ? Ink::good : Ink::neutral, {},
          street ? Text{"恢复通行", "open again"} : Text{"结束：{}", "over: {}"}, word<models::Ending>(e.ending));
    } else if constexpr (std::is_same_v<E, models::AedApplied>)
      add(LinkKind::reached, Ink::good, {},
          e.shocked != 0 ? Text{"公共除颤器已电击", "shocked by a public defibrillator"}
                         : Text{"公共除颤器已使用，心律不可电击", "public defibrillator applied, no rhythm to shock"});
    else if constexpr (std::is_same_v<E, models::OnsetVoided>)
      add(LinkKind::ended, Ink::faint, {}, {"未发生（已处于故障）", "did not happen (out of order already)"});
  }

  std::string hydrant(models::HydrantId id) const { return places_.name({ThingKind::hydrant, id.value}, language_); }

  // ", floor 5, no lift"
  std::string stairs(models::IncidentId id) const {
    const auto home = models::household_of(world_, id, variety_from_id(id));
    if (!home || world_.household(*home).floor < 2) return {};
    const bool lift = world_.has_lift(*home);
    return fmt::format(fmt::runtime(std::string(lift ? Text{"（{} 楼，电梯）", " (floor {}, by lift)"}.in(language_)
                                                     : Text{"（{} 楼，楼梯）", " (floor {}, stairs)"}.in(language_))),
                       world_.household(*home).floor);
  }

  const models::World& world_;
  const Places& places_;
  Language language_;
  sim::SimTime at_{};
  std::map<std::pair<std::uint32_t, std::uint32_t>, UnitKey> units_;  // by helper and the number they are called by
};

std::string outcome_of(const models::IncidentRecord& r, Language language) {
  const bool passed_again = models::is_closure(r.variety) && r.ending != models::Ending::open;
  std::string text(passed_again ? Text{"恢复通行", "open again"}.in(language)
                                : models::word(r.ending).text.in(language));
  const std::string_view comma = language == Language::zh ? "，" : ", ";
  const auto add = [&](const Text& form, const auto& value) {
    text += comma;
    text += fmt::format(fmt::runtime(std::string(form.in(language))), value);
  };
  if (r.hazard() == models::Hazard::fire) add({"{}", "{}"}, models::word(r.extent).text.in(language));
  if (r.deaths > 0) add({"死亡 {} 人", "{} dead"}, r.deaths);
  if (r.injuries > 0) add({"受伤 {} 人", "{} hurt"}, r.injuries);
  if (r.loss_yuan > 0) add({"损失 {} 元", "loss {} yuan"}, grouped(r.loss_yuan));
  return text;
}

// The ways of those who set out, and how long each is, in its link.
void add_routes(RecordedRun& run, const Places& places, models::IncidentId incident, Language language, Chain& chain) {
  for (Link& link : chain.links) {
    if (link.kind != LinkKind::set_out || !link.unit || !places.has_post(*link.unit)) continue;
    const Journeying way = way_out(run, places, *link.unit, incident, link.at);
    if (way.points().size() < 2) continue;
    ChainRoute route{*link.unit, way.points(), 0.0};
    for (std::size_t i = 1; i < route.points.size(); ++i)
      route.length_m += models::distance(route.points[i - 1], route.points[i]).value;
    link.text +=
        route.length_m < 1000.0
            ? fmt::format(fmt::runtime(models::in({"，路程 {:.0f} 米", ", {:.0f} m"}, language)), route.length_m)
            : fmt::format(fmt::runtime(models::in({"，路程 {:.1f} 千米", ", {:.1f} km"}, language)),
                          1e-3 * route.length_m);
    chain.routes.push_back(std::move(route));
  }
}

}  // namespace

Chain chain_of(RecordedRun& run, const Places& places, models::IncidentId incident, Language language) {
  Chain chain;
  const std::vector<models::Event> events = run.events_of(incident);
  Links links(run.world(), places, language);
  // The same fold as the report's, over this incident's events alone; also of what was there before the run began.
  models::IncidentLog log(run.world(), sim::SimTime::min(), sim::never);
  for (const models::Event& event : events) {
    links(event);
    log(event);
  }
  chain.links = std::move(links.links);
  add_routes(run, places, incident, language, chain);
  const auto records = log.incidents();
  chain.record.id = incident;
  chain.record.variety = variety_from_id(incident);
  if (!records.empty()) chain.record = records.front();
  const models::IncidentRecord& r = chain.record;
  chain.title = models::word(r.variety).text.in(language);
  chain.place = places.address(incident, r.variety, language);
  chain.person = places.person(incident, language);
  chain.outcome = records.empty() ? std::string{} : outcome_of(r, language);
  for (std::size_t l = 0; l < models::latencies && !records.empty(); ++l) {
    const auto latency = static_cast<models::Latency>(l);
    LatencyLine line;
    line.latency = latency;
    line.label = models::word(latency).text.in(language);
    line.took = models::latency_of(r, latency);
    const bool always_told =
        !models::of_fires_only(latency) && latency != models::Latency::service && !models::is_closure(r.variety);
    if (!line.took && !always_told) continue;
    line.limit = sim::seconds(run.world().settings.targets.of(r.hazard(), latency));
    line.value = line.took ? duration_text(*line.took, language) : "—";
    line.target = duration_text(*line.limit, language);
    line.met = line.took && *line.took <= *line.limit;
    chain.latencies.push_back(std::move(line));
  }
  return chain;
}

}  // namespace yuanluo::viz
