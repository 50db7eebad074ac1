#include "plan/siting/tally.hpp"

#include <algorithm>

#include "plan/siting/graded_cover.hpp"
#include "plan/siting/problems.hpp"

namespace yuanluo::plan::siting {

Tally::Tally(const Instance& instance, const Question& question) : by_site_(instance.sites.size()) {
  const Objective objective = question.objective;
  kind_ = objective == Objective::p_median ? Kind::sum : objective == Objective::p_center ? Kind::largest : Kind::cover;
  maximum_ = kind_ == Kind::cover;
  weight_ = instance.weight;
  if (objective == Objective::lscp) {
    worth_.assign(question.needed, 1.0);
    for (double& w : weight_) w = w > 0.0 ? 1.0 : 0.0;
  } else if (kind_ == Kind::cover) {
    worth_ = graded_problem(instance, question).worth;
  }
  dearest_.assign(instance.links.size(), 0.0);
  for (std::size_t i = 0; i < instance.links.size(); ++i) {
    const double scale = kind_ == Kind::sum ? weight_[i] : weight_[i] > 0.0 ? 1.0 : 0.0;
    for (const Link& link : instance.links[i]) {
      if (kind_ == Kind::cover && question.radius && link.cost > *question.radius) continue;
      by_site_[link.to].push_back({static_cast<std::uint32_t>(i), scale * link.cost});
      dearest_[i] = std::max(dearest_[i], scale * link.cost);
    }
  }
  clear();
}

void Tally::clear() {
  nearest_ = dearest_;
  times_.assign(dearest_.size(), 0);
  total_ = 0.0;
  if (kind_ == Kind::sum) {
    for (const double d : dearest_) total_ += d;
  }
}

void Tally::open(Site j) {
  for (const Link& link : by_site_[j]) {
    if (kind_ == Kind::cover) {
      total_ += weight_[link.to] * worth(times_[link.to]++);
    } else if (link.cost < nearest_[link.to]) {
      total_ -= nearest_[link.to] - link.cost;
      nearest_[link.to] = link.cost;
    }
  }
}

double Tally::value() const {
  if (kind_ != Kind::largest) return total_;
  return nearest_.empty() ? 0.0 : *std::max_element(nearest_.begin(), nearest_.end());
}

double Tally::value_with(Site j) const {
  if (kind_ == Kind::largest) {
    trial_ = nearest_;
    for (const Link& link : by_site_[j]) trial_[link.to] = std::min(trial_[link.to], link.cost);
    return trial_.empty() ? 0.0 : *std::max_element(trial_.begin(), trial_.end());
  }
  double value = total_;
  for (const Link& link : by_site_[j]) {
    if (kind_ == Kind::cover) {
      value += weight_[link.to] * worth(times_[link.to]);
    } else {
      value -= std::max(0.0, nearest_[link.to] - link.cost);
    }
  }
  return value;
}

}  // namespace yuanluo::plan::siting
