#include "models/response/dispatch_measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace yuanluo::models {

namespace {

using Calls = std::vector<ReachedCall>;

bool concerns(const DispatchWorld& world, const DispatchMeasure& measure, std::uint32_t demand) {
  return (!measure.demand || *measure.demand == demand) &&
         (!measure.severity || world.demand[demand].severity == *measure.severity);
}

template <class Value>
std::optional<double> mean_of(const Calls& calls, const Value& value) {
  if (calls.empty()) return std::nullopt;
  double sum = 0.0;
  for (const ReachedCall& call : calls) sum += value(call);
  return sum / static_cast<double>(calls.size());
}

std::optional<double> quantile(const Calls& calls, double p, sim::Duration ReachedCall::*time) {
  if (calls.empty()) return std::nullopt;
  std::vector<sim::Duration> times;
  times.reserve(calls.size());
  for (const ReachedCall& call : calls) times.push_back(call.*time);
  // A little less, so that 0.9 of 10 is the 9th although 0.9 has no exact double.
  const double rank = std::ceil(p * static_cast<double>(times.size()) - 1e-9);
  const auto at = static_cast<std::ptrdiff_t>(std::clamp(rank, 1.0, static_cast<double>(times.size()))) - 1;
  std::nth_element(times.begin(), times.begin() + at, times.end());
  return sim::to_minutes(times[static_cast<std::size_t>(at)]);
}

double busy_share(const DispatchWorld& world, const CallBook& book, std::uint32_t server) {
  sim::Duration busy{};
  for (std::size_t phase = 0; phase < unit_phases; ++phase)
    if (engaged(static_cast<UnitPhase>(phase))) busy += book.spent[server][phase];
  return sim::to_seconds(busy) / sim::to_seconds(world.measured);
}

template <class Count>
double total(const DispatchWorld& world, const DispatchMeasure& measure, const Count& count) {
  double sum = 0.0;
  for (std::uint32_t i = 0; i < world.demand.size(); ++i)
    if (concerns(world, measure, i)) sum += static_cast<double>(count[i]);
  return sum;
}

std::optional<double> read(const DispatchWorld& world, const DispatchMeasure& m, const CallBook& book,
                           const Calls& calls) {
  const auto limit = sim::minutes(m.parameter);
  switch (m.kind) {
    case MeasureKind::mean_response:
      return mean_of(calls, [](const ReachedCall& c) { return sim::to_minutes(c.response); });
    case MeasureKind::response_within:
      return mean_of(calls, [limit](const ReachedCall& c) { return c.response <= limit ? 1.0 : 0.0; });
    case MeasureKind::response_quantile:
      return quantile(calls, m.parameter, &ReachedCall::response);
    case MeasureKind::mean_wait:
      return mean_of(calls, [](const ReachedCall& c) { return sim::to_minutes(c.wait); });
    case MeasureKind::waiting_share:
      return mean_of(calls, [](const ReachedCall& c) { return c.wait > sim::Duration::zero() ? 1.0 : 0.0; });
    case MeasureKind::wait_quantile:
      return quantile(calls, m.parameter, &ReachedCall::wait);
    case MeasureKind::wait_beyond:
      return mean_of(calls, [limit](const ReachedCall& c) { return c.wait > limit ? 1.0 : 0.0; });
    case MeasureKind::utilisation: {
      double sum = 0.0;
      for (std::uint32_t i = 0; i < world.servers.size(); ++i) sum += busy_share(world, book, i);
      return sum / static_cast<double>(world.servers.size());
    }
    case MeasureKind::workload:
      return busy_share(world, book, m.server);
    case MeasureKind::lost_share: {
      const double came = total(world, m, book.came);
      return came > 0.0 ? std::optional(total(world, m, book.lost) / came) : std::nullopt;
    }
    case MeasureKind::mean_queue:
      return sim::to_seconds(book.waiting) / sim::to_seconds(world.measured);
    case MeasureKind::dispatch_share: {
      if (book.reached.empty()) return std::nullopt;
      const auto by_server =
          std::count_if(calls.begin(), calls.end(), [&m](const ReachedCall& c) { return c.server == m.server; });
      return static_cast<double>(by_server) / static_cast<double>(book.reached.size());
    }
    case MeasureKind::relocations:
      return static_cast<double>(book.relocations) / (sim::to_hours(world.measured) / 24.0);
    case MeasureKind::called_off: {
      const double came = std::accumulate(book.came.begin(), book.came.end(), 0.0);
      return came > 0.0 ? std::optional(static_cast<double>(book.called_off) / came) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

const Word& word(MeasureKind kind) {
  static constexpr std::array<Word, measure_kinds> words{{
      {"mean_response", {"平均响应时间（分钟）", "mean response, min"}},
      {"response_within", {"限时到达比例", "reached within, share"}},
      {"response_quantile", {"响应时间分位数（分钟）", "response, quantile, min"}},
      {"mean_wait", {"平均等待时间（分钟）", "mean wait, min"}},
      {"waiting_share", {"需等待的呼叫比例", "calls that wait, share"}},
      {"wait_quantile", {"等待时间分位数（分钟）", "wait, quantile, min"}},
      {"wait_beyond", {"等待超时比例", "calls that wait longer than, share"}},
      {"utilisation", {"平均忙碌率", "utilisation"}},
      {"workload", {"忙碌率", "workload"}},
      {"lost_share", {"流失呼叫比例", "lost calls, share"}},
      {"mean_queue", {"平均队长", "mean number waiting"}},
      {"dispatch_share", {"派遣份额", "share of dispatches"}},
      {"relocations", {"每日移防次数", "relocations a day"}},
      {"called_off", {"改派比例", "units called off, for each call"}},
  }};
  return words[static_cast<std::size_t>(kind)];
}

bool has_parameter(MeasureKind kind) {
  return kind == MeasureKind::response_within || kind == MeasureKind::response_quantile ||
         kind == MeasureKind::wait_quantile || kind == MeasureKind::wait_beyond;
}

std::vector<DispatchMeasure> usual_measures(const DispatchWorld& world) {
  std::vector<DispatchMeasure> all{
      {MeasureKind::mean_response, 0.0, {}, {}, 0},     {MeasureKind::response_within, 8.0, {}, {}, 0},
      {MeasureKind::response_quantile, 0.9, {}, {}, 0}, {MeasureKind::mean_wait, 0.0, {}, {}, 0},
      {MeasureKind::waiting_share, 0.0, {}, {}, 0},     {MeasureKind::utilisation, 0.0, {}, {}, 0},
      {MeasureKind::mean_queue, 0.0, {}, {}, 0}};
  if (world.rules.capacity) all.push_back({MeasureKind::lost_share, 0.0, {}, {}, 0});
  if (world.rules.relocation->moves_idle) all.push_back({MeasureKind::relocations, 0.0, {}, {}, 0});
  if (world.rules.pre_empt) all.push_back({MeasureKind::called_off, 0.0, {}, {}, 0});
  for (std::uint32_t i = 0; i < world.servers.size(); ++i) all.push_back({MeasureKind::workload, 0.0, {}, {}, i});
  return all;
}

std::vector<DispatchMeasure> dispatch_shares(const DispatchWorld& world) {
  std::vector<DispatchMeasure> all;
  for (std::uint32_t server = 0; server < world.servers.size(); ++server)
    for (std::uint32_t demand = 0; demand < world.demand.size(); ++demand)
      all.push_back({MeasureKind::dispatch_share, 0.0, demand, {}, server});
  return all;
}

std::vector<std::optional<double>> read_measures(const DispatchWorld& world,
                                                 const std::vector<DispatchMeasure>& measures, const CallBook& book) {
  std::vector<std::optional<double>> values;
  for (const DispatchMeasure& measure : measures) {
    if (!measure.demand && !measure.severity) {
      values.push_back(read(world, measure, book, book.reached));
      continue;
    }
    Calls calls;
    for (const ReachedCall& call : book.reached)
      if (concerns(world, measure, call.demand)) calls.push_back(call);
    values.push_back(read(world, measure, book, calls));
  }
  return values;
}

}  // namespace yuanluo::models
