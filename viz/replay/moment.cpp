#include "viz/replay/moment.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

namespace yuanluo::viz {
namespace {

// Takes a number off the front of `text`; none if there is none or it is above `most`.
std::optional<std::int64_t> take_number(std::string_view& text, std::int64_t most) {
  std::int64_t value = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value > most) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<sim::SimTime> read_moment(std::string_view text) {
  constexpr std::int64_t most_days = 1000000;
  std::int64_t day = 1;
  auto first = take_number(text, most_days);
  if (!first) return std::nullopt;
  if (take(text, 'd')) {
    day = *first;
    if (day < 1) return std::nullopt;
    first = take_number(text, most_days);
  }
  if (!first || *first > 24 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 59);
  if (!minute) return std::nullopt;
  std::int64_t second = 0;
  if (take(text, ':')) {
    const auto read = take_number(text, 59);
    if (!read) return std::nullopt;
    second = *read;
  }
  if (!text.empty()) return std::nullopt;
  return sim::epoch + (day - 1) * sim::one_day + *first * sim::one_hour + std::chrono::minutes{*minute} +
         std::chrono::seconds{second};
}

std::string moment_text(sim::SimTime at) {
  const std::int64_t day = sim::day_of(at);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at - sim::epoch - day * sim::one_day).count();
  return fmt::format("{}d{:02}:{:02}:{:02}", day + 1, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace yuanluo::viz
