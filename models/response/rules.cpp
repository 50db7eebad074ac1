#include "models/response/rules.hpp"

namespace yuanluo::models {

namespace {

double by_time(const Request&, const Candidate& c) { return c.time_s; }

// The one in whose district it is, then the next in the fixed order; among equals the nearest.
double by_order(const Request&, const Candidate& c) { return 1e7 * c.rank + c.time_s; }

double by_work(const Request&, const Candidate& c) { return c.worked_s; }

// Most urgent requests get the nearest unit; for others the cover that a unit leaves behind counts as much as its time.
double by_cover(const Request& request, const Candidate& c) {
  return request.severity == 0 ? c.time_s : c.time_s * (1.0 + c.cover_loss);
}

bool by_arrival(const Request& a, const Request& b) { return a.since < b.since; }
bool by_severity(const Request& a, const Request& b) {
  return a.severity != b.severity ? a.severity < b.severity : a.since < b.since;
}
bool by_last_arrival(const Request& a, const Request& b) { return b.since < a.since; }

std::uint32_t own_base(const CoverTable&, std::uint32_t own, std::span<const std::uint32_t>) { return own; }

// The base where one more unit adds most to the expected coverage; the own base if none adds more.
// Source: [Jagtenberg2015].
std::uint32_t best_base(const CoverTable& cover, std::uint32_t own, std::span<const std::uint32_t> covering) {
  std::uint32_t best = own;
  double best_gain = cover.gain(covering, own);
  for (std::uint32_t base = 0; base < cover.bases(); ++base) {
    const double gain = cover.gain(covering, base);
    if (gain > best_gain) {
      best = base;
      best_gain = gain;
    }
  }
  return best;
}

constexpr Choice all_choices[] = {
    {{"nearest", {"按当前时间最近", "the nearest by time now"}}, by_time, false},
    {{"fixed_order", {"按固定责任区及次序", "the district's own unit, then in a fixed order"}}, by_order, false},
    {{"least_worked", {"工作最少者优先", "the one who has worked least"}}, by_work, false},
    {{"keep_cover", {"兼顾覆盖", "near, and missed least where it leaves"}}, by_cover, true},
};

constexpr QueueOrder all_queue_orders[] = {
    {{"fcfs", {"先到先服务", "first come, first served"}}, by_arrival, true},
    {{"severity", {"按严重程度", "most severe first"}}, by_severity, false},
    {{"lcfs", {"后到先服务", "last come, first served"}}, by_last_arrival, false},
};

constexpr Relocation all_relocations[] = {
    {{"none", {"返回原驻点", "back to the own base"}}, own_base, false},
    {{"cover_on_return", {"返回时补位", "back to where it adds most to the expected coverage"}}, best_base, false},
    {{"cover_always", {"随时补位", "the same, and idle units move when others have gone"}}, best_base, true},
};

}  // namespace

std::span<const Choice> choices() { return all_choices; }
std::span<const QueueOrder> queue_orders() { return all_queue_orders; }
std::span<const Relocation> relocations() { return all_relocations; }

}  // namespace yuanluo::models
