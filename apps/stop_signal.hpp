// Ctrl-C, and a request to end, as a flag.
#pragma once

#include <atomic>

namespace yuanluo::apps {

// From now on SIGINT and SIGTERM set the flag; a second one ends the program at once.
const std::atomic<bool>& stop_signal();

}  // namespace yuanluo::apps
