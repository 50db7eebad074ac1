#include "plan/siting/capacity_service.hpp"

#include <algorithm>
#include <utility>

namespace yuanluo::plan::siting {

double Service::serve(const std::vector<Site>& open, std::vector<Site>& serves) {
  is_open_.assign(lists_.sites(), 0);
  room_.assign(lists_.sites(), 0.0);
  for (const Site j : open) {
    is_open_[j] = 1;
    room_[j] = problem_.capacity[j];
  }
  const std::size_t n = lists_.customers();
  std::vector<std::vector<Link>> choices(n);
  std::vector<std::pair<double, Customer>> order(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto customer = static_cast<Customer>(i);
    for (const Link& link : lists_.of(customer)) {
      if (is_open_[link.to] != 0) choices[i].push_back(link);
    }
    const double first = choices[i].empty() ? lists_.fallback(customer) : choices[i][0].cost;
    const double second = choices[i].size() < 2 ? lists_.fallback(customer) : choices[i][1].cost;
    order[i] = {-(second - first) - 1e-6 * problem_.load[i], customer};
  }
  std::sort(order.begin(), order.end());
  serves.assign(n, served_by_none);
  double cost = 0.0;
  std::vector<double> paid(n);
  for (const auto& [regret, i] : order) {
    paid[i] = lists_.fallback(i);
    for (const Link& link : choices[i]) {
      if (room_[link.to] + room_slack < problem_.load[i]) continue;
      room_[link.to] -= problem_.load[i];
      serves[i] = link.to;
      paid[i] = link.cost;
      break;
    }
  }
  move(choices, serves, paid);
  for (const double c : paid) cost += c;
  return cost;
}

void Service::move(const std::vector<std::vector<Link>>& choices, std::vector<Site>& serves,
                   std::vector<double>& paid) {
  const std::size_t n = choices.size();
  for (int round = 0; round < 20; ++round) {
    bool changed = false;
    for (std::size_t i = 0; i < n; ++i) {
      for (const Link& link : choices[i]) {
        if (link.cost >= paid[i]) break;
        if (room_[link.to] + room_slack < problem_.load[i]) {
          changed = swap_in(choices, serves, paid, i, link) || changed;
          if (serves[i] == link.to) break;
          continue;
        }
        if (serves[i] != served_by_none) room_[serves[i]] += problem_.load[i];
        room_[link.to] -= problem_.load[i];
        serves[i] = link.to;
        paid[i] = link.cost;
        changed = true;
        break;
      }
    }
    if (!changed) return;
  }
}

bool Service::swap_in(const std::vector<std::vector<Link>>& choices, std::vector<Site>& serves,
                      std::vector<double>& paid, std::size_t i, const Link& link) {
  for (std::size_t k = 0; k < choices.size(); ++k) {
    if (serves[k] != link.to || room_[link.to] + problem_.load[k] + room_slack < problem_.load[i]) continue;
    for (const Link& other : choices[k]) {
      if (other.to == link.to) continue;
      if (link.cost + other.cost >= paid[i] + paid[k]) break;
      const double room = room_[other.to] + (serves[i] == other.to ? problem_.load[i] : 0.0);
      if (room + room_slack < problem_.load[k]) continue;
      if (serves[i] != served_by_none) room_[serves[i]] += problem_.load[i];
      room_[other.to] -= problem_.load[k];
      room_[link.to] += problem_.load[k] - problem_.load[i];
      serves[k] = other.to;
      paid[k] = other.cost;
      serves[i] = link.to;
      paid[i] = link.cost;
      return true;
    }
  }
  return false;
}

}  // namespace yuanluo::plan::siting
