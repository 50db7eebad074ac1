#include "plan/siting/interchange.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::plan::siting {

Interchange::Interchange(const CostLists& lists, std::span<const std::uint8_t> kept)
    : lists_(lists), kept_(kept.begin(), kept.end()) {
  sim::require(kept.size() == lists.sites(), "Interchange: one mark for each site");
  served_.resize(lists.customers());
  touched_.assign(lists.customers(), 0);
}

void Interchange::start(std::span<const Site> open) {
  open_.assign(open.begin(), open.end());
  is_open_.assign(lists_.sites(), 0);
  slot_of_.assign(lists_.sites(), none);
  for (std::size_t s = 0; s < open_.size(); ++s) {
    is_open_[open_[s]] = 1;
    slot_of_[open_[s]] = static_cast<std::uint32_t>(s);
  }
  rebuild();
}

void Interchange::rebuild() {
  gain_.assign(lists_.sites(), 0.0);
  loss_.assign(open_.size(), 0.0);
  extra_.assign(open_.size() * lists_.sites(), 0.0);
  cost_ = 0.0;
  for (std::size_t i = 0; i < lists_.customers(); ++i) {
    serve(static_cast<Customer>(i));
    count(static_cast<Customer>(i), 1.0);
    cost_ += served_[i].first;
  }
  since_rebuild_ = 0;
}

void Interchange::start_greedily(std::size_t p) {
  std::vector<double> now(lists_.customers());
  for (std::size_t i = 0; i < now.size(); ++i) now[i] = lists_.fallback(static_cast<Customer>(i));
  const auto saved = [&](Site j) {
    double sum = 0.0;
    for (const Link& link : lists_.served_by(j)) sum += std::max(0.0, now[link.to] - link.cost);
    return sum;
  };
  std::vector<Site> open;
  const auto take = [&](Site j) {
    open.push_back(j);
    for (const Link& link : lists_.served_by(j)) now[link.to] = std::min(now[link.to], link.cost);
  };
  for (std::size_t j = 0; j < lists_.sites(); ++j) {
    if (kept_[j] != 0) take(static_cast<Site>(j));
  }
  // What a site saves only falls as others open, so an old figure is a bound: the top whose figure is of today is best.
  struct Entry {
    double saves;
    Site site;
    std::size_t as_of;
    bool operator<(const Entry& b) const { return saves != b.saves ? saves < b.saves : site > b.site; }
  };
  std::priority_queue<Entry> best;
  for (std::size_t j = 0; j < lists_.sites(); ++j) {
    if (kept_[j] == 0) best.push({saved(static_cast<Site>(j)), static_cast<Site>(j), open.size()});
  }
  while (open.size() < p && !best.empty()) {
    Entry top = best.top();
    best.pop();
    if (top.as_of == open.size()) {
      take(top.site);
    } else {
      best.push({saved(top.site), top.site, open.size()});
    }
  }
  start(open);
}

void Interchange::serve(Customer i) {
  Served& s = served_[i];
  s = {none, lists_.fallback(i), lists_.fallback(i)};
  for (const Link& link : lists_.of(i)) {
    if (is_open_[link.to] == 0) continue;
    if (s.slot == none) {
      s.slot = slot_of_[link.to];
      s.first = link.cost;
    } else {
      s.second = link.cost;
      break;
    }
  }
}

// Adds (sign 1) or takes back (sign -1) what customer i contributes. With r its cheapest open site and f a newcomer:
// opening f saves max(0, first - c_f); closing r costs second - first, but of that only max(0, c_f - first) if f opens.
void Interchange::count(Customer i, double sign) {
  const Served& s = served_[i];
  if (s.slot == none) {
    for (const Link& link : lists_.of(i)) gain_[link.to] += sign * (s.first - link.cost);
    return;
  }
  loss_[s.slot] += sign * (s.second - s.first);
  double* const extra = extra_.data() + s.slot * lists_.sites();
  for (const Link& link : lists_.of(i)) {
    if (link.cost >= s.second) break;
    if (is_open_[link.to] != 0) continue;
    if (link.cost < s.first) {
      gain_[link.to] += sign * (s.first - link.cost);
      extra[link.to] += sign * (s.second - s.first);
    } else {
      extra[link.to] += sign * (s.second - link.cost);
    }
  }
}

bool Interchange::improve() {
  const std::size_t n = lists_.sites();
  double best = 1e-9 * std::max(1.0, std::abs(cost_));
  std::size_t slot = 0;
  Site in = none;
  for (std::size_t r = 0; r < open_.size(); ++r) {
    if (is_kept_slot(r)) continue;
    const double* const extra = extra_.data() + r * n;
    const double floor = best + loss_[r];
    double top = floor;
    for (std::size_t f = 0; f < n; ++f) top = std::max(top, gain_[f] + extra[f]);
    if (!(top > floor)) continue;
    for (std::size_t f = 0; f < n; ++f) {
      if (gain_[f] + extra[f] < top || is_open_[f] != 0) continue;
      best = top - loss_[r];
      slot = r;
      in = static_cast<Site>(f);
      break;
    }
  }
  if (in == none) return false;
  const double before = cost_;
  exchange(slot, in);
  if (!(cost_ < before)) {  // rounding errors said so
    rebuild();
    return cost_ < before;
  }
  return true;
}

void Interchange::exchange(std::size_t slot, Site in) {
  const Site out = open_[slot];
  if (++since_rebuild_ > 2000 && !lists_.whole()) {
    is_open_[out] = 0;
    slot_of_[out] = none;
    is_open_[in] = 1;
    slot_of_[in] = static_cast<std::uint32_t>(slot);
    open_[slot] = in;
    rebuild();
    return;
  }
  concerned_.clear();
  for (const Site j : {out, in}) {
    for (const Link& link : lists_.served_by(j)) {
      // Whoever has two open sites that are cheaper does not notice.
      if (link.cost > served_[link.to].second || touched_[link.to] != 0) continue;
      touched_[link.to] = 1;
      concerned_.push_back(link.to);
    }
  }
  for (const Customer i : concerned_) {
    count(i, -1.0);
    cost_ -= served_[i].first;
  }
  is_open_[out] = 0;
  slot_of_[out] = none;
  is_open_[in] = 1;
  slot_of_[in] = static_cast<std::uint32_t>(slot);
  open_[slot] = in;
  for (const Customer i : concerned_) {
    serve(i);
    count(i, 1.0);
    cost_ += served_[i].first;
    touched_[i] = 0;
  }
}

}  // namespace yuanluo::plan::siting
