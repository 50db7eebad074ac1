// The one response engine: a desk that sends units to those who ask. The pools of the district and the test worlds of
// queueing theory are desks that differ in their field: where units and requests are and how long everything takes.
#pragma once

#include <concepts>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

#include "models/response/cover.hpp"
#include "models/response/desk.hpp"
#include "models/response/rules.hpp"

namespace yuanluo::models {

// What a desk asks its field, and what it tells it. A field knows the time; it lives as long as one event.
template <class F>
concept Field = requires(F& field, std::uint32_t unit, const Request& request, const Place& place, UnitPhase phase,
                         sim::Duration delay, double seconds) {
  { field.now() } -> std::same_as<sim::SimTime>;
  { field.rules() } -> std::same_as<const DispatchRules&>;
  { field.cover() } -> std::same_as<const CoverTable&>;
  // May the unit be sent to the request now: on duty, not tired, with the skills? (The desk knows whether it is free.)
  { field.serves(unit, request) } -> std::same_as<bool>;
  // Expected seconds from the call to the unit's arrival, if it is sent from where it is.
  { field.time_to(unit, request) } -> std::same_as<double>;
  { field.rank(unit, request) } -> std::same_as<std::uint32_t>;
  // Where it is now.
  { field.place(unit) } -> std::same_as<Place>;
  // Is it one of those that cover the area, and may be moved for that?
  { field.covers(unit) } -> std::same_as<bool>;
  // What it takes this time. `turnout` is asked only for a unit at rest.
  { field.turnout(unit, request) } -> std::same_as<sim::Duration>;
  { field.travel(unit, request) } -> std::same_as<sim::Duration>;
  { field.on_scene(unit, request) } -> std::same_as<std::optional<sim::Duration>>;  // none: until it is released
  { field.way_back(unit, place, std::uint32_t{}) } -> std::same_as<sim::Duration>;  // to a base
  { field.rest(unit) } -> std::same_as<sim::Duration>;  // due now that it is back; zero for none
  { field.recovery() } -> std::same_as<sim::Duration>;  // who was idle for so long is fresh again
  // Asks to be told `moment(unit, task)` after the delay.
  field.wake(unit, std::uint32_t{}, delay);
  // Reports. `left` the phase that ends now.
  field.left(unit, phase);
  field.assigned(unit, request);
  field.set_out(unit, request);
  field.arrived(unit, request);
  field.called_off(unit, request);
  field.back(unit);
  field.waits(request);   // nobody can go
  field.lost(request);    // and it may not wait
  field.queue_changes();  // is about to change its length
};

template <class F>
requires Field<F>
class Dispatch {
 public:
  Dispatch(Desk& desk, F& field) : desk_(desk), field_(field), rules_(field.rules()) {}

  // Somebody asks for a unit.
  void request(const Request& request) {
    if (const auto chosen = choose(request)) {
      assign(*chosen, request);
      cover_gaps();
    } else if (rules_.capacity && desk_.engaged + desk_.waiting.size() >= *rules_.capacity) {
      field_.lost(request);
    } else {
      field_.queue_changes();
      desk_.waiting.push_back(request);
      field_.waits(request);
    }
  }

  // A moment that was asked for by `wake`. Passed over if the unit does something else by now.
  void moment(std::uint32_t unit, std::uint32_t task) {
    if (desk_.units[unit].task == task) advance(unit);
  }

  // Whoever asked needs the unit no longer: it goes back from where it is. Nothing if it is not engaged there.
  void release(std::uint32_t unit, std::uint64_t name) {
    const Unit& u = desk_.units[unit];
    if (!engaged(u.phase) || u.phase == UnitPhase::returning || u.request.name != name) return;
    leave(unit);
  }

  // Whoever asked needs nobody any longer: what waits is dropped, and who is not there yet goes back.
  void withdraw(std::uint64_t name) {
    for (std::size_t i = desk_.waiting.size(); i-- > 0;)
      if (desk_.waiting[i].name == name) take_waiting(i);
    for (std::uint32_t unit = 0; unit < desk_.units.size(); ++unit) {
      const Unit& u = desk_.units[unit];
      if ((u.phase == UnitPhase::turning_out || u.phase == UnitPhase::under_way) && u.request.name == name) leave(unit);
    }
  }

  // Whoever asked needs one unit fewer: of its requests that wait the last is dropped. False: none waits.
  bool drop_one(std::uint64_t name) {
    for (std::size_t i = desk_.waiting.size(); i-- > 0;) {
      if (desk_.waiting[i].name != name) continue;
      take_waiting(i);
      return true;
    }
    return false;
  }

  // The streets have changed, and with them the way of a unit that moves or is about to.
  void reroute(std::uint32_t unit, const Leg& leg) {
    Unit& u = desk_.units[unit];
    const bool moves_on = u.phase == UnitPhase::turning_out || leg.arrives == u.leg.arrives;
    u.leg = leg;
    if (moves_on) return;
    ++u.task;
    field_.wake(unit, u.task, leg.arrives - field_.now());
  }

  // Serves waiting requests as far as units are free: after a unit has become free, or has come on duty.
  void serve() {
    while (!desk_.waiting.empty()) {
      const auto next = first_served();
      if (!next) {
        field_.waits(desk_.waiting.front());
        break;
      }
      const Request request = take_waiting(next->place);
      assign(next->chosen, request);
    }
    cover_gaps();
  }

 private:
  struct Next {
    std::size_t place;
    Candidate chosen;
  };

  static bool free(UnitPhase phase, bool from_the_road) {
    return phase == UnitPhase::idle || phase == UnitPhase::relocating ||
           (from_the_road && phase == UnitPhase::returning);
  }

  Candidate candidate(std::uint32_t unit, const Request& request) {
    const Unit& u = desk_.units[unit];
    Candidate c{unit, field_.time_to(unit, request), field_.rank(unit, request), sim::to_seconds(u.worked), 0.0};
    if (rules_.choice->needs_cover && !field_.cover().empty()) c.cover_loss = cover_loss(unit);
    return c;
  }

  std::optional<Candidate> choose(const Request& request) {
    auto best = cheapest(request, [this](const Unit& u) { return free(u.phase, rules_.from_the_road); });
    if (!best && rules_.pre_empt)
      best = cheapest(request, [&request](const Unit& u) {
        return (u.phase == UnitPhase::turning_out || u.phase == UnitPhase::under_way) &&
               u.request.severity > request.severity;
      });
    return best;
  }

  template <class Eligible>
  std::optional<Candidate> cheapest(const Request& request, const Eligible& eligible) {
    std::optional<Candidate> best;
    double least = 0.0;
    for (std::uint32_t i = 0; i < desk_.units.size(); ++i) {
      if (!eligible(desk_.units[i]) || !field_.serves(i, request)) continue;
      const Candidate c = candidate(i, request);
      const double cost = rules_.choice->cost(request, c);
      if (best && cost >= least) continue;
      best = c;
      least = cost;
    }
    return best;
  }

  // The waiting request that comes first of those for which there is a unit.
  std::optional<Next> first_served() {
    std::optional<Next> first;
    for (std::size_t i = 0; i < desk_.waiting.size(); ++i) {
      const Request& request = desk_.waiting[i];
      if (first && !rules_.queue->before(request, desk_.waiting[first->place])) continue;
      const auto chosen = choose(request);
      if (chosen) first = Next{i, *chosen};
      if (first && rules_.queue->by_arrival) break;
    }
    return first;
  }

  Request take_waiting(std::size_t place) {
    field_.queue_changes();
    const Request request = desk_.waiting[place];
    desk_.waiting.erase(desk_.waiting.begin() + static_cast<std::ptrdiff_t>(place));
    return request;
  }

  void assign(const Candidate& chosen, const Request& request) {
    Unit& u = desk_.units[chosen.unit];
    const bool at_rest = u.phase == UnitPhase::idle || u.phase == UnitPhase::turning_out;
    if (u.phase == UnitPhase::turning_out || u.phase == UnitPhase::under_way) {
      const Request dropped = u.request;
      field_.called_off(chosen.unit, dropped);
      field_.queue_changes();
      auto place = desk_.waiting.end();
      while (place != desk_.waiting.begin() && dropped.since < std::prev(place)->since) --place;
      desk_.waiting.insert(place, dropped);
    }
    if (u.phase == UnitPhase::returning) field_.back(chosen.unit);  // for its last request it is
    const sim::SimTime now = field_.now();
    const sim::Duration turnout = at_rest ? field_.turnout(chosen.unit, request) : sim::Duration::zero();
    const sim::Duration travel = field_.travel(chosen.unit, request);
    const Place from = field_.place(chosen.unit);
    end_phase(chosen.unit);
    if (u.phase == UnitPhase::idle && now - u.since >= field_.recovery()) u.worked = sim::Duration::zero();
    u.leg = {from, request.place, now + turnout, now + turnout + travel};
    u.request = request;
    u.assigned = now;
    ++u.task;
    field_.assigned(chosen.unit, request);
    begin(chosen.unit, UnitPhase::turning_out, turnout);
  }

  // Where the unit is in its task, the phase being over.
  void advance(std::uint32_t unit) {
    Unit& u = desk_.units[unit];
    switch (u.phase) {
      case UnitPhase::idle:
        return;
      case UnitPhase::turning_out:
        end_phase(unit);
        field_.set_out(unit, u.request);
        return begin(unit, UnitPhase::under_way, u.leg.arrives - field_.now());
      case UnitPhase::under_way: {
        end_phase(unit);
        u.phase = UnitPhase::on_scene;
        u.since = field_.now();
        ++desk_.engaged;
        const auto service = field_.on_scene(unit, u.request);
        field_.arrived(unit, u.request);
        if (!service) return;
        if (*service == sim::Duration::zero()) return leave(unit);
        return field_.wake(unit, u.task, *service);
      }
      case UnitPhase::on_scene:
        return leave(unit);
      case UnitPhase::returning:
        end_phase(unit);
        field_.back(unit);
        // At its base it is fitted out anew: its field says how long that, or a rest, takes.
        if (const sim::Duration rest = field_.rest(unit); rest > sim::Duration::zero()) {
          u.worked = sim::Duration::zero();
          u.used = 0;
          return begin(unit, UnitPhase::resting, rest);
        }
        u.used = 0;
        return settle(unit);
      case UnitPhase::relocating:
        end_phase(unit);
        return settle(unit);
      case UnitPhase::resting:
        end_phase(unit);
        settle(unit);
        return;
    }
  }

  void settle(std::uint32_t unit) {
    Unit& u = desk_.units[unit];
    u.phase = UnitPhase::idle;
    u.since = field_.now();
    serve();
  }

  void leave(std::uint32_t unit) {
    Unit& u = desk_.units[unit];
    const sim::SimTime now = field_.now();
    const Place here = field_.place(unit);
    end_phase(unit);
    ++u.task;
    if (!field_.cover().empty() && field_.covers(unit))
      u.base = rules_.relocation->base_for(field_.cover(), u.base, covering(unit));
    const sim::Duration back = field_.way_back(unit, here, u.base);
    u.leg = {here, desk_.bases[u.base], now, now + back};
    begin(unit, UnitPhase::returning, back);
    if (back > sim::Duration::zero() && rules_.from_the_road) serve();
  }

  // Phases begin and end in pairs, so that counts and reports are right whatever cuts a phase short.
  void begin(std::uint32_t unit, UnitPhase phase, sim::Duration lasts) {
    Unit& u = desk_.units[unit];
    u.phase = phase;
    u.since = field_.now();
    if (models::engaged(phase)) ++desk_.engaged;
    if (phase == UnitPhase::relocating) ++desk_.relocating;
    if (lasts == sim::Duration::zero()) return advance(unit);
    field_.wake(unit, u.task, lasts);
  }

  void end_phase(std::uint32_t unit) {
    Unit& u = desk_.units[unit];
    if (models::engaged(u.phase)) {
      --desk_.engaged;
      u.worked += field_.now() - u.since;
    }
    if (u.phase == UnitPhase::relocating) --desk_.relocating;
    field_.left(unit, u.phase);
  }

  // Units that stand at each base or go there, free to be sent, without `except`.
  std::vector<std::uint32_t> covering(std::uint32_t except) {
    std::vector<std::uint32_t> count(desk_.bases.size(), 0);
    for (std::uint32_t i = 0; i < desk_.units.size(); ++i)
      if (i != except && field_.covers(i) && free(desk_.units[i].phase, true)) ++count[desk_.units[i].base];
    return count;
  }

  double cover_loss(std::uint32_t unit) {
    const std::vector<std::uint32_t> rest = covering(unit);
    const double before = field_.cover().expected(rest) + field_.cover().gain(rest, desk_.units[unit].base);
    return before > 0.0 ? field_.cover().gain(rest, desk_.units[unit].base) / before : 0.0;
  }

  // Moves the one idle unit by whose move the expected coverage gains most, if it gains at all and none moves already.
  void cover_gaps() {
    if (!rules_.relocation->moves_idle || field_.cover().empty() || desk_.relocating > 0) return;
    std::optional<std::uint32_t> mover;
    std::uint32_t goal = 0;
    double most = 1e-9;
    for (std::uint32_t i = 0; i < desk_.units.size(); ++i) {
      if (desk_.units[i].phase != UnitPhase::idle || !field_.covers(i)) continue;
      const std::vector<std::uint32_t> others = covering(i);
      const std::uint32_t to = rules_.relocation->base_for(field_.cover(), desk_.units[i].base, others);
      const double gain = field_.cover().gain(others, to) - field_.cover().gain(others, desk_.units[i].base);
      if (gain <= most) continue;
      mover = i;
      goal = to;
      most = gain;
    }
    if (!mover) return;
    Unit& u = desk_.units[*mover];
    const sim::SimTime now = field_.now();
    const Place here = field_.place(*mover);
    const sim::Duration way = field_.way_back(*mover, here, goal);
    end_phase(*mover);
    ++u.task;
    u.base = goal;
    u.leg = {here, desk_.bases[goal], now, now + way};
    begin(*mover, UnitPhase::relocating, way);
  }

  Desk& desk_;
  F& field_;
  const DispatchRules& rules_;
};

}  // namespace yuanluo::models
