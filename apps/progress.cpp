#include "apps/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace yuanluo::apps {

Progress::Progress(const Console& console, std::uint64_t replications)
    : console_(console), replications_(replications), width_(terminal_width(STDERR_FILENO)) {
  if (width_ != 0 && !console_.quiet) show();
}

Progress::~Progress() {
  if (bar_shown_) std::fputs("\r\x1b[K", stderr);
}

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

void Progress::add(std::uint64_t events) {
  ++done_;
  events_ += events;
  if (!console_.quiet) show();
}

void Progress::show() {
  const double passed = seconds();
  const std::string speed = done_ == 0 ? "…" : rough(static_cast<double>(events_) / std::max(passed, 1e-3));
  const std::string left =
      done_ == 0 ? "…" : clock(passed / static_cast<double>(done_) * static_cast<double>(replications_ - done_));
  if (width_ == 0) {
    const std::uint64_t tenths = 10 * done_ / std::max<std::uint64_t>(replications_, 1);
    if (tenths == told_tenths_) return;
    told_tenths_ = tenths;
    console_.tell(console_.text(Say::progress_line, done_, replications_, speed, left));
    return;
  }
  constexpr std::uint64_t length = 24;
  const std::uint64_t full = length * done_ / std::max<std::uint64_t>(replications_, 1);
  std::string bar;
  for (std::uint64_t i = 0; i < length; ++i) bar += i < full ? "█" : "░";
  const std::string line = console_.text(Say::progress_bar, bar, done_, replications_, speed, left);
  std::fputs(("\r\x1b[K" + shortened(line, width_)).c_str(), stderr);
  std::fflush(stderr);
  bar_shown_ = true;
}

}  // namespace yuanluo::apps
